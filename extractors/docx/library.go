package docx

import (
	"bytes"
	"strings"

	library "github.com/nguyenthenguyen/docx"

	"prejury/extractors/archive"
)

// libraryBytes is what the library may keep in memory of a package; a bigger one is
// streamed from the archive.
const libraryBytes = 32 << 20

// libraryContent gives the main part as the library reads it. The library knows
// no limits, so the archive is checked before; it finds the main part by its
// usual name alone, and refuses packages that Word opens (without
// word/_rels/document.xml.rels, for one): then the second result is false, and
// the caller reads the archive itself.
func libraryContent(data []byte, main string, a *archive.Archive) (content string, ok bool) {
	if main != "word/document.xml" || libraryReads(a) > libraryBytes {
		return "", false
	}
	defer func() {
		if recover() != nil {
			content, ok = "", false
		}
	}()
	l, err := library.ReadDocxFromMemory(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return "", false
	}
	defer l.Close()
	content = l.Editable().GetContent()
	return content, content != ""
}

// libraryReads gives the bytes of the parts that the library keeps whole.
func libraryReads(a *archive.Archive) int64 {
	var sum int64
	for _, name := range a.Names() {
		if name == "word/document.xml" || strings.HasPrefix(name, "word/_rels/") || strings.HasPrefix(name, "word/header") || strings.HasPrefix(name, "word/footer") {
			sum += a.Size(name)
		}
	}
	return sum
}
