package odf

import (
	"encoding/xml"
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"

	"prejury/extractors/archive"
	"prejury/extractors/document"
	"prejury/extractors/office"
)

// paragraph is one being read.
type paragraph struct {
	office.Builder
	p        *office.Para
	style    *style
	sequence bool // a numbered caption
}

// paragraph reads text:p or text:h (part 3, § 5.1).
func (w *walker) paragraph(e xml.StartElement, nodes *[]office.Node) error {
	name := archive.Attr(e, "style-name")
	st := w.st.get("paragraph", name)
	b := &paragraph{p: &office.Para{}, style: st}
	if w.boxed == 0 {
		b.p.Fmt.PageBefore = w.openSection(st, st.breakBefore)
	}
	if w.soft {
		b.p.Breaks = append(b.p.Breaks, office.Break{Kind: office.Rendered})
		w.soft = false
	}
	err := w.inline(b, st)
	if err != nil && !errors.Is(err, office.ErrEnough) {
		return err
	}
	b.Fill(b.p, w.chars(st))
	w.format(b)
	w.classify(e, b, name)
	w.append(nodes, office.Node{Para: b.p})
	if err == nil {
		err = w.budget.Spend(office.ParaCost * (1 + len(b.p.Breaks) + len(b.p.Images) + len(b.p.Notes)))
	}
	return err
}

// chars gives how text of a style looks.
func (w *walker) chars(st *style) office.Chars {
	c := office.Chars{Size: 12, Font: st.font, Vanish: st.display == "none"}
	if f, ok := w.st.fonts[st.font]; ok && f != "" {
		c.Font = f
	}
	if st.size != nil {
		c.Size = *st.size
	}
	n, _ := strconv.Atoi(st.weight)
	c.Bold = st.weight == "bold" || n >= 600
	c.White = office.IsWhite(st.color) && !coloured(st.textBackground) && !coloured(st.background) && !w.shaded
	return c
}

// inline reads the text of a paragraph, in the style that spans have given it.
func (w *walker) inline(b *paragraph, st *style) error {
	look := w.chars(st)
	for {
		tok, err := w.d.Token()
		if err != nil {
			return archive.Unexpected(err)
		}
		switch t := tok.(type) {
		case xml.EndElement:
			return nil
		case xml.CharData:
			err = w.write(b, collapse(string(t), b.Len() == 0), look)
		case xml.StartElement:
			err = w.element(t, b, st, look)
		}
		if err != nil {
			return err
		}
	}
}

// collapse turns white space into one space, as the format asks (part 3, § 6.1.2).
func collapse(s string, start bool) string {
	if !strings.ContainsAny(s, "\n\t\r") && !strings.Contains(s, "  ") {
		if start {
			return strings.TrimLeft(s, " ")
		}
		return s
	}
	fields := strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '\n' || r == '\t' || r == '\r' })
	out := strings.Join(fields, " ")
	blank := func(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }
	if !start && blank(s[0]) {
		out = " " + out
	}
	if len(fields) > 0 && blank(s[len(s)-1]) {
		out += " "
	}
	return out
}

func (w *walker) write(b *paragraph, s string, look office.Chars) error {
	if s == "" {
		return nil
	}
	if err := w.budget.Spend(utf8.RuneCountInString(s)); err != nil {
		return err
	}
	b.Write(s, look)
	return nil
}

func (w *walker) element(e xml.StartElement, b *paragraph, st *style, look office.Chars) error {
	switch e.Name.Local {
	case "span":
		return w.inline(b, w.span(st, archive.Attr(e, "style-name")))
	case "a", "meta", "ruby", "ruby-base", "bookmark-ref", "reference-ref", "note-ref", "text-input", "variable-get", "variable-set", "user-field-get", "date", "time", "title", "author-name", "chapter", "file-name", "placeholder", "conditional-text", "expression", "bibliography-mark", "sequence-ref", "user-defined", "subject", "creator", "initial-creator":
		return w.inline(b, st)
	case "sequence":
		b.sequence = true
		return w.inline(b, st)
	case "page-number":
		w.number = true
		return w.inline(b, st)
	case "page-count":
		return w.inline(b, st)
	case "s":
		n := repeat(e, "c", 256)
		return errors.Join(w.d.Skip(), w.write(b, strings.Repeat(" ", n), look))
	case "tab":
		return errors.Join(w.d.Skip(), w.write(b, "\t", look))
	case "line-break":
		return errors.Join(w.d.Skip(), w.write(b, "\n", look))
	case "soft-page-break":
		b.p.Breaks = append(b.p.Breaks, office.Break{At: b.Len(), Kind: office.Rendered})
	case "note":
		return w.note(b)
	case "annotation":
		w.comments++
	case "hidden-text":
		b.Hide(" " + archive.Attr(e, "string-value"))
	case "frame", "custom-shape", "g", "rect", "ellipse", "path", "polygon":
		return w.shape(e, b)
	}
	return w.d.Skip()
}

// span gives the style of a span inside text of another.
func (w *walker) span(around *style, name string) *style {
	st := w.st.byName["text/"+name]
	if st == nil {
		return around
	}
	own := *w.st.resolve(st, "text", 0)
	size, percent := own.size, own.percent
	own.over(around)
	if size == nil && percent > 0 && around.size != nil {
		f := *around.size * percent
		own.size = &f
	}
	return &own
}

// note reads a footnote or endnote at its call (part 3, § 6.3).
func (w *walker) note(b *paragraph) error {
	return w.d.Children(func(e xml.StartElement) error {
		if e.Name.Local != "note-body" {
			return w.d.Skip()
		}
		var nodes []office.Node
		sub := *w
		sub.lists, sub.kind, sub.boxed = nil, "", w.boxed+1
		err := sub.blocks(&nodes, 0)
		w.soft = sub.soft
		b.p.Notes = append(b.p.Notes, office.Note{At: b.Len(), Text: office.StoryText(nodes)})
		return err
	})
}

// classify sets the paragraph's kind and level.
func (w *walker) classify(e xml.StartElement, b *paragraph, name string) {
	p := b.p
	p.Kind = document.Paragraph
	names := w.st.builtIn(name)
	if len(names) > 0 {
		p.Style = names[0]
		if st := w.st.byName["paragraph/"+name]; st != nil && st.displayName == "" && len(names) > 1 && len(st.name) < 5 {
			p.Style = names[1] // an automatic style: its parent is what the author chose
		}
	}
	kind, level := document.Kind(""), 0
	for _, n := range names {
		if kind, level = office.StyleKind(n); kind != "" {
			break
		}
	}
	text := strings.TrimSpace(p.Text)
	switch {
	case w.kind == document.Heading && text != "":
		p.Kind, p.Level = document.Heading, 1
	case w.kind != "":
		p.Kind = w.kind
	case e.Name.Local == "h" && text != "":
		n, err := strconv.Atoi(archive.Attr(e, "outline-level"))
		if err != nil {
			n = 1
		}
		p.Kind, p.Level = document.Heading, max(1, min(10, n))
		p.Label = w.headingNumber(p.Level)
	case kind == document.Heading && text != "", b.style.outline > 0 && text != "":
		p.Kind, p.Level = document.Heading, max(1, level, b.style.outline)
	case kind == document.Caption, b.sequence && len(text) < 300, office.IsCaption(text):
		p.Kind = document.Caption
	case kind == document.TOCEntry, kind == document.BibEntry:
		p.Kind = kind
	case len(w.lists) > 0 && text != "":
		w.item(p)
	}
}

// item makes a paragraph a list item, if it opens one.
func (w *walker) item(p *office.Para) {
	l := &w.lists[len(w.lists)-1]
	if l.header || !l.first {
		return
	}
	l.first = false
	p.Kind, p.Level = document.ListItem, len(w.lists)
}

// headingNumber counts a heading of the outline's numbering.
func (w *walker) headingNumber(level int) string {
	i := level - 1
	w.counters[i]++
	for j := i + 1; j < len(w.counters); j++ {
		w.counters[j] = 0
	}
	l := w.st.outline[i]
	if l.format == "" {
		return ""
	}
	var parts []string
	for j := max(0, level-l.show); j <= i; j++ {
		o := w.st.outline[j]
		if n := office.Number(max(1, w.counters[j])+o.start-min(1, o.start), o.format); o.format != "" && n != "" {
			parts = append(parts, n)
		}
	}
	return strings.TrimSpace(l.prefix + strings.Join(parts, ".") + l.suffix)
}

// format keeps what decides of the room that the paragraph takes.
func (w *walker) format(b *paragraph) {
	f, st := &b.p.Fmt, b.style
	val := func(v *float64) float64 {
		if v == nil {
			return 0
		}
		return *v
	}
	f.Before, f.After, f.Left, f.Right, f.First = val(st.top), val(st.bottom), val(st.left), val(st.right), val(st.indent)
	f.Line = 1
	if st.line != nil {
		f.Line, f.LineRule = *st.line, st.rule
	}
	f.KeepNext, f.KeepLines, f.SameStyleClose = st.keepNext == "always", st.keepLines == "always", st.tight == "true"
	if n := len(w.lists); n > 0 {
		f.Left += 18 * float64(n)
	}
}
