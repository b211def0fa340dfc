package signs

import (
	"regexp"
	"strings"
)

// set makes a set of the words of s.
func set(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}

var (
	currencies = set(`€ $ £ euro euros eur ke k€ m€ me keur meur fcfa cfa xof dh dhs mad tnd dt dinar dinars dirham dirhams dollar dollars usd chf francs ariary`)
	multiples  = set(`k m mille milliers million millions milliard milliards kilo`)
	units      = set(`kg g t tonne tonnes m mm cm km m2 m3 l litre litres ml kwh mwh gwh kw mw w v hz mhz ghz go mo to ko gb mb tb bits bar bars °c db ppm co2 co2e tco2 tco2e teq
		piece pieces unite unites palette palettes colis lot lots commande commandes ligne lignes reference references poste postes machine machines capteur capteurs client clients salarie
		salaries personne personnes operateur operateurs collaborateur collaborateurs etp agent agents utilisateur utilisateurs licence licences tablette tablettes site sites magasin magasins
		ordre ordres panne pannes defaut defauts rebut rebuts point points page pages ecran ecrans robot robots agv serveur serveurs entretien entretiens questionnaire questionnaires reponse reponses
		formation formations stagiaire stagiaires heure-homme jours-homme jh`)
	spans    = set(`an ans annee annees mois semaine semaines jour jours journee journees heure heures h min mn minute minutes s seconde secondes sec trimestre trimestres semestre semestres sprint sprints`)
	months   = set(`janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre january february march april may june july august september october november december`)
	smallNum = set(`un une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante cinquante soixante cent mille demi demie`)
	often    = set(`quotidien quotidienne quotidiens quotidiennes quotidiennement hebdomadaire hebdomadaires hebdomadairement mensuel mensuelle mensuels mensuelles mensuellement trimestriel trimestrielle
		trimestriels trimestrielles trimestriellement semestriel semestrielle semestriels semestriellement annuel annuelle annuels annuelles annuellement bimensuel bimensuelle bihebdomadaire horaire`)
	weekdays = set(`lundi lundis mardi mardis mercredi mercredis jeudi jeudis vendredi vendredis samedi samedis dimanche dimanches`)
	roles    = set(`directeur directrice responsable chef cheffe manager pilote technicien technicienne operateur operatrice ingenieur ingenieure animateur animatrice coordinateur coordinatrice
		administrateur administratrice gestionnaire sponsor commanditaire referent referente tuteur tutrice consultant consultante developpeur developpeuse architecte analyste comptable acheteur acheteuse
		magasinier cariste superviseur contremaitre maitre dsi drh daf rssi dpo rse moa moe po scrum codir comex cse cssct automaticien regleur agent assistant assistante secretaire president presidente
		adjoint adjointe controleur controleuse auditeur auditrice formateur formatrice prestataire integrateur`)
	bodies = set(`afnor iso ansi insee cnil anssi inrs ademe inpi epo oeb wipo ompi legifrance carsat dreets direccte dgccrf eurostat ocde oecd onu unesco bpifrance cetim cea inria cnrs ineris anses
		enisa nist ieee iec cei cenelec etsi ietf w3c owasp apec dares opco uimm france-travail agefiph eur-lex oms fao bit giec ccomptes senat arcep ania simtech francecompetences dgefp`)
)

// The rest is read on the text itself: these shapes are made of signs that words
// leave out.
var (
	rxDate     = regexp.MustCompile(`\b\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})\b|\b\d{4}-\d{2}-\d{2}\b|\b[TQS][1-4]\s?(?:20)?\d\d\b|\b[SW]\d{1,2}\b`)
	rxHorizon  = regexp.MustCompile(`(?i)\bJ\s?[+-]\s?\d+|\bM\s?\+\s?\d+|\bd'ici\b|\bd’ici\b|\bà l['’]horizon\b|\bà (?:court|moyen|long)(?: et (?:moyen|long))?,? ?(?:et )?(?:moyen |long )?terme|\bavant (?:le|la fin|fin|l['’]été|juin|mai|mars|avril|décembre|septembre|octobre|novembre|janvier|février|juillet|août)\b|\bau plus tard\b|\b(?:fin|début|courant|mi-)\s?(?:20\d\d|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)\b|\bsous \w+ (?:mois|semaines|jours|ans)\b|\bdans les \w+ (?:mois|ans|semaines)\b`)
	rxFreq     = regexp.MustCompile(`(?i)\b(?:tous|toutes) les (?:\w+ )?(?:jours?|matins?|soirs?|semaines?|mois|ans|lundis?|mardis?|mercredis?|jeudis?|vendredis?|heures?|quinze|trimestres?|\d+)\b|\bchaque (?:jour|matin|soir|semaine|mois|an|année|lundi|mardi|mercredi|jeudi|vendredi|trimestre|heure|équipe|poste|fin de)\b|\b(?:une|deux|trois|quatre|\d+) fois (?:par|l['’]an|dans)\b|\bpar (?:jour|semaine|mois|an|trimestre)\b|\ben temps réel\b|\b(?:un|une) \w+ sur deux\b`)
	rxPatent   = regexp.MustCompile(`\b(?:FR|EP|WO|US|CN|JP|DE|GB|KR)[\s-]?(?:20\d\d[/\s]?)?\d[\d\s./]{4,}\d(?:\s?[A-C]\d?)?\b|(?i:\bbrevets?\s+(?:n[°o]|français|européen|américain)\s?[\w\s]{0,12}\d{4,})`)
	rxLegal    = regexp.MustCompile(`(?i)\bloi\s+(?:n[°o]\s?)?\d{2,4}-\d+|\bloi\s+(?:du \d|[A-Z]\w+\s+\d)|\b(?:article|art\.)s?\s+[LRD]?\.?\s?\d[\d.-]*|\b[LRD]\.?\s?\d{3,4}-\d+|\bdécret\s+(?:n[°o]\s?)?\d|\brèglement\s+(?:\(?(?:UE|CE)\)?|européen)|\bdirective\s+(?:\(?(?:UE|CE)|\d|européenne|NIS|CSRD|machines)|\bcode du travail\b|\barrêté du\b|\bordonnance\s+(?:n[°o]|du)|\bAI Act\b|\bCRA\b|\bNIS\s?2\b|\bCSRD\b|\bRGPD\b`)
	rxNorm     = regexp.MustCompile(`\b(?:NF\s?(?:EN\s?)?(?:ISO\s?)?|EN\s?(?:ISO\s?)?|ISO(?:/IEC|/TS|/CEI)?|IEC|CEI|ISA|IATF|ANSI|DIN|IEEE)[\s-]?\d{2,5}(?:[-:]\d+)*`)
	rxFormula  = regexp.MustCompile(`[\wàâéèêîôûç)%]\s?[=×÷]\s?[\wàâéèêîôû(]|\w\s/\s\w[^\n]{0,40}×\s?100|\bx\s?100\b|(?i:\b(?:nombre|temps|quantité|total|somme|coût|nb)\b[^.;\n\t]{2,50}[/÷][^.;\n\t]{2,40}\b(?:nombre|temps|quantité|total|somme|coût|nb|planifi|théoriq|réalis|produit))`)
	rxScale    = regexp.MustCompile(`(?i)\b\d(?:[.,]\d)?\s?/\s?(?:4|5|10|20|100)\b|\b(?:niveau|score|note|cotation|degré)\s+(?:de\s+|:\s?)?\d|\b\d(?:[.,]\d)?\s+sur\s+(?:4|5|10|20|100|quatre|cinq|dix|vingt)\b|\b(?:faible|moyen|élevé|fort|critique)\s?\(\d\)`)
	rxCompare  = regexp.MustCompile(`(?i)\b(?:passe|passé|passée|passés|passées|passer|passent|passait|ramen\w+|réduit\w*|abaiss\w+|descend\w*|tomb\w+|mont\w+|porté\w*|évolu\w+|chut\w+)\b[^.;\n]{0,40}?\bde\s[^.;\n]{1,40}?\sà\s|\bau lieu de\b|\bcontre\s+\d|\b\d[\d,.]*\s?%?\s?(?:→|->|=>|vs)\s?\d|\bavant\b[^.\n]{0,60}\baprès\b`)
	rxLink     = regexp.MustCompile(`https?://\S+|\bwww\.\S+`)
	rxPerson   = regexp.MustCompile(`\b(?:M\.|Mme|Mlle|MM\.|Dr|Monsieur|Madame)\s?[A-ZÉÈÀ][\w'’éèêëàâîïôûüç-]+(?:\s[A-ZÉÈÀ][\w'’éèêëàâîïôûüç-]+)?|\b[A-Z]\.\s?[A-ZÉÈ][a-zéèêëàâîïôûüç-]{2,}\b`)
	rxOrgTrait = regexp.MustCompile(`(?i)\b(?:ministère|préfecture|agence nationale|agence européenne|commission européenne|parlement européen|institut national|chambre de commerce|journal officiel|union européenne|inspection du travail|médecine du travail|conseil régional|haute autorité|pôle emploi|france travail|france compétences|bpi ?france|légifrance|eur-?lex)\b`)
	rxWordRate = regexp.MustCompile(`(?i)\bpour cent\b|\bun (?:quart|tiers|dixième)\b|\bla moitié\b|\bdeux tiers\b|\btrois quarts\b|\bdivisée?s? par (?:deux|trois|quatre|\d)|\bdoubl(?:é|er|e)\b`)
)

// byShape lists the recognisers that read the text.
var byShape = []struct {
	sign ID
	rx   *regexp.Regexp
	// hint is a byte one of which must stand in the text for rx to match; "" always tries.
	hint string
}{
	{"@date", rxDate, "/-.TQSW"},
	{"@horizon", rxHorizon, ""},
	{"@fréquence", rxFreq, ""},
	{"@brevet", rxPatent, "0123456789"},
	{"@texte-légal", rxLegal, ""},
	{"@norme", rxNorm, "0123456789"},
	{"@formule", rxFormula, "=×÷/x"},
	{"@échelle", rxScale, "0123456789"},
	{"@comparaison", rxCompare, ""},
	{"@lien", rxLink, ":."},
	{"@personne", rxPerson, ""},
	{"@organisme", rxOrgTrait, ""},
	{"@pourcentage", rxWordRate, ""},
}

// recognise adds the hits of all recognisers.
func recognise(r *Reading) {
	for i := range r.Words {
		recogniseWord(r, i)
	}
	for _, s := range byShape {
		if s.hint != "" && !strings.ContainsAny(r.Unit.Text, s.hint) {
			continue
		}
		for _, m := range s.rx.FindAllStringIndex(r.Unit.Text, 40) {
			first, last := r.wordsOf(m[0], m[1])
			r.add(s.sign, -1, first, last)
		}
	}
}

// wordsOf gives the words that a range of bytes covers.
func (r *Reading) wordsOf(start, end int) (first, last int) {
	first = len(r.Words) - 1
	for i, w := range r.Words {
		if w.End > start {
			first = i
			break
		}
	}
	last = first
	for last+1 < len(r.Words) && r.Words[last+1].Start < end {
		last++
	}
	return max(first, 0), last
}

func recogniseWord(r *Reading, i int) {
	w := r.Words[i].Fold
	next := func(k int) string {
		if i+k < len(r.Words) {
			return r.Words[i+k].Fold
		}
		return ""
	}
	number := w[0] >= '0' && w[0] <= '9'
	switch {
	case number || smallNum[w]:
		a, b := next(1), next(2)
		switch {
		case currencies[a]:
			r.add("@montant", -1, i, i+1)
		case multiples[a] && (currencies[b] || b == "d" && currencies[next(3)]):
			r.add("@montant", -1, i, i+2)
		case a == "%" || a == "‰" || a == "pourcent":
			r.add("@pourcentage", -1, i, i+1)
		case spans[a]:
			r.add("@durée", -1, i, i+1)
		case number && months[a]:
			r.add("@date", -1, i, i+1)
		case units[a]:
			r.add("@quantité", -1, i, i+1)
		case number && isYear(w):
			r.add("@date", -1, i, i)
		}
	case months[w] && len(next(1)) == 4 && isYear(next(1)):
		r.add("@date", -1, i, i+1)
	case often[w]:
		r.add("@fréquence", -1, i, i)
	case weekdays[w]:
		r.add("@date", -1, i, i)
	case roles[w]:
		r.add("@rôle", -1, i, i)
	case bodies[w] && isUpper(r.Unit.Text[r.Words[i].Start]):
		r.add("@organisme", -1, i, i)
	}
}

func isUpper(b byte) bool { return b >= 'A' && b <= 'Z' }

func isYear(w string) bool {
	return len(w) == 4 && (w[:2] == "19" || w[:2] == "20") && w[2] >= '0' && w[2] <= '9' && w[3] >= '0' && w[3] <= '9'
}
