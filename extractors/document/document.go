// Package document is the model that every extractor delivers, whatever the
// file's format: what was read, where it stands, and how far it can be trusted.
// It imports nothing of ours.
package document

import "time"

// Document is one report as it was read.
//
// Pages are numbered from 1, as they follow each other in the file. Blocks are
// in reading order: running headers, footers and page numbers are among them
// with their own kind, hidden text with Hidden set, and neither is part of the
// flow (see Flow).
type Document struct {
	Source   Source        `json:"source"`
	Count    PageCount     `json:"count"`
	Pages    []Page        `json:"pages"`
	Blocks   []Block       `json:"blocks"`
	Outline  []OutlineItem `json:"outline,omitempty"`
	Zones    []ZoneSpan    `json:"zones,omitempty"`
	Warnings []Warning     `json:"warnings,omitempty"`
}

// Format names a file format by its usual extension.
type Format string

// The formats that prejury reads.
const (
	PDF  Format = "pdf"
	DOCX Format = "docx"
	ODT  Format = "odt"
	PPTX Format = "pptx"
	ODP  Format = "odp"
)

// Source says where a document comes from. Producer, Title, Author and the dates
// are what the file declares, never verified.
type Source struct {
	Name     string    `json:"name"` // as the user gave it
	Format   Format    `json:"format"`
	Bytes    int64     `json:"bytes"`
	SHA256   string    `json:"sha256"` // hexadecimal, of the whole file
	Producer string    `json:"producer,omitempty"`
	Creator  string    `json:"creator,omitempty"`
	Title    string    `json:"title,omitempty"`
	Author   string    `json:"author,omitempty"`
	Created  time.Time `json:"created,omitzero"`
	Modified time.Time `json:"modified,omitzero"`
}

// Method says how a page count is known.
type Method string

// From the surest to the least sure.
const (
	Exact     Method = "exact"     // laid out pages: a PDF, slides, or a rendering by LibreOffice
	Declared  Method = "declared"  // page breaks or properties written by the word processor that laid the file out
	Estimated Method = "estimated" // a layout model of ours
)

// PageCount is a number of pages and how it is known. Margin is the number of
// pages by which Total may be wrong, either way; 0 when Method is Exact.
type PageCount struct {
	Total  int    `json:"total"`
	Method Method `json:"method"`
	Margin int    `json:"margin"`
}

// Page is one page of the file. Width and Height are in points (1/72 inch) and
// 0 when the format has no pages of its own.
type Page struct {
	Number  int     `json:"number"`
	Printed string  `json:"printed,omitempty"` // the number printed on the page, "" when there is none
	Width   float64 `json:"width,omitempty"`
	Height  float64 `json:"height,omitempty"`
	Words   int     `json:"words"` // words of visible text
	Images  []Image `json:"images,omitempty"`
	// Quality is the share of the page's words that read as French or English
	// text, 0 to 1; -1 when the page has too few words to say.
	Quality float64 `json:"quality"`
	// Unreadable says why the page's text cannot be trusted: "" when it can,
	// else one of the Warning codes (no-text, no-unicode, low-quality).
	Unreadable string `json:"unreadable,omitempty"`
	OCR        bool   `json:"ocr,omitempty"` // the text was recognised from an image
}

// Rect is a box on a page in points, the origin at the top left corner.
type Rect struct {
	X0 float64 `json:"x0"`
	Y0 float64 `json:"y0"`
	X1 float64 `json:"x1"`
	Y1 float64 `json:"y1"`
}

// Image is a picture on a page. Share is the part of the page that it covers, 0
// to 1. Alt is its alternative text, where the format has one.
type Image struct {
	Box   Rect    `json:"box,omitzero"`
	Share float64 `json:"share"`
	Alt   string  `json:"alt,omitempty"`
}

// Kind is what a block is.
type Kind string

// The kinds of blocks.
const (
	Heading   Kind = "heading"
	Paragraph Kind = "paragraph"
	ListItem  Kind = "list-item"
	Table     Kind = "table"
	Caption   Kind = "caption"
	Footnote  Kind = "footnote"
	Header    Kind = "header" // running header
	Footer    Kind = "footer" // running footer or page number
	TOCEntry  Kind = "toc"    // one line of a table of contents or of a list of figures
	BibEntry  Kind = "bib"    // one entry of a bibliography
	Note      Kind = "note"   // speaker's notes of a slide
	TextBox   Kind = "text-box"
)

// Block is one unit of text in reading order.
type Block struct {
	Kind Kind `json:"kind"`
	// Level is the depth of a heading or list item, from 1; 0 for other kinds.
	Level int `json:"level,omitempty"`
	// Page is the page on which the block begins, from 1, and EndPage the one on
	// which it ends.
	Page    int `json:"page"`
	EndPage int `json:"end_page,omitempty"`
	// Section is the path of headings above the block, outermost first. A heading
	// is not in its own path.
	Section []string `json:"section,omitempty"`
	Zone    Zone     `json:"zone,omitempty"`
	// Text is the block's text on one line: hyphenated line ends joined, ligatures
	// and accents composed (NFC), cells of a table separated by tabs and rows by
	// newlines.
	Text string `json:"text"`
	// Rows are the cells of a table, row by row; a merged cell's text stands in
	// the first of the cells that it covers, the others are "".
	Rows [][]string `json:"rows,omitempty"`
	// Hidden is set on text that a reader does not see: white on white, under 4
	// points, outside the page, or hidden by format.
	Hidden bool `json:"hidden,omitempty"`
	// Size is the size of most of the block's characters, in points, 0 if not known.
	Size float64 `json:"size,omitempty"`
	Bold bool    `json:"bold,omitempty"`
	Box  Rect    `json:"box,omitzero"` // PDF only
	// Style is the paragraph style's name (DOCX, ODT), "" elsewhere.
	Style string `json:"style,omitempty"`
	// Doubled are the bytes of Text at which a word begins that the file parts from
	// the one before by two or three spaces, where Text has one: outside tables, code
	// and text that spaces lay out.
	Doubled []int `json:"doubled,omitempty"`
}

// InFlow reports whether the block is text that a reader of the report reads in
// its flow: visible, and neither running header nor footer.
func (b *Block) InFlow() bool { return !b.Hidden && b.Kind != Header && b.Kind != Footer }

// OutlineItem is one entry of the outline (bookmarks) that the file carries.
type OutlineItem struct {
	Level int    `json:"level"` // from 1
	Title string `json:"title"`
	Page  int    `json:"page"` // 0 when it leads nowhere
}

// Zone is the part of a report that a page belongs to. It decides what the page
// counts for and what evidence in it is worth.
type Zone string

// The zones, in their usual order.
const (
	Cover        Zone = "cover"
	Contents     Zone = "contents"     // table of contents, lists of figures
	Front        Zone = "front"        // acknowledgements, summary, foreword
	Body         Zone = "body"         // introduction to conclusion
	Bibliography Zone = "bibliography" // bibliography or webography
	Glossary     Zone = "glossary"
	Annexes      Zone = "annexes"
)

// ZoneSpan is a run of pages of one zone, First and Last included, with what made
// it be judged so.
type ZoneSpan struct {
	Zone  Zone   `json:"zone"`
	First int    `json:"first"`
	Last  int    `json:"last"`
	Why   Reason `json:"why"`
	Sure  bool   `json:"sure"` // false when another reading is as likely
}

// Reason is why something was so judged: an identifier that a renderer turns
// into the user's language, and what it speaks of (a heading, a page).
type Reason struct {
	Code string `json:"code"`
	Arg  string `json:"arg,omitempty"`
}

// Warning is something that the reader of the file should know. Pages are from 1;
// empty means the whole file. Arg completes the message (a font, a count).
type Warning struct {
	Code  string `json:"code"`
	Pages []int  `json:"pages,omitempty"`
	Arg   string `json:"arg,omitempty"`
}

// The warning codes. Their messages are the renderer's.
const (
	WarnNoText     = "no-text"     // page without a text layer, usually a scan
	WarnHiddenText = "hidden-text" // text that a reader does not see; Arg is how many words
	WarnDamaged    = "damaged"     // repaired while reading
	WarnEncrypted  = "encrypted"   // opened without its owner's password
	WarnNoUnicode  = "no-unicode"  // a font without character map; Arg is its name
	WarnLowQuality = "low-quality" // little of the page's text reads as words
	WarnPending    = "pending"     // insertions and deletions not yet accepted; Arg is how many
	WarnTruncated  = "truncated"   // more pages or text than the limits allow; Arg is where it stopped
	WarnOCR        = "ocr"         // text recognised from images
	WarnComments   = "comments"    // review comments in the file; Arg is how many

	WarnHiddenSlides  = "hidden-slides"  // slides that are not shown with the deck
	WarnNotRecognised = "not-recognised" // pages without text that were to be recognised and were not; Arg says why: absent, slow, failed
	WarnNotRendered   = "not-rendered"   // no exact page count though asked for; Arg says why: absent, slow, failed
)
