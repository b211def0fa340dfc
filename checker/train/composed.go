package train

import (
	"fmt"

	"prejury/checker"
	"prejury/checker/compose"
	"prejury/checker/fit"
	"prejury/checker/passages"
	"prejury/checker/weigh"
	"prejury/rules"
)

// Composed reports stand among the judged ones for what real ones seldom are: dense,
// written for the modality, each proof in one place.
const (
	composedFolds  = 3    // parts that passages are cut in: none is composed with what was fitted on it
	composedEach   = 40   // reports of each part
	composedWords  = 8000 // of passages that serve nothing, in each report
	fewestCriteria = 8    // modalities of fewer are left out
)

// composedCells makes reports of passages that the weights of units were not fitted
// on, and gives their cells.
func composedCells(pack *rules.Pack, samples []fit.Sample, likeness *weigh.Likeness) ([]fit.Cell, error) {
	var cells []fit.Cell
	labels := compose.Headings(pack)
	for k := range composedFolds {
		var rest []fit.Sample
		var kept []passages.Passage
		for _, s := range samples {
			if fit.Fold(s.Passage.Fold(), composedFolds) == k {
				kept = append(kept, *s.Passage)
			} else {
				rest = append(rest, s)
			}
		}
		e, err := engineWith(pack, fit.Units(pack, rest))
		if err != nil {
			return nil, err
		}
		plans := composedPlans(pack, kept)
		for i := 0; len(plans) > 0 && i < composedEach; i++ {
			plan := plans[i%len(plans)]
			plan.Seed = uint64(composedFolds*i + k)
			r, err := compose.Compose(plan, labels)
			if err != nil {
				continue // too few passages of this part for the modality
			}
			study := e.Study(r.Document())
			vectors, density := study.Vectors(likeness), study.Density()
			name := fmt.Sprintf("composed %d", plan.Seed)
			for _, t := range r.Truth {
				if level, ok := rules.ParseLevel(t.Level); ok {
					cells = append(cells, fit.Cell{Report: name, Criterion: t.Criterion, Level: level, Composed: true, Vector: vectors[t.Criterion], Density: density})
				}
			}
		}
	}
	return cells, nil
}

// composedTries is how many composed reports each fold is tried on.
const composedTries = 6

// composed tries weights that know nothing of some passages on reports composed of these.
func (m *Measured) composed(pack *rules.Pack, e *checker.Engine, kept []fit.Sample, fold int) {
	var of []passages.Passage
	for _, s := range kept {
		of = append(of, *s.Passage)
	}
	plans := composedPlans(pack, of)
	for i := 0; len(plans) > 0 && i < composedTries; i++ {
		plan := plans[i%len(plans)]
		plan.Seed = uint64(folds*i + fold)
		r, err := compose.Compose(plan, compose.Headings(pack))
		if err != nil {
			continue
		}
		m.Composed = append(m.Composed, agreement(r, e.Check(r.Document(), plan.Modality, checker.Options{}).Criteria))
	}
}

// agreement compares verdicts on a composed report with its truth. Verdicts that are
// no level, such as one to be looked at by a person, are left out.
func agreement(r *compose.Report, results []checker.Result) passages.Figures {
	var f passages.Figures
	got := map[string]checker.Level{}
	for i := range results {
		got[results[i].Criterion.ID] = results[i].Level
	}
	for _, t := range r.Truth {
		want, _ := rules.ParseLevel(t.Level)
		if level, ok := rules.ParseLevel(string(got[t.Criterion])); ok {
			f.Add(want, level)
		}
	}
	return f
}

// composedPlans are the modalities for which reports can be composed.
func composedPlans(pack *rules.Pack, kept []passages.Passage) []compose.Plan {
	var plans []compose.Plan
	for i := range pack.Modalities {
		m := &pack.Modalities[i]
		if criteria := compose.Judged(pack, m, kept); m.Deposit != rules.DepositSlides && len(criteria) >= fewestCriteria {
			plans = append(plans, compose.Plan{Modality: m, Criteria: criteria, Passages: kept, Ordinary: composedWords})
		}
	}
	return plans
}
