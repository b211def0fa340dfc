package render

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"prejury/checker"
	"prejury/internal/text"
)

// Markdown writes reports for a page, an issue or a mail.
func Markdown(w io.Writer, reports []*checker.Report, opts Options) error {
	var buf bytes.Buffer
	for i, r := range reports {
		if i > 0 {
			buf.WriteString("\n---\n\n")
		}
		markdownReport(&buf, r, opts)
	}
	_, err := w.Write(buf.Bytes())
	return err
}

// markdownSpecial are the characters that would format a candidate's text.
var markdownSpecial = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", "&lt;", "|", `\|`, "#", `\#`, "~", `\~`, "&", "&amp;",
)

func md(s string) string { return markdownSpecial.Replace(oneLine(text.Visible(s))) }

func markdownReport(b *bytes.Buffer, r *checker.Report, opts Options) {
	l := opts.Lang
	fmt.Fprintf(b, "# %s\n\n", md(r.Source.Name))
	if r.Modality != nil {
		fmt.Fprintf(b, "%s **%s** · %s  \n", l.Of("Modalité", "Modality"), r.Modality.ID, md(r.Modality.Title.In(string(l))))
	}
	fmt.Fprintf(b, "%s **%s**", l.Of("Bilan", "Result"), l.Verdict(r.Verdict))
	if r.Err != nil {
		what, todo := l.InputError(r.Err)
		fmt.Fprintf(b, "%s%s\n\n→ %s\n", l.Colon(), md(what), md(todo))
		return
	}
	if s := l.Summary(r); s != "" {
		fmt.Fprintf(b, " · %s", s)
	}
	b.WriteString("\n\n")
	if r.Accommodation != nil {
		fmt.Fprintf(b, "%s%s\n\n", l.Of("Aménagement ", "Accommodation "), md(l.Accommodation(r.Accommodation)))
	}
	fmt.Fprintf(b, "## Pages\n\n**%s**  \n", md(l.PageSentence(r.Pages)))
	if d := l.PageDoubt(r.Pages.Why); d != "" {
		fmt.Fprintf(b, "%s  \n", md(d))
	}
	fmt.Fprintf(b, "%s\n\n", md(l.Counts(r.Pages)))
	for _, z := range r.Zones {
		fmt.Fprintf(b, "- %s\n", md(l.Span(z)+" "+zoneText(z, l)))
	}
	if len(r.Warnings)+len(r.Form) > 0 {
		fmt.Fprintf(b, "\n## %s\n\n", l.Of("À savoir", "To know"))
		for _, w := range r.Warnings {
			fmt.Fprintf(b, "- %s\n", md(l.Warning(w)))
		}
		for _, s := range formNotes(r.Form, l) {
			fmt.Fprintf(b, "- %s\n", md(strings.TrimPrefix(s, inOrder)))
		}
	}
	markdownCriteria(b, r, opts)
	for i, c := range decided(r) {
		if i == 0 {
			fmt.Fprintf(b, "\n## %s\n\n", l.Of("Décisions", "Decisions"))
		}
		fmt.Fprintf(b, "- **%s** %s\n", c.Criterion.ID, md(l.Decision(c.Decision)))
	}
	b.WriteString("\n")
	if s := oralJudged(r, l); s != "" {
		fmt.Fprintf(b, "%s\n\n", md(s))
	}
	fmt.Fprintf(b, "_%s_\n", l.Help())
}

func markdownCriteria(b *bytes.Buffer, r *checker.Report, opts Options) {
	l := opts.Lang
	fmt.Fprintf(b, "\n## %s\n", l.Of("Critères", "Criteria"))
	for _, group := range byCompetence(r.Criteria) {
		k := group[0].Criterion.Competence
		fmt.Fprintf(b, "\n### %s · %s\n\n", k, md(opts.Competences[k]))
		fmt.Fprintf(b, "| | %s | Verdict | Pages | %s |\n|---|---|---|---|---|\n", l.Of("Ce qui est attendu", "What is expected"), l.Of("Ce qui manque", "What is missing"))
		for i := range group {
			c := &group[i]
			fmt.Fprintf(b, "| %s | %s | %s %s | %s | %s |\n", c.Criterion.ID, md(c.Criterion.Label.In(string(l))), levelMark(c.Level), l.Level(c.Level), evidencePages(c), md(l.Lacks(c)))
		}
	}
	mend := toMend(r)
	if len(mend) == 0 {
		return
	}
	fmt.Fprintf(b, "\n## %s\n", l.Of("À reprendre", "To mend"))
	for _, c := range mend {
		fmt.Fprintf(b, "\n**%s** %s %s%s%s\n", c.Criterion.ID, levelMark(c.Level), l.Level(c.Level), l.Colon(), md(c.Criterion.Label.In(string(l))))
		if len(c.Evidence) > 0 {
			e := &c.Evidence[0]
			fmt.Fprintf(b, "\n> %s", md(place(e, l)))
			if e.Excerpt != "" {
				fmt.Fprintf(b, "%s%s", l.Colon(), md(l.Quote(Shorten(oneLine(e.Excerpt), excerptShown))))
			}
			b.WriteString("\n")
		}
		fmt.Fprintf(b, "\n→ %s\n", md(c.Criterion.Advice.In(string(l))))
	}
}
