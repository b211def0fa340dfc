package office

import (
	"math"

	"prejury/extractors/document"
)

// Declared is what a file's properties say of its size.
type Declared struct {
	Pages int // -1 when not said
	// Trusted says that the program that wrote the file lays pages out and keeps
	// this count: Microsoft Word, LibreOffice. Others copy it from a template.
	Trusted bool
}

// The margins, in parts of the count, and in no case under one page. They were
// measured against LibreOffice's rendering with fonts of Word's metrics on 141
// reports and papers in French; docs/pages.md has the figures.
const (
	declaredMargin  = 0.02
	marksMargin     = 0.05
	estimatedMargin = 0.08
)

// Paginate gives every paragraph its page and the document its count. In this
// order: the count in the properties, where its writer is known to keep it and
// the model agrees that it can be true; the page ends that the word processor
// marked, where it marked most; the model alone.
func Paginate(f *Flow, said Declared) (document.PageCount, *Placement) {
	model := byLayout(f, 1, false)
	if said.Trusted && plausible(said.Pages, model.Total) {
		return count(said.Pages, document.Declared, declaredMargin), fit(f, said.Pages)
	}
	if n := byMarks(f).Rendered; n > 0 && 2*n >= model.Total-1 {
		if at := byLayout(f, 1, true); plausible(at.Total, model.Total) {
			return count(at.Total, document.Declared, marksMargin), at
		}
	}
	at := byLayout(f, 1, false)
	return count(at.Total, document.Estimated, estimatedMargin+runningDoubt(f)), at
}

// runningDoubt gives what the headers and footers add to the margin of an
// estimate, in parts of the count: where they take much of the page, an error in
// their height is one on every page.
func runningDoubt(f *Flow) float64 {
	most := 0.0
	for i := range f.Sections {
		s := &f.Sections[i]
		body := room(s) / float64(max(1, s.Columns))
		pushed := s.Height - s.Top - s.Bottom - body
		most = max(most, 2*(pushed-s.Height/10)/body)
	}
	return min(most, 0.5)
}

func count(total int, how document.Method, margin float64) document.PageCount {
	return document.PageCount{Total: total, Method: how, Margin: int(math.Ceil(margin * float64(total)))}
}

// plausible says that a declared count can be that of a document which the model
// counts otherwise: "1 page" in the properties of 26 is common.
func plausible(said, model int) bool {
	return said > 0 && math.Abs(float64(said-model)) <= max(2, 0.2*float64(model))
}

// fit lays the flow out so that it has so many pages, by stretching all heights.
func fit(f *Flow, pages int) *Placement {
	low, high := 0.6, 1.6
	scale := 1.0
	at := byLayout(f, scale, true)
	best, gap := scale, abs(at.Total-pages)
	for range 9 {
		if at.Total == pages {
			return at
		}
		if at.Total > pages {
			high = scale
		} else {
			low = scale
		}
		scale = (low + high) / 2
		at = byLayout(f, scale, true)
		if g := abs(at.Total - pages); g < gap {
			best, gap = scale, g
		}
	}
	at = byLayout(f, best, true)
	at.clip(f, pages)
	return at
}

func abs(n int) int { return max(n, -n) }

// clip brings a placement to a count that the layout could not reach.
func (p *Placement) clip(f *Flow, pages int) {
	f.eachPara(func(para *Para, section int) {
		para.place.page = min(para.place.page, pages)
		for i := range para.place.cuts {
			para.place.cuts[i].page = min(para.place.cuts[i].page, pages)
		}
	})
	p.Sections = p.Sections[:min(pages, len(p.Sections))]
	p.Total = 0
	p.reach(pages, max(0, len(f.Sections)-1))
}
