package layout

import (
	"cmp"
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
	var turns [4][]Run
	for _, r := range p.Runs {
		if !r.Slanted {
			turns[r.Turn&3] = append(turns[r.Turn&3], r)
		}
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
	for _, t := range order {
		if len(turns[t]) == 0 {
			continue
		}
		fr := frame{turn: t, width: p.Width, height: p.Height}
		ws := words(turns[t], fr)
		visible := out.split(ws, p, fr)
		out.items = append(out.items, arrange(visible, p, fr)...)
	}
	return out
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

// minVisible is the size in points under which no reader reads.
const minVisible = 4

// table is rows of cells, each cell's text on one line.
type table struct {
	rows                [][]string
	x0, top, x1, bottom float64
	size                float64
}

// arrange puts the words of one direction in reading order.
func arrange(ws []word, p *Page, fr frame) []item {
	var items []item
	w, _ := fr.size()
	for _, r := range rows(ws) {
		items = append(items, item{line: newLine(r), left: 0, right: w, frame: fr})
	}
	return items
}

// Finish fills the document's pages, blocks and warnings.
func (b *Builder) Finish(doc *document.Document) {
	for _, p := range b.pages {
		doc.Pages = append(doc.Pages, p.page)
		page := &doc.Pages[len(doc.Pages)-1]
		for _, blk := range paragraphs(p) {
			if blk.InFlow() {
				page.Words += len(strings.Fields(blk.Text))
			}
			doc.Blocks = append(doc.Blocks, blk)
		}
	}
	doc.Outline = b.outline
	b.warn(doc)
}

func paragraphs(p *pageText) []document.Block {
	var out []document.Block
	var cur []line
	flush := func() {
		if len(cur) == 0 {
			return
		}
		var t string
		for _, l := range cur {
			t = joinLines(t, l.text)
		}
		out = append(out, document.Block{Kind: document.Paragraph, Page: p.page.Number, EndPage: p.page.Number,
			Text: text.Clean(t), Size: cur[0].size, Bold: cur[0].bold,
			Box: document.Rect{X0: cur[0].x0, Y0: cur[0].top, X1: cur[0].x1, Y1: cur[len(cur)-1].bottom}})
		cur = nil
	}
	for _, it := range p.items {
		if n := len(cur); n > 0 {
			prev := cur[n-1]
			if it.line.base-prev.base > 1.5*prev.em() || it.line.base < prev.base || it.line.bold != prev.bold {
				flush()
			}
		}
		cur = append(cur, it.line)
	}
	flush()
	for _, l := range p.hidden {
		out = append(out, document.Block{Kind: document.Paragraph, Page: p.page.Number, EndPage: p.page.Number, Text: text.Clean(l.text), Hidden: true, Size: l.size})
	}
	return out
}

// joinLines puts b after a, undoing the hyphen of a line end.
func joinLines(a, b string) string {
	switch {
	case a == "":
		return b
	case b == "":
		return a
	}
	return a + " " + b
}

func (b *Builder) warn(doc *document.Document) {
	var noText, noUnicode, hidden []int
	hiddenWords := 0
	fonts := map[string]int{}
	for i, p := range b.pages {
		n := p.page.Number
		pg := &doc.Pages[i]
		if p.runes == 0 && len(p.page.Images) > 0 {
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
	return r >= 0xf000 && r <= 0xf0ff || strings.ContainsRune("•◦▪▫■□●○‣➢➤►▶✓✔✗❖◆◇–—-·*o➔→⇒»", r)
}
