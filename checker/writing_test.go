package checker

import (
	"strings"
	"testing"

	"prejury/extractors/document"
	"prejury/rules"
)

func writingDoc(text string, times int) *document.Document {
	doc := &document.Document{Source: document.Source{Format: document.DOCX}, Count: document.PageCount{Total: 3}, Pages: []document.Page{{Number: 1}, {Number: 2, Printed: "ii"}, {Number: 3}}}
	for range times {
		doc.Blocks = append(doc.Blocks, document.Block{Kind: document.Paragraph, Page: 3, Zone: document.Body, Text: "Nous avons mesuré les temps de cycle de la ligne et réduit les arrêts avec les opérateurs."})
	}
	doc.Blocks = append(doc.Blocks, document.Block{Kind: document.Paragraph, Page: 2, Zone: document.Body, Section: []string{"Bilan", "Coûts"}, Text: text})
	return doc
}

func TestJudgeWriting(t *testing.T) {
	c := &rules.Criterion{ID: writingCriterion, Assessable: rules.Partial}
	for _, tc := range []struct {
		name, text string
		times      int
		level      Level
		arg        string
	}{
		{"clean", "Le développement du service a été suivi chaque semaine.", 40, LevelStrong, "0.0"},
		{"some faults", "Le developpement du service a étté suivi chaque semaine.", 40, LevelWeak, "2.9"},
		{"too many to be believed", strings.Repeat("Le developpement de la proceduure. ", 20), 30, LevelSee, "65.6"},
		{"too short", "Le developpement du service.", 3, LevelJury, ""},
	} {
		got := judgeWriting(writingDoc(tc.text, tc.times), c)
		if got.Level != tc.level || got.Reason.Arg != tc.arg {
			t.Errorf("%s: level %s, reason %+v, want %s, %q", tc.name, got.Level, got.Reason, tc.level, tc.arg)
		}
	}
}

func TestJudgeWritingShowsFaults(t *testing.T) {
	c := &rules.Criterion{ID: writingCriterion}
	long := strings.Repeat("Les équipes ont été formées. ", 5) + "Le developpement a duré deux mois. " + strings.Repeat("Les équipes ont été formées. ", 5)
	got := judgeWriting(writingDoc(long, 40), c)
	if len(got.Evidence) != 1 {
		t.Fatalf("%d pieces of evidence, want 1: %+v", len(got.Evidence), got.Evidence)
	}
	ev := got.Evidence[0]
	if ev.Page != 2 || ev.Printed != "ii" || ev.Section != "Bilan › Coûts" {
		t.Errorf("page %d (%s), section %q", ev.Page, ev.Printed, ev.Section)
	}
	if m := ev.Marks[0]; ev.Excerpt[m.Start:m.End] != "developpement" {
		t.Errorf("marked %q in %q", ev.Excerpt[m.Start:m.End], ev.Excerpt)
	}
	if s := ev.Signs[0]; s.Words != "developpement" || s.Meant != "développement" {
		t.Errorf("sign %q, meant %q", s.Words, s.Meant)
	}
}
