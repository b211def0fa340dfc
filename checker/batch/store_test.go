package batch

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

func day(s string) time.Time {
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return d
}

// TestDateOfARun holds that a run that was cut short keeps its date, and that the next
// one has its own.
func TestDateOfARun(t *testing.T) {
	dir := t.TempDir()
	for i, c := range []struct {
		of, today, given, want string
		finish                 bool
	}{
		{"a", "2026-06-29", "", "2026-06-29", false},
		{"a", "2026-06-30", "", "2026-06-29", false},          // resumed
		{"b", "2026-06-30", "", "2026-06-30", false},          // another request
		{"b", "2026-07-01", "2026-01-02", "2026-01-02", true}, // --date, then over
		{"b", "2026-07-02", "", "2026-07-02", false},
	} {
		s, err := OpenStore(dir)
		if err != nil {
			t.Fatal(err)
		}
		var given time.Time
		if c.given != "" {
			given = day(c.given)
		}
		got, err := s.Begin(c.of, day(c.today), given)
		if err != nil || !got.Equal(day(c.want)) {
			t.Errorf("%d: %v, %v", i, got, err)
		}
		if c.finish {
			if err := s.Finish(); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func TestStoreIsTheUsersAlone(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "s")
	s, err := OpenStore(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Put("k", []byte("text")); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{dir, s.path("k")} {
		info, err := os.Stat(name)
		if err != nil || info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s: %v, %v", name, info.Mode(), err)
		}
	}
}

// TestHalfWrittenIsSwept holds that what a killed run left goes once it is old, and
// that a result is not lost with it.
func TestHalfWrittenIsSwept(t *testing.T) {
	s, err := OpenStore(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Put("k", []byte("text")); err != nil {
		t.Fatal(err)
	}
	half := filepath.Join(s.dir, resultsName, tempPrefix+"1")
	if err := os.WriteFile(half, []byte("te"), 0o600); err != nil {
		t.Fatal(err)
	}
	s.Sweep(time.Now())
	if _, err := os.Stat(half); err != nil {
		t.Errorf("young, perhaps another run's: %v", err)
	}
	s.Sweep(time.Now().Add(2 * time.Hour))
	if _, err := os.Stat(half); err == nil {
		t.Error("old and still there")
	}
	if data, err := s.Get("k"); err != nil || string(data) != "text" {
		t.Errorf("%q, %v", data, err)
	}
}
