package wording

import (
	"fmt"
	"strconv"
	"strings"

	"prejury/checker"
	"prejury/extractors/document"
	"prejury/rules"
)

var levels = map[checker.Level]pair{
	checker.LevelStrong: {"présent", "present"},
	checker.LevelWeak:   {"à renforcer", "to strengthen"},
	checker.LevelAbsent: {"pas trouvé", "not found"},
	checker.LevelSee:    {"à vérifier", "to check"},
	checker.LevelJury:   {"jury", "jury"},
	checker.LevelExempt: {"exempté", "exempted"},
}

// Level names a level as the table does.
func (l Lang) Level(v checker.Level) string { return named(l, levels, v) }

// LevelWidth is the number of characters of the longest name of a level.
func (l Lang) LevelWidth() int {
	n := 0
	for _, p := range levels {
		n = max(n, len([]rune(l.pick(p))))
	}
	return n
}

var verdicts = map[checker.Verdict]pair{
	checker.Admissible:    {"recevable", "admissible"},
	checker.ToReview:      {"à revoir", "to review"},
	checker.NotAdmissible: {"non recevable", "not admissible"},
	checker.Unreadable:    {"illisible", "unreadable"},
}

// Verdict names what a whole report comes to.
func (l Lang) Verdict(v checker.Verdict) string { return named(l, verdicts, v) }

var pageVerdicts = map[checker.PageVerdict]pair{
	checker.PagesOK:        {"conforme", "within the limit"},
	checker.PagesShort:     {"trop court", "too short"},
	checker.PagesLong:      {"trop long", "too long"},
	checker.PagesUncertain: {"à vérifier", "to check"},
	checker.PagesNone:      {"sans limite", "no limit"},
}

// PageVerdict names the verdict on length.
func (l Lang) PageVerdict(v checker.PageVerdict) string { return named(l, pageVerdicts, v) }

var conventions = map[checker.Convention]pair{
	checker.WithoutAnnexes: {"sans annexes", "without annexes"},
	checker.BodyOnly:       {"corps seul", "body alone"},
	checker.AllPages:       {"total", "total"},
}

// Convention names a way to count pages.
func (l Lang) Convention(v checker.Convention) string { return named(l, conventions, v) }

var methods = map[document.Method]pair{
	document.Exact:     {"compte exact", "exact count"},
	document.Declared:  {"compte déclaré par le traitement de texte", "count declared by the word processor"},
	document.Estimated: {"compte estimé", "estimated count"},
}

// Method says how a page count is known, with its margin.
func (l Lang) Method(c document.PageCount) string {
	s := named(l, methods, c.Method)
	if c.Margin > 0 {
		s += ", ± " + l.Pages(c.Margin)
	}
	return s
}

// Limit says how many pages are expected.
func (l Lang) Limit(limit *rules.Limit) string {
	switch {
	case limit == nil:
		return l.Of("pas de limite de pages", "no page limit")
	case limit.Max == 0:
		return l.Sayf("au moins %d pages", "at least %d pages", limit.Min)
	}
	return l.Sayf("%d à %d pages", "%d to %d pages", limit.Min, limit.Max)
}

// PageSentence is the verdict on length in one sentence.
func (l Lang) PageSentence(p checker.Pages) string {
	n := l.Count(p.Counted, l.Of("page comptée", "page counted"), l.Of("pages comptées", "pages counted"))
	if p.Limit == nil {
		return n + l.Of(" (pas de limite de pages)", " (no page limit)")
	}
	s := l.PageVerdict(p.Verdict) + l.Colon() + n + l.Of(", attendu ", ", expected ") + l.Limit(p.Limit)
	switch p.Verdict {
	case checker.PagesShort:
		s += l.Sayf(" (il en manque %d)", " (%d missing)", p.Limit.Min-p.Counted)
	case checker.PagesLong:
		s += l.Sayf(" (%d de trop)", " (%d too many)", p.Counted-p.Limit.Max)
	}
	return s
}

var doubts = map[checker.PageDoubt]pair{
	checker.DoubtMargin: {
		"le compte n'est pas exact : avec sa marge, lui ou le corps seul passe la limite ; l'export en PDF (ou --render, avec LibreOffice) donnerait le compte exact",
		"the count is not exact: within its margin, it or the body alone crosses the limit; a PDF export (or --render, with LibreOffice) would give the exact count",
	},
	checker.DoubtConvention: {
		"le corps seul serait jugé autrement que le total sans annexes : le règlement dit laquelle des deux conventions vaut (--convention)",
		"the body alone would be judged otherwise than the total without annexes: the rules say which convention holds (--convention)",
	},
	checker.DoubtUnread: {
		"des pages n'ont pas pu être lues et, selon la partie à laquelle elles appartiennent, le verdict change : à regarder, ou --ocr, puis --body pour fixer le corps à la main",
		"pages could not be read and the verdict depends on the part they belong to: look, or use --ocr, then set the body by hand with --body",
	},
	checker.DoubtAnnexes: {
		"le début des annexes n'est pas sûr et il décide : à regarder, puis --body pour fixer le corps à la main",
		"where the annexes begin is not certain and it decides: look, then set the body by hand with --body",
	},
}

// PageDoubt says why a verdict on length is uncertain, "" when it is not.
func (l Lang) PageDoubt(d checker.PageDoubt) string {
	if d == "" {
		return ""
	}
	return named(l, doubts, d)
}

var zoneNames = map[document.Zone]pair{
	document.Cover:        {"page de garde", "cover"},
	document.Contents:     {"sommaire", "contents"},
	document.Front:        {"pages liminaires", "front matter"},
	document.Body:         {"corps", "body"},
	document.Bibliography: {"bibliographie", "bibliography"},
	document.Glossary:     {"glossaire", "glossary"},
	document.Annexes:      {"annexes", "annexes"},
}

// Zone names a zone.
func (l Lang) Zone(z document.Zone) string { return named(l, zoneNames, z) }

// ZoneList names several zones, each once.
func (l Lang) ZoneList(list []document.Zone) string {
	var names []string
	for _, z := range list {
		names = append(names, l.Zone(z))
	}
	return l.Join(names)
}

// Span gives the pages of a zone: "p. 4", "p. 4–47".
func (l Lang) Span(z document.ZoneSpan) string {
	if z.Last > z.First {
		return fmt.Sprintf("p. %d–%d", z.First, z.Last)
	}
	return fmt.Sprintf("p. %d", z.First)
}

// Where gives the page of an evidence: in the file, and the printed one when it
// differs.
func (l Lang) Where(page int, printed string) string {
	s := "p. " + strconv.Itoa(page)
	if printed != "" && printed != strconv.Itoa(page) {
		s += l.Of(" (imprimée ", " (printed ") + printed + ")"
	}
	return s
}

// Summary counts the criteria by level, then what persons decided: "18 présents,
// 4 à renforcer…, 1 tranché par une personne".
func (l Lang) Summary(r *checker.Report) string {
	n := map[checker.Level]int{}
	settled := 0
	over := map[checker.DecisionState]int{}
	for i := range r.Criteria {
		c := &r.Criteria[i]
		if c.Settled() {
			settled++
			continue
		}
		n[c.Level]++
		if c.Decision != nil {
			over[c.Decision.State]++
		}
	}
	var parts []string
	for _, s := range []struct {
		level     checker.Level
		one, many pair
	}{
		{checker.LevelStrong, pair{"présent", "present"}, pair{"présents", "present"}},
		{checker.LevelWeak, pair{"à renforcer", "to strengthen"}, pair{"à renforcer", "to strengthen"}},
		{checker.LevelAbsent, pair{"pas trouvé", "not found"}, pair{"pas trouvés", "not found"}},
		{checker.LevelSee, pair{"à vérifier", "to check"}, pair{"à vérifier", "to check"}},
		{checker.LevelJury, pair{"laissé au jury", "left to the jury"}, pair{"laissés au jury", "left to the jury"}},
		{checker.LevelExempt, pair{"exempté", "exempted"}, pair{"exemptés", "exempted"}},
	} {
		if n[s.level] > 0 {
			parts = append(parts, l.Count(n[s.level], l.pick(s.one), l.pick(s.many)))
		}
	}
	if settled > 0 {
		parts = append(parts, l.Settled(settled))
	}
	for _, state := range DoubtfulDecisions {
		if over[state] > 0 {
			one, many := l.DecisionState(state)
			parts = append(parts, l.Count(over[state], one, many))
		}
	}
	return strings.Join(parts, ", ")
}

// Help is the sentence that stands under every result.
func (l Lang) Help() string {
	return l.Of(
		"Aide à la relecture : prejury montre des indices, il ne juge pas. Seul le jury évalue.",
		"A help to human eyes: prejury shows evidence, it does not judge. Only the jury does.")
}

// named gives the wording of a code, or the code itself when there is none, so
// that nothing is hidden.
func named[K ~string](l Lang, table map[K]pair, code K) string {
	if p, ok := table[code]; ok {
		return l.pick(p)
	}
	return string(code)
}

// Counts gives every count of pages, the one that was judged marked.
func (l Lang) Counts(p checker.Pages) string {
	var parts []string
	for _, c := range []checker.Convention{checker.AllPages, checker.WithoutAnnexes, checker.BodyOnly} {
		s := l.Convention(c) + " " + strconv.Itoa(p.Counts[c])
		if c == p.Convention {
			s += l.Of(" (retenu)", " (used)")
		}
		parts = append(parts, s)
	}
	return strings.Join(parts, " · ") + l.Semicolon() + l.Method(p.Count)
}

// Accommodation says that one was applied; never why.
func (l Lang) Accommodation(a *checker.Accommodation) string {
	var parts []string
	if len(a.Exempt) > 0 {
		parts = append(parts, l.Of("critères exemptés ", "exempted criteria ")+strings.Join(a.Exempt, ", "))
	}
	if a.Pages != nil {
		parts = append(parts, l.Limit(a.Pages))
	}
	s := l.Of("appliqué", "applied")
	if len(parts) > 0 {
		s += l.Colon() + strings.Join(parts, l.Semicolon())
	}
	if a.Reference != "" {
		s += l.Of(" (réf. ", " (ref. ") + a.Reference + ")"
	}
	return s
}
