package main

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"prejury/cmd/internal/terminal"
)

func TestCompletion(t *testing.T) {
	const noFiles, files = ":4", ":0"
	for _, c := range []struct {
		typed     string // the last word is the one to complete, "." for nothing yet
		holds     string // a line of the answer
		lacks     string
		directive string
	}{
		{"check a.pdf -m .", "C3-C7\tStratégie d'organisation industrielle", "C3.2", noFiles},
		{"check a.pdf -m c1", "C10-C13\t", "C3-C7", noFiles},
		{"check a.pdf --lang en -m .", "C3-C7\tIndustrial organisation strategy", "Stratégie", noFiles},
		{"check a.pdf --format .", "markdown", "tree", noFiles},
		{"extract a.pdf --format .", "tree", "markdown", noFiles},
		{"explain a.pdf --format .", "text", "markdown", noFiles},
		{"modalities --format .", "table", "html", noFiles},
		{"check --fail-on .", "review", "", noFiles},
		{"check --convention .", "sans-annexes", "", noFiles},
		{"check --pdf-engine .", "pdfium", "", noFiles},
		{"check --fail", "--fail-on\tbarre du code 1", "`", noFiles},
		{"criteria .", "C17\t", "C17.1", noFiles},
		{"explain C3", "C3.2\t", "C4.1", noFiles},
		{"explain C3.2 .", "", "C3.2", files},
		{"completion .", "fish", "", noFiles},
		{"check .", "", "C3", files},
	} {
		args := append([]string{"__complete"}, strings.Fields(c.typed)...)
		if args[len(args)-1] == "." {
			args[len(args)-1] = ""
		}
		var out, said bytes.Buffer
		if code := run(context.Background(), &terminal.Streams{Out: &out, Err: &said, Width: 80}, args); code != exitOK {
			t.Errorf("%s: code %d, %s", c.typed, code, said.String())
		}
		got := out.String()
		if !strings.Contains("\n"+got, "\n"+c.holds) || c.lacks != "" && strings.Contains(got, c.lacks) || !strings.HasSuffix(strings.TrimSpace(got), c.directive) {
			t.Errorf("%s:\n%s", c.typed, got)
		}
	}
}
