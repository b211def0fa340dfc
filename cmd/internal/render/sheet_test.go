package render

import (
	"archive/zip"
	"bytes"
	"errors"
	"reflect"
	"strings"
	"testing"
)

// workbook packs the XML of a sheet's rows as a spreadsheet does.
func workbook(t testing.TB, rows string) []byte {
	t.Helper()
	const head, ns = `<?xml version="1.0" encoding="UTF-8"?>`, `"http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	const rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, part := range [][2]string{
		{"[Content_Types].xml", head + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`},
		{"_rels/.rels", head + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="` + rel + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/_rels/workbook.xml.rels", head + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="` + rel + `/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`},
		{"xl/workbook.xml", head + `<workbook xmlns=` + ns + ` xmlns:r="` + rel + `"><sheets><sheet name="Depots" sheetId="1" r:id="rId1"/></sheets></workbook>`},
		{"xl/worksheets/sheet1.xml", head + `<worksheet xmlns=` + ns + `><sheetData>` + rows + `</sheetData></worksheet>`},
	} {
		w, err := z.Create(part[0])
		if err != nil {
			t.Fatal(err)
		}
		w.Write([]byte(part[1]))
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// inline is a row of text cells; an empty text is a cell that is not there.
func inline(n string, texts ...string) string {
	var b strings.Builder
	b.WriteString(`<row r="` + n + `">`)
	for i, s := range texts {
		if s != "" {
			b.WriteString(`<c r="` + string(rune('A'+i)) + n + `" t="inlineStr"><is><t>` + s + `</t></is></c>`)
		}
	}
	return b.String() + `</row>`
}

func TestSheet(t *testing.T) {
	data := workbook(t, inline("2", "candidat", "fichier")+inline("4", "Zoé", "", "x")+`<row r="5"><c r="A5"><v>12</v></c><c r="XFD5" s="0"/></row>`+
		`<row r="1048575"/><row r="1048576"><c r="A1048576" s="0"/></row>`) // what LibreOffice writes where whole columns are formatted
	want := [][]string{nil, {"candidat", "fichier"}, nil, {"Zoé", "", "x"}, {"12"}}
	got, err := Sheet(data)
	if err != nil || len(got) != len(want) {
		t.Fatalf("%q, %v", got, err)
	}
	for i, row := range want {
		if len(got[i])+len(row) > 0 && !reflect.DeepEqual(got[i], row) {
			t.Errorf("row %d: %q", i+1, got[i])
		}
	}
	for name, rows := range map[string]string{
		"far column": inline("1", "candidat") + `<row r="2"><c r="XFD2"><v>1</v></c></row>`,
		"far row":    inline("1", "candidat") + inline("1048576", "Zoé"),
	} {
		if _, err := Sheet(workbook(t, rows)); !errors.Is(err, ErrSheet) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, bad := range [][]byte{nil, []byte("PK\x03\x04"), data[:len(data)/2], workbook(t, "<row")} {
		if got, err := Sheet(bad); err == nil && len(got) > 0 {
			t.Errorf("%d bytes: %q", len(bad), got)
		}
	}
}

// FuzzSheet: whatever the rows of a workbook are, they are read within bounds or
// refused.
func FuzzSheet(f *testing.F) {
	f.Add(inline("1", "candidat", "fichier") + inline("3", "Zoé", "", "a.pdf"))
	f.Add(`<row><c><v>1</v></c><c t="s"><v>99</v></c><c t="b"><v>1</v></c></row>`)
	f.Add(`<row r="-1"><c r="A0" s="4"><f>SUM(A1:A9)</f><v>1e400</v></c></row>`)
	f.Add(`<row r="9999999999"><c r="ZZZZZ1" t="d"><v>2026-06-30</v></c></row>`)
	f.Fuzz(func(t *testing.T, rows string) {
		got, err := Sheet(workbook(t, rows))
		if err != nil && got != nil {
			t.Error("rows and an error")
		}
		if len(got) > sheetRows {
			t.Errorf("%d rows", len(got))
		}
		for _, row := range got {
			if len(row) > sheetColumns {
				t.Errorf("%d columns", len(row))
			}
		}
	})
}
