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
		if want := strings.Fields(s); strings.Join(got, " ") != strings.Join(want, " ") {
			t.Errorf("%q came out as %q", want, got)
		}
	})
}
