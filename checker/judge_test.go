package checker

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"prejury/checker/passages"
	"prejury/extractors/document"
	"prejury/rules"
)

var builtin = sync.OnceValues(func() (*Engine, error) {
	pack, err := rules.Load(rules.Builtin())
	if err != nil {
		return nil, err
	}
	return NewEngine(pack)
})

func engine(t testing.TB) *Engine {
	t.Helper()
	e, err := builtin()
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// pages makes a report of paragraphs, one page each, all in the body.
func pages(paragraphs ...string) *document.Document {
	doc := &document.Document{Count: document.PageCount{Total: len(paragraphs), Method: document.Exact}}
	for i, p := range paragraphs {
		doc.Pages = append(doc.Pages, document.Page{Number: i + 1, Words: len(strings.Fields(p))})
		doc.Blocks = append(doc.Blocks, document.Block{Kind: document.Paragraph, Page: i + 1, Zone: document.Body, Text: p})
	}
	doc.Zones = []document.ZoneSpan{{Zone: document.Body, First: 1, Last: len(paragraphs)}}
	return doc
}

func result(t testing.TB, r *Report, id string) *Result {
	t.Helper()
	for i := range r.Criteria {
		if r.Criteria[i].Criterion.ID == id {
			return &r.Criteria[i]
		}
	}
	t.Fatalf("no result for %s", id)
	return nil
}

const (
	ordinary = "L'atelier occupe 4 200 m² dans la zone des Peupliers et emploie quatre-vingt-six personnes en deux équipes. Les bobines arrivent par la route le lundi et le jeudi, puis attendent sous l'auvent que le cariste les range."
	risks    = "Le registre des risques du projet compte dix-sept lignes, cotées en gravité et probabilité de 1 à 5 avec l'équipe le 12 mars. Le retard de l'intégrateur (criticité 16) est couvert par une pénalité et un planning de repli ; la perte de données à la bascule (criticité 12) par deux sauvegardes et une répétition à blanc. Chaque contre-mesure a un porteur et une date, relus en comité tous les lundis."
)

func TestEvidenceIsWhereItStands(t *testing.T) {
	e := engine(t)
	r := e.Check(pages(ordinary, ordinary+" Bis.", risks, risks+" Suite le 19 mars."), e.Pack().Modality("C10-C13"), Options{})
	got := result(t, r, "C11.5")
	if got.Level != LevelStrong && got.Level != LevelWeak {
		t.Fatalf("level %s", got.Level)
	}
	ev := got.Evidence[0]
	if ev.Page != 3 && ev.Page != 4 {
		t.Errorf("best evidence on page %d", ev.Page)
	}
	if len(ev.Signs) == 0 || len(ev.Marks) == 0 {
		t.Errorf("nothing says what counted: %+v", ev)
	}
	for _, m := range ev.Marks {
		if m.Start < 0 || m.End > len(ev.Excerpt) || m.Start >= m.End {
			t.Errorf("mark %+v outside %d bytes", m, len(ev.Excerpt))
		}
	}
	if absent := result(t, r, "C13.1"); absent.Level != LevelAbsent || len(absent.Evidence) != 0 {
		t.Errorf("C13.1: %s with %d pieces of evidence", absent.Level, len(absent.Evidence))
	}
}

func TestHiddenTextProvesNothing(t *testing.T) {
	e := engine(t)
	doc := pages(ordinary, risks)
	doc.Blocks[1].Hidden = true
	if got := result(t, e.Check(doc, e.Pack().Modality("C10-C13"), Options{}), "C11.5"); got.Level != LevelAbsent {
		t.Errorf("hidden text came out %s", got.Level)
	}
}

func TestContentsAndBibliographyProveNothing(t *testing.T) {
	e := engine(t)
	for _, zone := range []document.Zone{document.Contents, document.Bibliography, document.Glossary, document.Cover} {
		doc := pages(ordinary, risks)
		doc.Blocks[1].Zone = zone
		if got := result(t, e.Check(doc, e.Pack().Modality("C10-C13"), Options{}), "C11.5"); got.Level != LevelAbsent {
			t.Errorf("%s: %s", zone, got.Level)
		}
	}
}

func TestRepeatingDoesNotHelp(t *testing.T) {
	e := engine(t)
	m := e.Pack().Modality("C10-C13")
	once := result(t, e.Check(pages(ordinary, risks), m, Options{}), "C11.5")
	often := result(t, e.Check(pages(ordinary, risks, risks, risks, risks), m, Options{}), "C11.5")
	if often.Score > once.Score+1e-9 {
		t.Errorf("the same passage four times weighs %.3f, once %.3f", often.Score, once.Score)
	}
}

func TestTemplateIsSubtracted(t *testing.T) {
	e := engine(t)
	got := result(t, e.Check(pages(ordinary, risks), e.Pack().Modality("C10-C13"), Options{Trame: pages(risks)}), "C11.5")
	if got.Level != LevelAbsent {
		t.Errorf("the template's own text came out %s", got.Level)
	}
}

func TestPictureIsToBeLookedAt(t *testing.T) {
	e := engine(t)
	doc := pages(ordinary, ordinary+" Bis.")
	doc.Blocks = append(doc.Blocks, document.Block{Kind: document.Caption, Page: 2, Zone: document.Body, Text: "Figure 4 : diagramme de Gantt du projet"})
	doc.Pages[1].Images = []document.Image{{Share: 0.4}}
	got := result(t, e.Check(doc, e.Pack().Modality("C10-C13"), Options{}), "C11.4")
	if got.Level == LevelAbsent || got.Figure == nil || got.Figure.Page != 2 {
		t.Errorf("%s, figure %+v", got.Level, got.Figure)
	}
}

func TestUnreadPagesForbidAbsence(t *testing.T) {
	e := engine(t)
	doc := pages(ordinary, "", "", ordinary+" Bis.")
	doc.Pages[1].Unreadable, doc.Pages[2].Unreadable = document.WarnNoText, document.WarnNoText
	got := result(t, e.Check(doc, e.Pack().Modality("C10-C13"), Options{}), "C13.1")
	if got.Level != LevelSee || got.Reason.Code != ReasonUnreadable || got.Reason.Arg != "2–3" {
		t.Errorf("%s %+v", got.Level, got.Reason)
	}
}

func TestExemptionAndDecisions(t *testing.T) {
	e := engine(t)
	today := time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)
	r := e.Check(pages(ordinary), e.Pack().Modality("C10-C13"), Options{
		Date:          today,
		Accommodation: &Accommodation{Reference: "D-12", Exempt: []string{"C10.5"}},
		Decisions: []Decision{{Criterion: "C13.1", Level: LevelStrong, Who: "A. Roy"},
			{Criterion: "C13.2", Level: LevelStrong, Who: "A. Roy", Until: today.AddDate(0, 0, -1)}},
	})
	if got := result(t, r, "C10.5"); got.Level != LevelExempt {
		t.Errorf("exempted: %s", got.Level)
	}
	if got := result(t, r, "C13.1"); got.Level != LevelStrong || got.Decision == nil {
		t.Errorf("decided: %s", got.Level)
	}
	if got := result(t, r, "C13.2"); got.Level == LevelStrong || got.Decision == nil || got.Decision.State != DecisionExpired {
		t.Errorf("expired decision: %s %+v", got.Level, got.Decision)
	}
}

func TestDecisionsThatMeet(t *testing.T) {
	day := time.Date(2026, 6, 1, 15, 0, 0, 0, time.UTC)
	last := day.Truncate(24 * time.Hour) // holds to the end of its last day
	m := &rules.Modality{ID: "M"}
	held := Decision{Criterion: "C1", Level: LevelStrong, Until: last}
	over := Decision{Criterion: "C1", Level: LevelWeak, Until: last.AddDate(0, 0, -1)}
	elsewhere := Decision{Criterion: "C1", Level: LevelWeak, Modality: "N"}
	moved := Decision{Criterion: "C1", Level: LevelStrong, Fingerprint: "f", Excerpt: "un deux trois"}
	for name, c := range map[string]struct {
		start     Result
		decisions []Decision
		level     Level
		state     DecisionState
		none      bool
	}{
		"the one that holds":     {Result{Level: LevelAbsent}, []Decision{held, over}, LevelStrong, DecisionHolds, false},
		"in any order":           {Result{Level: LevelAbsent}, []Decision{over, held}, LevelStrong, DecisionHolds, false},
		"over":                   {Result{Level: LevelAbsent}, []Decision{over}, LevelAbsent, DecisionExpired, false},
		"of another modality":    {Result{Level: LevelAbsent}, []Decision{elsewhere}, LevelAbsent, "", true},
		"exemption stands above": {Result{Level: LevelExempt}, []Decision{held}, LevelExempt, "", true},
		"evidence is gone":       {Result{Level: LevelAbsent}, []Decision{moved}, LevelAbsent, DecisionExpired, false},
		"evidence has changed":   {Result{Level: LevelWeak, Evidence: []Evidence{{Excerpt: "Un, deux, trois."}}}, []Decision{moved}, LevelWeak, DecisionReconfirm, false},
		"evidence is there":      {Result{Level: LevelWeak, Evidence: []Evidence{{Fingerprint: "f"}}}, []Decision{moved}, LevelStrong, DecisionHolds, false},
	} {
		c.start.Criterion = &rules.Criterion{ID: "C1"}
		list := []Result{c.start}
		decide(list, m, c.decisions, day)
		got := list[0]
		if got.Level != c.level || (got.Decision == nil) != c.none || got.Decision != nil && got.Decision.State != c.state {
			t.Errorf("%s: %s %+v", name, got.Level, got.Decision)
		}
	}
}

func TestMembersMustBeNamed(t *testing.T) {
	e := engine(t)
	doc := pages(ordinary, "Répartition du travail : Alix Roy a mené les entretiens et rédigé la partie 2, Sami Ben a construit la cartographie et relu l'ensemble. Chacun a tenu son journal de contribution, annexé au rapport, et présenté sa part au tuteur le 4 mai.")
	got := result(t, e.Check(doc, e.Pack().Modality("C17"), Options{Members: []string{"Alix Roy", "Lou Garnier"}}), "CT.2")
	if got.Level == LevelStrong || got.Level != LevelAbsent && !strings.Contains(got.Reason.Arg, "Lou Garnier") {
		t.Errorf("%s %+v", got.Level, got.Reason)
	}
}

// labelled reads the passages that the project keeps.
func labelled(t testing.TB) []passages.Passage {
	t.Helper()
	var all []passages.Passage
	for _, name := range []string{"passages.jsonl", "contrast.jsonl"} {
		f, err := os.Open(filepath.Join("..", "fixtures", "passages", name))
		if err != nil {
			t.Fatal(err)
		}
		list, err := passages.Read(f)
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, list...)
	}
	return all
}

// TestCriteriaArePermuted: the engine must recognise the criterion, not concrete
// prose. With the ids of each scope permuted, hardly anything may be right.
func TestCriteriaArePermuted(t *testing.T) {
	e := engine(t)
	all := labelled(t)
	predicted := make([]map[string]rules.Level, len(all))
	var straight passages.Figures
	for i := range all {
		predicted[i] = e.Passage(all[i].Text, all[i].Kind)
		for _, c := range all[i].Scope {
			if want, counts := all[i].Expected(c); counts {
				straight.Add(want, predicted[i][c])
			}
		}
	}
	if _, _, f1 := straight.Of(rules.Strong); f1 < 0.8 {
		t.Errorf("F1 of strong %.3f on passages that the pack was fitted on", f1)
	}
	for seed := range uint64(10) {
		random := rand.New(rand.NewPCG(seed, 1))
		var f passages.Figures
		for i := range all {
			p := &all[i]
			other := append([]string(nil), p.Scope...)
			// a permutation without fixed points: each id stands for the next of a shuffle
			random.Shuffle(len(other), func(a, b int) { other[a], other[b] = other[b], other[a] })
			for k, c := range other {
				if want, counts := p.Expected(c); counts {
					f.Add(want, predicted[i][other[(k+1)%len(other)]])
				}
			}
		}
		if _, _, f1 := f.Of(rules.Strong); f1 > 0.05 {
			t.Errorf("seed %d: F1 of strong %.3f with permuted criteria", seed, f1)
		}
	}
}

func BenchmarkCheck(b *testing.B) {
	e := engine(b)
	var text []string
	for _, p := range labelled(b)[:400] {
		text = append(text, p.Text)
	}
	doc := pages(text...)
	one := rules.Modality{ID: "one", Criteria: []string{"C11.5"}}
	all := rules.Modality{ID: "all"}
	for _, c := range e.Pack().Criteria {
		all.Criteria = append(all.Criteria, c.ID)
	}
	for _, m := range []*rules.Modality{&one, &all} {
		b.Run(m.ID, func(b *testing.B) {
			for range b.N {
				e.Check(doc, m, Options{})
			}
			b.ReportMetric(float64(len(text))*float64(b.N)/b.Elapsed().Seconds(), "pages/s")
		})
	}
}
