package compose

import (
	"archive/zip"
	"bytes"
	"fmt"
	"html"
	"strings"

	"prejury/extractors/document"
)

const (
	xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	wordNS  = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	relNS   = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
)

// DOCX writes the report as a Word file, its pages ended where those of the PDF are.
func (r *Report) DOCX() ([]byte, error) {
	var b strings.Builder
	page := 1
	for i := range r.Blocks {
		block := &r.Blocks[i]
		ended := ""
		if block.Page > page {
			b.WriteString(`<w:p><w:r><w:br w:type="page"/></w:r></w:p>`)
			ended, page = `<w:lastRenderedPageBreak/>`, block.Page
		}
		writeBlock(&b, block, ended)
	}
	return pack(r, b.String())
}

func writeBlock(b *strings.Builder, block *Block, ended string) {
	switch block.Kind {
	case document.Table:
		b.WriteString(`<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/></w:tblPr><w:tblGrid>` + strings.Repeat(`<w:gridCol w:w="1200"/>`, len(block.Rows[0])) + `</w:tblGrid>`)
		for _, row := range block.Rows {
			b.WriteString(`<w:tr>`)
			for _, cell := range row {
				b.WriteString(`<w:tc><w:tcPr><w:tcW w:w="1200" w:type="dxa"/></w:tcPr>`)
				para(b, "Normal", cell, ended)
				ended = ""
				b.WriteString(`</w:tc>`)
			}
			b.WriteString(`</w:tr>`)
		}
		b.WriteString(`</w:tbl>`)
	case document.Heading:
		para(b, fmt.Sprintf("Titre%d", block.Level), block.Text, ended)
	case document.ListItem:
		para(b, "Listepuces", block.Text, ended)
	case document.Caption:
		para(b, "Lgende", block.Text, ended)
	default:
		para(b, "Normal", block.Text, ended)
	}
}

func para(b *strings.Builder, style, text, ended string) {
	fmt.Fprintf(b, `<w:p><w:pPr><w:pStyle w:val="%s"/></w:pPr><w:r>%s<w:t xml:space="preserve">%s</w:t></w:r></w:p>`, style, ended, html.EscapeString(text))
}

func styles() string {
	var b strings.Builder
	b.WriteString(`<w:styles ` + wordNS + `>`)
	for _, s := range [][3]string{
		{"Normal", "Normal", ""}, {"Titre1", "heading 1", `<w:pPr><w:outlineLvl w:val="0"/></w:pPr>`}, {"Lgende", "caption", ""},
		{"Listepuces", "List Bullet", `<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>`},
	} {
		fmt.Fprintf(&b, `<w:style w:type="paragraph" w:styleId="%s"><w:name w:val="%s"/>%s</w:style>`, s[0], s[1], s[2])
	}
	return b.String() + `</w:styles>`
}

func pack(r *Report, body string) ([]byte, error) {
	const wml = "application/vnd.openxmlformats-officedocument.wordprocessingml."
	const pkg = "http://schemas.openxmlformats.org/package/2006/relationships"
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, part := range [][2]string{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
			`<Override PartName="/word/document.xml" ContentType="` + wml + `document.main+xml"/><Override PartName="/word/styles.xml" ContentType="` + wml + `styles+xml"/><Override PartName="/word/numbering.xml" ContentType="` + wml + `numbering+xml"/><Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>`},
		{"_rels/.rels", `<Relationships xmlns="` + pkg + `"><Relationship Id="rId1" Type="` + relNS + `/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="` + relNS + `/extended-properties" Target="docProps/app.xml"/></Relationships>`},
		{"word/_rels/document.xml.rels", `<Relationships xmlns="` + pkg + `"><Relationship Id="rId1" Type="` + relNS + `/styles" Target="styles.xml"/><Relationship Id="rId2" Type="` + relNS + `/numbering" Target="numbering.xml"/></Relationships>`},
		{"word/document.xml", `<w:document ` + wordNS + `><w:body>` + body + `<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>`},
		{"word/styles.xml", styles()},
		{"word/numbering.xml", `<w:numbering ` + wordNS + `><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`},
		{"docProps/app.xml", fmt.Sprintf(`<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Microsoft Office Word</Application><Pages>%d</Pages></Properties>`, r.Pages)},
	} {
		w, err := z.Create(part[0])
		if err == nil {
			_, err = w.Write([]byte(xmlHead + part[1]))
		}
		if err != nil {
			return nil, err
		}
	}
	err := z.Close()
	return out.Bytes(), err
}
