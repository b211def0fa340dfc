package rules

import (
	"reflect"
	"testing"
)

func TestParseTermKeepsStopWordsWhereTheyCarryTheMeaning(t *testing.T) {
	same := func(s string) string { return s }
	word := func(texts ...string) (out []PhraseWord) {
		for _, s := range texts {
			out = append(out, PhraseWord{Text: s})
		}
		return out
	}
	for _, c := range []struct {
		term string
		want Term
	}{
		{"analyse des risques", Term{Parts: []Phrase{{Words: word("analyse", "risques")}}}},
		{"RACI", Term{Parts: []Phrase{{Words: word("raci")}}}},
		{"un ERP est", Term{Parts: []Phrase{{Close: true, Words: word("un", "erp", "est")}}}},
		{"=RACI est un", Term{Parts: []Phrase{{Exact: true, Words: word("RACI", "est", "un")}}}},
		{"planif*", Term{Parts: []Phrase{{Words: []PhraseWord{{Text: "planif", Prefix: true}}}}}},
		{"le planif*", Term{Parts: []Phrase{{Words: []PhraseWord{{Text: "planif", Prefix: true}}}}}},
		{"direction ~ en rouge", Term{Parts: []Phrase{{Words: word("direction")}, {Close: true, Words: word("en", "rouge")}}}},
		{"@montant", Term{Recogniser: "montant"}},
		{"$budget", Term{Concept: "budget"}},
	} {
		got, err := ParseTerm(c.term, same)
		if err != nil || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%q: %+v, %v, want %+v", c.term, got, err, c.want)
		}
	}
	for _, bad := range []string{"", "de la", "@argent", "pl*"} {
		if got, err := ParseTerm(bad, same); err == nil {
			t.Errorf("%q was read as %+v", bad, got)
		}
	}
}
