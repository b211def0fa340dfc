package render

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"prejury/checker"
	"prejury/cmd/internal/wording"
	"prejury/extractors/document"
)

// minWidth is the narrowest table that can be read.
const minWidth = 60

// Table writes reports as text: verdicts first, the grid, then what to mend.
func Table(w io.Writer, reports []*checker.Report, opts Options) error {
	var buf bytes.Buffer
	for i, r := range reports {
		if i > 0 {
			fmt.Fprint(&buf, "\n\n")
		}
		t := &tableWriter{out: &buf, opts: opts, width: max(opts.Width, minWidth), paint: painter(opts.Color)}
		t.report(r)
	}
	_, err := w.Write(buf.Bytes())
	return err
}

type tableWriter struct {
	out   *bytes.Buffer
	opts  Options
	width int
	paint painter
}

func (t *tableWriter) line(s string) { fmt.Fprintln(t.out, s) }

// field writes "Name   text", the text wrapped under itself.
func (t *tableWriter) field(name, text, style string) {
	const width = 11
	pad := strings.Repeat(" ", max(width-len([]rune(name)), 1))
	lines := wrap(text, t.width-width)
	for i, l := range lines {
		lines[i] = t.paint.paint(style, l)
	}
	t.line(t.paint.paint(styleDim, name) + pad + strings.Join(lines, "\n"+strings.Repeat(" ", width)))
}

func (t *tableWriter) title(s string) {
	t.line("")
	t.line(t.paint.paint(styleBold, s))
}

func (t *tableWriter) report(r *checker.Report) {
	l := t.opts.Lang
	t.head(r)
	if r.Err != nil {
		what, todo := l.InputError(r.Err)
		t.field(l.Of("Raison", "Reason"), what, styleRed)
		t.field(l.Of("À faire", "To do"), todo, "")
		return
	}
	t.pages(r)
	t.warnings(r)
	t.criteria(r)
	t.mend(r)
	t.decisions(r)
	t.foot(r)
}

func (t *tableWriter) head(r *checker.Report) {
	l := t.opts.Lang
	name := r.Source.Name
	if r.Err == nil {
		name += " (" + strings.ToUpper(string(r.Source.Format)) + ", " + l.Pages(r.Pages.Count.Total) + ")"
	}
	t.field(l.Of("Rapport", "Report"), name, styleBold)
	if m := r.Modality; m != nil {
		t.field(l.Of("Modalité", "Modality"), m.ID+" · "+m.Title.In(string(l)), "")
	}
	verdict := l.Verdict(r.Verdict)
	if s := l.Summary(r); s != "" {
		verdict += " · " + s
	}
	t.field(l.Of("Bilan", "Result"), verdict, verdictStyle(r.Verdict))
	if a := r.Accommodation; a != nil {
		t.field(l.Of("Aménagement", "Adjusted"), l.Accommodation(a), "")
	}
}

func verdictStyle(v checker.Verdict) string {
	switch v {
	case checker.Admissible:
		return styleGreen
	case checker.ToReview:
		return styleYellow
	}
	return styleRed
}

func pageStyle(v checker.PageVerdict) string {
	switch v {
	case checker.PagesOK, checker.PagesNone:
		return styleGreen
	case checker.PagesUncertain:
		return styleYellow
	}
	return styleRed
}

func (t *tableWriter) pages(r *checker.Report) {
	l := t.opts.Lang
	t.title("Pages")
	t.line(t.paint.paint(pageStyle(r.Pages.Verdict), Indent("  ", l.PageSentence(r.Pages), t.width)))
	if d := l.PageDoubt(r.Pages.Why); d != "" {
		t.line(Indent("  ", d, t.width))
	}
	t.line(Indent("  ", l.Counts(r.Pages), t.width))
	for _, z := range r.Zones {
		t.line(Indent(fmt.Sprintf("    %-9s ", l.Span(z)), zoneText(z, l), t.width))
	}
}

// zoneText names a zone and says why it was so judged.
func zoneText(z document.ZoneSpan, l wording.Lang) string {
	s := l.Zone(z.Zone)
	if why := l.ZoneWhy(z.Why); why != "" {
		s += l.Colon() + why
	}
	if !z.Sure {
		s += l.Of(" (pas sûr)", " (not sure)")
	}
	return s
}

func (t *tableWriter) warnings(r *checker.Report) {
	l := t.opts.Lang
	if len(r.Warnings) == 0 && len(r.Form) == 0 {
		return
	}
	t.title(l.Of("À savoir", "To know"))
	for _, w := range r.Warnings {
		t.line(Indent("  ! ", l.Warning(w), t.width))
	}
	for _, s := range formNotes(r.Form, l) {
		t.line(Indent("  "+s[:strings.Index(s, " ")+1], s[strings.Index(s, " ")+1:], t.width))
	}
}

func levelStyle(v checker.Level) string {
	switch v {
	case checker.LevelStrong:
		return styleGreen
	case checker.LevelWeak:
		return styleYellow
	case checker.LevelAbsent:
		return styleRed
	case checker.LevelSee:
		return styleBlue
	}
	return styleDim
}

func (t *tableWriter) criteria(r *checker.Report) {
	l := t.opts.Lang
	t.title(l.Of("Critères", "Criteria"))
	const id, pages = 5, 7
	verdict := l.LevelWidth() + 2
	rest := t.width - id - pages - verdict - 5*gridPad + 1
	label := rest * 11 / 20
	g := NewGrid(t.out, t.width, t.opts.Color, id, label, verdict, pages, 0)
	g.Header("", l.Of("Ce qui est attendu", "What is expected"), "Verdict", "Pages", l.Of("Ce qui manque", "What is missing"))
	for _, group := range byCompetence(r.Criteria) {
		g.Band(group[0].Criterion.Competence + " · " + t.opts.Competences[group[0].Criterion.Competence])
		for i := range group {
			c := &group[i]
			g.Row(func(column int) string {
				if column == 2 {
					return levelStyle(c.Level)
				}
				return ""
			}, c.Criterion.ID, c.Criterion.Label.In(string(l)), levelMark(c.Level)+" "+l.Level(c.Level), evidencePages(c), t.lacks(c, rest-label))
		}
	}
	g.Close()
	if len(r.Searched) > 0 {
		t.line(Indent("  ", l.Of("Cherché dans : ", "Looked for in: ")+l.ZoneList(r.Searched)+".", t.width))
	}
}

// sentenceWidth is the narrowest cell in which a whole sentence can be read.
const sentenceWidth = 36

// lacks is what a criterion lacks, for a cell: the sentence that says what a report
// without evidence lacks is left to what follows the grid where the cell is narrow.
func (t *tableWriter) lacks(c *checker.Result, width int) string {
	s := t.opts.Lang.Lacks(c)
	if width < sentenceWidth && s == c.Criterion.Missing.In(string(t.opts.Lang)) {
		return ""
	}
	return s
}

// mend shows, for each criterion that leaves something to do, the best passage
// found and the advice.
func (t *tableWriter) mend(r *checker.Report) {
	l := t.opts.Lang
	list := toMend(r)
	if len(list) == 0 {
		return
	}
	t.title(l.Of("À reprendre", "To mend"))
	for _, c := range list {
		head := c.Criterion.ID + " " + levelMark(c.Level) + " " + l.Level(c.Level)
		lines := wrap(head+l.Colon()+c.Criterion.Label.In(string(l)), t.width-2)
		lines[0] = t.paint.paint(levelStyle(c.Level), head) + strings.TrimPrefix(lines[0], head)
		t.line("  " + strings.Join(lines, "\n        "))
		if len(c.Evidence) > 0 {
			e := &c.Evidence[0]
			t.line(t.paint.paint(styleDim, Indent("        ", place(e, l), t.width)))
			if e.Excerpt != "" {
				t.line(Indent("        ", l.Quote(Shorten(oneLine(e.Excerpt), excerptShown)), t.width))
			}
		} else if c.Level == checker.LevelAbsent {
			t.line(Indent("        ", c.Criterion.Missing.In(string(l)), t.width))
		}
		if s := l.Reason(c.Reason); s != "" && c.Level == checker.LevelSee {
			t.line(Indent("        ", l.Sentence(s), t.width))
		}
		t.line(Indent("      → ", c.Criterion.Advice.In(string(l)), t.width))
	}
}

func (t *tableWriter) decisions(r *checker.Report) {
	for i, c := range decided(r) {
		if i == 0 {
			t.title(t.opts.Lang.Of("Décisions", "Decisions"))
		}
		t.line(Indent("  ", c.Criterion.ID+" "+t.opts.Lang.Decision(c.Decision), t.width))
	}
}

func (t *tableWriter) foot(r *checker.Report) {
	l := t.opts.Lang
	t.line("")
	if s := oralJudged(r, l); s != "" {
		t.line(Indent("", s, t.width))
	}
	t.line(t.paint.paint(styleDim, Indent("", l.Help(), t.width)))
}
