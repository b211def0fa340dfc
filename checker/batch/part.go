package batch

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"sort"
	"time"

	"prejury/checker"
	"prejury/extractors/input"
	"prejury/rules"
)

// Part is the share of a deposit that one machine answered for, as it is carried to
// where all are put together: a first line with the plan, then one line for each
// row.
type Part struct {
	head    partHead
	results map[int][]byte
}

// partHead is the first line of a part: whose share it is, and of what.
type partHead struct {
	Schema     int    `json:"schema"`
	Version    string `json:"version"`
	Pack       string `json:"pack"`
	PackSHA256 string `json:"pack_sha256"`
	Shard      int    `json:"shard"`
	Of         int    `json:"of"`
	Date       string `json:"date"`
	Request    string `json:"request"` // Runner.Digest
	Plan       partPlan
}

// partPlan is a Plan as a part carries it: modalities by their ids, files without their
// bytes.
type partPlan struct {
	Rows       []partRow
	Unplaced   []partUnplaced
	Twice      []Twice
	Expected   map[string][]string
	Blocks     map[string][]int
	Candidates []string
	Idle       []checker.Decision
}

type partRow struct {
	Candidate, Number, Folder, Group, Modality string
	File                                       *partFile
	Members                                    []string
	Accommodation                              *checker.Accommodation
	Line                                       int
}

type partUnplaced struct {
	File partFile
	Why  string
}

type partFile struct {
	Name, Rel, SHA256 string
	Bytes             int64
	Packed            bool
	Code              input.Code
	Detail            string
}

// partLine is each line but the first: the result of a row, as encode made it.
type partLine struct {
	Row    int    `json:"row"`
	Result []byte `json:"result"`
}

// partSchema changes when parts can no longer be read.
const partSchema = 1

// fileOf gives a file as a part carries it, nil for none.
func fileOf(f *File) *partFile {
	if f == nil {
		return nil
	}
	out := &partFile{Name: f.Name, Rel: f.Rel, SHA256: f.SHA256, Bytes: f.Bytes, Packed: f.Packed}
	if f.Err != nil {
		out.Code, out.Detail = f.Err.Code, f.Err.Detail
	}
	return out
}

// file gives the file that a part carried; its bytes cannot be read again.
func (f *partFile) file() *File {
	if f == nil {
		return nil
	}
	out := &File{Name: f.Name, Rel: f.Rel, SHA256: f.SHA256, Bytes: f.Bytes, Packed: f.Packed}
	if f.Code != "" {
		out.Err = &input.Error{Code: f.Code, Detail: f.Detail}
	}
	return out
}

// WritePart writes the rows of the runner's share, which must have run.
func (r *Runner) WritePart(w io.Writer) error {
	head := partHead{
		Schema: partSchema, Version: r.opts.Version, Pack: r.opts.Pack.ID, PackSHA256: r.opts.Pack.SHA256, Shard: r.opts.Shard, Of: r.opts.Of,
		Date: r.opts.Judging.Date.Format(time.DateOnly), Request: r.Digest(),
		Plan: partPlan{Twice: r.plan.Twice, Blocks: r.plan.Blocks, Candidates: r.plan.Candidates, Idle: r.plan.Idle, Expected: map[string][]string{}},
	}
	for i := range r.plan.Rows {
		row := &r.plan.Rows[i]
		head.Plan.Rows = append(head.Plan.Rows, partRow{row.Candidate, row.Number, row.Folder, row.Group, row.Modality.ID, fileOf(row.File), row.Members, row.Accommodation, row.Line})
	}
	for _, u := range r.plan.Unplaced {
		head.Plan.Unplaced = append(head.Plan.Unplaced, partUnplaced{*fileOf(u.File), u.Why})
	}
	for c, list := range r.plan.Expected {
		for _, m := range list {
			head.Plan.Expected[c] = append(head.Plan.Expected[c], m.ID)
		}
	}
	buf := bufio.NewWriter(w)
	enc := json.NewEncoder(buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(head); err != nil {
		return err
	}
	for i := range r.plan.Rows {
		if !r.Mine(i) || r.keys[i] == "" {
			continue
		}
		data, err := r.encoded(i)
		if err != nil {
			return err
		}
		if err := enc.Encode(partLine{i, data}); err != nil {
			return err
		}
	}
	return buf.Flush()
}

// ErrPart is a file that is not a part, or not a whole one.
var ErrPart = errors.New("not a whole part of a batch")

// has reports whether a plan has a row of this number.
func (pp *partPlan) has(row int) bool { return row >= 0 && row < len(pp.Rows) }

// ReadPart reads what WritePart wrote. The error is an ErrPart with what is wrong.
func ReadPart(rd io.Reader) (*Part, error) {
	dec := json.NewDecoder(rd)
	p := &Part{results: map[int][]byte{}}
	if err := dec.Decode(&p.head); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrPart, err)
	}
	if p.head.Schema != partSchema || p.head.Of < 1 || p.head.Shard < 1 || p.head.Shard > p.head.Of {
		return nil, fmt.Errorf("%w: schema %d, share %d of %d", ErrPart, p.head.Schema, p.head.Shard, p.head.Of)
	}
	for _, t := range p.head.Plan.Twice {
		if i := slices.IndexFunc(t.Rows, func(row int) bool { return !p.head.Plan.has(row) }); i >= 0 {
			return nil, fmt.Errorf("%w: row %d of %d twice", ErrPart, t.Rows[i], len(p.head.Plan.Rows))
		}
	}
	for {
		var l partLine
		err := dec.Decode(&l)
		if errors.Is(err, io.EOF) {
			return p, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrPart, err)
		}
		if !p.head.Plan.has(l.Row) {
			return nil, fmt.Errorf("%w: result of row %d of %d", ErrPart, l.Row, len(p.head.Plan.Rows))
		}
		p.results[l.Row] = l.Result
	}
}

// MergeFault is why parts cannot be put together: one of the Merge constants.
type MergeFault struct {
	Kind   string
	Shards []int  // that lack
	Of     int    // how many there should be
	Value  string // a version, a pack
}

// The kinds of faults.
const (
	MergeNone    = "none"    // no part
	MergeLacking = "lacking" // some shares lack
	MergeOther   = "other"   // parts of different deposits, requests, packs or versions
	MergePack    = "pack"    // the pack at hand is not that of the parts
	MergeRows    = "rows"    // the parts do not hold all rows
)

func (m *MergeFault) Error() string {
	return fmt.Sprintf("parts: %s %v/%d %s", m.Kind, m.Shards, m.Of, m.Value)
}

// Merged is a whole deposit made of its parts.
type Merged struct {
	Plan    *Plan
	Date    time.Time // the first of the parts', unless another was given
	Version string    // of the program that made them
	pack    *rules.Pack
	results map[int][]byte
}

// Merge puts parts together. The error is a *MergeFault.
func Merge(parts []*Part, pack *rules.Pack, given time.Time) (*Merged, error) {
	if len(parts) == 0 {
		return nil, &MergeFault{Kind: MergeNone}
	}
	sort.SliceStable(parts, func(i, j int) bool { return parts[i].head.Shard < parts[j].head.Shard })
	first := &parts[0].head
	if first.PackSHA256 != pack.SHA256 {
		return nil, &MergeFault{Kind: MergePack, Value: first.Pack}
	}
	m := &Merged{Version: first.Version, pack: pack, results: map[int][]byte{}}
	date := first.Date
	var have []int
	for _, p := range parts {
		h := &p.head
		if h.Request != first.Request || h.Of != first.Of || h.PackSHA256 != first.PackSHA256 || h.Version != first.Version {
			return nil, &MergeFault{Kind: MergeOther, Value: h.Version}
		}
		have = append(have, h.Shard)
		date = min(date, h.Date)
		for i, data := range p.results {
			m.results[i] = data
		}
	}
	var lack []int
	for n := 1; n <= first.Of; n++ {
		if !slices.Contains(have, n) {
			lack = append(lack, n)
		}
	}
	if len(lack) > 0 {
		return nil, &MergeFault{Kind: MergeLacking, Shards: lack, Of: first.Of}
	}
	var err error
	if m.Date, err = time.Parse(time.DateOnly, date); err != nil {
		return nil, &MergeFault{Kind: MergeRows}
	}
	if !given.IsZero() {
		m.Date = given
	}
	if m.Plan = first.Plan.plan(pack); m.Plan == nil {
		return nil, &MergeFault{Kind: MergePack, Value: first.Pack}
	}
	for i := range m.Plan.Rows {
		if m.Plan.Rows[i].File != nil && m.results[i] == nil {
			return nil, &MergeFault{Kind: MergeRows}
		}
	}
	return m, nil
}

// plan gives the plan of a part, nil when the pack lacks one of its modalities.
func (pp *partPlan) plan(pack *rules.Pack) *Plan {
	p := &Plan{Twice: pp.Twice, Blocks: pp.Blocks, Candidates: pp.Candidates, Idle: pp.Idle, Expected: map[string][]*rules.Modality{}}
	for _, r := range pp.Rows {
		m := pack.Modality(r.Modality)
		if m == nil {
			return nil
		}
		p.Rows = append(p.Rows, Row{
			Candidate: r.Candidate, Number: r.Number, Folder: r.Folder, Group: r.Group, Modality: m, File: r.File.file(),
			Members: r.Members, Accommodation: r.Accommodation, Line: r.Line,
		})
	}
	for _, u := range pp.Unplaced {
		p.Unplaced = append(p.Unplaced, Unplaced{u.File.file(), u.Why})
	}
	for c, ids := range pp.Expected {
		for _, id := range ids {
			m := pack.Modality(id)
			if m == nil {
				return nil
			}
			p.Expected[c] = append(p.Expected[c], m)
		}
	}
	return p
}

// Report gives the report of a row, nil for one without file.
func (m *Merged) Report(i int) (*checker.Report, error) {
	if m.Plan.Rows[i].File == nil {
		return nil, nil
	}
	return dress(m.results[i], m.pack, &m.Plan.Rows[i], m.Date)
}
