package layout

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"prejury/extractors/document"
)

// cellGap is the least white between two cells of a table without rules, in ems.
const cellGap = 1.2

// span is a cell's piece of a row.
type span struct {
	x0, x1 float64
	words  []word
}

// spans cuts a row at wide gaps.
func spans(row []word, ems float64) []span {
	var out []span
	for _, w := range row {
		if n := len(out); n > 0 && w.x0-out[n-1].x1 < ems*w.size {
			out[n-1].x1 = max(out[n-1].x1, w.x1)
			out[n-1].words = append(out[n-1].words, w)
			continue
		}
		out = append(out, span{w.x0, w.x1, []word{w}})
	}
	return out
}

// alignedTable gives the table that the first rows make by alignment alone, and
// how many rows it takes; nil when they make none. It asks for more than rules do:
// a table made out of prose is worse than a table missed.
func alignedTable(rs [][]word, rules []document.Rect) (*table, int) {
	if len(rs) < 3 || len(spans(rs[0], cellGap)) < 2 {
		return nil, 0
	}
	cells, cols := alignedCells(rs)
	n := len(cells)
	if !convincing(cells, cols, rs[:n], rules) {
		return nil, 0
	}
	pitch := tightest(rs[:n])
	t := tableOf(cells, cols, rs[:n], pitch)
	if len(t.rows) < 3 && !underlined(rs[:n], rules) || !t.sensible() || !t.worded() || t.numbered() || pitch < 0.85*rs[0][0].size {
		return nil, 0
	}
	return t, n
}

// alignedCells gives the cells of the first rows, as long as they stand in columns, and
// the columns.
func alignedCells(rs [][]word) (cells [][]span, cols []span) {
	for n := range rs {
		if n > 0 && rs[n][0].base-rs[n-1][0].base > 4*rs[n][0].size {
			break
		}
		sp := spans(rs[n], cellGap)
		next, ok := fit(cols, sp)
		if !ok {
			break
		}
		cols = next
		cells = append(cells, sp)
	}
	// Rows at the end that have one cell only are text that follows.
	for len(cells) > 0 && len(cells[len(cells)-1]) < 2 {
		cells = cells[:len(cells)-1]
	}
	return cells, cols
}

// tableOf makes a table of aligned cells, rows that are lines of one cell being joined.
// pitch is the least distance between two rows.
func tableOf(cells [][]span, cols []span, rs [][]word, pitch float64) *table {
	t := &table{x0: math.Inf(1), x1: math.Inf(-1), top: rs[0][0].top, bottom: rs[len(rs)-1][0].bottom}
	sizes := map[float64]int{}
	lastBase := math.Inf(-1)
	apart := rowsApart(rs, pitch)
	for i, sp := range cells {
		line := make([]string, len(cols))
		for _, s := range sp {
			c := columnOf(cols, s)
			line[c] = joinLines(line[c], newLine(s.words).text, nil)
			t.x0, t.x1 = min(t.x0, s.x0), max(t.x1, s.x1)
			for _, w := range s.words {
				sizes[w.size] += w.runes
			}
		}
		base := rs[i][0].base
		near := base-lastBase < 1.15*pitch && base-lastBase < 1.6*rs[i][0].size
		if k := len(t.rows); k > 0 && near && (line[0] == "" || apart) {
			for c := range line {
				t.rows[k-1][c] = joinLines(t.rows[k-1][c], line[c], nil)
			}
		} else {
			t.rows = append(t.rows, line)
		}
		lastBase = base
	}
	t.size = mostFrequent(sizes)
	return t
}

// rowsApart reports whether the rows of a table stand further apart than the lines
// of a cell: then lines that are close are of one row.
func rowsApart(rs [][]word, pitch float64) bool {
	wide, tight := 0, 0
	for i := 1; i < len(rs); i++ {
		switch d := rs[i][0].base - rs[i-1][0].base; {
		case d > 1.25*pitch:
			wide++
		case d < 1.1*pitch:
			tight++
		}
	}
	return tight > 0 && wide >= 2 && wide*4 >= len(rs)-1 && wide+tight >= len(rs)-2
}

// numbered reports whether the first of two columns only counts the rows: the
// lines of a program.
func (t *table) numbered() bool {
	if len(t.rows[0]) != 2 {
		return false
	}
	last, steps := -1, 0
	for _, r := range t.rows {
		n, err := strconv.Atoi(r[0])
		if err == nil && n == last+1 {
			steps++
		}
		if err == nil {
			last = n
		}
	}
	return steps*10 >= 7*(len(t.rows)-1)
}

// worded reports whether most cells are filled and one column is words, which the
// pieces of a formula are not.
func (t *table) worded() bool {
	filled, total := 0, 0
	words := make([]int, len(t.rows[0]))
	for _, r := range t.rows {
		for c, s := range r {
			total++
			if s != "" {
				filled++
			}
			if letters(s) >= 3 {
				words[c]++
			}
		}
	}
	return filled*20 >= 11*total && slices.Max(words)*2 >= len(t.rows)
}

// tightest gives the least distance between two rows.
func tightest(rs [][]word) float64 {
	best := math.Inf(1)
	for i := 1; i < len(rs); i++ {
		best = min(best, rs[i][0].base-rs[i-1][0].base)
	}
	return best
}

// fit adds a row's cells to the columns: each cell overlaps one column, or stands
// clear of all. ok is false when a cell crosses two columns.
func fit(cols, sp []span) (next []span, ok bool) {
	next = slices.Clone(cols)
	seen := map[int]bool{}
	for _, s := range sp {
		at := -1
		for c := range next {
			if s.x0 < next[c].x1 && next[c].x0 < s.x1 {
				if at >= 0 {
					return nil, false
				}
				at = c
			}
		}
		if at < 0 {
			if len(cols) > 0 && len(sp) < 2 {
				return nil, false // a line beside the table
			}
			k := 0
			for k < len(next) && next[k].x0 < s.x0 {
				k++
			}
			next = slices.Insert(next, k, span{x0: s.x0, x1: s.x1})
			continue
		}
		if seen[at] && len(sp) > 1 {
			// Two cells over one column: the column was two.
			return nil, false
		}
		seen[at] = true
		next[at].x0, next[at].x1 = min(next[at].x0, s.x0), max(next[at].x1, s.x1)
	}
	for c := 1; c < len(next); c++ {
		if next[c].x0 < next[c-1].x1 {
			return nil, false
		}
	}
	return next, true
}

func columnOf(cols []span, s span) int {
	for c := range cols {
		if s.x0 < cols[c].x1 && cols[c].x0 < s.x1 {
			return c
		}
	}
	return 0
}

// convincing decides whether aligned rows are a table.
func convincing(cells [][]span, cols []span, rs [][]word, rules []document.Rect) bool {
	if len(cells) < 3 || len(cols) < 2 || len(cols) > 30 {
		return false
	}
	full, words, count := 0, 0, 0
	first := map[bool]int{}
	for _, sp := range cells {
		if len(sp) >= 2 {
			full++
		}
		for _, s := range sp {
			words += len(s.words)
			count++
		}
		if len(sp) > 1 {
			first[marker(sp[0].words)]++
		}
	}
	if full < 3 || full*2 < len(cells) {
		return false
	}
	if first[true] > first[false] && len(cols) == 2 {
		return false // a list whose marks stand apart from its text
	}
	dotted := 0
	for _, r := range rs {
		if _, _, ok := tocLine(newLine(r).text, false); ok {
			dotted++
		}
	}
	if dotted*3 >= len(rs) || contentsLike(cells) {
		return false
	}
	if words > 8*count {
		return false // prose in columns
	}
	least := 4
	if len(cols) >= 3 || underlined(rs, rules) {
		least = 3
	}
	if full < least {
		return false
	}
	return aligned(cells, cols) >= 0.6
}

// marker reports whether words are a bullet or a number of a list.
func marker(ws []word) bool {
	if len(ws) != 1 {
		return false
	}
	return isBullet(ws[0].text) || !hasWord(ws[0].text) || isListMark(ws[0].text+" ")
}

// contentsLike reports whether the last cells are page numbers that grow.
func contentsLike(cells [][]span) bool {
	numbers, last, falls := 0, 0, 0
	for _, sp := range cells {
		end := sp[len(sp)-1].words
		n, ok := pageNumber(strings.Trim(newLine(end).text, ". "))
		if !ok || len(sp) > 3 {
			continue
		}
		if n < last {
			falls++
		}
		numbers, last = numbers+1, n
	}
	return numbers*10 >= 7*len(cells) && falls <= 1 && last > 0
}

// underlined reports whether two rules at least run along the rows.
func underlined(rs [][]word, rules []document.Rect) bool {
	top, bottom := rs[0][0].top-6, rs[len(rs)-1][0].bottom+6
	left, right := edges(rs)
	n := 0
	for _, r := range rules {
		if r.Y0 >= top && r.Y1 <= bottom && r.X1-r.X0 > 0.6*(right-left) {
			n++
		}
	}
	return n >= 2
}

// aligned gives the share of cells that begin, end or are centred where most of
// their column do.
func aligned(cells [][]span, cols []span) float64 {
	hits, total := 0, 0
	for c := range cols {
		var l, r, m []float64
		for _, sp := range cells {
			for _, s := range sp {
				if columnOf(cols, s) == c {
					l, r, m = append(l, s.x0), append(r, s.x1), append(m, (s.x0+s.x1)/2)
				}
			}
		}
		best := 0
		for _, v := range [][]float64{l, r, m} {
			best = max(best, mode(v))
		}
		hits += best
		total += len(l)
	}
	if total == 0 {
		return 0
	}
	return float64(hits) / float64(total)
}

// mode counts how many values stand within 2 points of the most usual one.
func mode(v []float64) int {
	slices.Sort(v)
	best, j := 0, 0
	for i := range v {
		for v[i]-v[j] > 4 {
			j++
		}
		best = max(best, i-j+1)
	}
	return best
}

// pageNumber reads a page number, arabic or roman.
func pageNumber(s string) (int, bool) {
	if s == "" || len(s) > 8 {
		return 0, false
	}
	n := 0
	for _, r := range s {
		if r < '0' || r > '9' {
			return roman(s)
		}
		n = n*10 + int(r-'0')
	}
	return n, n > 0 && n < 2000
}

// roman reads a number in roman figures up to 99.
func roman(s string) (int, bool) {
	vals := map[rune]int{'i': 1, 'v': 5, 'x': 10, 'l': 50, 'c': 100}
	n, last := 0, 0
	for _, r := range s {
		v := vals[unicode.ToLower(r)]
		if v == 0 {
			return 0, false
		}
		if last != 0 && v > last {
			n -= 2 * last
		}
		n += v
		last = v
	}
	return n, n > 0 && n < 100
}
