package weigh

import (
	"testing"

	"prejury/checker/signs"
	"prejury/rules"
)

func holding(ids ...signs.ID) *Features {
	f := &Features{}
	for _, id := range ids {
		f.General = append(f.General, Feature{id, 1})
	}
	return f
}

func TestLikeness(t *testing.T) {
	m := &Model{criteria: []string{"C1.1", "C1.2"}, index: map[string]int{"C1.1": 0, "C1.2": 1}}
	l := m.NewLikeness(rules.NewPages([]rules.PageEntry{
		{Criterion: "C1.1", Sign: rules.Others, Worth: -0.5}, {Criterion: "C1.2", Sign: rules.Others, Worth: -0.25},
		{Criterion: "C1.1", Sign: "brevet", Worth: 2}, {Criterion: "C1.2", Sign: "norm", Worth: 1.5}, {Criterion: "C9.9", Sign: "norm", Worth: 9},
	}))
	for _, c := range []struct {
		name  string
		f     *Features
		order int // of the likeness to C1.1 and to C1.2
	}{
		{"like the first", holding("brevet"), 1},
		{"like the second", holding("norm"), -1},
		{"a sign of both", holding("brevet", "norm"), 1},
	} {
		got := l.Of(c.f)
		if d := got[0] - got[1]; d > 0 != (c.order > 0) {
			t.Errorf("%s: %v", c.name, got)
		}
	}
	if a, b := l.Of(holding("brevet"))[0], l.Of(holding("brevet", "inconnu"))[0]; a != b {
		t.Errorf("a sign that no report holds counted: %v, %v", a, b)
	}
	if got := m.NewLikeness(rules.Pages{}).Of(holding("brevet")); got[0] != 0 || got[1] != 0 {
		t.Errorf("without entries: %v", got)
	}
}
