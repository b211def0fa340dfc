package pptx

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"prejury/extractors/archive/ziptest"
	"prejury/extractors/document"
	"prejury/extractors/input"
)

const (
	ns      = `xmlns:p="p" xmlns:a="a" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="mc" xmlns:c="c" xmlns:dgm="dgm"`
	relBase = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
)

// pack makes a deck of slides given as the content of their shape trees, in the
// reverse order of their file names. attrs are the slides' own attributes.
func pack(attrs []string, trees []string, more ...string) []byte {
	ids, rels := "", ""
	pairs := []string{"_rels/.rels", `<Relationships><Relationship Id="r1" Type="` + relBase + `officeDocument" Target="ppt/presentation.xml"/></Relationships>`}
	for i, tree := range trees {
		name := fmt.Sprintf("slide%d.xml", len(trees)-i)
		ids += fmt.Sprintf(`<p:sldId id="%d" r:id="s%d"/>`, 256+i, i)
		rels += fmt.Sprintf(`<Relationship Id="s%d" Type="%sslide" Target="slides/%s"/>`, i, relBase, name)
		attr := ""
		if i < len(attrs) {
			attr = attrs[i]
		}
		pairs = append(pairs, "ppt/slides/"+name, `<p:sld `+ns+` `+attr+`><p:cSld><p:spTree>`+tree+`</p:spTree></p:cSld></p:sld>`)
	}
	pairs = append(pairs, "ppt/presentation.xml", `<p:presentation `+ns+`><p:sldIdLst>`+ids+`</p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/></p:presentation>`, "ppt/_rels/presentation.xml.rels", "<Relationships>"+rels+"</Relationships>")
	return ziptest.Build(append(pairs, more...)...)
}

// sp makes a shape in a placeholder ("" for none) with paragraphs.
func sp(holder string, paras ...string) string {
	if holder != "" {
		holder = `<p:nvPr><p:ph type="` + holder + `"/></p:nvPr>`
	}
	text := ""
	for _, p := range paras {
		text += `<a:p>` + p + `</a:p>`
	}
	return `<p:sp><p:nvSpPr><p:cNvPr id="1" name="x"/>` + holder + `</p:nvSpPr><p:spPr><a:xfrm><a:off x="0" y="5000000"/><a:ext cx="100" cy="100"/></a:xfrm></p:spPr><p:txBody>` + text + `</p:txBody></p:sp>`
}

func r(text string) string { return `<a:r><a:t>` + text + `</a:t></a:r>` }

func shown(doc *document.Document) []string {
	var out []string
	for _, b := range doc.Blocks {
		s := string(b.Kind)
		if b.Level > 0 {
			s += fmt.Sprint(b.Level)
		}
		if b.Hidden {
			s = "hidden " + s
		}
		out = append(out, fmt.Sprintf("%s p%d %s", s, b.Page, strings.NewReplacer("\n", "/", "\t", "|").Replace(b.Text)))
	}
	return out
}

func TestRead(t *testing.T) {
	table := `<p:graphicFrame><p:nvGraphicFramePr/><a:graphic><a:graphicData><a:tbl><a:tr><a:tc><a:txBody><a:p>` + r("Rôle") + `</a:p></a:txBody></a:tc><a:tc gridSpan="1"><a:txBody><a:p>` + r("R") + `</a:p></a:txBody></a:tc></a:tr></a:tbl></a:graphicData></a:graphic></p:graphicFrame>`
	guessed := strings.Replace(sp("", r("Sans cadre de titre")), `y="5000000"`, `y="100"`, 1)
	tests := []struct {
		name  string
		attrs []string
		trees []string
		more  []string
		want  []string
	}{
		{"title first, bullets, sub-bullets", nil, []string{sp("body", r("un"), `<a:pPr lvl="1"/>`+r("deux"), `<a:pPr><a:buNone/></a:pPr>`+r("libre")) + sp("title", r("Results"), r("2024"))}, nil,
			[]string{"heading1 p1 Results 2024", "list-item1 p1 un", "list-item2 p1 deux", "paragraph p1 libre"}},
		{"order of the deck, not of the files", nil, []string{sp("title", r("A")), sp("title", r("B"))}, nil, []string{"heading1 p1 A", "heading1 p2 B"}},
		{"hidden slide", []string{"", `show="0"`}, []string{sp("title", r("A")), sp("title", r("B"))}, nil, []string{"heading1 p1 A", "hidden heading1 p2 B"}},
		{"table", nil, []string{table}, nil, []string{"table p1 Rôle|R"}},
		{"groups and choices once", nil, []string{`<p:grpSp>` + sp("", r("groupe")) + `</p:grpSp><mc:AlternateContent><mc:Choice>` + sp("", r("choix")) + `</mc:Choice><mc:Fallback>` + sp("", r("repli")) + `</mc:Fallback></mc:AlternateContent>`}, nil, []string{"text-box p1 groupe", "text-box p1 choix"}},
		{"title without a placeholder", nil, []string{sp("", r("corps")) + guessed}, nil, []string{"heading1 p1 Sans cadre de titre", "text-box p1 corps"}},
		{"numbers and dates stay out of the flow", nil, []string{sp("sldNum", `<a:fld><a:t>7</a:t></a:fld>`)}, nil, []string{"footer p1 7"}},
		{"speaker's notes", nil, []string{sp("title", r("A"))}, []string{
			"ppt/slides/_rels/slide1.xml.rels", `<Relationships><Relationship Id="n" Type="` + relBase + `notesSlide" Target="../notesSlides/n1.xml"/></Relationships>`,
			"ppt/notesSlides/n1.xml", `<p:notes ` + ns + `><p:cSld><p:spTree>` + sp("sldImg") + sp("body", r("à dire")) + sp("sldNum", r("1")) + `</p:spTree></p:cSld></p:notes>`},
			[]string{"heading1 p1 A", "note p1 à dire"}},
		{"diagram", nil, []string{`<p:graphicFrame><a:graphic><a:graphicData><dgm:relIds r:dm="d1"/></a:graphicData></a:graphic></p:graphicFrame>`}, []string{
			"ppt/slides/_rels/slide1.xml.rels", `<Relationships><Relationship Id="d1" Type="` + relBase + `diagramData" Target="../diagrams/data1.xml"/></Relationships>`,
			"ppt/diagrams/data1.xml", `<dgm:dataModel ` + ns + `><dgm:ptLst><dgm:pt><dgm:t><a:p>` + r("Forces") + `</a:p></dgm:t></dgm:pt></dgm:ptLst></dgm:dataModel>`},
			[]string{"text-box p1 Forces"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc, err := Read(context.Background(), input.Source{Data: pack(tt.attrs, tt.trees, tt.more...)}, input.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if got := shown(doc); !reflect.DeepEqual(got, tt.want) {
				t.Errorf("got %q\nwant %q", got, tt.want)
			}
			if doc.Count != (document.PageCount{Total: len(tt.trees), Method: document.Exact}) {
				t.Errorf("count %+v", doc.Count)
			}
		})
	}
}

func TestImagesWarnings(t *testing.T) {
	pic := `<p:pic><p:nvPicPr><p:cNvPr id="2" name="x" descr="Gantt"/></p:nvPicPr><p:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="9144000" cy="3429000"/></a:xfrm></p:spPr></p:pic>`
	doc, err := Read(context.Background(), input.Source{Data: pack(nil, []string{pic, "<broken"},
		"ppt/slides/_rels/slide2.xml.rels", `<Relationships><Relationship Id="c" Type="`+relBase+`comments" Target="../comments/c1.xml"/></Relationships>`,
		"ppt/comments/c1.xml", `<p:cmLst `+ns+`><p:cm/><p:cm/></p:cmLst>`)}, input.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if img := doc.Pages[0].Images; len(img) != 1 || img[0].Alt != "Gantt" || img[0].Share != 0.5 {
		t.Errorf("images %+v", img)
	}
	codes := map[string]string{}
	for _, w := range doc.Warnings {
		codes[w.Code] = w.Arg
	}
	if !reflect.DeepEqual(codes, map[string]string{document.WarnComments: "2", document.WarnDamaged: ""}) || doc.Count.Total != 2 {
		t.Errorf("warnings %v, %d slides", codes, doc.Count.Total)
	}
}

func TestRefused(t *testing.T) {
	tests := []struct {
		name string
		data []byte
		code input.Code
	}{
		{"no main part", ziptest.Build("a", "b"), input.Damaged},
		{"another root", ziptest.Build("ppt/presentation.xml", "<html/>"), input.Damaged},
		{"broken main part", ziptest.Build("ppt/presentation.xml", "<p:presentation>"), input.Damaged},
		{"deep slide", pack(nil, []string{strings.Repeat("<p:grpSp>", 300) + strings.Repeat("</p:grpSp>", 300)}), input.Hostile},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := Read(context.Background(), input.Source{Data: tt.data}, input.Options{}); input.CodeOf(err) != tt.code {
				t.Errorf("error %v, want %s", err, tt.code)
			}
		})
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Read(ctx, input.Source{Data: pack(nil, []string{""})}, input.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want the context's", err)
	}
}

func TestLimits(t *testing.T) {
	data := pack(nil, []string{sp("title", r("A")), sp("body", r(strings.Repeat("long ", 100))), sp("title", r("C"))})
	doc, err := Read(context.Background(), input.Source{Data: data}, input.Options{Limits: input.Limits{TextRunes: 100}})
	if err != nil {
		t.Fatal(err)
	}
	if doc.Count.Total != 3 || len(doc.Warnings) != 1 || doc.Warnings[0].Code != document.WarnTruncated || doc.Warnings[0].Arg != "2" {
		t.Errorf("%d slides, warnings %+v", doc.Count.Total, doc.Warnings)
	}
}

var fuzzTags = []string{
	"p:sp", "p:nvSpPr", "p:nvPr", `p:ph type="title"`, `p:ph type="body"`, `p:ph type="ftr"`, `p:cNvPr hidden="1"`, "p:spPr", "a:xfrm", `a:off y="-9e99"`, `a:ext cx="9e99" cy="-1"`, "p:txBody", "a:p", "a:r", "a:t", "a:br", "a:fld", `a:pPr lvl="-7"`, "a:buNone", `a:rPr sz="9e9" b="1"`,
	"p:pic", "p:graphicFrame", "a:graphic", "a:graphicData", "a:tbl", "a:tr", "a:tc", "a:txBody", "c:chart", `dgm:relIds r:dm="zz"`, "p:grpSp", "mc:AlternateContent", "mc:Choice", "mc:Fallback", "p:oleObj",
}

func FuzzRead(f *testing.F) {
	f.Add([]byte{60, 61, 45, 0, 62})
	f.Add([]byte("Une diapositive, son titre et ses tableaux"))
	f.Fuzz(func(t *testing.T, data []byte) {
		tree := ziptest.Tree(data, fuzzTags)
		doc, err := Read(context.Background(), input.Source{Data: pack(nil, []string{tree, tree})}, input.Options{})
		if err != nil {
			if input.CodeOf(err) == "" {
				t.Errorf("an error without a code: %v", err)
			}
			return
		}
		if doc.Count.Total != 2 || len(doc.Pages) != 2 {
			t.Errorf("%d slides, %d pages", doc.Count.Total, len(doc.Pages))
		}
	})
}
