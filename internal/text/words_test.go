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

func TestNumbersKeepTheirGroups(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"1 234", "1234"}, {"12 345 678,90", "12345678,90"}, {"1\u202f234", "1234"}, {"1\u00a0234", "1234"},
		{"12 34", "12 34"}, {"1234 567", "1234 567"}, {"1 2345", "1 2345"}, {"3.", "3"}, {"3.5.7", "3.5 7"}, {"7", "7"}, {"1234", "1234"},
	} {
		var got []string
		for _, w := range Words(c.in) {
			got = append(got, w.Fold)
		}
		if g := strings.Join(got, " "); g != c.want {
			t.Errorf("Words(%q) = %q, want %q", c.in, g, c.want)
		}
	}
}

func TestClean(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"e\u0301te\u0301", "été"}, {"eﬃcace", "efficace"}, {"a\u00a0b\u202fc\u2003d", "a b c d"}, {"coupu\u00adre\u200b", "coupure"},
		{"a\tb\nc", "a\tb\nc"}, {"a\x00b\x1bc", "abc"}, {"\ufeffa\u202eb", "ab"}, {"e\u200b\u0301", "é"}, {"", ""},
	} {
		if got := Clean(c.in); got != c.want {
			t.Errorf("Clean(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestRanges(t *testing.T) {
	for _, c := range []struct {
		in   []int
		want string
	}{{nil, ""}, {[]int{3}, "3"}, {[]int{3, 4}, "3–4"}, {[]int{3, 7, 8, 9, 11}, "3, 7–9, 11"}, {[]int{3, 3, 4}, "3, 3–4"}} {
		if got := Ranges(c.in); got != c.want {
			t.Errorf("Ranges(%v) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestStop(t *testing.T) {
	for _, w := range []string{"le", "d", "etre", "the"} {
		if !Stop(w) {
			t.Errorf("%q carries a subject", w)
		}
	}
	for _, w := range []string{"sans", "pas", "aucun", ""} { // they turn a sentence round
		if Stop(w) {
			t.Errorf("%q carries none", w)
		}
	}
}

// FuzzClean: cleaning is done once.
func FuzzClean(f *testing.F) {
	f.Add("eﬃcace\u00a0: e\u0301te\u0301\u200b")
	f.Fuzz(func(t *testing.T, s string) {
		once := Clean(s)
		if again := Clean(once); again != once {
			t.Fatalf("Clean(%q) = %q, and again %q", s, once, again)
		}
	})
}

// page is about a page of a report.
var page = strings.Repeat("L’équipe a relevé 12 400,50 € d’écart sur la sous-traitance de l’usine d’Angers, puis réduit le délai de 23 à 15 jours en 2025. ", 16)

func BenchmarkWords(b *testing.B) {
	n := 0
	for b.Loop() {
		n = len(Words(page))
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}

func BenchmarkStem(b *testing.B) {
	words := Words(page)
	for b.Loop() {
		st := NewStemmer()
		for _, w := range words {
			st.Stem(w.Lower)
		}
	}
	b.ReportMetric(float64(len(words))*float64(b.N)/b.Elapsed().Seconds(), "words/s")
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
