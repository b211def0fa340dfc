// Package wording says in French and in English what the rest of the program
// names by codes. No other package holds a sentence that a user reads, but the
// commands' own help and the packs.
package wording

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"prejury/internal/text"
)

// Lang is a language of the user interface.
type Lang string

// The languages, French by default.
const (
	FR Lang = "fr"
	EN Lang = "en"
)

// Parse reads a language code.
func Parse(s string) (Lang, bool) {
	switch l := Lang(strings.ToLower(s)); l {
	case FR, EN:
		return l, true
	}
	return FR, false
}

// Of gives the text of the language.
func (l Lang) Of(fr, en string) string {
	if l == EN {
		return en
	}
	return fr
}

// Sayf formats the text of the language; both take the same arguments.
func (l Lang) Sayf(fr, en string, args ...any) string {
	return fmt.Sprintf(l.Of(fr, en), args...)
}

// pair is a text in both languages.
type pair struct{ fr, en string }

func (l Lang) pick(p pair) string { return l.Of(p.fr, p.en) }

// Count gives a number with its noun in the singular or the plural. French takes
// the plural from two on, English everywhere but at one.
func (l Lang) Count(n int, one, many string) string {
	if n == 1 || n == 0 && l == FR {
		many = one
	}
	return strconv.Itoa(n) + " " + many
}

// Pages gives a number of pages: "1 page", "44 pages".
func (l Lang) Pages(n int) string { return l.Count(n, "page", "pages") }

// PageList gives pages as a reader writes them: "p. 3", "p. 4–6, 9".
func (l Lang) PageList(pages []int) string {
	if len(pages) == 0 {
		return ""
	}
	return "p. " + text.Ranges(pages)
}

// Colon is a colon as the language spaces it.
func (l Lang) Colon() string { return l.Of(" : ", ": ") }

// Semicolon is a semicolon as the language spaces it.
func (l Lang) Semicolon() string { return l.Of(" ; ", "; ") }

// Quote puts a text between the language's quotation marks.
func (l Lang) Quote(s string) string { return l.Of("« "+s+" »", "“"+s+"”") }

// Sentence makes a sentence of a clause: a capital and a full stop.
func (l Lang) Sentence(s string) string {
	first, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[n:] + "."
}

// Join lists items: "a, b et c".
func (l Lang) Join(items []string) string {
	switch n := len(items); n {
	case 0:
		return ""
	case 1:
		return items[0]
	default:
		return strings.Join(items[:n-1], ", ") + l.Of(" et ", " and ") + items[n-1]
	}
}

// Neither lists what lacks: "ni délais ni sources", "pas d'enjeux".
func (l Lang) Neither(items []string) string {
	if len(items) == 1 {
		if l == FR && elides(items[0]) {
			return "pas d'" + items[0]
		}
		return l.Of("pas de ", "no ") + items[0]
	}
	return l.Of("ni ", "neither ") + strings.Join(items, l.Of(" ni ", " nor "))
}

// elides reports whether "de" loses its vowel before a French word. An h is taken
// for mute but in the words of this trade where it is not.
func elides(s string) bool {
	for _, aspirated := range []string{"handicap", "hiérarchi", "hausse", "haut", "hors", "hasard"} {
		if strings.HasPrefix(s, aspirated) {
			return false
		}
	}
	first, _ := utf8.DecodeRuneInString(s)
	return strings.ContainsRune("aàâeéèêëiîïoôuùûhAÀÂEÉÈÊIÎOÔUÙH", first)
}

// Percent gives a share, 0 to 1, as a percentage.
func (l Lang) Percent(share float64) string {
	return strconv.Itoa(int(share*100+0.5)) + l.Of(" %", "%")
}

// Decimal gives a number with the language's decimal mark.
func (l Lang) Decimal(v float64, digits int) string {
	s := strconv.FormatFloat(v, 'f', digits, 64)
	if l == FR {
		s = strings.Replace(s, ".", ",", 1)
	}
	return s
}
