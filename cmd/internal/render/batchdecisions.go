package render

import (
	"prejury/checker"
	"prejury/checker/batch"
	"prejury/cmd/internal/wording"
)

// settledMark goes before what a person settled.
const settledMark = "✎"

// decisionRemarks says which decisions no longer hold, and which bear on nothing.
func (b *Batch) decisionRemarks(l wording.Lang, add func(mark, one, many string, items []string)) {
	for _, state := range wording.DoubtfulDecisions {
		var items []string
		for _, d := range b.Decided(state) {
			items = append(items, b.whose(d)+l.Colon()+d.Criterion)
		}
		one, many := l.DecisionState(state)
		add("!", one, many, items)
	}
	var items []string
	for _, d := range b.Plan.Idle {
		item := d.Candidate
		if d.Modality != "" {
			item += " " + d.Modality
		}
		items = append(items, item+l.Colon()+d.Criterion)
	}
	add("!", l.Of("décision qui ne porte sur aucun fichier déposé", "decision that bears on no file handed in"), l.Of("décisions qui ne portent sur aucun fichier déposé", "decisions that bear on no file handed in"), items)
}

func (b *Batch) whose(d batch.DecidedCriterion) string {
	r := &b.Plan.Rows[d.Row]
	return r.Candidate + " " + r.Modality.ID
}

type (
	jsonDecisions struct {
		Settled   []jsonDecided `json:"settled"`
		Expired   []jsonDecided `json:"expired"`
		Reconfirm []jsonDecided `json:"reconfirm"`
		Idle      []jsonDecided `json:"idle"`
	}
	jsonDecided struct {
		Candidate string `json:"candidate"`
		Modality  string `json:"modality"`
		Criterion string `json:"criterion"`
	}
)

func (b *Batch) decisions() jsonDecisions {
	list := func(state checker.DecisionState) []jsonDecided {
		out := []jsonDecided{}
		for _, d := range b.Decided(state) {
			r := &b.Plan.Rows[d.Row]
			out = append(out, jsonDecided{r.Candidate, r.Modality.ID, d.Criterion})
		}
		return out
	}
	out := jsonDecisions{list(checker.DecisionHolds), list(checker.DecisionExpired), list(checker.DecisionReconfirm), []jsonDecided{}}
	for _, d := range b.Plan.Idle {
		out.Idle = append(out.Idle, jsonDecided{d.Candidate, d.Modality, d.Criterion})
	}
	return out
}
