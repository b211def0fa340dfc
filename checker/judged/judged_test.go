package judged

import (
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"prejury/checker"
	"prejury/rules"
)

const (
	someReports    = "report\trepository\tpath\tcommit\tsha256\tmodality\tpages\tabout\nr1\to/n\ta.pdf\tc0\tff\tC16\t12\tun essai\n"
	someJudgements = "report\tcriterion\tlevel\tpages\tdebatable\tfigure\nr1\tC16.1\tfort\t3,5\tno\tno\nr1\tC16.2\tabsent\t-\tyes\tyes\n"
)

func TestRead(t *testing.T) {
	got, err := Read(fstest.MapFS{reportsFile: {Data: []byte(someReports)}, judgementsFile: {Data: []byte(someJudgements)}})
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 1 || len(got[0].Cells) != 2 || got[0].Modality != "C16" {
		t.Fatalf("%+v", got)
	}
	if c := got[0].Cells[0]; c.Level != rules.Strong || len(c.Pages) != 2 || c.Pages[1] != 5 || c.Debatable {
		t.Errorf("%+v", c)
	}
	if c := got[0].Cells[1]; !c.Debatable || !c.Figure || len(c.Pages) != 0 {
		t.Errorf("%+v", c)
	}
}

func TestReadNamesTheLine(t *testing.T) {
	for bad, want := range map[string]string{
		"report\tcriterion\tlevel\tpages\tdebatable\tfigure\nr2\tC16.1\tfort\t3\tno\tno\n":  `judgements.tsv, line 2: report "r2" is not in reports.tsv`,
		"report\tcriterion\tlevel\tpages\tdebatable\tfigure\nr1\tC16.1\tgrand\t3\tno\tno\n": `judgements.tsv, line 2: level "grand" is not known`,
	} {
		_, err := Read(fstest.MapFS{reportsFile: {Data: []byte(someReports)}, judgementsFile: {Data: []byte(bad)}})
		if err == nil || err.Error() != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
}

func TestAgreement(t *testing.T) {
	var a Agreement
	id := func(s string) *rules.Criterion { return &rules.Criterion{ID: s} }
	a.Add(&Report{ID: "r1", Cells: []Cell{{Criterion: "C16.1", Level: rules.Strong, Pages: []int{3}}, {Criterion: "C16.2", Level: rules.Absent, Debatable: true}}}, []checker.Result{
		{Criterion: id("C16.1"), Level: checker.LevelStrong, Evidence: []checker.Evidence{{Page: 3}}},
		{Criterion: id("C16.2"), Level: checker.LevelSee},
	})
	if a.All.N() != 2 || a.Firm.N() != 1 || a.Located != 1 || a.OnPage != 1 || len(a.Misses) != 1 || a.Misses[0].Predicted != rules.Weak {
		t.Errorf("%+v", a)
	}
}

func TestFilesByContentThenByName(t *testing.T) {
	dir := t.TempDir()
	for name, data := range map[string]string{"other.pdf": "abc", "r1.pdf": "xyz", "notes.txt": "n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	f, err := FindFiles(dir)
	if err != nil {
		t.Fatal(err)
	}
	const abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" // FIPS 180-2, appendix B.1
	for _, c := range []struct {
		r    Report
		want string
	}{{Report{ID: "r1", SHA256: abc}, "other.pdf"}, {Report{ID: "r1", SHA256: "0"}, "r1.pdf"}} {
		if got := filepath.Base(f.Of(&c.r)); got != c.want {
			t.Errorf("%+v: %s, want %s", c.r, got, c.want)
		}
	}
	if got := f.Of(&Report{ID: "notes"}); got != "" {
		t.Errorf("a text file came out as a report: %s", got)
	}
}
