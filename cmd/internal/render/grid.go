package render

import (
	"io"
	"strings"

	"github.com/olekukonko/tablewriter"
	"github.com/olekukonko/tablewriter/renderer"
	"github.com/olekukonko/tablewriter/tw"
)

// grid draws rows in columns of fixed widths, cut by bands that name what
// follows. Cells are wrapped here: the table library wraps without regard to
// French punctuation.
type grid struct {
	out    io.Writer
	widths []int
	rows   [][]string
	heads  []string
	any    bool
}

func newGrid(out io.Writer, widths [5]int) *grid { return &grid{out: out, widths: widths[:]} }

func (g *grid) header(cells []string) { g.heads = cells }

// band ends the rows above it and names those below.
func (g *grid) band(title string) {
	g.flush()
	io.WriteString(g.out, title+"\n")
}

func (g *grid) row(cells []string, paint func(column int, s string) string) {
	out := make([]string, len(cells))
	for i, c := range cells {
		lines := wrap(c, g.widths[i])
		for j := range lines {
			lines[j] = paint(i, lines[j])
		}
		out[i] = strings.Join(lines, "\n")
	}
	g.rows = append(g.rows, out)
}

func (g *grid) close() { g.flush() }

func (g *grid) flush() {
	if len(g.rows) == 0 {
		return
	}
	widths := tw.NewMapper[int, int]()
	for i, w := range g.widths {
		widths.Set(i, w+2)
	}
	t := tablewriter.NewTable(g.out,
		tablewriter.WithRenderer(renderer.NewBlueprint(tw.Rendition{
			Symbols:  tw.NewSymbols(tw.StyleLight),
			Settings: tw.Settings{Separators: tw.Separators{BetweenRows: tw.Off}},
		})),
		tablewriter.WithHeaderAutoFormat(tw.Off),
		tablewriter.WithHeaderAlignment(tw.AlignLeft),
		tablewriter.WithRowAlignment(tw.AlignLeft),
		tablewriter.WithRowAutoWrap(tw.WrapNone),
		tablewriter.WithHeaderAutoWrap(tw.WrapNone),
		tablewriter.WithTrimSpace(tw.Off),
		tablewriter.WithColumnWidths(widths),
	)
	if !g.any && g.heads != nil {
		t.Header(g.heads)
	}
	g.any = true
	for _, r := range g.rows {
		t.Append(r)
	}
	t.Render()
	g.rows = nil
}
