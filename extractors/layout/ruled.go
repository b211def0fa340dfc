package layout

import (
	"cmp"
	"math"
	"slices"
	"sort"

	"prejury/extractors/document"
)

// ruler is a straight line along an axis: at is where it stands on the other axis.
type ruler struct{ at, from, to float64 }

const (
	snap     = 3.0 // points within which two rules are one
	maxRules = 3000
)

// rulers sorts rules into horizontal and vertical ones and joins those that
// prolong each other.
func rulers(rules []document.Rect) (hs, vs []ruler) {
	for _, r := range rules[:min(len(rules), maxRules)] {
		dx, dy := r.X1-r.X0, r.Y1-r.Y0
		if dx >= dy {
			hs = append(hs, ruler{(r.Y0 + r.Y1) / 2, r.X0, r.X1})
		} else {
			vs = append(vs, ruler{(r.X0 + r.X1) / 2, r.Y0, r.Y1})
		}
	}
	return joinRulers(hs), joinRulers(vs)
}

func joinRulers(in []ruler) []ruler {
	slices.SortFunc(in, func(a, b ruler) int {
		return cmp.Or(cmp.Compare(math.Round(a.at/snap), math.Round(b.at/snap)), cmp.Compare(a.from, b.from))
	})
	var out []ruler
	for _, r := range in {
		if n := len(out); n > 0 && math.Abs(out[n-1].at-r.at) <= snap && r.from <= out[n-1].to+snap {
			out[n-1].to = max(out[n-1].to, r.to)
			continue
		}
		out = append(out, r)
	}
	return out
}

// grid is a set of rules that cross one another.
type grid struct {
	hs, vs         []ruler
	xs, ys         []float64
	x0, y0, x1, y1 float64
}

// forest groups the integers from 0: each leads to another of its group, and the
// group's root to itself.
type forest []int

// newForest gives n integers, each a group of its own.
func newForest(n int) forest {
	f := make(forest, n)
	for i := range f {
		f[i] = i
	}
	return f
}

// root gives the integer that stands for the group of i.
func (f forest) root(i int) int {
	for f[i] != i {
		f[i] = f[f[i]]
		i = f[i]
	}
	return i
}

// join makes one group of those of a and b, whose root is the lesser of theirs.
func (f forest) join(a, b int) {
	a, b = f.root(a), f.root(b)
	f[max(a, b)] = min(a, b)
}

// grids groups rules that touch.
func grids(hs, vs []ruler) []*grid {
	groups := newForest(len(hs) + len(vs)) // the horizontal ones first
	for i, h := range hs {
		for j, v := range vs {
			if v.at >= h.from-snap && v.at <= h.to+snap && h.at >= v.from-snap && h.at <= v.to+snap {
				groups.join(i, len(hs)+j)
			}
		}
	}
	byRoot := map[int]*grid{}
	var out []*grid
	at := func(i int) *grid {
		r := groups.root(i)
		g := byRoot[r]
		if g == nil {
			g = &grid{x0: math.Inf(1), y0: math.Inf(1), x1: math.Inf(-1), y1: math.Inf(-1)}
			byRoot[r] = g
			out = append(out, g)
		}
		return g
	}
	for i, h := range hs {
		g := at(i)
		g.hs = append(g.hs, h)
		g.x0, g.x1, g.y0, g.y1 = min(g.x0, h.from), max(g.x1, h.to), min(g.y0, h.at), max(g.y1, h.at)
	}
	for j, v := range vs {
		g := at(len(hs) + j)
		g.vs = append(g.vs, v)
		g.x0, g.x1, g.y0, g.y1 = min(g.x0, v.at), max(g.x1, v.at), min(g.y0, v.from), max(g.y1, v.to)
	}
	kept := out[:0]
	for _, g := range out {
		if g.axes(); len(g.hs) >= 2 && len(g.xs) >= 3 && len(g.ys) >= 2 && len(g.xs)*len(g.ys) <= 20_000 {
			kept = append(kept, g)
		}
	}
	return kept
}

// axes computes where the columns and rows of the grid begin and end.
func (g *grid) axes() {
	xs, ys := []float64{g.x0, g.x1}, []float64{g.y0, g.y1}
	for _, v := range g.vs {
		xs = append(xs, v.at)
	}
	for _, h := range g.hs {
		ys = append(ys, h.at)
	}
	g.xs, g.ys = distinct(xs), distinct(ys)
}

func distinct(xs []float64) []float64 {
	slices.Sort(xs)
	out := xs[:0]
	for _, x := range xs {
		if n := len(out); n == 0 || x-out[n-1] > snap {
			out = append(out, x)
		}
	}
	return out
}

// wall reports whether a rule stands at the given place for most of from–to.
func wall(rs []ruler, at, from, to float64) bool {
	covered := 0.0
	for _, r := range rs {
		if math.Abs(r.at-at) <= snap {
			covered += max(0, min(r.to, to)-max(r.from, from))
		}
	}
	return covered >= 0.6*(to-from)
}

// ruledTables finds the tables drawn with rules, and gives the words that are in
// none.
func ruledTables(ws []word, rules []document.Rect) (tables []*table, rest []word) {
	hs, vs := rulers(rules)
	if len(hs) < 2 || len(vs) == 0 {
		return nil, ws
	}
	taken := make([]bool, len(ws))
	gs := grids(hs, vs)
	// Inner grids first, so that a frame around a page takes nothing from them.
	slices.SortStableFunc(gs, func(a, b *grid) int {
		return cmp.Compare((a.x1-a.x0)*(a.y1-a.y0), (b.x1-b.x0)*(b.y1-b.y0))
	})
	for _, g := range gs {
		if t := g.table(ws, taken); t != nil {
			tables = append(tables, t)
		}
	}
	for i := range ws {
		if !taken[i] {
			rest = append(rest, ws[i])
		}
	}
	return tables, rest
}

// table makes a table of the grid, nil when it is none: a frame around a
// paragraph, boxes of a diagram, the axes of a chart. The words that it holds are
// marked as taken.
func (g *grid) table(ws []word, taken []bool) *table {
	rows, cols := len(g.ys)-1, len(g.xs)-1
	in, used := g.fill(ws, taken)
	if len(used) < 3 {
		return nil
	}
	areas, ok := g.areas(rows, cols)
	if !ok || torn(ws, in, areas) {
		return nil
	}
	texts := make(map[int][]word, len(areas))
	for cell, idx := range in {
		root := areas[cell]
		for _, i := range idx {
			texts[root] = append(texts[root], ws[i])
		}
	}
	g.part(areas, texts, cols)
	t := &table{x0: g.x0, top: g.y0, x1: g.x1, bottom: g.y1}
	sizes := map[float64]int{}
	for r := range rows {
		cells := make([][]word, cols)
		for c := range cols {
			if areas[r*cols+c] == r*cols+c {
				cells[c] = texts[r*cols+c]
				for _, w := range cells[c] {
					sizes[w.size] += w.runes
				}
			}
		}
		t.rows = append(t.rows, unroll(cells)...)
	}
	t.rows = compact(t.rows)
	if !t.sensible() {
		return nil
	}
	t.size = mostFrequent(sizes)
	for _, i := range used {
		taken[i] = true
	}
	return t
}

// fill gives the words in each cell of the grid, row by row, and in all of them, by their
// index. Words that another table took are left out.
func (g *grid) fill(ws []word, taken []bool) (in [][]int, used []int) {
	rows, cols := len(g.ys)-1, len(g.xs)-1
	in = make([][]int, rows*cols)
	for i := range ws {
		w := &ws[i]
		if taken[i] {
			continue
		}
		cx, cy := (w.x0+w.x1)/2, (w.top+w.bottom)/2
		if cx <= g.x0 || cx >= g.x1 || cy <= g.y0 || cy >= g.y1 {
			continue
		}
		c := min(max(sort.SearchFloat64s(g.xs, cx)-1, 0), cols-1)
		r := min(max(sort.SearchFloat64s(g.ys, cy)-1, 0), rows-1)
		in[r*cols+c] = append(in[r*cols+c], i)
		used = append(used, i)
	}
	return in, used
}

// torn reports whether the cells, given by the words in each, cut lines of text between
// words that stand as close as words do: the rules are those of a drawing, beside or
// under which someone writes.
func torn(ws []word, in [][]int, areas []int) bool {
	type placed struct {
		word *word
		area int
	}
	var all []placed
	for cell, idx := range in {
		for _, i := range idx {
			all = append(all, placed{&ws[i], areas[cell]})
		}
	}
	slices.SortFunc(all, func(a, b placed) int {
		return cmp.Or(cmp.Compare(math.Round(a.word.base), math.Round(b.word.base)), cmp.Compare(a.word.x0, b.word.x0))
	})
	cuts, near := 0, 0
	for k := 1; k < len(all); k++ {
		a, b := all[k-1], all[k]
		if a.area == b.area || math.Round(a.word.base) != math.Round(b.word.base) {
			continue
		}
		cuts++
		if gap := b.word.x0 - a.word.x1; gap > 0 && gap < tornGap*min(a.word.size, b.word.size) {
			near++
		}
	}
	return near >= 3 && near*2 >= cuts
}

// tornGap is the white, in ems, under which two words are of one text.
const tornGap = 0.4

// part cuts the areas that no rule divides but whose words keep clear of the edges
// of the columns, as in the coloured head of a table.
func (g *grid) part(areas []int, texts map[int][]word, cols int) {
	last := map[int]int{} // last column of each area
	for cell, root := range areas {
		last[root] = max(last[root], cell%cols)
	}
	for cell, root := range areas {
		if cell != root || last[root] == root%cols || len(texts[root]) < 2 {
			continue
		}
		home := root
		for c := root%cols + 1; c <= last[root]; c++ {
			left, right, ok := cut(texts[home], g.xs[c])
			if !ok {
				continue
			}
			texts[home] = left
			home = root - root%cols + c
			texts[home], areas[home] = right, home
		}
	}
}

// cut parts words at x when there is white there in every line.
func cut(ws []word, x float64) (left, right []word, ok bool) {
	end, start := math.Inf(-1), math.Inf(1)
	for _, w := range ws {
		if (w.x0+w.x1)/2 < x {
			left, end = append(left, w), max(end, w.x1)
		} else {
			right, start = append(right, w), min(start, w.x0)
		}
	}
	return left, right, len(left) > 0 && len(right) > 0 && start-end >= 0.6*ws[0].size
}

// areas joins cells that no rule separates: each cell gets the first cell of its
// area. ok is false when areas are not rectangles, as in a drawing.
func (g *grid) areas(rows, cols int) (areas []int, ok bool) {
	cells := newForest(rows * cols)
	for r := range rows {
		for c := range cols {
			if c+1 < cols && !wall(g.vs, g.xs[c+1], g.ys[r], g.ys[r+1]) {
				cells.join(r*cols+c, r*cols+c+1)
			}
			if r+1 < rows && !wall(g.hs, g.ys[r+1], g.xs[c], g.xs[c+1]) {
				cells.join(r*cols+c, (r+1)*cols+c)
			}
		}
	}
	type extent struct{ r0, c0, r1, c1, n int }
	ext := map[int]*extent{}
	areas = make([]int, rows*cols)
	for i := range areas {
		root, r, c := cells.root(i), i/cols, i%cols
		areas[i] = root
		e := ext[root]
		if e == nil {
			e = &extent{r, c, r, c, 0}
			ext[root] = e
		}
		e.r0, e.c0, e.r1, e.c1, e.n = min(e.r0, r), min(e.c0, c), max(e.r1, r), max(e.c1, c), e.n+1
	}
	odd := 0
	for _, e := range ext {
		if (e.r1-e.r0+1)*(e.c1-e.c0+1) != e.n {
			odd++
		}
	}
	return areas, odd*10 <= len(ext)
}

// unroll makes rows of the cells between two rules: one, or as many as the cells
// have lines where all have the same short ones, side by side.
func unroll(cells [][]word) [][]string {
	lines := make([][][]word, len(cells))
	for c, ws := range cells {
		if len(ws) > 0 {
			lines[c] = rows(ws)
		}
	}
	if n := sideBySide(cells, lines); n > 0 {
		out := make([][]string, n)
		for k := range out {
			out[k] = make([]string, len(cells))
			for c := range lines {
				if lines[c] != nil {
					out[k][c] = newLine(lines[c][k]).text
				}
			}
		}
		return out
	}
	row := make([]string, len(cells))
	for c := range lines {
		for _, l := range lines[c] {
			row[c] = joinLines(row[c], newLine(l).text, nil)
		}
	}
	return [][]string{row}
}

// sideBySide gives how many lines all cells that have some have, where they are three or
// more, short, and stand on the same baselines in each; 0 elsewhere.
func sideBySide(cells [][]word, lines [][][]word) int {
	first, filled := -1, 0
	for c := range lines {
		if lines[c] == nil {
			continue
		}
		filled++
		if first < 0 {
			first = c
		}
		n := len(lines[first])
		if len(lines[c]) != n || len(cells[c]) > 4*n {
			return 0
		}
		for k := range n {
			if d := lines[c][k][0].base - lines[first][k][0].base; math.Abs(d) >= 0.4*lines[c][k][0].size {
				return 0
			}
		}
	}
	if filled < 2 || len(lines[first]) < 3 {
		return 0
	}
	return len(lines[first])
}

// compact drops the rows and columns that have no text.
func compact(rows [][]string) [][]string {
	var out [][]string
	keep := map[int]bool{}
	for _, r := range rows {
		any := false
		for c, s := range r {
			if s != "" {
				any, keep[c] = true, true
			}
		}
		if any {
			out = append(out, r)
		}
	}
	for i, r := range out {
		var q []string
		for c, s := range r {
			if keep[c] {
				q = append(q, s)
			}
		}
		out[i] = q
	}
	return out
}

// sensible reports whether the rows are a table: two rows and two columns at
// least, and text in three cells that do not stand in one row or column.
func (t *table) sensible() bool {
	if len(t.rows) < 2 || len(t.rows[0]) < 2 {
		return false
	}
	filled, inRows, cols := 0, 0, map[int]bool{}
	for _, r := range t.rows {
		any := false
		for c, s := range r {
			if s != "" {
				filled++
				any, cols[c] = true, true
			}
		}
		if any {
			inRows++
		}
	}
	return filled >= 3 && inRows >= 2 && len(cols) >= 2
}

func mostFrequent(sizes map[float64]int) float64 {
	best, size := -1, 0.0
	for s, n := range sizes {
		if n > best || n == best && s > size {
			best, size = n, s
		}
	}
	return size
}
