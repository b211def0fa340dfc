package ocr

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"

	"prejury/extractors/document"
	"prejury/extractors/input"
)

func scanned(pages ...string) *document.Document {
	doc := &document.Document{Count: document.PageCount{Total: len(pages)}}
	for i, s := range pages {
		p := document.Page{Number: i + 1}
		if s == "" {
			p.Unreadable = document.WarnNoText
		} else {
			doc.Blocks = append(doc.Blocks, document.Block{Kind: document.Paragraph, Page: i + 1, Text: s, Section: []string{"Titre"}})
		}
		doc.Pages = append(doc.Pages, p)
	}
	return doc
}

// printed is a page on which lines stand one below the other, each a paragraph.
func printed(lines ...string) *page {
	p := &page{width: 595, height: 842}
	for i, s := range lines {
		y := 100 + 40*float64(i)
		p.lines = append(p.lines, line{base: y, height: 12, words: []word{{text: s, x0: 70, top: y - 10, x1: 70 + 6*float64(len(s)), bottom: y + 2, sure: 90}}})
	}
	return p
}

func TestInsert(t *testing.T) {
	doc := scanned("un", "", "trois")
	if done := insert(doc, map[int]*page{2: printed("deux mots", "et trois")}); !slices.Equal(done, []int{2}) {
		t.Fatalf("put on %v", done)
	}
	var got []string
	for _, b := range doc.Blocks {
		got = append(got, fmt.Sprintf("%d:%s", b.Page, b.Text))
	}
	if want := []string{"1:un", "2:deux mots", "2:et trois", "3:trois"}; !slices.Equal(got, want) {
		t.Errorf("blocks %q", got)
	}
	p := doc.Pages[1]
	if !p.OCR || p.Unreadable != "" || p.Words != 4 || len(doc.Blocks[1].Section) != 1 || doc.Blocks[1].Section[0] != "Titre" {
		t.Errorf("page %+v, section %q", p, doc.Blocks[1].Section)
	}
	if done := insert(doc, map[int]*page{3: printed("Trois")}); len(done) != 0 || doc.Blocks[len(doc.Blocks)-1].Text != "trois" {
		t.Errorf("text of the page put twice: %+v", doc.Blocks)
	}
	blank := scanned("un", "")
	if done := insert(blank, map[int]*page{2: {width: 595, height: 842}}); len(done) != 0 || blank.Pages[1].OCR || blank.Pages[1].Unreadable != "" {
		t.Errorf("a page where nothing stands: %v, %+v", done, blank.Pages[1])
	}
}

// TestStructure tells a scanned report, whose headings are kept, from a report with a
// scanned page.
func TestStructure(t *testing.T) {
	chapter := func(n int) *page {
		p := printed("1. Le contexte", "le texte de la page court ici sur une ligne entière", "et encore une ligne de texte qui suit la première")
		p.lines[0].height = 24
		return p
	}
	whole := scanned("", "")
	insert(whole, map[int]*page{1: printed("Rapport"), 2: chapter(2)})
	part := scanned("un", "deux", "trois", "")
	insert(part, map[int]*page{4: chapter(4)})
	for _, c := range []struct {
		name string
		doc  *document.Document
		want document.Kind
	}{{"all is scanned", whole, document.Heading}, {"one page of four", part, document.Paragraph}} {
		i := slices.IndexFunc(c.doc.Blocks, func(b document.Block) bool { return strings.Contains(b.Text, "contexte") })
		if i < 0 || c.doc.Blocks[i].Kind != c.want {
			t.Errorf("%s: %+v, want a %s", c.name, c.doc.Blocks, c.want)
		}
	}
}

// stubs puts programs in place of pdftoppm and tesseract: the second gives the number of
// the page as its text, and fails on page 2.
func stubs(t *testing.T) {
	t.Helper()
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip("no shell to play the programs")
	}
	dir := t.TempDir()
	for name, body := range map[string]string{
		"pdftoppm": "exit 0\n",
		"tesseract": `case "$1" in
--list-langs) echo fra;;
page2.png) exit 1;;
*) echo "<div class='ocr_page' title='bbox 0 0 1654 2339'><span class='ocr_line' title='bbox 100 100 900 130; x_size 30'><span class='ocrx_word' title='bbox 100 100 900 130; x_wconf 90'>texte de $1</span></span></div>";;
esac
`} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("#!/bin/sh\n"+body), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("PATH", dir+string(filepath.ListSeparator)+os.Getenv("PATH"))
}

func TestReadsSideBySide(t *testing.T) {
	stubs(t)
	doc := scanned("", "", "", "", "")
	var told []input.Recognition
	changed, err := Read(context.Background(), input.Source{Data: []byte("%PDF-")}, doc, input.Options{Beside: 3,
		Recognising: func(r input.Recognition) { told = append(told, r) }})
	if err != nil || !changed {
		t.Fatalf("changed %v, %v, warnings %+v", changed, err, doc.Warnings)
	}
	var got []string
	for _, b := range doc.Blocks {
		got = append(got, fmt.Sprintf("%d:%s", b.Page, b.Text))
	}
	if want := []string{"1:texte de page1.png", "3:texte de page3.png", "4:texte de page4.png", "5:texte de page5.png"}; !slices.Equal(got, want) {
		t.Errorf("blocks %q", got)
	}
	want := []document.Warning{{Code: document.WarnNotRecognised, Pages: []int{2}, Arg: Failed}, {Code: document.WarnOCR, Pages: []int{1, 3, 4, 5}}}
	if !reflect.DeepEqual(doc.Warnings, want) {
		t.Errorf("warnings %+v", doc.Warnings)
	}
	if doc.Pages[1].Unreadable != document.WarnNoText {
		t.Error("a page that was not read passes for one that was")
	}
	for i, r := range told {
		if r.Done != i || r.Total != 5 || r.Within <= 0 {
			t.Errorf("told %+v", told)
			break
		}
	}
	if len(told) != 6 {
		t.Errorf("told %d times", len(told))
	}
}

func TestTimeIsOver(t *testing.T) {
	stubs(t)
	doc := scanned("un", "")
	changed, err := Read(context.Background(), input.Source{Data: []byte("%PDF-")}, doc, input.Options{Limits: input.Limits{Recognise: 1}})
	if changed || err != nil || len(doc.Warnings) != 1 || doc.Warnings[0].Arg != Slow || !slices.Equal(doc.Warnings[0].Pages, []int{2}) {
		t.Errorf("changed %v, %v, warnings %+v", changed, err, doc.Warnings)
	}
}

func TestWithoutPrograms(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	doc := scanned("un", "")
	changed, err := Read(context.Background(), input.Source{Data: []byte("%PDF-")}, doc, input.Options{})
	if changed || err != nil {
		t.Fatalf("changed %v, %v", changed, err)
	}
	if len(doc.Warnings) != 1 || doc.Warnings[0].Code != document.WarnNotRecognised || doc.Warnings[0].Arg != Absent || !slices.Equal(doc.Warnings[0].Pages, []int{2}) {
		t.Errorf("warnings %+v", doc.Warnings)
	}
}

func TestNothingToRead(t *testing.T) {
	doc := scanned("un")
	if changed, err := Read(context.Background(), input.Source{}, doc, input.Options{}); changed || err != nil || len(doc.Warnings) > 0 {
		t.Errorf("changed %v, %v, %+v", changed, err, doc.Warnings)
	}
}

func programs(t *testing.T) {
	t.Helper()
	for _, p := range []string{"pdftoppm", "tesseract"} {
		if find(p) == "" {
			t.Skip(p + " is not on this machine")
		}
	}
}

func TestReadsAScan(t *testing.T) {
	programs(t)
	doc := scanned("")
	data := scanOf(t, "Le budget du projet", "est de 84000 euros")
	changed, err := Read(context.Background(), input.Source{Data: data}, doc, input.Options{})
	if err != nil || !changed {
		t.Fatalf("changed %v, %v, warnings %+v", changed, err, doc.Warnings)
	}
	var got []string
	for _, b := range doc.Blocks {
		got = append(got, b.Text)
	}
	if s := strings.Join(got, " "); !strings.Contains(s, "budget") || !strings.Contains(s, "84000") {
		t.Errorf("read %q", s)
	}
	if doc.Warnings[0].Code != document.WarnOCR || !doc.Pages[0].OCR {
		t.Errorf("warnings %+v, page %+v", doc.Warnings, doc.Pages[0])
	}
}

func TestRefusedFile(t *testing.T) {
	programs(t)
	tmp := t.TempDir()
	t.Setenv("TMPDIR", tmp)
	doc := scanned("")
	changed, err := Read(context.Background(), input.Source{Data: []byte("not a PDF")}, doc, input.Options{})
	if changed || err != nil || len(doc.Warnings) != 1 || doc.Warnings[0].Arg != Failed {
		t.Errorf("changed %v, %v, warnings %+v", changed, err, doc.Warnings)
	}
	if left, _ := filepath.Glob(filepath.Join(tmp, "prejury-ocr-*")); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
}

func TestCancelled(t *testing.T) {
	programs(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Read(ctx, input.Source{Data: []byte("%PDF-")}, scanned(""), input.Options{}); err == nil {
		t.Error("no error when cancelled")
	}
}

// scanOf makes a PDF of one page, the picture of lines of text.
func scanOf(t *testing.T, lines ...string) []byte {
	t.Helper()
	const w, h = 1240, 600
	img := image.NewGray(image.Rect(0, 0, w, h))
	draw.Draw(img, img.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	parsed, err := opentype.Parse(goregular.TTF)
	if err != nil {
		t.Fatal(err)
	}
	face, err := opentype.NewFace(parsed, &opentype.FaceOptions{Size: 36, DPI: 150})
	if err != nil {
		t.Fatal(err)
	}
	d := font.Drawer{Dst: img, Src: image.NewUniform(color.Black), Face: face}
	for i, s := range lines {
		d.Dot = fixed.P(120, 150+120*i)
		d.DrawString(s)
	}
	var pic bytes.Buffer
	if err := jpeg.Encode(&pic, img, &jpeg.Options{Quality: 92}); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	var at []int
	object := func(s string) {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", len(at), s)
	}
	b.WriteString("%PDF-1.4\n")
	object("<</Type/Catalog/Pages 2 0 R>>")
	object("<</Type/Pages/Kids[3 0 R]/Count 1>>")
	object("<</Type/Page/Parent 2 0 R/MediaBox[0 0 620 300]/Resources<</XObject<</I 4 0 R>>>>/Contents 5 0 R>>")
	object(fmt.Sprintf("<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode/Length %d>>stream\n%s\nendstream", w, h, pic.Len(), pic.String()))
	const content = "q 620 0 0 300 0 0 cm /I Do Q"
	object(fmt.Sprintf("<</Length %d>>stream\n%s\nendstream", len(content), content))
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, o := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, xref)
	return b.Bytes()
}
