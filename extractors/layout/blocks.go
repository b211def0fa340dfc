package layout

import (
	"math"
	"strings"

	"prejury/extractors/document"
)

// proto is a block in the making.
type proto struct {
	block       document.Block
	lines       []line
	left, right float64
	column      int
	italic      bool
	centred     bool
	bulleted    bool    // a list item whose bullet was taken off
	text        string  // lines joined, not yet cleaned
	gapAbove    float64 // in ems, to the item above in its column; +Inf at the top
	upright     bool    // of the page's main direction
}

// pageBlocks joins the lines of a page into blocks.
func (b *Builder) pageBlocks(p *pageText) []*proto {
	g := &gatherer{b: b, p: p, toc: tocLines(p, b.inTOC)}
	for i := range p.items {
		g.add(i)
	}
	g.flush()
	b.inTOC = endsInTOC(g.toc, p)
	footnotes(g.out, p.page.Height, b.bodySize)
	return g.out
}

type gatherer struct {
	b   *Builder
	p   *pageText
	toc []bool
	cur []int // items of the paragraph in the making
	out []*proto
	// bullet tells that cur is a list item, and marked where its text begins.
	bullet bool
	indent float64
}

func (g *gatherer) add(i int) {
	it := &g.p.items[i]
	switch {
	case it.table != nil:
		g.flush()
		g.out = append(g.out, g.tableBlock(it))
		return
	case it.kind == document.Header || it.kind == document.Footer:
		g.flush()
		g.out = append(g.out, g.lineBlock(it, it.kind))
		return
	case g.toc[i]:
		if len(g.cur) > 0 && g.continuesTOC(g.cur[len(g.cur)-1], i) && len(g.cur) == 1 {
			first := g.cur[0]
			g.cur = nil
			g.tocBlock(&g.p.items[first], it)
			return
		}
		g.flush()
		g.tocBlock(it)
		return
	}
	if len(g.cur) > 0 && g.breaks(g.cur[len(g.cur)-1], i) {
		g.flush()
	}
	if len(g.cur) == 0 {
		_, g.bullet = bulletOf(&it.line)
		g.bullet = g.bullet || isListMark(it.line.text)
		g.indent = it.line.x0
		if g.bullet && len(it.line.words) > 1 {
			g.indent = it.line.words[1].x0
		}
	}
	g.cur = append(g.cur, i)
}

// continuesTOC reports whether item i ends the line of contents that item prev
// begins.
func (g *gatherer) continuesTOC(prev, i int) bool {
	p, l := &g.p.items[prev], &g.p.items[i]
	d := l.line.base - p.line.base
	return p.column == l.column && d > 0 && d < 1.3*g.b.leading(l.line.size)*l.line.em() && p.line.x1 > p.left+0.6*(p.right-p.left) &&
		!endsSentence(p.line.text) && math.Abs(p.line.size-l.line.size) < 0.6 && p.line.bold == l.line.bold && depthless(l.line.text)
}

func depthless(s string) bool {
	return numberOf(s).kind == 0
}

// breaks reports whether item i begins another block than the one that ends with
// item prev.
func (g *gatherer) breaks(prev, i int) bool {
	a, c := &g.p.items[prev], &g.p.items[i]
	p, l := &a.line, &c.line
	if a.column != c.column || a.frame != c.frame {
		return true
	}
	em := max(p.em(), l.em())
	d := l.base - p.base
	if d <= 0 || d > g.b.leading(p.size)*1.22*p.em()+1 {
		return true
	}
	if math.Abs(p.size-l.size) > 0.09*em {
		return true
	}
	if p.bold != l.bold && hasLetter(p.text) && hasLetter(l.text) && !g.emphasis(prev, i) {
		return true
	}
	if _, ok := bulletOf(l); ok {
		return true
	}
	if captionLike(l.text) {
		return true
	}
	ended := endsSentence(p.text)
	if isListMark(l.text) && (ended || g.bullet || l.x0 > p.x0+0.5*em) {
		return true
	}
	if n := numberOf(l.text); (n.kind == 'd' && n.depth > 1 || n.kind == 'r' && l.bold) && (ended || g.short(prev, i) || l.bold || math.Abs(l.x0-p.x0) > 3) {
		return true
	}
	if l.size <= 0.92*g.b.bodySize && footCall(l.text) && l.base > 0.5*g.p.page.Height && (ended || g.short(prev, i)) {
		return true
	}
	if centredOn(p, l, a) {
		return false
	}
	if g.bullet {
		// The text of an item hangs from where its first line's text begins.
		if l.x0 < g.indent-0.8*em && ended {
			return true
		}
		return g.short(prev, i) && !startsLower(l.text) && (ended || l.x0 < g.indent-0.8*em)
	}
	if len(g.cur) >= 2 && ended && l.x0 > p.x0+0.8*em {
		return true // first line of a paragraph
	}
	if g.short(prev, i) {
		return ended || !startsLower(l.text)
	}
	return false
}

// emphasis reports whether the bold of a line is that of some words of a
// paragraph: the line before is full and its sentence goes on.
func (g *gatherer) emphasis(prev, i int) bool {
	p, l := &g.p.items[prev].line, &g.p.items[i].line
	return !endsSentence(p.text) && !g.short(prev, i) && (startsLower(l.text) || !p.bold && depthless(l.text))
}

// leading gives the usual distance between two baselines at a size, in ems.
func (b *Builder) leading(size float64) float64 {
	d := b.pitch[roundSize(size)]
	if d == 0 || size > b.bodySize {
		// Few titles have two lines: they are spaced as the text is.
		d = max(d, b.pitch[b.bodySize], 1.2)
	}
	return min(max(d, 1.15), 2.2)
}

// short reports whether the first word of item i would have fitted at the end of
// item prev: the line was ended on purpose.
func (g *gatherer) short(prev, i int) bool {
	a, c := &g.p.items[prev], &g.p.items[i]
	if len(c.line.words) == 0 {
		return false
	}
	right := a.line.x1
	// The edge of the lines around, which may run beside a picture.
	for k := max(0, prev-4); k < min(len(g.p.items), i+5); k++ {
		o := &g.p.items[k]
		if o.table == nil && o.kind == "" && o.column == a.column && math.Abs(o.line.base-a.line.base) < 8*a.line.em() {
			right = max(right, o.line.x1)
		}
	}
	w := c.line.words[0]
	need := w.x1 - w.x0 + 0.3*a.line.em()
	return a.line.x1+need < right-0.3*a.line.em()
}

// centredOn reports whether two lines are centred on the same axis, away from the
// left edge of their column.
func centredOn(p, l *line, a *item) bool {
	return math.Abs((p.x0+p.x1)-(l.x0+l.x1)) < 6 && math.Abs(p.x0-l.x0) > 4 && p.x0 > a.left+p.em() && l.x0 > a.left-1 && p.bold == l.bold
}

func (g *gatherer) flush() {
	if len(g.cur) == 0 {
		return
	}
	cur := g.cur
	g.cur = nil
	first := &g.p.items[cur[0]]
	pr := &proto{left: first.left, right: first.right, column: first.column, italic: true, gapAbove: math.Inf(1), upright: first.frame.turn == g.p.turn}
	pr.block = document.Block{Kind: document.Paragraph, Page: g.p.page.Number, EndPage: g.p.page.Number}
	sizes := map[float64]int{}
	bold := true
	pr.centred = true
	wide, _ := first.frame.size()
	for n, i := range cur {
		it := &g.p.items[i]
		t := it.line.text
		if n == 0 {
			if rest, ok := bulletOf(&it.line); ok && hasWord(rest) {
				pr.block.Kind = document.ListItem
				pr.bulleted = true
				t = rest
			} else if isListMark(t) {
				pr.block.Kind = document.ListItem
			}
		}
		pr.text = joinLines(pr.text, t, g.b.known)
		pr.lines = append(pr.lines, it.line)
		sizes[it.line.size] += len(t)
		bold = bold && it.line.bold
		pr.italic = pr.italic && it.line.italic
		pr.centred = pr.centred && math.Abs((it.line.x0+it.line.x1)/2-wide/2) < 14 && it.line.x0 > 0.18*wide
		x0, y0, x1, y1 := it.box()
		pr.block.Box = union(pr.block.Box, document.Rect{X0: x0, Y0: y0, X1: x1, Y1: y1})
	}
	pr.block.Bold = bold
	pr.block.Size = mostFrequent(sizes)
	if cur[0] > 0 {
		if above := &g.p.items[cur[0]-1]; above.table == nil && above.column == first.column && above.kind == "" {
			pr.gapAbove = (first.line.base - above.line.base) / first.line.em()
		}
	}
	g.out = append(g.out, pr)
}

func hasWord(s string) bool { return hasLetter(s) || strings.ContainsAny(s, "0123456789") }

func union(a, b document.Rect) document.Rect {
	if a == (document.Rect{}) {
		return b
	}
	return document.Rect{X0: min(a.X0, b.X0), Y0: min(a.Y0, b.Y0), X1: max(a.X1, b.X1), Y1: max(a.Y1, b.Y1)}
}

func (g *gatherer) lineBlock(it *item, kind document.Kind) *proto {
	x0, y0, x1, y1 := it.box()
	return &proto{text: it.line.text, lines: []line{it.line}, left: it.left, right: it.right, column: it.column, upright: it.frame.turn == g.p.turn,
		block: document.Block{Kind: kind, Page: g.p.page.Number, EndPage: g.p.page.Number, Size: it.line.size, Bold: it.line.bold,
			Box: document.Rect{X0: x0, Y0: y0, X1: x1, Y1: y1}}}
}

func (g *gatherer) tableBlock(it *item) *proto {
	x0, y0, x1, y1 := it.box()
	return &proto{left: it.left, right: it.right, column: it.column, upright: it.frame.turn == g.p.turn,
		block: document.Block{Kind: document.Table, Page: g.p.page.Number, EndPage: g.p.page.Number, Size: it.table.size, Rows: it.table.rows,
			Box: document.Rect{X0: x0, Y0: y0, X1: x1, Y1: y1}}}
}

// tocBlock emits one line of contents; items beyond the first end it.
func (g *gatherer) tocBlock(items ...*item) {
	text := ""
	for _, it := range items {
		text = joinLines(text, it.line.text, g.b.known)
	}
	pr := g.lineBlock(items[0], document.TOCEntry)
	pr.text = text
	if title, page, ok := tocLine(text, true); ok {
		pr.text = title
		if page != "" {
			pr.text += "\t" + strings.Trim(page, "-–. ")
		}
	}
	g.out = append(g.out, pr)
}

// box gives an item's box on the page.
func (it *item) box() (x0, y0, x1, y1 float64) {
	if it.table != nil {
		return it.frame.out(it.table.x0, it.table.top, it.table.x1, it.table.bottom)
	}
	return it.frame.out(it.line.x0, it.line.top, it.line.x1, it.line.bottom)
}
