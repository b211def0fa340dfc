package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/mattn/go-runewidth"
	"github.com/spf13/cobra"

	"prejury/cmd/internal/terminal"
	"prejury/cmd/internal/wording"
)

// commands gives a command and all that users see below it.
func commands(c *cobra.Command) []*cobra.Command {
	list := []*cobra.Command{c}
	for _, sub := range c.Commands() {
		if !sub.Hidden {
			list = append(list, commands(sub)...)
		}
	}
	return list
}

// The help of every command fits 80 columns, whatever the terminal, what users type as it
// stands too, and speaks one language.
func TestHelpFitsTheTerminal(t *testing.T) {
	for lang, foreign := range map[wording.Lang][]string{wording.FR: {"(default", "Usage:", "Options:", "Common", " file "}, wording.EN: {"défaut", "Usage :", "fichier", "Options :"}} {
		var out bytes.Buffer
		root := newRootCmd(&app{&terminal.Streams{Out: &out, Err: &out, Width: 200}, lang})
		for _, c := range commands(root) {
			out.Reset()
			if err := c.Help(); err != nil {
				t.Fatal(err)
			}
			for line := range strings.Lines(out.String()) {
				line = strings.TrimSuffix(line, "\n")
				if n := runewidth.StringWidth(line); n > 80 {
					t.Errorf("%s, %s: %d columns: %s", lang, c.CommandPath(), n, line)
				}
				for _, f := range foreign {
					if strings.Contains(line, f) {
						t.Errorf("%s, %s: %q in %q", lang, c.CommandPath(), f, line)
					}
				}
			}
		}
	}
}

func TestBetween(t *testing.T) {
	cmd := &cobra.Command{Use: "explain CRITÈRE FICHIER"}
	(&cobra.Command{Use: "prejury"}).AddCommand(cmd)
	for _, c := range []struct {
		min, max, given int
		want            string
	}{
		{2, 2, 2, ""},
		{0, 1, 0, ""},
		{2, 2, 0, "explain attend 2 arguments, 0 donné"},
		{2, 2, 3, "explain attend 2 arguments, 3 donnés"},
		{1, 1, 2, "explain attend 1 argument, 2 donnés"},
		{0, 0, 1, "explain ne prend pas d'argument"},
		{1, 2, 3, "explain attend 1 à 2 arguments, 3 donnés"},
	} {
		got := ""
		if err := between(wording.FR, c.min, c.max)(cmd, make([]string, c.given)); err != nil {
			got = err.Error()
		}
		if got != c.want {
			t.Errorf("%d to %d, %d given: %q, want %q", c.min, c.max, c.given, got, c.want)
		}
	}
}
