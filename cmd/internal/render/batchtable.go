package render

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"strconv"
	"strings"

	"prejury/checker"
	"prejury/cmd/internal/wording"
)

func number10(n int) string { return strconv.Itoa(n) }

// remarksShown is how many items of a remark the table lists; the other formats list
// all.
const remarksShown = 12

// BatchTable writes what must be said first, then one line for each deposit, then
// who is complete.
func BatchTable(w io.Writer, b *Batch, opts Options) error {
	l := opts.Lang
	var buf bytes.Buffer
	width := max(opts.Width, minWidth)
	t := &tableWriter{out: &buf, opts: opts, width: width, paint: painter(opts.Color)}
	t.field(l.Of("Dépôt", "Deposit"), b.tally().sentence(len(b.Plan.Candidates), l), styleBold)
	t.remarks(b)
	t.line("")
	batchGrid(&buf, b, opts, width)
	t.completeness(b)
	fmt.Fprintln(&buf)
	t.line(l.Help())
	_, err := w.Write(buf.Bytes())
	return err
}

// completeness says who lacks what; of whom nothing says what blocks they take, no more
// is known than what they handed in.
func (t *tableWriter) completeness(b *Batch) {
	l, width := t.opts.Lang, t.width
	t.title(l.Of("Complétude", "Completeness"))
	complete, loose := 0, 0
	for _, c := range b.Plan.Candidates {
		var parts []string
		for _, s := range b.Standings(c) {
			if !s.Complete() {
				parts = append(parts, b.blockSentence(s, l))
			}
		}
		switch {
		case len(parts) > 0:
			t.line(Indent("  ✗ ", c+l.Colon()+strings.Join(parts, " · "), width))
		case len(b.Plan.Blocks[c]) == 0:
			loose++
		default:
			complete++
		}
	}
	switch {
	case complete == 0 && loose == 0 && len(b.Plan.Candidates) > 0:
		t.line(Indent("  ✗ ", l.Of("aucun candidat n'a tout ce qui est attendu, lisible et recevable ou à revoir", "no candidate has all that is expected, readable and admissible or to review"), width))
	case complete > 0 || loose == 0:
		t.line(Indent("  ✓ ", l.Count(complete, l.Of("candidat a tout ce qui est attendu, lisible et recevable ou à revoir", "candidate has all that is expected, readable and admissible or to review"), l.Of("candidats ont tout ce qui est attendu, lisible et recevable ou à revoir", "candidates have all that is expected, readable and admissible or to review")), width))
	}
	if loose > 0 {
		t.line(Indent("  ✓ ", l.Count(loose, l.Of("candidat n'a rien déposé d'illisible ni de non recevable", "candidate handed in nothing unreadable or not admissible"), l.Of("candidats n'ont rien déposé d'illisible ni de non recevable", "candidates handed in nothing unreadable or not admissible"))+
			l.Of(" ; les blocs présentés ne sont pas dits (--blocks, ou la colonne blocs du manifeste)", "; nothing says which blocks are taken (--blocks, or the manifest's column blocks)"), width))
	}
}

// BatchRemarks writes what must be said of a deposit before its reports.
func BatchRemarks(w io.Writer, b *Batch, l wording.Lang, width int) error {
	var buf bytes.Buffer
	t := &tableWriter{out: &buf, opts: Options{Lang: l}, width: width}
	t.remarks(b)
	_, err := w.Write(buf.Bytes())
	return err
}

func (t *tableWriter) remarks(b *Batch) {
	l, width := t.opts.Lang, t.width
	for i, r := range b.remarks(l) {
		if i == 0 {
			t.title(l.Of("À voir d'abord", "To see first"))
		}
		style := ""
		if r.mark == "✗" {
			style = styleRed
		}
		t.line(t.paint.paint(style, Indent("  "+r.mark+" ", r.head, width)))
		for j, item := range r.items {
			if j == remarksShown {
				t.line("      " + l.Sayf("… et %d autres", "… and %d more", len(r.items)-j))
				break
			}
			t.line(Indent("      ", item, width))
		}
	}
}

func batchGrid(w io.Writer, b *Batch, opts Options, width int) {
	l := opts.Lang
	name := 0
	for _, c := range b.Plan.Candidates {
		name = max(name, len([]rune(c)))
	}
	g := NewGrid(w, width, opts.Color, min(max(name, 8), width/4), 8, 14, 5, 19, 0)
	g.Header(l.Of("Candidat", "Candidate"), l.Of("Modalité", "Modality"), l.Of("Bilan", "Result"), "Pages", l.Of("Critères", "Criteria"), l.Of("Fichier", "File"))
	last := ""
	row := func(candidate, modality, verdict, style, pages, counts, file string) {
		if candidate == last {
			candidate = ""
		} else {
			last = candidate
		}
		g.Row(func(column int) string {
			if column == 2 {
				return style
			}
			return ""
		}, candidate, modality, verdict, pages, counts, file)
	}
	at := 0
	for _, c := range b.Plan.Candidates {
		for ; at < len(b.Plan.Rows) && b.Plan.Rows[at].Candidate == c; at++ {
			r, cell := &b.Plan.Rows[at], b.Cells[at]
			if cell == nil {
				continue // said below, among what is missing
			}
			var counts []string
			for _, n := range levelCounts(cell, l) {
				counts = append(counts, n.mark+number10(n.n))
			}
			pages, file := "", filepath.Base(r.File.Name)
			if cell.Err != nil {
				what, _ := l.InputError(cell.Err)
				file += ", " + what // a colon apart would begin a line
			} else {
				pages = number10(cell.Pages)
				if cell.PageVerdict != checker.PagesOK && cell.PageVerdict != checker.PagesNone {
					pages += " !"
				}
			}
			row(c, r.Modality.ID, l.Verdict(cell.Verdict), verdictStyle(cell.Verdict), pages, strings.Join(counts, " "), file)
		}
		for _, s := range b.Standings(c) {
			for _, m := range s.Missing {
				row(c, m.ID, l.Of("manquant", "missing"), styleRed, "", "", l.Deposit(m.Deposit)+l.Of(" à déposer", " not handed in"))
			}
		}
	}
	g.Close()
}
