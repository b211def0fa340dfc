package rules

import (
	"errors"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func TestBuiltinPackIsValid(t *testing.T) {
	p, err := Load(Builtin())
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Modalities) != 12 || len(p.Criteria) != 109 {
		t.Errorf("%d modalities and %d criteria, want 12 and 109", len(p.Modalities), len(p.Criteria))
	}
}

// small are the files of the smallest pack that uses all that a pack may hold.
var small = map[string]string{
	packFile: `id: mini
version: "1"
name: {fr: Mini, en: Mini}
competences:
  - {id: X1, block: 1, label: {fr: Un, en: One}}
  - {id: X2, block: 1, label: {fr: Deux, en: Two}}
modalities:
  - {id: M, block: 1, title: {fr: T, en: T}, mode: individuel, deposit: rapport, criteria: [X1, X2.1], pages: {min: 2, max: 3}}
`,
	"criteria/X1.yaml": `competence: X1
criteria:
  - id: X1.1
    label: {fr: a, en: a}
    missing: {fr: a, en: a}
    advice: {fr: a, en: a}
    assessable: text
    about: [$risque, "registre ~ cotation"]
    shows: ["@date"]
    elements: [{id: sources, label: {fr: s, en: s}, terms: [source]}]
    examples: [{level: fort, text: "Le registre."}]
`,
	"criteria/X2.yaml": `competence: X2
criteria:
  - id: X2.1
    label: {fr: b, en: b}
    missing: {fr: b, en: b}
    advice: {fr: b, en: b}
    assessable: partial
    shares: [X1.1]
`,
	"lexicon/a.yaml": `concepts:
  - {id: risque, label: {fr: r, en: r}, terms: [risque, $péril]}
  - {id: péril, label: {fr: p, en: p}, terms: [péril]}
`,
	weightsFile:     "# comment\nreport-about\t*\tsign\t0.5\n",
	profileFile:     "X2.1\tsign\t1.00\t0.50\nX1.1\tsign\t1.25\t-0.50\n",
	pagesFile:       "X1.1\t*\t-0.50\n",
	reliabilityFile: "X1.1:\n  precision: 0.5\n  recall: 0.25\n  \"n\": 4\n",
}

// folder makes a pack of some files.
func folder(files map[string]string) fstest.MapFS {
	out := fstest.MapFS{}
	for name, text := range files {
		out[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return out
}

func TestSmallPack(t *testing.T) {
	p, err := Load(folder(small))
	if err != nil {
		t.Fatal(err)
	}
	if got := p.Modality("M").Criteria; !slices.Equal(got, []string{"X1.1", "X2.1"}) {
		t.Errorf("criteria of the modality: %v", got)
	}
	if c := p.Criterion("X2.1"); c.Competence != "X2" || p.Competence("X2").Label.In("en") != "Two" {
		t.Errorf("%+v", c)
	}
	if p.Concepts[0].ID != "péril" {
		t.Errorf("concepts are not in order of id: %+v", p.Concepts)
	}
	if got := slices.Collect(p.Weights.Profile.All()); len(got) != 2 || got[0] != (ProfileEntry{"X1.1", "sign", 1.25, -0.5}) {
		t.Errorf("profile by sign, then criterion: %+v", got)
	}
	if got := p.Reliability["X1.1"]; got != (Reliability{0.5, 0.25, 4}) {
		t.Errorf("reliability %+v", got)
	}
	if p.Modality("N") != nil || p.Criterion("X9.9") != nil || p.Competence("X9") != nil {
		t.Error("something was found for an id that is not there")
	}
}

// A pack that was never fitted is whole without the files that fitting writes.
func TestPackWithoutWeights(t *testing.T) {
	files := maps.Clone(small)
	for _, name := range []string{weightsFile, profileFile, pagesFile, reliabilityFile} {
		delete(files, name)
	}
	p, err := Load(folder(files))
	if err != nil || p.Weights != nil || p.Reliability != nil {
		t.Errorf("%v, weights %v", err, p)
	}
}

// Every fault names its file and, where it has one, its line.
func TestFaults(t *testing.T) {
	const x1, x2, lexicon = "criteria/X1.yaml", "criteria/X2.yaml", "lexicon/a.yaml"
	for _, c := range []struct{ name, file, old, new, want string }{
		{"no pack.yaml", packFile, "", "", "pack.yaml: not found"},
		{"not YAML", x1, "competence: X1", "competence: [", "criteria/X1.yaml:1: "},
		{"a mistyped key", x1, "    about:", "    abuot:", `criteria/X1.yaml:8: unknown field "abuot" (nearest: "about")`},
		{"a text in one language", x2, "label: {fr: b, en: b}", "label: {fr: b}", "criteria/X2.yaml:4: label: a text is missing, both fr and en are read by users"},
		{"a competence that is not there", x2, "competence: X2", "competence: X3", `criteria/X2.yaml:3: competence "X3" is not in pack.yaml (nearest: "X1")`},
		{"an id of another competence", x2, "id: X2.1", "id: X1.2", `criteria/X2.yaml:3: criterion "X1.2" does not belong to competence "X2"`},
		{"an id twice", x2, "id: X2.1", "id: X1.1", `criteria/X2.yaml:3: criterion "X1.1" already stands in criteria/X1.yaml, line 3`},
		{"an assessable that is not known", x2, "assessable: partial", "assessable: jurry", `criteria/X2.yaml:7: assessable: "jurry" is not known, expected one of text, partial, jury (nearest: "jury")`},
		{"a status that is not known", x2, "    shares", "    status: test\n    shares", `criteria/X2.yaml:8: status: "test" is not known, expected one of essai (nearest: "essai")`},
		{"shares with nobody", x2, "[X1.1]", "[X1.4]", `criteria/X2.yaml:8: shares: criterion "X1.4" is not known (nearest: "X1.1")`},
		{"a level that is not known", x1, "level: fort", "level: forte", `criteria/X1.yaml:11: level: "forte" is not known, expected one of absent, faible, fort (nearest: "fort")`},
		{"a kind that is not known", x1, "level: fort,", "level: fort, kind: list,", `nearest: "liste"`},
		{"an element without terms", x1, "terms: [source]", "terms: []", `criteria/X1.yaml:10: element "sources" has no terms: nothing could find it`},
		{"an element twice", x1, "terms: [source]}]", "terms: [source]}, {id: sources, label: {fr: s, en: s}, terms: [a]}]", `criteria/X1.yaml:10: element "sources" stands twice`},
		{"an element named as a list", x1, "id: sources", "id: about", `criteria/X1.yaml:10: element "about" stands twice`},
		{"an element without id", x1, "{id: sources, ", "{", `criteria/X1.yaml:10: element without id`},
		{"a recogniser that is not known", x1, "@date", "@dates", `criteria/X1.yaml:9: shows: unknown recogniser "@dates" (nearest: "@date")`},
		{"a concept that is not known", x1, "$risque", "$risques", `criteria/X1.yaml:8: about: unknown concept "risques" (nearest: "risque")`},
		{"a term of stop words", x1, `"registre ~ cotation"`, "de la", `criteria/X1.yaml:8: about: term "de la": no word that carries meaning`},
		{"a beginning of two letters", x1, `"registre ~ cotation"`, "re*", `criteria/X1.yaml:8: about: term "re*": "re*": a beginning needs three letters`},
		{"an empty term", x1, `"registre ~ cotation"`, `""`, "criteria/X1.yaml:8: about: empty term"},
		{"a concept without name", x1, "$risque", "$", "criteria/X1.yaml:8: about: $ without the name of a concept"},
		{"a concept twice", lexicon, "id: péril", "id: risque", `lexicon/a.yaml:3: concept "risque" already stands in lexicon/a.yaml, line 2`},
		{"a concept that names itself", lexicon, "terms: [péril]", "terms: [$risque]", `lexicon/a.yaml:2: concept "risque" names itself`},
		{"no version", packFile, `version: "1"`, `version: ""`, "pack.yaml:1: id and version are required"},
		{"a competence twice", packFile, "id: X2", "id: X1", `pack.yaml:6: competence "X1" stands twice`},
		{"a modality without id", packFile, "id: M, ", "", "pack.yaml:8: modality without id"},
		{"a mode that is not known", packFile, "individuel", "solo", `pack.yaml:8: mode: "solo" is not known`},
		{"a limit upside down", packFile, "{min: 2, max: 3}", "{min: 4, max: 3}", "pack.yaml:8: pages 4–3: min must be at least 1"},
		{"a limit from zero", packFile, "{min: 2, max: 3}", "{min: 0}", "pack.yaml:8: pages 0–0: min must be at least 1"},
		{"a criterion that is not there", packFile, "[X1, X2.1]", "[X1, X2.9]", `pack.yaml:8: modality M: "X2.9" is neither a criterion nor a competence with criteria`},
		{"a column too many", weightsFile, "0.5", "0.5\t1", "weights.tsv:2: expected 4 columns, found 5"},
		{"a weight that is no number", weightsFile, "0.5", "much", `weights.tsv:2: "much" is not a number`},
		{"a weight that is not finite", weightsFile, "0.5", "+Inf", `weights.tsv:2: "+Inf" is not a number`},
		{"a worth that compares with nothing", profileFile, "-0.50", "NaN", `profile.tsv:2: "NaN" is not a number`},
		{"a weight of nobody", profileFile, "X1.1", "X1.7", `profile.tsv:2: unknown criterion "X1.7" (nearest: "X1.1")`},
		{"a page of nobody", pagesFile, "X1.1", "X1.7", `pages.tsv:1: unknown criterion "X1.7"`},
		{"a measure of nobody", reliabilityFile, "X1.1", "X1.7", `reliability.yaml:2: unknown criterion "X1.7" (nearest: "X1.1")`},
		{"a measure misspelt", reliabilityFile, "recall", "recal", `reliability.yaml:3: unknown field "recal" (nearest: "recall")`},
	} {
		files := maps.Clone(small)
		if c.old == "" {
			delete(files, c.file)
		} else {
			if !strings.Contains(files[c.file], c.old) {
				t.Fatalf("%s: %q is not in %s", c.name, c.old, c.file)
			}
			files[c.file] = strings.Replace(files[c.file], c.old, c.new, 1)
		}
		_, err := Load(folder(files))
		var faults Faults
		if !errors.As(err, &faults) {
			t.Errorf("%s: %v, want faults", c.name, err)
			continue
		}
		if !slices.ContainsFunc(faults, func(f Fault) bool { return strings.Contains(f.Error(), c.want) }) {
			t.Errorf("%s: %v\nwant %s", c.name, err, c.want)
		}
	}
}

func TestFaultsComeInOrder(t *testing.T) {
	files := maps.Clone(small)
	files["criteria/X2.yaml"] = strings.ReplaceAll(files["criteria/X2.yaml"], ", en: b", "")
	files[packFile] = strings.Replace(files[packFile], "solo", "individuel", 1)
	files["criteria/X1.yaml"] = strings.Replace(files["criteria/X1.yaml"], "@date", "@dates", 1)
	_, err := Load(folder(files))
	var where []string
	for _, line := range strings.Split(err.Error(), "\n") {
		where = append(where, line[:strings.Index(line, ": ")])
	}
	if want := []string{"criteria/X1.yaml:9", "criteria/X2.yaml:4", "criteria/X2.yaml:5", "criteria/X2.yaml:6"}; !slices.Equal(where, want) {
		t.Errorf("faults at %v, want %v", where, want)
	}
}

// denied is a pack one file of which may not be read.
type denied struct {
	fs.FS
	name string
}

func (d denied) Open(name string) (fs.File, error) {
	if name == d.name {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return d.FS.Open(name)
}

// What is there and cannot be read is not taken for what is not there.
func TestFilesThatMayNotBeRead(t *testing.T) {
	for _, name := range []string{packFile, "criteria/X1.yaml", "lexicon/a.yaml", weightsFile, profileFile, pagesFile, reliabilityFile} {
		if _, err := Load(denied{folder(small), name}); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestDigestIsOfNamesAndContents(t *testing.T) {
	sums := map[string]string{}
	for name, change := range map[string]func(map[string]string){
		"as it is":         func(map[string]string) {},
		"another comment":  func(f map[string]string) { f[weightsFile] = "#" + f[weightsFile] },
		"another name":     func(f map[string]string) { f["lexicon/b.yaml"] = f["lexicon/a.yaml"]; delete(f, "lexicon/a.yaml") },
		"one file moved":   func(f map[string]string) { f["criteria/z.yaml"] = f["criteria/X1.yaml"]; delete(f, "criteria/X1.yaml") },
		"a file more":      func(f map[string]string) { f["README.md"] = "" },
		"an example's end": func(f map[string]string) { f["criteria/X2.yaml"] += "\n" },
	} {
		files := maps.Clone(small)
		change(files)
		p, err := Load(folder(files))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if other, ok := sums[p.SHA256]; ok {
			t.Errorf("%s has the digest of %s", name, other)
		}
		sums[p.SHA256] = name
	}
}

// What an editor, a system or a version control keeps in the folder of a pack is neither
// read nor part of its digest.
func TestHiddenFilesAreNoneOfAPack(t *testing.T) {
	want, err := Load(folder(small))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{".git/HEAD", "criteria/.X1.yaml.swp", "criteria/._X1.yaml", "lexicon/.old/a.yaml", ".DS_Store"} {
		files := maps.Clone(small)
		files[name] = "\x00not YAML: ["
		p, err := Load(folder(files))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if p.SHA256 != want.SHA256 {
			t.Errorf("%s changes the digest", name)
		}
	}
}

// FuzzLoad puts anything in each file of a pack: Load gives a pack or faults, and a
// pack compiles and is read back.
func FuzzLoad(f *testing.F) {
	names := slices.Sorted(maps.Keys(small))
	for i, name := range names {
		f.Add(uint8(i), small[name])
		f.Add(uint8(i), strings.Replace(small[name], ": ", ": [", 2))
	}
	f.Fuzz(func(t *testing.T, which uint8, text string) {
		files := maps.Clone(small)
		files[names[int(which)%len(names)]] = text
		p, err := Load(folder(files))
		var faults Faults
		switch {
		case err != nil && (!errors.As(err, &faults) || len(faults) == 0 || faults[0].File == ""):
			t.Errorf("%v says no file", err)
		case err == nil:
			p.Neighbourhoods()
			if err := Compile(new(strings.Builder), p); err != nil {
				t.Error(err)
			}
		}
	})
}

func FuzzParseTerm(f *testing.F) {
	for _, s := range []string{"retour sur investissement", "planif* projet", "=Power BI", "qui décide ~ qui exécute", "@montant", "$swot", "$", "~", "=", "*", "d'", " @"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		term, err := ParseTerm(s, strings.ToLower)
		if err != nil {
			return
		}
		kinds := 0
		for _, set := range []bool{term.Recogniser != "", term.Concept != "", len(term.Parts) > 0} {
			if set {
				kinds++
			}
		}
		if kinds != 1 {
			t.Errorf("%q: %+v is of %d kinds", s, term, kinds)
		}
		for _, p := range term.Parts {
			if len(p.Words) == 0 {
				t.Errorf("%q: a part without words", s)
			}
		}
	})
}

func TestNearest(t *testing.T) {
	known := []string{"about", "shows", "figures"}
	for s, want := range map[string]string{"abuot": "about", "show": "shows", "figure": "figures", "about": "about"} {
		if got := Nearest(s, known); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", s, got, want)
		}
	}
	if got := Nearest("a", nil); got != "" {
		t.Errorf("nearest of none: %q", got)
	}
	for _, c := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"", "été", 3}, {"été", "", 3}, {"été", "ete", 2}, {"chien", "niche", 4}, {"ab", "ba", 2}} {
		if got := distance([]rune(c.a), []rune(c.b)); got != c.want {
			t.Errorf("distance(%q, %q) = %d, want %d", c.a, c.b, got, c.want)
		}
	}
}

// A modality of many criteria stands alone; the small ones of a block share theirs.
func TestNeighbourhoods(t *testing.T) {
	p := &Pack{}
	many := make([]string, large)
	for i := range many {
		many[i] = string(rune('a' + i))
	}
	for _, id := range append([]string{"x", "y", "z", "CT", "whole", "oral"}, many...) {
		c := Criterion{ID: id, Assessable: ByText, Whole: id == "whole"}
		if id == "oral" {
			c.Assessable = ByJury
		}
		p.Criteria = append(p.Criteria, c)
	}
	p.Modalities = []Modality{
		{ID: "A", Block: 1, Criteria: []string{"x", "CT", "whole"}}, {ID: "B", Block: 1, Criteria: many},
		{ID: "C", Block: 1, Criteria: []string{"y", "CT", "oral"}}, {ID: "D", Block: 2, Criteria: []string{"z"}},
	}
	var got []string
	for _, g := range p.Neighbourhoods() {
		got = append(got, strings.Join(g, " "))
	}
	if want := []string{"x CT y", strings.Join(many, " "), "z"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestLevels(t *testing.T) {
	for level := Absent; level <= Strong; level++ {
		if got, ok := ParseLevel(level.String()); !ok || got != level {
			t.Errorf("%s: %v %v", level, got, ok)
		}
	}
	if _, ok := ParseLevel("présent"); ok {
		t.Error("a word that users read was taken for an identifier")
	}
}
