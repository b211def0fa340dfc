package checker

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"prejury/checker/signs"
	"prejury/extractors/document"
	"prejury/internal/text"
)

// The sizes of a unit, in words: those of the labelled passages that weights are fitted on,
// which have 15 to 180.
const (
	unitMin  = 30           // a shorter paragraph is weighed with its neighbours of the same section
	unitAim  = 110          // a paragraph that is cut is cut after about as many, a short one joins up to as many
	unitOver = unitAim + 20 // a part of a paragraph that is cut has at most as many, or one sentence
	unitList = unitMax - 30 // list items are joined up to as many
	unitMax  = 190          // a longer paragraph is cut between sentences; nothing joined is longer
)

// A unit of hostile size would cost more than its share, in time and in memory: what is longer
// is cut between words, and a word between letters.
const (
	unitWords = 2000     // of a sentence, or of a row of a table
	unitBytes = 32 << 10 // of their text
)

// unit is a part of a report that is weighed at once, and where it stands.
type unit struct {
	signs.Unit
	page, end int // pages of the file, from 1
	section   []string
	zone      document.Zone
	kind      document.Kind
	words     int
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
			b.captioned(block)
		default:
			b.prose(block)
		}
	}
	b.flush()
	return b.done
}

// unitBuilder makes units of the blocks of a document, in reading order.
type unitBuilder struct {
	done        []unit
	open        *unit  // what the next paragraph may join, nil after a heading or a table
	caption     string // the last one, for a table that follows it; "" once it is taken
	captionPage int
}

// flush ends the unit that is open.
func (b *unitBuilder) flush() {
	if b.open != nil {
		b.done = append(b.done, *b.open)
		b.open = nil
	}
}

func newUnit(block *document.Block, words int) *unit {
	return &unit{Unit: signs.Unit{Text: block.Text}, page: block.Page, end: max(block.Page, block.EndPage), section: block.Section, zone: block.Zone, kind: block.Kind, words: words}
}

// table closes what is open and weighs the table alone, under its caption.
func (b *unitBuilder) table(block *document.Block) {
	b.flush()
	u := newUnit(block, len(strings.Fields(block.Text)))
	u.Rows = block.Rows
	caption := ""
	if b.caption != "" && block.Page-b.captionPage <= 1 {
		if !oversized(b.caption, unitMax) { // a longer one would be weighed again with each part
			caption = b.caption + "\n"
		}
		b.caption = ""
	}
	if slices.ContainsFunc(u.Rows, func(row []string) bool { return oversized(strings.Join(row, "\t"), unitWords) }) {
		b.asProse(u, caption+u.Text)
		return
	}
	u.Text = caption + u.Text
	b.done = append(b.done, splitTable(u, caption)...)
}

// asProse weighs a table of which a row is a text of many pages as a paragraph.
func (b *unitBuilder) asProse(u *unit, s string) {
	for _, part := range splitProse(s) {
		one := *u
		one.Rows, one.Text, one.words = nil, part, len(strings.Fields(part))
		b.done = append(b.done, one)
	}
}

// oversized reports whether a text has more words than most, or too many bytes for a unit.
func oversized(s string, most int) bool {
	return len(s) > unitBytes || len(s) > 2*most && len(strings.Fields(s)) > most
}

// tableMax is how many words of a table are weighed at once.
const tableMax = 400

// splitTable cuts a long table between rows; each part keeps the caption and the
// first row.
func splitTable(u *unit, caption string) []unit {
	if u.words <= tableMax && len(u.Text) <= unitBytes || len(u.Rows) < 4 {
		return []unit{*u}
	}
	head, rows := u.Rows[:1:1], u.Rows[1:]
	if oversized(strings.Join(head[0], "\t"), tableMax) { // no head, and it would be weighed again with each part
		head, rows = nil, u.Rows
	}
	var out []unit
	for len(rows) > 0 {
		n, words, size := 0, 0, 0
		for n < len(rows) && words < tableMax && size < unitBytes {
			for _, cell := range rows[n] {
				words += len(strings.Fields(cell))
				size += len(cell) + 1
			}
			n++
		}
		part := *u
		part.Rows, part.words = append(head, rows[:n]...), words
		part.Text = caption + tableText(part.Rows)
		out = append(out, part)
		rows = rows[n:]
	}
	return out
}

// tableText is the text of a table: a row a line, its cells separated by tabs.
func tableText(rows [][]string) string {
	lines := make([]string, len(rows))
	for i, row := range rows {
		lines[i] = strings.Join(row, "\t")
	}
	return strings.Join(lines, "\n")
}

// captioned joins a caption to the table just above it on its page, and keeps it for one
// that follows. It is also weighed with the text around it, as it may be that of a figure.
func (b *unitBuilder) captioned(block *document.Block) {
	if n := len(b.done); n > 0 && b.open == nil && b.done[n-1].kind == document.Table && b.done[n-1].page == block.Page && !oversized(block.Text, unitMax) && !strings.Contains(b.done[n-1].Text, block.Text) {
		b.done[n-1].Text += "\n" + block.Text
	}
	b.caption, b.captionPage = block.Text, block.Page
	b.prose(block)
}

// prose joins short paragraphs and list items of one section, and splits long ones.
func (b *unitBuilder) prose(block *document.Block) {
	n := len(strings.Fields(block.Text))
	if oversized(block.Text, unitMax) {
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
		joins := slices.Equal(o.section, block.Section) && o.zone == block.Zone && o.words+n <= unitMax && len(o.Text)+len(block.Text) <= unitBytes && block.Page-o.end <= 1 &&
			(list && o.words+n <= unitList || o.words < unitMin || n < unitMin && o.words+n <= unitAim)
		if joins {
			o.Text += "\n" + block.Text
			o.words += n
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
	for _, sentence := range sentences(s) {
		n := len(strings.Fields(s[sentence.Start:sentence.End]))
		if words > 0 && (words+n > unitOver || sentence.End-start > unitBytes) {
			out = append(out, strings.TrimSpace(s[start:sentence.Start]))
			start, words = sentence.Start, 0
		}
		words += n
	}
	return append(out, strings.TrimSpace(s[start:]))
}

// sentences gives the sentences of a text; one that no unit can hold is cut.
func sentences(s string) []text.Span {
	whole := text.Sentences(s)
	out := make([]text.Span, 0, len(whole))
	for _, p := range whole {
		for {
			n := endOf(s[p.Start:p.End])
			out = append(out, text.Span{Start: p.Start, End: p.Start + n})
			if p.Start += n; p.Start == p.End {
				break
			}
		}
	}
	return out
}

// endOf gives the length in bytes of the part of a sentence that a unit can hold.
func endOf(s string) int {
	if !oversized(s, unitWords) {
		return len(s)
	}
	words, last := 0, 0 // last is where the last word that fits ends
	for i, r := range s {
		if i > unitBytes || words == unitWords {
			break
		}
		if unicode.IsSpace(r) {
			words++
			last = i
		}
	}
	if last > 0 {
		return last
	}
	n := min(len(s), unitBytes)
	for n > 0 && n < len(s) && !utf8.RuneStart(s[n]) {
		n--
	}
	return max(n, 1)
}
