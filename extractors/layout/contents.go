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
	pageOf := map[string]int{}
	for _, p := range b.pages {
		if p.page.Printed != "" && pageOf[p.page.Printed] == 0 {
			pageOf[p.page.Printed] = p.page.Number
		}
	}
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
	byIndent := map[int]map[int]int{} // levels of the headings found, by indent
	matched := 0
	for _, e := range entries {
		title, _, _ := strings.Cut(e.text, "\t")
		if l, ok := found[titleKey(title)]; ok {
			matched++
			x := int(e.lines[0].x0 / 4)
			if byIndent[x] == nil {
				byIndent[x] = map[int]int{}
			}
			byIndent[x][l]++
		}
	}
	if matched < 4 || matched*5 < 2*len(entries) {
		return nil
	}
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
		level := alike(byIndent[int(e.lines[0].x0/4)])
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
