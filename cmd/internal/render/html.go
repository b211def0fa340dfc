package render

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"path/filepath"
	"strings"
	"sync"

	"prejury/checker"
	"prejury/cmd/internal/wording"
	"prejury/extractors/document"
)

// Generator is how every page says, in its head, what wrote it.
const Generator = `<meta name="generator" content="prejury">`

//go:embed report.html
var htmlTemplate string

//go:embed report.css
var htmlStyle string

// HTML writes one self-contained page: no script, nothing fetched.
func HTML(w io.Writer, reports []*checker.Report, opts Options) error {
	page, err := reportTemplate(opts.Lang)
	if err != nil {
		return err
	}
	view := htmlPage{Lang: string(opts.Lang), Style: template.CSS(htmlStyle), Help: opts.Lang.Help(), Tool: opts.Tool}
	for _, level := range levelOrder {
		if used(reports, level) {
			view.Levels = append(view.Levels, htmlLevelOf(level, opts.Lang))
		}
	}
	for i, r := range reports {
		view.Reports = append(view.Reports, htmlReportOf(r, fmt.Sprintf("r%d", i+1), opts))
	}
	view.Title = "prejury"
	if len(reports) == 1 {
		view.Title = filepath.Base(reports[0].Source.Name) + " · prejury"
	}
	return writePage(w, page, view)
}

// reportTemplates are parsed once for each language: a batch writes hundreds of pages.
var reportTemplates sync.Map

func reportTemplate(l wording.Lang) (*template.Template, error) {
	if t, ok := reportTemplates.Load(l); ok {
		return t.(*template.Template), nil
	}
	t, err := template.New("report").Funcs(template.FuncMap{
		"t": func(fr, en string) string { return l.Of(fr, en) },
	}).Parse(htmlTemplate)
	if err != nil {
		return nil, err
	}
	reportTemplates.Store(l, t)
	return t, nil
}

func used(reports []*checker.Report, level checker.Level) bool {
	for _, r := range reports {
		for i := range r.Criteria {
			if r.Criteria[i].Level == level {
				return true
			}
		}
	}
	return false
}

// What the template is given: sentences, never codes to judge by.
type (
	htmlPage struct {
		Lang, Title, Help string
		Style             template.CSS
		Tool              Tool
		Levels            []htmlLevel
		Reports           []htmlReport
	}
	htmlLevel struct{ Class, Mark, Name string }

	htmlReport struct {
		ID, File, Link, Format, Modality, Title, Date string
		Verdict, VerdictClass, Summary                string
		Error, ToDo                                   string
		Accommodation                                 string
		Pages                                         htmlPages
		Notes                                         []string
		Groups                                        []htmlGroup
		Mend                                          []*htmlCriterion
		Searched, Oral                                string
	}
	htmlPages struct {
		Sentence, Class, Doubt, Counts string
		Strip                          []htmlStripPage
		Zones                          []htmlZone
	}
	htmlStripPage struct {
		Number              int
		Zone, Title, Target string
		Weight              int // criteria with evidence there, 3 at most
	}
	htmlZone  struct{ Zone, Span, Text string }
	htmlGroup struct {
		ID, Label string
		Criteria  []*htmlCriterion
	}
	htmlCriterion struct {
		Anchor, ID, Label, Judged string
		Level                     htmlLevel
		Reason, Lacks, Advice     string
		Reliability, Decision     string
		Missing                   []string
		Elements                  []htmlElement
		Evidence                  []htmlEvidence
		Pages                     []htmlPageLink
		Mend                      bool
		Figure                    string
	}
	htmlElement struct {
		Label string
		Found bool
		Where string
	}
	htmlPageLink struct {
		Number int
		Link   string
	}
	htmlEvidence struct {
		Where, Link, Section, Signs, Against string
		Level                                string
		Rows                                 [][][]htmlPiece // of a table: rows, cells, pieces
		Pieces                               []htmlPiece
	}
	htmlPiece struct {
		Text string
		Mark bool
	}
)

func htmlLevelOf(v checker.Level, l wording.Lang) htmlLevel {
	return htmlLevel{"l-" + string(v), levelMark(v), l.Level(v)}
}

func htmlReportOf(r *checker.Report, id string, opts Options) htmlReport {
	l := opts.Lang
	out := htmlReport{ID: id, File: filepath.Base(r.Source.Name), Verdict: l.Verdict(r.Verdict), VerdictClass: "v-" + string(r.Verdict)}
	if r.Modality != nil {
		out.Modality, out.Title = r.Modality.ID, r.Modality.Title.In(string(l))
	}
	if !r.Date.IsZero() {
		out.Date = r.Date.Format("2006-01-02")
	}
	if r.Err != nil {
		out.Error, out.ToDo = l.InputError(r.Err)
		return out
	}
	out.Link = strings.TrimSuffix(opts.link(r, 1), "#page=1")
	out.Format = strings.ToUpper(string(r.Source.Format)) + ", " + l.Pages(r.Pages.Count.Total)
	out.Summary = l.Summary(r)
	if r.Accommodation != nil {
		out.Accommodation = l.Accommodation(r.Accommodation)
	}
	for _, w := range r.Warnings {
		out.Notes = append(out.Notes, l.Warning(w))
	}
	for _, s := range formNotes(r.Form, l) {
		out.Notes = append(out.Notes, strings.TrimPrefix(s, inOrder))
	}
	for _, group := range byCompetence(r.Criteria) {
		k := group[0].Criterion.Competence
		g := htmlGroup{ID: k, Label: opts.Competences[k]}
		for i := range group {
			c := htmlCriterionOf(&group[i], r, id, opts)
			g.Criteria = append(g.Criteria, c)
			if c.Mend {
				out.Mend = append(out.Mend, c)
			}
		}
		out.Groups = append(out.Groups, g)
	}
	out.Pages = htmlPagesOf(r, id, l)
	if len(r.Searched) > 0 {
		out.Searched = l.Of("Cherché dans : ", "Looked for in: ") + l.ZoneList(r.Searched) + "."
	}
	out.Oral = oralJudged(r, l)
	return out
}

// link is the address of a page of the report, "" where links are left out.
func (o Options) link(r *checker.Report, page int) string {
	if o.NoLinks {
		return ""
	}
	return pageLink(r, o.From, page)
}

func htmlPagesOf(r *checker.Report, id string, l wording.Lang) htmlPages {
	p := htmlPages{Sentence: l.PageSentence(r.Pages), Class: "p-" + string(r.Pages.Verdict), Doubt: l.PageDoubt(r.Pages.Why), Counts: l.Counts(r.Pages)}
	total := r.Pages.Count.Total
	zone := make([]document.Zone, total+1)
	for _, z := range r.Zones {
		p.Zones = append(p.Zones, htmlZone{string(z.Zone), l.Span(z), zoneText(z, l)})
		for n := max(z.First, 1); n <= min(z.Last, total); n++ {
			zone[n] = z.Zone
		}
	}
	on := make([][]string, total+1)
	for i := range r.Criteria {
		seen := map[int]bool{}
		for _, e := range r.Criteria[i].Evidence {
			if e.Page >= 1 && e.Page <= total && !seen[e.Page] {
				seen[e.Page] = true
				on[e.Page] = append(on[e.Page], r.Criteria[i].Criterion.ID)
			}
		}
	}
	for n := 1; n <= total; n++ {
		s := htmlStripPage{Number: n, Zone: string(zone[n]), Weight: min(len(on[n]), 3)}
		if zone[n] != "" {
			s.Title = l.Zone(zone[n])
		}
		if len(on[n]) > 0 {
			s.Target = id + "-" + on[n][0]
			if s.Title != "" {
				s.Title += l.Colon()
			}
			s.Title += strings.Join(on[n], ", ")
		}
		p.Strip = append(p.Strip, s)
	}
	return p
}

func htmlCriterionOf(c *checker.Result, r *checker.Report, id string, opts Options) *htmlCriterion {
	l, k := opts.Lang, c.Criterion
	out := &htmlCriterion{
		Anchor: id + "-" + k.ID, ID: k.ID, Label: k.Label.In(string(l)), Judged: l.Assessable(k.Assessable), Level: htmlLevelOf(c.Level, l),
		Reason: l.Reason(c.Reason), Lacks: l.Lacks(c), Missing: l.Missing(c), Reliability: l.Reliability(c.Reliability), Mend: wording.ToMend(c.Level),
		Decision: l.Decision(c.Decision),
	}
	if out.Mend {
		out.Advice = k.Advice.In(string(l))
	}
	if c.Figure != nil {
		out.Figure = l.Where(c.Figure.Page, "")
		if c.Figure.Caption != "" {
			out.Figure += l.Colon() + c.Figure.Caption
		}
	}
	for _, e := range c.Elements {
		el := htmlElement{Label: e.Element.Label.In(string(l)), Found: e.Found}
		if e.Found && e.Page > 0 {
			el.Where = l.Where(e.Page, "")
		}
		out.Elements = append(out.Elements, el)
	}
	for _, p := range pagesOfEvidence(c) {
		out.Pages = append(out.Pages, htmlPageLink{p, opts.link(r, p)})
	}
	for i := range c.Evidence {
		e := &c.Evidence[i]
		v := htmlEvidence{Where: l.Where(e.Page, e.Printed), Link: opts.link(r, e.Page), Section: bare(e.Section), Signs: l.Signs(e.Signs, k), Against: l.Signs(e.Against, k), Level: l.EvidenceLevel(e.Level)}
		pieces := piecesOf(e)
		if e.Kind == document.Table && strings.Contains(e.Excerpt, "\t") {
			v.Rows = cellsOf(pieces)
		} else {
			v.Pieces = pieces
		}
		out.Evidence = append(out.Evidence, v)
	}
	return out
}

// piecesOf cuts an excerpt where its marks begin and end.
func piecesOf(e *checker.Evidence) []htmlPiece {
	var out []htmlPiece
	at := 0
	for _, m := range e.Marks {
		if m.Start < at || m.End <= m.Start || m.End > len(e.Excerpt) {
			continue
		}
		if m.Start > at {
			out = append(out, htmlPiece{e.Excerpt[at:m.Start], false})
		}
		out = append(out, htmlPiece{e.Excerpt[m.Start:m.End], true})
		at = m.End
	}
	if at < len(e.Excerpt) {
		out = append(out, htmlPiece{e.Excerpt[at:], false})
	}
	return out
}

// cellsOf lays pieces in the rows and cells of the table that they come from.
func cellsOf(pieces []htmlPiece) [][][]htmlPiece {
	rows := [][][]htmlPiece{{nil}}
	for _, p := range pieces {
		for i, line := range strings.Split(p.Text, "\n") {
			if i > 0 {
				rows = append(rows, [][]htmlPiece{nil})
			}
			for j, cell := range strings.Split(line, "\t") {
				row := &rows[len(rows)-1]
				if j > 0 {
					*row = append(*row, nil)
				}
				if cell != "" {
					last := len(*row) - 1
					(*row)[last] = append((*row)[last], htmlPiece{cell, p.Mark})
				}
			}
		}
	}
	return rows
}
