// Package zones finds the parts of a report: cover, contents, front matter, body,
// bibliography, glossary, annexes. It goes by kinds of blocks and headings first,
// then by position; a single word never decides.
package zones

import (
	"strings"

	"prejury/extractors/document"
)

// The reasons of a zone, see document.ZoneSpan.
const (
	WhyFirstPage = "first-page" // a first page without running text
	WhyLines     = "toc-lines"  // most of the page are contents lines
	WhyHeading   = "heading"    // Arg is the heading that opens it
	WhyText      = "first-text" // the first page of running text
	WhyFollows   = "follows"    // what follows the zone before, nothing says otherwise
	WhyByHand    = "by-hand"    // the user said so
)

// opening is a place where a zone begins.
type opening struct {
	block int
	zone  document.Zone
	why   document.Reason
	sure  bool
}

// Mark gives every block and every page of a document its zone, and fills
// doc.Zones with the runs of pages.
func Mark(doc *document.Document) {
	if doc.Count.Total < 1 {
		return
	}
	m := &marker{doc: doc, last: lastPage(doc)}
	m.read()
	m.paint()
	m.pages()
}

func lastPage(doc *document.Document) int {
	last := max(doc.Count.Total, len(doc.Pages))
	for i := range doc.Blocks {
		last = max(last, doc.Blocks[i].Page)
	}
	return last
}

type marker struct {
	doc   *document.Document
	last  int // the last page
	opens []opening
}

// read walks the headings and decides where zones open.
func (m *marker) read() {
	zone := document.Zone("")
	top := m.topLevel()
	bodyAt := m.bodyStart()
	tail := m.tail()
	for i := range m.doc.Blocks {
		b := &m.doc.Blocks[i]
		if !b.InFlow() || b.Kind == document.TOCEntry || b.Kind == document.Table {
			continue
		}
		r := m.role(b)
		if zone == document.Contents && r == other && m.pastContents(i) && (b.Kind == document.Heading || len(strings.Fields(b.Text)) >= running) {
			zone = m.openWhy(i, document.Body, document.Reason{Code: WhyText}, false)
			continue
		}
		switch {
		case r == other:
			// a chapter after the bibliography or the glossary belongs to the body again
			if b.Kind == document.Heading && b.Level <= top && i >= bodyAt && (zone == document.Bibliography || zone == document.Glossary || zone == document.Contents || zone == document.Front) && numbered(b.Text) {
				zone = m.open(i, document.Body, b.Text, true)
			} else if i >= bodyAt && (zone == "" || zone == document.Front || zone == document.Contents || zone == document.Glossary) && i == bodyAt {
				zone = m.openWhy(i, document.Body, document.Reason{Code: WhyText, Arg: ""}, false)
			}
		case r == annexes || r == oneAnnex:
			if i < tail || zone == document.Annexes {
				continue
			}
			zone = m.open(i, document.Annexes, b.Text, b.Kind == document.Heading || m.alone(b))
		case r == front && i > bodyAt && zone == document.Body && !m.nearEnd(b):
			continue // a summary of something, inside the body
		case r == contents && zone == document.Annexes && !m.followedByLines(i):
			continue
		case (r == intro || r == conclusion) && zone == document.Annexes && !(b.Kind == document.Heading && b.Level <= top):
			continue
		case r == intro && zone == document.Body:
			continue
		default:
			if zone != zoneOf[r] {
				zone = m.open(i, zoneOf[r], b.Text, true)
			}
		}
	}
}

func (m *marker) open(block int, zone document.Zone, heading string, sure bool) document.Zone {
	return m.openWhy(block, zone, document.Reason{Code: WhyHeading, Arg: heading}, sure)
}

func (m *marker) openWhy(block int, zone document.Zone, why document.Reason, sure bool) document.Zone {
	m.opens = append(m.opens, opening{block, zone, why, sure})
	return zone
}

// longest is the number of words of a paragraph that may be a heading without
// the style of one.
const longest = 9

// role says what a block announces: a heading, or a short paragraph that is one
// without its style.
func (m *marker) role(b *document.Block) role {
	if b.Kind != document.Heading {
		if b.Kind != document.Paragraph && b.Kind != document.TextBox && b.Kind != document.ListItem || len(strings.Fields(b.Text)) > longest {
			return other
		}
		if r := roleOf(b.Text); r == oneAnnex && !m.alone(b) || r == intro || r == conclusion && b.Kind != document.Paragraph {
			return other
		} else if b.Kind == document.ListItem && r != annexes {
			return other
		} else {
			return r
		}
	}
	r := roleOf(b.Text)
	if b.Level > 2 && (r == intro || r == conclusion || r == front) {
		return other
	}
	return r
}

// topLevel is the level of the chapters: the least level of several headings.
func (m *marker) topLevel() int {
	n := map[int]int{}
	for i := range m.doc.Blocks {
		if b := &m.doc.Blocks[i]; b.Kind == document.Heading {
			n[b.Level]++
		}
	}
	for level := 1; level <= 3; level++ {
		if n[level] >= 2 {
			return level
		}
	}
	return 1
}

// running is the number of words of a paragraph of running text.
const running = 35

// bodyStart is the first block of the body: an introduction, or the first chapter
// with running text after the contents and the front matter.
func (m *marker) bodyStart() int {
	lead, inFront := 0, false
	for i := range m.doc.Blocks {
		b := &m.doc.Blocks[i]
		if !b.InFlow() || b.Kind == document.TOCEntry {
			continue
		}
		switch r := m.role(b); {
		case r == intro:
			return i
		case r == front || r == contents || r == glossary || r == bibliography:
			inFront = true
		case r == other && b.Kind == document.Heading && (numbered(b.Text) || !inFront):
			lead, inFront = i, false
		case r == other && b.Page > 1 && !inFront && b.Kind == document.Paragraph && len(strings.Fields(b.Text)) >= running:
			if lead > 0 && m.doc.Blocks[lead].Page >= b.Page-1 {
				return lead
			}
			return i
		}
	}
	return len(m.doc.Blocks)
}

// numbered reports whether a heading begins with a number or "chapitre", "partie".
func numbered(heading string) bool {
	s := fold(heading)
	return stripNumber(s) != s
}

// tail is the block from which annexes may begin: after the last heading of a
// conclusion, and after two fifths of the document where there is none.
func (m *marker) tail() int {
	at := 0
	for i := range m.doc.Blocks {
		b := &m.doc.Blocks[i]
		if b.Kind == document.Heading && b.InFlow() && m.role(b) == conclusion && b.Level <= 2 {
			at = i
		}
	}
	if at > 0 && 4*m.doc.Blocks[at].Page > m.last {
		// annexes that stand before a conclusion which is their own are rare; annexes
		// that are half of a document are not
		return at
	}
	for i := range m.doc.Blocks {
		if 5*m.doc.Blocks[i].Page >= 2*m.last {
			return i
		}
	}
	return len(m.doc.Blocks)
}

// nearEnd reports whether a block stands in the last tenth of the document.
func (m *marker) nearEnd(b *document.Block) bool { return 10*b.Page >= 9*m.last }

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
	words := 0
	for i := range m.doc.Blocks {
		if o := &m.doc.Blocks[i]; o.Page == b.Page && o.InFlow() {
			words += len(strings.Fields(o.Text))
		}
	}
	return words <= 3*len(strings.Fields(b.Text))+10
}

// paint gives every block its zone.
func (m *marker) paint() {
	zone, next := document.Front, 0
	for i := range m.doc.Blocks {
		for next < len(m.opens) && m.opens[next].block <= i {
			zone = m.opens[next].zone
			next++
		}
		b := &m.doc.Blocks[i]
		b.Zone = zone
		if b.Kind == document.TOCEntry {
			b.Zone = document.Contents
		}
	}
}

// pages gives every page the zone of most of its words, and joins them in runs.
func (m *marker) pages() {
	words := make([]map[document.Zone]int, m.last+1)
	for i := range m.doc.Blocks {
		b := &m.doc.Blocks[i]
		if !b.InFlow() || b.Page < 1 || b.Page > m.last {
			continue
		}
		if words[b.Page] == nil {
			words[b.Page] = map[document.Zone]int{}
		}
		words[b.Page][b.Zone] += 1 + len(strings.Fields(b.Text))
	}
	zone := make([]document.Zone, m.last+1)
	at := document.Front
	for p := 1; p <= m.last; p++ {
		best := 0
		for _, z := range []document.Zone{document.Body, document.Annexes, document.Contents, document.Front, document.Glossary, document.Bibliography} {
			if n := words[p][z]; n > best {
				best, at = n, z
			}
		}
		zone[p] = at
	}
	if m.isCover(zone[1]) {
		zone[1] = document.Cover
		for i := range m.doc.Blocks {
			if m.doc.Blocks[i].Page == 1 {
				m.doc.Blocks[i].Zone = document.Cover
			}
		}
	}
	m.doc.Zones = m.doc.Zones[:0]
	for p := 1; p <= m.last; p++ {
		if n := len(m.doc.Zones); n > 0 && m.doc.Zones[n-1].Zone == zone[p] {
			m.doc.Zones[n-1].Last = p
			continue
		}
		why, sure := m.whyOf(zone[p], p)
		m.doc.Zones = append(m.doc.Zones, document.ZoneSpan{Zone: zone[p], First: p, Last: p, Why: why, Sure: sure})
	}
}

// isCover reports whether the first page is a cover: little running text on it.
func (m *marker) isCover(zone document.Zone) bool {
	if m.last == 1 || zone == document.Contents {
		return false
	}
	words, paragraphs := 0, 0
	for i := range m.doc.Blocks {
		b := &m.doc.Blocks[i]
		if b.Page != 1 || !b.InFlow() {
			continue
		}
		n := len(strings.Fields(b.Text))
		words += n
		if n >= running && b.Kind != document.Table {
			paragraphs++
		}
	}
	return words < 150 && paragraphs <= 1 || paragraphs == 0 && words < 250
}

// whyOf gives the reason of a zone that begins on a page.
func (m *marker) whyOf(zone document.Zone, page int) (document.Reason, bool) {
	if zone == document.Cover {
		return document.Reason{Code: WhyFirstPage}, true
	}
	for _, o := range m.opens {
		if b := &m.doc.Blocks[o.block]; o.zone == zone && b.Page <= page && page <= b.Page+1 {
			return o.why, o.sure
		}
	}
	if zone == document.Contents {
		return document.Reason{Code: WhyLines}, true
	}
	return document.Reason{Code: WhyFollows}, false
}

// SetBody overrules the zones: pages first to last are the body, what comes before
// stays as it is but for body and annexes, what comes after is annexes unless it is
// a bibliography or a glossary.
func SetBody(doc *document.Document, first, last int) {
	pages := max(doc.Count.Total, len(doc.Pages))
	zone := make([]document.Zone, pages+1)
	for _, z := range doc.Zones {
		for p := z.First; p <= z.Last && p <= pages; p++ {
			zone[p] = z.Zone
		}
	}
	overruled := func(p int) document.Zone {
		switch {
		case p >= first && p <= last:
			return document.Body
		case p < first && (zone[p] == document.Body || zone[p] == document.Annexes || zone[p] == ""):
			return document.Front
		case p > last && zone[p] != document.Bibliography && zone[p] != document.Glossary:
			return document.Annexes
		}
		return zone[p]
	}
	doc.Zones = nil
	for p := 1; p <= pages; p++ {
		z := overruled(p)
		if n := len(doc.Zones); n > 0 && doc.Zones[n-1].Zone == z {
			doc.Zones[n-1].Last = p
			continue
		}
		doc.Zones = append(doc.Zones, document.ZoneSpan{Zone: z, First: p, Last: p, Why: document.Reason{Code: WhyByHand}, Sure: true})
	}
	for i := range doc.Blocks {
		if b := &doc.Blocks[i]; b.Page >= 1 && b.Page <= pages && b.Zone != document.Contents {
			b.Zone = overruled(b.Page)
		}
	}
}
