package checker

import (
	"prejury/extractors/document"
	"prejury/rules"
)

// countPages counts a document's pages under each convention and judges the one
// that was chosen against a limit.
func countPages(doc *document.Document, limit *rules.Limit, convention Convention) Pages {
	p := Pages{Count: doc.Count, Convention: convention, Limit: limit, Counts: map[Convention]int{AllPages: doc.Count.Total}}
	annexes, body, sure, cited := 0, 0, true, false
	for _, z := range doc.Zones {
		n := z.Last - z.First + 1
		switch z.Zone {
		case document.Annexes:
			annexes += n
			sure = sure && z.Sure
		case document.Bibliography:
			cited = true
		case document.Body:
			body += n
			if cited && !z.Sure {
				p.tail += n
			}
		}
	}
	p.Counts[WithoutAnnexes] = doc.Count.Total - annexes
	p.Counts[BodyOnly] = body
	if len(doc.Zones) == 0 {
		p.Counts[BodyOnly] = doc.Count.Total
	}
	p.Counted = p.Counts[convention]
	p.Verdict, p.Why = judgePages(p, annexes > 0 && !sure)
	if limit != nil && convention != AllPages && p.Why != DoubtMargin && p.unreadDecide(doc) {
		p.Verdict, p.Why = PagesUncertain, DoubtUnread
	}
	return p
}

// unreadDecide reports whether the verdict would be another if the unread pages at the
// edges of zones belonged to the zone beside, where they are many: what opens the
// annexes, or ends them, may stand on one of them.
func (p *Pages) unreadDecide(doc *document.Document) bool {
	if len(unreadable(doc)) == 0 {
		return false
	}
	counts := func(z document.Zone) bool {
		return z == document.Body || p.Convention == WithoutAnnexes && z != document.Annexes
	}
	zones := doc.Zones
	if len(zones) == 0 {
		zones = []document.ZoneSpan{{Zone: document.Body, First: 1, Last: len(doc.Pages)}}
	}
	unread := func(n int) bool { return n >= 1 && n <= len(doc.Pages) && doc.Pages[n-1].Unreadable != "" }
	in, out := 0, 0 // pages that are counted and might not be, and the other way
	for i, z := range zones {
		n := 0
		first, last := z.First, z.Last
		for ; first <= last && unread(first); first++ {
			n++
		}
		if z.Zone == document.Annexes && i == len(zones)-1 {
			last = first - 1 // nothing comes after them
		}
		for ; last >= first && unread(last); last-- {
			n++
		}
		if counts(z.Zone) {
			in += n
		} else {
			out += n
		}
	}
	for _, n := range []int{p.Counted - in, min(p.Counted+out, p.Count.Total)} {
		if within(n, p.Limit) != within(p.Counted, p.Limit) {
			return true
		}
	}
	return false
}

// judgePages compares the counted pages with the limit. A verdict is uncertain
// when the margin of the count straddles the limit, when the body alone would
// or might be judged otherwise, or when annexes that are not surely annexes decide, or
// pages after the bibliography that may be.
func judgePages(p Pages, unsureAnnexes bool) (PageVerdict, PageDoubt) {
	if p.Limit == nil {
		return PagesNone, ""
	}
	verdict := within(p.Counted, p.Limit)
	// surely reports whether a count is judged so wherever in its margin it is.
	surely := func(n int) bool {
		return within(n-p.Count.Margin, p.Limit) == verdict && within(n+p.Count.Margin, p.Limit) == verdict
	}
	if !surely(p.Counted) {
		return PagesUncertain, DoubtMargin
	}
	if p.Convention != WithoutAnnexes {
		return verdict, ""
	}
	switch body, total := p.Counts[BodyOnly], p.Counts[AllPages]; {
	case within(body, p.Limit) != verdict:
		return PagesUncertain, DoubtConvention
	case unsureAnnexes && within(total, p.Limit) != verdict, within(p.Counted-p.tail, p.Limit) != verdict:
		return PagesUncertain, DoubtAnnexes
	case !surely(body), unsureAnnexes && !surely(total):
		return PagesUncertain, DoubtMargin
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
	if p.Limit == nil || p.Why == DoubtUnread {
		return false
	}
	short, long := true, true
	for _, n := range p.Counts {
		short = short && within(n+p.Count.Margin, p.Limit) == PagesShort
		long = long && within(n-p.tail-p.Count.Margin, p.Limit) == PagesLong
	}
	return short || long
}
