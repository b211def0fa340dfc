package layout

import (
	"math"

	"prejury/extractors/document"
)

// A page without text is blank when its pictures are no more than a logo. Measured on
// 39 reports: logos on blank pages cover 0.004 of it each, titles drawn as pictures
// 0.037 and more, so that the bound is low; what stands at the same place on pages of
// text may be larger.
const (
	logo        = 0.02 // share of a page of all its pictures, under which they say nothing
	letterhead  = 0.1  // share of one picture that stands at the same place on others
	onManyPages = 3
	samePlace   = 2.0 // points within which two places are one
)

// place is where a picture stands, rounded.
type place struct{ x0, y0, x1, y1 int }

func placeOf(r document.Rect) place {
	at := func(v float64) int { return int(math.Round(v / samePlace)) }
	return place{at(r.X0), at(r.Y0), at(r.X1), at(r.Y1)}
}

// furniture gives the places at which pages of text have a small picture: the logos of
// a letterhead.
func (b *Builder) furniture() map[place]bool {
	on := map[place]int{}
	for _, p := range b.pages {
		if p.runes == 0 {
			continue
		}
		seen := map[place]bool{}
		for _, im := range p.page.Images {
			if at := placeOf(im.Box); im.Share < letterhead && !seen[at] {
				seen[at] = true
				on[at]++
			}
		}
	}
	out := map[place]bool{}
	for at, n := range on {
		if n >= onManyPages {
			out[at] = true
		}
	}
	return out
}

// pictured reports whether the pictures of a page may hold what is to be read on it.
func pictured(p *pageText, furniture map[place]bool) bool {
	share := 0.0
	for _, im := range p.page.Images {
		if im.Share >= letterhead || !furniture[placeOf(im.Box)] {
			share += im.Share
		}
	}
	return share >= logo
}
