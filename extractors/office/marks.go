package office

import "strings"

// marker follows the page ends that are written in a file.
//
// Word writes a mark in the first run that it lays out on a page, whatever began
// the page: a break of the author's is followed by the same page's mark, and
// counting both is the usual mistake. A page that begins with an empty paragraph
// has no mark, since an empty paragraph has no run.
type marker struct {
	page    int
	out     *Placement
	section int
	// clean: no paragraph yet on this page. unseen: nothing visible yet.
	clean, unseen bool
	// owed: the page was begun by an author's break whose mark may still come.
	owed bool
	// marked: the page began with a mark, and the paragraph has not ended since.
	marked bool
}

// byMarks gives each paragraph its page from the breaks in the file.
func byMarks(f *Flow) *Placement {
	m := &marker{page: 1, clean: true, unseen: true, out: &Placement{}}
	for i := range f.Nodes {
		n := &f.Nodes[i]
		m.enter(f, n.Section)
		m.node(n)
	}
	m.out.reach(m.page, m.section)
	return m.out
}

// enter begins the section of the next node.
func (m *marker) enter(f *Flow, section int) {
	for m.section < section {
		m.section++
		if f.begins(m.section) && !m.clean {
			m.author()
		}
	}
}

// turn goes to the next page.
func (m *marker) turn() {
	m.out.reach(m.page, m.section)
	m.page++
	m.clean, m.unseen, m.owed, m.marked = true, true, false, false
}

// author goes to the next page as the author asked: the word processor's own mark of that
// page may follow.
func (m *marker) author() {
	m.turn()
	m.owed = true
}

// rendered obeys a mark of the word processor, unless it is of a page end already counted.
func (m *marker) rendered() {
	m.out.Rendered++
	switch {
	case m.owed && m.unseen:
		m.owed = false // the mark of the break that was just counted
	case m.marked && m.unseen:
		// the same page end, marked in two runs of a paragraph
	case m.page == 1 && m.clean:
		// before anything at all
	default:
		m.turn()
	}
	m.marked = true
}

func (m *marker) node(n *Node) {
	if n.Table != nil {
		for i := range n.Table.Rows {
			m.row(&n.Table.Rows[i])
		}
		return
	}
	m.para(n.Para)
}

func (m *marker) para(p *Para) {
	if p.Fmt.PageBefore && !m.clean {
		m.author()
	}
	p.place = place{page: m.page}
	if len(p.Images) > 0 || len(p.Boxes) > 0 {
		defer func() { m.unseen = false }()
	}
	at := 0
	for _, b := range p.Breaks {
		m.see(p.Text[at:b.At])
		at = b.At
		switch b.Kind {
		case PageBreak:
			m.author()
		case Rendered:
			m.rendered()
		default:
			continue
		}
		p.place.cuts = append(p.place.cuts, cut{b.At, m.page})
	}
	rest := p.Text[at:]
	m.see(rest)
	// The mark of a paragraph that ends with a page break stays before it.
	if len(p.Breaks) == 0 || strings.TrimSpace(rest) != "" {
		m.clean = false
	}
	m.marked = false
	if c := p.place.cuts; len(c) > 0 && strings.TrimSpace(p.Text[:c[len(c)-1].at]) == "" && len(p.Images) == 0 {
		p.place = place{page: m.page} // all of it is after its breaks
	}
}

// see notes the text that a page shows.
func (m *marker) see(s string) {
	if strings.TrimSpace(s) != "" {
		m.unseen, m.clean = false, false
	}
}

// row takes the cell that reaches furthest: several cells mark one page's end.
func (m *marker) row(r *Row) {
	before, rendered := *m, m.out.Rendered // out is shared: its count must be kept aside
	furthest := before
	marks := 0
	for i := range r.Cells {
		*m = before
		m.out.Rendered = 0
		for j := range r.Cells[i].Nodes {
			m.node(&r.Cells[i].Nodes[j])
		}
		marks = max(marks, m.out.Rendered)
		if m.page > furthest.page || m.page == furthest.page && !m.unseen {
			furthest = *m
		}
	}
	*m = furthest
	m.clean, m.marked = false, false
	m.out.Rendered = rendered + marks
}
