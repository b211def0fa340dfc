package layout

import (
	"regexp"
	"strings"
)

// Word processors print review comments in a margin of their own, to the right of the
// text, each after a label: "Commenté [AB2]:", "Commented [2]:".
var (
	remarkLabel  = regexp.MustCompile(`^(?:Commenté|Commented|Commentaire|Comment)$`)
	remarkAuthor = regexp.MustCompile(`^\[\p{L}*\d+\]\s?:`)
)

// remarkEdge is the part of a page's width after which a comments margin begins.
const remarkEdge = 0.5

// remarks takes the margin of review comments off a page, which nobody wrote for the
// reader of the report, and counts them.
func remarks(ws []word, width float64) (kept []word, count int) {
	margin := width
	for i := range ws {
		label, author, _ := strings.Cut(ws[i].text, " ")
		if author == "" && i+1 < len(ws) {
			author = ws[i+1].text
		}
		if ws[i].x0 > remarkEdge*width && remarkLabel.MatchString(label) && remarkAuthor.MatchString(author) {
			margin = min(margin, ws[i].x0)
			count++
		}
	}
	if count == 0 {
		return ws, 0
	}
	kept = ws[:0:0]
	for _, w := range ws {
		if w.x0 < margin-2 {
			kept = append(kept, w)
		}
	}
	return kept, count
}
