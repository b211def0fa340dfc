package wording

import (
	"testing"

	"prejury/checker"
	"prejury/extractors/document"
	"prejury/rules"
)

func TestLacks(t *testing.T) {
	text := func(s string) rules.Text { return rules.Text{FR: s, EN: s} }
	c := &rules.Criterion{Missing: text("On ne trouve rien.")}
	a, b := &rules.Element{Label: text("délais")}, &rules.Element{Label: text("sources")}
	because := func(code, arg string) document.Reason { return document.Reason{Code: code, Arg: arg} }
	for _, k := range []struct {
		name string
		r    checker.Result
		want string
	}{
		{"present", checker.Result{Level: checker.LevelStrong}, ""},
		{"absent", checker.Result{Level: checker.LevelAbsent, Reason: because(checker.ReasonNotFound, "")}, "On ne trouve rien."},
		{"one element of two", checker.Result{Level: checker.LevelWeak, Reason: because(checker.ReasonElements, "sources"), Elements: []checker.ElementFound{{Element: a, Found: true}, {Element: b}}}, "pas de sources"},
		{"spoken of, no element", checker.Result{Level: checker.LevelWeak, Reason: because(checker.ReasonElements, "délais,sources"), Elements: []checker.ElementFound{{Element: a}, {Element: b}}}, "ni délais ni sources"},
		{"no element", checker.Result{Level: checker.LevelAbsent, Reason: because(checker.ReasonNotFound, ""), Elements: []checker.ElementFound{{Element: a}, {Element: b}}}, "On ne trouve rien."},
		{"spoken of", checker.Result{Level: checker.LevelWeak, Reason: because(checker.ReasonMention, "")}, "évoqué, pas fait"},
		{"members", checker.Result{Level: checker.LevelWeak, Reason: because(checker.ReasonElements, "Alix Roy, Sami Ben")}, "pas vu : Alix Roy, Sami Ben"},
		{"a picture", checker.Result{Level: checker.LevelSee, Reason: because(checker.ReasonFigure, "23")}, "la preuve semble être une figure (p. 23), à regarder"},
		{"for the jury", checker.Result{Level: checker.LevelJury, Reason: because(checker.ReasonOral, "")}, "jugé à l'oral"},
	} {
		k.r.Criterion = c
		if got := FR.Lacks(&k.r); got != k.want {
			t.Errorf("%s: %q, want %q", k.name, got, k.want)
		}
	}
}

func TestNotEnough(t *testing.T) {
	near := func(levels ...rules.Level) (out []checker.Evidence) {
		for _, v := range levels {
			out = append(out, checker.Evidence{Level: v})
		}
		return out
	}
	for _, c := range []struct {
		near []checker.Evidence
		want string
	}{
		{nil, "No passage speaks of it."},
		{near(rules.Weak, rules.Absent), "Some passages may speak of it, too little to be kept."},
		{near(rules.Strong, rules.Weak), "One passage looks like a proof, but the rest of the report does not speak of it enough for it to be kept: read it before you conclude."},
		{near(rules.Strong, rules.Strong), "2 passages look like proofs, but the report as a whole does not speak of it enough for them to be kept: read them before you conclude."},
	} {
		if got := EN.NotEnough(c.near); got != c.want {
			t.Errorf("%d passages: %q, want %q", len(c.near), got, c.want)
		}
	}
}
