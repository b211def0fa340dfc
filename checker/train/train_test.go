package train

import (
	"fmt"
	"testing"
	"testing/fstest"

	"prejury/checker"
	"prejury/checker/fit"
	"prejury/checker/judged"
	"prejury/checker/passages"
	"prejury/checker/weigh"
	"prejury/extractors/document"
	"prejury/rules"
)

// twoCriteria is a pack that knows two subjects and has learned nothing.
func twoCriteria(t *testing.T) *rules.Pack {
	t.Helper()
	pack, err := rules.Load(fstest.MapFS{
		"pack.yaml": {Data: []byte(`
id: mini
version: "0.1"
name: {fr: Mini, en: Mini}
competences:
  - {id: X1, block: 1, label: {fr: Conduire, en: Lead}}
modalities:
  - {id: E1, block: 1, title: {fr: Un dossier, en: A file}, mode: individuel, deposit: rapport, pages: {min: 1, max: 9}, criteria: [X1]}
`)},
		"criteria/X1.yaml": {Data: []byte(`
competence: X1
criteria:
  - {id: X1.1, label: {fr: Risques, en: Risks}, assessable: text, about: [risque], missing: {fr: rien, en: nothing}, advice: {fr: Faites-le., en: Do it.}}
  - {id: X1.2, label: {fr: Devis, en: Quotes}, assessable: text, about: [devis], missing: {fr: rien, en: nothing}, advice: {fr: Faites-le., en: Do it.}}
`)},
		"lexicon/base.yaml": {Data: []byte("concepts: []\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	return pack
}

// texts are sentences of a level for a criterion, each different.
func texts(criterion string, level rules.Level, i int) string {
	people := []string{"le chef d'atelier", "la responsable", "un cariste", "le comptable", "notre tuteur"}
	who := people[i%len(people)]
	switch {
	case level == rules.Absent:
		return fmt.Sprintf("Dans la zone %d, %s range les bobines sous l'auvent avant la relève du soir.", i, who)
	case criterion == "X1.1" && level == rules.Strong:
		return fmt.Sprintf("Le risque numéro %d a été coté en gravité et en probabilité par %s, puis couvert par une parade datée.", i, who)
	case criterion == "X1.1":
		return fmt.Sprintf("Selon %s, tout projet connaît un risque, et la partie %d en parlera.", who, i)
	case level == rules.Strong:
		return fmt.Sprintf("Le devis %d, comparé à deux autres, a été signé par %s pour douze mille euros.", i, who)
	}
	return fmt.Sprintf("Un devis sera demandé plus tard, a dit %s à la réunion %d.", who, i)
}

var (
	criteria = []string{"X1.1", "X1.2"}
	levels   = []rules.Level{rules.Absent, rules.Weak, rules.Strong}
)

func labelled() []passages.Passage {
	var out []passages.Passage
	for i := range 25 {
		for _, c := range criteria {
			for _, level := range levels {
				p := passages.Passage{ID: fmt.Sprintf("%s-%s%d", c, level, i), Kind: "prose", Text: texts(c, level, i), Scope: criteria, Labels: map[string]string{}}
				if level > rules.Absent {
					p.Labels[c] = level.String()
				}
				out = append(out, p)
			}
		}
	}
	return out
}

// report holds ten ordinary pages and, for each criterion, two of its level.
func report(n int) Read {
	doc := &document.Document{Count: document.PageCount{Total: 14, Method: document.Exact}, Zones: []document.ZoneSpan{{Zone: document.Body, First: 1, Last: 14}}}
	add := func(text string) {
		page := len(doc.Pages) + 1
		doc.Pages = append(doc.Pages, document.Page{Number: page, Words: 20})
		doc.Blocks = append(doc.Blocks, document.Block{Kind: document.Paragraph, Page: page, Zone: document.Body, Text: text})
	}
	r := Read{Report: &judged.Report{ID: fmt.Sprint("r", n), Repository: fmt.Sprint("repository ", n), Modality: "E1"}, Doc: doc}
	for i := range 10 {
		add(texts("", rules.Absent, 100*n+i))
	}
	for k, c := range criteria {
		level := levels[(n+k*n/3)%3]
		cell := judged.Cell{Criterion: c, Level: level}
		for i := range 2 {
			add(texts(c, level, 100*n+50+10*k+i))
			if level > rules.Absent {
				cell.Pages = append(cell.Pages, len(doc.Pages))
			}
		}
		r.Cells = append(r.Cells, cell)
	}
	return r
}

func TestFitLearnsWhatReportsDo(t *testing.T) {
	pack := twoCriteria(t)
	samples := fit.ReadSamples(pack, labelled())
	var reports []Read
	for n := range 36 {
		reports = append(reports, report(n))
	}
	w, err := Fit(pack, samples, reports)
	if err != nil {
		t.Fatal(err)
	}
	models := map[string]bool{}
	for _, r := range w.Rows {
		models[r.Model] = true
	}
	for _, m := range []string{weigh.ModelAbout, weigh.ModelShows, weigh.ModelReportAbout, weigh.ModelReportShows} {
		if !models[m] {
			t.Errorf("no row of model %s", m)
		}
	}
	if models[weigh.ModelDense] {
		t.Error("dense reports were learned of a modality for which none can be composed")
	}
	if w.Profile.Len() == 0 || w.Pages.Len() == 0 {
		t.Errorf("%d entries of the profile, %d of pages", w.Profile.Len(), w.Pages.Len())
	}
	e, err := engineWith(pack, w)
	if err != nil {
		t.Fatal(err)
	}
	var agreed judged.Agreement
	for n := 40; n < 58; n++ {
		r := report(n)
		agreed.Add(r.Report, e.Check(r.Doc, &pack.Modalities[0], checker.Options{}).Criteria)
	}
	if same, far := agreed.All.Agreement(); same < 0.9 || far > 0 {
		t.Errorf("on reports like those it learned from: same level %.2f, two apart %.2f %v", same, far, agreed.All.Cells)
	}

	// without reports, what was learned from them stays
	pack.Weights = w
	again, err := Fit(pack, samples, nil)
	if err != nil {
		t.Fatal(err)
	}
	if again.Pages.Len() != w.Pages.Len() || len(again.Rows) != len(w.Rows) {
		t.Errorf("refitted on passages: %d pages and %d rows, %d and %d before", again.Pages.Len(), len(again.Rows), w.Pages.Len(), len(w.Rows))
	}
}

func TestMeasureCountsWhatWasNotFittedOn(t *testing.T) {
	pack := twoCriteria(t)
	var reports []Read
	for n := range 30 {
		r := report(n)
		r.Elsewhere = n%10 == 9
		reports = append(reports, r)
	}
	all := labelled()
	m, err := Measure(pack, fit.ReadSamples(pack, all), reports, func(int, int) {})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := m.Pairs.N(), len(criteria)*len(all); got != want {
		t.Errorf("%d pairs, want %d", got, want)
	}
	if got, want := m.Reports.All.N(), 27*len(criteria); got != want {
		t.Errorf("%d cells of reports, want %d", got, want)
	}
	if got, want := m.Foreign.Cells, 3*len(criteria); got != want {
		t.Errorf("%d cells of documents about something else, want %d", got, want)
	}
	if _, _, f1 := m.Pairs.Of(rules.Strong); f1 < 0.9 {
		t.Errorf("F1 of passages that differ by a name and a number: %.2f", f1)
	}
	if r := m.Reliability()["X1.1"]; r.N != 25 || r.Precision < 0.9 {
		t.Errorf("reliability of X1.1: %+v", r)
	}
}
