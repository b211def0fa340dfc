package render

import (
	"bytes"
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"prejury/checker"
	"prejury/checker/batch"
	"prejury/cmd/internal/wording"
	"prejury/internal/text"
	"prejury/rules"
)

type (
	// jsonDeposit says whose a report of a batch is.
	jsonDeposit struct {
		Candidate string   `json:"candidate"`
		Number    string   `json:"number,omitempty"`
		Group     string   `json:"group,omitempty"`
		Members   []string `json:"members,omitempty"`
		Block     int      `json:"block"`
	}
	jsonBatch struct {
		Candidates []jsonCandidate `json:"candidates"`
		Unplaced   []jsonUnplaced  `json:"unplaced"`
		Twice      [][]string      `json:"twice"`
		Decisions  jsonDecisions   `json:"decisions"`
	}
	jsonCandidate struct {
		Candidate string         `json:"candidate"`
		Blocks    []jsonStanding `json:"blocks"`
	}
	jsonStanding struct {
		Block         int      `json:"block"`
		Whole         bool     `json:"whole"`
		Complete      bool     `json:"complete"`
		Handed        []string `json:"handed"`
		Missing       []string `json:"missing"`
		NotAdmissible []string `json:"not_admissible"`
		Unreadable    []string `json:"unreadable"`
	}
	jsonUnplaced struct {
		File  string `json:"file"`
		Why   string `json:"why"`
		Error string `json:"error"`
	}
)

func depositOf(r *batch.Row) *jsonDeposit {
	return &jsonDeposit{r.Candidate, r.Number, r.Group, r.Members, r.Modality.Block}
}

// BatchLine writes the report of one row as a line of JSON.
func BatchLine(w io.Writer, row *batch.Row, r *checker.Report, opts Options) error {
	out := jsonLine{schemaNumber, toolOf(opts), reportOf(r, opts.Lang)}
	out.Deposit = depositOf(row)
	return newEncoder(w).Encode(out)
}

// BatchJSONL writes each report as one line.
func BatchJSONL(w io.Writer, b *Batch, opts Options) error {
	return b.each(func(i int, r *checker.Report) error { return BatchLine(w, &b.Plan.Rows[i], r, opts) })
}

// BatchJSON writes one object, report by report.
func BatchJSON(w io.Writer, b *Batch, opts Options) error {
	indented := func(prefix string, v any) (string, error) {
		var buf bytes.Buffer
		enc := newEncoder(&buf)
		enc.SetIndent(prefix, "  ")
		err := enc.Encode(v)
		return strings.TrimRight(buf.String(), "\n"), err
	}
	tool, err := indented("  ", toolOf(opts))
	if err != nil {
		return err
	}
	synthesis, err := indented("  ", b.machine(opts.Lang))
	if err != nil {
		return err
	}
	if _, err := io.WriteString(w, "{\n  \"schema\": "+strconv.Itoa(schemaNumber)+",\n  \"tool\": "+tool+",\n  \"batch\": "+synthesis+",\n  \"reports\": ["); err != nil {
		return err
	}
	separator := "\n    "
	err = b.each(func(i int, r *checker.Report) error {
		v := reportOf(r, opts.Lang)
		v.Deposit = depositOf(&b.Plan.Rows[i])
		s, err := indented("    ", v)
		if err != nil {
			return err
		}
		_, err = io.WriteString(w, separator+s)
		separator = ",\n    "
		return err
	})
	if err != nil {
		return err
	}
	end := "\n  ]\n}\n"
	if separator == "\n    " {
		end = "]\n}\n"
	}
	_, err = io.WriteString(w, end)
	return err
}

func (b *Batch) machine(l wording.Lang) jsonBatch {
	out := jsonBatch{Candidates: []jsonCandidate{}, Unplaced: []jsonUnplaced{}, Twice: [][]string{}, Decisions: b.decisions()}
	for _, c := range b.Plan.Candidates {
		k := jsonCandidate{c, []jsonStanding{}}
		for _, s := range b.Standings(c) {
			k.Blocks = append(k.Blocks, jsonStanding{
				s.Block, s.Taken, s.Complete(), b.modalityList(s.Handed), idList(s.Missing), b.modalityList(s.NotAdmissible), b.modalityList(s.Unreadable),
			})
		}
		out.Candidates = append(out.Candidates, k)
	}
	for _, u := range b.Plan.Unplaced {
		k := jsonUnplaced{File: u.File.Name, Why: u.Why}
		if u.File.Err != nil {
			k.Error = l.InputSentence(u.File.Err)
		}
		out.Unplaced = append(out.Unplaced, k)
	}
	for _, t := range b.Plan.Twice {
		var files []string
		for _, i := range t.Rows {
			files = append(files, b.Plan.Rows[i].File.Name)
		}
		out.Twice = append(out.Twice, files)
	}
	return out
}

func (b *Batch) modalityList(rows []int) []string {
	out := []string{}
	for _, i := range rows {
		out = append(out, b.Plan.Rows[i].Modality.ID)
	}
	return out
}

func idList(list []*rules.Modality) []string {
	out := []string{}
	for _, m := range list {
		out = append(out, m.ID)
	}
	return out
}

// BatchCSV writes one row for each criterion of each deposit, whose it is first.
func BatchCSV(w io.Writer, b *Batch, opts Options) error {
	l := opts.Lang
	out := csv.NewWriter(w)
	if l == wording.FR {
		out.Comma = ';'
		if _, err := io.WriteString(w, byteOrderMark); err != nil {
			return err
		}
	}
	out.Write(append([]string{l.Of("candidat", "candidate"), l.Of("groupe", "group")}, rowHeads(l)...))
	err := b.each(func(i int, r *checker.Report) error {
		for _, row := range rowsOf(r, l) {
			row = append([]string{b.Plan.Rows[i].Candidate, b.Plan.Rows[i].Group}, row...)
			for j := range row {
				row[j] = Inert(row[j])
			}
			out.Write(row)
		}
		return out.Error()
	})
	if err != nil {
		return err
	}
	// What is missing has its line too: a sheet that is filtered by verdict shows it.
	for _, c := range b.Plan.Candidates {
		for _, s := range b.Standings(c) {
			for _, m := range s.Missing {
				row := make([]string, len(rowHeads(l))+2)
				row[0], row[3], row[4] = Inert(c), m.ID, l.Of("manquant", "missing")
				out.Write(row)
			}
		}
	}
	out.Flush()
	return out.Error()
}

// BatchMarkdown writes the synthesis for a page, an issue or a mail.
func BatchMarkdown(w io.Writer, b *Batch, opts Options) error {
	l := opts.Lang
	var out bytes.Buffer
	esc := func(s string) string { return markdownSpecial.Replace(text.Visible(s)) }
	out.WriteString("# " + l.Of("Dépôt", "Deposit") + "\n\n" + b.tally().sentence(len(b.Plan.Candidates), l) + "\n")
	for _, r := range b.remarks(l) {
		out.WriteString("\n" + r.mark + " **" + r.head + "**\n\n")
		for _, item := range r.items {
			out.WriteString("- " + esc(item) + "\n")
		}
	}
	out.WriteString("\n| " + strings.Join([]string{l.Of("Candidat", "Candidate"), l.Of("Modalité", "Modality"), l.Of("Bilan", "Result"), "Pages", l.Of("Critères", "Criteria"), l.Of("Fichier", "File")}, " | ") + " |\n|---|---|---|---|---|---|\n")
	for i, c := range b.Cells {
		if c == nil {
			continue
		}
		r := &b.Plan.Rows[i]
		var counts []string
		for _, n := range levelCounts(c, l) {
			counts = append(counts, n.mark+" "+number10(n.n))
		}
		pages := ""
		if c.Err == nil {
			pages = number10(c.Pages)
		}
		out.WriteString("| " + strings.Join([]string{esc(r.Candidate), r.Modality.ID, l.Verdict(c.Verdict), pages, strings.Join(counts, " "), esc(r.File.Name)}, " | ") + " |\n")
	}
	out.WriteString("\n" + l.Help() + "\n")
	_, err := w.Write(out.Bytes())
	return err
}
