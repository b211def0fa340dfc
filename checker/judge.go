package checker

import (
	"slices"
	"sort"
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
	result.Figure = figure(doc, c, e.reader)
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

// figureShare is the part of a page from which a picture may be a proof.
const figureShare = 0.08

// figure looks for a picture that its caption names as the proof of a criterion.
func figure(doc *document.Document, c *rules.Criterion, reader *signs.Reader) *Figure {
	if len(c.Figures) == 0 {
		return nil
	}
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if b.Kind != document.Caption || !b.InFlow() || !isProofZone(b.Zone) || !hasPicture(doc, b.Page) {
			continue
		}
		for _, h := range reader.Read(signs.Unit{Text: b.Text}).Hits {
			if h.Sign == signs.Of(c.ID, "figures") {
				return &Figure{b.Page, b.Text}
			}
		}
	}
	return nil
}

// hasPicture reports whether a page holds an image large enough to be a proof.
func hasPicture(doc *document.Document, page int) bool {
	if page < 1 || page > len(doc.Pages) {
		return false
	}
	for _, im := range doc.Pages[page-1].Images {
		if im.Share >= figureShare {
			return true
		}
	}
	return false
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

// propose orders the modalities by how many of their criteria the report answers,
// weighed against what any report answers by chance, and by its length.
func (e *Engine) propose(doc *document.Document) []Fit {
	r := e.read(doc, nil)
	scores := map[string]float64{}
	for k, id := range e.model.Criteria() {
		s := e.score(r, k)
		scores[id] = logistic(s.About)/2 + logistic(s.Shows)/2
	}
	fits := make([]Fit, 0, len(e.pack.Modalities))
	for i := range e.pack.Modalities {
		m := &e.pack.Modalities[i]
		f := Fit{Modality: m, PagesFit: countPages(doc, m.Pages, WithoutAnnexes).Verdict}
		n := 0
		var ids []string
		for _, id := range m.Criteria {
			if s, ok := scores[id]; ok {
				f.Score += s
				n++
				ids = append(ids, id)
			}
		}
		if n > 0 {
			f.Score /= float64(n)
		}
		switch f.PagesFit {
		case PagesOK:
			f.Score += 0.1
		case PagesShort, PagesLong:
			f.Score -= 0.05
		}
		if m.Deposit == rules.DepositSlides != (doc.Source.Format == document.PPTX || doc.Source.Format == document.ODP) {
			f.Score -= 0.5
		}
		sort.SliceStable(ids, func(a, b int) bool { return scores[ids[a]] > scores[ids[b]] })
		for _, id := range ids {
			if len(f.Found) < 4 && scores[id] > 0.35 {
				f.Found = append(f.Found, id)
			}
		}
		fits = append(fits, f)
	}
	sort.SliceStable(fits, func(a, b int) bool { return fits[a].Score > fits[b].Score })
	return fits
}

// snippet is the length of an excerpt, in bytes, that is not cut further.
const snippet = 320

// cutMark ends an excerpt that was cut.
const cutMark = " …"

// excerpt gives the part of a unit that holds most of the words that counted, in
// whole sentences where they are short enough, with those words marked.
func excerpt(u *weighed, spans []text.Span) (string, []Mark) {
	s := u.Text
	if len(spans) == 0 {
		return trim(s, 0), nil
	}
	best, bestAt := -1, 0
	for _, sentence := range u.reading.Sentences {
		n := 0
		for _, p := range spans {
			if p.Start >= sentence.Start && p.Start < sentence.Start+snippet {
				n++
			}
		}
		if n > best {
			best, bestAt = n, sentence.Start
		}
	}
	out := trim(s, bestAt)
	end := bestAt + len(strings.TrimSuffix(out, cutMark))
	var marks []Mark
	for _, p := range spans {
		if p.Start >= bestAt && p.End <= end {
			marks = append(marks, Mark{p.Start - bestAt, p.End - bestAt})
		}
	}
	return out, marks
}

// trim gives s from a byte on, cut after a word when it is long.
func trim(s string, from int) string {
	s = s[from:]
	if len(s) <= snippet {
		return s
	}
	cut := strings.LastIndexAny(s[:snippet], " \n\t")
	if cut < snippet/2 {
		cut = snippet
		for cut > 0 && s[cut]&0xc0 == 0x80 {
			cut--
		}
	}
	return s[:cut] + cutMark
}
