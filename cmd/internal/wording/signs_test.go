package wording

import (
	"testing"

	"prejury/checker"
	"prejury/rules"
)

func TestSign(t *testing.T) {
	of := &rules.Criterion{Elements: []rules.Element{{ID: "délais", Label: rules.Text{FR: "délais", EN: "deadlines"}}}}
	for _, c := range []struct {
		name   string
		sign   checker.Sign
		fr, en string
	}{
		{"a recogniser", checker.Sign{ID: "@montant", Words: "12 k€"}, "montant « 12 k€ »", "amount “12 k€”"},
		{"a concept", checker.Sign{ID: "$swot", Label: rules.Text{FR: "SWOT", EN: "SWOT"}, Words: "swot"}, "SWOT", "SWOT"},
		{"an element", checker.Sign{ID: "délais", Words: "sous\n 3  mois"}, "délais « sous 3 mois »", "deadlines “sous 3 mois”"},
		{"a shape, without words", checker.Sign{ID: "#swot"}, "tableau SWOT", "SWOT table"},
		{"what has no name", checker.Sign{ID: "amortiss", Words: "amortissement"}, "amortiss « amortissement »", "amortiss “amortissement”"},
		{"a misspelling", checker.Sign{ID: "spelling.word", Words: "developpement", Meant: "développement"}, "faute probable « developpement → développement »", "likely misspelling “developpement → développement”"},
		{"one with nothing near", checker.Sign{ID: "spelling.word", Words: "zzyx"}, "faute probable « zzyx »", "likely misspelling “zzyx”"},
		{"a slip, counted", checker.Sign{ID: "spelling.space", Times: 4, Pages: []int{2, 3, 7}}, "espace en trop « 4 ×, p. 2–3, 7 »", "extra space “4 ×, p. 2–3, 7”"},
	} {
		if fr, en := FR.Sign(c.sign, of), EN.Sign(c.sign, of); fr != c.fr || en != c.en {
			t.Errorf("%s: %q and %q, want %q and %q", c.name, fr, en, c.fr, c.en)
		}
	}
}
