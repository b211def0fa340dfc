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

// The kinds of faults (Word, Repeated) and of typographic slips (Capital, Space).
const (
	Word     Kind = "word"     // not a French word
	Repeated Kind = "repeated" // the same word twice
	Capital  Kind = "capital"  // a capital without its accent: "A partir", "Etat"
	Space    Kind = "space"    // two spaces between words, or one before a comma or a point
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
	// Times is how many times the document has this fault, Pages where: for the worst
	// only. All the spaces too many are one fault.
	Times int
	Pages []int
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
	suggestions    []string
	asked          bool
}

// check is one reading of a document.
type check struct {
	doc    *document.Document
	lex    *french.Lexicon
	uses   map[string]*use // by word in lower case
	words  int
	faults []Fault     // in reading order
	blocks []readBlock // those that count
}

// readBlock is a block of the document, by its index, and its words.
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

// add notes a fault where it stands.
func (c *check) add(block int, t token, kind Kind, suggestion string) {
	b := &c.doc.Blocks[block]
	c.faults = append(c.faults, Fault{Kind: kind, Page: b.Page, Block: block, Start: t.start, End: t.end, Text: b.Text[t.start:t.end], Suggestion: suggestion})
}

// spaces looks for two spaces in a row, which the file's reader saw, and for spaces
// before a comma or a point.
func (c *check) spaces(block int) {
	b := &c.doc.Blocks[block]
	s := b.Text
	for _, at := range b.Doubled {
		if at < 2 || at >= len(s) {
			continue
		}
		from, to := strings.LastIndexByte(s[:at-1], ' ')+1, len(s)
		if n := strings.IndexByte(s[at:], ' '); n >= 0 {
			to = at + n
		}
		c.add(block, token{start: from, end: to}, Space, "")
	}
	if b.Kind != document.Paragraph && b.Kind != document.ListItem || c.doc.Source.Format == document.PDF {
		return // the spaces of a PDF are drawn, not written
	}
	for i := 1; i+1 < len(s); i++ {
		if s[i] != ' ' {
			continue
		}
		if next := s[i+1]; next == ',' || next == '.' && (i+2 == len(s) || s[i+2] == ' ') {
			c.add(block, token{start: i, end: i + 2}, Space, "")
		}
	}
}

// result counts the faults and orders the worst.
func (c *check) result() *Result {
	r := &Result{Words: c.words, ByPage: make([]int, max(c.doc.Count.Total, len(c.doc.Pages)))}
	seen := map[string]int{}
	pages := map[string][]int{}
	for _, f := range c.faults {
		if f.Kind == Word || f.Kind == Repeated {
			r.Faults++
		} else {
			r.Slips++
		}
		if f.Page >= 1 && f.Page <= len(r.ByPage) {
			r.ByPage[f.Page-1]++
		}
		k := key(f)
		seen[k]++
		if n := len(pages[k]); n == 0 || pages[k][n-1] != f.Page {
			pages[k] = append(pages[k], f.Page)
		}
	}
	worst := make([]Fault, 0, len(seen))
	shown := map[string]bool{}
	for _, f := range c.faults {
		if k := key(f); !shown[k] {
			shown[k] = true
			slices.Sort(pages[k]) // footnotes and text boxes are out of order
			f.Times, f.Pages = seen[k], slices.Compact(pages[k])
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
	if i := slices.IndexFunc(worst, func(f Fault) bool { return f.Kind == Space }); i >= MaxWorst {
		worst[MaxWorst-1] = worst[i] // spaces are one line, and no other says it
	}
	r.Worst = worst[:min(MaxWorst, len(worst))]
	return r
}

// key is the same for the same fault of the same word.
func key(f Fault) string {
	if f.Kind == Space {
		return string(f.Kind)
	}
	return string(f.Kind) + " " + strings.ToLower(f.Text)
}
