package wording

import (
	"strings"

	"prejury/checker"
)

// Fit names a modality and why a report fits it.
func (l Lang) Fit(f checker.Fit) string {
	s := f.Modality.ID + " · " + f.Modality.Title.In(string(l))
	var why []string
	if len(f.Found) > 0 {
		why = append(why, l.Of("parle de ", "speaks of ")+strings.Join(f.Found, ", "))
	}
	if f.PagesFit != "" && f.PagesFit != checker.PagesNone {
		why = append(why, l.Of("longueur : ", "length: ")+l.PageVerdict(f.PagesFit))
	}
	if len(why) > 0 {
		s += " (" + strings.Join(why, l.Of(" ; ", "; ")) + ")"
	}
	return s
}
