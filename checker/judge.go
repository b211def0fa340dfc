package checker

import (
	"prejury/extractors/document"
	"prejury/rules"
)

// judge gives the verdict on every criterion of a modality.
func (e *Engine) judge(doc *document.Document, modality *rules.Modality, opts Options) []Result {
	var out []Result
	for _, id := range modality.Criteria {
		out = append(out, Result{Criterion: e.pack.Criterion(id), Level: LevelAbsent, Reason: document.Reason{Code: ReasonNotFound}})
	}
	return out
}

func (e *Engine) propose(doc *document.Document) []Fit {
	var out []Fit
	for i := range e.pack.Modalities {
		out = append(out, Fit{Modality: &e.pack.Modalities[i]})
	}
	return out
}

func (e *Engine) explain(doc *document.Document, modality *rules.Modality, criterion *rules.Criterion, opts Options) Weighing {
	return Weighing{}
}
