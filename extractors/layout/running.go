package layout

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"prejury/extractors/document"
	"prejury/internal/text"
)

// edge is the part of a page's height, at the top and at the bottom, in which
// running headers and footers are looked for.
const edge = 0.13

// candidate is a line that may be a running header or footer.
type candidate struct {
	page, item int // indices
	top        bool
	y          float64 // of the page as displayed
	key        string  // its text, figures masked
	numbers    []int   // figures in it
	alone      bool    // it is a page number and nothing else
	inside     bool    // it stands farther from the edge than running lines do
}

var digits = regexp.MustCompile(`\d+`)

// aloneNumber is a page number as it is printed: 12, - 12 -, Page 12 / 40, iv.
var aloneNumber = regexp.MustCompile(`(?i)^[\s\-–—|•.~\[(]*(?:page|p\.?|pg\.?)?[\s:|]*(\d{1,4}|[ivxl]{1,6})\s*(?:(?:/|sur|of|de|\|)\s*(?:page\s*)?(\d{1,4})?)?(?:\s*\|?\s*page)?[\s\-–—|•.~\])]*$`)

// running marks headers, footers and page numbers, and gives pages their printed
// number.
func (b *Builder) running() {
	var cands []candidate
	for pi, p := range b.pages {
		cands = append(cands, b.candidates(pi, p)...)
	}
	b.printed(cands)
	byKey := map[string][]int{}
	for i, c := range cands {
		if c.key != "" && !c.inside {
			byKey[c.key] = append(byKey[c.key], i)
		}
	}
	need := 3
	if len(b.pages) <= 5 {
		need = 2
	}
	var repeated []int
	for _, idx := range byKey {
		for _, i := range idx {
			near := map[int]bool{}
			for _, j := range idx {
				if math.Abs(cands[i].y-cands[j].y) < 8 {
					near[cands[j].page] = true
				}
			}
			if len(near) >= need {
				repeated = append(repeated, i)
			}
		}
	}
	b.markRepeated(cands, repeated)
	b.slots(cands)
	for _, c := range cands {
		if b.pages[c.page].items[c.item].line.artifact {
			b.mark(c)
		}
	}
}

// markRepeated marks lines that come back on several pages. Where they are as big
// as a heading, as on slides, the first of each series is one.
func (b *Builder) markRepeated(cands []candidate, repeated []int) {
	slices.Sort(repeated)
	lastPage := map[string]int{} // of each big line
	follow := map[string]string{}
	for _, i := range repeated {
		c := cands[i]
		it := &b.pages[c.page].items[c.item]
		big := it.line.size >= 1.25*b.bodySize || it.line.bold && !b.bodyBold && it.line.size >= 1.05*b.bodySize
		if c.alone || !big {
			b.mark(c)
			continue
		}
		after := b.sameLook(c)
		last, seen := lastPage[c.key]
		lastPage[c.key] = c.page
		if !seen || c.page-last > 2 {
			if after != nil {
				follow[c.key] = after.line.text
			}
			continue
		}
		b.mark(c)
		if after != nil && after.line.text == follow[c.key] {
			after.kind = it.kind
		}
	}
}

// sameLook gives the line right after a candidate when it is its second line.
func (b *Builder) sameLook(c candidate) *item {
	items := b.pages[c.page].items
	if c.item+1 >= len(items) {
		return nil
	}
	a, z := &items[c.item], &items[c.item+1]
	if z.table != nil || z.line.size != a.line.size || z.line.bold != a.line.bold || z.line.base-a.line.base > 1.6*a.line.em() {
		return nil
	}
	return z
}

func (b *Builder) mark(c candidate) {
	it := &b.pages[c.page].items[c.item]
	if c.top {
		it.kind = document.Header
	} else {
		it.kind = document.Footer
	}
}

// candidates gives the lines near the top and bottom edges of a page.
func (b *Builder) candidates(pi int, p *pageText) []candidate {
	h := p.page.Height
	if h <= 0 {
		return nil
	}
	var out []candidate
	lowest := p.lowest()
	for i := range p.items {
		it := &p.items[i]
		if it.table != nil || it.frame.turn != 0 && it.frame.turn != p.turn {
			continue
		}
		_, top, _, bottom := it.box()
		y := (top + bottom) / 2
		isTop := y < h/2
		inside := y > edge*h && y < (1-edge)*h
		if inside && (i != lowest || isTop) {
			continue
		}
		s := strings.TrimSpace(text.Clean(it.line.text))
		if s == "" || len(s) > 250 {
			continue
		}
		c := candidate{page: pi, item: i, top: isTop, y: y, inside: inside}
		c.key = text.Fold(digits.ReplaceAllString(s, "#"))
		for _, d := range digits.FindAllString(s, 12) {
			if n, err := strconv.Atoi(d); err == nil && n < 2000 {
				c.numbers = append(c.numbers, n)
			}
		}
		if m := aloneNumber.FindStringSubmatch(s); m != nil {
			if n, ok := pageNumber(m[1]); ok {
				c.alone = true
				c.numbers = []int{n}
				c.key = "#" + map[bool]string{true: "r", false: "d"}[unicode.IsLetter(rune(m[1][0]))]
			}
		}
		if c.alone || !inside {
			out = append(out, c)
		}
	}
	return out
}

// lowest is the last line of a page by its place, -1 when it has none. A page number may
// stand there far from the edge, on pages printed smaller than they are.
func (p *pageText) lowest() int {
	at, low := -1, 0.0
	for i := range p.items {
		if _, _, _, bottom := p.items[i].box(); at < 0 || bottom > low {
			at, low = i, bottom
		}
	}
	return at
}

// vote is a figure on a line near a page's edge, that may be the page's number.
type vote struct {
	cand   int // index of the line
	number int
	roman  bool
}

// printed finds the numbers printed on pages: those that grow with the pages.
func (b *Builder) printed(cands []candidate) {
	byPage := make([][]vote, len(b.pages))
	for i, c := range cands {
		for _, n := range c.numbers {
			byPage[c.page] = append(byPage[c.page], vote{i, n, c.key == "#r"})
		}
	}
	for pi, votes := range byPage {
		best, at := 2, -1
		for k, v := range votes {
			if s := support(cands, byPage, pi, v); s > best || s == best && at < 0 {
				best, at = s, k
			}
		}
		if at < 0 {
			continue
		}
		v := votes[at]
		c := cands[v.cand]
		it := &b.pages[pi].items[c.item]
		b.pages[pi].page.Printed = strconv.Itoa(v.number)
		if v.roman {
			m := aloneNumber.FindStringSubmatch(strings.TrimSpace(text.Clean(it.line.text)))
			b.pages[pi].page.Printed = m[1]
		}
		if c.alone {
			b.mark(c)
		}
	}
}

// support counts the pages around one that continue the count of a vote at the same
// place, and one more for a line that is a number and nothing else.
func support(cands []candidate, byPage [][]vote, page int, v vote) int {
	c := &cands[v.cand]
	n := 0
	for d := -4; d <= 4; d++ {
		q := page + d
		if d == 0 || q < 0 || q >= len(byPage) {
			continue
		}
		if slices.ContainsFunc(byPage[q], func(w vote) bool {
			o := &cands[w.cand]
			return w.number == v.number+d && w.roman == v.roman && o.top == c.top && math.Abs(o.y-c.y) < 25
		}) {
			n++
		}
	}
	if c.alone {
		n++
	}
	return n
}

// slots marks lines that stand at one height on most pages, apart from the text:
// headers that change with the chapter.
func (b *Builder) slots(cands []candidate) {
	type slot struct {
		top bool
		y   int
	}
	pages := map[slot]map[int]bool{}
	near := map[slot]int{} // lines that the text touches: its first or last ones
	for _, c := range cands {
		if c.inside {
			continue
		}
		close := !b.apart(c)
		for _, y := range []int{int(c.y / 3), int(c.y/3) + 1} {
			s := slot{c.top, y}
			if pages[s] == nil {
				pages[s] = map[int]bool{}
			}
			pages[s][c.page] = true
			if close {
				near[s]++
			}
		}
	}
	if len(b.pages) < 6 {
		return
	}
	for _, c := range cands {
		if c.inside {
			continue
		}
		s := slot{c.top, int(c.y / 3)}
		if other := (slot{c.top, int(c.y/3) + 1}); len(pages[other]) > len(pages[s]) {
			s = other
		}
		if n := len(pages[s]); n*10 < 6*len(b.pages) || near[s]*10 > 3*n {
			continue
		}
		it := &b.pages[c.page].items[c.item]
		if it.kind == "" && b.apart(c) && it.line.size <= b.bodySize*1.05 {
			b.mark(c)
		}
	}
}

// apart reports whether nothing stands between a line and the edge of the page
// but other running lines, and white between it and the text.
func (b *Builder) apart(c candidate) bool {
	p := b.pages[c.page]
	_, top, _, bottom := p.items[c.item].box()
	gap := math.Inf(1)
	for i := range p.items {
		if i == c.item {
			continue
		}
		_, t, _, bt := p.items[i].box()
		if c.top {
			if t >= bottom-1 {
				gap = min(gap, t-bottom)
			} else if bt < top+1 && p.items[i].kind != document.Header {
				return false
			}
		} else {
			if bt <= top+1 {
				gap = min(gap, top-bt)
			} else if t > bottom-1 && p.items[i].kind != document.Footer {
				return false
			}
		}
	}
	return gap > 0.9*p.items[c.item].line.em()
}
