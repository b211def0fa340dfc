package rules

import (
	"math"
	"reflect"
	"slices"
	"testing"
)

func TestProfileGivesBackItsEntries(t *testing.T) {
	entries := []ProfileEntry{
		{"C10.3", "risque", 1.25, -0.3}, {"C4.2", "risque", 0.31, 0}, {"C10.4", "$budget", 2, 0.01},
		{"C10.2", "délai moyen", -0.7, 0}, {"*", "délai moyen", 12.34, 0},
	}
	inOrder := []ProfileEntry{entries[2], entries[4], entries[3], entries[0], entries[1]}
	for n, want := range map[int][]ProfileEntry{0: nil, 1: entries[:1], len(entries): inOrder} {
		p := NewProfile(entries[:n])
		if got := slices.Collect(p.All()); p.Len() != n || !reflect.DeepEqual(got, want) {
			t.Errorf("%d entries: got %v, want %v", n, got, want)
		}
	}
}

func TestPagesGiveBackTheirEntries(t *testing.T) {
	p := NewPages([]PageEntry{{"C4.2", "risque", 0.31}, {"C10.3", "risque", 1.256}, {"C4.2", Others, -0.7}})
	want := []PageEntry{{"C4.2", Others, -0.7}, {"C10.3", "risque", 1.26}, {"C4.2", "risque", 0.31}}
	if got := slices.Collect(p.All()); !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	for e := range p.All() {
		if e != want[0] {
			t.Errorf("first entry %v", e)
		}
		break
	}
}

func TestOneValueForASignAndACriterion(t *testing.T) {
	p := NewPages([]PageEntry{{"C4.2", "risque", 1}, {"C4.2", "risque", 2}, {"C4.2", "budget", math.Inf(1)}})
	got := slices.Collect(p.All())
	if len(got) != 2 || got[1].Worth != 1 || got[0].Worth < 1e6 {
		t.Errorf("got %v", got)
	}
}
