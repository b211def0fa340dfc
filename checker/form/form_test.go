package form

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"prejury/extractors/document"
)

// chapters are those of the report that the tests alter.
var chapters = []string{"1. Présentation de l'entreprise", "2. Diagnostic de la production", "3. Choix de la solution", "4. Mise en œuvre du projet", "5. Bilan et perspectives", "Annexe 1 : Plan de l'atelier", "Annexe 2 : Questionnaire"}

// sound is a report of 12 pages in which nothing is amiss: a cover, contents, then a
// page for each chapter and annex with four figures in the first.
func sound() *document.Document {
	doc := &document.Document{Source: document.Source{Format: document.PDF}, Count: document.PageCount{Total: 12, Method: document.Exact}}
	add := func(page int, zone document.Zone, kind document.Kind, s string) {
		doc.Blocks = append(doc.Blocks, document.Block{Kind: kind, Page: page, EndPage: page, Zone: zone, Text: s})
	}
	for n := 1; n <= 12; n++ {
		p := document.Page{Number: n, Width: 595, Height: 842, Words: 300}
		if n > 2 {
			p.Printed = fmt.Sprint(n)
		}
		doc.Pages = append(doc.Pages, p)
	}
	add(1, document.Cover, document.Paragraph, "Rapport de projet")
	for i, c := range chapters {
		add(2, document.Contents, document.TOCEntry, fmt.Sprintf("%s\t%d", c, i+3))
	}
	for i, c := range chapters {
		add(i+3, document.Body, document.Heading, c)
		add(i+3, document.Body, document.Paragraph, "Le texte de ce chapitre dit ce qui a été fait et pourquoi, en s'appuyant sur la figure 2.")
	}
	for n := 1; n <= 4; n++ {
		add(11, document.Body, document.Caption, fmt.Sprintf("Figure %d – Schéma", n))
	}
	doc.Zones = []document.ZoneSpan{{Zone: document.Cover, First: 1, Last: 1}, {Zone: document.Contents, First: 2, Last: 2}, {Zone: document.Body, First: 3, Last: 12}}
	return doc
}

// without takes the blocks of which the text holds s, but not contents lines.
func without(doc *document.Document, s string) {
	doc.Blocks = slices.DeleteFunc(doc.Blocks, func(b document.Block) bool {
		return b.Kind != document.TOCEntry && strings.Contains(b.Text, s)
	})
}

func say(doc *document.Document, page int, kind document.Kind, s string) {
	doc.Blocks = append(doc.Blocks, document.Block{Kind: kind, Page: page, Zone: document.Body, Text: s})
}

// veil makes a page one picture.
func veil(doc *document.Document, page int) {
	p := &doc.Pages[page-1]
	p.Words, p.Images = 3, []document.Image{{Share: 0.6}}
}

func TestCheck(t *testing.T) {
	for _, c := range []struct {
		name  string
		alter func(*document.Document)
		id    string
		want  Verdict
		says  string // words and arguments, joined
	}{
		{"sound", func(*document.Document) {}, "", OK, ""},
		{"no cover", func(d *document.Document) { d.Zones[0].Zone = document.Front }, TitlePage, Warn, ""},
		{"a cover that is a picture", func(d *document.Document) { d.Zones[0].Zone = document.Front; veil(d, 1) }, TitlePage, Unknown, ""},
		{"a title above the contents", func(d *document.Document) { d.Zones = d.Zones[1:] }, TitlePage, Unknown, ""},
		{"zones not known", func(d *document.Document) { d.Zones = nil }, TitlePage, Unknown, ""},
		{"no contents", noContents, Contents, Warn, ""},
		{"contents that may be a picture", func(d *document.Document) { noContents(d); veil(d, 3) }, Contents, Unknown, ""},
		{"a chapter is not there", func(d *document.Document) { without(d, "Choix de la solution") }, Entries, Warn, "3. Choix de la solution"},
		{"an annex is not there", func(d *document.Document) { without(d, "Questionnaire") }, Entries, Warn, "Annexe 2 : Questionnaire"},
		{"an annex under its number", func(d *document.Document) { without(d, "Questionnaire"); say(d, 9, document.Heading, "ANNEXE N° 2") }, Entries, Warn, "Annexe 2 : Questionnaire"},
		{"an annex that is a picture", func(d *document.Document) { without(d, "Questionnaire"); veil(d, 9) }, Entries, OK, ""},
		{"a chapter reworded", func(d *document.Document) {
			without(d, "Diagnostic de la production")
			say(d, 4, document.Heading, "2 Le diagnostic des ateliers")
		}, Entries, OK, ""},
		{"a title cut in two", func(d *document.Document) {
			without(d, "Mise en œuvre")
			say(d, 6, document.Heading, "4. Mise en")
			say(d, 6, document.Heading, "oeuvre du projet")
		}, Entries, OK, ""},
		{"contents that are not read", func(d *document.Document) {
			for _, c := range chapters[:4] {
				without(d, c)
			}
		}, Entries, Unknown, ""},
		{"no numbers", noNumbers, PageNumbers, Warn, ""},
		{"numbers in the table of a letterhead", func(d *document.Document) {
			noNumbers(d)
			for n := 2; n <= 12; n++ {
				say(d, n, document.Table, fmt.Sprintf("Version 2\tÉtude\t%d sur 11", n-1))
			}
		}, PageNumbers, OK, ""},
		{"numbers that do not go up", func(d *document.Document) {
			noNumbers(d)
			for n := 2; n <= 12; n++ {
				say(d, n, document.Footer, "Lot 4")
			}
		}, PageNumbers, Warn, ""},
		{"numbers of a word processor", func(d *document.Document) { noNumbers(d); d.Source.Format = document.DOCX }, PageNumbers, Unknown, ""},
		{"a figure without caption", func(d *document.Document) { say(d, 5, document.Paragraph, "Voir la figure 9 et la Figure 3.") }, Captions, Warn, "f9"},
		{"a range of figures", func(d *document.Document) { say(d, 5, document.Paragraph, "Voir fig. 3-4 et la figure n° 2.") }, Captions, OK, ""},
		{"a caption in the midst of a figure", func(d *document.Document) {
			say(d, 5, document.Paragraph, "Voir la figure 9.")
			say(d, 5, document.Paragraph, "100 % Oui Non F IGURE 9 – Réponses")
		}, Captions, OK, ""},
		{"a caption torn by a table", func(d *document.Document) {
			say(d, 5, document.Paragraph, "Voir la figure 9.")
			say(d, 5, document.Table, "FIGURE\tOui 9 –\tRéponses")
		}, Captions, OK, ""},
		{"a caption that may be in a picture", func(d *document.Document) { say(d, 5, document.Paragraph, "Voir la figure 9."); veil(d, 8) }, Captions, Unknown, ""},
		{"tables that are not numbered", func(d *document.Document) { say(d, 5, document.Paragraph, "Voir le tableau 9.") }, Captions, OK, ""},
	} {
		doc := sound()
		c.alter(doc)
		seen := false
		for _, f := range Check(doc) {
			if f.ID != c.id {
				if c.id == "" && f.Verdict != OK {
					t.Errorf("%s: %+v", c.name, f)
				}
				continue
			}
			seen = true
			if got := strings.Join(append(f.Words, f.Args...), "|"); f.Verdict != c.want || got != c.says {
				t.Errorf("%s: %s %q, want %s %q", c.name, f.Verdict, got, c.want, c.says)
			}
		}
		if !seen && c.id != "" {
			t.Errorf("%s: %s was not checked", c.name, c.id)
		}
	}
}

func noContents(d *document.Document) {
	d.Zones[1].Zone = document.Front
	d.Blocks = slices.DeleteFunc(d.Blocks, func(b document.Block) bool { return b.Page == 2 })
}

func noNumbers(d *document.Document) {
	for i := range d.Pages {
		d.Pages[i].Printed = ""
	}
}

// TestWhatApplies has the checks that are made of each kind of file.
func TestWhatApplies(t *testing.T) {
	for _, c := range []struct {
		name  string
		alter func(*document.Document)
		want  []string
	}{
		{"a report", func(*document.Document) {}, IDs},
		{"slides", func(d *document.Document) { d.Source.Format = document.PPTX }, nil},
		{"slides as PDF", func(d *document.Document) {
			for i := range d.Pages {
				d.Pages[i].Width = 1200
			}
		}, nil},
		{"a short report", func(d *document.Document) { d.Count.Total = shortest }, []string{TitlePage, Entries, Captions}},
		{"without contents or captions", func(d *document.Document) { noContents(d); without(d, "Figure") }, []string{TitlePage, Contents, PageNumbers}},
	} {
		doc := sound()
		c.alter(doc)
		var got []string
		for _, f := range Check(doc) {
			got = append(got, f.ID)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	if got := Check(&document.Document{}); len(got) == 0 {
		t.Error("nothing said of an empty document")
	}
}

func FuzzCheck(f *testing.F) {
	f.Add("Annexe 1 : Plan\t12", "voir la figure 9 et le tableau 2-3", "toc")
	f.Add("I. \xff\t999999999999999999999", "figure 1 – a", "caption")
	f.Fuzz(func(t *testing.T, a, b, kind string) {
		doc := sound()
		say(doc, 3, document.Kind(kind), a)
		say(doc, 99, document.TOCEntry, b)
		for _, x := range Check(doc) {
			if !slices.Contains(IDs, x.ID) || x.Verdict != OK && x.Verdict != Warn && x.Verdict != Unknown {
				t.Fatalf("%+v", x)
			}
		}
	})
}

func BenchmarkCheck(b *testing.B) {
	doc := sound()
	for b.Loop() {
		Check(doc)
	}
	b.ReportMetric(float64(b.N)*12/b.Elapsed().Seconds(), "pages/s")
}
