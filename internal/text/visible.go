package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Visible gives s as a terminal may show it: what would command the terminal (control
// characters other than tab and newline), turn the order of what follows, or is not UTF-8 is
// replaced by U+FFFD. Names of files and what a file says of itself may hold any byte.
func Visible(s string) string {
	if utf8.ValidString(s) && strings.IndexFunc(s, commands) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		if commands(r) {
			return utf8.RuneError
		}
		return r
	}, s)
}

// commands reports whether a rune acts on a terminal, or on the direction of what follows it
// (Unicode Standard Annex 9: embeddings, overrides and isolates).
func commands(r rune) bool {
	return unicode.IsControl(r) && r != '\t' && r != '\n' || r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069'
}
