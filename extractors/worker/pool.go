package worker

import (
	"bufio"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"prejury/extractors/document"
	"prejury/extractors/input"
)

// Pool reads files in at most n child processes. Its methods may be called from
// several goroutines.
type Pool struct {
	command []string
	slots   chan struct{}
	budget  *budget // of children that run beside others, nil for one alone
	// aside lets a heavy file be read alone: held for reading while a file is read
	// beside others, for writing while a heavy one is.
	aside sync.RWMutex

	mu     sync.Mutex
	idle   []*child
	closed bool
}

// New makes a pool whose children run command, a program and its arguments, which
// must call Serve on its standard input and output. No child is started before
// the first file.
func New(command []string, n int) *Pool {
	p := &Pool{command: command, slots: make(chan struct{}, max(n, 1))}
	if n > 1 {
		p.budget = newBudget(shareBytes, n)
	}
	return p
}

// errHeavy says that a child was killed because the children together held too much
// memory, and it most of all: its file is to be read again with no other beside it.
var errHeavy = errors.New("worker passed its share of the memory")

// errClosed is the use of a pool after Close.
var errClosed = errors.New("worker pool is closed")

// Read reads one file in a child. The error is an *input.Error, or the context's
// when the caller gave up. opts.Preparing and opts.Recognising are called from another
// goroutine.
func (p *Pool) Read(ctx context.Context, src input.Source, opts input.Options) (*document.Document, error) {
	opts.Limits = opts.Limits.OrDefault()
	if opts.Beside == 0 {
		opts.Beside = max(1, runtime.NumCPU()/cap(p.slots))
	}
	if len(src.Data) == 0 {
		return nil, &input.Error{Code: input.Empty}
	}
	if int64(len(src.Data)) > min(opts.Limits.FileBytes, maxMessage-1<<20) {
		return nil, &input.Error{Code: input.TooBig}
	}
	select {
	case p.slots <- struct{}{}:
		defer func() { <-p.slots }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	p.aside.RLock()
	doc, err := p.read(ctx, src, opts, p.budget)
	p.aside.RUnlock()
	if !errors.Is(err, errHeavy) {
		return doc, err
	}
	p.aside.Lock()
	defer p.aside.Unlock()
	p.rest(false)
	debug.FreeOSMemory() // what the caller used for the files before
	return p.read(ctx, src, opts, nil)
}

// read reads one file in a child, which is killed with errHeavy when the budget is
// passed and it is the one to give way.
func (p *Pool) read(ctx context.Context, src input.Source, opts input.Options, b *budget) (*document.Document, error) {
	c, err := p.take()
	if err != nil {
		return nil, err
	}
	doc, fresh, err := c.read(ctx, src, opts, b)
	if fresh && b == p.budget { // what one alone keeps is beyond a share
		p.give(c)
	} else {
		p.end(c)
	}
	return doc, err
}

// Close ends the children. Files being read are answered first.
func (p *Pool) Close() error {
	p.rest(true)
	return nil
}

// rest ends the idle children, and with forGood closes the pool.
func (p *Pool) rest(forGood bool) {
	p.mu.Lock()
	idle := p.idle
	p.idle, p.closed = nil, p.closed || forGood
	p.mu.Unlock()
	for _, c := range idle {
		p.end(c)
	}
}

// end ends a child, whose memory is no longer counted.
func (p *Pool) end(c *child) {
	c.end()
	p.budget.forget(c)
}

// take gives an idle child, or a new one.
func (p *Pool) take() (*child, error) {
	p.mu.Lock()
	if p.closed {
		p.mu.Unlock()
		return nil, errClosed
	}
	if n := len(p.idle); n > 0 {
		c := p.idle[n-1]
		p.idle = p.idle[:n-1]
		p.mu.Unlock()
		return c, nil
	}
	p.mu.Unlock()
	return start(p.command)
}

// give takes back a child that may read another file.
func (p *Pool) give(c *child) {
	p.mu.Lock()
	closed := p.closed
	if !closed {
		p.idle = append(p.idle, c)
	}
	p.mu.Unlock()
	if closed {
		p.end(c)
	}
}

// child is one running worker process.
type child struct {
	cmd    *exec.Cmd
	in     io.WriteCloser
	out    *bufio.Reader
	pipe   io.Closer // what out reads
	stderr *headBuffer
	exited chan struct{} // closed once the process is gone
	killed bool
	dir    string      // of its temporary files, "" when it has none of its own
	busy   atomic.Bool // with what is done once, which is heavier than any file
}

// start starts a child. The error is an *input.Error.
func start(command []string) (*child, error) {
	cmd := exec.Command(command[0], command[1:]...)
	// Two threads, so that the child's own guard runs beside a busy reader.
	cmd.Env = append(os.Environ(), "GOMAXPROCS=2", "GOTRACEBACK=none")
	// What a child that is killed leaves behind holds a candidate's report: it goes with it.
	dir, err := os.MkdirTemp("", "prejury-")
	if err == nil {
		cmd.Env = append(cmd.Env, "TMPDIR="+dir, "TMP="+dir, "TEMP="+dir)
	}
	c := &child{dir: dir, cmd: cmd, stderr: &headBuffer{}, exited: make(chan struct{})}
	cmd.Stderr = c.stderr
	cmd.WaitDelay = 2 * time.Second // a grandchild may hold standard error open
	ownGroup(cmd)
	in, err := cmd.StdinPipe()
	if err != nil {
		os.RemoveAll(dir)
		return nil, &input.Error{Code: input.Crashed, Detail: "start", Err: err}
	}
	r, w, err := os.Pipe()
	if err != nil {
		in.Close()
		os.RemoveAll(dir)
		return nil, &input.Error{Code: input.Crashed, Detail: "start", Err: err}
	}
	cmd.Stdout = w
	c.in, c.out, c.pipe = in, bufio.NewReaderSize(r, 64<<10), r
	err = cmd.Start()
	w.Close()
	if err != nil {
		in.Close()
		r.Close()
		os.RemoveAll(dir)
		return nil, &input.Error{Code: input.Crashed, Detail: "start", Err: err}
	}
	go func() {
		cmd.Wait()
		close(c.exited)
	}()
	return c, nil
}

// outcome is what came from the child.
type outcome struct {
	ans *answer
	err error
}

// read gives the child one file. fresh reports whether it may be given another.
func (c *child) read(ctx context.Context, src input.Source, opts input.Options, b *budget) (doc *document.Document, fresh bool, err error) {
	done := make(chan outcome, 1)
	more := make(chan time.Duration, 1)
	go func() {
		// A child that dies while it is written to closes its pipe: the answer, or
		// its absence, tells why.
		werr := writeMessage(c.in, kindRequest, &request{Name: src.Name, Data: src.Data, Opts: opts})
		done <- c.await(&opts, more, werr)
	}()
	deadline := time.NewTimer(opts.Limits.Time)
	defer deadline.Stop()
	watch := time.NewTicker(50 * time.Millisecond)
	defer watch.Stop()
	for {
		select {
		case o := <-done:
			return c.settle(o, opts.Limits, b)
		case <-ctx.Done():
			c.kill()
			return nil, false, ctx.Err()
		case d := <-more:
			deadline.Reset(opts.Limits.Time + d)
		case <-deadline.C:
			c.kill()
			return nil, false, &input.Error{Code: input.TooSlow, Detail: opts.Limits.Time.String()}
		case <-watch.C:
			used, ok := resident(c.cmd.Process.Pid)
			if !ok {
				continue
			}
			if used > opts.Limits.Memory {
				c.kill()
				return nil, false, &input.Error{Code: input.TooHungry}
			}
			if c.busy.Load() {
				continue
			}
			b.note(c, used)
			if b.over(c) {
				c.kill()
				return nil, false, errHeavy
			}
		}
	}
}

// await reads what the child says until its answer. What recognising pages may take
// is sent on more, once.
func (c *child) await(opts *input.Options, more chan<- time.Duration, werr error) outcome {
	begun := false
	for {
		kind, body, err := readMessage(c.out)
		switch {
		case err != nil:
			return outcome{err: errors.Join(err, werr)}
		case kind == kindPreparing:
			c.busy.Store(true)
			if opts.Preparing != nil {
				opts.Preparing()
			}
		case kind == kindPages:
			var r input.Recognition
			if err := decode(body, &r); err != nil {
				return outcome{err: err}
			}
			if !begun {
				begun = true
				more <- r.Within
			}
			if opts.Recognising != nil {
				opts.Recognising(r)
			}
		case kind == kindAnswer:
			var a answer
			if err := decode(body, &a); err != nil {
				return outcome{err: err}
			}
			return outcome{ans: &a}
		default:
			return outcome{err: errMessage}
		}
	}
}

// settle turns what came into a document or an error.
func (c *child) settle(o outcome, limits input.Limits, b *budget) (doc *document.Document, fresh bool, err error) {
	if o.ans == nil {
		c.kill()
		<-c.exited
		return nil, false, c.death(o.err)
	}
	c.busy.Store(false)
	fresh = !o.ans.Retire
	bound := limits.Memory * 2 / 3
	if b != nil {
		bound = min(bound, b.share)
	}
	if used, ok := resident(c.cmd.Process.Pid); ok {
		b.note(c, used)
		fresh = fresh && used <= bound // what it keeps would be counted against the next file
	}
	if o.ans.Code == "" {
		if o.ans.Doc == nil {
			return nil, false, &input.Error{Code: input.Crashed, Detail: "answer"}
		}
		return o.ans.Doc, fresh, nil
	}
	e := &input.Error{Code: o.ans.Code, Detail: o.ans.Detail}
	if o.ans.Cause != "" {
		e.Err = errors.New(o.ans.Cause)
	}
	return nil, fresh, e
}

// death says why a child is gone.
func (c *child) death(cause error) error {
	state := c.cmd.ProcessState
	said := c.stderr.first()
	if said != "" {
		cause = errors.New(said)
	}
	switch {
	case state.ExitCode() == exitHungry, outOfMemory(said):
		return &input.Error{Code: input.TooHungry, Err: cause}
	case state.ExitCode() == exitSlow:
		return &input.Error{Code: input.TooSlow, Err: cause}
	}
	return &input.Error{Code: input.Crashed, Detail: state.String(), Err: cause}
}

// kill ends the process at once.
func (c *child) kill() {
	c.killed = true
	killGroup(c.cmd)
}

// end lets the process end by itself, kills it when it does not within a second, and
// takes away what it leaves: its temporary files and our end of its pipe, which a process
// that it started may still hold open.
func (c *child) end() {
	defer os.RemoveAll(c.dir) // of nothing, when there is none
	defer c.pipe.Close()
	c.in.Close()
	if !c.killed {
		select {
		case <-c.exited:
			return
		case <-time.After(time.Second):
		}
	}
	c.kill()
	<-c.exited
}
