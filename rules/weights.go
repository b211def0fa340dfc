package rules

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Weights are what signs are worth, fitted on labelled passages and on judged
// reports by `prejury rules fit`. They are readable: one line each, sorted.
type Weights struct {
	Rows    []Weight // weights.tsv: the scorecards
	Profile Profile  // profile.tsv: the words and signs of each criterion
	Pages   Pages    // pages.tsv: those of the pages where readers of reports found evidence
}

// Weight is the worth of one sign, in log-odds.
type Weight struct {
	Model     string // of package weigh: "unit-about", "report-shows"…
	Criterion string // an id, or "*"
	Sign      string
	Value     float64
}

// ProfileEntry says how much more often a sign stands in the passages that speak
// of a criterion than elsewhere (About), and in those that do it than in those
// that only speak of it (Shows), as logarithms of ratios.
type ProfileEntry struct {
	Criterion, Sign string
	About, Shows    float64
}

// PageEntry says how much more often a sign stands where readers of judged reports
// found evidence of a criterion than anywhere in those reports, as the logarithm of a
// ratio. Sign Others stands for every known sign without an entry of its own.
type PageEntry struct {
	Criterion, Sign string
	Worth           float64
}

// Others is the sign of a PageEntry that stands for all others.
const Others = "*"

// readWeights reads the three files; a pack without them is judged by nothing but its
// terms.
func (l *loader) readWeights() {
	w := &Weights{}
	var profile []ProfileEntry
	var pages []PageEntry
	l.readTSV(weightsFile, 4, func(n int, cols []string) {
		if v, ok := l.number(weightsFile, n, cols[3]); ok && l.knows(weightsFile, n, cols[1]) {
			w.Rows = append(w.Rows, Weight{cols[0], cols[1], cols[2], v})
		}
	})
	l.readTSV(profileFile, 4, func(n int, cols []string) {
		a, ok := l.number(profileFile, n, cols[2])
		s, ok2 := l.number(profileFile, n, cols[3])
		if ok && ok2 && l.knows(profileFile, n, cols[0]) {
			profile = append(profile, ProfileEntry{cols[0], cols[1], a, s})
		}
	})
	l.readTSV(pagesFile, 3, func(n int, cols []string) {
		if v, ok := l.number(pagesFile, n, cols[2]); ok && l.knows(pagesFile, n, cols[0]) {
			pages = append(pages, PageEntry{cols[0], cols[1], v})
		}
	})
	w.Profile, w.Pages = NewProfile(profile), NewPages(pages)
	if len(w.Rows)+len(profile) > 0 {
		l.pack.Weights = w
	}
}

// readTSV calls f for each line of a file of the pack that is not a comment; a file
// that is not there is empty.
func (l *loader) readTSV(name string, columns int, f func(line int, cols []string)) {
	file, err := l.fsys.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return
	}
	if err != nil {
		l.faults = append(l.faults, Fault{File: name, Message: err.Error()})
		return
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	cols := make([]string, columns)
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		if line == "" || line[0] == '#' {
			continue
		}
		if c := strings.Count(line, "\t") + 1; c != columns {
			l.faults = append(l.faults, Fault{name, n, fmt.Sprintf("expected %d columns, found %d", columns, c)})
			continue
		}
		for i := range cols {
			cols[i], line, _ = strings.Cut(line, "\t")
		}
		f(n, cols)
	}
	if err := lines.Err(); err != nil {
		l.faults = append(l.faults, Fault{File: name, Message: err.Error()})
	}
}

// number reads a cell; what is not a finite number is a fault. Infinities and NaN, which
// ParseFloat reads, would spread through every sum and compare with nothing.
func (l *loader) number(file string, line int, s string) (float64, bool) {
	v, err := strconv.ParseFloat(s, 64)
	ok := err == nil && !math.IsNaN(v) && !math.IsInf(v, 0)
	if !ok {
		l.faults = append(l.faults, Fault{file, line, fmt.Sprintf("%q is not a number", s)})
	}
	return v, ok
}

// knows reports whether a cell names a criterion of the pack, or all of them by "*"; a
// name that is not known is a fault.
func (l *loader) knows(file string, line int, criterion string) bool {
	if _, ok := l.criteria[criterion]; !ok && criterion != "*" {
		l.faults = append(l.faults, Fault{file, line, fmt.Sprintf("unknown criterion %q (nearest: %q)", criterion, Nearest(criterion, l.criterionIDs()))})
		return false
	}
	return true
}

// WriteWeights writes weights.tsv, sorted by model and criterion; the rows of one model
// and criterion keep their order.
func WriteWeights(w io.Writer, rows []Weight) error {
	order := func(a, b Weight) int { return byTwo(a.Model, b.Model, a.Criterion, b.Criterion) }
	return writeTSV(w, "model\tcriterion\tsign\tlog-odds", slices.Values(rows), order, func(r Weight) []string {
		return []string{r.Model, r.Criterion, r.Sign, decimals(r.Value, 3)}
	})
}

// WriteProfile writes profile.tsv, sorted by criterion and sign.
func WriteProfile(w io.Writer, profile Profile) error {
	order := func(a, b ProfileEntry) int { return byTwo(a.Criterion, b.Criterion, a.Sign, b.Sign) }
	return writeTSV(w, "criterion\tsign\tabout\tshows", profile.All(), order, func(e ProfileEntry) []string {
		return []string{e.Criterion, e.Sign, decimals(e.About, 2), decimals(e.Shows, 2)}
	})
}

// WritePages writes pages.tsv, sorted by criterion and sign.
func WritePages(w io.Writer, pages Pages) error {
	order := func(a, b PageEntry) int { return byTwo(a.Criterion, b.Criterion, a.Sign, b.Sign) }
	return writeTSV(w, "criterion\tsign\tworth", pages.All(), order, func(e PageEntry) []string {
		return []string{e.Criterion, e.Sign, decimals(e.Worth, 2)}
	})
}

// writeTSV writes entries in order, one a line, below a comment that names the
// columns.
func writeTSV[T any](w io.Writer, columns string, entries iter.Seq[T], order func(a, b T) int, row func(T) []string) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "# %s; written by `prejury rules fit`, explained in docs/verdicts.md\n", columns)
	for _, e := range slices.SortedStableFunc(entries, order) {
		fmt.Fprintln(out, strings.Join(row(e), "\t"))
	}
	return out.Flush()
}

// byTwo orders by a first key, then by a second.
func byTwo(a, b, thenA, thenB string) int {
	return cmp.Or(strings.Compare(a, b), strings.Compare(thenA, thenB))
}

// decimals writes a number with n digits after the point.
func decimals(v float64, n int) string { return strconv.FormatFloat(v, 'f', n, 64) }
