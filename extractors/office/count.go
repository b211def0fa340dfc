package office

import (
	"fmt"

	"prejury/extractors/document"
)

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

// DebugPages gives the first page of every paragraph and the beginning of its text.
func DebugPages(f *Flow) (pages []int, texts []string) {
	f.eachPara(func(p *Para, _ int) {
		pages = append(pages, p.place.page)
		texts = append(texts, fmt.Sprintf("[%s %.1f %s b%.0f a%.0f l%.2f/%d L%.0f F%.0f i%d n%d] %.70q", p.Style, p.Size, p.Fmt.Font, p.Fmt.Before, p.Fmt.After, p.Fmt.Line, p.Fmt.LineRule, p.Fmt.Left, p.Fmt.First, len(p.Images), len(p.Notes), p.Text))
	})
	return
}

// DebugModel lays the flow out again by the model.
func DebugModel(f *Flow) { byLayout(f, 1) }
