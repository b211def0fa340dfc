package compose

import (
	"bytes"
	"time"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"

	"prejury/extractors/document"
)

// The page, in points: A4, with a text that fills about 400 words of it.
const (
	pageWidth, pageHeight = 595.0, 842.0
	margin, top, bottom   = 71.0, 71.0, 760.0
	textSize, headingSize = 11.0, 16.0
	cellSize              = 9.0
	cellPad               = 3.0
)

// sheet lays blocks out, page after page.
type sheet struct {
	pdf  *fpdf.Fpdf
	page int
	y    float64
}

func newSheet(title string) *sheet {
	pdf := fpdf.New("P", "pt", "A4", "")
	pdf.SetAutoPageBreak(false, 0)
	pdf.SetMargins(margin, top, margin)
	pdf.SetCreationDate(time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC))
	pdf.SetModificationDate(time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC))
	pdf.SetCatalogSort(true)
	pdf.SetTitle(title, true)
	pdf.AddUTF8FontFromBytes("Go", "", goregular.TTF)
	pdf.AddUTF8FontFromBytes("Go", "B", gobold.TTF)
	s := &sheet{pdf: pdf}
	s.newPage()
	return s
}

func (s *sheet) newPage() {
	s.pdf.AddPage()
	s.page++
	s.y = top
}

// lay gives each block its page. A block never runs over a page end: none is as
// high as a page.
func (r *Report) lay() {
	s := newSheet(r.Title)
	for i := range r.Blocks {
		var next *Block
		if i+1 < len(r.Blocks) {
			next = &r.Blocks[i+1]
		}
		s.block(&r.Blocks[i], next)
		r.Blocks[i].Page = s.page
	}
	r.Pages = s.page
}

// PDF writes the report as a PDF file.
func (r *Report) PDF() ([]byte, error) {
	s := newSheet(r.Title)
	for i := range r.Blocks {
		var next *Block
		if i+1 < len(r.Blocks) {
			next = &r.Blocks[i+1]
		}
		s.block(&r.Blocks[i], next)
	}
	var out bytes.Buffer
	err := s.pdf.Output(&out)
	return out.Bytes(), err
}

func (s *sheet) block(b, next *Block) {
	need := s.height(b)
	if b.Kind == document.Heading && next != nil {
		need += s.height(next) // a heading stays with what it opens
	}
	if b.opens || s.y > top && s.y+need > bottom {
		s.newPage()
	}
	switch b.Kind {
	case document.Heading:
		s.pdf.Bookmark(b.Text, b.Level-1, s.y)
		s.text(b.Text, "B", headingSize, 0)
		s.y += headingSize * 0.5
	case document.Table:
		s.table(b)
	case document.ListItem:
		s.text("• "+b.Text, "", textSize, 14)
		s.y += 3
	default:
		s.text(b.Text, "", textSize, 0)
		s.y += 9
	}
}

// height is what a block takes, in points.
func (s *sheet) height(b *Block) float64 {
	switch b.Kind {
	case document.Heading:
		s.pdf.SetFont("Go", "B", headingSize)
		return float64(len(s.pdf.SplitText(b.Text, pageWidth-2*margin)))*headingSize*1.4 + headingSize*0.5
	case document.Table:
		h := 10.0
		for i := range b.Rows {
			h += s.rowHeight(b.Rows[i], i == 0)
		}
		return h
	}
	s.pdf.SetFont("Go", "", textSize)
	return float64(len(s.pdf.SplitText(b.Text, pageWidth-2*margin-14)))*textSize*1.4 + 9
}

func (s *sheet) text(text, style string, size, indent float64) {
	s.pdf.SetFont("Go", style, size)
	for _, line := range s.pdf.SplitText(text, pageWidth-2*margin-indent) {
		s.pdf.Text(margin+indent, s.y+size, line)
		s.y += size * 1.4
	}
}

func (s *sheet) rowHeight(row []string, head bool) float64 {
	s.cellFont(head)
	lines := 1
	width := (pageWidth - 2*margin) / float64(len(row))
	for _, cell := range row {
		lines = max(lines, len(s.pdf.SplitText(cell, width-2*cellPad)))
	}
	return float64(lines)*cellSize*1.3 + 2*cellPad
}

func (s *sheet) cellFont(head bool) {
	style := ""
	if head {
		style = "B"
	}
	s.pdf.SetFont("Go", style, cellSize)
}

func (s *sheet) table(b *Block) {
	for i, row := range b.Rows {
		h := s.rowHeight(row, i == 0)
		if s.y+h > bottom {
			s.newPage()
		}
		width := (pageWidth - 2*margin) / float64(len(row))
		for j, cell := range row {
			x := margin + float64(j)*width
			s.pdf.Rect(x, s.y, width, h, "D")
			for k, line := range s.pdf.SplitText(cell, width-2*cellPad) {
				s.pdf.Text(x+cellPad, s.y+cellPad+cellSize+float64(k)*cellSize*1.3, line)
			}
		}
		s.y += h
	}
	s.y += 10
}
