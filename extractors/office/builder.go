package office

import (
	"strings"
	"unicode/utf8"
)

// Chars is how a run of characters looks, as far as it decides what is read.
type Chars struct {
	Size   float64 // points
	Bold   bool
	Font   string
	Raise  float64 // points above or below the line's base
	Vanish bool    // hidden by its format
	White  bool    // white, on nothing darker
}

// Builder gathers the text of one paragraph.
type Builder struct {
	text, hidden strings.Builder
	sizes        map[float64]int
	fonts        map[string]int
	bold         int
	white        bool
	raise        float64
	// Visible is how many runes that are not spaces a reader sees.
	Visible int
}

// Len is the length of the visible text in bytes.
func (b *Builder) Len() int { return b.text.Len() }

// Write adds text, or sets it apart when a reader does not see it. It tells
// whether it is seen.
func (b *Builder) Write(s string, c Chars) bool {
	blank := strings.TrimSpace(s) == ""
	if c.Vanish || !blank && (c.White || c.Size > 0 && c.Size < hiddenSize) {
		b.hidden.WriteString(s)
		b.white = b.white || c.White && !c.Vanish
		return false
	}
	b.text.WriteString(s)
	if blank {
		return true
	}
	if b.sizes == nil {
		b.sizes, b.fonts = map[float64]int{}, map[string]int{}
	}
	n := utf8.RuneCountInString(s)
	b.Visible += n
	b.raise = max(b.raise, c.Raise)
	b.sizes[c.Size] += n
	b.fonts[c.Font] += n
	if c.Bold {
		b.bold += n
	}
	return true
}

// Hide adds text that a reader does not see.
func (b *Builder) Hide(s string) { b.hidden.WriteString(s) }

// Fill gives the paragraph its text, and the look of most of it; mark is the
// look of an empty one.
func (b *Builder) Fill(p *Para, mark Chars) {
	p.Text, p.Hidden, p.White = b.text.String(), b.hidden.String(), b.white
	p.Size, p.Fmt.Font = most(b.sizes), most(b.fonts)
	if b.Visible == 0 {
		p.Size, p.Fmt.Font = mark.Size, mark.Font
	}
	p.Fmt.Raise = b.raise
	p.Bold = b.Visible > 0 && b.bold*2 > b.Visible
}

func most[K float64 | string](m map[K]int) K {
	var best K
	n := 0
	for k, v := range m {
		if v > n || v == n && k > best {
			best, n = k, v
		}
	}
	return best
}
