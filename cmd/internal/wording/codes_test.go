package wording

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"testing"

	"prejury/checker"
	"prejury/checker/form"
	"prejury/extractors/document"
	"prejury/extractors/input"
	"prejury/extractors/ocr"
	"prejury/rules"
)

// constants gives the values of the string constants of a file whose names begin
// with a prefix, or whose type has a name.
func constants(t *testing.T, file, prefix, typeName string) []string {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), "../../../"+file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, d := range f.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok || g.Tok != token.CONST {
			continue
		}
		for _, s := range g.Specs {
			v := s.(*ast.ValueSpec)
			named := prefix != "" && strings.HasPrefix(v.Names[0].Name, prefix)
			if id, ok := v.Type.(*ast.Ident); ok && typeName != "" && id.Name == typeName {
				named = true
			}
			if !named || len(v.Values) == 0 {
				continue
			}
			if lit, ok := v.Values[0].(*ast.BasicLit); ok && lit.Kind == token.STRING {
				value, err := strconv.Unquote(lit.Value)
				if err != nil {
					t.Fatal(err)
				}
				out = append(out, value)
			}
		}
	}
	if len(out) == 0 {
		t.Fatalf("%s: no constant %s %s", file, prefix, typeName)
	}
	return out
}

// TestEveryCodeIsWorded reads the codes where they are declared: a new one without
// sentence fails here.
func TestEveryCodeIsWorded(t *testing.T) {
	for _, c := range []struct {
		file, prefix, typeName string
		say                    func(l Lang, code string) string
	}{
		{"extractors/document/document.go", "Warn", "", func(l Lang, s string) string { return l.WarningText(document.Warning{Code: s, Arg: "7"}) }},
		{"extractors/document/document.go", "", "Zone", func(l Lang, s string) string { return l.Zone(document.Zone(s)) }},
		{"extractors/document/document.go", "", "Method", func(l Lang, s string) string { return l.Method(document.PageCount{Method: document.Method(s)}) }},
		{"extractors/zones/zones.go", "Why", "", func(l Lang, s string) string { return l.ZoneWhy(document.Reason{Code: s, Arg: "7"}) }},
		{"checker/report.go", "Reason", "", func(l Lang, s string) string { return l.Reason(document.Reason{Code: s, Arg: "7"}) }},
		{"checker/report.go", "Level", "Level", func(l Lang, s string) string { return l.Level(checker.Level(s)) }},
		{"checker/report.go", "", "Verdict", func(l Lang, s string) string { return l.Verdict(checker.Verdict(s)) }},
		{"checker/report.go", "", "PageVerdict", func(l Lang, s string) string { return l.PageVerdict(checker.PageVerdict(s)) }},
		{"checker/report.go", "", "PageDoubt", func(l Lang, s string) string { return l.PageDoubt(checker.PageDoubt(s)) }},
		{"checker/report.go", "", "Convention", func(l Lang, s string) string { return l.Convention(checker.Convention(s)) }},
		{"extractors/input/input.go", "", "Code", func(l Lang, s string) string {
			what, todo := l.InputError(&input.Error{Code: input.Code(s)})
			return what + todo
		}},
		{"extractors/archive/archive.go", "Detail", "", func(l Lang, s string) string { return named(l, details, s) }},
		{"rules/pack.go", "", "Mode", func(l Lang, s string) string { return l.Mode(rules.Mode(s)) }},
		{"rules/pack.go", "", "Deposit", func(l Lang, s string) string { return l.Deposit(rules.Deposit(s)) }},
	} {
		for _, code := range constants(t, c.file, c.prefix, c.typeName) {
			fr, en := c.say(FR, code), c.say(EN, code)
			for _, s := range []string{fr, en} {
				if s == "" || strings.Contains(s, "%!") || strings.Contains(s, "%s") {
					t.Errorf("%s %q: %q", c.file, code, s)
				}
			}
			if _, same := sameInBoth[code]; fr == en && !same {
				t.Errorf("%s %q: the same in French and in English: %q", c.file, code, fr)
			}
			if fr == code && en == code {
				if _, same := sameInBoth[code]; !same {
					t.Errorf("%s %q has no wording", c.file, code)
				}
			}
		}
	}
}

// TestWhyNotRecognised has a sentence of its own for each reason.
func TestWhyNotRecognised(t *testing.T) {
	said := map[string]bool{}
	for _, why := range []string{"", ocr.Absent, ocr.Slow, ocr.Failed} {
		for _, l := range []Lang{FR, EN} {
			s := l.WarningText(document.Warning{Code: document.WarnNotRecognised, Arg: why})
			if s == "" || s == document.WarnNotRecognised || said[s] {
				t.Errorf("%q in %s: %q", why, l, s)
			}
			said[s] = true
		}
	}
}

// TestEveryFormIsWorded has a sentence of each check of form for each verdict.
func TestEveryFormIsWorded(t *testing.T) {
	for _, id := range form.IDs {
		said := map[string]bool{}
		for _, v := range []checker.FormVerdict{checker.FormOK, checker.FormWarn, checker.FormUnknown} {
			for _, l := range []Lang{FR, EN} {
				s := l.Form(checker.FormCheck{ID: id, Verdict: v})
				if s == "" || s == id && v != checker.FormOK || strings.Contains(s, "%") || said[s] {
					t.Errorf("%s %s %s: %q", id, v, l, s)
				}
				said[s] = true
			}
		}
	}
	for _, c := range []struct {
		check  checker.FormCheck
		fr, en string
	}{
		{checker.FormCheck{ID: form.Captions, Verdict: checker.FormWarn, Page: 9, Args: []string{"f9", "t2.1"}},
			"p. 9 : le texte renvoie à ce qui n'a pas de légende : figure 9, tableau 2.1", "p. 9: the text refers to what has no caption: figure 9, table 2.1"},
		{checker.FormCheck{ID: form.Entries, Verdict: checker.FormWarn, Page: 2, Words: []string{"A", "B", "C", "D", "E"}},
			"p. 2 : le sommaire annonce ce qui n'a pas été trouvé dans le rapport : « A », « B », « C », « D », …", "p. 2: the contents announce what was not found in the report: “A”, “B”, “C”, “D”, …"},
		{checker.FormCheck{ID: form.Contents, Verdict: checker.FormUnknown}, "sommaire : à voir à l'œil", "contents list: for you to look at"},
	} {
		if fr, en := FR.Form(c.check), EN.Form(c.check); strings.ReplaceAll(fr, "\u00a0", " ") != c.fr || en != c.en {
			t.Errorf("%q, %q", fr, en)
		}
	}
	list := []checker.FormCheck{{ID: form.TitlePage, Verdict: checker.FormOK}, {ID: form.Contents, Verdict: checker.FormWarn}, {ID: form.PageNumbers, Verdict: checker.FormUnknown}}
	if s := EN.FormInOrder(list); s != "form, in order: title page; for you to look at: page numbers" {
		t.Errorf("%q", s)
	}
	if s := FR.FormInOrder(nil); s != "" {
		t.Errorf("without checks: %q", s)
	}
}

// sameInBoth are the codes whose words are the same in French and in English.
var sameInBoth = map[string]struct{}{"total": {}, "annexes": {}, "jury": {}}

func TestFilled(t *testing.T) {
	for _, c := range []struct{ s, arg, want string }{
		{"file read in part: a limit was reached (%s)", "500 pages", "file read in part: a limit was reached (500 pages)"},
		{"file read in part: a limit was reached (%s)", "", "file read in part: a limit was reached"},
		{"hidden (%s words): it", "", "hidden: it"},
		{"font %s has no map", "", "font has no map"},
	} {
		if got := filled(c.s, c.arg); got != c.want {
			t.Errorf("filled(%q, %q) = %q, want %q", c.s, c.arg, got, c.want)
		}
	}
}

func TestNumbers(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{FR.Count(0, "page", "pages"), "0 page"},
		{EN.Count(0, "page", "pages"), "0 pages"},
		{FR.Pages(1), "1 page"},
		{FR.Pages(2), "2 pages"},
		{FR.PageList([]int{3, 4, 5, 9}), "p. 3–5, 9"},
		{FR.Decimal(0.5, 2), "0,50"},
		{EN.Decimal(0.5, 2), "0.50"},
		{FR.Percent(0.915), "92 %"},
		{FR.Join([]string{"a", "b", "c"}), "a, b et c"},
		{FR.Neither([]string{"délais"}), "pas de délais"},
		{FR.Neither([]string{"délais", "sources"}), "ni délais ni sources"},
		{FR.Neither([]string{"enjeux"}), "pas d'enjeux"},
		{FR.Neither([]string{"échéances"}), "pas d'échéances"},
		{FR.Neither([]string{"handicap"}), "pas de handicap"},
		{FR.InputSentence(&input.Error{Code: input.TooSlow, Detail: "1m0s"}), "lecture interrompue : trop longue (60 s) ; l'imprimer en PDF et essayer le nouveau fichier, ou donner plus de temps (--time-limit 5m)"},
		{EN.Neither([]string{"stakes"}), "no stakes"},
		{FR.Reason(document.Reason{Code: checker.ReasonSpelling, Arg: "1.1"}), "1,1 faute pour 1 000 mots"},
		{FR.Reason(document.Reason{Code: checker.ReasonSpelling, Arg: "2.0"}), "2,0 fautes pour 1 000 mots"},
		{FR.Reason(document.Reason{Code: checker.ReasonSpelling}), "fautes pour 1 000 mots"},
		{EN.Reason(document.Reason{Code: checker.ReasonSpelling, Arg: "1.1"}), "1.1 faults per 1,000 words"},
		{FR.Reason(document.Reason{Code: checker.ReasonEnglish, Arg: "9,4,3,12"}), "indice pour B1 : 9 phrases conjuguées, 4 temps et modaux, 3 mots de liaison, 12 mots du métier"},
		{FR.InputSentence(&input.Error{Code: input.NotFound}), "fichier introuvable ; vérifier le chemin et le nom"},
		{FR.InputSentence(&input.Error{Code: input.NotFound, Detail: "folder"}), "c'est un dossier, pas un fichier ; nommer le rapport, ou donner tout le dossier à prejury batch"},
		{FR.Where(12, "10"), "p. 12 (imprimée 10)"},
		{FR.Where(12, "12"), "p. 12"},
		{FR.Limit(&rules.Limit{Min: 20}), "au moins 20 pages"},
		{FR.Limit(nil), "pas de limite de pages"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}

func TestPageSentence(t *testing.T) {
	limit := &rules.Limit{Min: 40, Max: 50}
	for _, c := range []struct {
		p    checker.Pages
		want string
	}{
		{checker.Pages{Counted: 44, Limit: limit, Verdict: checker.PagesOK}, "conforme : 44 pages comptées, attendu 40 à 50 pages"},
		{checker.Pages{Counted: 31, Limit: limit, Verdict: checker.PagesShort}, "trop court : 31 pages comptées, attendu 40 à 50 pages (il en manque 9)"},
		{checker.Pages{Counted: 61, Limit: limit, Verdict: checker.PagesLong}, "trop long : 61 pages comptées, attendu 40 à 50 pages (11 de trop)"},
		{checker.Pages{Counted: 1, Verdict: checker.PagesNone}, "1 page comptée (pas de limite de pages)"},
	} {
		if got := FR.PageSentence(c.p); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}
