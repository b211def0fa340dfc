package ocr

import (
	"bytes"
	"image"
	"image/draw"
	"image/png"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"prejury/extractors/layout"
)

// Tesseract's engine does not tell bold from ordinary text: the thickness of the strokes
// on the drawing of the page does.
const (
	mostDots = 40e6 // of a drawing that is looked at: A1 at 200 dots per inch has 31 million
	contrast = 60   // levels of grey between paper and ink, under which there is no telling
	heavier  = 1.32 // times the usual stroke, from which text is bold
	lighter  = 0.78 // and up to which it is of a light font, as titles are
)

// weigh measures the strokes of the words of a page on its drawing, a PNG, where it can
// be read. Words are in points.
func (p *page) weigh(drawing []byte, dotsPerInch float64) {
	conf, err := png.DecodeConfig(bytes.NewReader(drawing))
	if err != nil || conf.Width < 1 || conf.Height < 1 || float64(conf.Width)*float64(conf.Height) > mostDots {
		return
	}
	img, err := png.Decode(bytes.NewReader(drawing))
	if err != nil {
		return
	}
	grey, ok := img.(*image.Gray)
	if !ok {
		grey = image.NewGray(img.Bounds())
		draw.Draw(grey, grey.Rect, img, img.Bounds().Min, draw.Src)
	}
	scale := dotsPerInch / 72
	for i := range p.lines {
		l := &p.lines[i]
		for k := range l.words {
			w := &l.words[k]
			box := image.Rect(int(w.x0*scale), int(w.top*scale), int(math.Ceil(w.x1*scale)), int(math.Ceil(w.bottom*scale)))
			ink, runs := strokes(grey, box.Intersect(grey.Rect), int(l.height*scale/2))
			l.ink += ink
			l.strokes += runs
		}
	}
}

// strokes gives the ink of the strokes that rows of dots cross in a box, in dots, and how
// many they are. Runs of ink longer than longest are lines and the bars of letters.
func strokes(grey *image.Gray, box image.Rectangle, longest int) (ink float64, runs int) {
	paper, dark := uint8(0), uint8(255)
	for y := box.Min.Y; y < box.Max.Y; y++ {
		row := grey.Pix[grey.PixOffset(box.Min.X, y):grey.PixOffset(box.Max.X, y)]
		for _, v := range row {
			paper, dark = max(paper, v), min(dark, v)
		}
	}
	if int(paper)-int(dark) < contrast {
		return 0, 0
	}
	span := float64(paper) - float64(dark)
	edge := uint8((int(paper) + int(dark)) / 2)
	for y := box.Min.Y; y < box.Max.Y; y++ {
		row := grey.Pix[grey.PixOffset(box.Min.X, y):grey.PixOffset(box.Max.X, y)]
		for x := 0; x < len(row); {
			if row[x] >= edge {
				x++
				continue
			}
			from := x
			for x < len(row) && row[x] < edge {
				x++
			}
			if x-from > longest {
				continue
			}
			// The dots on each side are partly of the stroke.
			for _, v := range row[max(0, from-1):min(len(row), x+1)] {
				ink += (float64(paper) - float64(v)) / span
			}
			runs++
		}
	}
	return ink, runs
}

// fewStrokes is the number of strokes under which a line is too short to weigh.
const fewStrokes = 40

// stroke gives the usual thickness of a line's strokes, in parts of its letters' height;
// 0 when it is not known.
func (l *line) stroke(scale float64) float64 {
	if l.strokes < fewStrokes || l.height <= 0 {
		return 0
	}
	return l.ink / float64(l.strokes) / (l.height * scale)
}

// embolden marks the lines of pages whose strokes are thicker or thinner than those of
// most text.
func embolden(pages []*page, dotsPerInch float64) {
	var all []weighed
	for _, p := range pages {
		for i := range p.lines {
			l := &p.lines[i]
			if s := l.stroke(dotsPerInch / 72); s > 0 {
				all = append(all, weighed{s, l.letters()})
			}
		}
	}
	usual := ofMost(all)
	if usual == 0 {
		return
	}
	for _, p := range pages {
		from := p.contents()
		for i := range p.lines {
			l := &p.lines[i]
			if i > from {
				break // the titles that are listed are no titles there
			}
			s := l.stroke(dotsPerInch / 72)
			l.bold, l.light = s > heavier*usual && !l.parted(), s > 0 && s < lighter*usual
		}
	}
}

// contents gives the place of the title on a page of contents, past all lines where the
// page is none. The title alone tells: Tesseract loses the numbers of pages. Signs that it
// sees after the title are left out.
func (p *page) contents() int {
	for i := range p.lines[:min(4, len(p.lines))] {
		var words []string
		for _, w := range p.lines[i].words {
			words = append(words, w.text)
		}
		title := strings.TrimRightFunc(strings.Join(words, " "), func(r rune) bool { return !isLetterOrDigit(r) })
		if layout.IsContentsTitle(title) {
			return i
		}
	}
	return len(p.lines)
}

// parted reports whether white parts the words of a line: the head of a table, whose
// weight is that of no title.
func (l *line) parted() bool {
	for i := 1; i < len(l.words); i++ {
		if l.words[i].x0-l.words[i-1].x1 > 1.5*l.height {
			return true
		}
	}
	return false
}

// letters counts the letters of a line, its signs where it has none.
func (l *line) letters() (n int) {
	for _, w := range l.words {
		for _, r := range w.text {
			if unicode.IsLetter(r) {
				n++
			}
		}
	}
	if n > 0 {
		return n
	}
	for _, w := range l.words {
		n += utf8.RuneCountInString(w.text)
	}
	return n
}
