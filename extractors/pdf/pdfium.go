package pdf

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"math"
	"slices"
	"unicode"
	"unicode/utf16"

	"prejury/extractors/document"
	"prejury/extractors/input"
	"prejury/extractors/layout"
)

// PDFium's reasons for not opening a file (FPDF_GetLastError in fpdfview.h).
const (
	pdfiumErrPassword = 4
	pdfiumErrSecurity = 5
)

// pdfiumFile is a PDF opened by PDFium.
type pdfiumFile struct {
	*module
	doc    uint64
	count  int
	locked bool
	mended bool // given to PDFium in another form than it was
}

// openPdfium opens data with the password or, failing that, the empty one.
func openPdfium(ctx context.Context, data []byte, opts input.Options) (*pdfiumFile, error) {
	m, err := newModule(ctx, opts.CacheDir, opts.Limits.Memory*2/3, opts.Preparing)
	if err != nil {
		return nil, err
	}
	f := &pdfiumFile{module: m}
	if err := f.load(data, opts.Password); err != nil {
		f.close()
		return nil, err
	}
	return f, nil
}

func (f *pdfiumFile) load(data []byte, password string) error {
	p := uint64(uint32(f.call("malloc", uint64(len(data)))))
	if p == 0 || f.err != nil || !f.mem.Write(uint32(p), data) {
		return &input.Error{Code: input.TooHungry, Err: f.err}
	}
	open := func(pw string) {
		f.doc = f.call("FPDF_LoadMemDocument", p, uint64(len(data)), f.setString(pw))
	}
	open(password)
	if f.doc == 0 && password != "" {
		open("")
	}
	if f.err != nil {
		return f.trapped()
	}
	if f.doc == 0 {
		switch code := f.call("FPDF_GetLastError"); code {
		case pdfiumErrPassword:
			return &input.Error{Code: input.Encrypted}
		case pdfiumErrSecurity:
			return &input.Error{Code: input.Unsupported, Detail: "encryption"}
		default:
			return input.Errorf(input.Damaged, "", "PDFium error %d", code)
		}
	}
	f.locked = int32(f.call("FPDF_GetSecurityHandlerRevision", f.doc)) != -1 && password == ""
	f.count = int(int32(f.call("FPDF_GetPageCount", f.doc)))
	if f.err != nil {
		return f.trapped()
	}
	if f.count <= 0 {
		return input.Errorf(input.Damaged, "", "no page")
	}
	return nil
}

// trapped tells an exhausted memory from a fault of PDFium.
func (f *pdfiumFile) trapped() error {
	if f.used() > f.limit*9/10 {
		return &input.Error{Code: input.TooHungry, Err: f.err}
	}
	return &input.Error{Code: input.Damaged, Err: f.err}
}

func (f *pdfiumFile) pages() int { return f.count }

// geometry maps the user space of a page (ISO 32000-1, 8.3.2.3) to points from
// the top left corner of the page as displayed. What it gives is finite: matrices
// multiplied with one another need not be.
type geometry struct {
	left, bottom, right, top float32
	turn                     int // quarter turns clockwise
}

func (g geometry) point(x, y float32) (float32, float32) {
	x, y = finite(x), finite(y)
	switch g.turn {
	case 1:
		return y - g.bottom, x - g.left
	case 2:
		return g.right - x, y - g.bottom
	case 3:
		return g.top - y, g.right - x
	}
	return x - g.left, g.top - y
}

func (g geometry) box(x0, y0, x1, y1 float32) (a, b, c, d float32) {
	a, b = g.point(x0, y0)
	c, d = g.point(x1, y1)
	return min(a, c), min(b, d), max(a, c), max(b, d)
}

func (g geometry) rect(x0, y0, x1, y1 float32) document.Rect {
	a, b, c, d := g.box(x0, y0, x1, y1)
	return document.Rect{X0: float64(a), Y0: float64(b), X1: float64(c), Y1: float64(d)}
}

// direction turns a vector of user space.
func (g geometry) direction(a, b float32) (dx, dy float32) {
	switch g.turn {
	case 1:
		return b, a
	case 2:
		return -a, b
	case 3:
		return -b, -a
	}
	return a, -b
}

// page reads one page. An error that leaves the file readable gives an empty page
// of the right size; the error of a broken module is final.
func (f *pdfiumFile) page(i int) (*layout.Page, error) {
	out := &layout.Page{Number: i + 1}
	f.call("FPDF_GetPageSizeByIndexF", f.doc, uint64(i), f.heap)
	size := f.bytes(0, 8)
	out.Width, out.Height = float64(f.float(size, 0)), float64(f.float(size, 1))
	pg := f.call("FPDF_LoadPage", f.doc, uint64(i))
	if f.err != nil {
		return nil, f.trapped()
	}
	if pg == 0 {
		return out, errPage
	}
	f.call("FPDF_GetPageBoundingBox", pg, f.heap) // left, top, right, bottom
	b := f.bytes(0, 16)
	g := geometry{left: f.float(b, 0), top: f.float(b, 1), right: f.float(b, 2), bottom: f.float(b, 3)}
	g.turn = int(f.call("FPDFPage_GetRotation", pg)) & 3
	if tx := f.call("FPDFText_LoadPage", pg); tx != 0 {
		f.text(out, tx, g)
		f.call("FPDFText_ClosePage", tx)
	}
	f.objects(out, pg, g, slices.ContainsFunc(out.Runs, func(r layout.Run) bool { return r.White() }))
	f.call("FPDF_ClosePage", pg)
	if f.err != nil {
		return nil, f.trapped()
	}
	return out, nil
}

// errPage is a page that cannot be read in a file that can.
var errPage = errors.New("page cannot be loaded")

// maxChars bounds the characters of one page: a wall-sized poster has 50,000.
const maxChars = 400_000

// char is one UTF-16 unit of a page's text as PDFium gives it.
type char struct {
	r       rune   // 0 for a line's end that PDFium made up
	object  uint64 // the text object that draws it, 0 for a space that PDFium made up
	unknown bool   // its font does not say which character it is
	guessed bool   // a space that PDFium made up
}

// text reads the characters of a page as runs, one for each text object.
func (f *pdfiumFile) text(out *layout.Page, tx uint64, g geometry) {
	chars, boxes := f.chars(tx)
	glyphs := make([]layout.Glyph, 0, len(chars))
	fonts := map[uint64]font{}
	var last uint64
	for i, c := range chars {
		if c.r == 0 {
			last = 0
			continue
		}
		r, ok := character(chars, i)
		if !ok {
			continue
		}
		if c.object != last || len(out.Runs) == 0 {
			if c.object == 0 {
				continue
			}
			out.Runs = append(out.Runs, f.run(tx, i, c.object, g, fonts))
			last = c.object
			glyphs = glyphs[len(glyphs):]
		}
		b := boxes[16*i:]
		gl := layout.Glyph{R: r, NoUnicode: c.unknown, Guessed: c.guessed}
		// FS_RECTF: left, top, right, bottom.
		gl.X0, gl.Y0, gl.X1, gl.Y1 = g.box(f.float(b, 0), f.float(b, 3), f.float(b, 2), f.float(b, 1))
		glyphs = append(glyphs, gl)
		out.Runs[len(out.Runs)-1].Glyphs = glyphs[:len(glyphs):len(glyphs)]
	}
}

// chars reads the characters of a page and their boxes, an FS_RECTF of 16 bytes each.
func (f *pdfiumFile) chars(tx uint64) (chars []char, boxes []byte) {
	n := min(int(int32(f.call("FPDFText_CountChars", tx))), maxChars)
	if n <= 0 {
		return nil, nil
	}
	const boxAt = 256 // scratch memory before it serves other calls
	f.reserve(uint32(boxAt + 16*n))
	code, loose := f.fn("FPDFText_GetUnicode"), f.fn("FPDFText_GetLooseCharBox")
	generated := f.fn("FPDFText_IsGenerated")
	object, unmapped := f.fn("FPDFText_GetTextObject"), f.fn("FPDFText_HasUnicodeMapError")
	chars = make([]char, n)
	for i := range chars {
		c, at := &chars[i], uint64(i)
		c.r = rune(uint32(f.do(code, tx, at)))
		if c.r == 0 || (c.r == '\r' || c.r == '\n') && f.do(generated, tx, at) != 0 {
			c.r = 0
			continue
		}
		f.do(loose, tx, at, f.heap+boxAt+16*at)
		c.object = f.do(object, tx, at)
		c.unknown = int32(f.do(unmapped, tx, at)) == 1
		c.guessed = c.r == ' ' && f.do(generated, tx, at) != 0
	}
	return chars, bytes.Clone(f.bytes(boxAt, uint32(16*n)))
}

// character gives the i-th character, false for the second half of a surrogate pair:
// PDFium counts in UTF-16.
func character(chars []char, i int) (rune, bool) {
	r := chars[i].r
	switch {
	case r == 2 || r == 0xfffe:
		return '-', true // PDFium's mark for a hyphen at the end of a line
	case !utf16.IsSurrogate(r):
		return r, true
	}
	if i+1 < len(chars) {
		if pair := utf16.DecodeRune(r, chars[i+1].r); pair != unicode.ReplacementChar {
			return pair, true
		}
	}
	return r, i == 0 || utf16.DecodeRune(chars[i-1].r, r) == unicode.ReplacementChar
}

// run describes the text object of the i-th character.
func (f *pdfiumFile) run(tx uint64, i int, object uint64, g geometry, fonts map[uint64]font) layout.Run {
	var r layout.Run
	at := uint64(i)
	f.call("FPDFText_GetCharOrigin", tx, at, f.heap, f.heap+8)
	b := f.bytes(0, 16)
	x := finite(float32(math.Float64frombits(binary.LittleEndian.Uint64(b))))
	y := finite(float32(math.Float64frombits(binary.LittleEndian.Uint64(b[8:]))))
	r.X, r.Y = g.point(x, y)

	size := math.Float64frombits(f.call("FPDFText_GetFontSize", tx, at))
	f.call("FPDFText_GetMatrix", tx, at, f.heap)
	b = f.bytes(0, 24)
	ma, mb, mc, md := f.float(b, 0), f.float(b, 1), f.float(b, 2), f.float(b, 3)
	r.Size = finite(float32(math.Abs(size * math.Hypot(float64(mc), float64(md)))))
	r.Turn, r.Slanted = quarter(g.direction(ma, mb))

	if f.call("FPDFText_GetFillColor", tx, at, f.heap, f.heap+4, f.heap+8, f.heap+12) != 0 {
		b = f.bytes(0, 16)
		r.Color = uint32(b[0])<<16 | uint32(b[4])<<8 | uint32(b[8])
	}
	mode := f.call("FPDFTextObj_GetTextRenderMode", object)
	r.Invisible = mode == 3
	h := f.call("FPDFTextObj_GetFont", object)
	fo, ok := fonts[h]
	if !ok {
		fo = f.font(h)
		fonts[h] = fo
	}
	r.Font, r.Bold, r.Italic = fo.name, fo.bold || mode == 2, fo.italic
	r.Mark, r.Artifact = f.marks(object)
	return r
}

// quarter gives the number of quarter turns clockwise from left-to-right of a
// direction on the displayed page, y downwards.
func quarter(dx, dy float32) (turn int, slanted bool) {
	switch ax, ay := abs(dx), abs(dy); {
	case ax >= ay && dx >= 0:
		turn, slanted = 0, ay > ax/10
	case ay > ax && dy > 0:
		turn, slanted = 1, ax > ay/10
	case ax >= ay:
		turn, slanted = 2, ay > ax/10
	default:
		turn, slanted = 3, ax > ay/10
	}
	return turn, slanted
}

func abs(x float32) float32 {
	if x < 0 {
		return -x
	}
	return x
}

type font struct {
	name         string
	bold, italic bool
}

func (f *pdfiumFile) font(handle uint64) font {
	if handle == 0 {
		return font{}
	}
	n := f.call("FPDFFont_GetBaseFontName", handle, f.heap, 256)
	name := ""
	if n > 1 && n <= 256 {
		name = string(f.bytes(0, uint32(n-1)))
	}
	return styled(name, int(f.call("FPDFFont_GetFlags", handle)))
}

// marks gives the marked content's id, -1 when none, and whether it is an artifact
// (ISO 32000-1, 14.8.2.2).
func (f *pdfiumFile) marks(object uint64) (id int, artifact bool) {
	id = int(int32(f.call("FPDFPageObj_GetMarkedContentID", object)))
	n := int(int32(f.call("FPDFPageObj_CountMarks", object)))
	for k := 0; k < min(n, 4); k++ {
		mark := f.call("FPDFPageObj_GetMark", object, uint64(k))
		if mark == 0 {
			continue
		}
		f.call("FPDFPageObjMark_GetName", mark, f.heap+16, 64, f.heap)
		if utf16le(f.bytes(16, 16)) == "Artifact" {
			artifact = true
		}
	}
	return id, artifact
}

// utf16le decodes little-endian UTF-16 up to its final zero or the end.
func utf16le(b []byte) string {
	u := make([]uint16, 0, len(b)/2)
	for i := 0; i+1 < len(b); i += 2 {
		c := binary.LittleEndian.Uint16(b[i:])
		if c == 0 {
			break
		}
		u = append(u, c)
	}
	return string(utf16.Decode(u))
}
