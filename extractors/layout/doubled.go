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
	from := 0
	for i := range p.lines {
		ws := p.lines[i].words
		for _, k := range wideGaps(ws) {
			// The text was cleaned since: the pair of words says where.
			pair := ws[k-1].text + " " + ws[k].text
			if j := strings.Index(final[from:], pair); j >= 0 {
				at := from + j + len(ws[k-1].text) + 1
				out = append(out, at)
				from = at
			}
		}
	}
	return out
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
