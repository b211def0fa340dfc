package quality

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"prejury/extractors/document"
	"prejury/internal/french"
)

// A font without ligatures in its map loses them in every word that has one. So words
// are only repaired in a document where many need it: at least leastMended of them,
// one in mendedShare.
const (
	leastMended = 12
	mendedShare = 250
)

// mend repairs the words of a PDF that lost their ligatures, where that is a flaw of
// the whole file.
func mend(doc *document.Document, lex *french.Lexicon) {
	m := mender{lex: lex, known: map[string]string{}}
	var c counts
	for i := range doc.Blocks {
		m.count(doc.Blocks[i].Text, &c)
	}
	if n := c.cut + c.shrunk; n < leastMended || n*mendedShare < c.words {
		return
	}
	m.cutOnly = c.cut > c.shrunk/2
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		b.Text, b.Doubled = m.repairMarked(b.Text, b.Doubled)
		for _, row := range b.Rows {
			for c := range row {
				row[c] = m.repair(row[c])
			}
		}
		for s := range b.Section {
			b.Section[s] = m.repair(b.Section[s])
		}
	}
	for i := range doc.Outline {
		doc.Outline[i].Title = m.repair(doc.Outline[i].Title)
	}
}

// counts are the words of a document, those that were cut in two and those that only
// lack letters.
type counts struct{ words, cut, shrunk int }

// mender remembers what words become. Where the lost ligature left a space, a word
// without one is a piece that cannot be repaired.
type mender struct {
	lex     *french.Lexicon
	known   map[string]string
	cutOnly bool
}

func (m *mender) count(s string, c *counts) {
	m.walk(s, func(piece string) {
		if len(piece) > 1 {
			c.words++
		}
	}, func(was, _ string) {
		if strings.Contains(was, " ") && !strings.Contains(was, "-") || strings.ContainsAny(was, french.Signs) {
			c.cut++
		} else {
			c.shrunk++
		}
	})
}

// repair gives a text with its words repaired.
func (m *mender) repair(s string) string {
	s, _ = m.repairMarked(s, nil)
	return s
}

// repairMarked gives a text with its words repaired, and where the bytes at marks, in
// ascending order, now are. A mark inside what became one word is gone.
func (m *mender) repairMarked(s string, marks []int) (string, []int) {
	var b strings.Builder
	b.Grow(len(s) + 16)
	changed := false
	read := 0 // bytes of s
	var moved []int
	// put writes what a piece of s became; of its bytes, as many as same are where they were.
	put := func(was, made string, same int) {
		for len(marks) > 0 && marks[0] < read+len(was) {
			if at := marks[0] - read; at < same {
				moved = append(moved, b.Len()+at)
			}
			marks = marks[1:]
		}
		b.WriteString(made)
		read += len(was)
	}
	m.walk(s,
		func(piece string) { put(piece, piece, len(piece)) },
		func(was, made string) { put(was, made, 1); changed = true })
	if !changed {
		return s, moved
	}
	return b.String(), moved
}

// walk gives a text in pieces: keep is called with what stays, words and what parts
// them, swap with what was and what it becomes.
func (m *mender) walk(s string, keep func(string), swap func(was, made string)) {
	for s != "" {
		n := wordLen(s)
		if n == 0 && signed(s) < 4 {
			_, n = utf8.DecodeRuneInString(s)
			keep(s[:n])
			s = s[n:]
			continue
		}
		if made, used := m.made(s, n); made != "" {
			swap(s[:used], made)
			s = s[used:]
			continue
		}
		n = max(n, 1)
		keep(s[:n])
		s = s[n:]
	}
}

// signed is the length of the word at the head of a text when signs stand among its
// letters, 0 when none does.
func signed(s string) int {
	found := false
	for i, r := range s {
		switch {
		case strings.ContainsRune(french.Signs, r):
			found = found || r != 'U' || i > 0
		case !unicode.IsLower(r) && (i > 0 || !unicode.IsUpper(r)):
			s = s[:i]
		}
		if len(s) == i {
			break
		}
	}
	s = strings.TrimRight(s, french.Signs)
	if !found || !strings.ContainsAny(s, french.Signs) {
		return 0
	}
	return len(s)
}

// wordLen is the length in bytes of the letters at the head of a text.
func wordLen(s string) int {
	for i, r := range s {
		if !unicode.IsLetter(r) {
			return i
		}
	}
	return len(s)
}

// made gives what the word of n bytes at the head of a text becomes, alone or with the
// piece after the next space, and how many bytes of the text that takes; "" when it
// stays as it is.
func (m *mender) made(s string, n int) (string, int) {
	if k := signed(s); k >= max(n, 3) {
		word := s[:k]
		r, size := utf8.DecodeRuneInString(word)
		if w := m.lex.Unsign(strings.ToLower(string(r)) + word[size:]); w != "" && !strings.HasPrefix(word, "U") {
			return cased(word, w), k
		}
		return "", 0
	}
	word := s[:n]
	lower := strings.ToLower(word)
	if utf8.RuneCountInString(word) < 2 || word[1:] != lower[1:] || m.lex.Reads(lower) || m.lex.Name(word) {
		return "", 0
	}
	if rest := s[n:]; strings.HasPrefix(rest, " ") || strings.HasPrefix(rest, "- ") {
		at := strings.IndexByte(rest, ' ') + 1
		if k := wordLen(rest[at:]); k > 0 {
			if w := m.lex.Rejoin(lower, rest[at:at+k]); w != "" {
				return cased(word, w), n + at + k
			}
		}
	}
	if m.cutOnly || utf8.RuneCountInString(lower) < 3 {
		return "", 0
	}
	w, seen := m.known[lower]
	if !seen {
		w = m.lex.Refill(lower)
		m.known[lower] = w
	}
	if w == "" {
		return "", 0
	}
	return cased(word, w), n
}

// cased gives a word the capital of the one it replaces.
func cased(was, made string) string {
	r, _ := utf8.DecodeRuneInString(was)
	if !unicode.IsUpper(r) {
		return made
	}
	_, n := utf8.DecodeRuneInString(made)
	return strings.ToUpper(made[:n]) + made[n:]
}
