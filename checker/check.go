package checker

import (
	"fmt"
	"slices"
	"time"

	"prejury/checker/form"
	"prejury/checker/passages"
	"prejury/checker/signs"
	"prejury/checker/weigh"
	"prejury/extractors/document"
	"prejury/extractors/input"
	"prejury/rules"
)

// Options say how a report is to be judged.
type Options struct {
	Convention Convention // "" is the default, WithoutAnnexes
	// Members are the names of a group's members, for CT.2.
	Members       []string
	Accommodation *Accommodation // nil when none applies
	Decisions     []Decision     // of this candidate
	Topics        []string       // points imposed by the subject of C22
	Trame         *document.Document
	Date          time.Time
	// NoExcerpts keeps the candidate's text out of the result, see Report.Redact.
	NoExcerpts bool
}

// Engine weighs reports with one pack. It is not safe for concurrent use: make
// one for each worker.
type Engine struct {
	pack   *rules.Pack
	reader *signs.Reader
	model  *weigh.Model
}

// NewEngine compiles a pack, which must have been loaded by rules.Load. The error
// names a weight of the pack that this program does not know.
func NewEngine(pack *rules.Pack) (*Engine, error) {
	model, err := weigh.New(pack)
	if err != nil {
		return nil, fmt.Errorf("pack %s: %w", pack.ID, err)
	}
	return &Engine{pack: pack, reader: signs.NewReader(pack), model: model}, nil
}

// Criteria are the ids of the criteria that text can show.
func (e *Engine) Criteria() []string { return e.model.Criteria() }

// Pack is the pack that the engine weighs with.
func (e *Engine) Pack() *rules.Pack { return e.pack }

// Check judges a document against a modality.
func (e *Engine) Check(doc *document.Document, modality *rules.Modality, opts Options) *Report {
	if opts.Convention == "" {
		opts.Convention = WithoutAnnexes
	}
	limit := modality.Pages
	if a := opts.Accommodation; a != nil && a.Pages != nil {
		limit = a.Pages
	}
	r := &Report{
		Source: doc.Source, Modality: modality, Zones: doc.Zones, Warnings: doc.Warnings, Accommodation: opts.Accommodation, Date: opts.Date, Outline: doc.Outline,
		Pages:    countPages(doc, limit, opts.Convention),
		Searched: slices.Clone(proofZones),
	}
	for _, f := range form.Check(doc) {
		r.Form = append(r.Form, FormCheck{ID: f.ID, Verdict: FormVerdict(f.Verdict), Page: f.Page, Args: f.Args, Words: f.Words})
	}
	r.Criteria = e.judge(doc, modality, opts)
	r.Verdict = verdict(r)
	if opts.NoExcerpts {
		r.Zones = slices.Clone(r.Zones) // the document's own
		r.Redact()
	}
	return r
}

// Failed is the report of a file that could not be read.
func Failed(src document.Source, modality *rules.Modality, err *input.Error, date time.Time) *Report {
	return &Report{Source: src, Modality: modality, Err: err, Verdict: Unreadable, Date: date}
}

// verdict says what a report comes to. Too short or too long however pages are counted, or
// a check of form that fails: not admissible. Else to review where the length is in doubt
// or the jury has a criterion to look at; missing evidence alone never makes a report not
// admissible.
func verdict(r *Report) Verdict {
	if r.Pages.outOfEveryConvention() {
		return NotAdmissible
	}
	for _, f := range r.Form {
		if f.Verdict == FormFail {
			return NotAdmissible
		}
	}
	if r.Pages.Verdict != PagesOK && r.Pages.Verdict != PagesNone {
		return ToReview
	}
	for _, c := range r.Criteria {
		switch c.Level {
		case LevelAbsent, LevelWeak, LevelSee:
			return ToReview
		}
	}
	return Admissible
}

// Passage weighs one text as `rules eval` does: alone, for every criterion that a
// passage can show. kind is prose, liste, tableau or extrait-pdf.
func (e *Engine) Passage(s, kind string) map[string]rules.Level {
	scores := e.model.Score(weigh.Extract(e.reader.Read(passages.Unit(s, kind))))
	out := make(map[string]rules.Level, len(scores))
	for k, id := range e.model.Criteria() {
		out[id] = scores[k].Level()
	}
	return out
}
