// Package odf reads OpenDocument texts and decks (ISO/IEC 26300, OpenDocument
// 1.3) by streaming.
package odf

import (
	"context"
	"encoding/xml"
	"errors"
	"strconv"
	"strings"

	"prejury/extractors/archive"
	"prejury/extractors/document"
	"prejury/extractors/input"
	"prejury/extractors/office"
	"prejury/extractors/render"
)

// reader reads one package.
type reader struct {
	ctx       context.Context
	a         *archive.Archive
	lim       input.Limits
	budget    office.Budget
	st        *styles
	doc       *document.Document
	pages     int // declared in meta.xml, -1 when not
	broken    bool
	truncated bool
	comments  int
	changes   int
}

// open opens a package, refuses an encrypted one and reads its properties and
// styles.
func open(ctx context.Context, src input.Source, opts input.Options) (*reader, error) {
	lim := opts.Limits.OrDefault()
	a, err := archive.Open(ctx, src.Data, lim)
	if err != nil {
		return nil, err
	}
	if encrypted(ctx, a) {
		return nil, input.Errorf(input.Encrypted, "", "META-INF/manifest.xml: encryption-data")
	}
	if !a.Has("content.xml") {
		return nil, input.Errorf(input.Damaged, "", "no content.xml")
	}
	r := &reader{ctx: ctx, a: a, lim: lim, budget: office.Budget(lim.TextRunes), st: newStyles(), doc: &document.Document{}, pages: -1}
	r.meta()
	if a.Has("styles.xml") {
		r.broken = r.st.read(ctx, a, "styles.xml") != nil
	}
	return r, ctx.Err()
}

// encrypted says that the manifest lists a key for the content (part 2, § 4.8).
func encrypted(ctx context.Context, a *archive.Archive) bool {
	found := false
	if !a.Has("META-INF/manifest.xml") {
		return false
	}
	_ = a.XML(ctx, "META-INF/manifest.xml", func(d *archive.Decoder, _ xml.StartElement) error {
		return d.Children(func(e xml.StartElement) error {
			return d.Children(func(e xml.StartElement) error {
				found = found || e.Name.Local == "encryption-data"
				return d.Skip()
			})
		})
	})
	return found
}

// meta reads meta.xml (part 3, § 4.3).
func (r *reader) meta() {
	if !r.a.Has("meta.xml") {
		return
	}
	src := &r.doc.Source
	_ = r.a.XML(r.ctx, "meta.xml", func(d *archive.Decoder, _ xml.StartElement) error {
		return d.Children(func(e xml.StartElement) error {
			return d.Children(func(e xml.StartElement) error {
				if e.Name.Local == "document-statistic" {
					if n, err := strconv.Atoi(archive.Attr(e, "page-count")); err == nil && n > 0 {
						r.pages = n
					}
				}
				s, err := d.Text()
				s = strings.TrimSpace(s)
				switch e.Name.Local {
				case "generator":
					src.Producer, _, _ = strings.Cut(s, "$")
				case "title":
					src.Title = s
				case "initial-creator":
					src.Author = s
				case "creator":
					if src.Author == "" {
						src.Author = s
					}
				case "creation-date":
					src.Created = archive.Time(s)
				case "date":
					src.Modified = archive.Time(s)
				}
				return err
			})
		})
	})
}

// body calls fn for the start of what office:body holds.
func (r *reader) body(fn func(*archive.Decoder, xml.StartElement) error) error {
	found := false
	err := r.a.XML(r.ctx, "content.xml", func(d *archive.Decoder, _ xml.StartElement) error {
		return d.Children(func(e xml.StartElement) error {
			switch e.Name.Local {
			case "body":
				return d.Children(func(e xml.StartElement) error {
					found = true
					return fn(d, e)
				})
			case "automatic-styles", "font-face-decls":
				return r.st.part(d, e)
			}
			return d.Skip()
		})
	})
	if errors.Is(err, office.ErrEnough) {
		r.truncated, err = true, nil
	}
	if err == nil && !found {
		err = input.Errorf(input.Damaged, "", "content.xml: no body")
	}
	return err
}

func (r *reader) warn() {
	office.Notices{Changes: r.changes, Comments: r.comments, Broken: r.broken, Truncated: r.truncated}.Warn(r.doc)
}

// ReadText is the input.Reader of ODT files.
func ReadText(ctx context.Context, src input.Source, opts input.Options) (*document.Document, error) {
	r, err := open(ctx, src, opts)
	if err != nil {
		return nil, err
	}
	w := &walker{reader: r, flow: &office.Flow{}}
	if r.a.Has("styles.xml") && w.running() != nil {
		r.broken = true
	}
	*w = walker{reader: r, flow: w.flow, masters: []use{{}}}
	if err := r.body(func(d *archive.Decoder, e xml.StartElement) error {
		w.d = d
		if e.Name.Local != "text" {
			return d.Skip()
		}
		return w.blocks(&w.flow.Nodes, 0)
	}); err != nil {
		return nil, err
	}
	w.finishSections()
	at, err := render.Paginate(ctx, src.Data, ".odt", opts, r.doc, w.flow, office.Declared{Pages: r.pages, Trusted: trusted(r.doc.Source.Producer)})
	if err != nil {
		return nil, err
	}
	office.Emit(r.doc, w.flow, at, r.lim.Pages)
	r.warn()
	return r.doc, nil
}

// trusted says that a program lays pages out and writes their count.
func trusted(producer string) bool {
	for _, name := range []string{"LibreOffice", "OpenOffice", "MicrosoftOffice", "Collabora"} {
		if strings.Contains(producer, name) {
			return true
		}
	}
	return false
}
