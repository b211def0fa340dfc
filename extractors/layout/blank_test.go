package layout

import (
	"slices"
	"testing"

	"prejury/extractors/document"
)

// TestBlankPages builds reports of three pages of text and one without: whether that
// one is blank or a picture to be read depends on what stands on it and on the others.
func TestBlankPages(t *testing.T) {
	picture := func(x, y, w, h float64) document.Image {
		return document.Image{Box: document.Rect{X0: x, Y0: y, X1: x + w, Y1: y + h}, Share: w * h / (595 * 842)}
	}
	mark := picture(30, 20, 50, 40)
	banner := picture(40, 10, 500, 80)
	for _, c := range []struct {
		name        string
		others, own []document.Image
		want        bool // that the page cannot be read
	}{
		{"nothing", nil, nil, false},
		{"two logos", nil, []document.Image{mark, picture(500, 20, 60, 40)}, false},
		{"the banner of all pages", []document.Image{banner}, []document.Image{banner}, false},
		{"a banner of its own", nil, []document.Image{banner}, true},
		{"a title drawn as a picture", []document.Image{mark}, []document.Image{mark, picture(150, 300, 300, 80)}, true},
		{"a scan on a letterhead", []document.Image{banner}, []document.Image{banner, picture(0, 0, 595, 842)}, true},
		{"the background of all pages", []document.Image{picture(0, 0, 595, 842)}, []document.Image{picture(0, 0, 595, 842)}, true},
		{"a scan in strips", nil, []document.Image{picture(0, 0, 595, 9), picture(0, 9, 595, 9), picture(0, 18, 595, 9)}, true},
	} {
		var sheets []*sheet
		for n := 1; n <= 4; n++ {
			s := newSheet(n)
			s.p.Images = c.others
			if n == 4 {
				s.p.Images = c.own
			} else {
				s.lines(70, 120, body, sample...)
			}
			sheets = append(sheets, s)
		}
		doc := build(sheets...)
		got := doc.Pages[3].Unreadable == document.WarnNoText
		warned := slices.ContainsFunc(doc.Warnings, func(w document.Warning) bool { return w.Code == document.WarnNoText && slices.Equal(w.Pages, []int{4}) })
		if got != c.want || warned != c.want {
			t.Errorf("%s: unreadable %v, warned %v, want %v", c.name, got, warned, c.want)
		}
	}
}
