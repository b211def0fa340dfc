package odf

import (
	"context"
	"encoding/xml"
	"strings"

	"prejury/extractors/archive"
	"prejury/extractors/document"
	"prejury/extractors/input"
	"prejury/extractors/office"
)

// ReadSlides is the input.Reader of ODP files.
func ReadSlides(ctx context.Context, src input.Source, opts input.Options) (*document.Document, error) {
	r, err := open(ctx, src, opts)
	if err != nil {
		return nil, err
	}
	var slides []office.Slide
	if err := r.body(func(d *archive.Decoder, e xml.StartElement) error {
		if e.Name.Local != "presentation" {
			return d.Skip()
		}
		return d.Children(func(e xml.StartElement) error {
			if e.Name.Local != "page" {
				return d.Skip()
			}
			s, err := r.slide(d, e)
			slides = append(slides, s)
			return err
		})
	}); err != nil {
		return nil, err
	}
	office.EmitSlides(r.doc, slides, r.lim.Pages)
	r.warn()
	return r.doc, nil
}

// slide reads draw:page (part 3, § 10.2.4).
func (r *reader) slide(d *archive.Decoder, e xml.StartElement) (office.Slide, error) {
	s := office.Slide{Hidden: r.st.get("drawing-page", archive.Attr(e, "style-name")).visibility == "hidden"}
	if m := r.st.masters[archive.Attr(e, "master-page-name")]; m != nil && r.st.layouts[m.layout] != nil {
		s.Width, s.Height = r.st.layouts[m.layout].Width, r.st.layouts[m.layout].Height
	}
	w := &walker{reader: r, d: d, flow: &office.Flow{}, boxed: 1, shaded: true}
	err := w.slideShapes(&s)
	return s, err
}

func (w *walker) slideShapes(s *office.Slide) error {
	return w.d.Children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "frame", "custom-shape", "rect", "ellipse", "path", "polygon", "line", "connector", "caption":
			return w.slideShape(e, s)
		case "g", "a":
			return w.slideShapes(s)
		case "notes":
			return w.slideNotes(s)
		case "annotation":
			w.comments++
		}
		return w.d.Skip()
	})
}

// slideShape reads one shape of a slide as the paragraph that would hold it.
func (w *walker) slideShape(e xml.StartElement, s *office.Slide) error {
	class := archive.Attr(e, "class")
	b := &paragraph{p: &office.Para{}}
	var tables []office.Node
	err := w.frame(e, b, &tables)
	for _, img := range b.p.Images {
		if img.Shape || archive.Attr(e, "placeholder") == "true" {
			continue
		}
		out := document.Image{Alt: img.Alt}
		if area := s.Width * s.Height; area > 0 {
			out.Share = min(1, img.Width*img.Height/area)
		}
		s.Images = append(s.Images, out)
	}
	for _, nodes := range b.p.Boxes {
		if class == "title" && s.Title == "" {
			s.Title = office.StoryText(nodes)
			continue
		}
		for _, n := range nodes {
			if n.Para != nil {
				s.Blocks = append(s.Blocks, slideBlock(n.Para, class))
			}
		}
	}
	for _, n := range tables {
		s.Blocks = append(s.Blocks, office.TableBlock(office.TableTexts(n.Table)))
	}
	return err
}

// frame reads a shape, and the tables that a frame of a slide can hold.
func (w *walker) frame(e xml.StartElement, b *paragraph, tables *[]office.Node) error {
	outer := w.onTable
	defer func() { w.onTable = outer }()
	w.onTable = func(e xml.StartElement) error { return w.tableNode(e, tables) }
	return w.shape(e, b)
}

func slideBlock(p *office.Para, class string) document.Block {
	b := document.Block{Kind: document.TextBox, Text: p.Text, Size: p.Size, Bold: p.Bold}
	switch {
	case class == "header" || class == "footer" || class == "page-number" || class == "date-time":
		b.Kind = document.Footer
	case p.Kind == document.ListItem:
		b.Kind, b.Level = document.ListItem, p.Level
	case class != "":
		b.Kind = document.Paragraph
	}
	return b
}

// slideNotes reads presentation:notes: the frames of class notes.
func (w *walker) slideNotes(s *office.Slide) error {
	return w.d.Children(func(e xml.StartElement) error {
		if e.Name.Local != "frame" || archive.Attr(e, "class") != "notes" || archive.Attr(e, "placeholder") == "true" {
			return w.d.Skip()
		}
		b := &paragraph{p: &office.Para{}}
		err := w.shape(e, b)
		for _, nodes := range b.p.Boxes {
			if text := office.StoryText(nodes); strings.TrimSpace(text) != "" {
				s.Blocks = append(s.Blocks, document.Block{Kind: document.Note, Text: text})
			}
		}
		return err
	})
}
