package batch

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"prejury/checker"
)

// deposited makes a deposit of files "name" or "name=content".
func deposited(names ...string) *Deposit {
	d := &Deposit{}
	for _, n := range names {
		name, sum, ok := strings.Cut(n, "=")
		if !ok {
			sum = name
		}
		d.Files = append(d.Files, &File{Name: "d/" + name, Rel: name, SHA256: sum})
	}
	return d
}

func planOf(t *testing.T, d *Deposit, manifest string, blocks ...int) *Plan {
	t.Helper()
	pack := tinyPack()
	n, err := NewNaming(pack, "")
	if err != nil {
		t.Fatal(err)
	}
	opts := PlanOptions{Naming: n, Blocks: blocks}
	if manifest == "" {
		return ByName(d, pack, opts)
	}
	lines, err := parse(manifest)
	if err != nil {
		t.Fatal(err)
	}
	p, err := ByManifest(d, pack, lines, opts)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func (p *Plan) String() string {
	var out []string
	for _, r := range p.Rows {
		file := "-"
		if r.File != nil {
			file = r.File.Rel
			if r.File.Err != nil {
				file = "!" + file
			}
		}
		out = append(out, fmt.Sprintf("%s %s %s %s", r.Candidate, r.Modality.ID, file, strings.Join(r.Members, "+")))
	}
	for _, u := range p.Unplaced {
		out = append(out, u.Why+" "+u.File.Rel)
	}
	for _, t := range p.Twice {
		out = append(out, fmt.Sprint("twice ", t.Rows))
	}
	return strings.Join(out, "\n")
}

func TestPlans(t *testing.T) {
	for _, c := range []struct {
		name, manifest string
		files          []string
		want           string
	}{
		{"names, in order of candidate and modality", "", []string{"b_C21.pdf", "Éa C10-C13.pdf", "ea_C3-C7.pdf", "sans.pdf", "C21.pdf"},
			"b C21 b_C21.pdf \nÉa C3-C7 ea_C3-C7.pdf \nÉa C10-C13 Éa C10-C13.pdf \ncandidate C21.pdf\nmodality sans.pdf"},
		{"the same content twice", "", []string{"a_C21.pdf=x", "b_C21.pdf=x", "c_C21.pdf"}, "a C21 a_C21.pdf \nb C21 b_C21.pdf \nc C21 c_C21.pdf \ntwice [0 1]"},
		{"a group shares its file", "candidat;modalite;fichier;groupe\nB;C1-C2;g.pdf;G1\nA;C1-C2;g.pdf;G1\n", []string{"g.pdf"}, "B C1-C2 g.pdf A+B\nA C1-C2 g.pdf A+B"},
		{"two groups may not", "candidat;modalite;fichier;groupe\nB;C1-C2;g.pdf;G1\nA;C1-C2;h.pdf;G2\n", []string{"g.pdf=x", "h.pdf=x"}, "B C1-C2 g.pdf \nA C1-C2 h.pdf \ntwice [0 1]"},
		{"the manifest's order, files by their own name", "candidat;modalite;fichier\nB;c21;x/B.PDF\nA;;a_C16.pdf\nC;C16;\nD;C16;lost.pdf\n", []string{"x/b.pdf", "y/a_C16.pdf", "z.pdf"},
			"B C21 x/b.pdf \nA C16 y/a_C16.pdf \nC C16 - \nD C16 !lost.pdf \nmanifest z.pdf"},
		{"people of one name", "", []string{"Li_1_assignsubmission_file_/C21.pdf", "Li_2_assignsubmission_file_/C21.pdf"},
			"Li (1) C21 Li_1_assignsubmission_file_/C21.pdf \nLi (2) C21 Li_2_assignsubmission_file_/C21.pdf"},
	} {
		// Spaces that end a row without group are kept in want.
		got := planOf(t, deposited(c.files...), c.manifest).String()
		var lines []string
		for _, l := range strings.Split(c.want, "\n") {
			lines = append(lines, strings.TrimRight(l, " "))
		}
		var seen []string
		for _, l := range strings.Split(got, "\n") {
			seen = append(seen, strings.TrimRight(l, " "))
		}
		if !slices.Equal(lines, seen) {
			t.Errorf("%s:\n%s", c.name, got)
		}
	}
}

func TestStandingsByBlock(t *testing.T) {
	p := planOf(t, deposited("a_C3-C7.pdf", "b_C1-C2.pdf", "b_C3-C7.pdf", "b_C3-C7_v2.pdf"), "", 1)
	// "b" and "b v2" are two names: a person settles that with a manifest.
	cells := Unread(p)
	s := &Synthesis{Plan: p, Cells: cells}
	a := s.Standings("a")
	if len(a) != 1 || !a[0].Taken || ids(a[0]) != "C1-C2" || a[0].Complete() {
		t.Errorf("a: %+v", a)
	}
	if b := s.Standings("b"); len(b) != 1 || !b[0].Complete() {
		t.Errorf("b: %+v", b)
	}
	for i, r := range p.Rows {
		if r.Candidate == "b" && r.Modality.ID == "C3-C7" {
			cells[i].Verdict = checker.NotAdmissible
		}
	}
	if b := s.Standings("b"); b[0].Complete() || len(b[0].NotAdmissible) != 1 {
		t.Errorf("b, not admissible: %+v", b)
	}
}

func ids(s Standing) string {
	var out []string
	for _, m := range s.Missing {
		out = append(out, m.ID)
	}
	return strings.Join(out, " ")
}

func TestBlocksOfAManifest(t *testing.T) {
	p := planOf(t, deposited(), "candidat;modalite;fichier;blocs\nA;;;1 et 3\n")
	var got []string
	for _, m := range p.Expected["A"] {
		got = append(got, m.ID)
	}
	if !slices.Equal(got, []string{"C1-C2", "C3-C7", "C16"}) {
		t.Errorf("expected %v", got)
	}
	lines, err := parse("candidat;modalite;fichier;blocs\nA;;;9\n")
	if err != nil {
		t.Fatal(err)
	}
	n, err := NewNaming(tinyPack(), "")
	if err != nil {
		t.Fatal(err)
	}
	var f *Fault
	if _, err := ByManifest(deposited(), tinyPack(), lines, PlanOptions{Naming: n}); !errors.As(err, &f) || f.Kind != FaultBlock || f.Line != 2 {
		t.Errorf("%v", err)
	}
}
