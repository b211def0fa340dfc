package office

import (
	"slices"
	"strconv"

	"prejury/extractors/document"
)

// Notices are what the reader of an office file should know of it.
type Notices struct {
	Changes   int  // insertions and deletions not yet accepted
	Comments  int  // review comments
	Broken    bool // a secondary part could not be read
	Truncated bool // the limits cut the text
}

// Warn adds them to the warnings of a document.
func (n Notices) Warn(doc *document.Document) {
	add := func(code, arg string) {
		doc.Warnings = append(doc.Warnings, document.Warning{Code: code, Arg: arg})
	}
	if n.Changes > 0 {
		add(document.WarnPending, strconv.Itoa(n.Changes))
	}
	if n.Comments > 0 {
		add(document.WarnComments, strconv.Itoa(n.Comments))
	}
	if n.Broken {
		add(document.WarnDamaged, "")
	}
	if n.Truncated && !slices.ContainsFunc(doc.Warnings, func(w document.Warning) bool { return w.Code == document.WarnTruncated }) {
		add(document.WarnTruncated, strconv.Itoa(len(doc.Pages)))
	}
}
