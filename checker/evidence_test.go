package checker

import (
	"strings"
	"testing"
	"unicode/utf8"

	"prejury/checker/signs"
	"prejury/extractors/document"
	"prejury/internal/text"
	"prejury/rules"
)

// unitOf reads a text as a unit.
func unitOf(s string) *weighed {
	u := signs.Unit{Text: s}
	return &weighed{unit: unit{Unit: u}, reading: signs.NewReader(&rules.Pack{}).Read(u)}
}

// spanOf gives the first place of each word in a text.
func spanOf(s string, words ...string) (spans []text.Span) {
	for _, w := range words {
		at := strings.Index(s, w)
		spans = append(spans, text.Span{Start: at, End: at + len(w)})
	}
	return spans
}

func TestExcerptHoldsWhatCounted(t *testing.T) {
	filler := strings.Repeat("Les bobines attendent sous l'auvent. ", 12)
	long := strings.TrimSpace(strings.Repeat("registre ", 60)) + "."
	for _, c := range []struct {
		name, text string
		words      []string
		begins     string
		marked     int
	}{
		{"short", "Le registre est tenu.", []string{"registre"}, "Le registre", 1},
		{"nothing counted", filler, nil, "Les bobines", 0},
		{"far into the unit, from where all fits", filler + "Le registre est coté en gravité.", []string{"registre", "gravité"}, "Les bobines", 2},
		{"more at the other end", "Un registre. " + filler + "La gravité est cotée.", []string{"registre", "gravité", "cotée"}, "Les bobines", 2},
		{"a sentence too long", long, []string{"registre"}, "registre", 1},
	} {
		got, marks := excerpt(unitOf(c.text), spanOf(c.text, c.words...))
		if !strings.HasPrefix(got, c.begins) || len(marks) != c.marked || len(got) > snippet+len(cutMark) {
			t.Errorf("%s: %q with %v", c.name, got, marks)
		}
		for i, m := range marks {
			if w := got[m.Start:m.End]; !strings.Contains(strings.Join(c.words, " "), w) {
				t.Errorf("%s: mark %d is on %q", c.name, i, w)
			}
		}
	}
}

// A word that was cut off is not marked, though the sign of the cut is as long.
func TestCutWordsAreNotMarked(t *testing.T) {
	s := strings.Repeat("a", snippet-8) + " bcd efg. Fin"
	got, marks := excerpt(unitOf(s), spanOf(s, "bcd", "efg"))
	if len(marks) != 1 || got[marks[0].Start:marks[0].End] != "bcd" {
		t.Errorf("%q with %v", got[len(got)-20:], marks)
	}
}

func FuzzExcerpt(f *testing.F) {
	f.Add("Le registre est coté. "+strings.Repeat("é", 400), 3, 11)
	f.Add(strings.Repeat("mot ", 200), 700, 703)
	f.Fuzz(func(t *testing.T, s string, start, end int) {
		if !utf8.ValidString(s) || start < 0 || end > len(s) || start >= end || !utf8.ValidString(s[start:end]) {
			t.Skip()
		}
		got, marks := excerpt(unitOf(s), []text.Span{{Start: start, End: end}})
		if !utf8.ValidString(got) || len(got) > snippet+len(cutMark) {
			t.Errorf("%q cut to %q", s, got)
		}
		for _, m := range marks {
			if got[m.Start:m.End] != s[start:end] {
				t.Errorf("%q is marked for %q", got[m.Start:m.End], s[start:end])
			}
		}
	})
}

func FuzzAround(f *testing.F) {
	f.Add(strings.Repeat("é ", 100), 90, 92)
	f.Fuzz(func(t *testing.T, s string, start, end int) {
		if !utf8.ValidString(s) || start < 0 || end > len(s) || start >= end || !utf8.ValidString(s[start:end]) {
			t.Skip()
		}
		from, to := around(s, start, end)
		if from > start || to < end || start-from > beside || to-end > beside && to != len(s) || !utf8.ValidString(s[from:to]) {
			t.Errorf("around(%q, %d, %d) = %d, %d", s, start, end, from, to)
		}
	})
}

func TestLikeness(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want float64
	}{{"", "", 0}, {"un", "", 0}, {"Un, deux", "deux un", 1}, {"un deux", "un trois", 1. / 3}, {"été", "ETE", 1}, {"un un un", "un", 1}} {
		if got := likeness(c.a, c.b); got != c.want {
			t.Errorf("likeness(%q, %q) = %v, want %v", c.a, c.b, got, c.want)
		}
	}
}

func TestFingerprintIsOfTheFoldedWords(t *testing.T) {
	one := Fingerprint("C1.1", "L’été, en 2025")
	if one != Fingerprint("C1.1", "l'ete  EN 2025.") {
		t.Error("case, accents or marks change it")
	}
	if one == Fingerprint("C1.2", "L’été, en 2025") || one == Fingerprint("C1.1", "L’été, en 2026") {
		t.Error("another criterion or other words do not")
	}
}

// One passage that is the best proof of more criteria than it can honestly prove is
// said to be so; criteria that ask the same count once.
func TestStuffing(t *testing.T) {
	results := func(n int, shares ...string) []Result {
		var out []Result
		for i := range n {
			c := &rules.Criterion{ID: string(rune('A' + i))}
			if i == 0 {
				c.Shares = shares
			}
			out = append(out, Result{Criterion: c, Level: LevelStrong, Evidence: []Evidence{{Page: 3, Excerpt: "tout"}}})
		}
		return out
	}
	elsewhere := results(stuffed + 1)
	elsewhere[0].Evidence[0].Page = 4
	weak := results(stuffed + 1)
	weak[0].Level = LevelWeak
	for _, c := range []struct {
		name    string
		results []Result
		want    document.Reason
	}{
		{"as many as it can prove", results(stuffed), document.Reason{}},
		{"one more", results(stuffed + 1), document.Reason{Code: ReasonStuffing, Arg: "5"}},
		{"one more, on another page", elsewhere, document.Reason{}},
		{"one more, not strong", weak, document.Reason{}},
		{"one more that asks the same", results(stuffed+1, "E"), document.Reason{}},
		{"two more, one that asks the same", results(stuffed+2, "B"), document.Reason{Code: ReasonStuffing, Arg: "5"}},
	} {
		stuffing(c.results)
		if got := c.results[len(c.results)-1].Reason; got != c.want {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
}
