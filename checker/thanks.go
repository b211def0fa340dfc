package checker

import (
	"regexp"
	"strings"

	"prejury/extractors/document"
)

// thanksWords are how many words of a block tell whether its page thanks.
const thanksWords = 6

var (
	rxThanks   = regexp.MustCompile(`(?i)\b(?:remerci|gratitude\b|reconnaissan(?:ce|te?s?) (?:à|aux?|envers|pour)\s|dédi(?:e|ons) (?:ce|cet|à|aux?)\s|acknowledg|grateful to\s)`)
	rxThanking = regexp.MustCompile(`(?i)^[\d\s.IVX)-]*(?:remerc|dédicace|dedicace|acknowledg|gratitude)`)
)

// thanks are the pages on which a report thanks people or is dedicated to them: most
// of what they say names roles, teams and help, and is proof of nothing. They are
// told by what their paragraphs say, since their title is often a drawing: one in
// three before the body, where nothing else is expected, two in three further on.
func thanks(doc *document.Document) map[int]bool {
	type count struct{ thanking, all, enough int }
	pages := map[int]*count{}
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if !b.InFlow() || b.Kind == document.Table || b.Kind == document.TOCEntry || len(strings.Fields(b.Text)) < thanksWords {
			continue
		}
		c := pages[b.Page]
		if c == nil {
			c = &count{enough: 2}
			if b.Zone == document.Front || b.Zone == document.Cover {
				c.enough = 1
			}
			pages[b.Page] = c
		}
		c.all++
		if rxThanks.MatchString(b.Text) {
			c.thanking++
		}
	}
	out := map[int]bool{}
	for page, c := range pages {
		out[page] = c.thanking > 0 && 3*c.thanking >= c.enough*c.all
	}
	return out
}

// thanking reports whether a block stands on such a page, or before the body under
// such a title: further on, a title that was not seen would leave the rest under it.
func thanking(b *document.Block, pages map[int]bool) bool {
	n := len(b.Section)
	return pages[b.Page] || n > 0 && b.Zone != document.Body && b.Zone != document.Annexes && rxThanking.MatchString(b.Section[n-1])
}
