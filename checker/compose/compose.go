// Package compose makes reports out of labelled passages, with their truth beside
// them: a test tool. A composed report knows, for each criterion, the level that it
// serves it at and the pages on which it does.
//
// The truth is that of the passages: a criterion is at the highest level that a
// passage of the report has for it. Only passages whose readers labelled every
// criterion judged are used, so that nothing in the report is without a label.
package compose

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"prejury/checker/passages"
	"prejury/rules"
)

// Plan says what is composed. The same plan gives the same report.
type Plan struct {
	Modality *rules.Modality
	// Criteria are those of the modality that are judged, in order; see Judged.
	Criteria []string
	// Passages are what may be drawn; those that do not label every criterion are not.
	Passages []passages.Passage
	Seed     uint64
	// Ordinary is how many words of passages that serve no criterion are asked for,
	// as far as there are any.
	Ordinary int
}

// Report is a composed report, laid out.
type Report struct {
	Modality string
	Seed     uint64
	Title    string
	Pages    int
	Blocks   []Block // in reading order
	Truth    []Truth // in the order of Plan.Criteria
}

// Truth is what the report does with a criterion.
type Truth struct {
	Criterion string `json:"criterion"`
	Level     string `json:"level"`
	// Pages are those of the passages at that level, none where it is absent.
	Pages []int `json:"pages"`
	// Strong and Weak are how many passages have that label, Heading is set when a
	// heading of the report names the criterion.
	Strong  int  `json:"strong"`
	Weak    int  `json:"weak"`
	Heading bool `json:"heading"`
}

// Judged gives the criteria of a modality for which passages are labelled: those
// that stand in the scope of some.
func Judged(pack *rules.Pack, m *rules.Modality, all []passages.Passage) []string {
	known := map[string]bool{}
	for i := range all {
		for _, c := range all[i].Scope {
			known[c] = true
		}
	}
	var out []string
	for _, id := range m.Criteria {
		c := pack.Criterion(id)
		if known[id] && !c.Whole && c.Assessable != rules.ByJury {
			out = append(out, id)
		}
	}
	return out
}

// Headings are what the headings of composed reports may call each criterion.
func Headings(pack *rules.Pack) map[string]string {
	out := map[string]string{}
	for _, c := range pack.Criteria {
		out[c.ID] = c.Label.FR
	}
	return out
}

// composer draws passages for one report.
type composer struct {
	Plan
	rnd    *rand.Rand
	drawn  map[string]rules.Level // asked of each criterion
	usable []*passages.Passage
	used   map[string]bool // families of passages already in the report
	labels map[string]string
}

// section is a heading and what stands below it.
type section struct {
	heading string
	names   string // the criterion that the heading names, "" when it names none
	of      []*passages.Passage
}

// Compose makes the report of a plan. labels are what headings may call each
// criterion. The error says that the passages do not suffice.
func Compose(plan Plan, labels map[string]string) (*Report, error) {
	c := &composer{Plan: plan, rnd: rand.New(rand.NewPCG(plan.Seed, 0x9e3779b97f4a7c15)), drawn: map[string]rules.Level{}, used: map[string]bool{}, labels: labels}
	for i, k := range c.rnd.Perm(len(plan.Criteria)) {
		// two in five fort, three in ten faible, as many absent
		c.drawn[plan.Criteria[k]] = []rules.Level{rules.Strong, rules.Absent, rules.Weak, rules.Strong, rules.Absent, rules.Strong, rules.Weak, rules.Strong, rules.Absent, rules.Weak}[i%10]
	}
	for i := range plan.Passages {
		if p := &plan.Passages[i]; c.fits(p) {
			c.usable = append(c.usable, p)
		}
	}
	c.rnd.Shuffle(len(c.usable), func(i, j int) { c.usable[i], c.usable[j] = c.usable[j], c.usable[i] })
	sections := c.sections()
	n := 0
	for _, s := range sections {
		n += len(s.of)
	}
	if n < len(plan.Criteria) {
		return nil, fmt.Errorf("modality %s, seed %d: %d passages for %d criteria", plan.Modality.ID, plan.Seed, n, len(plan.Criteria))
	}
	r := &Report{Modality: plan.Modality.ID, Seed: plan.Seed, Title: titles[c.rnd.IntN(len(titles))]}
	r.build(sections)
	r.lay()
	r.judge(plan.Criteria, sections)
	return r, nil
}

// fits reports whether a passage is labelled for all criteria, and serves none
// above the level drawn for it.
func (c *composer) fits(p *passages.Passage) bool {
	for _, id := range c.Criteria {
		level, counts := p.Expected(id)
		if !slices.Contains(p.Scope, id) || !counts || level > c.drawn[id] {
			return false
		}
	}
	return true
}

// take draws up to n passages that please, each of a family not yet in the report.
func (c *composer) take(n int, pleases func(*passages.Passage) bool) []*passages.Passage {
	var out []*passages.Passage
	for _, p := range c.usable {
		if len(out) == n {
			break
		}
		if !c.used[p.Fold()] && pleases(p) {
			c.used[p.Fold()] = true
			out = append(out, p)
		}
	}
	return out
}

func labelled(id string, level rules.Level) func(*passages.Passage) bool {
	return func(p *passages.Passage) bool { return p.Labels[id] == level.String() }
}

// serves reports whether a passage serves one of the criteria.
func (c *composer) serves(p *passages.Passage) bool {
	for _, id := range c.Criteria {
		if p.Labels[id] != "" && p.Labels[id] != rules.Absent.String() {
			return true
		}
	}
	return false
}

// sections draws passages and puts them under headings, in a shuffled order.
func (c *composer) sections() []section {
	var own []section
	var pool []*passages.Passage
	for _, id := range c.Criteria {
		var of []*passages.Passage
		switch c.drawn[id] {
		case rules.Strong:
			of = c.take(1+c.rnd.IntN(3), labelled(id, rules.Strong))
			of = append(of, c.take(c.rnd.IntN(2), labelled(id, rules.Weak))...)
		case rules.Weak:
			of = c.take(1+c.rnd.IntN(2), labelled(id, rules.Weak))
		}
		// written for the criterion, and of no use to it: homonyms, definitions, neighbours
		beside := c.take(c.rnd.IntN(2), func(p *passages.Passage) bool { return p.Criterion() == id && !c.serves(p) })
		if c.drawn[id] == rules.Absent && len(beside) > 0 && c.rnd.IntN(3) == 0 {
			// a heading that names the criterion proves nothing by itself
			own = append(own, section{heading: c.labels[id], names: id, of: beside})
			continue
		}
		pool = append(pool, beside...)
		switch {
		case len(of) > 0 && c.rnd.IntN(10) < 4:
			own = append(own, section{heading: c.labels[id], names: id, of: of})
		case len(of) > 0 && c.rnd.IntN(2) == 0:
			own = append(own, section{of: of})
		default:
			pool = append(pool, of...)
		}
	}
	words := 0
	ordinary := c.take(len(c.usable), func(p *passages.Passage) bool {
		if words >= c.Ordinary || c.serves(p) {
			return false
		}
		words += wordsOf(p)
		return true
	})
	pool = append(pool, ordinary...)
	c.rnd.Shuffle(len(pool), func(i, j int) { pool[i], pool[j] = pool[j], pool[i] })
	for len(pool) > 0 {
		n := min(len(pool), 3+c.rnd.IntN(4))
		own = append(own, section{of: pool[:n:n]})
		pool = pool[n:]
	}
	c.rnd.Shuffle(len(own), func(i, j int) { own[i], own[j] = own[j], own[i] })
	for i := range own {
		if own[i].heading == "" {
			own[i].heading = fmt.Sprintf(plainHeadings[c.rnd.IntN(len(plainHeadings))], i+1)
		}
	}
	return own
}

// judge writes the truth, from what was laid.
func (r *Report) judge(criteria []string, sections []section) {
	page := map[*passages.Passage]int{}
	for _, b := range r.Blocks {
		if b.from != nil && page[b.from] == 0 {
			page[b.from] = b.Page
		}
	}
	for _, id := range criteria {
		t := Truth{Criterion: id, Pages: []int{}}
		at := map[string][]int{}
		for _, s := range sections {
			t.Heading = t.Heading || s.names == id
			for _, p := range s.of {
				at[p.Labels[id]] = append(at[p.Labels[id]], page[p])
			}
		}
		t.Strong, t.Weak = len(at[rules.Strong.String()]), len(at[rules.Weak.String()])
		level := rules.Absent
		switch {
		case t.Strong > 0:
			level = rules.Strong
		case t.Weak > 0:
			level = rules.Weak
		}
		t.Level = level.String()
		if level > rules.Absent {
			t.Pages = slices.Compact(slices.Sorted(slices.Values(at[t.Level])))
		}
		r.Truth = append(r.Truth, t)
	}
}

var titles = []string{
	"Rapport de mission – atelier de Saint-Aubin", "Dossier professionnel – site de la Vallée", "Une année à l'atelier, rapport de fin de parcours",
}

// plainHeadings name nothing that a criterion asks.
var plainHeadings = []string{
	"Chapitre %d", "Partie %d – Au fil de l'année", "Étape %d du parcours", "%d. Sur le terrain", "%d. Ce que nous avons vécu", "%d. La suite du travail", "%d. Dans l'atelier", "%d. Retour sur le semestre",
}
