package office

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"prejury/extractors/document"
)

// para makes a paragraph of ordinary text.
func para(text string, breaks ...Break) *Para {
	return &Para{Kind: document.Paragraph, Text: text, Size: 12, Fmt: Format{Font: "Times New Roman", Line: 1}, Breaks: breaks}
}

func nodes(paras ...*Para) []Node {
	var out []Node
	for _, p := range paras {
		out = append(out, Node{Para: p})
	}
	return out
}

// a4 has room for 700 points of text, 450 wide.
func a4() Section {
	return Section{Width: 595, Height: 842, Left: 72, Right: 73, Top: 71, Bottom: 71, Columns: 1}
}

func flow(paras ...*Para) *Flow {
	return &Flow{Nodes: nodes(paras...), Sections: []Section{a4()}}
}

func pagesOf(f *Flow) []int {
	var out []int
	f.eachPara(func(p *Para, _ int) { out = append(out, p.place.page) })
	return out
}

func TestMarks(t *testing.T) {
	r := func(at int) Break { return Break{at, Rendered} }
	e := func(at int) Break { return Break{at, PageBreak} }
	before := func(p *Para) *Para { p.Fmt.PageBefore = true; return p }
	tests := []struct {
		name  string
		flow  *Flow
		total int
		pages []int
	}{
		{"nothing", flow(para("a"), para("b")), 1, []int{1, 1}},
		{"a mark at a paragraph's start", flow(para("a"), para("b", r(0))), 2, []int{1, 2}},
		{"a mark inside a paragraph", flow(para("un deux", r(3)), para("b")), 2, []int{1, 2}},
		{"a break and the mark of the page that it began", flow(para("a\n", e(2)), para("b", r(0))), 2, []int{1, 2}},
		{"a break, an empty paragraph, the mark", flow(para("a\n", e(2)), para(""), para("b", r(0))), 2, []int{1, 2, 2}},
		{"two breaks make an empty page", flow(para("a\n", e(2)), para("\n", r(0), e(0)), para("b", r(0))), 3, []int{1, 3, 3}},
		{"page-break-before with its mark", flow(para("a"), before(para("b", r(0)))), 2, []int{1, 2}},
		{"page-break-before on a fresh page", flow(para("a\n", e(2)), before(para("b"))), 2, []int{1, 2}},
		{"a mark in two runs of one paragraph", flow(para("a"), para("b", r(0), r(0))), 2, []int{1, 2}},
		{"a mark before everything", flow(para("a", r(0)), para("b")), 1, []int{1, 1}},
		{"column breaks end no page", flow(para("a\n", Break{1, ColumnBreak}), para("b")), 1, []int{1, 1}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			at := byMarks(tt.flow)
			if at.Total != tt.total || !reflect.DeepEqual(pagesOf(tt.flow), tt.pages) {
				t.Errorf("%d pages, paragraphs on %v; want %d, %v", at.Total, pagesOf(tt.flow), tt.total, tt.pages)
			}
		})
	}
}

func TestMarksInRows(t *testing.T) {
	row := func(cells ...*Para) Row {
		var r Row
		for _, c := range cells {
			r.Cells = append(r.Cells, Cell{Span: 1, Nodes: nodes(c)})
		}
		return r
	}
	mark := Break{0, Rendered}
	f := &Flow{Sections: []Section{a4()}, Nodes: []Node{{Table: &TableNode{Rows: []Row{
		row(para("a"), para("b")),
		row(para("c", mark), para("d", mark), para("e", mark)), // one page end, marked in each cell
		row(para("f"), para("g g", Break{1, Rendered})),
	}}}}}
	if at := byMarks(f); at.Total != 3 {
		t.Errorf("%d pages, want 3", at.Total)
	}
}

func TestSections(t *testing.T) {
	make := func(start SectionStart, turned bool) *Flow {
		f := flow(para("a"), para("b"))
		second := a4()
		second.Start = start
		if turned {
			second.Width, second.Height = second.Height, second.Width
		}
		f.Sections = append(f.Sections, second)
		f.Nodes[1].Section = 1
		return f
	}
	tests := []struct {
		name  string
		flow  *Flow
		total int
	}{
		{"next page", make(NextPage, false), 2},
		{"continuous", make(Continuous, false), 1},
		{"continuous but turned", make(Continuous, true), 2},
		{"odd page", make(OddPage, false), 2},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if n := byMarks(tt.flow).Total; n != tt.total {
				t.Errorf("by marks %d pages, want %d", n, tt.total)
			}
			if n := byLayout(tt.flow, 1, false).Total; n != tt.total {
				t.Errorf("by layout %d pages, want %d", n, tt.total)
			}
		})
	}
}

// long makes a paragraph of n lines of the model.
func long(n int) *Para { return para(strings.TrimRight(strings.Repeat("ligne\n", n), "\n")) }

func TestLayout(t *testing.T) {
	// A line of 12 points in Times takes 13.8 points: 50 lines fill 700 points.
	with := func(p *Para, change func(*Para)) *Para { change(p); return p }
	image := func(h float64) *Para {
		return with(para(""), func(p *Para) { p.Images = []Image{{Width: 300, Height: h}} })
	}
	tests := []struct {
		name  string
		flow  *Flow
		total int
	}{
		{"fifty lines", flow(long(50)), 1},
		{"fifty-one lines", flow(long(51)), 2},
		{"a hundred and fifty", flow(long(150)), 3},
		{"double spacing", flow(with(long(50), func(p *Para) { p.Fmt.Line = 2 })), 2},
		{"exact spacing", flow(with(long(100), func(p *Para) { p.Fmt.Line, p.Fmt.LineRule = 7, Exactly })), 1},
		{"spaces between paragraphs", flow(with(long(25), func(p *Para) { p.Fmt.After = 40 }), long(25)), 2},
		{"author's break", flow(para("a\n", Break{2, PageBreak}), para("b")), 2},
		{"two pictures of half a page and a caption", flow(image(345), image(345), para("légende")), 2},
		{"pictures that fit", flow(image(300), image(300)), 1},
		{"a heading is not left at the foot", flow(long(49), with(para("Titre"), func(p *Para) { p.Fmt.KeepNext = true }), long(3)), 2},
		{"nothing", flow(), 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if at := byLayout(tt.flow, 1, false); at.Total != tt.total {
				t.Errorf("%d pages, want %d", at.Total, tt.total)
			}
		})
	}
	f := flow(long(49), with(para("Titre"), func(p *Para) { p.Fmt.KeepNext = true }), long(3))
	byLayout(f, 1, false)
	if got := pagesOf(f); !reflect.DeepEqual(got, []int{1, 2, 2}) {
		t.Errorf("paragraphs on %v, want the heading with what it announces", got)
	}
}

func TestLayoutFollowsMarks(t *testing.T) {
	// The model sees one page, the word processor ended it after 30 lines.
	p := long(40)
	p.Breaks = []Break{{len("ligne\n") * 30, Rendered}}
	if n := byLayout(flow(p), 1, true).Total; n != 2 {
		t.Errorf("%d pages, want the mark to be followed", n)
	}
	// The model ends the page at 50 lines, the word processor did at 52: one end.
	p = long(70)
	p.Breaks = []Break{{len("ligne\n") * 52, Rendered}}
	if n := byLayout(flow(p), 1, true).Total; n != 2 {
		t.Errorf("%d pages, want the mark to be that of the page just begun", n)
	}
}

func TestLayoutTables(t *testing.T) {
	row := func(n int, whole bool) Row {
		return Row{Whole: whole, Cells: []Cell{{Span: 1, Nodes: nodes(long(n))}, {Span: 1, Nodes: nodes(para("x"))}}}
	}
	table := func(rows ...Row) *Flow {
		return &Flow{Sections: []Section{a4()}, Nodes: []Node{{Table: &TableNode{Rows: rows, Columns: []float64{225, 225}}}}}
	}
	for _, tt := range []struct {
		name  string
		flow  *Flow
		total int
	}{
		{"small", table(row(10, false), row(10, false)), 1},
		{"cut between lines", table(row(40, false), row(40, false), row(18, false)), 2},
		{"kept whole", table(row(40, true), row(40, true), row(18, true)), 3},
		{"one row over three pages", table(row(120, false)), 3},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if n := byLayout(tt.flow, 1, false).Total; n != tt.total {
				t.Errorf("%d pages, want %d", n, tt.total)
			}
		})
	}
}

func TestPaginate(t *testing.T) {
	text := func() *Flow { return flow(long(500)) } // 10 pages by the model
	tests := []struct {
		name   string
		flow   *Flow
		said   Declared
		total  int
		method document.Method
	}{
		{"properties by Word", text(), Declared{Pages: 11, Trusted: true}, 11, document.Declared},
		{"properties that lie", text(), Declared{Pages: 1, Trusted: true}, 10, document.Estimated},
		{"properties of a template", text(), Declared{Pages: 11}, 10, document.Estimated},
		{"nothing said", text(), Declared{Pages: -1}, 10, document.Estimated},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, at := Paginate(tt.flow, tt.said)
			if c.Total != tt.total || c.Method != tt.method || c.Margin < 1 || at.Total != c.Total {
				t.Errorf("count %+v, laid on %d; want %d %s", c, at.Total, tt.total, tt.method)
			}
		})
	}
	var marked []*Para
	for i := range 10 {
		p := long(44)
		if i > 0 {
			p.Breaks = []Break{{0, Rendered}}
		}
		marked = append(marked, p)
	}
	if c, _ := Paginate(flow(marked...), Declared{Pages: -1}); c.Total != 10 || c.Method != document.Declared {
		t.Errorf("marks on every page: %+v", c)
	}
}

func TestAlignPages(t *testing.T) {
	one := "Le premier chapitre présente l'entreprise et son histoire depuis sa création en 1998."
	two := "Le deuxième chapitre décrit la ligne de production et les rebuts qui en sortent chaque semaine."
	three := "La conclusion rappelle les gains obtenus et propose une suite à donner au projet."
	f := flow(para(one), para(""), para(two), para(three))
	at := AlignPages(f, []string{"École\n" + one, "École\n" + two[:50], "École\n" + two[50:] + " " + three}, 4)
	if at.Total != 4 {
		t.Errorf("%d pages, want 4", at.Total)
	}
	if got := pagesOf(f); !reflect.DeepEqual(got, []int{1, 1, 2, 3}) {
		t.Errorf("paragraphs on %v", got)
	}
	if last := f.Nodes[2].Para.place.last(); last != 3 {
		t.Errorf("the paragraph cut by the page ends on %d, want 3", last)
	}
	none := flow(para("rien de commun"))
	if AlignPages(none, nil, 0); pagesOf(none)[0] != 1 {
		t.Error("a paragraph without a page")
	}
}

func TestRising(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"nothing", "", ""},
		{"one", "5", "5"},
		{"in order", "1 2 3", "1 2 3"},
		{"one that strays", "1 9 2 3", "1 2 3"},
		{"the other way", "3 2 1", "1"},
		{"two runs", "7 8 1 2 3 9", "1 2 3 9"},
	} {
		var pairs []pair
		for i, s := range strings.Fields(c.in) {
			j, err := strconv.Atoi(s)
			if err != nil {
				t.Fatal(err)
			}
			pairs = append(pairs, pair{i, j})
		}
		var got []string
		for _, p := range slices.Backward(rising(pairs)) {
			got = append(got, strconv.Itoa(p.j))
		}
		if g := strings.Join(got, " "); g != c.want {
			t.Errorf("%s: %q, want %q", c.name, g, c.want)
		}
	}
}

func TestEmit(t *testing.T) {
	h := para("Analyse")
	h.Kind, h.Level, h.Label = document.Heading, 1, "2."
	noted := para("un chiffre")
	noted.Notes = []Note{{At: 3, Text: "sa source"}}
	white := para("")
	white.Hidden, white.White = "blanc sur image", true
	covered := para("")
	covered.Images = []Image{{Width: 595, Height: 842, Floating: true, Behind: true, Alt: "fond"}}
	boxed := para("")
	boxed.Boxes = [][]Node{nodes(para("dans un cadre"))}
	f := flow(covered, white, h, noted, boxed, para("•\tpuce"))
	f.Sections[0].Number = Numbering{Shown: true, Restart: true, First: 7, Format: "decimal"}
	doc := &document.Document{}
	_, at := Paginate(f, Declared{Pages: -1})
	Emit(doc, f, at, 0)
	var got []string
	for _, b := range doc.Blocks {
		got = append(got, fmt.Sprintf("%s %s %v", b.Kind, b.Text, b.Section))
	}
	want := []string{"paragraph blanc sur image []", "heading 2. Analyse []", "paragraph un chiffre [2. Analyse]", "footnote sa source [2. Analyse]", "text-box dans un cadre [2. Analyse]", "list-item puce [2. Analyse]"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
	if len(doc.Warnings) != 0 {
		t.Errorf("white text on a picture of the page was called hidden: %v", doc.Warnings)
	}
	if doc.Pages[0].Printed != "" { // not on the section's first page
		t.Errorf("printed %q", doc.Pages[0].Printed)
	}
}

func TestStyleKind(t *testing.T) {
	tests := []struct {
		name  string
		kind  document.Kind
		level int
	}{
		{"heading 1", document.Heading, 1}, {"Titre 2", document.Heading, 2}, {"Titre3", document.Heading, 3}, {"Überschrift 4", document.Heading, 4}, {"berschrift1", document.Heading, 1},
		{"Título 2", document.Heading, 2}, {"Kop 1", document.Heading, 1}, {"Заголовок 1", document.Heading, 1},
		{"toc 1", document.TOCEntry, 0}, {"TM 2", document.TOCEntry, 0}, {"Contents 3", document.TOCEntry, 0}, {"Table des illustrations", document.TOCEntry, 0}, {"table of figures", document.TOCEntry, 0},
		{"TOC Heading", document.Heading, 1}, {"En-tête de table des matières", document.Heading, 1}, {"Contents Heading", document.Heading, 1},
		{"caption", document.Caption, 0}, {"Légende", document.Caption, 0},
		{"Bibliographie", document.BibEntry, 0},
		{"Normal", "", 0}, {"Titre", "", 0}, {"Sous-titre", "", 0}, {"Titre du document", "", 0}, {"heading", "", 0},
	}
	for _, tt := range tests {
		if kind, level := StyleKind(tt.name); kind != tt.kind || level != tt.level {
			t.Errorf("StyleKind(%q) = %q %d, want %q %d", tt.name, kind, level, tt.kind, tt.level)
		}
	}
}

func TestIsCaption(t *testing.T) {
	for s, want := range map[string]bool{
		"Figure 3 : planning": true, "Tableau 2 - RACI": true, "Fig. 4. Schéma": true, "Graphique n° 1 – coûts": true, "Tableau IV : bilan": true,
		"Figure 3 montre le planning": false, "Tableau de bord : les indicateurs": false, "Image de marque": false, "La figure 3 : planning": false,
	} {
		if IsCaption(s) != want {
			t.Errorf("IsCaption(%q) = %v", s, !want)
		}
	}
}

func TestNumber(t *testing.T) {
	for _, tt := range []struct {
		n            int
		format, want string
	}{{4, "decimal", "4"}, {4, "lowerRoman", "iv"}, {1999, "upperRoman", "MCMXCIX"}, {28, "upperLetter", "BB"}, {3, "lowerLetter", "c"}, {7, "decimalZero", "07"}, {1, "ordinal", "1er"}, {5, "bullet", ""}, {0, "upperRoman", "0"}, {5000, "lowerRoman", "5000"}, {9999999, "upperLetter", "9999999"}, {3, "chicago", "3"}} {
		if got := Number(tt.n, tt.format); got != tt.want {
			t.Errorf("Number(%d, %s) = %q, want %q", tt.n, tt.format, got, tt.want)
		}
	}
}

func TestLength(t *testing.T) {
	for in, want := range map[string]float64{"12pt": 12, "1in": 72, "2.54cm": 72, "25.4mm": 72, "1pc": 12, "1inch": 72, "-6pt": -6, "1e300pt": 20000} {
		if got, ok := Length(in); !ok || got < want-0.01 || got > want+0.01 {
			t.Errorf("Length(%q) = %v %v, want %v", in, got, ok, want)
		}
	}
	for _, in := range []string{"", "12", "pt", "xpt", "12zz"} {
		if _, ok := Length(in); ok {
			t.Errorf("Length(%q) is a length", in)
		}
	}
	if f, _ := Length("NaNpt"); f != 0 {
		t.Errorf("NaN gives %v", f)
	}
}

func FuzzLayout(f *testing.F) {
	f.Add("du texte\nsur\tdeux lignes", 12.0, 100.0, 20.0)
	f.Fuzz(func(t *testing.T, s string, size, width, indent float64) {
		p := para(s)
		p.Size, p.Fmt.Left, p.Fmt.First = Bound(size), Bound(indent), Bound(-indent)
		p.Images = []Image{{Width: Bound(width), Height: Bound(size)}}
		fl := flow(p, para("fin"))
		fl.Sections[0].Width = Bound(width)
		at := byLayout(fl, 1, true)
		if at.Total < 1 || p.place.page < 1 || p.place.last() > at.Total {
			t.Errorf("on page %d to %d of %d", p.place.page, p.place.last(), at.Total)
		}
	})
}

func BenchmarkPaginate(b *testing.B) {
	var paras []*Para
	for range 400 {
		paras = append(paras, para(strings.Repeat("Le projet réduit les rebuts de la ligne en six mois. ", 8)))
	}
	f := flow(paras...)
	pages := 0
	for b.Loop() {
		for _, p := range paras {
			p.measured = nil
		}
		c, _ := Paginate(f, Declared{Pages: 38, Trusted: true})
		pages += c.Total
	}
	b.ReportMetric(float64(pages)/b.Elapsed().Seconds(), "pages/s")
}
