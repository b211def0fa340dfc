package batch

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"strings"
	"sync"
	"time"

	"prejury/checker"
	"prejury/extractors/document"
	"prejury/extractors/input"
	"prejury/rules"
)

// Reader reads the bytes of one file. The error is an *input.Error, or the
// context's.
type Reader func(ctx context.Context, name string, data []byte) (*document.Document, error)

// Options say how a deposit is judged.
type Options struct {
	Pack    *rules.Pack
	Judging checker.Options // of every row; members, accommodations and decisions are the row's
	// Version and Reading name the program and the ways of reading that change what
	// is read: results are kept under them.
	Version, Reading string
	// Trame is the digest of the template in Judging, "" without one.
	Trame   string
	Workers int
	Read    Reader
	// Shard and Of choose a share of the files: Shard from 1 to Of; 0 for all.
	Shard, Of int
}

// Event is one file that is answered.
type Event struct {
	File        *File
	Kept        bool // from an earlier run
	Done, Total int
}

// Runner reads and judges the files of a plan.
type Runner struct {
	opts    Options
	deposit *Deposit
	plan    *Plan
	store   *Store
	keys    []string // of the result of each row, "" without file
	jobs    []*job
	jobOf   []int    // of each row, -1 without file
	passing sync.Map // key → encoded report that must not outlive the run
}

// job is one content to read once, with the rows that it serves.
type job struct {
	file *File
	rows []int
}

// NewRunner prepares a run; store must be there.
func NewRunner(d *Deposit, p *Plan, store *Store, opts Options) *Runner {
	r := &Runner{opts: opts, deposit: d, plan: p, store: store, keys: make([]string, len(p.Rows)), jobOf: make([]int, len(p.Rows))}
	byContent := map[string]int{}
	for i := range p.Rows {
		row := &p.Rows[i]
		if row.File == nil {
			r.jobOf[i] = -1
			continue
		}
		content := row.File.content()
		j, ok := byContent[content]
		if !ok {
			j = len(r.jobs)
			byContent[content] = j
			r.jobs = append(r.jobs, &job{file: row.File})
		}
		r.jobs[j].rows = append(r.jobs[j].rows, i)
		r.jobOf[i] = j
	}
	r.SetDate(opts.Judging.Date)
	return r
}

// SetDate fixes the day that reports print; call it before Run.
func (r *Runner) SetDate(day time.Time) {
	r.opts.Judging.Date = day
	for i := range r.plan.Rows {
		if r.plan.Rows[i].File != nil {
			r.keys[i] = r.key(&r.plan.Rows[i], day)
		}
	}
}

// Files is the number of contents to answer for in this share.
func (r *Runner) Files() int {
	n := 0
	for i := range r.jobs {
		if r.mine(i) {
			n++
		}
	}
	return n
}

func (r *Runner) mine(job int) bool { return r.opts.Of == 0 || job%r.opts.Of == r.opts.Shard-1 }

// Mine reports whether a row is of this share; rows without file are of the first.
func (r *Runner) Mine(row int) bool {
	if j := r.jobOf[row]; j >= 0 {
		return r.mine(j)
	}
	return r.opts.Shard <= 1
}

// Digest names what the run was asked: the same request of the same deposit has the
// same digest, whatever the share and the day.
func (r *Runner) Digest() string {
	h := sha256.New()
	enc := json.NewEncoder(h)
	for i, row := range r.plan.Rows {
		var name, key string
		if row.File != nil {
			name, key = row.File.Name, r.key(&r.plan.Rows[i], time.Time{})
		}
		enc.Encode([]string{row.Candidate, row.Group, row.Modality.ID, name, key})
	}
	return hex.EncodeToString(h.Sum(nil))
}

// key names the result of a row on a day: all that its report depends on, but the
// row's own name and the date that it prints.
func (r *Runner) key(row *Row, day time.Time) string {
	o := r.opts.Judging
	over := make([]bool, len(row.Decisions))
	for i := range row.Decisions {
		over[i] = row.Decisions[i].Over(day)
	}
	content := row.File.content()
	var b bytes.Buffer
	json.NewEncoder(&b).Encode([]any{
		storeSchema, content, row.Modality.ID, r.opts.Pack.SHA256, r.opts.Version, r.opts.Reading,
		o.Convention, o.Topics, r.opts.Trame, o.NoExcerpts, row.Decisions, over, row.Members, row.Accommodation,
	})
	sum := sha256.Sum256(b.Bytes())
	return contentPrefix(content) + hex.EncodeToString(sum[:])
}

// contentPrefix begins the keys of the results of one content.
func contentPrefix(content string) string {
	sum := sha256.Sum256([]byte(content))
	return hex.EncodeToString(sum[:8]) + "-"
}

// Prune forgets what is kept of contents that are no longer in the deposit.
func (r *Runner) Prune() error {
	there := map[string]bool{}
	for i := range r.plan.Rows {
		if f := r.plan.Rows[i].File; f != nil {
			there[contentPrefix(f.content())] = true
		}
	}
	return r.store.prune(func(key string) bool {
		prefix, _, _ := strings.Cut(key, "-")
		return there[prefix+"-"]
	})
}

// Run answers for every file of the share. row is called for each row in the order
// of the plan, as soon as those before it are answered; done as files are answered,
// in the order in which they are. Neither is called by two goroutines at once. The
// error is the context's, or that of the disk.
func (r *Runner) Run(ctx context.Context, row func(i int, report *checker.Report) error, done func(Event)) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	work := make(chan *job)
	var wg sync.WaitGroup
	out := &ordered{runner: r, row: row, done: done, ready: make([]bool, len(r.plan.Rows)), total: r.Files()}
	for i := range r.plan.Rows {
		if r.keys[i] == "" || !r.Mine(i) {
			out.ready[i] = true
		}
	}
	for range max(r.opts.Workers, 1) {
		wg.Go(func() {
			var engine *checker.Engine
			for j := range work {
				kept, err := r.answer(ctx, &engine, j)
				if err == nil {
					err = out.answered(j, kept)
				}
				if err != nil {
					cancel(err)
					return
				}
			}
		})
	}
	for i, j := range r.jobs {
		if !r.mine(i) {
			continue
		}
		select {
		case work <- j:
			continue
		case <-ctx.Done():
		}
		break
	}
	close(work)
	wg.Wait()
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return out.flush()
}

// answer makes the results of one content that are not kept yet.
func (r *Runner) answer(ctx context.Context, engine **checker.Engine, j *job) (kept bool, err error) {
	var left []int
	for _, i := range j.rows {
		if !r.has(r.keys[i]) {
			left = append(left, i)
		}
	}
	if len(left) == 0 {
		return true, nil
	}
	doc, src, unread, err := r.read(ctx, j.file)
	if err != nil {
		return false, err
	}
	for _, i := range left {
		row := &r.plan.Rows[i]
		var report *checker.Report
		if unread != nil {
			report = checker.Failed(src, row.Modality, unread, time.Time{})
		} else {
			if *engine == nil {
				if *engine, err = checker.NewEngine(r.opts.Pack); err != nil {
					return false, err
				}
			}
			opts := r.opts.Judging
			opts.Members, opts.Accommodation, opts.Decisions = row.Members, row.Accommodation, row.Decisions
			report = (*engine).Check(doc, row.Modality, opts)
		}
		if err := r.keep(r.keys[i], report); err != nil {
			return false, err
		}
	}
	return false, nil
}

// read reads one content in a worker. A worker that dies may have been killed by the
// machine: the file is given a second chance, alone in a new one.
func (r *Runner) read(ctx context.Context, f *File) (*document.Document, document.Source, *input.Error, error) {
	src := document.Source{Name: f.Name, Bytes: max(f.Bytes, 0), SHA256: f.SHA256}
	data, unread := r.deposit.Load(f)
	if unread != nil {
		return nil, src, unread, nil
	}
	var err error
	for range 2 {
		var doc *document.Document
		if doc, err = r.opts.Read(ctx, f.Name, data); err == nil {
			return doc, doc.Source, nil, nil
		}
		if ctx.Err() != nil {
			return nil, src, nil, context.Cause(ctx)
		}
		if input.CodeOf(err) != input.Crashed {
			break
		}
	}
	if !errors.As(err, &unread) {
		unread = &input.Error{Code: input.Crashed, Err: err}
	}
	return nil, src, unread, nil
}

// lasting are the reasons that another run would find again. What the machine may
// have done (a killed process, an absent engine or file, want of time when it was busy) is
// tried anew.
func lasting(e *input.Error) bool {
	switch e.Code {
	case input.Crashed, input.NoEngine, input.NotFound, input.TooSlow:
		return false
	}
	return true
}

func (r *Runner) has(key string) bool {
	if _, ok := r.passing.Load(key); ok {
		return true
	}
	data, err := r.store.Get(key)
	if err != nil {
		return false
	}
	_, err = decode(data, r.opts.Pack)
	return err == nil
}

func (r *Runner) keep(key string, report *checker.Report) error {
	data, err := encode(report)
	if err != nil {
		return err
	}
	if report.Err != nil && !lasting(report.Err) {
		r.passing.Store(key, data)
		return nil
	}
	return r.store.Put(key, data)
}

// Report gives the report of a row that was answered, nil for a row without file.
func (r *Runner) Report(i int) (*checker.Report, error) {
	data, err := r.encoded(i)
	if data == nil || err != nil {
		return nil, err
	}
	return dress(data, r.opts.Pack, &r.plan.Rows[i], r.opts.Judging.Date)
}

func (r *Runner) encoded(i int) ([]byte, error) {
	if r.keys[i] == "" {
		return nil, nil
	}
	if v, ok := r.passing.Load(r.keys[i]); ok {
		return v.([]byte), nil
	}
	return r.store.Get(r.keys[i])
}

// dress gives a kept report the name and the date of a row.
func dress(data []byte, pack *rules.Pack, row *Row, date time.Time) (*checker.Report, error) {
	report, err := decode(data, pack)
	if err != nil {
		return nil, err
	}
	report.Source.Name, report.Date, report.Accommodation = row.File.Name, date, row.Accommodation
	return report, nil
}

// ordered gives rows in the order of the plan.
type ordered struct {
	runner       *Runner
	row          func(int, *checker.Report) error
	done         func(Event)
	mu           sync.Mutex
	ready        []bool
	next         int
	count, total int
}

func (o *ordered) answered(j *job, kept bool) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.count++
	for _, i := range j.rows {
		o.ready[i] = true
	}
	if o.done != nil {
		o.done(Event{File: j.file, Kept: kept, Done: o.count, Total: o.total})
	}
	return o.advance()
}

func (o *ordered) flush() error {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.advance()
}

func (o *ordered) advance() error {
	for o.next < len(o.ready) && o.ready[o.next] {
		i := o.next
		o.next++
		if !o.runner.Mine(i) {
			continue
		}
		report, err := o.runner.Report(i)
		if err != nil {
			return err
		}
		if o.row == nil {
			continue
		}
		if err := o.row(i, report); err != nil {
			return err
		}
	}
	return nil
}
