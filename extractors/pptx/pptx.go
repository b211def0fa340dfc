// Package pptx reads PowerPoint decks (Office Open XML, ECMA-376 part 1, § 19):
// one page a slide, its title as a heading, speaker's notes as notes.
package pptx

import (
	"context"
	"encoding/xml"
	"errors"
	"strconv"

	"prejury/extractors/archive"
	"prejury/extractors/document"
	"prejury/extractors/input"
	"prejury/extractors/office"
)

// reader reads one package.
type reader struct {
	ctx           context.Context
	a             *archive.Archive
	budget        office.Budget
	width, height float64
	comments      int
	broken        bool
}

// Read is the input.Reader of PPTX files.
func Read(ctx context.Context, src input.Source, opts input.Options) (*document.Document, error) {
	lim := opts.Limits.OrDefault()
	a, err := archive.Open(ctx, src.Data, lim)
	if err != nil {
		return nil, err
	}
	mainPart, err := a.Main(ctx, "ppt/presentation.xml")
	if err != nil {
		return nil, err
	}
	r := &reader{ctx: ctx, a: a, budget: office.Budget(lim.TextRunes)}
	doc := &document.Document{}
	a.Properties(ctx, &doc.Source)
	parts, err := r.slideParts(mainPart)
	if err != nil {
		return nil, err
	}
	var slides []office.Slide
	for i, part := range parts {
		s, err := r.slide(part)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if input.CodeOf(err) == input.Hostile {
			return nil, err
		}
		r.broken = r.broken || err != nil && !errors.Is(err, office.ErrEnough)
		slides = append(slides, s)
		if errors.Is(err, office.ErrEnough) {
			doc.Warnings = append(doc.Warnings, document.Warning{Code: document.WarnTruncated, Arg: strconv.Itoa(i + 1)})
			for range parts[i+1:] { // counted, not read
				slides = append(slides, office.Slide{Width: r.width, Height: r.height})
			}
			break
		}
	}
	office.EmitSlides(doc, slides, lim.Pages)
	if r.comments > 0 {
		doc.Warnings = append(doc.Warnings, document.Warning{Code: document.WarnComments, Arg: strconv.Itoa(r.comments)})
	}
	if r.broken {
		doc.Warnings = append(doc.Warnings, document.Warning{Code: document.WarnDamaged})
	}
	return doc, nil
}

// slideParts gives the slides in the order in which they are shown (§ 19.2.1.33).
func (r *reader) slideParts(mainPart string) ([]string, error) {
	targets := map[string]string{}
	for _, rel := range r.a.Rels(r.ctx, mainPart) {
		if rel.Type == "slide" && !rel.External {
			targets[rel.ID] = rel.Target
		}
	}
	var parts []string
	err := r.a.XML(r.ctx, mainPart, func(d *archive.Decoder, root xml.StartElement) error {
		if root.Name.Local != "presentation" {
			return input.Errorf(input.Damaged, "", "root element %q", root.Name.Local)
		}
		return d.Children(func(e xml.StartElement) error {
			switch e.Name.Local {
			case "sldSz":
				r.width, r.height = office.EMU(archive.Attr(e, "cx")), office.EMU(archive.Attr(e, "cy"))
			case "sldIdLst":
				return d.Children(func(e xml.StartElement) error {
					if part, ok := targets[relID(e)]; ok {
						parts = append(parts, part)
					}
					return d.Skip()
				})
			}
			return d.Skip()
		})
	})
	return parts, err
}

// relID gives the attribute r:id, which stands beside another named id.
func relID(e xml.StartElement) string {
	for _, a := range e.Attr {
		if a.Name.Local == "id" && a.Name.Space != "" {
			return a.Value
		}
	}
	return ""
}

// slide reads one slide, its notes and how many comments it has.
func (r *reader) slide(part string) (office.Slide, error) {
	s := office.Slide{Width: r.width, Height: r.height}
	w := &walker{reader: r, slide: &s, diagrams: map[string]string{}}
	rels := r.a.Rels(r.ctx, part)
	for _, rel := range rels {
		w.diagrams[rel.ID] = rel.Target
	}
	err := r.a.XML(r.ctx, part, func(d *archive.Decoder, root xml.StartElement) error {
		v := archive.Attr(root, "show")
		s.Hidden = v == "0" || v == "false"
		w.d = d
		return w.tree()
	})
	w.title()
	for _, rel := range rels {
		switch rel.Type {
		case "notesSlide":
			if e := r.notes(rel.Target, &s); err == nil {
				err = e
			}
		case "comments":
			r.countComments(rel.Target)
		}
	}
	return s, err
}

// notes reads the speaker's notes: the body of the notes page (§ 19.3.1.26).
func (r *reader) notes(part string, s *office.Slide) error {
	var page office.Slide
	w := &walker{reader: r, slide: &page, notes: true}
	err := r.a.XML(r.ctx, part, func(d *archive.Decoder, _ xml.StartElement) error {
		w.d = d
		return w.tree()
	})
	for _, b := range page.Blocks {
		s.Blocks = append(s.Blocks, document.Block{Kind: document.Note, Text: b.Text})
	}
	return err
}

func (r *reader) countComments(part string) {
	_ = r.a.XML(r.ctx, part, func(d *archive.Decoder, _ xml.StartElement) error {
		return d.Children(func(e xml.StartElement) error {
			if e.Name.Local == "cm" {
				r.comments++
			}
			return d.Skip()
		})
	})
}
