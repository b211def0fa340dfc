package office

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"prejury/extractors/document"
)

func TestInfer(t *testing.T) {
	body := func() *Para { return para(strings.Repeat("Le projet réduit les rebuts de la ligne. ", 8)) }
	with := func(text string, size float64, bold bool) *Para {
		p := para(text)
		p.Size, p.Bold = size, bold
		return p
	}
	styled := func(text string, level int) *Para {
		p := para(text)
		p.Kind, p.Level = document.Heading, level
		return p
	}
	tests := []struct {
		name  string
		paras []*Para
		want  []string // headings and contents lines
	}{
		{"large and bold lines, numbers decide of the level",
			[]*Para{body(), with("1. Contexte", 16, true), body(), with("1.1 L'entreprise", 13, true), body(), with("Conclusion", 16, true), body()},
			[]string{"heading1 1. Contexte", "heading2 1.1 L'entreprise", "heading1 Conclusion"}},
		{"looks decide where there are no numbers",
			[]*Para{body(), with("Le contexte", 18, true), body(), with("L'équipe", 14, true), body(), with("Le budget", 14, true), body()},
			[]string{"heading1 Le contexte", "heading2 L'équipe", "heading2 Le budget"}},
		{"numbers that begin again under another",
			[]*Para{body(), with("1.1 Produits", 14, true), body(), with("1. Poids", 12, true), body(), with("1.2 Charges", 14, true), body(), with("1. Poids", 12, true), body()},
			[]string{"heading2 1.1 Produits", "heading2 1. Poids", "heading2 1.2 Charges", "heading2 1. Poids"}},
		{"sentences, captions and lists of bold lines are none",
			[]*Para{body(), with("Voici un point important.", 12, true), body(), with("Figure 2 montre le flux", 12, true), body(), with("un", 12, true), with("deux mots", 12, true), with("trois mots", 12, true), with("quatre mots", 12, true), with("cinq mots", 12, true), with("six mots", 12, true), body()},
			nil},
		{"styles are enough where there are some",
			[]*Para{styled("Contexte", 1), body(), styled("Besoin", 2), body(), styled("Suite", 1), body(), with("En gras", 16, true), body()},
			[]string{"heading1 Contexte", "heading2 Besoin", "heading1 Suite"}},
		{"contents typed by hand",
			[]*Para{para("SOMMAIRE"), para("Introduction\t3"), para("1. Contexte ........ 5"), para(""), para("2. Résultats………12"), body(), para("En 2023\t12")},
			[]string{"heading1 SOMMAIRE", "toc Introduction\t3", "toc 1. Contexte ........ 5", "toc 2. Résultats………12"}},
		{"a style of heading on a whole paragraph",
			[]*Para{styled(strings.Repeat("long ", 60), 1), styled("Un", 1), body(), styled("Deux", 1), body(), styled("Trois", 2)},
			[]string{"heading1 Un", "heading1 Deux", "heading2 Trois"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := flow(tt.paras...)
			byLayout(f, 1, false)
			infer(f)
			var got []string
			for _, p := range tt.paras {
				switch p.Kind {
				case document.Heading:
					got = append(got, fmt.Sprintf("heading%d %s", p.Level, p.Text))
				case document.TOCEntry:
					got = append(got, "toc "+p.Text)
				}
			}
			if !reflect.DeepEqual(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestInferLeavesCover(t *testing.T) {
	title := para("Rapport de mission")
	title.Size, title.Bold = 28, true
	f := flow(title, para("Ana Martin\n", Break{11, PageBreak}))
	for range 3 {
		h := para("Un chapitre")
		h.Size, h.Bold = 16, true
		f.Nodes = append(f.Nodes, nodes(h, para(strings.Repeat("du texte ", 60)))...)
	}
	byLayout(f, 1, false)
	infer(f)
	if title.Kind != document.Paragraph || f.Nodes[2].Para.Kind != document.Heading {
		t.Errorf("the cover's title is a %s, a chapter's a %s", title.Kind, f.Nodes[2].Para.Kind)
	}
}
