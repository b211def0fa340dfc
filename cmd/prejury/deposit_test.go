//go:build unix

package main

import (
	"bytes"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// TestDepositSurvives reads a whole deposit killed five times at random moments, with
// other numbers of workers and in shares: every output must be, byte for byte, that of
// an undisturbed run. It takes minutes, so it runs where PREJURY_DEPOSIT names the
// deposit:
//
//	go run ./fixtures/build -deposit /tmp/depots -n 300
//	PREJURY_DEPOSIT=/tmp/depots go test ./cmd/prejury -run TestDepositSurvives -timeout 30m
func TestDepositSurvives(t *testing.T) {
	deposit := os.Getenv("PREJURY_DEPOSIT")
	if deposit == "" {
		t.Skip("PREJURY_DEPOSIT names no deposit")
	}
	deposit, err := filepath.Abs(deposit)
	if err != nil {
		t.Fatal(err)
	}
	work := t.TempDir()
	exe := filepath.Join(work, "prejury")
	if out, err := exec.Command("go", "build", "-o", exe, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	batch := func(args ...string) *exec.Cmd {
		base := []string{"batch", deposit, "--manifest", filepath.Join(deposit, "depots.csv"), "--date", "2026-06-30", "--format", "html,jsonl,json,csv,junit,markdown,xlsx"}
		cmd := exec.Command(exe, append(base, args...)...)
		cmd.Dir = work
		return cmd
	}
	finish := func(cmd *exec.Cmd) {
		t.Helper()
		if out, err := cmd.CombinedOutput(); err != nil && cmd.ProcessState.ExitCode() != exitUnreadable && cmd.ProcessState.ExitCode() != exitBar {
			t.Fatalf("%v\n%s", err, out)
		}
	}
	finish(batch("-o", "calm"))
	total := kept(t, filepath.Join(work, "calm"))
	rnd := rand.New(rand.NewPCG(uint64(os.Getpid()), 1))
	for i := range 5 {
		cmd := batch("-o", "hurt")
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		gone := make(chan struct{})
		go func() { cmd.Wait(); close(gone) }()
		// Killed once some share of what is left is done.
		have := kept(t, filepath.Join(work, "hurt"))
		until := have + rnd.IntN(max((total-have)/(6-i), 1)) + 1
		for kept(t, filepath.Join(work, "hurt")) < until {
			select {
			case <-gone:
				t.Fatalf("ended before it was killed, at %d of %d", kept(t, filepath.Join(work, "hurt")), total)
			case <-time.After(time.Millisecond): // to look again
			}
		}
		cmd.Process.Signal(syscall.SIGKILL)
		<-gone
		t.Logf("killed with %d of %d kept", kept(t, filepath.Join(work, "hurt")), total)
	}
	finish(batch("-o", "hurt"))
	finish(batch("-o", "many", "--workers", "4"))
	for _, s := range []string{"1", "2", "3"} {
		finish(batch("-o", "parts/"+s, "--shard", s+"/3"))
	}
	merge := exec.Command(exe, "merge", "parts", "-o", "made", "--format", "html,jsonl,json,csv,junit,markdown,xlsx")
	merge.Dir = work
	finish(merge)
	for _, other := range []string{"hurt", "many", "made"} {
		equal(t, filepath.Join(work, "calm"), filepath.Join(work, other))
	}
}

// kept counts the results that a run has kept.
func kept(t *testing.T, dir string) int {
	list, err := filepath.Glob(filepath.Join(dir, ".prejury", "results", "*.gob"))
	if err != nil {
		t.Fatal(err)
	}
	return len(list)
}

// equal compares the outputs of two runs, pages included.
func equal(t *testing.T, calm, other string) {
	t.Helper()
	n := 0
	for _, pattern := range []string{"prejury.*", "prejury-rapports/*.html"} {
		list, err := filepath.Glob(filepath.Join(calm, pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range list {
			info, err := os.Stat(name)
			if err != nil || info.IsDir() {
				continue
			}
			rel, err := filepath.Rel(calm, name)
			if err != nil {
				t.Fatal(err)
			}
			a, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if b, err := os.ReadFile(filepath.Join(other, rel)); err != nil || !bytes.Equal(a, b) {
				t.Errorf("%s: %s differs, %v", filepath.Base(other), rel, err)
			}
			n++
		}
	}
	if n < 8 {
		t.Errorf("%d outputs compared", n)
	}
}
