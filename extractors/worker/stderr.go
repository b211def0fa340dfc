package worker

import (
	"strings"
	"sync"
)

// headBuffer keeps the beginning of what a child writes on its standard error.
type headBuffer struct {
	mu sync.Mutex
	b  []byte
}

func (h *headBuffer) Write(p []byte) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if room := 4096 - len(h.b); room > 0 {
		h.b = append(h.b, p[:min(room, len(p))]...)
	}
	return len(p), nil
}

// first gives the first line, which names the fault of a Go program; the stack
// that follows is for nobody.
func (h *headBuffer) first() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return firstLine(strings.ToValidUTF8(string(h.b), ""))
}

// outOfMemory reports whether a Go program died for want of memory.
func outOfMemory(said string) bool {
	return strings.Contains(said, "out of memory") || strings.Contains(said, "cannot allocate memory")
}
