package fit

import (
	"fmt"
	"testing"

	"prejury/checker/weigh"
	"prejury/rules"
)

// judgedCells are reports of two kinds, in which the first figure of a report tells
// what is strong: from 1 in ordinary reports, from 3 in dense ones, whose proofs are
// all better.
func judgedCells() []Cell {
	var cells []Cell
	for i := range 60 {
		composed := i%2 == 1
		density := []float64{float64(i%7) / 10, .1, .1, 0}
		if composed {
			density = []float64{4 + float64(i%7)/10, .5, .4, .2}
		}
		for j := range 10 {
			v := make([]float64, len(weigh.ReportFigures))
			v[0] = float64(j) / 2
			bar := 1.0
			if composed {
				bar = 3
			}
			level := rules.Absent
			if v[0] > bar {
				level = rules.Strong
			}
			cells = append(cells, Cell{Report: fmt.Sprint(i), Criterion: "C1.1", Level: level, Fitting: true, Composed: composed, Vector: v, Density: density})
		}
	}
	return cells
}

func level(t *testing.T, rows []rules.Weight, vector0 float64, density []float64) rules.Level {
	t.Helper()
	pack := &rules.Pack{Weights: &rules.Weights{Rows: rows}}
	m, err := weigh.New(pack)
	if err != nil {
		t.Fatal(err)
	}
	v := make([]float64, len(weigh.ReportFigures))
	v[0] = vector0
	return m.Report.Score("C1.1", v, m.Report.Density(density)).Level()
}

func TestReportsOfEachKindHaveTheirOwnCards(t *testing.T) {
	rows := Reports(judgedCells(), []string{"C1.1"}, Bars{.5, .5})
	ordinary, dense := []float64{.3, .1, .1, 0}, []float64{4.3, .5, .4, .2}
	for _, c := range []struct {
		figure  float64
		density []float64
		want    rules.Level
	}{
		{.5, ordinary, rules.Absent}, {2.25, ordinary, rules.Strong}, {4.5, ordinary, rules.Strong},
		{.5, dense, rules.Absent}, {2.25, dense, rules.Absent}, {4.5, dense, rules.Strong},
	} {
		if got := level(t, rows, c.figure, c.density); got != c.want {
			t.Errorf("figure %v, density %v: %v, want %v", c.figure, c.density, got, c.want)
		}
	}
}

func TestReportsWithoutComposedOnes(t *testing.T) {
	var cells []Cell
	for _, c := range judgedCells() {
		if !c.Composed {
			cells = append(cells, c)
		}
	}
	rows := Reports(cells, []string{"C1.1"}, Bars{.5, .5})
	for _, r := range rows {
		if r.Model != weigh.ModelReportAbout && r.Model != weigh.ModelReportShows {
			t.Fatalf("a row of model %s", r.Model)
		}
	}
	if got := level(t, rows, 2.25, []float64{4.3, .5, .4, .2}); got != rules.Strong {
		t.Errorf("got %v, want fort", got)
	}
	if rows := Reports(nil, nil, Bars{.5, .5}); rows != nil {
		t.Errorf("without cells: %v", rows)
	}
}
