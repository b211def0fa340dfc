package checker

import (
	"prejury/extractors/document"
	"prejury/rules"
)

// countPages counts a document's pages under each convention and judges the one
// that was chosen against a limit.
func countPages(doc *document.Document, limit *rules.Limit, convention Convention) Pages {
	p := Pages{Count: doc.Count, Convention: convention, Limit: limit, Counts: map[Convention]int{AllPages: doc.Count.Total}}
	annexes, body, sure := 0, 0, true
	for _, z := range doc.Zones {
		n := z.Last - z.First + 1
		switch z.Zone {
		case document.Annexes:
			annexes += n
			sure = sure && z.Sure
		case document.Body:
			body += n
		}
	}
	p.Counts[WithoutAnnexes] = doc.Count.Total - annexes
	p.Counts[BodyOnly] = body
	if len(doc.Zones) == 0 {
		p.Counts[BodyOnly] = doc.Count.Total
	}
	p.Counted = p.Counts[convention]
	p.Verdict, p.Why = judgePages(p, annexes > 0 && !sure)
	return p
}

// judgePages compares the counted pages with the limit. A verdict is uncertain
// when the margin of the count straddles the limit, when the body alone would
// be judged otherwise, or when annexes that are not surely annexes decide.
func judgePages(p Pages, unsureAnnexes bool) (PageVerdict, PageDoubt) {
	if p.Limit == nil {
		return PagesNone, ""
	}
	verdict := within(p.Counted, p.Limit)
	for _, n := range []int{p.Counted - p.Count.Margin, p.Counted + p.Count.Margin} {
		if within(n, p.Limit) != verdict {
			return PagesUncertain, DoubtMargin
		}
	}
	if p.Convention == WithoutAnnexes {
		if within(p.Counts[BodyOnly], p.Limit) != verdict {
			return PagesUncertain, DoubtConvention
		}
		if unsureAnnexes && within(p.Counts[AllPages], p.Limit) != verdict {
			return PagesUncertain, DoubtAnnexes
		}
	}
	return verdict, ""
}

// within gives the verdict on n pages.
func within(n int, limit *rules.Limit) PageVerdict {
	switch {
	case n < limit.Min:
		return PagesShort
	case limit.Max > 0 && n > limit.Max:
		return PagesLong
	}
	return PagesOK
}

// outOfEveryConvention reports whether a report is too short or too long however
// its pages are counted.
func (p *Pages) outOfEveryConvention() bool {
	if p.Limit == nil {
		return false
	}
	short, long := true, true
	for _, n := range p.Counts {
		short = short && within(n+p.Count.Margin, p.Limit) == PagesShort
		long = long && within(n-p.Count.Margin, p.Limit) == PagesLong
	}
	return short || long
}
