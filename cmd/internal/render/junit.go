package render

import (
	"encoding/xml"
	"io"
	"path/filepath"
	"strings"

	"prejury/checker"
	"prejury/cmd/internal/wording"
)

type (
	// junitSuite has what both schemas in use ask: that of Ant, where all is required,
	// and that of Jenkins. junit_test.go says it line by line.
	junitSuite struct {
		XMLName    xml.Name        `xml:"testsuite"`
		ID         int             `xml:"id,attr"` // from 0, in the order of the file
		Package    string          `xml:"package,attr"`
		Name       string          `xml:"name,attr"`
		Timestamp  string          `xml:"timestamp,attr"`
		Host       string          `xml:"hostname,attr"`
		Tests      int             `xml:"tests,attr"`
		Failures   int             `xml:"failures,attr"`
		Errors     int             `xml:"errors,attr"`
		Skipped    int             `xml:"skipped,attr"`
		Time       string          `xml:"time,attr"`
		Properties junitProperties `xml:"properties"`
		Cases      []junitCase     `xml:"testcase"`
		Out        string          `xml:"system-out"`
		Err        string          `xml:"system-err"`
	}
	junitProperties struct {
		List []junitProperty `xml:"property"`
	}
	junitProperty struct {
		Name  string `xml:"name,attr"`
		Value string `xml:"value,attr"`
	}
	junitCase struct {
		Name    string       `xml:"name,attr"`
		Class   string       `xml:"classname,attr"`
		Time    string       `xml:"time,attr"`
		Failure *junitDetail `xml:"failure,omitempty"`
		Error   *junitDetail `xml:"error,omitempty"`
		Skipped *junitSkip   `xml:"skipped,omitempty"`

		out string // what a case that passes has to say, for its suite: Ant's have no output
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

// What is written must not change from run to run, nor from machine to machine.
const (
	junitTime = "0"
	junitHost = "localhost"
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

// junit writes a suite for each report as it comes: a deposit is not held in memory.
func junit(w io.Writer, each func(func(*checker.Report) error) error, opts Options) error {
	if _, err := io.WriteString(w, xml.Header+"<testsuites>\n"); err != nil {
		return err
	}
	id := 0
	err := each(func(r *checker.Report) error {
		s := suiteOf(r, opts.Lang)
		s.ID = id
		id++
		enc := xml.NewEncoder(w)
		enc.Indent("  ", "  ")
		if err := enc.Encode(s); err != nil {
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
	s := junitSuite{Package: "prejury", Name: r.Source.Name, Timestamp: r.Date.Format("2006-01-02T00:00:00"), Host: junitHost, Time: junitTime}
	if r.Modality != nil {
		s.Properties.List = append(s.Properties.List, junitProperty{"modality", r.Modality.ID})
	}
	s.Properties.List = append(s.Properties.List, junitProperty{"verdict", string(r.Verdict)})
	class := filepath.Base(r.Source.Name)
	if r.Err != nil {
		what, todo := l.InputError(r.Err)
		s.Cases = append(s.Cases, junitCase{Name: l.Of("lecture", "reading"), Class: class, Time: junitTime, Error: &junitDetail{what, string(r.Err.Code), todo}})
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
		default:
			s.Out += c.Name + "\n" + c.out
		}
	}
	return s
}

func pageCase(r *checker.Report, class string, l wording.Lang) junitCase {
	c := junitCase{Name: "pages", Class: class, Time: junitTime}
	sentence := l.PageSentence(r.Pages)
	switch r.Pages.Verdict {
	case checker.PagesShort, checker.PagesLong:
		c.Failure = &junitDetail{sentence, string(r.Pages.Verdict), l.Counts(r.Pages)}
	case checker.PagesUncertain:
		c.Skipped = &junitSkip{sentence + l.Colon() + l.PageDoubt(r.Pages.Why)}
	default:
		c.out = said(sentence)
	}
	return c
}

func criterionCase(r *checker.Result, class string, l wording.Lang) junitCase {
	k := r.Criterion
	c := junitCase{Name: k.ID + " " + k.Label.In(string(l)), Class: class + "." + k.Competence, Time: junitTime}
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
		c.out = said(lines...)
	default:
		c.Skipped = &junitSkip{message}
	}
	return c
}

// said sets lines below the name of their case.
func said(lines ...string) string {
	var b strings.Builder
	for _, line := range lines {
		b.WriteString("  " + line + "\n")
	}
	return b.String()
}

// evidenceLine is an evidence in one line.
func evidenceLine(e *checker.Evidence, l wording.Lang) string {
	s := place(e, l)
	if e.Excerpt != "" {
		s += l.Colon() + l.Quote(Shorten(oneLine(e.Excerpt), excerptShown))
	}
	return s
}
