package ocr

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"path/filepath"
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

func TestParagraphs(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"Une ligne\nqui continue\n\nUn autre\n", "Une ligne qui continue|Un autre"},
		{"La maintenan-\nce est suivie", "La maintenance est suivie"},
		{"Saint-\nÉtienne et l'année 2023-\n2024", "Saint- Étienne et l'année 2023- 2024"},
		{"\n\n — |\n\n\f", ""},
		{"a\r\nb\f c", "a b|c"},
		{"", ""},
	} {
		if got := strings.Join(Paragraphs(c.in), "|"); got != c.want {
			t.Errorf("%q: %q, want %q", c.in, got, c.want)
		}
	}
}

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

func TestInsert(t *testing.T) {
	doc := scanned("un", "", "trois")
	if !insert(doc, 2, []string{"deux mots", "Page 2"}) {
		t.Fatal("nothing put")
	}
	var got []string
	for _, b := range doc.Blocks {
		got = append(got, fmt.Sprintf("%d:%s", b.Page, b.Text))
	}
	if want := []string{"1:un", "2:deux mots", "2:Page 2", "3:trois"}; !slices.Equal(got, want) {
		t.Errorf("blocks %q", got)
	}
	p := doc.Pages[1]
	if !p.OCR || p.Unreadable != "" || p.Words != 4 || doc.Blocks[1].Section[0] != "Titre" {
		t.Errorf("page %+v, section %q", p, doc.Blocks[1].Section)
	}
	if insert(doc, 3, nil) || insert(doc, 9, []string{"x"}) {
		t.Error("put nothing, or on no page")
	}
	insert(doc, 3, []string{"Trois"})
	if last := doc.Blocks[len(doc.Blocks)-1]; last.Text != "trois" {
		t.Errorf("text of the page put twice: %q", last.Text)
	}
}

func TestWithoutPrograms(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	doc := scanned("un", "")
	changed, err := Read(context.Background(), input.Source{Data: []byte("%PDF-")}, doc, input.Limits{})
	if changed || err != nil {
		t.Fatalf("changed %v, %v", changed, err)
	}
	if len(doc.Warnings) != 1 || doc.Warnings[0].Code != document.WarnNotRecognised || doc.Warnings[0].Arg != Absent || !slices.Equal(doc.Warnings[0].Pages, []int{2}) {
		t.Errorf("warnings %+v", doc.Warnings)
	}
}

func TestNothingToRead(t *testing.T) {
	doc := scanned("un")
	if changed, err := Read(context.Background(), input.Source{}, doc, input.Limits{}); changed || err != nil || len(doc.Warnings) > 0 {
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
	data := scan(t, "Le budget du projet", "est de 84000 euros")
	changed, err := Read(context.Background(), input.Source{Data: data}, doc, input.Limits{})
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
	changed, err := Read(context.Background(), input.Source{Data: []byte("not a PDF")}, doc, input.Limits{})
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
	if _, err := Read(ctx, input.Source{Data: []byte("%PDF-")}, scanned(""), input.Limits{}); err == nil {
		t.Error("no error when cancelled")
	}
}

// scan makes a PDF of one page, the picture of lines of text.
func scan(t *testing.T, lines ...string) []byte {
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
