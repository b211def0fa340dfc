package pdf

import (
	"prejury/extractors/document"
	"prejury/extractors/layout"
)

// draw handles the operators of paths.
func (in *interpreter) draw(op string, args []operand) {
	switch op {
	case "m":
		in.px, in.py = num(args, 0), num(args, 1)
		in.mx, in.my = in.px, in.py
	case "l":
		in.line(num(args, 0), num(args, 1))
	case "c":
		in.px, in.py = num(args, 4), num(args, 5)
		in.trace()
	case "v", "y":
		in.px, in.py = num(args, 2), num(args, 3)
		in.trace()
	case "h":
		in.line(in.mx, in.my)
	case "re":
		x, y, w, h := num(args, 0), num(args, 1), num(args, 2), num(args, 3)
		if len(in.boxes) < maxSegments {
			in.boxes = append(in.boxes, in.g.rect(in.s.ctm.box(x, y, x+w, y+h)))
		}
		in.px, in.py, in.mx, in.my = x, y, x, y
	case "S", "s", "B", "B*", "b", "b*":
		if op == "s" || op == "b" || op == "b*" {
			in.line(in.mx, in.my)
		}
		in.paint(true)
	case "f", "F", "f*":
		in.paint(false)
	case "n":
		in.path, in.boxes, in.traced = in.path[:0], in.boxes[:0], false
	case "sh":
		if len(in.out.Fills) < maxFills {
			in.out.Fills = append(in.out.Fills, document.Rect{X1: in.out.Width, Y1: in.out.Height})
		}
	}
}

// trace makes the extent of the path reach the current point.
func (in *interpreter) trace() {
	x, y := in.g.point(in.s.ctm.point(in.px, in.py))
	if !in.traced {
		in.extent, in.traced = document.Rect{X0: float64(x), Y0: float64(y), X1: float64(x), Y1: float64(y)}, true
		return
	}
	e := &in.extent
	e.X0, e.Y0, e.X1, e.Y1 = min(e.X0, float64(x)), min(e.Y0, float64(y)), max(e.X1, float64(x)), max(e.Y1, float64(y))
}

func (in *interpreter) line(x, y float32) {
	x0, y0 := in.g.point(in.s.ctm.point(in.px, in.py))
	x1, y1 := in.g.point(in.s.ctm.point(x, y))
	if len(in.path) < maxSegments && (abs(x1-x0) < 0.5 || abs(y1-y0) < 0.5) {
		in.path = append(in.path, document.Rect{X0: float64(min(x0, x1)), Y0: float64(min(y0, y1)), X1: float64(max(x0, x1)), Y1: float64(max(y0, y1))})
	}
	in.trace()
	in.px, in.py = x, y
	in.trace()
}

// paint ends a path: thin boxes are rules, and so are the edges that are stroked.
func (in *interpreter) paint(stroked bool) {
	in.out.Drawn++
	if white := (layout.Run{Color: in.s.color}); len(in.out.Fills) < maxFills && !white.White() {
		in.out.Fills = append(in.out.Fills, in.boxes...)
		if in.traced {
			in.out.Fills = append(in.out.Fills, in.extent)
		}
	}
	in.traced = false
	w := &objectWalk{out: in.out}
	for _, b := range in.boxes {
		if w.rule(b) || !stroked {
			continue
		}
		w.rule(document.Rect{X0: b.X0, Y0: b.Y0, X1: b.X1, Y1: b.Y0})
		w.rule(document.Rect{X0: b.X0, Y0: b.Y1, X1: b.X1, Y1: b.Y1})
		w.rule(document.Rect{X0: b.X0, Y0: b.Y0, X1: b.X0, Y1: b.Y1})
		w.rule(document.Rect{X0: b.X1, Y0: b.Y0, X1: b.X1, Y1: b.Y1})
	}
	if stroked {
		for _, p := range in.path {
			w.rule(p)
		}
	} else if r, ok := bounds(in.path); ok {
		w.rule(r) // a thin rectangle drawn as a path and filled
	}
	in.path, in.boxes = in.path[:0], in.boxes[:0]
}

func bounds(rs []document.Rect) (document.Rect, bool) {
	if len(rs) == 0 {
		return document.Rect{}, false
	}
	out := rs[0]
	for _, r := range rs[1:] {
		out = document.Rect{X0: min(out.X0, r.X0), Y0: min(out.Y0, r.Y0), X1: max(out.X1, r.X1), Y1: max(out.Y1, r.Y1)}
	}
	return out, true
}
