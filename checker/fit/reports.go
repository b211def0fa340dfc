package fit

import (
	"prejury/checker/weigh"
	"prejury/rules"
)

// Cell is one report judged for one criterion, with the figures of the report.
type Cell struct {
	Report    string
	Criterion string
	Level     rules.Level
	Debatable bool
	// Fitting is set when the report was judged for the modality that it was nearest
	// to: the case of every user.
	Fitting bool
	// Elsewhere is set on a document about something else, which nobody judged
	// criterion by criterion: it does nothing of what is asked, whatever it speaks of.
	Elsewhere bool
	// Composed is set on a report put together from labelled passages.
	Composed bool
	Vector   []float64 // see weigh.ReportFigures
}

// The parameters of the fit of reports, chosen by cross-validation (docs/verdicts.md).
const (
	reportRidge   = 12.0
	fittingWeight = 3.0  // a cell of a fitting modality counts as so many others
	composed      = 1.0  // likewise a cell of a composed report
	elsewhere     = 12.0 // likewise a cell of a document about something else
	debatable     = 0.6  // a debatable cell counts for less
)

// Bars are the chances from which a report is said to speak of a criterion, and to
// do what it asks. They are below one half where the readers of reports see more
// than the other cells promise.
type Bars struct{ About, Shows float64 }

// Reports fits the scorecards of whole reports on judged cells.
func Reports(cells []Cell, criteria []string, bars Bars) []rules.Weight {
	// The steps are those of real documents: composed ones are denser than any of them.
	var vectors [][]float64
	for _, c := range cells {
		if !c.Composed {
			vectors = append(vectors, c.Vector)
		}
	}
	if vectors == nil {
		return nil // nothing that anyone judged
	}
	b := newBins(weigh.ReportFigures, vectors, reportQuantiles, criteria)
	var about, shows []observation
	for _, c := range cells {
		w := 1.0
		if c.Fitting {
			w *= fittingWeight
		}
		if c.Elsewhere {
			w *= elsewhere
		}
		if c.Composed {
			w *= composed
		}
		if c.Debatable {
			w *= debatable
		}
		row := b.row(c.Criterion, c.Vector)
		if !c.Elsewhere {
			about = append(about, observation{row, c.Level >= rules.Weak, w})
		}
		shows = append(shows, observation{row, !c.Elsewhere && c.Level == rules.Strong, w})
	}
	card := func(model string, rows []observation, bar float64) []rules.Weight {
		w := logistic(rows, b.columns, reportRidge)
		w[0] -= logit(bar)
		return b.weights(model, w)
	}
	return append(card(weigh.ModelReportAbout, about, bars.About), card(weigh.ModelReportShows, shows, bars.Shows)...)
}
