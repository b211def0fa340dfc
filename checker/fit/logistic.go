// Package fit makes the weights of a pack from labelled passages and judged
// reports: logistic regressions, sparse and regularised, the same for the same
// input whatever the machine.
package fit

import (
	"math"
	"math/rand/v2"
)

// Row is one observation: sparse features and an outcome, with its weight.
type Row struct {
	Index  []int32
	Value  []float32
	Y      bool
	Weight float64
}

// Penalty says how strongly weights are held to zero: L1 makes few of them,
// L2 makes them small. Scale multiplies a feature's values: a feature whose scale
// is small needs more proof.
type Penalty struct{ L1, L2 float64 }

// Logistic fits a logistic regression by follow-the-regularised-leader, which
// gives exact zeros. Feature 0 is the constant and is not penalised.
func Logistic(rows []Row, features int, p Penalty, epochs int) []float64 {
	const alpha, beta = 0.25, 1.0
	z, n, w := make([]float64, features), make([]float64, features), make([]float64, features)
	order := make([]int, len(rows))
	for i := range order {
		order[i] = i
	}
	random := rand.New(rand.NewPCG(1, 2))
	weight := func(j int32) float64 {
		l1, l2 := p.L1, p.L2
		if j == 0 {
			l1, l2 = 0, 0
		}
		if math.Abs(z[j]) <= l1 {
			return 0
		}
		return -(z[j] - math.Copysign(l1, z[j])) / ((beta+math.Sqrt(n[j]))/alpha + l2)
	}
	for range epochs {
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, k := range order {
			row := &rows[k]
			sum := 0.0
			for i, j := range row.Index {
				w[j] = weight(j)
				sum += w[j] * float64(row.Value[i])
			}
			g := sigmoid(sum)
			if row.Y {
				g--
			}
			g *= row.Weight
			for i, j := range row.Index {
				gj := g * float64(row.Value[i])
				s := (math.Sqrt(n[j]+gj*gj) - math.Sqrt(n[j])) / alpha
				z[j] += gj - s*w[j]
				n[j] += gj * gj
			}
		}
	}
	for j := range w {
		w[j] = weight(int32(j))
	}
	return w
}

func sigmoid(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
