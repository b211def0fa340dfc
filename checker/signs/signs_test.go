package signs

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"prejury/internal/text"
	"prejury/rules"
)

func builtin(t testing.TB) *Reader {
	t.Helper()
	pack, err := rules.LoadBuiltin()
	if err != nil {
		t.Fatal(err)
	}
	return NewReader(pack)
}

// cued are passages that hold a cue, and others that only look as if they did.
var cued = map[ID]struct{ yes, no []string }{
	"!annonce":       {[]string{"Le planning sera détaillé.", "Nous aborderons les risques.", "Voir annexe 3.", "La deuxième partie dresse le budget.", "Le lecteur trouvera ici les coûts.", "Ce mémoire s'articule en trois temps."}, []string{"Le planning est détaillé.", "L'annexe est jointe.", "La démarche s'articule autour du client."}},
	"!définition":    {[]string{"Le RACI est une matrice de rôles.", "Une SWOT permet d'analyser.", "Ce qui consiste à planifier."}, []string{"La matrice montre quatre rôles."}},
	"!négation":      {[]string{"Il n'y a pas de budget.", "Aucun risque.", "Le site ne dispose plus de pilote."}, []string{"Le budget est voté."}},
	"!intention":     {[]string{"Il faudrait un budget.", "Le site pourrait investir.", "Nous envisageons un audit.", "La ligne gagnerait du temps et serait plus sûre."}, []string{"Le budget est voté."}},
	"!futur":         {[]string{"Le pilote animera le point.", "Les équipes finiront en mai."}, []string{"La caméra filme l'opéra.", "Il animait le point."}},
	"!creux":         {[]string{"C'est un enjeu majeur."}, []string{"Le délai est de 12 jours."}},
	"!bibliographie": {[]string{"Dunod, 2019.", "Martin et al. 2020"}, []string{"Martin anime le point."}},
	"!nous":          {[]string{"J'ai mesuré le délai.", "Notre équipe a mesuré."}, []string{"Le délai a baissé."}},
	"!choix":         {[]string{"Cet outil a été retenu plutôt que l'autre."}, []string{"Cet outil tourne."}},
	"!résultat":      {[]string{"Le rebut a diminué de 3 points."}, []string{"Le rebut est suivi."}},
	"!réalisé":       {[]string{"Nous avons formé douze personnes.", "Le quai a été rangé."}, []string{"Le quai est grand."}},
	"!sommaire":      {[]string{"2.1 Les risques .......... 14", "2.1 Les risques . . . . . 14"}, []string{"Les risques sont cotés..."}},
	"!autre":         {[]string{"Par exemple, un concurrent."}, []string{"Le site livre."}},
	"!cours":         {[]string{"La théorie des contraintes, selon son auteur."}, []string{"La contrainte est le four."}},
}

func TestCues(t *testing.T) {
	reader := NewReader(&rules.Pack{})
	for sign, c := range cued {
		for _, s := range c.yes {
			if !has(reader.Read(Unit{Text: s}), sign) {
				t.Errorf("%s is not seen in %q", sign, s)
			}
		}
		for _, s := range c.no {
			if has(reader.Read(Unit{Text: s}), sign) {
				t.Errorf("%s is seen in %q", sign, s)
			}
		}
	}
	for _, c := range cues {
		if _, ok := cued[c.sign]; !ok {
			t.Errorf("%s: no example", c.sign)
		}
	}
}

// A cue does not run over the end of a sentence.
func TestCuesStayInTheirSentence(t *testing.T) {
	reader := NewReader(&rules.Pack{})
	if !has(reader.Read(Unit{Text: "Ce planning sera bientôt présenté ici."}), "!annonce") {
		t.Error("an announcement in one sentence is not seen")
	}
	if has(reader.Read(Unit{Text: "Ce planning sera. Présenté ici."}), "!annonce") {
		t.Error("“sera” and “présenté” of two sentences made an announcement")
	}
}

// tables are one example of each shape that the cells of a table may have, its rows
// parted by ";" and its cells by ",".
var tables = map[ID]string{
	"#raci":        "Tâche,Roy,Ben,Faure;Planifier,R,A,C;Coder,I,R,A/R",
	"#risques":     "Risque,Gravité,Probabilité;Retard,3,2;Panne,4,1",
	"#cotation":    "Critère,A,B,C;Coût,3,4,2;Délai,1,5,3",
	"#swot":        "Forces,Faiblesses;équipe,dette;Opportunités,Menaces;aides,prix",
	"#planning":    "Tâche,Jan,Fév,Mar;Audit,x,x,;Essai,,x,x",
	"#budget":      "Poste,Coût;Capteurs,1 200 €;Pose,800 €;Total,2 000 €",
	"#kpi":         "Indicateur,Formule,Cible;TRS,D×P×Q,85 %",
	"#suivi":       "Indicateur,janv.,févr.,mars;Rebuts,4 %,3 %,2 %;Retards,12,9,7",
	"#avant-apres": "Délai,Avant,Après;Réglage,40 min,12 min",
	"#compétences": "Compétence,Niveau requis;Soudage,3",
	"#acteurs":     "Acteur,Intérêt,Pouvoir;Direction,fort,fort",
	"#fonctions":   "Fonction,Critère,Niveau;FP1,débit,12",
	"#étapes":      "Étape,Temps de cycle,Stock;Débit,9 min,160",
}

func TestShapes(t *testing.T) {
	reader := NewReader(&rules.Pack{})
	read := func(s string) *Reading {
		u := Unit{Text: strings.NewReplacer(",", "\t", ";", "\n").Replace(s)}
		for _, row := range strings.Split(s, ";") {
			u.Rows = append(u.Rows, strings.Split(row, ","))
		}
		return reader.Read(u)
	}
	for _, s := range shapes {
		if _, ok := tables[s.sign]; !ok {
			t.Errorf("%s: no example", s.sign)
		}
	}
	plain := read("Nom,Ville;Roy,Angers;Ben,Lyon")
	for sign, s := range tables {
		if !has(read(s), sign) {
			t.Errorf("%s is not seen in %q", sign, s)
		}
		if has(plain, sign) {
			t.Errorf("%s is seen in a table of names", sign)
		}
		if one := strings.Split(s, ";")[0]; has(read(one), sign) {
			t.Errorf("%s is seen in one row", sign)
		}
	}
}

func TestFiguresAtSeveralDatesAreNoScores(t *testing.T) {
	for table, want := range map[string]map[ID]bool{
		"Indicateur,S1,S2,S3;Rebuts,4,3,2;Retards,9,7,5":                            {"#suivi": true, "#cotation": false},
		"Mois,Rebuts,Retards;Janvier 2025,4 %,9;Février 2025,3 %,7;Mars 2025,2 %,5": {"#suivi": true},
		"Lot,05/06/25,07/08/25,02/10/25;Avancement,97 %,88 %,94 %;SPI,–,0,98":       {"#suivi": true},
		"Idée,Délai,Coût,Qualité;Cinq axes,4,1,3;Cellules,5,2,4":                    {"#suivi": false, "#cotation": true},
		"Tâche,janv.,févr.,mars;Étude,x,x,;Essais,,x,x":                             {"#suivi": false, "#planning": true},
		"Nom,2023,2024,2025;Roy,présent,absent,présent;Ben,absent,absent,présent":   {"#suivi": false},
	} {
		u := Unit{}
		for _, row := range strings.Split(table, ";") {
			u.Rows = append(u.Rows, strings.Split(row, ","))
		}
		u.Text = strings.NewReplacer(",", "\t", ";", "\n").Replace(table)
		r := NewReader(&rules.Pack{}).Read(u)
		for sign, expected := range want {
			if got := has(r, sign); got != expected {
				t.Errorf("%s in %q: %v", sign, table, got)
			}
		}
	}
}

func TestRACICells(t *testing.T) {
	for cell, want := range map[string]bool{"r": true, "a/r": true, "r, a": true, "": false, "-": false, "rac": true, "raci": false, "x": false, "ras": true, "ra  c  i": false} {
		if got := isRACI(cell); got != want {
			t.Errorf("isRACI(%q) = %v", cell, got)
		}
	}
}

func TestExcerptOfAHit(t *testing.T) {
	r := NewReader(&rules.Pack{}).Read(Unit{Text: "Le budget : 12 400 €."})
	i := slices.IndexFunc(r.Hits, func(h Hit) bool { return h.Sign == "@montant" })
	if i < 0 {
		t.Fatalf("no amount in %+v", r.Hits)
	}
	if got := r.Excerpt(r.Hits[i]); got != "12 400 €" {
		t.Errorf("%q", got)
	}
	if got := r.Excerpt(Hit{Last: -1}) + r.Excerpt(Hit{Last: 99}); got != "" {
		t.Errorf("a shape has the words %q", got)
	}
}

// A term that names a concept gives the signs of all that name it, directly or not.
func TestConceptsGiveTheSignsOfThoseThatNameThem(t *testing.T) {
	terms := map[string]rules.Term{}
	for _, s := range []string{"péril", "$péril", "$risque", "@date"} {
		term, err := rules.ParseTerm(s, text.NewStemmer().Stem)
		if err != nil {
			t.Fatal(err)
		}
		terms[s] = term
	}
	pack := &rules.Pack{Terms: terms,
		Concepts: []rules.Concept{{ID: "péril", Terms: []string{"péril"}}, {ID: "risque", Terms: []string{"$péril"}}, {ID: "jour", Terms: []string{"@date"}}},
		Criteria: []rules.Criterion{{ID: "C1", About: []string{"$risque"}, Shows: []string{"@date"}, Elements: []rules.Element{{ID: "e", Terms: []string{"$péril"}}}}}}
	r := NewReader(pack).Read(Unit{Text: "Un péril le 12 mai."})
	for _, sign := range []ID{"$péril", "$risque", "C1/about", "C1/e", "$jour", "C1/shows", "@date"} {
		if !has(r, sign) {
			t.Errorf("%s is not seen", sign)
		}
	}
	if has(r, "C1/against") {
		t.Error("C1/against is seen")
	}
}

// nearly is together as it would be written without regard to time.
func nearly(r *Reading, seen []found, parts int) (first, last int, ok bool) {
	for _, f := range seen {
		if f.part != 0 {
			continue
		}
		first, last, ok = f.first, f.last, true
		for part := int32(1); ok && part < int32(parts); part++ {
			ok = false
			for _, g := range seen {
				if g.part == part && r.In[g.first] == r.In[f.first] && g.first-last <= near && first-g.last <= near {
					first, last, ok = min(first, g.first), max(last, g.last), true
					break
				}
			}
		}
		if ok {
			return first, last, true
		}
	}
	return 0, 0, false
}

func TestOtherMeaningsTakeTermsBack(t *testing.T) {
	terms := map[string]rules.Term{}
	for _, s := range []string{"veille", "mise à jour", "responsable veille", "veille à ce", "mise à jour ~ serveur"} {
		term, err := rules.ParseTerm(s, text.NewStemmer().Stem)
		if err != nil {
			t.Fatal(err)
		}
		terms[s] = term
	}
	reader := NewReader(&rules.Pack{Terms: terms, Criteria: []rules.Criterion{
		{ID: "C1", About: []string{"veille", "mise à jour", "responsable veille"}, Against: []string{"veille à ce", "mise à jour ~ serveur"}},
		{ID: "C2", About: []string{"veille"}},
	}})
	for _, c := range []struct {
		text string
		sign ID
		want bool
	}{
		{"La cheffe veille à ce que tout soit rangé.", "C1/about", false},
		{"La responsable veille à ce que tout soit rangé.", "C1/about", false},
		{"La cheffe veille à ce que tout soit rangé.", "C2/about", true},
		{"La cheffe veille à ce que la veille soit lue.", "C1/about", true},
		{"La mise à jour de la veille attend celle du serveur.", "C1/about", true}, // far apart, parts say nothing of what is between
	} {
		if got := has(reader.Read(Unit{Text: c.text}), c.sign); got != c.want {
			t.Errorf("%q: %s %v, want %v", c.text, c.sign, got, c.want)
		}
	}
}

func TestTogetherIsWhatItWouldBe(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 7))
	met := 0
	for range 20_000 {
		n := 1 + random.IntN(80)
		r := &Reading{In: make([]int32, n)}
		for i := 1; i < n; i++ {
			r.In[i] = r.In[i-1] + int32(random.IntN(30)/29)
		}
		parts := 2 + random.IntN(2)
		var seen []found
		for i := range n {
			if random.IntN(4) == 0 {
				seen = append(seen, found{int32(random.IntN(parts)), i, min(n-1, i+random.IntN(4))})
			}
		}
		a, b, ok := together(r, seen, parts)
		x, y, want := nearly(r, seen, parts)
		if a != x && ok || b != y && ok || ok != want {
			t.Fatalf("%d–%d %v, want %d–%d %v: %+v", a, b, ok, x, y, want, seen)
		}
		if ok {
			met++
		}
	}
	if met < 1000 || met > 19_000 {
		t.Errorf("%d of 20000 met: that shows little", met)
	}
}

// Parts that are repeated far from each other cost no more than other words: this
// took minutes when every part was held against every other.
func TestMeantFrom(t *testing.T) {
	for _, c := range []struct {
		text string
		want []int32
	}{
		{"", []int32{}},
		{"de la", []int32{2, 2}},
		{"analyse de la valeur", []int32{0, 3, 3, 3}},
		{"la valeur de", []int32{1, 1, 3}},
	} {
		if got := meantFrom(text.Words(c.text)); !slices.Equal(got, c.want) {
			t.Errorf("%q: %v, want %v", c.text, got, c.want)
		}
	}
}

// A phrase passes over any number of stop words, but neither over the end of its
// sentence nor over that of the text.
func TestPhrasesPassOverStopWords(t *testing.T) {
	const term = "analyse valeur"
	parsed, err := rules.ParseTerm(term, text.NewStemmer().Stem)
	if err != nil {
		t.Fatal(err)
	}
	reader := NewReader(&rules.Pack{Criteria: []rules.Criterion{{ID: "C1.1", About: []string{term}}}, Terms: map[string]rules.Term{term: parsed}})
	for s, want := range map[string]bool{
		"Analyse valeur": true,
		"Une analyse " + strings.Repeat("de la ", 500) + "valeur": true,
		"Une analyse du coût de la valeur":                        false,
		"Voici une analyse. La valeur est mesurée.":               false,
		"Une analyse de la":                                       false,
	} {
		if got := has(reader.Read(Unit{Text: s}), Of("C1.1", "about")); got != want {
			t.Errorf("%.40q: %t, want %t", s, got, want)
		}
	}
}

func TestPartsRepeatedFarFromEachOther(t *testing.T) {
	var seen []found
	const n = 200_000
	for i := range n {
		seen = append(seen, found{int32(i / (n / 2)), i + i/(n/2)*100, i + i/(n/2)*100})
	}
	if _, _, ok := together(&Reading{In: make([]int32, n+101)}, seen, 2); ok {
		t.Error("parts a hundred words apart met")
	}
}

func FuzzRead(f *testing.F) {
	reader := builtin(f)
	f.Add("Mme Faure : FR3012345, l’article L.4121-1, d’ici fin 2026 ; 12 400 € → 9 k€, T1 2025.", "a\tb\nR\tA")
	f.Add("avant\u00a0le 03/02/2025 .... ٣ %", "")
	f.Fuzz(func(t *testing.T, s, table string) {
		u := Unit{Text: s}
		if table != "" {
			for _, line := range strings.Split(table, "\n") {
				u.Rows = append(u.Rows, strings.Split(line, "\t"))
			}
		}
		r := reader.Read(u)
		for _, h := range r.Hits {
			if h.First < 0 || int(h.Last) >= max(len(r.Words), 1) || h.Last >= 0 && h.First > h.Last || int(h.Sentence) > len(r.Sentences) {
				t.Errorf("%+v among %d words of %q", h, len(r.Words), s)
			}
			r.Excerpt(h)
		}
	})
}

func BenchmarkRead(b *testing.B) {
	reader := builtin(b)
	u := Unit{Text: strings.Repeat("L’équipe a relevé 12 400 € d’écart sur la sous-traitance, puis réduit le délai de 23 à 15 jours, au lieu de 18 prévus au planning du 12 mai 2025. ", 12)}
	n := 0
	for b.Loop() {
		n = len(reader.Read(u).Words)
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}
