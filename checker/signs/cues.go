package signs

import (
	"strings"

	"prejury/internal/text"
)

// cues are turns of phrase that say how a passage speaks: it announces, defines,
// denies, intends, or it did and measured. Each is a sign like another; what it is
// worth for which criterion is the weights' to say.
//
// A pattern is made of folded words that follow each other; "planif*" is a
// beginning, "_" stands for zero to two words.
var cues = []struct {
	sign     ID
	patterns string // separated by commas
}{
	{"!annonce", `ci-apres, plus loin, a venir, fera l'objet, feront l'objet, font l'objet de la partie, sera _ present*, seront _ present*, sera detaill*, seront detaill*, sera _ decrit*, seront _ decrit*,
		sera trait*, seront trait*, sera abord*, seront abord*, sera precis*, seront precis*, sera expos*, seront expos*, sera consacr*, sera joint*, seront joint*, sera fourni*, seront fourni*, sera etabli*, seront etabli*,
		sera _ realis*, seront _ realis*, sera complet*, sera chiffr*, seront chiffr*, presenterons, presenterai, presentera, aborderons, aborderai, abordera, detaillerons, detaillera, decrirons, decrira, traiterons, traiterai, etudierons,
		etudiera, exposerons, exposera, analyserons, analysera, developperons, verrons, reviendrons, reviendrai, figurera, figureront, comportera, reprendra, partie suivante, chapitre suivant, section suivante, prochaine partie,
		prochain chapitre, dans un second temps, dans un premier temps, cette partie, cette section, ce chapitre, ce paragraphe, la presente partie, le present chapitre, l'objet de cette, l'objet de la partie, l'objet du chapitre,
		lecteur trouvera, lecteur verra, premiere partie, deuxieme partie, seconde partie, troisieme partie, quatrieme partie, derniere partie, premier chapitre, deuxieme chapitre, second chapitre, troisieme chapitre, quatrieme chapitre,
		cinquieme chapitre, dernier chapitre, rapport s'articule, memoire s'articule, document s'articule, travail s'articule, rapport se compose, memoire se compose, rapport est structure, memoire est structure, rapport est organise, plan du rapport,
		plan du memoire, voir annexe, voir partie, voir chapitre, voir section, nous allons, je vais, on va, sera vu, seront vus, trouvera en annexe, trouveront en annexe`},
	{"!définition", `designe, designent, signifie, signifient, consiste a, consistent a, consiste en, se definit, se definissent, est defini, est definie, on appelle, on entend par, appele aussi, acronyme, abreviation, par definition,
		repose sur _ principes, a pour but, a pour objectif, a pour objet, ont pour but, permet de, permet d', permettent de, permet aux, permet a, permettant de, vise a, visent a, sert a, servent a, est _ methode, est _ outil, est _ demarche,
		est _ notion, est _ concept, est _ technique, est _ representation, est _ matrice, est _ norme, est _ approche, est _ ensemble, est _ processus, est _ indicateur, est _ systeme qui, est un logiciel, est une discipline, est un acronyme,
		est le fait, dans la litterature, en general, generalement, traditionnellement, une entreprise doit, une entreprise peut, toute entreprise, toute organisation, tout projet, se compose de, se decompose en, on distingue, distingue _ types, il existe _ types`},
	{"!négation", `aucun, aucune, ni, jamais, absence de, absence d', faute de, manque de, inexistant*, neant, hors perimetre, hors sujet, hors du champ, ecarte*, abandonne*, exclu*, n' _ pas, n' _ plus, n' _ rien, n' _ jamais, ne _ pas,
		ne _ plus, ne _ rien, ne _ jamais, n' _ aucun*, ne _ aucun*, pas de, pas d', pas encore, pas ete, sans _ ni, n' existe pas, rien n', personne n', sans avoir, pas prevu`},
	{"!intention", `il faudrait, faudrait, faudra, devrait, devraient, pourrait, pourraient, pourrions, serait, seraient, souhait*, envisage*, comptons, je compte, compte _ faire, prevoit de, prevoient de, prevoyons de, projette de, il convient, conviendra,
		convient de, il faut, reste a, restent a, il est souhaitable, il est necessaire, est judicieux, il est recommande, est indispensable, a terme, idealement, dans l'ideal, nous recommandons, je recommande, nous proposons de, je propose de,
		nous suggerons, je suggere, avons l'intention, ai l'intention, a l'intention, gagnerait a, gagneraient a, aimerions, voudrions, voudrait, a definir, a preciser, a etablir, a chiffrer, a construire, a completer, des que possible, prochainement, ulterieurement,
		dans un avenir proche, il serait, meriterait`},
	{"!creux", `essentiel*, primordial*, indispensable*, incontournable*, majeur*, crucial*, cruciau*, fondamenta*, au coeur, optimal*, pleinement, veritable*, bien evidemment, force est de constater, largement, parfaitement, dans une logique de, pleine conscience,
		tres important*, importance capitale, enjeu* majeur*, de nos jours, a l'heure actuelle, de plus en plus, dans un contexte _ concurrentiel, naturellement, bien sur, evidemment, resolument, ambitieu*, nombreux avantages, tout a fait`},
	{"!cours", `le cours, ce cours, un cours, des cours, les cours, ces cours, mon cours, mes cours, support* de cours, cours magistr*, cours de gestion, module, exercice*, lecon, apprenant*, definition*, theori*, auteur*, ouvrage*, litterature, en theorie, theorique*, chapitre, etudiant*, a ete invente*, invente* par, ne* au japon, developpe* par, concept*, notion*, qu'est-ce que, rappel*`},
	{"!bibliographie", `editions, edition, isbn, et al, consulte le, disponible sur, disponible a, dunod, eyrolles, springer, elsevier, these de doctorat, revue, pp, vol, presses universitaires, hermes, vuibert, pearson, article paru`},
	{"!nous", `nous, notre, nos, mon, ma, mes, je, j', on a, on s', moi`},
	{"!autre", `par exemple, a titre d'exemple, dans d'autres, chez d'autres, un autre site, autre entreprise, autres entreprises, ancien employeur, ancienne entreprise, mon precedent, concurrent*, projet precedent, historiquement, a l'epoque, dans le passe`},
	{"!choix", `choisi*, retenu*, prefere*, opte*, plutot que, car, parce que, parce qu', puisque, puisqu', en raison de, grace a, afin de, pour cette raison, c'est pourquoi, justifi*, raison*, adapte*, convient, critere*, convenait, au detriment, avantage*, inconvenient*, compar*`},
	{"!résultat", `resultat*, gain*, baiss*, diminu*, reduit*, reduction, amelior*, augment*, hausse, atteint*, obtenu*, gagn*, economis*, constat*, mesur*, releve*, objectif atteint`},
	{"!réalisé", `j'ai, nous avons, on a, ont ete, a ete, avons ete, ai ete, a permis, ont permis, s'est, se sont, ont mis, a mis`},
}

// A cue pattern is its words; a word that ends with * is a beginning.
type cuePattern struct {
	sign  ID
	words []string
}

// cuesByWord holds the patterns by their first word, cuesByBeginning those whose first word
// is a beginning by it; cueLengths are the lengths of these beginnings, in bytes, ascending.
var cuesByWord, cuesByBeginning, cueLengths = indexCues()

func indexCues() (byWord, byBeginning map[string][]cuePattern, lengths []int) {
	byWord, byBeginning = map[string][]cuePattern{}, map[string][]cuePattern{}
	seen := [32]bool{}
	for _, c := range cues {
		for _, p := range strings.Split(c.patterns, ",") {
			words := strings.Fields(strings.NewReplacer("'", " ", "-", " ").Replace(p))
			pattern := cuePattern{c.sign, words}
			if beginning, ok := strings.CutSuffix(words[0], "*"); ok {
				byBeginning[beginning] = append(byBeginning[beginning], pattern)
				seen[len(beginning)] = true
			} else {
				byWord[words[0]] = append(byWord[words[0]], pattern)
			}
		}
	}
	for n, ok := range seen {
		if ok {
			lengths = append(lengths, n)
		}
	}
	return byWord, byBeginning, lengths
}

// cue adds the hits of all cues.
func cue(r *Reading) {
	for i, w := range r.Words {
		for _, p := range cuesByWord[w.Fold] {
			p.try(r, i)
		}
		for _, n := range cueLengths {
			if n > len(w.Fold) {
				break
			}
			for _, p := range cuesByBeginning[w.Fold[:n]] {
				p.try(r, i)
			}
		}
		if isFuture(w.Fold) {
			r.add("!futur", -1, i, i)
		} else if isConditional(w.Fold) {
			r.add("!intention", -1, i, i)
		}
	}
	if strings.Contains(r.Unit.Text, "....") || strings.Contains(r.Unit.Text, "……") || strings.Contains(r.Unit.Text, ". . . .") {
		r.add("!sommaire", -1, 0, 0)
	}
}

// try adds the hit of a pattern whose first word stands at a word of the unit, where its
// other words follow in the same sentence.
func (p cuePattern) try(r *Reading, at int) {
	last := at
	for k := 1; k < len(p.words); k++ {
		if p.words[k] == "_" {
			continue
		}
		reach := 1
		if p.words[k-1] == "_" {
			reach = 3
		}
		found := false
		for j := last + 1; j <= last+reach && j < len(r.Words) && r.In[j] == r.In[at]; j++ {
			if wordIs(r.Words[j].Fold, p.words[k]) {
				last, found = j, true
				break
			}
		}
		if !found {
			return
		}
	}
	r.add(p.sign, -1, at, last)
}

// wordIs reports whether a folded word is a pattern's, or begins as it says.
func wordIs(fold, pattern string) bool {
	if beginning, ok := strings.CutSuffix(pattern, "*"); ok {
		return strings.HasPrefix(fold, beginning)
	}
	return fold == pattern
}

// notFuture are common words that end as a future does.
var notFuture = text.Set(`opera camera cinema schema panorama numera agenda data extra ultra infra contra etera lira iront mira agora flora sera seront aura auront environs`)

// isFuture recognises a verb in the future by its ending, third persons and first plural.
func isFuture(fold string) bool {
	if len(fold) < 5 || notFuture[fold] {
		return false
	}
	for _, end := range []string{"era", "eront", "erons", "ira", "iront", "irons", "dra", "dront", "drons"} {
		if strings.HasSuffix(fold, end) {
			return true
		}
	}
	return false
}

// isConditional recognises a verb in the conditional by its ending.
func isConditional(fold string) bool {
	if len(fold) < 6 {
		return false
	}
	for _, end := range []string{"erait", "eraient", "irait", "iraient", "drait", "draient", "vrait", "vraient", "urait", "uraient"} {
		if strings.HasSuffix(fold, end) {
			return true
		}
	}
	return false
}
