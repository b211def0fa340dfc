// Package worker reads files in child processes of the same program, so that a
// file that loops, crashes or devours memory costs itself only.
package worker

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"strings"
	"sync"
	"time"

	"prejury/extractors/document"
	"prejury/extractors/input"
)

// Open reads one file, as extractors.Open does.
type Open func(ctx context.Context, src input.Source, opts input.Options) (*document.Document, error)

// Exit statuses of a child that ends itself.
const (
	exitHungry = 81
	exitSlow   = 82
)

// Serve is the child's side: it reads files that come on in and answers on out,
// one at a time, until in ends. Nothing else may write on out. It is meant to be
// all that its process does: it may end the process when a limit is passed.
func Serve(in io.Reader, out io.Writer, open Open) error {
	// Garbage is cheap here and time is not; the limit below holds anyway.
	debug.SetGCPercent(300)
	debug.SetMaxStack(64 << 20)
	r := bufio.NewReaderSize(in, 64<<10)
	s := &server{out: out, open: open}
	for {
		kind, body, err := readMessage(r)
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if kind != kindRequest {
			return fmt.Errorf("%w: kind %q", errMessage, kind)
		}
		var req request
		if err := decode(body, &req); err != nil {
			return err
		}
		body = nil
		ans := s.answer(&req)
		if s.prepared {
			debug.FreeOSMemory() // compiling took far more than reading does
		}
		if err := s.write(kindAnswer, ans); err != nil {
			return err
		}
		if ans.Retire {
			return nil
		}
		runtime.GC()
	}
}

type server struct {
	mu       sync.Mutex
	out      io.Writer
	open     Open
	prepared bool // something slow was done for this file
}

func (s *server) write(kind byte, v any) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return writeMessage(s.out, kind, v)
}

// answer reads one file. A panic is an answer too.
func (s *server) answer(req *request) (ans *answer) {
	limits := req.Opts.Limits.OrDefault()
	req.Opts.Limits = limits
	s.prepared = false
	req.Opts.Preparing = func() {
		s.prepared = true
		s.write(kindPreparing, nil)
	}
	late, stop := guard(limits)
	defer stop()
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	slow := time.AfterFunc(limits.Time, cancel)
	defer slow.Stop()
	req.Opts.Recognising = func(r input.Recognition) {
		if r.Done == 0 { // what it takes is not counted against the file
			slow.Reset(limits.Time + r.Within)
			late.Reset(lateness(limits.Time + r.Within))
		}
		s.write(kindPages, &r)
	}
	defer func() {
		if p := recover(); p != nil {
			ans = &answer{Code: input.Crashed, Detail: "panic", Cause: firstLine(fmt.Sprint(p)), Retire: true}
		}
	}()
	doc, err := s.open(ctx, input.Source{Name: req.Name, Data: req.Data}, req.Opts)
	if err == nil {
		return &answer{Doc: doc}
	}
	var e *input.Error
	switch {
	case errors.As(err, &e):
		ans = &answer{Code: e.Code, Detail: e.Detail}
		if e.Err != nil {
			ans.Cause = firstLine(e.Err.Error())
		}
	case errors.Is(err, context.DeadlineExceeded), ctx.Err() != nil:
		ans = &answer{Code: input.TooSlow}
	default:
		ans = &answer{Code: input.Damaged, Cause: firstLine(err.Error())}
	}
	ans.Retire = ans.Code == input.TooHungry || ans.Code == input.TooSlow
	return ans
}

// guard ends the process when it passes its limits, should the parent not be
// there to do it. late is the timer that does for the time.
func guard(limits input.Limits) (late *time.Timer, stop func()) {
	debug.SetMemoryLimit(limits.Memory)
	late = time.AfterFunc(lateness(limits.Time), func() { os.Exit(exitSlow) })
	tick := time.NewTicker(100 * time.Millisecond)
	done := make(chan struct{})
	go func() {
		sample := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
		for {
			select {
			case <-done:
				return
			case <-tick.C:
				metrics.Read(sample)
				if int64(sample[0].Value.Uint64()-sample[1].Value.Uint64()) > limits.Memory {
					os.Exit(exitHungry)
				}
			}
		}
	}()
	return late, func() {
		late.Stop()
		tick.Stop()
		close(done)
	}
}

// lateness is when a process ends itself that had so long for a file.
func lateness(d time.Duration) time.Duration { return d + d/2 + 2*time.Second }

func firstLine(s string) string {
	s, _, _ = strings.Cut(strings.TrimSpace(s), "\n")
	if len(s) > 300 {
		s = strings.ToValidUTF8(s[:300], "")
	}
	return s
}
