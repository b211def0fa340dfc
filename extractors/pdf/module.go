package pdf

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"sync"
	"time"

	gopdfium "github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// function is one exported function of the PDFium module. Parameters and result
// are raw 64 bit slots.
type function interface {
	CallWithStack(ctx context.Context, stack []uint64) error
}

type memory interface {
	Size() uint32
	Read(offset, count uint32) ([]byte, bool)
	Write(offset uint32, b []byte) bool
}

// module calls PDFium's C functions directly. go-pdfium's own methods allocate
// and free every out-parameter, at ten calls a character instead of one; it is
// used for what it does best: the module, its imports and their set-up.
//
// The first error stops everything: later calls do nothing and give 0, so that
// callers check err once, at the end of a page.
type module struct {
	ctx   context.Context
	inst  gopdfium.Pdfium
	fns   map[string]function
	find  func(name string) (function, error)
	mem   memory
	stack [16]uint64
	heap  uint64 // scratch memory inside the module
	size  uint32
	limit int64 // bytes that its memory may grow to
	err   error
}

// errEngine is why PDFium cannot be used on this machine.
var errEngine = errors.New("the WebAssembly engine cannot start")

// runtimes keeps the compiled PDFium between the files of a process. Compiling
// takes seconds, loading it from the cache 70 ms, an instance 2 ms.
var runtimes struct {
	sync.Mutex
	key  string
	pool gopdfium.Pool
}

// newModule starts a fresh PDFium, whose memory nothing of another file has
// touched. memLimit is in bytes.
func newModule(ctx context.Context, cacheDir string, memLimit int64, preparing func()) (*module, error) {
	runtimes.Lock()
	defer runtimes.Unlock()
	pages := uint32(min(max(memLimit/65536, 1024), 65536))
	key := fmt.Sprint(pages, " ", cacheDir)
	if runtimes.pool == nil || runtimes.key != key {
		if runtimes.pool != nil {
			runtimes.pool.Close()
			runtimes.pool = nil
		}
		if preparing != nil && !cached(cacheDir) {
			preparing()
		}
		pool, err := newPool(cacheDir, pages)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", errEngine, err)
		}
		runtimes.pool, runtimes.key = pool, key
	}
	inst, err := runtimes.pool.GetInstance(time.Minute)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errEngine, err)
	}
	m, err := bind(ctx, inst)
	if err != nil {
		inst.Close()
		return nil, fmt.Errorf("%w: %w", errEngine, err)
	}
	m.limit = int64(pages) * 65536
	return m, nil
}

// cached reports whether compiled code is likely to be there already.
func cached(dir string) bool {
	if dir == "" {
		return false
	}
	found, _ := filepath.Glob(filepath.Join(dir, "wazero-*", "*"))
	return len(found) > 0
}

func newPool(cacheDir string, pages uint32) (gopdfium.Pool, error) {
	config := func() wazero.RuntimeConfig {
		// PDFium's setjmp is lowered to WebAssembly exceptions.
		return wazero.NewRuntimeConfig().
			WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
			WithMemoryLimitPages(pages)
	}
	start := func(rc wazero.RuntimeConfig) (gopdfium.Pool, error) {
		return webassembly.Init(webassembly.Config{
			MaxIdle: 1, MaxTotal: 1,
			Context:       engineContext(),
			FSConfig:      wazero.NewFSConfig(), // no file of this machine
			RuntimeConfig: rc,
			Stdout:        io.Discard, Stderr: io.Discard,
		})
	}
	if cacheDir != "" && os.MkdirAll(cacheDir, 0o755) == nil {
		if cache, err := wazero.NewCompilationCacheWithDir(cacheDir); err == nil {
			if pool, err := start(config().WithCompilationCache(cache)); err == nil {
				return pool, nil
			}
			// A full disk or a folder that cannot be written: do without.
		}
	}
	return start(config())
}

// bind reaches the module's functions and memory through the exported methods
// of go-pdfium's implementation, whose types are internal.
func bind(ctx context.Context, inst gopdfium.Pdfium) (m *module, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("unexpected version of go-pdfium: %v", p)
		}
	}()
	impl := reflect.ValueOf(inst.GetImplementation())
	lookup := impl.MethodByName("Fn")
	m = &module{ctx: ctx, inst: inst, fns: map[string]function{}}
	m.find = func(name string) (function, error) {
		f, ok := lookup.Call([]reflect.Value{reflect.ValueOf(name)})[0].Interface().(function)
		if !ok {
			return nil, fmt.Errorf("PDFium has no function %s", name)
		}
		return f, nil
	}
	m.mem = impl.Elem().FieldByName("Module").MethodByName("Memory").Call(nil)[0].Interface().(memory)
	m.reserve(64 << 10)
	return m, m.err
}

// fn gives the exported function of that name.
func (m *module) fn(name string) function {
	f, ok := m.fns[name]
	if !ok {
		var err error
		if f, err = m.find(name); err != nil {
			m.fail(err)
			return nil
		}
		m.fns[name] = f
	}
	return f
}

func (m *module) fail(err error) {
	if m.err == nil {
		m.err = err
	}
}

// do calls f and gives its result's raw slot.
func (m *module) do(f function, args ...uint64) uint64 {
	if m.err != nil || f == nil {
		return 0
	}
	copy(m.stack[:], args)
	if err := f.CallWithStack(m.ctx, m.stack[:]); err != nil {
		m.fail(err)
		return 0
	}
	return m.stack[0]
}

// call is do for functions that are not called in a hot loop.
func (m *module) call(name string, args ...uint64) uint64 { return m.do(m.fn(name), args...) }

// reserve makes the scratch memory at least n bytes long.
func (m *module) reserve(n uint32) {
	if n <= m.size {
		return
	}
	if m.heap != 0 {
		m.call("free", m.heap)
	}
	m.heap = uint64(uint32(m.call("malloc", uint64(n))))
	if m.heap == 0 {
		m.fail(errors.New("out of memory"))
		return
	}
	m.size = n
}

// bytes gives n bytes at the offset in scratch memory; they change with the next
// call.
func (m *module) bytes(offset, n uint32) []byte {
	if m.err != nil {
		return make([]byte, n)
	}
	b, ok := m.mem.Read(uint32(m.heap)+offset, n)
	if !ok {
		m.fail(errors.New("memory out of range"))
		return make([]byte, n)
	}
	return b
}

// float gives the i-th 32 bit float of b.
func (m *module) float(b []byte, i int) float32 {
	return finite(math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:])))
}

// finite keeps coordinates within what any page can hold, so that sums and
// comparisons of them mean something.
func finite(f float32) float32 {
	if f != f {
		return 0
	}
	return min(max(f, -1e6), 1e6)
}

// setString writes s and its final zero in scratch memory, and gives its address.
func (m *module) setString(s string) uint64 {
	m.reserve(uint32(len(s) + 1))
	if m.err == nil && !m.mem.Write(uint32(m.heap), append([]byte(s), 0)) {
		m.fail(errors.New("memory out of range"))
	}
	return m.heap
}

// used is how many bytes the module's memory has grown to.
func (m *module) used() int64 { return int64(m.mem.Size()) }

func (m *module) close() { m.inst.Close() }
