package zones

import (
	"slices"
	"strings"

	"prejury/extractors/document"
)

// survey reads what the decisions need: the words of each page, the level of the
// chapters, the role of each block, the contents typed by hand.
func (m *marker) survey() {
	m.words = make([]int, m.last+1)
	m.roles = make([]role, len(m.doc.Blocks))
	m.listed = make([]bool, len(m.doc.Blocks))
	levels := map[int]int{}
	for i := range m.doc.Blocks {
		b := &m.doc.Blocks[i]
		if b.InFlow() && b.Page >= 0 && b.Page <= m.last {
			m.words[b.Page] += len(strings.Fields(b.Text))
		}
		if b.Kind == document.Heading {
			levels[b.Level]++
		}
	}
	m.top = 1
	for level := 3; level >= 1; level-- {
		if levels[level] >= 2 {
			m.top = level
		}
	}
	for i := range m.doc.Blocks {
		m.roles[i] = m.role(&m.doc.Blocks[i])
	}
	m.readOutline()
	for i := range m.doc.Blocks {
		if m.roles[i] == contents && m.doc.Blocks[i].Kind != document.Table && !m.listed[i] && !m.followedByLines(i) {
			m.readTyped(i)
		}
	}
	if m.lastLine() == 0 {
		m.readUntitled()
	}
}

// role says what a block announces: a heading, or a short paragraph that is one
// without its style.
func (m *marker) role(b *document.Block) role {
	if !b.InFlow() || b.Kind == document.TOCEntry || b.Kind == document.BibEntry {
		return other
	}
	if b.Kind == document.Table {
		return m.divider(b)
	}
	r := roleOf(b.Text)
	if r == other {
		r = glued(b.Text)
	}
	if r == other && m.nearEnd(b.Page) && b.Kind == document.Heading && isDocumentation(b.Text) {
		return bibliography
	}
	if b.Kind == document.Heading {
		if b.Level > 2 && b.Level > m.top && (r == intro || r == conclusion || r == front) {
			return other
		}
		return r
	}
	if len(strings.Fields(b.Text)) > longest {
		return other
	}
	switch b.Kind {
	case document.Paragraph:
	case document.TextBox:
		if r == conclusion {
			return other
		}
	case document.ListItem:
		if r != annexes && !(r == bibliography && m.nearEnd(b.Page)) {
			return other
		}
	default:
		return other
	}
	if r == oneAnnex && !m.alone(b) || r == intro || r == bibliography && 4*b.Page < 3*m.last && !m.alone(b) {
		return other
	}
	return r
}

// isDocumentation reports whether a heading is "Documentation", which names the sources at
// the end of some reports.
func isDocumentation(heading string) bool {
	return fold(strings.Trim(heading, " :.")) == "documentation"
}

// divider is the role of what a table names in its first cell when it is all that its page
// holds: a divider page, whose frame is read as a table, with the foot of the page in it.
func (m *marker) divider(b *document.Block) role {
	if b.Page < 0 || b.Page > m.last || m.words[b.Page] != len(strings.Fields(b.Text)) || m.words[b.Page] > filled {
		return other
	}
	switch r := roleOf(firstCell(b.Text)); r {
	case annexes, bibliography, glossary:
		return r
	}
	return other
}

// firstCell is the first cell of a table that is not empty.
func firstCell(table string) string {
	for cell := range strings.FieldsFuncSeq(table, func(r rune) bool { return r == '\t' || r == '\n' }) {
		if cell = strings.TrimSpace(cell); cell != "" {
			return cell
		}
	}
	return ""
}

// glued is the role of a bibliography's name that its first entry, an address, follows
// in the same block.
func glued(s string) role {
	name, _, ok := strings.Cut(s, "http")
	if !ok || len(strings.Fields(name)) > 4 || roleOf(name) != bibliography {
		return other
	}
	return bibliography
}

// readOutline gives the role of a bookmark, or of a contents line, to the first block of
// its page, where the heading that it names cannot be read: drawn as a picture, or
// without a style.
func (m *marker) readOutline() {
	m.outline = map[int]string{}
	for _, o := range m.doc.Outline {
		if r := roleOf(o.Title); r != other && r != conclusion && o.Level <= 2 {
			m.announce(r, o.Title, o.Page, 1)
		}
	}
	printed := map[string]int{}
	for _, p := range m.doc.Pages {
		if p.Printed != "" {
			printed[p.Printed] = p.Number
		}
	}
	for i := range m.doc.Blocks {
		b := &m.doc.Blocks[i]
		at := strings.LastIndexByte(b.Text, '\t')
		if b.Kind != document.TOCEntry || at < 0 {
			continue
		}
		page := printed[strings.TrimSpace(b.Text[at:])]
		switch r := roleOf(b.Text[:at]); r {
		case bibliography, glossary, annexes:
			if 2*page > m.last {
				m.announce(r, b.Text[:at], page, m.last) // contents are often out of date
			}
		}
	}
}

// announce gives a role to the first block of a page, unless a heading has it at most
// so many pages from there, or the title itself is read as a heading further on: LaTeX
// bookmarks what is without a number on the page of the last numbered heading.
func (m *marker) announce(r role, title string, page, near int) {
	if page < 1 || m.readAfter(title, page) {
		return
	}
	first := -1
	for i := range m.doc.Blocks {
		b := &m.doc.Blocks[i]
		if !b.InFlow() {
			continue
		}
		if m.roles[i] == r && b.Page >= page-near && b.Page <= page+near && (near == 1 || 2*b.Page > m.last) {
			return
		}
		if b.Page == page && first < 0 {
			first = i
		}
	}
	if first >= 0 && m.roles[first] == other {
		m.roles[first] = r
		m.outline[first] = title
	}
}

// readAfter reports whether a heading has this title on a page or after it.
func (m *marker) readAfter(title string, page int) bool {
	for i := range m.doc.Blocks {
		if b := &m.doc.Blocks[i]; b.Kind == document.Heading && b.Page >= page && fold(b.Text) == fold(title) {
			return true
		}
	}
	return false
}

// readTyped marks the lines of a contents typed by hand after the heading at a block:
// short lines, until one of them comes again as the title that it announced.
func (m *marker) readTyped(at int) {
	seen := map[string][]string{} // the numbers that each title has
	for i := at + 1; i < len(m.doc.Blocks); i++ {
		b := &m.doc.Blocks[i]
		if !b.InFlow() {
			continue
		}
		title, number := bare(b.Text), numberOf(b.Text)
		switch {
		case b.Page > m.doc.Blocks[at].Page+3 || len(strings.Fields(b.Text)) > line*max(1, numbersIn(b.Text)) && b.Kind != document.Table:
			return
		case title != "" && b.Kind != document.ListItem && (comesAgain(seen[title], number) || len(seen[title]) > 0 && m.textFollows(i)):
			if len(seen) >= 4 {
				for k := at; k < i; k++ {
					m.listed[k] = true
				}
			}
			return
		}
		seen[title] = append(seen[title], number)
	}
}

// comesAgain reports whether a title with this number is one of those that a contents
// announced with these: "8.5 Outils" is not "4.2 Outils", and one of them may have none.
func comesAgain(announced []string, number string) bool {
	return slices.ContainsFunc(announced, func(n string) bool { return n == number || n == "" || number == "" })
}

// textFollows reports whether running text stands among the few blocks after a heading.
func (m *marker) textFollows(at int) bool {
	const few = 3
	seen := 0
	for i := at + 1; i < len(m.doc.Blocks) && seen < few; i++ {
		b := &m.doc.Blocks[i]
		if !b.InFlow() {
			continue
		}
		seen++
		if b.Kind == document.Paragraph && len(strings.Fields(b.Text)) >= running && numbersIn(b.Text) < 2 {
			return true
		}
	}
	return false
}

// numberOf is the number before a title, "4.2" of "4.2. Outils", empty when it has none.
func numberOf(s string) string {
	first, _, _ := strings.Cut(strings.TrimSpace(s), " ")
	if !sectionNumber(first) {
		return ""
	}
	return strings.TrimRight(first, ".")
}

// numbersIn counts the numbers of sections in a text: lines of a contents are sometimes
// read as one, "6.1 Écrans 6.2 Menus 6.3 Textes".
func numbersIn(s string) int {
	n := 0
	for w := range strings.FieldsSeq(s) {
		if sectionNumber(w) {
			n++
		}
	}
	return n
}

// sectionNumber reports whether a word is written as the number of a section: "4.", "4.2",
// "4.2.".
func sectionNumber(s string) bool {
	return strings.Contains(s, ".") && s[0] >= '0' && s[0] <= '9' && strings.Trim(s, "0123456789.") == ""
}

// readUntitled marks the pages of a contents typed by hand without a title, at the head of a
// document: many short lines and nothing else, some of which are chapters further on.
func (m *marker) readUntitled() {
	const lines, announced = 8, 3
	headings := map[string]int{} // the last page of each
	for i := range m.doc.Blocks {
		if b := &m.doc.Blocks[i]; b.Kind == document.Heading {
			headings[fold(b.Text)] = b.Page
		}
	}
	for page := 2; page <= 10 && 4*page <= m.last; page++ {
		from, end, short, again := m.titles(page, headings)
		if !short || end-from < lines || again < announced {
			continue
		}
		for ; short && again > 0; page++ {
			for i := from; i < end; i++ {
				m.listed[i] = true
			}
			from, end, short, again = m.titles(page+1, headings)
		}
		return
	}
}

// titles gives the blocks of a page, reports whether all are short, and counts those that
// come again as headings after it.
func (m *marker) titles(page int, headings map[string]int) (from, end int, short bool, again int) {
	from = slices.IndexFunc(m.doc.Blocks, func(b document.Block) bool { return b.Page == page })
	if from < 0 {
		return 0, 0, false, 0
	}
	for end = from; end < len(m.doc.Blocks) && m.doc.Blocks[end].Page == page; end++ {
		b := &m.doc.Blocks[end]
		if !b.InFlow() {
			continue
		}
		if b.Kind == document.Table || len(strings.Fields(b.Text)) > line*max(1, numbersIn(b.Text)) {
			return from, end, false, 0
		}
		if headings[fold(b.Text)] > page && numbered(b.Text) {
			again++
		}
	}
	return from, end, true, again
}

// bare is a title as it can be compared: folded, without its number nor what leads to its
// page.
func bare(s string) string {
	for _, leader := range []string{"…", "..."} {
		if at := strings.Index(s, leader); at > 0 {
			s = s[:at]
		}
	}
	return strings.TrimRight(strings.TrimSpace(stripNumber(strings.Trim(fold(s), " .:-–—*•"))), "0123456789. ")
}

// numbered reports whether a heading begins with a number or "chapitre", "partie".
func numbered(heading string) bool {
	s := fold(heading)
	return stripNumber(s) != s
}

// nearEnd reports whether a page stands in the last tenth of the document.
func (m *marker) nearEnd(page int) bool { return 10*page >= 9*m.last }

// followedByLines reports whether contents lines follow a block.
func (m *marker) followedByLines(at int) bool {
	for i := at + 1; i < len(m.doc.Blocks) && i <= at+4; i++ {
		if m.doc.Blocks[i].Kind == document.TOCEntry {
			return true
		}
	}
	return false
}

// pastContents reports whether the contents lines are over at a block: none on its
// page nor after, and the heading that opened the contents stands on a page before.
func (m *marker) pastContents(at int) bool {
	page := m.doc.Blocks[at].Page
	if page <= m.doc.Blocks[m.opens[len(m.opens)-1].block].Page {
		return false
	}
	for i := range m.doc.Blocks {
		if b := &m.doc.Blocks[i]; b.Kind == document.TOCEntry && b.Page >= page && b.Page <= page+2 {
			return false
		}
	}
	return true
}

// alone reports whether a block is most of its page, as a divider is.
func (m *marker) alone(b *document.Block) bool {
	if b.Page < 0 || b.Page > m.last {
		return false
	}
	return m.words[b.Page] <= 3*len(strings.Fields(b.Text))+10
}
