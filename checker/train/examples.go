package train

import (
	"fmt"

	"prejury/checker/passages"
	"prejury/rules"
)

// Examples gives the examples of a pack as labelled passages. Each was written for
// one criterion, and says nothing of the others.
func Examples(pack *rules.Pack) []passages.Passage {
	var out []passages.Passage
	for _, c := range pack.Criteria {
		if c.Whole || c.Assessable == rules.ByJury {
			continue
		}
		for i, e := range c.Examples {
			kind := e.Kind
			if kind == "" {
				kind = "prose"
			}
			p := passages.Passage{ID: fmt.Sprintf("%s-pack%d", c.ID, i+1), Author: "pack", Kind: kind, Trick: "exemple", Text: e.Text, Scope: []string{c.ID}, Labels: map[string]string{}}
			if e.Level != rules.Absent.String() {
				p.Labels[c.ID] = e.Level
			}
			out = append(out, p)
		}
	}
	return out
}
