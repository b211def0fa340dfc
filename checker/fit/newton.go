// Package fit makes the weights of a pack from labelled passages and judged
// reports: profiles of words and scorecards, regularised, the same for the same
// input whatever the machine.
package fit

import (
	"math"
	"runtime"
	"sync"
)

// observation is one row of a regression: the columns that are 1, and an outcome.
type observation struct {
	columns []int32
	y       bool
	weight  float64
}

// logistic fits a logistic regression over columns of zeros and ones by Newton's
// method, with a penalty of ridge/2 on the square of every weight but that of
// column 0, the constant.
func logistic(rows []observation, columns int, ridge float64) []float64 {
	w := make([]float64, columns)
	for range 30 {
		gradient, hessian := derivatives(rows, w, columns)
		for j := 1; j < columns; j++ {
			gradient[j] += ridge * w[j]
			hessian[j*columns+j] += ridge
		}
		hessian[0] += 1e-9
		step := solve(hessian, gradient, columns)
		largest := 0.0
		for j, s := range step {
			w[j] -= s
			largest = math.Max(largest, math.Abs(s))
		}
		if largest < 1e-4 {
			break
		}
	}
	return w
}

// chunks is how many parts the rows are summed in: fixed, so that the order of the
// sums does not depend on the machine.
const chunks = 8

// derivatives gives the gradient and the Hessian (upper triangle) of the loss.
func derivatives(rows []observation, w []float64, columns int) (gradient, hessian []float64) {
	gs, hs := make([][]float64, chunks), make([][]float64, chunks)
	var wait sync.WaitGroup
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	for c := range chunks {
		wait.Add(1)
		go func() {
			defer wait.Done()
			slots <- struct{}{}
			defer func() { <-slots }()
			gs[c], hs[c] = partial(rows[len(rows)*c/chunks:len(rows)*(c+1)/chunks], w, columns)
		}()
	}
	wait.Wait()
	for c := 1; c < chunks; c++ {
		for j := range gs[0] {
			gs[0][j] += gs[c][j]
		}
		for j := range hs[0] {
			hs[0][j] += hs[c][j]
		}
	}
	return gs[0], hs[0]
}

func partial(rows []observation, w []float64, columns int) (gradient, hessian []float64) {
	gradient, hessian = make([]float64, columns), make([]float64, columns*columns)
	for _, r := range rows {
		sum := 0.0
		for _, j := range r.columns {
			sum += w[j]
		}
		p := 1 / (1 + math.Exp(-sum))
		g := p
		if r.y {
			g--
		}
		g *= r.weight
		h := math.Max(p*(1-p), 1e-6) * r.weight
		for a, i := range r.columns {
			gradient[i] += g
			at := hessian[int(i)*columns:]
			for _, j := range r.columns[a:] {
				at[j] += h
			}
		}
	}
	return gradient, hessian
}

// solve gives x with H·x = g for a symmetric positive definite H, of which the
// upper triangle is given, by Cholesky's decomposition in place.
func solve(h, g []float64, n int) []float64 {
	for i := range n {
		for j := i; j < n; j++ {
			s := h[i*n+j]
			for k := range i {
				s -= h[k*n+i] * h[k*n+j]
			}
			if i == j {
				h[i*n+i] = math.Sqrt(math.Max(s, 1e-12))
			} else {
				h[i*n+j] = s / h[i*n+i]
			}
		}
	}
	x := make([]float64, n)
	for i := range n {
		s := g[i]
		for k := range i {
			s -= h[k*n+i] * x[k]
		}
		x[i] = s / h[i*n+i]
	}
	for i := n - 1; i >= 0; i-- {
		s := x[i]
		for k := i + 1; k < n; k++ {
			s -= h[i*n+k] * x[k]
		}
		x[i] = s / h[i*n+i]
	}
	return x
}

func logit(p float64) float64 { return math.Log(p / (1 - p)) }
