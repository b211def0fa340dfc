package batch

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/unicode"
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
		"quotes":  "\"candidat\";\"modalite\";\"fichier\";\"groupe\";\"blocs\"\r\n\"Zoé Mar\";\"C21\";\"zoé.pdf\";\"\";\"\"\r\n\r\n\"Ali\";\"\";\"a;b.pdf\";\"G1\";\"1, 2\"\r\n",
		"old mac": "candidat;modalite;fichier;groupe;blocs\rZoé Mar;C21;zoé.pdf;;\r\rAli;;\"a;b.pdf\";G1;1, 2\r",
		"utf-16":  utf16("candidat\tmodalite\tfichier\tgroupe\tblocs\r\nZoé Mar\tC21\tzoé.pdf\r\n\r\nAli\t\ta;b.pdf\tG1\t1, 2\r\n"),
		"spaces":  " Candidat ; MODALITÉ ;Fichier;groupe;Blocs;\n  Zoé Mar ;C21; zoé.pdf ;;;\n ; ; ; \n Ali;;\"a;b.pdf\";G1;1, 2;\n",
		"no last": "candidat;modalite;fichier;groupe;blocs\nZoé Mar;C21;zoé.pdf;;\n\nAli;;\"a;b.pdf\";G1;1, 2",
	} {
		got, err := parse(data)
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
}

// utf16 writes a text as Excel's "Unicode text".
func utf16(s string) string {
	out, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(s)
	if err != nil {
		panic(err)
	}
	return out
}

// TestLinesAreNumberedAsWritten holds that what stands above the heads moves no number.
func TestLinesAreNumberedAsWritten(t *testing.T) {
	for _, data := range []string{"sep=;\n\ncandidat;fichier\nA;b.pdf\n", "\n\r\ncandidat;fichier\r\nA;b.pdf\r\n", ";;\n;;\ncandidat;fichier\nA;b.pdf\n"} {
		if got, err := parse(data); err != nil || len(got) != 1 || got[0].Number != 4 || got[0].Candidate != "A" {
			t.Errorf("%q: %+v, %v", data, got, err)
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
		{"\ufeff\r\n", FaultEmpty, "", 0},
		{"candidat;fichier;Candidat\nA;b.pdf;\n", FaultTwice, "", 1},
		{"\n\nnom;candidat;fichier\n", FaultTwice, "", 3},
		{"candidta;fichier\nA;b.pdf\n", FaultUnknown, "candidat", 1},
		{"candidat fichier\nA b.pdf\n", FaultUnknown, "candidat", 1},
		// A quote that is not closed swallows the candidates that follow.
		{"candidat;fichier\n\"A;b.pdf\nC;d.pdf\n", FaultBreak, "", 2},
		{"candidat;fichier\nA;\"b.pdf\nC;d.pdf\nE;f.pdf\n", FaultBreak, "", 2},
		{"candidat;fichier;\nA;b.pdf;\"to see\nC;d.pdf;\n", FaultBreak, "", 2},
		{"candidat;fichier;\nA;b.pdf;\n;;\"to see\nC;d.pdf;\n", FaultBreak, "", 3},
		{"\"candidat;fichier\nA;b.pdf\n", FaultBreak, "", 1},
	} {
		_, err := parse(c.data)
		var f *Fault
		if !errors.As(err, &f) || f.Kind != c.kind || f.Near != c.near || f.Line != c.line {
			t.Errorf("%q: %v", c.data, err)
		}
	}
}

// TestManifestsThatThePackRefuses are faults of what the cells say.
func TestManifestsThatThePackRefuses(t *testing.T) {
	const head = "candidat;modalite;fichier;groupe;blocs\n"
	for _, c := range []struct {
		data, kind, value, near string
		line                    int
	}{
		{head + "A;C3-C8;a.pdf\n", FaultModality, "C3-C8", "C3-C7", 2},
		{head + "A;C21;a.pdf\nB;c10-c14;b.pdf\n", FaultModality, "c10-c14", "C10-C13", 3},
		{head + "A;C22;\n", FaultModality, "C22", "C21", 2},
		{head + "A;;a.pdf\n", FaultModality, "a.pdf", "", 2},
		{head + "A;C21;a.pdf;;7\n", FaultBlock, "7", "", 2},
		{head + "A;C21;a.pdf;;1 et un\n", FaultBlock, "un", "", 2},
		{head + "A;C21;a.pdf;G1\nB;C21;a.pdf;G1\nA;C21;b.pdf;G2\n", FaultGroup, "A", "", 4},
	} {
		lines, err := parse(c.data)
		if err != nil {
			t.Fatalf("%q: %v", c.data, err)
		}
		n, err := NewNaming(tinyPack(), "")
		if err != nil {
			t.Fatal(err)
		}
		_, err = ByManifest(deposited("a.pdf", "b.pdf"), tinyPack(), lines, PlanOptions{Naming: n})
		var f *Fault
		if !errors.As(err, &f) || f.Kind != c.kind || f.Value != c.value || f.Near != c.near || f.Line != c.line {
			t.Errorf("%q: %v", c.data, err)
		}
	}
}

// FuzzManifest: any bytes are lines with a candidate each, or a fault; and a plan made
// of them answers for each line that names a file, and for each file.
func FuzzManifest(f *testing.F) {
	f.Add("candidat;fichier\nA;b.pdf\n")
	f.Add("candidat,fichier\n\"A\nB\",b.pdf\n")
	f.Add("\ufeffCandidat;Modalité;Fichier;Groupe;Blocs\r\nZoé;C21;C:\\\\d\\b_C21.pdf;G1;1 et 2\r\nA;c3 à c7;;;B1\r\n")
	f.Add("Candidat\tModalit\xe9\tFichier\rZo\xe9\tC16\t../b.pdf\r")
	f.Add(utf16("candidat\tfichier\r\nA\tb_C21.pdf\r\n"))
	f.Add("sep=,\ncandidat,fichier,modalite\nA,/,C21\nA,,C21\n")
	n, err := NewNaming(tinyPack(), "")
	if err != nil {
		f.Fatal(err)
	}
	pack := tinyPack()
	f.Fuzz(func(t *testing.T, s string) {
		lines, err := parse(s)
		if err != nil {
			var fault *Fault
			if !errors.As(err, &fault) {
				t.Errorf("%v is no fault", err)
			}
			return
		}
		if len(lines) == 0 {
			t.Error("neither lines nor a fault")
		}
		named := 0
		for _, l := range lines {
			if l.Candidate == "" || l.Number < 2 || strings.ContainsAny(l.Candidate+l.File, "\r\n") {
				t.Errorf("%+v", l)
			}
			if l.File != "" {
				named++
			}
		}
		d := deposited("b_C21.pdf", "x/b.pdf", "y/b.pdf")
		plan, err := ByManifest(d, pack, lines, PlanOptions{Naming: n})
		if err != nil {
			return
		}
		with := map[*File]bool{}
		for _, r := range plan.Rows {
			if r.Modality == nil {
				t.Errorf("%+v has no modality", r)
			}
			if r.File != nil {
				named--
				with[r.File] = true
			}
		}
		for _, u := range plan.Unplaced {
			with[u.File] = true
		}
		for _, file := range d.Files {
			if !with[file] {
				t.Errorf("%s is lost", file.Name)
			}
		}
		if named != 0 {
			t.Errorf("%d lines with a file are lost", named)
		}
	})
}
