package render

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"os"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/xuri/excelize/v2"

	"prejury/checker"
	"prejury/checker/batch"
	"prejury/cmd/internal/wording"
	"prejury/extractors/input"
	"prejury/rules"
)

// sampleBatch is a deposit of three candidates: one report to review, one unreadable,
// one missing, and what is nobody's.
func sampleBatch() *Batch {
	reports := []*checker.Report{sample(), locked(), nil}
	m := *sampleModality
	m.Block = 1
	p := &batch.Plan{
		Candidates: []string{"Roy <Alix>", "=Sami", "Lou"},
		Expected:   map[string][]*rules.Modality{"Roy <Alix>": {&m}, "=Sami": {&m}, "Lou": {&m}},
		Blocks:     map[string][]int{"Lou": {1}},
		Unplaced: []batch.Unplaced{
			{File: &batch.File{Name: "d/x.pdf"}, Why: batch.WhyModality},
			{File: &batch.File{Name: "d/y.zip", Err: &input.Error{Code: input.Damaged}}, Why: batch.WhyRefused},
		},
		Twice: []batch.Twice{{SHA256: "ab", Rows: []int{0, 1}}},
		Idle:  []checker.Decision{{Candidate: "Max", Criterion: "C4.3"}},
	}
	s := &batch.Synthesis{Plan: p, Date: reports[0].Date}
	for i, r := range reports {
		row := batch.Row{Candidate: p.Candidates[i], Modality: &m}
		s.Cells = append(s.Cells, nil)
		if r != nil {
			row.File = &batch.File{Name: r.Source.Name}
			s.Cells[i] = batch.CellOf(r)
		}
		p.Rows = append(p.Rows, row)
	}
	pack := &rules.Pack{Modalities: []rules.Modality{m}}
	for _, c := range reports[0].Criteria {
		pack.Criteria = append(pack.Criteria, *c.Criterion)
		pack.Modalities[0].Criteria = append(pack.Modalities[0].Criteria, c.Criterion.ID)
	}
	// The pack's own modality is the rows'.
	for i := range p.Rows {
		p.Rows[i].Modality = &pack.Modalities[0]
	}
	for c := range p.Expected {
		p.Expected[c] = []*rules.Modality{&pack.Modalities[0]}
	}
	return &Batch{
		Synthesis: s, Pack: pack, Report: func(i int) (*checker.Report, error) { return reports[i], nil },
		Link: func(i int) string { return "pages/" + string(rune('a'+i)) + ".html" },
	}
}

func writeBatch(t *testing.T, format string, lang wording.Lang) []byte {
	t.Helper()
	var buf bytes.Buffer
	if err := BatchFormats[format](&buf, sampleBatch(), sampleOptions(lang)); err != nil {
		t.Fatal(err)
	}
	if buf.Len() == 0 {
		t.Fatalf("%s: nothing", format)
	}
	return buf.Bytes()
}

func TestEveryFormatShowsBatches(t *testing.T) {
	for _, f := range Formats {
		for _, lang := range []wording.Lang{wording.FR, wording.EN} {
			out := string(writeBatch(t, f.Name, lang))
			if f.Binary {
				continue
			}
			if f.Name != "github" && f.Name != "junit" && !strings.Contains(out, "Alix") {
				t.Errorf("%s: the candidate is not shown", f.Name)
			}
			if !strings.Contains(out, "verrou.pdf") && f.Name != "html" {
				t.Errorf("%s: the unreadable file is not shown", f.Name)
			}
		}
	}
}

// TestBatchJSONIsPublished holds the output against the schema twice: with a library
// that is not ours, and with the check that refuses what is not published.
func TestBatchJSONIsPublished(t *testing.T) {
	const path = "../../../docs/report.schema.json"
	foreign, err := jsonschema.NewCompiler().Compile(path)
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var root schema
	if err := json.Unmarshal(data, &root); err != nil {
		t.Fatal(err)
	}
	var v any
	if err := json.Unmarshal(writeBatch(t, "json", wording.FR), &v); err != nil {
		t.Fatal(err)
	}
	if err := foreign.Validate(v); err != nil {
		t.Error(err)
	}
	root.check(&root, "$", v, func(f string) { t.Error(f) })
	decisions, _ := json.Marshal(v.(map[string]any)["batch"].(map[string]any)["decisions"])
	if want := `{"expired":[{"candidate":"Roy \u003cAlix\u003e","criterion":"C4.3","modality":"C3-C7"}],"idle":[{"candidate":"Max","criterion":"C4.3","modality":""}],"reconfirm":[],"settled":[]}`; string(decisions) != want {
		t.Errorf("decisions: %s", decisions)
	}
	delete(v.(map[string]any)["batch"].(map[string]any), "twice")
	if foreign.Validate(v) == nil {
		t.Error("the schema accepts anything")
	}
}

func TestBatchLinesSayWhose(t *testing.T) {
	lines := bytes.Split(bytes.TrimSpace(writeBatch(t, "jsonl", wording.FR)), []byte("\n"))
	if len(lines) != 2 {
		t.Fatalf("%d lines", len(lines))
	}
	var v struct{ Deposit struct{ Candidate string } }
	if err := json.Unmarshal(lines[1], &v); err != nil || v.Deposit.Candidate != "=Sami" {
		t.Errorf("%+v, %v", v, err)
	}
}

func TestBatchCSVIsInert(t *testing.T) {
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(writeBatch(t, "csv", wording.FR), []byte(byteOrderMark))))
	r.Comma = ';'
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 1+len(sample().Criteria)+1+1 {
		t.Errorf("%d rows", len(rows))
	}
	for _, row := range rows {
		if strings.HasPrefix(row[0], "=") {
			t.Errorf("a formula: %q", row[0])
		}
	}
	if last := rows[len(rows)-1]; last[0] != "Lou" || last[4] != "manquant" {
		t.Errorf("what is missing: %q", last)
	}
}

func TestBatchPageLinksAndEscapes(t *testing.T) {
	page := string(writeBatch(t, "html", wording.FR))
	for _, want := range []string{`href="pages/a.html#r1-C3.2"`, `Roy &lt;Alix&gt;`, `class="l-absent"`, "manquant", "d/x.pdf", `colspan="6"`, "pas trouvé 1 fois"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	if strings.Contains(page, "<script") || strings.Contains(page, "://") {
		t.Error("the page is not self-contained")
	}
	d := xml.NewDecoder(strings.NewReader(page))
	d.Strict, d.AutoClose, d.Entity = false, xml.HTMLAutoClose, xml.HTMLEntity
	for {
		if _, err := d.Token(); err != nil {
			if err.Error() != "EOF" {
				t.Error(err)
			}
			break
		}
	}
}

func TestBatchWorkbook(t *testing.T) {
	f, err := excelize.OpenReader(bytes.NewReader(writeBatch(t, "xlsx", wording.FR)))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	want := "Synthèse|À voir d'abord|Fichiers|" + sampleModality.ID
	if got := strings.Join(f.GetSheetList(), "|"); got != want {
		t.Errorf("sheets %s", got)
	}
	for at, want := range map[string]string{"A3": "=Sami", "B2": "à revoir", "B3": "illisible", "B4": "manquant"} {
		if got, err := f.GetCellValue("Synthèse", at); err != nil || got != want {
			t.Errorf("%s: %q, %v", at, got, err)
		}
	}
	// What wraps is given its height: not every reader does.
	if h, err := f.GetRowHeight(sampleModality.ID, 3); err != nil || h <= lineHeight {
		t.Errorf("row of %v points, %v", h, err)
	}
	if formula, _ := f.GetCellFormula("Synthèse", "A3"); formula != "" {
		t.Errorf("a formula: %q", formula)
	}
}

func TestSheetRefusesWhatIsNoWorkbook(t *testing.T) {
	if _, err := Sheet([]byte("PK\x03\x04 no")); err == nil {
		t.Error("no error")
	}
	rows, err := Sheet(writeBatch(t, "xlsx", wording.FR))
	if err != nil || len(rows) != 4 || rows[0][0] != "candidat" {
		t.Errorf("%v, %v", rows, err)
	}
}
