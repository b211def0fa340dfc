package office

import (
	"strings"

	"prejury/extractors/document"
)

// table emits a table. One that is a mere frame, a single cell, is emitted as the
// text that it frames; one whose only text is headings, as a heading.
func (e *emitter) table(t *TableNode, box int) {
	if inner, ok := frame(t); ok {
		e.nodes(inner, box)
		return
	}
	if e.banner(t, box) {
		return
	}
	b := document.Block{Kind: document.Table}
	var paras []*Para
	for _, r := range t.Rows {
		var row []string
		for _, c := range r.Cells {
			row = append(row, cellText(c.Nodes, &paras))
			for range c.Span - 1 {
				row = append(row, "")
			}
		}
		b.Rows = append(b.Rows, row)
	}
	square(b.Rows)
	for _, p := range paras {
		if b.Page == 0 || p.place.page < b.Page {
			b.Page = p.place.page
		}
		b.EndPage = max(b.EndPage, p.place.last())
	}
	lines := make([]string, len(b.Rows))
	for i, row := range b.Rows {
		lines[i] = strings.Join(row, "\t")
	}
	if b.Text = strings.Join(lines, "\n"); strings.TrimSpace(b.Text) != "" {
		e.add(b)
	}
	for _, p := range paras {
		e.countWords(p)
		e.hide(p, e.shown(p))
		e.attached(p, box)
	}
}

// shown gives what stays hidden of a paragraph on its page.
func (e *emitter) shown(p *Para) string {
	if p.White && (e.flow.Dark || e.dark[p.place.page]) {
		return ""
	}
	return p.Hidden
}

// square gives all rows one length.
func square(rows [][]string) {
	n := 0
	for _, r := range rows {
		n = max(n, len(r))
	}
	for i := range rows {
		for len(rows[i]) < n && n <= 256 {
			rows[i] = append(rows[i], "")
		}
	}
}

// cellText gives the text of a cell, that of tables inside it after its own.
func cellText(nodes []Node, paras *[]*Para) string {
	var own, nested []string
	for i := range nodes {
		if p := nodes[i].Para; p != nil {
			*paras = append(*paras, p)
			if s := line(p.Text); s != "" {
				if p.Label != "" {
					s = p.Label + " " + s
				}
				own = append(own, s)
			}
			continue
		}
		if t := nodes[i].Table; t != nil {
			for _, r := range t.Rows {
				for _, c := range r.Cells {
					if s := cellText(c.Nodes, paras); s != "" {
						nested = append(nested, s)
					}
				}
			}
		}
	}
	return strings.Join(append(own, nested...), " ")
}

// frame gives the content of a table of one cell.
func frame(t *TableNode) ([]Node, bool) {
	if len(t.Rows) == 1 && len(t.Rows[0].Cells) == 1 {
		return t.Rows[0].Cells[0].Nodes, true
	}
	return nil, false
}

// banner emits as a heading a table of one row in which a heading stands alone,
// with at most a number beside it.
func (e *emitter) banner(t *TableNode, box int) bool {
	if len(t.Rows) != 1 {
		return false
	}
	var head *Para
	var parts []string
	for _, c := range t.Rows[0].Cells {
		for _, n := range c.Nodes {
			switch {
			case n.Table != nil || len(n.Para.Images) > 0 || len(n.Para.Boxes) > 0 || len(n.Para.Notes) > 0 || n.Para.Hidden != "":
				return false
			case n.Para.Kind == document.Heading && head == nil:
				head = n.Para
			case len(n.Para.Text) > 12:
				return false
			}
			if s := line(n.Para.Text); s != "" {
				parts = append(parts, s)
			}
		}
	}
	if head == nil {
		return false
	}
	one := *head
	one.Text = strings.Join(parts, " ")
	e.para(&one, box)
	return true
}
