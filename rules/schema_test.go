package rules

import (
	"encoding/json"
	"io/fs"
	"os"
	"path"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

const schemaFile = "../docs/pack.schema.json"

// schemaOf compiles one definition of the published schema.
func schemaOf(t *testing.T, name string) *jsonschema.Schema {
	t.Helper()
	s, err := jsonschema.NewCompiler().Compile(schemaFile + "#/$defs/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// yamlValue reads YAML as JSON values.
func yamlValue(t *testing.T, data string) any {
	t.Helper()
	text, err := yaml.YAMLToJSON([]byte(data))
	if err != nil {
		t.Fatal(err)
	}
	v, err := jsonschema.UnmarshalJSON(strings.NewReader(string(text)))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestBuiltinFilesFollowTheSchema(t *testing.T) {
	schemas := map[string]*jsonschema.Schema{".": schemaOf(t, "pack"), criteriaDir: schemaOf(t, "criteria"), lexiconDir: schemaOf(t, "lexicon")}
	seen := map[string]int{}
	err := fs.WalkDir(Builtin(), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || path.Ext(name) != ".yaml" || name == reliabilityFile {
			return err
		}
		data, err := fs.ReadFile(Builtin(), name)
		if err != nil {
			return err
		}
		dir := path.Dir(name)
		seen[dir]++
		if err := schemas[dir].Validate(yamlValue(t, string(data))); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen["."] != 1 || seen[criteriaDir] < 26 || seen[lexiconDir] < 1 {
		t.Errorf("files validated: %v", seen)
	}
}

// What the loader refuses in form, the schema refuses too.
func TestSchemaRefuses(t *testing.T) {
	const rest = "label: {fr: a, en: b}, missing: {fr: a, en: b}, advice: {fr: a, en: b}"
	for _, c := range []struct{ name, what, yaml string }{
		{"pack", "no competences", `{id: a, version: "1", name: {fr: a, en: b}, modalities: []}`},
		{"modality", "a mode that is not known", `{id: E1, block: 1, title: {fr: a, en: b}, mode: solo, deposit: rapport, criteria: [X1]}`},
		{"modality", "a limit from zero", `{id: E1, block: 1, title: {fr: a, en: b}, mode: groupe, deposit: rapport, criteria: [X1], pages: {min: 0, max: 3}}`},
		{"criterion", "a key that is not known", `{id: X1.1, assessable: text, abuot: [a], ` + rest + `}`},
		{"criterion", "an id without its competence", `{id: X1, assessable: text, ` + rest + `}`},
		{"criterion", "a recogniser that is not known", `{id: X1.1, assessable: text, shows: ["@somme"], ` + rest + `}`},
		{"criterion", "an empty term", `{id: X1.1, assessable: text, shows: [""], ` + rest + `}`},
		{"criterion", "an element without terms", `{id: X1.1, assessable: text, elements: [{id: a, label: {fr: a, en: b}, terms: []}], ` + rest + `}`},
		{"criterion", "a level that is not known", `{id: X1.1, assessable: text, examples: [{level: moyen, text: a}], ` + rest + `}`},
		{"criterion", "no English", `{id: X1.1, assessable: text, label: {fr: a}, missing: {fr: a, en: b}, advice: {fr: a, en: b}}`},
		{"lexicon", "an id in capitals", `{concepts: [{id: SWOT, label: {fr: a, en: b}, terms: [a]}]}`},
	} {
		if err := schemaOf(t, c.name).Validate(yamlValue(t, c.yaml)); err == nil {
			t.Errorf("%s: %s is accepted", c.name, c.what)
		}
	}
	whole := `{id: X1.1, assessable: text, about: [$swot], shows: ["@montant", a ~ b], ` + rest + `}`
	if err := schemaOf(t, "criterion").Validate(yamlValue(t, whole)); err != nil {
		t.Errorf("a good criterion is refused: %v", err)
	}
}

// The schema knows the keys that the loader reads, and the recognisers there are.
func TestSchemaIsThatOfTheLoader(t *testing.T) {
	data, err := os.ReadFile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	var schema struct {
		Defs map[string]struct {
			Properties map[string]any
			AnyOf      []struct{ Enum []string }
		} `json:"$defs"`
	}
	if err := json.Unmarshal(data, &schema); err != nil {
		t.Fatal(err)
	}
	for name, read := range map[string]any{"pack": packYAML{}, "criteria": criteriaYAML{}, "lexicon": lexiconYAML{}, "competence": Competence{}, "modality": Modality{},
		"limit": Limit{}, "criterion": Criterion{}, "element": Element{}, "example": Example{}, "concept": Concept{}, "text": Text{}} {
		var want, got []string
		for i := range reflect.TypeOf(read).NumField() {
			if key := reflect.TypeOf(read).Field(i).Tag.Get("yaml"); key != "-" {
				want = append(want, key)
			}
		}
		for key := range schema.Defs[name].Properties {
			got = append(got, key)
		}
		slices.Sort(want)
		slices.Sort(got)
		if !slices.Equal(want, got) {
			t.Errorf("%s: the schema has %v, the loader reads %v", name, got, want)
		}
	}
	var want []string
	for _, r := range Recognisers {
		want = append(want, "@"+r)
	}
	if got := schema.Defs["term"].AnyOf[1].Enum; !slices.Equal(got, want) {
		t.Errorf("recognisers: the schema has %v, the loader %v", got, want)
	}
}
