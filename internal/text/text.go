// Package text is the one place where French (and English) text is normalised:
// composing, folding, splitting into words and sentences, stemming. It imports
// nothing of ours.
package text

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// ligatures are the presentation forms that fonts put in a text layer (Unicode
// block Alphabetic Presentation Forms), and what a reader reads.
var ligatures = strings.NewReplacer("ﬀ", "ff", "ﬁ", "fi", "ﬂ", "fl", "ﬃ", "ffi", "ﬄ", "ffl", "ﬅ", "st", "ﬆ", "st")

// Clean composes accents (NFC), opens ligatures, turns every kind of space into
// one space and removes what has no width: soft hyphens, zero-width characters,
// control characters other than tab and newline.
func Clean(s string) string {
	s = norm.NFC.String(ligatures.Replace(s))
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		switch {
		case r == '\t' || r == '\n':
			b.WriteRune(r)
		case r == '\u00ad' || r == '\ufeff' || r >= '\u200b' && r <= '\u200f' || r >= '\u202a' && r <= '\u202e' || r == '\u2060':
		case unicode.IsSpace(r) || r == '\u00a0' || r == '\u202f':
			b.WriteByte(' ')
		case unicode.IsControl(r):
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Fold gives s in lower case without accents, œ as oe and æ as ae, typographic
// apostrophes and hyphens as ' and -. It never lengthens the count of words.
func Fold(s string) string {
	ascii := true
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			ascii = false
			break
		}
	}
	if ascii {
		return strings.ToLower(s)
	}
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range norm.NFD.String(s) {
		switch r {
		case 'œ', 'Œ':
			b.WriteString("oe")
		case 'æ', 'Æ':
			b.WriteString("ae")
		case '’', 'ʼ', '‘', '`', '´':
			b.WriteByte('\'')
		case '‐', '‑', '–', '—', '−':
			b.WriteByte('-')
		default:
			if unicode.Is(unicode.Mn, r) {
				continue
			}
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}
