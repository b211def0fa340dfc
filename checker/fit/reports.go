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
	Vector  []float64 // see weigh.ReportFigures
}

// The parameters of the fit of reports, chosen by cross-validation (docs/verdicts.md).
const (
	reportRidge   = 20.0
	fittingWeight = 3.0 // a cell of a fitting modality counts as so many others
	debatable     = 0.6 // a debatable cell counts for less
)

// Bars are the chances from which a report is said to speak of a criterion, and to
// do what it asks. They are below one half where the readers of reports see more
// than the other cells promise.
type Bars struct{ About, Shows float64 }

// Reports fits the scorecards of whole reports on judged cells.
func Reports(cells []Cell, criteria []string, bars Bars) []rules.Weight {
	vectors := make([][]float64, len(cells))
	for i, c := range cells {
		vectors[i] = c.Vector
	}
	b := newBins(weigh.ReportFigures, vectors, criteria)
	about, shows := make([]observation, len(cells)), make([]observation, len(cells))
	for i, c := range cells {
		w := 1.0
		if c.Fitting {
			w *= fittingWeight
		}
		if c.Debatable {
			w *= debatable
		}
		row := b.row(c.Criterion, c.Vector)
		about[i] = observation{row, c.Level >= rules.Weak, w}
		shows[i] = observation{row, c.Level == rules.Strong, w}
	}
	rows := b.weights(weigh.ModelReportAbout, logistic(about, b.columns, reportRidge), -logit(bars.About))
	return append(rows, b.weights(weigh.ModelReportShows, logistic(shows, b.columns, reportRidge), -logit(bars.Shows))...)
}
