package worker

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"prejury/extractors/document"
	"prejury/extractors/input"
)

const childArg = "serve-as-child"

// TestMain is the child too: the pool of the tests runs the test binary.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == childArg {
		if err := Serve(os.Stdin, os.Stdout, misbehave); err != nil {
			os.Exit(9)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

var sink []byte

// misbehave does what the file's name says.
func misbehave(ctx context.Context, src input.Source, opts input.Options) (*document.Document, error) {
	switch what, _, _ := strings.Cut(src.Name, ":"); what {
	case "panic":
		panic("index out of range\ngoroutine 1 [running]:")
	case "exit":
		os.Exit(3)
	case "fault":
		var deep func(n int) int
		deep = func(n int) int { return deep(n+1) + n }
		deep(0)
	case "loop":
		//lint:ignore SA5002 a file that never ends is what is tested
		for {
		}
	case "litter":
		os.WriteFile(filepath.Join(os.TempDir(), "left-behind"), src.Data, 0o600)
		<-ctx.Done()
		select {} // until it is killed
	case "wait":
		<-ctx.Done()
		return nil, ctx.Err()
	case "balloon":
		for {
			b := make([]byte, 16<<20)
			for i := range b {
				b[i] = 1
			}
			sink = append(sink, b...)
		}
	case "noise":
		fmt.Println("something on standard output")
	case "locked":
		return nil, input.Errorf(input.Encrypted, "detail", "cause\nsecond line")
	case "prepare":
		opts.Preparing()
	case "recognise":
		opts.Recognising(input.Recognition{Total: 2, Within: time.Minute})
		opts.Recognising(input.Recognition{Done: 1, Total: 2, Within: time.Minute})
		if opts.Beside < 1 {
			panic("no core")
		}
	case "recognise-on":
		opts.Recognising(input.Recognition{Total: 1, Within: time.Hour})
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(4 * opts.Limits.Time): // what is allowed without it, several times
		}
	case "recognise-short":
		opts.Recognising(input.Recognition{Total: 1, Within: time.Millisecond})
		<-ctx.Done()
		return nil, ctx.Err()
	}
	return &document.Document{
		Source: document.Source{Name: src.Name, Author: fmt.Sprint(os.Getpid())},
		Count:  document.PageCount{Total: len(src.Data), Method: document.Exact},
		Blocks: []document.Block{{Kind: document.Table, Page: 1, Text: "a\tb", Rows: [][]string{{"a", "b"}}}},
	}, nil
}

func newPool(t *testing.T, n int) *Pool {
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	p := New([]string{exe, childArg}, n)
	t.Cleanup(func() { p.Close() })
	return p
}

func TestReadFaults(t *testing.T) {
	limits := input.Limits{Time: 10 * time.Second, Memory: 300 << 20}
	short := input.Limits{Time: 300 * time.Millisecond}
	for _, c := range []struct {
		name   string
		limits input.Limits
		code   input.Code
		detail string
	}{
		{"panic", limits, input.Crashed, "panic"},
		{"exit", limits, input.Crashed, "exit status 3"},
		{"fault", limits, input.Crashed, "exit status 2"},
		{"loop", short, input.TooSlow, ""},
		{"wait", short, input.TooSlow, ""},
		{"recognise-short", short, input.TooSlow, ""},
		{"balloon", limits, input.TooHungry, ""},
		{"locked", limits, input.Encrypted, "detail"},
		{"noise", limits, input.Crashed, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			p := newPool(t, 1)
			_, err := p.Read(t.Context(), input.Source{Name: c.name, Data: []byte("x")}, input.Options{Limits: c.limits})
			var e *input.Error
			if !errors.As(err, &e) || e.Code != c.code || c.detail != "" && e.Detail != c.detail {
				t.Fatalf("got %v, want code %q detail %q", err, c.code, c.detail)
			}
			if s := err.Error(); strings.Contains(s, "goroutine 1") || strings.Contains(s, "\n") {
				t.Errorf("the error shows a stack: %q", s)
			}
			// The next file is read all the same.
			doc, err := p.Read(t.Context(), input.Source{Name: "good", Data: []byte("xyz")}, input.Options{})
			if err != nil || doc.Count.Total != 3 {
				t.Fatalf("after %s: %v, %v", c.name, doc, err)
			}
		})
	}
}

func TestReadKeepsChild(t *testing.T) {
	p := newPool(t, 1)
	var pids []string
	for _, name := range []string{"a", "locked", "b"} {
		doc, err := p.Read(t.Context(), input.Source{Name: name, Data: []byte("x")}, input.Options{})
		if name == "locked" {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		pids = append(pids, doc.Source.Author)
		want := []document.Block{{Kind: document.Table, Page: 1, Text: "a\tb", Rows: [][]string{{"a", "b"}}}}
		if !reflect.DeepEqual(doc.Blocks, want) {
			t.Errorf("blocks %v, want %v", doc.Blocks, want)
		}
	}
	if pids[0] != pids[1] {
		t.Errorf("two children, %v, for files that did no harm", pids)
	}
}

func TestReadMany(t *testing.T) {
	p := newPool(t, 3)
	var wg sync.WaitGroup
	for i := range 24 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			name := []string{"good", "exit", "panic", "good"}[i%4]
			doc, err := p.Read(t.Context(), input.Source{Name: fmt.Sprint(name, ":", i), Data: make([]byte, i+1)}, input.Options{})
			if name != "good" {
				if input.CodeOf(err) != input.Crashed {
					t.Errorf("%d: %v", i, err)
				}
				return
			}
			if err != nil || doc.Count.Total != i+1 {
				t.Errorf("%d: %v, %v", i, doc, err)
			}
		}()
	}
	wg.Wait()
}

// TestHeavyFilesAreReadAlone gives a pool files of which some grow past the memory of
// one among others: each is read again alone, up to its own limit, and harms no other.
func TestHeavyFilesAreReadAlone(t *testing.T) {
	if _, ok := resident(os.Getpid()); !ok {
		t.Skip("the memory of a process is not known here")
	}
	p := newPool(t, 3)
	p.budget = newBudget(20<<20, 3)
	opts := input.Options{Limits: input.Limits{Memory: 300 << 20}.OrDefault()}
	var wg sync.WaitGroup
	for i := range 9 {
		wg.Go(func() {
			name := []string{"good", "balloon", "good"}[i%3]
			doc, err := p.Read(t.Context(), input.Source{Name: fmt.Sprint(name, ":", i), Data: make([]byte, i+1)}, opts)
			if name == "balloon" {
				if input.CodeOf(err) != input.TooHungry {
					t.Errorf("%s: %v", name, err)
				}
				return
			}
			if err != nil || doc.Count.Total != i+1 {
				t.Errorf("%s: %v, %v", name, doc, err)
			}
		})
	}
	wg.Wait()
	c, err := p.take()
	if err != nil {
		t.Fatal(err)
	}
	defer c.end()
	_, fresh, err := c.read(t.Context(), input.Source{Name: "balloon", Data: []byte("x")}, opts, p.budget)
	if !errors.Is(err, errHeavy) || fresh {
		t.Errorf("a heavy file among others: %v", err)
	}
}

// TestRecognising tells the caller how far it is, and gives the file the time that it
// takes beside its own.
func TestRecognising(t *testing.T) {
	p := newPool(t, 1)
	var told []input.Recognition
	_, err := p.Read(t.Context(), input.Source{Name: "recognise", Data: []byte("x")}, input.Options{Recognising: func(r input.Recognition) { told = append(told, r) }})
	want := []input.Recognition{{Done: 0, Total: 2, Within: time.Minute}, {Done: 1, Total: 2, Within: time.Minute}}
	if err != nil || !reflect.DeepEqual(told, want) {
		t.Errorf("%v, told %+v", err, told)
	}
	if _, err := p.Read(t.Context(), input.Source{Name: "recognise-on", Data: []byte("x")}, input.Options{Limits: input.Limits{Time: 100 * time.Millisecond}}); err != nil {
		t.Errorf("recognition was not given its time: %v", err)
	}
}

// TestNothingIsLeft has children killed in the midst of work with temporary files.
func TestNothingIsLeft(t *testing.T) {
	tmp := t.TempDir()
	for _, name := range []string{"TMPDIR", "TMP", "TEMP"} {
		t.Setenv(name, tmp)
	}
	p := newPool(t, 1)
	for _, name := range []string{"litter", "good"} {
		_, err := p.Read(t.Context(), input.Source{Name: name, Data: []byte("x")}, input.Options{Limits: input.Limits{Time: 300 * time.Millisecond}})
		if (input.CodeOf(err) == input.TooSlow) != (name == "litter") {
			t.Errorf("%s: %v", name, err)
		}
	}
	p.Close()
	if left, err := os.ReadDir(tmp); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// TestEndClosesPipe has a child that is gone hold no file of ours.
func TestEndClosesPipe(t *testing.T) {
	p := newPool(t, 1)
	c, err := p.take()
	if err != nil {
		t.Fatal(err)
	}
	p.end(c)
	if _, err := c.out.ReadByte(); !errors.Is(err, os.ErrClosed) {
		t.Errorf("the pipe of a child that is gone gives %v, want that it is closed", err)
	}
}

func TestReadGivenUp(t *testing.T) {
	p := newPool(t, 1)
	ctx, cancel := context.WithCancel(t.Context())
	called := make(chan struct{})
	go func() { <-called; cancel() }()
	// The child says that it prepares, then loops until it is killed.
	_, err := p.Read(ctx, input.Source{Name: "prepare", Data: []byte("x")}, input.Options{Preparing: func() { close(called) }})
	if err != nil && !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	select {
	case <-called:
	default:
		t.Error("the child's preparing was not told")
	}
	if _, err = p.Read(ctx, input.Source{Name: "loop", Data: []byte("x")}, input.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want the context's error", err)
	}
}

func TestReadLimits(t *testing.T) {
	p := newPool(t, 1)
	if _, err := p.Read(t.Context(), input.Source{}, input.Options{}); input.CodeOf(err) != input.Empty {
		t.Errorf("empty: %v", err)
	}
	opts := input.Options{Limits: input.Limits{FileBytes: 10}}
	if _, err := p.Read(t.Context(), input.Source{Data: make([]byte, 11)}, opts); input.CodeOf(err) != input.TooBig {
		t.Errorf("too big: %v", err)
	}
	p.Close()
	if _, err := p.Read(t.Context(), input.Source{Data: []byte("x")}, input.Options{}); err == nil {
		t.Error("a closed pool reads")
	}
	if _, err := New([]string{"/no/such/program"}, 1).Read(t.Context(), input.Source{Data: []byte("x")}, input.Options{}); input.CodeOf(err) != input.Crashed {
		t.Errorf("no program: %v", err)
	}
}

func FuzzMessage(f *testing.F) {
	var good bytes.Buffer
	writeMessage(&good, kindRequest, &request{Name: "a", Data: []byte("b")})
	writeMessage(&good, kindPreparing, nil)
	writeMessage(&good, kindPages, &input.Recognition{Done: 1, Total: 2})
	writeMessage(&good, kindAnswer, &answer{Doc: &document.Document{}, Code: input.Damaged})
	f.Add(good.Bytes())
	f.Add([]byte("a\xff\xff\xff\xff"))
	f.Add([]byte("r\x3f\xff\xff\xffx"))
	f.Fuzz(func(t *testing.T, b []byte) {
		r := bufio.NewReader(bytes.NewReader(b))
		total := 0
		for {
			kind, body, err := readMessage(r)
			if err != nil {
				break
			}
			total += 5 + len(body)
			switch kind {
			case kindRequest:
				decode(body, new(request))
			case kindAnswer:
				decode(body, new(answer))
			case kindPages:
				decode(body, new(input.Recognition))
			}
		}
		if total > len(b) {
			t.Fatalf("%d bytes read out of %d", total, len(b))
		}
	})
}
