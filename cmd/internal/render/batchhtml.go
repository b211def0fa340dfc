package render

import (
	_ "embed"
	"html/template"
	"io"
	"sort"
	"strings"

	"prejury/checker"
	"prejury/checker/batch"
	"prejury/cmd/internal/wording"
	"prejury/rules"
)

//go:embed batch.html
var batchTemplate string

//go:embed batch.css
var batchStyle string

// lackingShown is how many criteria are named as those most often missing.
const lackingShown = 5

type (
	batchPage struct {
		Lang, Title, Help, Sentence, Date string
		Style                             template.CSS
		Tool                              Tool
		Remarks                           []batchRemark
		Modalities                        []batchModality
		Candidates                        []batchCandidate
		Maps                              []batchMap
		Levels                            []htmlLevel
	}
	batchRemark struct {
		Mark, Head string
		Items      []string
		Open       bool
	}
	batchModality  struct{ ID, Title, Block, Deposit string }
	batchCandidate struct {
		Name   string
		Cells  [][]batchDeposit // by modality
		Blocks []batchBlock
	}
	batchDeposit struct{ Text, Class, Link, More string }
	batchBlock   struct {
		Number int
		Text   string
		Bad    bool
	}
	batchMap struct {
		ID, Title string
		Lacking   []batchLack
		Criteria  []batchLack
		Rows      []batchRow
	}
	batchLack struct{ ID, Label, Text string }
	batchRow  struct {
		Name, Link, Error string
		Cells             []batchCell
	}
	batchCell struct{ Class, Mark, Title, Link string }
)

// BatchHTML writes the page of a deposit: what to see first, who handed in what, and
// for each modality the map of criteria by candidate, each cell a link to its report.
func BatchHTML(w io.Writer, b *Batch, opts Options) error {
	l := opts.Lang
	page, err := template.New("batch").Funcs(template.FuncMap{
		"t": func(fr, en string) string { return l.Of(fr, en) },
	}).Parse(batchTemplate)
	if err != nil {
		return err
	}
	view := batchPage{
		Lang: string(l), Title: l.Of("Dépôt", "Deposit"), Help: l.Help(), Sentence: b.tally().sentence(len(b.Plan.Candidates), l),
		Date: b.Date.Format("2006-01-02"), Style: template.CSS(htmlStyle + batchStyle), Tool: opts.Tool,
	}
	for _, r := range b.remarks(l) {
		view.Remarks = append(view.Remarks, batchRemark{r.mark, r.head, r.items, len(r.items) <= remarksShown})
	}
	list := b.modalities()
	for _, m := range list {
		view.Modalities = append(view.Modalities, batchModality{m.ID, m.Title.In(string(l)), l.Of("bloc ", "block ") + number10(m.Block), l.Deposit(m.Deposit)})
		if bm := b.mapOf(m, l); len(bm.Rows) > 0 {
			view.Maps = append(view.Maps, bm)
		}
	}
	at := 0
	for _, c := range b.Plan.Candidates {
		from := at
		for at < len(b.Plan.Rows) && b.Plan.Rows[at].Candidate == c {
			at++
		}
		view.Candidates = append(view.Candidates, b.candidateOf(c, from, at, list, l))
	}
	for _, v := range levelOrder {
		view.Levels = append(view.Levels, htmlLevelOf(v, l))
	}
	return writePage(w, page, view)
}

func (b *Batch) link(row int) string {
	if b.Link == nil {
		return ""
	}
	return b.Link(row)
}

func (b *Batch) candidateOf(name string, from, to int, list []*rules.Modality, l wording.Lang) batchCandidate {
	out := batchCandidate{Name: name}
	missing := map[*rules.Modality]bool{}
	for _, s := range b.Standings(name) {
		for _, m := range s.Missing {
			missing[m] = true
		}
		out.Blocks = append(out.Blocks, batchBlock{s.Block, b.blockSentence(s, l), !s.Complete()})
	}
	for _, m := range list {
		var cell []batchDeposit
		for i := from; i < to; i++ {
			if b.Plan.Rows[i].Modality != m || b.Cells[i] == nil {
				continue
			}
			c := b.Cells[i]
			d := batchDeposit{Text: l.Verdict(c.Verdict), Class: "v-" + string(c.Verdict), Link: b.link(i)}
			if c.Err == nil {
				d.More = l.Pages(c.Pages)
			}
			cell = append(cell, d)
		}
		if missing[m] {
			cell = append(cell, batchDeposit{Text: l.Of("manquant", "missing"), Class: "missing"})
		}
		out.Cells = append(out.Cells, cell)
	}
	return out
}

// mapOf lays the criteria of a modality by candidate.
func (b *Batch) mapOf(m *rules.Modality, l wording.Lang) batchMap {
	out := batchMap{ID: m.ID, Title: m.Title.In(string(l))}
	for _, id := range m.Criteria {
		label := ""
		if c := b.Pack.Criterion(id); c != nil {
			if c.Status == rules.Trial {
				continue
			}
			label = c.Label.In(string(l))
		}
		out.Criteria = append(out.Criteria, batchLack{ID: id, Label: label})
	}
	only := &batch.Synthesis{Plan: b.Plan}
	for i := range b.Plan.Rows {
		r, c := &b.Plan.Rows[i], b.Cells[i]
		if r.Modality != m || c == nil {
			continue
		}
		only.Cells = append(only.Cells, c)
		row := batchRow{Name: r.Candidate, Link: b.link(i)}
		if c.Err != nil {
			row.Error = l.InputSentence(c.Err)
		}
		levels := map[string]batch.CriterionLevel{}
		for _, k := range c.Levels {
			levels[k.ID] = k
		}
		for _, k := range out.Criteria {
			level, ok := levels[k.ID]
			if !ok {
				row.Cells = append(row.Cells, batchCell{})
				continue
			}
			cell := batchCell{"l-" + string(level.Level), levelMark(level.Level), k.ID + " " + l.Level(level.Level), row.Link}
			if level.Settled() {
				cell.Class += " settled"
				cell.Mark += settledMark
				cell.Title += l.Of(", tranché par une personne", ", settled by a person")
			}
			if cell.Link != "" {
				cell.Link += "#r1-" + k.ID
			}
			row.Cells = append(row.Cells, cell)
		}
		out.Rows = append(out.Rows, row)
	}
	out.Lacking = lackingOf(only.Lacking(), out.Criteria, l)
	return out
}

// lackingOf names the criteria most often missing, then most often weak.
func lackingOf(list []batch.Lack, criteria []batchLack, l wording.Lang) []batchLack {
	sort.SliceStable(list, func(i, j int) bool {
		if list[i].Absent != list[j].Absent {
			return list[i].Absent > list[j].Absent
		}
		return list[i].Weak > list[j].Weak
	})
	label := map[string]string{}
	for _, c := range criteria {
		label[c.ID] = c.Label
	}
	var out []batchLack
	for _, k := range list {
		if k.Absent+k.Weak == 0 || len(out) == lackingShown {
			break
		}
		out = append(out, batchLack{k.ID, label[k.ID], lackingText(k.Absent, k.Weak, k.Of, l)})
	}
	return out
}

// lackingText counts the reports, of some, that lack a criterion or half show it.
func lackingText(absent, weak, of int, l wording.Lang) string {
	var parts []string
	for _, n := range []struct {
		n    int
		name string
	}{{absent, l.Level(checker.LevelAbsent)}, {weak, l.Level(checker.LevelWeak)}} {
		if n.n > 0 {
			parts = append(parts, n.name+" "+l.Count(n.n, l.Of("fois", "time"), l.Of("fois", "times")))
		}
	}
	return strings.Join(parts, ", ") + l.Sayf(", sur %d", ", of %d", of)
}
