package docx

import (
	"context"
	"encoding/xml"
	"strconv"

	"prejury/extractors/archive"
	"prejury/extractors/office"
)

// toggle is a property that a style may leave to the style below it.
type toggle int8

const (
	unset toggle = iota
	off
	on
)

// runProps are the properties of a run that matter here (ECMA-376 part 1, §
// 17.3.2). Zero values mean "as the style below says".
type runProps struct {
	style   string
	size    float64 // points
	bold    toggle
	vanish  toggle
	color   string // RRGGBB, "auto" or ""
	shaded  toggle // a background other than white
	font    string
	raise   float64 // points by which the line is made higher for text set above or below its base
	deleted bool    // the paragraph mark or the run is a pending deletion
}

// over gives p with the gaps filled from base.
func (p runProps) over(base runProps) runProps {
	if p.size == 0 {
		p.size = base.size
	}
	if p.bold == unset {
		p.bold = base.bold
	}
	if p.vanish == unset {
		p.vanish = base.vanish
	}
	if p.color == "" {
		p.color = base.color
	}
	if p.shaded == unset {
		p.shaded = base.shaded
	}
	if p.font == "" {
		p.font = base.font
	}
	if p.raise == 0 {
		p.raise = base.raise
	}
	return p
}

// chars gives what decides how a run is read.
func (p runProps) chars() office.Chars {
	return office.Chars{Size: p.size, Bold: p.bold == on, Font: p.font, Raise: p.raise, Vanish: p.vanish == on}
}

// paraProps are the properties of a paragraph that matter here (§ 17.3.1).
// Pointers are nil where the style below decides.
type paraProps struct {
	style                 string
	outline               int // 1 to 9; 10 is body text; 0 unset
	numID, numLevel       int // numID -1 unset
	before, after, line   *float64
	rule                  *office.LineRule
	left, right, first    *float64
	pageBefore, keepNext  toggle
	keepLines, widow      toggle
	contextual            toggle
	autoBefore, autoAfter toggle // as a browser's
	shaded                toggle
	framed                bool
	mark                  runProps
	section               *section
}

func (p paraProps) over(b paraProps) paraProps {
	if p.outline == 0 {
		p.outline = b.outline
	}
	if p.numID < 0 {
		p.numID, p.numLevel = b.numID, max(p.numLevel, b.numLevel)
	}
	fill := func(to **float64, from *float64) {
		if *to == nil {
			*to = from
		}
	}
	fill(&p.before, b.before)
	fill(&p.after, b.after)
	if p.line == nil {
		p.line, p.rule = b.line, b.rule
	}
	fill(&p.left, b.left)
	fill(&p.right, b.right)
	fill(&p.first, b.first)
	for _, t := range []struct{ to, from *toggle }{
		{&p.pageBefore, &b.pageBefore}, {&p.keepNext, &b.keepNext}, {&p.keepLines, &b.keepLines},
		{&p.widow, &b.widow}, {&p.contextual, &b.contextual}, {&p.autoBefore, &b.autoBefore}, {&p.autoAfter, &b.autoAfter}, {&p.shaded, &b.shaded},
	} {
		if *t.to == unset {
			*t.to = *t.from
		}
	}
	return p
}

// style is one style of styles.xml, or one resolved through its basedOn chain.
type style struct {
	id, name, base string
	para           paraProps
	run            runProps
	shaded         bool    // a table style that colours some cells
	padding        float64 // of a table style, above and below the text of a cell, together
	resolved       bool
}

// styles are the document's styles by id.
type styles struct {
	byID         map[string]*style
	defaultPara  string
	defaultTable string
	para         paraProps // of docDefaults
	run          runProps
}

// maxBase is how many styles may be based on one another; Word stops at a few.
const maxBase = 32

func newStyles() *styles {
	return &styles{byID: map[string]*style{}, para: paraProps{numID: -1}, run: runProps{size: 10}}
}

// readStyles reads styles.xml. A part that is missing or broken gives what was
// read of it, and false.
func readStyles(ctx context.Context, a *archive.Archive, part string, th theme) (*styles, bool) {
	s := newStyles()
	err := a.XML(ctx, part, func(d *archive.Decoder, _ xml.StartElement) error {
		return d.Children(func(e xml.StartElement) error {
			switch e.Name.Local {
			case "docDefaults":
				return s.defaults(d, th)
			case "style":
				return s.style(d, e, th)
			}
			return d.Skip()
		})
	})
	return s, err == nil
}

func (s *styles) defaults(d *archive.Decoder, th theme) error {
	return d.Children(func(e xml.StartElement) error {
		return d.Children(func(e xml.StartElement) (err error) {
			switch e.Name.Local {
			case "rPr":
				var r runProps
				r, err = readRunProps(d, th, nil)
				s.run = r.over(s.run)
			case "pPr":
				s.para, err = readParaProps(d, th, nil)
			default:
				err = d.Skip()
			}
			return err
		})
	})
}

func (s *styles) style(d *archive.Decoder, e xml.StartElement, th theme) error {
	st := &style{id: archive.Attr(e, "styleId"), para: paraProps{numID: -1}}
	kind := archive.Attr(e, "type")
	if isOn(archive.Attr(e, "default")) && archive.Attr(e, "default") != "" {
		switch kind {
		case "paragraph":
			s.defaultPara = st.id
		case "table":
			s.defaultTable = st.id
		}
	}
	err := d.Children(func(e xml.StartElement) (err error) {
		switch e.Name.Local {
		case "name":
			st.name = archive.Attr(e, "val")
		case "basedOn":
			st.base = archive.Attr(e, "val")
		case "pPr":
			st.para, err = readParaProps(d, th, nil)
			return err
		case "rPr":
			st.run, err = readRunProps(d, th, nil)
			return err
		case "tblStylePr", "tcPr", "tblPr":
			return st.tableLook(d)
		}
		return d.Skip()
	})
	if st.id != "" { // Google Docs writes some twice, and the last counts
		s.byID[st.id] = st
	}
	return err
}

// tableLook looks in a table style's properties for a coloured background and for
// the padding of cells.
func (st *style) tableLook(d *archive.Decoder) error {
	return d.Children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "shd":
			st.shaded = st.shaded || shade(e) == on
		case "tblCellMar":
			return readPadding(d, &st.padding)
		}
		return st.tableLook(d)
	})
}

// get gives the style with an id, what its chain says filled in, but not the
// document's defaults, since a table's style comes between; the default
// paragraph style for "" and for an unknown id.
func (s *styles) get(id string) *style {
	st := s.byID[id]
	if st == nil {
		if st = s.byID[s.defaultPara]; st == nil {
			return &style{para: paraProps{numID: -1}, resolved: true}
		}
	}
	return s.resolve(st, 0)
}

// table gives a table style, the default one for "".
func (s *styles) table(id string) *style {
	if id == "" {
		id = s.defaultTable
	}
	if st := s.byID[id]; st != nil {
		return s.resolve(st, 0)
	}
	return &style{para: paraProps{numID: -1}, resolved: true}
}

func (s *styles) resolve(st *style, depth int) *style {
	if st.resolved || depth > maxBase {
		return st
	}
	st.resolved = true // before the chain: a style based on itself stops here
	if base := s.byID[st.base]; base != nil && base != st {
		base = s.resolve(base, depth+1)
		st.para = st.para.over(base.para)
		st.run = st.run.over(base.run)
		st.shaded = st.shaded || base.shaded
		if st.padding == 0 {
			st.padding = base.padding
		}
	}
	return st
}

// charStyle gives what a character style says by itself, without the defaults:
// those belong to the paragraph's style.
func (s *styles) charStyle(id string) runProps {
	var r runProps
	for depth := 0; depth < maxBase; depth++ {
		st := s.byID[id]
		if st == nil {
			break
		}
		r = r.over(st.run)
		id = st.base
	}
	return r
}

// isOn reads ST_OnOff: no value means on.
func isOn(v string) bool { return v != "0" && v != "false" && v != "off" && v != "none" }

func toggleOf(e xml.StartElement) toggle { return toggleOn(archive.Attr(e, "val")) }

func toggleOn(v string) toggle {
	if isOn(v) {
		return on
	}
	return off
}

// shade reads w:shd: on for a background that is not white.
func shade(e xml.StartElement) toggle {
	fill := archive.Attr(e, "fill")
	if archive.Attr(e, "themeFill") == "" && (fill == "" || fill == "auto" || office.IsWhite(fill)) {
		if v := archive.Attr(e, "val"); v == "" || v == "clear" || v == "nil" {
			return off
		}
		return on // a pattern
	}
	if t := archive.Attr(e, "themeFill"); (t == "background1" || t == "light1") && archive.Attr(e, "themeFillShade") == "" {
		return off
	}
	return on
}

// twips reads a twentieth of a point, or a measure with a unit (strict variant).
func twips(v string) (float64, bool) {
	if n, err := strconv.ParseFloat(v, 64); err == nil {
		return office.Bound(n / 20), true
	}
	return office.Length(v)
}

func twipsPtr(v string) *float64 {
	if f, ok := twips(v); ok {
		return &f
	}
	return nil
}
