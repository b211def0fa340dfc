package odf

import (
	"context"
	"encoding/xml"
	"strconv"
	"strings"

	"prejury/extractors/archive"
	"prejury/extractors/document"
	"prejury/extractors/office"
)

// style is one style:style (part 3, § 16.2). Strings are "" and pointers nil
// where the parent decides.
type style struct {
	name, displayName, parent string
	outline                   int
	list, master              string
	breakBefore               string
	breakAfter                string
	top, bottom               *float64
	left, right, indent       *float64
	line                      *float64
	rule                      office.LineRule
	keepNext, keepLines       string
	tight                     string // contextual spacing
	background                string
	size                      *float64
	percent                   float64 // size as a part of the parent's
	weight, font, color       string
	display                   string // text:display
	textBackground            string
	visibility                string // of a slide
	number                    string // of the page that the paragraph begins
	width                     *float64
	height                    *float64
	wrap, through             string
	done                      bool
}

// master is a page master: a geometry, headers and footers.
type master struct {
	layout, next   string
	header, footer []office.Node
	numbered       bool
	texts          []document.Block
}

type pageLayout struct {
	office.Section
	headerGap, footerGap float64
}

// styles are the styles of a package by family and name.
type styles struct {
	byName   map[string]*style // "paragraph/Standard"
	defaults map[string]*style // by family
	fonts    map[string]string
	layouts  map[string]*pageLayout
	masters  map[string]*master
	order    []string         // masters, in the file's order
	outline  [10]outlineLevel // numbering of headings
}

// outlineLevel is how one level of headings is numbered.
type outlineLevel struct {
	format, prefix, suffix string
	show, start            int
}

func newStyles() *styles {
	return &styles{byName: map[string]*style{}, defaults: map[string]*style{}, fonts: map[string]string{}, layouts: map[string]*pageLayout{}, masters: map[string]*master{}}
}

// read reads styles.xml.
func (s *styles) read(ctx context.Context, a *archive.Archive, part string) error {
	return a.XML(ctx, part, func(d *archive.Decoder, _ xml.StartElement) error {
		return d.Children(func(e xml.StartElement) error { return s.part(d, e) })
	})
}

// part reads one of the groups of styles.
func (s *styles) part(d *archive.Decoder, e xml.StartElement) error {
	switch e.Name.Local {
	case "font-face-decls":
		return d.Children(func(e xml.StartElement) error {
			s.fonts[archive.Attr(e, "name")] = strings.Trim(archive.Attr(e, "font-family"), "'")
			return d.Skip()
		})
	case "styles", "automatic-styles", "master-styles":
		return d.Children(func(e xml.StartElement) error { return s.one(d, e) })
	}
	return d.Skip()
}

func (s *styles) one(d *archive.Decoder, e xml.StartElement) error {
	switch e.Name.Local {
	case "style", "default-style":
		st, err := readStyle(d, e)
		family := archive.Attr(e, "family")
		if e.Name.Local == "default-style" {
			s.defaults[family] = st
		} else {
			s.byName[family+"/"+st.name] = st
		}
		return err
	case "outline-style":
		return d.Children(func(e xml.StartElement) error {
			if l, ok := readLevel(e); ok {
				s.outline[l] = levelOf(e)
			}
			return d.Skip()
		})
	case "page-layout":
		return s.pageLayout(d, archive.Attr(e, "name"))
	case "master-page":
		name := archive.Attr(e, "name")
		s.masters[name] = &master{layout: archive.Attr(e, "page-layout-name"), next: archive.Attr(e, "next-style-name")}
		s.order = append(s.order, name)
		return d.Skip() // headers and footers are read once all styles are known
	}
	return d.Skip()
}

func readLevel(e xml.StartElement) (int, bool) {
	n, err := strconv.Atoi(archive.Attr(e, "level"))
	return n - 1, err == nil && n >= 1 && n <= 10
}

func levelOf(e xml.StartElement) outlineLevel {
	l := outlineLevel{format: archive.Attr(e, "num-format"), prefix: archive.Attr(e, "num-prefix"), suffix: archive.Attr(e, "num-suffix"), show: 1, start: 1}
	if n, err := strconv.Atoi(archive.Attr(e, "display-levels")); err == nil {
		l.show = max(1, min(10, n))
	}
	if n, err := strconv.Atoi(archive.Attr(e, "start-value")); err == nil {
		l.start = n
	}
	return l
}

func readStyle(d *archive.Decoder, e xml.StartElement) (*style, error) {
	st := &style{name: archive.Attr(e, "name"), parent: archive.Attr(e, "parent-style-name"), list: archive.Attr(e, "list-style-name"), master: archive.Attr(e, "master-page-name")}
	st.displayName = archive.Attr(e, "display-name")
	st.outline, _ = strconv.Atoi(archive.Attr(e, "default-outline-level"))
	err := d.Children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "paragraph-properties":
			st.paragraph(e)
		case "text-properties":
			st.characters(e)
		case "drawing-page-properties":
			st.visibility = archive.Attr(e, "visibility")
		case "table-cell-properties":
			st.background = archive.Attr(e, "background-color")
		case "table-column-properties":
			st.width = length(archive.Attr(e, "column-width"))
		case "table-row-properties":
			st.height = length(archive.Attr(e, "min-row-height"))
		case "graphic-properties":
			st.wrap, st.through = archive.Attr(e, "wrap"), archive.Attr(e, "run-through")
		case "table-properties":
			st.breakBefore = archive.Attr(e, "break-before")
			st.background = archive.Attr(e, "background-color")
		}
		return d.Skip()
	})
	return st, err
}

func length(v string) *float64 {
	if f, ok := office.Length(v); ok {
		return &f
	}
	return nil
}

func (st *style) paragraph(e xml.StartElement) {
	for _, a := range e.Attr {
		switch a.Name.Local {
		case "margin-top":
			st.top = length(a.Value)
		case "margin-bottom":
			st.bottom = length(a.Value)
		case "margin-left":
			st.left = length(a.Value)
		case "margin-right":
			st.right = length(a.Value)
		case "text-indent":
			st.indent = length(a.Value)
		case "page-number":
			st.number = a.Value
		case "break-before":
			st.breakBefore = a.Value
		case "break-after":
			st.breakAfter = a.Value
		case "keep-with-next":
			st.keepNext = a.Value
		case "keep-together":
			st.keepLines = a.Value
		case "contextual-spacing":
			st.tight = a.Value
		case "background-color":
			st.background = a.Value
		case "line-height":
			st.lineHeight(a.Value, office.Exactly)
		case "line-height-at-least":
			st.lineHeight(a.Value, office.AtLeast)
		}
	}
}

func (st *style) lineHeight(v string, rule office.LineRule) {
	if p, ok := strings.CutSuffix(v, "%"); ok {
		if f, err := strconv.ParseFloat(p, 64); err == nil {
			f = office.Bound(f) / 100
			st.line, st.rule = &f, office.Multiple
		}
		return
	}
	if f := length(v); f != nil {
		st.line, st.rule = f, rule
	}
}

func (st *style) characters(e xml.StartElement) {
	for _, a := range e.Attr {
		switch a.Name.Local {
		case "font-size":
			if p, ok := strings.CutSuffix(a.Value, "%"); ok {
				f, _ := strconv.ParseFloat(p, 64)
				st.percent = max(0, min(10, f/100))
			} else {
				st.size = length(a.Value)
			}
		case "font-weight":
			st.weight = a.Value
		case "font-name":
			st.font = a.Value
		case "color":
			st.color = a.Value
		case "display":
			st.display = a.Value
		case "background-color":
			st.textBackground = a.Value
		}
	}
}

// maxParents is how many styles may stand above one another.
const maxParents = 32

// get gives a style with what its parents and its family's defaults say.
func (s *styles) get(family, name string) *style {
	st := s.byName[family+"/"+name]
	if st == nil {
		if st = s.byName[family+"/Standard"]; st == nil || family != "paragraph" {
			st = &style{}
		}
	}
	return s.resolve(st, family, 0)
}

func (s *styles) resolve(st *style, family string, depth int) *style {
	if st.done || depth > maxParents {
		return st
	}
	st.done = true // before the chain: a style above itself stops here
	base := s.byName[family+"/"+st.parent]
	if st.parent == "" || base == nil {
		if base = s.defaults[family]; base == nil {
			return st
		}
		st.over(base)
		return st
	}
	st.over(s.resolve(base, family, depth+1))
	return st
}

// over fills the gaps of st from base.
func (st *style) over(b *style) {
	str := func(to *string, from string) {
		if *to == "" {
			*to = from
		}
	}
	num := func(to **float64, from *float64) {
		if *to == nil {
			*to = from
		}
	}
	if st.outline == 0 {
		st.outline = b.outline
	}
	str(&st.list, b.list)
	str(&st.breakBefore, b.breakBefore)
	str(&st.breakAfter, b.breakAfter)
	num(&st.top, b.top)
	num(&st.bottom, b.bottom)
	num(&st.left, b.left)
	num(&st.right, b.right)
	num(&st.indent, b.indent)
	if st.line == nil {
		st.line, st.rule = b.line, b.rule
	}
	str(&st.keepNext, b.keepNext)
	str(&st.keepLines, b.keepLines)
	str(&st.tight, b.tight)
	str(&st.background, b.background)
	if st.size == nil && b.size != nil {
		f := *b.size
		if st.percent > 0 {
			f *= st.percent
		}
		st.size = &f
	}
	str(&st.weight, b.weight)
	str(&st.font, b.font)
	str(&st.color, b.color)
	str(&st.display, b.display)
	str(&st.textBackground, b.textBackground)
	str(&st.visibility, b.visibility)
	str(&st.wrap, b.wrap)
	str(&st.through, b.through)
}
