package pdf

import (
	"context"
	"sync"
	"syscall"

	"github.com/tetratelabs/wazero/experimental"
)

// engineContext makes PDFium's memory a mapping of its own. As a slice of Go's it is
// copied each time that it grows, which takes half as much again at the worst moment,
// and stays with the process after the file; a mapping grows in place, and its pages
// go back to the system with the file that filled them.
func engineContext() context.Context {
	return experimental.WithMemoryAllocator(context.Background(), experimental.MemoryAllocatorFunc(allocate))
}

// mappings are those that no instance uses, kept for the next file. They are never
// unmapped: a read of an instance that is closed must find zeros, not end the process.
var mappings struct {
	sync.Mutex
	idle []*mapping
}

// mapping is address space for one instance, of which the first open bytes may be
// used.
type mapping struct {
	all  []byte
	open int
}

func allocate(_, max uint64) experimental.LinearMemory {
	mappings.Lock()
	defer mappings.Unlock()
	for i, m := range mappings.idle {
		if uint64(len(m.all)) == max {
			mappings.idle = append(mappings.idle[:i], mappings.idle[i+1:]...)
			return m
		}
	}
	// Nothing is promised by the system until it is opened.
	all, err := syscall.Mmap(-1, 0, int(max), syscall.PROT_NONE, syscall.MAP_PRIVATE|syscall.MAP_ANON|syscall.MAP_NORESERVE)
	if err != nil {
		return &heapMemory{max: max}
	}
	return &mapping{all: all}
}

// Reallocate gives the first size bytes, nil when there are not so many.
func (m *mapping) Reallocate(size uint64) []byte {
	if size > uint64(len(m.all)) {
		return nil
	}
	if n := int(size); n > m.open {
		if syscall.Mprotect(m.all[:n], syscall.PROT_READ|syscall.PROT_WRITE) != nil {
			return nil
		}
		m.open = n
	}
	return m.all[:size]
}

// Free gives the pages back: the next instance reads zeros there.
func (m *mapping) Free() {
	if m.open > 0 && syscall.Madvise(m.all[:m.open], syscall.MADV_DONTNEED) != nil {
		return // neither clean nor to be unmapped
	}
	mappings.Lock()
	defer mappings.Unlock()
	mappings.idle = append(mappings.idle, m)
}

// heapMemory does for a mapping where the system refuses one.
type heapMemory struct {
	bytes []byte
	max   uint64
}

// Reallocate gives size bytes, nil when there may not be so many.
func (h *heapMemory) Reallocate(size uint64) []byte {
	switch {
	case size > h.max:
		return nil
	case size > uint64(cap(h.bytes)):
		grown := make([]byte, size, min(size+size/4, h.max))
		copy(grown, h.bytes)
		h.bytes = grown
	default:
		h.bytes = h.bytes[:size]
	}
	return h.bytes
}

// Free leaves the bytes to the collector.
func (h *heapMemory) Free() { h.bytes = nil }
