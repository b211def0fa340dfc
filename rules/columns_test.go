package rules

import (
	"reflect"
	"slices"
	"testing"
)

func TestColumnsGiveBackTheirCells(t *testing.T) {
	cells := []cell{
		{"risque", "C10.3", [2]float64{1.25, -0.3}}, {"risque", "C4.2", [2]float64{0.31, 0}},
		{"$budget", "C10.4", [2]float64{2, 0.01}}, {"délai moyen", "C10.2", [2]float64{-0.7, 0}}, {"*", "C10.2", [2]float64{-0.7, 0}},
	}
	for _, n := range []int{0, 1, len(cells)} {
		want := slices.Clone(cells[:n])
		slices.SortFunc(want, bySign)
		c := toColumns(want)
		var got []cell
		c.each(func(sign, criterion string, first, second float64) {
			got = append(got, cell{sign, criterion, [2]float64{first, second}})
		})
		if len(got) != n || n > 0 && !reflect.DeepEqual(got, want) {
			t.Errorf("%d cells: got %v, want %v", n, got, want)
		}
	}
}
