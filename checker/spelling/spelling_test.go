package spelling

import (
	"fmt"
	"strings"
	"testing"

	"prejury/extractors/document"
)

func report(format document.Format, paragraphs ...string) *document.Document {
	doc := &document.Document{Source: document.Source{Format: format}, Count: document.PageCount{Total: len(paragraphs)}}
	for i, p := range paragraphs {
		doc.Pages = append(doc.Pages, document.Page{Number: i + 1})
		doc.Blocks = append(doc.Blocks, document.Block{Kind: document.Paragraph, Page: i + 1, Zone: document.Body, Text: p})
	}
	return doc
}

// found writes faults as "kind:text>suggestion".
func found(doc *document.Document) string {
	var out []string
	for _, f := range Check(doc).Worst {
		if got := doc.Blocks[f.Block].Text[f.Start:f.End]; got != f.Text {
			return fmt.Sprintf("place of %q holds %q", f.Text, got)
		}
		out = append(out, fmt.Sprintf("%s:%s>%s", f.Kind, f.Text, f.Suggestion))
	}
	return strings.Join(out, " ")
}

func TestFaults(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"misspelt", "Le developpement de la solution a commencé.", "word:developpement>développement"},
		{"elided", "Le rôle de l’equipe est décrit.", "word:l’equipe>l'équipe"},
		{"doubled letters", "Les fonctionalités prévues sont livrées.", "word:fonctionalités>fonctionnalités"},
		{"plural after l'", "Le choix de l’outils est expliqué.", "word:l’outils>l'outil"},
		{"verb after l'", "Tu l’utilises chaque jour, je l’apprends et ils l’attendent avec les univers.", ""},
		{"repeated", "Il faut réduire le le temps de cycle.", "repeated:le>"},
		{"twice by right", "Nous nous sommes réunis, et vous vous êtes engagés.", ""},
		{"preposition", "A partir de mars, la ligne tourne.", "capital:A>À"},
		{"capital", "Le rapport de l’Etat et une Etude de marché.", "capital:l’Etat>l'État capital:Etude>Étude"},
		{"names", "Nous avons travaillé avec Dupontel et Martineau chez Valéoris.", ""},
		{"acronyms, codes, numbers", "Le KPI de la machine PX12b, le fichier config.json et user_name valent 12,5 kWh.", ""},
		{"addresses", "Voir https://exemple.org/chemin et jean@exemple.org pour la suite.", ""},
		{"terms", "Le reporting hebdomadaire suit le workflow et le backlog du sprint.", ""},
		{"English sentence", "The purpose of this chapter is to describe the warehouse.", ""},
		{"English word in French", "Le dashboard présente les écarts de la semaine.", ""},
		{"false friend", "La connection au serveur est lente, et le traffic augmente.", "word:connection>connexion word:traffic>trafic"},
		{"code", "const value = getUserName(user_id); return fooBar.bazQux;", ""},
		{"its own word", "Le flonceur tourne. Le flonceur chauffe. Un flonceur de secours attend.", ""},
		{"misspelt each time", "Le developpement coûte. Le developpement dure. Le developpement continue.", "word:developpement>développement"},
		{"spelling of 1990", "La maitrise des couts et la règlementation sont connues.", ""},
	} {
		if got := found(report(document.PDF, c.text)); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestTextLayerIsNotTheWriter(t *testing.T) {
	for _, s := range []string{"Les applica ons et la ges on de projet sont suivies.", "Une mesure diff icile à faire.", "Les com-pétences de chacun sont suivies.", "Un écart surle budget de la ligne."} {
		if got := found(report(document.PDF, s)); got != "" {
			t.Errorf("%q in a PDF: %q", s, got)
		}
	}
	if got := found(report(document.DOCX, "Un écart surle budget de la ligne.")); got != "word:surle>sur le" {
		t.Errorf("a missing space in a typed file: %q", got)
	}
}

func TestSpaces(t *testing.T) {
	const text = "Le budget est tenu , sauf en mars."
	doubled := func(f document.Format, texts ...string) *document.Document {
		doc := report(f, texts...)
		for i := range doc.Blocks {
			doc.Blocks[i].Doubled = []int{len("Le budget ")}
		}
		return doc
	}
	for _, c := range []struct {
		name  string
		doc   *document.Document
		slips int
		shown string
	}{
		{"typed: two spaces, and one before a comma", doubled(document.DOCX, text), 2, "budget est: 2 on [1]"},
		{"drawn: two spaces", doubled(document.PDF, text), 1, "budget est: 1 on [1]"},
		{"drawn: spaces before a comma are the drawing's", report(document.PDF, text), 0, ""},
		{"all spaces of a report are one line", doubled(document.PDF, text, "Nous parlons d'autre chose ici.", text), 3, "budget est: 3 on [1 2 3]"},
		{"beyond the text", &document.Document{Source: document.Source{Format: document.PDF}, Pages: make([]document.Page, 1), Blocks: []document.Block{{Kind: document.Paragraph, Page: 1, Zone: document.Body, Text: "Le budget est tenu.", Doubled: []int{0, 1, 400}}}}, 0, ""},
	} {
		r := Check(c.doc)
		got := ""
		for _, f := range r.Worst {
			if f.Kind == Space {
				got += fmt.Sprintf("%s: %d on %v", f.Text, f.Times, f.Pages)
			}
		}
		if r.Slips != c.slips || r.Faults != 0 || got != c.shown {
			t.Errorf("%s: %d slips, %d faults, shown %q; want %d, 0, %q", c.name, r.Slips, r.Faults, got, c.slips, c.shown)
		}
	}
}

// TestSpacesAmongManyFaults has doubled spaces seen where more words are misspelt than
// are shown.
func TestSpacesAmongManyFaults(t *testing.T) {
	var texts []string
	for _, w := range strings.Fields("developpement proceduure resultatt systemme entreprisse qualitee budgett planningue strategie methodde objectiff delaai equippe cliennt fournisseurr indicateurr production logistiique maintenannce performannce securitee formattion commpetence evaluattion competencce programmme resssource amelioratiion") {
		texts = append(texts, "Nous avons conduit le "+w+" de la ligne avec soin.")
	}
	texts = append(texts, "Le budget est tenu.")
	doc := report(document.PDF, texts...)
	doc.Blocks[len(doc.Blocks)-1].Doubled = []int{len("Le budget ")}
	r := Check(doc)
	if r.Faults < MaxWorst {
		t.Fatalf("%d faults, the test needs %d", r.Faults, MaxWorst)
	}
	if last := r.Worst[len(r.Worst)-1]; len(r.Worst) != MaxWorst || last.Kind != Space {
		t.Errorf("%d shown, the last is %s; want %d and a space", len(r.Worst), last.Kind, MaxWorst)
	}
}

func TestWhatDoesNotCount(t *testing.T) {
	const wrong = "Le developpement de la solution."
	for name, change := range map[string]func(*document.Document){
		"contents":     func(d *document.Document) { d.Blocks[0].Kind = document.TOCEntry },
		"bibliography": func(d *document.Document) { d.Blocks[0].Zone = document.Bibliography },
		"cover":        func(d *document.Document) { d.Blocks[0].Zone = document.Cover },
		"hidden":       func(d *document.Document) { d.Blocks[0].Hidden = true },
		"unreadable":   func(d *document.Document) { d.Pages[0].Unreadable = document.WarnLowQuality },
	} {
		doc := report(document.PDF, wrong)
		change(doc)
		if r := Check(doc); r.Faults != 0 || r.Words != 0 {
			t.Errorf("%s: %d faults in %d words", name, r.Faults, r.Words)
		}
	}
}

func TestCountsByPage(t *testing.T) {
	r := Check(report(document.PDF, "Le developpement et le developpement.", "Tout va bien ici.", "Une proceduure et une Etude."))
	if want := []int{2, 0, 2}; fmt.Sprint(r.ByPage) != fmt.Sprint(want) {
		t.Errorf("by page %v, want %v", r.ByPage, want)
	}
	if r.Faults != 3 || r.Slips != 1 {
		t.Errorf("%d faults, %d slips, want 3 and 1", r.Faults, r.Slips)
	}
}

func TestTokens(t *testing.T) {
	shapes := map[shape]string{small: "s", capital: "c", upper: "u", code: "x"}
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{"L’usine d'Angers.", "c:l'usine! c:d'angers"},
		{"Saint-Étienne et l'OPCO", "c:saint-étienne! s:et u:l'opco"},
		{"user_name v2.1 config.json", "x:user_name! x:v2.1 x:config.json"},
		{"fin. Puis « un »", "s:fin! c:puis! s:un!"},
		{"e\u0301te\u0301 12 kWh", "s:e\u0301te\u0301! x:12 x:kwh"},
		{"sous- traitance", "s:sous! s:traitance"},
	} {
		var got []string
		for _, tok := range tokens(c.in) {
			s := shapes[tok.shape] + ":" + tok.lower
			if tok.first {
				s += "!"
			}
			got = append(got, s)
		}
		if g := strings.Join(got, " "); g != c.want {
			t.Errorf("tokens(%q) = %q, want %q", c.in, g, c.want)
		}
	}
}

// What is longer than any word is left alone, and costs nothing.
func TestLinesWithoutSpaces(t *testing.T) {
	for _, s := range []string{strings.Repeat("abcde", 40_000), strings.Repeat("l'a", 40_000), strings.Repeat("éa-", 40_000)} {
		if got := found(report(document.PDF, "Le mot est "+s+" dans la phrase.")); got != "" {
			t.Errorf("%s…: %q", s[:6], got[:min(len(got), 80)])
		}
	}
}

func FuzzCheck(f *testing.F) {
	f.Add("Le developpement de l’Etat, A partir de  mars ,")
	f.Fuzz(func(t *testing.T, s string) {
		doc := report(document.DOCX, s)
		for _, fault := range Check(doc).Worst {
			if fault.Start < 0 || fault.End <= fault.Start || fault.End > len(s) {
				t.Fatalf("fault %+v outside of %q", fault, s)
			}
		}
	})
}

// BenchmarkCheck reads 60 pages of 350 words, one in a hundred of them misspelt.
func BenchmarkCheck(b *testing.B) {
	var pages []string
	words := strings.Fields("Nous avons mesuré les temps de cycle de la ligne et réduit les arrêts avec les opérateurs de l’atelier pendant trois mois, puis formé les équipes au pilotage quotidien")
	for p := range 60 {
		var s []string
		for w := range 350 {
			word := words[(w*7+p)%len(words)]
			if w%100 == 50 {
				word = "proce" + strings.Repeat("d", 1+p%3) + "ur" + string(rune('a'+(w+p)%26)) + "es"
			}
			s = append(s, word)
		}
		pages = append(pages, strings.Join(s, " ")+".")
	}
	doc := report(document.PDF, pages...)
	for b.Loop() {
		Check(doc)
	}
	b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N), "ms/60pages")
}
