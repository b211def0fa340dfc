package spelling

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is one written word of a block, in byte offsets: letters joined by hyphens
// and apostrophes.
type token struct {
	start, end int
	lower      string // lower case, apostrophes straight
	// first is set on the first word of a sentence; space on a word that nothing but
	// one space parts from the word before.
	first, space bool
	shape        shape
}

// shape is how a word is written.
type shape int

const (
	small   shape = iota // lower case
	capital              // one capital, then lower case
	upper                // all capitals
	code                 // mixed case, digits, underscores, part of an address
)

// marks of sentence ends and of what begins a new one.
const ends = ".!?…:;•▪●➢✓–—«»\"“”()[]|\t\n"

// tokens splits a text. Numbers and signs are no tokens.
func tokens(s string) []token {
	out := make([]token, 0, len(s)/6+1)
	first, from := true, 0
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' && r != '@' && r != '#' && r != '\\' && r != '/' {
			if strings.ContainsRune(ends, r) {
				first = true
			}
			i += n
			continue
		}
		t := token{start: i, first: first, space: len(out) > 0 && s[from:i] == " "}
		t.end = wordEnd(s, i)
		if t.end == i {
			t.end = i + n
		}
		i, from, first = t.end, t.end, false
		t.shape = shapeOf(s[t.start:t.end])
		t.lower = straight(strings.ToLower(s[t.start:t.end]))
		out = append(out, t)
	}
	return out
}

// wordEnd is where the word that begins at i ends: a joint belongs to it when a
// letter or digit follows.
func wordEnd(s string, i int) int {
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) || strings.ContainsRune("_@#\\", r):
			i += n
		case strings.ContainsRune("-‐‑'’ʼ./·", r):
			next, _ := utf8.DecodeRuneInString(s[i+n:])
			if !unicode.IsLetter(next) && !unicode.IsDigit(next) {
				return i
			}
			i += n
		default:
			return i
		}
	}
	return i
}

func shapeOf(w string) shape {
	lowers, uppers, first := 0, 0, false
	for i, r := range w {
		switch {
		case unicode.IsUpper(r):
			uppers++
			first = first || i == 0
		case unicode.IsLower(r):
			lowers++
		case strings.ContainsRune("-‐‑'’ʼ", r) || unicode.Is(unicode.Mn, r):
		default:
			return code
		}
	}
	_, rest, elided := strings.Cut(straight(w), "'")
	switch {
	case uppers == 0:
		return small
	case lowers == 0:
		return upper
	case uppers == 1 && first:
		return capital
	case elided && uppers == 1: // l'Usine
		if r, _ := utf8.DecodeRuneInString(rest); unicode.IsUpper(r) {
			return capital
		}
	case elided && len(rest) > 1 && strings.ToUpper(rest) == rest:
		return upper // l'OPCO
	case uppers > 1 && compound(w):
		return capital // Saint-Étienne, L'Oréal
	}
	return code
}

// compound reports whether every capital of a word stands at the head of one of its
// parts.
func compound(w string) bool {
	head := true
	for _, r := range w {
		if unicode.IsUpper(r) && !head {
			return false
		}
		head = !unicode.IsLetter(r)
	}
	return true
}

// straight writes every apostrophe as ' and every hyphen as -.
func straight(s string) string {
	if !strings.ContainsAny(s, "’ʼ‐‑") {
		return s
	}
	return apostrophes.Replace(s)
}

var apostrophes = strings.NewReplacer("’", "'", "ʼ", "'", "‐", "-", "‑", "-")
