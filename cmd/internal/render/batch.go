package render

import (
	"io"
	"strings"

	"prejury/checker"
	"prejury/checker/batch"
	"prejury/cmd/internal/wording"
	"prejury/rules"
)

// Batch is a whole deposit to show. Reports are had one at a time, so that a deposit
// of any size is shown in the memory of one.
type Batch struct {
	*batch.Synthesis
	Pack   *rules.Pack
	Report func(row int) (*checker.Report, error) // nil for a row without file
	// Link is the address of the page of a row's report as seen from the result, ""
	// when there is none; nil when there are no such pages.
	Link func(row int) string
}

// BatchRenderer writes a deposit in one format.
type BatchRenderer func(w io.Writer, b *Batch, opts Options) error

// BatchFormats are the formats of a deposit: those of a report, under the same
// names.
var BatchFormats = map[string]BatchRenderer{
	"table": BatchTable, "json": BatchJSON, "jsonl": BatchJSONL, "csv": BatchCSV, "markdown": BatchMarkdown,
	"html": BatchHTML, "xlsx": BatchXLSX, "junit": BatchJUnit, "github": BatchGitHub,
}

// each calls f with every report, in order.
func (b *Batch) each(f func(row int, r *checker.Report) error) error {
	for i := range b.Plan.Rows {
		r, err := b.Report(i)
		if err != nil {
			return err
		}
		if r == nil {
			continue
		}
		if err := f(i, r); err != nil {
			return err
		}
	}
	return nil
}

// once calls f with every report, in order; that of a group once.
func (b *Batch) once(f func(*checker.Report) error) error {
	seen := map[string]bool{}
	return b.each(func(i int, r *checker.Report) error {
		key := b.shared(i)
		if key != "" && seen[key] {
			return nil
		}
		seen[key] = true
		return f(r)
	})
}

// BatchJUnit writes a suite for each report.
func BatchJUnit(w io.Writer, b *Batch, opts Options) error { return junit(w, b.once, opts) }

// BatchGitHub annotates each report.
func BatchGitHub(w io.Writer, b *Batch, opts Options) error {
	return b.once(func(r *checker.Report) error { return GitHub(w, []*checker.Report{r}, opts) })
}

// shared names the report of a group, "" outside one.
func (b *Batch) shared(i int) string {
	r := &b.Plan.Rows[i]
	if len(r.Members) == 0 || r.Accommodation != nil || b.Cells[i].Decided() {
		return ""
	}
	return r.Group + "\x00" + r.Modality.ID + "\x00" + r.File.Name
}

// modalities are those of the deposit, in the order of the pack.
func (b *Batch) modalities() []*rules.Modality {
	there := map[*rules.Modality]bool{}
	for _, r := range b.Plan.Rows {
		there[r.Modality] = true
	}
	for _, list := range b.Plan.Expected {
		for _, m := range list {
			there[m] = true
		}
	}
	var out []*rules.Modality
	for i := range b.Pack.Modalities {
		if there[&b.Pack.Modalities[i]] {
			out = append(out, &b.Pack.Modalities[i])
		}
	}
	return out
}

// tally counts rows by verdict, and what nobody handed in.
type tally struct {
	verdicts map[checker.Verdict]int
	missing  int
	files    int
	settled  int
}

func (b *Batch) tally() tally {
	t := tally{verdicts: map[checker.Verdict]int{}}
	seen := map[*batch.File]bool{}
	for i, c := range b.Cells {
		if c == nil {
			continue
		}
		t.verdicts[c.Verdict]++
		t.settled += c.Settled
		if f := b.Plan.Rows[i].File; !seen[f] {
			seen[f] = true
			t.files++
		}
	}
	for _, c := range b.Plan.Candidates {
		for _, s := range b.Standings(c) {
			t.missing += len(s.Missing)
		}
	}
	return t
}

var verdictOrder = []checker.Verdict{checker.Admissible, checker.ToReview, checker.NotAdmissible, checker.Unreadable}

// sentence says what the deposit came to in one line.
func (t tally) sentence(candidates int, l wording.Lang) string {
	parts := []string{l.Count(candidates, l.Of("candidat", "candidate"), l.Of("candidats", "candidates")), l.Count(t.files, l.Of("fichier", "file"), l.Of("fichiers", "files"))}
	for _, v := range verdictOrder {
		if n := t.verdicts[v]; n > 0 {
			parts = append(parts, l.Verdicts(v, n))
		}
	}
	if t.missing > 0 {
		parts = append(parts, l.Count(t.missing, l.Of("dépôt manquant", "deposit missing"), l.Of("dépôts manquants", "deposits missing")))
	}
	if t.settled > 0 {
		parts = append(parts, l.Count(t.settled, l.Of("critère tranché par une personne", "criterion settled by a person"), l.Of("critères tranchés par une personne", "criteria settled by a person")))
	}
	return strings.Join(parts, ", ")
}

// remark is one thing to say before the reports, with its mark.
type remark struct {
	mark, head string
	items      []string
}

// remarks are what must be said first: what was not read, what lacks, what is there
// twice.
func (b *Batch) remarks(l wording.Lang) []remark {
	var out []remark
	add := func(mark, one, many string, items []string) {
		if len(items) > 0 {
			out = append(out, remark{mark, l.Count(len(items), one, many), items})
		}
	}
	byWhy := map[string][]string{}
	for _, u := range b.Plan.Unplaced {
		item := u.File.Name
		if u.File.Err != nil {
			item += l.Colon() + l.InputSentence(u.File.Err)
		}
		byWhy[u.Why] = append(byWhy[u.Why], item)
	}
	for _, why := range []string{batch.WhyManifest, batch.WhyCandidate, batch.WhyModality, batch.WhyOnline, batch.WhyRefused, batch.WhyFormat} {
		mark := "✗"
		if why == batch.WhyFormat {
			mark = "·"
		}
		one, many := l.Unplaced(why)
		add(mark, one, many, byWhy[why])
	}
	var missing, twice, several []string
	for _, c := range b.Plan.Candidates {
		for _, s := range b.Standings(c) {
			if len(s.Missing) > 0 {
				missing = append(missing, c+l.Colon()+ids(s.Missing))
			}
		}
	}
	add("✗", l.Of("candidat sans tous ses fichiers", "candidate without all files"), l.Of("candidats sans tous leurs fichiers", "candidates without all files"), merged(missing, l.Colon()))
	for _, t := range b.Plan.Twice {
		twice = append(twice, b.rowsNamed(t.Rows, l))
	}
	add("!", l.Of("fichier déposé plusieurs fois hors d'un groupe", "file handed in several times outside a group"), l.Of("fichiers déposés plusieurs fois hors d'un groupe", "files handed in several times outside a group"), twice)
	for _, rows := range b.Plan.Several() {
		several = append(several, b.rowsNamed(rows, l))
	}
	b.decisionRemarks(l, add)
	add("!", l.Of("candidat avec plusieurs fichiers pour une modalité", "candidate with several files for a modality"), l.Of("candidats avec plusieurs fichiers pour une modalité", "candidates with several files for a modality"), several)
	return out
}

// merged joins items that begin with the same words before sep.
func merged(items []string, sep string) []string {
	var out []string
	for _, item := range items {
		name, rest, _ := strings.Cut(item, sep)
		if n := len(out); n > 0 && strings.HasPrefix(out[n-1], name+sep) {
			out[n-1] += ", " + rest
			continue
		}
		out = append(out, item)
	}
	return out
}

func ids(list []*rules.Modality) string {
	names := make([]string, len(list))
	for i, m := range list {
		names[i] = m.ID
	}
	return strings.Join(names, ", ")
}

// rowsNamed lists who handed in what.
func (b *Batch) rowsNamed(rows []int, l wording.Lang) string {
	parts := make([]string, len(rows))
	for i, n := range rows {
		r := &b.Plan.Rows[n]
		parts[i] = r.Candidate + " " + r.Modality.ID + " (" + r.File.Name + ")"
	}
	return l.Join(parts)
}

// levelCounts is "✓ 18  ~ 4  ✗ 2  ? 1", the marks of the levels that a person looks
// at.
func levelCounts(c *batch.Cell, l wording.Lang) []levelCount {
	var out []levelCount
	for _, v := range levelOrder[:4] {
		if n := c.Counts[v]; n > 0 {
			out = append(out, levelCount{levelMark(v), l.Level(v), n})
		}
	}
	if c.Settled > 0 {
		out = append(out, levelCount{settledMark, l.Of("tranché", "settled"), c.Settled})
	}
	return out
}

type levelCount struct {
	mark, name string
	n          int
}

// blockSentence says where a candidate stands in one block.
func (b *Batch) blockSentence(s batch.Standing, l wording.Lang) string {
	name := l.Of("bloc ", "block ") + number10(s.Block)
	if s.Complete() {
		if s.Taken {
			return name + l.Of(" complet", " complete")
		}
		return name + l.Of(" : tout est là de ce qui est attendu", ": all that is expected is there")
	}
	var parts []string
	if len(s.Missing) > 0 {
		parts = append(parts, l.Of("manque ", "missing ")+l.Expected(s.Missing))
	}
	if len(s.NotAdmissible) > 0 {
		parts = append(parts, l.Of("non recevable ", "not admissible ")+b.modalitiesOf(s.NotAdmissible))
	}
	if len(s.Unreadable) > 0 {
		parts = append(parts, l.Of("illisible ", "unreadable ")+b.modalitiesOf(s.Unreadable))
	}
	return name + l.Colon() + strings.Join(parts, l.Of(" ; ", "; "))
}

func (b *Batch) modalitiesOf(rows []int) string {
	var list []string
	for _, i := range rows {
		if id := b.Plan.Rows[i].Modality.ID; len(list) == 0 || list[len(list)-1] != id {
			list = append(list, id)
		}
	}
	return strings.Join(list, ", ")
}
