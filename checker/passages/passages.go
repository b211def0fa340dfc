// Package passages reads labelled passages (JSON Lines) and counts how well
// predictions agree with their labels.
package passages

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"prejury/checker/signs"
	"prejury/rules"
)

// Passage is a text with the level that readers gave it for each criterion of its
// scope. The engine is given Text and Kind alone.
type Passage struct {
	ID       string            `json:"id"` // begins with a criterion: "C11.5-d01"
	Author   string            `json:"author,omitempty"`
	Family   string            `json:"family,omitempty"` // passages written together, see Fold
	Kind     string            `json:"kind"`             // prose, liste, tableau, extrait-pdf
	Trick    string            `json:"trick"`            // what makes it hard, "" when nothing does
	Text     string            `json:"text"`
	Scope    []string          `json:"scope"`    // the criteria that it was read for
	Labels   map[string]string `json:"labels"`   // level by criterion, absent where there is none
	Disputed []string          `json:"disputed"` // criteria on which readers disagree
}

// longestLine is the length of the longest line that is read, in bytes.
const longestLine = 16 << 20

// Read reads passages, one JSON object a line. The error names the line.
func Read(r io.Reader) ([]Passage, error) {
	var out []Passage
	lines := bufio.NewScanner(r)
	lines.Buffer(make([]byte, 64<<10), longestLine)
	n := 1
	for ; lines.Scan(); n++ {
		if strings.TrimSpace(lines.Text()) == "" {
			continue
		}
		var p Passage
		if err := json.Unmarshal(lines.Bytes(), &p); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		for c, l := range p.Labels {
			if _, ok := rules.ParseLevel(l); !ok {
				return nil, fmt.Errorf("line %d: passage %s, criterion %s: unknown level %q", n, p.ID, c, l)
			}
		}
		out = append(out, p)
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("line %d: %w", n, err)
	}
	return out, nil
}

// Expected gives the level of a criterion of the scope, and whether it counts: a
// disputed one does not.
func (p *Passage) Expected(criterion string) (level rules.Level, counts bool) {
	if slices.Contains(p.Disputed, criterion) {
		return 0, false
	}
	level, _ = rules.ParseLevel(p.Labels[criterion])
	return level, true
}

// Criterion is the one that the passage was written for, from its id
// ("C11.5-d01"): for reading results only.
func (p *Passage) Criterion() string {
	c, _, _ := strings.Cut(p.ID, "-")
	return c
}

// Fold names what must not be split between fitting and trying: the family, or
// the passage itself.
func (p *Passage) Fold() string {
	if p.Family != "" {
		return p.Family
	}
	return p.ID
}

// Unit is what the engine is given: the text as an extractor would deliver it.
func Unit(text, kind string) signs.Unit {
	switch kind {
	case "tableau":
		u := signs.Unit{Text: text}
		for _, line := range strings.Split(text, "\n") {
			u.Rows = append(u.Rows, strings.Split(line, "\t"))
		}
		return u
	case "extrait-pdf":
		return signs.Unit{Text: join(text)}
	}
	return signs.Unit{Text: text}
}

// join puts the lines of an excerpt back together: words cut at a line end are
// joined, running headers (wide gaps) and contents lines keep their line.
func join(s string) string {
	var b strings.Builder
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		line = strings.TrimRight(line, " ")
		last := i+1 == len(lines)
		switch {
		case last:
			b.WriteString(line)
		case strings.HasSuffix(line, "-") && startsLower(lines[i+1]):
			b.WriteString(strings.TrimSuffix(line, "-"))
		case strings.Contains(strings.TrimSpace(line), "   ") || strings.Contains(line, "....") || strings.Contains(lines[i+1], "...."):
			b.WriteString(line + "\n")
		default:
			b.WriteString(line + " ")
		}
	}
	return b.String()
}

// startsLower reports whether a line begins with a small letter of French.
func startsLower(s string) bool {
	for _, r := range strings.TrimLeft(s, " ") {
		return r >= 'a' && r <= 'z' || r >= 'à' && r <= 'ÿ'
	}
	return false
}

// ReadMatching reads the passages of all files of a folder whose names match a
// pattern of fs.Glob, in the order of names. The error names the file; no file is one.
func ReadMatching(dir fs.FS, pattern string) ([]Passage, error) {
	names, err := fs.Glob(dir, pattern)
	if err != nil {
		return nil, fmt.Errorf("passages %q: %w", pattern, err)
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("no passages match %q", pattern)
	}
	var all []Passage
	for _, name := range names {
		f, err := dir.Open(name)
		if err != nil {
			return nil, err
		}
		list, err := Read(f)
		f.Close()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		all = append(all, list...)
	}
	return all, nil
}
