package train

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strconv"
	"strings"
	"testing"

	"prejury/checker"
	"prejury/checker/compose"
	"prejury/checker/fit"
	"prejury/checker/passages"
	"prejury/checker/weigh"
	"prejury/extractors"
	"prejury/extractors/document"
	"prejury/extractors/input"
	"prejury/rules"
)

// outcome is how the verdicts on one or more composed reports agree with their truth.
type outcome struct {
	passages.Figures
	// evidence counts criteria rightly found, placed those whose best evidence stands
	// on a page of the truth.
	evidence, placed int
	unsettled        int // verdicts that are neither fort, faible nor absent
}

func (o *outcome) add(r *compose.Report, results []checker.Result) {
	got := map[string]*checker.Result{}
	for i := range results {
		got[results[i].Criterion.ID] = &results[i]
	}
	f := agreement(r, results)
	o.Join(&f)
	o.unsettled += len(r.Truth) - f.N()
	for _, t := range r.Truth {
		want, _ := rules.ParseLevel(t.Level)
		res := got[t.Criterion]
		level, _ := rules.ParseLevel(string(res.Level)) // absent where it is none
		if want > rules.Absent && level > rules.Absent && len(res.Evidence) > 0 {
			o.evidence++
			if slices.Contains(t.Pages, res.Evidence[0].Page) {
				o.placed++
			}
		}
	}
}

// measuredFolds is how many parts the passages are cut in for measuring.
const measuredFolds = 5

func builtin(t testing.TB) *rules.Pack {
	t.Helper()
	pack, err := rules.LoadBuiltin()
	if err != nil {
		t.Fatal(err)
	}
	return pack
}

// labelledPassages reads all passages of the repository.
func labelledPassages(t testing.TB) []passages.Passage {
	t.Helper()
	all, err := passages.ReadMatching(os.DirFS("../../fixtures/passages"), "*.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestComposed measures verdicts on composed reports whose passages the weights of
// units were not fitted on. The scorecards of reports are those of the built-in pack.
//
//	COMPOSED=30 go test ./checker/train -run 'TestComposed$' -v
//
// COMPOSED_OUT names a folder for the PDF, the DOCX and the truth of each. With
// COMPOSED_FIT=1, they are also judged with scorecards of reports fitted on the
// composed reports of the other folds: what the signs of units allow at best.
func TestComposed(t *testing.T) {
	n, err := strconv.Atoi(os.Getenv("COMPOSED"))
	if err != nil {
		t.Skip("COMPOSED is not set to a number of reports")
	}
	pack, all := builtin(t), labelledPassages(t)
	samples := fit.ReadSamples(pack, append(slices.Clone(all), Examples(pack)...))
	plans := composedPlans(pack, all)
	var tries []try
	for k := range measuredFolds {
		weights, kept := heldOut(t, pack, samples, all, k)
		engine := engineFor(t, pack, weights)
		for i := k; i < n; i += measuredFolds {
			plan := plans[i/measuredFolds%len(plans)]
			plan.Passages, plan.Seed = kept, uint64(i)
			r, err := compose.Compose(plan, compose.Headings(pack))
			if err != nil {
				t.Fatal(err)
			}
			save(t, r)
			tries = append(tries, try{k, r, plan.Modality, weights, engine})
		}
	}
	m := newMeasure()
	for _, x := range tries {
		m.report(t, x.engine, x.report, x.modality)
	}
	m.print(t)
	if os.Getenv("COMPOSED_FIT") != "" {
		t.Log("with scorecards of reports fitted on the composed reports of the other folds:")
		fitted := newMeasure()
		for k, engine := range refitted(t, pack, tries) {
			for _, x := range tries {
				if x.fold == k {
					// units as before, so that nothing of the fold is known to them
					fitted.report(t, engine, x.report, x.modality)
				}
			}
		}
		fitted.print(t)
	}
}

// try is one composed report and what it is judged with.
type try struct {
	fold     int
	report   *compose.Report
	modality *rules.Modality
	weights  *rules.Weights
	engine   *checker.Engine
}

func engineFor(t *testing.T, pack *rules.Pack, w *rules.Weights) *checker.Engine {
	t.Helper()
	engine, err := engineWith(pack, w)
	if err != nil {
		t.Fatal(err)
	}
	return engine
}

// refitted gives, by fold, an engine whose scorecards of reports were fitted on the
// composed reports of the other folds alone: what the verdicts would be if composed
// reports were what counts.
func refitted(t *testing.T, pack *rules.Pack, tries []try) []*checker.Engine {
	cells := make([][]fit.Cell, measuredFolds)
	weights := make([]*rules.Weights, measuredFolds)
	var criteria []string
	for _, x := range tries {
		weights[x.fold], criteria = x.weights, x.engine.Criteria()
		vectors := x.engine.Study(x.report.Document()).Vectors(nil)
		for _, tr := range x.report.Truth {
			level, _ := rules.ParseLevel(tr.Level)
			cells[x.fold] = append(cells[x.fold], fit.Cell{Criterion: tr.Criterion, Level: level, Fitting: true, Vector: vectors[tr.Criterion]})
		}
	}
	out := make([]*checker.Engine, measuredFolds)
	for k := range out {
		var others []fit.Cell
		for j := range cells {
			if j != k {
				others = append(others, cells[j]...)
			}
		}
		w := *weights[k]
		w.Rows = fit.Reports(others, criteria, fit.Bars{About: 0.5, Shows: 0.5})
		for _, row := range weights[k].Rows {
			if row.Model == weigh.ModelAbout || row.Model == weigh.ModelShows {
				w.Rows = append(w.Rows, row)
			}
		}
		out[k] = engineFor(t, pack, &w)
	}
	return out
}

// heldOut fits units without the passages of a fold, and gives these.
func heldOut(t *testing.T, pack *rules.Pack, samples []fit.Sample, all []passages.Passage, k int) (*rules.Weights, []passages.Passage) {
	var rest []fit.Sample
	for _, s := range samples {
		if fit.Fold(s.Passage.Fold(), measuredFolds) != k {
			rest = append(rest, s)
		}
	}
	var kept []passages.Passage
	for _, p := range all {
		if fit.Fold(p.Fold(), measuredFolds) == k {
			kept = append(kept, p)
		}
	}
	w, err := Fit(pack, rest, nil)
	if err != nil {
		t.Fatal(err)
	}
	return w, kept
}

func save(t *testing.T, r *compose.Report) {
	dir := os.Getenv("COMPOSED_OUT")
	if dir == "" {
		return
	}
	for ext, write := range map[string]func() ([]byte, error){".pdf": r.PDF, ".docx": r.DOCX, ".json": r.JSON} {
		raw, err := write()
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, r.Name()+ext), raw, 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// measure gathers what is printed.
type measure struct {
	all    map[string]*outcome  // by form of the report
	kappas map[string][]float64 // likewise
	by     map[string]*passages.Figures
	worst  []string
	pages  []int
}

func newMeasure() *measure {
	return &measure{map[string]*outcome{}, map[string][]float64{}, map[string]*passages.Figures{}, nil, nil}
}

func (m *measure) report(t *testing.T, e *checker.Engine, r *compose.Report, modality *rules.Modality) {
	m.pages = append(m.pages, r.Pages)
	for form, doc := range forms(t, r) {
		results := e.Check(doc, modality, checker.Options{}).Criteria
		one := &outcome{}
		one.add(r, results)
		if m.all[form] == nil {
			m.all[form] = &outcome{}
		}
		m.all[form].add(r, results)
		m.kappas[form] = append(m.kappas[form], one.Kappa())
		if form == "composed" {
			m.worst = append(m.worst, fmt.Sprintf("%.2f %s (%d pages) %v", one.Kappa(), r.Name(), r.Pages, one.Cells))
			m.breakDown(r, results)
		}
	}
}

// forms are the report as composed, and as read from its files.
func forms(t *testing.T, r *compose.Report) map[string]*document.Document {
	out := map[string]*document.Document{"composed": r.Document()}
	cache, _ := os.UserCacheDir()
	for ext, write := range map[string]func() ([]byte, error){"pdf": r.PDF, "docx": r.DOCX} {
		raw, err := write()
		if err != nil {
			t.Fatal(err)
		}
		doc, err := extractors.Open(context.Background(), input.Source{Name: r.Name() + "." + ext, Data: raw}, input.Options{CacheDir: filepath.Join(cache, "prejury")})
		if err != nil {
			t.Fatal(err)
		}
		out[ext] = doc
	}
	return out
}

// breakDown counts cells by what may explain them.
func (m *measure) breakDown(r *compose.Report, results []checker.Result) {
	got := map[string]checker.Result{}
	for _, res := range results {
		got[res.Criterion.ID] = res
	}
	add := func(name string, want, level rules.Level) {
		if m.by[name] == nil {
			m.by[name] = &passages.Figures{}
		}
		m.by[name].Add(want, level)
	}
	for _, t := range r.Truth {
		want, _ := rules.ParseLevel(t.Level)
		level, ok := rules.ParseLevel(string(got[t.Criterion].Level))
		if !ok {
			continue
		}
		add("criterion "+t.Criterion, want, level)
		if want == rules.Strong {
			add(fmt.Sprintf("strong passages: %d", t.Strong), want, level)
			add(fmt.Sprintf("strong, heading %v", t.Heading), want, level)
			add("strong, reason "+got[t.Criterion].Reason.Code, want, level)
		} else {
			add(fmt.Sprintf("%s, heading %v", t.Level, t.Heading), want, level)
		}
	}
}

func (m *measure) print(t *testing.T) {
	for _, form := range []string{"composed", "pdf", "docx"} {
		o, k := m.all[form], m.kappas[form]
		sort.Float64s(k)
		under := 0
		for _, x := range k {
			if x < 0.70 {
				under++
			}
		}
		same, far := o.Agreement()
		t.Logf("%s: %d reports, weighted kappa median %.2f, least %.2f, under 0.70: %d; all cells %d: kappa %.2f, same level %.0f %%, two away %.0f %%, unsettled %d; best evidence on a page of the truth %d of %d; cells [expected][judged] %v",
			form, len(k), k[len(k)/2], k[0], under, o.N(), o.Kappa(), 100*same, 100*far, o.unsettled, o.placed, o.evidence, o.Cells)
	}
	sort.Ints(m.pages)
	t.Logf("pages: %d to %d, median %d", m.pages[0], m.pages[len(m.pages)-1], m.pages[len(m.pages)/2])
	var names []string
	for name := range m.by {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		if f := m.by[name]; !strings.HasPrefix(name, "criterion") || f.Kappa() < 0.3 {
			t.Logf("%s: %d cells, kappa %.2f %v", name, f.N(), f.Kappa(), f.Cells)
		}
	}
	sort.Strings(m.worst)
	t.Logf("worst reports:\n%s", strings.Join(m.worst[:min(6, len(m.worst))], "\n"))
}

// TestComposedAreJudgedAboveChance takes two reports and the built-in pack, which was
// fitted on these very passages: this says that the composer is sound, not that the
// verdicts are. TestComposed measures them.
func TestComposedAreJudgedAboveChance(t *testing.T) {
	pack, all := builtin(t), labelledPassages(t)
	engine, err := checker.NewEngine(pack)
	if err != nil {
		t.Fatal(err)
	}
	o := &outcome{}
	for seed, modality := range []string{"C3-C7", "C10-C13"} {
		m := pack.Modality(modality)
		r, err := compose.Compose(compose.Plan{Modality: m, Criteria: compose.Judged(pack, m, all), Passages: all, Seed: uint64(seed), Ordinary: composedWords}, compose.Headings(pack))
		if err != nil {
			t.Fatal(err)
		}
		o.add(r, engine.Check(r.Document(), m, checker.Options{}).Criteria)
		for _, tr := range r.Truth {
			if (tr.Level == rules.Absent.String()) != (len(tr.Pages) == 0) {
				t.Errorf("%s: %s is %s on pages %v", r.Name(), tr.Criterion, tr.Level, tr.Pages)
			}
		}
	}
	for level, row := range o.Cells {
		if row[0]+row[1]+row[2] == 0 {
			t.Errorf("no criterion is %s", rules.Level(level))
		}
	}
	if kappa := o.Kappa(); kappa < 0.25 {
		t.Errorf("kappa %.2f: chance is 0, and 0.25 the least that says that the truth is what stands there %v", kappa, o.Cells)
	}
	if o.placed*10 < o.evidence*8 {
		t.Errorf("%d of %d best pieces of evidence stand where the truth does", o.placed, o.evidence)
	}
}

func TestAgreementLeavesOutWhatIsNoLevel(t *testing.T) {
	r := &compose.Report{Truth: []compose.Truth{{Criterion: "C1.1", Level: "fort"}, {Criterion: "C1.2", Level: "faible"}, {Criterion: "C1.3", Level: "absent"}, {Criterion: "C1.4", Level: "absent"}}}
	var results []checker.Result
	for id, level := range map[string]checker.Level{"C1.1": checker.LevelStrong, "C1.2": checker.LevelAbsent, "C1.3": checker.LevelWeak, "C1.4": checker.LevelSee, "C9.9": checker.LevelStrong} {
		results = append(results, checker.Result{Criterion: &rules.Criterion{ID: id}, Level: level})
	}
	got := agreement(r, results)
	want := passages.Figures{Cells: [3][3]int{{0, 1, 0}, {1, 0, 0}, {0, 0, 1}}}
	if got != want {
		t.Errorf("got %v, want %v", got.Cells, want.Cells)
	}
}
