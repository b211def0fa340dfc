package pdf

import (
	"strings"

	"prejury/extractors/document"
)

func (f *pdfiumFile) facts() facts {
	meta := func(tag string) string {
		f.reserve(8192)
		at := f.heap + 64
		if f.err == nil {
			f.mem.Write(uint32(f.heap), append([]byte(tag), 0))
		}
		n := f.call("FPDF_GetMetaText", f.doc, f.heap, at, 8000)
		if n < 2 || n > 8000 {
			return ""
		}
		return strings.TrimSpace(utf16le(f.bytes(64, uint32(n))))
	}
	return facts{
		title: meta("Title"), author: meta("Author"), producer: meta("Producer"), creator: meta("Creator"),
		created: parseDate(meta("CreationDate")), modified: parseDate(meta("ModDate")),
		locked:   f.locked,
		repaired: f.mended || f.call("FPDF_DocumentHasValidCrossReferenceTable", f.doc) == 0,
	}
}

// maxOutlineDepth bounds the nesting of bookmarks.
const maxOutlineDepth = 12

func (f *pdfiumFile) outline(limit int) []document.OutlineItem {
	var out []document.OutlineItem
	seen := map[uint64]bool{0: true} // the list may be a loop
	var walk func(parent uint64, level int)
	walk = func(parent uint64, level int) {
		for b := f.call("FPDFBookmark_GetFirstChild", f.doc, parent); !seen[b] && len(out) < limit && f.err == nil; b = f.call("FPDFBookmark_GetNextSibling", f.doc, b) {
			seen[b] = true
			item := document.OutlineItem{Level: level, Title: f.bookmarkTitle(b), Page: f.bookmarkPage(b)}
			if item.Title != "" {
				out = append(out, item)
			}
			if level < maxOutlineDepth {
				walk(b, level+1)
			}
		}
	}
	walk(0, 1)
	return out
}

func (f *pdfiumFile) bookmarkTitle(b uint64) string {
	const room = 2048
	f.reserve(room)
	n := f.call("FPDFBookmark_GetTitle", b, f.heap, room)
	if n < 2 || n > room {
		return ""
	}
	return strings.Join(strings.Fields(utf16le(f.bytes(0, uint32(n)))), " ")
}

// bookmarkPage gives the page from 1, 0 when the bookmark leads nowhere.
func (f *pdfiumFile) bookmarkPage(b uint64) int {
	dest := f.call("FPDFBookmark_GetDest", f.doc, b)
	if dest == 0 {
		action := f.call("FPDFBookmark_GetAction", b)
		if action == 0 {
			return 0
		}
		if dest = f.call("FPDFAction_GetDest", f.doc, action); dest == 0 {
			return 0
		}
	}
	return int(int32(f.call("FPDFDest_GetDestPageIndex", f.doc, dest))) + 1
}
