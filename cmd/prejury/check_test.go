package main

import (
	"bytes"
	"strings"
	"testing"

	"prejury/checker"
	"prejury/cmd/internal/render"
	"prejury/cmd/internal/terminal"
	"prejury/cmd/internal/wording"
	"prejury/extractors/document"
	"prejury/rules"
)

func TestCodeOf(t *testing.T) {
	report := func(v checker.Verdict, levels ...checker.Level) *checker.Report {
		r := &checker.Report{Verdict: v}
		for _, l := range levels {
			r.Criteria = append(r.Criteria, checker.Result{Level: l})
		}
		return r
	}
	weak := report(checker.ToReview, checker.LevelStrong, checker.LevelWeak)
	absent := report(checker.ToReview, checker.LevelAbsent)
	see := report(checker.ToReview, checker.LevelSee)
	good := report(checker.Admissible, checker.LevelStrong, checker.LevelJury, checker.LevelExempt)
	long := report(checker.NotAdmissible, checker.LevelStrong)
	unread := report(checker.Unreadable)
	for _, c := range []struct {
		name   string
		report *checker.Report
		codes  [4]int // by bar: pages, absent, weak, review
	}{
		{"admissible", good, [4]int{0, 0, 0, 0}},
		{"weak", weak, [4]int{0, 0, 1, 1}},
		{"absent", absent, [4]int{0, 1, 1, 1}},
		{"to see", see, [4]int{0, 0, 0, 1}},
		{"too long", long, [4]int{1, 1, 1, 1}},
		{"unreadable", unread, [4]int{3, 3, 3, 3}},
	} {
		for i, bar := range bars {
			if got := codeOf(c.report, bar); got != c.codes[i] {
				t.Errorf("%s under %s: %d, want %d", c.name, bar, got, c.codes[i])
			}
		}
	}
}

func TestWorst(t *testing.T) {
	order := []int{exitOK, exitBar, exitUnreadable, exitUsage} // 2, 3, 1, 0 from the worst
	for i, a := range order {
		for j, b := range order {
			if got := worst(a, b); got != order[max(i, j)] {
				t.Errorf("worst(%d, %d) = %d", a, b, got)
			}
		}
	}
}

func TestPlaceOutputs(t *testing.T) {
	for _, c := range []struct {
		formats, paths []string
		want           string // format:path…, or "" for a wrong usage
	}{
		{nil, nil, "table:"},
		{[]string{"json"}, nil, "json:"},
		{nil, []string{"a.html"}, "html:a.html"},
		{nil, []string{"a.html", "b.csv"}, "html:a.html csv:b.csv"},
		{[]string{"json"}, []string{"a"}, "json:a"},
		{[]string{"html", "json"}, []string{"a"}, "html:a.html json:a.json"},
		{[]string{"html", "json"}, []string{"a", "b"}, "html:a json:b"},
		{[]string{"table", "json"}, []string{"-", "b"}, "table: json:b"},
		{[]string{"html", "json"}, nil, ""},
		{[]string{"html", "json"}, []string{"a", "a"}, ""},
		{[]string{"html", "json", "csv"}, []string{"a", "b"}, ""},
		{[]string{"yaml"}, nil, ""},
		{nil, []string{"a.doc"}, ""},
	} {
		o := outputOptions{formats: c.formats, paths: c.paths}
		out, err := o.outputs(&app{&terminal.Streams{}, wording.FR})
		var got []string
		if err == nil {
			for _, x := range out.list {
				got = append(got, x.format.Name+":"+x.path)
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%v %v: %v %v, want %q", c.formats, c.paths, got, err, c.want)
		}
	}
}

func TestNoWorkbookOnTerminal(t *testing.T) {
	o := outputOptions{formats: []string{"xlsx"}}
	if _, err := o.outputs(&app{&terminal.Streams{OutTTY: true}, wording.FR}); err == nil {
		t.Error("a workbook was sent to a terminal")
	}
	if _, err := o.outputs(&app{&terminal.Streams{}, wording.FR}); err != nil {
		t.Errorf("a workbook was refused in a pipe: %v", err)
	}
}

// TestChooseModality answers the question as a person at a terminal would.
func TestChooseModality(t *testing.T) {
	pack, err := rules.Load(rules.Builtin())
	if err != nil {
		t.Fatal(err)
	}
	engine, err := checker.NewEngine(pack)
	if err != nil {
		t.Fatal(err)
	}
	doc := &document.Document{Source: document.Source{Name: "a.pdf", Format: document.PDF}, Count: document.PageCount{Total: 45, Method: document.Exact}}
	best := engine.Propose(doc)[0].Modality.ID
	second := engine.Propose(doc)[1].Modality.ID
	for _, c := range []struct{ answers, want string }{
		{"\n", best},
		{"2\n", second},
		{"c17\n", "C17"},
		{"C99\nC21\n", "C21"},
	} {
		var said bytes.Buffer
		a := &app{&terminal.Streams{In: strings.NewReader(c.answers), Err: &said, InTTY: true, ErrTTY: true}, wording.FR}
		m, err := chooseModality(a, engine, doc)
		if err != nil || m.ID != c.want {
			t.Errorf("%q: %v %v, want %s\n%s", c.answers, m, err, c.want, said.String())
		}
	}
	a := &app{&terminal.Streams{In: strings.NewReader(""), Err: &bytes.Buffer{}, InTTY: true, ErrTTY: true}, wording.FR}
	if _, err := chooseModality(a, engine, doc); err == nil {
		t.Error("no answer was taken for one")
	}
}

func TestRedact(t *testing.T) {
	const secret = "secret"
	r := &checker.Report{
		Source:  document.Source{Title: secret, Author: secret},
		Outline: []document.OutlineItem{{Title: secret}},
		Zones:   []document.ZoneSpan{{Why: document.Reason{Code: "heading", Arg: secret}}},
		Form:    []checker.FormCheck{{ID: "entries", Verdict: checker.FormWarn, Words: []string{secret}}},
		Criteria: []checker.Result{{
			Criterion: &rules.Criterion{},
			Figure:    &checker.Figure{Page: 3, Caption: secret},
			Decision:  &checker.Decision{Excerpt: secret},
			Evidence:  []checker.Evidence{{Page: 3, Excerpt: secret, Section: secret, Signs: []checker.Sign{{Words: secret}}, Against: []checker.Sign{{Words: secret}}}},
		}},
	}
	r.Modality = &rules.Modality{ID: "M"}
	r.Redact()
	o := shownWith(&app{&terminal.Streams{}, wording.FR}, &rules.Pack{})
	for _, name := range []string{"table", "json", "html", "markdown", "csv", "junit", "github"} {
		var buf bytes.Buffer
		if err := render.FormatNamed(name).Render(&buf, []*checker.Report{r}, o); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(buf.String(), secret) {
			t.Errorf("%s holds the candidate's words:\n%s", name, buf.String())
		}
	}
}

func TestLangOf(t *testing.T) {
	for _, c := range []struct {
		args []string
		want wording.Lang
		ok   bool
	}{
		{nil, wording.FR, true},
		{[]string{"check", "--lang", "en"}, wording.EN, true},
		{[]string{"--lang=en", "check"}, wording.EN, true},
		{[]string{"check", "--", "--lang", "en"}, wording.FR, true},
		{[]string{"--lang", "de"}, wording.FR, false},
	} {
		got, err := langOf(c.args)
		if got != c.want || (err == nil) != c.ok {
			t.Errorf("%v: %s %v", c.args, got, err)
		}
	}
}
