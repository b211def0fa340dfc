package office

import (
	"errors"
	"strconv"
)

// ErrEnough ends a walk that has read as much text as the limits allow.
var ErrEnough = errors.New("text over the limit")

// Budget is how many runes of a file may still be kept.
type Budget int

// Spend takes n runes from the budget. It gives ErrEnough when there are not so many.
func (b *Budget) Spend(n int) error {
	if *b -= Budget(n); *b < 0 {
		return ErrEnough
	}
	return nil
}

// EMU reads a length in English metric units (1/12700 point) and gives points, 0 for
// what is no number.
func EMU(v string) float64 {
	n, _ := strconv.ParseFloat(v, 64)
	return Bound(n / 12700)
}
