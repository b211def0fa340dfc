package fit

import (
	"math"

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
	// Composed is set on a report put together from labelled passages: a dense one.
	Composed bool
	Vector   []float64 // see weigh.ReportFigures
	Density  []float64 // of its report, see weigh.DensityFigures
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

// weight is what a cell counts for.
func (c *Cell) weight() float64 {
	w := 1.0
	switch {
	case c.Composed:
		w = composed
	case c.Fitting:
		w = fittingWeight
	}
	if c.Elsewhere {
		w *= elsewhere
	}
	if c.Debatable {
		w *= debatable
	}
	return w
}

// Reports fits the scorecards of whole reports on judged cells: those of ordinary
// reports and, where some cells are of composed ones, those of dense reports and the
// one that tells which is which. Every cell counts for both kinds, as much as its
// report is of each.
func Reports(cells []Cell, criteria []string, bars Bars) []rules.Weight {
	var ordinary, dense []Cell
	for _, c := range cells {
		if c.Composed {
			dense = append(dense, c)
		} else {
			ordinary = append(ordinary, c)
		}
	}
	if len(ordinary) == 0 {
		return nil // nothing that anyone judged
	}
	chance := make([]float64, len(cells)) // that the report of a cell is dense
	var rows []rules.Weight
	if len(dense) > 0 {
		rows, chance = fitDensity(cells)
	}
	share := make([]float64, len(cells))
	for i, p := range chance {
		share[i] = 1 - p
	}
	// The steps of each kind are those of its own reports: composed ones are denser than any other.
	b := newBins(weigh.ReportFigures, nil, vectorsOf(ordinary), reportQuantiles, criteria)
	rows = append(rows, pair(b, cells, share, weigh.ModelReportAbout, weigh.ModelReportShows, bars)...)
	if len(dense) > 0 {
		// what composed reports are otherwise, their length and their words, is the composer's
		b := newBins(weigh.ReportFigures, weigh.IsSizeOrNature, vectorsOf(dense), reportQuantiles, criteria)
		rows = append(rows, pair(b, cells, chance, weigh.ModelDenseAbout, weigh.ModelDenseShows, bars)...)
	}
	return rows
}

func vectorsOf(cells []Cell) [][]float64 {
	out := make([][]float64, len(cells))
	for i := range cells {
		out[i] = cells[i].Vector
	}
	return out
}

// leastShare is the part of a cell below which it is left out of a fit.
const leastShare = 0.003

// pair fits the two scorecards of a kind of report. share says, for each cell, how
// far its report is of that kind.
func pair(b *bins, cells []Cell, share []float64, modelAbout, modelShows string, bars Bars) []rules.Weight {
	var about, shows []observation
	for i := range cells {
		c := &cells[i]
		if share[i] < leastShare {
			continue
		}
		row, w := b.row(c.Criterion, c.Vector), share[i]*c.weight()
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
	return append(card(modelAbout, about, bars.About), card(modelShows, shows, bars.Shows)...)
}

// fitDensity fits the scorecard that tells dense reports, the composed ones, from the
// others, both kinds counting as much, and gives for each cell the chance that its
// report is dense.
func fitDensity(cells []Cell) ([]rules.Weight, []float64) {
	var reports []*Cell // one cell of each report
	known := map[string]bool{}
	dense := 0
	for i := range cells {
		if c := &cells[i]; !known[c.Report] {
			known[c.Report] = true
			reports = append(reports, c)
			if c.Composed {
				dense++
			}
		}
	}
	vectors := make([][]float64, len(reports))
	for i, c := range reports {
		vectors[i] = c.Density
	}
	b := newBins(weigh.DensityFigures, nil, vectors, densityQuantiles, nil)
	var rows []observation
	for _, c := range reports {
		w := 1.0
		if c.Composed {
			w = float64(len(reports)-dense) / float64(dense)
		}
		rows = append(rows, observation{b.row(weigh.All, c.Density), c.Composed, w})
	}
	w := logistic(rows, b.columns, reportRidge)
	chance := make([]float64, len(cells))
	for i := range cells {
		sum := 0.0
		for _, column := range b.row(weigh.All, cells[i].Density) {
			sum += w[column]
		}
		chance[i] = 1 / (1 + math.Exp(-sum))
	}
	return b.weights(weigh.ModelDense, w), chance
}
