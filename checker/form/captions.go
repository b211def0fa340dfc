package form

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"prejury/extractors/document"
	"prejury/internal/text"
)

const (
	captionWord   = `(f\s?igures?|fig\.?|tableaux?|tab\.?|tables?|illustrations?|images?|schemas?|graphiques?|diagrammes?|photos?|captures?)`
	captionNumber = `\s*(?:n\s*[°o]\s*)?(\d{1,3}(?:[.\-]\d{1,2})?)`
)

// A reference and a caption: the word and its number, in a folded text. Numbers with a
// chapter (2.3) are compared whole.
var (
	referenceRe = regexp.MustCompile(`\b(figure|fig\.?|tableau)\s*(?:n\s*[°o]\s*)?(\d{1,3}(?:[.\-]\d{1,2})?)\b`)
	captionRe   = regexp.MustCompile(`(?:^|[\n\t|(])\s*` + captionWord + captionNumber + `\b`)
	// withinRe is a caption in the midst of a block: what stood in the figure was read
	// as one text with it.
	withinRe = regexp.MustCompile(`\b` + captionWord + captionNumber + `\s*[:\-–—|]\s`)
)

// A report numbers its captions when it has leastCaptions of them; the numbers that are
// referred to are then looked for among those of all kinds.
const leastCaptions = 4

// captioned looks for the captions of the figures and tables that the text refers to.
// It does not tell where pages were not read, whose pictures may hold them, and is not
// made where captions are not numbered.
func (r *report) captioned() (Finding, bool) {
	f := Finding{ID: Captions, Verdict: OK}
	have := map[string]bool{} // by kind and number
	kinds := map[string]int{}
	for i := range r.doc.Blocks {
		b := &r.doc.Blocks[i]
		if b.Hidden || b.Kind == document.TOCEntry && b.Zone != document.Contents {
			continue
		}
		s := text.Fold(text.Clean(b.Text))
		if b.Kind != document.Paragraph && b.Kind != document.ListItem {
			torn(s, have)
		}
		for _, m := range slices.Concat(captionRe.FindAllStringSubmatch(s, -1), withinRe.FindAllStringSubmatch(s, -1)) {
			k := kindOf(m[1])
			have[k+point(m[2])] = true
			if b.Kind == document.Caption {
				kinds[k]++
			}
		}
	}
	var missing []string
	known := map[string]bool{}
	for i := range r.doc.Blocks {
		b := &r.doc.Blocks[i]
		if !refers(b) {
			continue
		}
		for _, m := range referenceRe.FindAllStringSubmatch(text.Fold(text.Clean(b.Text)), -1) {
			k := kindOf(m[1])
			first, _, _ := strings.Cut(point(m[2]), ".") // "figures 3-5"
			if kinds[k] < leastCaptions || have[k+point(m[2])] || have[k+first] {
				continue
			}
			label := k + m[2]
			if !known[label] {
				known[label] = true
				missing = append(missing, label)
			}
			if f.Page == 0 {
				f.Page = b.Page
			}
		}
	}
	switch {
	case len(missing) > 0 && r.anyVeiled(1, len(r.doc.Pages)):
		f.Verdict, f.Page = Unknown, 0
	case len(missing) > 0:
		f.Verdict = Warn
		f.Args = missing
	}
	return f, kinds[Figure] >= leastCaptions || kinds[Table] >= leastCaptions
}

// torn notes every number of a table, or of what else is no running text, that has the
// word for a figure in it: the captions of figures drawn as text may be cut into cells.
func torn(s string, have map[string]bool) {
	words := text.Words(s)
	for _, kind := range []string{"figure", "tableau"} {
		if !slices.ContainsFunc(words, func(w text.Word) bool { return w.Fold == kind }) {
			continue
		}
		for _, w := range words {
			if _, err := strconv.Atoi(w.Fold); err == nil {
				have[kindOf(kind)+w.Fold] = true
			}
		}
	}
}

// point writes a number with its chapter in one way.
func point(number string) string { return strings.ReplaceAll(number, "-", ".") }

// Figure and Table begin the arguments of Captions, before their number.
const (
	Figure = "f"
	Table  = "t"
)

// kindOf gives Table for a table and Figure for all that is drawn.
func kindOf(word string) string {
	if strings.HasPrefix(word, "tab") {
		return Table
	}
	return Figure
}

// refers reports whether a block is text of the report itself, that may refer to its
// figures.
func refers(b *document.Block) bool {
	if b.Hidden || b.Zone != document.Body && b.Zone != document.Front {
		return false
	}
	switch b.Kind {
	case document.Paragraph, document.ListItem:
		return true
	}
	return false
}
