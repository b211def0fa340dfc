package worker

import "sync"

// shareBytes is the memory that a child may count on beside others. Few files are so
// heavy; the largest of those that together pass their shares is read alone.
const shareBytes = 176 << 20

// budget is the memory that the children of a pool may hold together, in bytes. A nil
// budget has no bound.
type budget struct {
	share int64 // of one child
	bound int64 // of all

	mu   sync.Mutex
	held map[*child]int64
}

func newBudget(share int64, n int) *budget {
	return &budget{share: share, bound: share * int64(n), held: map[*child]int64{}}
}

// note counts what a child holds, in bytes, until it is forgotten.
func (b *budget) note(c *child, bytes int64) {
	if b == nil {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.held[c] = bytes
}

// over reports whether a child is the one to give way: all together hold too much, and
// none more than this one.
func (b *budget) over(c *child) bool {
	if b == nil {
		return false
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	var sum int64
	bytes := b.held[c]
	for _, n := range b.held {
		if n > bytes {
			return false
		}
		sum += n
	}
	return sum > b.bound
}

// forget takes a child that is gone out of the account.
func (b *budget) forget(c *child) {
	if b == nil {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.held, c)
}
