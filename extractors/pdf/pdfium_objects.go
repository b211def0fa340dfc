package pdf

import (
	"encoding/binary"

	"prejury/extractors/document"
	"prejury/extractors/layout"
)

// Page object types of fpdf_edit.h.
const (
	objPath    = 2
	objImage   = 3
	objShading = 4
	objForm    = 5
)

const (
	maxObjects  = 20_000 // page objects looked at; a map or a CAD drawing has many more
	maxSegments = 400    // of one path
	thin        = 3.5    // points: a rule is no thicker
	maxFills    = 4000
	minRule     = 6 // points: shorter than this is a tick or a letter
)

// affine is a matrix of ISO 32000-1, 8.3.3.
type affine struct{ a, b, c, d, e, f float32 }

func (m affine) mul(n affine) affine { // m first, then n
	return affine{
		m.a*n.a + m.b*n.c, m.a*n.b + m.b*n.d,
		m.c*n.a + m.d*n.c, m.c*n.b + m.d*n.d,
		m.e*n.a + m.f*n.c + n.e, m.e*n.b + m.f*n.d + n.f,
	}
}

func (m affine) point(x, y float32) (float32, float32) {
	return m.a*x + m.c*y + m.e, m.b*x + m.d*y + m.f
}

func (m affine) box(x0, y0, x1, y1 float32) (a, b, c, d float32) {
	a, b = m.point(x0, y0)
	c, d = a, b
	for _, p := range [][2]float32{{x1, y0}, {x0, y1}, {x1, y1}} {
		x, y := m.point(p[0], p[1])
		a, b, c, d = min(a, x), min(b, y), max(c, x), max(d, y)
	}
	return a, b, c, d
}

// objectWalk collects the pictures and rules of a page.
type objectWalk struct {
	f    *pdfiumFile
	out  *layout.Page
	g    geometry
	left int  // objects that may still be looked at
	fill bool // areas of colour are wanted
}

func (f *pdfiumFile) objects(out *layout.Page, pg uint64, g geometry, fills bool) {
	w := &objectWalk{f: f, out: out, g: g, left: maxObjects, fill: fills}
	n := int(int32(f.call("FPDFPage_CountObjects", pg)))
	w.walk(pg, n, "FPDFPage_GetObject", affine{a: 1, d: 1}, 0)
	out.Images = joinImages(out.Images, out.Width, out.Height)
}

func (w *objectWalk) walk(parent uint64, n int, get string, m affine, depth int) {
	f := w.f
	fetch, kind := f.fn(get), f.fn("FPDFPageObj_GetType")
	for i := 0; i < n && w.left > 0 && f.err == nil; i++ {
		w.left--
		obj := f.do(fetch, parent, uint64(i))
		if obj == 0 {
			continue
		}
		switch f.do(kind, obj) {
		case objPath:
			w.path(obj, m)
		case objImage:
			if r, ok := w.bounds(obj, m); ok {
				w.out.Images = append(w.out.Images, document.Image{Box: r})
			}
		case objShading:
			// Its bounds are not those of the shape that it fills.
			w.out.Fills = append(w.out.Fills, document.Rect{X1: w.out.Width, Y1: w.out.Height})
		case objForm:
			if depth > 8 || f.call("FPDFPageObj_GetMatrix", obj, f.heap) == 0 {
				continue
			}
			b := f.bytes(0, 24)
			fm := affine{f.float(b, 0), f.float(b, 1), f.float(b, 2), f.float(b, 3), f.float(b, 4), f.float(b, 5)}
			w.walk(obj, int(int32(f.call("FPDFFormObj_CountObjects", obj))), "FPDFFormObj_GetObject", fm.mul(m), depth+1)
		}
	}
}

func (w *objectWalk) bounds(obj uint64, m affine) (document.Rect, bool) {
	f := w.f
	if f.do(f.fn("FPDFPageObj_GetBounds"), obj, f.heap, f.heap+4, f.heap+8, f.heap+12) == 0 {
		return document.Rect{}, false
	}
	b := f.bytes(0, 16) // left, bottom, right, top
	return w.g.rect(m.box(f.float(b, 0), f.float(b, 1), f.float(b, 2), f.float(b, 3))), true
}

// path keeps what a table may be drawn with: thin boxes, straight lines along an
// axis, edges of rectangles.
func (w *objectWalk) path(obj uint64, m affine) {
	r, ok := w.bounds(obj, m)
	if !ok {
		return
	}
	w.out.Drawn++
	f := w.f
	if w.fill && len(w.out.Fills) < maxFills && w.coloured(obj) {
		w.out.Fills = append(w.out.Fills, r)
	}
	if w.rule(r) {
		return
	}
	n := int(int32(f.do(f.fn("FPDFPath_CountSegments"), obj)))
	if n < 4 || n > maxSegments {
		return
	}
	f.do(f.fn("FPDFPath_GetDrawMode"), obj, f.heap, f.heap+4)
	if b := f.bytes(4, 4); b[0]|b[1]|b[2]|b[3] == 0 {
		return // a shade, whose edges are no rules
	}
	segment, point, kind := f.fn("FPDFPath_GetPathSegment"), f.fn("FPDFPathSegment_GetPoint"), f.fn("FPDFPathSegment_GetType")
	closes := f.fn("FPDFPathSegment_GetClose")
	var x0, y0, px, py float32
	for i := 0; i < n && f.err == nil; i++ {
		s := f.do(segment, obj, uint64(i))
		k := int32(f.do(kind, s)) // 0 line, 1 curve, 2 move
		f.do(point, s, f.heap, f.heap+4)
		b := f.bytes(0, 8)
		x, y := w.g.point(m.point(f.float(b, 0), f.float(b, 1)))
		switch k {
		case 2:
			x0, y0 = x, y
		case 0:
			w.segment(px, py, x, y)
		}
		if k != 2 && f.do(closes, s) != 0 {
			w.segment(x, y, x0, y0)
		}
		px, py = x, y
	}
}

// coloured reports whether a path is painted in another colour than white.
func (w *objectWalk) coloured(obj uint64) bool {
	f := w.f
	f.call("FPDFPath_GetDrawMode", obj, f.heap, f.heap+4)
	b := f.bytes(0, 8)
	get := "FPDFPageObj_GetFillColor"
	if binary.LittleEndian.Uint32(b) == 0 { // not filled
		if binary.LittleEndian.Uint32(b[4:]) == 0 {
			return false
		}
		get = "FPDFPageObj_GetStrokeColor"
	}
	if f.call(get, obj, f.heap, f.heap+4, f.heap+8, f.heap+12) == 0 {
		return true // a pattern
	}
	b = f.bytes(0, 16)
	white := layout.Run{Color: uint32(b[0])<<16 | uint32(b[4])<<8 | uint32(b[8])}
	return !white.White() && b[12] > 0
}

func (w *objectWalk) segment(x0, y0, x1, y1 float32) {
	if abs(x1-x0) < 0.5 || abs(y1-y0) < 0.5 {
		w.rule(document.Rect{X0: float64(min(x0, x1)), Y0: float64(min(y0, y1)), X1: float64(max(x0, x1)), Y1: float64(max(y0, y1))})
	}
}

// rule keeps r when it is one, and reports whether it is.
func (w *objectWalk) rule(r document.Rect) bool {
	dx, dy := r.X1-r.X0, r.Y1-r.Y0
	if dx > thin && dy > thin {
		return false
	}
	if max(dx, dy) >= minRule && len(w.out.Rules) < maxObjects {
		w.out.Rules = append(w.out.Rules, r)
	}
	return true
}

// joinImages clips pictures to the page, drops specks, joins the strips into
// which some producers cut a picture, and sets each one's share of the page.
func joinImages(images []document.Image, width, height float64) []document.Image {
	if width <= 0 || height <= 0 {
		return nil
	}
	var out []document.Image
	for _, im := range images {
		b := document.Rect{X0: max(im.Box.X0, 0), Y0: max(im.Box.Y0, 0), X1: min(im.Box.X1, width), Y1: min(im.Box.Y1, height)}
		if b.X1-b.X0 < 2 || b.Y1-b.Y0 < 2 {
			continue
		}
		if n := len(out); n > 0 && strips(out[n-1].Box, b) {
			p := &out[n-1].Box
			*p = document.Rect{X0: min(p.X0, b.X0), Y0: min(p.Y0, b.Y0), X1: max(p.X1, b.X1), Y1: max(p.Y1, b.Y1)}
			continue
		}
		out = append(out, document.Image{Box: b, Alt: im.Alt})
	}
	kept := out[:0]
	for _, im := range out {
		b := im.Box
		im.Share = (b.X1 - b.X0) * (b.Y1 - b.Y0) / (width * height)
		if im.Share >= 0.002 {
			kept = append(kept, im)
		}
	}
	return kept
}

// strips reports whether two boxes are slices of one picture: same edges on two
// sides, touching on a third.
func strips(a, b document.Rect) bool {
	near := func(x, y float64) bool { return x-y < 1.5 && y-x < 1.5 }
	if near(a.X0, b.X0) && near(a.X1, b.X1) {
		return near(a.Y1, b.Y0) || near(b.Y1, a.Y0)
	}
	if near(a.Y0, b.Y0) && near(a.Y1, b.Y1) {
		return near(a.X1, b.X0) || near(b.X1, a.X0)
	}
	return false
}
