package extractors

import (
	"archive/zip"
	"bytes"
	"io"
	"regexp"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"prejury/extractors/document"
	"prejury/extractors/input"
)

// pdfHeaderWithin is how far into a file readers look for its header (ISO
// 32000-1, annex H, implementation note 13).
const pdfHeaderWithin = 1024

// signatures are the first bytes of what people hand in by mistake, and how an
// error names it.
var signatures = []struct{ prefix, name string }{
	{"{\\rtf", "rtf"},
	{"\x89PNG", "png"},
	{"\xff\xd8\xff", "jpeg"},
	{"GIF8", "gif"},
	{"II*\x00", "tiff"},
	{"MM\x00*", "tiff"},
	{"BM", "bmp"},
	{"%!PS", "postscript"},
	{"\x1f\x8b", "gzip"},
	{"7z\xbc\xaf\x27\x1c", "7z"},
	{"Rar!", "rar"},
	{"ID3", "audio"},
	{"MZ", "program"},
	{"\x7fELF", "program"},
	{"SQLite format 3", "database"},
}

// Sniff tells a file's format from its content. The error is an *input.Error: a
// known format that is not read is Unknown or Unsupported, and its Detail names it.
func Sniff(data []byte) (document.Format, error) {
	if len(bytes.TrimLeft(data, "\x00")) == 0 {
		return "", &input.Error{Code: input.Empty}
	}
	if bytes.HasPrefix(data, []byte("PK")) {
		return sniffZip(data)
	}
	if bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")) {
		return "", sniffOLE(data)
	}
	if bytes.Contains(data[:min(len(data), pdfHeaderWithin)], []byte("%PDF-")) {
		return document.PDF, nil
	}
	for _, s := range signatures {
		if bytes.HasPrefix(data, []byte(s.prefix)) {
			return "", &input.Error{Code: input.Unknown, Detail: s.name}
		}
	}
	if headless(data) {
		return document.PDF, nil
	}
	return "", &input.Error{Code: input.Unknown, Detail: sniffText(data)}
}

// An object of a PDF, and what ends the file: ISO 32000-1, 7.3.10 and 7.5.5.
var (
	pdfObject = regexp.MustCompile(`(?:^|[\x00\t\n\f\r ])\d{1,10}[\x00\t\n\f\r ]+\d{1,5}[\x00\t\n\f\r ]+obj[^a-zA-Z]`)
	pdfEnd    = regexp.MustCompile(`startxref[\x00\t\n\f\r ]+\d{1,12}[\x00\t\n\f\r ]+%%EOF[\x00\t\n\f\r ]*$`)
)

// headless reports whether a file is a PDF but for its header, which readers do
// without: it begins with an object and ends as one does.
func headless(data []byte) bool {
	head, tail := data[:min(len(data), pdfHeaderWithin)], data[max(0, len(data)-pdfHeaderWithin):]
	return pdfObject.Match(head) && pdfEnd.Match(tail) && bytes.Contains(data, []byte("endobj"))
}

// sniffText names text by its kind, "" for what is no text.
func sniffText(data []byte) string {
	head := data[:min(len(data), 4096)]
	if bytes.HasPrefix(head, []byte("RIFF")) && len(head) > 12 && string(head[8:12]) == "WEBP" {
		return "webp"
	}
	if len(head) > 12 && string(head[4:8]) == "ftyp" {
		if brand := string(head[8:12]); brand == "heic" || brand == "mif1" || brand == "heix" {
			return "heic"
		}
		return "video"
	}
	low := strings.ToLower(string(bytes.TrimLeft(head, "\xef\xbb\xbf \t\r\n")))
	switch {
	case strings.HasPrefix(low, "<!doctype html"), strings.HasPrefix(low, "<html"), strings.HasPrefix(low, "<head"), strings.HasPrefix(low, "<body"):
		return "html"
	case strings.HasPrefix(low, "<?xml") && strings.Contains(low, "<html"):
		return "html"
	case strings.HasPrefix(low, "<?xml") && strings.Contains(low, "progid=\"word.document\""):
		return "word-xml"
	case strings.HasPrefix(low, "<svg"), strings.HasPrefix(low, "<?xml"):
		return "xml"
	case strings.HasPrefix(low, "mime-version:"), strings.HasPrefix(low, "from: "):
		return "mhtml"
	case strings.HasPrefix(low, "\\documentclass"):
		return "latex"
	}
	if isText(head) {
		return "text"
	}
	return ""
}

// isText reports whether the bytes are text of one of the usual encodings.
func isText(b []byte) bool {
	if len(b) >= 2 && (b[0] == 0xff && b[1] == 0xfe || b[0] == 0xfe && b[1] == 0xff) {
		return true
	}
	if bytes.IndexByte(b, 0) >= 0 {
		return false
	}
	control := 0
	for _, c := range b {
		if c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' {
			control++
		}
	}
	return control == 0 || utf8.Valid(b) && control*100 < len(b)
}

// sniffZip looks at the names of an archive: ECMA-376 part 2, and ODF 1.3 part 2
// for the entry "mimetype".
func sniffZip(data []byte) (document.Format, error) {
	zr, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		if bytes.Contains(data[:min(len(data), 64<<10)], []byte("[Content_Types].xml")) ||
			bytes.Contains(data[:min(len(data), 128)], []byte("mimetypeapplication/vnd.oasis")) {
			return "", &input.Error{Code: input.Damaged, Err: err}
		}
		return "", &input.Error{Code: input.Unknown, Detail: "zip", Err: err}
	}
	dirs := map[string]bool{}
	var types, mimetype, manifest *zip.File
	for _, f := range zr.File {
		name := strings.ReplaceAll(f.Name, "\\", "/")
		name = strings.TrimPrefix(name, "/")
		switch {
		case strings.EqualFold(name, "[Content_Types].xml"):
			types = f
		case name == "mimetype":
			mimetype = f
		case name == "META-INF/manifest.xml":
			manifest = f
		}
		if i := strings.IndexByte(name, '/'); i > 0 {
			dirs[strings.ToLower(name[:i])] = true
		}
	}
	if mimetype != nil {
		return sniffODF(head(mimetype, 256), manifest)
	}
	if types == nil {
		switch {
		case dirs["word"] && dirs["_rels"]:
			return "", input.Errorf(input.Damaged, "", "no [Content_Types].xml")
		case dirs["index"] || dirs["data"] && dirs["metadata"]:
			return "", &input.Error{Code: input.Unsupported, Detail: "pages"}
		}
		return "", &input.Error{Code: input.Unknown, Detail: "zip"}
	}
	return sniffOOXML(head(types, 1<<20), dirs)
}

// sniffOOXML decides by the content type of the main part, whatever its name.
func sniffOOXML(types string, dirs map[string]bool) (document.Format, error) {
	has := func(s string) bool { return strings.Contains(types, s) }
	switch {
	case has("wordprocessingml.document.main"), has("wordprocessingml.template.main"),
		has("ms-word.document.macroEnabled.main"), has("ms-word.template.macroEnabledTemplate.main"):
		return document.DOCX, nil
	case has("presentationml.presentation.main"), has("presentationml.slideshow.main"), has("presentationml.template.main"),
		has("ms-powerpoint.presentation.macroEnabled.main"), has("ms-powerpoint.slideshow.macroEnabled.main"):
		return document.PPTX, nil
	case has("spreadsheetml"):
		return "", &input.Error{Code: input.Unsupported, Detail: "xlsx"}
	case has("visio"):
		return "", &input.Error{Code: input.Unsupported, Detail: "vsdx"}
	case dirs["word"]:
		return document.DOCX, nil
	case dirs["ppt"]:
		return document.PPTX, nil
	case dirs["xl"]:
		return "", &input.Error{Code: input.Unsupported, Detail: "xlsx"}
	}
	return "", &input.Error{Code: input.Unknown, Detail: "zip"}
}

func sniffODF(mime string, manifest *zip.File) (document.Format, error) {
	const odf = "application/vnd.oasis.opendocument."
	mime = strings.TrimSpace(mime)
	if strings.HasPrefix(mime, "application/epub") {
		return "", &input.Error{Code: input.Unsupported, Detail: "epub"}
	}
	if manifest != nil && strings.Contains(head(manifest, 1<<20), "encryption-data") {
		return "", &input.Error{Code: input.Encrypted, Detail: "odf"}
	}
	kind, ok := strings.CutPrefix(mime, odf)
	switch {
	case !ok:
		return "", &input.Error{Code: input.Unknown, Detail: "zip"}
	case strings.HasPrefix(kind, "text"):
		return document.ODT, nil
	case strings.HasPrefix(kind, "presentation"):
		return document.ODP, nil
	case strings.HasPrefix(kind, "spreadsheet"):
		return "", &input.Error{Code: input.Unsupported, Detail: "ods"}
	}
	return "", &input.Error{Code: input.Unsupported, Detail: "odf"}
}

// head gives the first bytes of an entry, "" when it cannot be read.
func head(f *zip.File, n int64) string {
	r, err := f.Open()
	if err != nil {
		return ""
	}
	defer r.Close()
	b, _ := io.ReadAll(io.LimitReader(r, n))
	return string(b)
}

// sniffOLE tells what an OLE compound file holds (MS-CFB) by the names of its
// streams, which are UTF-16 in its directory.
func sniffOLE(data []byte) error {
	has := func(name string) bool {
		var b []byte
		for _, u := range utf16.Encode([]rune(name)) {
			b = append(b, byte(u), byte(u>>8))
		}
		return bytes.Contains(data, b)
	}
	switch {
	case has("EncryptedPackage"):
		return &input.Error{Code: input.Encrypted, Detail: "ooxml"}
	case has("WordDocument"):
		return &input.Error{Code: input.Unsupported, Detail: "doc"}
	case has("PowerPoint Document"):
		return &input.Error{Code: input.Unsupported, Detail: "ppt"}
	case has("Workbook"), has("Book"):
		return &input.Error{Code: input.Unsupported, Detail: "xls"}
	case has("__properties_version1.0"):
		return &input.Error{Code: input.Unsupported, Detail: "msg"}
	}
	return &input.Error{Code: input.Unknown, Detail: "ole"}
}
