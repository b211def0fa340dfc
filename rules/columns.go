package rules

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// columns is a table of numbers by sign and criterion (a profile, or the pages) as the
// compiled pack keeps it. gob reads a few long slices many times faster than hundreds of
// thousands of small structs, and the program reads the pack at each start.
type columns struct {
	Signs    string   // distinct signs in order, one a line
	Runs     []int    // how many values each sign has
	Names    []string // of criteria, in order
	Criteria []byte   // of each value, its place in Names
	Worths   [2][]int // of each value, hundredths of log-odds
}

// cell is one value of columns.
type cell struct {
	sign, criterion string
	worths          [2]float64
}

// bySign is the order of columns.
func bySign(a, b cell) int { return byTwo(a.sign, b.sign, a.criterion, b.criterion) }

// toColumns needs cells in the order of bySign. The error is that of a pack whose criteria
// do not fit the byte that Criteria has for each.
func toColumns(cells []cell) (columns, error) {
	var c columns
	for _, x := range cells {
		c.Names = append(c.Names, x.criterion)
	}
	slices.Sort(c.Names)
	c.Names = slices.Compact(c.Names)
	if len(c.Names) > math.MaxUint8+1 {
		return columns{}, fmt.Errorf("%d criteria, %d at most can be compiled", len(c.Names), math.MaxUint8+1)
	}
	var signs []string
	for i, x := range cells {
		if i == 0 || x.sign != cells[i-1].sign {
			signs = append(signs, x.sign)
			c.Runs = append(c.Runs, 0)
		}
		c.Runs[len(c.Runs)-1]++
		k, _ := slices.BinarySearch(c.Names, x.criterion)
		c.Criteria = append(c.Criteria, byte(k))
		for z := range c.Worths {
			c.Worths[z] = append(c.Worths[z], int(math.Round(100*x.worths[z])))
		}
	}
	c.Signs = strings.Join(signs, "\n")
	return c, nil
}

// each calls f for the values of columns, in order.
func (c *columns) each(f func(sign, criterion string, first, second float64)) {
	rest, at := c.Signs, 0
	for _, n := range c.Runs {
		var sign string
		sign, rest, _ = strings.Cut(rest, "\n")
		for ; n > 0; n-- {
			f(sign, c.Names[c.Criteria[at]], float64(c.Worths[0][at])/100, float64(c.Worths[1][at])/100)
			at++
		}
	}
}
