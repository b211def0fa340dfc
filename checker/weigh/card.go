package weigh

import (
	"fmt"
	"math"
	"sort"
	"strconv"
	"strings"

	"prejury/rules"
)

// Card is a scorecard: a log-odds that is the sum of steps, each earned by one
// named figure passing one threshold. It can be read line by line.
type Card struct {
	constant float64
	steps    [][]step           // by figure, thresholds ascending
	own      map[string]float64 // a constant by criterion
}

// step is what passing a threshold adds; Sum is what it comes to with those below.
type step struct {
	above float64
	sum   float64
}

// Constant is the sign of the constant term of a card.
const Constant = "(constante)"

// All is the criterion of weights that all criteria share.
const All = "*"

// NewCard reads the rows of one model of a pack. names are the figures that the
// card may use, in their order in the vectors.
func NewCard(w *rules.Weights, model string, names []string) (*Card, error) {
	c := &Card{steps: make([][]step, len(names)), own: map[string]float64{}}
	at := map[string]int{}
	for i, n := range names {
		at[n] = i
	}
	for _, r := range w.Rows {
		if r.Model != model {
			continue
		}
		switch {
		case r.Sign == Constant && r.Criterion == All:
			c.constant = r.Value
		case r.Sign == Constant:
			c.own[r.Criterion] = r.Value
		default:
			name, threshold, _ := strings.Cut(r.Sign, " > ")
			i, ok := at[name]
			v, err := strconv.ParseFloat(threshold, 64)
			if !ok || err != nil {
				return nil, fmt.Errorf("model %s: sign %q is not a figure of this program passing a number", model, r.Sign)
			}
			c.steps[i] = append(c.steps[i], step{v, r.Value})
		}
	}
	for _, s := range c.steps {
		sort.Slice(s, func(i, j int) bool { return s[i].above < s[j].above })
		for i := 1; i < len(s); i++ {
			s[i].sum += s[i-1].sum
		}
	}
	return c, nil
}

// StepSign names the step of a figure passing a threshold, as NewCard reads it.
func StepSign(name string, above float64) string {
	return name + " > " + strconv.FormatFloat(above, 'g', 5, 64)
}

// worth is what one figure adds.
func (c *Card) worth(figure int, value float64) float64 {
	s := c.steps[figure]
	k := sort.Search(len(s), func(i int) bool { return s[i].above >= value })
	if k == 0 {
		return 0
	}
	return s[k-1].sum
}

// Score sums the card over a vector, for one criterion.
func (c *Card) Score(criterion string, vector []float64) float64 {
	total := c.constant + c.own[criterion]
	for i, v := range vector {
		total += c.worth(i, v)
	}
	return total
}

// Round gives a threshold as StepSign writes it, so that fitting and weighing
// compare with the same number.
func Round(v float64) float64 {
	r, err := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 5, 64), 64)
	if err != nil {
		return math.NaN()
	}
	return r
}
