// Package spelling looks for misspelt words and typographic slips in a French
// report. It is made to be believed rather than to find all: what may be a name, an
// acronym, a term of the trade or a flaw of the file's text layer is left alone. It
// gives no mark.
package spelling

import (
	"slices"
	"strings"
	"unicode/utf8"

	"prejury/extractors/document"
	"prejury/internal/french"
)

// Kind is what is wrong.
type Kind string

// The kinds of faults and slips.
const (
	Word     Kind = "word"     // not a French word
	Repeated Kind = "repeated" // the same word twice
	Capital  Kind = "capital"  // a capital without its accent: "A partir", "Etat"
	Space    Kind = "space"    // two spaces, or one before a comma or a point
)

// Fault is one word in one place.
type Fault struct {
	Kind Kind
	Page int
	// Block is its index in the document, Start and End its place in the block's
	// text, in bytes.
	Block, Start, End int
	Text              string // as it is written
	Suggestion        string // "" when there is none
}

// Result is what a document's writing comes to.
type Result struct {
	Words  int // words read
	Faults int // misspelt and repeated words
	Slips  int // typographic slips
	// ByPage is faults and slips by page, from 1 (index 0 is page 1).
	ByPage []int
	// Worst are the faults that deserve to be seen first, at most MaxWorst, one for
	// each word.
	Worst []Fault
}

// MaxWorst is how many faults are shown.
const MaxWorst = 20

// PerThousand is the number of faults for a thousand words.
func (r *Result) PerThousand() float64 {
	if r.Words == 0 {
		return 0
	}
	return 1000 * float64(r.Faults) / float64(r.Words)
}

// Check reads a document whose zones are known.
func Check(doc *document.Document) *Result {
	c := &check{doc: doc, lex: french.Open(), uses: map[string]*use{}}
	c.read()
	c.judge()
	return c.result()
}

// use is how a document uses one word.
type use struct {
	small, capital int // capital: inside a sentence
	at             []place
	suggestions    []string
	asked          bool
}

// place is a token of a block.
type place struct {
	block int
	token token
}

type check struct {
	doc    *document.Document
	lex    *french.Lexicon
	uses   map[string]*use
	words  int
	faults []Fault
	blocks []readBlock
}

type readBlock struct {
	index  int
	tokens []token
}

// read splits the blocks that count and notes how each word is used.
func (c *check) read() {
	for i := range c.doc.Blocks {
		b := &c.doc.Blocks[i]
		if !c.counts(b) {
			continue
		}
		tokens := tokens(b.Text)
		if len(tokens) == 0 || c.foreign(tokens) {
			continue
		}
		c.blocks = append(c.blocks, readBlock{i, tokens})
		for _, t := range tokens {
			if t.shape != code && c.lex.Known(t.lower) || t.shape == small {
				c.words++
			}
			if t.shape > capital || utf8.RuneCountInString(t.lower) < 2 {
				continue
			}
			u := c.uses[t.lower]
			if u == nil {
				u = &use{}
				c.uses[t.lower] = u
			}
			switch {
			case t.shape == small:
				u.small++
			case !t.first:
				u.capital++
			}
		}
	}
}

// counts reports whether a block is the writer's French: visible, read without
// doubt, neither contents nor references nor cover.
func (c *check) counts(b *document.Block) bool {
	if !b.InFlow() || b.Kind == document.TOCEntry || b.Kind == document.BibEntry {
		return false
	}
	switch b.Zone {
	case document.Contents, document.Bibliography, document.Cover:
		return false
	}
	if b.Page >= 1 && b.Page <= len(c.doc.Pages) && c.doc.Pages[b.Page-1].Unreadable != "" {
		return false
	}
	return true
}

// foreign reports whether a block is not French prose: English, or code.
func (c *check) foreign(tokens []token) bool {
	french, english, symbols, all := 0, 0, 0, 0
	for _, t := range tokens {
		if '0' <= t.lower[0] && t.lower[0] <= '9' {
			continue
		}
		all++
		switch {
		case t.shape == code:
			symbols++
		case utf8.RuneCountInString(t.lower) < 2:
		case c.lex.English(t.lower) || englishWords[t.lower]:
			english++
		case c.lex.Known(t.lower):
			french++
		}
	}
	return all >= 4 && 3*english >= 2*(french+1) || all >= 3 && 3*symbols >= all
}

// englishWords are English words that French has too, but rarely.
var englishWords = map[string]bool{"a": true, "on": true, "to": true, "an": true, "as": true, "is": true, "in": true, "or": true, "for": true, "we": true}

// judge finds the faults of every block.
func (c *check) judge() {
	for _, b := range c.blocks {
		block := &c.doc.Blocks[b.index]
		for k, t := range b.tokens {
			if kind, suggestion := c.fault(block, b.tokens, k); kind != "" {
				c.add(b.index, t, kind, suggestion)
			}
		}
		c.spaces(b.index)
	}
}

func (c *check) add(block int, t token, kind Kind, suggestion string) {
	b := &c.doc.Blocks[block]
	c.faults = append(c.faults, Fault{Kind: kind, Page: b.Page, Block: block, Start: t.start, End: t.end, Text: b.Text[t.start:t.end], Suggestion: suggestion})
}

// often is how many times a report must use a word for it to be its own.
const often = 3

// fault judges the k-th word of a block.
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
	if utf8.RuneCountInString(t.lower) < 3 || !frenchLetters(t.lower) || c.lex.Known(t.lower) || c.lex.Term(t.lower) {
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

func (c *check) englishBeside(words []token, k int) bool {
	beside := func(i int) bool {
		return i >= 0 && i < len(words) && (c.lex.English(words[i].lower) && len(c.lex.Accents(words[i].lower)) == 0 || words[i].lower == "of" || words[i].lower == "the")
	}
	return beside(k-1) || beside(k+1)
}

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

// spaces looks for two spaces in a row and spaces before a comma or a point.
func (c *check) spaces(block int) {
	s := c.doc.Blocks[block].Text
	if k := c.doc.Blocks[block].Kind; k != document.Paragraph && k != document.ListItem || c.doc.Source.Format == document.PDF {
		return // the spaces of a PDF are drawn, not written
	}
	for i := 1; i+1 < len(s); i++ {
		if s[i] != ' ' {
			continue
		}
		if next := s[i+1]; next == ' ' && s[i-1] != ' ' || next == ',' || next == '.' && (i+2 == len(s) || s[i+2] == ' ') {
			c.add(block, token{start: i, end: i + 2}, Space, "")
		}
	}
}

// result counts the faults and orders the worst.
func (c *check) result() *Result {
	r := &Result{Words: c.words, ByPage: make([]int, max(c.doc.Count.Total, len(c.doc.Pages)))}
	seen := map[string]int{}
	for _, f := range c.faults {
		if f.Kind == Word || f.Kind == Repeated {
			r.Faults++
		} else {
			r.Slips++
		}
		if f.Page >= 1 && f.Page <= len(r.ByPage) {
			r.ByPage[f.Page-1]++
		}
		seen[key(f)]++
	}
	worst := make([]Fault, 0, len(seen))
	shown := map[string]bool{}
	for _, f := range c.faults {
		if k := key(f); !shown[k] {
			shown[k] = true
			worst = append(worst, f)
		}
	}
	weight := func(f Fault) int {
		w := min(seen[key(f)], 5)
		switch {
		case f.Kind == Word && f.Suggestion != "":
			w += 20
		case f.Kind == Repeated:
			w += 15
		case f.Kind == Word:
			w += 10
		}
		return w
	}
	slices.SortStableFunc(worst, func(a, b Fault) int { return weight(b) - weight(a) })
	r.Worst = worst[:min(MaxWorst, len(worst))]
	return r
}

func key(f Fault) string { return string(f.Kind) + " " + strings.ToLower(f.Text) }
