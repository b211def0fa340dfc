package checker

import (
	"testing"

	"prejury/extractors/document"
	"prejury/rules"
)

func TestPageVerdict(t *testing.T) {
	zones := func(front, body, annexes int, sure bool) []document.ZoneSpan {
		return []document.ZoneSpan{{Zone: document.Cover, First: 1, Last: front}, {Zone: document.Body, First: front + 1, Last: front + body},
			{Zone: document.Annexes, First: front + body + 1, Last: front + body + annexes, Sure: sure}}
	}
	for _, c := range []struct {
		name                 string
		front, body, annexes int
		sure                 bool
		margin               int
		convention           Convention
		want                 PageVerdict
		why                  PageDoubt
		notAdmissible        bool
	}{
		{"in the limit however counted", 2, 42, 4, true, 0, WithoutAnnexes, PagesOK, "", false},
		{"front matter decides", 4, 37, 0, true, 0, WithoutAnnexes, PagesUncertain, DoubtConvention, false},
		{"unsure annexes decide", 2, 45, 20, false, 0, WithoutAnnexes, PagesUncertain, DoubtAnnexes, false},
		{"sure annexes do not", 2, 45, 20, true, 0, WithoutAnnexes, PagesOK, "", false},
		{"margin straddles", 1, 40, 0, true, 2, WithoutAnnexes, PagesUncertain, DoubtMargin, false},
		{"too short however counted", 2, 20, 5, true, 0, WithoutAnnexes, PagesShort, "", true},
		{"too long however counted", 2, 61, 5, true, 0, WithoutAnnexes, PagesLong, "", true},
		{"short without annexes, not with them", 2, 30, 12, true, 0, WithoutAnnexes, PagesShort, "", false},
		{"body chosen", 4, 37, 0, true, 0, BodyOnly, PagesShort, "", false},
	} {
		doc := &document.Document{Count: document.PageCount{Total: c.front + c.body + c.annexes, Margin: c.margin}, Zones: zones(c.front, c.body, c.annexes, c.sure)}
		p := countPages(doc, &rules.Limit{Min: 40, Max: 50}, c.convention)
		if p.Verdict != c.want || p.Why != c.why || p.outOfEveryConvention() != c.notAdmissible {
			t.Errorf("%s: %s (%s), out of every convention %v; want %s (%s), %v; %+v", c.name, p.Verdict, p.Why, p.outOfEveryConvention(), c.want, c.why, c.notAdmissible, p.Counts)
		}
	}
}

func TestNoLimitNoVerdict(t *testing.T) {
	p := countPages(&document.Document{Count: document.PageCount{Total: 3}}, nil, WithoutAnnexes)
	if p.Verdict != PagesNone || p.outOfEveryConvention() {
		t.Errorf("got %+v", p)
	}
}
