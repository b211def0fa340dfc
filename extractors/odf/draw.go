package odf

import (
	"encoding/xml"
	"strings"

	"prejury/extractors/archive"
	"prejury/extractors/document"
	"prejury/extractors/office"
)

// shape reads a frame or a drawn shape that stands in a paragraph (part 3, § 10).
func (w *walker) shape(e xml.StartElement, b *paragraph) error {
	st := w.st.get("graphic", archive.Attr(e, "style-name"))
	img := office.Image{Shape: true, Floating: archive.Attr(e, "anchor-type") != "as-char"}
	img.Behind = st.wrap == "run-through" || st.through == "background"
	img.TopBottom = st.wrap == "none"
	setLength(&img.Width, archive.Attr(e, "width"))
	setLength(&img.Height, archive.Attr(e, "height"))
	var words []office.Node // of a drawn shape
	err := w.d.Children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "image", "object", "object-ole", "plugin", "applet":
			img.Shape = false
			return w.d.Skip()
		case "text-box":
			if h, ok := office.Length(archive.Attr(e, "min-height")); ok && img.Height == 0 {
				img.Height = h
			}
			return w.textBox(b)
		case "title", "desc":
			s, err := w.d.Text()
			if s = strings.TrimSpace(s); s != "" && (img.Alt == "" || e.Name.Local == "desc") {
				img.Alt = s
			}
			return err
		case "table":
			if w.onTable != nil {
				return w.onTable(e)
			}
		case "p", "list":
			return w.inShape(func(s *walker) error { return s.block(e, &words, 0) })
		case "frame", "custom-shape", "g", "rect", "ellipse", "path", "polygon":
			return w.shape(e, b)
		case "soft-page-break":
			w.soft = true
		}
		return w.d.Skip()
	})
	if (img.Height > 0 || !img.Shape) && len(b.p.Images) < 1000 {
		b.p.Images = append(b.p.Images, img)
	}
	if len(words) > 0 {
		b.p.Boxes = append(b.p.Boxes, words)
	}
	return err
}

// textBox reads a text box's own paragraphs. White text in one may stand on a
// colour or a picture, and is not taken for hidden.
func (w *walker) textBox(b *paragraph) error {
	var nodes []office.Node
	err := w.inShape(func(s *walker) error { return s.blocks(&nodes, 0) })
	if len(nodes) > 0 {
		b.p.Boxes = append(b.p.Boxes, nodes)
	}
	return err
}

// inShape reads with a walker for content that stands apart from the text around.
func (w *walker) inShape(read func(*walker) error) error {
	if w.boxed >= 4 {
		return w.d.Skip()
	}
	s := *w
	s.lists, s.kind, s.shaded = nil, "", true
	s.boxed++
	err := read(&s)
	w.soft, w.number, w.counters = s.soft, w.number || s.number, s.counters
	return err
}

// running reads the headers and footers of the page masters.
func (w *walker) running() error {
	return w.a.XML(w.ctx, "styles.xml", func(d *archive.Decoder, _ xml.StartElement) error {
		w.d = d
		return d.Children(func(e xml.StartElement) error {
			if e.Name.Local != "master-styles" {
				return d.Skip()
			}
			return d.Children(func(e xml.StartElement) error {
				m := w.st.masters[archive.Attr(e, "name")]
				if m == nil {
					return d.Skip()
				}
				return d.Children(func(e xml.StartElement) error { return w.runningStory(e, m) })
			})
		})
	})
}

func (w *walker) runningStory(e xml.StartElement, m *master) error {
	var to *[]office.Node
	kind := document.Header
	switch e.Name.Local {
	case "header":
		to = &m.header
	case "footer":
		to, kind = &m.footer, document.Footer
	case "header-first", "header-left", "footer-first", "footer-left":
		var other []office.Node
		to = &other
		if strings.HasPrefix(e.Name.Local, "footer") {
			kind = document.Footer
		}
	default:
		return w.d.Skip()
	}
	if archive.Attr(e, "display") == "false" {
		return w.d.Skip()
	}
	w.number = false
	w.boxed++ // no page begins in a header
	err := w.blocks(to, 0)
	w.boxed--
	m.numbered = m.numbered || w.number
	if s := office.StoryText(*to); s != "" {
		m.texts = append(m.texts, document.Block{Kind: kind, Page: 1, EndPage: 1, Text: s})
	}
	return err
}
