package extractors

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"
	"unicode/utf16"

	"prejury/extractors/document"
	"prejury/extractors/input"
)

// archive makes a zip of names and contents, in turn.
func archive(t testing.TB, files ...string) []byte {
	var buf bytes.Buffer
	w := zip.NewWriter(&buf)
	for i := 0; i < len(files); i += 2 {
		f, err := w.Create(files[i])
		if err != nil {
			t.Fatal(err)
		}
		f.Write([]byte(files[i+1]))
	}
	w.Close()
	return buf.Bytes()
}

// ole makes what begins like an OLE compound file with a stream of that name.
func ole(name string) []byte {
	b := []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 504))
	for _, u := range utf16.Encode([]rune(name)) {
		b = append(b, byte(u), byte(u>>8))
	}
	return append(b, 0, 0)
}

const contentTypes = `<Types><Override PartName="/x.xml" ContentType="application/vnd.openxmlformats-officedocument.%s.main+xml"/></Types>`

func ooxml(t testing.TB, kind string, files ...string) []byte {
	return archive(t, append([]string{"[Content_Types].xml", strings.Replace(contentTypes, "%s", kind, 1)}, files...)...)
}

func TestSniff(t *testing.T) {
	odf := func(kind string, more ...string) []byte {
		return archive(t, append([]string{"mimetype", "application/vnd.oasis.opendocument." + kind}, more...)...)
	}
	for _, c := range []struct {
		name   string
		data   []byte
		format document.Format
		code   input.Code
		detail string
	}{
		{"pdf", []byte("%PDF-1.7\n"), document.PDF, "", ""},
		{"pdf after junk", []byte(strings.Repeat("x", 900) + "%PDF-1.4"), document.PDF, "", ""},
		{"pdf too far", []byte(strings.Repeat("x", 2000) + "%PDF-1.4"), "", input.Unknown, "text"},
		{"pdf without header", []byte("%\xe2\xe3\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\r\n"), document.PDF, "", ""},
		{"pdf without header, cut", []byte("1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj <<"), "", input.Unknown, "text"},
		{"text about a pdf", []byte("Un PDF finit par une table :\n1 0 obj, endobj, startxref\n9\n%%EOF, et voilà.\n"), "", input.Unknown, "text"},
		{"end of a pdf", []byte(strings.Repeat("x\n", 800) + "1 0 obj\nendobj\nstartxref\n9\n%%EOF\n"), "", input.Unknown, "text"},
		{"docx", ooxml(t, "wordprocessingml.document", "word/document.xml", ""), document.DOCX, "", ""},
		{"docx by its folder", archive(t, "[Content_Types].xml", "<Types/>", "word/document.xml", ""), document.DOCX, "", ""},
		{"docx, strange names", ooxml(t, "wordprocessingml.document", "w/d.xml", ""), document.DOCX, "", ""},
		{"pptx", ooxml(t, "presentationml.presentation", "ppt/presentation.xml", ""), document.PPTX, "", ""},
		{"xlsx", ooxml(t, "spreadsheetml.sheet", "xl/workbook.xml", ""), "", input.Unsupported, "xlsx"},
		{"odt", odf("text"), document.ODT, "", ""},
		{"odp", odf("presentation"), document.ODP, "", ""},
		{"ods", odf("spreadsheet"), "", input.Unsupported, "ods"},
		{"odt, locked", odf("text", "META-INF/manifest.xml", "<manifest:encryption-data/>"), "", input.Encrypted, "odf"},
		{"epub", archive(t, "mimetype", "application/epub+zip"), "", input.Unsupported, "epub"},
		{"pages", archive(t, "Index/Document.iwa", "", "Data/x", "", "Metadata/y", ""), "", input.Unsupported, "pages"},
		{"zip", archive(t, "a.txt", "b"), "", input.Unknown, "zip"},
		{"docx, cut", ooxml(t, "wordprocessingml.document", "word/document.xml", strings.Repeat("x", 500))[:200], "", input.Damaged, ""},
		{"docx without types", archive(t, "word/document.xml", "", "_rels/.rels", ""), "", input.Damaged, ""},
		{"doc", ole("WordDocument"), "", input.Unsupported, "doc"},
		{"ppt", ole("PowerPoint Document"), "", input.Unsupported, "ppt"},
		{"docx, locked", ole("EncryptedPackage"), "", input.Encrypted, "ooxml"},
		{"ole", ole("Anything"), "", input.Unknown, "ole"},
		{"rtf", []byte(`{\rtf1\ansi`), "", input.Unknown, "rtf"},
		{"html", []byte("\ufeff <!DOCTYPE html><html>"), "", input.Unknown, "html"},
		{"png", []byte("\x89PNG\r\n\x1a\n"), "", input.Unknown, "png"},
		{"jpeg", []byte("\xff\xd8\xff\xe0"), "", input.Unknown, "jpeg"},
		{"text", []byte("Rapport de stage\nIntroduction\n"), "", input.Unknown, "text"},
		{"utf-16", []byte("\xff\xfeR\x00a\x00"), "", input.Unknown, "text"},
		{"bytes", []byte{1, 2, 3, 0, 200, 201}, "", input.Unknown, ""},
		{"nothing", nil, "", input.Empty, ""},
		{"zeros", make([]byte, 4096), "", input.Empty, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			format, err := Sniff(c.data)
			if c.code == "" {
				if err != nil || format != c.format {
					t.Fatalf("got %q, %v", format, err)
				}
				return
			}
			e, ok := err.(*input.Error)
			if !ok || e.Code != c.code || e.Detail != c.detail {
				t.Fatalf("got %q, %v, want %s (%s)", format, err, c.code, c.detail)
			}
		})
	}
}

func FuzzSniff(f *testing.F) {
	f.Add([]byte("%PDF-1.7"))
	f.Add([]byte("1 0 obj\nendobj\nstartxref\n9\n%%EOF"))
	f.Add(ooxml(f, "wordprocessingml.document", "word/document.xml", ""))
	f.Add(ole("WordDocument"))
	f.Fuzz(func(t *testing.T, data []byte) {
		format, err := Sniff(data)
		if (err == nil) != (format != "") {
			t.Fatalf("format %q and error %v", format, err)
		}
		if _, ok := err.(*input.Error); err != nil && !ok {
			t.Fatalf("error of type %T", err)
		}
	})
}
