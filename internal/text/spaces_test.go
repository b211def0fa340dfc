package text

import (
	"reflect"
	"strings"
	"testing"
)

func TestDoubledSpaces(t *testing.T) {
	for _, c := range []struct{ name, raw, want string }{
		{"one space", "Le budget est tenu.", ""},
		{"two", "Le budget  est tenu.", "est"},
		{"three", "Le budget   est tenu.", "est"},
		{"several times", "Le  budget est  tenu.", "budget tenu."},
		{"after a point", "Il est tenu.  Le reste suit.", "Le"},
		{"at the edges", "  Le budget est tenu.  ", ""},
		{"around a line break", "Le budget  \n est tenu.", ""},
		{"a tab", "Le budget \t est tenu.", ""},
		{"a space that holds", "Le budget\u00a0 : tenu.", ""},
		{"laid out by spaces", "Le budget  est     tenu.", ""},
		{"after a number", "1.  Le budget est tenu.", ""},
		{"after a bullet", "-  Le budget est tenu.", ""},
		{"after a numeral", "III.  Le budget est tenu.", ""},
		{"after a numbered word", "Tableau  3 : le budget", "3"},
		{"what cleaning changes", "L\u00ade budget\u200b  e\u0301tait tenu.", "était"},
		{"a word that cleaning takes away", "Le \u200b  budget", ""},
	} {
		clean := strings.Join(strings.Fields(Clean(c.raw)), " ")
		var words []string
		for _, at := range DoubledSpaces(c.raw) {
			words = append(words, strings.Fields(clean[at:])[0])
		}
		if got := strings.Join(words, " "); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestMonospaced(t *testing.T) {
	got := map[string]bool{}
	for _, f := range []string{"Courier New", "ABCDEF+Consolas-Bold", "DejaVuSansMono", "Calibri", "Times New Roman", "Monotype Corsiva", "MonotypeSorts", ""} {
		got[f] = Monospaced(f)
	}
	want := map[string]bool{"Courier New": true, "ABCDEF+Consolas-Bold": true, "DejaVuSansMono": true, "Calibri": false, "Times New Roman": false, "Monotype Corsiva": false, "MonotypeSorts": false, "": false}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func FuzzDoubledSpaces(f *testing.F) {
	for _, s := range []string{"Le budget  est tenu.", "1.  a", "\u00a0  \u200b  é", "a  \xff  b", "  "} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		clean := strings.Join(strings.Fields(Clean(s)), " ")
		last := 0
		for _, at := range DoubledSpaces(s) {
			if at <= last && last > 0 || at < 1 || at >= len(clean) || clean[at-1] != ' ' || clean[at] == ' ' {
				t.Fatalf("%d of %q, from %q", at, clean, s)
			}
			last = at
		}
	})
}
