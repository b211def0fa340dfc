package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Span is a part of a text, in byte offsets.
type Span struct{ Start, End int }

// abbreviations end with a point that ends no sentence.
var abbreviations = map[string]bool{"m": true, "mm": true, "mme": true, "mlle": true, "dr": true, "me": true, "art": true, "fig": true, "tab": true, "p": true, "pp": true,
	"cf": true, "ex": true, "etc": true, "env": true, "n": true, "al": true, "ed": true, "vol": true, "chap": true, "min": true, "max": true, "resp": true, "ste": true, "st": true, "l": true, "r": true, "d": true}

// Sentences splits a text into sentences: at . ! ? … and ; followed by a space and
// what begins a sentence, at line ends and at the bullets of a list that was
// flattened. Numbers, initials and common abbreviations do not end a sentence.
func Sentences(s string) []Span {
	var out []Span
	start := 0
	cut := func(end int) {
		a, b := start, end
		for a < b && isBlank(s[a]) {
			a++
		}
		for b > a && isBlank(s[b-1]) {
			b--
		}
		if b > a {
			out = append(out, Span{a, b})
		}
		start = end
	}
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		next := i + n
		switch r {
		case '\n':
			cut(next)
		case '!', '?', '…', ';':
			if next >= len(s) || s[next] == ' ' || s[next] == '\n' {
				cut(next)
			}
		case '.':
			if endsSentence(s, i, next) {
				cut(next)
			}
		case '•', '▪', '●', '➢', '✓':
			cut(i)
		}
		i = next
	}
	cut(len(s))
	return out
}

func isBlank(b byte) bool { return b == ' ' || b == '\n' || b == '\t' }

// endsSentence looks at both sides of the point at s[i].
func endsSentence(s string, i, next int) bool {
	if next < len(s) && s[next] != ' ' && s[next] != '\n' && !strings.HasPrefix(s[next:], "»") {
		return false
	}
	word := s[:i]
	if k := strings.LastIndexFunc(word, func(r rune) bool { return !unicode.IsLetter(r) }); k >= 0 {
		_, n := utf8.DecodeRuneInString(word[k:])
		word = word[k+n:]
	}
	if abbreviations[strings.ToLower(word)] {
		return false
	}
	for _, r := range s[next:] {
		if unicode.IsSpace(r) {
			continue
		}
		return !unicode.IsLower(r) // a sentence begins with a capital, a digit, a quote, a bullet
	}
	return true
}
