package ocr

import (
	"cmp"
	"encoding/xml"
	"errors"
	"io"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"prejury/extractors/layout"
	"prejury/internal/french"
	"prejury/internal/text"
)

// Words under doubtful and lines under noise, in hundredths of tesseract's confidence,
// are what it sees in pictures and in the grain of the paper.
const (
	doubtful = 20
	noise    = 45
	plain    = 70 // given to words that the lexicon knows
)

// reads reports whether a word is one of the language, whatever the confidence: tesseract
// has none in French elisions ("l'utilisateur" has 0). What has no word of three letters
// tells nothing.
func reads(lex *french.Lexicon, word string) bool {
	known := false
	for _, w := range text.Words(word) {
		if utf8.RuneCountInString(w.Lower) < 3 {
			continue
		}
		if !lex.Reads(w.Lower) {
			return false
		}
		known = true
	}
	return known
}

// elided gives back the article that was read as one letter with its apostrophe:
// "Vutilisateur" is "l'utilisateur".
func elided(lex *french.Lexicon, word string) string {
	rest, ok := strings.CutPrefix(word, "V")
	first, _ := utf8.DecodeRuneInString(rest)
	if !ok || !strings.ContainsRune("aeéèêiouhyœ", first) || reads(lex, word) || !reads(lex, rest) {
		return word
	}
	return "l'" + rest
}

// misreadNumeral is a Roman numeral that begins a line, with an l for an I: no French
// line begins with "Il." nor "Ill)".
var misreadNumeral = regexp.MustCompile(`^[Il]{2,3}[.)\-–—]$`)

// numeral gives back the I of a numeral.
func numeral(word string) string {
	if misreadNumeral.MatchString(word) {
		return strings.ReplaceAll(word, "l", "I")
	}
	return word
}

// largest is the side in points of the largest page that PDF knows (ISO 32000-1, annex C).
const largest = 14400

// page is what was recognised on one page. Width and height, and all that stands on it,
// are in points from the top left corner.
type page struct {
	width, height float64
	lines         []line
}

// line is words on one baseline, and the height of its letters from the lowest to the
// highest.
type line struct {
	words        []word
	base, height float64
	// ink is that of so many strokes, in dots: see weigh.
	ink     float64
	strokes int
	bold    bool
	light   bool // set in a thinner font
}

type word struct {
	text                string
	x0, top, x1, bottom float64
	sure                float64 // 0 to 100
}

// scan reads hOCR (the hOCR specification, version 1.2): elements whose class names what
// they are, and whose title gives their place in dots. It gives what it has read with
// the error of a text that is cut.
func scan(r io.Reader, dotsPerInch float64) (*page, error) {
	d := xml.NewDecoder(r)
	d.Strict = false
	d.Entity = xml.HTMLEntity
	d.AutoClose = xml.HTMLAutoClose
	out := &page{}
	s := scanner{page: out, scale: 72 / dotsPerInch, lex: french.Open()}
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return out, err
		}
		switch t := t.(type) {
		case xml.StartElement:
			s.start(t)
		case xml.CharData:
			if s.inWord > 0 {
				s.text.Write(t)
			}
		case xml.EndElement:
			s.end()
		}
	}
}

// scanner holds the elements that are open: inWord and inLine are their depth, 0 for none.
type scanner struct {
	page           *page
	lex            *french.Lexicon
	scale          float64
	depth          int
	inWord, inLine int
	word           word
	line           line
	left, slope    float64 // of the line's baseline
	text           strings.Builder
}

func (s *scanner) start(t xml.StartElement) {
	s.depth++
	var class, title string
	for _, a := range t.Attr {
		switch a.Name.Local {
		case "class":
			class = a.Value
		case "title":
			title = a.Value
		}
	}
	box := numbers(title, "bbox")
	if len(box) != 4 {
		return
	}
	for i := range box {
		box[i] *= s.scale
	}
	switch class {
	case "ocr_page":
		s.page.width, s.page.height = max(0, min(box[2], largest)), max(0, min(box[3], largest))
	case "ocr_line", "ocr_caption", "ocr_header", "ocr_textfloat":
		s.inLine, s.left, s.slope = s.depth, box[0], 0
		s.line = line{base: box[3], height: box[3] - box[1]}
		if b := numbers(title, "baseline"); len(b) == 2 {
			s.slope = b[0]
			s.line.base += b[1] * s.scale
		}
		if h := numbers(title, "x_size"); len(h) == 1 && h[0] > 0 {
			s.line.height = h[0] * s.scale
		}
	case "ocrx_word":
		s.inWord = s.depth
		s.text.Reset()
		s.word = word{x0: box[0], top: box[1], x1: box[2], bottom: box[3], sure: 100}
		if c := numbers(title, "x_wconf"); len(c) == 1 {
			s.word.sure = c[0]
		}
	}
}

func (s *scanner) end() {
	switch s.depth {
	case s.inWord:
		s.inWord = 0
		s.word.text = elided(s.lex, strings.Join(strings.Fields(text.Clean(s.text.String())), " "))
		if reads(s.lex, s.word.text) {
			s.word.sure = max(s.word.sure, plain)
		}
		if s.inLine > 0 && s.word.text != "" && s.stands(s.word) {
			s.line.words = append(s.line.words, s.word)
		}
	case s.inLine:
		s.inLine = 0
		// A slanted baseline is given at the left edge; the middle is less wrong.
		if n := len(s.line.words); n > 0 {
			if n > 1 {
				s.line.words[0].text = numeral(s.line.words[0].text)
			}
			s.line.base += s.slope * ((s.line.words[n-1].x1 - s.left) / 2)
			s.line.base = max(s.line.words[0].top, min(s.line.base, s.line.words[0].bottom+s.line.height))
			s.line.height = max(1, min(s.line.height, s.page.height))
		}
		if l, ok := legible(s.line); ok {
			s.page.lines = append(s.page.lines, l)
		}
	}
	s.depth = max(s.depth-1, 0)
}

// stands reports whether a word is on the page.
func (s *scanner) stands(w word) bool {
	return w.x0 >= 0 && w.x0 < w.x1 && w.x1 <= s.page.width && w.top >= 0 && w.top < w.bottom && w.bottom <= s.page.height
}

// legible gives a line without its doubtful words, and false when nothing is left or the
// whole is doubtful.
func legible(l line) (line, bool) {
	var kept []word
	sum := 0.0
	for _, w := range l.words {
		if w.sure >= doubtful {
			kept = append(kept, w)
			sum += w.sure
		}
	}
	l.words = kept
	return l, len(kept) > 0 && sum/float64(len(kept)) >= noise && slices.ContainsFunc(kept, func(w word) bool { return strings.ContainsFunc(w.text, isLetterOrDigit) })
}

// numbers gives the figures of one property of a title, "bbox 1 2 3 4; baseline 0 -7".
func numbers(title, name string) (out []float64) {
	for part := range strings.SplitSeq(title, ";") {
		f := strings.Fields(part)
		if len(f) == 0 || f[0] != name {
			continue
		}
		for _, s := range f[1:] {
			n, err := strconv.ParseFloat(s, 64)
			if err != nil || math.IsNaN(n) || math.Abs(n) > 1e6 {
				return nil
			}
			out = append(out, n)
		}
	}
	return out
}

// The height of a line is measured on its letters and varies with them: lines within
// alike of the usual one have its size. Those of the same weight have it within plainly,
// since little else would make them headings, and bold ones that are lower, since a few
// words may have no letter that goes down.
const (
	alike    = 0.13
	plainly  = 0.2
	emHeight = 1.0 // ems from the lowest letter to the highest
)

// usual gives the height of the letters of most text of some pages, 0 without text.
func usual(pages []*page) float64 {
	var all []weighed
	for _, p := range pages {
		for _, l := range p.lines {
			n := 0
			for _, w := range l.words {
				n += utf8.RuneCountInString(w.text)
			}
			all = append(all, weighed{l.height, n})
		}
	}
	return ofMost(all)
}

// weighed is a measure of a line and how many signs have it.
type weighed struct {
	measure float64
	signs   int
}

// ofMost gives the measure of which half of the signs have no more, 0 without any.
func ofMost(all []weighed) float64 {
	sum, at := 0, 0
	for _, w := range all {
		sum += w.signs
	}
	slices.SortFunc(all, func(a, b weighed) int { return cmp.Compare(a.measure, b.measure) })
	for _, w := range all {
		if at += w.signs; 2*at >= sum {
			return w.measure
		}
	}
	return 0
}

// glyphs gives a page as package layout takes it. usual is the height of most text.
func (p *page) glyphs(number int, usual float64) *layout.Page {
	out := &layout.Page{Number: number, Width: p.width, Height: p.height}
	for _, l := range p.lines {
		size := l.height
		within := alike
		if l.strokes >= fewStrokes && !l.light && (!l.bold || size < usual) {
			within = plainly
		}
		if math.Abs(size-usual) <= within*usual {
			size = usual
		}
		size = math.Round(2*size/emHeight) / 2
		font := ""
		if l.light {
			font = "light"
		}
		for i, w := range l.words {
			r := layout.Run{Font: font, X: float32(w.x0), Y: float32(l.base), Size: float32(size), Bold: l.bold, Mark: -1}
			n := float32(utf8.RuneCountInString(w.text))
			wide := float32(w.x1-w.x0) / n
			at := float32(w.x0)
			top, bottom := float32(l.base-0.8*size), float32(l.base+0.2*size)
			for _, c := range w.text {
				r.Glyphs = append(r.Glyphs, layout.Glyph{R: c, X0: at, X1: at + wide, Y0: top, Y1: bottom})
				at += wide
			}
			if i+1 < len(l.words) { // a space even where letters touch
				r.Glyphs = append(r.Glyphs, layout.Glyph{R: ' ', X0: at, X1: max(at, float32(l.words[i+1].x0)), Y0: top, Y1: bottom})
			}
			out.Runs = append(out.Runs, r)
		}
	}
	return out
}
