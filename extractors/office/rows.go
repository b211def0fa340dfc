package office

// rowHeights measures the rows of a table, without scale.
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
			if !c.Merged {
				need = c.Padding
				for k := range c.Nodes {
					need += nodeHeight(&c.Nodes[k], max(10, w-2*cellPadding))
				}
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
		if r.Exact && r.Height > 0 {
			h = min(r.Height, maxLength)
		}
		heights[i] = max(h, min(r.Height, maxLength)) + 0.5 // a border
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
			l.turn()
			l.repeat(t, heights, i)
		}
		first := l.page
		if h <= l.left() || whole && l.top {
			l.y += h
		} else {
			l.cutRow(t, heights, i)
		}
		l.top, l.clean = false, false
		for j := range t.Rows[i].Cells {
			l.spread(t.Rows[i].Cells[j].Nodes, first)
		}
	}
	l.style, l.after = "", 0
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
		if c.Merged {
			continue
		}
		var u []float64
		total := 0.0
		for k := range c.Nodes {
			u = appendUnits(u, &c.Nodes[k], max(10, w-2*cellPadding))
		}
		for _, h := range u {
			total += h
		}
		if total > best {
			best, units = total, append([]float64(nil), u...)
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

// appendUnits adds the heights of what a page break cannot cut: lines, rows.
func appendUnits(u []float64, n *Node, width float64) []float64 {
	if n.Table != nil {
		return append(u, rowHeights(n.Table, width)...)
	}
	m := measure(n.Para, width)
	for i, line := range m.lines {
		h := line.height
		if i == 0 {
			h += m.before
		}
		if i == len(m.lines)-1 {
			h += m.after
		}
		u = append(u, h)
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
