package layout

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"prejury/extractors/document"
	"prejury/internal/text"
)

// splitListed parts the paragraphs whose first lines are, word for word, a title
// that the contents list: set like the text, nothing else tells it from it.
func (b *Builder) splitListed(ps []*proto, list titles) []*proto {
	if len(list) < 4 {
		return ps
	}
	out := make([]*proto, 0, len(ps))
	for _, p := range ps {
		out = append(out, p)
		if p.block.Kind != document.Paragraph && p.block.Kind != document.ListItem || len(p.lines) < 2 || p.bulleted {
			continue
		}
		head := ""
		for n := 1; n <= 3 && n < len(p.lines); n++ {
			head = joinLines(head, p.lines[n-1].text, b.known)
			k := titleKey(text.Clean(head))
			if _, ok := list[k]; !ok || utf8.RuneCountInString(k) < 10 || endsWithStop(head) || startsLower(p.lines[n].text) {
				continue
			}
			rest := *p
			rest.lines, rest.text, rest.gapAbove = p.lines[n:], "", 1
			for _, l := range rest.lines {
				rest.text = joinLines(rest.text, l.text, b.known)
			}
			rest.block.Kind = document.Paragraph
			p.lines, p.text = p.lines[:n], head
			if p.block.Kind == document.Paragraph {
				p.gapAbove = max(p.gapAbove, 1.7)
			}
			out = append(out, &rest)
			break
		}
	}
	return out
}

// drawn gives, by page, the titles that the contents list and no text of that page
// bears: they are pictures. Text below them is of their section all the same.
func (b *Builder) drawn(ps []*proto) map[int][]document.Block {
	found := map[string]int{} // level of each heading, by its folded text
	var entries []*proto
	for _, p := range ps {
		switch p.block.Kind {
		case document.Heading:
			found[titleKey(text.Clean(p.text))] = p.block.Level
		case document.TOCEntry:
			if captionStart(p.text) == nil {
				entries = append(entries, p)
			}
		}
	}
	byIndent, matched := indents(entries, found)
	if matched < 4 || matched*5 < 2*len(entries) {
		return nil
	}
	pageOf := b.printedPages()
	out := map[int][]document.Block{}
	for _, e := range entries {
		title, page, _ := strings.Cut(e.text, "\t")
		k := titleKey(title)
		if _, err := strconv.Atoi(page); err != nil || pageOf[page] == 0 || utf8.RuneCountInString(k) < 5 {
			continue
		}
		if _, ok := found[k]; ok {
			continue
		}
		found[k] = 1
		level := alike(byIndent[indentOf(e)])
		if num := numberOf(title); num.kind == 'c' || num.kind == 'p' || level == 0 && num.kind == 0 {
			level = 1
		}
		if level == 0 || level > 2 {
			continue
		}
		n := pageOf[page]
		out[n] = append(out[n], document.Block{Kind: document.Heading, Level: level, Text: clean(title, b.known), Page: n})
	}
	return out
}

// printedPages gives the first page that bears each printed number.
func (b *Builder) printedPages() map[string]int {
	pageOf := map[string]int{}
	for _, p := range b.pages {
		if p.page.Printed != "" && pageOf[p.page.Printed] == 0 {
			pageOf[p.page.Printed] = p.page.Number
		}
	}
	return pageOf
}

// indents counts, by the indent of the lines of contents, the levels of the headings
// that they name, and says how many name one. found is the levels of headings.
func indents(entries []*proto, found map[string]int) (levels map[int]map[int]int, matched int) {
	levels = map[int]map[int]int{}
	for _, e := range entries {
		title, _, _ := strings.Cut(e.text, "\t")
		level, ok := found[titleKey(title)]
		if !ok {
			continue
		}
		matched++
		at := indentOf(e)
		if levels[at] == nil {
			levels[at] = map[int]int{}
		}
		levels[at][level]++
	}
	return levels, matched
}

// indentOf gives the indent of a line of contents, in steps of 4 points.
func indentOf(e *proto) int { return int(e.lines[0].x0 / 4) }
