package main

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"prejury/checker"
	"prejury/cmd/internal/reading"
	"prejury/cmd/internal/render"
	"prejury/cmd/internal/terminal"
	"prejury/extractors/document"
	"prejury/extractors/input"
	"prejury/rules"
)

type checkOptions struct {
	readingOptions
	judgingOptions
	outputOptions
	files    []string
	modality string
	failOn   string
}

// bars are the values of --fail-on, from the mildest to the hardest.
var bars = []string{"pages", "absent", "weak", "review"}

func newCheckCmd(a *app) *cobra.Command {
	l := a.lang
	opts := &checkOptions{}
	cmd := &cobra.Command{
		Use:   l.Of("check FICHIER… [-m MODALITÉ]", "check FILE… [-m MODALITY]"),
		Short: l.Of("Le tableau de conformité d'un rapport", "The conformity table of a report"),
		Long: l.Of(
			`Lit chaque rapport, le compare à la modalité et affiche le tableau de conformité :
nombre de pages, preuves de chaque critère avec leur page, ce qui manque et comment
y remédier. Sans -m, propose la modalité qui convient le mieux, avec ses raisons.

Codes de sortie : 0 recevable ou à revoir ; 1 sous la barre de --fail-on ; 2 mauvais
usage ou pack fautif ; 3 un fichier n'a pas pu être lu.`,
			`Reads each report, compares it with the modality and shows the conformity table:
page count, evidence of each criterion with its page, what is missing and how to
mend it. Without -m, proposes the modality that fits best, with its reasons.

Exit codes: 0 admissible or to review; 1 fails the bar of --fail-on; 2 wrong usage
or broken pack; 3 a file could not be read.`),
		Example: l.Of(
			`  prejury check rapport.pdf -m C3-C7
  prejury check rapport.docx -m C10-C13 --render
  prejury check rapport.pdf -m C3-C7 --format html,json -o rapport
  prejury check depots/*.pdf -m C3-C7 --format jsonl --fail-on review
  prejury check rapport.pdf -m C3-C7 --body 5-48 --convention corps`,
			`  prejury check report.pdf -m C3-C7
  prejury check report.docx -m C10-C13 --render
  prejury check report.pdf -m C3-C7 --format html,json -o report
  prejury check deposits/*.pdf -m C3-C7 --format jsonl --fail-on review
  prejury check report.pdf -m C3-C7 --body 5-48 --convention corps`),
		Args: atLeastOne(l, l.Of("le rapport à vérifier", "the report to check")),
		RunE: func(cmd *cobra.Command, args []string) error {
			opts.files = args
			return runCheck(cmd.Context(), a, opts)
		},
	}
	cmd.Flags().StringVarP(&opts.modality, "modality", "m", "", l.Of("`modalité` : C3-C7, C10-C13… (voir prejury modalities)", "`modality`: C3-C7, C10-C13… (see prejury modalities)"))
	opts.outputOptions.register(a, cmd)
	opts.judgingOptions.register(a, cmd)
	opts.registerDecisions(a, cmd)
	cmd.Flags().StringVar(&opts.failOn, "fail-on", "pages", l.Of("`barre` du code 1 : pages, absent, weak ou review", "`bar` of exit code 1: pages, absent, weak or review"))
	opts.readingOptions.register(a, cmd, true)
	return cmd
}

func runCheck(ctx context.Context, a *app, opts *checkOptions) error {
	outputs, err := opts.outputs(a)
	if err != nil {
		return err
	}
	if err := oneOf(a.lang, "fail-on", opts.failOn, bars); err != nil {
		return err
	}
	reader, body, err := opts.start(a, min(len(opts.files), runtime.NumCPU()))
	if err != nil {
		return err
	}
	defer reader.Close()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	progress := a.Progress(len(opts.files))
	reader.Watch = progress.Part
	defer progress.Stop()
	docs := readAll(ctx, reader, opts.files, progress)
	engine := startEngine(a, opts.pack)
	pack, err := engine.wait()
	if err != nil {
		return err
	}
	modality, err := modalityNamed(a, pack, opts.modality)
	if err != nil {
		return err
	}
	judging, err := opts.judging(ctx, a, pack, reader)
	if err != nil {
		return err
	}
	if judging.Decisions, err = decisionsOfOne(a, pack, opts.decisions); err != nil {
		return err
	}
	reports, err := checkAll(a, engine.Engine, docs, modality, body, judging, progress)
	if err != nil {
		return err
	}
	progress.Stop()
	if err := outputs.write(a, reports, shownWith(a, pack)); err != nil {
		return err
	}
	code := exitOK
	for _, r := range reports {
		code = worst(code, codeOf(r, opts.failOn))
	}
	if code != exitOK {
		return quiet(code)
	}
	return nil
}

// read is one file as it was read, or why it was not.
type read struct {
	doc *document.Document
	src document.Source
	err error
}

// readAll reads files at once, as many as the reader has workers, and gives them
// in order.
func readAll(ctx context.Context, reader *reading.Reader, files []string, progress *terminal.Progress) []chan read {
	out := make([]chan read, len(files))
	ahead := make(chan struct{}, 2*runtime.NumCPU())
	for i := range files {
		out[i] = make(chan read, 1)
	}
	go func() {
		for i, name := range files {
			ahead <- struct{}{}
			go func() {
				defer func() { <-ahead }()
				doc, src, err := reader.Read(ctx, name)
				progress.Done(name)
				out[i] <- read{doc, src, err}
			}()
		}
	}()
	return out
}

// checkAll judges documents in order as they come.
func checkAll(a *app, engine *checker.Engine, docs []chan read, modality *rules.Modality, body *reading.Span, judging checker.Options, progress *terminal.Progress) ([]*checker.Report, error) {
	var reports []*checker.Report
	for _, ch := range docs {
		got := <-ch
		var unread *input.Error
		if errors.As(got.err, &unread) {
			reports = append(reports, checker.Failed(got.src, modality, unread, judging.Date))
			continue
		}
		if got.err != nil {
			return nil, got.err
		}
		if err := setBody(a, got.doc, body); err != nil {
			return nil, err
		}
		m := modality
		if m == nil {
			progress.Stop()
			var err error
			if m, err = chooseModality(a, engine, got.doc); err != nil {
				return nil, err
			}
		}
		reports = append(reports, engine.Check(got.doc, m, judging))
	}
	return reports, nil
}

// modalityNamed gives the modality of -m, nil without it.
func modalityNamed(a *app, pack *rules.Pack, id string) (*rules.Modality, error) {
	if id == "" {
		return nil, nil
	}
	var known []string
	for i := range pack.Modalities {
		m := &pack.Modalities[i]
		if strings.EqualFold(m.ID, id) {
			return m, nil
		}
		known = append(known, m.ID)
	}
	if list := modalitiesJudging(pack, id); len(list) > 0 {
		return nil, &usageError{
			a.lang.Sayf("« %s » n'est pas une modalité", "“%s” is no modality", id),
			a.lang.Sayf("%s s'évalue dans %s", "%s is evaluated in %s", strings.ToUpper(id), a.lang.Join(list)),
		}
	}
	return nil, &usageError{
		a.lang.Sayf("modalité inconnue « %s » (la plus proche : %s)", "unknown modality “%s” (the nearest: %s)", id, rules.Nearest(strings.ToUpper(id), known)),
		a.lang.Of("Au choix : ", "One of: ") + strings.Join(known, ", "),
	}
}

// modalitiesJudging names the modalities that a competence (C4) or a criterion (C4.2) is
// evaluated in.
func modalitiesJudging(pack *rules.Pack, id string) []string {
	var list []string
	for i := range pack.Modalities {
		m := &pack.Modalities[i]
		if slices.ContainsFunc(m.Criteria, func(c string) bool {
			competence, _, _ := strings.Cut(c, ".")
			return strings.EqualFold(c, id) || strings.EqualFold(competence, id)
		}) {
			list = append(list, m.ID)
		}
	}
	return list
}

// codeOf gives the exit code of one report under a bar.
func codeOf(r *checker.Report, bar string) int {
	has := func(levels ...checker.Level) bool {
		return slices.ContainsFunc(r.Criteria, func(c checker.Result) bool { return slices.Contains(levels, c.Level) })
	}
	fails := r.Verdict == checker.NotAdmissible
	switch bar {
	case "absent":
		fails = fails || has(checker.LevelAbsent)
	case "weak":
		fails = fails || has(checker.LevelAbsent, checker.LevelWeak)
	case "review":
		fails = r.Verdict != checker.Admissible
	}
	switch {
	case r.Verdict == checker.Unreadable:
		return exitUnreadable
	case fails:
		return exitBar
	}
	return exitOK
}

// shownWith gives what renderers need beside the reports.
func shownWith(a *app, pack *rules.Pack) render.Options {
	labels := map[string]string{}
	for _, c := range pack.Competences {
		labels[c.ID] = c.Label.In(string(a.lang))
	}
	return render.Options{
		Lang: a.lang, Width: a.Width, Competences: labels,
		Tool: render.Tool{Version: toolVersion(), PackID: pack.ID, PackVersion: pack.Version, PackSHA256: pack.SHA256},
	}
}
