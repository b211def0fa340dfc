package whole

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestWriteOrNothing(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "out.txt")
	if err := Write(path, func(w io.Writer) error { _, err := io.WriteString(w, "first"); return err }); err != nil {
		t.Fatal(err)
	}
	broken := errors.New("half-way")
	err := Write(path, func(w io.Writer) error { io.WriteString(w, "sec"); return broken })
	if !errors.Is(err, broken) {
		t.Errorf("error %v", err)
	}
	if got, _ := os.ReadFile(path); string(got) != "first" {
		t.Errorf("the file holds %q", got)
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 1 {
		t.Errorf("%d files left", len(entries))
	}
}

func TestWriteNowhere(t *testing.T) {
	if err := Write(filepath.Join(t.TempDir(), "no", "out.txt"), func(io.Writer) error { return nil }); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("error %v", err)
	}
}

// TestSweep holds that what a killed process left goes once it is old, and nothing
// else.
func TestSweep(t *testing.T) {
	dir := t.TempDir()
	var left string
	err := Write(filepath.Join(dir, "page.html"), func(io.Writer) error {
		list, err := os.ReadDir(dir)
		if err == nil && len(list) == 1 && IsHalf(list[0].Name()) {
			left = list[0].Name()
		}
		return errors.New("stop")
	})
	if err == nil || left == "" {
		t.Fatalf("%v, no half-written file", err)
	}
	for _, name := range []string{left, ".page.html.123", "page.html"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		later time.Duration
		want  int
	}{{0, 3}, {2 * time.Hour, 2}} {
		Sweep(dir, time.Now().Add(c.later))
		if list, err := os.ReadDir(dir); err != nil || len(list) != c.want {
			t.Errorf("after %v: %d files, %v", c.later, len(list), err)
		}
	}
	Sweep(filepath.Join(dir, "none"), time.Now())
}
