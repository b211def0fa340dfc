package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	snowball "github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/french"
	"golang.org/x/text/unicode/norm"
)

// Word is one word or number of a text. Start and End are byte offsets in it.
type Word struct {
	Start, End int
	Lower      string // in lower case, accents kept, composed
	Fold       string // folded: lower case without accents
	// Glued is set when nothing but an apostrophe or a hyphen stands between this
	// word and the one before: "sous-traitance", "d'achat".
	Glued bool
}

// Words splits s. Elisions and hyphenated compounds are split, with the second
// part Glued; a number keeps its decimals and its groups of three digits ("12 400,5"
// is one word, folded to "12400,5"). Signs such as € and % are words of their own.
func Words(s string) []Word {
	words := make([]Word, 0, len(s)/6+1)
	last := -1 // end of the last word
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case unicode.IsDigit(r):
			end := max(numberEnd(s, i), i+n) // digits of other scripts are words of one sign
			number := foldNumber(s[i:end])
			words = append(words, Word{Start: i, End: end, Lower: number, Fold: number, Glued: glued(s, last, i)})
			i, last = end, end
		case unicode.IsLetter(r):
			end := i + n
			for end < len(s) {
				r, n := utf8.DecodeRuneInString(s[end:])
				if !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) && !unicode.IsDigit(r) {
					break
				}
				end += n
			}
			words = append(words, newWord(s, i, end, last))
			i, last = end, end
		case r == '%' || r == '€' || r == '$' || r == '£' || r == '‰':
			words = append(words, Word{Start: i, End: i + n, Lower: string(r), Fold: string(r)})
			i, last = i+n, i+n
		default:
			i += n
		}
	}
	return words
}

// newWord makes the word s[start:end]; last is where the word before it ends.
func newWord(s string, start, end, last int) Word {
	lower := s[start:end]
	if !norm.NFC.IsNormalString(lower) {
		lower = norm.NFC.String(lower)
	}
	lower = strings.ToLower(lower)
	return Word{Start: start, End: end, Lower: lower, Fold: Fold(lower), Glued: glued(s, last, start)}
}

// glued reports whether s[last:i] is one joining mark.
func glued(s string, last, i int) bool {
	if last < 0 || i <= last || i-last > 3 {
		return false
	}
	switch s[last:i] {
	case "'", "’", "-", "‐", "‑":
		return true
	}
	return false
}

// numberEnd is where the number that begins at i ends: digits, groups of three
// after a space, decimals after a comma or a point.
func numberEnd(s string, i int) int {
	start := i
	for i < len(s) && isDigit(s[i]) {
		i++
	}
	for { // groups: only where the first group has at most three digits
		gap := spaceLen(s, i)
		if gap == 0 || !threeDigits(s, i+gap) || i-start > 3 && !strings.ContainsAny(s[start:i], " \u00a0\u202f") {
			break
		}
		i += gap + 3
	}
	if i+1 < len(s) && (s[i] == ',' || s[i] == '.') && isDigit(s[i+1]) {
		i++
		for i < len(s) && isDigit(s[i]) {
			i++
		}
	}
	return i
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

// spaceLen is how many bytes the space at i takes, 0 when there is none.
func spaceLen(s string, i int) int {
	for _, sp := range []string{" ", "\u00a0", "\u202f"} {
		if strings.HasPrefix(s[i:], sp) {
			return len(sp)
		}
	}
	return 0
}

// threeDigits reports whether three digits and no more stand at i.
func threeDigits(s string, i int) bool {
	return i+3 <= len(s) && isDigit(s[i]) && isDigit(s[i+1]) && isDigit(s[i+2]) && (i+3 == len(s) || !isDigit(s[i+3]))
}

// groupSpaces are the spaces that stand between the groups of a number.
var groupSpaces = strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "")

// foldNumber writes a number without the spaces between its groups.
func foldNumber(s string) string { return groupSpaces.Replace(s) }

// A Stemmer gives French stems. It remembers what it has stemmed and is not safe
// for concurrent use.
type Stemmer struct {
	env  *snowball.Env
	seen map[string]string
}

// NewStemmer gives a stemmer with an empty memory.
func NewStemmer() *Stemmer {
	return &Stemmer{env: snowball.NewEnv(""), seen: make(map[string]string, 4096)}
}

// Stem gives the folded stem of a word in lower case. The stemmer needs the
// accents ("évaluées" is a participle, "evaluees" nothing); the final e that it
// leaves where they are missing is dropped, so that both give the same stem.
func (st *Stemmer) Stem(lower string) string {
	if s, ok := st.seen[lower]; ok {
		return s
	}
	s := lower
	if len(lower) > 3 && !isDigit(lower[0]) {
		st.env.SetCurrent(lower)
		french.Stem(st.env)
		s = strings.TrimRight(Fold(st.env.Current()), "e")
	} else {
		s = Fold(lower)
	}
	st.seen[lower] = s
	return s
}

// Set makes a set of words that blanks part.
func Set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

// stopWords carry no subject. "sans", "pas", "ne", "aucun" are not among them:
// they turn a sentence round.
var stopWords = Set(`le la les l un une des de du d au aux a et ou en dans par pour sur avec ce cet cette ces c se s sa son ses
		leur leurs qui que qu dont il elle ils elles on y est sont etre n t m j ainsi tres plus the of and to in for`)

// Stop reports whether a folded word carries no subject (articles, prepositions…).
func Stop(folded string) bool { return stopWords[folded] }
