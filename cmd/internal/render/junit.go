package render

import (
	"encoding/xml"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"prejury/checker"
	"prejury/cmd/internal/wording"
)

type (
	junitSuite struct {
		XMLName   xml.Name    `xml:"testsuite"`
		Name      string      `xml:"name,attr"`
		Timestamp string      `xml:"timestamp,attr,omitempty"`
		Tests     int         `xml:"tests,attr"`
		Failures  int         `xml:"failures,attr"`
		Errors    int         `xml:"errors,attr"`
		Skipped   int         `xml:"skipped,attr"`
		Time      string      `xml:"time,attr"` // always 0: what is written must not change from run to run
		Cases     []junitCase `xml:"testcase"`
	}
	junitCase struct {
		Name    string       `xml:"name,attr"`
		Class   string       `xml:"classname,attr"`
		Time    string       `xml:"time,attr"`
		Failure *junitDetail `xml:"failure,omitempty"`
		Error   *junitDetail `xml:"error,omitempty"`
		Skipped *junitSkip   `xml:"skipped,omitempty"`
		Out     string       `xml:"system-out,omitempty"`
	}
	junitDetail struct {
		Message string `xml:"message,attr"`
		Type    string `xml:"type,attr"`
		Text    string `xml:",chardata"`
	}
	junitSkip struct {
		Message string `xml:"message,attr"`
	}
)

// JUnit writes one suite for each file and one case for its length and for each
// criterion: what is to be mended fails, what a person must judge is skipped. The
// bar of the exit code is another matter.
func JUnit(w io.Writer, reports []*checker.Report, opts Options) error {
	return junit(w, func(f func(*checker.Report) error) error {
		for _, r := range reports {
			if err := f(r); err != nil {
				return err
			}
		}
		return nil
	}, opts)
}

// junit goes through the reports twice, for the counts come first: a deposit is not
// held in memory.
func junit(w io.Writer, each func(func(*checker.Report) error) error, opts Options) error {
	var tests, failures, errors int
	err := each(func(r *checker.Report) error {
		s := suiteOf(r, opts.Lang)
		tests, failures, errors = tests+s.Tests, failures+s.Failures, errors+s.Errors
		return nil
	})
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintf(w, "%s<testsuites name=\"prejury\" tests=\"%d\" failures=\"%d\" errors=\"%d\">\n", xml.Header, tests, failures, errors); err != nil {
		return err
	}
	err = each(func(r *checker.Report) error {
		enc := xml.NewEncoder(w)
		enc.Indent("  ", "  ")
		if err := enc.Encode(suiteOf(r, opts.Lang)); err != nil {
			return err
		}
		_, err := io.WriteString(w, "\n")
		return err
	})
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, "</testsuites>\n")
	return err
}

func suiteOf(r *checker.Report, l wording.Lang) junitSuite {
	s := junitSuite{Name: r.Source.Name, Time: "0"}
	if !r.Date.IsZero() {
		s.Timestamp = r.Date.Format("2006-01-02T00:00:00")
	}
	class := filepath.Base(r.Source.Name)
	if r.Err != nil {
		what, todo := l.InputError(r.Err)
		s.Cases = append(s.Cases, junitCase{Name: l.Of("lecture", "reading"), Class: class, Time: "0", Error: &junitDetail{what, string(r.Err.Code), todo}})
	} else {
		s.Cases = append(s.Cases, pageCase(r, class, l))
		for i := range r.Criteria {
			s.Cases = append(s.Cases, criterionCase(&r.Criteria[i], class, l))
		}
	}
	for _, c := range s.Cases {
		s.Tests++
		switch {
		case c.Failure != nil:
			s.Failures++
		case c.Error != nil:
			s.Errors++
		case c.Skipped != nil:
			s.Skipped++
		}
	}
	return s
}

func pageCase(r *checker.Report, class string, l wording.Lang) junitCase {
	c := junitCase{Name: "pages", Class: class, Time: "0"}
	sentence := l.PageSentence(r.Pages)
	switch r.Pages.Verdict {
	case checker.PagesShort, checker.PagesLong:
		c.Failure = &junitDetail{sentence, string(r.Pages.Verdict), l.Counts(r.Pages)}
	case checker.PagesUncertain:
		c.Skipped = &junitSkip{sentence + l.Colon() + l.PageDoubt(r.Pages.Why)}
	default:
		c.Out = sentence
	}
	return c
}

func criterionCase(r *checker.Result, class string, l wording.Lang) junitCase {
	k := r.Criterion
	c := junitCase{Name: k.ID + " " + k.Label.In(string(l)), Class: class + "." + k.Competence, Time: "0"}
	message := l.Level(r.Level)
	if s := l.Lacks(r); s != "" {
		message += l.Colon() + s
	}
	decision := l.Decision(r.Decision)
	if decision != "" {
		message += ". " + decision
	}
	switch r.Level {
	case checker.LevelAbsent, checker.LevelWeak:
		lines := []string{k.Advice.In(string(l))}
		for i := range r.Evidence {
			lines = append(lines, evidenceLine(&r.Evidence[i], l))
		}
		c.Failure = &junitDetail{message, string(r.Level), strings.Join(lines, "\n")}
	case checker.LevelStrong:
		var lines []string
		if decision != "" {
			lines = append(lines, decision)
		}
		for i := range r.Evidence {
			lines = append(lines, evidenceLine(&r.Evidence[i], l))
		}
		c.Out = strings.Join(lines, "\n")
	default:
		c.Skipped = &junitSkip{message}
	}
	return c
}

// evidenceLine is an evidence in one line.
func evidenceLine(e *checker.Evidence, l wording.Lang) string {
	s := place(e, l)
	if e.Excerpt != "" {
		s += l.Colon() + l.Quote(Shorten(oneLine(e.Excerpt), excerptShown))
	}
	return s
}
