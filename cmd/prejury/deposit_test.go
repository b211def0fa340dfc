//go:build unix

package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"prejury/checker/batch"
	"prejury/cmd/internal/render"
	"prejury/cmd/internal/whole"
)

// TestDepositSurvives reads a whole deposit calmly, then killed five times at random
// moments, with other numbers of workers, in another order and in shares: each output,
// in every format, must be, byte for byte, that of the calm run, every file must be
// answered, and files read alone must say what their rows say. It takes minutes, so it
// runs where PREJURY_DEPOSIT names the deposit; "make batch-proof" makes one and runs it.
func TestDepositSurvives(t *testing.T) {
	p := newProof(t)
	p.finish(t, p.batch("-o", "calm"))
	lines := p.answered(t, "calm")

	t.Run("killed", func(t *testing.T) {
		p.hurt(t, 5)
		p.finish(t, p.batch("-o", "hurt"))
		p.equal(t, "hurt")
	})
	for _, n := range []string{"1", "2", "3"} {
		t.Run("workers "+n, func(t *testing.T) {
			p.finish(t, p.batch("-o", "workers-"+n, "--workers", n))
			p.equal(t, "workers-"+n)
		})
	}
	t.Run("another order", func(t *testing.T) {
		p.finish(t, p.command(append([]string{"batch", "-o", "mixed", "--workers", "3"}, append(p.options(), p.shuffled(t)...)...)...))
		p.equal(t, "mixed")
	})
	t.Run("shares", func(t *testing.T) {
		for _, s := range []string{"1", "2", "3"} {
			p.finish(t, p.batch("-o", "parts/"+s, "--shard", s+"/3"))
		}
		p.finish(t, p.command("merge", "parts", "-o", "made", "--format", strings.Join(render.Names(), ",")))
		p.equal(t, "made")
	})
	t.Run("again", func(t *testing.T) {
		p.finish(t, p.batch("-o", "calm"))
		p.equal(t, "hurt")
	})
	t.Run("alone", func(t *testing.T) { p.alone(t, lines, 40) })
}

// proof is a deposit and where it is read.
type proof struct {
	deposit, work, exe string
	rnd                *rand.Rand
}

func newProof(t *testing.T) *proof {
	deposit := os.Getenv("PREJURY_DEPOSIT")
	if deposit == "" {
		t.Skip("PREJURY_DEPOSIT names no deposit")
	}
	deposit, err := filepath.Abs(deposit)
	if err != nil {
		t.Fatal(err)
	}
	seed := uint64(os.Getpid())
	t.Logf("random moments of seed %d", seed)
	p := &proof{deposit: deposit, work: t.TempDir(), rnd: rand.New(rand.NewPCG(seed, 1))}
	p.exe = filepath.Join(p.work, "prejury")
	if out, err := exec.Command("go", "build", "-o", p.exe, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return p
}

func (p *proof) path(elem ...string) string {
	return filepath.Join(append([]string{p.work}, elem...)...)
}

func (p *proof) command(args ...string) *exec.Cmd {
	cmd := exec.Command(p.exe, args...)
	cmd.Dir = p.work
	return cmd
}

// options are those of every run: all formats, one date.
func (p *proof) options() []string {
	return []string{"--manifest", filepath.Join(p.deposit, "depots.csv"), "--date", "2026-06-30", "--format", strings.Join(render.Names(), ",")}
}

func (p *proof) batch(args ...string) *exec.Cmd {
	return p.command(append(append([]string{"batch", p.deposit}, p.options()...), args...)...)
}

// finish runs a command that must end by itself, whatever the reports are.
func (p *proof) finish(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	start := time.Now()
	out, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || exit.ExitCode() != exitUnreadable && exit.ExitCode() != exitBar) {
		t.Fatalf("%v\n%s", err, out)
	}
	t.Logf("%.1f s: prejury %s", time.Since(start).Seconds(), strings.Join(cmd.Args[len(cmd.Args)-2:], " "))
}

// shuffled gives the files of the deposit in an order of their own.
func (p *proof) shuffled(t *testing.T) []string {
	var names []string
	for _, l := range p.manifest(t) {
		names = append(names, filepath.Join(p.deposit, l.File))
	}
	p.rnd.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
	return names
}

func (p *proof) manifest(t *testing.T) []batch.Line {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(p.deposit, "depots.csv"))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := batch.CSVRows(data)
	if err != nil {
		t.Fatal(err)
	}
	lines, err := batch.ParseManifest(rows)
	if err != nil {
		t.Fatal(err)
	}
	return lines
}

// answered holds that the lines of a run answer for each file of the deposit, in the
// manifest's order, with a result or a reason, and gives them.
func (p *proof) answered(t *testing.T, dir string) []map[string]any {
	t.Helper()
	lines, unread := jsonLines(t, p.path(dir, "prejury.jsonl")), 0
	want := p.manifest(t)
	if len(lines) != len(want) {
		t.Fatalf("%d lines for %d files", len(lines), len(want))
	}
	for i, l := range lines {
		if name := filepath.Join(p.deposit, want[i].File); l["file"] != name {
			t.Errorf("line %d is of %v, not of %s", i+1, l["file"], name)
		}
		switch {
		case l["error_code"] != nil:
			unread++
		case l["verdict"] == "" || len(l["criteria"].([]any)) == 0:
			t.Errorf("%v: neither a result nor a reason", l["file"])
		}
	}
	t.Logf("%d files answered, %d of them not readable", len(lines), unread)
	return lines
}

func jsonLines(t *testing.T, name string) []map[string]any {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var out []map[string]any
	for line := range bytes.Lines(data) {
		var v map[string]any
		if err := json.Unmarshal(line, &v); err != nil {
			t.Fatal(err)
		}
		out = append(out, v)
	}
	return out
}

// hurt starts the run n times and kills it each time once some share of what is left
// is done, then once more as the outputs come.
func (p *proof) hurt(t *testing.T, n int) {
	total := p.kept(t, "calm")
	for i := range n {
		have := p.kept(t, "hurt")
		until := have + p.rnd.IntN(max((total-have)/(n+1-i), 1)) + 1
		if !p.kill(t, func() bool { return p.kept(t, "hurt") >= until }) {
			t.Fatalf("ended before it was killed, at %d of %d", p.kept(t, "hurt"), total)
		}
		t.Logf("killed with %d of %d kept", p.kept(t, "hurt"), total)
	}
	pages := func() bool { return len(p.outputs(t, "hurt")) > 0 }
	if p.kill(t, pages) {
		t.Logf("killed with %d outputs written", len(p.outputs(t, "hurt")))
	}
}

// kill starts the run and kills it at a moment; killed is false when it ended before.
func (p *proof) kill(t *testing.T, moment func() bool) (killed bool) {
	t.Helper()
	cmd := p.batch("-o", "hurt")
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	gone := make(chan struct{})
	go func() { cmd.Wait(); close(gone) }()
	for !moment() {
		select {
		case <-gone:
			return false
		case <-time.After(time.Millisecond): // to look again
		}
	}
	cmd.Process.Signal(syscall.SIGKILL)
	<-gone
	return true
}

// kept counts the results that a run has kept.
func (p *proof) kept(t *testing.T, dir string) int {
	list, err := filepath.Glob(p.path(dir, ".prejury", "results", "*.gob"))
	if err != nil {
		t.Fatal(err)
	}
	return len(list)
}

// outputs lists what a run wrote, but for what it keeps to resume and what it was
// writing when it was killed.
func (p *proof) outputs(t *testing.T, dir string) []string {
	t.Helper()
	var names []string
	err := filepath.WalkDir(p.path(dir), func(name string, e fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist): // gone since: of a run that is going on
			return nil
		case err != nil:
			return err
		case e.IsDir() && e.Name() == ".prejury":
			return fs.SkipDir
		case !e.IsDir() && !whole.IsHalf(e.Name()):
			rel, err := filepath.Rel(p.path(dir), name)
			names = append(names, rel)
			return err
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// equal compares all that a run wrote, pages included, with what the calm run wrote.
func (p *proof) equal(t *testing.T, dir string) {
	t.Helper()
	names := p.outputs(t, "calm")
	if other := p.outputs(t, dir); !slices.Equal(names, other) {
		t.Errorf("%d files written, %d by the calm run", len(other), len(names))
	}
	for _, name := range names {
		a, err := os.ReadFile(p.path("calm", name))
		if err != nil {
			t.Fatal(err)
		}
		if b, err := os.ReadFile(p.path(dir, name)); err != nil || !bytes.Equal(a, b) {
			t.Errorf("%s: %s differs, %v", dir, name, err)
		}
	}
	for _, f := range render.Formats {
		if !slices.Contains(names, "prejury"+f.Ext) {
			t.Errorf("no prejury%s", f.Ext)
		}
	}
	t.Logf("%d outputs are the same", len(names))
}

// alone checks n files one by one: each must say what its row says, but for whose it
// is.
func (p *proof) alone(t *testing.T, lines []map[string]any, n int) {
	for _, i := range p.rnd.Perm(len(lines))[:min(n, len(lines))] {
		row := lines[i]
		name := strconv.Itoa(i) + ".jsonl"
		p.finish(t, p.command("check", row["file"].(string), "-m", row["modality"].(string), "--date", "2026-06-30", "-o", name))
		if row["deposit"] == nil {
			t.Errorf("%v: the row does not say whose it is", row["file"])
		}
		delete(row, "deposit")
		if one := jsonLines(t, p.path(name)); len(one) != 1 || !reflect.DeepEqual(one[0], row) {
			t.Errorf("%v alone is not its row", row["file"])
		}
	}
}
