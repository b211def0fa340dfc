package signs

import "regexp"

// cues are turns of phrase that say how a passage speaks: it announces, defines,
// denies, intends, wishes, or it did and measured. Each is a sign like another;
// what it is worth for which criterion is the weights' to say.
var cues = []struct {
	sign ID
	rx   *regexp.Regexp
}{
	{"!annonce", regexp.MustCompile(`(?i)\b(?:nous|je|on|il|elle|ce|cette|la|le|les|l['’])\s?(?:\w+\s){0,4}(?:présenter|aborder|détailler|traiter|étudier|verr|exposer|décrir|analyser|développer|reviendr|fera l['’]objet|feront l['’]objet|sera (?:présent|détaill|trait|abord|décri|précis|expos|consacr|joint|fourni|établi|réalis|complét)|seront (?:présent|détaill|trait|abord|décri|précis|expos|joint|fourni|établi|réalis|complét)|figurer|comporter|reprendra)\w*|\b(?:dans|au cours de) (?:la|cette|ce|le) (?:partie|chapitre|section) (?:suivant|prochain)|\b(?:ci-après|plus loin|à venir|voir (?:partie|chapitre|annexe|section))\b|\bl['’]objet (?:de|du) (?:la|ce|cette)? ?(?:partie|chapitre|section)|\b(?:cette|la présente|ce|le présent) (?:partie|section|chapitre|paragraphe)\b`)},
	{"!définition", regexp.MustCompile(`(?i)\b(?:est|sont) (?:une?|des|l['’]|le|la|les) (?:\w+ ){0,3}(?:qui|permettant|consistant|visant|destinée?s?|utilisée?s?|servant|acronyme|sigle|outil|méthode|démarche|notion|concept|document|indicateur|technique|représentation|matrice|norme|approche|ensemble|processus|logiciel|mesure)\b|\b(?:désigne|désignent|signifie|consiste à|consistent à|se définit|est défini|on appelle|on entend par|acronyme|abréviation|par définition|repose sur (?:quatre|trois|cinq|\w+ principes)|a pour (?:but|objectif|objet) de|permet(?:tent)? (?:généralement |ainsi |alors |notamment |également |aussi )?(?:de|d['’]|à))\b|\bselon (?:la littérature|les auteurs|[A-Z]\w+ \(\d{4}\))|\([12]\d{3}\)\s?,?\s?(?:définit|propose|distingue)|\bdans la littérature\b|\ben général\b|\bgénéralement\b|\b(?:une|toute) (?:entreprise|organisation|équipe) (?:doit|peut)`)},
	{"!négation", regexp.MustCompile(`(?i)\b(?:aucune?|ni|jamais|sans|absence d[eu']|faute de|manque de|inexistante?s?|néant|n['’]\s?\w+ (?:\w+ )?(?:pas|plus|rien|jamais|aucun)|ne \w+ (?:\w+ )?(?:pas|plus|rien|jamais|aucun)|pas (?:de|d['’]|encore|été)|hors (?:périmètre|sujet|du champ)|a été (?:écarté|abandonné|exclu)\w*)\b`)},
	{"!intention", regexp.MustCompile(`(?i)\b(?:faudrait|devrait|devraient|pourrait|pourraient|serait|seraient|souhait\w+|envisag\w+|compt(?:e|ons|ent) (?:\w+er)|prévoi\w+ de|projet(?:te|ons) de|il (?:convient|conviendra|convient donc|faut|faudra|reste à|est (?:souhaitable|nécessaire|important|judicieux|recommandé|prévu|essentiel|indispensable|primordial))|à terme|dans l['’]idéal|idéalement|nous recommandons (?:de|que)|nous proposons (?:de|que)|avons l['’]intention|si (?:le|la|les) \w+ (?:le )?(?:permet|valide)|reste(?:nt)? à (?:définir|établir|faire|préciser|chiffrer|construire|rédiger))\b`)},
	{"!futur", regexp.MustCompile(`(?i)\b\w{2,}(?:era|eront|erons|ira|iront|irons|dra|dront|drons|ura|uront)\b`)},
	{"!creux", regexp.MustCompile(`(?i)\b(?:essentiel(?:le)?s?|primordial\w*|indispensables?|incontournables?|majeure?s?|cruciale?s?|fondamenta\w+|au cœur|optimale?s?|pleinement|véritable|de manière (?:efficace|optimale|pertinente)|bien évidemment|force est de constater|largement|parfaitement|dans une logique de|pleine(?:ment)? conscience)\b`)},
	{"!cours", regexp.MustCompile(`(?i)\b(?:chapitre \d|cours|module|exercice|TD|leçon|étudiants?|apprenants?|définition|théori\w+|exemple(?:s)? (?:de|:)|auteurs?|ouvrage|littérature|normalement|en théorie|la méthode (?:\w+ )?(?:a été|est) (?:inventée|née|développée))\b`)},
	{"!sommaire", regexp.MustCompile(`\.{4,}|…{2,}|(?:\. ){4,}|(?m:^\s*(?:\d+(?:\.\d+)*|[IVX]+)[.)]?\s+[^\n.]{4,80}\s\d{1,3}\s*$)`)},
	{"!bibliographie", regexp.MustCompile(`(?i)\b(?:éd\.|éditions?|ISBN|vol\.|pp?\.\s?\d+|et al\.|consulté le|disponible (?:sur|à)|dunod|eyrolles|afnor éditions|springer|elsevier|hal-\d|thèse de doctorat|revue)\b`)},
	{"!réalisé", regexp.MustCompile(`(?i)\b(?:j['’]ai|nous avons|on a|ai|avons|a|ont) (?:\w+ ){0,2}\w{3,}(?:é|és|ée|ées|i|is|it|u|us|ue|ues)\b|\b(?:a|ont) été \w+(?:é|és|ée|ées|is|ise|ises|u|us|ue|ues)\b|\bs['’]est \w+|\bfut\b|\ba permis\b`)},
	{"!nous", regexp.MustCompile(`(?i)\b(?:nous|notre|nos|mon|ma|mes|je|j['’]ai|on a)\b`)},
	{"!autre", regexp.MustCompile(`(?i)\b(?:par exemple|à titre d['’]exemple|dans d['’]autres|chez (?:un|une|d['’]autres)|un autre|ancienne? (?:entreprise|employeur|projet)|concurrent\w*|projet précédent|historiquement)\b`)},
	{"!choix", regexp.MustCompile(`(?i)\b(?:choisi\w*|retenu\w*|préféré\w*|écarté\w*|opté\w*|plutôt que|car|parce que?|puisque|en raison de|grâce à|afin de|pour cette raison|c['’]est pourquoi|justifi\w+|raisons?|adapté\w*|convient|critères?)\b`)},
	{"!résultat", regexp.MustCompile(`(?i)\b(?:résultats?|gains?|baiss\w+|diminu\w+|réduit\w*|réduction|amélior\w+|augment\w+|hausse|atteint\w*|obtenu\w*|gagn\w+|économis\w+|constat\w+|mesur\w+|relev\w+)\b`)},
}

// cue adds the hits of all cues.
func cue(r *Reading) {
	for _, c := range cues {
		for _, m := range c.rx.FindAllStringIndex(r.Unit.Text, 12) {
			first, last := r.wordsOf(m[0], m[1])
			r.add(c.sign, -1, first, last)
		}
	}
}
