package passages

import (
	"math"
	"strings"
	"testing"

	"prejury/rules"
)

func TestRead(t *testing.T) {
	got, err := Read(strings.NewReader(`{"id":"C1.1-a","kind":"prose","text":"un","scope":["C1.1","C1.2"],"labels":{"C1.1":"fort"},"disputed":["C1.2"],"family":"f"}

  {"id":"C1.2-b","kind":"liste","text":"deux","scope":["C1.2"],"labels":{"C1.2":"faible"}}
`))
	if err != nil || len(got) != 2 {
		t.Fatalf("%+v %v", got, err)
	}
	p := &got[0]
	if level, counts := p.Expected("C1.1"); level != rules.Strong || !counts {
		t.Errorf("C1.1: %s %v", level, counts)
	}
	if _, counts := p.Expected("C1.2"); counts {
		t.Error("a disputed label counts")
	}
	if level, counts := p.Expected("C1.3"); level != rules.Absent || !counts {
		t.Errorf("without label: %s %v", level, counts)
	}
	if p.Criterion() != "C1.1" || p.Fold() != "f" || got[1].Fold() != "C1.2-b" {
		t.Errorf("%s %s %s", p.Criterion(), p.Fold(), got[1].Fold())
	}
}

func TestReadNamesTheLine(t *testing.T) {
	const good = `{"id":"a","text":"un"}` + "\n"
	for bad, want := range map[string]string{
		good + "{":                         "line 2: ",
		"\n" + good + `{"text": 1}`:        "line 3: ",
		good + `["a"]`:                     "line 2: ",
		`{"id":"a","labels":{"C1":"non"}}`: `line 1: passage a, criterion C1: unknown level "non"`,
	} {
		if _, err := Read(strings.NewReader(bad)); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: %v, want %s", bad, err, want)
		}
	}
	if _, err := Read(strings.NewReader(good + `{"text":"` + strings.Repeat("a", 17<<20) + `"}`)); err == nil || !strings.HasPrefix(err.Error(), "line 2: ") {
		t.Errorf("a line too long: %v", err)
	}
}

func TestUnit(t *testing.T) {
	for _, c := range []struct {
		name, text, kind, want string
		rows                   int
	}{
		{"prose is as it is", "un\ndeux-\ntrois", "prose", "un\ndeux-\ntrois", 0},
		{"a table has cells", "Qui\tQuoi\nRoy\tquai", "tableau", "Qui\tQuoi\nRoy\tquai", 2},
		{"lines are joined", "un rapport\nde stage", "extrait-pdf", "un rapport de stage", 0},
		{"a word cut at a line end", "la planifi-\ncation", "extrait-pdf", "la planification", 0},
		{"a compound stays", "Saint-\nAubin", "extrait-pdf", "Saint- Aubin", 0},
		{"a running header keeps its line", "Rapport     page 3\nLe texte", "extrait-pdf", "Rapport     page 3\nLe texte", 0},
		{"contents lines keep theirs", "1 Un .... 3\n2 Deux .... 4", "extrait-pdf", "1 Un .... 3\n2 Deux .... 4", 0},
		{"nothing", "", "extrait-pdf", "", 0},
	} {
		if got := Unit(c.text, c.kind); got.Text != c.want || len(got.Rows) != c.rows {
			t.Errorf("%s: %q with %d rows, want %q with %d", c.name, got.Text, len(got.Rows), c.want, c.rows)
		}
	}
}

// FuzzRead: what is read has known levels, and its unit no other letters.
func FuzzRead(f *testing.F) {
	f.Add(`{"id":"C1.1-a","kind":"extrait-pdf","text":"la planifi-\ncation\ta     b\n....","scope":["C1.1"],"labels":{"C1.1":"fort"}}`)
	f.Add(`{"id":"b","kind":"tableau","text":"a\tb\nc"}` + "\n\n{}")
	f.Fuzz(func(t *testing.T, s string) {
		list, err := Read(strings.NewReader(s))
		if err != nil && !strings.HasPrefix(err.Error(), "line ") {
			t.Errorf("%v names no line", err)
		}
		for i := range list {
			p := &list[i]
			for c := range p.Labels {
				if level, _ := p.Expected(c); level < rules.Absent || level > rules.Strong {
					t.Errorf("%s: level %d", c, level)
				}
			}
			letters := func(s string) string { return strings.NewReplacer(" ", "", "\n", "", "-", "").Replace(s) }
			if got := Unit(p.Text, p.Kind).Text; letters(got) != letters(p.Text) {
				t.Errorf("%q came out as %q", p.Text, got)
			}
		}
	})
}

func TestFigures(t *testing.T) {
	for _, c := range []struct {
		name                                      string
		cells                                     [3][3]int // expected × predicted
		precision, recall, f1, macro, kappa, same float64   // of Strong the first three
		far                                       float64
	}{
		{"nothing", [3][3]int{}, 0, 0, 0, 0, 0, 0, 0},
		{"all right", [3][3]int{{2, 0, 0}, {0, 1, 0}, {0, 0, 3}}, 1, 1, 1, 1, 1, 1, 0},
		{"one level alone", [3][3]int{{4, 0, 0}, {0, 0, 0}, {0, 0, 0}}, 0, 0, 0, 1. / 3, 0, 1, 0},
		{"never strong", [3][3]int{{2, 0, 0}, {0, 0, 0}, {2, 0, 0}}, 0, 0, 0, 2. / 9, 0, 0.5, 0.5},
		// precision 2/3, recall 2/4; disagreement 1·1 + 2·1 + 0 observed, see Cohen 1968
		{"mixed", [3][3]int{{3, 1, 0}, {0, 1, 1}, {0, 2, 2}}, 2. / 3, 0.5, 4. / 7, (6./7 + 1./3 + 4./7) / 3, 1 - 4/(4*(3*0+4*1+3*4)/10.+2*(3*1+4*0+3*1)/10.+4*(3*4+4*1+3*0)/10.), 0.6, 0},
		{"all wrong", [3][3]int{{0, 0, 2}, {0, 0, 0}, {2, 0, 0}}, 0, 0, 0, 0, -1, 0, 1},
	} {
		f := Figures{c.cells}
		precision, recall, f1 := f.Of(rules.Strong)
		same, far := f.Agreement()
		got := [...]float64{precision, recall, f1, f.MacroF1(), f.Kappa(), same, far}
		for i, want := range [...]float64{c.precision, c.recall, c.f1, c.macro, c.kappa, c.same, c.far} {
			if math.Abs(got[i]-want) > 1e-12 {
				t.Errorf("%s: %v, want %v at %d", c.name, got, want, i)
			}
		}
	}
	var f Figures
	f.Add(rules.Weak, rules.Strong)
	f.Add(rules.Weak, rules.Weak)
	if f.N() != 2 || f.Cells[rules.Weak][rules.Strong] != 1 {
		t.Errorf("%+v", f)
	}
}
