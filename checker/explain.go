package checker

import (
	"prejury/extractors/document"
	"prejury/rules"
)

// Weighing is all that was weighed for one criterion: Kept are the units that speak of it,
// best first, Out those that nearly do, with what counted against them.
type Weighing struct {
	Result Result
	Kept   []Evidence
	Out    []Evidence
}

// outShown is how many units that were ruled out are shown.
const outShown = 10

// Explain weighs a report for one criterion and keeps everything that speaks of it. opts say
// how, as for Check; decisions and accommodations have no part in it.
func (e *Engine) Explain(doc *document.Document, criterion *rules.Criterion, opts Options) Weighing {
	r := e.read(doc, opts.Trame)
	w := Weighing{Result: e.judgeOne(doc, r, criterion, opts)}
	if criterion.Whole || criterion.ID == writingCriterion {
		w.Kept = w.Result.Evidence
	} else if k, ok := e.model.Index(criterion.ID); ok {
		e.weigh(&w, doc, r, criterion, k)
	}
	if opts.NoExcerpts {
		w.redact()
	}
	return w
}

// weigh sorts the units of a report into those kept and those ruled out for the k-th
// criterion of the model. What the verdict rests on is kept, whatever it says.
func (e *Engine) weigh(w *Weighing, doc *document.Document, r *reading, criterion *rules.Criterion, k int) {
	for n, i := range order(r, k, criterion.ID) {
		u := &r.units[i]
		switch {
		case u.scores[k].About >= 0, n < len(w.Result.Evidence):
			w.Kept = append(w.Kept, e.piece(doc, u, criterion, k))
		case u.scores[k].About >= relevant && len(w.Out) < outShown:
			w.Out = append(w.Out, e.piece(doc, u, criterion, k))
		}
	}
}
