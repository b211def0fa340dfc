package weigh

import (
	"prejury/rules"
)

// A report may be written to what is asked, proof after proof, each in its place, or
// tell of a year's work in which a juror finds some of it. The same paragraph is worth
// more in the first: each kind has scorecards of its own, and how dense a report is
// says how much those of the first count. The built-in pack learned what dense is from
// composed reports, whose labelled passages are such proofs.
const (
	ModelDense      = "dense"       // the report is a dense one
	ModelDenseAbout = "dense-about" // a dense report speaks of it: at least Weak
	ModelDenseShows = "dense-shows" // a dense report does it: Strong
)

// DensityFigures are the names of the figures of a report, whatever the criterion,
// that say how dense it is, in order.
var DensityFigures = []string{"preuves des 15 critères les mieux servis", "passages qui font", "!réalisé", "@montant"}

const (
	servedBest = 15  // criteria: those of most modalities
	doing      = 1.0 // log-odds of doing what a criterion asks, above which a unit surely does
	fewWords   = 25  // a unit of fewer is no passage
)

// WeighedUnit is one unit of a report with its scores, in the order of the model's criteria.
type WeighedUnit struct {
	Scores []Scores
	Words  int
}

// DensityVector gives the figures of DensityFigures.
func DensityVector(units []WeighedUnit, nature Nature) []float64 {
	var best []float64
	passages, done := 0, 0
	for _, u := range units {
		if best == nil {
			best = make([]float64, len(u.Scores))
			for k := range best {
				best[k] = none
			}
		}
		does := false
		for k, s := range u.Scores {
			best[k] = max(best[k], s.Shows)
			does = does || s.Shows > doing
		}
		if u.Words >= fewWords {
			passages++
			if does {
				done++
			}
		}
	}
	return []float64{mean(highest(best, servedBest)), float64(done) / float64(max(1, passages)), nature.Share["!réalisé"], nature.Share["@montant"]}
}

// Density gives the chance that a report is a dense one, from 0 to 1, from its
// DensityVector. A pack without a model of density takes none for dense.
func (m *ReportModel) Density(vector []float64) float64 {
	if m.density == nil {
		return 0
	}
	return sigmoid(m.density.Score(All, vector))
}

// newDensity gives the card of density of a pack, nil when it has none.
func newDensity(w *rules.Weights) (*Card, error) {
	for _, r := range w.Rows {
		if r.Model == ModelDense {
			return NewCard(w, ModelDense, DensityFigures)
		}
	}
	return nil, nil
}
