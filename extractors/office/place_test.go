package office

import (
	"math"
	"testing"
)

// TestPlaces checks where the model puts the paragraph that follows others. A line of
// Times at 12 points is 13.8 points high.
func TestPlaces(t *testing.T) {
	const line = 12 * 1.15
	spaced := func(p *Para) *Para { p.Fmt.Before, p.Fmt.After = 14, 14; return p }
	item := func(p *Para) *Para { p.Fmt.AutoItem = true; return spaced(p) }
	picture := func(h float64, text string) *Para {
		p := para(text)
		p.Images = []Image{{Width: 100, Height: h}}
		return p
	}
	raised := func(p *Para) *Para { p.Fmt.Raise = 3; return p }
	for _, c := range []struct {
		name  string
		paras []*Para
		want  float64
	}{
		{"one line", []*Para{para("un")}, line},
		{"a line break at the end leaves an empty line", []*Para{para("un\n")}, 2 * line},
		{"spaces: the larger counts", []*Para{spaced(para("un")), spaced(para("deux"))}, 2*line + 14 + 14},
		{"none between the items of a list", []*Para{spaced(para("un")), item(para("deux")), item(para("trois"))}, 3*line + 14 + 14},
		{"a picture alone is as high as it is", []*Para{picture(100, "")}, 100},
		{"a drawn rule is no higher than its line", []*Para{picture(1.5, "")}, line},
		{"a picture among words stands on their base", []*Para{picture(100, "un")}, 100 + 0.2*line},
		{"words above their line's base make it higher", []*Para{raised(para("un"))}, line + 3},
	} {
		last := para("fin")
		l := newLayouter(flow(append(c.paras, last)...), 1, false)
		l.run()
		if at := l.y - line; last.place.page != 1 || math.Abs(at-c.want) > 0.01 {
			t.Errorf("%s: the next paragraph is at %.2f of page %d, want %.2f of page 1", c.name, at, last.place.page, c.want)
		}
	}
}

// TestMeasureHugeLetters has letters wider than the column stand one on a line.
func TestMeasureHugeLetters(t *testing.T) {
	p := para("abcd")
	p.Size = 20000
	m := measure(p, 100)
	if len(m.lines) != 4 {
		t.Errorf("%d lines for four letters", len(m.lines))
	}
}

// TestRowHeights checks what decides of a row's height.
func TestRowHeights(t *testing.T) {
	const line = 12 * 1.15
	cell := func(text string) Cell { return Cell{Span: 1, Nodes: nodes(para(text))} }
	turned := cell("un texte bien trop long pour la largeur de sa colonne, s'il y était couché")
	turned.Turned = true
	for _, c := range []struct {
		name string
		row  Row
		want float64
	}{
		{"its text and a border", Row{Cells: []Cell{cell("un"), cell("deux")}}, line + border},
		{"a least height, border included", Row{Height: 30, Cells: []Cell{cell("un"), cell("deux")}}, 30},
		{"an exact height, border included", Row{Height: 30, Exact: true, Cells: []Cell{cell("un"), cell("deux")}}, 30},
		{"an exact height less than its text", Row{Height: 8, Exact: true, Cells: []Cell{cell("un"), cell("deux")}}, 8},
		{"no exact height", Row{Exact: true, Cells: []Cell{cell("un"), cell("deux")}}, line + border},
		{"text that runs up asks for none", Row{Height: 30, Cells: []Cell{turned, cell("deux")}}, 30},
	} {
		table := &TableNode{Columns: []float64{40, 200}, Rows: []Row{c.row}}
		if got := rowHeights(table, 240); math.Abs(got[0]-c.want) > 0.01 {
			t.Errorf("%s: %.2f points, want %.2f", c.name, got[0], c.want)
		}
	}
}

// TestRunningDoubt has a header that takes a third of the page widen the margin, and
// usual ones leave it alone.
func TestRunningDoubt(t *testing.T) {
	high := a4()
	high.Header = nodes(&Para{Size: 12, Fmt: Format{Line: 1}, Images: []Image{{Width: 400, Height: 260}}})
	usual := a4()
	usual.HeaderAt, usual.Header = 35, nodes(para("Rapport"), para("Société"))
	f := flow(para("un"))
	if got := runningDoubt(f); got != 0 {
		t.Errorf("no header: %.2f", got)
	}
	f.Sections[0] = usual
	if got := runningDoubt(f); got != 0 {
		t.Errorf("a usual header: %.2f", got)
	}
	f.Sections[0] = high
	if got := runningDoubt(f); got < 0.1 || got > 0.5 {
		t.Errorf("a header over a third of the page: %.2f, want 0.1 to 0.5", got)
	}
}
