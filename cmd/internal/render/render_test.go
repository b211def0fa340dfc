package render

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/mattn/go-runewidth"
	"github.com/xuri/excelize/v2"

	"prejury/checker"
	"prejury/cmd/internal/wording"
)

var update = flag.Bool("update", false, "write the golden files")

// golden compares what was written with a file of testdata.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(want, got) {
		t.Errorf("%s differs: look at it, then go test ./cmd/internal/render -update\n%s", path, got)
	}
}

func write(t *testing.T, format string, opts Options, reports ...*checker.Report) []byte {
	t.Helper()
	f := FormatNamed(format)
	if f == nil {
		t.Fatalf("no format %q", format)
	}
	var buf bytes.Buffer
	if err := f.Render(&buf, reports, opts); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func TestGolden(t *testing.T) {
	for _, f := range Formats {
		if f.Binary {
			continue
		}
		for _, lang := range []wording.Lang{wording.FR, wording.EN} {
			t.Run(f.Name+"-"+string(lang), func(t *testing.T) {
				golden(t, f.Name+"."+string(lang)+f.Ext, write(t, f.Name, sampleOptions(lang), sample(), locked()))
			})
		}
	}
}

func TestTableFits(t *testing.T) {
	for _, width := range []int{60, 80, 100, 120, 200} {
		for _, lang := range []wording.Lang{wording.FR, wording.EN} {
			opts := sampleOptions(lang)
			opts.Width = width
			for _, line := range strings.Split(string(write(t, "table", opts, sample(), locked())), "\n") {
				if n := runewidth.StringWidth(line); n > width {
					t.Errorf("width %d, %s: %d columns: %q", width, lang, n, line)
				}
				if strings.Contains(line, "\x1b") {
					t.Errorf("colour where none was asked for: %q", line)
				}
			}
		}
	}
}

func TestColorChangesNoWord(t *testing.T) {
	opts := sampleOptions(wording.FR)
	plain := write(t, "table", opts, sample())
	opts.Color = true
	colored := string(write(t, "table", opts, sample()))
	if !strings.Contains(colored, styleRed) {
		t.Error("no colour where it was asked for")
	}
	for _, s := range []string{styleBold, styleDim, styleRed, styleGreen, styleYellow, styleBlue, styleReset} {
		colored = strings.ReplaceAll(colored, s, "")
	}
	if colored != string(plain) {
		t.Errorf("without its colours, the table is another:\n%s", colored)
	}
}

func TestJSONKeys(t *testing.T) {
	var out struct {
		Schema  int
		Reports []map[string]any
	}
	if err := json.Unmarshal(write(t, "json", sampleOptions(wording.FR), sample(), locked()), &out); err != nil {
		t.Fatal(err)
	}
	if out.Schema != 1 || len(out.Reports) != 2 {
		t.Fatalf("schema %d, %d reports", out.Schema, len(out.Reports))
	}
	for _, r := range out.Reports {
		for _, key := range []string{"file", "sha256", "format", "modality", "pages", "zones", "form", "searched", "criteria", "warnings", "verdict", "error"} {
			if _, ok := r[key]; !ok {
				t.Errorf("%v: no %q", r["file"], key)
			}
		}
	}
	if e := out.Reports[1]["error"]; e == "" {
		t.Error("an unreadable report without error")
	}
}

// TestIdentifiersAreNotTranslated compares what scripts read in both languages.
func TestIdentifiersAreNotTranslated(t *testing.T) {
	strip := func(lang wording.Lang) any {
		var v any
		if err := json.Unmarshal(write(t, "json", sampleOptions(lang), sample(), locked()), &v); err != nil {
			t.Fatal(err)
		}
		dropSentences(v)
		return v
	}
	fr, _ := json.Marshal(strip(wording.FR))
	en, _ := json.Marshal(strip(wording.EN))
	if !bytes.Equal(fr, en) {
		t.Errorf("identifiers differ:\n%s\n%s", fr, en)
	}
}

func dropSentences(v any) {
	switch v := v.(type) {
	case map[string]any:
		for _, k := range []string{"message", "label", "advice", "missing", "error"} {
			delete(v, k)
		}
		for _, x := range v {
			dropSentences(x)
		}
	case []any:
		for _, x := range v {
			dropSentences(x)
		}
	}
}

func TestCSVIsInert(t *testing.T) {
	r := sample()
	r.Criteria[1].Evidence[0].Excerpt = "=HYPERLINK(\"http://x\")"
	got := write(t, "csv", sampleOptions(wording.FR), r)
	if !bytes.HasPrefix(got, []byte("\xef\xbb\xbf")) {
		t.Error("no byte-order mark")
	}
	in := csv.NewReader(bytes.NewReader(got[3:]))
	in.Comma = ';'
	rows, err := in.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		for _, c := range row {
			if strings.HasPrefix(c, "=") {
				t.Errorf("a formula: %q", c)
			}
		}
	}
}

// TestTerminalIsNotCommanded has no format for eyes let a candidate's bytes reach a terminal.
func TestTerminalIsNotCommanded(t *testing.T) {
	const evil = "a\x1b]0;x\x07\u009b31m\u202e\xff"
	r := sample()
	r.Source.Name, r.Criteria[0].Evidence[0].Section, r.Criteria[0].Evidence[0].Excerpt = evil, evil, evil
	unread := locked()
	unread.Source.Name = evil
	for _, format := range []string{"table", "csv", "markdown", "github"} {
		opts := sampleOptions(wording.FR)
		opts.Color = false
		out := string(write(t, format, opts, r, unread))
		if i := strings.IndexAny(out, "\x1b\x07\u009b\u202e"); i >= 0 || !utf8.ValidString(out) {
			t.Errorf("%s: %q", format, out[max(i-20, 0):max(i, 0)+20])
		}
		if !strings.Contains(out, "a\uFFFD]0;x") && !strings.Contains(out, "a\uFFFD\\]0;x") {
			t.Errorf("%s does not name the file", format)
		}
	}
}

func TestHTMLEscapes(t *testing.T) {
	r := sample()
	r.Source.Name = `<script>alert(1)</script>.pdf`
	r.Criteria[0].Evidence[0].Section = `"><img src=x onerror=alert(1)>`
	got := string(write(t, "html", sampleOptions(wording.FR), r))
	for _, bad := range []string{"<script", "<img", "http://", "https://"} {
		if strings.Contains(got, bad) {
			t.Errorf("the page holds %q", bad)
		}
	}
	if !strings.Contains(got, "<mark>périmètre</mark>") {
		t.Error("the words that counted are not marked")
	}
}

func TestXLSXReadsBack(t *testing.T) {
	data := write(t, "xlsx", sampleOptions(wording.FR), sample(), locked())
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if got := f.GetSheetList(); strings.Join(got, ",") != "Synthèse,C3-C7" {
		t.Errorf("sheets %v", got)
	}
	rows, err := f.GetRows("C3-C7")
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 8 { // heads, six criteria, one file unread
		t.Errorf("%d rows", len(rows))
	}
	if ok, link, err := f.GetCellHyperLink("C3-C7", "K3"); err != nil || !ok || !strings.HasSuffix(link, "#page=14") {
		t.Errorf("link %v %q %v", ok, link, err)
	}
	if again := write(t, "xlsx", sampleOptions(wording.FR), sample(), locked()); !bytes.Equal(again, data) {
		t.Error("the same reports give other bytes")
	}
}

func TestGitHubEscapes(t *testing.T) {
	r := sample()
	r.Criteria[2].Criterion.Missing = both("ligne\nsuivante 100 %", "line\nnext 100 %")
	got := string(write(t, "github", sampleOptions(wording.FR), r))
	if !strings.Contains(got, "ligne%0Asuivante 100 %25") || !strings.Contains(got, "file=dépôts/rapport%3A final.pdf,") {
		t.Errorf("%s", got)
	}
	for _, line := range strings.Split(strings.TrimSpace(got), "\n") {
		if !strings.HasPrefix(line, "::") {
			t.Errorf("not a command: %q", line)
		}
	}
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		in    string
		width int
		want  []string
	}{
		{"", 10, []string{""}},
		{"un deux trois", 8, []string{"un deux", "trois"}},
		{"titre « Annexe » : oui", 12, []string{"titre", "« Annexe » :", "oui"}},
		{"titre « Annexe longue » : oui", 12, []string{"titre", "« Annexe", "longue » :", "oui"}},
		{"anticonstitutionnellement", 10, []string{"anticonsti", "tutionnell", "ement"}},
		{"voir p. 12 ici", 8, []string{"voir", "p. 12", "ici"}},
	} {
		if got := wrap(c.in, c.width); strings.Join(got, "|") != strings.Join(c.want, "|") {
			t.Errorf("wrap(%q, %d) = %q, want %q", c.in, c.width, got, c.want)
		}
	}
}

func TestInnermost(t *testing.T) {
	for _, c := range []struct {
		in   string
		n    int
		want string
	}{
		{"", 10, ""},
		{"1 Introduction", 3, "1 Introduction"},
		{"1 Un › 1.1 Deux", 40, "1 Un › 1.1 Deux"},
		{"1 Un › 1.1 Deux › 1.1.1 Trois", 24, "… › 1.1 Deux › 1.1.1 Trois"},
		{"1 Un › 1.1 Deux › 1.1.1 Trois", 5, "… › 1.1.1 Trois"},
	} {
		if got := innermost(c.in, c.n); got != c.want {
			t.Errorf("innermost(%q, %d) = %q, want %q", c.in, c.n, got, c.want)
		}
	}
}
