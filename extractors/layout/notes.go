package layout

import (
	"strings"
	"unicode/utf8"

	"prejury/extractors/document"
)

// captionLike tells a caption from a sentence that begins with a reference:
// "Figure 3 montre que…".
func captionLike(s string) bool {
	m := captionStart(s)
	if m == nil || utf8.RuneCountInString(s) > 300 {
		return false
	}
	if m[1] != "" {
		return true
	}
	rest := strings.TrimSpace(s[len(m[0]):])
	return !startsLower(rest) && !endsSentence(rest) && len(strings.Fields(rest)) <= 20
}

// footnotes marks the notes at the foot of a page: small text that begins with a
// call, below all text of the usual size.
func footnotes(ps []*proto, height, body float64) {
	lowest := 0.0
	for _, p := range ps {
		if p.block.Kind == document.Paragraph && p.block.Size > 0.92*body || p.block.Kind == document.ListItem && p.block.Size > 0.92*body || p.block.Kind == document.Table {
			lowest = max(lowest, p.block.Box.Y0)
		}
	}
	open := false
	for _, p := range ps {
		if p.block.Kind != document.Paragraph && p.block.Kind != document.ListItem {
			continue
		}
		small := p.block.Size <= 0.92*body && p.block.Box.Y0 > lowest && p.block.Box.Y0 > 0.5*height
		if small && (footCall(p.text) || open) && len(p.lines) > 0 {
			p.block.Kind = document.Footnote
			open = true
		} else {
			open = false
		}
	}
}

// footCall reports whether text begins with a footnote's call.
func footCall(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	if strings.ContainsRune("*†‡¹²³⁴⁵⁶⁷⁸⁹", r) {
		return true
	}
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n > 0 && n <= 3 && n < len(s) && (s[n] == ' ' || s[n] >= 'A' || s[n] == '.')
}
