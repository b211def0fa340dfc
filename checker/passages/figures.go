package passages

import "prejury/rules"

// Figures count how predictions agree with labels: Cells[expected][predicted].
type Figures struct {
	Cells [3][3]int
}

// Add counts one pair.
func (f *Figures) Add(expected, predicted rules.Level) { f.Cells[expected][predicted]++ }

// Join counts the pairs of other figures too.
func (f *Figures) Join(other *Figures) {
	for i := range f.Cells {
		for j := range f.Cells[i] {
			f.Cells[i][j] += other.Cells[i][j]
		}
	}
}

// N is the number of pairs.
func (f *Figures) N() int {
	n := 0
	for _, row := range f.Cells {
		for _, c := range row {
			n += c
		}
	}
	return n
}

// Of gives precision, recall and F1 of one level; 0 where nothing was predicted
// or expected.
func (f *Figures) Of(level rules.Level) (precision, recall, f1 float64) {
	right, predicted, expected := f.Cells[level][level], 0, 0
	for i := range f.Cells {
		predicted += f.Cells[i][level]
		expected += f.Cells[level][i]
	}
	if predicted > 0 {
		precision = float64(right) / float64(predicted)
	}
	if expected > 0 {
		recall = float64(right) / float64(expected)
	}
	if right > 0 {
		f1 = 2 * precision * recall / (precision + recall)
	}
	return precision, recall, f1
}

// MacroF1 is the mean F1 of the three levels.
func (f *Figures) MacroF1() float64 {
	sum := 0.0
	for l := rules.Absent; l <= rules.Strong; l++ {
		_, _, f1 := f.Of(l)
		sum += f1
	}
	return sum / 3
}

// Kappa is Cohen's kappa with quadratic weights, 0 where chance alone agrees.
func (f *Figures) Kappa() float64 {
	n := float64(f.N())
	if n == 0 {
		return 0
	}
	var rows, cols [3]float64
	for i, row := range f.Cells {
		for j, c := range row {
			rows[i] += float64(c)
			cols[j] += float64(c)
		}
	}
	observed, chance := 0.0, 0.0
	for i, row := range f.Cells {
		for j, c := range row {
			d := float64((i - j) * (i - j))
			observed += d * float64(c)
			chance += d * rows[i] * cols[j] / n
		}
	}
	if chance == 0 {
		return 0
	}
	return 1 - observed/chance
}

// Agreement is the share of pairs on which the level is the same, and Far the
// share that is two levels away.
func (f *Figures) Agreement() (same, far float64) {
	n := float64(f.N())
	if n == 0 {
		return 0, 0
	}
	return float64(f.Cells[0][0]+f.Cells[1][1]+f.Cells[2][2]) / n, float64(f.Cells[0][2]+f.Cells[2][0]) / n
}
