package docx

import (
	"encoding/xml"
	"math"
	"strings"

	"prejury/extractors/archive"
	"prejury/extractors/document"
	"prejury/extractors/office"
)

// frame is one w:drawing, w:pict or w:object being read.
type frame struct {
	img   office.Image
	pic   bool // holds a picture, a chart or a diagram
	away  bool // stands outside the page
	dark  bool // filled with a colour
	boxes [][]office.Node
}

// drawing reads a picture, a chart, a group of shapes or a text box (part 1, §
// 20.4; part 4, § 19.1 for VML).
func (w *walker) drawing(b *paragraph) error {
	f := &frame{}
	err := w.shapes(f)
	if (f.pic || f.img.Height > 0) && len(b.p.Images) < 1000 {
		f.img.Shape = !f.pic
		b.p.Images = append(b.p.Images, f.img)
	}
	for _, nodes := range f.boxes {
		if f.away {
			for _, n := range nodes {
				if n.Para != nil {
					b.Hide(" " + n.Para.Text)
				}
			}
			continue
		}
		b.p.Boxes = append(b.p.Boxes, nodes)
	}
	return err
}

func (w *walker) shapes(f *frame) error {
	return w.d.Children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "anchor":
			f.img.Floating = true
			f.img.Behind = isOn(archive.Attr(e, "behindDoc")) && archive.Attr(e, "behindDoc") != ""
		case "wrapTopAndBottom":
			f.img.TopBottom = true
		case "wrapNone":
			f.img.Behind = true
		case "extent":
			if f.img.Width == 0 {
				f.img.Width, f.img.Height = office.EMU(archive.Attr(e, "cx")), office.EMU(archive.Attr(e, "cy"))
			}
		case "posOffset":
			s, err := w.d.Text()
			f.away = f.away || math.Abs(office.EMU(strings.TrimSpace(s))) > 1500
			return err
		case "docPr":
			if f.img.Alt = archive.Attr(e, "descr"); f.img.Alt == "" {
				f.img.Alt = archive.Attr(e, "title")
			}
		case "relIds":
			f.pic = true
			return w.diagram(archive.Attr(e, "dm"), f)
		case "pic", "chart", "imagedata", "blip":
			f.pic = true
			if e.Name.Local == "imagedata" && f.img.Alt == "" {
				f.img.Alt = archive.Attr(e, "title")
			}
		case "wrap":
			f.img.TopBottom = archive.Attr(e, "type") == "topAndBottom"
			f.img.Behind = f.img.Behind && archive.Attr(e, "type") == "none"
		case "shape", "rect", "oval", "roundrect", "group":
			vmlShape(e, f)
		case "solidFill", "gradFill", "blipFill":
			f.dark = true
		case "AlternateContent":
			return w.d.Alternative(func() error { return w.shapes(f) })
		case "txbxContent":
			return w.textBox(f)
		case "delText", "instrText":
			return w.d.Skip()
		}
		return w.shapes(f)
	})
}

// diagram reads the words of a SmartArt, from the part where its points are.
func (w *walker) diagram(rel string, f *frame) error {
	if err := w.d.Skip(); err != nil {
		return err
	}
	part := w.targets[rel]
	if part == "" || !w.a.Has(part) {
		return nil
	}
	texts, err := w.a.DiagramTexts(w.ctx, part)
	var nodes []office.Node
	for _, t := range texts {
		if e := w.budget.Spend(len(t)); e != nil {
			return e
		}
		nodes = append(nodes, office.Node{Para: &office.Para{Kind: document.Paragraph, Text: t}})
	}
	if len(nodes) > 0 {
		f.boxes = append(f.boxes, nodes)
	}
	if err != nil { // the diagram's words are lost, the report is not
		return w.ctx.Err()
	}
	return nil
}

// textBox reads a text box's own paragraphs. What is white in one that is filled,
// or that may stand on a picture, is not taken for hidden.
func (w *walker) textBox(f *frame) error {
	s := w.sub()
	s.boxed++
	s.shaded = true
	var nodes []office.Node
	if s.boxed > 4 {
		return w.d.Skip()
	}
	err := s.blocks(&nodes)
	if len(nodes) > 0 {
		f.boxes = append(f.boxes, nodes)
	}
	w.sawPage = w.sawPage || s.sawPage
	return err
}

// vmlShape reads the size and the place of a VML shape from its style.
func vmlShape(e xml.StartElement, f *frame) {
	if f.img.Alt == "" {
		f.img.Alt = archive.Attr(e, "alt")
	}
	for decl := range strings.SplitSeq(archive.Attr(e, "style"), ";") {
		name, v, ok := strings.Cut(decl, ":")
		if !ok {
			continue
		}
		v = strings.TrimSpace(v)
		switch strings.TrimSpace(name) {
		case "width":
			if m, ok := office.Length(v); ok && f.img.Width == 0 {
				f.img.Width = m
			}
		case "height":
			if m, ok := office.Length(v); ok && f.img.Height == 0 {
				f.img.Height = m
			}
		case "position":
			if v == "absolute" { // in front of the text until w10:wrap says otherwise
				f.img.Floating, f.img.Behind = true, true
			}
		}
	}
}
