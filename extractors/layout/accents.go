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
	if !strings.ContainsRune("aeiouycnszAEIOUYCNSZ", letter) {
		return 0, false
	}
	c := []rune(norm.NFC.String(string([]rune{letter, mark})))
	if len(c) != 1 {
		return 0, false
	}
	return c[0], true
}

// texText reads the codes below 32 that the fonts of TeX use for ligatures, quotes
// and accents, where a file has no map for them: in the encodings OT1 (accents are
// drawn over the next letter) and T1.
func texText(g, next *Glyph) string {
	if g.X1-g.X0 < 0.01 && g.Y1-g.Y0 < 0.01 {
		return ""
	}
	over := next != nil && next.X0 < g.X1-0.3*(g.X1-g.X0) && unicode.IsLetter(next.R)
	switch g.R {
	case 0x0b, 0x1b:
		return "ff"
	case 0x0c, 0x1c:
		return "fi"
	case 0x0d, 0x1d:
		return "fl"
	case 0x0e, 0x1e:
		return "ffi"
	case 0x0f, 0x1f:
		return "ffl"
	case 0x10:
		if over {
			return "ı"
		}
		return "“"
	case 0x11:
		return "”"
	case 0x12:
		if over {
			return "`"
		}
		return "„"
	case 0x13:
		if over {
			return "´"
		}
		return "«"
	case 0x14:
		return "»"
	case 0x15:
		return "–"
	case 0x16:
		return "—"
	case 0x18:
		if over {
			return "¸"
		}
	case 0x19:
		return "ı"
	}
	return ""
}
