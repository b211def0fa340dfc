package office

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"prejury/extractors/document"
	"prejury/internal/text"
)

// emitter makes a document's blocks out of a flow that has its pages.
type emitter struct {
	doc     *document.Document
	flow    *Flow
	section []heading
	hidden  int // words
	limit   int // last page that is kept, 0 when all are
	onPages map[int]bool
	dark    map[int]bool // pages with a large picture behind the text
}

type heading struct {
	level int
	text  string
}

// Emit fills doc's pages, blocks, outline and warnings. Of pages beyond limit (0:
// no limit) nothing is kept.
func Emit(doc *document.Document, f *Flow, at *Placement, limit int) {
	infer(f)
	e := &emitter{doc: doc, flow: f, onPages: map[int]bool{}, dark: map[int]bool{}}
	if limit > 0 && at.Total > limit {
		doc.Warnings = append(doc.Warnings, truncated(limit))
		at.Total, e.limit = limit, limit
	}
	e.pages(at)
	e.findDark(f.Nodes)
	doc.Blocks = append(doc.Blocks, f.Running...)
	e.nodes(f.Nodes, 0)
	if e.hidden > 0 {
		doc.Warnings = append(doc.Warnings, document.Warning{Code: document.WarnHiddenText, Pages: sorted(e.onPages), Arg: strconv.Itoa(e.hidden)})
	}
}

func truncated(page int) document.Warning {
	return document.Warning{Code: document.WarnTruncated, Arg: strconv.Itoa(page)}
}

func sorted(set map[int]bool) []int {
	var out []int
	for p := 1; len(out) < len(set) && p < 1<<20; p++ {
		if set[p] {
			out = append(out, p)
		}
	}
	return out
}

// pages lays the empty pages, with the number printed on each where sections say.
func (e *emitter) pages(at *Placement) {
	number, last := 0, -1
	for i := range at.Total {
		si := at.Sections[min(i, len(at.Sections)-1)]
		s := e.flow.Sections[min(si, len(e.flow.Sections)-1)]
		first := si != last
		last = si
		if number++; first && s.Number.Restart {
			number = s.Number.First
		}
		p := document.Page{Number: i + 1, Width: s.Width, Height: s.Height, Quality: -1}
		if s.Number.Shown && !first || s.Number.FirstShown && first {
			p.Printed = Number(number, s.Number.Format)
		}
		e.doc.Pages = append(e.doc.Pages, p)
	}
}

func (e *emitter) page(n int) *document.Page {
	return &e.doc.Pages[max(1, min(n, len(e.doc.Pages)))-1]
}

// findDark finds pages on which white text stands on a picture.
func (e *emitter) findDark(nodes []Node) {
	for i := range nodes {
		p := nodes[i].Para
		if p == nil {
			continue
		}
		for _, img := range p.Images {
			if pg := e.page(p.place.page); img.Floating && share(img, pg) > 0.1 {
				e.dark[pg.Number] = true
			}
		}
	}
}

func share(img Image, p *document.Page) float64 {
	if p.Width <= 0 || p.Height <= 0 {
		return 0
	}
	return min(1, max(0, img.Width)*max(0, img.Height)/(p.Width*p.Height))
}

// nodes emits a story; box is how many text boxes stand around it.
func (e *emitter) nodes(nodes []Node, box int) {
	for i := range nodes {
		switch n := &nodes[i]; {
		case n.Para != nil:
			e.para(n.Para, box)
		case n.Table != nil:
			e.table(n.Table, box)
		}
	}
}

func (e *emitter) para(p *Para, box int) {
	s := line(p.Text)
	if p.Label != "" && s != "" {
		s = p.Label + " " + s
	}
	hidden := p.Hidden
	before := len(s) - len(line(p.Text)) // what stands before the paragraph's own text
	if p.White && (e.flow.Dark || e.dark[p.place.page]) {
		s, hidden = strings.TrimSpace(s+" "+line(hidden)), ""
	}
	b := document.Block{Kind: p.Kind, Level: p.Level, Page: p.place.page, EndPage: p.place.last(), Text: s, Size: p.Size, Bold: p.Bold, Style: p.Style}
	if b.Kind == document.Paragraph {
		if rest, ok := bullet(s); ok {
			b.Kind, b.Level, b.Text = document.ListItem, 1, rest
			before -= len(s) - len(rest)
		}
	}
	if b.Kind == document.Paragraph && box > 0 {
		b.Kind = document.TextBox
	}
	if b.Text != "" {
		b.Doubled = doubledSpaces(p, before)
		e.add(b)
		e.countWords(p)
	}
	e.hide(p, hidden)
	e.attached(p, box)
}

// doubledSpaces gives the doubled spaces of a paragraph's block, in whose text the
// paragraph's own begins at the byte before.
func doubledSpaces(p *Para, before int) []int {
	if p.Kind == document.TOCEntry || text.Monospaced(p.Fmt.Font) {
		return nil
	}
	var out []int
	for _, at := range text.DoubledSpaces(p.Text) {
		if at += before; at > 0 {
			out = append(out, at)
		}
	}
	return out
}

// add appends a block with its section path, which a heading then changes.
func (e *emitter) add(b document.Block) {
	if e.limit > 0 {
		if b.Page > e.limit {
			return
		}
		b.EndPage = min(b.EndPage, e.limit)
	}
	if b.Kind == document.Heading {
		for len(e.section) > 0 && e.section[len(e.section)-1].level >= b.Level {
			e.section = e.section[:len(e.section)-1]
		}
	}
	b.Section = e.path()
	if b.Kind == document.Heading {
		e.section = append(e.section, heading{b.Level, b.Text})
		e.doc.Outline = append(e.doc.Outline, document.OutlineItem{Level: b.Level, Title: b.Text, Page: b.Page})
	}
	e.doc.Blocks = append(e.doc.Blocks, b)
}

func (e *emitter) path() []string {
	if len(e.section) == 0 {
		return nil
	}
	path := make([]string, len(e.section))
	for i, h := range e.section {
		path[i] = h.text
	}
	return path
}

func (e *emitter) countWords(p *Para) {
	at, page := 0, p.place.page
	for _, c := range p.place.cuts {
		to := min(max(c.at, at), len(p.Text))
		e.page(page).Words += len(strings.Fields(p.Text[at:to]))
		at, page = to, c.page
	}
	e.page(page).Words += len(strings.Fields(p.Text[at:]))
}

// hide keeps apart what a reader does not see.
func (e *emitter) hide(p *Para, raw string) {
	s := line(raw)
	if s == "" {
		return
	}
	e.add(document.Block{Kind: document.Paragraph, Page: p.place.page, EndPage: p.place.page, Text: s, Hidden: true, Style: p.Style})
	e.hidden += len(strings.Fields(s))
	e.onPages[p.place.page] = true
}

// attached emits what hangs on a paragraph: pictures, notes, text boxes.
func (e *emitter) attached(p *Para, box int) {
	for _, img := range p.Images {
		if img.Shape {
			continue
		}
		pg := e.page(p.place.page)
		pg.Images = append(pg.Images, document.Image{Share: share(img, pg), Alt: line(img.Alt)})
	}
	for _, n := range p.Notes {
		if s := line(n.Text); s != "" {
			page := p.place.on(n.At)
			e.add(document.Block{Kind: document.Footnote, Page: page, EndPage: page, Text: s})
			e.page(page).Words += len(strings.Fields(s))
		}
	}
	if box > 4 {
		return
	}
	for _, nodes := range p.Boxes {
		settle(nodes, p.place.page)
		e.nodes(nodes, box+1)
	}
}

// settle puts a whole story on one page.
func settle(nodes []Node, page int) {
	for i := range nodes {
		if p := nodes[i].Para; p != nil {
			p.place = place{page: page}
			continue
		}
		if t := nodes[i].Table; t != nil {
			for _, r := range t.Rows {
				for _, c := range r.Cells {
					settle(c.Nodes, page)
				}
			}
		}
	}
}

// line gives s on one line, cleaned.
func line(s string) string {
	return strings.Join(strings.Fields(text.Clean(s)), " ")
}

// bullets are the signs that people type before the items of a list; those of
// typed need a space after them.
const (
	bullets = "•▪◦●○■➢➤➔✓✔‣·–-—\uf0b7\uf0a7\uf0d8\uf0fc"
	typed   = "-–—·"
)

// bullet takes away a bullet typed by hand.
func bullet(s string) (string, bool) {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 || !strings.ContainsRune(bullets, r) {
		return "", false
	}
	rest := strings.TrimLeftFunc(s[n:], unicode.IsSpace)
	if rest == "" || strings.ContainsRune(typed, r) && len(rest) == len(s)-n {
		return "", false
	}
	return rest, true
}
