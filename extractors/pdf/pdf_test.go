package pdf

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	gopdf "github.com/ledongthuc/pdf"

	"prejury/extractors/document"
	"prejury/extractors/input"
	"prejury/extractors/layout"
)

// writer makes small PDF files, objects in the order in which they are added.
type writer struct {
	objects []string
	info    string
}

func (w *writer) add(format string, args ...any) int {
	w.objects = append(w.objects, fmt.Sprintf(format, args...))
	return len(w.objects)
}

func (w *writer) stream(dict, content string) int {
	return w.add("<<%s/Length %d>>\nstream\n%s\nendstream", dict, len(content), content)
}

// bytes gives the file; root is the catalogue's object.
func (w *writer) bytes(root int) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	var at []int
	for i, o := range w.objects {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, a := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", a)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root %d 0 R%s>>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, root, w.info, xref)
	return b.Bytes()
}

// sample makes a file whose pages have those contents, in Helvetica /F1 and
// Helvetica-Bold /F2, with outline entries for each page.
func sample(contents ...string) []byte {
	w := &writer{}
	f1 := w.add("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")
	f2 := w.add("<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>")
	pages := len(w.objects) + 2*len(contents) + 1
	var kids []string
	var first int
	for _, c := range contents {
		s := w.stream("", c)
		p := w.add("<</Type/Page/Parent %d 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F1 %d 0 R/F2 %d 0 R>>>>>>", pages, s, f1, f2)
		if first == 0 {
			first = p
		}
		kids = append(kids, fmt.Sprintf("%d 0 R", p))
	}
	w.add("<</Type/Pages/Count %d/Kids[%s]>>", len(kids), strings.Join(kids, " "))
	mark := len(w.objects) + 1
	w.add("<</Title(Le \\351tat des lieux)/Parent %d 0 R/Dest[%d 0 R/Fit]>>", mark+1, first)
	w.add("<</Type/Outlines/First %d 0 R/Last %d 0 R/Count 1>>", mark, mark)
	root := w.add("<</Type/Catalog/Pages %d 0 R/Outlines %d 0 R>>", pages, mark+1)
	info := w.add("<</Title(Rapport d'essai)/Author(Zo\\351 Martin)/Producer(prejury)/CreationDate(D:20240131120000+01'00')>>")
	w.info = fmt.Sprintf("/Info %d 0 R", info)
	return w.bytes(root)
}

// text sets lines of body text from y downwards.
func text(x, y int, lines ...string) string {
	var b strings.Builder
	b.WriteString("BT /F1 12 Tf 15 TL ")
	fmt.Fprintf(&b, "%d %d Td ", x, y)
	for _, l := range lines {
		fmt.Fprintf(&b, "(%s) Tj T* ", latin1(l))
	}
	b.WriteString("ET\n")
	return b.String()
}

func heading(y int, s string) string {
	return fmt.Sprintf("BT /F2 18 Tf 70 %d Td (%s) Tj ET\n", y, latin1(s))
}

func latin1(s string) string {
	var b []byte
	for _, r := range s {
		if strings.ContainsRune(`()\`, r) {
			b = append(b, '\\')
		}
		b = append(b, byte(r))
	}
	return string(b)
}

var lines = []string{
	"La ligne assemble des pompes pour les fermes, et chaque poste y attend le",
	"précédent neuf minutes. Nous avons relevé les temps de cycle pendant trois",
	"semaines, puis réuni l'équipe pour décider où agir et avec quels moyens.",
}

func engines(t *testing.T, f func(t *testing.T, opts input.Options)) {
	for _, e := range []string{"pdfium", "go", "fast"} {
		t.Run(e, func(t *testing.T) { f(t, input.Options{Engine: e, CacheDir: cacheDir(t)}) })
	}
}

func TestRead(t *testing.T) {
	data := sample(heading(760, "Remerciements")+text(70, 720, lines...)+text(70, 640, lines...),
		heading(760, "1. Le état des lieux")+text(70, 720, lines...)+text(70, 640, lines...))
	engines(t, func(t *testing.T, opts input.Options) {
		doc, err := Read(t.Context(), input.Source{Name: "x.pdf", Data: data}, opts)
		if err != nil {
			t.Fatal(err)
		}
		want := document.Source{Producer: "prejury", Title: "Rapport d'essai", Author: "Zoé Martin", Created: time.Date(2024, 1, 31, 11, 0, 0, 0, time.UTC)}
		if doc.Source != want {
			t.Errorf("source %+v", doc.Source)
		}
		if doc.Count != (document.PageCount{Total: 2, Method: document.Exact}) || len(doc.Pages) != 2 || doc.Pages[0].Width != 595 || doc.Pages[0].Height != 842 {
			t.Errorf("count %+v, pages %+v", doc.Count, doc.Pages)
		}
		if len(doc.Warnings) > 0 {
			t.Errorf("warnings %v", doc.Warnings)
		}
		if len(doc.Outline) != 1 || doc.Outline[0].Title != "Le état des lieux" {
			t.Errorf("outline %+v", doc.Outline)
		}
		body := strings.Join(lines, " ")
		var got []string
		for _, b := range doc.Blocks {
			got = append(got, fmt.Sprintf("%d %s %s", b.Page, b.Kind, b.Text))
		}
		if w := []string{"1 heading Remerciements", "1 paragraph " + body, "1 paragraph " + body, "2 heading 1. Le état des lieux", "2 paragraph " + body, "2 paragraph " + body}; !reflect.DeepEqual(got, w) {
			t.Errorf("blocks\n%s", strings.Join(got, "\n"))
		}
	})
}

// TestReadTable draws rules as thin filled boxes, as Word does, and as strokes.
func TestReadTable(t *testing.T) {
	var c strings.Builder
	c.WriteString(text(70, 760, lines...))
	for i := 0; i <= 3; i++ {
		fmt.Fprintf(&c, "70 %d 300 0.5 re f\n", 600-20*i)
		fmt.Fprintf(&c, "%d 540 m %d 600 l S\n", 70+100*i, 70+100*i)
	}
	for r, row := range [][]string{{"Poste", "Avant", "Ensuite"}, {"Rebut", "12 %", "4 %"}, {"Arrêts", "31", "9"}} {
		for k, cell := range row {
			c.WriteString(text(75+100*k, 585-20*r, cell))
		}
	}
	engines(t, func(t *testing.T, opts input.Options) {
		doc, err := Read(t.Context(), input.Source{Data: sample(c.String())}, opts)
		if err != nil {
			t.Fatal(err)
		}
		want := [][]string{{"Poste", "Avant", "Ensuite"}, {"Rebut", "12 %", "4 %"}, {"Arrêts", "31", "9"}}
		if n := len(doc.Blocks); n != 2 || !reflect.DeepEqual(doc.Blocks[1].Rows, want) {
			t.Errorf("blocks %+v", doc.Blocks)
		}
	})
}

func TestReadForms(t *testing.T) {
	w := &writer{}
	font := w.add("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")
	inner := w.stream(fmt.Sprintf("/Type/XObject/Subtype/Form/BBox[0 0 500 500]/Matrix[1 0 0 1 50 100]/Resources<</Font<</F1 %d 0 R>>>>", font), text(20, 300, "Dans un formulaire"))
	loop := w.add("<<>>") // replaced by a form that draws itself
	image := w.stream("/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8", "x")
	w.objects[loop-1] = strings.Replace(fmt.Sprintf("<</Type/XObject/Subtype/Form/BBox[0 0 500 500]/Resources<</XObject<</L %d 0 R>>>>/Length 5>>\nstream\n/L Do\nendstream", loop), "\r", "", -1)
	content := w.stream("", "/X Do /L Do q 300 0 0 200 100 400 cm /I Do Q")
	page := len(w.objects) + 1
	w.add("<</Type/Page/Parent %d 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</XObject<</X %d 0 R/L %d 0 R/I %d 0 R>>>>>>", page+1, content, inner, loop, image)
	w.add("<</Type/Pages/Count 1/Kids[%d 0 R]>>", page)
	data := w.bytes(w.add("<</Type/Catalog/Pages %d 0 R>>", page+1))
	engines(t, func(t *testing.T, opts input.Options) {
		doc, err := Read(t.Context(), input.Source{Data: data}, opts)
		if err != nil {
			t.Fatal(err)
		}
		if len(doc.Blocks) != 1 || doc.Blocks[0].Text != "Dans un formulaire" {
			t.Fatalf("blocks %+v", doc.Blocks)
		}
		if b := doc.Blocks[0].Box; b.X0 < 69 || b.X0 > 71 || b.Y1 < 435 || b.Y1 > 450 {
			t.Errorf("box %+v", b)
		}
		want := document.Rect{X0: 100, Y0: 242, X1: 400, Y1: 442}
		if im := doc.Pages[0].Images; len(im) != 1 || im[0].Box != want || im[0].Share < 0.119 || im[0].Share > 0.121 {
			t.Errorf("images %+v", im)
		}
	})
}

func TestReadRefuses(t *testing.T) {
	good := sample(text(70, 700, lines...))
	for name, data := range map[string][]byte{
		"header alone": []byte("%PDF-1.7\n"),
		"cut":          good[:300],
		"no page":      bytes.Replace(good, []byte("/Kids["), []byte("/Kidz["), 1),
		"garbage":      append([]byte("%PDF-1.7\n"), bytes.Repeat([]byte("<<[(/ 0 R obj "), 500)...),
	} {
		t.Run(name, func(t *testing.T) {
			engines(t, func(t *testing.T, opts input.Options) {
				doc, err := Read(t.Context(), input.Source{Data: data}, opts)
				if name == "no page" && err == nil && doc.Count.Total <= 1 {
					return // a page tree of one leaf, to some
				}
				if input.CodeOf(err) != input.Damaged {
					t.Errorf("got %v, want damaged", err)
				}
			})
		})
	}
}

func TestReadLimits(t *testing.T) {
	page := text(70, 700, lines...)
	data := sample(page, page, page, page)
	engines(t, func(t *testing.T, opts input.Options) {
		opts.Limits.Pages = 2
		doc, err := Read(t.Context(), input.Source{Data: data}, opts)
		if err != nil {
			t.Fatal(err)
		}
		want := []document.Warning{{Code: document.WarnTruncated, Arg: "2"}}
		if doc.Count.Total != 4 || len(doc.Pages) != 2 || !reflect.DeepEqual(doc.Warnings, want) {
			t.Errorf("count %d, %d pages, warnings %v", doc.Count.Total, len(doc.Pages), doc.Warnings)
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := Read(ctx, input.Source{Data: data}, opts); !errors.Is(err, context.Canceled) {
			t.Errorf("cancelled: %v", err)
		}
	})
}

// TestReadFar has rules drawn further than any number goes: every coordinate of what is
// read can still be written as JSON.
func TestReadFar(t *testing.T) {
	far := strings.Repeat("1000000 0 0 1 0 0 cm ", 6)
	content := "q " + far
	for _, y := range []int{640, 670, 700} {
		content += fmt.Sprintf("-1000 %d 2000 0.5 re f ", y)
	}
	content += "Q "
	for _, x := range []int{60, 200, 400} {
		content += fmt.Sprintf("%d 630 0.5 80 re f ", x)
		for _, y := range []int{650, 680} {
			content += text(x+10, y, "cellule")
		}
	}
	engines(t, func(t *testing.T, opts input.Options) {
		doc, err := Read(t.Context(), input.Source{Data: sample(content)}, opts)
		if err != nil {
			t.Fatal(err)
		}
		if len(doc.Blocks) != 1 || doc.Blocks[0].Kind != document.Table {
			t.Errorf("blocks %+v, want a table", doc.Blocks)
		}
		if _, err := json.Marshal(doc); err != nil {
			t.Error(err)
		}
	})
}

// TestReadLoops has trees that lead back to themselves, by two ways at each node.
func TestReadLoops(t *testing.T) {
	for _, c := range []struct {
		name    string
		objects []string // the first is the catalogue
		code    input.Code
	}{
		{"pages", []string{"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[2 0 R 2 0 R]>>"}, input.Damaged},
		{"bookmarks", []string{"<</Type/Catalog/Pages 2 0 R/Outlines 4 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>",
			"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>", "<</First 4 0 R/Next 4 0 R>>"}, ""},
		{"names", []string{"<</Type/Catalog/Pages 2 0 R/Outlines 4 0 R/Names<</Dests 6 0 R>>>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>",
			"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>", "<</First 5 0 R>>", "<</Title(Une partie)/Dest(a)>>", "<</Kids[6 0 R 6 0 R]>>"}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := &writer{}
			for _, o := range c.objects {
				w.add("%s", o)
			}
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			done := make(chan error, 1)
			go func() {
				_, err := Read(ctx, input.Source{Data: w.bytes(1)}, input.Options{Engine: "go"})
				done <- err
			}()
			select {
			case err := <-done:
				if input.CodeOf(err) != c.code {
					t.Errorf("error %v, want code %q", err, c.code)
				}
			case <-ctx.Done():
				t.Fatal("it has no end")
			}
		})
	}
}

func TestReadNoEngine(t *testing.T) {
	if _, err := Read(t.Context(), input.Source{Data: sample("")}, input.Options{Engine: "other"}); input.CodeOf(err) != input.NoEngine {
		t.Errorf("got %v", err)
	}
}

func TestParseDate(t *testing.T) {
	for in, want := range map[string]string{
		"D:20240131120000+01'00'": "2024-01-31T11:00:00Z",
		"D:20240131120000Z":       "2024-01-31T12:00:00Z",
		"D:20240131":              "2024-01-31T00:00:00Z",
		"2024":                    "2024-01-01T00:00:00Z",
		"D:20240131120000-05'30'": "2024-01-31T17:30:00Z",
		"hier":                    "0001-01-01T00:00:00Z",
		"":                        "0001-01-01T00:00:00Z",
	} {
		if got := parseDate(in).Format(time.RFC3339); got != want {
			t.Errorf("%q: %s, want %s", in, got, want)
		}
	}
}

func TestLexer(t *testing.T) {
	l := &lexer{b: []byte("% note\n(a\\(b\\)\\051\\n) <48 6> [1 -.5 (x)] /N#41me <</K[1]/L<</M 2>>>> 12- 4.5.6 Tj BI /W 1 ID \xffEI\x80 EI\x01 EI Q")}
	var got []operand
	for {
		v, ok := l.next()
		if !ok {
			break
		}
		got = append(got, v)
		if v == opWord("ID") {
			l.inlineImage()
		}
	}
	want := []operand{"a(b))\n", "H`", opArray{1.0, -0.5, "x"}, opName("NAme"), opDict{"K": opArray{1.0}, "L": opDict{"M": 2.0}},
		12.0, 4.56, opWord("Tj"), opWord("BI"), opName("W"), 1.0, opWord("ID"), opWord("Q")}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %#v\nwant %#v", got, want)
	}
}

func TestCharMap(t *testing.T) {
	m := parseCharMap([]byte("1 begincodespacerange <0000> <ffff> endcodespacerange 2 beginbfchar <0003> <0020> <0004> <00660066> endbfchar 2 beginbfrange <0010> <0012> <0041> <0020> <0021> [<00e9> <00e8>] endbfrange"))
	for c, want := range map[int]string{3: " ", 4: "ff", 0x10: "A", 0x12: "C", 0x13: "", 0x20: "é", 0x21: "è"} {
		if got := m.text(c); got != want {
			t.Errorf("%#x: %q, want %q", c, got, want)
		}
	}
	if !m.lengths[2] || m.lengths[1] {
		t.Errorf("lengths %v", m.lengths)
	}
}

func TestGlyphName(t *testing.T) {
	for in, want := range map[string]string{"eacute": "é", "Ccedilla": "Ç", "oe": "œ", "quoteright": "’", "ffi": "ffi", "a": "a", "space": " ", "guillemotleft": "«", "nothing": ""} {
		if got := latinName(in); got != want {
			t.Errorf("%s: %q, want %q", in, got, want)
		}
	}
}

// FuzzContent gives the Go engine's interpreter any content stream.
func FuzzContent(f *testing.F) {
	f.Add([]byte(heading(700, "a") + text(70, 600, lines...)))
	f.Add([]byte("q 1 0 0 1 0 0 cm /F1 1e30 Tf [(a) -1e30 (b)] TJ BI ID x EI 0 0 m 1 1 l h S Q Q Q"))
	f.Add([]byte("[[[[[[<<<<((((" + strings.Repeat("[", 200)))
	font := &goFont{widths: map[int]float32{}, unit: 0.001, em: 1, ascent: 0.8, descent: -0.2}
	for c := 32; c < 127; c++ {
		font.simple[c] = string(rune(c))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		out := &layout.Page{Number: 1, Width: 595, Height: 842}
		in := &interpreter{f: &goFile{fonts: map[string]*goFont{}}, out: out, g: geometry{right: 595, top: 842}, left: 10_000, always: font}
		in.run(content, gopdf.Value{}, affine{a: 1, d: 1}, 0)
		for _, r := range out.Runs {
			for _, g := range r.Glyphs {
				if g.X0 != g.X0 || g.X1 < g.X0 || g.X0 < -2e6 || g.X1 > 2e6 {
					t.Fatalf("glyph at %v–%v", g.X0, g.X1)
				}
			}
		}
	})
}

// FuzzGo gives the Go engine any file.
func FuzzGo(f *testing.F) {
	f.Add(sample(text(70, 700, lines...)))
	f.Add([]byte("%PDF-1.7\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if bytes.Contains(data, []byte("Prev")) || bigNumber(data) {
			t.Skip("the library follows loops and allocates what it is told to: the worker stops it")
		}
		opts := input.Options{Engine: "go", Limits: input.DefaultLimits()}
		opts.Limits.Pages = 20
		doc, err := Read(t.Context(), input.Source{Data: data}, opts)
		if (doc == nil) == (err == nil) {
			t.Fatalf("document %v and error %v", doc, err)
		}
		var e *input.Error
		if err != nil && !errors.As(err, &e) {
			t.Fatalf("error of type %T: %v", err, err)
		}
	})
}

// bigNumber reports whether data holds a number of seven digits or more.
func bigNumber(data []byte) bool {
	run := 0
	for _, c := range data {
		if c >= '1' && c <= '9' || c == '0' && run > 0 {
			if run++; run >= 7 {
				return true
			}
		} else {
			run = 0
		}
	}
	return false
}

func BenchmarkRead(b *testing.B) {
	var pages []string
	for range 50 {
		var c strings.Builder
		c.WriteString(heading(780, "Un titre"))
		for y := 740; y > 100; y -= 60 {
			c.WriteString(text(70, y, lines...))
		}
		pages = append(pages, c.String())
	}
	data := sample(pages...)
	for _, e := range []string{"pdfium", "go"} {
		b.Run(e, func(b *testing.B) {
			opts := input.Options{Engine: e, CacheDir: cacheDir(b)}
			if _, err := Read(b.Context(), input.Source{Data: data}, opts); err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				if _, err := Read(b.Context(), input.Source{Data: data}, opts); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(50*b.N)/b.Elapsed().Seconds(), "pages/s")
		})
	}
}

// encrypt locks a file with qpdf, where it is there.
func encrypt(t *testing.T, data []byte, user, owner, bits string, more ...string) []byte {
	t.Helper()
	qpdf, err := exec.LookPath("qpdf")
	if err != nil {
		t.Skip("no qpdf here")
	}
	in, out := filepath.Join(t.TempDir(), "in.pdf"), filepath.Join(t.TempDir(), "out.pdf")
	if err := os.WriteFile(in, data, 0o600); err != nil {
		t.Fatal(err)
	}
	args := append([]string{"--allow-weak-crypto", "--encrypt", user, owner, bits}, more...)
	if msg, err := exec.Command(qpdf, append(args, "--", in, out)...).CombinedOutput(); err != nil {
		t.Fatalf("qpdf: %s", msg)
	}
	locked, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	return locked
}

func TestReadEncrypted(t *testing.T) {
	plain := sample(text(70, 700, lines...))
	owner := encrypt(t, plain, "", "secret", "128", "--use-aes=y", "--print=none")
	user := encrypt(t, plain, "ouvert", "secret", "128", "--use-aes=y")
	strong := encrypt(t, plain, "ouvert", "secret", "256")
	engines(t, func(t *testing.T, opts input.Options) {
		doc, err := Read(t.Context(), input.Source{Data: owner}, opts)
		if err != nil {
			t.Fatal(err)
		}
		if want := []document.Warning{{Code: document.WarnEncrypted}}; !reflect.DeepEqual(doc.Warnings, want) || len(doc.Blocks) != 1 || doc.Blocks[0].Text != strings.Join(lines, " ") {
			t.Errorf("owner's lock: warnings %v, blocks %+v", doc.Warnings, doc.Blocks)
		}
		for _, password := range []string{"", "faux"} {
			opts.Password = password
			if _, err := Read(t.Context(), input.Source{Data: user}, opts); input.CodeOf(err) != input.Encrypted {
				t.Errorf("password %q: %v", password, err)
			}
		}
		opts.Password = "ouvert"
		doc, err = Read(t.Context(), input.Source{Data: user}, opts)
		if err != nil || len(doc.Warnings) > 0 || len(doc.Blocks) != 1 {
			t.Errorf("with the password: %v, %+v", err, doc)
		}
		doc, err = Read(t.Context(), input.Source{Data: strong}, opts)
		if opts.Engine == "go" {
			if input.CodeOf(err) != input.Unsupported {
				t.Errorf("AES-256: %v", err)
			}
		} else if err != nil || len(doc.Blocks) != 1 {
			t.Errorf("AES-256: %v, %+v", err, doc)
		}
	})
}

// TestDoubledSpaces has the engines agree on spaces that are drawn twice, and on gaps
// that are no spaces.
func TestDoubledSpaces(t *testing.T) {
	line := func(y int, show string) string { return fmt.Sprintf("BT /F1 12 Tf 70 %d Td %s ET\n", y, show) }
	doc := func(shows ...string) []byte {
		content := ""
		for i, s := range shows {
			content += line(700-40*i, s)
		}
		return sample(content)
	}
	for _, c := range []struct{ name, show, want string }{
		{"one space", "(le budget du projet est tenu depuis le mois de mars) Tj", ""},
		{"two", "(le budget du projet est  tenu depuis le mois de mars) Tj", "tenu"},
		{"two in two strings", "[(le budget du projet est )( tenu depuis le mois de mars)] TJ", "tenu"},
		{"two in a line that is stretched", "3 Tw (le budget du projet est  tenu depuis le mois de mars) Tj", "tenu"},
		{"a line that is stretched", "3 Tw (le budget du projet est tenu depuis le mois de mars) Tj", ""},
		{"gaps without spaces, as TeX draws them", "[(le)-278(budget)-278(du)-278(projet)-278(est)-600(tenu)-278(depuis)-278(le)-278(mois)] TJ", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			engines(t, func(t *testing.T, opts input.Options) {
				d, err := Read(context.Background(), input.Source{Data: doc(c.show)}, opts)
				if err != nil {
					t.Fatal(err)
				}
				got := ""
				for _, b := range d.Blocks {
					for _, at := range b.Doubled {
						got += strings.Fields(b.Text[at:])[0]
					}
				}
				if got != c.want {
					t.Errorf("before %q, want %q", got, c.want)
				}
			})
		})
	}
}
