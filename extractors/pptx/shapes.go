package pptx

import (
	"encoding/xml"
	"strconv"
	"strings"
	"unicode/utf8"

	"prejury/extractors/archive"
	"prejury/extractors/document"
	"prejury/extractors/office"
)

// walker reads the shapes of one slide.
type walker struct {
	*reader
	d        *archive.Decoder
	slide    *office.Slide
	diagrams map[string]string // parts by relationship
	notes    bool              // a notes page: its body alone counts
	guess    guess
}

// guess is the text box that stands for a title on a slide without a holder for
// one: a single short line, the highest in the upper third.
type guess struct {
	y     float64
	block int // index in the slide's blocks, from 1; 0 when there is none
}

// shape is one p:sp, p:pic or p:graphicFrame.
type shape struct {
	holder        string // kind of placeholder, "" for none; "obj" when not said
	alt           string
	y             float64
	width, height float64
	hidden        bool
}

// tree walks down to shapes, in groups too.
func (w *walker) tree() error {
	return w.d.Children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "sp":
			return w.textShape()
		case "pic":
			return w.picture()
		case "graphicFrame":
			return w.graphic()
		case "AlternateContent":
			return w.d.Alternative(w.tree)
		case "cSld", "spTree", "grpSp", "Choice", "Fallback":
			return w.tree()
		}
		return w.d.Skip()
	})
}

// props reads what stands beside a shape's text.
func (w *walker) props(s *shape) error {
	return w.d.Children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "cNvPr":
			if s.alt = archive.Attr(e, "descr"); s.alt == "" {
				s.alt = archive.Attr(e, "title")
			}
			v := archive.Attr(e, "hidden")
			s.hidden = v == "1" || v == "true"
		case "ph":
			if s.holder = archive.Attr(e, "type"); s.holder == "" {
				s.holder = "obj"
			}
		case "nvPr", "xfrm":
			return w.props(s)
		case "off":
			s.y = office.EMU(archive.Attr(e, "y"))
		case "ext":
			if cx := archive.Attr(e, "cx"); cx != "" {
				s.width, s.height = office.EMU(cx), office.EMU(archive.Attr(e, "cy"))
			}
		}
		return w.d.Skip()
	})
}

// para is one paragraph of a shape.
type para struct {
	text   string
	level  int
	bullet bool // false where the paragraph says that it has none
	size   float64
	bold   bool
}

func (w *walker) textShape() error {
	var s shape
	var paras []para
	err := w.d.Children(func(e xml.StartElement) (err error) {
		switch e.Name.Local {
		case "nvSpPr", "spPr":
			return w.props(&s)
		case "txBody":
			paras, err = w.body()
			return err
		}
		return w.d.Skip()
	})
	w.add(&s, paras)
	return err
}

// add turns a shape's paragraphs into blocks.
func (w *walker) add(s *shape, paras []para) {
	if w.notes {
		if s.holder == "body" {
			for _, p := range paras {
				w.slide.Blocks = append(w.slide.Blocks, document.Block{Kind: document.Note, Text: p.text})
			}
		}
		return
	}
	switch s.holder {
	case "title", "ctrTitle":
		if w.slide.Title == "" && !s.hidden {
			w.slide.Title = joined(paras)
			return
		}
	case "ftr", "sldNum", "dt", "hdr":
		kind := document.Footer
		if s.holder == "hdr" {
			kind = document.Header
		}
		w.slide.Blocks = append(w.slide.Blocks, document.Block{Kind: kind, Text: joined(paras)})
		return
	}
	if s.holder == "" && !s.hidden && len(paras) == 1 && len(paras[0].text) < 120 && s.y < w.slide.Height/3 && (w.guess.block == 0 || s.y < w.guess.y) {
		w.guess = guess{s.y, len(w.slide.Blocks) + 1}
	}
	for _, p := range paras {
		b := document.Block{Kind: document.TextBox, Text: p.text, Size: p.size, Bold: p.bold, Hidden: s.hidden}
		switch {
		case s.holder == "subTitle":
			b.Kind = document.Paragraph
		case s.holder != "" && p.bullet:
			b.Kind, b.Level = document.ListItem, p.level+1
		case s.holder != "":
			b.Kind = document.Paragraph
		}
		w.slide.Blocks = append(w.slide.Blocks, b)
	}
}

// title takes the guessed title where the slide has no other.
func (w *walker) title() {
	if i := w.guess.block - 1; w.slide.Title == "" && i >= 0 {
		w.slide.Title = w.slide.Blocks[i].Text
		w.slide.Blocks = append(w.slide.Blocks[:i], w.slide.Blocks[i+1:]...)
	}
}

func joined(paras []para) string {
	parts := make([]string, len(paras))
	for i, p := range paras {
		parts[i] = p.text
	}
	return strings.Join(parts, " ")
}

// body reads the paragraphs of a p:txBody or a:txBody (§ 21.1.2.1).
func (w *walker) body() ([]para, error) {
	var paras []para
	err := w.d.Children(func(e xml.StartElement) error {
		if e.Name.Local != "p" {
			return w.d.Skip()
		}
		p, err := w.para()
		if strings.TrimSpace(p.text) != "" {
			paras = append(paras, p)
		}
		return err
	})
	return paras, err
}

func (w *walker) para() (para, error) {
	p := para{bullet: true}
	var b strings.Builder
	err := w.d.Children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "pPr":
			if n, err := strconv.Atoi(archive.Attr(e, "lvl")); err == nil {
				p.level = max(0, min(8, n))
			}
			return w.d.Children(func(e xml.StartElement) error {
				p.bullet = p.bullet && e.Name.Local != "buNone"
				return w.d.Skip()
			})
		case "br":
			b.WriteByte(' ')
		case "r", "fld":
			return w.run(&b, &p)
		case "m", "AlternateContent": // a formula
			return w.formula(&b)
		}
		return w.d.Skip()
	})
	p.text = b.String()
	if b := w.spend(p.text); err == nil {
		err = b
	}
	return p, err
}

func (w *walker) run(b *strings.Builder, p *para) error {
	return w.d.Children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "t":
			s, err := w.d.Text()
			b.WriteString(s)
			return err
		case "rPr":
			if n, err := strconv.ParseFloat(archive.Attr(e, "sz"), 64); err == nil && p.size == 0 {
				p.size = office.Bound(n / 100)
			}
			p.bold = p.bold || archive.Attr(e, "b") == "1"
		}
		return w.d.Skip()
	})
}

// formula gives the characters of a formula, once.
func (w *walker) formula(b *strings.Builder) error {
	return w.d.Children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "t":
			s, err := w.d.Text()
			b.WriteString(s)
			return err
		case "Fallback":
			return w.d.Skip()
		}
		return w.formula(b)
	})
}

// spend takes a text, and the paragraph or cell that it is, from the budget.
func (r *reader) spend(s string) error {
	return r.budget.Spend(utf8.RuneCountInString(s) + office.CellCost)
}

func (w *walker) picture() error {
	var s shape
	err := w.d.Children(func(e xml.StartElement) error {
		if e.Name.Local == "nvPicPr" || e.Name.Local == "spPr" {
			return w.props(&s)
		}
		return w.d.Skip()
	})
	w.image(&s)
	return err
}

func (w *walker) image(s *shape) {
	if w.notes || len(w.slide.Images) >= 1000 {
		return
	}
	img := document.Image{Alt: s.alt}
	if area := w.slide.Width * w.slide.Height; area > 0 {
		img.Share = min(1, max(0, s.width*s.height/area))
	}
	w.slide.Images = append(w.slide.Images, img)
}

// graphic reads a table, or notes a chart or a diagram as a picture, with the
// diagram's words.
func (w *walker) graphic() error {
	var s shape
	var walk func(e xml.StartElement) error
	walk = func(e xml.StartElement) error {
		switch e.Name.Local {
		case "nvGraphicFramePr", "xfrm":
			return w.props(&s)
		case "tbl":
			return w.table()
		case "chart":
			w.image(&s)
		case "relIds":
			w.image(&s)
			return w.diagram(archive.Attr(e, "dm"))
		case "oleObj":
			w.image(&s)
			return w.d.Skip()
		}
		return w.d.Children(walk)
	}
	return w.d.Children(walk)
}

// diagram reads the words of a SmartArt.
func (w *walker) diagram(rel string) error {
	if err := w.d.Skip(); err != nil {
		return err
	}
	part, ok := w.diagrams[rel]
	if !ok || !w.a.Has(part) {
		return nil
	}
	texts, err := w.a.DiagramTexts(w.ctx, part)
	for _, t := range texts {
		if e := w.spend(t); e != nil {
			return e
		}
		w.slide.Blocks = append(w.slide.Blocks, document.Block{Kind: document.TextBox, Text: t})
	}
	return err
}

func (w *walker) table() error {
	var rows [][]string
	err := w.d.Children(func(e xml.StartElement) error {
		if e.Name.Local != "tr" {
			return w.d.Skip()
		}
		var row []string
		err := w.d.Children(func(e xml.StartElement) error {
			if e.Name.Local != "tc" {
				return w.d.Skip()
			}
			text := ""
			err := w.d.Children(func(e xml.StartElement) error {
				if e.Name.Local != "txBody" {
					return w.d.Skip()
				}
				paras, err := w.body()
				text = joined(paras)
				return err
			})
			row = append(row, text)
			if e := w.spend(""); err == nil {
				err = e
			}
			return err
		})
		rows = append(rows, row)
		return err
	})
	w.slide.Blocks = append(w.slide.Blocks, office.TableBlock(rows))
	return err
}
