package layout

import (
	"math"
	"slices"
	"strings"

	"prejury/extractors/document"
	"prejury/internal/text"
)

// doubledSpaces gives the bytes of a block's final text at which a word begins that
// more than one space parts from the one before.
//
// Engines fold spaces that follow one another, and justified text stretches them: a
// gap is doubled when it is two or three times those of its line, which are alike.
func doubledSpaces(p *proto, final string) []int {
	switch p.block.Kind {
	case document.Paragraph, document.ListItem, document.Heading, document.Caption:
	default:
		return nil
	}
	var out []int
	f := newFollower(final)
	for i := range p.lines {
		ws := p.lines[i].words
		wide := wideGaps(ws)
		before := -1 // place in the final text of the word before
		for k := range ws {
			at := f.find(ws[k].text, k == 0, k == len(ws)-1)
			if len(wide) > 0 && wide[0] == k {
				wide = wide[1:]
				if before >= 0 && at == before+1 {
					out = append(out, f.starts[at])
				}
			}
			before = at
		}
	}
	return out
}

// follower finds the words of a block's lines, in their order, in its final text.
// Cleaning has changed some of them since, and joined those that a line's end cut.
type follower struct {
	words  []string
	starts []int // bytes of the text
	next   int   // the word after the last one found
	missed int   // words not found since
}

// followAhead is how many words of the final text are passed over to find one again,
// beside as many as were not found.
const followAhead = 3

func newFollower(final string) *follower {
	f := &follower{}
	at := 0
	for w := range strings.FieldsSeq(final) {
		at += strings.Index(final[at:], w)
		f.words, f.starts = append(f.words, w), append(f.starts, at)
		at += len(w)
	}
	return f
}

// find gives the place of the next word of a line in the final text, -1 when it is not
// near. The first word of a line may be the end of one that the line before began, and
// the last the beginning of one.
func (f *follower) find(word string, first, last bool) int {
	from := f.next
	if first {
		from = max(0, from-1)
	}
	for at := from; at < min(len(f.words), f.next+f.missed+followAhead+1); at++ {
		w := f.words[at]
		if w == word && at >= f.next || first && strings.HasSuffix(w, word) || last && strings.HasPrefix(w, word) {
			f.next, f.missed = at+1, 0
			return at
		}
	}
	f.missed++
	return -1
}

// Gaps between words, in parts of the usual one of their line.
const (
	alikeGap   = 0.12 // by how much ordinary ones differ from one another
	leastWide  = 1.75 // from here two spaces
	mostWide   = 3.3  // to here three
	usualSpace = 0.65 // ems, wider than any space that no one stretched over a whole line
)

// wideGaps gives the words of a line that stand after two or three spaces.
func wideGaps(ws []word) []int {
	if len(ws) < 5 {
		return nil
	}
	gaps := make([]float64, len(ws))
	var ordinary []float64
	for k := 1; k < len(ws); k++ {
		gaps[k] = ws[k].x0 - ws[k-1].x1
		ordinary = append(ordinary, gaps[k])
	}
	slices.Sort(ordinary)
	usual := ordinary[len(ordinary)/2]
	em := max(ws[0].size, 1)
	if usual < 0.1*em || usual > usualSpace*em {
		return nil
	}
	var out []int
	alike, font := 0, lineFont(ws)
	for k := 1; k < len(ws); k++ {
		switch r := gaps[k] / usual; {
		case math.Abs(r-1) <= alikeGap:
			alike++
		case r >= leastWide && r <= mostWide && doubled(ws, k, font):
			out = append(out, k)
		case r > 1:
			return nil // a line that something else spaces
		}
	}
	if alike < 3 || alike < 3*len(out) {
		return nil
	}
	return out
}

// doubled reports whether a wide gap before a word is made of spaces that someone
// typed, between two words written as most of their line is: another font has wider
// spaces.
func doubled(ws []word, k int, font string) bool {
	a, b := &ws[k-1], &ws[k]
	if !b.spaced || b.odd || b.ocr || b.size != a.size || math.Abs(a.base-b.base) > 0.1*a.size || a.font != font || b.font != font || text.Monospaced(font) {
		return false
	}
	return k > 1 || !text.Label(a.text)
}

// lineFont is the font of most words.
func lineFont(ws []word) string {
	n := map[string]int{}
	best := ""
	for i := range ws {
		f := ws[i].font
		if n[f]++; n[f] > n[best] || n[f] == n[best] && f < best {
			best = f
		}
	}
	return best
}
