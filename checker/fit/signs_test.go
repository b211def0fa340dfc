package fit

import (
	"os"
	"strings"
	"testing"

	"prejury/checker/passages"
	"prejury/checker/signs"
	"prejury/rules"
)

// TestSigns prints what the terms of one criterion (SIGNS=C3.2) see in the labelled
// passages: for whoever writes rules.
func TestSigns(t *testing.T) {
	id := os.Getenv("SIGNS")
	if id == "" {
		t.Skip("SIGNS not set")
	}
	pack, err := rules.Load(rules.Builtin())
	if err != nil {
		t.Fatal(err)
	}
	reader := signs.NewReader(pack)
	all := readAll(t, "*.jsonl")
	var n, about, shows [2][3]int
	for i := range all {
		p := &all[i]
		in := false
		for _, c := range p.Scope {
			in = in || c == id
		}
		want, counts := p.Expected(id)
		if !in || !counts {
			continue
		}
		r := reader.Read(passages.Unit(p.Text, p.Kind))
		hits := map[string][]string{}
		for _, h := range r.Hits {
			if c, list, ok := strings.Cut(string(h.Sign), "/"); ok && c == id {
				hits[list] = append(hits[list], r.Excerpt(h))
			}
		}
		half := 0
		if strings.ContainsAny(p.ID[len(p.ID)-1:], "02468") {
			half = 1
		}
		n[half][want]++
		if len(hits["about"]) > 0 {
			about[half][want]++
		}
		if len(hits["shows"]) > 0 {
			shows[half][want]++
		}
		if half == 0 && (want > rules.Absent && (len(hits["about"]) == 0 || len(hits["shows"]) == 0) || want == rules.Absent && len(hits["about"]) > 0) {
			t.Logf("%s %s (%s) about=%q shows=%q elsewhere=%v\n    %s", want, p.ID, p.Kind, hits["about"], hits["shows"], p.Labels, strings.ReplaceAll(p.Text, "\n", " / "))
		}
	}
	for half, name := range []string{"odd ids (shown above)", "even ids (never shown)"} {
		for l := rules.Absent; l <= rules.Strong; l++ {
			t.Logf("%s, %s: %d passages, about seen in %d, shows in %d", name, l, n[half][l], about[half][l], shows[half][l])
		}
	}
}
