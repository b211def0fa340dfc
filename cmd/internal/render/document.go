package render

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"prejury/extractors/document"
	"prejury/internal/text"
)

// DocumentFormats are the formats of Document, the default first.
var DocumentFormats = []string{"text", "json", "tree"}

// Document shows what was read of a file. Without raw, headers, footers and hidden
// text are left out.
func Document(w io.Writer, doc *document.Document, format string, raw bool, opts Options) error {
	switch format {
	case "json":
		return documentJSON(w, doc, raw, opts)
	case "tree":
		return documentTree(w, doc, opts)
	}
	return documentText(w, doc, raw)
}

// documentText writes the text in reading order, a form feed after each page.
func documentText(w io.Writer, doc *document.Document, raw bool) error {
	out := bufio.NewWriter(w)
	page := 1
	last := document.Kind("")
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if !raw && !b.InFlow() {
			continue
		}
		for ; page < b.Page; page++ {
			out.WriteString("\f")
			last = ""
		}
		if last != "" && (b.Kind != last || b.Kind == document.Paragraph || b.Kind == document.Heading) {
			out.WriteString("\n")
		}
		last = b.Kind
		out.WriteString(b.Text)
		out.WriteString("\n")
	}
	for ; page <= doc.Count.Total; page++ {
		out.WriteString("\f")
	}
	return out.Flush()
}

type (
	jsonBlock struct {
		document.Block
		Rows  *struct{}  `json:"rows,omitempty"` // named cells in the machine output
		Cells [][]string `json:"cells,omitempty"`
	}
	jsonDoc struct {
		Schema   int                    `json:"schema"`
		Tool     jsonToolOnly           `json:"tool"`
		File     string                 `json:"file"`
		SHA256   string                 `json:"sha256"`
		Format   string                 `json:"format"`
		Source   document.Source        `json:"source"`
		Count    document.PageCount     `json:"count"`
		Pages    []document.Page        `json:"pages"`
		Zones    []jsonZone             `json:"zones"`
		Outline  []document.OutlineItem `json:"outline"`
		Blocks   []jsonBlock            `json:"blocks"`
		Warnings []jsonWarning          `json:"warnings"`
	}
	jsonToolOnly struct {
		Name    string `json:"name"`
		Version string `json:"version"`
	}
)

func documentJSON(w io.Writer, doc *document.Document, raw bool, opts Options) error {
	out := jsonDoc{
		Schema: schemaNumber, Tool: jsonToolOnly{"prejury", opts.Tool.Version},
		File: doc.Source.Name, SHA256: doc.Source.SHA256, Format: string(doc.Source.Format), Source: doc.Source, Count: doc.Count,
		Pages: append([]document.Page{}, doc.Pages...), Zones: []jsonZone{}, Outline: append([]document.OutlineItem{}, doc.Outline...),
		Blocks: []jsonBlock{}, Warnings: warningsOf(doc.Warnings, opts.Lang),
	}
	for _, z := range doc.Zones {
		out.Zones = append(out.Zones, zoneOf(z, opts.Lang))
	}
	for _, b := range doc.Blocks {
		if raw || b.InFlow() {
			out.Blocks = append(out.Blocks, jsonBlock{Block: b, Cells: b.Rows})
		}
	}
	enc := newEncoder(w)
	enc.SetIndent("", " ")
	return enc.Encode(out)
}

// documentTree writes the zones, then the headings as a tree with their pages.
func documentTree(w io.Writer, doc *document.Document, opts Options) error {
	l := opts.Lang
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "%s (%s, %s%s%s)\n", text.Visible(doc.Source.Name), strings.ToUpper(string(doc.Source.Format)), l.Pages(doc.Count.Total), l.Semicolon(), l.Method(doc.Count))
	for _, z := range doc.Zones {
		fmt.Fprintf(out, "\n%s\n", Indent(fmt.Sprintf("%-9s ", l.Span(z)), zoneText(z, l), opts.Width))
		headings(out, doc, func(page int) bool { return page >= z.First && page <= z.Last }, opts.Width)
	}
	if len(doc.Zones) == 0 {
		headings(out, doc, func(int) bool { return true }, opts.Width)
	}
	for _, warning := range doc.Warnings {
		fmt.Fprintln(out, Indent("\n! ", l.Warning(warning), opts.Width))
	}
	return out.Flush()
}

func headings(out io.Writer, doc *document.Document, in func(page int) bool, width int) {
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if b.Kind == document.Heading && b.InFlow() && in(b.Page) {
			prefix := fmt.Sprintf("%5d  %s", b.Page, strings.Repeat("  ", max(b.Level-1, 0)))
			fmt.Fprintln(out, Indent(prefix, b.Text, width))
		}
	}
}
