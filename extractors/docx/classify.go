package docx

import (
	"strings"

	"prejury/extractors/document"
	"prejury/extractors/office"
	"prejury/internal/text"
)

// classify sets the paragraph's kind and level.
func (w *walker) classify(b *paragraph) {
	p := b.p
	p.Kind = document.Paragraph
	kind, level := w.styleKind(b.direct.style)
	if o := b.props.outline; o >= 1 && o <= 9 && kind != document.TOCEntry && kind != document.Caption {
		kind, level = document.Heading, o
		if b.direct.outline == 0 {
			if k, l := w.styleKind(b.direct.style); k == document.Heading {
				level = l
			}
		}
	} else if o == 10 && kind == document.Heading && !isTOCTitle(b.style.name) {
		kind = ""
	}
	short := b.Visible < 300
	switch {
	case kind == document.TOCEntry,
		b.inTOC && short && kind != document.Heading,
		short && b.pageRef && b.linked*10 >= b.Visible*7 && b.Visible > 0,
		galleryKind(w.gallery) == document.TOCEntry && short && kind != document.Heading:
		p.Kind = document.TOCEntry
	case kind == document.Heading && strings.TrimSpace(p.Text) != "":
		p.Kind, p.Level = document.Heading, level
	case kind == document.Caption && (b.seq || short), b.seq && short && b.Visible > 0,
		office.IsCaption(strings.TrimSpace(p.Text)):
		p.Kind = document.Caption
	case kind == document.BibEntry, b.inBib, galleryKind(w.gallery) == document.BibEntry:
		p.Kind = document.BibEntry
	}
}

func isTOCTitle(name string) bool {
	k, l := office.StyleKind(name)
	return k == document.Heading && l == 1 && !strings.HasSuffix(text.Fold(name), "1")
}

// styleKind looks for a built-in style along a style's chain.
func (w *walker) styleKind(id string) (kind document.Kind, level int) {
	for range maxBase {
		st := w.st.byID[id]
		if st == nil {
			return office.StyleKind(id) // styles.xml is missing or does not know it
		}
		if kind, level = office.StyleKind(st.name); kind != "" {
			return kind, level
		}
		if kind, level = office.StyleKind(st.id); kind != "" {
			return kind, level
		}
		if id = st.base; id == "" {
			break
		}
	}
	return "", 0
}

// number counts a numbered paragraph: a list item, or a label before a heading.
func (w *walker) number(b *paragraph) {
	p := b.p
	if b.props.numID <= 0 || p.Kind == document.TOCEntry {
		return
	}
	if strings.TrimSpace(p.Text) == "" && len(p.Images) == 0 {
		return // Word numbers it, but no list has an empty item: nothing to say
	}
	styleID := ""
	if b.direct.numID < 0 {
		styleID = b.direct.style
	}
	l, label, lvl := w.num.next(b.props.numID, b.props.numLevel, styleID, w.st)
	if l != nil && b.direct.left == nil {
		if l.left != nil {
			p.Fmt.Left = *l.left
		}
		if l.hang != nil && b.direct.first == nil {
			p.Fmt.First = *l.hang
		}
	}
	switch {
	case p.Kind == document.Heading:
		p.Label = label
	case p.Kind == document.Paragraph:
		p.Kind, p.Level = document.ListItem, lvl+1
		if hasWord(label) {
			p.Label = label
		}
	}
}

// autoSpace is the space in points that Word and LibreOffice give to a paragraph
// whose spaces are left to them.
const autoSpace = 14

// format keeps what decides of the room that the paragraph takes.
func (w *walker) format(b *paragraph) {
	f, p := &b.p.Fmt, b.props
	f.SameStyleClose = p.contextual == on
	val := func(v *float64) float64 {
		if v == nil {
			return 0
		}
		return *v
	}
	if f.Font == "" {
		f.Font = b.runs.font
	}
	f.Before, f.After, f.Left, f.Right, f.First = val(p.before), val(p.after), val(p.left), val(p.right), val(p.first)
	if p.autoBefore == on {
		f.Before = autoSpace
	}
	if p.autoAfter == on {
		f.After = autoSpace
	}
	f.Auto = p.autoBefore == on || p.autoAfter == on
	f.AutoItem = f.Auto && p.numID > 0
	f.Line = 1
	if p.line != nil && p.rule != nil {
		f.Line, f.LineRule = *p.line, *p.rule
	}
	f.PageBefore, f.KeepNext, f.KeepLines = p.pageBefore == on, p.keepNext == on, p.keepLines == on
	f.NoWidow = p.widow == off
}
