package office

import (
	"strings"

	"prejury/extractors/document"
)

// Slide is one slide of a deck, as it was read.
type Slide struct {
	Width, Height float64 // points
	Title         string
	Blocks        []document.Block // without page and section
	Images        []document.Image
	Hidden        bool // not shown when the deck is
}

// EmitSlides fills doc from a deck: one page a slide, hidden ones included since
// they are numbered too, but their text set apart.
func EmitSlides(doc *document.Document, slides []Slide, limit int) {
	doc.Count = document.PageCount{Total: len(slides), Method: document.Exact}
	var hidden []int
	for i, s := range slides {
		if limit > 0 && i >= limit {
			doc.Warnings = append(doc.Warnings, truncated(limit))
			break
		}
		n := i + 1
		page := document.Page{Number: n, Width: s.Width, Height: s.Height, Quality: -1, Images: s.Images}
		var section []string
		if title := line(s.Title); title != "" {
			doc.Blocks = append(doc.Blocks, document.Block{Kind: document.Heading, Level: 1, Page: n, EndPage: n, Text: title, Hidden: s.Hidden})
			doc.Outline = append(doc.Outline, document.OutlineItem{Level: 1, Title: title, Page: n})
			page.Words += len(strings.Fields(title))
			section = []string{title}
		}
		for _, b := range s.Blocks {
			if b.Kind != document.Table {
				b.Text = line(b.Text)
			}
			if strings.TrimSpace(b.Text) == "" {
				continue
			}
			b.Page, b.EndPage, b.Section = n, n, section
			b.Hidden = b.Hidden || s.Hidden
			if b.Kind != document.Note && !b.Hidden {
				page.Words += len(strings.Fields(b.Text))
			}
			doc.Blocks = append(doc.Blocks, b)
		}
		if s.Hidden {
			page.Words = 0
			hidden = append(hidden, n)
		}
		doc.Pages = append(doc.Pages, page)
	}
	if len(hidden) > 0 {
		doc.Warnings = append(doc.Warnings, document.Warning{Code: document.WarnHiddenSlides, Pages: hidden})
	}
}

// TableBlock gives a table of cells' texts as a block.
func TableBlock(rows [][]string) document.Block {
	for _, r := range rows {
		for i := range r {
			r[i] = line(r[i])
		}
	}
	square(rows)
	lines := make([]string, len(rows))
	for i, r := range rows {
		lines[i] = strings.Join(r, "\t")
	}
	return document.Block{Kind: document.Table, Rows: rows, Text: strings.Join(lines, "\n")}
}
