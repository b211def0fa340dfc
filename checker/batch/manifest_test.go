package batch

import (
	"errors"
	"slices"
	"testing"
)

func parse(data string) ([]Line, error) {
	rows, err := CSVRows([]byte(data))
	if err != nil {
		return nil, err
	}
	return ParseManifest(rows)
}

func TestManifestsAreRead(t *testing.T) {
	want := []Line{{Number: 2, Candidate: "Zoé Mar", Modality: "C21", File: "zoé.pdf"}, {Number: 4, Candidate: "Ali", File: "a;b.pdf", Group: "G1", Blocks: "1, 2"}}
	for name, data := range map[string]string{
		"excel":   "\ufeffCandidat;Modalité;Fichier;Groupe;Blocs\r\nZoé Mar;C21;zoé.pdf;;\r\n;;;;\r\nAli;;\"a;b.pdf\";G1;1, 2\r\n",
		"commas":  "candidate,modality,file,group,blocks\nZoé Mar,C21,zoé.pdf,,\n\nAli,,a;b.pdf,G1,\"1, 2\"\n",
		"latin":   "Candidat;Modalit\xe9;Fichier;Groupe;Blocs\nZo\xe9 Mar;C21;zo\xe9.pdf;;\n\nAli;;\"a;b.pdf\";G1;1, 2\n",
		"tabs":    "fichier\tcandidat\tmodalite\tgroupe\tblocs\nzoé.pdf\tZoé Mar\tC21\n\na;b.pdf\tAli\t\tG1\t1, 2\n",
		"nfd":     "candidat;modalite;fichier;groupe;blocs\nZoe\u0301 Mar;C21;zoe\u0301.pdf;;\n\nAli;;\"a;b.pdf\";G1;1, 2\n",
		"no last": "candidat;modalite;fichier;groupe;blocs\nZoé Mar;C21;zoé.pdf;;\n\nAli;;\"a;b.pdf\";G1;1, 2",
	} {
		got, err := parse(data)
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
}

func TestManifestsAreRefused(t *testing.T) {
	for _, c := range []struct {
		data, kind, near string
		line             int
	}{
		{"", FaultEmpty, "", 0},
		{"candidat;fichier\n", FaultEmpty, "", 0},
		{"candidat;modalite\nA;C21\n", FaultColumn, "", 1},
		{"candidat;fichier;amenagment\nA;b.pdf;\n", FaultUnknown, "amenagements", 1},
		{"candidat;fichier;file\nA;b.pdf;\n", FaultTwice, "", 1},
		{"candidat;fichier\n\n;b.pdf\n", FaultCandidate, "", 3},
	} {
		_, err := parse(c.data)
		var f *Fault
		if !errors.As(err, &f) || f.Kind != c.kind || f.Near != c.near || f.Line != c.line {
			t.Errorf("%q: %v", c.data, err)
		}
	}
}

func FuzzManifest(f *testing.F) {
	f.Add("candidat;fichier\nA;b.pdf\n")
	f.Add("candidat,fichier\n\"A\nB\",b.pdf\n")
	f.Fuzz(func(t *testing.T, s string) {
		lines, err := parse(s)
		if err == nil && len(lines) == 0 {
			t.Error("neither lines nor a fault")
		}
		for _, l := range lines {
			if l.Candidate == "" || l.Number < 2 {
				t.Errorf("%+v", l)
			}
		}
	})
}
