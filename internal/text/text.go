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
	dropped := false
	for _, r := range s {
		switch {
		case r == '\t' || r == '\n':
			b.WriteRune(r)
		case r == '\u00ad' || r == '\ufeff' || r >= '\u200b' && r <= '\u200f' || r >= '\u202a' && r <= '\u202e' || r == '\u2060':
			dropped = true
		case unicode.IsSpace(r) || r == '\u00a0' || r == '\u202f':
			b.WriteByte(' ')
		case unicode.IsControl(r):
			dropped = true
		default:
			b.WriteRune(r)
		}
	}
	if dropped { // it may have stood between a letter and its accent
		return norm.NFC.String(b.String())
	}
	return b.String()
}

// plain gives the folded form of every letter of Latin-1 and Latin Extended-A that
// has one, so that ordinary French needs no decomposition.
var plain = func() (table [0x180]string) {
	for r := rune(0xc0); r < 0x180; r++ {
		if unicode.IsLetter(r) {
			table[r] = foldSlowly(string(r))
		}
	}
	return table
}()

// Fold gives s in lower case without accents, œ as oe and æ as ae, typographic
// apostrophes and hyphens as ' and -.
func Fold(s string) string {
	at := 0
	for at < len(s) && s[at] < 0x80 && (s[at] < 'A' || s[at] > 'Z') {
		at++
	}
	if at == len(s) {
		return s
	}
	out := make([]byte, at, len(s)+2)
	copy(out, s[:at])
	for _, r := range s[at:] {
		switch {
		case 'A' <= r && r <= 'Z':
			out = append(out, byte(r)+'a'-'A')
		case r < 0x80:
			out = append(out, byte(r))
		case r < 0x180 && plain[r] != "":
			out = append(out, plain[r]...)
		case r == '’' || r == 'ʼ' || r == '‘' || r == '´':
			out = append(out, '\'')
		case r == '‐' || r == '‑' || r == '–' || r == '—' || r == '−':
			out = append(out, '-')
		default:
			return foldSlowly(s)
		}
	}
	return string(out)
}

// foldSlowly is Fold for any text.
func foldSlowly(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range norm.NFD.String(s) {
		switch r {
		case 'œ', 'Œ':
			b.WriteString("oe")
		case 'æ', 'Æ':
			b.WriteString("ae")
		case '’', 'ʼ', '‘', '´':
			b.WriteByte('\'')
		case '‐', '‑', '–', '—', '−':
			b.WriteByte('-')
		default:
			if !unicode.Is(unicode.Mn, r) {
				b.WriteRune(unicode.ToLower(r))
			}
		}
	}
	return b.String()
}
