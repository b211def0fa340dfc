package docx

import (
	"context"
	"strings"
	"testing"

	"prejury/extractors/input"
	"prejury/extractors/office"
)

func loaded(t *testing.T, body string, parts ...string) []office.Node {
	t.Helper()
	r, _, err := load(context.Background(), pack(body, parts...), input.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	return r.flow.Nodes
}

// TestFormat checks what of the formatting decides how much room a paragraph takes.
func TestFormat(t *testing.T) {
	const sheet = `<w:styles ` + nsW + `>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Web"><w:name w:val="Normal (Web)"/><w:pPr><w:spacing w:before="100" w:beforeAutospacing="1" w:after="100" w:afterAutospacing="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Twice"><w:name w:val="Twice"/><w:pPr><w:spacing w:after="200"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Twice"><w:name w:val="Twice"/><w:pPr><w:spacing w:after="60"/></w:pPr></w:style></w:styles>`
	for _, c := range []struct {
		name, props, run     string
		before, after, raise float64
		auto, item           bool
	}{
		{"left to the word processor", `<w:pStyle w:val="Web"/>`, "", autoSpace, autoSpace, 0, true, false},
		{"an item of a list", `<w:pStyle w:val="Web"/><w:numPr><w:numId w:val="1"/></w:numPr>`, "", autoSpace, autoSpace, 0, true, true},
		{"taken back by the paragraph", `<w:pStyle w:val="Web"/><w:spacing w:before="0" w:beforeAutospacing="0" w:after="40" w:afterAutospacing="0"/>`, "", 0, 2, 0, false, false},
		{"taken back on one side", `<w:pStyle w:val="Web"/><w:spacing w:beforeAutospacing="0"/>`, "", 5, autoSpace, 0, true, false},
		{"a style written twice: the last counts", `<w:pStyle w:val="Twice"/>`, "", 0, 3, 0, false, false},
		{"text under its line's base", "", `<w:rPr><w:position w:val="-3"/></w:rPr>`, 0, 0, 1.5, false, false},
	} {
		got := loaded(t, `<w:p><w:pPr>`+c.props+`</w:pPr><w:r>`+c.run+`<w:t>texte</w:t></w:r></w:p>`, "styles", sheet)[0].Para.Fmt
		if got.Before != c.before || got.After != c.after || got.Raise != c.raise || got.Auto != c.auto || got.AutoItem != c.item {
			t.Errorf("%s: before %v, after %v, raise %v, auto %v, item %v; want %v, %v, %v, %v, %v", c.name, got.Before, got.After, got.Raise, got.Auto, got.AutoItem, c.before, c.after, c.raise, c.auto, c.item)
		}
	}
}

// TestSectionMarks has the paragraph that only ends a section take no line.
func TestSectionMarks(t *testing.T) {
	const end = `<w:p><w:pPr><w:sectPr/></w:pPr></w:p>`
	for _, c := range []struct {
		name, body string
		want       int // paragraphs
	}{
		{"after text", p("", "un") + end + p("", "deux"), 2},
		{"alone in its section", p("", "un") + end + end + p("", "deux"), 3},
		{"after a table", `<w:tbl><w:tr><w:tc>` + p("", "un") + `</w:tc></w:tr></w:tbl>` + end + p("", "deux"), 3},
		{"with text of its own", p("", "un") + `<w:p><w:pPr><w:sectPr/></w:pPr><w:r><w:t>trois</w:t></w:r></w:p>` + p("", "deux"), 3},
	} {
		if got := loaded(t, c.body); len(got) != c.want {
			t.Errorf("%s: %d nodes, want %d", c.name, len(got), c.want)
		}
	}
}

func TestHasWord(t *testing.T) {
	for label, want := range map[string]bool{"Annexe A": true, "Article 3": true, "1.2": false, "•": false, "a)": false, "VIII.": false, "(xviii)": false, "": false} {
		if got := hasWord(label); got != want {
			t.Errorf("%q: %v, want %v", label, got, want)
		}
	}
}

func TestTurnedCells(t *testing.T) {
	nodes := loaded(t, `<w:tbl><w:tr><w:tc><w:tcPr><w:textDirection w:val="btLr"/></w:tcPr>`+p("", "un")+`</w:tc><w:tc><w:tcPr><w:textDirection w:val="lrTb"/></w:tcPr>`+p("", "deux")+`</w:tc></w:tr></w:tbl>`)
	cells := nodes[0].Table.Rows[0].Cells
	if !cells[0].Turned || cells[1].Turned {
		t.Errorf("turned: %v, %v; want true, false", cells[0].Turned, cells[1].Turned)
	}
}

// TestDoubledSpaces places them in the block's text, after labels and without bullets.
func TestDoubledSpaces(t *testing.T) {
	const sheet = `<w:numbering ` + nsW + `><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Annexe %1"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>`
	text := func(s string) string { return `<w:r><w:t xml:space="preserve">` + s + `</w:t></w:r>` }
	for _, c := range []struct{ name, body, want string }{
		{"in two runs", `<w:p>` + text("Le budget ") + text(" est tenu.") + `</w:p>`, "est"},
		{"after a label", `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>` + text("Le budget  est tenu.") + `</w:p>`, "est"},
		{"after a bullet", `<w:p>` + text("• Le budget  est tenu.") + `</w:p>`, "est"},
		{"in a table", `<w:tbl><w:tr><w:tc><w:p>` + text("Le budget  est tenu.") + `</w:p></w:tc><w:tc><w:p>` + text("oui") + `</w:p></w:tc></w:tr></w:tbl>`, ""},
		{"in code", `<w:p><w:r><w:rPr><w:rFonts w:ascii="Courier New"/></w:rPr><w:t xml:space="preserve">if  vrai then faux</w:t></w:r></w:p>`, ""},
	} {
		got := ""
		for _, b := range read(t, pack(c.body, "numbering", sheet)).Blocks {
			for _, at := range b.Doubled {
				got += strings.Fields(b.Text[at:])[0]
			}
		}
		if got != c.want {
			t.Errorf("%s: before %q, want %q", c.name, got, c.want)
		}
	}
}
