package odf

import (
	"encoding/xml"
	"strconv"

	"prejury/extractors/archive"
	"prejury/extractors/office"
)

// a4 is the page of a text whose layout says nothing: margins of 2 cm, as LibreOffice has
// them.
func a4() office.Section {
	return office.Section{Width: 595.3, Height: 841.9, Left: 56.7, Right: 56.7, Top: 56.7, Bottom: 56.7, Columns: 1, Number: office.Numbering{Format: "decimal"}}
}

// pageLayout reads style:page-layout (part 3, § 16.5): a geometry.
func (s *styles) pageLayout(d *archive.Decoder, name string) error {
	l := &pageLayout{Section: a4()}
	s.layouts[name] = l
	return d.Children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "page-layout-properties":
			l.geometry(e)
			return d.Children(func(e xml.StartElement) error {
				if n, err := strconv.Atoi(archive.Attr(e, "column-count")); err == nil && e.Name.Local == "columns" {
					l.Columns = max(1, min(12, n))
				}
				return d.Skip()
			})
		case "header-style", "footer-style":
			side := e.Name.Local
			return d.Children(func(e xml.StartElement) error {
				if side == "header-style" {
					setLength(&l.headerGap, archive.Attr(e, "margin-bottom"))
				} else {
					setLength(&l.footerGap, archive.Attr(e, "margin-top"))
				}
				return d.Skip()
			})
		}
		return d.Skip()
	})
}

func (l *pageLayout) geometry(e xml.StartElement) {
	if v := archive.Attr(e, "margin"); v != "" {
		for _, side := range []*float64{&l.Left, &l.Right, &l.Top, &l.Bottom} {
			setLength(side, v)
		}
	}
	setLength(&l.Width, archive.Attr(e, "page-width"))
	setLength(&l.Height, archive.Attr(e, "page-height"))
	setLength(&l.Left, archive.Attr(e, "margin-left"))
	setLength(&l.Right, archive.Attr(e, "margin-right"))
	setLength(&l.Top, archive.Attr(e, "margin-top"))
	setLength(&l.Bottom, archive.Attr(e, "margin-bottom"))
	if f := archive.Attr(e, "num-format"); f != "" {
		l.Number.Format = f
	}
}

func setLength(to *float64, v string) {
	if f, ok := office.Length(v); ok && f >= 0 {
		*to = f
	}
}
