package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"time"

	"github.com/spf13/cobra"

	"prejury/checker"
	"prejury/checker/batch"
	"prejury/cmd/internal/reading"
	"prejury/cmd/internal/render"
	"prejury/rules"
)

type batchOptions struct {
	readingOptions
	judgingOptions
	batchOutputOptions
	places   []string
	manifest string
	naming   string
	modality string
	blocks   string
	workers  int
	state    string
	noState  bool
	restart  bool
	plan     bool
	shard    string
	feedback string
}

func newBatchCmd(a *app) *cobra.Command {
	l := a.lang
	opts := &batchOptions{}
	cmd := &cobra.Command{
		Use:   l.Of("batch DOSSIER|FICHIER|ZIP… [--manifest depots.csv]", "batch FOLDER|FILE|ZIP… [--manifest deposits.csv]"),
		Short: l.Of("Tout un dépôt : chaque rapport, puis la synthèse par candidat", "A whole deposit: every report, then the synthesis by candidate"),
		Long:  l.Of(batchHelpFR, batchHelpEN),
		Example: l.Of(
			`  prejury batch depots/ --plan                 qui a déposé quoi, rien n'est lu
  prejury batch depots/ -o resultats           synthèse, rapports, classeur
  prejury batch depots/ --manifest depots.csv -o resultats --format html,xlsx
  prejury batch depots/ --naming "{candidat}_{modalite}*" --blocks 1,2 -o r
  prejury batch depots/ --decisions tranche/ -o resultats
  prejury batch depots/ --format junit,github --fail-on absent -o ci
  prejury batch moodle.zip -m C3-C7 -o resultats --feedback retours.zip
  prejury batch depots/ --format jsonl > resultats.jsonl
  prejury batch depots/ --shard 2/4 -o partie-2  une part (voir prejury merge)`,
			`  prejury batch deposits/ --plan               who handed in what, nothing read
  prejury batch deposits/ -o results           synthesis, reports, workbook
  prejury batch deposits/ --manifest deposits.csv -o results --format html,xlsx
  prejury batch deposits/ --naming "{candidat}_{modalite}*" --blocks 1,2 -o r
  prejury batch deposits/ --decisions settled/ -o results
  prejury batch deposits/ --format junit,github --fail-on absent -o ci
  prejury batch moodle.zip -m C3-C7 -o results --feedback feedback.zip
  prejury batch deposits/ --format jsonl > results.jsonl
  prejury batch deposits/ --shard 2/4 -o part-2  one part (see prejury merge)`),
		Args: atLeastOne(l, l.Of("le dossier, l'archive ou les fichiers déposés", "the folder, the archive or the files handed in")),
		RunE: func(cmd *cobra.Command, args []string) error {
			opts.places = args
			return runBatch(cmd.Context(), a, opts)
		},
	}
	f := cmd.Flags()
	f.StringVar(&opts.manifest, "manifest", "", l.Of("`fichier` CSV ou XLSX : candidat, modalite, fichier, amenagements, groupe, blocs", "CSV or XLSX `file`: candidate, modality, file, accommodations, group, blocks"))
	f.StringVar(&opts.naming, "naming", "", l.Of("`forme` des noms : \"{candidat}_{modalite}\", \"{candidat}/*{modalite}*\"", "`shape` of the names: \"{candidat}_{modalite}\", \"{candidat}/*{modalite}*\""))
	f.StringVarP(&opts.modality, "modality", "m", "", l.Of("`modalité` des fichiers dont le nom n'en dit pas", "`modality` of files whose names say none"))
	f.StringVar(&opts.blocks, "blocks", "", l.Of("`blocs` que tous présentent : 1,2", "`blocks` that all take: 1,2"))
	f.IntVar(&opts.workers, "workers", 0, l.Of("`nombre` de fichiers lus à la fois (sinon un par cœur)", "`number` of files read at once (else one a core)"))
	f.StringVar(&opts.state, "state", "", l.Of("`dossier` des résultats gardés pour reprendre (sinon à côté de -o)", "`folder` of the results kept to resume (else beside -o)"))
	f.BoolVar(&opts.noState, "no-state", false, l.Of("ne rien garder pour reprendre", "keep nothing to resume"))
	f.BoolVar(&opts.restart, "restart", false, l.Of("oublier les résultats gardés et tout relire", "forget the results kept and read everything again"))
	f.BoolVar(&opts.plan, "plan", false, l.Of("dire qui a déposé quoi, sans lire les rapports", "say who handed in what, without reading the reports"))
	f.StringVar(&opts.shard, "shard", "", l.Of("`part` i/n des fichiers, à réunir par prejury merge", "`share` i/n of the files, to be put together by prejury merge"))
	f.StringVar(&opts.feedback, "feedback", "", l.Of("`archive` ZIP des retours pour Moodle, et le CSV des commentaires à côté", "ZIP `archive` of feedback for Moodle, and the CSV of comments beside it"))
	opts.batchOutputOptions.register(a, cmd)
	opts.judgingOptions.registerCommon(a, cmd)
	opts.registerDecisions(a, cmd)
	opts.readingOptions.registerCommon(a, cmd, true)
	return cmd
}

const batchHelpFR = `Lit tout un dépôt en parallèle, juge chaque rapport comme prejury check, et dit pour
chaque candidat ce qui est recevable, ce qui manque et ce qui est à revoir. Chaque
fichier reçoit une réponse ; un fichier abîmé ou hostile ne coûte rien aux autres.

À qui est chaque fichier ? Un manifeste le dit (--manifest), ou le nom : la modalité
se trouve n'importe où dans le nom ou le dossier (C3-C7, c3_c7, C03-C07), le candidat
est le dossier, sinon ce qui reste du nom. « Alix Roy/rapport C3-C7.pdf » et
« Alix_Roy_C3-C7.pdf » sont tous deux à Alix Roy. L'archive « Télécharger tous les
travaux remis » de Moodle se lit telle quelle. --plan montre ce qui a été compris.

Un fichier YAML de décisions (--decisions) dit ce qu'une personne a tranché :

  candidate: Alix Roy
  decisions:
    - {criterion: C3.2, level: fort, who: A. Martin, why: vu en annexe,
       until: 2026-12-31}

Avec -o, les résultats sont gardés à côté : la même commande relancée après une
coupure reprend, et ne relit que ce qui a changé. Ce qui a quitté le dépôt quitte
aussi les résultats.

Codes de sortie : 0 recevable ou à revoir ; 1 un rapport sous la barre de --fail-on ;
2 mauvais usage ; 3 un fichier n'a pas pu être lu ou n'est à personne.`

const batchHelpEN = `Reads a whole deposit in parallel, judges each report as prejury check does, and says
for each candidate what is admissible, what is missing and what is to review. Every
file is answered for; a broken or hostile file costs the others nothing.

Whose is each file? A manifest says (--manifest), or the name: the modality is found
anywhere in the name or folder (C3-C7, c3_c7, C03-C07), the candidate is the folder,
else what is left of the name. “Alix Roy/report C3-C7.pdf” and “Alix_Roy_C3-C7.pdf”
are both Alix Roy's. Moodle's “Download all submissions” archive is read as it is.
--plan shows what was understood.

A YAML file of decisions (--decisions) says what a person settled:

  candidate: Alix Roy
  decisions:
    - {criterion: C3.2, level: fort, who: A. Martin, why: seen in an annex,
       until: 2026-12-31}

With -o, results are kept beside it: the same command run again after a cut goes on,
and reads only what has changed. What left the deposit leaves the results too.

Exit codes: 0 admissible or to review; 1 a report fails the bar of --fail-on; 2 wrong
usage; 3 a file could not be read or is nobody's.`

func runBatch(ctx context.Context, a *app, opts *batchOptions) error {
	out, err := opts.prepare(a)
	if err != nil {
		return err
	}
	if opts.state != "" {
		out.state = filepath.Clean(opts.state)
	}
	share, err := parseShard(a, opts.shard)
	if err != nil {
		return err
	}
	if share.Of > 0 && out.folder == "" {
		return &usageError{a.lang.Of("--shard écrit une part : dire où avec -o DOSSIER", "--shard writes a part: say where with -o FOLDER"), ""}
	}
	if opts.workers <= 0 {
		opts.workers = runtime.NumCPU()
	}
	pack, err := loadPack(a, opts.pack)
	if err != nil {
		return err
	}
	deposit, plan, err := opts.planned(ctx, a, pack, out)
	if err != nil {
		return err
	}
	defer deposit.Close()
	if opts.plan {
		return showPlan(a, plan, pack)
	}
	reader, err := opts.open(a, opts.workers)
	if err != nil {
		return err
	}
	defer reader.Close()
	judging, err := opts.judging(ctx, a, pack, reader)
	if err != nil {
		return err
	}
	store, done, err := opts.store(a, out)
	if err != nil {
		return err
	}
	defer done()
	ro := opts.running(pack, judging, reader)
	ro.Shard, ro.Of = share.Shard, share.Of
	runner := batch.NewRunner(deposit, plan, store, ro)
	var given time.Time
	if opts.date != "" {
		given = judging.Date
	}
	date, err := store.Begin(runner.Digest(), time.Now(), given)
	if err != nil {
		return written(a, out.state, err)
	}
	runner.SetDate(date)
	return opts.run(ctx, a, runner, plan, pack, out, date, store, share.Of > 0)
}

// run reads and judges, streams what can be, then writes the outputs.
func (o *batchOptions) run(ctx context.Context, a *app, runner *batch.Runner, plan *batch.Plan, pack *rules.Pack, out *batchOutputs, date time.Time, store *batch.Store, part bool) error {
	progress := a.Bar(runner.Files(), a.lang.Of("lus", "read"))
	defer progress.Stop()
	res := newResult(plan, pack, date, runner.Report)
	shown := shownWith(a, pack)
	start := time.Now()
	kept := 0
	res.streamed = out.streams() && !part
	unbound := boundGarbage(o.workers)
	err := runner.Run(ctx, func(i int, r *checker.Report) error {
		if r == nil {
			return nil
		}
		res.add(i, r, o.failOn)
		if res.streamed {
			return render.BatchLine(a.Out, &plan.Rows[i], r, shown)
		}
		return nil
	}, func(e batch.Event) {
		if e.Kept {
			kept++
		}
		progress.Done(e.File.Name)
	})
	unbound()
	progress.Stop()
	if err != nil {
		if ctx.Err() != nil {
			o.interrupted(a, out)
		}
		return err
	}
	if part {
		if err := out.writePart(a, runner, o.shard); err != nil {
			return err
		}
	} else if err := out.write(a, res, shown); err != nil {
		return err
	}
	if o.feedback != "" && !part {
		if err := writeFeedback(a, o.feedback, res, shown); err != nil {
			return err
		}
	}
	if o.state == "" { // a folder that was named may serve other deposits
		if err := runner.Prune(); err != nil {
			return err
		}
	}
	if err := store.Finish(); err != nil {
		return err
	}
	o.said(a, runner.Files(), kept, time.Since(start), out)
	if code := res.exit(); code != exitOK {
		return quiet(code)
	}
	return nil
}

// boundGarbage has what judging leaves collected before it doubles what this process
// holds, beside workers that hold theirs: some 90 MB with two reports being judged.
// Nearer to that, collecting costs a tenth of the throughput. What is written
// afterwards may take what it needs.
func boundGarbage(workers int) (unbound func()) {
	was := debug.SetMemoryLimit(-1)
	debug.SetMemoryLimit(min(was, int64(96+48*workers)<<20))
	return func() { debug.SetMemoryLimit(was) }
}

// said tells how it went, beside the result.
func (o *batchOptions) said(a *app, files, kept int, took time.Duration, out *batchOutputs) {
	l := a.lang
	s := l.Count(files, l.Of("fichier", "file"), l.Of("fichiers", "files")) + l.Sayf(" en %s s", " in %s s", l.Decimal(took.Seconds(), 1))
	if kept > 0 {
		s += l.Of(", dont ", ", ") + l.Count(kept, l.Of("déjà connu", "known already"), l.Of("déjà connus", "known already")) + l.Of(" (--restart pour tout relire)", " (--restart to read all again)")
	}
	if out.folder != "" {
		s += l.Of(" ; résultats dans ", "; results in ") + out.folder
	}
	a.notice(s)
}

func (o *batchOptions) interrupted(a *app, out *batchOutputs) {
	if out.state != "" && !o.noState {
		a.notice(a.lang.Of("ce qui a été lu est gardé : la même commande reprendra où elle en était", "what was read is kept: the same command will go on from there"))
	}
}

// running gives the runner's options.
func (o *batchOptions) running(pack *rules.Pack, judging checker.Options, reader *reading.Reader) batch.Options {
	return batch.Options{
		Pack: pack, Judging: judging, Version: toolVersion(), Workers: o.workers, Read: reader.ReadData,
		Reading: o.reading(),
		Trame:   digestOf(o.trame),
	}
}

// digestOf gives the SHA-256 of a file beside the reports, "" without one.
func digestOf(name string) string {
	if name == "" {
		return ""
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return name
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// store opens the results kept beside the output, or in a folder of their own that
// done removes.
func (o *batchOptions) store(a *app, out *batchOutputs) (store *batch.Store, done func(), err error) {
	dir := out.state
	done = func() {}
	if dir == "" || o.noState {
		if dir, err = os.MkdirTemp("", "prejury-*"); err != nil {
			return nil, nil, err
		}
		done = func() { os.RemoveAll(dir) }
	}
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		done()
		return nil, nil, written(a, dir, err)
	}
	if store, err = batch.OpenStore(dir); err != nil {
		done()
		return nil, nil, written(a, dir, err)
	}
	store.Sweep(time.Now())
	if o.restart {
		if err := store.Clear(); err != nil {
			done()
			return nil, nil, written(a, dir, err)
		}
	}
	return store, done, nil
}

type share struct{ Shard, Of int }

func parseShard(a *app, s string) (share, error) {
	var out share
	if s == "" {
		return out, nil
	}
	if n, err := fmt.Sscanf(s, "%d/%d", &out.Shard, &out.Of); err != nil || n != 2 || fmt.Sprintf("%d/%d", out.Shard, out.Of) != s || out.Shard < 1 || out.Shard > out.Of {
		return share{}, &usageError{a.lang.Sayf("--shard : « %s » n'est pas une part", "--shard: “%s” is not a share", s), a.lang.Of("Par exemple : --shard 2/4", "For example: --shard 2/4")}
	}
	return out, nil
}

// result is a deposit answered for, to be written.
type result struct {
	*render.Batch
	code     int
	streamed bool // to the standard output already, as JSON Lines
}

func newResult(plan *batch.Plan, pack *rules.Pack, date time.Time, report func(int) (*checker.Report, error)) *result {
	return &result{Batch: &render.Batch{
		Synthesis: &batch.Synthesis{Plan: plan, Cells: make([]*batch.Cell, len(plan.Rows)), Date: date},
		Pack:      pack, Report: report,
	}}
}

// add counts one report.
func (r *result) add(i int, report *checker.Report, bar string) {
	r.Cells[i] = batch.CellOf(report)
	r.code = worst(r.code, codeOf(report, bar))
}

// exit gives the exit code: files that are nobody's were not read.
func (r *result) exit() int {
	code := r.code
	for _, u := range r.Plan.Unplaced {
		if u.Why != batch.WhyFormat {
			code = worst(code, exitUnreadable)
		}
	}
	return code
}
