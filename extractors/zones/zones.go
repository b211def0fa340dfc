// Package zones finds the parts of a report: cover, contents, front matter, body,
// bibliography, glossary, annexes. It goes by kinds of blocks and headings first,
// then by position; a single word never decides.
package zones

import (
	"slices"
	"strings"

	"prejury/extractors/document"
)

// The reasons of a zone, see document.ZoneSpan.
const (
	WhyFirstPage = "first-page" // a first page without running text
	WhyLines     = "toc-lines"  // most of the page are contents lines
	WhyHeading   = "heading"    // Arg is the heading that opens it
	WhyText      = "first-text" // the first page of running text
	WhyEntries   = "entries"    // entries of a bibliography, without a heading
	WhyPictures  = "pictures"   // pages of pictures after the bibliography
	WhyOutline   = "outline"    // Arg is the bookmark that opens it
	WhyFollows   = "follows"    // what follows the zone before, nothing says otherwise
	WhyByHand    = "by-hand"    // the user said so
)

// Mark gives every block and every page of a document its zone, and fills
// doc.Zones with the runs of pages.
func Mark(doc *document.Document) {
	if doc.Count.Total < 1 {
		return
	}
	m := &marker{doc: doc, last: lastPage(doc)}
	m.survey()
	m.decide()
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
		if b.Kind == document.TOCEntry || m.listed[i] {
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
		if len(words[p]) == 0 && p > 1 {
			at = m.lastZone(p-1, at)
		}
		for _, z := range []document.Zone{document.Body, document.Annexes, document.Contents, document.Front, document.Glossary, document.Bibliography} {
			if n := words[p][z]; n > best {
				best, at = n, z
			}
		}
		zone[p] = at
	}
	m.chapterContents(zone)
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

// chapterContents gives to the body the page on which a chapter opens with its own
// contents, once the contents of the whole are past, and to the annexes those of an annex:
// it is counted with its chapter, while its lines stay contents.
func (m *marker) chapterContents(zone []document.Zone) {
	const longest = 2
	past := false
	for p := 1; p < len(zone); p++ {
		if zone[p] != document.Contents {
			continue
		}
		end := p
		for end+1 < len(zone) && zone[end+1] == document.Contents {
			end++
		}
		around := zone[p-1]
		if m.annexesOpenOn(p) {
			around = document.Annexes
		}
		inside := (around == document.Body || around == document.Annexes) && end+1 < len(zone) && zone[end+1] == around
		if past && inside && end-p < longest {
			for k := p; k <= end; k++ {
				zone[k] = around
			}
		}
		past, p = true, end
	}
}

// annexesOpenOn reports whether annexes begin on a page.
func (m *marker) annexesOpenOn(page int) bool {
	return slices.ContainsFunc(m.opens, func(o opening) bool {
		return o.zone == document.Annexes && m.doc.Blocks[o.block].Page == page
	})
}

// lastZone is the zone in which a page ends, other when the page is empty.
func (m *marker) lastZone(page int, other document.Zone) document.Zone {
	for i := len(m.doc.Blocks) - 1; i >= 0; i-- {
		if b := &m.doc.Blocks[i]; b.Page == page && b.InFlow() && b.Kind != document.TOCEntry {
			return b.Zone
		}
	}
	return other
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
		if words == 0 && b.Kind == document.Heading && m.roles[i] == front {
			return false // a report handed in without its cover
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
