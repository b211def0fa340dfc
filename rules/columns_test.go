package rules

import (
	"fmt"
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
		c, err := toColumns(want)
		if err != nil {
			t.Fatal(err)
		}
		var got []cell
		c.each(func(sign, criterion string, first, second float64) {
			got = append(got, cell{sign, criterion, [2]float64{first, second}})
		})
		if len(got) != n || n > 0 && !reflect.DeepEqual(got, want) {
			t.Errorf("%d cells: got %v, want %v", n, got, want)
		}
	}
}

// Each value names its criterion by a byte.
func TestColumnsRefuseMoreCriteriaThanAByteTells(t *testing.T) {
	cells := make([]cell, 257)
	for i := range cells {
		cells[i] = cell{sign: "risque", criterion: fmt.Sprintf("C1.%03d", i)}
	}
	if c, err := toColumns(cells[:256]); err != nil || c.Criteria[255] != 255 {
		t.Errorf("256 criteria: %v", err)
	}
	if _, err := toColumns(cells); err == nil {
		t.Error("257 criteria were compiled")
	}
}
