package layout

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// line is words on one baseline, next to one another: a line of a column, or a
// cell's line where a row of a table is cut by wide gaps.
type line struct {
	words       []word
	text        string
	x0, x1      float64
	top, bottom float64
	base        float64
	size        float64 // of most characters
	bold        bool    // all words are
	italic      bool
	artifact    bool
}

// row is words on one baseline, by their index. size is that of the largest.
type row struct {
	base, size float64
	words      []int
}

// rows groups words by baseline and sorts each row from left to right. Superscripts
// and subscripts go to the row of the text they touch.
func rows(ws []word) [][]word {
	rs := baselines(ws)
	takeScripts(ws, rs)
	var out [][]word
	for _, r := range rs {
		if len(r.words) == 0 {
			continue
		}
		slices.Sort(r.words)
		across := make([]word, len(r.words))
		for j, i := range r.words {
			across[j] = ws[i]
		}
		slices.SortStableFunc(across, func(a, b word) int { return cmp.Compare(a.x0, b.x0) })
		out = append(out, mergeWords(across))
	}
	return out
}

// baselines groups words by baseline, from the top.
func baselines(ws []word) []row {
	order := make([]int, len(ws))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(ws[a].base, ws[b].base) })
	var rs []row
	for _, i := range order {
		w := &ws[i]
		if n := len(rs); n > 0 && math.Abs(w.base-rs[n-1].base) <= 0.2*min(w.size, rs[n-1].size)+0.3 {
			r := &rs[n-1]
			r.words = append(r.words, i)
			if w.size > r.size {
				r.base, r.size = w.base, w.size
			}
			continue
		}
		rs = append(rs, row{base: w.base, size: w.size, words: []int{i}})
	}
	return rs
}

// takeScripts moves the words of small rows that touch a word of a neighbouring larger
// row to that one.
func takeScripts(ws []word, rs []row) {
	for k := range rs {
		for _, n := range []int{k - 1, k + 1} {
			if n < 0 || n >= len(rs) || len(rs[k].words) == 0 || len(rs[n].words) == 0 {
				continue
			}
			if rs[k].size > 0.85*rs[n].size || math.Abs(rs[k].base-rs[n].base) > 0.6*rs[n].size {
				continue
			}
			var left []int
			for _, i := range rs[k].words {
				if touches(&ws[i], ws, rs[n].words) {
					rs[n].words = append(rs[n].words, i)
				} else {
					left = append(left, i)
				}
			}
			rs[k].words = left
		}
	}
}

// touches reports whether w is drawn right beside one of the words.
func touches(w *word, ws []word, among []int) bool {
	for _, i := range among {
		o := &ws[i]
		gap := max(w.x0-o.x1, o.x0-w.x1)
		if gap < 0.35*o.size && min(w.bottom, o.bottom)-max(w.top, o.top) > 0.3*(w.bottom-w.top) {
			return true
		}
	}
	return false
}

// mergeWords joins pieces of one word that the file draws apart (kerning, small
// capitals) and drops what is drawn twice to look bold.
func mergeWords(row []word) []word {
	out := row[:0:0]
	for _, w := range row {
		if n := len(out); n > 0 {
			p := &out[n-1]
			em := min(p.size, w.size)
			gap := (w.x0 - p.x1) / max(em, 1)
			if p.text == w.text && math.Abs(p.x0-w.x0) < 0.15*em && p.size == w.size {
				p.bold = true
				continue
			}
			if !w.spaced && gap < 0.1 && gap > -0.3 && !isBullet(p.text) {
				p.text = composeLoose(p.text + w.text)
				p.x1 = max(p.x1, w.x1)
				p.top, p.bottom = min(p.top, w.top), max(p.bottom, w.bottom)
				p.bold = p.bold && w.bold
				p.unknown += w.unknown
				p.runes += w.runes
				if w.size > p.size {
					p.size, p.base = w.size, w.base
				}
				continue
			}
		}
		out = append(out, w)
	}
	return out
}

// newLine makes a line of words sorted from left to right.
func newLine(ws []word) line {
	l := line{words: ws, x0: math.Inf(1), x1: math.Inf(-1), top: math.Inf(1), bottom: math.Inf(-1), bold: true, italic: true, artifact: true}
	sizes := map[float64]int{}
	var b strings.Builder
	for i := range ws {
		w := &ws[i]
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w.text)
		l.x0, l.x1 = min(l.x0, w.x0), max(l.x1, w.x1)
		l.top, l.bottom = min(l.top, w.top), max(l.bottom, w.bottom)
		l.bold = l.bold && (w.bold || !hasLetter(w.text))
		l.italic = l.italic && w.italic
		l.artifact = l.artifact && w.artifact
		sizes[w.size] += w.runes
	}
	best := -1
	for s, n := range sizes {
		if n > best || n == best && s > l.size {
			best, l.size = n, s
		}
	}
	for i := range ws {
		if ws[i].size == l.size {
			l.base = ws[i].base
			break
		}
	}
	l.bold = l.bold && anyBold(ws)
	l.text = b.String()
	return l
}

func anyBold(ws []word) bool {
	for i := range ws {
		if ws[i].bold {
			return true
		}
	}
	return false
}

// em is the size of a line, at least 1 point.
func (l *line) em() float64 { return max(l.size, 1) }
