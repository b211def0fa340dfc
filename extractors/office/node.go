// Package office holds what the word processors' formats share: a report as
// paragraphs and tables before it has pages, the making of pages out of it, and
// the making of a document out of both. It knows no file format.
package office

import "prejury/extractors/document"

// What a paragraph, a break or a cell costs beside its text, in runes of the limit
// of text: without it, a file of empty paragraphs has no limit in memory.
const (
	ParaCost = 64
	CellCost = 32
)

// Flow is a report as it was read from a word processor's file.
type Flow struct {
	Nodes    []Node
	Sections []Section
	// Running are the blocks of headers and footers, once each.
	Running []document.Block
	// Dark says that the page's colour is not white, so that white text shows.
	Dark bool
}

// Section is a run of pages with one geometry, in points.
type Section struct {
	Width, Height            float64
	Left, Right, Top, Bottom float64 // margins of the text
	HeaderAt, FooterAt       float64 // distances of the header and the footer from the edge
	Columns                  int
	Start                    SectionStart
	Number                   Numbering
	// Header and Footer are what is printed on the section's ordinary pages.
	Header, Footer []Node
}

// begins reports whether a section, by its index, begins a page: all do but those that go
// on where the one before ends, on paper turned the same way.
func (f *Flow) begins(section int) bool {
	if section < 1 || section >= len(f.Sections) {
		return false
	}
	s, before := &f.Sections[section], &f.Sections[section-1]
	return s.Start != Continuous || (s.Width > s.Height) != (before.Width > before.Height)
}

// SectionStart says where a section begins.
type SectionStart int

// A section begins on the next page, on the same one, or on the next odd or even one.
const (
	NextPage SectionStart = iota
	Continuous
	OddPage
	EvenPage
)

// Numbering is how a section's pages are numbered: from First when Restart is
// set, else on from the section before. Shown says that the number is printed, FirstShown
// that it is on the section's first page too.
type Numbering struct {
	Restart           bool
	First             int
	Format            string // decimal, upperRoman, lowerRoman, upperLetter, lowerLetter
	Shown, FirstShown bool
}

// Node is a paragraph or a table: one of the two is set.
type Node struct {
	Para    *Para
	Table   *TableNode
	Section int // index in Flow.Sections
}

// BreakKind is what ends a page or a column.
type BreakKind int

// Rendered breaks are where the word processor last ended a page; the others are
// the author's.
const (
	Rendered BreakKind = iota
	PageBreak
	ColumnBreak
)

// Break stands before the byte At of a paragraph's text.
type Break struct {
	At   int
	Kind BreakKind
}

// Para is one paragraph. Text is raw: tabs and line breaks (\n) are in it.
type Para struct {
	Kind   document.Kind
	Level  int
	Style  string
	Label  string // number or letter that the word processor puts before the text
	Text   string
	Hidden string // what a reader does not see of it
	White  bool   // Hidden is white text: it shows on a dark picture
	Size   float64
	Bold   bool
	Fmt    Format
	Breaks []Break
	Images []Image
	Notes  []Note
	Boxes  [][]Node

	place       place
	measured    *measured
	measuredFor float64 // the width
}

// Note is a footnote or endnote, with the byte of the text where it is called.
type Note struct {
	At   int
	Text string
}

// Image is a picture in a paragraph, in points. Floating pictures take no room in
// the text when Behind is set. A Shape is a drawing or text box: it takes room,
// and is not shown as a picture.
type Image struct {
	Width, Height    float64
	Alt              string
	Floating, Behind bool
	Shape            bool
	// TopBottom says that text flows above and below a floating picture only.
	TopBottom bool
}

// Format is what of a paragraph's formatting decides how much room it takes, in points.
type Format struct {
	Font                 string
	Before, After        float64
	Line                 float64 // multiple of the font's line when LineRule is 0, else points
	LineRule             LineRule
	Left, Right, First   float64
	Raise                float64 // what text above or below its line's base adds to the line
	PageBefore, KeepNext bool
	KeepLines, NoWidow   bool // NoWidow: widows are allowed
	SameStyleClose       bool // no space between paragraphs of one style
	Auto                 bool // spaces as a browser's: none at the edges of a cell
	AutoItem             bool // and none between the items of a list, of which this is one
}

// LineRule says how Format.Line is meant.
type LineRule int

// Line is a multiple, a minimum or an exact height.
const (
	Multiple LineRule = iota
	AtLeast
	Exactly
)

// TableNode is a table of the flow.
type TableNode struct {
	Rows []Row
	// Columns are the widths of the grid, in points, nil when not known.
	Columns []float64
}

// Row is one row.
type Row struct {
	Cells []Cell
	// Height is the row's least height, or its height when Exact is set, in points.
	Height float64
	Exact  bool
	Header bool // repeated on each page
	Whole  bool // not cut between pages
}

// Cell is one cell. Span is how many columns it covers (1 or more); Merged says
// that it goes on from the cell above and shows nothing of its own.
type Cell struct {
	Nodes   []Node
	Span    int
	Merged  bool
	Turned  bool    // its text runs up or down: it asks for no height
	Padding float64 // above and below, together
	Covered int     // columns of Span met so far, while reading
}
