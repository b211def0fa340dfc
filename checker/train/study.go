package train

import (
	"math"
	"slices"

	"prejury/checker"
	"prejury/checker/fit"
	"prejury/rules"
)

// study is a judged report read once, with the places where its readers may have
// seen their evidence.
type study struct {
	*checker.Study
	report *Read
	fold   int // of innerFold: what is learned from pages is tried on other repositories
	places []fit.Place
}

// innerFold is how many parts the reports of a fit are cut in, so that none is
// weighed with what was learned from its own pages; all takes no part away.
const (
	innerFold = 4
	all       = -1
)

// likely is the least that a unit of a reader's page is taken for evidence: a page
// holds other things beside it.
const likely = 0.05

func newStudy(e *checker.Engine, r *Read) study {
	s := study{Study: e.Study(r.Doc), report: r, fold: fit.Fold("pages "+r.Repository, innerFold)}
	pages := map[string][]int{}
	for _, c := range r.Cells {
		if c.Level > rules.Absent && len(c.Pages) > 0 {
			pages[c.Criterion] = c.Pages
		}
	}
	for _, u := range s.Units() {
		p := fit.Place{Report: r.ID, Features: u.Features, Evidence: map[string]float64{}}
		for k, id := range e.Criteria() {
			if slices.Contains(pages[id], u.Page) {
				p.Evidence[id] = math.Max(likely, 1/(1+math.Exp(-u.Scores[k].About-1)))
			}
		}
		s.places = append(s.places, p)
	}
	return s
}

// places are those of the studies that are not of a fold.
func places(studies []study, without int) []fit.Place {
	var out []fit.Place
	for i := range studies {
		if studies[i].fold != without {
			out = append(out, studies[i].places...)
		}
	}
	return out
}
