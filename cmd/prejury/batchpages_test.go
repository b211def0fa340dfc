package main

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"prejury/checker/batch"
	"prejury/rules"
)

func TestPageNames(t *testing.T) {
	c3, c21 := &rules.Modality{ID: "C3-C7"}, &rules.Modality{ID: "C21"}
	longer := &rules.Modality{ID: "C21-2"}
	file := &batch.File{}
	long := strings.Repeat("ж", 60) // two bytes a letter
	plan := &batch.Plan{Rows: []batch.Row{
		{Candidate: "Zoé Mar", Modality: c3, File: file},
		{Candidate: "Zoe Mar", Modality: c3, File: file},
		{Candidate: "Zoé Mar", Modality: c21},
		{Candidate: "Zoé Mar", Modality: longer, File: file},
		{Candidate: "Zoé Mar", Modality: c21, File: file},
		{Candidate: "Zoé Mar", Modality: c21, File: file},
		{Candidate: "?", Modality: c21, File: file},
		{Candidate: "a" + long, Modality: c21, File: file},
	}}
	want := []string{
		"zoe-mar-C3-C7.html", "zoe-mar-C3-C7-2.html", "", "zoe-mar-C21-2.html", "zoe-mar-C21.html", "zoe-mar-C21-3.html", "-C21.html",
		"a" + strings.Repeat("ж", 39) + "-C21.html",
	}
	got := pageNames(plan)
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	for _, name := range got {
		if !utf8.ValidString(name) {
			t.Errorf("%q is not UTF-8", name)
		}
	}
}
