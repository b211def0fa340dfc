package reading

import (
	"os"
	"path/filepath"
	"testing"

	"prejury/extractors/input"
)

func TestParseSpan(t *testing.T) {
	for _, c := range []struct {
		in   string
		want Span
		ok   bool
	}{
		{"5-48", Span{5, 48}, true},
		{" 5 – 48 ", Span{5, 48}, true},
		{"7-7", Span{7, 7}, true},
		{"48-5", Span{}, false},
		{"0-5", Span{}, false},
		{"5", Span{}, false},
		{"5-", Span{}, false},
		{"5-48-60", Span{}, false},
		{"", Span{}, false},
	} {
		got, err := ParseSpan(c.in)
		if got != c.want || (err == nil) != c.ok {
			t.Errorf("ParseSpan(%q) = %v, %v", c.in, got, err)
		}
	}
}

func FuzzParseSpan(f *testing.F) {
	f.Add("5-48")
	f.Add("5–48")
	f.Fuzz(func(t *testing.T, s string) {
		if got, err := ParseSpan(s); err == nil && (got.First < 1 || got.Last < got.First) {
			t.Errorf("ParseSpan(%q) = %v", s, got)
		}
	})
}

func TestLoad(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "a.pdf")
	if err := os.WriteFile(file, []byte("12345"), 0o600); err != nil {
		t.Fatal(err)
	}
	if data, err := load(file, 5); err != nil || string(data) != "12345" {
		t.Errorf("%q, %v", data, err)
	}
	for _, c := range []struct {
		path string
		max  int64
		want input.Code
	}{
		{file, 4, input.TooBig},
		{dir, 100, input.NotFound},
		{filepath.Join(dir, "none.pdf"), 100, input.NotFound},
	} {
		if _, err := load(c.path, c.max); input.CodeOf(err) != c.want {
			t.Errorf("load(%q, %d): %v, want %s", c.path, c.max, err, c.want)
		}
	}
}
