package office

import "strings"

// border is the height in points that a table's lines add to what a row's cells ask for:
// one line of half a point, Word's default. A height that the file gives has it within.
const border = 0.5

// rowHeights measures the rows of a table, in points, without scale.
func rowHeights(t *TableNode, width float64) []float64 {
	grid := t.widths(width)
	heights := make([]float64, len(t.Rows))
	open := make([]float64, len(grid)) // height that a merged cell still asks for
	for i := range t.Rows {
		r := &t.Rows[i]
		h, col := 0.0, 0
		for j := range r.Cells {
			c := &r.Cells[j]
			w := 0.0
			for k := col; k < min(col+c.Span, len(grid)); k++ {
				w += grid[k]
			}
			need := 0.0
			if !c.Merged && !c.Turned {
				need = c.Padding + storyHeight(c.Nodes, max(10, w-2*cellPadding))
			}
			if col < len(grid) {
				if c.Merged {
					need = open[col]
				}
				if open[col] = 0; t.mergedBelow(i, col) {
					open[col], need = need, 0
				}
			}
			h = max(h, need)
			col += c.Span
		}
		given := min(r.Height, maxLength)
		if heights[i] = max(h+border, given); r.Exact && given > 0 {
			heights[i] = given
		}
		for k := range open {
			open[k] = max(0, open[k]-heights[i])
		}
	}
	return heights
}

// widths gives the table's columns, shrunk to the text's width where they overflow.
func (t *TableNode) widths(width float64) []float64 {
	n := 1
	for i := range t.Rows {
		k := 0
		for _, c := range t.Rows[i].Cells {
			k += c.Span
		}
		n = max(n, min(k, 256))
	}
	total := 0.0
	for _, w := range t.Columns {
		total += max(0, w)
	}
	grid := make([]float64, n)
	if len(t.Columns) < n || total <= 0 {
		for i := range grid {
			grid[i] = width / float64(n)
		}
		return grid
	}
	for i := range grid {
		if grid[i] = max(0, t.Columns[i]); total > 1.2*width {
			grid[i] *= width / total
		}
	}
	return grid
}

// mergedBelow says that the cell of the next row in that column goes on from this one.
func (t *TableNode) mergedBelow(row, col int) bool {
	if row+1 >= len(t.Rows) {
		return false
	}
	k := 0
	for _, c := range t.Rows[row+1].Cells {
		if k == col {
			return c.Merged
		}
		if k += c.Span; k > col {
			return false
		}
	}
	return false
}

// table lays a table, row after row; rows that do not fit are cut between the
// lines of their highest cell, unless they must stay whole.
func (l *layouter) table(t *TableNode) {
	heights := rowHeights(t, l.column())
	for i := range t.Rows {
		h := heights[i] * l.scale
		whole := t.Rows[i].Whole || t.Rows[i].Exact || h < 30
		if !l.top && h > l.left() && whole && h < l.room() {
			l.turnOwn()
			l.repeat(t, heights, i)
		}
		if l.sync && markedRow(&t.Rows[i]) && !l.unseen && !l.top {
			if l.own && l.y < soon*l.room() {
				l.y, l.own = 0, false
			} else {
				l.turn()
			}
			l.repeat(t, heights, i)
		}
		first := l.page
		if h <= l.left() || whole && l.top {
			l.y += h
		} else {
			l.cutRow(t, heights, i)
		}
		l.top, l.clean, l.unseen = false, false, false
		for j := range t.Rows[i].Cells {
			l.spread(t.Rows[i].Cells[j].Nodes, first)
		}
	}
	l.before, l.after = nil, 0
}

// markedRow says that the word processor began a page with this row.
func markedRow(r *Row) bool {
	for _, c := range r.Cells {
		for _, n := range c.Nodes {
			if n.Para == nil || strings.TrimSpace(n.Para.Text) == "" {
				continue
			}
			b := n.Para.Breaks
			return len(b) > 0 && b[0].Kind == Rendered && strings.TrimSpace(n.Para.Text[:b[0].At]) == ""
		}
	}
	return false
}

// repeat prints a table's head again at the top of a page.
func (l *layouter) repeat(t *TableNode, heights []float64, row int) {
	if row > 0 && t.Rows[0].Header && heights[0] < l.room()/4 {
		l.y += heights[0] * l.scale
	}
}

// cutRow lays a row over several pages.
func (l *layouter) cutRow(t *TableNode, heights []float64, row int) {
	grid := t.widths(l.column())
	var units []float64
	best, col := 0.0, 0
	for _, c := range t.Rows[row].Cells {
		w := 0.0
		for k := col; k < min(col+c.Span, len(grid)); k++ {
			w += grid[k]
		}
		col += c.Span
		if c.Merged || c.Turned {
			continue
		}
		u := storyUnits(nil, c.Nodes, max(10, w-2*cellPadding))
		total := 0.0
		for _, h := range u {
			total += h
		}
		if total > best {
			best, units = total, u
		}
	}
	rest := heights[row] - best
	for _, h := range units {
		if h *= l.scale; !l.top && h > l.left() {
			l.turn()
			l.repeat(t, heights, row)
		}
		l.y += h
		l.top = false
	}
	for rest *= l.scale; rest > l.left(); rest -= max(20, l.left()) {
		l.turn()
	}
	l.y += max(0, rest)
}

// storyUnits adds to u the heights of what a page break cannot cut: the lines of
// a story, spaces between paragraphs included, and the rows of tables in it.
func storyUnits(u []float64, nodes []Node, width float64) []float64 {
	var last *Para
	after := 0.0
	for i := range nodes {
		p := nodes[i].Para
		if p == nil {
			u = append(u, rowHeights(nodes[i].Table, width)...)
			after, last = 0, nil
			continue
		}
		m := measure(p, width)
		before := max(0, m.before-after)
		if closes(last, p) {
			before = -after
		}
		if p.Fmt.Auto && i == 0 {
			before = 0
		}
		if p.Fmt.Auto && i == len(nodes)-1 {
			m.after -= m.space
		}
		for k, line := range m.lines {
			h := line.height
			if k == 0 {
				h += before
			}
			if k == len(m.lines)-1 {
				h += m.after
			}
			u = append(u, h)
		}
		after, last = m.space, p
	}
	return u
}

// spread gives the paragraphs of a cell their pages, those over which its row
// goes, in proportion of their text.
func (l *layouter) spread(nodes []Node, first int) {
	if l.page == first {
		settle(nodes, first)
		l.cellNotes(nodes)
		return
	}
	total, done := 0, 0
	for i := range nodes {
		total += weight(&nodes[i])
	}
	for i := range nodes {
		settle(nodes[i:i+1], first+done*(l.page-first)/max(1, total))
		done += weight(&nodes[i])
	}
	l.cellNotes(nodes)
}

func (l *layouter) cellNotes(nodes []Node) {
	for i := range nodes {
		if nodes[i].Para != nil {
			l.footnotes(nodes[i].Para)
		}
	}
}

func weight(n *Node) int {
	if n.Para != nil {
		return len(n.Para.Text) + 20
	}
	w := 0
	for _, r := range n.Table.Rows {
		for _, c := range r.Cells {
			for i := range c.Nodes {
				w += weight(&c.Nodes[i])
			}
		}
	}
	return w
}
