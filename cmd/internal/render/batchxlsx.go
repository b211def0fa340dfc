package render

import (
	"io"
	"strconv"

	"github.com/xuri/excelize/v2"

	"prejury/checker"
	"prejury/rules"
)

// verdictFills are the colours of a deposit's cells, light enough for black text.
var verdictFills = map[checker.Verdict]string{
	checker.Admissible: "C6EFCE", checker.ToReview: "FFEB9C", checker.NotAdmissible: "FFC7CE", checker.Unreadable: "FFC7CE",
}

// BatchXLSX writes a workbook: the synthesis of the deposit (candidate × modality),
// what to see first, the files, then one sheet for each modality with a row for each
// criterion of each file, filtered, coloured and linked.
func BatchXLSX(w io.Writer, b *Batch, opts Options) error {
	f := excelize.NewFile()
	defer f.Close()
	k := newBook(f, opts)
	k.candidates(b)
	k.remarks(b)
	k.files(b)
	err := b.each(func(i int, r *checker.Report) error {
		k.batchReport(b, i, r)
		return k.err
	})
	if err != nil {
		return err
	}
	k.finish()
	f.Pkg.Store("docProps/core.xml", coreProperties(b.Date))
	if k.err != nil {
		return k.err
	}
	return f.Write(w)
}

// candidates is the synthesis: a row for each candidate, a column for each modality.
func (k *book) candidates(b *Batch) {
	l := k.opts.Lang
	name := l.Of("Synthèse", "Synthesis")
	list := b.modalities()
	heads, widths := []string{l.Of("candidat", "candidate")}, []float64{30}
	for _, m := range list {
		heads, widths = append(heads, m.ID), append(widths, 16)
	}
	heads, widths = append(heads, l.Of("par bloc", "by block")), append(widths, 70)
	k.sheet(name, heads, widths)
	fills := map[checker.Verdict]int{}
	for _, v := range verdictOrder {
		fills[v] = k.style(&excelize.Style{Fill: fill(verdictFills[v]), Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}})
	}
	at := 0
	for _, c := range b.Plan.Candidates {
		k.rows[name]++
		row := k.rows[name]
		k.put(name, 1, row, k.wraps, c)
		from := at
		for at < len(b.Plan.Rows) && b.Plan.Rows[at].Candidate == c {
			at++
		}
		standing := ""
		missing := map[*rules.Modality]bool{}
		for _, s := range b.Standings(c) {
			for _, m := range s.Missing {
				missing[m] = true
			}
			if standing != "" {
				standing += "\n"
			}
			standing += b.blockSentence(s, l)
		}
		for j, m := range list {
			text, style := "", k.wraps
			for i := from; i < at; i++ {
				if b.Plan.Rows[i].Modality == m && b.Cells[i] != nil {
					if text != "" {
						text += "\n"
					}
					text += l.Verdict(b.Cells[i].Verdict)
					style = fills[b.Cells[i].Verdict]
				}
			}
			if missing[m] {
				text, style = l.Of("manquant", "missing"), fills[checker.NotAdmissible]
			}
			k.put(name, j+2, row, style, text)
			if text != "" && !missing[m] {
				k.keep(k.f.SetCellHyperLink(name, cell(j+2, row), "'"+m.ID+"'!A1", "Location"))
			}
		}
		k.put(name, len(list)+2, row, k.wraps, standing)
	}
}

// remarks is what to see first.
func (k *book) remarks(b *Batch) {
	l := k.opts.Lang
	list := b.remarks(l)
	if len(list) == 0 {
		return
	}
	name := l.Of("À voir d'abord", "To see first")
	k.sheet(name, []string{l.Of("quoi", "what"), l.Of("lequel", "which")}, []float64{60, 100})
	for _, r := range list {
		for _, item := range r.items {
			k.rows[name]++
			k.put(name, 1, k.rows[name], k.wraps, r.head)
			k.put(name, 2, k.rows[name], k.wraps, item)
		}
	}
}

// files is a row for each deposit with its counts.
func (k *book) files(b *Batch) {
	l := k.opts.Lang
	name := l.Of("Fichiers", "Files")
	heads := []string{l.Of("candidat", "candidate"), l.Of("groupe", "group"), l.Of("modalité", "modality"), l.Of("bilan", "result"), l.Of("pages comptées", "pages counted"), l.Of("longueur", "length")}
	widths := []float64{30, 14, 12, 16, 10, 16}
	for _, v := range levelOrder {
		heads, widths = append(heads, l.Level(v)), append(widths, 12)
	}
	heads, widths = append(heads, l.Of("tranché", "settled"), l.Of("fichier", "file"), l.Of("remarque", "remark")), append(widths, 12, 50, 60)
	k.sheet(name, heads, widths)
	for i, c := range b.Cells {
		if c == nil {
			continue
		}
		k.rows[name]++
		row, r := k.rows[name], &b.Plan.Rows[i]
		k.put(name, 1, row, k.wraps, r.Candidate)
		k.put(name, 2, row, k.wraps, r.Group)
		k.put(name, 3, row, k.link, r.Modality.ID)
		k.keep(k.f.SetCellHyperLink(name, cell(3, row), "'"+r.Modality.ID+"'!A1", "Location"))
		k.put(name, 4, row, k.wraps, l.Verdict(c.Verdict))
		k.put(name, len(heads)-1, row, k.wraps, r.File.Name)
		if c.Err != nil {
			k.put(name, len(heads), row, k.wraps, l.InputSentence(c.Err))
			continue
		}
		k.put(name, 5, row, k.wraps, c.Pages)
		k.put(name, 6, row, k.wraps, l.PageVerdict(c.PageVerdict))
		for j, v := range levelOrder {
			k.put(name, 7+j, row, k.wraps, c.Counts[v])
		}
		k.put(name, 7+len(levelOrder), row, k.wraps, c.Settled)
	}
}

// batchReport writes the criteria of one deposit on the sheet of its modality, its
// candidate first.
func (k *book) batchReport(b *Batch, i int, r *checker.Report) {
	l := k.opts.Lang
	name := r.Modality.ID
	const before = 2 // columns before those of a report
	heads := append([]string{l.Of("candidat", "candidate"), l.Of("groupe", "group")}, rowHeads(l)...)
	k.sheet(name, heads, append([]float64{24, 12}, rowWidths...))
	for _, values := range rowsOf(r, l) {
		k.rows[name]++
		row := k.rows[name]
		k.put(name, 1, row, k.wraps, b.Plan.Rows[i].Candidate)
		k.put(name, 2, row, k.wraps, b.Plan.Rows[i].Group)
		for j, v := range values {
			style := k.wraps
			var value any = number(v, j)
			switch {
			case v == "":
				continue
			case j == colVerdict && k.levels[v] != 0:
				style = k.levels[v]
			case j == colPage && len(r.Criteria) > 0:
				n, _ := strconv.Atoi(v)
				value = n
				if link := pageLink(r, k.opts.From, n); link != "" {
					style = k.link
					k.keep(k.f.SetCellHyperLink(name, cell(j+1+before, row), link, "External"))
				}
			}
			k.put(name, j+1+before, row, style, value)
		}
	}
}
