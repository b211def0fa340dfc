package checker

import (
	"slices"
	"strings"

	"prejury/checker/signs"
	"prejury/extractors/document"
	"prejury/internal/text"
)

// The sizes of a unit, in words: paragraphs shorter than unitMin are weighed with
// their neighbours of the same section, those longer than unitMax are split between
// sentences. Labelled passages have 15 to 180 words.
const (
	unitMin = 30
	unitAim = 110
	unitMax = 190
)

// unit is a part of a report that is weighed at once, and where it stands.
type unit struct {
	signs.Unit
	page, end int // pages of the file, from 1
	section   []string
	zone      document.Zone
	kind      document.Kind
	words     int
	blocks    int
}

// units cuts the flow of a document into what is weighed at once: neighbouring
// short paragraphs together, a list with the line that introduces it, a table
// with its caption. Contents lines, covers, thanks and hidden text are left out.
func units(doc *document.Document) []unit {
	b := &unitBuilder{}
	thanked := thanks(doc)
	for i := range doc.Blocks {
		block := &doc.Blocks[i]
		switch {
		case thanking(block, thanked), !block.InFlow(), block.Kind == document.TOCEntry, block.Zone == document.Cover, block.Zone == document.Contents, strings.TrimSpace(block.Text) == "":
			continue
		case block.Kind == document.Heading:
			b.flush()
		case block.Kind == document.Table:
			b.table(block)
		case block.Kind == document.Caption:
			b.caption(block)
		default:
			b.prose(block)
		}
	}
	b.flush()
	return b.done
}

type unitBuilder struct {
	done    []unit
	open    *unit
	heading string // last caption seen before a table
	capPage int
}

func (b *unitBuilder) flush() {
	if b.open != nil {
		b.done = append(b.done, *b.open)
		b.open = nil
	}
}

func newUnit(block *document.Block, words int) *unit {
	return &unit{Unit: signs.Unit{Text: block.Text}, page: block.Page, end: max(block.Page, block.EndPage), section: block.Section, zone: block.Zone, kind: block.Kind, words: words, blocks: 1}
}

// table closes what is open and weighs the table alone, under its caption.
func (b *unitBuilder) table(block *document.Block) {
	b.flush()
	u := newUnit(block, len(strings.Fields(block.Text)))
	u.Rows = block.Rows
	caption := ""
	if b.heading != "" && block.Page-b.capPage <= 1 {
		caption = b.heading + "\n"
		b.heading = ""
	}
	u.Text = caption + u.Text
	b.done = append(b.done, splitTable(u, caption)...)
}

// tableMax is how many words of a table are weighed at once.
const tableMax = 400

// splitTable cuts a long table between rows; each part keeps the caption and the
// first row.
func splitTable(u *unit, caption string) []unit {
	if u.words <= tableMax || len(u.Rows) < 4 {
		return []unit{*u}
	}
	var out []unit
	part := *u
	start := func() {
		part = *u
		part.Rows = [][]string{u.Rows[0]}
		part.words = 0
	}
	start()
	close := func() {
		lines := make([]string, len(part.Rows))
		for i, row := range part.Rows {
			lines[i] = strings.Join(row, "\t")
		}
		part.Text = caption + strings.Join(lines, "\n")
		out = append(out, part)
	}
	for _, row := range u.Rows[1:] {
		part.Rows = append(part.Rows, row)
		for _, cell := range row {
			part.words += len(strings.Fields(cell))
		}
		if part.words >= tableMax {
			close()
			start()
		}
	}
	if len(part.Rows) > 1 {
		close()
	}
	return out
}

// caption is kept for the table that follows; a caption of something else is
// weighed with the text around it.
func (b *unitBuilder) caption(block *document.Block) {
	if n := len(b.done); n > 0 && b.open == nil && b.done[n-1].kind == document.Table && b.done[n-1].page == block.Page && !strings.Contains(b.done[n-1].Text, block.Text) {
		b.done[n-1].Text += "\n" + block.Text
	}
	b.heading, b.capPage = block.Text, block.Page
	b.prose(block)
}

// prose joins short paragraphs and list items of one section, and splits long ones.
func (b *unitBuilder) prose(block *document.Block) {
	n := len(strings.Fields(block.Text))
	if n > unitMax {
		b.flush()
		for _, part := range splitProse(block.Text) {
			u := newUnit(block, len(strings.Fields(part)))
			u.Text = part
			b.done = append(b.done, *u)
		}
		return
	}
	if o := b.open; o != nil {
		list := block.Kind == document.ListItem
		joins := slices.Equal(o.section, block.Section) && o.zone == block.Zone && o.words+n <= unitMax && block.Page-o.end <= 1 &&
			(list && o.words+n <= unitMax-30 || o.words < unitMin || n < unitMin && o.words+n <= unitAim)
		if joins {
			o.Text += "\n" + block.Text
			o.words += n
			o.blocks++
			o.end = max(o.end, block.Page)
			return
		}
		b.flush()
	}
	b.open = newUnit(block, n)
}

// splitProse cuts a long paragraph between sentences into parts of about unitAim words.
func splitProse(s string) []string {
	var out []string
	start, words := 0, 0
	for _, sentence := range text.Sentences(s) {
		n := len(strings.Fields(s[sentence.Start:sentence.End]))
		if words > 0 && words+n > unitAim+20 {
			out = append(out, strings.TrimSpace(s[start:sentence.Start]))
			start, words = sentence.Start, 0
		}
		words += n
	}
	return append(out, strings.TrimSpace(s[start:]))
}
