package checker

import (
	"fmt"
	"strings"
	"testing"

	"prejury/extractors/document"
)

// say is a paragraph of n words in sentences of ten.
func say(n int) string {
	var b strings.Builder
	for i := range n {
		if i%10 == 0 {
			b.WriteString("Le")
		}
		fmt.Fprintf(&b, "mot%d", i)
		if i%10 == 9 || i == n-1 {
			b.WriteString(".")
		}
		b.WriteString(" ")
	}
	return strings.TrimSpace(b.String())
}

func TestUnits(t *testing.T) {
	in := func(section string, kind document.Kind, words, page int) document.Block {
		return document.Block{Kind: kind, Text: say(words), Page: page, Section: []string{section}, Zone: document.Body}
	}
	para, item, heading, caption := document.Paragraph, document.ListItem, document.Heading, document.Caption
	hidden := in("a", para, 40, 1)
	hidden.Hidden = true
	cover := in("a", para, 40, 1)
	cover.Zone = document.Cover
	for _, c := range []struct {
		name   string
		blocks []document.Block
		want   string // words of each unit
	}{
		{"nothing", nil, "[]"},
		{"a paragraph", []document.Block{in("a", para, 60, 1)}, "[60]"},
		{"short ones together", []document.Block{in("a", para, 10, 1), in("a", para, 12, 1), in("a", para, 40, 1)}, "[62]"},
		{"long enough ones apart", []document.Block{in("a", para, 60, 1), in("a", para, 60, 1)}, "[60 60]"},
		{"of two sections", []document.Block{in("a", para, 10, 1), in("b", para, 12, 1)}, "[10 12]"},
		{"under two headings", []document.Block{in("a", para, 10, 1), in("a", heading, 3, 1), in("a", para, 12, 1)}, "[10 12]"},
		{"two pages apart", []document.Block{in("a", para, 10, 1), in("a", para, 12, 3)}, "[10 12]"},
		{"a list with the line before it", []document.Block{in("a", para, 40, 1), in("a", item, 30, 1), in("a", item, 30, 1)}, "[100]"},
		{"a long list", []document.Block{in("a", item, 90, 1), in("a", item, 90, 1)}, "[90 90]"},
		{"a long paragraph", []document.Block{in("a", para, 300, 1)}, "[130 130 40]"},
		{"hidden and cover", []document.Block{hidden, cover, in("a", document.TOCEntry, 40, 1)}, "[]"},
		{"a caption of a picture", []document.Block{in("a", caption, 8, 1), in("a", para, 40, 1)}, "[48]"},
	} {
		got := []int{}
		for _, u := range units(&document.Document{Blocks: c.blocks}) {
			got = append(got, u.words)
		}
		if fmt.Sprint(got) != c.want {
			t.Errorf("%s: units of %v words, want %s", c.name, got, c.want)
		}
	}
}

func TestTablesAreUnits(t *testing.T) {
	table := func(rows, words int) document.Block {
		b := document.Block{Kind: document.Table, Page: 2, Rows: [][]string{{"Qui", "Quoi"}}}
		for range rows {
			b.Rows = append(b.Rows, []string{"x", say(words - 1)})
		}
		var lines []string
		for _, row := range b.Rows {
			lines = append(lines, strings.Join(row, "\t"))
		}
		b.Text = strings.Join(lines, "\n")
		return b
	}
	caption := document.Block{Kind: document.Caption, Text: "Tableau 1 – Rôles", Page: 2}
	got := units(&document.Document{Blocks: []document.Block{caption, table(3, 10)}})
	if len(got) != 2 || got[1].Text[:len(caption.Text)] != caption.Text || len(got[1].Rows) != 4 {
		t.Errorf("a table under its caption: %+v", got)
	}
	far := caption
	far.Page = 0
	if got := units(&document.Document{Blocks: []document.Block{far, table(3, 10)}}); strings.Contains(got[1].Text, "Tableau") {
		t.Errorf("a caption two pages before: %q", got[1].Text)
	}
	rows := 0
	for _, u := range units(&document.Document{Blocks: []document.Block{table(20, 50)}}) {
		if u.Rows[0][0] != "Qui" || !strings.HasPrefix(u.Text, "Qui\tQuoi\n") || u.words > tableMax+50 {
			t.Errorf("a part of %d words: %q", u.words, u.Rows[0])
		}
		rows += len(u.Rows) - 1
	}
	if rows != 20 {
		t.Errorf("%d rows of 20", rows)
	}
}

// TestUnitsAreBounded has texts that no sentence, row or cell ends come out whole, in units
// that cost what units do; what heads a long table is not weighed again with each part.
func TestUnitsAreBounded(t *testing.T) {
	word, many := strings.Repeat("é", 3*unitBytes), strings.Repeat("mot ", 60_000)
	table := func(rows ...[]string) document.Block {
		return document.Block{Kind: document.Table, Page: 1, Rows: rows, Text: tableText(rows)}
	}
	long := [][]string{{many}}
	var thin [][]string
	for range 300 {
		long = append(long, []string{strings.Repeat("x ", 200)})
		thin = append(thin, []string{strings.Repeat("y", 1000)})
	}
	for _, c := range []struct {
		name   string
		blocks []document.Block
	}{
		{"a sentence", []document.Block{{Text: many, Page: 1}}},
		{"a word", []document.Block{{Text: "un " + word, Page: 1}}},
		{"words in short paragraphs", []document.Block{{Text: word[:unitBytes/2], Page: 1}, {Text: word[:unitBytes/2], Page: 1}, {Text: word[:unitBytes/2], Page: 1}}},
		{"words without a space", []document.Block{{Text: strings.Repeat("a-", 2*unitBytes) + ". " + strings.Repeat("b-", 2*unitBytes), Page: 1}}},
		{"a first row", []document.Block{table(long...)}},
		{"a cell", []document.Block{table([]string{many, "b"}, []string{"a", "b"})}},
		{"long words in rows", []document.Block{table(thin...)}},
		{"a caption", []document.Block{{Kind: document.Caption, Text: many, Page: 1}, table(long[1:]...)}},
		{"a caption below", []document.Block{table(long[1:4]...), {Kind: document.Caption, Text: many, Page: 1}}},
	} {
		in, out := 0, 0
		for _, b := range c.blocks {
			in += len(strings.Join(strings.Fields(b.Text), ""))
		}
		for _, u := range units(&document.Document{Blocks: c.blocks}) {
			if len(u.Text) > 2*unitBytes || len(strings.Fields(u.Text)) > unitWords+unitOver {
				t.Errorf("%s: a unit of %d words, %d bytes", c.name, len(strings.Fields(u.Text)), len(u.Text))
			}
			out += len(strings.Join(strings.Fields(u.Text), ""))
		}
		if out < in || out > in+in/2 { // the first row heads each part
			t.Errorf("%s: %d bytes of %d are weighed", c.name, out, in)
		}
	}
}

// FuzzUnits: the cutting of long paragraphs loses nothing.
func FuzzUnits(f *testing.F) {
	f.Add(say(300), uint8(0))
	f.Add(strings.Repeat("Un point. ", 90), uint8(1))
	f.Fuzz(func(t *testing.T, s string, kind uint8) {
		kinds := []document.Kind{document.Paragraph, document.ListItem, document.Caption}
		doc := &document.Document{Blocks: []document.Block{{Kind: kinds[int(kind)%len(kinds)], Text: s, Page: 1}}}
		var got []string
		for _, u := range units(doc) {
			got = append(got, strings.Fields(u.Text)...)
		}
		if want := strings.Fields(s); strings.Join(got, "") != strings.Join(want, "") { // a word that no unit can hold is cut
			t.Errorf("%q came out as %q", want, got)
		}
	})
}
