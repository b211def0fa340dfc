package french

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/blevesearch/vellum"
	"github.com/blevesearch/vellum/levenshtein"
)

// variants are the letters that a French writer takes for one another, the plain
// one first.
var variants = map[rune][]rune{'a': []rune("aàâä"), 'c': []rune("cç"), 'e': []rune("eéèêë"), 'i': []rune("iîï"), 'o': []rune("oôö"), 'u': []rune("uùûü"), 'y': []rune("yÿ")}

var plain = func() map[rune]rune {
	m := map[rune]rune{}
	for base, letters := range variants {
		for _, r := range letters {
			m[r] = base
		}
	}
	return m
}()

// unaccented gives a letter without its accent.
func unaccented(r rune) rune {
	if base, ok := plain[r]; ok {
		return base
	}
	return r
}

// Accents gives the French words that a word in lower case becomes when only its
// accents change, itself left out.
func (l *Lexicon) Accents(lower string) []string {
	var out []string
	var walk func(state int, rest, made string)
	walk = func(state int, rest, made string) {
		if rest == "" {
			if l.sets.french.IsMatch(state) && made != lower {
				out = append(out, made)
			}
			return
		}
		r, n := utf8.DecodeRuneInString(rest)
		letters := variants[unaccented(r)]
		if letters == nil {
			letters = []rune{r}
		}
		for _, v := range letters {
			if next, ok := follow(l.sets.french, state, string(v)); ok {
				walk(next, rest[n:], made+string(v))
			}
		}
	}
	walk(l.sets.french.Start(), lower, "")
	return out
}

// follow goes from a state of a set through the bytes of s.
func follow(fst *vellum.FST, state int, s string) (int, bool) {
	for i := 0; i < len(s); i++ {
		if state = fst.Accept(state, s[i]); !fst.CanMatch(state) {
			return state, false
		}
	}
	return state, true
}

// automata builds Levenshtein automata: of distance 1 and 2, transpositions being
// one edit. Building the builders costs more than using them.
var automata = [3]func() *levenshtein.LevenshteinAutomatonBuilder{1: builder(1), 2: builder(2)}

func builder(distance uint8) func() *levenshtein.LevenshteinAutomatonBuilder {
	return sync.OnceValue(func() *levenshtein.LevenshteinAutomatonBuilder {
		b, err := levenshtein.NewLevenshteinAutomatonBuilder(distance, true)
		if err != nil {
			panic("french: " + err.Error())
		}
		return b
	})
}

// near gives the French words at most so many edits (1 or 2) from a word in lower
// case, in no order: those that begin as it does when beginning is not "".
func (l *Lexicon) near(lower string, edits uint8, beginning string) []string {
	dfa, err := automata[edits]().BuildDfa(lower, edits)
	if err != nil { // too many states: a word too long to be one
		return nil
	}
	var from, to []byte
	if beginning != "" {
		from, to = []byte(beginning), []byte(beginning)
		to[len(to)-1]++
	}
	var out []string
	it, err := l.sets.french.Search(dfa, from, to)
	for err == nil {
		word, _ := it.Current()
		if w := string(word); w != lower {
			out = append(out, w)
		}
		err = it.Next()
	}
	return out
}

// far gives the French words two edits from a word in lower case that begin and end
// as it does, accents apart.
func (l *Lexicon) far(lower string) []string {
	first, _ := utf8.DecodeRuneInString(lower)
	letters := variants[unaccented(first)]
	if letters == nil {
		letters = []rune{first}
	}
	var out []string
	for _, r := range letters {
		for _, w := range l.near(lower, 2, string(r)) {
			if sameEnds(lower, w) {
				out = append(out, w)
			}
		}
	}
	return out
}

// longEnough is the number of letters from which a word may be two edits wrong.
const longEnough = 8

// Suggest gives at most n French words that a misspelt word in lower case may stand
// for, the likeliest first. prefer says of a word how often the writer uses it; it
// may be nil.
func (l *Lexicon) Suggest(lower string, n int, prefer func(string) int) []string {
	if w := FalseFriend(lower); w != "" {
		return []string{w}
	}
	head := ""
	if e, rest, ok := strings.Cut(lower, "'"); ok && elisions[e] {
		head, lower = e+"'", rest
	}
	found := l.Accents(lower)
	found = append(found, l.near(lower, 1, "")...)
	if len(found) == 0 && utf8.RuneCountInString(lower) >= longEnough {
		found = l.far(lower)
	}
	slices.Sort(found)
	found = slices.Compact(found)
	worth := func(w string) int {
		points := 4*likeness(lower, w) + shared(lower, w)*4/(len(w)+1)
		if prefer != nil {
			points += 8 * min(prefer(head+w)+prefer(w), 3)
		}
		return points
	}
	slices.SortStableFunc(found, func(a, b string) int { return cmp.Compare(worth(b), worth(a)) })
	found = found[:min(n, len(found))]
	for i := range found {
		found[i] = head + found[i]
	}
	return found
}

// likeness says how easily a is written for b: accents forgotten first, then doubled
// letters, then the same beginning and end.
func likeness(a, b string) int {
	fa, fb := strings.Map(unaccented, a), strings.Map(unaccented, b)
	points := 0
	switch {
	case fa == fb:
		points = 8
	case undouble(fa) == undouble(fb):
		points = 5
	}
	if fa != "" && fb != "" && fa[0] == fb[0] {
		points += 2
	}
	if strings.HasSuffix(fa, "s") == strings.HasSuffix(fb, "s") {
		points++
	}
	if d := utf8.RuneCountInString(a) - utf8.RuneCountInString(b); d == 0 {
		points++
	}
	return points
}

// shared is the number of bytes with which two words begin and end alike.
func shared(a, b string) int {
	n := min(len(a), len(b))
	i := 0
	for i < n && a[i] == b[i] {
		i++
	}
	j := 0
	for j < n-i && a[len(a)-1-j] == b[len(b)-1-j] {
		j++
	}
	return i + j
}

// sameEnds reports whether two words have the same first and last letter.
func sameEnds(a, b string) bool {
	a, b = Unaccented(a), Unaccented(b)
	return a != "" && b != "" && a[0] == b[0] && a[len(a)-1] == b[len(b)-1]
}

// Doubled reports whether two words in lower case differ by doubled letters and
// accents only.
func Doubled(a, b string) bool { return undouble(Unaccented(a)) == undouble(Unaccented(b)) }

// undouble writes doubled letters once.
func undouble(s string) string {
	var b strings.Builder
	var last rune
	for _, r := range s {
		if r != last {
			b.WriteRune(r)
		}
		last = r
	}
	return b.String()
}

// Unaccented writes a word in lower case without its accents.
func Unaccented(lower string) string { return strings.Map(unaccented, lower) }
