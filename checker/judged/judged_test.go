package judged

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"prejury/checker"
	"prejury/rules"
)

const (
	someReports    = "report\trepository\tpath\tcommit\tsha256\tmodality\tpages\tabout\nr1\to/n\ta.pdf\tc0\tff\tC16\t12\tun essai\n"
	judgementsHead = "report\tcriterion\tlevel\tpages\tdebatable\tfigure\n"
	someJudgements = judgementsHead + "r1\tC16.1\tfort\t3,5\tno\tno\nr1\tC16.2\tabsent\t-\tyes\tyes\n"
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
	const again = "r1\to/n\tb.pdf\tc1\tfe\tC16\t9\tun autre\n"
	for _, c := range []struct{ reports, judgements, want string }{
		{someReports, judgementsHead + "r2\tC16.1\tfort\t3\tno\tno\n", `judgements.tsv, line 2: report "r2" is not in reports.tsv`},
		{someReports, judgementsHead + "r1\tC16.1\tgrand\t3\tno\tno\n", `judgements.tsv, line 2: level "grand" is not known`},
		{someReports, someJudgements + "r1\tC16.3\tfort\t3-5\tno\tno\n", `judgements.tsv, line 4: pages "3-5" are not numbers from 1, separated by commas`},
		{someReports, judgementsHead + "r1\tC16.1\tfort\t0\tno\tno\n", `judgements.tsv, line 2: pages "0" are not numbers from 1, separated by commas`},
		{someReports, judgementsHead + "r1\tC16.1\tfort\t3\tmaybe\tno\n", `judgements.tsv, line 2: "maybe" is neither yes nor no`},
		{someReports, judgementsHead + "\nr1\tC16.1\tfort\t3\tno\tnon\n", `judgements.tsv, line 3: "non" is neither yes nor no`},
		{someReports, judgementsHead + "r1\tC16.1\tfort\n", "judgements.tsv: record on line 2: wrong number of fields"},
		{strings.Replace(someReports, "\t12\t", "\tdouze\t", 1), someJudgements, `reports.tsv, line 2: pages "douze" is not a number`},
		{someReports + again, someJudgements, `reports.tsv, line 3: report "r1" stands twice`},
	} {
		got, err := Read(fstest.MapFS{reportsFile: {Data: []byte(c.reports)}, judgementsFile: {Data: []byte(c.judgements)}})
		if err == nil || err.Error() != c.want || got != nil {
			t.Errorf("%v, %v, want %s", got, err, c.want)
		}
	}
	if _, err := Read(fstest.MapFS{reportsFile: {Data: []byte(someReports)}}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("without judgements: %v", err)
	}
}

func TestReadElsewhere(t *testing.T) {
	dir := fstest.MapFS{}
	if got, err := ReadElsewhere(dir); got != nil || err != nil {
		t.Errorf("without the table: %v %v", got, err)
	}
	dir[elsewhereFile] = &fstest.MapFile{Data: []byte(strings.ReplaceAll(someReports, "\tC16\t12\t", "\t-\t-\t"))}
	got, err := ReadElsewhere(dir)
	if err != nil || len(got) != 1 || got[0].ID != "r1" || got[0].About != "un essai" || got[0].Modality != "" {
		t.Errorf("%+v %v", got, err)
	}
}

// FuzzRead puts anything in both tables: what is read is whole.
func FuzzRead(f *testing.F) {
	f.Add(someReports, someJudgements)
	f.Add(someReports, judgementsHead+"r1\t\"C16.1\nfort\t3\tno\tno\n")
	f.Fuzz(func(t *testing.T, reports, judgements string) {
		got, err := Read(fstest.MapFS{reportsFile: {Data: []byte(reports)}, judgementsFile: {Data: []byte(judgements)}})
		if err != nil && !strings.HasPrefix(err.Error(), reportsFile) && !strings.HasPrefix(err.Error(), judgementsFile) {
			t.Errorf("%v names no file", err)
		}
		ids := map[string]bool{}
		for _, r := range got {
			if ids[r.ID] {
				t.Errorf("%q twice", r.ID)
			}
			ids[r.ID] = true
			for _, c := range r.Cells {
				if c.Level < rules.Absent || c.Level > rules.Strong || slices.ContainsFunc(c.Pages, func(p int) bool { return p < 1 }) {
					t.Errorf("%+v", c)
				}
			}
		}
	})
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

func TestForeign(t *testing.T) {
	whole := &rules.Criterion{Whole: true}
	var f Foreign
	f.Add([]checker.Result{{Criterion: whole, Level: checker.LevelStrong}, {Criterion: &rules.Criterion{}, Level: checker.LevelStrong}, {Criterion: whole, Level: checker.LevelJury}})
	f.Add([]checker.Result{{Criterion: whole, Level: checker.LevelAbsent}, {Criterion: whole, Level: checker.LevelSee}, {Criterion: whole, Level: checker.LevelWeak}})
	if want := (Foreign{Strong: 2, Cells: 5, Most: 2, Whole: 1}); f != want {
		t.Errorf("%+v, want %+v", f, want)
	}
}
