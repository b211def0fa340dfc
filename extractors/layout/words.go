package layout

import (
	"math"
	"slices"
	"strings"
	"unicode"
)

// word is a piece of a line between two spaces, in a frame where text runs from
// left to right (see frame).
type word struct {
	text           string
	x0, x1         float64
	top, bottom    float64
	base           float64 // baseline
	size           float64
	font           string
	bold, italic   bool
	hidden         bool
	white          bool // needs a coloured background to be seen
	ocr            bool // invisible text over the picture of the page
	artifact       bool
	spaced         bool // the file has a space before the word
	odd            bool // one of them is not an ordinary space of the file
	mark           int
	unknown, runes int // characters without Unicode, and in all
}

// frame is the page turned so that the text of one direction runs from left to
// right.
type frame struct {
	turn          int
	width, height float64 // of the page as displayed
}

func (f frame) size() (w, h float64) {
	if f.turn%2 == 1 {
		return f.height, f.width
	}
	return f.width, f.height
}

// in maps a point of the page to the frame.
func (f frame) in(x, y float64) (float64, float64) {
	switch f.turn {
	case 1:
		return y, f.width - x
	case 2:
		return f.width - x, f.height - y
	case 3:
		return f.height - y, x
	}
	return x, y
}

func (f frame) boxIn(x0, y0, x1, y1 float64) (a, b, c, d float64) {
	a, b = f.in(x0, y0)
	c, d = f.in(x1, y1)
	return min(a, c), min(b, d), max(a, c), max(b, d)
}

// out maps a box of the frame to the page.
func (f frame) out(x0, y0, x1, y1 float64) (a, b, c, d float64) {
	switch f.turn {
	case 1:
		return f.width - y1, x0, f.width - y0, x1
	case 2:
		return f.width - x1, f.height - y1, f.width - x0, f.height - y0
	case 3:
		return y0, f.height - x1, y1, f.height - x0
	}
	return x0, y0, x1, y1
}

// Distances are in ems of the smaller of the two texts.
const (
	wordGap = 0.16 // wider than this between two glyphs is a space
	backGap = -0.6 // further back than this is another place
)

// wordBuilder cuts glyphs into words.
type wordBuilder struct {
	frame frame
	words []word
	text  strings.Builder
	cur   word
	open  bool
	space bool // a space was seen since the last word
	odd   bool // and one that is not an ordinary space of the file
	lastX float64
	lastG *Glyph // of lastX, to know the letters of one ligature
}

// words cuts the runs of one direction into words, in the order of the file.
func words(runs []Run, fr frame) []word {
	b := &wordBuilder{frame: fr}
	for i := range runs {
		b.run(&runs[i])
	}
	b.close()
	return b.words
}

func (b *wordBuilder) run(r *Run) {
	if len(r.Glyphs) == 0 {
		return
	}
	_, base := b.frame.in(float64(r.X), float64(r.Y))
	size := runSize(r, b.frame)
	loose := spacing(r, b.frame, size)
	gap := wordGap + loose*1.3
	for i := 0; i < len(r.Glyphs); i++ {
		g := &r.Glyphs[i]
		x0, top, x1, bottom := b.frame.boxIn(float64(g.X0), float64(g.Y0), float64(g.X1), float64(g.Y1))
		if g.R < 0x20 {
			var next *Glyph
			if i+1 < len(r.Glyphs) {
				next = &r.Glyphs[i+1]
			}
			if s := texText(g, next); s != "" {
				if b.open && b.breaks(x0, base, size, gap, i == 0) {
					b.close()
				}
				if !b.open {
					b.start(r, base, size, x0, top, bottom)
				}
				b.text.WriteString(s)
				b.glyph(&Glyph{R: -1, X0: g.X0, X1: g.X1}, x0, x1, top, bottom)
				continue
			}
		}
		if unicode.IsSpace(g.R) || g.R == 0x200b {
			// Where letters are spaced out, engines see spaces between them.
			if loose < 0.12 || x1-x0 > 0.05*size {
				b.close()
				b.space = true
				b.odd = b.odd || g.R != ' ' || g.Guessed
			}
			continue
		}
		if b.open && !sameBox(b.lastG, g) && b.breaks(x0, base, size, gap, i == 0) {
			b.close()
		}
		if !b.open {
			b.start(r, base, size, x0, top, bottom)
		}
		b.glyph(g, x0, x1, top, bottom)
	}
}

// breaks reports whether a glyph at x0 is not of the word being built.
func (b *wordBuilder) breaks(x0, base, size, gap float64, newRun bool) bool {
	em := min(size, b.cur.size)
	d := (x0 - b.lastX) / max(em, 1)
	if d > gap || d < backGap {
		return true
	}
	return newRun && math.Abs(base-b.cur.base) > 0.1*em
}

func (b *wordBuilder) start(r *Run, base, size, x0, top, bottom float64) {
	b.cur = word{x0: x0, x1: x0, top: top, bottom: bottom, base: base, size: size,
		font: r.Font, bold: r.Bold, italic: r.Italic, artifact: r.Artifact, mark: r.Mark,
		hidden: r.Invisible, white: r.White(), spaced: b.space, odd: b.odd}
	b.open, b.space, b.odd = true, false, false
	b.text.Reset()
}

func (b *wordBuilder) glyph(g *Glyph, x0, x1, top, bottom float64) {
	if g.R >= 0 {
		b.text.WriteRune(g.R)
	}
	b.cur.x0, b.cur.x1 = min(b.cur.x0, x0), max(b.cur.x1, x1)
	b.cur.top, b.cur.bottom = min(b.cur.top, top), max(b.cur.bottom, bottom)
	b.cur.runes++
	if g.NoUnicode {
		b.cur.unknown++
	}
	b.lastX, b.lastG = x1, g
}

// sameBox reports whether two characters are of one glyph: a ligature.
func sameBox(a, b *Glyph) bool {
	return a != nil && a.X0 == b.X0 && a.X1 == b.X1 && a.Y0 == b.Y0 && a.Y1 == b.Y1
}

func (b *wordBuilder) close() {
	if !b.open {
		return
	}
	b.open = false
	b.cur.text = composeLoose(b.text.String())
	if b.cur.text != "" {
		b.words = append(b.words, b.cur)
	}
}

// runSize gives the size of a run's text. Type 3 fonts have sizes of their own
// units, so the height of the glyphs decides when the two disagree.
func runSize(r *Run, fr frame) float64 {
	_, top, _, bottom := fr.boxIn(float64(r.Glyphs[0].X0), float64(r.Glyphs[0].Y0), float64(r.Glyphs[0].X1), float64(r.Glyphs[0].Y1))
	h, size := bottom-top, float64(r.Size)
	if size <= 0 || h > 0.5 && (size < h/3 || size > 4*h && len(r.Glyphs) > 2) {
		size = h
	}
	return max(size, 0.5)
}

// spacing gives the usual gap between the letters of a run, in ems: near 0 in
// ordinary text, more where a title is spaced out.
func spacing(r *Run, fr frame, size float64) float64 {
	var gaps []float64
	prev := math.Inf(-1)
	for i := range r.Glyphs {
		g := &r.Glyphs[i]
		if unicode.IsSpace(g.R) {
			continue
		}
		x0, _, x1, _ := fr.boxIn(float64(g.X0), float64(g.Y0), float64(g.X1), float64(g.Y1))
		if !math.IsInf(prev, -1) {
			gaps = append(gaps, (x0-prev)/size)
		}
		prev = x1
		if len(gaps) == 64 {
			break
		}
	}
	if len(gaps) < 4 {
		return 0
	}
	slices.Sort(gaps)
	return max(gaps[len(gaps)/2], 0)
}
