package rules

import (
	"bytes"
	"reflect"
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
	// gob does not tell an empty list from none
	for _, p := range []*Pack{got, files} {
		for i := range p.Criteria {
			if len(p.Criteria[i].Elements) == 0 {
				p.Criteria[i].Elements = nil
			}
		}
	}
	if !reflect.DeepEqual(got.Modalities, files.Modalities) || !reflect.DeepEqual(got.Concepts, files.Concepts) || !reflect.DeepEqual(got.Weights, files.Weights) {
		t.Errorf("the compiled pack differs from its files")
	}
}

func BenchmarkLoadBuiltin(b *testing.B) {
	for range b.N {
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
