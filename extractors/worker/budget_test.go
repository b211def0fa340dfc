package worker

import "testing"

// TestBudget: the largest of those that together hold too much gives way, and no
// other.
func TestBudget(t *testing.T) {
	b := newBudget(100, 2)
	one, two := new(child), new(child)
	for i, step := range []struct {
		c     *child
		bytes int64
		want  bool
	}{
		{one, 90, false},
		{two, 105, false},
		{one, 95, false}, // as much as there is
		{one, 96, false}, // too much together, and the other holds more
		{two, 105, true},
		{one, 201, true},
		{two, 150, false},
	} {
		b.note(step.c, step.bytes)
		if got := b.over(step.c); got != step.want {
			t.Errorf("step %d: %v", i, got)
		}
	}
	b.forget(one)
	b.note(two, 200)
	if b.over(two) || len(b.held) != 1 {
		t.Errorf("a child that is gone counts: %v", b.held)
	}
	var none *budget
	none.note(one, 1<<40)
	if none.over(one) {
		t.Error("no budget, and a bound")
	}
	none.forget(one)
}
