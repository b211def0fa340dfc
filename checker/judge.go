package checker

import (
	"slices"
	"strconv"
	"strings"

	"prejury/checker/signs"
	"prejury/checker/weigh"
	"prejury/extractors/document"
	"prejury/internal/text"
	"prejury/rules"
)

// judge gives the verdict on every criterion of a modality.
func (e *Engine) judge(doc *document.Document, modality *rules.Modality, opts Options) []Result {
	r := e.read(doc, opts.Trame)
	exempt := map[string]bool{}
	if opts.Accommodation != nil {
		for _, id := range opts.Accommodation.Exempt {
			exempt[id] = true
		}
	}
	var out []Result
	for _, id := range modality.Criteria {
		c := e.pack.Criterion(id)
		if c.Status == rules.Trial {
			continue
		}
		var result Result
		switch {
		case exempt[id]:
			result = Result{Criterion: c, Level: LevelExempt}
		case c.Assessable == rules.ByJury:
			result = Result{Criterion: c, Level: LevelJury, Reason: document.Reason{Code: ReasonOral}}
		default:
			result = e.judgeOne(doc, r, c, opts)
		}
		if rel, ok := e.pack.Reliability[id]; ok {
			result.Reliability = &rel
		}
		out = append(out, result)
	}
	stuffing(out)
	decide(out, modality, opts.Decisions, opts.Date)
	return out
}

// judgeOne judges a criterion that the text of the report can show.
func (e *Engine) judgeOne(doc *document.Document, r *reading, c *rules.Criterion, opts Options) Result {
	if c.Whole || c.ID == writingCriterion {
		return judgeWriting(doc, c)
	}
	k, ok := e.model.Index(c.ID)
	if !ok {
		return Result{Criterion: c, Level: LevelJury, Reason: document.Reason{Code: ReasonOral}}
	}
	if c.Competence == "C22" {
		return judgeSlides(doc, c, opts)
	}
	score := e.score(r, k)
	result := Result{Criterion: c, Score: score.Shows}
	result.Evidence = e.evidence(doc, r, c, k, score.Level())
	result.Elements = elements(r, c, k)
	result.Figure = r.figure(c.ID)
	result.Level, result.Reason = settle(score, &result, doc)
	if c.ID == "CT.2" && len(opts.Members) > 0 {
		judgeMembers(&result, r, k, opts.Members)
	}
	return result
}

// settle turns scores into the level that is shown, with its reason.
func settle(score weigh.Scores, result *Result, doc *document.Document) (Level, document.Reason) {
	level := score.Level()
	if len(result.Evidence) == 0 {
		level = rules.Absent
	}
	missing := missingElements(result)
	switch level {
	case rules.Strong:
		if required := essential(result.Criterion); len(required) > 0 && 2*len(missing) > len(required) {
			return LevelWeak, document.Reason{Code: ReasonElements, Arg: strings.Join(missing, ",")}
		}
		return LevelStrong, document.Reason{}
	case rules.Weak:
		switch {
		case result.Evidence[0].Level == rules.Strong:
			return LevelWeak, document.Reason{Code: ReasonThin}
		case len(missing) > 0:
			return LevelWeak, document.Reason{Code: ReasonElements, Arg: strings.Join(missing, ",")}
		}
		return LevelWeak, document.Reason{Code: ReasonMention}
	}
	if result.Figure != nil {
		return LevelSee, document.Reason{Code: ReasonFigure, Arg: strconv.Itoa(result.Figure.Page)}
	}
	if pages := unreadable(doc); len(pages) > 0 {
		return LevelSee, document.Reason{Code: ReasonUnreadable, Arg: text.Ranges(pages)}
	}
	return LevelAbsent, document.Reason{Code: ReasonNotFound}
}

// essential are the ids of the elements that a criterion cannot do without.
func essential(c *rules.Criterion) []string {
	var ids []string
	for _, el := range c.Elements {
		if !el.Optional {
			ids = append(ids, el.ID)
		}
	}
	return ids
}

func missingElements(r *Result) []string {
	var ids []string
	for _, el := range r.Elements {
		if !el.Found && !el.Element.Optional {
			ids = append(ids, el.Element.ID)
		}
	}
	return ids
}

// relevant is the log-odds of speaking of a subject above which a unit may hold
// one of its elements.
const relevant = -2

// elements looks for each element of a criterion in the units that speak of it.
func elements(r *reading, c *rules.Criterion, k int) []ElementFound {
	out := make([]ElementFound, len(c.Elements))
	for i := range c.Elements {
		el := &c.Elements[i]
		out[i].Element = el
		best := float64(relevant)
		for j := range r.units {
			u := &r.units[j]
			if u.scores[k].About <= best && !(u.headings.about[c.ID] && !out[i].Found) {
				continue
			}
			for _, h := range u.reading.Hits {
				if h.Sign == signs.Of(c.ID, el.ID) {
					out[i].Found, out[i].Page = true, u.page
					best = max(best, u.scores[k].About)
					break
				}
			}
		}
	}
	return out
}

// unreadable are the pages that could not be read, of those where a proof may stand,
// where they are enough to hide one: two pages and one in ten.
func unreadable(doc *document.Document) []int {
	var pages []int
	searched := 0
	for _, p := range doc.Pages {
		if inZone(doc, p.Number, document.Cover) || inZone(doc, p.Number, document.Contents) {
			continue
		}
		searched++
		if p.Unreadable != "" {
			pages = append(pages, p.Number)
		}
	}
	if len(pages) < 2 || 10*len(pages) < searched {
		return nil
	}
	return pages
}

func inZone(doc *document.Document, page int, zone document.Zone) bool {
	for _, z := range doc.Zones {
		if z.Zone == zone && z.First <= page && page <= z.Last {
			return true
		}
	}
	return false
}

// stuffed is how many criteria that do not ask the same one passage may prove best.
const stuffed = 4

// stuffing says of the results that rest first on one and the same passage, more
// than a passage can honestly prove, that a person must look.
func stuffing(results []Result) {
	by := map[string][]int{}
	for i, r := range results {
		if r.Level == LevelStrong && len(r.Evidence) > 0 {
			ev := r.Evidence[0]
			key := strconv.Itoa(ev.Page) + "\x00" + ev.Excerpt
			by[key] = append(by[key], i)
		}
	}
	for _, at := range by {
		n := apart(results, at)
		if n <= stuffed {
			continue
		}
		for _, i := range at {
			results[i].Reason = document.Reason{Code: ReasonStuffing, Arg: strconv.Itoa(n)}
		}
	}
}

// apart counts criteria, those that ask the same as one before them (Shares) once.
func apart(results []Result, at []int) int {
	n := 0
	for k, i := range at {
		c := results[i].Criterion
		same := func(j int) bool {
			other := results[j].Criterion
			return slices.Contains(c.Shares, other.ID) || slices.Contains(other.Shares, c.ID)
		}
		if !slices.ContainsFunc(at[:k], same) {
			n++
		}
	}
	return n
}

// judgeMembers asks that every member of a group be named where contributions are
// told.
func judgeMembers(result *Result, r *reading, k int, members []string) {
	var lost []string
	for _, m := range members {
		name := foldLine(m)
		family := name[strings.LastIndexByte(name, ' ')+1:]
		found := false
		for i := range r.units {
			if u := &r.units[i]; u.scores[k].About > relevant && strings.Contains(" "+foldLine(u.Text)+" ", " "+family+" ") {
				found = true
				break
			}
		}
		if !found {
			lost = append(lost, m)
		}
	}
	if len(lost) > 0 && result.Level == LevelStrong {
		result.Level = LevelWeak
	}
	if len(lost) > 0 && result.Level != LevelAbsent {
		result.Reason = document.Reason{Code: ReasonElements, Arg: strings.Join(lost, ", ")}
	}
}
