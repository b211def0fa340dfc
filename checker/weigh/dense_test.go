package weigh

import (
	"math"
	"testing"

	"prejury/rules"
)

func TestDensityVector(t *testing.T) {
	scores := func(shows ...float64) []Scores {
		out := make([]Scores, 20)
		for k := range out {
			out[k].Shows = -4
		}
		for k, s := range shows {
			out[k].Shows = s
		}
		return out
	}
	nature := Nature{Share: map[string]float64{"!réalisé": .25, "@montant": .5}}
	for _, c := range []struct {
		name          string
		units         []WeighedUnit
		best, passage float64
	}{
		{"no unit", nil, none, 0},
		{"one unit that does two things", []WeighedUnit{{scores(3, 2), 40}}, (3 + 2 - 4*13) / 15.0, 1},
		{"the best of each criterion", []WeighedUnit{{scores(3), 40}, {scores(-1, 2), 40}, {scores(0.5), 40}}, (3 + 2 - 4*13) / 15.0, 2 / 3.0},
		{"a line is no passage", []WeighedUnit{{scores(3, 2), fewWords - 1}}, (3 + 2 - 4*13) / 15.0, 0},
	} {
		got := DensityVector(c.units, nature)
		want := []float64{c.best, c.passage, .25, .5}
		for i := range want {
			if math.Abs(got[i]-want[i]) > 1e-9 {
				t.Errorf("%s: %s is %v, want %v", c.name, DensityFigures[i], got[i], want[i])
			}
		}
	}
}

func TestDenseReportsAreScoredByTheirOwnCards(t *testing.T) {
	w := &rules.Weights{Rows: []rules.Weight{
		{Model: ModelReportAbout, Criterion: All, Sign: Constant, Value: -2}, {Model: ModelReportShows, Criterion: All, Sign: Constant, Value: -4},
		{Model: ModelDenseAbout, Criterion: All, Sign: Constant, Value: 2}, {Model: ModelDenseShows, Criterion: "C1.1", Sign: Constant, Value: 1},
		{Model: ModelDense, Criterion: All, Sign: Constant, Value: -3}, {Model: ModelDense, Criterion: All, Sign: StepSign(DensityFigures[1], .2), Value: 6},
	}}
	m, err := newReportModel(w)
	if err != nil {
		t.Fatal(err)
	}
	sparse, dense := m.Density([]float64{0, .1, 0, 0}), m.Density([]float64{0, .5, 0, 0})
	if sparse > .05 || dense < .95 {
		t.Errorf("density of a sparse report %.3f, of a dense one %.3f", sparse, dense)
	}
	vector := make([]float64, len(ReportFigures))
	for _, c := range []struct {
		density float64
		want    Scores
	}{{0, Scores{-2, -4}}, {.5, Scores{0, -1.5}}, {1, Scores{2, 1}}} {
		if got := m.Score("C1.1", vector, c.density); got != c.want {
			t.Errorf("density %v: %v, want %v", c.density, got, c.want)
		}
	}
}

func TestPackWithoutDensity(t *testing.T) {
	m, err := newReportModel(&rules.Weights{Rows: []rules.Weight{{Model: ModelReportAbout, Criterion: All, Sign: Constant, Value: 9}}})
	if err != nil {
		t.Fatal(err)
	}
	if d := m.Density([]float64{9, 1, 1, 1}); d != 0 {
		t.Errorf("density %v, want 0", d)
	}
}
