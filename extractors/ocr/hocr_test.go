package ocr

import (
	"math"
	"strings"
	"testing"

	"prejury/internal/french"
)

const sampleHOCR = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head><title></title><meta charset="utf-8"/></head><body>
<div class='ocr_page' title='image "in.png"; bbox 0 0 1654 2339; ppageno 0'>
 <div class='ocr_carea' title="bbox 100 100 900 300"><p class='ocr_par' title="bbox 100 100 900 300">
  <span class='ocr_header' title="bbox 100 100 900 150; baseline 0.01 -10; x_size 50; x_descenders 8; x_ascenders 10">
   <span class='ocrx_word' title='bbox 100 100 300 150; x_wconf 96'><strong>L&#39;étude</strong></span>
   <span class='ocrx_word' title='bbox 700 100 900 150; x_wconf 91'>R&amp;D</span>
   <span class='ocrx_word' title='bbox 910 100 920 150; x_wconf 5'>~</span>
  </span>
  <span class='ocr_line' title="bbox 100 200 900 230"><span class='ocrx_word' title='bbox 100 200 180 230; x_wconf 30'>ge|n</span></span>
  <span class='ocr_line' title="bbox 100 260 900 290"><span class='ocrx_word' title='bbox 100 260 180 290; x_wconf 90'>—</span></span>
 </p></div>
</div></body></html>`

func TestScanHOCR(t *testing.T) {
	p, err := scan(strings.NewReader(sampleHOCR), 144)
	if err != nil {
		t.Fatal(err)
	}
	if p.width != 827 || p.height != 1169.5 {
		t.Errorf("page of %v by %v points", p.width, p.height)
	}
	if len(p.lines) != 1 { // the others are noise and signs
		t.Fatalf("lines %+v", p.lines)
	}
	l := p.lines[0]
	var words []string
	for _, w := range l.words {
		words = append(words, w.text)
	}
	if got := strings.Join(words, "|"); got != "L'étude|R&D" {
		t.Errorf("words %q", got)
	}
	// The baseline is 10 dots above the bottom at the left edge and sinks by one in a
	// hundred: taken half way of 810 dots.
	if want := 75 - 5 + 0.01*(460-50)/2; math.Abs(l.base-want) > 0.01 || l.height != 25 {
		t.Errorf("baseline at %v, want %v; height %v", l.base, want, l.height)
	}
}

func TestElided(t *testing.T) {
	lex := french.Open()
	for _, c := range []struct {
		in, want string
		reads    bool
	}{
		{"Vutilisateur.", "l'utilisateur.", false},
		{"l'utilisateur", "l'utilisateur", true},
		{"Voiture", "Voiture", true},
		{"Valise,", "Valise,", true},
		{"VAE", "VAE", false},
		{"V", "V", false},
		{"Vxyz", "Vxyz", false},
		{"ge|n", "ge|n", false},
		{"d'un", "d'un", false}, // too short to tell
		{"", "", false},
	} {
		if got := elided(lex, c.in); got != c.want || reads(lex, c.in) != c.reads {
			t.Errorf("%q: %q, want %q; reads %v, want %v", c.in, got, c.want, reads(lex, c.in), c.reads)
		}
	}
}

// TestElisionsAreKept reads a line in whose words tesseract has no confidence.
func TestElisionsAreKept(t *testing.T) {
	p, err := scan(strings.NewReader(`<div class='ocr_page' title='bbox 0 0 999 999'><span class='ocr_line' title='bbox 1 1 500 20'>
<span class='ocrx_word' title='bbox 1 1 90 20; x_wconf 0'>l&#39;utilisateur.</span> <span class='ocrx_word' title='bbox 100 1 190 20; x_wconf 0'>~|§</span></span></div>`), 72)
	if err != nil || len(p.lines) != 1 || len(p.lines[0].words) != 1 || p.lines[0].words[0].text != "l'utilisateur." {
		t.Errorf("%v, %+v", err, p.lines)
	}
}

func TestScanCut(t *testing.T) {
	p, err := scan(strings.NewReader(sampleHOCR[:strings.Index(sampleHOCR, "ge|n")-30]), 144)
	if err == nil || len(p.lines) != 1 {
		t.Errorf("%v, %+v", err, p.lines)
	}
}

func TestSizes(t *testing.T) {
	a, b := printed("un texte assez long pour compter", "un autre de même taille ou presque"), printed("Titre")
	a.lines[1].height, b.lines[0].height = 12.9, 20
	pages := []*page{a, b}
	if u := usual(pages); u != 12.9 && u != 12 {
		t.Fatalf("usual height %v", u)
	}
	runs := append(a.glyphs(1, 12).Runs, b.glyphs(2, 12).Runs...)
	for i, want := range []float32{12, 12, 20} {
		if runs[i].Size != want {
			t.Errorf("line %d has size %v, want %v", i, runs[i].Size, want)
		}
	}
	if u := usual(nil); u != 0 {
		t.Errorf("usual height of nothing: %v", u)
	}
}

func FuzzScan(f *testing.F) {
	f.Add(sampleHOCR)
	f.Add("<span class='ocr_line' title='bbox 1 2 3'><span class='ocrx_word' title='bbox 1 NaN 1e99 4'>a</b></span>")
	f.Fuzz(func(t *testing.T, s string) {
		p, _ := scan(strings.NewReader(s), resolution)
		doc := scanned("", "un")
		insert(doc, map[int]*page{1: p})
		for i := 1; i < len(doc.Blocks); i++ {
			if doc.Blocks[i].Page < doc.Blocks[i-1].Page {
				t.Fatalf("pages out of order: %+v", doc.Blocks)
			}
		}
	})
}

func BenchmarkScan(b *testing.B) {
	for b.Loop() {
		if _, err := scan(strings.NewReader(sampleHOCR), resolution); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "pages/s")
}

func TestNumeral(t *testing.T) {
	for in, want := range map[string]string{"Il.": "II.", "Ill-": "III-", "II.": "II.", "Il": "Il", "ll)": "II)", "Ile.": "Ile.", "l.": "l."} {
		if got := numeral(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
