package odf

import (
	"encoding/xml"
	"errors"
	"strconv"

	"prejury/extractors/archive"
	"prejury/extractors/document"
	"prejury/extractors/office"
)

// walker reads one story of a text: its body, a header, a note, a text box.
type walker struct {
	*reader
	d        *archive.Decoder
	flow     *office.Flow
	masters  []use         // of the flow's sections
	kind     document.Kind // of paragraphs in an index or a bibliography, "" outside
	lists    []openList
	counters [10]int // of numbered headings
	shaded   bool    // a coloured background around
	boxed    int     // text boxes around
	number   bool    // a page number was met
	pageEnd  bool    // the paragraph before asks for a page end after it
	soft     bool    // a soft page break stands before the next paragraph
	// onTable reads a table found in a frame, where frames hold them: in decks.
	onTable func(xml.StartElement) error
}

// use is a page master put to use; number is that of its first page, 0 when pages
// are counted on.
type use struct {
	master string
	number int
}

// openList is a list being read.
type openList struct {
	style  string
	header bool // in a list header: no item of its own
	first  bool // the next paragraph opens an item
}

// blocks reads block-level content until the current element ends (part 3, § 5).
func (w *walker) blocks(nodes *[]office.Node, depth int) error {
	return w.d.Children(func(e xml.StartElement) error { return w.block(e, nodes, depth) })
}

func (w *walker) block(e xml.StartElement, nodes *[]office.Node, depth int) error {
	switch e.Name.Local {
	case "p", "h":
		return w.paragraph(e, nodes)
	case "list":
		return w.list(e, nodes, depth)
	case "table":
		return w.tableNode(e, nodes)
	case "section", "numbered-paragraph", "index-body", "index-title":
		return w.indexPart(e, nodes, depth)
	case "table-of-content", "illustration-index", "table-index", "object-index", "user-index", "alphabetical-index":
		return w.index(document.TOCEntry, nodes, depth)
	case "bibliography":
		return w.index(document.BibEntry, nodes, depth)
	case "soft-page-break":
		w.soft = true
	case "tracked-changes":
		return w.trackedChanges()
	case "frame", "custom-shape", "g", "rect", "ellipse":
		p := &office.Para{Kind: document.Paragraph} // anchored to the page
		b := &paragraph{p: p}
		err := w.shape(e, b)
		b.Fill(p, office.Chars{})
		if len(p.Images) > 0 || len(p.Boxes) > 0 {
			w.append(nodes, office.Node{Para: p})
		}
		return err
	case "annotation":
		w.comments++
	}
	return w.d.Skip()
}

func (w *walker) append(nodes *[]office.Node, n office.Node) {
	n.Section = max(0, len(w.masters)-1)
	*nodes = append(*nodes, n)
}

// index reads an index: its body's paragraphs are entries, its title a heading.
func (w *walker) index(kind document.Kind, nodes *[]office.Node, depth int) error {
	outer := w.kind
	defer func() { w.kind = outer }()
	w.kind = kind
	return w.d.Children(func(e xml.StartElement) error {
		if e.Name.Local == "index-body" {
			return w.blocks(nodes, depth)
		}
		return w.d.Skip() // what entries are made from
	})
}

func (w *walker) indexPart(e xml.StartElement, nodes *[]office.Node, depth int) error {
	if archive.Attr(e, "display") == "none" {
		return w.d.Skip()
	}
	if e.Name.Local != "index-title" {
		return w.blocks(nodes, depth)
	}
	outer := w.kind
	defer func() { w.kind = outer }()
	w.kind = document.Heading
	return w.blocks(nodes, depth)
}

// trackedChanges counts pending changes. What was deleted is kept here by the
// format, and nowhere in the text (part 3, § 5.5).
func (w *walker) trackedChanges() error {
	return w.d.Children(func(e xml.StartElement) error {
		if e.Name.Local != "changed-region" {
			return w.d.Skip()
		}
		return w.d.Children(func(e xml.StartElement) error {
			if e.Name.Local == "insertion" || e.Name.Local == "deletion" {
				w.changes++
			}
			return w.d.Skip()
		})
	})
}

// list reads text:list (part 3, § 5.3).
func (w *walker) list(e xml.StartElement, nodes *[]office.Node, depth int) error {
	style := archive.Attr(e, "style-name")
	if style == "" && len(w.lists) > 0 {
		style = w.lists[len(w.lists)-1].style
	}
	w.lists = append(w.lists, openList{style: style})
	defer func() { w.lists = w.lists[:len(w.lists)-1] }()
	return w.d.Children(func(e xml.StartElement) error {
		l := &w.lists[len(w.lists)-1]
		switch e.Name.Local {
		case "list-item", "list-header":
			l.header, l.first = e.Name.Local == "list-header", true
			return w.blocks(nodes, depth+1)
		}
		return w.d.Skip()
	})
}

// tableNode reads table:table (part 3, § 9.1).
func (w *walker) tableNode(e xml.StartElement, nodes *[]office.Node) error {
	st := w.st.get("table", archive.Attr(e, "style-name"))
	t := &office.TableNode{}
	outer, lists := w.shaded, w.lists
	defer func() { w.shaded, w.lists = outer, lists }()
	w.lists = nil
	w.shaded = w.shaded || coloured(st.background)
	w.openSection(st, st.breakBefore)
	err := w.rows(t, false)
	if err != nil && !errors.Is(err, office.ErrEnough) {
		return err
	}
	if len(t.Rows) > 0 {
		w.append(nodes, office.Node{Table: t})
	}
	if err == nil {
		err = w.budget.Spend(office.CellCost)
	}
	return err
}

func (w *walker) rows(t *office.TableNode, head bool) error {
	return w.d.Children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "table-column":
			st := w.st.get("table-column", archive.Attr(e, "style-name"))
			for range repeat(e, "number-columns-repeated", 64-len(t.Columns)) {
				width := 0.0
				if st.width != nil {
					width = *st.width
				}
				t.Columns = append(t.Columns, width)
			}
		case "table-columns", "table-header-columns", "table-rows", "table-row-group", "table-column-group":
			return w.rows(t, head)
		case "table-header-rows":
			return w.rows(t, true)
		case "soft-page-break":
			w.soft = true
		case "table-row":
			return w.row(e, t, head)
		}
		return w.d.Skip()
	})
}

// repeat reads a count of repetitions, at least 1 and at most limit.
func repeat(e xml.StartElement, attr string, limit int) int {
	n, err := strconv.Atoi(archive.Attr(e, attr))
	if err != nil {
		n = 1
	}
	return max(0, min(limit, max(1, n)))
}

func (w *walker) row(e xml.StartElement, t *office.TableNode, head bool) error {
	r := office.Row{Header: head}
	if st := w.st.get("table-row", archive.Attr(e, "style-name")); st.height != nil {
		r.Height = *st.height
	}
	err := w.d.Children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "table-cell":
			return w.cell(e, &r)
		case "covered-table-cell":
			for range repeat(e, "number-columns-repeated", 64) {
				covered(&r)
			}
		}
		return w.d.Skip()
	})
	t.Rows = append(t.Rows, r)
	return err
}

// covered adds a cell that another one hides: to the left, where that one spans
// several columns, else above.
func covered(r *office.Row) {
	if n := len(r.Cells); n > 0 && !r.Cells[n-1].Merged {
		if left := &r.Cells[n-1]; left.Covered < left.Span-1 {
			left.Covered++
			return
		}
	}
	r.Cells = append(r.Cells, office.Cell{Span: 1, Merged: true})
}

func (w *walker) cell(e xml.StartElement, r *office.Row) error {
	c := office.Cell{Span: repeat(e, "number-columns-spanned", 64), Padding: 5.7} // 0.1 cm above and below
	outer := w.shaded
	defer func() { w.shaded = outer }()
	w.shaded = w.shaded || coloured(w.st.get("table-cell", archive.Attr(e, "style-name")).background)
	if err := w.blocks(&c.Nodes, 0); err != nil {
		r.Cells = append(r.Cells, c)
		return err
	}
	cost := office.CellCost
	for i := range repeat(e, "number-columns-repeated", 64) {
		if i == 1 {
			for _, n := range c.Nodes {
				if n.Table != nil { // tables in repeated cells, repeated in their turn, have no end
					c.Nodes = nil
					break
				}
				cost += len(n.Para.Text)
			}
		}
		r.Cells = append(r.Cells, c)
		if err := w.budget.Spend(cost); err != nil {
			return err
		}
	}
	return nil
}

// coloured says that white text shows on a background.
func coloured(background string) bool {
	return background != "" && background != "transparent" && !office.IsWhite(background)
}

// openSection begins a page, and a section where a page master is named.
func (w *walker) openSection(st *style, breakBefore string) bool {
	if st.master != "" && w.boxed == 0 {
		n, _ := strconv.Atoi(st.number)
		w.masters = append(w.masters, use{st.master, max(0, min(n, 1<<20))})
		return false // the section's start begins the page
	}
	broken := w.pageEnd || breakBefore == "page"
	w.pageEnd = st.breakAfter == "page"
	return broken
}

// finishSections gives the flow its sections: one for each page master in force.
func (w *walker) finishSections() {
	told := map[*master]bool{}
	for _, u := range w.masters {
		m := w.st.masters[u.master]
		if m == nil && len(w.st.order) > 0 {
			m = w.st.masters[w.st.order[0]]
		}
		s := a4()
		if m != nil && w.st.layouts[m.layout] != nil {
			l := w.st.layouts[m.layout]
			s = l.Section
			s.Header, s.Footer = m.header, m.footer
			s.HeaderAt, s.FooterAt = l.Top+l.headerGap, l.Bottom+l.footerGap
			s.Number.Shown, s.Number.FirstShown = m.numbered, m.numbered
		}
		if m != nil && !told[m] {
			told[m] = true
			w.flow.Running = append(w.flow.Running, m.texts...)
		}
		if u.number > 0 {
			s.Number.Restart, s.Number.First = true, u.number
		}
		w.flow.Sections = append(w.flow.Sections, s)
	}
}
