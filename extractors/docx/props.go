package docx

import (
	"cmp"
	"context"
	"encoding/xml"
	"math"
	"strconv"
	"strings"

	"prejury/extractors/archive"
	"prejury/extractors/office"
)

// theme gives the fonts that styles name by their role.
type theme struct{ major, minor, majorCS, minorCS string }

// readTheme reads the Latin fonts of the theme part.
func readTheme(ctx context.Context, a *archive.Archive, part string) theme {
	var th theme
	if part == "" {
		return th
	}
	in := ""
	_ = a.XML(ctx, part, func(d *archive.Decoder, _ xml.StartElement) error {
		var walk func(e xml.StartElement) error
		walk = func(e xml.StartElement) error {
			switch e.Name.Local {
			case "majorFont", "minorFont":
				in = e.Name.Local
			case "cs":
				if f := archive.Attr(e, "typeface"); in == "majorFont" {
					th.majorCS = f
				} else if in == "minorFont" {
					th.minorCS = f
				}
			case "latin":
				if f := archive.Attr(e, "typeface"); in == "majorFont" && th.major == "" {
					th.major = f
				} else if in == "minorFont" && th.minor == "" {
					th.minor = f
				}
			}
			return d.Children(walk)
		}
		return d.Children(walk)
	})
	return th
}

// readRunProps reads w:rPr. changes, which may be nil, counts pending revisions.
func readRunProps(d *archive.Decoder, th theme, changes *int) (runProps, error) {
	var r runProps
	err := d.Children(func(e xml.StartElement) error {
		val := archive.Attr(e, "val")
		switch e.Name.Local {
		case "rStyle":
			r.style = val
		case "sz":
			if n, err := strconv.ParseFloat(val, 64); err == nil {
				r.size = office.Bound(n / 2)
			} else if f, ok := office.Length(val); ok {
				r.size = f
			}
		case "position":
			if n, err := strconv.ParseFloat(val, 64); err == nil {
				r.raise = min(72, math.Abs(office.Bound(n/2)))
			}
		case "b":
			r.bold = toggleOf(e)
		case "vanish":
			r.vanish = toggleOf(e)
		case "color":
			r.color = val
			if t := archive.Attr(e, "themeColor"); t == "background1" || t == "light1" {
				if archive.Attr(e, "themeShade") == "" {
					r.color = "FFFFFF"
				}
			}
		case "shd":
			r.shaded = shade(e)
		case "highlight":
			if val != "none" && val != "white" {
				r.shaded = on
			}
		case "rFonts":
			r.font = archive.Attr(e, "ascii")
			switch t := archive.Attr(e, "asciiTheme"); {
			case t == "majorBidi":
				r.font = cmp.Or(th.majorCS, "Times New Roman")
			case t == "minorBidi":
				r.font = cmp.Or(th.minorCS, "Arial")
			case strings.HasPrefix(t, "major") && th.major != "":
				r.font = th.major
			case strings.HasPrefix(t, "minor") && th.minor != "":
				r.font = th.minor
			}
		case "del", "moveFrom":
			r.deleted = true
			countChange(changes)
		case "ins":
			countChange(changes)
		}
		return d.Skip()
	})
	return r, err
}

func countChange(n *int) {
	if n != nil {
		*n++
	}
}

// readParaProps reads w:pPr.
func readParaProps(d *archive.Decoder, th theme, changes *int) (paraProps, error) {
	p := paraProps{numID: -1}
	err := d.Children(func(e xml.StartElement) (err error) {
		val := archive.Attr(e, "val")
		switch e.Name.Local {
		case "pStyle":
			p.style = val
		case "outlineLvl":
			if n, err := strconv.Atoi(val); err == nil && n >= 0 && n <= 9 {
				p.outline = n + 1
			}
		case "numPr":
			return readNumPr(d, &p, changes)
		case "spacing":
			readSpacing(e, &p)
		case "ind":
			readIndent(e, &p)
		case "pageBreakBefore":
			p.pageBefore = toggleOf(e)
		case "keepNext":
			p.keepNext = toggleOf(e)
		case "keepLines":
			p.keepLines = toggleOf(e)
		case "widowControl":
			p.widow = toggleOf(e)
		case "contextualSpacing":
			p.contextual = toggleOf(e)
		case "shd":
			p.shaded = shade(e)
		case "framePr":
			p.framed = true
		case "rPr":
			p.mark, err = readRunProps(d, th, changes)
			return err
		case "sectPr":
			var s section
			s, err = readSection(d)
			p.section = &s
			return err
		}
		return d.Skip()
	})
	return p, err
}

func readNumPr(d *archive.Decoder, p *paraProps, changes *int) error {
	return d.Children(func(e xml.StartElement) error {
		n, err := strconv.Atoi(archive.Attr(e, "val"))
		switch e.Name.Local {
		case "ilvl":
			if err == nil {
				p.numLevel = max(0, min(8, n))
			}
		case "numId":
			if err == nil {
				p.numID = max(0, n)
			}
		case "ins":
			countChange(changes)
		}
		return d.Skip()
	})
}

func readSpacing(e xml.StartElement, p *paraProps) {
	for _, a := range e.Attr {
		switch a.Name.Local {
		case "before":
			p.before = twipsPtr(a.Value)
		case "after":
			p.after = twipsPtr(a.Value)
		case "beforeAutospacing":
			p.autoBefore = toggleOn(a.Value)
		case "afterAutospacing":
			p.autoAfter = toggleOn(a.Value)
		}
	}
	line := archive.Attr(e, "line")
	if line == "" {
		return
	}
	f, ok := twips(line)
	if !ok {
		return
	}
	rule := office.Multiple
	switch archive.Attr(e, "lineRule") {
	case "exact":
		rule = office.Exactly
	case "atLeast":
		rule = office.AtLeast
	default:
		f /= 12 // 240ths of a line
	}
	p.line, p.rule = &f, &rule
}

func readIndent(e xml.StartElement, p *paraProps) {
	for _, a := range e.Attr {
		switch a.Name.Local {
		case "left", "start":
			p.left = twipsPtr(a.Value)
		case "right", "end":
			p.right = twipsPtr(a.Value)
		case "firstLine":
			p.first = twipsPtr(a.Value)
		case "hanging":
			if f, ok := twips(a.Value); ok {
				f = -f
				p.first = &f
			}
		}
	}
}

// section is w:sectPr: a geometry and the headers and footers that go with it.
type section struct {
	office.Section
	refs      []headerRef
	titlePage bool
}

// headerRef names a header or footer: kind is "header" or "footer", when is
// "default", "first" or "even".
type headerRef struct{ kind, when, rel string }

// defaultSection is Word's own: A4, margins of 2.5 cm.
func defaultSection() section {
	return section{Section: office.Section{Width: 595.3, Height: 841.9, Left: 70.85, Right: 70.85, Top: 70.85, Bottom: 70.85, Columns: 1,
		Number: office.Numbering{Format: "decimal"}}}
}

func readSection(d *archive.Decoder) (section, error) {
	s := defaultSection()
	header, footer := 0.0, 0.0
	err := d.Children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "headerReference", "footerReference":
			s.refs = append(s.refs, headerRef{kind: strings.TrimSuffix(e.Name.Local, "Reference"), when: archive.Attr(e, "type"), rel: archive.Attr(e, "id")})
		case "type":
			s.Start = map[string]office.SectionStart{"continuous": office.Continuous, "nextColumn": office.Continuous, "oddPage": office.OddPage, "evenPage": office.EvenPage}[archive.Attr(e, "val")]
		case "pgSz":
			setLength(&s.Width, e, "w")
			setLength(&s.Height, e, "h")
		case "pgMar":
			setLength(&s.Left, e, "left")
			setLength(&s.Right, e, "right")
			setLength(&s.Top, e, "top")
			setLength(&s.Bottom, e, "bottom")
			setLength(&header, e, "header")
			setLength(&footer, e, "footer")
		case "cols":
			if n, err := strconv.Atoi(archive.Attr(e, "num")); err == nil {
				s.Columns = max(1, min(12, n))
			}
		case "pgNumType":
			if n, err := strconv.Atoi(archive.Attr(e, "start")); err == nil {
				s.Number.First = max(0, min(n, 1<<20))
				s.Number.Restart = true
			}
			if f := archive.Attr(e, "fmt"); f != "" {
				s.Number.Format = f
			}
		case "titlePg":
			s.titlePage = isOn(archive.Attr(e, "val"))
		}
		return d.Skip()
	})
	// A negative margin lets headers overlap the text: the size is what counts.
	s.Top, s.Bottom = max(s.Top, -s.Top), max(s.Bottom, -s.Bottom)
	s.HeaderAt, s.FooterAt = max(0, header), max(0, footer)
	return s, err
}

func setLength(to *float64, e xml.StartElement, attr string) {
	if f, ok := twips(archive.Attr(e, attr)); ok {
		*to = f
	}
}
