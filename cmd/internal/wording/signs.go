package wording

import (
	"strconv"
	"strings"

	"prejury/checker"
	"prejury/rules"
)

// signs name what the engine recognises beside the pack's own concepts. What is
// not here is named by its identifier.
var signs = map[string]pair{
	"about": {"parle du sujet", "speaks of the subject"},
	"shows": {"fait ce qui est demandé", "does what is asked"},

	"@montant":     {"montant", "amount"},
	"@pourcentage": {"pourcentage", "percentage"},
	"@quantité":    {"quantité", "quantity"},
	"@durée":       {"durée", "duration"},
	"@date":        {"date", "date"},
	"@fréquence":   {"fréquence", "frequency"},
	"@horizon":     {"horizon", "time horizon"},
	"@rôle":        {"rôle", "role"},
	"@personne":    {"personne nommée", "named person"},
	"@organisme":   {"organisme officiel", "official body"},
	"@brevet":      {"brevet", "patent"},
	"@texte-légal": {"texte de loi", "legal text"},
	"@norme":       {"norme", "standard"},
	"@comparaison": {"comparaison avant/après", "before/after comparison"},
	"@formule":     {"formule", "formula"},
	"@échelle":     {"échelle de cotation", "rating scale"},
	"@lien":        {"lien", "link"},
	"@question":    {"question que le texte se pose", "question that the text sets itself"},
	"@tableau":     {"tableau", "table"},

	"!annonce":       {"annonce", "announcement"},
	"!définition":    {"définition", "definition"},
	"!négation":      {"négation", "negation"},
	"!intention":     {"intention", "intention"},
	"!futur":         {"futur", "future"},
	"!creux":         {"affirmation sans contenu", "empty claim"},
	"!cours":         {"texte de cours", "course text"},
	"!sommaire":      {"ligne de sommaire", "contents line"},
	"!bibliographie": {"ligne de bibliographie", "bibliography entry"},
	"!réalisé":       {"action réalisée", "action done"},
	"!nous":          {"première personne", "first person"},
	"!autre":         {"autre objet", "other object"},
	"!choix":         {"choix", "choice"},
	"!résultat":      {"résultat", "result"},

	"spelling.word":     {"faute probable", "likely misspelling"},
	"spelling.repeated": {"mot répété", "repeated word"},
	"spelling.capital":  {"accent manquant sur la capitale", "accent missing on the capital"},
	"spelling.space":    {"espace en trop", "extra space"},

	"#raci":        {"tableau de rôles R/A/C/I", "table of R/A/C/I roles"},
	"#risques":     {"tableau de risques", "table of risks"},
	"#cotation":    {"tableau coté", "scored table"},
	"#swot":        {"tableau SWOT", "SWOT table"},
	"#planning":    {"planning", "schedule"},
	"#budget":      {"tableau de budget", "budget table"},
	"#kpi":         {"tableau d'indicateurs", "table of indicators"},
	"#suivi":       {"valeurs à plusieurs dates", "values at several dates"},
	"#avant-apres": {"tableau avant/après", "before/after table"},
	"#compétences": {"matrice de compétences", "skills matrix"},
	"#acteurs":     {"tableau d'acteurs", "table of people"},
	"#fonctions":   {"tableau de fonctions", "table of functions"},
	"#étapes":      {"tableau d'étapes", "table of steps"},
}

// Sign names a sign of a criterion's evidence and quotes the words that gave it.
func (l Lang) Sign(s checker.Sign, of *rules.Criterion) string {
	name := s.Label.In(string(l))
	for i := range of.Elements {
		if name == "" && of.Elements[i].ID == s.ID {
			name = of.Elements[i].Label.In(string(l))
		}
	}
	if name == "" {
		name = named(l, signs, s.ID)
	}
	words := l.signWords(s)
	if words == "" || strings.EqualFold(words, name) {
		return name
	}
	return name + " " + l.Quote(strings.Join(strings.Fields(words), " "))
}

// signWords gives the words of the report that a sign is, with what a misspelt one
// should have been; how often and where, for a slip of which one stands for all.
func (l Lang) signWords(s checker.Sign) string {
	switch {
	case s.Times > 0:
		return strconv.Itoa(s.Times) + " ×, " + l.PageList(s.Pages)
	case s.Meant != "":
		return s.Words + " → " + s.Meant
	}
	return s.Words
}

// Signs names several signs in one line.
func (l Lang) Signs(list []checker.Sign, of *rules.Criterion) string {
	names := make([]string, len(list))
	for i, s := range list {
		names[i] = l.Sign(s, of)
	}
	return strings.Join(names, l.Semicolon())
}
