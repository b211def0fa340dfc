package checker

import (
	"testing"

	"prejury/extractors/document"
	"prejury/rules"
)

func deck(slides ...string) *document.Document {
	doc := pages(slides...)
	doc.Source.Format = document.PPTX
	doc.Pages[0].Printed = "i"
	return doc
}

func TestTopicsOfASubject(t *testing.T) {
	c := &rules.Criterion{ID: slideTopics, Competence: "C22"}
	doc := deck("Planning the maintenance of our machines", "Results: scrap rates were reduced")
	doc.Blocks = append(doc.Blocks, document.Block{Kind: document.Note, Page: 2, Text: "training of the operators"})
	for _, k := range []struct {
		name   string
		topics []string
		level  Level
		reason document.Reason
	}{
		{"all", []string{"machine maintenance plan", "reduce the scrap rate"}, LevelStrong, document.Reason{}},
		{"some", []string{"maintenance", "operator training"}, LevelWeak, document.Reason{Code: ReasonElements, Arg: "operator training"}},
		{"none", []string{"budget", "the"}, LevelAbsent, document.Reason{Code: ReasonNotFound}},
		{"not given", nil, LevelJury, document.Reason{Code: ReasonTopics}},
	} {
		got := judgeSlides(doc, c, Options{Topics: k.topics})
		if got.Level != k.level || got.Reason != k.reason || len(got.Elements) != len(k.topics) {
			t.Errorf("%s: %s %+v, %d elements", k.name, got.Level, got.Reason, len(got.Elements))
		}
		found := 0
		for _, e := range got.Elements {
			if e.Found {
				found++
			}
			if e.Found != (e.Page > 0) {
				t.Errorf("%s: %+v", k.name, e)
			}
		}
		if found != len(got.Evidence) {
			t.Errorf("%s: %d found, %d pieces of evidence", k.name, found, len(got.Evidence))
		}
	}
	if got := judgeSlides(doc, c, Options{Topics: []string{"maintenance"}}); got.Evidence[0].Page != 1 || got.Evidence[0].Printed != "i" {
		t.Errorf("%+v", got.Evidence)
	}
}

func TestEnglishOfSlides(t *testing.T) {
	c := &rules.Criterion{ID: slideEnglish, Competence: "C22"}
	for _, k := range []struct {
		name   string
		doc    *document.Document
		level  Level
		reason string
	}{
		{"French", deck(ordinary), LevelAbsent, ReasonNotFound},
		{"a word or two", deck("The plan of the line is on the wall"), LevelAbsent, ReasonNotFound},
		{"phrases", deck("The production of the plant and the quality of the line", "The team of the shift and the manager of the workshop", "The cost of the scrap for the customer and the supplier",
			"The training of the team on the machine in the factory", "The plan of the maintenance for the assembly line", "The data of the sensor and the downtime of the robot in the plant"), LevelWeak, ReasonEnglish},
	} {
		got := judgeSlides(k.doc, c, Options{})
		if got.Level != k.level || got.Reason.Code != k.reason || (len(got.Evidence) > 0) != (k.level == LevelWeak) {
			t.Errorf("%s: %s %+v, %d pieces of evidence", k.name, got.Level, got.Reason, len(got.Evidence))
		}
	}
	if got := judgeSlides(deck(ordinary), &rules.Criterion{ID: "C22.3"}, Options{}); got.Level != LevelJury || got.Reason.Code != ReasonOral {
		t.Errorf("led orally: %s %+v", got.Level, got.Reason)
	}
}

func TestEnded(t *testing.T) {
	for in, want := range map[string]string{"": "", " a ": "a.", "a.": "a.", "a?": "a?", "é": "é."} {
		if got := ended(in); got != want {
			t.Errorf("ended(%q) = %q, want %q", in, got, want)
		}
	}
}
