package office

import "strings"

// StoryText gives the text of a story, its paragraphs separated by spaces.
func StoryText(nodes []Node) string {
	var parts []string
	for _, n := range nodes {
		if n.Para != nil {
			parts = append(parts, n.Para.Text)
			for _, b := range n.Para.Boxes {
				parts = append(parts, StoryText(b))
			}
		}
		if n.Table != nil {
			for _, row := range n.Table.Rows {
				for _, c := range row.Cells {
					parts = append(parts, StoryText(c.Nodes))
				}
			}
		}
	}
	return line(strings.Join(parts, " "))
}

// TableTexts gives the texts of a table's cells; the cells that a merged one
// covers are "".
func TableTexts(t *TableNode) [][]string {
	var rows [][]string
	for _, r := range t.Rows {
		var row []string
		for _, c := range r.Cells {
			row = append(row, StoryText(c.Nodes))
			for range c.Span - 1 {
				row = append(row, "")
			}
		}
		rows = append(rows, row)
	}
	return rows
}
