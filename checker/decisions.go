package checker

import (
	"time"

	"prejury/extractors/document"
	"prejury/internal/text"
	"prejury/rules"
)

// Decision is what a person settled about a criterion: it stands above what the
// tool found, and is counted apart.
type Decision struct {
	Criterion   string        `yaml:"criterion"`
	Level       Level         `yaml:"level"`
	Who         string        `yaml:"who"`
	Why         string        `yaml:"why"`
	Until       time.Time     `yaml:"until"`       // the last day that it holds; zero: no end
	Fingerprint string        `yaml:"fingerprint"` // of the evidence it was made on
	Excerpt     string        `yaml:"excerpt"`     // its text, to recognise it in another draft
	Candidate   string        `yaml:"candidate"`   // whose report, or which group's; "" where one report is checked
	Modality    string        `yaml:"modality"`    // an id, "" for whichever has the criterion
	State       DecisionState `yaml:"-"`           // in the report that it was held against
}

// DecisionState says whether a decision still holds.
type DecisionState string

// The states of a decision.
const (
	DecisionHolds     DecisionState = ""
	DecisionExpired   DecisionState = "expired"   // its time is over, or its evidence is gone
	DecisionReconfirm DecisionState = "reconfirm" // its evidence has changed a little
)

// Settled reports whether a person's decision is what the level is.
func (c *Result) Settled() bool { return c.Decision != nil && c.Decision.State == DecisionHolds }

// Over reports whether a decision's time is over on a day.
func (d *Decision) Over(day time.Time) bool {
	return !d.Until.IsZero() && day.Format(time.DateOnly) > d.Until.Format(time.DateOnly)
}

// decide puts what a person settled above what was found. Of several decisions on
// one criterion the last that holds prevails; an exemption stands above all.
func decide(results []Result, modality *rules.Modality, decisions []Decision, today time.Time) {
	for i := range results {
		r := &results[i]
		if r.Level == LevelExempt {
			continue
		}
		for _, d := range decisions {
			if d.Criterion != r.Criterion.ID || d.Modality != "" && d.Modality != modality.ID {
				continue
			}
			d.State = decisionState(&d, r, today)
			if r.Settled() && d.State != DecisionHolds {
				continue
			}
			r.Decision = &d
		}
		switch {
		case r.Settled():
			r.Level, r.Reason = r.Decision.Level, document.Reason{} // the decision is the reason
		case r.Decision != nil && r.Decision.State == DecisionReconfirm:
			r.Reason = document.Reason{Code: ReasonReconfirm}
		}
	}
}

// alike is the share of words that two excerpts must have in common for a decision
// on one to be proposed again on the other.
const alike = 0.9

// decisionState says whether a decision still holds: its time is not over, and the
// evidence it was made on is still there.
func decisionState(d *Decision, r *Result, today time.Time) DecisionState {
	if d.Over(today) {
		return DecisionExpired
	}
	if d.Fingerprint == "" {
		return DecisionHolds
	}
	for _, ev := range r.Evidence {
		if ev.Fingerprint == d.Fingerprint {
			return DecisionHolds
		}
	}
	for _, ev := range r.Evidence {
		if likeness(ev.Excerpt, d.Excerpt) >= alike {
			return DecisionReconfirm
		}
	}
	return DecisionExpired
}

// likeness is the share of distinct words that two texts have in common.
func likeness(a, b string) float64 {
	in := map[string]int{}
	for _, w := range text.Words(a) {
		in[w.Fold] |= 1
	}
	for _, w := range text.Words(b) {
		in[w.Fold] |= 2
	}
	both := 0
	for _, v := range in {
		if v == 3 {
			both++
		}
	}
	if len(in) == 0 {
		return 0
	}
	return float64(both) / float64(len(in))
}
