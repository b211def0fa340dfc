package render

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"prejury/cmd/internal/wording"
	"prejury/rules"
)

// Modalities shows what each modality asks, without any report.
func Modalities(w io.Writer, pack *rules.Pack, opts Options) error {
	l := opts.Lang
	var buf bytes.Buffer
	g := NewGrid(&buf, max(opts.Width, minWidth), opts.Color, 7, 10, 10, 18, 0)
	g.Header("", l.Of("Pages", "Pages"), "Mode", l.Of("Dépôt, oral", "Deposit, oral"), l.Of("Épreuve", "Exam"))
	block := 0
	for _, m := range pack.Modalities {
		if m.Block != block {
			block = m.Block
			g.Band(fmt.Sprintf("%s %d", l.Of("Bloc", "Block"), block))
		}
		pages := "–"
		if m.Pages != nil {
			if pages = fmt.Sprintf("%d–%d", m.Pages.Min, m.Pages.Max); m.Pages.Max == 0 {
				pages = "≥ " + fmt.Sprint(m.Pages.Min)
			}
		}
		in := string(l)
		title := m.Title.In(in)
		for _, s := range []string{m.Conditions.In(in), m.OralJudged.In(in)} {
			if s != "" {
				title += l.Semicolon() + s
			}
		}
		g.Row(nil, m.ID, pages, l.Mode(m.Mode), clauses(l, l.Deposit(m.Deposit), m.Preparation.In(in), m.Written.In(in), m.Oral.In(in)), title)
	}
	g.Close()
	_, err := w.Write(buf.Bytes())
	return err
}

// clauses joins what is said of a modality, the empty parts left out.
func clauses(l wording.Lang, parts ...string) string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, l.Semicolon())
}

// Criteria shows what criteria expect and how to show it; modality may be nil.
func Criteria(w io.Writer, pack *rules.Pack, modality *rules.Modality, list []*rules.Criterion, opts Options) error {
	l, in := opts.Lang, string(opts.Lang)
	var buf bytes.Buffer
	width := max(opts.Width, minWidth)
	if modality != nil {
		fmt.Fprintln(&buf, Indent(modality.ID+" · ", modality.Title.In(in)+l.Semicolon()+l.Limit(modality.Pages), width))
	}
	rest := width - 5 - 3*gridPad + 1
	g := NewGrid(&buf, width, opts.Color, 5, rest/2, 0)
	g.Header("", l.Of("Ce qui est attendu", "What is expected"), l.Of("Comment le montrer", "How to show it"))
	for i, c := range list {
		if i == 0 || list[i-1].Competence != c.Competence {
			g.Band(c.Competence + " · " + opts.Competences[c.Competence])
		}
		g.Row(nil, c.ID, expected(c, l), c.Advice.In(in))
	}
	g.Close()
	_, err := w.Write(buf.Bytes())
	return err
}

// expected is a criterion's label with its elements and how far it is judged.
func expected(c *rules.Criterion, l wording.Lang) string {
	s := c.Label.In(string(l))
	var names []string
	for _, e := range c.Elements {
		names = append(names, e.Label.In(string(l)))
	}
	if len(names) > 0 {
		s += l.Colon() + strings.Join(names, ", ")
	}
	if n := l.Assessable(c.Assessable); n != "" {
		s += " (" + n + ")"
	}
	return s
}
