// Package french knows the words of French, and enough of English to tell it
// apart: two free dictionaries as finite-state sets, made by internal/french/build
// and embedded. Nothing is read before the first lexicon is opened. It imports
// nothing of ours.
package french

import (
	_ "embed"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/blevesearch/vellum"
)

//go:generate echo "see the head of build/main.go for the dictionaries that it needs"

var (
	//go:embed data/french.fst
	frenchData []byte
	//go:embed data/names.fst
	namesData []byte
	//go:embed data/english.fst
	englishData []byte
	//go:embed data/terms.txt
	termsData string
)

// sets are the embedded sets, opened once.
type sets struct {
	french, names, english *vellum.FST
	terms                  map[string]bool
}

var load = sync.OnceValue(func() *sets {
	return &sets{french: open(frenchData), names: open(namesData), english: open(englishData), terms: list(termsData)}
})

// open opens an embedded set. It panics on one that was not made by build.
func open(data []byte) *vellum.FST {
	fst, err := vellum.Load(data)
	if err != nil {
		panic("french: embedded word list: " + err.Error())
	}
	return fst
}

// list reads words, one or more a line, # to the end of the line being a comment.
func list(s string) map[string]bool {
	words := map[string]bool{}
	for line := range strings.Lines(s) {
		line, _, _ = strings.Cut(line, "#")
		for _, w := range strings.Fields(line) {
			words[w] = true
		}
	}
	return words
}

// A Lexicon looks words up. It remembers what it was asked and is not safe for
// concurrent use: opening one costs next to nothing.
type Lexicon struct {
	sets    *sets
	french  *vellum.Reader
	names   *vellum.Reader
	english *vellum.Reader
	known   map[string]bool
}

// Open gives a lexicon.
func Open() *Lexicon {
	s := load()
	return &Lexicon{sets: s, french: reader(s.french), names: reader(s.names), english: reader(s.english), known: make(map[string]bool, 4096)}
}

func reader(fst *vellum.FST) *vellum.Reader {
	r, err := fst.Reader()
	if err != nil { // never: see (*vellum.FST).Reader
		panic("french: " + err.Error())
	}
	return r
}

func has(r *vellum.Reader, word string) bool {
	_, ok, err := r.Get([]byte(word))
	return ok && err == nil
}

// Has reports whether a form in lower case, accents composed and apostrophes
// straight, is in the French dictionary as it stands.
func (l *Lexicon) Has(lower string) bool { return has(l.french, lower) }

// Name reports whether a word, in its own case, is one that the French dictionary
// writes with a capital: a country, a first name, an acronym.
func (l *Lexicon) Name(word string) bool { return has(l.names, word) }

// English reports whether a word in lower case is English and not French.
func (l *Lexicon) English(lower string) bool { return has(l.english, lower) }

// Term reports whether a word in lower case is one that French professionals write
// and dictionaries do not know: an English term of management, a unit, a tool.
func (l *Lexicon) Term(lower string) bool {
	return l.sets.terms[lower] || l.sets.terms[strings.TrimSuffix(lower, "s")]
}

// elisions stand before an apostrophe and are no word of their own.
var elisions = map[string]bool{"l": true, "d": true, "j": true, "m": true, "t": true, "s": true, "c": true, "n": true, "qu": true,
	"jusqu": true, "lorsqu": true, "puisqu": true, "quoiqu": true, "presqu": true, "quelqu": true, "parce-qu": true, "tandis-qu": true, "entr": true}

// prefixes stand before a hyphen and are no word of their own.
var prefixes = map[string]bool{"anti": true, "auto": true, "bi": true, "co": true, "éco": true, "eco": true, "électro": true, "ex": true, "extra": true, "géo": true,
	"hydro": true, "hyper": true, "infra": true, "inter": true, "intra": true, "macro": true, "mécano": true, "méta": true, "micro": true, "mini": true, "mono": true, "multi": true,
	"néo": true, "non": true, "pluri": true, "poly": true, "post": true, "pré": true, "pro": true, "pseudo": true, "quasi": true, "re": true, "semi": true, "socio": true,
	"sous": true, "sur": true, "technico": true, "télé": true, "ultra": true, "vice": true, "t": true, "e": true, "i": true, "d": true, "l": true, "y": true, "là": true, "franco": true, "cyber": true, "bio": true, "agro": true}

// Known reports whether a word in lower case is French as it is written: elision
// before it, compounds by hyphens whose parts are words.
func (l *Lexicon) Known(lower string) bool {
	if ok, seen := l.known[lower]; seen {
		return ok
	}
	ok := l.knows(lower)
	l.known[lower] = ok
	return ok
}

func (l *Lexicon) knows(lower string) bool {
	if l.Has(lower) {
		return true
	}
	if head, rest, ok := strings.Cut(lower, "'"); ok && elisions[head] && rest != "" {
		return l.Known(rest)
	}
	if !strings.Contains(lower, "-") {
		return elisions[lower] || l.reformed(lower) || l.derived(lower)
	}
	for part := range strings.SplitSeq(lower, "-") {
		if part != "" && !prefixes[part] && !l.Known(part) {
			return false
		}
	}
	return true
}

// Reads reports whether a word in lower case reads as French or English: for
// measuring a text, not for correcting it.
func (l *Lexicon) Reads(lower string) bool {
	return l.Known(lower) || l.English(lower) || l.Term(lower)
}

// Split parts a word in lower case that is two French words without a space: a small
// one such as "de" beside another, or two long ones. It is "" when it is not.
func (l *Lexicon) Split(lower string) string {
	for i := range lower {
		left, right := lower[:i], lower[i:]
		short := gluing[left] && len(right) >= 3 || gluing[right] && len(left) >= 3 || gluing[left] && gluing[right]
		if (short || utf8.RuneCountInString(left) >= 5 && utf8.RuneCountInString(right) >= 5) && l.Has(left) && l.Has(right) {
			return left + " " + right
		}
	}
	return ""
}

// gluing are the small words that lose their space.
var gluing = list("à au aux avec ce ces cette dans de des du en est et il ils la le les leur notre ou où par pas plus pour que qui sa se ses son sont sur un une")
