package quality

import (
	"slices"
	"strings"
	"testing"

	"prejury/extractors/document"
)

const sample = "Nous avons mesuré les temps de cycle de la ligne et réduit les arrêts avec les opérateurs de l’atelier pendant trois mois, puis formé les équipes au pilotage quotidien de leur production et relevé chaque semaine les écarts avec les objectifs fixés."

func pages(format document.Format, texts ...string) *document.Document {
	doc := &document.Document{Source: document.Source{Format: format}, Count: document.PageCount{Total: len(texts)}}
	for i, s := range texts {
		doc.Pages = append(doc.Pages, document.Page{Number: i + 1, Quality: -1, Words: len(strings.Fields(s))})
		if s != "" {
			doc.Blocks = append(doc.Blocks, document.Block{Kind: document.Paragraph, Page: i + 1, Text: s})
		}
	}
	return doc
}

func TestMeasure(t *testing.T) {
	glued := strings.ReplaceAll(sample, " ", "q") + " " + strings.Repeat("xlesop éra teurs delalignec ontla pro ductionm esurée ", 12)
	for _, c := range []struct {
		name, text string
		before     string // Unreadable as the reader left it
		image      float64
		after      string
		low, high  float64
	}{
		{"sample", sample, "", 0, "", 0.95, 1},
		{"English", strings.Repeat("The purpose of this chapter is to describe the warehouse and its daily process. ", 4), "", 0, "", 0.9, 1},
		{"few words", "Plan de masse", "", 0, "", -1, -1},
		{"rubbish", glued, "", 0, document.WarnLowQuality, 0, 0.64},
		{"code", strings.Repeat("static int zlarp = brunf(qwopt, vlarn[grut]); if (blorp) { return krelv; } ", 8), "", 0, "", -1, 1},
		{"list of names", strings.Repeat("Dupontel, Martineau, Krzyzewski, Valéoris, MX12 et PX44b, ", 10), "", 0, "", -1, -1},
		{"scan", "", "", 0.9, document.WarnNoText, -1, -1},
		{"scan with a stamp", "Page 12", "", 0.9, document.WarnNoText, -1, -1},
		{"picture of a page with its text", sample, "", 0.9, "", 0.95, 1},
		{"empty page", "", "", 0, "", -1, -1},
		{"glyphs without Unicode, harmless", sample, document.WarnNoUnicode, 0, "", 0.95, 1},
		{"glyphs without Unicode", glued, document.WarnNoUnicode, 0, document.WarnNoUnicode, 0, 0.64},
	} {
		doc := pages(document.DOCX, c.text)
		doc.Pages[0].Unreadable = c.before
		if c.before != "" {
			doc.Warnings = []document.Warning{{Code: c.before, Pages: []int{1}, Arg: "Font"}}
		}
		if c.image > 0 {
			doc.Pages[0].Images = []document.Image{{Share: c.image}}
		}
		Measure(doc)
		p := doc.Pages[0]
		if p.Unreadable != c.after || p.Quality < c.low || p.Quality > c.high {
			t.Errorf("%s: %q, quality %.2f, want %q, %.2f to %.2f", c.name, p.Unreadable, p.Quality, c.after, c.low, c.high)
		}
		if warned := len(doc.Warnings) > 0; warned != (c.after != "") || warned && doc.Warnings[0].Code != c.after {
			t.Errorf("%s: warnings %+v", c.name, doc.Warnings)
		}
	}
}

func TestBackgroundsAndFiguresAreNoScans(t *testing.T) {
	picture := func(shares ...float64) (out []document.Image) {
		for _, s := range shares {
			out = append(out, document.Image{Share: s})
		}
		return out
	}
	slides := pages(document.PDF, "Le budget de la deuxième phase du projet", "La gestion des risques de ce chantier", "La supervision")
	for i := range slides.Pages {
		slides.Pages[i].Images = picture(1)
	}
	shots := pages(document.PDF, "Figure 5 : le dossier")
	shots.Pages[0].Images = picture(0.26, 0.3)
	scan := pages(document.PDF, sample, "")
	scan.Pages[1].Images = picture(1)
	for _, c := range []struct {
		name string
		doc  *document.Document
		want int // pages that cannot be read
	}{{"slides on a background", slides, 0}, {"two screenshots", shots, 0}, {"a scan in a report", scan, 1}} {
		Measure(c.doc)
		n := 0
		for _, p := range c.doc.Pages {
			if p.Unreadable != "" {
				n++
			}
		}
		if n != c.want {
			t.Errorf("%s: %d pages unread, want %d", c.name, n, c.want)
		}
	}
}

func TestMend(t *testing.T) {
	for _, c := range []struct{ name, was, want string }{
		{"lost", "La vérication du dicile eet est ecace. Enn, l'ocier modie.", "La vérification du difficile effet est efficace. Enfin, l'officier modifie."},
		{"cut", "Les applica ons et la ges on des sa sfac ons.", "Les applications et la gestion des sa sfac ons."},
		{"signs", "La ges*on des *ckets, l'u&lisa*on et les Spécifica*ons aUendues.", "La gestion des tickets, l'utilisation et les Spécifications attendues."},
	} {
		doc := pages(document.PDF, strings.Repeat(c.was+" ", 12))
		Measure(doc)
		if got, want := doc.Blocks[0].Text, strings.Repeat(c.want+" ", 12); got != want {
			t.Errorf("%s: %q", c.name, got[:min(len(got), 120)])
		}
	}
}

func TestMendLeavesSoundFiles(t *testing.T) {
	for _, s := range []string{
		sample + " La vérication est faite.",             // once is the writer's slip
		"a*b = c&d; x += y*z; 3*4 = 12; rock&roll; R&D.", // signs that are signs
		strings.Repeat("Le TaUx de TVA et le R&D de la S.A.R.L. sont sûrs. ", 20),
	} {
		doc := pages(document.PDF, s)
		Measure(doc)
		if doc.Blocks[0].Text != s {
			t.Errorf("%q became %q", s, doc.Blocks[0].Text)
		}
	}
}

func TestMendRepairsCellsAndPaths(t *testing.T) {
	doc := pages(document.PDF, strings.Repeat("La ges*on. ", 20))
	doc.Blocks[0].Rows = [][]string{{"ges*on"}}
	doc.Blocks[0].Section = []string{"Ges*on"}
	doc.Outline = []document.OutlineItem{{Title: "La ges*on"}}
	Measure(doc)
	if got := doc.Blocks[0].Rows[0][0] + doc.Blocks[0].Section[0] + doc.Outline[0].Title; got != "gestionGestionLa gestion" {
		t.Error(got)
	}
}

// TestMendMovesDoubledSpaces has what is known of a text follow its words when they change.
func TestMendMovesDoubledSpaces(t *testing.T) {
	doc := pages(document.PDF, strings.Repeat("La ges*on du projet. ", 20)+"La ges*on des applica ons est ges*on.")
	b := &doc.Blocks[0]
	for _, word := range []string{"projet", "ons est", "est", "ges*on."} {
		b.Doubled = append(b.Doubled, strings.LastIndex(b.Text, word))
	}
	Measure(doc)
	var got []string
	for _, at := range b.Doubled {
		got = append(got, b.Text[at:])
	}
	if want := []string{"projet. La gestion des applications est gestion.", "est gestion.", "gestion."}; !slices.Equal(got, want) {
		t.Errorf("doubled before %q, want %q", got, want)
	}
}

func FuzzMeasure(f *testing.F) {
	f.Add("La ges*on des *ckets, applica ons, Enn")
	f.Add("U*U&\xffU")
	f.Add("é")
	f.Fuzz(func(t *testing.T, s string) {
		doc := pages(document.PDF, strings.Repeat(s, 3))
		if len(doc.Blocks) == 0 {
			return
		}
		b := &doc.Blocks[0]
		for at := range b.Text {
			b.Doubled = append(b.Doubled, at)
		}
		Measure(doc)
		for i, at := range b.Doubled {
			if at < 0 || at >= len(b.Text) || i > 0 && at <= b.Doubled[i-1] {
				t.Fatalf("marks %v of %q", b.Doubled, b.Text)
			}
		}
		if q := doc.Pages[0].Quality; q > 1 || q < -1 {
			t.Fatalf("quality %v", q)
		}
	})
}

func BenchmarkMeasure(b *testing.B) {
	texts := make([]string, 60)
	for i := range texts {
		texts[i] = strings.Repeat(sample+" ", 8)
	}
	for b.Loop() {
		Measure(pages(document.PDF, texts...))
	}
	b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N), "ms/60pages")
}
