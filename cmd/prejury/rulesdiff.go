package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"

	"github.com/spf13/cobra"

	"prejury/checker"
	"prejury/cmd/internal/terminal"
	"prejury/cmd/internal/wording"
	"prejury/extractors/input"
	"prejury/rules"
)

// builtinPack stands for the built-in pack where a folder is asked for.
const builtinPack = "-"

type diffOptions struct {
	readingOptions
	old, new string
	files    []string
	modality string
}

func newRulesDiffCmd(a *app) *cobra.Command {
	l := a.lang
	opts := &diffOptions{}
	cmd := &cobra.Command{
		Use:   l.Of("diff ANCIEN NOUVEAU FICHIER…", "diff OLD NEW FILE…"),
		Short: l.Of("Ce que deux packs jugent autrement", "What two packs judge otherwise"),
		Long: l.Of(
			`Juge chaque rapport avec deux packs, dossiers ou « - » pour le pack intégré, et donne
chaque verdict qui change : critères, pages, ensemble. Les critères à l'essai sont montrés
aussi. Le code est 0, qu'il y ait des changements ou non.`,
			`Judges each report with two packs, folders or "-" for the built-in pack, and gives each
verdict that moves: criteria, pages, the whole. Criteria in trial are shown too. The exit
code is 0, whether verdicts move or not.`),
		Example: l.Of(
			`  prejury rules diff - mon-pack/ rapport.pdf -m C3-C7
  prejury rules diff ancien/ nouveau/ rapports/*.pdf`,
			`  prejury rules diff - my-pack/ report.pdf -m C3-C7
  prejury rules diff old/ new/ reports/*.pdf`),
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) < 3 {
				return &usageError{l.Of("il faut deux packs et un rapport au moins", "two packs and one report at least are needed"), "Usage" + l.Colon() + cmd.UseLine()}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			opts.old, opts.new, opts.files = args[0], args[1], args[2:]
			return runRulesDiff(cmd.Context(), a, opts)
		},
	}
	cmd.Flags().StringVarP(&opts.modality, "modality", "m", "", l.Of("`modalité` ; sinon celle qui convient le mieux selon l'ancien pack", "`modality`; else the one that fits best by the old pack"))
	opts.readingOptions.register(a, cmd, false)
	return cmd
}

func runRulesDiff(ctx context.Context, a *app, opts *diffOptions) error {
	reader, body, err := opts.start(a, min(len(opts.files), runtime.NumCPU()))
	if err != nil {
		return err
	}
	defer reader.Close()
	progress := a.Progress(len(opts.files))
	defer progress.Stop()
	docs := readAll(ctx, reader, opts.files, progress)
	d := &packDiff{app: a, asked: opts.modality}
	if d.old, err = loadSide(a, opts.old); err != nil {
		return err
	}
	if d.new, err = loadSide(a, opts.new); err != nil {
		return err
	}
	code := exitOK
	for _, ch := range docs {
		got := <-ch
		var failed *input.Error
		if errors.As(got.err, &failed) {
			progress.Stop()
			a.notice(got.src.Name + a.lang.Colon() + a.lang.InputSentence(failed))
			code = exitUnreadable
			continue
		}
		if got.err != nil {
			return got.err
		}
		if err := setBody(a, got.doc, body); err != nil {
			return err
		}
		if err := d.file(got, progress); err != nil {
			return err
		}
	}
	progress.Stop()
	d.total()
	if _, err := a.Out.Write(d.buf.Bytes()); err != nil {
		return err
	}
	if code != exitOK {
		return quiet(code)
	}
	return nil
}

// loadSide loads one of the packs to compare. What is wrong in it is said with its
// folder: file names alone would not tell the two packs apart.
func loadSide(a *app, dir string) (*checker.Engine, error) {
	from := dir
	if dir == builtinPack {
		from = ""
	}
	pack, err := loadPack(a, from)
	var faults rules.Faults
	if errors.As(err, &faults) {
		for i := range faults {
			faults[i].File = dir + ": " + faults[i].File
		}
	}
	if err != nil {
		return nil, err
	}
	return checker.NewEngine(pack)
}

// packDiff gathers the verdicts that move from one pack to another.
type packDiff struct {
	app      *app
	asked    string // modality, "" for the one that fits best
	old, new *checker.Engine
	buf      bytes.Buffer

	files, verdicts, up, down, other int
}

// file judges one report with both packs and writes what moves.
func (d *packDiff) file(got read, progress *terminal.Progress) error {
	before, err := modalityNamed(d.app, d.old.Pack(), d.asked)
	if err != nil {
		return err
	}
	if before == nil {
		progress.Stop()
		if before, err = chooseModality(d.app, d.old, got.doc); err != nil {
			return err
		}
	}
	after, err := modalityNamed(d.app, d.new.Pack(), before.ID)
	if err != nil {
		return err
	}
	l := d.app.lang
	old, fresh := d.old.Check(got.doc, before, checker.Options{}), d.new.Check(got.doc, after, checker.Options{})
	var lines []string
	if x, y := old.Verdict, fresh.Verdict; x != y {
		lines = append(lines, l.Of("ensemble", "whole")+l.Colon()+l.Verdict(x)+" → "+l.Verdict(y))
	}
	if x, y := old.Pages.Verdict, fresh.Pages.Verdict; x != y {
		lines = append(lines, "pages"+l.Colon()+l.PageVerdict(x)+" → "+l.PageVerdict(y))
	}
	was, is := verdictsOf(d.old, old, got), verdictsOf(d.new, fresh, got)
	for _, id := range union(before.Criteria, after.Criteria) {
		x, y := was[id], is[id]
		d.verdicts++
		if x.level == y.level && x.trial == y.trial {
			continue
		}
		d.count(x.level, y.level)
		lines = append(lines, id+" "+labelOf(l, x, y)+l.Colon()+x.show(l)+" → "+y.show(l))
	}
	d.files++
	fmt.Fprintf(&d.buf, "%s, %s\n", got.src.Name, before.ID)
	if len(lines) == 0 {
		lines = []string{l.Of("rien ne change", "nothing moves")}
	}
	for _, line := range lines {
		d.buf.WriteString("  " + line + "\n")
	}
	return nil
}

// verdictOf is what a pack says of one criterion, the zero value when it does not
// have it.
type verdictOf struct {
	level checker.Level
	page  int // of the best evidence, 0 without
	trial bool
	label rules.Text
}

// verdictsOf gives the verdicts of a report by criterion, those in trial among them.
func verdictsOf(engine *checker.Engine, r *checker.Report, got read) map[string]verdictOf {
	out := map[string]verdictOf{}
	add := func(result *checker.Result) {
		v := verdictOf{level: result.Level, trial: result.Criterion.Status == rules.Trial, label: result.Criterion.Label}
		if len(result.Evidence) > 0 {
			v.page = result.Evidence[0].Page
		}
		out[result.Criterion.ID] = v
	}
	for i := range r.Criteria {
		add(&r.Criteria[i])
	}
	for _, id := range r.Modality.Criteria {
		if c := engine.Pack().Criterion(id); c.Status == rules.Trial {
			w := engine.Explain(got.doc, c, checker.Options{})
			add(&w.Result)
		}
	}
	return out
}

func (v verdictOf) show(l wording.Lang) string {
	if v.level == "" {
		return l.Of("pas dans ce pack", "not in this pack")
	}
	s := l.Level(v.level)
	if v.page > 0 {
		s += fmt.Sprintf(" p. %d", v.page)
	}
	if v.trial {
		s += l.Of(" (à l'essai)", " (in trial)")
	}
	return s
}

// labelOf is the label of the newer of two verdicts that has one.
func labelOf(l wording.Lang, x, y verdictOf) string {
	if y.level == "" {
		return x.label.In(string(l))
	}
	return y.label.In(string(l))
}

// count adds a move to those that go up, down or elsewhere.
func (d *packDiff) count(x, y checker.Level) {
	from, okFrom := rules.ParseLevel(string(x))
	to, okTo := rules.ParseLevel(string(y))
	switch {
	case !okFrom || !okTo || from == to:
		d.other++
	case to > from:
		d.up++
	default:
		d.down++
	}
}

func (d *packDiff) total() {
	l := d.app.lang
	fmt.Fprintf(&d.buf, l.Of("%s, %d verdicts%s%d en hausse, %d en baisse, %d autrement\n", "%s, %d verdicts%s%d up, %d down, %d otherwise\n"),
		l.Count(d.files, l.Of("rapport", "report"), l.Of("rapports", "reports")), d.verdicts, l.Colon(), d.up, d.down, d.other)
}

// union gives the ids of two lists, in the order of the second, then what only the
// first has.
func union(a, b []string) []string {
	out := slices.Clone(b)
	for _, id := range a {
		if !slices.Contains(b, id) {
			out = append(out, id)
		}
	}
	return out
}
