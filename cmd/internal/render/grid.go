package render

import (
	"bytes"
	"io"
	"strings"

	"github.com/mattn/go-runewidth"
	"github.com/olekukonko/tablewriter"
	"github.com/olekukonko/tablewriter/renderer"
	"github.com/olekukonko/tablewriter/tw"
)

// Grid draws rows in columns of fixed widths, cut by bands that name what
// follows. Cells are wrapped here: the table library wraps without regard to
// French punctuation.
type Grid struct {
	out    io.Writer
	widths []int
	paint  painter
	rows   [][]string
}

// gridPad is what a column takes beside its cells: a space on each side and a
// separator. The last has no separator.
const gridPad = 3

// NewGrid makes a grid of columns of some widths; 0 in at most one of them stands
// for what remains of the whole width.
func NewGrid(out io.Writer, width int, color bool, widths ...int) *Grid {
	left, open := width-gridPad*len(widths)+1, -1
	for i, w := range widths {
		left -= w
		if w == 0 {
			open = i
		}
	}
	if open >= 0 {
		widths[open] = max(left, 8)
	}
	return &Grid{out: out, widths: widths, paint: painter(color)}
}

// Header writes the names of the columns.
func (g *Grid) Header(cells ...string) {
	g.Row(nil, cells...)
	g.flush(styleDim)
}

// Band ends the rows above it and names those below.
func (g *Grid) Band(title string) {
	g.flush("")
	total := 0
	for _, w := range g.widths {
		total += w + gridPad
	}
	rule := "── " + title + " "
	rule += strings.Repeat("─", max(total-1-runewidth.StringWidth(rule), 0))
	io.WriteString(g.out, g.paint.paint(styleBold, rule)+"\n")
}

// Row adds a row. style, when not nil, gives the style of each column.
func (g *Grid) Row(style func(column int) string, cells ...string) {
	out := make([]string, len(cells))
	for i, c := range cells {
		lines := wrap(c, g.widths[i])
		if style != nil {
			for j := range lines {
				lines[j] = g.paint.paint(style(i), lines[j])
			}
		}
		out[i] = strings.Join(lines, "\n")
	}
	g.rows = append(g.rows, out)
}

// Close writes what is left.
func (g *Grid) Close() { g.flush("") }

func (g *Grid) flush(style string) {
	if len(g.rows) == 0 {
		return
	}
	widths := tw.NewMapper[int, int]()
	for i, w := range g.widths {
		widths.Set(i, w+2)
	}
	var buf bytes.Buffer
	t := tablewriter.NewTable(&buf,
		tablewriter.WithRenderer(renderer.NewBlueprint(tw.Rendition{
			Symbols:  tw.NewSymbols(tw.StyleLight),
			Borders:  tw.BorderNone,
			Settings: tw.Settings{Lines: tw.LinesNone, Separators: tw.Separators{BetweenColumns: tw.On, BetweenRows: tw.Off}},
		})),
		tablewriter.WithRowAlignment(tw.AlignLeft),
		tablewriter.WithRowAutoWrap(tw.WrapNone),
		tablewriter.WithTrimSpace(tw.Off),
		tablewriter.WithColumnWidths(widths),
	)
	for _, r := range g.rows {
		t.Append(r)
	}
	t.Render()
	g.rows = nil
	for _, line := range strings.Split(strings.TrimRight(buf.String(), "\n"), "\n") {
		io.WriteString(g.out, g.paint.paint(style, strings.TrimRight(line, " "))+"\n")
	}
}
