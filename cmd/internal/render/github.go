package render

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"prejury/checker"
	"prejury/internal/text"
)

// GitHub writes the workflow commands by which GitHub Actions annotates a run.
func GitHub(w io.Writer, reports []*checker.Report, opts Options) error {
	l := opts.Lang
	var b bytes.Buffer
	for _, r := range reports {
		annotate := func(kind, title, message string) {
			fmt.Fprintf(&b, "::%s file=%s,title=%s::%s\n", kind, githubProperty.Replace(text.Visible(r.Source.Name)), githubProperty.Replace(title), githubText.Replace(text.Visible(message)))
		}
		if r.Err != nil {
			annotate("error", l.Verdict(r.Verdict), l.InputSentence(r.Err))
			continue
		}
		pages := l.PageSentence(r.Pages)
		switch r.Pages.Verdict {
		case checker.PagesShort, checker.PagesLong:
			annotate("error", "Pages", pages)
		case checker.PagesUncertain:
			annotate("warning", "Pages", pages+l.Colon()+l.PageDoubt(r.Pages.Why))
		}
		for _, f := range r.Form {
			if f.Verdict == checker.FormFail {
				annotate("error", l.Of("Forme", "Form"), l.Form(f))
			}
		}
		for _, c := range toMend(r) {
			kind := "notice"
			if c.Level == checker.LevelAbsent {
				kind = "warning"
			}
			message := l.Level(c.Level)
			if s := l.Lacks(c); s != "" {
				message += l.Colon() + s
			}
			if pages := evidencePages(c); pages != "" {
				message += " (p. " + pages + ")"
			}
			if s := l.Decision(c.Decision); s != "" {
				message += ". " + s
			}
			annotate(kind, c.Criterion.ID+" "+c.Criterion.Label.In(string(l)), message)
		}
		verdict := l.Verdict(r.Verdict)
		if s := l.Summary(r); s != "" {
			verdict += " · " + s
		}
		annotate("notice", l.Of("Bilan", "Result"), verdict)
	}
	_, err := w.Write(b.Bytes())
	return err
}

// What GitHub's own toolkit escapes in messages and in properties.
var (
	githubText     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	githubProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)
