package compose

import (
	"bytes"
	"context"
	"os"
	"slices"
	"strings"
	"testing"

	"prejury/checker/passages"
	"prejury/extractors"
	"prejury/extractors/document"
	"prejury/extractors/input"
	"prejury/rules"
)

// labelledPassages reads all passages of the repository.
func labelledPassages(t testing.TB) []passages.Passage {
	t.Helper()
	all, err := passages.ReadMatching(os.DirFS("../../fixtures/passages"), "*.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func builtin(t testing.TB) *rules.Pack {
	t.Helper()
	pack, err := rules.LoadBuiltin()
	if err != nil {
		t.Fatal(err)
	}
	return pack
}

func composed(t testing.TB, pack *rules.Pack, all []passages.Passage, modality string, seed uint64) *Report {
	t.Helper()
	m := pack.Modality(modality)
	r, err := Compose(Plan{Modality: m, Criteria: Judged(pack, m, all), Passages: all, Seed: seed, Ordinary: 4000}, Headings(pack))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestSamePlanSameReport(t *testing.T) {
	pack, all := builtin(t), labelledPassages(t)
	one, two := composed(t, pack, all, "C10-C13", 4), composed(t, pack, all, "C10-C13", 4)
	a, _ := one.PDF()
	b, _ := two.PDF()
	if !bytes.Equal(a, b) {
		t.Error("the same seed gave two PDF files")
	}
	other := composed(t, pack, all, "C10-C13", 5)
	if slices.EqualFunc(one.Truth, other.Truth, func(a, b Truth) bool { return a.Level == b.Level }) {
		t.Error("another seed gave the same levels")
	}
}

// TestTruthStandsWhereItIsSaid reads the files back: each block that serves a
// criterion is read on its page, from the PDF and from the DOCX.
func TestTruthStandsWhereItIsSaid(t *testing.T) {
	pack, all := builtin(t), labelledPassages(t)
	r := composed(t, pack, all, "C3-C7", 7)
	for name, write := range map[string]func() ([]byte, error){"pdf": r.PDF, "docx": r.DOCX} {
		raw, err := write()
		if err != nil {
			t.Fatal(err)
		}
		doc, err := extractors.Open(context.Background(), input.Source{Name: r.Name() + "." + name, Data: raw}, input.Options{Engine: "go"})
		if err != nil {
			t.Fatal(err)
		}
		if doc.Count.Total != r.Pages {
			t.Errorf("%s: %d pages, %d composed", name, doc.Count.Total, r.Pages)
		}
		words := map[int]string{}
		for _, b := range doc.Blocks {
			words[b.Page] += " " + strings.Join(strings.Fields(b.Text), "")
		}
		lost, n := 0, 0
		for _, b := range r.Blocks {
			if b.from == nil || b.Kind == document.Table {
				continue
			}
			f := strings.Fields(b.Text)
			n++
			if !strings.Contains(words[b.Page], strings.Join(f[:min(4, len(f))], "")) {
				lost++
			}
		}
		if lost > n/50 {
			t.Errorf("%s: %d blocks of %d are not read on their page", name, lost, n)
		}
	}
}
