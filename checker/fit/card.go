package fit

import (
	"sort"

	"prejury/checker/weigh"
	"prejury/rules"
)

// unitQuantiles are where the thresholds of units are put: evenly, and closer at the
// top, where the few passages that serve a criterion are. Reports are far fewer:
// reportQuantiles are coarse.
var (
	unitQuantiles    = []float64{0, .15, .3, .5, .7, .85, .93, .97, .99}
	reportQuantiles  = []float64{.3, .6, .8, .93}
	densityQuantiles = []float64{.1, .2, .3, .4, .5, .6, .7, .8, .9}
)

// bins cut each figure at thresholds seen in the data.
type bins struct {
	names      []string
	thresholds [][]float64
	first      []int32 // the column of each figure's first threshold
	columns    int     // column 0 is the constant; criteria's constants follow the thresholds
	criteria   map[string]int32
}

// newBins cuts the figures of vectors at quantiles; those that leaveOut names, if it is
// not nil, get no step. criteria, which may be empty, get a constant each.
func newBins(names []string, leaveOut func(name string) bool, vectors [][]float64, quantiles []float64, criteria []string) *bins {
	b := &bins{names: names, columns: 1, criteria: map[string]int32{}}
	values := make([]float64, len(vectors))
	for j, name := range names {
		b.first = append(b.first, int32(b.columns))
		if leaveOut != nil && leaveOut(name) {
			b.thresholds = append(b.thresholds, nil)
			continue
		}
		for i, v := range vectors {
			values[i] = v[j]
		}
		sort.Float64s(values)
		var cuts []float64
		for _, q := range quantiles {
			t := weigh.Round(values[int(q*float64(len(values)-1))])
			if t < values[len(values)-1] && (len(cuts) == 0 || t > cuts[len(cuts)-1]) {
				cuts = append(cuts, t)
			}
		}
		b.thresholds = append(b.thresholds, cuts)
		b.columns += len(cuts)
	}
	for _, c := range criteria {
		b.criteria[c] = int32(b.columns)
		b.columns++
	}
	return b
}

// row gives the columns of a vector that are 1.
func (b *bins) row(criterion string, vector []float64) []int32 {
	out := make([]int32, 1, 64)
	for j, v := range vector {
		for k, t := range b.thresholds[j] {
			if v <= t {
				break
			}
			out = append(out, b.first[j]+int32(k))
		}
	}
	if c, ok := b.criteria[criterion]; ok {
		out = append(out, c)
	}
	return out
}

// weights turns what was fitted into rows of a pack.
func (b *bins) weights(model string, w []float64) []rules.Weight {
	out := []rules.Weight{{Model: model, Criterion: weigh.All, Sign: weigh.Constant, Value: w[0]}}
	for j, cuts := range b.thresholds {
		for k, t := range cuts {
			if v := w[b.first[j]+int32(k)]; v > 0.0005 || v < -0.0005 {
				out = append(out, rules.Weight{Model: model, Criterion: weigh.All, Sign: weigh.StepSign(b.names[j], t), Value: v})
			}
		}
	}
	for c, i := range b.criteria {
		out = append(out, rules.Weight{Model: model, Criterion: c, Sign: weigh.Constant, Value: w[i]})
	}
	return out
}
