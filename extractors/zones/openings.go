package zones

import (
	"strings"

	"prejury/extractors/document"
)

// opening is a place where a zone begins.
type opening struct {
	block int
	zone  document.Zone
	why   document.Reason
	sure  bool
}

// marker holds what is known of a document while its zones are looked for.
type marker struct {
	doc   *document.Document
	last  int   // the last page
	words []int // words in the flow of each page
	top   int   // the level of the chapters
	roles []role
	// outline is set on the blocks whose role a bookmark gives: its title.
	outline map[int]string
	listed  []bool // lines of a contents that was typed by hand
	head    int    // the last line of the contents that stand at the head
	opens   []opening
}

// The lengths, in words, that tell text from headings.
const (
	longest = 9  // of a paragraph that may be a heading without the style of one
	running = 35 // from which a paragraph is running text
	line    = 14 // of a line of contents typed by hand
	filled  = 60 // from which a page with a heading is one of the body
)

// decide walks the blocks and says where zones open.
func (m *marker) decide() {
	zone, annexLevel, level := document.Zone(""), 0, 0
	m.head = m.lastLine()
	start, tail := m.bodyStart(), m.tail()
	for i := range m.doc.Blocks {
		b := &m.doc.Blocks[i]
		if m.listed[i] {
			switch {
			case zone == document.Contents:
			case m.roles[i] == contents:
				zone = m.open(i, document.Contents)
			default:
				zone = m.openWhy(i, document.Contents, document.Reason{Code: WhyLines}, true)
			}
			continue
		}
		r := m.roles[i]
		if !b.InFlow() || b.Kind == document.TOCEntry || b.Kind == document.Table && m.divider(b) == other {
			continue
		}
		next := m.next(i, r, zone, start, tail, annexLevel)
		if next == zone && r == other && m.leaves(i, zone, level) {
			next = m.open(i, document.Body)
		}
		if next != zone {
			zone, level = next, b.Level
			if zone == document.Annexes {
				annexLevel = b.Level
				if m.heldByAnnexes(i) {
					annexLevel = 0 // nothing of its rank leaves them
				}
			}
		}
	}
	m.references()
	m.pictures()
	m.backCover()
}

// leaves reports whether a heading ends a glossary that is a section of a chapter: the
// next section of its rank, or anything of a higher one.
func (m *marker) leaves(i int, zone document.Zone, level int) bool {
	b := &m.doc.Blocks[i]
	if b.Kind != document.Heading || zone != document.Glossary || level <= m.top {
		return false
	}
	return b.Level < level || b.Level == level && numbered(b.Text)
}

// next is the zone from a block on, given its role and the zone before it.
func (m *marker) next(i int, r role, zone document.Zone, start, tail, annexLevel int) document.Zone {
	b := &m.doc.Blocks[i]
	heading := b.Kind == document.Heading
	if i == start && zone != document.Body && (r == other || r == intro) {
		if r == intro {
			return m.open(i, document.Body)
		}
		return m.openWhy(i, document.Body, document.Reason{Code: WhyText}, false)
	}
	switch r {
	case other:
		return m.unnamed(i, zone, start, tail)
	case annexes, oneAnnex:
		if zone == document.Annexes || !m.annexesFrom(i, r, tail) {
			return zone
		}
		return m.open(i, document.Annexes)
	case intro:
		if zone == document.Body || zone == document.Annexes || i < start {
			return zone
		}
	case conclusion:
		if zone == document.Annexes && !(heading && b.Level <= annexLevel && !m.concluded(i)) || i < start {
			return zone
		}
	case front:
		ahead := heading && start < i && i < m.head && b.Page > m.doc.Blocks[start].Page // the introduction stands before the contents
		if i > start && (zone == document.Body || zone == document.Annexes) && !m.nearEnd(b.Page) && !ahead {
			return zone // a summary of something, inside the body
		}
	case contents:
		if i > start && !m.followedByLines(i) && (zone == document.Body || zone == document.Annexes) {
			return zone
		}
	case bibliography, glossary:
		if zone == document.Annexes && !(heading && annexLevel > 0 && b.Level <= annexLevel) {
			return zone // of an annex
		}
		if i < start && r == bibliography && !heading {
			return zone
		}
		if i > start && r == glossary && !heading && zone == document.Body && 4*b.Page < 3*m.last && !m.alone(b) {
			return zone // the key of a table or of a diagram
		}
		if r == bibliography && isDocumentation(b.Text) && m.prose(i) {
			return zone // how the work is documented
		}
	}
	if z := zoneOf[r]; z != zone {
		return m.open(i, z)
	}
	return zone
}

// unnamed is the zone from a block on that announces nothing: what follows the contents, or
// a chapter after the bibliography, goes back to the text.
func (m *marker) unnamed(i int, zone document.Zone, start, tail int) document.Zone {
	b := &m.doc.Blocks[i]
	heading, long := b.Kind == document.Heading, len(strings.Fields(b.Text)) >= running
	back := zone == document.Bibliography || zone == document.Glossary || zone == document.Contents || zone == document.Front
	switch {
	case zone == document.Contents && heading && i >= tail && m.listsAnnexes() && m.pastContents(i):
		return m.open(i, document.Annexes)
	case zone == document.Contents && heading && i < start && m.preliminary(i):
		return m.openWhy(i, document.Front, document.Reason{Code: WhyHeading, Arg: b.Text}, false)
	case zone == document.Contents && m.ofAnnexes() && m.pastContents(i) && (heading || long || roleOf(b.Text) == oneAnnex):
		return m.openWhy(i, document.Annexes, document.Reason{Code: WhyFollows}, m.opens[len(m.opens)-2].sure)
	case zone == document.Contents && i >= start && m.pastContents(i) && (heading || long):
		return m.openWhy(i, document.Body, document.Reason{Code: WhyText}, false)
	case heading && b.Level <= m.top && i >= start && back && numbered(b.Text):
		return m.open(i, document.Body) // a chapter after the bibliography or the glossary
	case heading && i >= start && zone == document.Bibliography && b.Level <= m.top+1 && m.prose(i):
		return m.openWhy(i, document.Body, document.Reason{Code: WhyHeading, Arg: b.Text}, false)
	}
	return zone
}

// heldByAnnexes reports whether the sources or the glossary stand right under the heading
// of the annexes, on its page: they are annexes then, whatever their rank.
func (m *marker) heldByAnnexes(at int) bool {
	for i := at + 1; i < len(m.doc.Blocks) && m.doc.Blocks[i].Page == m.doc.Blocks[at].Page; i++ {
		if m.doc.Blocks[i].InFlow() {
			return m.doc.Blocks[i].Kind == document.Heading && (m.roles[i] == bibliography || m.roles[i] == glossary)
		}
	}
	return false
}

// ofAnnexes reports whether the contents that are open stand among the annexes, as those
// of an annex of many pages do.
func (m *marker) ofAnnexes() bool {
	n := len(m.opens)
	return n > 1 && m.opens[n-2].zone == document.Annexes && m.opens[n-1].zone == document.Contents
}

// listsAnnexes reports whether the contents that are open are the list of the annexes.
func (m *marker) listsAnnexes() bool {
	title := fold(m.opens[len(m.opens)-1].why.Arg)
	return strings.HasSuffix(title, "table des annexes") || strings.HasSuffix(title, "liste des annexes")
}

// preliminary reports whether a heading after the contents begins a page of the front
// matter under a name of its own: it is the first thing on its page, and sentences follow.
func (m *marker) preliminary(at int) bool {
	b := &m.doc.Blocks[at]
	if b.Level > m.top || !m.pastContents(at) {
		return false
	}
	for i := at - 1; i >= 0 && m.doc.Blocks[i].Page == b.Page; i-- {
		if m.doc.Blocks[i].InFlow() {
			return false
		}
	}
	for i := at + 1; i < len(m.doc.Blocks) && m.doc.Blocks[i].Page == b.Page; i++ {
		if t := &m.doc.Blocks[i]; t.InFlow() {
			return t.Kind == document.Paragraph && len(strings.Fields(t.Text)) > line
		}
	}
	return false
}

// open begins a zone at a block, which is its heading.
func (m *marker) open(block int, zone document.Zone) document.Zone {
	b := &m.doc.Blocks[block]
	if title, ok := m.outline[block]; ok {
		return m.openWhy(block, zone, document.Reason{Code: WhyOutline, Arg: title}, true)
	}
	title := b.Text
	if b.Kind == document.Table {
		title = firstCell(b.Text)
	}
	sure := zone != document.Annexes || b.Kind == document.Heading || m.alone(b)
	if zone == document.Annexes && 5*b.Page < 2*m.last && !m.concluded(block) {
		sure = false
	}
	return m.openWhy(block, zone, document.Reason{Code: WhyHeading, Arg: title}, sure)
}

func (m *marker) openWhy(block int, zone document.Zone, why document.Reason, sure bool) document.Zone {
	m.opens = append(m.opens, opening{block, zone, why, sure})
	return zone
}

// bodyStart is the first block of the body: an introduction, or the first chapter
// with text after the contents and the front matter.
func (m *marker) bodyStart() int {
	lead, inFront, after := -1, false, other
	cover, listed := m.isCover(""), m.head
	for i := range m.doc.Blocks {
		b := &m.doc.Blocks[i]
		if !b.InFlow() || b.Kind == document.TOCEntry || m.listed[i] || b.Page == 1 && cover {
			continue
		}
		n := len(strings.Fields(b.Text))
		switch r := m.roles[i]; {
		case r == intro:
			return i
		case r == front || r == contents || r == glossary || r == bibliography:
			inFront, after = true, r
		case i < listed:
		case r == other && b.Kind == document.Heading && (numbered(b.Text) || !inFront):
			if lead < 0 || m.doc.Blocks[lead].Page < b.Page-1 {
				lead = i
			}
			inFront = false
			if b.Page >= 1 && m.words[b.Page] >= filled {
				return lead
			}
		case r == other && (!inFront || after == contents && m.words[b.Page] >= 3*running) && b.Kind != document.Table && n >= running:
			if lead >= 0 && m.doc.Blocks[lead].Page >= b.Page-1 {
				return lead
			}
			return i
		}
	}
	return m.afterFront()
}

// afterFront is where the body begins in a document that names none of its parts but the
// front matter, as articles do: the second paragraph of running text, the first being the
// summary.
func (m *marker) afterFront() int {
	seen := 0
	for i := range m.doc.Blocks {
		b := &m.doc.Blocks[i]
		if !b.InFlow() || b.Kind != document.Paragraph || m.listed[i] || len(strings.Fields(b.Text)) < running {
			continue
		}
		if seen++; seen == 2 {
			return i
		}
	}
	return len(m.doc.Blocks)
}

// lastLine is the last line of the contents that stand at the head of the document,
// 0 when there are none.
func (m *marker) lastLine() int {
	at := 0
	for i := range m.doc.Blocks {
		b := &m.doc.Blocks[i]
		if b.Page > 10 && 4*b.Page > m.last {
			break
		}
		if b.Kind == document.TOCEntry || m.listed[i] {
			at = i
		}
	}
	return at
}

// tail is the block from which annexes may begin without a heading of their own: after
// the last conclusion, and after two fifths of the document where there is none.
func (m *marker) tail() int {
	at := 0
	for i := range m.doc.Blocks {
		b := &m.doc.Blocks[i]
		if m.roles[i] == conclusion && b.Kind == document.Heading && b.Level <= 2 {
			at = i
		}
	}
	if at > 0 && 4*m.doc.Blocks[at].Page > m.last {
		return at
	}
	for i := range m.doc.Blocks {
		if 5*m.doc.Blocks[i].Page >= 2*m.last {
			return i
		}
	}
	return len(m.doc.Blocks)
}

// annexesFrom reports whether annexes begin at a block that names them. A heading
// "Annexes" of a chapter's level is believed after a conclusion, however long the
// annexes are, and after a fifth of the document without one.
func (m *marker) annexesFrom(i int, r role, tail int) bool {
	b := &m.doc.Blocks[i]
	if i >= tail {
		return true
	}
	chapter := b.Kind == document.Heading && b.Level <= m.top || m.alone(b)
	if r == oneAnnex {
		return chapter && m.concluded(i) && !m.concludes(i)
	}
	return chapter && (m.concluded(i) || 5*b.Page >= m.last && !m.concludes(i))
}

// concluded reports whether a chapter that concludes stands before a block.
func (m *marker) concluded(i int) bool {
	for k := range m.doc.Blocks[:i] {
		if b := &m.doc.Blocks[k]; m.roles[k] == conclusion && !m.listed[k] && (b.Kind == document.Heading && b.Level <= m.top || b.Kind == document.Paragraph) {
			return true
		}
	}
	return false
}

// concludes reports whether one stands after it.
func (m *marker) concludes(i int) bool {
	for k := i + 1; k < len(m.doc.Blocks); k++ {
		if b := &m.doc.Blocks[k]; m.roles[k] == conclusion && b.Kind == document.Heading && b.Level <= m.top {
			return true
		}
	}
	return false
}

// prose reports whether running text that is no entry of a bibliography follows a
// heading.
func (m *marker) prose(at int) bool {
	seen := 0
	for i := at + 1; i < len(m.doc.Blocks) && seen < 3; i++ {
		b := &m.doc.Blocks[i]
		if !b.InFlow() {
			continue
		}
		seen++
		if b.Kind == document.Heading {
			return false
		}
		if b.Kind == document.Paragraph && len(strings.Fields(b.Text)) >= running && !strings.Contains(b.Text, "://") && !reference(b.Text) {
			return true
		}
	}
	return false
}
