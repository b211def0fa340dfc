package text

import (
	"strings"
	"testing"
)

func TestWords(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"L'usine d’Angers", "l +usine d +angers"},
		{"sous-traitance Œuvre", "sous +traitance oeuvre"},
		{"12 400,50 € en 2024", "12400,50 € en 2024"},
		{"1 234 567 pièces, 3,5 %", "1234567 pieces 3,5 %"},
		{"2023 150 000", "2023 150000"},
		{"ISO 9001:2015", "iso 9001 2015"},
		{"élève e\u0301te\u0301", "eleve ete"},
		{"page ٣ x", "page ٣ x"},
		{"", ""},
	} {
		var got []string
		for _, w := range Words(c.in) {
			f := w.Fold
			if w.Glued {
				f = "+" + f
			}
			got = append(got, f)
		}
		if g := strings.Join(got, " "); g != c.want {
			t.Errorf("Words(%q) = %q, want %q", c.in, g, c.want)
		}
	}
}

func TestSentences(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"M. Durand pilote. Le budget est de 3.5 k€. Fin", "M. Durand pilote.|Le budget est de 3.5 k€.|Fin"},
		{"Cf. fig. 3 et art. L. 4121-1 du code. Ensuite", "Cf. fig. 3 et art. L. 4121-1 du code.|Ensuite"},
		{"un\ndeux ; trois", "un|deux ;|trois"},
		{"• premier • second", "• premier|• second"},
	} {
		var got []string
		for _, s := range Sentences(c.in) {
			got = append(got, c.in[s.Start:s.End])
		}
		if g := strings.Join(got, "|"); g != c.want {
			t.Errorf("Sentences(%q) = %q, want %q", c.in, g, c.want)
		}
	}
}

func TestStemIgnoresAccentsAndInflection(t *testing.T) {
	st := NewStemmer()
	for _, c := range []struct{ a, b string }{{"risques", "risque"}, {"évaluées", "évaluer"}, {"industriels", "industrielle"}, {"données", "donnée"}} {
		if st.Stem(c.a) != st.Stem(c.b) {
			t.Errorf("%s → %s, %s → %s", c.a, st.Stem(c.a), c.b, st.Stem(c.b))
		}
	}
}

func FuzzWords(f *testing.F) {
	f.Add("L'usine d’Angers, 12 400,50 €")
	f.Add("page ٣ x")
	f.Fuzz(func(t *testing.T, s string) {
		last := 0
		for _, w := range Words(s) {
			if w.Start < last || w.End <= w.Start || w.End > len(s) {
				t.Fatalf("word %+v after %d in %q", w, last, s)
			}
			last = w.End
		}
		last = 0
		for _, p := range Sentences(s) {
			if p.Start < last || p.End <= p.Start || p.End > len(s) {
				t.Fatalf("sentence %+v after %d in %q", p, last, s)
			}
			last = p.End
		}
	})
}

func FuzzFold(f *testing.F) {
	f.Add("L’Œuvre À ÉLÉVER–Straße ĳ")
	f.Fuzz(func(t *testing.T, s string) {
		if got, want := Fold(s), foldSlowly(s); got != want {
			t.Fatalf("Fold(%q) = %q, want %q", s, got, want)
		}
	})
}
