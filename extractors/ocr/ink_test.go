package ocr

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math"
	"reflect"
	"strings"
	"testing"

	"prejury/extractors/document"
)

// bars is a drawing of so many vertical strokes of that thickness, in dots, each as far
// from the next as three of them, the last dot of a stroke grey where it is not whole.
func bars(thickness float64, n int) *image.Gray {
	step := int(4 * math.Ceil(thickness))
	img := image.NewGray(image.Rect(0, 0, step*n+10, 60))
	for i := range img.Pix {
		img.Pix[i] = 250
	}
	for k := range n {
		for y := 10; y < 50; y++ {
			left := thickness
			for x := 5 + k*step; left > 0; x++ {
				img.SetGray(x, y, color.Gray{Y: uint8(250 - 240*min(1, left))})
				left--
			}
		}
	}
	return img
}

func TestStrokes(t *testing.T) {
	flat := image.NewGray(image.Rect(0, 0, 50, 50))
	for _, c := range []struct {
		name    string
		img     *image.Gray
		longest int
		want    float64 // dots a stroke, 0 for none
	}{
		{"three dots", bars(3, 10), 30, 3},
		{"four dots and a half", bars(4.5, 10), 30, 4.5},
		{"lines are no strokes", bars(20, 3), 12, 0},
		{"nothing drawn", flat, 30, 0},
	} {
		ink, n := strokes(c.img, c.img.Rect, c.longest)
		got := 0.0
		if n > 0 {
			got = ink / float64(n)
		}
		if math.Abs(got-c.want) > 0.15 {
			t.Errorf("%s: %.2f dots, want %.2f", c.name, got, c.want)
		}
	}
	if _, n := strokes(flat, image.Rectangle{}, 10); n != 0 {
		t.Errorf("an empty box has %d strokes", n)
	}
}

// TestEmbolden has a line of thick strokes bold among lines of thin ones.
func TestEmbolden(t *testing.T) {
	drawing := func(thickness float64) []byte {
		var b bytes.Buffer
		if err := png.Encode(&b, bars(thickness, 20)); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	// One page for each line, of 72 dots per inch: dots are points.
	one := func(thickness float64) *page {
		p := &page{width: 600, height: 60, lines: []line{{height: 40, words: []word{{text: "quelques mots ici", x0: 0, top: 0, x1: 590, bottom: 60}}}}}
		p.weigh(drawing(thickness), 72)
		return p
	}
	pages := []*page{one(3), one(3.2), one(5), one(2.9), one(2), {lines: []line{{height: 40, words: []word{{text: "sans dessin"}}}}}}
	pages[5].weigh([]byte("no picture"), 72)
	embolden(pages, 72)
	got := ""
	for _, p := range pages {
		switch l := p.lines[0]; {
		case l.bold:
			got += "bold "
		case l.light:
			got += "light "
		default:
			got += "- "
		}
	}
	if want := "- - bold - light - "; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestBoldOfContentsAndTables has the bold lines of contents and the heads of tables not
// taken for titles.
func TestBoldOfContentsAndTables(t *testing.T) {
	mk := func(bold bool, words ...word) line {
		l := line{height: 10, ink: 100, strokes: 100, words: words}
		if bold {
			l.ink = 200
		}
		return l
	}
	at := func(s string, x float64) word { return word{text: s, x0: x, x1: x + 40} }
	body := mk(false, at("texte", 0), at("courant", 44), at("encore", 88), at("long", 132))
	contents := &page{lines: []line{mk(true, at("Table", 0), at("des", 44), at("matières", 88)), mk(true, at("Introduction", 0)), body}}
	other := &page{lines: []line{mk(true, at("Introduction", 0)), body, mk(true, at("Phase", 0), at("Début", 90)), body, body}}
	embolden([]*page{contents, other}, 72)
	var got []bool
	for _, p := range []*page{contents, other} {
		for _, l := range p.lines {
			got = append(got, l.bold)
		}
	}
	if want := []bool{true, false, false, true, false, false, false, false}; !reflect.DeepEqual(got, want) {
		t.Errorf("bold %v, want %v", got, want)
	}
}

// TestUnhead tells titles from words seen in pictures.
func TestUnhead(t *testing.T) {
	head := func(level int, text string, bold bool) document.Block {
		return document.Block{Kind: document.Heading, Level: level, Text: text, Bold: bold}
	}
	para := document.Block{Kind: document.Paragraph, Text: "du texte"}
	blocks := []document.Block{head(1, "1. Le contexte", false), para, head(2, "© jQuery", false), para, head(2, "Vxq ztk", false), head(2, "Xyzt", true), para, head(2, "£ renderField", true), head(1, "« Le bilan »", false), para}
	unhead(blocks)
	var got []string
	for _, b := range blocks {
		s := string(b.Kind)
		if b.Kind == document.Paragraph {
			s += " " + strings.Join(b.Section, "/")
		}
		got = append(got, s)
	}
	want := []string{"heading", "paragraph 1. Le contexte", "paragraph 1. Le contexte", "paragraph 1. Le contexte", "paragraph 1. Le contexte", "heading", "paragraph 1. Le contexte/Xyzt", "paragraph 1. Le contexte/Xyzt", "heading", "paragraph « Le bilan »"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func FuzzWeigh(f *testing.F) {
	var b bytes.Buffer
	_ = png.Encode(&b, bars(3, 4))
	f.Add(b.Bytes(), 10.0, 10.0, 40.0)
	f.Add([]byte("\x89PNG"), -5.0, 1e9, 0.0)
	f.Fuzz(func(t *testing.T, drawing []byte, x, y, height float64) {
		p := &page{width: 600, height: 600, lines: []line{{height: height, words: []word{{text: "mot", x0: x, top: y, x1: x + 50, bottom: y + 20}}}}}
		p.weigh(drawing, 200)
		embolden([]*page{p}, 200)
		if l := p.lines[0]; l.strokes < 0 || l.ink < 0 || math.IsNaN(l.ink) {
			t.Errorf("ink %v of %d strokes", l.ink, l.strokes)
		}
	})
}
