package odf

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

const ns = `xmlns:office="office" xmlns:style="style" xmlns:text="text" xmlns:table="table" xmlns:draw="draw" xmlns:fo="fo" xmlns:svg="svg" xmlns:meta="meta" xmlns:dc="dc" xmlns:presentation="presentation" xmlns:manifest="manifest"`

const sheet = `<office:document-styles ` + ns + `><office:styles>
<style:default-style style:family="paragraph"><style:text-properties fo:font-size="12pt"/></style:default-style>
<style:style style:name="Standard" style:family="paragraph"/>
<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph" style:parent-style-name="Standard" style:default-outline-level="1"/>
<style:style style:name="Contents_20_1" style:display-name="Contents 1" style:family="paragraph"/>
<style:style style:name="Figure" style:family="paragraph" style:parent-style-name="Caption"/>
<style:style style:name="Caption" style:family="paragraph"/>
<text:outline-style><text:outline-level-style text:level="1" style:num-format="1" style:num-suffix="."/><text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/></text:outline-style>
</office:styles><office:automatic-styles><style:page-layout style:name="pm1"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2cm"/></style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="pm1"><style:header><text:p>Mon école</text:p></style:header><style:footer><text:p>Page <text:page-number>1</text:page-number></text:p></style:footer></style:master-page></office:master-styles></office:document-styles>`

const automatic = `<office:automatic-styles>
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Heading_20_1"><style:paragraph-properties fo:break-before="page"/></style:style>
<style:style style:name="P2" style:family="paragraph"><style:paragraph-properties fo:break-before="page"/></style:style>
<style:style style:name="P3" style:family="paragraph"><style:paragraph-properties fo:break-after="page"/></style:style>
<style:style style:name="T1" style:family="text"><style:text-properties fo:color="#ffffff"/></style:style>
<style:style style:name="T2" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="T3" style:family="text"><style:text-properties fo:font-size="2pt"/></style:style>
<style:style style:name="C1" style:family="table-cell"><style:table-cell-properties fo:background-color="#4472c4"/></style:style>
<style:style style:name="dp1" style:family="drawing-page"><style:drawing-page-properties presentation:visibility="hidden"/></style:style>
</office:automatic-styles>`

// pack makes an .odt (or .odp, by kind) of a body.
func pack(kind, body string, more ...string) []byte {
	pairs := append([]string{
		"mimetype", "application/vnd.oasis.opendocument." + kind,
		"content.xml", `<?xml version="1.0" encoding="UTF-8"?><office:document-content ` + ns + `>` + automatic + `<office:body><office:` + kind + `>` + body + `</office:` + kind + `></office:body></office:document-content>`,
		"styles.xml", sheet,
	}, more...)
	return ziptest.Build(pairs...)
}

func shown(blocks []document.Block) []string {
	var out []string
	for _, b := range blocks {
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

func readText(t *testing.T, data []byte) *document.Document {
	t.Helper()
	doc, err := ReadText(context.Background(), input.Source{Data: data}, input.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func TestText(t *testing.T) {
	running := []string{"header p1 Mon école", "footer p1 Page 1"}
	tests := []struct {
		name, body string
		want       []string
	}{
		{"headings and their numbers", `<text:h text:style-name="Heading_20_1" text:outline-level="1">Contexte</text:h><text:h text:outline-level="2">Besoin</text:h><text:p text:style-name="Heading_20_1">Par le style</text:p>`,
			[]string{"heading1 p1 1. Contexte", "heading2 p1 1.1 Besoin", "heading1 p1 Par le style"}},
		{"spaces, tabs, lines", "<text:p>un\n   deux<text:s text:c=\"3\"/>trois<text:tab/>quatre<text:line-break/>cinq</text:p>", []string{"paragraph p1 un deux trois quatre cinq"}},
		{"lists in lists", `<text:list><text:list-item><text:p>a</text:p><text:p>suite</text:p><text:list><text:list-item><text:p>b</text:p></text:list-item></text:list></text:list-item></text:list>`,
			[]string{"list-item1 p1 a", "paragraph p1 suite", "list-item2 p1 b"}},
		{"pages by styles and soft breaks", `<text:p>a</text:p><text:p text:style-name="P2">b</text:p><text:p>c <text:soft-page-break/>d</text:p><text:p text:style-name="P3">e</text:p><text:p>f</text:p><text:soft-page-break/><text:p>g</text:p>`,
			[]string{"paragraph p1 a", "paragraph p2 b", "paragraph p2 c d", "paragraph p3 e", "paragraph p4 f", "paragraph p5 g"}},
		{"notes at their call", `<text:p>un chiffre<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>INSEE</text:p></text:note-body></text:note> cité</text:p>`,
			[]string{"paragraph p1 un chiffre cité", "footnote p1 INSEE"}},
		{"contents", `<text:table-of-content><text:table-of-content-source><text:index-title-template>x</text:index-title-template></text:table-of-content-source><text:index-body><text:index-title><text:p>Sommaire</text:p></text:index-title><text:p>Contexte<text:tab/>4</text:p></text:index-body></text:table-of-content>`,
			[]string{"heading1 p1 Sommaire", "toc p1 Contexte 4"}},
		{"captions", `<text:p text:style-name="Figure">Mon schéma</text:p><text:p>Tableau <text:sequence>2</text:sequence> RACI</text:p>`, []string{"caption p1 Mon schéma", "caption p1 Tableau 2 RACI"}},
		{"deleted text is not there", `<text:tracked-changes><text:changed-region><text:deletion><text:p>vieux</text:p></text:deletion></text:changed-region></text:tracked-changes><text:p>neuf<text:change-start/> encore</text:p>`, []string{"paragraph p1 neuf encore"}},
		{"hidden text", `<text:p>visible <text:span text:style-name="T1">blanc </text:span><text:span text:style-name="T2">masqué </text:span><text:span text:style-name="T3">minuscule</text:span></text:p>`, []string{"paragraph p1 visible", "hidden paragraph p1 blanc masqué minuscule"}},
		{"table with spans", `<table:table><table:table-column table:number-columns-repeated="3"/><table:table-header-rows><table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>large</text:p></table:table-cell><table:covered-table-cell/><table:table-cell table:style-name="C1"><text:p><text:span text:style-name="T1">clair</text:span></text:p></table:table-cell></table:table-row></table:table-header-rows>
			<table:table-row><table:covered-table-cell/><table:table-cell table:number-columns-repeated="2"><text:p>b</text:p></table:table-cell></table:table-row></table:table>`, []string{"table p1 large||clair/|b|b"}},
		{"text box and picture", `<text:p>ancre<draw:frame svg:width="10cm" svg:height="10cm"><draw:text-box><text:p>dedans</text:p></draw:text-box></draw:frame><draw:frame svg:width="21cm" svg:height="14.85cm" text:anchor-type="as-char"><draw:image/><svg:desc>Gantt</svg:desc></draw:frame></text:p>`, []string{"paragraph p1 ancre", "text-box p1 dedans"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc := readText(t, pack("text", tt.body))
			want := append(append([]string{}, running...), tt.want...)
			if got := shown(doc.Blocks); !reflect.DeepEqual(got, want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
		})
	}
	doc := readText(t, pack("text", tests[len(tests)-1].body))
	if img := doc.Pages[0].Images; len(img) != 1 || img[0].Alt != "Gantt" || img[0].Share < 0.49 || img[0].Share > 0.51 {
		t.Errorf("images %+v", img)
	}
	if doc.Pages[0].Printed != "1" {
		t.Errorf("printed %q", doc.Pages[0].Printed)
	}
}

func TestProperties(t *testing.T) {
	meta := `<office:document-meta ` + ns + `><office:meta><meta:generator>LibreOffice/7.4.7.2$Linux_X86_64</meta:generator><dc:title>Rapport</dc:title><meta:initial-creator>Ana</meta:initial-creator><meta:creation-date>2024-05-06T07:08:09.5</meta:creation-date><meta:document-statistic meta:page-count="3"/></office:meta></office:document-meta>`
	body := strings.Repeat(`<text:p>`+strings.Repeat("du texte de rapport ", 400)+`</text:p>`, 1)
	changed := `<text:tracked-changes><text:changed-region><text:insertion/></text:changed-region></text:tracked-changes>`
	doc := readText(t, pack("text", changed+body+`<text:p>x<office:annotation><text:p>note</text:p></office:annotation></text:p>`, "meta.xml", meta))
	if doc.Count.Total != 3 || doc.Count.Method != document.Declared {
		t.Errorf("count %+v", doc.Count)
	}
	if s := doc.Source; s.Producer != "LibreOffice/7.4.7.2" || s.Title != "Rapport" || s.Author != "Ana" || s.Created.Year() != 2024 {
		t.Errorf("source %+v", s)
	}
	codes := map[string]string{}
	for _, w := range doc.Warnings {
		codes[w.Code] = w.Arg
	}
	if !reflect.DeepEqual(codes, map[string]string{document.WarnPending: "1", document.WarnComments: "1"}) {
		t.Errorf("warnings %v", codes)
	}
}

func TestSlides(t *testing.T) {
	body := `<draw:page draw:master-page-name="Standard"><draw:frame presentation:class="outline"><draw:text-box><text:list><text:list-item><text:p>un</text:p></text:list-item></text:list></draw:text-box></draw:frame>
		<draw:frame presentation:class="title"><draw:text-box><text:p>Results</text:p></draw:text-box></draw:frame>
		<draw:g><draw:custom-shape><text:p>forme</text:p></draw:custom-shape></draw:g>
		<draw:frame><table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table></draw:frame>
		<presentation:notes><draw:frame presentation:class="notes"><draw:text-box><text:p>dire bonjour</text:p></draw:text-box></draw:frame></presentation:notes></draw:page>
		<draw:page draw:style-name="dp1"><draw:frame><draw:text-box><text:p>secret</text:p></draw:text-box></draw:frame></draw:page>`
	doc, err := ReadSlides(context.Background(), input.Source{Data: pack("presentation", body)}, input.Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"heading1 p1 Results", "list-item1 p1 un", "text-box p1 forme", "table p1 a|b", "note p1 dire bonjour", "hidden text-box p2 secret"}
	if got := shown(doc.Blocks); !reflect.DeepEqual(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
	if doc.Count != (document.PageCount{Total: 2, Method: document.Exact}) {
		t.Errorf("count %+v", doc.Count)
	}
	if len(doc.Warnings) != 1 || doc.Warnings[0].Code != document.WarnHiddenSlides || !reflect.DeepEqual(doc.Warnings[0].Pages, []int{2}) {
		t.Errorf("warnings %+v", doc.Warnings)
	}
}

func TestRefused(t *testing.T) {
	tests := []struct {
		name string
		data []byte
		code input.Code
	}{
		{"no content", ziptest.Build("styles.xml", "<a/>"), input.Damaged},
		{"truncated", pack("text", "<text:p>x</text:p>")[:200], input.Damaged},
		{"broken XML", ziptest.Build("content.xml", "<a><b>"), input.Damaged},
		{"no body", ziptest.Build("content.xml", "<a><b/></a>"), input.Damaged},
		{"deep XML", pack("text", strings.Repeat("<text:section>", 300)+strings.Repeat("</text:section>", 300)), input.Hostile},
		{"password", pack("text", "", "META-INF/manifest.xml", `<manifest:manifest `+ns+`><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>`), input.Encrypted},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := ReadText(context.Background(), input.Source{Data: tt.data}, input.Options{}); input.CodeOf(err) != tt.code {
				t.Errorf("text: error %v, want %s", err, tt.code)
			}
			if _, err := ReadSlides(context.Background(), input.Source{Data: tt.data}, input.Options{}); tt.name != "deep XML" && input.CodeOf(err) != tt.code {
				t.Errorf("slides: error %v, want %s", err, tt.code)
			}
		})
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := ReadText(ctx, input.Source{Data: pack("text", "")}, input.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want the context's", err)
	}
}

func TestLimits(t *testing.T) {
	body := strings.Repeat("<text:p>dix lettres</text:p>", 100)
	doc, err := ReadText(context.Background(), input.Source{Data: pack("text", body)}, input.Options{Limits: input.Limits{TextRunes: 200}})
	if err != nil {
		t.Fatal(err)
	}
	if len(doc.Blocks) > 30 || len(doc.Warnings) == 0 || doc.Warnings[len(doc.Warnings)-1].Code != document.WarnTruncated {
		t.Errorf("%d blocks, warnings %+v", len(doc.Blocks), doc.Warnings)
	}
}

func TestUnescape(t *testing.T) {
	for in, want := range map[string]string{"Heading_20_1": "Heading 1", "Text_20_body": "Text body", "P1": "P1", "a_b": "a_b", "_": "_", "x_5f_y": "x_y", "": ""} {
		if got := unescape(in); got != want {
			t.Errorf("unescape(%q) = %q, want %q", in, got, want)
		}
	}
}

var fuzzTags = []string{
	"text:p", `text:p text:style-name="P2"`, `text:h text:outline-level="99"`, "text:span", `text:span text:style-name="T1"`, `text:s text:c="999999999"`, "text:tab", "text:line-break", "text:soft-page-break",
	"text:list", "text:list-item", "text:note", "text:note-body", "text:table-of-content", "text:index-body", "text:index-title", "text:bibliography", "text:section", "text:sequence", "text:page-number", "text:tracked-changes",
	"table:table", `table:table-column table:number-columns-repeated="9999999"`, "table:table-row", `table:table-cell table:number-columns-spanned="99999"`, `table:table-cell table:number-columns-repeated="99999"`, "table:covered-table-cell", "table:table-header-rows",
	`draw:frame svg:width="9e9cm" svg:height="9e9cm"`, "draw:text-box", "draw:image", "draw:custom-shape", "draw:g", "draw:page", `draw:frame presentation:class="title"`, "presentation:notes", `draw:frame presentation:class="notes"`, "svg:desc", "office:annotation",
}

func FuzzText(f *testing.F) {
	f.Add([]byte{60, 45, 0, 61, 62})
	f.Add([]byte("Le projet de la ligne, ses pages et ses tableaux"))
	f.Fuzz(func(t *testing.T, data []byte) {
		for kind, read := range map[string]input.Reader{"text": ReadText, "presentation": ReadSlides} {
			doc, err := read(context.Background(), input.Source{Data: pack(kind, ziptest.Tree(data, fuzzTags))}, input.Options{})
			if err != nil {
				if input.CodeOf(err) == "" {
					t.Errorf("an error without a code: %v", err)
				}
				continue
			}
			for _, b := range doc.Blocks {
				if b.Page < 1 || b.EndPage < b.Page || b.EndPage > len(doc.Pages) && kind == "presentation" {
					t.Fatalf("block on pages %d to %d of %d", b.Page, b.EndPage, len(doc.Pages))
				}
			}
		}
	})
}

func FuzzStyles(f *testing.F) {
	f.Add(sheet)
	f.Add(`<a><styles><style style:name="A" style:family="paragraph" style:parent-style-name="A"/></styles></a>`)
	f.Fuzz(func(t *testing.T, styles string) {
		data := ziptest.Build("content.xml", `<a><body><text><p style-name="A">lu</p></text></body></a>`, "styles.xml", styles)
		doc, err := ReadText(context.Background(), input.Source{Data: data}, input.Options{})
		if err != nil {
			t.Skip() // a ratio or a size over the limits
		}
		if doc.Count.Total < 1 {
			t.Error("no page")
		}
	})
}

// TestDoubledSpaces has the spaces that the format writes as elements seen.
func TestDoubledSpaces(t *testing.T) {
	for _, c := range []struct{ body, want string }{
		{`<text:p>Le budget <text:s/>est tenu.</text:p>`, "est"},
		{`<text:p>Le budget <text:s text:c="5"/>est tenu.</text:p>`, ""},
		{`<text:p>Le budget est tenu.</text:p>`, ""},
	} {
		doc, err := ReadText(context.Background(), input.Source{Data: pack("text", c.body)}, input.Options{})
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, b := range doc.Blocks {
			for _, at := range b.Doubled {
				got += strings.Fields(b.Text[at:])[0]
			}
		}
		if got != c.want {
			t.Errorf("%s: before %q, want %q", c.body, got, c.want)
		}
	}
}
