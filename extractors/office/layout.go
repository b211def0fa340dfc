package office

import "strings"

// layouter fills pages with what it measures: a simple model of a word
// processor, for files that say nothing of their pages. It is right to a few per
// cent; how right was measured, see estimatedMargin.
type layouter struct {
	flow    *Flow
	out     *Placement
	page    int
	section int
	y       float64 // used on the page
	notes   float64 // used by footnotes at its foot
	scale   float64 // of all heights, to fit a known count
	before  *Para   // the paragraph before, nil after a table
	after   float64 // space under the paragraph before
	rooms   []float64
	float   struct{ width, until float64 } // a picture beside the text, down to until

	// What the page holds so far: nothing at all, no paragraph but those that a page
	// break ends, nothing that a reader sees.
	top, clean, unseen bool

	// sync asks to follow the page ends that the word processor marked. own is set on a
	// page that the model began for want of room: a mark that comes soon after is of the
	// same page end.
	sync, own bool
}

// byLayout gives each paragraph its page by the model, heights multiplied by
// scale. With sync, the marks of the word processor correct it as it goes.
func byLayout(f *Flow, scale float64, sync bool) *Placement {
	l := newLayouter(f, scale, sync)
	l.run()
	return l.out
}

func newLayouter(f *Flow, scale float64, sync bool) *layouter {
	return &layouter{flow: f, out: &Placement{}, page: 1, scale: scale, top: true, clean: true, sync: sync, unseen: true}
}

// run lays the whole flow.
func (l *layouter) run() {
	for i := range l.flow.Nodes {
		l.enter(l.flow.Nodes[i].Section)
		l.node(l.flow.Nodes, i)
	}
	l.out.reach(l.page, l.section)
}

func (l *layouter) sec() *Section { return &l.flow.Sections[min(l.section, len(l.flow.Sections)-1)] }

// column gives the width of the text.
func (l *layouter) column() float64 {
	s := l.sec()
	w := s.Width - s.Left - s.Right
	if s.Columns > 1 {
		w = (w - float64(s.Columns-1)*defaultTab) / float64(s.Columns)
	}
	return max(40, w)
}

// room is room of the section of the page, computed once.
func (l *layouter) room() float64 {
	i := min(l.section, len(l.flow.Sections)-1)
	for len(l.rooms) <= i {
		l.rooms = append(l.rooms, room(&l.flow.Sections[len(l.rooms)]))
	}
	return l.rooms[i]
}

// room gives the height of the text on a section's pages, that of all columns together:
// headers and footers higher than the margins push it.
func room(s *Section) float64 {
	width := max(40, s.Width-s.Left-s.Right)
	top := max(s.Top, s.HeaderAt+runningHeight(s.Header, width, s.Height))
	bottom := max(s.Bottom, s.FooterAt+runningHeight(s.Footer, width, s.Height))
	return max(60, s.Height-top-bottom) * float64(max(1, s.Columns))
}

// runningHeight measures a header or a footer. Floating pictures in it, logos and
// watermarks, seldom push the text.
func runningHeight(nodes []Node, width, page float64) float64 {
	h := storyHeight(nodes, width)
	for i := range nodes {
		if p := nodes[i].Para; p != nil {
			m := measure(p, width)
			h -= m.after - m.space
		}
	}
	return max(0, min(h, page/3))
}

// storyHeight measures the paragraphs and tables of a header or a cell.
func storyHeight(nodes []Node, width float64) float64 {
	h := 0.0
	for _, u := range storyUnits(nil, nodes, width) {
		h += u
	}
	return h
}

// enter begins the section of the next node, and those before it that have none.
func (l *layouter) enter(section int) {
	for l.section < section {
		l.section++
		if l.flow.begins(l.section) && !l.clean {
			l.turn()
		}
	}
}

// turn goes to the next page.
func (l *layouter) turn() {
	l.out.reach(l.page, l.section)
	l.page++
	l.y, l.notes, l.top, l.clean, l.after = 0, 0, true, true, 0
	l.float.until, l.own, l.unseen = 0, false, true
}

// beside gives the width that pictures beside a paragraph leave it. Where they
// leave too little the paragraph goes under them.
func (l *layouter) beside(p *Para) float64 {
	width := l.column()
	if l.y < l.float.until && strings.TrimSpace(p.Text) != "" {
		if width-l.float.width >= 72 {
			width -= l.float.width
		} else {
			l.y = min(l.float.until, l.y+l.left())
		}
	}
	for _, img := range p.Images {
		if img.Floating && !img.Behind && !img.TopBottom && !wide(img, l.column()) {
			l.float.until = max(l.float.until, l.y+min(img.Height, l.room())*l.scale)
			l.float.width = img.Width + 9
		}
	}
	return width
}

// left gives the height that is left on the page.
func (l *layouter) left() float64 { return l.room() - l.y - l.notes }

// node lays the i-th node of the flow.
func (l *layouter) node(nodes []Node, i int) {
	n := &nodes[i]
	if n.Table != nil {
		l.table(n.Table)
		return
	}
	p := n.Para
	if p.Fmt.PageBefore && !l.clean {
		l.turn()
	}
	m := measure(p, l.beside(p))
	l.collapse(p, &m)
	if need := l.keep(nodes, i, &m); !l.top && need > l.left() && need < l.room() {
		l.turnOwn()
	}
	l.para(p, &m)
	l.before, l.after = p, m.space*l.scale
	l.clean = l.clean && endsWithBreak(p)
}

// collapse removes the space that the paragraph's place takes away: between two
// paragraphs the larger of their spaces counts, as Word does it.
func (l *layouter) collapse(p *Para, m *measured) {
	switch {
	case l.top:
		m.before = 0
	case closes(l.before, p):
		m.before = 0
		l.y = max(0, l.y-l.after)
	default:
		m.before = max(0, m.before-l.after/l.scale)
	}
}

// closes says that there is no space between a paragraph and the one before it.
func closes(before, p *Para) bool {
	return before != nil && (p.Fmt.SameStyleClose && p.Style == before.Style || p.Fmt.AutoItem && before.Fmt.AutoItem)
}

// keep gives what must stand together from a paragraph on: headings and the two
// first lines of what they announce.
func (l *layouter) keep(nodes []Node, i int, m *measured) float64 {
	p := nodes[i].Para
	need := 0.0
	if p.Fmt.KeepLines || p.Fmt.KeepNext {
		need = m.height() * l.scale
	}
	for j := i; j < len(nodes)-1 && j < i+8; j++ {
		if nodes[j].Para == nil || !nodes[j].Para.Fmt.KeepNext {
			break
		}
		next := &nodes[j+1]
		if next.Table != nil {
			if rows := rowHeights(next.Table, l.column()); len(rows) > 0 {
				need += rows[0] * l.scale
			}
			break
		}
		nm := measure(next.Para, l.column())
		if next.Para.Fmt.KeepNext {
			need += nm.height() * l.scale
			continue
		}
		for k, line := range nm.lines {
			if k < 2 {
				need += line.height * l.scale
			}
		}
	}
	return need
}

func endsWithBreak(p *Para) bool {
	for _, b := range p.Breaks {
		if b.Kind == PageBreak && strings.TrimSpace(p.Text[b.At:]) == "" {
			return true
		}
	}
	return false
}

// para lays the lines of a paragraph.
func (l *layouter) para(p *Para, m *measured) {
	p.place = place{}
	breaks := p.Breaks
	for len(breaks) > 0 && strings.TrimSpace(p.Text[:breaks[0].At]) == "" && breaks[0].Kind == Rendered {
		l.obey(p, breaks[0])
		breaks = breaks[1:]
	}
	l.y += m.before * l.scale
	blank := strings.TrimSpace(p.Text) == "" && len(p.Images) == 0
	for i := range m.lines {
		h := m.lines[i].height * l.scale
		if !l.top && h > l.left() || l.widow(p, m, i) {
			l.cut(p, m.lines[i].at)
			l.own = true
		}
		if p.place.page == 0 {
			p.place.page = l.page
		}
		l.y += h
		l.top = false
		l.unseen = l.unseen && blank
		for len(breaks) > 0 && (i == len(m.lines)-1 || breaks[0].At <= m.lines[i+1].at) {
			if l.obey(p, breaks[0]) && strings.TrimSpace(p.Text[breaks[0].At:]) != "" {
				l.y += h // what of the line stands after the break
				l.top = false
			}
			breaks = breaks[1:]
		}
	}
	l.footnotes(p)
	if !l.top {
		l.y += m.after * l.scale
	}
}

// soon is the part of a page in which a mark is taken for that of a page that the
// model began a little early.
const soon = 0.4

// obey ends the page where the file says so, and tells whether it did.
func (l *layouter) obey(p *Para, b Break) bool {
	switch {
	case b.Kind == PageBreak:
		l.cut(p, b.At)
		l.unseen = true
		return true
	case b.Kind != Rendered || !l.sync || l.unseen || l.top:
		return false
	case l.own && l.y < soon*l.room():
		l.y, l.own = 0, false // the model was early
		return true
	}
	l.cut(p, b.At)
	return true
}

// turnOwn goes to the next page for want of room.
func (l *layouter) turnOwn() {
	l.turn()
	l.own = true
}

// cut goes to the next page inside a paragraph.
func (l *layouter) cut(p *Para, at int) {
	if p.place.page == 0 && at > 0 {
		p.place.page = l.page
	}
	l.turn()
	if p.place.page != 0 {
		p.place.cuts = append(p.place.cuts, cut{at, l.page})
	}
}

// widow says that line i would leave a line alone at the foot of the page, or
// send the last one alone to the next.
func (l *layouter) widow(p *Para, m *measured, i int) bool {
	if p.Fmt.NoWidow || l.top || len(m.lines) < 3 {
		return false
	}
	h := m.lines[i].height * l.scale
	if i == 0 {
		return 2*h > l.left()
	}
	return i == len(m.lines)-2 && 2*h > l.left() && h <= l.left()
}

// footnotes takes the room of the notes called in a paragraph.
func (l *layouter) footnotes(p *Para) {
	for _, n := range p.Notes {
		note := Para{Text: n.Text, Size: 10, Fmt: Format{Font: p.Fmt.Font, Line: 1}}
		m := measure(&note, l.column())
		if l.notes == 0 {
			l.notes = 10 * l.scale
		}
		l.notes += m.height() * l.scale
	}
}
