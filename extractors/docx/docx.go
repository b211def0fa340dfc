// Package docx reads Word documents (Office Open XML, ECMA-376, transitional and
// strict) by streaming: nothing is laid out, so pages come from the breaks that
// Word left in the file, its properties or an estimate (see package office).
package docx

import (
	"context"
	"encoding/xml"
	"errors"
	"strings"

	"prejury/extractors/archive"
	"prejury/extractors/document"
	"prejury/extractors/input"
	"prejury/extractors/office"
	"prejury/extractors/render"
)

// Read is the input.Reader of DOCX files.
func Read(ctx context.Context, src input.Source, opts input.Options) (*document.Document, error) {
	r, said, err := load(ctx, src.Data, opts.Limits.OrDefault())
	if err != nil {
		return nil, err
	}
	at, err := render.Paginate(ctx, src.Data, ".docx", opts, r.doc, &r.flow, said)
	if err != nil {
		return nil, err
	}
	office.Emit(r.doc, &r.flow, at, r.lim.Pages)
	r.warn()
	return r.doc, nil
}

// load reads a package up to where its pages matter.
func load(ctx context.Context, data []byte, lim input.Limits) (*reader, office.Declared, error) {
	a, err := archive.Open(ctx, data, lim)
	if err != nil {
		return nil, office.Declared{}, err
	}
	mainPart, err := a.Main(ctx, "word/document.xml")
	if err != nil {
		return nil, office.Declared{}, err
	}
	r := &reader{part: part{ctx: ctx, a: a, budget: office.Budget(lim.TextRunes), targets: map[string]string{}}, main: mainPart, doc: &document.Document{}, rels: map[string]archive.Rel{}, lim: lim}
	props := a.Properties(ctx, &r.doc.Source)
	if err := r.read(data); err != nil {
		return nil, office.Declared{}, err
	}
	r.headers()
	trusted := strings.HasPrefix(props.Application, "Microsoft") && strings.Contains(props.Application, "Word")
	return r, office.Declared{Pages: props.Pages, Trusted: trusted}, nil
}

// reader reads one package.
type reader struct {
	part
	main      string
	lim       input.Limits
	rels      map[string]archive.Rel // of the main part
	doc       *document.Document
	flow      office.Flow
	broken    bool // a secondary part could not be read
	truncated bool
	comments  int
}

// read reads the styles, the notes and the body.
func (r *reader) read(data []byte) error {
	list := r.a.Rels(r.ctx, r.main)
	for _, rel := range list {
		r.rels[rel.ID] = rel
		r.targets[rel.ID] = rel.Target
	}
	target := func(typ string) string { rel, _ := archive.Find(list, typ); return rel.Target }
	ok := func(ok bool) { r.broken = r.broken || !ok }
	if t := target("theme"); r.a.Has(t) {
		r.th = readTheme(r.ctx, r.a, t)
	}
	r.st, r.num = newStyles(), newNumbering()
	if t := target("styles"); t != "" {
		var good bool
		r.st, good = readStyles(r.ctx, r.a, t, r.th)
		ok(good)
	}
	if t := target("numbering"); t != "" {
		var good bool
		r.num, good = readNumbering(r.ctx, r.a, t)
		ok(good)
	}
	r.notes = map[string]string{}
	for _, kind := range []string{"footnote", "endnote"} {
		if t := target(kind + "s"); t != "" {
			ok(r.readNotes(t, kind) == nil)
		}
	}
	if t := target("comments"); t != "" {
		r.countComments(t)
	}
	if err := r.ctx.Err(); err != nil {
		return err
	}
	return r.body(data)
}

// body walks the main part: the library's copy where it opens the package, the
// archive's entry elsewhere.
func (r *reader) body(data []byte) error {
	w := &walker{part: &r.part}
	found := false
	walk := func(d *archive.Decoder, root xml.StartElement) error {
		if root.Name.Local != "document" {
			return input.Errorf(input.Damaged, "", "root element %q", root.Name.Local)
		}
		w.d = d
		return d.Children(func(e xml.StartElement) error {
			switch e.Name.Local {
			case "body":
				found = true
				return w.blocks(&r.flow.Nodes)
			case "background":
				r.flow.Dark = archive.Attr(e, "color") != "" && !office.IsWhite(archive.Attr(e, "color"))
			}
			return d.Skip()
		})
	}
	var err error
	if content, ok := libraryContent(data, r.main, r.a); ok {
		err = archive.DecodeXML(r.ctx, r.main, strings.NewReader(content), r.lim, walk)
	} else {
		err = r.a.XML(r.ctx, r.main, walk)
	}
	if errors.Is(err, office.ErrEnough) {
		r.truncated, err = true, nil
	}
	if err == nil && !found {
		err = input.Errorf(input.Damaged, "", "%s: no body", r.main)
	}
	if len(r.sections) == 0 {
		r.sections = append(r.sections, defaultSection())
	}
	last := len(r.sections) - 1
	for i := range r.flow.Nodes {
		r.flow.Nodes[i].Section = min(r.flow.Nodes[i].Section, last)
	}
	return err
}

// readNotes keeps the text of footnotes or endnotes until they are called.
func (r *reader) readNotes(part, kind string) error {
	w := &walker{part: &r.part}
	return r.a.XML(r.ctx, part, func(d *archive.Decoder, _ xml.StartElement) error {
		w.d = d
		return d.Children(func(e xml.StartElement) error {
			if t := archive.Attr(e, "type"); e.Name.Local != kind || t != "" && t != "normal" {
				return d.Skip()
			}
			var nodes []office.Node
			err := w.sub().blocks(&nodes)
			r.notes[kind+":"+archive.Attr(e, "id")] = office.StoryText(nodes)
			return err
		})
	})
}

func (r *reader) countComments(part string) {
	_ = r.a.XML(r.ctx, part, func(d *archive.Decoder, _ xml.StartElement) error {
		return d.Children(func(e xml.StartElement) error {
			if e.Name.Local == "comment" {
				r.comments++
			}
			return d.Skip()
		})
	})
}

// story is a header or footer as it was read.
type story struct {
	nodes []office.Node
	paged bool // it prints the page's number
}

// headers reads the headers and footers that sections name.
func (r *reader) headers() {
	stories := map[string]story{}
	for _, s := range r.sections {
		for _, ref := range s.refs {
			rel, ok := r.rels[ref.rel]
			if _, seen := stories[rel.Target]; !ok || rel.External || seen {
				continue
			}
			w := &walker{part: &r.part}
			var st story
			err := r.a.XML(r.ctx, rel.Target, func(d *archive.Decoder, _ xml.StartElement) error {
				w.d = d
				return w.blocks(&st.nodes)
			})
			if err != nil {
				r.broken = r.broken || !errors.Is(err, office.ErrEnough)
			}
			st.paged = w.sawPage
			stories[rel.Target] = st
			kind := document.Header
			if ref.kind == "footer" {
				kind = document.Footer
			}
			if s := office.StoryText(st.nodes); s != "" {
				r.flow.Running = append(r.flow.Running, document.Block{Kind: kind, Page: 1, EndPage: 1, Text: s})
			}
		}
	}
	r.finishSections(stories)
}

// finishSections gives sections their headers, their footers and whether they
// print a number. A section without a reference of its own has those of the
// section before (§ 17.10.1).
func (r *reader) finishSections(stories map[string]story) {
	current := map[string]story{}
	for _, s := range r.sections {
		for _, ref := range s.refs {
			when := ref.when
			if when == "" {
				when = "default"
			}
			current[ref.kind+when] = stories[r.rels[ref.rel].Target]
		}
		has := func(when string) bool { return current["header"+when].paged || current["footer"+when].paged }
		s.Number.Shown = has("default")
		s.Number.FirstShown = s.Number.Shown
		if s.titlePage {
			s.Number.FirstShown = has("first")
		}
		s.Header, s.Footer = current["headerdefault"].nodes, current["footerdefault"].nodes
		r.flow.Sections = append(r.flow.Sections, s.Section)
	}
}

func (r *reader) warn() {
	office.Notices{Changes: r.changes, Comments: r.comments, Broken: r.broken, Truncated: r.truncated}.Warn(r.doc)
}
