package fit

import (
	"strconv"
	"testing"

	"prejury/checker/signs"
	"prejury/checker/weigh"
	"prejury/rules"
)

func TestPagesLearnWhatEvidenceHolds(t *testing.T) {
	report := 0
	place := func(evidence float64, ids ...signs.ID) Place {
		p := Place{Report: strconv.Itoa(report), Features: &weigh.Features{}, Evidence: map[string]float64{}}
		for _, id := range ids {
			p.Features.General = append(p.Features.General, weigh.Feature{Sign: id, Value: 1})
		}
		if evidence > 0 {
			p.Evidence["C1.1"] = evidence
		}
		return p
	}
	var places []Place
	for i := range 40 {
		report = i / 8
		if i%4 == 0 {
			places = append(places, place(0.9, "brevet", "entrepris"), place(0.01, "rare", "entrepris"))
		}
		if report == 0 {
			named := place(0, "dupont", "entrepris")
			named.Evidence["C1.2"] = 0.9
			places = append(places, named)
		}
		places = append(places, place(0, "entrepris", "machin"))
	}
	worth := map[string]float64{}
	for e := range Pages(places, []string{"C1.1", "C1.2"}).All() {
		switch {
		case e.Criterion == "C1.1":
			worth[e.Sign] = e.Worth
		case e.Sign == "dupont":
			t.Errorf("a sign of one report is worth %v", e.Worth)
		}
	}
	if worth["brevet"] < 1 {
		t.Errorf("the sign of evidence is worth %v", worth["brevet"])
	}
	if w := worth["entrepris"]; w > 0.1 || w < -0.1 {
		t.Errorf("a sign of every place is worth %v", w)
	}
	for _, id := range []string{"machin", "rare"} {
		if w, ok := worth[id]; ok {
			t.Errorf("%s shares no evidence to speak of and is worth %v of its own", id, w)
		}
	}
	if worth[rules.Others] >= 0 {
		t.Errorf("other signs are worth %v", worth[rules.Others])
	}
}
