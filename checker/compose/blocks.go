package compose

import (
	"encoding/json"
	"fmt"
	"strings"

	"prejury/checker/passages"
	"prejury/extractors/document"
)

// Block is one unit of a composed report.
type Block struct {
	Kind  document.Kind
	Level int // of a heading
	Text  string
	Rows  [][]string
	Page  int // on which it stands, whole
	Zone  document.Zone
	// opens is set on what begins a page whatever room is left.
	opens bool
	from  *passages.Passage // nil when it is no part of a passage
}

func wordsOf(p *passages.Passage) int { return len(strings.Fields(p.Text)) }

// build writes cover, introduction, sections and conclusion as blocks. There is no
// contents list: its lines would only be ruled out.
func (r *Report) build(sections []section) {
	r.Blocks = []Block{
		{Kind: document.Paragraph, Text: r.Title, Zone: document.Cover},
		{Kind: document.Paragraph, Text: "Certification d'expert – rapport du candidat", Zone: document.Cover},
		{Kind: document.Heading, Level: 1, Text: "Introduction", opens: true},
		{Kind: document.Paragraph, Text: "Ce rapport suit l'ordre dans lequel les choses se sont passées. Les noms de quelques personnes ont été changés à leur demande."},
	}
	for _, s := range sections {
		r.Blocks = append(r.Blocks, Block{Kind: document.Heading, Level: 1, Text: s.heading})
		for _, p := range s.of {
			r.Blocks = append(r.Blocks, passageBlocks(p)...)
		}
	}
	r.Blocks = append(r.Blocks,
		Block{Kind: document.Heading, Level: 1, Text: "Conclusion"},
		Block{Kind: document.Paragraph, Text: "Cette année s'achève ici ; merci à celles et ceux qui l'ont rendue possible."})
	for i := range r.Blocks {
		if r.Blocks[i].Zone == "" {
			r.Blocks[i].Zone = document.Body
		}
	}
}

// passageBlocks gives a passage the shape that its kind has in a report.
func passageBlocks(p *passages.Passage) []Block {
	var out []Block
	add := func(kind document.Kind, text string) {
		if text = strings.Join(strings.Fields(text), " "); text != "" {
			out = append(out, Block{Kind: kind, Text: text, from: p})
		}
	}
	lines := strings.Split(passages.Unit(p.Text, p.Kind).Text, "\n")
	switch p.Kind {
	case "tableau":
		var rows [][]string
		flush := func() {
			if len(rows) > 0 {
				out = append(out, Block{Kind: document.Table, Rows: square(rows), Text: tableText(square(rows)), from: p})
			}
			rows = nil
		}
		for i, line := range lines {
			switch {
			case strings.Contains(line, "\t"):
				rows = append(rows, strings.Split(line, "\t"))
			case i == 0:
				add(document.Caption, line)
			default:
				flush()
				add(document.Paragraph, line)
			}
		}
		flush()
	case "liste":
		for _, line := range lines {
			item := strings.TrimLeft(line, "-•–*· ")
			if item != line {
				add(document.ListItem, item)
			} else {
				add(document.Paragraph, line)
			}
		}
	default:
		for _, line := range lines {
			add(document.Paragraph, line)
		}
	}
	return out
}

// square gives every row as many cells as the longest.
func square(rows [][]string) [][]string {
	n := 0
	for _, r := range rows {
		n = max(n, len(r))
	}
	out := make([][]string, len(rows))
	for i, r := range rows {
		out[i] = append(append([]string(nil), r...), make([]string, n-len(r))...)
	}
	return out
}

func tableText(rows [][]string) string {
	lines := make([]string, len(rows))
	for i, r := range rows {
		lines[i] = strings.Join(r, "\t")
	}
	return strings.Join(lines, "\n")
}

// Document is the report as a perfect extractor would deliver it.
func (r *Report) Document() *document.Document {
	doc := &document.Document{
		Source: document.Source{Name: r.Name() + ".pdf", Format: document.PDF, Title: r.Title},
		Count:  document.PageCount{Total: r.Pages, Method: document.Exact},
		Pages:  make([]document.Page, r.Pages),
		Zones:  []document.ZoneSpan{{Zone: document.Cover, First: 1, Last: 1, Sure: true}, {Zone: document.Body, First: 2, Last: r.Pages, Sure: true}},
	}
	for i := range doc.Pages {
		doc.Pages[i] = document.Page{Number: i + 1, Width: pageWidth, Height: pageHeight, Quality: 1}
	}
	var section []string
	for _, b := range r.Blocks {
		out := document.Block{Kind: b.Kind, Level: b.Level, Page: b.Page, EndPage: b.Page, Zone: b.Zone, Text: b.Text, Rows: b.Rows, Size: textSize}
		if b.Kind == document.Heading {
			section = []string{b.Text}
			doc.Outline = append(doc.Outline, document.OutlineItem{Level: 1, Title: b.Text, Page: b.Page})
		} else {
			out.Section = section
		}
		doc.Pages[b.Page-1].Words += len(strings.Fields(b.Text))
		doc.Blocks = append(doc.Blocks, out)
	}
	return doc
}

// Name is a name for the files of the report, without suffix.
func (r *Report) Name() string { return fmt.Sprintf("%s-%03d", r.Modality, r.Seed) }

// JSON is the truth of the report, as it is written beside its files.
func (r *Report) JSON() ([]byte, error) {
	return json.MarshalIndent(struct {
		Modality string  `json:"modality"`
		Seed     uint64  `json:"seed"`
		Pages    int     `json:"pages"`
		Criteria []Truth `json:"criteria"`
	}{r.Modality, r.Seed, r.Pages, r.Truth}, "", "  ")
}
