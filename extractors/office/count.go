package office

import "prejury/extractors/document"

// Declared is what a file's properties say of its size.
type Declared struct {
	Pages int // -1 when not said
	Words int // -1 when not said
	// Trusted says that the program that wrote the file lays pages out and keeps
	// this count: Microsoft Word, LibreOffice.
	Trusted bool
}

// Debug shows what each way of counting gives; for the tests that measure them.
var Debug func(f *Flow, marks, model *Placement, said Declared)

// Paginate gives every paragraph its page and the document its count.
func Paginate(f *Flow, said Declared) (document.PageCount, *Placement) {
	if Debug != nil {
		Debug(f, byMarks(f), byLayout(f, 1), said)
	}
	marks := byMarks(f)
	c := document.PageCount{Total: marks.Total, Method: document.Declared, Margin: 1}
	return c, marks
}
