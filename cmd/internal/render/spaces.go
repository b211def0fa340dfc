package render

import (
	"bytes"
	"html/template"
	"io"
	"strings"
)

// unbroken are the spaces that no line ends at: those of French punctuation, and those
// before the number of a page. They are kept in pages alone: a terminal's lines are cut
// by wrap, and what scripts read holds plain spaces.
var unbroken = strings.NewReplacer(
	" :", "\u00a0:", " ;", "\u00a0;", " ?", "\u00a0?", " !", "\u00a0!", " %", "\u00a0%", " »", "\u00a0»", "« ", "«\u00a0", "± ", "±\u00a0",
	"p. 1", "p.\u00a01", "p. 2", "p.\u00a02", "p. 3", "p.\u00a03", "p. 4", "p.\u00a04", "p. 5", "p.\u00a05", "p. 6", "p.\u00a06", "p. 7", "p.\u00a07", "p. 8", "p.\u00a08", "p. 9", "p.\u00a09",
)

// writePage writes the page that a template makes; its head is left as it is.
func writePage(w io.Writer, t *template.Template, view any) error {
	var page bytes.Buffer
	if err := t.Execute(&page, view); err != nil {
		return err
	}
	head, body, _ := strings.Cut(page.String(), "<body")
	_, err := io.WriteString(w, head+"<body"+unbroken.Replace(body))
	return err
}
