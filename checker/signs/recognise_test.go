package signs

import (
	"slices"
	"testing"

	"prejury/rules"
)

// recognised are texts that hold what each recogniser of a pack looks for, and
// texts that only look like it.
var recognised = map[string]struct{ yes, no []string }{
	"montant":     {[]string{"Le devis est de 12 400 €.", "un budget de 35 k€"}, []string{"Le devis est attendu."}},
	"pourcentage": {[]string{"Le rebut atteint 4,5 %."}, []string{"Le rebut augmente."}},
	"quantité":    {[]string{"Nous avons 14 postes."}, []string{"Nous avons des postes."}},
	"durée":       {[]string{"Le réglage dure 40 minutes."}, []string{"Le réglage dure."}},
	"date":        {[]string{"livré le 12 mai", "livré le 03/02/2025"}, []string{"livré bientôt"}},
	"fréquence":   {[]string{"un point chaque lundi", "trois fois par semaine", "un suivi mensuel"}, []string{"un point régulier"}},
	"horizon":     {[]string{"d'ici fin 2026", "à moyen terme", "J+10"}, []string{"Le terme est échu."}},
	"rôle":        {[]string{"La responsable qualité anime."}, []string{"On anime."}},
	"personne":    {[]string{"Mme Faure anime."}, []string{"Madame anime."}},
	"organisme":   {[]string{"selon l'Insee"}, []string{"selon nous"}},
	"brevet":      {[]string{"le brevet EP 2 345 678 B1", "déposé sous FR3012345"}, []string{"le brevet de technicien"}},
	"texte-légal": {[]string{"l'article L.4121-1", "la loi n° 2018-771", "le Code du travail"}, []string{"la loi du marché"}},
	"norme":       {[]string{"la norme ISO 9001:2015", "NF EN 1672-2"}, []string{"la norme maison"}},
	"comparaison": {[]string{"Le délai passe de 23 à 15 jours.", "12 au lieu de 18"}, []string{"Le délai baisse."}},
	"formule":     {[]string{"TRS = disponibilité × performance"}, []string{"le TRS de la ligne"}},
	"échelle":     {[]string{"noté 3/5", "3 sur 5", "niveau 2"}, []string{"le niveau monte"}},
	"question": {
		[]string{
			"Comment remplacer le dossier papier sans arrêter les lignes ni recruter ?",
			"La question a été posée ainsi, en comité : comment livrer à l'heure avec deux quais de moins.",
			"Le problème est de savoir comment mieux suivre les lots.",
			"Dans quelle mesure la télérelève peut-elle rendre la facturation plus sûre ?",
			"Quelle solution pouvons-nous proposer pour que les clients soient informés des travaux ?",
		},
		[]string{
			"Comment jugez-vous la qualité de l'accueil que vous avez reçu dans nos locaux ?",
			"Ce guide montre comment installer le serveur.",
			"Que faire ?",
			"Le comité se demande chaque mois si le budget suffit.",
			"Un commentaire : comment va l'équipe ?",
		},
	},
	"lien": {[]string{"https://www.insee.fr/fr/"}, []string{"le site de l'Insee"}},
}

func has(r *Reading, sign ID) bool {
	return slices.ContainsFunc(r.Hits, func(h Hit) bool { return h.Sign == sign })
}

func TestRecognisers(t *testing.T) {
	reader := NewReader(&rules.Pack{})
	for _, name := range rules.Recognisers {
		if name == "tableau" {
			continue // a shape of the unit, not of its words
		}
		c, ok := recognised[name]
		if !ok {
			t.Errorf("@%s: no example", name)
		}
		for _, s := range c.yes {
			if !has(reader.Read(Unit{Text: s}), ID("@"+name)) {
				t.Errorf("@%s is not seen in %q", name, s)
			}
		}
		for _, s := range c.no {
			if has(reader.Read(Unit{Text: s}), ID("@"+name)) {
				t.Errorf("@%s is seen in %q", name, s)
			}
		}
	}
	rows := [][]string{{"Qui", "Quoi"}, {"Faure", "four"}, {"Roy", "quai"}}
	if !has(reader.Read(Unit{Text: "Qui\tQuoi\nFaure\tfour\nRoy\tquai", Rows: rows}), "@tableau") {
		t.Error("@tableau is not seen in a table")
	}
	if has(reader.Read(Unit{Text: "Faure tient le four."}), "@tableau") {
		t.Error("@tableau is seen in a sentence")
	}
}

// A term matches by the grammar that rules.Term describes.
func TestTerms(t *testing.T) {
	for _, c := range []struct {
		term, text string
		want       bool
	}{
		{"analyse des risques", "Nous devons analyser les risques.", true},
		{"analyse des risques", "L'analyse montre des risques.", false},
		{"retour sur investissement", "Le RETOUR sur l'investissement est de 14 mois.", true},
		{"planif*", "La planification est faite.", true},
		{"planif*", "Le plan est fait.", false},
		{"=ROI", "Le ROI est de 14 mois.", true},
		{"=ROI", "Le roi est mort.", false},
		{"qui décide ~ qui exécute", "On sait qui exécute la tâche et qui décide.", true},
		{"qui décide ~ qui exécute", "On sait qui décide. On sait qui exécute.", false},
		{"gants ~ quai", "Les gants sont rangés dans la grande armoire bleue du vestiaire du bas, jamais sur le quai.", false},
	} {
		if got := matches(t, c.term, c.text); got != c.want {
			t.Errorf("%q in %q: %v", c.term, c.text, got)
		}
	}
}

func matches(t *testing.T, term, s string) bool {
	t.Helper()
	parsed, err := rules.ParseTerm(term, NewReader(&rules.Pack{}).stemmer.Stem)
	if err != nil {
		t.Fatal(err)
	}
	pack := &rules.Pack{Concepts: []rules.Concept{{ID: "c", Terms: []string{term}}}, Terms: map[string]rules.Term{term: parsed}}
	return has(NewReader(pack).Read(Unit{Text: s}), "$c")
}
