package signs

import (
	"regexp"
	"sort"
	"strings"

	"prejury/internal/text"
)

var (
	currencies = text.Set(`€ $ £ euro euros eur ke k€ m€ me keur meur fcfa cfa xof dh dhs mad tnd dt dinar dinars dirham dirhams dollar dollars usd chf francs ariary`)
	multiples  = text.Set(`k m mille milliers million millions milliard milliards kilo`)
	units      = text.Set(`kg g t tonne tonnes m mm cm km m2 m3 l litre litres ml kwh mwh gwh kw mw w v hz mhz ghz go mo to ko gb mb tb bits bar bars °c db ppm co2 co2e tco2 tco2e teq
		piece pieces unite unites palette palettes colis lot lots commande commandes ligne lignes reference references poste postes machine machines capteur capteurs client clients salarie
		salaries personne personnes operateur operateurs collaborateur collaborateurs etp agent agents utilisateur utilisateurs licence licences tablette tablettes site sites magasin magasins
		ordre ordres panne pannes defaut defauts rebut rebuts point points page pages ecran ecrans robot robots agv serveur serveurs entretien entretiens questionnaire questionnaires reponse reponses
		formation formations stagiaire stagiaires heure-homme jours-homme jh`)
	spans = text.Set(`an ans annee annees mois semaine semaines jour jours journee journees heure heures h min mn minute minutes s seconde secondes sec trimestre trimestres semestre semestres sprint sprints`)
	// as heads of columns have them, folded; mars, mai, juin are not shortened
	shortMonths = text.Set(`janv jan fevr fev mar avr juil jul sept sep oct nov dec feb apr aug`)
	months      = text.Set(`janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre january february march april may june july august september october november december`)
	smallNum    = text.Set(`un une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante cinquante soixante cent mille demi demie`)
	often       = text.Set(`quotidien quotidienne quotidiens quotidiennes quotidiennement hebdomadaire hebdomadaires hebdomadairement mensuel mensuelle mensuels mensuelles mensuellement trimestriel trimestrielle
		trimestriels trimestrielles trimestriellement semestriel semestrielle semestriels semestriellement annuel annuelle annuels annuelles annuellement bimensuel bimensuelle bihebdomadaire horaire`)
	weekdays = text.Set(`lundi lundis mardi mardis mercredi mercredis jeudi jeudis vendredi vendredis samedi samedis dimanche dimanches`)
	roles    = text.Set(`directeur directrice responsable chef cheffe manager pilote technicien technicienne operateur operatrice ingenieur ingenieure animateur animatrice coordinateur coordinatrice
		administrateur administratrice gestionnaire sponsor commanditaire referent referente tuteur tutrice consultant consultante developpeur developpeuse architecte analyste comptable acheteur acheteuse
		magasinier cariste superviseur contremaitre maitre dsi drh daf rssi dpo rse moa moe po scrum codir comex cse cssct automaticien regleur agent assistant assistante secretaire president presidente
		adjoint adjointe controleur controleuse auditeur auditrice formateur formatrice prestataire integrateur`)
	bodies = text.Set(`afnor iso ansi insee cnil anssi inrs ademe inpi epo oeb wipo ompi legifrance carsat dreets direccte dgccrf eurostat ocde oecd onu unesco bpifrance cetim cea inria cnrs ineris anses
		enisa nist ieee iec cei cenelec etsi ietf w3c owasp apec dares opco uimm france-travail agefiph eur-lex oms fao bit giec ccomptes senat arcep ania simtech francecompetences dgefp`)
)

// byShape lists the recognisers that read the text itself: these shapes are made of
// marks that words leave out. Each is tried where one of its triggers stands: a
// folded word, a beginning of four letters ("pass*"), or a number ("0").
var byShape = []struct {
	sign     ID
	triggers string
	rx       *regexp.Regexp // anchored at the trigger
	before   *regexp.Regexp // what must stand before the trigger, nil for anything
}{
	{"@date", "0", regexp.MustCompile(`^(?:\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2})\b`), nil},
	{"@date", "t1 t2 t3 t4 q1 q2 q3 q4 s1 s2", regexp.MustCompile(`^[TQS][1-4](?:\s?(?:20)?\d\d)?\b`), nil},
	{"@horizon", "j m", regexp.MustCompile(`^[JM]\s?[+-]\s?\d+`), nil},
	{"@horizon", "d", regexp.MustCompile(`(?i)^d['’]ici\b`), nil},
	{"@horizon", "horizon plus", regexp.MustCompile(`(?i)^(?:horizon\b|plus tard\b)`), nil},
	{"@horizon", "court moyen long", regexp.MustCompile(`(?i)^(?:court|moyen|long)(?:,? (?:et )?(?:moyen|long)){0,2},? terme\b`), nil},
	{"@horizon", "avant fin debut courant mi sous dans", regexp.MustCompile(`(?i)^(?:avant (?:le|la fin|fin|l['’]été|juin|mai|mars|avril|décembre|septembre|octobre|novembre|janvier|février|juillet|août)|(?:fin|début|courant|mi-)\s?(?:20\d\d|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)|sous [\wà-ÿ]+ (?:mois|semaines|jours|ans)|dans les [\wà-ÿ]+ (?:mois|ans|semaines))\b`), nil},
	{"@fréquence", "tous toutes", regexp.MustCompile(`(?i)^(?:tous|toutes) les (?:[\wà-ÿ]+ )?(?:jours?|matins?|soirs?|semaines?|mois|ans|lundis?|mardis?|mercredis?|jeudis?|vendredis?|heures?|quinze|trimestres?|\d+)\b`), nil},
	{"@fréquence", "chaque", regexp.MustCompile(`(?i)^chaque (?:jour|matin|soir|semaine|mois|an|année|lundi|mardi|mercredi|jeudi|vendredi|trimestre|heure|équipe|poste|fin de)`), nil},
	{"@fréquence", "fois par temps", regexp.MustCompile(`(?i)^(?:fois (?:par|l['’]an|dans)|par (?:jour|semaine|mois|an|trimestre)|temps réel)\b`), nil},
	{"@brevet", "fr ep wo us cn jp de gb kr", regexp.MustCompile(`^(?:FR|EP|WO|US|CN|JP|DE|GB|KR)[\s-]?(?:20\d\d[/\s]?)?\d[\d\s./]{4,}\d(?:\s?[A-C]\d?)?\b`), nil},
	{"@brevet", "brevet brevets", regexp.MustCompile(`(?i)^brevets?\s+(?:n[°o]|français|européen|américain)\s?[\w\s]{0,12}\d{4,}`), nil},
	{"@texte-légal", "loi article articles art decret reglement directive code arrete ordonnance ai cra nis csrd rgpd l r d", regexp.MustCompile(`(?i)^(?:loi\s+(?:n[°o]\s?)?\d{2,4}-\d+|loi\s+(?:du \d|n[°o])|(?:articles?|art\.?)\s+[LRD]?\.?\s?\d[\d.-]*|[LRD]\.?\s?\d{3,4}-\d+|décret\s+(?:n[°o]\s?)?\d|règlement\s+(?:\(?(?:UE|CE)\)?|européen|général)|directive\s+(?:\(?(?:UE|CE)|\d|européenne|NIS|CSRD|machines)|code (?:du travail|civil|pénal|de l['’]environnement|de la sécurité)|arrêté du\b|ordonnance\s+(?:n[°o]|du)|AI Act\b|CRA\b|NIS\s?2\b|CSRD\b|RGPD\b)`), nil},
	{"@norme", "nf en iso iec cei isa iatf ansi din ieee", regexp.MustCompile(`^(?:NF\s?(?:EN\s?)?(?:ISO\s?)?|EN\s?(?:ISO\s?)?|ISO(?:/IEC|/TS|/CEI)?|IEC|CEI|ISA|IATF|ANSI|DIN|IEEE)[\s-]?\d{2,5}(?:[-:]\d+)*`), nil},
	{"@échelle", "0", regexp.MustCompile(`^\d(?:[.,]\d)?\s?(?:/\s?(?:4|5|10|20|100)\b|sur (?:4|5|10|20|100|quatre|cinq|dix|vingt)\b)`), nil},
	{"@échelle", "niveau score note cotation degre", regexp.MustCompile(`(?i)^(?:niveau|score|note|cotation|degré)\s+(?:de\s+|:\s?)?\d`), nil},
	{"@comparaison", "pass* rame* redu* abai* desc* tomb* mont* port* evol* chut* bais* augm*", regexp.MustCompile(`(?i)^[\wà-ÿ]+\b[^.;\n]{0,40}?\bde\s[^.;\n]{1,40}?\sà\s`), nil},
	{"@comparaison", "au contre avant", regexp.MustCompile(`(?i)^(?:au lieu d|contre\s+\d|avant\b[^.\n]{0,60}\baprès\b)`), nil},
	{"@comparaison", "0", regexp.MustCompile(`^[\d\s,.]+(?:%|[\wà-ÿ€]{0,6})\s?(?:→|->|=>|vs)\s?\d`), nil},
	{"@personne", "m mme mlle mm dr monsieur madame", regexp.MustCompile(`^(?:M\.|Mme|Mlle|MM\.|Dr|Monsieur|Madame)\s?[A-ZÉÈÀ][\w'’éèêëàâîïôûüç-]+`), nil},
	{"@organisme", "ministere prefecture agence commission parlement institut chambre journal union inspection medecine conseil haute pole france bpi eur", regexp.MustCompile(`(?i)^(?:ministère|préfecture|agence (?:nationale|européenne)|commission européenne|parlement européen|institut national|chambre de commerce|journal officiel|union européenne|inspection du travail|médecine du travail|conseil régional|haute autorité|pôle emploi|france travail|france compétences|bpi ?france|eur-?lex)\b`), nil},
	{"@question", "comment", regexp.MustCompile(`(?i)^comment\s(?:(?:ne|pas|mieux|se|le|la|les|leur|en|y)\s|[ls]['’])*[\wà-ÿ]+(?:er|ir|re|oir)\b`), rxAsks},
	{"@pourcentage", "pour un la deux trois divi* doub*", regexp.MustCompile(`(?i)^(?:pour cent\b|un (?:quart|tiers|dixième)\b|la moitié|deux tiers\b|trois quarts\b|divis\w+ par (?:deux|trois|quatre|\d)|doubl(?:é|er)\b)`), nil},
}

// The shapes that no word announces: each is tried where its mark stands.
var byMark = []struct {
	sign  ID
	marks string
	rx    *regexp.Regexp
	but   *regexp.Regexp // what must not stand within it, nil for nothing
}{
	{"@formule", "=×÷", regexp.MustCompile(`[\wà-ÿ)%]\s?[=×÷]\s?[\wà-ÿ(]`), nil},
	{"@formule", "/", regexp.MustCompile(`(?i)\b(?:nombre|temps|quantité|total|somme|coût|nb)\b[^.;\n\t]{2,50}/[^.;\n\t]{2,50}`), nil},
	{"@question", "?", regexp.MustCompile(`(?i)\b(?:comment|quel(?:le)?s?|en quoi|dans quelle mesure|peut-on|est-il possible)\b[^.?!;\n]{30,300}\?`), rxAddressed},
	{"@lien", "w/", regexp.MustCompile(`https?://\S+|\bwww\.\S+`), nil},
}

// rxAddressed tells a question that is put to someone, as in a questionnaire.
var rxAddressed = regexp.MustCompile(`(?i)\b(?:vous|votre|vos|tu|ton|ta|tes)\b`)

// rxAsks tells, before "comment" and an infinitive, that a question is asked: a
// method also says how to do a thing.
var rxAsks = regexp.MustCompile(`(?i)(?::\s?["«“]?|\b(?:questions?|problématiques?|problèmes?|enjeux?|défis?|savoir|demand[\wà-ÿ]+|cherch[\wà-ÿ]+)\b[^.?!\n]*)\s?$`)

// shapesByTrigger gives, for a trigger, the places in byShape.
var shapesByTrigger = func() map[string][]int {
	m := map[string][]int{}
	for i, s := range byShape {
		for _, t := range strings.Fields(s.triggers) {
			m[t] = append(m[t], i)
		}
	}
	return m
}()

// rxDate is the numeric date, for the cells of tables.
var rxDate = byShape[0].rx

// shapeReach is how many bytes a shape may span after its trigger, and how many are
// read before it.
const shapeReach = 160

// recognise adds the hits of all recognisers.
func recognise(r *Reading) {
	for i, w := range r.Words {
		recogniseWord(r, i)
		for _, k := range shapesByTrigger[w.Fold] {
			r.tryShape(k, w.Start)
		}
		if len(w.Fold) > 4 {
			for _, k := range shapesByTrigger[w.Fold[:4]+"*"] {
				r.tryShape(k, w.Start)
			}
		}
		if len(w.Fold) > 7 && !isDigit(w.Fold[1]) && isDigit(w.Fold[2]) { // a patent number glued to its office: FR3012345
			for _, k := range shapesByTrigger[w.Fold[:2]] {
				r.tryShape(k, w.Start)
			}
		}
		if isDigit(w.Fold[0]) {
			for _, k := range shapesByTrigger["0"] {
				r.tryShape(k, w.Start)
			}
		}
	}
	for _, s := range byMark {
		if !strings.ContainsAny(r.Unit.Text, s.marks) {
			continue
		}
		for _, m := range s.rx.FindAllStringIndex(r.Unit.Text, shapesMost) {
			if s.but != nil && s.but.MatchString(r.Unit.Text[m[0]:m[1]]) {
				continue
			}
			first, last := r.wordsOf(m[0], m[1])
			r.add(s.sign, -1, first, last)
		}
	}
}

// shapesMost is how many shapes of one kind are sought in a unit.
const shapesMost = 20

// tryShape adds the hit of the k-th shape of byShape where it stands at a byte.
func (r *Reading) tryShape(k, start int) {
	s := &byShape[k]
	if m := s.rx.FindStringIndex(r.Unit.Text[start:min(len(r.Unit.Text), start+shapeReach)]); m != nil {
		if s.before != nil && !s.before.MatchString(r.Unit.Text[max(0, start-shapeReach):start]) {
			return
		}
		first, last := r.wordsOf(start, start+m[1])
		r.add(s.sign, -1, first, last)
	}
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

// wordsOf gives the first and the last word that a range of bytes covers; the first alone,
// at or after its start, where it covers none.
func (r *Reading) wordsOf(start, end int) (first, last int) {
	first = min(sort.Search(len(r.Words), func(i int) bool { return r.Words[i].End > start }), len(r.Words)-1)
	last = first
	for last+1 < len(r.Words) && r.Words[last+1].Start < end {
		last++
	}
	return max(first, 0), last
}

// recogniseWord adds the hits that begin at the i-th word and that words tell by themselves:
// a number with what it counts, a month, a day, a role, a body.
func recogniseWord(r *Reading, i int) {
	w := r.Words[i].Fold
	next := func(k int) string {
		if i+k < len(r.Words) {
			return r.Words[i+k].Fold
		}
		return ""
	}
	number := isDigit(w[0])
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

// isYear reports whether a word is a year from 1900 to 2099.
func isYear(w string) bool {
	return len(w) == 4 && (w[:2] == "19" || w[:2] == "20") && w[2] >= '0' && w[2] <= '9' && w[3] >= '0' && w[3] <= '9'
}
