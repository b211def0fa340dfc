package layout

import (
	"cmp"
	"math"
	"slices"

	"prejury/extractors/document"
)

// arranger puts the words of one direction of a page in reading order.
type arranger struct {
	frame  frame
	rules  []document.Rect // in the frame
	column int
	items  []item
}

// arrange cuts the words of a page into lines and tables, in reading order.
func arrange(ws []word, p *Page, fr frame) []item {
	a := &arranger{frame: fr, rules: turnRules(p.Rules, fr)}
	grids, rest := ruledTables(ws, a.rules)
	rs := rows(rest)
	if len(grids) == 0 {
		a.flow(rs, 0)
		return a.items
	}
	// A ruled table is read where it stands among the rows of the page.
	slices.SortStableFunc(grids, func(x, y *table) int { return cmp.Compare(x.top, y.top) })
	for _, t := range grids {
		k := 0
		for k < len(rs) && middle(rs[k]) < t.top {
			k++
		}
		a.flow(rs[:k], 0)
		rs = rs[k:]
		a.emitTable(t)
	}
	a.flow(rs, 0)
	return a.items
}

func middle(row []word) float64 { return (row[0].top + row[0].bottom) / 2 }

func turnRules(rules []document.Rect, fr frame) []document.Rect {
	if fr.turn == 0 {
		return rules
	}
	out := make([]document.Rect, len(rules))
	for i, r := range rules {
		out[i].X0, out[i].Y0, out[i].X1, out[i].Y1 = fr.boxIn(r.X0, r.Y0, r.X1, r.Y1)
	}
	return out
}

func (a *arranger) emitTable(t *table) {
	a.items = append(a.items, item{table: t, left: t.x0, right: t.x1, column: a.column, frame: a.frame})
	a.column++
}

// maxSplits bounds how often a page is cut into columns within columns.
const maxSplits = 4

// flow emits rows, cutting them at the gutters of columns.
func (a *arranger) flow(rs [][]word, depth int) {
	if len(rs) == 0 {
		return
	}
	if depth < maxSplits {
		if g, ok := findGutter(rs); ok {
			a.flow(rs[:g.first], depth+1)
			left, right := splitRows(rs[g.first:g.last+1], (g.x0+g.x1)/2)
			a.flow(left, depth+1)
			a.flow(right, depth+1)
			a.flow(rs[g.last+1:], depth+1)
			return
		}
	}
	a.lines(rs)
}

// lines emits the rows of one column, tables without rules among them.
func (a *arranger) lines(rs [][]word) {
	left, right := edges(rs)
	_, height := a.frame.size()
	for i := 0; i < len(rs); {
		if t, n := alignedTable(rs[i:], a.rules); t != nil {
			a.emitTable(t)
			i += n
			continue
		}
		pieces := [][]word{rs[i]}
		if y := middle(rs[i]); y < edge*height || y > (1-edge)*height {
			// A page number far from the text beside it is a line of its own.
			pieces = pieces[:0]
			for _, s := range spans(rs[i], 2.5) {
				pieces = append(pieces, s.words)
			}
		}
		for _, ws := range pieces {
			a.items = append(a.items, item{line: newLine(ws), left: left, right: right, column: a.column, frame: a.frame})
		}
		i++
	}
	a.column++
}

// edges gives the left and right of most rows.
func edges(rs [][]word) (left, right float64) {
	var x0, x1 []float64
	for _, r := range rs {
		x0 = append(x0, r[0].x0)
		x1 = append(x1, rowEnd(r))
	}
	slices.Sort(x0)
	slices.Sort(x1)
	return x0[len(x0)/10], x1[len(x1)-1-len(x1)/10]
}

func rowEnd(r []word) float64 {
	end := math.Inf(-1)
	for i := range r {
		end = max(end, r[i].x1)
	}
	return end
}

// gutter is a band without words between two columns, from row first to row last.
type gutter struct {
	x0, x1      float64
	first, last int
	both        int // rows with words on both sides
}

const (
	gutterEms  = 1.0 // least width
	gutterRows = 4   // least rows on each side
)

// findGutter gives the gutter that parts most rows into two columns of text.
func findGutter(rs [][]word) (gutter, bool) {
	if len(rs) < gutterRows {
		return gutter{}, false
	}
	var best gutter
	found := false
	tried := 0
	try := func(i int, x0, x1 float64) {
		if x1-x0 < gutterEms*rs[i][0].size || tried > 400 {
			return
		}
		if found && i >= best.first && i <= best.last && x0 < best.x1 && best.x0 < x1 {
			return // the same band
		}
		tried++
		g := grow(rs, i, x0, x1)
		if g.last-g.first+1 >= gutterRows && (!found || g.last-g.first > best.last-best.first) && columns(rs, &g) {
			best, found = g, true
		}
	}
	for i := range rs {
		for k := 1; k < len(rs[i]); k++ {
			try(i, rowEnd(rs[i][:k]), rs[i][k].x0)
		}
		// Lines side by side whose baselines differ.
		if i+1 < len(rs) && rs[i+1][0].top < rs[i][0].bottom {
			a, b := rs[i], rs[i+1]
			if a[0].x0 > b[0].x0 {
				a, b = b, a
			}
			try(i, rowEnd(a), b[0].x0)
		}
	}
	return best, found
}

// grow extends a gap of row i upwards and downwards while no word stands in it.
func grow(rs [][]word, i int, x0, x1 float64) gutter {
	g := gutter{x0: x0, x1: x1, first: i, last: i}
	if _, _, both, _ := gapIn(rs[i], x0, x1, 0); both {
		g.both = 1
	}
	least := gutterEms * rs[i][0].size
	step := func(j int) bool {
		a, b, both, ok := gapIn(rs[j], g.x0, g.x1, least)
		if !ok {
			return false
		}
		g.x0, g.x1 = a, b
		if both {
			g.both++
		}
		return true
	}
	for j := i + 1; j < len(rs) && step(j); j++ {
		g.last = j
	}
	for j := i - 1; j >= 0 && step(j); j-- {
		g.first = j
	}
	return g
}

// gapIn narrows the band x0–x1 to what a row leaves free; both tells that the row
// has words on both sides.
func gapIn(row []word, x0, x1, least float64) (a, b float64, both, ok bool) {
	c := (x0 + x1) / 2
	left, right := false, false
	for i := range row {
		w := &row[i]
		switch {
		case w.x1 <= x0+0.5:
			left = true
		case w.x0 >= x1-0.5:
			right = true
		case (w.x0+w.x1)/2 < c:
			x0, left = max(x0, w.x1), true
		default:
			x1, right = min(x1, w.x0), true
		}
	}
	return x0, x1, left && right, x1-x0 >= least
}

// columns trims the gutter to what are columns of running text, and reports
// whether anything is left: rows of a table are read across.
func columns(rs [][]word, g *gutter) bool {
	trim(rs, g)
	n := g.last - g.first + 1
	if n < gutterRows {
		return false
	}
	left, right := splitRows(rs[g.first:g.last+1], (g.x0+g.x1)/2)
	if len(left) >= 3 && len(right) >= 3 && prose(left) && prose(right) {
		// A few wide spaces that happen to stand one above the other are no gutter.
		return n >= 6 || g.x1-g.x0 > 1.6*rs[g.first][0].size
	}
	// Boxes side by side whose lines do not stand on the same baselines, or a
	// caption beside the text.
	few := min(len(left), len(right)) < 3
	most := 0.35
	if g.x1-g.x0 > 6*rs[g.first][0].size {
		most = 0.6 // boxes far apart
	}
	return float64(g.both) < most*float64(shared(rs, g)) && texty(left) && texty(right) && (!few || n >= 6 && g.x1-g.x0 > 12)
}

// shared counts the rows between the first and the last that have words on both
// sides of the gutter, or stand beside rows of the other side.
func shared(rs [][]word, g *gutter) int {
	c := (g.x0 + g.x1) / 2
	var first, last [2]int
	for k := range first {
		first[k], last[k] = -1, -1
	}
	for j := g.first; j <= g.last; j++ {
		for i := range rs[j] {
			side := 0
			if (rs[j][i].x0+rs[j][i].x1)/2 > c {
				side = 1
			}
			if first[side] < 0 {
				first[side] = j
			}
			last[side] = j
		}
	}
	return max(min(last[0], last[1])-max(first[0], first[1])+1, 1)
}

// trim takes off the rows at either end that stand on one side only and are not
// the continuation of a column.
func trim(rs [][]word, g *gutter) {
	side := func(j int) int {
		l, r := false, false
		for i := range rs[j] {
			if (rs[j][i].x0+rs[j][i].x1)/2 < (g.x0+g.x1)/2 {
				l = true
			} else {
				r = true
			}
		}
		switch {
		case l && r:
			return 0
		case l:
			return -1
		}
		return 1
	}
	// follows tells that row j is set like the next row of its side, towards the
	// middle of the gutter.
	follows := func(j, step int) bool {
		for k := j + step; k >= g.first && k <= g.last; k += step {
			if s := side(k); s == 0 || s == side(j) {
				d := math.Abs(rs[j][0].base - rs[k][0].base)
				return d < 2*rs[j][0].size && (s == 0 || math.Abs(rs[j][0].size-rs[k][0].size) < 0.6)
			}
		}
		return false
	}
	for g.last > g.first && side(g.last) == -1 && !follows(g.last, -1) {
		g.last--
	}
	for g.first < g.last && side(g.first) != 0 && !follows(g.first, 1) {
		g.first++
	}
}

// prose reports whether rows are lines of running text: several words each, most
// of them filling the width.
func prose(rs [][]word) bool {
	left, right := edges(rs)
	words, full := 0, 0
	for _, r := range rs {
		words += len(r)
		if rowEnd(r)-left > 0.7*(right-left) {
			full++
		}
	}
	return words >= 4*len(rs) && full*2 > len(rs)
}

// texty reports whether rows are more than marks and figures.
func texty(rs [][]word) bool {
	words := 0
	for _, r := range rs {
		for i := range r {
			if hasLetter(r[i].text) {
				words++
			}
		}
	}
	return words >= 2*len(rs)
}

// splitRows parts rows at x.
func splitRows(rs [][]word, x float64) (left, right [][]word) {
	for _, r := range rs {
		var l, q []word
		for _, w := range r {
			if (w.x0+w.x1)/2 < x {
				l = append(l, w)
			} else {
				q = append(q, w)
			}
		}
		if len(l) > 0 {
			left = append(left, l)
		}
		if len(q) > 0 {
			right = append(right, q)
		}
	}
	return left, right
}
