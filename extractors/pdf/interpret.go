package pdf

import (
	"math"

	gopdf "github.com/ledongthuc/pdf"

	"prejury/extractors/document"
	"prejury/extractors/layout"
)

const (
	maxOperators = 3_000_000 // of one page, forms included
	maxForms     = 12        // forms within forms
	maxStates    = 256       // saved graphics states
)

// interpreter reads the content of a page (ISO 32000-1, 8 and 9) for its text,
// pictures and rules.
type interpreter struct {
	f      *goFile
	out    *layout.Page
	g      geometry
	left   int // operators that may still be read
	glyphs int

	s      state
	saved  []state
	tm     affine // text matrix
	tlm    affine // text line matrix
	res    gopdf.Value
	named  map[string]*goFont // of the resources in use
	always *goFont            // the font of every name, in tests
	marks  []mark
	path   []document.Rect // straight pieces of the current path
	boxes  []document.Rect // its rectangles
	extent document.Rect   // of its other lines and curves
	traced bool            // there are some
	px, py float32         // current point
	mx, my float32         // start of the subpath
}

type state struct {
	ctm                        affine
	font                       *goFont
	size, spacing, wordSpacing float32
	scale, leading, rise       float32
	mode                       int
	color                      uint32
}

type mark struct {
	id       int
	artifact bool
}

// run interprets one content stream with its resources.
func (in *interpreter) run(content []byte, res gopdf.Value, ctm affine, depth int) {
	if depth > maxForms {
		return
	}
	outer := *in
	in.s = state{ctm: ctm, scale: 1, color: outer.s.color}
	in.saved, in.res, in.named = nil, res, map[string]*goFont{}
	defer func() {
		in.s, in.saved, in.res, in.named, in.marks = outer.s, outer.saved, outer.res, outer.named, outer.marks
	}()
	l := &lexer{b: content}
	args := make([]operand, 0, 16)
	for in.left > 0 && in.glyphs < maxChars {
		v, ok := l.next()
		if !ok {
			return
		}
		op, isOp := v.(opWord)
		if !isOp {
			if len(args) < 64 {
				args = append(args, v)
			}
			continue
		}
		in.left--
		if op == "ID" {
			l.inlineImage()
			in.image()
		} else {
			in.do(string(op), args, depth)
		}
		args = args[:0]
	}
}

func num(args []operand, i int) float32 {
	if i < 0 || i >= len(args) {
		return 0
	}
	f, _ := args[i].(float64)
	return finite(float32(f))
}

func matrixOf(args []operand) affine {
	return affine{num(args, 0), num(args, 1), num(args, 2), num(args, 3), num(args, 4), num(args, 5)}
}

func (in *interpreter) do(op string, args []operand, depth int) {
	switch op {
	case "q":
		if len(in.saved) < maxStates {
			in.saved = append(in.saved, in.s)
		}
	case "Q":
		if n := len(in.saved); n > 0 {
			in.s, in.saved = in.saved[n-1], in.saved[:n-1]
		}
	case "cm":
		in.s.ctm = matrixOf(args).mul(in.s.ctm)
	case "Do":
		in.object(args, depth)
	case "BMC", "BDC":
		in.mark(args)
	case "EMC":
		if n := len(in.marks); n > 0 {
			in.marks = in.marks[:n-1]
		}
	case "g", "rg", "k", "sc", "scn":
		in.colour(args)
	case "cs":
		in.s.color = 0
	default:
		if !in.text(op, args) {
			in.draw(op, args)
		}
	}
}

// text handles the operators of text; it reports whether op is one.
func (in *interpreter) text(op string, args []operand) bool {
	s := &in.s
	switch op {
	case "BT":
		in.tm = affine{a: 1, d: 1}
		in.tlm = in.tm
	case "ET":
	case "Tf":
		if len(args) >= 2 {
			n, _ := args[0].(opName)
			s.font, s.size = in.fontNamed(string(n)), num(args, 1)
		}
	case "Tc":
		s.spacing = num(args, 0)
	case "Tw":
		s.wordSpacing = num(args, 0)
	case "Tz":
		s.scale = num(args, 0) / 100
	case "TL":
		s.leading = num(args, 0)
	case "Ts":
		s.rise = num(args, 0)
	case "Tr":
		s.mode = int(num(args, 0))
	case "Td":
		in.move(num(args, 0), num(args, 1))
	case "TD":
		s.leading = -num(args, 1)
		in.move(num(args, 0), num(args, 1))
	case "Tm":
		in.tm = matrixOf(args)
		in.tlm = in.tm
	case "T*":
		in.move(0, -s.leading)
	case "Tj":
		in.show(args)
	case "'":
		in.move(0, -s.leading)
		in.show(args)
	case "\"":
		s.wordSpacing, s.spacing = num(args, 0), num(args, 1)
		in.move(0, -s.leading)
		if len(args) > 2 {
			in.show(args[2:])
		}
	case "TJ":
		if len(args) > 0 {
			a, _ := args[0].(opArray)
			in.show(a)
		}
	default:
		return false
	}
	return true
}

func (in *interpreter) move(x, y float32) {
	in.tlm = affine{1, 0, 0, 1, x, y}.mul(in.tlm)
	in.tm = in.tlm
}

// show draws strings, with the adjustments between them, as one run.
func (in *interpreter) show(parts []operand) {
	s := &in.s
	if s.font == nil {
		return
	}
	run, open := layout.Run{}, false
	in.f.guessed = in.f.guessed || s.font.guess
	for _, p := range parts {
		switch p := p.(type) {
		case float64:
			in.advance(-finite(float32(p)) / 1000 * s.size * s.scale)
		case string:
			for _, c := range s.font.decode(p) {
				if in.glyphs++; in.glyphs > maxChars {
					return
				}
				in.f.glyphs++
				if len(c.text) == 0 {
					in.f.unknown++
				}
				trm := affine{s.size * s.scale, 0, 0, s.size, 0, s.rise}.mul(in.tm).mul(s.ctm)
				if !open {
					run, open = in.newRun(trm), true
				}
				w := s.font.width(c.code) * s.font.unit
				in.glyph(&run, trm, c, w)
				step := w*s.size + s.spacing
				if c.space {
					step += s.wordSpacing
				}
				in.advance(step * s.scale)
			}
		}
	}
	if open && len(run.Glyphs) > 0 {
		in.out.Runs = append(in.out.Runs, run)
	}
}

func (in *interpreter) advance(x float32) {
	in.tm = affine{1, 0, 0, 1, x, 0}.mul(in.tm)
}

func (in *interpreter) newRun(trm affine) layout.Run {
	s := &in.s
	r := layout.Run{Font: s.font.style.name, Bold: s.font.style.bold || s.mode == 2, Italic: s.font.style.italic,
		Color: s.color, Invisible: s.mode == 3, Mark: -1}
	r.X, r.Y = in.g.point(trm.e, trm.f)
	r.Size = finite(float32(math.Hypot(float64(trm.c), float64(trm.d)))) * s.font.em
	r.Turn, r.Slanted = quarter(in.g.direction(trm.a, trm.b))
	for _, m := range in.marks {
		r.Artifact = r.Artifact || m.artifact
		if m.id >= 0 {
			r.Mark = m.id
		}
	}
	return r
}

func (in *interpreter) glyph(run *layout.Run, trm affine, c code, w float32) {
	fo := in.s.font
	x0, y0, x1, y1 := trm.box(0, fo.descent, max(w, 0), fo.ascent)
	x0, y0, x1, y1 = in.g.box(x0, y0, x1, y1)
	if len(c.text) == 0 {
		r := '\ufffd'
		if !fo.composite && c.code > 32 && c.code < 127 {
			r = rune(c.code) // as PDFium does: it may be the character
		}
		run.Glyphs = append(run.Glyphs, layout.Glyph{R: r, X0: x0, Y0: y0, X1: x1, Y1: y1, NoUnicode: true})
		return
	}
	for _, r := range c.text {
		run.Glyphs = append(run.Glyphs, layout.Glyph{R: r, X0: x0, Y0: y0, X1: x1, Y1: y1})
	}
}

// object draws a form or a picture.
func (in *interpreter) object(args []operand, depth int) {
	if len(args) == 0 {
		return
	}
	n, _ := args[0].(opName)
	x := in.res.Key("XObject").Key(string(n))
	switch x.Key("Subtype").Name() {
	case "Image":
		in.image()
	case "Form":
		m := affine{a: 1, d: 1}
		if v := x.Key("Matrix"); v.Len() == 6 {
			at := func(i int) float32 { return finite(float32(v.Index(i).Float64())) }
			m = affine{at(0), at(1), at(2), at(3), at(4), at(5)}
		}
		res := x.Key("Resources")
		if res.IsNull() {
			res = in.res
		}
		tm, tlm := in.tm, in.tlm
		in.run(in.f.stream(x), res, m.mul(in.s.ctm), depth+1)
		in.tm, in.tlm = tm, tlm
	}
}

// image keeps the place of a picture: the unit square.
func (in *interpreter) image() {
	if len(in.out.Images) < maxObjects {
		in.out.Images = append(in.out.Images, document.Image{Box: in.g.rect(in.s.ctm.box(0, 0, 1, 1))})
	}
}

func (in *interpreter) mark(args []operand) {
	m := mark{id: -1}
	if len(args) > 0 {
		m.artifact = args[0] == opName("Artifact")
	}
	if len(args) > 1 {
		if d, ok := args[1].(opDict); ok {
			if id, ok := d["MCID"].(float64); ok {
				m.id = int(id)
			}
		}
	}
	if len(in.marks) < maxStates {
		in.marks = append(in.marks, m)
	}
}

// colour keeps the colour of text, roughly: grey, RGB or CMYK by the count of its
// components.
func (in *interpreter) colour(args []operand) {
	c := func(i int) float32 { return min(max(num(args, i), 0), 1) }
	rgb := func(r, g, b float32) uint32 {
		return uint32(r*255+0.5)<<16 | uint32(g*255+0.5)<<8 | uint32(b*255+0.5)
	}
	if n := len(args); n > 0 {
		if _, pattern := args[n-1].(opName); pattern {
			in.s.color = 0x808080
			return
		}
	}
	switch len(args) {
	case 1:
		in.s.color = rgb(c(0), c(0), c(0))
	case 3:
		in.s.color = rgb(c(0), c(1), c(2))
	case 4:
		k := 1 - c(3)
		in.s.color = rgb((1-c(0))*k, (1-c(1))*k, (1-c(2))*k)
	}
}

// fontNamed gives the font of that name in the resources in use.
func (in *interpreter) fontNamed(name string) *goFont {
	if in.always != nil {
		return in.always
	}
	if f, ok := in.named[name]; ok {
		return f
	}
	f := in.f.font(in.res.Key("Font").Key(name))
	in.named[name] = f
	return f
}
