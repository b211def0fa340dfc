// Package judged reads real reports' judgements, made by readers, and says how far
// the verdicts of the tool agree with them.
//
// A folder of judged reports holds reports.tsv (where each report is, the modality
// it was judged for), judgements.tsv (report, criterion, level, pages, debatable,
// figure) and, beside them or in another folder, the files, named by their report's id.
package judged

import (
	"encoding/csv"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"prejury/checker"
	"prejury/checker/passages"
	"prejury/rules"
)

// Report is one judged report.
type Report struct {
	ID, Repository, Path, Commit, SHA256, Modality, About string
	Pages                                                 int
	Cells                                                 []Cell // in the order of the file
}

// Cell is a reader's level for one criterion of a report.
type Cell struct {
	Criterion string
	Level     rules.Level
	Pages     []int // where the evidence stands, pages of the file
	Debatable bool  // another juror could choose the next level
	Figure    bool  // the proof is a picture more than text
}

// The files of a folder of judged reports.
const (
	reportsFile    = "reports.tsv"
	judgementsFile = "judgements.tsv"
)

// Read reads the two tables of a folder. The error names the file and the line.
func Read(dir fs.FS) ([]Report, error) {
	var out []Report
	at := map[string]int{}
	err := table(dir, reportsFile, 8, func(row []string) error {
		pages, err := strconv.Atoi(row[6])
		if err != nil {
			return fmt.Errorf("pages %q is not a number", row[6])
		}
		if _, ok := at[row[0]]; ok {
			return fmt.Errorf("report %q stands twice", row[0])
		}
		at[row[0]] = len(out)
		out = append(out, Report{ID: row[0], Repository: row[1], Path: row[2], Commit: row[3], SHA256: row[4], Modality: row[5], Pages: pages, About: row[7]})
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = table(dir, judgementsFile, 6, func(row []string) error {
		k, ok := at[row[0]]
		if !ok {
			return fmt.Errorf("report %q is not in %s", row[0], reportsFile)
		}
		c, err := cellOf(row)
		if err != nil {
			return err
		}
		out[k].Cells = append(out[k].Cells, c)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// cellOf reads a row of judgements: report, criterion, level, pages ("3, 5", "-" for
// none), debatable and figure ("yes" or "no").
func cellOf(row []string) (Cell, error) {
	c := Cell{Criterion: row[1]}
	var ok bool
	if c.Level, ok = rules.ParseLevel(row[2]); !ok {
		return c, fmt.Errorf("level %q is not known", row[2])
	}
	if pages := strings.TrimSpace(row[3]); pages != "" && pages != "-" {
		for _, p := range strings.Split(pages, ",") {
			n, err := strconv.Atoi(strings.TrimSpace(p))
			if err != nil || n < 1 {
				return c, fmt.Errorf("pages %q are not numbers from 1, separated by commas", row[3])
			}
			c.Pages = append(c.Pages, n)
		}
	}
	for i, into := range []*bool{&c.Debatable, &c.Figure} {
		if answer := row[4+i]; answer != "yes" && answer != "no" {
			return c, fmt.Errorf("%q is neither yes nor no", answer)
		}
		*into = row[4+i] == "yes"
	}
	return c, nil
}

// table calls f for each row of a TSV file after its first.
func table(dir fs.FS, name string, columns int, f func(row []string) error) error {
	file, err := dir.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	r := csv.NewReader(file)
	r.Comma, r.FieldsPerRecord, r.LazyQuotes, r.ReuseRecord = '\t', columns, true, true
	for head := true; ; head = false {
		row, err := r.Read()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if head {
			continue
		}
		if err := f(row); err != nil {
			line, _ := r.FieldPos(0)
			return fmt.Errorf("%s, line %d: %w", name, line, err)
		}
	}
}

// Agreement is how far the tool and the readers agree.
type Agreement struct {
	All, Firm passages.Figures // of all cells, of those that are not debatable
	// Located counts the cells that both call strong, and OnPage those whose best
	// evidence stands on a page that the reader gave.
	Located, OnPage int
	Misses          []Miss
}

// Miss is a cell on which they differ.
type Miss struct {
	Report, Criterion   string
	Expected, Predicted rules.Level
	Debatable           bool
	Result              *checker.Result
}

// Level is the level of a result as readers count: what is to be looked at by a
// person is neither proved nor missing.
func Level(r *checker.Result) rules.Level {
	switch r.Level {
	case checker.LevelStrong:
		return rules.Strong
	case checker.LevelAbsent:
		return rules.Absent
	}
	return rules.Weak
}

// Add compares the results of one report with its cells.
func (a *Agreement) Add(report *Report, results []checker.Result) {
	for _, cell := range report.Cells {
		for i := range results {
			r := &results[i]
			if r.Criterion.ID != cell.Criterion || r.Level == checker.LevelJury {
				continue
			}
			level := Level(r)
			a.All.Add(cell.Level, level)
			if !cell.Debatable {
				a.Firm.Add(cell.Level, level)
			}
			if level != cell.Level {
				a.Misses = append(a.Misses, Miss{report.ID, cell.Criterion, cell.Level, level, cell.Debatable, r})
			}
			if level == rules.Strong && cell.Level == rules.Strong && len(cell.Pages) > 0 {
				a.Located++
				if len(r.Evidence) > 0 && slices.Contains(cell.Pages, r.Evidence[0].Page) {
					a.OnPage++
				}
			}
		}
	}
}

// Foreign counts what comes out of documents about something else, where nothing
// may be strong.
type Foreign struct {
	Strong, Cells int
	Most          int // strong cells of one document in one modality, at the most
	Whole         int // strong cells of criteria that judge the whole document (spelling)
}

// Add counts the results of one document in one modality. Criteria that no text
// shows are left out.
func (f *Foreign) Add(results []checker.Result) {
	here := 0
	for i := range results {
		switch results[i].Level {
		case checker.LevelStrong:
			here++
			f.Cells++
			if results[i].Criterion.Whole {
				f.Whole++
			}
		case checker.LevelWeak, checker.LevelAbsent, checker.LevelSee:
			f.Cells++
		}
	}
	f.Strong += here
	f.Most = max(f.Most, here)
}
