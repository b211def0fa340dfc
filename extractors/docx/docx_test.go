package docx

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
	nsW     = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wp="wp" xmlns:a="a" xmlns:pic="pic" xmlns:wps="wps" xmlns:v="v" xmlns:m="m"`
	relBase = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
)

// pack makes a .docx of a body and of other parts: name without word/ and .xml, content.
func pack(body string, parts ...string) []byte {
	rels := ""
	pairs := []string{
		"_rels/.rels", `<Relationships><Relationship Id="r1" Type="` + relBase + `officeDocument" Target="word/document.xml"/><Relationship Id="r2" Type="` + relBase + `extended-properties" Target="docProps/app.xml"/></Relationships>`,
		"word/document.xml", `<?xml version="1.0" encoding="UTF-8"?><w:document ` + nsW + `><w:body>` + body + `</w:body></w:document>`,
	}
	for i := 0; i+1 < len(parts); i += 2 {
		if strings.HasPrefix(parts[i], "docProps/") {
			pairs = append(pairs, parts[i], parts[i+1])
			continue
		}
		typ := strings.TrimRight(parts[i], "0123456789")
		rels += fmt.Sprintf(`<Relationship Id="%s" Type="%s%s" Target="%s.xml"/>`, parts[i], relBase, typ, parts[i])
		pairs = append(pairs, "word/"+parts[i]+".xml", parts[i+1])
	}
	pairs = append(pairs, "word/_rels/document.xml.rels", "<Relationships>"+rels+"</Relationships>")
	return ziptest.Build(pairs...)
}

// styleSheet has the styles that a French Word gives to a report.
const styleSheet = `<w:styles ` + nsW + `>
<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Titre1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Titre2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Annexe"><w:name w:val="Annexe perso"/><w:basedOn w:val="Titre1"/></w:style>
<w:style w:type="paragraph" w:styleId="Plan3"><w:name w:val="Plan trois"/><w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="TM1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Entte"><w:name w:val="TOC Heading"/><w:basedOn w:val="Titre1"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Lgende"><w:name w:val="caption"/></w:style>
<w:style w:type="paragraph" w:styleId="Cache"><w:name w:val="Caché"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/><w:basedOn w:val="B"/></w:style>
<w:style w:type="paragraph" w:styleId="B"><w:name w:val="B"/><w:basedOn w:val="A"/></w:style>
<w:style w:type="table" w:styleId="Grille"><w:name w:val="Grid"/><w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:fill="4472C4"/></w:tcPr></w:tblStylePr></w:style>
</w:styles>`

// p makes a paragraph, style "" for none.
func p(style, text string) string {
	if style != "" {
		style = `<w:pPr><w:pStyle w:val="` + style + `"/></w:pPr>`
	}
	return `<w:p>` + style + `<w:r><w:t xml:space="preserve">` + text + `</w:t></w:r></w:p>`
}

// show gives a block on one line: kind, level, page, text.
func show(b document.Block) string {
	s := string(b.Kind)
	if b.Level > 0 {
		s += fmt.Sprint(b.Level)
	}
	if b.Hidden {
		s = "hidden " + s
	}
	return fmt.Sprintf("%s p%d %s", s, b.Page, strings.ReplaceAll(strings.ReplaceAll(b.Text, "\n", "/"), "\t", "|"))
}

func shown(blocks []document.Block) []string {
	var out []string
	for _, b := range blocks {
		out = append(out, show(b))
	}
	return out
}

func read(t *testing.T, data []byte) *document.Document {
	t.Helper()
	doc, err := Read(context.Background(), input.Source{Name: "x.docx", Data: data}, input.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func TestBlocks(t *testing.T) {
	run := func(props, text string) string {
		return `<w:r><w:rPr>` + props + `</w:rPr><w:t xml:space="preserve">` + text + `</w:t></w:r>`
	}
	const begin, separate, end = `<w:r><w:fldChar w:fldCharType="begin"/></w:r>`, `<w:r><w:fldChar w:fldCharType="separate"/></w:r>`, `<w:r><w:fldChar w:fldCharType="end"/></w:r>`
	instr := func(s string) string { return `<w:r><w:instrText>` + s + `</w:instrText></w:r>` }
	field := func(code, result string) string { return begin + instr(code) + separate + result + end }
	plain := func(text string) string { return run("", text) }
	box := func(text string) string {
		return `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:extent cx="1270000" cy="635000"/><wps:txbx><w:txbxContent>` + text + `</w:txbxContent></wps:txbx></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>` + text + `</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>`
	}
	tests := []struct {
		name, body string
		want       []string
	}{
		{"headings by style, localised id, chain, outline",
			p("Titre1", "Un") + p("Titre2", "Deux") + p("Annexe", "Annexe") + p("Plan3", "Trois") + p("berschrift2", "Zwei") + p("", "Texte"),
			[]string{"heading1 p1 Un", "heading2 p1 Deux", "heading1 p1 Annexe", "heading3 p1 Trois", "heading2 p1 Zwei", "paragraph p1 Texte"}},
		{"outline level of the paragraph itself", `<w:p><w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:r><w:t>Partie</w:t></w:r></w:p>`, []string{"heading2 p1 Partie"}},
		{"style based on itself", p("A", "Texte"), []string{"paragraph p1 Texte"}},
		{"numbered headings and lists",
			`<w:p><w:pPr><w:pStyle w:val="Titre1"/><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>Contexte</w:t></w:r></w:p>` +
				`<w:p><w:pPr><w:pStyle w:val="Titre2"/><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>Besoin</w:t></w:r></w:p>` +
				`<w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="2"/></w:numPr></w:pPr><w:r><w:t>point</w:t></w:r></w:p>`,
			[]string{"heading1 p1 1. Contexte", "heading2 p1 1.1 Besoin", "list-item2 p1 point"}},
		{"bullets typed by hand", p("", "• un") + p("", "- deux") + p("", "-3 °C"), []string{"list-item1 p1 un", "list-item1 p1 deux", "paragraph p1 -3 °C"}},
		{"insertions in, deletions out",
			`<w:p><w:r><w:t xml:space="preserve">Le </w:t></w:r><w:del w:id="1"><w:r><w:delText>vieux</w:delText></w:r></w:del><w:ins w:id="2"><w:r><w:t>nouveau</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>parti</w:t></w:r></w:moveFrom><w:r><w:t xml:space="preserve"> plan</w:t></w:r></w:p>`,
			[]string{"paragraph p1 Le nouveau plan"}},
		{"a deleted paragraph mark joins two paragraphs",
			`<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:r><w:t xml:space="preserve">début </w:t></w:r></w:p>` + p("", "fin"), []string{"paragraph p1 début fin"}},
		{"a deleted row takes nothing of what follows",
			`<w:tbl><w:tr><w:tc>` + p("", "gardé") + `</w:tc><w:tc>` + p("", "aussi") + `</w:tc></w:tr><w:tr><w:trPr><w:del w:id="1"/></w:trPr><w:tc><w:p><w:pPr><w:rPr><w:del w:id="2"/></w:rPr></w:pPr><w:del w:id="3"><w:r><w:delText>ôté</w:delText></w:r></w:del></w:p></w:tc></w:tr></w:tbl>` + p("", "après"),
			[]string{"table p1 gardé|aussi", "paragraph p1 après"}},
		{"a deleted mark before a table joins nothing",
			`<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:r><w:t>avant</w:t></w:r></w:p><w:tbl><w:tr><w:tc>` + p("", "un") + `</w:tc><w:tc>` + p("", "deux") + `</w:tc></w:tr></w:tbl>`,
			[]string{"paragraph p1 avant", "table p1 un|deux"}},
		{"contents by style and by field",
			p("Entte", "Table des matières") + p("TM1", "Introduction\t3") +
				`<w:p>` + `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \o "1-3"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>Partie 4</w:t></w:r></w:p>` +
				`<w:p><w:r><w:t>Suite 5</w:t></w:r></w:p><w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>` + p("", "Corps"),
			[]string{"heading1 p1 Table des matières", "toc p1 Introduction 3", "toc p1 Partie 4", "toc p1 Suite 5", "paragraph p1 Corps"}},
		{"contents typed with links", `<w:p><w:hyperlink w:anchor="_Toc1"><w:r><w:t xml:space="preserve">Conclusion </w:t></w:r>` + field("PAGEREF _Toc1", `<w:r><w:t>40</w:t></w:r>`) + `</w:hyperlink></w:p>`, []string{"toc p1 Conclusion 40"}},
		{"a reference to a heading is no contents line", `<w:p><w:r><w:t xml:space="preserve">Comme vu plus haut dans le chapitre qui traite des risques, voir </w:t></w:r><w:hyperlink w:anchor="_Toc1"><w:r><w:t>3.2</w:t></w:r></w:hyperlink></w:p>`, []string{"paragraph p1 Comme vu plus haut dans le chapitre qui traite des risques, voir 3.2"}},
		{"captions", p("Lgende", "Mon schéma") + `<w:p><w:r><w:t xml:space="preserve">Tableau </w:t></w:r>` + field("SEQ Tableau", `<w:r><w:t>2</w:t></w:r>`) + `<w:r><w:t xml:space="preserve"> RACI</w:t></w:r></w:p>` + p("", "Figure 3 : planning"), []string{"caption p1 Mon schéma", "caption p1 Tableau 2 RACI", "caption p1 Figure 3 : planning"}},
		{"field codes are not text, their results are", `<w:p>` + field("DATE", `<w:r><w:t>6 mai</w:t></w:r>`) + `</w:p>`, []string{"paragraph p1 6 mai"}},
		{"fields within the instruction of a field", `<w:p>` + plain("avant ") +
			begin + instr("IF ") + field("PAGE", plain("3")) + instr(" = ") + begin + instr("= ") + field("NUMPAGES", plain("9")) + instr(" - 1") + end + instr(" oui non") + separate + plain("non") + end + plain(" après") + `</w:p>`,
			[]string{"paragraph p1 avant non après"}},
		{"text boxes once", `<w:p><w:r><w:t>ancre</w:t></w:r>` + box(p("", "dedans")) + `</w:p>`, []string{"paragraph p1 ancre", "text-box p1 dedans"}},
		{"hidden text", `<w:p>` + run("", "visible ") + run("<w:vanish/>", "masqué") + run(`<w:color w:val="FFFFFF"/>`, " blanc") + run(`<w:sz w:val="4"/>`, " minuscule") + `</w:p>` + p("Cache", "par style"),
			[]string{"paragraph p1 visible", "hidden paragraph p1 masqué blanc minuscule", "hidden paragraph p1 par style"}},
		{"white on a colour is seen", `<w:p>` + run(`<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="1F3864"/>`, "titre") + `</w:p>`, []string{"paragraph p1 titre"}},
		{"white in a coloured table is seen", `<w:tbl><w:tblPr><w:tblStyle w:val="Grille"/></w:tblPr><w:tr><w:tc><w:p>` + run(`<w:color w:val="FFFFFF"/>`, "Rôle") + `</w:p></w:tc><w:tc>` + p("", "R") + `</w:tc></w:tr></w:tbl>`, []string{"table p1 Rôle|R"}},
		{"formulas", `<w:p><m:oMath><m:r><m:t>ROI</m:t></m:r><m:r><m:t>=12</m:t></m:r></m:oMath></w:p>`, []string{"paragraph p1 ROI=12"}},
		{"hyphens, tabs, symbols", `<w:p><w:r><w:t>mi</w:t><w:noBreakHyphen/><w:t>temps</w:t><w:tab/><w:softHyphen/><w:t>a</w:t><w:br/><w:t>b</w:t><w:sym w:font="Wingdings" w:char="F0E0"/></w:r></w:p>`, []string{"paragraph p1 mi-temps a b→"}},
		{"content controls and smart tags", `<w:sdt><w:sdtContent>` + p("", "dans") + `</w:sdtContent></w:sdt><w:p><w:smartTag><w:r><w:t>un</w:t></w:r></w:smartTag><w:sdt><w:sdtContent><w:r><w:t xml:space="preserve"> deux</w:t></w:r></w:sdtContent></w:sdt></w:p>`, []string{"paragraph p1 dans", "paragraph p1 un deux"}},
	}
	numbering := `<w:numbering ` + nsW + `><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>
		<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl></w:abstractNum>
		<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>`
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc := read(t, pack(tt.body, "styles", styleSheet, "numbering", numbering))
			if got := shown(doc.Blocks); !reflect.DeepEqual(got, tt.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(tt.want, "\n"))
			}
		})
	}
}

func TestTables(t *testing.T) {
	tc := func(props, content string) string {
		return `<w:tc><w:tcPr>` + props + `</w:tcPr>` + content + `</w:tc>`
	}
	tr := func(cells ...string) string { return `<w:tr>` + strings.Join(cells, "") + `</w:tr>` }
	tests := []struct {
		name, rows string
		want       [][]string
	}{
		{"plain", tr(tc("", p("", "a")), tc("", p("", "b"))), [][]string{{"a", "b"}}},
		{"spans and vertical merges", tr(tc(`<w:gridSpan w:val="2"/>`, p("", "large")), tc(`<w:vMerge w:val="restart"/>`, p("", "haut"))) + tr(tc("", p("", "c")), tc("", p("", "d")), tc(`<w:vMerge/>`, p("", "ignoré"))),
			[][]string{{"large", "", "haut"}, {"c", "d", ""}}},
		{"nested after the cell's own text", tr(tc("", p("", "avant")+`<w:tbl>`+tr(tc("", p("", "x")), tc("", p("", "y")))+`</w:tbl>`+p("", "après")), tc("", p("", "z"))), [][]string{{"avant après x y", "z"}}},
		{"rows of unequal length", tr(tc("", p("", "a")), tc("", p("", "b"))) + tr(tc("", p("", "c"))), [][]string{{"a", "b"}, {"c", ""}}},
		{"a deleted row", tr(tc("", p("", "a")), tc("", p("", "b"))) + `<w:tr><w:trPr><w:del/></w:trPr>` + tc("", p("", "x")) + `</w:tr>`, [][]string{{"a", "b"}}},
		{"a wild span is held", tr(tc(`<w:gridSpan w:val="99999999"/>`, p("", "a")), tc("", p("", "b"))), [][]string{append(append([]string{"a"}, make([]string, 62)...), "b")}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc := read(t, pack(`<w:tbl>`+tt.rows+`</w:tbl>`))
			if len(doc.Blocks) != 1 || doc.Blocks[0].Kind != document.Table {
				t.Fatalf("blocks %q", shown(doc.Blocks))
			}
			if got := doc.Blocks[0].Rows; !reflect.DeepEqual(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
	frame := read(t, pack(`<w:tbl>`+tr(tc("", p("", "encadré")))+`</w:tbl><w:tbl>`+tr(tc("", p("", "1")), tc("", p("Titre1", "Contexte")))+`</w:tbl>`, "styles", styleSheet))
	if got, want := shown(frame.Blocks), []string{"paragraph p1 encadré", "heading1 p1 1 Contexte"}; !reflect.DeepEqual(got, want) {
		t.Errorf("frames: got %q, want %q", got, want)
	}
}

func TestNotesHeadersComments(t *testing.T) {
	notes := `<w:footnotes ` + nsW + `><w:footnote w:type="separator" w:id="-1">` + p("", "trait") + `</w:footnote><w:footnote w:id="1">` + p("", "Source : INSEE.") + `</w:footnote></w:footnotes>`
	ends := `<w:endnotes ` + nsW + `><w:endnote w:id="1">` + p("", "Note de fin") + `</w:endnote></w:endnotes>`
	header := `<w:hdr ` + nsW + `>` + p("", "Mon école") + `</w:hdr>`
	footer := `<w:ftr ` + nsW + `><w:p><w:r><w:t xml:space="preserve">Page </w:t></w:r><w:fldSimple w:instr="PAGE"><w:r><w:t>7</w:t></w:r></w:fldSimple></w:p></w:ftr>`
	comments := `<w:comments ` + nsW + `><w:comment w:id="0">` + p("", "à revoir") + `</w:comment><w:comment w:id="1">` + p("", "ok") + `</w:comment></w:comments>`
	body := `<w:p><w:r><w:t>Un chiffre</w:t><w:footnoteReference w:id="1"/></w:r><w:r><w:t xml:space="preserve"> cité</w:t><w:endnoteReference w:id="1"/></w:r></w:p>` +
		`<w:p><w:r><w:br w:type="page"/></w:r></w:p>` + p("", "Suite") +
		`<w:sectPr><w:headerReference w:type="default" r:id="header1"/><w:footerReference w:type="default" r:id="footer1"/><w:pgNumType w:fmt="lowerRoman" w:start="3"/></w:sectPr>`
	doc := read(t, pack(body, "footnotes", notes, "endnotes", ends, "header1", header, "footer1", footer, "comments", comments))
	want := []string{"header p1 Mon école", "footer p1 Page 7", "paragraph p1 Un chiffre cité", "footnote p1 Source : INSEE.", "footnote p1 Note de fin", "paragraph p2 Suite"}
	if got := shown(doc.Blocks); !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if len(doc.Pages) != 2 || doc.Pages[0].Printed != "iii" || doc.Pages[1].Printed != "iv" {
		t.Errorf("pages %+v, want printed iii and iv", doc.Pages)
	}
	if len(doc.Warnings) != 1 || doc.Warnings[0].Code != document.WarnComments || doc.Warnings[0].Arg != "2" {
		t.Errorf("warnings %+v, want two comments", doc.Warnings)
	}
}

func TestImagesSectionsOutline(t *testing.T) {
	img := `<w:p><w:r><w:drawing><wp:inline><wp:extent cx="5040000" cy="5040000"/><wp:docPr id="1" name="x" descr="Diagramme de Gantt"/><a:graphic><a:graphicData><pic:pic/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`
	doc := read(t, pack(p("Titre1", "Planning")+p("Titre2", "Détail")+p("", "Texte")+img, "styles", styleSheet))
	pg := doc.Pages[0]
	if len(pg.Images) != 1 || pg.Images[0].Alt != "Diagramme de Gantt" || pg.Images[0].Share < 0.3 || pg.Images[0].Share > 0.33 {
		t.Errorf("images %+v", pg.Images)
	}
	if got := doc.Blocks[2].Section; !reflect.DeepEqual(got, []string{"Planning", "Détail"}) {
		t.Errorf("section %q", got)
	}
	if got := doc.Blocks[1].Section; !reflect.DeepEqual(got, []string{"Planning"}) {
		t.Errorf("section of a heading %q", got)
	}
	if len(doc.Outline) != 2 || doc.Outline[1].Level != 2 || doc.Outline[1].Page != 1 {
		t.Errorf("outline %+v", doc.Outline)
	}
	if pg.Words != 3 {
		t.Errorf("%d words, want 3", pg.Words)
	}
}

func TestWarnings(t *testing.T) {
	body := `<w:p><w:ins w:id="1"><w:r><w:t>ajout</w:t></w:r></w:ins><w:del w:id="2"><w:r><w:delText>retrait</w:delText></w:r></w:del><w:r><w:rPr><w:vanish/></w:rPr><w:t>trois mots cachés</w:t></w:r></w:p>`
	doc := read(t, pack(body, "styles", "<broken"))
	got := map[string]string{}
	for _, w := range doc.Warnings {
		got[w.Code] = w.Arg
	}
	want := map[string]string{document.WarnPending: "2", document.WarnHiddenText: "3", document.WarnDamaged: ""}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestRefused(t *testing.T) {
	deep := strings.Repeat("<w:sdt><w:sdtContent>", 200) + strings.Repeat("</w:sdtContent></w:sdt>", 200)
	tests := []struct {
		name string
		data []byte
		code input.Code
	}{
		{"no zip", []byte("PK nothing"), input.Damaged},
		{"no main part", ziptest.Build("a", "b"), input.Damaged},
		{"truncated", pack(p("", "x"))[:300], input.Damaged},
		{"broken XML", ziptest.Build("word/document.xml", "<w:document><w:body><w:p>"), input.Damaged},
		{"another root", ziptest.Build("word/document.xml", "<html/>"), input.Damaged},
		{"no body", ziptest.Build("word/document.xml", "<w:document xmlns:w='w'/>"), input.Damaged},
		{"deep XML", pack(deep), input.Hostile},
		{"entities", ziptest.Build("word/document.xml", `<!DOCTYPE a [<!ENTITY x "y">]><w:document/>`), input.Hostile},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Read(context.Background(), input.Source{Data: tt.data}, input.Options{})
			if input.CodeOf(err) != tt.code {
				t.Errorf("error %v, want %s", err, tt.code)
			}
		})
	}
}

func TestOddPackages(t *testing.T) {
	main := `<w:document ` + nsW + `><w:body>` + p("", "lu") + `</w:body></w:document>`
	strict := strings.ReplaceAll(main, "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main")
	tests := map[string][]byte{
		"no relationships at all":    ziptest.Build("word/document.xml", main),
		"main part under any name":   ziptest.Build("_rels/.rels", `<Relationships><Relationship Id="a" Type="`+relBase+`officeDocument" Target="doc/report.xml"/></Relationships>`, "doc/report.xml", main),
		"strict variant":             ziptest.Build("word/document.xml", strict),
		"backslashes, other case":    ziptest.Build(`WORD\document.xml`, main),
		"other prefix":               ziptest.Build("word/document.xml", strings.ReplaceAll(strings.ReplaceAll(main, "w:", "x:"), "xmlns:x=", "xmlns:x=")),
		"with a byte order mark":     ziptest.Build("word/document.xml", "\ufeff"+main),
		"missing part that is named": ziptest.Build("word/document.xml", main, "word/_rels/document.xml.rels", `<Relationships><Relationship Id="a" Type="`+relBase+`footnotes" Target="footnotes.xml"/></Relationships>`),
	}
	for name, data := range tests {
		t.Run(name, func(t *testing.T) {
			if doc := read(t, data); len(doc.Blocks) != 1 || doc.Blocks[0].Text != "lu" {
				t.Errorf("blocks %q", shown(doc.Blocks))
			}
		})
	}
}

func TestLimits(t *testing.T) {
	body := strings.Repeat(p("", "dix lettres"), 100)
	doc, err := Read(context.Background(), input.Source{Data: pack(body)}, input.Options{Limits: input.Limits{TextRunes: 200}})
	if err != nil {
		t.Fatal(err)
	}
	if n := len(doc.Blocks); n == 0 || n > 20 {
		t.Errorf("%d blocks kept of a text over the limit", n)
	}
	if len(doc.Warnings) == 0 || doc.Warnings[len(doc.Warnings)-1].Code != document.WarnTruncated {
		t.Errorf("warnings %+v", doc.Warnings)
	}
	breaks := strings.Repeat(`<w:p><w:r><w:t>x</w:t><w:br w:type="page"/></w:r></w:p>`, 50)
	doc, err = Read(context.Background(), input.Source{Data: pack(breaks)}, input.Options{Limits: input.Limits{Pages: 10}})
	if err != nil {
		t.Fatal(err)
	}
	if doc.Count.Total < 50 || len(doc.Pages) != 10 || doc.Blocks[len(doc.Blocks)-1].Page != 10 {
		t.Errorf("%d pages counted, %d kept", doc.Count.Total, len(doc.Pages))
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Read(ctx, input.Source{Data: pack(body)}, input.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want the context's", err)
	}
}

// fuzzTags are what a fuzzed document is made of.
var fuzzTags = []string{
	"w:p", "w:r", "w:t", "w:pPr", "w:rPr", `w:pStyle w:val="Titre1"`, `w:pStyle w:val="A"`, "w:tbl", "w:tr", "w:tc", "w:tcPr", `w:gridSpan w:val="3"`, "w:vMerge", "w:tblGrid", `w:gridCol w:w="900"`,
	"w:sdt", "w:sdtContent", "w:ins", "w:del", `w:br w:type="page"`, "w:lastRenderedPageBreak", "w:sectPr", `w:pgSz w:w="1e9" w:h="-4"`, `w:cols w:num="99"`, `w:type w:val="continuous"`,
	`w:fldChar w:fldCharType="begin"`, `w:fldChar w:fldCharType="separate"`, `w:fldChar w:fldCharType="end"`, "w:instrText", `w:fldSimple w:instr="TOC"`, "mc:AlternateContent", "mc:Choice", "mc:Fallback",
	"w:drawing", "wp:inline", "wp:anchor", `wp:extent cx="1270000000" cy="127000000"`, "pic:pic", "w:txbxContent", "w:pict", `v:shape style="width:9e9pt;height:-3pt;position:absolute"`, "w:footnoteReference",
	"w:numPr", `w:numId w:val="1"`, `w:ilvl w:val="99"`, "w:vanish", `w:sz w:val="2"`, `w:sz w:val="99999"`, `w:spacing w:line="NaN" w:before="99999" w:lineRule="auto"`, `w:ind w:left="-99999" w:hanging="9999"`, "w:pageBreakBefore", "w:keepNext", `w:trHeight w:val="99999" w:hRule="exact"`, "w:trPr", "w:cantSplit", "w:tblHeader",
}

func FuzzRead(f *testing.F) {
	f.Add([]byte{60, 61, 62, 45, 0, 0, 80, 90, 100})
	f.Add([]byte("Le projet de la ligne, ses pages et ses tableaux"))
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := Read(context.Background(), input.Source{Data: pack(ziptest.Tree(data, fuzzTags), "styles", styleSheet)}, input.Options{})
		if err != nil {
			if input.CodeOf(err) == "" {
				t.Errorf("an error without a code: %v", err)
			}
			return
		}
		if doc.Count.Total < 1 || len(doc.Pages) == 0 {
			t.Fatal("no page")
		}
		for _, b := range doc.Blocks {
			if b.Page < 1 || b.EndPage < b.Page || b.EndPage > len(doc.Pages) {
				t.Fatalf("block on pages %d to %d of %d", b.Page, b.EndPage, len(doc.Pages))
			}
		}
	})
}

// FuzzParts varies the secondary parts, syntax included.
func FuzzParts(f *testing.F) {
	f.Add(styleSheet, `<w:numbering><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`)
	f.Add(`<w:styles><w:style w:styleId="a"><w:basedOn w:val="a"/></w:style></w:styles>`, `<w:numbering><w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="Titre1"/></w:abstractNum></w:numbering>`)
	body := p("Titre1", "Un") + `<w:p><w:pPr><w:numPr><w:ilvl w:val="8"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>`
	f.Fuzz(func(t *testing.T, styles, numbering string) {
		doc, err := Read(context.Background(), input.Source{Data: pack(body, "styles", styles, "numbering", numbering)}, input.Options{})
		if err != nil {
			t.Skip() // a ratio or a size over the limits
		}
		text := ""
		for _, b := range doc.Blocks {
			text += b.Text
		}
		if !strings.Contains(text, "Un") {
			t.Errorf("the text is lost: %q", shown(doc.Blocks))
		}
	})
}

func BenchmarkRead(b *testing.B) {
	var body strings.Builder
	for i := range 60 {
		body.WriteString(p("Titre1", fmt.Sprint("Chapitre ", i)))
		for range 6 {
			body.WriteString(p("", strings.Repeat("Le projet réduit les rebuts de la ligne en six mois. ", 6)))
		}
		body.WriteString(`<w:p><w:r><w:br w:type="page"/></w:r></w:p>`)
	}
	data := pack(body.String(), "styles", styleSheet)
	b.ReportAllocs()
	pages := 0
	for b.Loop() {
		doc, err := Read(context.Background(), input.Source{Data: data}, input.Options{})
		if err != nil {
			b.Fatal(err)
		}
		pages += len(doc.Pages)
	}
	b.ReportMetric(float64(pages)/b.Elapsed().Seconds(), "pages/s")
}
