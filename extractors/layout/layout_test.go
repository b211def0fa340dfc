package layout

import (
	"cmp"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"prejury/extractors/document"
)

// sheet is a page in the making: text is set in a font whose letters are all half
// an em wide.
type sheet struct{ p Page }

func newSheet(number int) *sheet {
	return &sheet{Page{Number: number, Width: 595, Height: 842}}
}

type look struct {
	size      float32
	bold      bool
	color     uint32
	invisible bool
	font      string // "" is F
}

var (
	body  = look{size: 12}
	bold  = look{size: 12, bold: true}
	title = look{size: 18, bold: true}
	note  = look{size: 9}
)

// set draws s with its baseline at y, one run, spaces included.
func (s *sheet) set(x, y float32, l look, text string) *sheet {
	r := Run{X: x, Y: y, Size: l.size, Bold: l.bold, Color: l.color, Invisible: l.invisible, Font: cmp.Or(l.font, "F"), Mark: -1}
	for _, c := range text {
		w := l.size / 2
		r.Glyphs = append(r.Glyphs, Glyph{R: c, X0: x, X1: x + w, Y0: y - 0.8*l.size, Y1: y + 0.2*l.size})
		x += w
	}
	s.p.Runs = append(s.p.Runs, r)
	return s
}

// lines draws lines 15 points apart and gives the next baseline.
func (s *sheet) lines(x, y float32, l look, lines ...string) float32 {
	for _, t := range lines {
		s.set(x, y, l, t)
		y += l.size * 1.25
	}
	return y
}

// grid draws a ruled table of equal cells.
func (s *sheet) grid(x, y, w, h float64, rows [][]string) {
	for r := range len(rows) + 1 {
		s.p.Rules = append(s.p.Rules, document.Rect{X0: x, Y0: y + float64(r)*h, X1: x + w*float64(len(rows[0])), Y1: y + float64(r)*h + 0.5})
	}
	for c := range len(rows[0]) + 1 {
		s.p.Rules = append(s.p.Rules, document.Rect{X0: x + float64(c)*w, Y0: y, X1: x + float64(c)*w + 0.5, Y1: y + h*float64(len(rows))})
	}
	for r, cells := range rows {
		for c, t := range cells {
			for k, l := range strings.Split(t, "\n") {
				if l != "" {
					s.set(float32(x+float64(c)*w+4), float32(y+float64(r)*h+14+14*float64(k)), body, l)
				}
			}
		}
	}
}

func build(sheets ...*sheet) *document.Document {
	var b Builder
	for _, s := range sheets {
		b.Add(&s.p)
	}
	doc := &document.Document{}
	b.Finish(doc)
	return doc
}

// show writes blocks as "kind level: text", one a line.
func show(doc *document.Document) string {
	var out strings.Builder
	for _, b := range doc.Blocks {
		kind := string(b.Kind)
		if b.Hidden {
			kind = "hidden"
		}
		if b.Level > 0 {
			kind += fmt.Sprint(b.Level)
		}
		fmt.Fprintf(&out, "%s: %s\n", kind, strings.ReplaceAll(b.Text, "\n", " / "))
	}
	return out.String()
}

// sample is lines of a paragraph that fill 60 characters.
var sample = []string{
	"La ligne de production assemble des pompes pour les fermes,",
	"et chaque poste attend le précédent pendant neuf minutes. On",
	"a donc relevé les temps de cycle pendant trois semaines pour",
	"savoir où agir.",
}

const sampleText = "La ligne de production assemble des pompes pour les fermes, et chaque poste attend le précédent pendant neuf minutes. On a donc relevé les temps de cycle pendant trois semaines pour savoir où agir."

func check(t *testing.T, doc *document.Document, want string) {
	t.Helper()
	if got := show(doc); got != strings.TrimLeft(want, "\n") {
		t.Errorf("got\n%swant%s", got, want)
	}
}

func TestParagraphs(t *testing.T) {
	s := newSheet(1)
	y := s.lines(70, 200, body, sample...)
	s.lines(70, y, body, sample...) // no white between: the line before ends short
	check(t, build(s), `
paragraph: `+sampleText+`
paragraph: `+sampleText+`
`)
}

func TestLineEnds(t *testing.T) {
	for _, c := range []struct{ a, b, want string }{
		{"le réseau numé-", "rique de l'usine", "le réseau numérique de l'usine"},
		{"la mesure de celui-", "ci est faite", "la mesure de celui-ci est faite"},
		{"la sous-", "traitance du lot", "la sous-traitance du lot"},
		{"habite Saint-", "Denis depuis", "habite Saint-Denis depuis"},
		{"les années 2019-", "2020 ont vu", "les années 2019-2020 ont vu"},
		{"c'est-à-", "dire la cadence", "c'est-à-dire la cadence"},
		{"le gain de l’", "entreprise est net", "le gain de l’entreprise est net"},
		{"voir https://exemple.fr/", "rapport pour la suite", "voir https://exemple.fr/rapport pour la suite"},
		{"le plan -", "celui de mai", "le plan - celui de mai"},
		{"peut-", "être demain", "peut-être demain"},
		{"un mot\u00ad", "composé", "un motcomposé"},
	} {
		if got := joinLines(c.a, c.b, nil); got != c.want {
			t.Errorf("%q + %q = %q, want %q", c.a, c.b, got, c.want)
		}
	}
	known := vocabulary{}
	known.add("le porte-outil et le portemanteau")
	if got := joinLines("un porte-", "outil neuf", known); got != "un porte-outil neuf" {
		t.Errorf("the document writes porte-outil: got %q", got)
	}
	if got := joinLines("un porte-", "manteau neuf", known); got != "un portemanteau neuf" {
		t.Errorf("the document writes portemanteau: got %q", got)
	}
}

func TestClean(t *testing.T) {
	known := vocabulary{}
	known.add("une offre efficace de fin")
	for in, want := range map[string]string{
		"pr´elev´ee":        "prélevée",
		"di ff icile":       "difficile",
		"e ﬃcace":           "efficace",
		"la ﬁn":             "la fin",
		"𝑐𝑚 de 𝟑":           "cm de 3",
		"zéro\u200blargeur": "zérolargeur",
		"de final":          "de final",
	} {
		if got := clean(composeLoose(in), known); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestColumns(t *testing.T) {
	s := newSheet(1)
	s.set(70, 80, title, "Deux colonnes")
	left := []string{"Le premier texte de gauche court", "sur plusieurs lignes de colonne,", "et continue encore un peu plus bas", "pour que la colonne soit longue,", "puis se termine ici sans phrase"}
	right := []string{"et reprend en haut de la colonne de", "droite, où la suite se lit après la", "gauche, comme dans un journal dont", "les lignes se touchent presque tant", "la gouttière est mince."}
	s.lines(70, 120, body, left...)
	s.lines(320, 120, body, right...)
	s.lines(70, 240, body, sample...)
	check(t, build(s), `
heading1: Deux colonnes
paragraph: `+strings.Join(left, " ")+" "+strings.Join(right, " ")+`
paragraph: `+sampleText+`
`)
}

func TestRuledTable(t *testing.T) {
	s := newSheet(1)
	y := s.lines(70, 120, body, sample...)
	rows := [][]string{{"Tâche", "Pilote", "Délai"}, {"Mesurer les\ntemps", "Chef d'atelier", "J+30"}, {"Former", "RH", "juin"}}
	s.grid(70, float64(y), 150, 34, rows)
	s.lines(70, y+140, body, sample...)
	doc := build(s)
	check(t, doc, `
paragraph: `+sampleText+`
table: Tâche	Pilote	Délai / Mesurer les temps	Chef d'atelier	J+30 / Former	RH	juin
paragraph: `+sampleText+`
`)
	want := [][]string{{"Tâche", "Pilote", "Délai"}, {"Mesurer les temps", "Chef d'atelier", "J+30"}, {"Former", "RH", "juin"}}
	if !reflect.DeepEqual(doc.Blocks[1].Rows, want) {
		t.Errorf("rows %q", doc.Blocks[1].Rows)
	}
}

func TestMergedCells(t *testing.T) {
	s := newSheet(1)
	s.lines(70, 120, body, sample...)
	s.grid(70, 220, 120, 24, [][]string{{"Rôles de l'équipe", "", ""}, {"R", "A", "C"}, {"Ana", "Luc", "Zoé"}})
	// The rules between the cells of the first row go.
	kept := s.p.Rules[:0]
	for _, r := range s.p.Rules {
		if r.X1-r.X0 < 1 && r.X0 > 71 && r.X0 < 400 {
			r.Y0 += 24
		}
		kept = append(kept, r)
	}
	s.p.Rules = kept
	check(t, build(s), `
paragraph: `+sampleText+`
table: Rôles de l'équipe		 / R	A	C / Ana	Luc	Zoé
`)
}

func TestNotTables(t *testing.T) {
	t.Run("frame around a paragraph", func(t *testing.T) {
		s := newSheet(1)
		s.grid(60, 100, 480, 90, [][]string{{""}})
		s.lines(70, 120, body, sample...)
		check(t, build(s), "paragraph: "+sampleText+"\n")
	})
	t.Run("boxes of a diagram", func(t *testing.T) {
		s := newSheet(1)
		for i, x := range []float64{100, 250, 400} {
			y := 200 + 60*float64(i)
			s.grid(x, y, 90, 30, [][]string{{"Étape"}})
			s.p.Rules = append(s.p.Rules, document.Rect{X0: x + 90, Y0: y + 15, X1: x + 150, Y1: y + 15.5})
		}
		for _, b := range build(s).Blocks {
			if b.Kind == document.Table {
				t.Errorf("a table: %q", b.Rows)
			}
		}
	})
	t.Run("prose with wide gaps", func(t *testing.T) {
		s := newSheet(1)
		s.lines(70, 120, body, "La ligne    de production assemble des pompes pour les    fermes", "et chaque poste    attend le précédent pendant    neuf minutes, on", "a donc    relevé les temps de cycle pendant trois    semaines pour", "savoir où agir et dans    quel ordre.")
		for _, b := range build(s).Blocks {
			if b.Kind == document.Table {
				t.Errorf("a table: %q", b.Rows)
			}
		}
	})
}

func TestAlignedTable(t *testing.T) {
	s := newSheet(1)
	s.lines(70, 120, body, sample...)
	for i, r := range [][]string{{"Poste", "Avant", "Après"}, {"Rebut", "12 %", "4 %"}, {"Retouches", "31", "9"}, {"Délai", "18 j", "11 j"}} {
		for c, x := range []float32{70, 220, 320} {
			s.set(x, 220+20*float32(i), body, r[c])
		}
	}
	check(t, build(s), `
paragraph: `+sampleText+`
table: Poste	Avant	Après / Rebut	12 %	4 % / Retouches	31	9 / Délai	18 j	11 j
`)
}

func TestLists(t *testing.T) {
	s := newSheet(1)
	y := s.lines(70, 120, body, sample...)
	for _, l := range []string{"réduire les rebuts de la ligne de pompes de moitié,", "former les équipes,"} {
		s.set(80, y, body, "•")
		s.set(98, y, body, l)
		y += 15
	}
	s.set(110, y, body, "–")
	s.set(125, y, body, "les chefs d'abord ;")
	y += 15
	s.lines(80, y, body, "1. mesurer les temps ;", "2. agir.")
	check(t, build(s), `
paragraph: `+sampleText+`
list-item1: réduire les rebuts de la ligne de pompes de moitié,
list-item1: former les équipes,
list-item2: les chefs d'abord ;
list-item1: 1. mesurer les temps ;
list-item1: 2. agir.
`)
}

func TestHeadings(t *testing.T) {
	s := newSheet(2)
	s.set(70, 100, title, "2. Le projet")
	s.lines(70, 140, body, sample...)
	s.set(70, 240, bold, "2.1. Les causes des arrêts")
	s.lines(70, 260, body, sample...)
	s.set(70, 360, bold, "2.2. Les remèdes")
	s.lines(70, 380, body, sample...)
	s.set(70, 480, title, "3. Conclusion")
	s.lines(70, 520, body, sample...)
	doc := build(newSheet(1), s)
	check(t, doc, `
heading1: 2. Le projet
paragraph: `+sampleText+`
heading2: 2.1. Les causes des arrêts
paragraph: `+sampleText+`
heading2: 2.2. Les remèdes
paragraph: `+sampleText+`
heading1: 3. Conclusion
paragraph: `+sampleText+`
`)
	if want := []string{"2. Le projet", "2.2. Les remèdes"}; !reflect.DeepEqual(doc.Blocks[5].Section, want) {
		t.Errorf("section %q, want %q", doc.Blocks[5].Section, want)
	}
	if doc.Blocks[6].Section != nil {
		t.Errorf("a heading of level 1 is in section %q", doc.Blocks[6].Section)
	}
}

func TestNumberOf(t *testing.T) {
	for in, want := range map[string]number{
		"1. Contexte":               {'d', 1},
		"1 CAHIER DES CHARGES":      {'d', 1},
		"2.3.1 Analyse":             {'d', 3},
		"IV-2 : Situation":          {'r', 2},
		"V .1.1 : Les spécificités": {'r', 3},
		"I- Feuille de route":       {'r', 1},
		"B.2. Méthode":              {'a', 2},
		"Chapitre 3 : Résultats":    {'c', 1},
		"Partie I Le contexte":      {'p', 1},
		"DEUXIEME PARTIE : Étude":   {'p', 1},
		"a) Les coûts":              {'b', 1},
		"12 mois de travail":        {},
		"3D et simulation":          {},
		"5S et TPM":                 {},
		"III. 5 pourquoi":           {'r', 1},
		"I. 1. Le site":             {'r', 2},
		"Introduction":              {},
		"A la fin":                  {},
		"2024":                      {},
	} {
		if got := numberOf(in); got != want {
			t.Errorf("%q: %c%d, want %c%d", in, got.kind, got.depth, want.kind, want.depth)
		}
	}
}

func TestContents(t *testing.T) {
	s := newSheet(1)
	s.set(70, 100, title, "Sommaire")
	s.lines(70, 140, body,
		"Introduction ............................... 3",
		"1. Le contexte de l'entreprise ............. 5",
		"1.1 Une analyse dont le titre est si long qu'il ne tient pas",
		"sur une ligne .............................. 6",
		"Annexes ................................... 41")
	check(t, build(s), `
heading1: Sommaire
toc: Introduction	3
toc: 1. Le contexte de l'entreprise	5
toc: 1.1 Une analyse dont le titre est si long qu'il ne tient pas sur une ligne	6
toc: Annexes	41
`)
}

func TestRunningLines(t *testing.T) {
	var sheets []*sheet
	for n := 1; n <= 8; n++ {
		s := newSheet(n)
		s.set(70, 40, note, "Rapport de Zoé Martin")
		s.lines(70, 200, body, sample...)
		s.set(290, 810, note, fmt.Sprintf("- %d -", n-2))
		if n <= 2 {
			s.p.Runs = s.p.Runs[:len(s.p.Runs)-1]
			s.set(290, 810, note, []string{"i", "ii"}[n-1])
		}
		sheets = append(sheets, s)
	}
	doc := build(sheets...)
	var printed []string
	for _, p := range doc.Pages {
		printed = append(printed, p.Printed)
		if p.Words != len(strings.Fields(sampleText)) {
			t.Errorf("page %d: %d words", p.Number, p.Words)
		}
	}
	if want := []string{"i", "ii", "1", "2", "3", "4", "5", "6"}; !reflect.DeepEqual(printed, want) {
		t.Errorf("printed %q, want %q", printed, want)
	}
	for _, b := range doc.Blocks {
		if b.InFlow() && b.Text != sampleText {
			t.Errorf("in the flow: %s %q", b.Kind, b.Text)
		}
	}
}

func TestPageNumbersFarFromTheEdge(t *testing.T) {
	var sheets []*sheet
	for n := 1; n <= 5; n++ {
		s := newSheet(n)
		s.lines(60, 200, body, "Le premier poste attend le second chaque matin,", fmt.Sprintf("et la ligne perd %d minutes par jour.", 40-n))
		s.set(390, 705, note, fmt.Sprint(n+10))
		sheets = append(sheets, s)
	}
	doc := build(sheets...)
	for i, p := range doc.Pages {
		if p.Printed != fmt.Sprint(i+11) {
			t.Errorf("page %d: printed %q", p.Number, p.Printed)
		}
	}
	for _, b := range doc.Blocks {
		if b.InFlow() && len(strings.Fields(b.Text)) == 1 {
			t.Errorf("%+v", b)
		}
	}
}

func TestReviewComments(t *testing.T) {
	s := newSheet(1)
	s.lines(60, 200, body, "La ligne assemble des pompes et chaque poste", "y attend le précédent neuf minutes ; il faut", "donc revoir les temps de tous les postes.")
	s.set(420, 200, note, "Commenté [AB1]: préciser la")
	s.set(420, 212, note, "source de ce chiffre")
	s.set(420, 230, note, "Commenté [AB2]: fait")
	doc := build(s)
	if len(doc.Blocks) != 1 || strings.Contains(doc.Blocks[0].Text, "source") || !strings.HasSuffix(doc.Blocks[0].Text, "tous les postes.") {
		t.Errorf("%+v", doc.Blocks)
	}
	want := []document.Warning{{Code: document.WarnComments, Pages: []int{1}, Arg: "2"}}
	if !reflect.DeepEqual(doc.Warnings, want) {
		t.Errorf("warnings %+v", doc.Warnings)
	}
	s = newSheet(1)
	s.lines(60, 200, body, "Commenté [1]: ce mot et ce qui suit sont du texte.")
	if doc := build(s); len(doc.Blocks) != 1 || len(doc.Warnings) > 0 {
		t.Errorf("%+v", doc.Blocks)
	}
}

func TestParagraphOverPages(t *testing.T) {
	one, two := newSheet(1), newSheet(2)
	one.lines(70, 700, body, sample[0], sample[1])
	two.lines(70, 80, body, sample[2], sample[3])
	doc := build(one, two)
	// The first line of the second page begins in lower case.
	check(t, doc, "paragraph: "+sampleText+"\n")
	if b := doc.Blocks[0]; b.Page != 1 || b.EndPage != 2 {
		t.Errorf("pages %d to %d", b.Page, b.EndPage)
	}
}

func TestCaptionsAndFootnotes(t *testing.T) {
	s := newSheet(1)
	s.lines(70, 120, body, sample...)
	s.set(200, 300, note, "Figure 3 : Diagramme des flux")
	s.lines(70, 360, body, "Figure 3 montre que les flux se croisent, ce qui est une perte.")
	s.lines(70, 760, note, "1 Selon le bilan de l'année.", "2 Hors intérimaires.")
	check(t, build(s), `
paragraph: `+sampleText+`
caption: Figure 3 : Diagramme des flux
paragraph: Figure 3 montre que les flux se croisent, ce qui est une perte.
footnote: 1 Selon le bilan de l'année.
footnote: 2 Hors intérimaires.
`)
}

func TestHidden(t *testing.T) {
	s := newSheet(1)
	s.lines(70, 120, body, sample...)
	s.set(70, 300, look{size: 2}, "budget roi smart")
	s.set(70, 1200, body, "hors page")
	s.set(70, 400, look{size: 12, invisible: true}, "encre invisible")
	doc := build(s)
	check(t, doc, `
paragraph: `+sampleText+`
hidden: budget roi smart
hidden: encre invisible
hidden: hors page
`)
	if want := []document.Warning{{Code: document.WarnHiddenText, Pages: []int{1}, Arg: "7"}}; !reflect.DeepEqual(doc.Warnings, want) {
		t.Errorf("warnings %v", doc.Warnings)
	}
}

func TestTracedLetters(t *testing.T) {
	for _, c := range []struct {
		name    string
		drawn   int
		painted string
		hidden  bool
	}{
		{"a shape a letter", 400, "", false},
		{"a page that looks empty", 3, "", true},
		{"a drawing beside painted text", 400, "Le texte que l'on voit sur cette page, lui, est peint.", true},
	} {
		s := newSheet(1)
		s.p.Drawn = c.drawn
		for i, l := range sample {
			s.set(70, 120+15*float32(i), look{size: 12, invisible: true}, l)
		}
		if c.painted != "" {
			s.lines(70, 400, body, c.painted)
		}
		doc := build(s)
		hidden := false
		for _, b := range doc.Blocks {
			hidden = hidden || b.Hidden
		}
		if len(doc.Blocks) == 0 || hidden != c.hidden {
			t.Errorf("%s: %+v", c.name, doc.Blocks)
		}
	}
}

func TestScan(t *testing.T) {
	s := newSheet(1)
	s.p.Images = []document.Image{{Box: document.Rect{X1: 595, Y1: 842}, Share: 1}}
	bare := newSheet(2)
	bare.p.Images = s.p.Images
	for i, l := range sample {
		s.set(70, 120+15*float32(i), look{size: 12, invisible: true}, l)
	}
	doc := build(s, bare)
	check(t, doc, "paragraph: "+sampleText+"\n")
	if !doc.Pages[0].OCR || doc.Pages[1].Unreadable != document.WarnNoText {
		t.Errorf("pages %+v", doc.Pages)
	}
}

func TestTurnedPage(t *testing.T) {
	s := newSheet(1)
	s.p.Width, s.p.Height = 842, 595
	flat := newSheet(1)
	flat.lines(70, 120, body, sample...)
	for _, r := range flat.p.Runs {
		// A quarter turn clockwise of the text: down the page.
		q := Run{Turn: 1, Size: r.Size, Font: r.Font, Mark: -1, X: 842 - r.Y, Y: r.X}
		for _, g := range r.Glyphs {
			q.Glyphs = append(q.Glyphs, Glyph{R: g.R, X0: 842 - g.Y1, X1: 842 - g.Y0, Y0: g.X0, Y1: g.X1})
		}
		s.p.Runs = append(s.p.Runs, q)
	}
	check(t, build(s), "paragraph: "+sampleText+"\n")
}

// FuzzBuild gives the builder any pages: whatever they hold it must end, with
// blocks in the order of pages.
func FuzzBuild(f *testing.F) {
	s := newSheet(1)
	s.lines(70, 120, body, sample...)
	s.grid(70, 300, 100, 30, [][]string{{"a", "b"}, {"c", "d"}})
	seed, _ := json.Marshal([]Page{s.p})
	f.Add(seed)
	seed, _ = json.Marshal([]Page{newSheet(1).spread(70, 100, body, 4, "tenu", "le budget du projet est tenu depuis le mois de mars").p})
	f.Add(seed)
	f.Add([]byte(`[{"number":1,"width":1,"height":1,"runs":[{"x":1e30,"size":1e30,"glyphs":[{"r":65,"x0":-1e30,"x1":1e30}]}]}]`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var pages []Page
		if json.Unmarshal(data, &pages) != nil || len(pages) > 20 {
			return
		}
		var b Builder
		for i := range pages {
			pages[i].Number = i + 1
			b.Add(&pages[i])
		}
		doc := &document.Document{}
		b.Finish(doc)
		if len(doc.Pages) != len(pages) {
			t.Fatalf("%d pages out of %d", len(doc.Pages), len(pages))
		}
		last := 0
		for _, blk := range doc.Blocks {
			if blk.Page < last || blk.Page < 1 || blk.Page > len(pages) || blk.EndPage < blk.Page {
				t.Fatalf("block on pages %d to %d after page %d", blk.Page, blk.EndPage, last)
			}
			last = blk.Page
			for _, at := range blk.Doubled {
				if at < 1 || at >= len(blk.Text) || blk.Text[at-1] != ' ' || blk.Text[at] == ' ' {
					t.Fatalf("doubled space at %d of %q", at, blk.Text)
				}
			}
		}
	})
}

func BenchmarkBuild(b *testing.B) {
	var sheets []*sheet
	for n := 1; n <= 50; n++ {
		s := newSheet(n)
		y := float32(80)
		for range 8 {
			y = s.lines(70, y, body, sample...) + 20
		}
		sheets = append(sheets, s)
	}
	for b.Loop() {
		build(sheets...)
	}
	b.ReportMetric(float64(50*b.N)/b.Elapsed().Seconds(), "pages/s")
}

func TestIsContentsTitle(t *testing.T) {
	for line, want := range map[string]bool{
		"Sommaire": true, " SOMMAIRE : ": true, "Table des matières": true, "1. Table des figures": true, "Liste des tableaux": true, "Listes des annexes": true,
		"Table of contents": true, "Plan du mémoire": true,
		"Plan": false, "Sommaire de la mission": false, "La table des matières": false, "Liste des courses": false, "": false,
	} {
		if got := IsContentsTitle(line); got != want {
			t.Errorf("%q: %v, want %v", line, got, want)
		}
	}
}
