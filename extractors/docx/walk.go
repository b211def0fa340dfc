package docx

import (
	"context"
	"encoding/xml"
	"errors"
	"strconv"
	"strings"

	"prejury/extractors/archive"
	"prejury/extractors/document"
	"prejury/extractors/office"
)

// part is what is known of a package while one of its parts is walked.
type part struct {
	ctx   context.Context
	a     *archive.Archive
	st    *styles
	num   *numbering
	th    theme
	notes map[string]string // by "footnote:3", "endnote:1"
	// targets are the parts that the main part names, by relationship.
	targets map[string]string
	budget  office.Budget
	// changes counts pending insertions and deletions.
	changes  int
	sections []section
}

// walker reads one story: the body, a header, a note, a text box.
type walker struct {
	*part
	d       *archive.Decoder
	fields  []*field     // those that are open, outermost first
	gallery string       // of the content control around: "Table of Contents", "Bibliographies"
	table   *style       // style of the table around, nil outside
	padding float64      // above and below the text of the table's cells, together
	shaded  bool         // a coloured background around: white text shows on it
	boxed   int          // text boxes around
	sawPage bool         // a PAGE field was met
	joinTo  *office.Para // the next paragraph goes on from this one, whose mark is deleted
}

// field is one complex field (ECMA-376 part 1, § 17.16.18).
type field struct {
	instr  strings.Builder
	result bool // past its separator
}

func (f *field) is(name string) bool {
	s := strings.TrimSpace(f.instr.String())
	return len(s) >= len(name) && strings.EqualFold(s[:len(name)], name) && (len(s) == len(name) || s[len(name)] == ' ' || s[len(name)] == '\\')
}

func (w *walker) inField(name string) bool {
	for i := range w.fields {
		if w.fields[i].is(name) {
			return true
		}
	}
	return false
}

// blocks reads block-level content into nodes until the current element ends
// (§ 17.2.2).
func (w *walker) blocks(nodes *[]office.Node) error {
	return w.d.Children(func(e xml.StartElement) error { return w.block(e, nodes) })
}

func (w *walker) block(e xml.StartElement, nodes *[]office.Node) error {
	switch e.Name.Local {
	case "p":
		return w.paragraph(nodes)
	case "tbl":
		return w.tableNode(nodes)
	case "sdt":
		return w.sdt(func() error { return w.blocks(nodes) })
	case "ins", "moveTo":
		w.changes++
		return w.blocks(nodes)
	case "del", "moveFrom":
		w.changes++
	case "customXml", "smartTag":
		return w.blocks(nodes)
	case "AlternateContent":
		return w.d.Alternative(func() error { return w.blocks(nodes) })
	case "sectPr":
		s, err := readSection(w.d)
		w.sections = append(w.sections, s)
		return err
	}
	return w.d.Skip()
}

// sdt reads a content control (§ 17.5.2).
func (w *walker) sdt(read func() error) error {
	outer := w.gallery
	defer func() { w.gallery = outer }()
	return w.d.Children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "sdtPr":
			return w.sdtProps()
		case "sdtContent":
			return read()
		}
		return w.d.Skip()
	})
}

func (w *walker) sdtProps() error {
	return w.d.Children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "docPartObj", "docPartList":
			return w.sdtProps()
		case "docPartGallery":
			w.gallery = archive.Attr(e, "val")
		case "bibliography":
			w.gallery = "Bibliographies"
		}
		return w.d.Skip()
	})
}

// sub gives a walker for content that stands apart from the text's own fields.
func (w *walker) sub() *walker {
	s := *w
	s.fields, s.joinTo, s.gallery, s.table = nil, nil, "", nil
	return &s
}

// tableNode reads w:tbl (§ 17.4.37).
func (w *walker) tableNode(nodes *[]office.Node) error {
	outerTable, outerShade, outerPadding := w.table, w.shaded, w.padding
	defer func() { w.table, w.shaded, w.padding = outerTable, outerShade, outerPadding }()
	t := &office.TableNode{}
	w.table = w.st.table("")
	w.padding = w.table.padding
	if err := w.rows(t); err != nil && !errors.Is(err, office.ErrEnough) {
		return err
	}
	if len(t.Rows) > 0 {
		*nodes = append(*nodes, office.Node{Table: t, Section: len(w.sections)})
	}
	return w.budget.Spend(office.CellCost)
}

func (w *walker) rows(t *office.TableNode) error {
	return w.d.Children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "tblPr":
			return w.tableProps()
		case "tblGrid":
			return w.d.Children(func(e xml.StartElement) error {
				if f, ok := twips(archive.Attr(e, "w")); ok && e.Name.Local == "gridCol" && len(t.Columns) < 64 {
					t.Columns = append(t.Columns, f)
				}
				return w.d.Skip()
			})
		case "tr":
			return w.row(t)
		case "sdt":
			return w.sdt(func() error { return w.rows(t) })
		case "customXml", "ins", "moveTo":
			return w.rows(t)
		}
		return w.d.Skip()
	})
}

func (w *walker) tableProps() error {
	return w.d.Children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "tblStyle":
			w.table = w.st.table(archive.Attr(e, "val"))
			w.shaded = w.shaded || w.table.shaded
			w.padding = w.table.padding
		case "tblCellMar":
			return readPadding(w.d, &w.padding)
		case "shd":
			w.shaded = w.shaded || shade(e) == on
		}
		return w.d.Skip()
	})
}

func (w *walker) row(t *office.TableNode) error {
	var r office.Row
	deleted := false
	var cells func(e xml.StartElement) error
	cells = func(e xml.StartElement) error {
		switch e.Name.Local {
		case "trPr":
			return w.rowProps(&r, &deleted)
		case "tc":
			return w.cell(&r)
		case "sdt":
			return w.sdt(func() error { return w.d.Children(cells) })
		case "customXml", "ins", "moveTo":
			return w.d.Children(cells)
		}
		return w.d.Skip()
	}
	err := w.d.Children(cells)
	if !deleted && len(r.Cells) > 0 {
		t.Rows = append(t.Rows, r)
	}
	return err
}

func (w *walker) rowProps(r *office.Row, deleted *bool) error {
	return w.d.Children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "gridBefore":
			if n, err := strconv.Atoi(archive.Attr(e, "val")); err == nil && n > 0 {
				r.Cells = append(r.Cells, office.Cell{Span: min(n, 63)})
			}
		case "trHeight":
			r.Height, _ = twips(archive.Attr(e, "val"))
			r.Exact = archive.Attr(e, "hRule") == "exact"
		case "tblHeader":
			r.Header = isOn(archive.Attr(e, "val"))
		case "cantSplit":
			r.Whole = isOn(archive.Attr(e, "val"))
		case "del":
			w.changes++
			*deleted = true
		case "ins":
			w.changes++
		}
		return w.d.Skip()
	})
}

func (w *walker) cell(r *office.Row) error {
	c := office.Cell{Span: 1, Padding: w.padding}
	outer := w.shaded
	w.joinTo = nil // a deleted paragraph mark joins nothing across the edge of a cell
	defer func() { w.shaded, w.joinTo = outer, nil }()
	err := w.d.Children(func(e xml.StartElement) error {
		if e.Name.Local == "tcPr" {
			return w.cellProps(&c)
		}
		return w.block(e, &c.Nodes)
	})
	if c.Merged {
		c.Nodes = nil
	}
	r.Cells = append(r.Cells, c)
	if err == nil {
		err = w.budget.Spend(office.CellCost)
	}
	return err
}

func (w *walker) cellProps(c *office.Cell) error {
	return w.d.Children(func(e xml.StartElement) error {
		val := archive.Attr(e, "val")
		switch e.Name.Local {
		case "gridSpan":
			if n, err := strconv.Atoi(val); err == nil {
				c.Span = max(1, min(63, n))
			}
		case "vMerge", "hMerge":
			c.Merged = val != "restart"
		case "textDirection":
			c.Turned = !horizontal[val]
		case "tcMar":
			return readPadding(w.d, &c.Padding)
		case "shd":
			w.shaded = w.shaded || shade(e) == on
		}
		return w.d.Skip()
	})
}

// horizontal are the directions of text that turn nothing (§ 17.18.93), with their
// names in the strict variant: lrTb and tb, and both again with upright letters of Asia.
var horizontal = map[string]bool{"": true, "lrTb": true, "lrTbV": true, "tb": true, "tbV": true}

// readPadding reads the margins of cells (§ 17.4.42, 17.4.68): what they add to
// a row's height.
func readPadding(d *archive.Decoder, sum *float64) error {
	top, bottom := *sum/2, *sum/2
	err := d.Children(func(e xml.StartElement) error {
		f, ok := twips(archive.Attr(e, "w"))
		switch {
		case !ok || f < 0:
		case e.Name.Local == "top":
			top = f
		case e.Name.Local == "bottom":
			bottom = f
		}
		return d.Skip()
	})
	*sum = top + bottom
	return err
}

// galleryKind gives the kind of what a content control of that gallery holds.
func galleryKind(gallery string) document.Kind {
	switch gallery {
	case "Table of Contents", "Table of Figures":
		return document.TOCEntry
	case "Bibliographies", "Bibliography", "Works Cited":
		return document.BibEntry
	}
	return ""
}
