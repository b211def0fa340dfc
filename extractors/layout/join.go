package layout

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"prejury/internal/text"
)

// vocabulary is the words of a document that no line end cuts, folded: it tells
// whether "numé-" and "rique" are one word.
type vocabulary map[string]bool

func (v vocabulary) add(s string) {
	for _, f := range strings.Fields(s) {
		w := text.Fold(strings.TrimFunc(f, notWord))
		if i := strings.LastIndexByte(w, '\''); i >= 0 {
			w = w[i+1:]
		}
		if len(w) > 2 {
			v[w] = true
		}
	}
}

func notWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// keepAfter and keepBefore are the pieces of French compounds that keep their
// hyphen at the end of a line: "celui-ci", "sous-traitance".
var (
	keepAfter  = text.Set("ci là la même mêmes il ils elle elles on je tu nous vous ce le les moi toi lui leur en y être dessus dessous delà dire vous faire valeur values rendu rendus vis même clé clés")
	keepBefore = text.Set("sous non ex vice demi semi mi quasi celui celle ceux celles vis savoir mot compte peut quelques lui elle eux elles nous vous soi au ci là saint sainte saints")
)

// joinLines puts line b after a: a word cut at the end of the line is one word
// again, and an apostrophe or a cut address takes no space.
func joinLines(a, b string, known vocabulary) string {
	switch {
	case a == "":
		return b
	case b == "":
		return a
	}
	last, size := utf8.DecodeLastRuneInString(a)
	body := a[:len(a)-size]
	before, _ := utf8.DecodeLastRuneInString(body)
	next, _ := utf8.DecodeRuneInString(b)
	switch last {
	case '\u00ad':
		return body + b
	case '-', '‐', '‑':
		switch {
		case unicode.IsLetter(before) && unicode.IsLower(next):
			if keepsHyphen(body, b, known) {
				return a + b
			}
			return body + b
		case unicode.IsLetter(before) && unicode.IsUpper(next), unicode.IsDigit(before) && unicode.IsDigit(next), unicode.IsLetter(before) && unicode.IsDigit(next):
			return a + b
		}
	case '\'', '’':
		if unicode.IsLetter(before) && unicode.IsLetter(next) {
			return a + b
		}
	case '/', '_', '=', '&', '?':
		if i := strings.LastIndexByte(a, ' '); strings.Contains(a[i+1:], "://") || strings.HasPrefix(a[i+1:], "www.") {
			return a + b
		}
	}
	return a + " " + b
}

// keepsHyphen decides whether the hyphen between the last word of a and the first
// of b is one of spelling.
func keepsHyphen(a, b string, known vocabulary) bool {
	head := a[strings.LastIndexFunc(a, func(r rune) bool { return notWord(r) && r != '-' })+1:]
	if i := strings.LastIndexAny(head, "'’"); i >= 0 {
		head = head[i:]
	}
	head = strings.TrimLeftFunc(head, notWord)
	end := strings.IndexFunc(b, notWord)
	if end < 0 {
		end = len(b)
	}
	tail := b[:end]
	folded := text.Fold(head) + text.Fold(tail)
	hyphened := text.Fold(head) + "-" + text.Fold(tail)
	switch {
	case known[folded] && !known[hyphened]:
		return false
	case known[hyphened]:
		return true
	case strings.Contains(head, "-"): // c'est-à-dire, vis-à-vis
		return true
	}
	return keepAfter[strings.ToLower(tail)] || keepBefore[strings.ToLower(head)] || tail == "t"
}

var (
	// aloneLigature is a ligature that a gap on either side makes a word.
	aloneLigature = regexp.MustCompile(`(\pL) (ﬀ|ﬁ|ﬂ|ﬃ|ﬄ|ff|fi|fl|ffi|ffl) (\pL)`)
	// No French word begins with these: a gap before them is not a space.
	headLigature = regexp.MustCompile(`(\pL) (ﬀ|ﬃ|ﬄ|ffi|ffl)(\p{Ll})`)
	// A gap after one of these at the end of a piece of word.
	tailLigature = regexp.MustCompile(`(\pL(?:ﬀ|ﬃ|ﬄ|ﬁ|ﬂ)) (\p{Ll}{3,})`)
	looseAccent  = regexp.MustCompile(`(\pL) ?([´¨ˆ]) ?([a-zA-Zı])`)
)

// clean finishes the text of a block.
func clean(s string, known vocabulary) string {
	if strings.ContainsAny(s, "´¨ˆ") {
		s = looseAccent.ReplaceAllStringFunc(s, func(m string) string { return composeLoose(strings.ReplaceAll(m, " ", "")) })
	}
	if strings.ContainsAny(s, "ﬀﬁﬂﬃﬄ") || strings.Contains(s, " ff") || strings.Contains(s, " fi ") || strings.Contains(s, " fl ") {
		s = aloneLigature.ReplaceAllString(s, "$1$2$3")
		s = headLigature.ReplaceAllString(s, "$1$2$3")
		s = tailLigature.ReplaceAllStringFunc(s, func(m string) string {
			joined := strings.Replace(m, " ", "", 1)
			if known[text.Fold(text.Clean(joined))] {
				return joined
			}
			return m
		})
	}
	if strings.ContainsFunc(s, mathLetter) {
		s = strings.Map(func(r rune) rune {
			if mathLetter(r) {
				for _, p := range norm.NFKC.String(string(r)) {
					return p
				}
			}
			return r
		}, s)
	}
	return strings.TrimSpace(text.Clean(s))
}

// mathLetter reports whether r is a letter or digit of a formula (Unicode block
// Mathematical Alphanumeric Symbols): readers look for the plain one.
func mathLetter(r rune) bool { return r >= 0x1d400 && r <= 0x1d7ff }
