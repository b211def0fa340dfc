package docx

import (
	"bytes"

	library "github.com/nguyenthenguyen/docx"

	"prejury/extractors/archive"
)

// libraryBytes is the size of a main part over which it is streamed from the
// archive: the library keeps every part it reads in memory.
const libraryBytes = 32 << 20

// libraryContent gives the main part as the library reads it. The library knows
// no limits, so the archive is checked before; it finds the main part by its
// usual name alone, and refuses packages that Word opens (without
// word/_rels/document.xml.rels, for one): then the second result is false, and
// the caller reads the archive itself.
func libraryContent(data []byte, main string, a *archive.Archive) (content string, ok bool) {
	if main != "word/document.xml" || a.Size(main) > libraryBytes {
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
