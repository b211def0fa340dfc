package render

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"prejury/cmd/internal/wording"
)

// schema is the part of JSON Schema that docs/report.schema.json uses.
type schema struct {
	Ref        string             `json:"$ref"`
	Type       any                `json:"type"`
	Const      any                `json:"const"`
	Enum       []any              `json:"enum"`
	Minimum    *float64           `json:"minimum"`
	Required   []string           `json:"required"`
	Properties map[string]*schema `json:"properties"`
	Items      *schema            `json:"items"`
	AnyOf      []*schema          `json:"anyOf"`
	AllOf      []*schema          `json:"allOf"`
	Defs       map[string]*schema `json:"$defs"`
}

// check tells what is wrong with a value, and the fields that the schema does not
// know: the output may not hold what is not published.
func (s *schema) check(root *schema, at string, v any, wrong func(string)) {
	if s.Ref != "" {
		root.Defs[strings.TrimPrefix(s.Ref, "#/$defs/")].check(root, at, v, wrong)
		return
	}
	if s.Const != nil && s.Const != v || s.Enum != nil && !slices.Contains(s.Enum, v) {
		wrong(fmt.Sprintf("%s: %v is not among %v%v", at, v, s.Enum, s.Const))
	}
	if s.Type != nil && !slices.Contains(typesOf(s.Type), typeOf(v)) && !(typeOf(v) == "integer" && slices.Contains(typesOf(s.Type), "number")) {
		wrong(fmt.Sprintf("%s: %s where %v is expected", at, typeOf(v), s.Type))
	}
	if n, ok := v.(float64); ok && s.Minimum != nil && n < *s.Minimum {
		wrong(fmt.Sprintf("%s: %v under %v", at, n, *s.Minimum))
	}
	s.combined(root, at, v, wrong)
	switch v := v.(type) {
	case map[string]any:
		for _, k := range s.Required {
			if _, ok := v[k]; !ok {
				wrong(at + ": no " + k)
			}
		}
		for k, x := range v {
			if p := s.Properties[k]; p != nil {
				p.check(root, at+"."+k, x, wrong)
			} else if s.Properties != nil && s.AllOf == nil {
				wrong(at + ": " + k + " is not published")
			}
		}
	case []any:
		for i, x := range v {
			if s.Items != nil {
				s.Items.check(root, fmt.Sprintf("%s[%d]", at, i), x, wrong)
			}
		}
	}
}

func (s *schema) combined(root *schema, at string, v any, wrong func(string)) {
	if len(s.AnyOf) == 0 {
		return
	}
	var first []string
	for _, one := range s.AnyOf {
		var faults []string
		one.check(root, at, v, func(f string) { faults = append(faults, f) })
		if len(faults) == 0 {
			return
		}
		first = faults
	}
	for _, f := range first {
		wrong(f)
	}
}

func typesOf(t any) []string {
	switch t := t.(type) {
	case string:
		return []string{t}
	case []any:
		var out []string
		for _, x := range t {
			out = append(out, fmt.Sprint(x))
		}
		return out
	}
	return nil
}

func typeOf(v any) string {
	switch v := v.(type) {
	case nil:
		return "null"
	case bool:
		return "boolean"
	case string:
		return "string"
	case float64:
		if v == float64(int64(v)) {
			return "integer"
		}
		return "number"
	case []any:
		return "array"
	}
	return "object"
}

func TestSchema(t *testing.T) {
	data, err := os.ReadFile("../../../docs/report.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	var root schema
	if err := json.Unmarshal(data, &root); err != nil {
		t.Fatal(err)
	}
	for _, lang := range []wording.Lang{wording.FR, wording.EN} {
		var v any
		if err := json.Unmarshal(write(t, "json", sampleOptions(lang), sample(), locked()), &v); err != nil {
			t.Fatal(err)
		}
		root.check(&root, "$", v, func(f string) { t.Error(f) })
	}
	// A schema that accepts anything proves nothing.
	bad := map[string]any{"schema": 2.0, "tool": map[string]any{"name": "other"}, "reports": []any{map[string]any{"verdict": "fine"}}}
	faults := 0
	root.check(&root, "$", bad, func(string) { faults++ })
	if faults < 10 {
		t.Errorf("%d faults in a wrong document", faults)
	}
}

func TestSchemaOfLines(t *testing.T) {
	for _, line := range bytes.Split(bytes.TrimSpace(write(t, "jsonl", sampleOptions(wording.FR), sample(), locked())), []byte("\n")) {
		var v map[string]any
		if err := json.Unmarshal(line, &v); err != nil {
			t.Fatal(err)
		}
		for _, k := range []string{"schema", "tool", "file", "criteria", "verdict"} {
			if _, ok := v[k]; !ok {
				t.Errorf("no %q in %s", k, line)
			}
		}
	}
}
