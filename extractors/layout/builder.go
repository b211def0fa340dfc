package layout

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"prejury/extractors/document"
	"prejury/internal/text"
)

// Builder takes the pages of a file one by one and makes a document of them.
type Builder struct {
	pages   []*pageText
	outline []document.OutlineItem

	inTOC    bool    // the page before ended in a table of contents
	bodySize float64 // of most text, in points
	bodyBold bool
	pageSize map[int]float64 // of most text of pages that hold enough
	bodyFont string
	pitch    map[float64]float64 // usual distance of baselines by size, in ems
	known    vocabulary
}

// pageText is a page once its glyphs have become lines and tables, in reading
// order.
type pageText struct {
	page   document.Page
	items  []item
	hidden []line
	// unknown and runes count the characters without Unicode, and all of them.
	unknown, runes int
	badFonts       map[string]int // runes without Unicode by font
	scan           bool           // a picture covers the page
	traced         bool           // its letters are drawn as shapes over text that is not painted
	turn           int            // direction of most text
	slanted        []line
	remarks        int // review comments in the margin, left out
}

// item is a line of text or a table.
type item struct {
	line  line
	table *table
	// left and right are the edges of the column in which the item stands.
	left, right float64
	column      int // number of the column within the page, from 0
	frame       frame
	kind        document.Kind // "" until known
}

// Add takes one page; pages come in order. Nothing of p is kept.
func (b *Builder) Add(p *Page) {
	b.pages = append(b.pages, readPage(p))
}

// Outline gives the file's bookmarks, which help to tell headings.
func (b *Builder) Outline(items []document.OutlineItem) { b.outline = items }

func readPage(p *Page) *pageText {
	out := &pageText{
		page:     document.Page{Number: p.Number, Width: p.Width, Height: p.Height, Images: p.Images, Quality: -1},
		badFonts: map[string]int{},
	}
	for _, im := range p.Images {
		out.scan = out.scan || im.Share > 0.6
	}
	out.traced = traced(p)
	var turns [4][]Run
	for _, r := range p.Runs {
		if r.Slanted {
			for _, w := range words([]Run{r}, frame{width: p.Width, height: p.Height}) {
				out.slanted = append(out.slanted, newLine([]word{w}))
			}
			continue
		}
		turns[r.Turn&3] = append(turns[r.Turn&3], r)
	}
	// The direction with most text is the page's; the others follow.
	order := []int{0, 1, 2, 3}
	weight := func(t int) (n int) {
		for i := range turns[t] {
			n += len(turns[t][i].Glyphs)
		}
		return n
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(weight(b), weight(a)) })
	out.turn = order[0]
	for _, t := range order {
		if len(turns[t]) == 0 {
			continue
		}
		fr := frame{turn: t, width: p.Width, height: p.Height}
		ws := words(turns[t], fr)
		visible := out.split(ws, p, fr)
		if t == out.turn {
			w, _ := fr.size()
			visible, out.remarks = remarks(visible, w)
		}
		from := len(out.items)
		out.items = append(out.items, arrange(visible, p, fr)...)
		for i := from; i < len(out.items) && from > 0; i++ {
			out.items[i].column += 1000 * (t + 1) // never one paragraph with another direction
		}
	}
	return out
}

// fewTraced is how many letters a page must have for its shapes to be taken for them.
const fewTraced = 20

// traced reports whether a page shows its text as shapes, one a letter, and holds the
// letters as text that is not painted, for who copies or searches: some programs of
// designers print so. There is no other text on such a page, or next to none.
func traced(p *Page) bool {
	unpainted, painted := 0, 0
	for i := range p.Runs {
		r := &p.Runs[i]
		n := 0
		for _, g := range r.Glyphs {
			if !unicode.IsSpace(g.R) {
				n++
			}
		}
		if r.Invisible {
			unpainted += n
		} else {
			painted += n
		}
	}
	return unpainted >= fewTraced && p.Drawn >= unpainted*9/10 && painted <= unpainted/20
}

// split puts hidden words apart, and counts what the others hold.
func (out *pageText) split(ws []word, p *Page, fr frame) []word {
	w, h := fr.size()
	visible := ws[:0:0]
	var hidden []word
	for _, wd := range ws {
		out.runes += wd.runes
		out.unknown += wd.unknown
		if wd.unknown > 0 {
			out.badFonts[wd.font] += wd.unknown
		}
		cx, cy := (wd.x0+wd.x1)/2, (wd.top+wd.bottom)/2
		switch {
		case wd.hidden && out.scan:
			wd.ocr, wd.hidden = true, false
			out.page.OCR = true
		case wd.hidden && out.traced:
			wd.hidden = false
		case wd.white && !out.painted(p, fr, cx, cy):
			wd.hidden = true
		case wd.size < minVisible, cx < 0 || cy < 0 || cx > w || cy > h:
			wd.hidden = true
		}
		if wd.hidden {
			hidden = append(hidden, wd)
		} else {
			visible = append(visible, wd)
		}
	}
	for _, r := range rows(hidden) {
		out.hidden = append(out.hidden, newLine(r))
	}
	return visible
}

// painted reports whether something that is not white is under a point of a frame.
func (out *pageText) painted(p *Page, fr frame, x, y float64) bool {
	x, y, _, _ = fr.out(x, y, x, y)
	on := func(r document.Rect) bool { return x >= r.X0-1 && x <= r.X1+1 && y >= r.Y0-1 && y <= r.Y1+1 }
	return slices.ContainsFunc(p.Fills, on) ||
		slices.ContainsFunc(p.Images, func(im document.Image) bool { return on(im.Box) })
}

// minVisible is the size in points under which no reader reads: 4, less what
// rounding takes.
const minVisible = 3.9

// table is rows of cells, each cell's text on one line.
type table struct {
	rows                [][]string
	x0, top, x1, bottom float64
	size                float64
}

// Finish fills the document's pages, blocks, outline and warnings.
func (b *Builder) Finish(doc *document.Document) {
	b.stats()
	b.running()
	var all []*proto
	for _, p := range b.pages {
		all = append(all, b.pageBlocks(p)...)
	}
	list := b.listed(all)
	all = b.splitListed(all, list)
	b.headings(all, list)
	captions(all)
	listLevels(all)
	all = b.rejoin(all)
	b.emit(doc, all)
	doc.Outline = b.outline
	b.warn(doc)
}

// captions marks the titles of figures and tables.
func captions(ps []*proto) {
	for _, p := range ps {
		if p.block.Kind == document.Paragraph && captionLike(p.text) {
			p.block.Kind = document.Caption
		}
	}
}

// listLevels gives list items their depth by how far they are indented.
func listLevels(ps []*proto) {
	var edges []float64
	for _, p := range ps {
		if p.block.Kind != document.ListItem {
			if p.block.Kind == document.Paragraph || p.block.Kind == document.Heading {
				edges = edges[:0]
			}
			continue
		}
		x := p.lines[0].x0
		for len(edges) > 0 && x < edges[len(edges)-1]-4 {
			edges = edges[:len(edges)-1]
		}
		if len(edges) == 0 || x > edges[len(edges)-1]+4 {
			edges = append(edges, x)
		}
		p.block.Level = len(edges)
	}
}

// rejoin puts back together the paragraphs that the end of a column or page cuts.
func (b *Builder) rejoin(ps []*proto) []*proto {
	var out []*proto
	last := -1 // the last block of the flow in out
	for _, p := range ps {
		switch p.block.Kind {
		case document.Header, document.Footer, document.Footnote:
			out = append(out, p)
			continue
		}
		if last >= 0 && b.continues(out[last], p) {
			q := out[last]
			q.text = joinLines(q.text, p.text, b.known)
			q.block.EndPage = p.block.EndPage
			q.lines = append(q.lines, p.lines...)
			if q.block.Page == p.block.Page {
				q.block.Box = union(q.block.Box, p.block.Box)
			}
			continue
		}
		out = append(out, p)
		last = len(out) - 1
	}
	return out
}

// continues reports whether p is the rest of the paragraph q, in the next column
// or on the next page.
func (b *Builder) continues(q, p *proto) bool {
	if p.block.Kind != document.Paragraph || q.block.Kind != document.Paragraph && q.block.Kind != document.ListItem {
		return false
	}
	if p.block.Page == q.block.EndPage && p.column == q.column || p.block.Page > q.block.EndPage+1 || !p.upright || !q.upright {
		return false
	}
	if math.Abs(p.block.Size-q.block.Size) > 0.6 || endsSentence(q.text) || p.block.Bold != q.block.Bold {
		return false
	}
	end := q.lines[len(q.lines)-1]
	full := end.x1 > q.left+0.8*(q.right-q.left)
	return startsLower(p.text) && full
}

// sourceTitle is a heading under which paragraphs are references.
var sourceTitle = regexp.MustCompile(`^(?:[\divxlc]+[.)\-\s]*)*(?:annexe\s*\d*\s*:?\s*)?(?:bibliographie|webographie|sitographie|references(?: bibliographiques)?|sources(?: documentaires)?|bibliography|references et sources)\b`)

// emit turns protos into the document's blocks, with their section, and counts the
// words of pages.
func (b *Builder) emit(doc *document.Document, ps []*proto) {
	var path []document.Block // headings above, outermost first
	under := func(h document.Block) {
		for len(path) > 0 && path[len(path)-1].Level >= h.Level {
			path = path[:len(path)-1]
		}
	}
	drawn := b.drawn(ps)
	k := 0
	for _, p := range b.pages {
		doc.Pages = append(doc.Pages, p.page)
		page := &doc.Pages[len(doc.Pages)-1]
		for _, h := range drawn[p.page.Number] {
			under(h)
			path = append(path, h)
		}
		for ; k < len(ps) && ps[k].block.Page == p.page.Number; k++ {
			blk := ps[k].block
			finishText(&blk, ps[k].text, b.known)
			if blk.Text == "" {
				continue
			}
			blk.Doubled = doubledSpaces(ps[k], blk.Text)
			if blk.Kind == document.Heading {
				under(blk)
			}
			for _, h := range path {
				blk.Section = append(blk.Section, h.Text)
			}
			if blk.Kind == document.Heading {
				path = append(path, blk)
			}
			if n := len(path); n > 0 && (blk.Kind == document.Paragraph || blk.Kind == document.ListItem) && sourceTitle.MatchString(text.Fold(path[n-1].Text)) {
				blk.Kind, blk.Level = document.BibEntry, 0
			}
			if blk.InFlow() {
				page.Words += len(strings.Fields(blk.Text))
			}
			doc.Blocks = append(doc.Blocks, blk)
		}
		for _, l := range p.hidden {
			doc.Blocks = append(doc.Blocks, document.Block{Kind: document.Paragraph, Page: p.page.Number, EndPage: p.page.Number,
				Text: clean(l.text, b.known), Hidden: true, Size: l.size})
		}
		for _, l := range p.slanted {
			doc.Blocks = append(doc.Blocks, document.Block{Kind: document.TextBox, Page: p.page.Number, EndPage: p.page.Number,
				Text: clean(l.text, b.known), Size: l.size})
		}
	}
}

func finishText(blk *document.Block, t string, known vocabulary) {
	if blk.Kind != document.Table {
		blk.Text = clean(t, known)
		return
	}
	var out strings.Builder
	for i, r := range blk.Rows {
		if i > 0 {
			out.WriteByte('\n')
		}
		for c := range r {
			r[c] = clean(strings.ReplaceAll(r[c], "\t", " "), known)
		}
		out.WriteString(strings.Join(r, "\t"))
	}
	blk.Text = out.String()
}

func (b *Builder) warn(doc *document.Document) {
	var noText, noUnicode, hidden, reviewed []int
	hiddenWords, comments := 0, 0
	fonts := map[string]int{}
	furniture := b.furniture()
	for i, p := range b.pages {
		n := p.page.Number
		pg := &doc.Pages[i]
		if p.runes == 0 && pictured(p, furniture) {
			noText = append(noText, n)
			pg.Unreadable = document.WarnNoText
		}
		if p.unknown > 20 && p.unknown*5 > p.runes {
			noUnicode = append(noUnicode, n)
			pg.Unreadable = document.WarnNoUnicode
			for f, k := range p.badFonts {
				fonts[f] += k
			}
		}
		if p.remarks > 0 {
			reviewed = append(reviewed, n)
			comments += p.remarks
		}
		if len(p.hidden) > 0 {
			hidden = append(hidden, n)
			for _, l := range p.hidden {
				hiddenWords += len(strings.Fields(l.text))
			}
		}
	}
	if len(noText) > 0 {
		doc.Warnings = append(doc.Warnings, document.Warning{Code: document.WarnNoText, Pages: noText})
	}
	if len(noUnicode) > 0 {
		best, arg := 0, ""
		for f, k := range fonts {
			if k > best || k == best && f < arg {
				best, arg = k, f
			}
		}
		doc.Warnings = append(doc.Warnings, document.Warning{Code: document.WarnNoUnicode, Pages: noUnicode, Arg: arg})
	}
	if comments > 0 {
		doc.Warnings = append(doc.Warnings, document.Warning{Code: document.WarnComments, Pages: reviewed, Arg: strconv.Itoa(comments)})
	}
	if len(hidden) > 0 {
		doc.Warnings = append(doc.Warnings, document.Warning{Code: document.WarnHiddenText, Pages: hidden, Arg: strconv.Itoa(hiddenWords)})
	}
}

func hasLetter(s string) bool { return strings.ContainsFunc(s, unicode.IsLetter) }

func isBullet(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	if n != len(s) {
		return false
	}
	// Symbol fonts put their bullets in the private use area.
	return r >= 0xf000 && r <= 0xf0ff || strings.ContainsRune("�•◦▪▫■□●○‣➢➤►▶✓✔✗❖◆◇–—-·*o➔→⇒»", r)
}
