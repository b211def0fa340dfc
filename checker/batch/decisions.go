package batch

import (
	"slices"

	"prejury/checker"
)

// decide gives each row the decisions that bear on it: those of its candidate, or of
// its group, on its modality's criteria.
func (p *Plan) decide(decisions []checker.Decision) {
	for _, d := range decisions {
		whose, idle := Fold(d.Candidate), true
		for i := range p.Rows {
			r := &p.Rows[i]
			if r.File == nil || whose != Fold(r.Candidate) && (r.Group == "" || whose != Fold(r.Group)) ||
				d.Modality != "" && d.Modality != r.Modality.ID || !slices.Contains(r.Modality.Criteria, d.Criterion) {
				continue
			}
			r.Decisions = append(r.Decisions, d)
			idle = false
		}
		if idle {
			d.Excerpt = ""
			p.Idle = append(p.Idle, d)
		}
	}
}

// DecidedCriterion is one criterion of one row that a person decided on.
type DecidedCriterion struct {
	Row       int
	Criterion string
}

// Decided lists the criteria whose decision is in a state, in the order of the plan.
func (s *Synthesis) Decided(state checker.DecisionState) []DecidedCriterion {
	var out []DecidedCriterion
	for i, c := range s.Cells {
		if c == nil {
			continue
		}
		for _, k := range c.Levels {
			if k.Decided && k.State == state {
				out = append(out, DecidedCriterion{i, k.ID})
			}
		}
	}
	return out
}
