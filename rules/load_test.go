package rules

import "testing"

func TestBuiltinPackIsValid(t *testing.T) {
	p, err := Load(Builtin())
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Modalities) != 12 || len(p.Criteria) != 109 {
		t.Errorf("%d modalities and %d criteria, want 12 and 109", len(p.Modalities), len(p.Criteria))
	}
}
