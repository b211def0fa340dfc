package rules

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"
)

func TestCompiledPackIsThatOfTheFiles(t *testing.T) {
	files, err := Load(Builtin())
	if err != nil {
		t.Fatal(err)
	}
	got, err := LoadBuiltin()
	if err != nil {
		t.Fatal(err)
	}
	if got.SHA256 != files.SHA256 {
		t.Fatalf("the compiled pack is not that of the files: run `make pack`")
	}
	a, b := reflect.ValueOf(got).Elem(), reflect.ValueOf(files).Elem()
	for i := range a.NumField() {
		x, y := a.Field(i).Interface(), b.Field(i).Interface()
		if !reflect.DeepEqual(x, y) && written(t, x) != written(t, y) { // gob does not tell an empty list from none
			t.Errorf("%s: the compiled pack differs from its files", a.Type().Field(i).Name)
		}
	}
}

// written gives a value as JSON, with null for an empty list.
func written(t *testing.T, v any) string {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(string(data), ":[]", ":null")
}

func BenchmarkLoadBuiltin(b *testing.B) {
	for b.Loop() {
		if _, err := LoadBuiltin(); err != nil {
			b.Fatal(err)
		}
	}
}

func TestCompilingTwiceGivesTheSameBytes(t *testing.T) {
	p, err := LoadBuiltin()
	if err != nil {
		t.Fatal(err)
	}
	var a, b bytes.Buffer
	for _, w := range []*bytes.Buffer{&a, &b} {
		if err := Compile(w, p); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("the same pack was compiled to different bytes")
	}
}
