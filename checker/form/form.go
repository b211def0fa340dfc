// Package form makes the few checks of form that the secretary of a jury makes by eye:
// a title page, contents that list what is there, printed page numbers, captions for
// the figures that the text refers to. The référentiel asks for none of them, so that
// nothing here makes a report fail, and each keeps silent where it is not sure.
package form

import (
	"strconv"
	"strings"

	"prejury/extractors/document"
)

// Verdict is what a check says.
type Verdict string

// The verdicts. Unknown is said where what was read does not allow to tell.
const (
	OK      Verdict = "ok"
	Warn    Verdict = "warn"
	Unknown Verdict = "unknown"
)

// The checks, in the order of Check.
const (
	TitlePage   = "title-page"   // the first page is a cover
	Contents    = "contents"     // a report of more than shortest pages has contents
	Entries     = "entries"      // what the contents announce is in the report
	PageNumbers = "page-numbers" // pages have their number printed on them
	Captions    = "captions"     // figures and tables that are referred to have a caption
)

// IDs are all of them.
var IDs = []string{TitlePage, Contents, Entries, PageNumbers, Captions}

// Finding is the outcome of one check. Page is where it is seen, 0 for the whole file.
// Args complete its sentence: of Captions, what has none ("f9", "t2.1"). Words do too and
// are the candidate's own: of Entries, those that were not found.
type Finding struct {
	ID      string
	Verdict Verdict
	Page    int
	Args    []string
	Words   []string
}

// shortest is the number of pages up to which a report needs neither contents nor page
// numbers.
const shortest = 10

// Check makes the checks that apply to a document. Slides have none of these forms.
func Check(doc *document.Document) []Finding {
	switch doc.Source.Format {
	case document.PPTX, document.ODP:
		return nil
	}
	if slides(doc) {
		return nil
	}
	r := survey(doc)
	out := []Finding{r.titlePage()}
	if doc.Count.Total > shortest {
		out = append(out, r.contents())
	}
	if len(r.entries) > 0 {
		out = append(out, r.listed())
	}
	if doc.Count.Total > shortest {
		out = append(out, r.numbered())
	}
	if f, ok := r.captioned(); ok {
		out = append(out, f)
	}
	return out
}

// slides reports whether a PDF is an exported deck: most of its pages are wider than high.
func slides(doc *document.Document) bool {
	wide := 0
	for _, p := range doc.Pages {
		if p.Width > p.Height {
			wide++
		}
	}
	return 2*wide > len(doc.Pages)
}

// A page with fewer words than sparse and a picture of some size may say in the picture
// what is looked for in the text.
const (
	sparse = 25
	seen   = 0.02 // share of a page
)

// report is a document and what several checks ask of it.
type report struct {
	doc     *document.Document
	veiled  []bool // by page number: what stands on it is not all text
	entries []entry
}

func survey(doc *document.Document) *report {
	r := &report{doc: doc, veiled: make([]bool, len(doc.Pages)+1)}
	for i := range doc.Pages {
		p := &doc.Pages[i]
		share := 0.0
		for _, im := range p.Images {
			share += im.Share
		}
		r.veiled[i+1] = p.Unreadable != "" || p.Words < sparse && share >= seen
	}
	r.entries = entries(doc)
	return r
}

// anyVeiled reports whether one of the pages from first to last is veiled.
func (r *report) anyVeiled(first, last int) bool {
	for n := max(first, 1); n <= last && n < len(r.veiled); n++ {
		if r.veiled[n] {
			return true
		}
	}
	return false
}

// titlePage looks at the first page. What a picture shows, or a title above the
// contents, is left to the reader.
func (r *report) titlePage() Finding {
	f := Finding{ID: TitlePage, Verdict: Warn, Page: 1}
	for _, z := range r.doc.Zones {
		if z.Zone == document.Cover {
			f.Verdict = OK
		}
	}
	if f.Verdict == Warn && (len(r.doc.Zones) == 0 || r.doc.Zones[0].Zone == document.Contents || r.anyVeiled(1, 1)) {
		f.Verdict = Unknown
	}
	return f
}

// contents looks for a part that lists the others, wherever it stands.
func (r *report) contents() Finding {
	f := Finding{ID: Contents, Verdict: Warn}
	for _, z := range r.doc.Zones {
		if z.Zone == document.Contents {
			return Finding{ID: Contents, Verdict: OK, Page: z.First}
		}
	}
	for i := range r.doc.Blocks {
		if b := &r.doc.Blocks[i]; b.Kind == document.TOCEntry || b.Zone == document.Contents {
			return Finding{ID: Contents, Verdict: OK, Page: b.Page}
		}
	}
	// Contents stand at one of the two ends.
	n := len(r.doc.Pages)
	if r.anyVeiled(1, min(n, 8)) || r.anyVeiled(n-2, n) {
		f.Verdict = Unknown
	}
	return f
}

// numberedShare is the part of the pages with a printed number under which the report is
// said to have none: covers and figures have none in any report.
const numberedShare = 0.1

// numbered looks for printed page numbers.
func (r *report) numbered() Finding {
	f := Finding{ID: PageNumbers, Verdict: OK}
	printed, read := 0, 0
	for i, p := range r.doc.Pages {
		if p.Printed != "" {
			printed++
		}
		if !r.veiled[i+1] {
			read++
		}
	}
	switch {
	case float64(printed) >= numberedShare*float64(len(r.doc.Pages)), r.counts():
	case r.doc.Source.Format != document.PDF, 2*read < len(r.doc.Pages):
		f.Verdict = Unknown // numbers are fields, or may be in the pictures
	default:
		f.Verdict = Warn
	}
	return f
}

// A number that goes up with the pages is theirs, wherever it is printed: in the table of
// a letterhead, in a sentence ("9 sur 29").
const (
	edgeBlocks = 4   // blocks at either end of a page that may hold its number
	edgeWords  = 8   // words at either end of a block
	goesUp     = 0.5 // share of the pages whose number goes up with them
)

// counts reports whether numbers that go up with the pages stand at their edges.
func (r *report) counts() bool {
	pages := make([][]*document.Block, len(r.doc.Pages)+1)
	for i := range r.doc.Blocks {
		if b := &r.doc.Blocks[i]; !b.Hidden && b.Page >= 1 && b.Page < len(pages) {
			pages[b.Page] = append(pages[b.Page], b)
		}
	}
	lag := map[int]int{} // pages by how far the number is from theirs
	for n, blocks := range pages {
		seen := map[int]bool{}
		for i, b := range blocks {
			if i >= edgeBlocks && i < len(blocks)-edgeBlocks {
				continue
			}
			words := strings.Fields(b.Text)
			for k, w := range words {
				if k >= edgeWords && k < len(words)-edgeWords {
					continue
				}
				w, _, _ = strings.Cut(w, "/")
				if v, err := strconv.Atoi(strings.Trim(w, ".-–—|()[]")); err == nil && v >= 0 && !seen[v-n] {
					seen[v-n] = true
					lag[v-n]++
				}
			}
		}
	}
	for _, pages := range lag {
		if float64(pages) >= goesUp*float64(len(r.doc.Pages)) {
			return true
		}
	}
	return false
}
