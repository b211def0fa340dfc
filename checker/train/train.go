// Package train makes the fitted part of a pack from labelled passages and judged
// reports, and measures what it is worth on what it was not fitted on.
package train

import (
	"sort"

	"prejury/checker"
	"prejury/checker/fit"
	"prejury/checker/judged"
	"prejury/checker/passages"
	"prejury/checker/weigh"
	"prejury/extractors/document"
	"prejury/rules"
)

// Read is one judged report with its document.
type Read struct {
	*judged.Report
	Doc *document.Document
	// Elsewhere is set on a document about something else, without cells.
	Elsewhere bool
}

// Bars are the chances from which a report is said to speak of a criterion and to
// do what it asks, chosen by cross-validation by report (docs/verdicts.md).
var Bars = fit.Bars{About: 0.44, Shows: 0.44}

// Fit makes the weights of a pack. Without reports, what the pack has learned from
// reports is kept.
func Fit(pack *rules.Pack, samples []fit.Sample, reports []Read) (*rules.Weights, error) {
	w := fit.Units(pack, samples)
	if len(reports) == 0 {
		if pack.Weights != nil {
			w.Rows = append(w.Rows, reportRows(pack.Weights.Rows)...)
			w.Pages = pack.Weights.Pages
		}
		return w, nil
	}
	e, err := engineWith(pack, w)
	if err != nil {
		return nil, err
	}
	studies := make([]study, len(reports))
	for i := range reports {
		studies[i] = newStudy(e, &reports[i])
	}
	model := weigh.Bare(pack)
	likenesses := make([]*weigh.Likeness, innerFold)
	for k := range likenesses {
		likenesses[k] = model.NewLikeness(fit.Pages(places(studies, k), model.Criteria()))
	}
	var cells []fit.Cell
	for i := range studies {
		vectors := studies[i].Vectors(likenesses[studies[i].fold])
		cells = append(cells, cellsOf(pack, vectors, studies[i].Density(), studies[i].report)...)
	}
	w.Pages = fit.Pages(places(studies, all), model.Criteria())
	of, err := composedCells(pack, samples, model.NewLikeness(w.Pages))
	if err != nil {
		return nil, err
	}
	w.Rows = append(w.Rows, fit.Reports(append(cells, of...), model.Criteria(), Bars)...)
	return w, nil
}

// reportRows are the rows of the models of whole reports.
func reportRows(rows []rules.Weight) []rules.Weight {
	var out []rules.Weight
	for _, r := range rows {
		if r.Model != weigh.ModelAbout && r.Model != weigh.ModelShows {
			out = append(out, r)
		}
	}
	return out
}

// engineWith gives an engine of the pack with other weights.
func engineWith(pack *rules.Pack, w *rules.Weights) (*checker.Engine, error) {
	p := *pack
	p.Weights = w
	return checker.NewEngine(&p)
}

// cellsOf gives the cells of a report with its figures.
func cellsOf(pack *rules.Pack, vectors map[string][]float64, density []float64, r *Read) []fit.Cell {
	if r.Elsewhere {
		return elsewhere(vectors, density, r.ID)
	}
	fitting := map[string]bool{}
	if m := pack.Modality(r.Modality); m != nil {
		for _, id := range m.Criteria {
			fitting[id] = true
		}
	}
	var out []fit.Cell
	for _, c := range r.Cells {
		if v, ok := vectors[c.Criterion]; ok {
			out = append(out, fit.Cell{Report: r.ID, Criterion: c.Criterion, Level: c.Level, Debatable: c.Debatable, Fitting: fitting[c.Criterion], Vector: v, Density: density})
		}
	}
	return out
}

func elsewhere(vectors map[string][]float64, density []float64, report string) []fit.Cell {
	ids := make([]string, 0, len(vectors))
	for id := range vectors {
		ids = append(ids, id)
	}
	sort.Strings(ids)
	var out []fit.Cell
	for _, id := range ids {
		out = append(out, fit.Cell{Report: report, Criterion: id, Elsewhere: true, Vector: vectors[id], Density: density})
	}
	return out
}

// Measured is what cross-validation says of the fit.
type Measured struct {
	// Pairs are the pairs of passages and criteria, each weighed by weights that were
	// not fitted on it, and By the same by criterion.
	Pairs passages.Figures
	By    map[string]*passages.Figures
	// Reports is the agreement on the cells of fitting modalities, likewise.
	Reports judged.Agreement
	// Foreign counts what comes out of documents about something else, likewise.
	Foreign judged.Foreign
	// Composed are reports composed of passages, likewise: one each.
	Composed []passages.Figures
}

// folds is how many parts the passages and the reports are cut in.
const folds = 5

// Measure cross-validates: passages by family, reports by report.
func Measure(pack *rules.Pack, samples []fit.Sample, reports []Read, progress func(done, of int)) (*Measured, error) {
	m := &Measured{By: map[string]*passages.Figures{}}
	for k := range folds {
		progress(k, folds)
		var trainS, testS []fit.Sample
		for _, s := range samples {
			if fit.Fold(s.Passage.Fold(), folds) == k {
				testS = append(testS, s)
			} else {
				trainS = append(trainS, s)
			}
		}
		var trainR, testR []Read
		for _, r := range reports {
			if fit.Fold(r.Repository, folds) == k {
				testR = append(testR, r)
			} else {
				trainR = append(trainR, r)
			}
		}
		w, err := Fit(pack, trainS, trainR)
		if err != nil {
			return nil, err
		}
		e, err := engineWith(pack, w)
		if err != nil {
			return nil, err
		}
		m.passages(e, testS)
		if len(reports) > 0 {
			m.reports(pack, e, testR)
			m.composed(pack, e, testS, k)
		}
	}
	progress(folds, folds)
	return m, nil
}

func (m *Measured) passages(e *checker.Engine, samples []fit.Sample) {
	for _, s := range samples {
		levels := e.Passage(s.Passage.Text, s.Passage.Kind)
		for _, c := range s.Passage.Scope {
			want, counts := s.Passage.Expected(c)
			if !counts {
				continue
			}
			m.Pairs.Add(want, levels[c])
			if m.By[c] == nil {
				m.By[c] = &passages.Figures{}
			}
			m.By[c].Add(want, levels[c])
		}
	}
}

func (m *Measured) reports(pack *rules.Pack, e *checker.Engine, reports []Read) {
	for _, r := range reports {
		if r.Elsewhere {
			for i := range pack.Modalities {
				m.Foreign.Add(e.Check(r.Doc, &pack.Modalities[i], checker.Options{}).Criteria)
			}
			continue
		}
		if modality := pack.Modality(r.Modality); modality != nil {
			m.Reports.Add(r.Report, e.Check(r.Doc, modality, checker.Options{}).Criteria)
		}
	}
}

// Reliability gives, for each criterion, what was measured of Strong.
func (m *Measured) Reliability() map[string]rules.Reliability {
	out := map[string]rules.Reliability{}
	for c, f := range m.By {
		p, r, _ := f.Of(rules.Strong)
		if n := f.Cells[rules.Strong][0] + f.Cells[rules.Strong][1] + f.Cells[rules.Strong][2]; n > 0 {
			out[c] = rules.Reliability{Precision: round(p), Recall: round(r), N: n}
		}
	}
	return out
}

func round(x float64) float64 { return float64(int(x*100+0.5)) / 100 }
