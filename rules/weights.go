package rules

import (
	"bufio"
	"fmt"
	"io"
	"sort"
	"strconv"
	"strings"
)

// Weights are what signs are worth, fitted on labelled passages and on judged
// reports by `prejury rules fit`. A row says in which model, for which criterion
// ("*" for all) and for which sign. They are readable: one line each, sorted.
type Weights struct {
	Rows []Weight
}

// Weight is the worth of one sign, in log-odds.
type Weight struct {
	Model     string // of package checker: "about", "shows", "report"…
	Criterion string // an id, or "*"
	Sign      string
	Value     float64
}

func (l *loader) readWeights() {
	f, err := l.fsys.Open(weightsFile)
	if err != nil {
		return // a pack without weights is judged by its terms alone
	}
	defer f.Close()
	w := &Weights{}
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		if line == "" || line[0] == '#' {
			continue
		}
		cols := strings.Split(line, "\t")
		bad := func(format string, args ...any) {
			l.faults = append(l.faults, Fault{weightsFile, n, fmt.Sprintf(format, args...)})
		}
		if len(cols) != 4 {
			bad("expected four columns (model, criterion, sign, weight), found %d", len(cols))
			continue
		}
		v, err := strconv.ParseFloat(cols[3], 64)
		if err != nil {
			bad("weight %q is not a number", cols[3])
			continue
		}
		if _, ok := l.criteria[cols[1]]; !ok && cols[1] != "*" {
			bad("unknown criterion %q (nearest: %q)", cols[1], Nearest(cols[1], l.criterionIDs()))
			continue
		}
		w.Rows = append(w.Rows, Weight{cols[0], cols[1], cols[2], v})
	}
	if err := lines.Err(); err != nil {
		l.faults = append(l.faults, Fault{File: weightsFile, Message: err.Error()})
	}
	l.pack.Weights = w
}

// WriteWeights writes rows as a pack keeps them, sorted.
func WriteWeights(w io.Writer, rows []Weight) error {
	sort.Slice(rows, func(i, j int) bool {
		a, b := rows[i], rows[j]
		switch {
		case a.Model != b.Model:
			return a.Model < b.Model
		case a.Criterion != b.Criterion:
			return a.Criterion < b.Criterion
		}
		return a.Sign < b.Sign
	})
	out := bufio.NewWriter(w)
	fmt.Fprintln(out, "# model\tcriterion\tsign\tweight: written by `prejury rules fit`, read in docs/verdicts.md")
	for _, r := range rows {
		fmt.Fprintf(out, "%s\t%s\t%s\t%s\n", r.Model, r.Criterion, r.Sign, strconv.FormatFloat(r.Value, 'f', 3, 64))
	}
	return out.Flush()
}

