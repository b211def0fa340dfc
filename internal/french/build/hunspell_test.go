package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const affixes = `SET UTF-8
FLAG long
NEEDAFFIX ()
FORBIDDENWORD {}
PFX L' Y 1
PFX L' 0 l' [aeiou]
PFX Um Y 1
PFX Um 0 kilo .
SFX S. Y 1
SFX S. 0 s .
SFX a0 Y 2
SFX a0 er é/S. [^y]er
SFX a0 yer ie [ou]yer
`

func TestExpand(t *testing.T) {
	for _, c := range []struct{ entry, want string }{
		{"usine/S.L'", "usine usines"},
		{"planer/a0", "planer plané planés"},
		{"employer/a0", "emploie employer"},
		{"watt/S.Um", "kilowatt kilowatts watt watts"},
		{"racin/S.()", "racins"},
		{"interdit/{}S.", ""},
		{"sans", "sans"},
	} {
		dir := t.TempDir()
		write(t, filepath.Join(dir, "index.aff"), affixes)
		write(t, filepath.Join(dir, "index.dic"), "1\n"+c.entry+"\n")
		d, err := readAffixes(filepath.Join(dir, "index.aff"))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		if err := d.expand(filepath.Join(dir, "index.dic"), func(w string) { got = append(got, w) }); err != nil {
			t.Fatal(err)
		}
		slices.Sort(got)
		if g := strings.Join(slices.Compact(got), " "); g != c.want {
			t.Errorf("%s: %q, want %q", c.entry, g, c.want)
		}
	}
}

func TestBadAffixes(t *testing.T) {
	path := filepath.Join(t.TempDir(), "bad.aff")
	write(t, path, "SFX A Y 1\nSFX A 0 s [a\n")
	if _, err := readAffixes(path); err == nil || !strings.Contains(err.Error(), "bad.aff:2") {
		t.Errorf("error %v, want one that names the line", err)
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
