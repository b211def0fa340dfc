package rules

import (
	"iter"
	"math"
	"slices"
	"strings"
)

// Profile is what the passages of each criterion say, see ProfileEntry. Its field is
// exported for encoding alone.
type Profile struct{ Columns columns }

// NewProfile packs entries, in any order.
func NewProfile(entries []ProfileEntry) Profile {
	cells := make([]cell, len(entries))
	for i, e := range entries {
		cells[i] = cell{e.Sign, e.Criterion, [2]float64{e.About, e.Shows}}
	}
	return Profile{toColumns(cells, 2)}
}

// Len is the number of entries.
func (p Profile) Len() int { return len(p.Columns.Criteria) }

// All gives the entries by sign, then by criterion.
func (p Profile) All() iter.Seq[ProfileEntry] {
	return func(yield func(ProfileEntry) bool) {
		p.Columns.each(func(c cell) bool { return yield(ProfileEntry{c.criterion, c.sign, c.worths[0], c.worths[1]}) })
	}
}

// Pages is what the pages of evidence of each criterion hold, see PageEntry. Its field
// is exported for encoding alone.
type Pages struct{ Columns columns }

// NewPages packs entries, in any order.
func NewPages(entries []PageEntry) Pages {
	cells := make([]cell, len(entries))
	for i, e := range entries {
		cells[i] = cell{e.Sign, e.Criterion, [2]float64{e.Worth}}
	}
	return Pages{toColumns(cells, 1)}
}

// Len is the number of entries.
func (p Pages) Len() int { return len(p.Columns.Criteria) }

// All gives the entries by sign, then by criterion.
func (p Pages) All() iter.Seq[PageEntry] {
	return func(yield func(PageEntry) bool) {
		p.Columns.each(func(c cell) bool { return yield(PageEntry{c.criterion, c.sign, c.worths[0]}) })
	}
}

// columns is a table of numbers by sign and criterion. Hundreds of thousands of entries
// stand in a pack: as small structs they would take several times the memory, and gob,
// which reads the built-in pack at each start, would read them many times slower.
type columns struct {
	Signs    string    // distinct signs in order, one a line
	Runs     []uint16  // how many values each sign has, one a criterion at the most
	Names    []string  // of criteria, in order
	Criteria []uint16  // of each value, its place in Names
	Worths   [][]int32 // of each value, hundredths of log-odds, a column for each number
}

// cell is one value of columns.
type cell struct {
	sign, criterion string
	worths          [2]float64
}

// toColumns packs cells, which it sorts, each of n numbers. Of two cells of one sign and
// criterion, the first one counts. No pack has more criteria than sixteen bits tell apart.
func toColumns(cells []cell, n int) columns {
	slices.SortStableFunc(cells, func(a, b cell) int { return byTwo(a.sign, b.sign, a.criterion, b.criterion) })
	cells = slices.CompactFunc(cells, func(a, b cell) bool { return a.sign == b.sign && a.criterion == b.criterion })
	c := columns{Worths: make([][]int32, n)}
	place := map[string]uint16{}
	for _, x := range cells {
		if _, ok := place[x.criterion]; !ok {
			place[x.criterion] = 0
			c.Names = append(c.Names, x.criterion)
		}
	}
	slices.Sort(c.Names)
	for i, name := range c.Names {
		place[name] = uint16(i)
	}
	var signs []string
	for i, x := range cells {
		if i == 0 || x.sign != cells[i-1].sign {
			signs = append(signs, x.sign)
			c.Runs = append(c.Runs, 0)
		}
		c.Runs[len(c.Runs)-1]++
		c.Criteria = append(c.Criteria, place[x.criterion])
		for z := range c.Worths {
			c.Worths[z] = append(c.Worths[z], hundredths(x.worths[z]))
		}
	}
	c.Signs = strings.Join(signs, "\n")
	return c
}

func hundredths(v float64) int32 {
	return int32(math.Round(max(math.MinInt32, min(math.MaxInt32, 100*v))))
}

// each calls f for the values of columns, in order, until it returns false.
func (c *columns) each(f func(cell) bool) {
	rest, at := c.Signs, 0
	for _, n := range c.Runs {
		x := cell{}
		x.sign, rest, _ = strings.Cut(rest, "\n")
		for ; n > 0; n-- {
			x.criterion = c.Names[c.Criteria[at]]
			for z := range c.Worths {
				x.worths[z] = float64(c.Worths[z][at]) / 100
			}
			if !f(x) {
				return
			}
			at++
		}
	}
}
