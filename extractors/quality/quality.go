// Package quality says how far the text of each page can be trusted, and repairs the
// words whose ligatures a font lost.
package quality

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"prejury/extractors/document"
	"prejury/internal/french"
	"prejury/internal/text"
)

// Measured on 2,561 pages of 67 real reports. Pages whose words are read but glued or
// cut are under readable; annexes of code, bibliographies and lists of products are
// not, as long as what is no prose is left out of the count.
const (
	readable = 0.65 // share of known words under which a page is badly read
	legible  = 0.80 // share above which glyphs without Unicode have done no harm
	enough   = 30   // words of prose, under which nothing is said
	scanned  = 0.5  // share of a page covered by a picture that may be the page itself
	whole    = 0.95 // share of a picture of the size of its page
	fewWords = 5    // words on a scanned page
)

// Measure repairs lost ligatures, then fills Page.Quality and Page.Unreadable and adds
// the warnings that they call for. Zones are not needed.
func Measure(doc *document.Document) {
	lex := french.Open()
	if doc.Source.Format == document.PDF {
		mend(doc, lex)
	}
	scores := make([]score, len(doc.Pages)+1)
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if b.InFlow() && b.Page >= 1 && b.Page <= len(doc.Pages) && b.Kind != document.BibEntry {
			scores[b.Page].add(b.Text, lex)
		}
	}
	background := hasBackground(doc, scores)
	for i := range doc.Pages {
		judge(&doc.Pages[i], &scores[i+1], background)
	}
	harmless(doc)
	warn(doc)
}

// harmless clears the pages too short to be measured whose fonts do no harm on the
// pages that were.
func harmless(doc *document.Document) {
	good, bad := 0, 0
	for _, p := range doc.Pages {
		switch {
		case p.Quality >= legible:
			good++
		case p.Quality >= 0 && p.Unreadable == document.WarnNoUnicode:
			bad++
		}
	}
	if good <= 2*bad {
		return
	}
	for i := range doc.Pages {
		if p := &doc.Pages[i]; p.Unreadable == document.WarnNoUnicode && p.Quality < 0 && p.Words > 0 {
			p.Unreadable = ""
		}
	}
}

// score counts the words of a page that read, among its words of prose.
type score struct{ known, words, symbols, all int }

// add counts the words of a text: those in lower case, of three letters and more, that
// no figure, underscore or capital makes a name or an identifier.
func (s *score) add(t string, lex *french.Lexicon) {
	for _, r := range t {
		if strings.ContainsRune("{}()[];=<>_`\\/|", r) {
			s.symbols++
		}
	}
	for _, w := range text.Words(t) {
		s.all++
		if utf8.RuneCountInString(w.Lower) < 3 || !prose(t, w) {
			continue
		}
		s.words++
		if lex.Reads(w.Lower) {
			s.known++
		}
	}
}

// prose reports whether a word may be one of a sentence.
func prose(t string, w text.Word) bool {
	for _, r := range t[w.Start:w.End] {
		if !unicode.IsLower(r) && !unicode.Is(unicode.Mn, r) {
			return false
		}
	}
	if before, _ := utf8.DecodeLastRuneInString(t[:w.Start]); strings.ContainsRune("_@#$./\\<", before) {
		return false
	}
	after, _ := utf8.DecodeRuneInString(t[w.End:])
	return after != '_' && after != '(' && after != '@' && after != '='
}

// judge gives a page its quality and says why it cannot be trusted.
func judge(p *document.Page, s *score, background bool) {
	p.Quality = -1
	if s.words >= enough {
		p.Quality = float64(s.known) / float64(s.words)
	}
	switch {
	case p.Unreadable == document.WarnNoUnicode && p.Quality >= legible:
		p.Unreadable = ""
	case p.Unreadable != "":
	case s.all < fewWords && covered(p, background):
		p.Unreadable = document.WarnNoText
	case p.Quality >= 0 && p.Quality < readable && !code(s):
		p.Unreadable = document.WarnLowQuality
	}
}

// code reports whether a page holds a program rather than prose: a sign of one for
// every three words.
func code(s *score) bool { return 3*s.symbols > s.all }

// covered reports whether a picture may be the whole page. Several small ones are
// figures, and what lies behind every page is its background.
func covered(p *document.Page, background bool) bool {
	for _, im := range p.Images {
		if im.Share >= scanned && !(background && im.Share >= whole) {
			return true
		}
	}
	return false
}

// hasBackground reports whether pages are drawn on a picture of their size, as slides
// are: most pages have one and words on it.
func hasBackground(doc *document.Document, scores []score) bool {
	n := 0
	for i := range doc.Pages {
		if scores[i+1].all < fewWords {
			continue
		}
		for _, im := range doc.Pages[i].Images {
			if im.Share >= whole {
				n++
				break
			}
		}
	}
	return 2*n > len(doc.Pages)
}

// warn brings the warnings in line with the pages.
func warn(doc *document.Document) {
	for _, code := range []string{document.WarnNoText, document.WarnNoUnicode, document.WarnLowQuality} {
		var pages []int
		for _, p := range doc.Pages {
			if p.Unreadable == code {
				pages = append(pages, p.Number)
			}
		}
		at := slices.IndexFunc(doc.Warnings, func(w document.Warning) bool { return w.Code == code })
		switch {
		case at >= 0 && len(pages) == 0 && len(doc.Warnings[at].Pages) > 0:
			doc.Warnings = slices.Delete(doc.Warnings, at, at+1)
		case at >= 0:
			doc.Warnings[at].Pages = pages
		case len(pages) > 0:
			doc.Warnings = append(doc.Warnings, document.Warning{Code: code, Pages: pages})
		}
	}
}
