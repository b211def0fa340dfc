package form

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"prejury/extractors/document"
	"prejury/internal/text"
)

// entry is a chapter or an annex that the contents announce.
type entry struct {
	text  string // as it is printed, without its page
	title string // folded, without its number, letters and digits only
	annex string // "annexe3" for a numbered annex, "" otherwise
	page  string // the printed page that it is said to be on, "" when none
	at    int    // page of the contents
}

// Beginnings of entries: the number of a chapter, alone or after a word, not of a
// section (2.1); an annex; a figure or table, which has contents of its own.
var (
	chapterRe = regexp.MustCompile(`^(?:(?:chapitre|chapter|partie|part)\s+(?:\d{1,2}|[ivx]{1,5}|[a-h])\b|(?:\d{1,2}|[ivx]{1,5}|[a-h])\s*[.):\-–—]|\d{1,2}\s)\s*[.):\-–—]?\s*(\pL.*)$`)
	annexRe   = regexp.MustCompile(`^(?:annexes?|appendices?|appendix)\s*(?:n\s*[°o]\s*)?(\d{1,2}|[ivx]{1,5}|[a-z])?(?:\s*[.):\-–—]\s*|\s+|$)(.*)$`)
	figureRe  = regexp.MustCompile(`^(?:figures?|fig|tableaux?|tables?|illustration|image|photo|graphique|schema|diagramme)\b`)
	listOf    = regexp.MustCompile(`\b(?:figures?|illustrations?|tableaux|images|tables|abreviations|sigles)\b`)
)

// shortestTitle is the number of letters under which a title is too common to be missed.
const shortestTitle = 8

// entries gives the chapters and annexes that the contents announce.
func entries(doc *document.Document) (out []entry) {
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if b.Kind != document.TOCEntry || b.Hidden {
			continue
		}
		shown, page, _ := strings.Cut(b.Text, "\t")
		s := strings.Trim(text.Fold(text.Clean(shown)), " .·…_-–•")
		if figureRe.MatchString(s) || len(b.Section) > 0 && listOf.MatchString(text.Fold(b.Section[len(b.Section)-1])) {
			continue
		}
		e := entry{text: strings.TrimSpace(shown), page: strings.TrimSpace(page), at: b.Page}
		if m := annexRe.FindStringSubmatch(s); m != nil {
			e.title = letters(m[2])
			if m[1] != "" {
				e.annex = "annexe" + m[1]
			}
		} else if m := chapterRe.FindStringSubmatch(s); m != nil {
			e.title = letters(m[1])
		}
		if utf8.RuneCountInString(e.title) >= shortestTitle {
			out = append(out, e)
		}
	}
	return out
}

// letters keeps the letters and digits of a folded text.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

// Contents are read well enough to be believed when most of their entries are found, and
// there are some.
const (
	leastEntries = 4
	foundShare   = 0.7
	wordsShare   = 0.5 // of the words of a title that another title shares with it
	headingWords = 25  // words of the longest block that may be a heading
)

// listed compares what the contents announce with what the report holds.
func (r *report) listed() Finding {
	f := Finding{ID: Entries, Verdict: OK}
	if len(r.entries) < leastEntries {
		f.Verdict = Unknown
		return f
	}
	where, short := r.texts()
	missing := 0
	for _, e := range r.entries {
		if strings.Contains(where, e.title) || e.annex != "" && strings.Contains(where, e.annex) || alike(e, short) {
			continue
		}
		missing++
		if r.mayBeVeiled(e) {
			continue
		}
		if f.Page == 0 {
			f.Page = e.at
		}
		f.Verdict = Warn
		f.Words = append(f.Words, e.text)
	}
	if float64(len(r.entries)-missing) < foundShare*float64(len(r.entries)) {
		return Finding{ID: Entries, Verdict: Unknown}
	}
	return f
}

// texts gives the letters of all that is no contents, one block after the other, and the
// words of the blocks that may be headings.
func (r *report) texts() (string, []map[string]bool) {
	var all strings.Builder
	var short []map[string]bool
	for i := range r.doc.Blocks {
		b := &r.doc.Blocks[i]
		if b.Kind == document.TOCEntry || b.Hidden || b.Zone == document.Contents && b.Kind != document.Heading {
			continue
		}
		s := text.Fold(text.Clean(b.Text))
		all.WriteString(letters(s))
		if words := long(s); len(words) > 0 && len(words) <= headingWords {
			short = append(short, words)
		}
	}
	return all.String(), short
}

// long gives the beginnings of the words of four letters and more: enough to know a word
// in the plural, or with a slip at its end.
func long(s string) map[string]bool {
	out := map[string]bool{}
	for _, w := range text.Words(s) {
		if utf8.RuneCountInString(w.Fold) >= 4 {
			out[string([]rune(w.Fold)[:min(6, utf8.RuneCountInString(w.Fold))])] = true
		}
	}
	return out
}

// alike reports whether a heading has most of the words of an entry: it was reworded,
// and the contents were not brought up to date.
func alike(e entry, short []map[string]bool) bool {
	words := long(text.Fold(text.Clean(e.text)))
	delete(words, "chapit")
	delete(words, "partie")
	delete(words, "annexe")
	if len(words) == 0 {
		return true // nothing to know it by
	}
	for _, h := range short {
		n := 0
		for w := range words {
			if h[w] {
				n++
			}
		}
		if float64(n) >= wordsShare*float64(len(words)) {
			return true
		}
	}
	return false
}

// mayBeVeiled reports whether an entry may stand on a page whose text was not all read:
// near the page that is announced, or anywhere when that is not known.
func (r *report) mayBeVeiled(e entry) bool {
	last := len(r.doc.Pages)
	if n, err := strconv.Atoi(e.page); err == nil {
		for i, p := range r.doc.Pages {
			if p.Printed == e.page {
				return r.anyVeiled(i, i+3)
			}
		}
		if n > last {
			return false // after the end of the file
		}
	}
	return r.anyVeiled(1, last)
}
