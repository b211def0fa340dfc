package office

import (
	"errors"
	"testing"
)

func TestBudget(t *testing.T) {
	b := Budget(10)
	for _, n := range []int{4, 6, 0} {
		if err := b.Spend(n); err != nil {
			t.Errorf("%d of what is left: %v", n, err)
		}
	}
	for _, n := range []int{1, 0} {
		if err := b.Spend(n); !errors.Is(err, ErrEnough) {
			t.Errorf("%d more: %v, want that it is enough", n, err)
		}
	}
}

func TestEMU(t *testing.T) {
	for v, want := range map[string]float64{"914400": 72, "0": 0, "-12700": -1, "": 0, "NaN": 0, "un": 0, "1e300": Bound(1e300)} {
		if got := EMU(v); got != want {
			t.Errorf("%q: %v, want %v", v, got, want)
		}
	}
}
