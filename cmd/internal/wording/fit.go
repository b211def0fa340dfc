package wording

import (
	"strings"

	"prejury/checker"
	"prejury/rules"
)

// fitNamed is how many criteria are named among the reasons of a proposal.
const fitNamed = 3

// Fit says why a report fits a modality: the criteria it answers best, its length.
func (l Lang) Fit(f checker.Fit, pack *rules.Pack) string {
	var found, why []string
	for _, id := range f.Found {
		if c := pack.Criterion(id); c != nil && len(found) < fitNamed {
			found = append(found, l.Quote(c.Label.In(string(l)))+" ("+id+")")
		}
	}
	if len(found) > 0 {
		why = append(why, l.Of("on y trouve ", "it holds ")+l.Join(found))
	}
	if f.PagesFit != "" && f.PagesFit != checker.PagesNone {
		why = append(why, l.Of("nombre de pages : ", "page count: ")+l.PageVerdict(f.PagesFit))
	}
	if len(why) == 0 {
		return l.Of("sans raison forte", "for no strong reason")
	}
	return strings.Join(why, l.Semicolon())
}
