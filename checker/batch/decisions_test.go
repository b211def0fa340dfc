package batch

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"prejury/checker"
)

func TestDecisionsFindTheirRows(t *testing.T) {
	pack := tinyPack()
	m := pack.Modalities[0]
	for i := range pack.Modalities {
		pack.Modalities[i].Criteria = append(pack.Modalities[i].Criteria, fmt.Sprintf("X%d.1", i))
	}
	other := pack.Modalities[1]
	n, err := NewNaming(pack, "")
	if err != nil {
		t.Fatal(err)
	}
	lines, err := parse("candidat;modalite;fichier;groupe\n" +
		"Alix Roy;" + m.ID + ";a.pdf;\nSami;" + m.ID + ";g.pdf;G1\nLou;" + m.ID + ";g.pdf;G1\nZoe;" + other.ID + ";;\n")
	if err != nil {
		t.Fatal(err)
	}
	d := func(who, modality, criterion string) checker.Decision {
		return checker.Decision{Candidate: who, Modality: modality, Criterion: criterion, Excerpt: "un texte"}
	}
	p, err := ByManifest(deposited("a.pdf", "g.pdf"), pack, lines, PlanOptions{Naming: n, Decisions: []checker.Decision{
		d("alix ROY", "", "X0.1"), d("Alix Roy", other.ID, "X0.1"), d("Alix Roy", "", "X1.1"), d("g1", m.ID, "X0.1"), d("Lou", "", "X0.1"), d("Zoe", "", "X1.1"), d("Max", "", "X0.1"),
	}})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range p.Rows {
		got = append(got, fmt.Sprintf("%s %d", r.Candidate, len(r.Decisions)))
	}
	for _, i := range p.Idle {
		got = append(got, strings.TrimSpace(i.Candidate+" "+i.Criterion+" "+i.Excerpt))
	}
	if want := "Alix Roy 1|Sami 1|Lou 2|Zoe 0|Alix Roy X0.1|Alix Roy X1.1|Zoe X1.1|Max X0.1"; strings.Join(got, "|") != want {
		t.Errorf("%s", strings.Join(got, "|"))
	}
}

// TestResultsAreKeptByWhatHolds keeps a result while its decisions hold, and the
// request the same on all days.
func TestResultsAreKeptByWhatHolds(t *testing.T) {
	pack := tinyPack()
	last := time.Date(2026, 6, 30, 0, 0, 0, 0, time.UTC)
	p := &Plan{Rows: []Row{{Candidate: "A", Modality: &pack.Modalities[0], File: &File{SHA256: "s"}, Decisions: []checker.Decision{{Until: last}}}}}
	r := NewRunner(&Deposit{}, p, nil, Options{Pack: pack})
	at := func(day time.Time) (key, digest string) {
		r.SetDate(day)
		return r.keys[0], r.Digest()
	}
	first, asked := at(last.AddDate(0, 0, -9))
	same, askedToo := at(last)
	after, askedStill := at(last.AddDate(0, 0, 1))
	if first != same || same == after {
		t.Errorf("keys %s %s %s", first, same, after)
	}
	if asked != askedToo || asked != askedStill {
		t.Error("another day is another request")
	}
}
