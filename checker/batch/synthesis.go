package batch

import (
	"slices"
	"time"

	"prejury/checker"
	"prejury/extractors/input"
	"prejury/rules"
)

// Cell is what one row came to, without the evidence.
type Cell struct {
	Verdict     checker.Verdict
	Err         *input.Error // why the file could not be read, nil when it was
	Pages       int          // counted
	PageVerdict checker.PageVerdict
	Levels      []CriterionLevel      // in the order of the modality
	Counts      map[checker.Level]int // of what no person settled
	Settled     int                   // criteria that a person settled
}

// CriterionLevel is the level of one criterion.
type CriterionLevel struct {
	ID      string
	Level   checker.Level
	Decided bool                  // a person decided on it
	State   checker.DecisionState // and whether that still holds
}

// Settled reports whether a person's decision is what the level is.
func (k CriterionLevel) Settled() bool { return k.Decided && k.State == checker.DecisionHolds }

// Decided reports whether a person decided on any criterion.
func (c *Cell) Decided() bool {
	return slices.ContainsFunc(c.Levels, func(k CriterionLevel) bool { return k.Decided })
}

// CellOf sums up a report.
func CellOf(r *checker.Report) *Cell {
	c := &Cell{Verdict: r.Verdict, Err: r.Err, Pages: r.Pages.Counted, PageVerdict: r.Pages.Verdict, Counts: map[checker.Level]int{}}
	for _, k := range r.Criteria {
		level := CriterionLevel{ID: k.Criterion.ID, Level: k.Level}
		if k.Decision != nil {
			level.Decided, level.State = true, k.Decision.State
		}
		c.Levels = append(c.Levels, level)
		if level.Settled() {
			c.Settled++
		} else {
			c.Counts[k.Level]++
		}
	}
	return c
}

// Synthesis is what a deposit came to.
type Synthesis struct {
	Plan  *Plan
	Cells []*Cell // of each row, nil for one without file
	Date  time.Time
}

// Standing is where a candidate stands in one block: rows of the plan, by what they
// came to.
type Standing struct {
	Block         int
	Taken         bool // the candidate takes the whole block; false when that is not known
	Missing       []*rules.Modality
	NotAdmissible []int
	Unreadable    []int
	Handed        []int // all rows with a file
}

// Complete reports whether nothing is missing, unreadable or not admissible.
func (s *Standing) Complete() bool {
	return len(s.Missing) == 0 && len(s.NotAdmissible) == 0 && len(s.Unreadable) == 0
}

// Standings gives a candidate's blocks, in order.
func (s *Synthesis) Standings(candidate string) []Standing {
	byBlock := map[int]*Standing{}
	var order []int
	of := func(block int) *Standing {
		if byBlock[block] == nil {
			byBlock[block] = &Standing{Block: block}
			order = append(order, block)
		}
		return byBlock[block]
	}
	best := map[*rules.Modality]bool{} // handed in, readable and admissible once
	handed := map[*rules.Modality]bool{}
	for i := range s.Plan.Rows {
		r := &s.Plan.Rows[i]
		if r.Candidate == candidate && r.File != nil && s.Cells[i] != nil {
			handed[r.Modality] = true
			v := s.Cells[i].Verdict
			best[r.Modality] = best[r.Modality] || v == checker.Admissible || v == checker.ToReview
		}
	}
	for _, m := range s.Plan.Expected[candidate] {
		st := of(m.Block)
		if !handed[m] {
			st.Missing = append(st.Missing, m)
			continue
		}
		for i := range s.Plan.Rows {
			r := &s.Plan.Rows[i]
			if r.Candidate != candidate || r.Modality != m || r.File == nil || s.Cells[i] == nil {
				continue
			}
			st.Handed = append(st.Handed, i)
			switch {
			case best[m]: // another file of the same modality will do
			case s.Cells[i].Verdict == checker.NotAdmissible:
				st.NotAdmissible = append(st.NotAdmissible, i)
			case s.Cells[i].Verdict == checker.Unreadable:
				st.Unreadable = append(st.Unreadable, i)
			}
		}
	}
	out := make([]Standing, 0, len(order))
	for _, b := range order {
		for _, t := range s.Plan.Blocks[candidate] {
			byBlock[b].Taken = byBlock[b].Taken || t == b
		}
		out = append(out, *byBlock[b])
	}
	return out
}

// Several are the rows of a candidate who handed in more than one file for a
// modality.
func (p *Plan) Several() [][]int {
	type key struct {
		candidate string
		modality  *rules.Modality
	}
	rows := map[key][]int{}
	var order []key
	for i, r := range p.Rows {
		if r.File == nil {
			continue
		}
		k := key{r.Candidate, r.Modality}
		if len(rows[k]) == 0 {
			order = append(order, k)
		}
		rows[k] = append(rows[k], i)
	}
	var out [][]int
	for _, k := range order {
		if len(rows[k]) > 1 {
			out = append(out, rows[k])
		}
	}
	return out
}

// Lacking counts, for each criterion, the rows in which it is absent or weak, among
// those that were judged for it.
func (s *Synthesis) Lacking() []Lack {
	at := map[string]int{}
	var out []Lack
	for _, c := range s.Cells {
		if c == nil {
			continue
		}
		for _, k := range c.Levels {
			i, ok := at[k.ID]
			if !ok {
				i = len(out)
				at[k.ID] = i
				out = append(out, Lack{ID: k.ID})
			}
			switch k.Level {
			case checker.LevelAbsent:
				out[i].Absent++
			case checker.LevelWeak:
				out[i].Weak++
			}
			if k.Level != checker.LevelJury && k.Level != checker.LevelExempt {
				out[i].Of++
			}
		}
	}
	return out
}

// Lack is how often a criterion lacks.
type Lack struct {
	ID               string
	Absent, Weak, Of int
}

// Unread gives the cells of a plan whose files were not read: all that have bytes are
// taken for handed in.
func Unread(p *Plan) []*Cell {
	cells := make([]*Cell, len(p.Rows))
	for i := range p.Rows {
		if f := p.Rows[i].File; f != nil {
			cells[i] = &Cell{Verdict: checker.ToReview, Err: f.Err}
			if f.Err != nil {
				cells[i].Verdict = checker.Unreadable
			}
		}
	}
	return cells
}
