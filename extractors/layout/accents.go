package layout

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// loose are the spacing accents that some LaTeX fonts draw beside their letter,
// and the combining accent that each stands for.
var loose = map[rune]rune{
	'´': '\u0301', '`': '\u0300', 'ˆ': '\u0302', '^': '\u0302', '¨': '\u0308',
	'˜': '\u0303', '¸': '\u0327', '˚': '\u030a',
}

// composeLoose puts loose accents on the letter that follows, or that precedes
// when none follows: "pr´elev´ee" is "prélevée".
func composeLoose(s string) string {
	if !strings.ContainsAny(s, "´`ˆ^¨˜¸˚") {
		return s
	}
	in := []rune(s)
	out := make([]rune, 0, len(in))
	for i := 0; i < len(in); i++ {
		mark, ok := loose[in[i]]
		if !ok {
			out = append(out, in[i])
			continue
		}
		if i+1 < len(in) {
			if c, ok := compose(in[i+1], mark); ok {
				out = append(out, c)
				i++
				continue
			}
		}
		if n := len(out); n > 0 {
			if c, ok := compose(out[n-1], mark); ok {
				out[n-1] = c
				continue
			}
		}
		out = append(out, in[i])
	}
	return string(out)
}

// compose gives the letter with its accent when Unicode has it as one character.
func compose(letter, mark rune) (rune, bool) {
	switch letter {
	case 'ı':
		letter = 'i'
	case 'ȷ':
		letter = 'j'
	}
	if !unicode.IsLetter(letter) {
		return 0, false
	}
	c := []rune(norm.NFC.String(string([]rune{letter, mark})))
	if len(c) != 1 {
		return 0, false
	}
	return c[0], true
}
