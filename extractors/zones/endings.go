package zones

import (
	"slices"
	"strings"

	"prejury/extractors/document"
)

// references opens a bibliography without a heading: a page of entries after the body,
// in the last sixth of the document.
func (m *marker) references() {
	if n := len(m.opens); n == 0 || m.opens[n-1].zone != document.Body {
		return
	}
	first := map[int]int{} // of each page
	entries, blocks := map[int]int{}, map[int]int{}
	for i := range m.doc.Blocks {
		b := &m.doc.Blocks[i]
		if !b.InFlow() || 6*b.Page < 5*m.last {
			continue
		}
		if _, ok := first[b.Page]; !ok {
			first[b.Page] = i
		}
		blocks[b.Page]++
		if b.Kind == document.BibEntry || reference(b.Text) {
			entries[b.Page]++
		}
	}
	for page := (5*m.last + 5) / 6; page <= m.last; page++ {
		if at, ok := first[page]; ok && entries[page] >= 3 && 3*entries[page] >= blocks[page] && at > m.opens[len(m.opens)-1].block {
			m.openWhy(at, document.Bibliography, document.Reason{Code: WhyEntries}, false)
			return
		}
	}
}

// plates is the share of a page that pictures cover on an annex of pictures.
const plates = 0.2

// pictures opens annexes without a heading: pages of pictures with their captions
// after the bibliography that ends the document.
func (m *marker) pictures() {
	n := len(m.opens)
	end := len(m.doc.Blocks)
	if n > 1 && m.opens[n-1].zone == document.Contents { // the full contents at the very end
		n, end = n-1, m.opens[n-1].block
	}
	if n == 0 || m.opens[n-1].zone != document.Bibliography {
		return
	}
	from := m.opens[n-1].block
	for i := from + 1; i < end; i++ {
		b := &m.doc.Blocks[i]
		if b.Kind != document.Caption || b.Page <= m.doc.Blocks[from].Page || b.Page > len(m.doc.Pages) {
			continue
		}
		share := 0.0
		for _, im := range m.doc.Pages[b.Page-1].Images {
			share += im.Share
		}
		if share < plates || m.words[b.Page] > 2*running {
			continue
		}
		for i > from+1 && m.doc.Blocks[i-1].Page == b.Page {
			i--
		}
		m.opens = slices.Insert(m.opens, n, opening{i, document.Annexes, document.Reason{Code: WhyPictures}, false})
		return
	}
}

// backCover gives to the front matter a last page after the annexes that carries the
// summary and its key words.
func (m *marker) backCover() {
	if n := len(m.opens); n == 0 || m.opens[n-1].zone != document.Annexes || m.doc.Blocks[m.opens[n-1].block].Page >= m.last {
		return
	}
	first, summary, words := -1, false, false
	for i := range m.doc.Blocks {
		b := &m.doc.Blocks[i]
		if b.Page != m.last || !b.InFlow() {
			continue
		}
		if first < 0 {
			first = i
		}
		summary = summary || len(strings.Fields(b.Text)) >= running
		words = words || keyWords(b.Text)
	}
	if summary && words {
		m.openWhy(first, document.Front, document.Reason{Code: WhyHeading, Arg: m.doc.Blocks[first].Text}, false)
	}
}

// keyWords reports whether a text begins as the line of key words of a summary.
func keyWords(s string) bool {
	s = fold(s)
	for _, p := range []string{"mots cles", "mots-cles", "mots clefs", "mots-clefs", "keywords", "key words"} {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}

// reference reports whether a text begins as an entry does: "[12] ".
func reference(s string) bool {
	rest, ok := strings.CutPrefix(s, "[")
	number, _, closed := strings.Cut(rest, "]")
	return ok && closed && number != "" && len(number) <= 3 && strings.Trim(number, "0123456789") == ""
}
