package layout

import (
	"strings"
	"testing"

	"prejury/extractors/document"
)

// TestCaptionOverADrawing has the caption of a drawing, which the drawing's rules cross,
// kept whole, and a table with narrow cells kept a table.
func TestCaptionOverADrawing(t *testing.T) {
	const caption = "Figure 9 : la part des ventes selon le mois et le client"
	chart := newSheet(1)
	chart.grid(60, 100, 90, 40, [][]string{{"10", "20", "30", "40"}, {"", "", "", ""}, {"", "", "", ""}})
	chart.spread(65, 200, body, 3, "", caption)
	table := newSheet(1)
	table.grid(60, 100, 34, 20, [][]string{{"mars", "avril", "mai"}, {"12", "14", "16"}, {"22", "24", "26"}})
	whole := false
	for _, b := range build(chart).Blocks {
		whole = whole || strings.Contains(b.Text, caption) && b.Kind != document.Table
	}
	if !whole {
		t.Errorf("the caption is torn: %+v", build(chart).Blocks)
	}
	got := build(table).Blocks
	if len(got) != 1 || got[0].Kind != document.Table || len(got[0].Rows) != 3 {
		t.Errorf("the table is none: %+v", got)
	}
}
