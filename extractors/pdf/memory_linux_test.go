package pdf

import (
	"bytes"
	"testing"

	"github.com/tetratelabs/wazero/experimental"
)

// TestEngineMemory holds what WebAssembly asks of a memory: it grows with what it
// holds, up to its bound, and a new one is zero, be its pages another's.
func TestEngineMemory(t *testing.T) {
	const page, max = 1 << 16, 1 << 20
	for name, alloc := range map[string]func() experimental.LinearMemory{
		"mapping": func() experimental.LinearMemory { return allocate(0, max) },
		"heap":    func() experimental.LinearMemory { return &heapMemory{max: max} },
	} {
		for turn := range 2 {
			m := alloc()
			b := m.Reallocate(page)
			if len(b) != page || !bytes.Equal(b, make([]byte, page)) {
				t.Fatalf("%s, turn %d: %d bytes, or not zero", name, turn, len(b))
			}
			copy(b, "kept")
			b = m.Reallocate(3 * page)
			if len(b) != 3*page || string(b[:4]) != "kept" || !bytes.Equal(b[page:], make([]byte, 2*page)) {
				t.Errorf("%s, turn %d: %d bytes, %q", name, turn, len(b), b[:4])
			}
			b[len(b)-1] = 1
			if got := m.Reallocate(max + page); got != nil {
				t.Errorf("%s: %d bytes beyond the bound", name, len(got))
			}
			if got := m.Reallocate(max); len(got) != max || got[3*page-1] != 1 {
				t.Errorf("%s: %d bytes at the bound", name, len(got))
			}
			m.Free()
			if name == "mapping" && (b[0] != 0 || b[len(b)-1] != 0) {
				t.Error("a freed mapping still holds the file")
			}
		}
	}
	if n := len(mappings.idle); n == 0 {
		t.Error("the mapping is not kept for the next instance")
	}
}
