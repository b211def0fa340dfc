package zones

import (
	"fmt"
	"strings"
	"testing"

	"prejury/extractors/document"
)

// A synthetic document is written as lines: "--" begins a page, "# " and "## " are
// headings, "t " a contents line, "b " an entry of a bibliography, "- " a list item,
// "c " a caption, "| " a table (";" between cells, "\\" between rows), "i " a picture that covers half of the page, "." a paragraph of
// running text; anything else is a short paragraph.
func build(s string) *document.Document {
	doc := &document.Document{Source: document.Source{Format: document.PDF}}
	page := 1
	doc.Pages = []document.Page{{Number: 1}}
	add := func(kind document.Kind, level int, text string) {
		doc.Blocks = append(doc.Blocks, document.Block{Kind: kind, Level: level, Page: page, Text: text})
	}
	for text := range strings.Lines(s) {
		text = strings.TrimSpace(text)
		kind, rest, _ := strings.Cut(text, " ")
		switch kind {
		case "":
		case "--":
			page++
			doc.Pages = append(doc.Pages, document.Page{Number: page})
		case "#", "##", "###":
			add(document.Heading, len(kind), rest)
		case "t":
			add(document.TOCEntry, 0, rest)
		case "b":
			add(document.BibEntry, 0, rest)
		case "-":
			add(document.ListItem, 1, rest)
		case "c":
			add(document.Caption, 0, rest)
		case "|":
			add(document.Table, 0, strings.NewReplacer(";", "\t", "\\", "\n").Replace(rest))
		case "i":
			p := &doc.Pages[page-1]
			p.Images = append(p.Images, document.Image{Share: 0.5})
		case ".":
			add(document.Paragraph, 0, strings.Repeat("La ligne tourne et les écarts sont suivis chaque semaine avec les équipes. ", 6))
		default:
			add(document.Paragraph, 0, text)
		}
	}
	doc.Count = document.PageCount{Total: page, Method: document.Exact}
	return doc
}

// joined is one line that holds five contents lines, from the section 2.n.
func joined(n int) string {
	var s strings.Builder
	for i := range 5 {
		fmt.Fprintf(&s, "2.%d. Le poste du quai %d ", n+i, n+i)
	}
	return s.String() + "\n"
}

// shown writes zones as "cover1 body2-3 annexes4?".
func shown(doc *document.Document) string {
	var out []string
	for _, z := range doc.Zones {
		s := fmt.Sprintf("%s%d", z.Zone, z.First)
		if z.Last > z.First {
			s += fmt.Sprintf("-%d", z.Last)
		}
		if z.Zone == document.Annexes && !z.Sure {
			s += "?"
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

const (
	cover  = "Rapport de stage\nAmélioration d'une ligne\n--\n"
	toc    = "# Sommaire\nt Introduction 3\nt 1. La ligne 4\nt Conclusion 6\n--\n"
	intro1 = "# Introduction\n.\n--\n"
	work   = "# 1. La ligne\n.\n--\n.\n--\n"
	end    = "# Conclusion\n.\n"
	refs   = "--\n# Bibliographie\nb Durand, La ligne, 2020.\nb Martin, Le flux, 2021.\n"
	annex  = "--\n# Annexes\n## Annexe 1 : plan\nPlan\n--\n## Annexe 2 : photos\nPhotos\n"
)

func TestMark(t *testing.T) {
	for _, c := range []struct{ name, doc, want string }{
		{"the usual order", cover + toc + intro1 + work + end + refs + annex, "cover1 contents2 body3-6 bibliography7 annexes8-9"},
		{"bibliography before the conclusion", cover + toc + intro1 + work + "# Bibliographie\nb Durand, La ligne, 2020.\n--\n# Conclusion\n.\n" + annex, "cover1 contents2 body3-5 bibliography6 body7 annexes8-9"},
		{"annexes before the bibliography", cover + toc + intro1 + work + end + annex + refs, "cover1 contents2 body3-6 annexes7-8 bibliography9"},
		{"contents at the very end", cover + intro1 + work + end + annex + "--\n# Table des matières\nt Introduction 2\nt Annexes 6\n", "cover1 body2-5 annexes6-7 contents8"},
		{"annexes that are half of the document", cover + toc + intro1 + work + end + "--\n# Annexes\n" + strings.Repeat(".\n--\n", 7) + ".\n", "cover1 contents2 body3-6 annexes7-14"},
		{"annexes that are three quarters of it", cover + intro1 + end + "--\n# Annexes\n" + strings.Repeat(".\n--\n", 11) + ".\n", "cover1 body2-3 annexes4-15"},
		{"annexes with an introduction and a conclusion of their own", cover + toc + intro1 + work + end + "--\n# Annexes\n## Introduction\n.\n--\n.\n--\n## Conclusion\n.\n", "cover1 contents2 body3-6 annexes7-9"},
		{"annexes announced but not there", cover + "# Sommaire\nt Introduction 3\nt Conclusion 6\nt Annexes 7\nAnnexe 1 : plan\n--\n" + intro1 + work + end, "cover1 contents2 body3-6"},
		{"annexes spoken of in the body", cover + toc + intro1 + "# 1. La ligne\n.\nAnnexes\n.\n--\n.\n--\n" + end, "cover1 contents2 body3-6"},
		{"conclusion under another name", cover + toc + intro1 + work + "# Bilan et perspectives\n.\n" + annex, "cover1 contents2 body3-6 annexes7-8"},
		{"conclusion under a name of its own", cover + toc + intro1 + work + "# Ce que j'en retiens\n.\n" + refs + annex, "cover1 contents2 body3-6 bibliography7 annexes8-9"},
		{"no headings at all", cover + ".\n--\n.\n--\n.\n", "cover1 body2-4"},
		{"no headings, no cover", ".\n.\n--\n.\n", "body1-2"},
		{"headings without a style", cover + "SOMMAIRE\nt Introduction 3\nt La ligne 4\n--\n# 1. Introduction\n.\n--\n.\n--\nBIBLIOGRAPHIE\nb Durand, La ligne, 2020.\n--\nANNEXES\n--\nPlan\n", "cover1 contents2 body3-4 bibliography5 annexes6-7"},
		{"contents typed by hand", cover + "# Sommaire\n# Introduction\n- 1. Présentation de l'usine\n- 2. Objectifs\n# Les travaux\n- 1. Activités réalisées\n# Conclusion\n--\n" + intro1 + "# Les travaux\n.\n--\n.\n--\n" + end, "cover1 contents2 body3-6"},
		{"typed contents over two pages", cover + "# Sommaire\n# 1. Contexte\n- a. Usine\n- b. Atelier\n# 2. Travaux\n--\n- a. Mesure\n- b. Plan\n# 3. Bilan\n# 4. Annexes\n--\n# 1. Contexte\n.\n--\n# 2. Travaux\n.\n--\n# 3. Bilan\n.\n--\n# 4. Annexes\nPlan\n", "cover1 contents2-3 body4-6 annexes7"},
		{"contents in English", cover + "# Contents\nt Introduction 3\nt Conclusion 5\n--\n" + intro1 + work + end + "--\n# Appendices\nPlan\n", "cover1 contents2 body3-6 annexes7"},
		{"lettered annexes without a common heading", cover + toc + intro1 + work + end + "--\n# Annexe A : plan\nPlan\n--\n# Annexe B : photos\nPhotos\n", "cover1 contents2 body3-6 annexes7-8"},
		{"divider page", cover + toc + intro1 + work + end + "--\nANNEXES\n--\n# Plan de masse\n.\n--\n# Notice\n.\n", "cover1 contents2 body3-6 annexes7-9"},
		{"front matter", cover + "# Remerciements\n.\n--\n# Résumé\n.\n--\n" + toc + "# Liste des abréviations\nKPI indicateur\n--\n" + intro1 + work + end, "cover1 front2-3 contents4 glossary5 body6-9"},
		{"acknowledgements without a heading", cover + ".\n--\n" + toc + intro1 + work + end, "cover1 front2 contents3 body4-7"},
		{"summary on the last page", cover + toc + intro1 + work + strings.Repeat(".\n--\n", 6) + end + "--\n# Résumé\n.\n", "cover1 contents2 body3-12 front13"},
		{"a summary in the body is the body's", cover + toc + intro1 + "# Résumé\n.\n--\n" + work + end, "cover1 contents2 body3-7"},
		{"sources after each chapter", cover + toc + intro1 + "# 1. La ligne\n.\nSources :\nhttps://exemple.org\n--\n# 2. Le flux\n.\n--\n.\n--\n.\n--\n" + end, "cover1 contents2 body3-8"},
		{"sources of an annex", cover + toc + intro1 + work + end + "--\n# Annexes\n## Sources :\nb Durand, La ligne, 2020.\n--\n## Plan\nPlan\n", "cover1 contents2 body3-6 annexes7-8"},
		{"bibliography without a heading", cover + toc + intro1 + work + strings.Repeat(".\n--\n", 4) + end + "--\n[1] Durand, La ligne\n[2] Martin, Le flux\n[3] Petit, Les stocks\n", "cover1 contents2 body3-10 bibliography11"},
		{"photos after the bibliography", cover + toc + intro1 + work + end + refs + "--\ni\nc Photo 1 : la ligne\n--\ni\nc Photo 2 : le poste\n", "cover1 contents2 body3-6 bibliography7 annexes8-9?"},
		{"numbers before names", cover + toc + "# I / Introduction\n.\n--\n# II / La ligne\n.\n--\n# VIII / Glossaire\nERP progiciel\n--\n# Chapitre 9 : Annexes\nPlan\n", "cover1 contents2 body3-4 glossary5 annexes6"},
		{"chapters without an introduction", cover + toc + "# Chapitre 1\n.\n--\n# Chapitre 2\n.\n--\n.\n", "cover1 contents2 body3-5"},
		{"a glossary that is a section of a chapter", cover + toc + intro1 + "# Les besoins\n## 1. Objectifs\n.\n## 2. Glossaire et définitions\nMembre personne inscrite\n## 3. Fonctions\n.\n--\n.\n--\n# Organisation\n.\n--\n" + end, "cover1 contents2 body3-7"},
		{"no cover", "# Dédicace\nÀ ma famille\n--\n# Remerciements\n.\n--\n" + intro1 + work + end, "front1-2 body3-6"},
		{"a letter wrong in a name", cover + "# Remerciments\n.\n--\n" + toc + intro1 + work + end + "--\n# Bibliograpie\nb Durand, La ligne, 2020.\n", "cover1 front2 contents3 body4-7 bibliography8"},
		{"a number glued to the name", cover + "# 1)Remerciements\n.\n--\n# 2)Introduction\n.\n--\n.\n--\n# 8)Bibliographie :\nb Durand, La ligne, 2020.\n--\n# 9)Annexes\nPlan\n", "cover1 front2 body3-4 bibliography5 annexes6"},
		{"addresses glued to the name", cover + toc + intro1 + work + strings.Repeat(".\n--\n", 6) + end + "Webographie https://exemple.org\n--\nhttps://exemple.org/deux\n", "cover1 contents2 body3-12 bibliography13"},
		{"an article: title, key words, text, references", cover + "# L'apport des mesures\nMots clés : ligne, flux\n.\n.\n--\n.\n--\n.\n--\n# Références\nb Durand, La ligne, 2020.\n", "cover1 body2-4 bibliography5"},
		{"the summary on the back cover", cover + toc + intro1 + work + end + annex + "--\nAmélioration d'une ligne\n.\nMots clefs : ligne, flux\n", "cover1 contents2 body3-6 annexes7-8 front9"},
		{"contents of each chapter", cover + toc + intro1 + "# 1. La ligne\n## Sommaire\nt 1.1 Le poste 5\nt 1.2 Le flux 6\nt 1.3 Les stocks 7\n--\n" + work + "# 2. Le flux\n## Sommaire\nt 2.1 Le stock 8\nt 2.2 Le train 9\nt 2.3 Le quai 9\n--\n.\n--\n" + end, "cover1 contents2 body3-9"},
		{"the introduction before the contents", cover + intro1 + toc + work + end, "cover1 body2 contents3 body4-6"},
		{"the introduction, the thanks, then the contents", cover + intro1 + "# Remerciements\n.\n--\n" + toc + work + end, "cover1 body2 front3 contents4 body5-7"},
		{"a page of the front matter under a name of its own", cover + toc + "# Conventions\nCe document utilise les conventions suivantes : en prendre connaissance vous permettra de le lire plus vite.\n- Gras : un terme du glossaire\n--\n" + intro1 + work + end, "cover1 contents2 front3 body4-7"},
		{"a numbered name", cover + toc + "# Dédicace 1\nÀ ma mère\n--\n# Dédicace 2\nÀ mon père\n--\n" + intro1 + work + end, "cover1 contents2 front3-4 body5-8"},
		{"names after their article", cover + toc + "# V La liste des abréviations\n- API interface\n--\n# VI Le glossaire\n.\n--\n" + intro1 + work + end, "cover1 contents2 glossary3-4 body5-8"},
		{"a divider page read as a table, with its foot", cover + toc + intro1 + work + end + refs + "--\n| ;Annexes;\\© Rédigé par J. Martin;Page 61\n--\nDiagramme de séquence\n--\nAperçu du module\n", "cover1 contents2 body3-6 bibliography7 annexes8-10"},
		{"a table of the body that names annexes", cover + toc + intro1 + work + ".\n| Annexes;12 pages\\Corps;40 pages\n--\n" + end, "cover1 contents2 body3-7"},
		{"annexes after their table", cover + toc + intro1 + work + end + refs + "--\n# Table des annexes\nt A Extraits de codes 8\nt B Essai 9\n--\n# A Extraits de codes\n.\n--\n# B Essai\n.\n", "cover1 contents2 body3-6 bibliography7 contents8 annexes9-10"},
		{"typed contents in which a title comes twice", cover + "# Table des matières\n- 1. Introduction\n1.1. Outils\n1.2. Textes\n- 2. La ligne\n## 2.1. Outils\n2.2. Postes 2.3. Flux et stocks 2.4. Quais et trains 2.5. Ateliers de la ligne 2.6. Textes\n--\n2.7. Trains\n## 2.8. Quais\n" + joined(9) + joined(19) + joined(29) + "- 3. Conclusion\n--\n# 1. Introduction\n.\n--\n# 2. La ligne\n.\n--\n.\n--\n# 3. Conclusion\n.\n", "cover1 contents2-3 body4-7"},
		{"typed contents with other numbers than the text", cover + "# Sommaire\n- 1. Page de garde\n## 2. Remerciements\n## 3. Introduction\n- 4. La ligne\n- 5. Le flux\n--\n- 6. Le quai\n## 7. Conclusion\n--\n# 1. Introduction\n.\n--\n# 2. La ligne\n.\n--\n# 3. Conclusion\n.\n", "cover1 contents2-3 body4-6"},
		{"contents of a manual in the annexes", cover + toc + intro1 + work + end + annex + "--\n# Table des matières\nt 1. Installation 9\nt 2. Réglages 10\n--\n# 1. Installation\n.\n--\n# 2. Réglages\n.\n", "cover1 contents2 body3-6 annexes7-11"},
		{"annexes that begin with their contents", cover + toc + intro1 + work + end + "--\n# Annexes\nSommaire :\nt Annexe N°1 : photo d'un panneau 7\nt Annexe N°2 : plan d'un panneau plat 8\n--\nAnnexe N°2 : mise en plan pour un panneau plat, vu de face et de côté\n--\n.\n", "cover1 contents2 body3-6 annexes7-9"},
		{"sources and glossary right under the heading of the annexes", cover + toc + intro1 + work + end + "--\n# Annexes\n# Bibliographie\nb Durand, La ligne, 2020.\n# Glossaire\nERP progiciel\n--\n## Rapport\n.\n--\n.\n", "cover1 contents2 body3-6 annexes7-9"},
		{"the key of a table in the body", cover + toc + intro1 + "# 1. La ligne\n.\nSigles et abréviations\nA alphabétique\n--\n.\n--\n.\n--\n" + work + end, "cover1 contents2 body3-9"},
		{"documentation that tells how", cover + toc + intro1 + work + strings.Repeat(".\n--\n", 8) + "## Documentation\n.\n--\n" + end, "cover1 contents2 body3-15"},
		{"typed contents without a title", cover + "# 1. Contexte\n1.1. L'usine\n1.2. L'atelier\n# 2. La ligne\n2.1. Le poste\n2.2. Le flux\n# 3. Le quai\n3.1. Les camions\n3.2. Les trains\n--\n# 4. Conclusion\n# 5. Annexes\n5.1. Plan\n--\n# 1. Contexte\n.\n--\n# 2. La ligne\n.\n--\n# 3. Le quai\n.\n--\n.\n--\n.\n--\n.\n--\n.\n--\n.\n--\n# 4. Conclusion\n.\n--\n# 5. Annexes\nPlan\n", "cover1 contents2-3 body4-12 annexes13"},
		{"typed contents with leaders of its own", cover + "# Sommaire\n# I. Introduction……………Page 3\n# II. La ligne……......Page 4\n- Le poste\n- Le flux\n# III. Conclusion……Page 5\n--\n# I. Introduction\n.\n--\n# II. La ligne\n.\n--\n# III. Conclusion\n.\n", "cover1 contents2 body3-5"},
		{"an empty page goes with what is before", cover + toc + intro1 + work + end + annex + "--\n", "cover1 contents2 body3-6 annexes7-9"},
	} {
		doc := build(c.doc)
		Mark(doc)
		if got := shown(doc); got != c.want {
			t.Errorf("%s:\n  got  %s\n  want %s", c.name, got, c.want)
		}
	}
}

func TestOutlineOpensZonesOfDrawnHeadings(t *testing.T) {
	doc := build(cover + toc + intro1 + work + end + "--\n.\n--\n.\n")
	doc.Outline = []document.OutlineItem{{Level: 1, Title: "Introduction", Page: 3}, {Level: 1, Title: "Annexes", Page: 7}}
	Mark(doc)
	if got, want := shown(doc), "cover1 contents2 body3-6 annexes7-8"; got != want {
		t.Fatalf("got %s, want %s", got, want)
	}
	if why := doc.Zones[3].Why; why.Code != WhyOutline || why.Arg != "Annexes" {
		t.Errorf("why %+v", why)
	}
}

func TestBookmarksOnThePageOfTheHeadingBefore(t *testing.T) {
	doc := build(cover + toc + intro1 + work + end + refs)
	doc.Outline = []document.OutlineItem{{Level: 1, Title: "Sommaire", Page: 1}, {Level: 1, Title: "Bibliographie", Page: 5}}
	Mark(doc)
	if got, want := shown(doc), "cover1 contents2 body3-6 bibliography7"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestABookmarkOpensNothingAtATable(t *testing.T) {
	doc := build(cover + "# Glossaire\nERP progiciel\n--\n| Terme;Définition\\SIG;système d'information\\SQL;langage\nde requête\nTerme\nUn terme\nUn autre\nTerme\n--\n" + toc + intro1 + work + end)
	doc.Outline = []document.OutlineItem{{Level: 1, Title: "Liste des figures", Page: 3}}
	Mark(doc)
	if got, want := shown(doc), "cover1 glossary2-3 contents4 body5-8"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestContentsLinesOpenZonesOfDrawnHeadings(t *testing.T) {
	doc := build(cover + "# Sommaire\nt Introduction\t1\nt Bibliographie\t5\nt Annexes\t6\n--\n" + intro1 + work + end + "--\nDurand, La ligne\n--\n.\n--\n.\n")
	for i := range doc.Pages {
		if i >= 2 {
			doc.Pages[i].Printed = fmt.Sprint(i - 1)
		}
	}
	Mark(doc)
	if got, want := shown(doc), "cover1 contents2 body3-6 bibliography7 annexes8-9"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestOutdatedContentsOpenNothing(t *testing.T) {
	doc := build(cover + "# Sommaire\nt Introduction\t1\nt Annexes\t3\n--\n" + intro1 + work + end + annex)
	for i := range doc.Pages {
		doc.Pages[i].Printed = fmt.Sprint(i - 1)
	}
	Mark(doc)
	if got, want := shown(doc), "cover1 contents2 body3-6 annexes7-8"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestUnsureAnnexes(t *testing.T) {
	doc := build(cover + toc + intro1 + "# 1. La ligne\n.\n--\n# Annexes\n.\n--\n" + strings.Repeat(".\n--\n", 9) + ".\n")
	Mark(doc)
	if last := doc.Zones[len(doc.Zones)-1]; last.Zone != document.Annexes || last.Sure {
		t.Errorf("annexes that begin in the first two fifths, without a conclusion: %+v", last)
	}
}

func TestRoles(t *testing.T) {
	for _, c := range []struct {
		heading string
		want    role
	}{
		{"SOMMAIRE", contents}, {"1 Table des matières", contents}, {"Contents", contents}, {"Le sommaire exécutif des coûts", other},
		{"I. Introduction et contexte", intro}, {"INTRODUCTION, CONTEXTE DU PROJET", intro}, {"Introduction à la méthode", other},
		{"Conclusion : bilan du stage", conclusion}, {"Conclusions et perspectives", conclusion}, {"Conclure un marché", other},
		{"5. Références bibliographiques", bibliography}, {"Références clients", other}, {"Sources d'énergie", other},
		{"Annexe n°2", oneAnnex}, {"ANNEXE B : plan", oneAnnex}, {"Annexe IV - Photos", oneAnnex}, {"Annexes", annexes}, {"Annexe technique au contrat", other},
		{"XI – Glossaire", glossary}, {"Liste des sigles et abréviations", glossary}, {"", other}, {"12.", other},
		{"Le glossaire", glossary}, {"IV La liste des figures et tableaux", contents}, {"Les annexes", annexes}, {"La ligne", other}, {"Le plan", other}, {"Les sources de la panne", other},
		{"DEDICACE 2", front}, {"Contexte 2", other}, {"Références bibliographies", bibliography},
		{"2)Remerciements", front}, {"IV)Annexes", annexes}, {"Remerciments", front}, {"Tables des matières", contents}, {"Référence", other}, {"A.R.S", other},
		{"Liste des sigles et acronymes", glossary}, {"Listes des figures, des tableaux et des codes", contents}, {"Liste des fournisseurs", other}, {"Liste des figures de style", other}, {"Table de montage", other}, {"Liste", other},
	} {
		if got := roleOf(c.heading); got != c.want {
			t.Errorf("%q: role %d, want %d", c.heading, got, c.want)
		}
	}
}

func TestSetBody(t *testing.T) {
	doc := build(cover + toc + intro1 + work + end + refs + annex)
	Mark(doc)
	SetBody(doc, 4, 5)
	if got, want := shown(doc), "cover1 contents2 front3 body4-5 annexes6 bibliography7 annexes8-9"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	for _, b := range doc.Blocks {
		if b.Page == 3 && b.Zone != document.Front {
			t.Errorf("block of page 3 in %s", b.Zone)
		}
	}
	for _, z := range doc.Zones {
		if z.Why.Code != WhyByHand || !z.Sure {
			t.Errorf("%+v", z)
		}
	}
}

func TestMarkCoversEveryPage(t *testing.T) {
	for _, s := range []string{"", "--\n--\n", "# Annexes\n", "t Introduction 1\n", cover} {
		doc := build(s)
		Mark(doc)
		next := 1
		for _, z := range doc.Zones {
			if z.First != next || z.Last < z.First || z.Zone == "" {
				t.Fatalf("%q: zones %+v", s, doc.Zones)
			}
			next = z.Last + 1
		}
		if next != doc.Count.Total+1 {
			t.Errorf("%q: zones end at %d of %d", s, next-1, doc.Count.Total)
		}
	}
}

func FuzzMark(f *testing.F) {
	f.Add(cover + toc + intro1 + work + end + refs + annex)
	f.Add("# \n## Annexe\n- Annexe :\n[1] \nt \n--\n. \n")
	f.Fuzz(func(t *testing.T, s string) {
		doc := build(s)
		Mark(doc)
		if len(doc.Zones) == 0 || doc.Zones[0].First != 1 || doc.Zones[len(doc.Zones)-1].Last != doc.Count.Total {
			t.Fatalf("zones %+v of %d pages", doc.Zones, doc.Count.Total)
		}
		SetBody(doc, 1, doc.Count.Total)
	})
}

func BenchmarkMark(b *testing.B) {
	s := cover + toc + intro1 + strings.Repeat("## Une partie\n.\n- point\n.\n--\n", 60) + end + refs + annex
	for b.Loop() {
		b.StopTimer()
		doc := build(s)
		b.StartTimer()
		Mark(doc)
	}
}
