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
		{"margin straddles for the body alone", 4, 41, 0, true, 2, WithoutAnnexes, PagesUncertain, DoubtMargin, false},
		{"margin straddles for the total with unsure annexes", 1, 41, 8, false, 1, WithoutAnnexes, PagesUncertain, DoubtMargin, false},
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

// TestMarginNeverDecides counts every report of 20 to 80 pages with every margin up to
// 12 pages: a firm verdict is that of each count within the margin.
func TestMarginNeverDecides(t *testing.T) {
	limit := &rules.Limit{Min: 40, Max: 50}
	firm := 0
	for total := 20; total <= 80; total++ {
		for margin := range 13 {
			for _, front := range []int{0, 3, 8} {
				for _, annexes := range []int{0, 5} {
					doc := &document.Document{Count: document.PageCount{Total: total, Method: document.Estimated, Margin: margin},
						Zones: []document.ZoneSpan{{Zone: document.Front, First: 1, Last: front}, {Zone: document.Body, First: front + 1, Last: total - annexes},
							{Zone: document.Annexes, First: total - annexes + 1, Last: total, Sure: true}}}
					for _, convention := range []Convention{WithoutAnnexes, BodyOnly, AllPages} {
						p := countPages(doc, limit, convention)
						if p.Verdict == PagesUncertain {
							continue
						}
						firm++
						for n := p.Counted - margin; n <= p.Counted+margin; n++ {
							if within(n, limit) != p.Verdict {
								t.Fatalf("%d pages ± %d (%s, front %d, annexes %d) judged %s, and %d is not", p.Counted, margin, convention, front, annexes, p.Verdict, n)
							}
						}
						if convention == WithoutAnnexes && (within(p.Counts[BodyOnly]-margin, limit) != p.Verdict || within(p.Counts[BodyOnly]+margin, limit) != p.Verdict) {
							t.Fatalf("%d pages ± %d judged %s, and the body, %d pages, may not be", p.Counted, margin, p.Verdict, p.Counts[BodyOnly])
						}
					}
				}
			}
		}
	}
	if firm == 0 {
		t.Error("no verdict was firm")
	}
}

// TestUnreadPages has reports of which pages could not be read: they leave the verdict
// alone in the midst of a part, and where they cannot change it.
func TestUnreadPages(t *testing.T) {
	const scanned = "a scan without body"
	for _, c := range []struct {
		name          string
		body, annexes int
		unread        [2]int // first and last
		convention    Convention
		want          PageVerdict
		why           PageDoubt
		notAdmissible bool
	}{
		{"none", 45, 0, [2]int{}, WithoutAnnexes, PagesOK, "", false},
		{"all, and the length is right", 45, 0, [2]int{1, 45}, WithoutAnnexes, PagesUncertain, DoubtUnread, false},
		{scanned, 45, 0, [2]int{1, 45}, WithoutAnnexes, PagesUncertain, DoubtUnread, false},
		{"all, and the file is long", 60, 0, [2]int{1, 60}, WithoutAnnexes, PagesUncertain, DoubtUnread, false},
		{"all, and the file is short", 30, 0, [2]int{1, 30}, WithoutAnnexes, PagesShort, "", true},
		{"the last ones decide", 45, 0, [2]int{31, 45}, WithoutAnnexes, PagesUncertain, DoubtUnread, false},
		{"they count whatever they are", 45, 0, [2]int{31, 45}, AllPages, PagesOK, "", false},
		{"figures in the midst", 45, 0, [2]int{21, 30}, WithoutAnnexes, PagesOK, "", false},
		{"annexes that are scans", 50, 12, [2]int{51, 62}, WithoutAnnexes, PagesUncertain, DoubtUnread, false},
		{"annexes that are scans, after their title", 50, 13, [2]int{52, 63}, WithoutAnnexes, PagesOK, "", false},
		{"few", 45, 0, [2]int{43, 45}, WithoutAnnexes, PagesOK, "", false},
	} {
		doc := &document.Document{Count: document.PageCount{Total: c.body + c.annexes}, Zones: []document.ZoneSpan{{Zone: document.Body, First: 1, Last: c.body}}}
		if c.annexes > 0 {
			doc.Zones = append(doc.Zones, document.ZoneSpan{Zone: document.Annexes, First: c.body + 1, Last: c.body + c.annexes, Sure: true})
		}
		for n := 1; n <= doc.Count.Total; n++ {
			p := document.Page{Number: n}
			if c.unread[0] <= n && n <= c.unread[1] {
				p.Unreadable = document.WarnNoText
			}
			doc.Pages = append(doc.Pages, p)
		}
		if c.name == scanned { // as zones has a report of which nothing was read
			doc.Zones = []document.ZoneSpan{{Zone: document.Cover, First: 1, Last: 1}, {Zone: document.Front, First: 2, Last: c.body}}
		}
		p := countPages(doc, &rules.Limit{Min: 40, Max: 50}, c.convention)
		if p.Verdict != c.want || p.Why != c.why || p.outOfEveryConvention() != c.notAdmissible {
			t.Errorf("%s: %s (%s), out of every convention %v; want %s (%s), %v", c.name, p.Verdict, p.Why, p.outOfEveryConvention(), c.want, c.why, c.notAdmissible)
		}
	}
}

func TestPagesAfterTheBibliography(t *testing.T) {
	for _, c := range []struct {
		name          string
		body, tail    int
		sure          bool
		want          PageVerdict
		why           PageDoubt
		notAdmissible bool
	}{
		{"may be annexes, and decide", 46, 12, false, PagesUncertain, DoubtAnnexes, false},
		{"may be annexes, too long without them", 56, 12, false, PagesLong, "", true},
		{"may be annexes, right with and without them", 42, 4, false, PagesOK, "", false},
		{"are surely the body's", 46, 12, true, PagesLong, "", true},
	} {
		doc := &document.Document{Count: document.PageCount{Total: c.body + 1 + c.tail}, Zones: []document.ZoneSpan{
			{Zone: document.Body, First: 1, Last: c.body, Sure: true}, {Zone: document.Bibliography, First: c.body + 1, Last: c.body + 1, Sure: true},
			{Zone: document.Body, First: c.body + 2, Last: c.body + 1 + c.tail, Sure: c.sure},
		}}
		p := countPages(doc, &rules.Limit{Min: 40, Max: 50}, WithoutAnnexes)
		if p.Verdict != c.want || p.Why != c.why || p.outOfEveryConvention() != c.notAdmissible {
			t.Errorf("%s: %s (%s), out of every convention %v; want %s (%s), %v", c.name, p.Verdict, p.Why, p.outOfEveryConvention(), c.want, c.why, c.notAdmissible)
		}
	}
}

func TestNoLimitNoVerdict(t *testing.T) {
	p := countPages(&document.Document{Count: document.PageCount{Total: 3}}, nil, WithoutAnnexes)
	if p.Verdict != PagesNone || p.outOfEveryConvention() {
		t.Errorf("got %+v", p)
	}
}
