package office

import (
	"strings"
	"unicode/utf8"
)

const (
	defaultTab  = 36   // points between tab stops that no one set
	maxLength   = 1584 // points, the longest page that Word knows
	cellPadding = 5.4  // points left and right of a cell's text, Word's default
)

// measured is a paragraph cut in lines for one column width.
type measured struct {
	lines  []textLine
	before float64
	after  float64 // space, and room for pictures
	space  float64 // of after, what is space
}

type textLine struct {
	height float64
	at     int // byte of the text at which the line begins
}

func (m *measured) height() float64 {
	h := m.before + m.after
	for _, l := range m.lines {
		h += l.height
	}
	return h
}

// measure gives a paragraph cut in lines, from the last time where the width is
// the same.
func measure(p *Para, width float64) measured {
	if p.measured == nil || p.measuredFor != width {
		m := p.measure(width)
		p.measured, p.measuredFor = &m, width
	}
	return *p.measured
}

// measure cuts a paragraph in lines as a word processor does, more or less: by
// words, with the widths of the paragraph's main font.
func (p *Para) measure(width float64) measured {
	f := faceOf(p.Fmt.Font)
	size := p.Size
	if size <= 0 {
		size = 11
	}
	lineHeight := p.lineHeight(f.line*size + p.Fmt.Raise)
	width = max(20, width-max(0, p.Fmt.Left)-max(0, p.Fmt.Right))
	m := measured{before: max(0, p.Fmt.Before), after: max(0, p.Fmt.After), space: max(0, p.Fmt.After)}
	c := cutter{f: &f, size: size, bold: p.Bold, width: width, x: p.Fmt.First, broken: endsWithBreak(p)}
	if p.Label != "" {
		c.x += f.runWidth(p.Label+" ", size, p.Bold)
	}
	if p.Fmt.First < 0 { // the label or bullet hangs in the indent
		c.x = 0
	}
	c.cut(p.Text)
	for _, at := range c.starts {
		m.lines = append(m.lines, textLine{lineHeight, at})
	}
	p.addImages(&m, width, lineHeight, strings.TrimSpace(p.Text) == "")
	return m
}

// lineHeight applies the paragraph's line spacing to its font's own.
func (p *Para) lineHeight(natural float64) float64 {
	switch {
	case p.Fmt.LineRule == Exactly && p.Fmt.Line > 0:
		return p.Fmt.Line
	case p.Fmt.LineRule == AtLeast:
		return max(natural, p.Fmt.Line)
	case p.Fmt.Line > 0:
		return natural * min(p.Fmt.Line, 10)
	}
	return natural
}

// addImages makes room for pictures: those in the line heighten it, those around
// which text flows push it by their area.
func (p *Para) addImages(m *measured, width, lineHeight float64, alone bool) {
	x, row := 0.0, 0.0
	var rows []float64
	for _, img := range p.Images {
		w, h := img.Width, min(maxLength, max(0, img.Height))
		if w > width && !img.Floating && w > 0 {
			h, w = h*width/w, width
		}
		switch {
		case img.Behind || h == 0:
		case img.Floating && (img.TopBottom || wide(img, width)):
			m.after += h
		case img.Floating:
			// text flows beside it
		default:
			if x > 0 && x+w > width {
				rows = append(rows, row)
				x, row = 0, 0
			}
			x += w
			row = max(row, h)
		}
	}
	if row > 0 {
		rows = append(rows, row)
	}
	for i, h := range rows {
		if p.Fmt.LineRule == Exactly {
			break // Word cuts the picture to the line
		}
		if !alone {
			h += lineHeight * 0.2 // the letters' descenders
		}
		if p.Fmt.LineRule == Multiple && p.Fmt.Line > 1 {
			h += lineHeight * (1 - 1/p.Fmt.Line)
		}
		h = max(h, lineHeight)
		switch {
		case i < len(m.lines) && (alone || i > 0 || len(m.lines) == 1):
			m.lines[i].height = max(m.lines[i].height, h)
		default:
			m.lines = append(m.lines, textLine{h, len(p.Text)})
		}
	}
}

// wide says that a floating picture leaves no room for text beside it.
func wide(img Image, width float64) bool { return img.Width > 0.75*width }

// cutter breaks text into lines.
type cutter struct {
	f      *face
	size   float64
	bold   bool
	width  float64
	x      float64
	starts []int
	broken bool // the text's last line break is the end of a page
}

func (c *cutter) cut(s string) {
	c.starts = append(c.starts, 0)
	space := c.f.runWidth(" ", c.size, c.bold)
	for i := 0; i < len(s); {
		switch s[i] {
		case '\n':
			i++
			if i < len(s) || !c.broken { // the paragraph's mark stands on a line of its own
				c.starts = append(c.starts, i)
			}
			c.x = 0
			continue
		case '\t':
			c.x = float64(int(max(0, c.x)/defaultTab)+1) * defaultTab
			i++
			continue
		case ' ':
			c.x += space
			i++
			continue
		}
		j := i + wordEnd(s[i:])
		w := c.f.runWidth(s[i:j], c.size, c.bold)
		if w > c.width { // a line holds one letter at least, however large
			w = min(w, c.width*float64(utf8.RuneCountInString(s[i:j])))
		}
		if c.x > 0 && c.x+w > c.width {
			c.starts = append(c.starts, i)
			c.x = 0
		}
		for c.x = c.x + w; c.x > c.width && w > c.width; c.x -= c.width { // a word longer than the line
			c.starts = append(c.starts, i)
		}
		i = j
	}
}

// wordEnd gives the bytes of the next piece that stays on one line: up to a space
// or after a hyphen; one character in scripts without spaces.
func wordEnd(s string) int {
	for i, r := range s {
		switch {
		case r == ' ' || r == '\t' || r == '\n':
			return i
		case r == '-' || r == '/' && i > 0:
			return i + 1
		case r >= 0x2e80 && r < 0xfb00:
			if i == 0 {
				return utf8.RuneLen(r)
			}
			return i
		}
	}
	return len(s)
}
