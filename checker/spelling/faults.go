package spelling

import (
	"strings"
	"unicode/utf8"

	"prejury/extractors/document"
	"prejury/internal/french"
)

// often is how many times a report must use a word for it to be its own.
const often = 3

// longestWord is the number of letters beyond which nothing is a word: an address, a
// key, a line without spaces.
const longestWord = 80

// fault judges the k-th word of a block: "" when nothing is wrong, else what is, and
// what may have been meant, "" when nobody knows.
func (c *check) fault(b *document.Block, words []token, k int) (Kind, string) {
	t := words[k]
	if c.repeated(b, words, k) {
		return Repeated, ""
	}
	if t.shape == code || t.shape == upper {
		if t.shape == upper && preposition(b.Text, words, k) {
			return Capital, "À"
		}
		return "", ""
	}
	if t.shape == small {
		if single := c.singular(t.lower); single != "" {
			return Word, single
		}
	}
	if n := utf8.RuneCountInString(t.lower); n < 3 || n > longestWord || !frenchLetters(t.lower) || c.lex.Known(t.lower) || c.lex.Term(t.lower) {
		return "", ""
	}
	if t.shape == capital {
		return c.capital(b, t)
	}
	return c.small(b, words, k)
}

// singular gives what "l'" and a plural should have been: "l'outils", "l'entreprises".
// It is "" where no plural stands after "l'".
func (c *check) singular(lower string) string {
	plural, ok := strings.CutPrefix(lower, "l'")
	if !ok || len(plural) < 5 || strings.HasSuffix(plural, "ds") || strings.HasSuffix(plural, "ts") && !strings.HasSuffix(plural, "nts") {
		return ""
	}
	single, ok := strings.CutSuffix(plural, "s")
	if !ok || !c.lex.Has(plural) || !c.lex.Has(single) || c.lex.Has(single+"r") || c.lex.Has(single+"re") {
		return "" // "tu l'utilises", "je l'apprends"
	}
	return "l'" + single
}

// repeated reports whether a word repeats the one before it by mistake.
func (c *check) repeated(b *document.Block, words []token, k int) bool {
	t := words[k]
	if k == 0 || t.shape != small || !t.space || words[k-1].lower != t.lower || b.Kind != document.Paragraph && b.Kind != document.ListItem {
		return false
	}
	return utf8.RuneCountInString(t.lower) > 1 && !twice[t.lower] && c.lex.Known(t.lower)
}

// twice are the words that may follow themselves.
var twice = map[string]bool{"nous": true, "vous": true, "très": true, "si": true, "en": true, "peu": true, "tout": true, "plus": true, "loin": true, "pas": true, "non": true, "faire": true}

// preposition reports whether a capital A is the preposition: the head of a
// sentence, a word in lower case after it.
func preposition(s string, words []token, k int) bool {
	t := words[k]
	if t.lower != "a" || !t.first || k+1 >= len(words) || !words[k+1].space {
		return false
	}
	switch words[k+1].lower {
	case "la", "le", "partir", "travers", "ce", "cet", "cette", "ces", "chaque", "noter", "savoir", "titre", "terme", "fin", "cause", "côté", "propos", "mon", "ma", "mes", "notre", "leur", "nos", "son", "sa", "ses", "moyen", "long", "court", "noter,":
		return true
	}
	return strings.HasPrefix(words[k+1].lower, "l'")
}

// capital judges an unknown word with a capital: a name, unless only an accent is
// missing or it stands at the head of a sentence and is close to a word that the
// report uses.
func (c *check) capital(b *document.Block, t token) (Kind, string) {
	written := straight(b.Text[t.start:t.end])
	head, bare, elided := strings.Cut(written, "'")
	if !elided {
		head, bare = "", written
	} else {
		head += "'"
	}
	if c.lex.Name(bare) || c.lex.Name(written) {
		return "", ""
	}
	lower := strings.ToLower(bare)
	if u := c.uses[t.lower]; u != nil && u.capital >= often && u.small == 0 && !c.bareCapital(lower) {
		return "", ""
	}
	variants := c.lex.Accents(lower)
	if len(variants) > 0 && c.lex.Term(lower) {
		return "", ""
	}
	for _, w := range variants {
		first, n := utf8.DecodeRuneInString(w)
		if first >= utf8.RuneSelf && w[n:] == lower[1:] {
			return Capital, head + strings.ToUpper(w[:n]) + w[n:]
		}
	}
	if !t.first || b.Kind != document.Paragraph && b.Kind != document.ListItem || len(strings.Fields(b.Text)) < 8 || c.lex.English(lower) {
		return "", ""
	}
	if near := c.lex.Accents(lower); len(near) > 0 {
		return Word, head + title(near[0])
	}
	return "", ""
}

// bareCapital reports whether a word would be French with an accent on its capital.
func (c *check) bareCapital(lower string) bool {
	for _, w := range c.lex.Accents(lower) {
		if r, _ := utf8.DecodeRuneInString(w); r >= utf8.RuneSelf {
			return true
		}
	}
	return false
}

// title writes a word with a capital.
func title(w string) string {
	_, n := utf8.DecodeRuneInString(w)
	return strings.ToUpper(w[:n]) + w[n:]
}

// small judges an unknown word in lower case.
func (c *check) small(b *document.Block, words []token, k int) (Kind, string) {
	t := words[k]
	u := c.uses[t.lower]
	bare := t.lower[strings.IndexByte(t.lower, '\'')+1:]
	if c.lex.Name(title(bare)) && u.capital > 0 || c.lex.Name(strings.ToUpper(strings.TrimSuffix(bare, "s"))) || c.lex.Name(strings.ToUpper(bare)) || c.lex.Name(bare) {
		return "", ""
	}
	suggestions := c.suggest(t.lower, u)
	if apart := c.lex.Split(bare); apart != "" && c.doc.Source.Format != document.PDF && len(c.lex.Accents(bare)) == 0 && u.small < often {
		return Word, t.lower[:len(t.lower)-len(bare)] + apart
	}
	if c.doc.Source.Format == document.PDF && c.broken(words, k, bare, suggestions) {
		return "", ""
	}
	if len(suggestions) == 0 || !c.likely(bare, suggestions[0]) {
		return "", "" // no French word near: a name, a term, an identifier
	}
	best := suggestions[0]
	switch {
	case french.FalseFriend(bare) != "":
		if c.englishBeside(words, k) {
			return "", ""
		}
	case sameLetters(best, t.lower) && c.englishBeside(words, k), c.lex.English(bare) && !sameLetters(best, t.lower):
		return "", ""
	case sameLetters(best, t.lower) || french.Doubled(best, t.lower):
	case u.capital > 0: // a name that is sometimes written without its capital
		return "", ""
	case c.own(t.lower) >= often && 2*c.own(t.lower) >= c.own(best):
		return "", ""
	}
	return Word, best
}

// shortWord is the number of letters up to which one letter makes another word.
const shortWord = 5

// likely reports whether a word is a slip of the pen for a suggestion. Short words
// are close to too many others: the report must use the one that was meant.
func (c *check) likely(bare, suggestion string) bool {
	if utf8.RuneCountInString(bare) > shortWord {
		return true
	}
	_, s, ok := strings.Cut(suggestion, "'")
	if !ok {
		s = suggestion
	}
	return sameLetters(bare, s) || utf8.RuneCountInString(bare) > 3 && (french.Doubled(bare, s) || c.own(s) > 0)
}

// own is how many times the report uses a word, singular and plural together where
// both or neither are French.
func (c *check) own(word string) int {
	n := 0
	single := strings.TrimSuffix(word, "s")
	for _, w := range []string{single, single + "s"} {
		if u := c.uses[w]; u != nil && (w == word || c.lex.Known(w) == c.lex.Known(word)) {
			n += u.small
		}
	}
	return n
}

// broken reports whether an unknown word may be made by the file's text layer: two
// words glued, or one cut in two by a space.
func (c *check) broken(words []token, k int, bare string, suggestions []string) bool {
	if c.lex.Split(bare) != "" && !(len(suggestions) > 0 && (french.Doubled(suggestions[0], bare) || c.own(suggestions[0]) > 0)) || strings.Contains(bare, "-") && c.lex.Has(strings.ReplaceAll(bare, "-", "")) {
		return true
	}
	if k+1 < len(words) && words[k+1].space && words[k+1].shape == small && c.lex.Mended(bare, words[k+1].lower) {
		return true
	}
	if k == 0 || !words[k].space || words[k-1].shape > capital {
		return false
	}
	before := words[k-1].lower
	return c.lex.Mended(before[strings.IndexByte(before, '\'')+1:], bare)
}

// frenchLetters reports whether a word is written with the letters of French.
func frenchLetters(lower string) bool {
	for _, r := range lower {
		if (r < 'a' || r > 'z') && !strings.ContainsRune("àâäéèêëîïôöùûüÿçœæ'-", r) {
			return false
		}
	}
	return true
}

// englishBeside reports whether a neighbour of the k-th word is English.
func (c *check) englishBeside(words []token, k int) bool {
	beside := func(i int) bool {
		return i >= 0 && i < len(words) && (c.lex.English(words[i].lower) && len(c.lex.Accents(words[i].lower)) == 0 || words[i].lower == "of" || words[i].lower == "the")
	}
	return beside(k-1) || beside(k+1)
}

// suggest looks for what an unknown word may stand for, once for each word.
func (c *check) suggest(lower string, u *use) []string {
	if !u.asked {
		u.asked = true
		u.suggestions = c.lex.Suggest(lower, 3, func(w string) int {
			if u := c.uses[w]; u != nil {
				return u.small
			}
			return 0
		})
	}
	return u.suggestions
}

// sameLetters reports whether two words differ by their accents only.
func sameLetters(a, b string) bool { return french.Unaccented(a) == french.Unaccented(b) }
