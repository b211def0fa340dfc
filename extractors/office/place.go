package office

// place is where a paragraph stands: the page on which it begins, and the bytes
// of its text from which it goes on on another.
type place struct {
	page int
	cuts []cut
}

type cut struct{ at, page int }

// on gives the page of a byte of the text.
func (p *place) on(at int) int {
	page := p.page
	for _, c := range p.cuts {
		if c.at <= at {
			page = c.page
		}
	}
	return page
}

func (p *place) last() int {
	if n := len(p.cuts); n > 0 {
		return p.cuts[n-1].page
	}
	return p.page
}

// Placement is a flow with its pages: how many, and the section of each.
type Placement struct {
	Total    int
	Sections []int // by page, from page 1 at index 0
	// Rendered is how many page ends the word processor itself marked.
	Rendered int
}

func (p *Placement) reach(page, section int) {
	for len(p.Sections) < page {
		p.Sections = append(p.Sections, section)
	}
	p.Total = max(p.Total, page)
}
