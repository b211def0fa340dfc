package main

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"

	"github.com/goccy/go-yaml"
	"github.com/spf13/cobra"

	"prejury/checker/fit"
	"prejury/checker/passages"
	"prejury/checker/train"
	"prejury/rules"
)

type fitOptions struct {
	pack    string
	reports string
	found   []string
	files   []string
	dry     bool
}

func newRulesFitCmd(a *app) *cobra.Command {
	l := a.lang
	opts := &fitOptions{}
	cmd := &cobra.Command{
		Use:   l.Of("fit FICHIER.jsonl… --pack DOSSIER", "fit FILE.jsonl… --pack FOLDER"),
		Short: l.Of("Ajuster les poids d'un pack", "Fit the weights of a pack"),
		Long: l.Of(
			`Ajuste les profils et les barèmes d'un pack sur des passages étiquetés, sur les
exemples du pack et, avec --reports, sur des rapports jugés ; mesure ce qu'ils
valent par validation croisée, et écrit weights.tsv, profile.tsv, pages.tsv et
reliability.yaml dans le dossier du pack.`,
			`Fits the profiles and scorecards of a pack on labelled passages, on the pack's
examples and, with --reports, on judged reports; measures what they are worth by
cross-validation, and writes weights.tsv, profile.tsv, pages.tsv and
reliability.yaml in the pack's folder.`),
		Example: l.Of(
			`  prejury rules fit passages/*.jsonl --pack mon-pack/
  prejury rules fit passages/*.jsonl --pack mon-pack/ --reports juges/ \
    --files ~/rapports`,
			`  prejury rules fit passages/*.jsonl --pack my-pack/
  prejury rules fit passages/*.jsonl --pack my-pack/ --reports judged/ \
    --files ~/reports`),
		Args: atLeastOne(l, l.Of("le fichier de passages", "the file of passages")),
		RunE: func(cmd *cobra.Command, args []string) error {
			opts.files = args
			return runRulesFit(cmd.Context(), a, opts)
		},
	}
	f := cmd.Flags()
	f.StringVar(&opts.pack, "pack", "", l.Of("`dossier` du pack, où les poids sont écrits", "`folder` of the pack, where the weights are written"))
	f.StringVar(&opts.reports, "reports", "", l.Of("`dossier` de rapports jugés", "`folder` of judged reports"))
	f.StringSliceVar(&opts.found, "files", nil, l.Of("autres `dossiers` où chercher les fichiers des rapports", "other `folders` in which to look for the reports' files"))
	f.BoolVar(&opts.dry, "dry-run", false, l.Of("mesurer sans rien écrire", "measure and write nothing"))
	return cmd
}

func runRulesFit(ctx context.Context, a *app, opts *fitOptions) error {
	l := a.lang
	if opts.pack == "" && !opts.dry {
		return &usageError{l.Of("--pack est nécessaire : les poids sont écrits dans le dossier du pack", "--pack is required: weights are written in the pack's folder"), l.Of("Par exemple : --pack rules/emeci", "For example: --pack rules/emeci")}
	}
	pack, err := loadPack(a, opts.pack)
	if err != nil {
		return err
	}
	all, err := readPassages(a, opts.files)
	if err != nil {
		return err
	}
	var reports []train.Read
	if opts.reports != "" {
		if reports, err = readJudged(ctx, a, opts.reports, opts.found); err != nil {
			return err
		}
	}
	samples := fit.ReadSamples(pack, append(all, train.Examples(pack)...))
	measured, err := train.Measure(pack, samples, reports, func(done, of int) {
		fmt.Fprintf(a.Err, l.Of("mesure : pli %d sur %d\n", "measuring: fold %d of %d\n"), done, of)
	})
	if err != nil {
		return err
	}
	printMeasured(a, measured)
	if opts.dry {
		return nil
	}
	weights, err := train.Fit(pack, samples, reports)
	if err != nil {
		return err
	}
	return writeFitted(a, opts.pack, weights, measured.Reliability())
}

func printMeasured(a *app, m *train.Measured) {
	l := a.lang
	p, r, f1 := m.Pairs.Of(rules.Strong)
	fmt.Fprintln(a.Out, l.Of("en validation croisée, sur ce qui n'a pas servi à l'ajustement :", "cross-validated, on what was not fitted on:"))
	fmt.Fprintf(a.Out, l.Of("passages : %d paires, précision %.3f, rappel %.3f, F1 de « fort » %.3f, kappa pondéré %.3f\n", "passages: %d pairs, precision %.3f, recall %.3f, F1 of “fort” %.3f, weighted kappa %.3f\n"), m.Pairs.N(), p, r, f1, m.Pairs.Kappa())
	if m.Reports.All.N() > 0 {
		printAgreement(a, &m.Reports)
	}
	printForeign(a, &m.Foreign)
	printComposed(a, m.Composed)
}

// soundKappa is the agreement that a composed report should reach.
const soundKappa = 0.70

func printComposed(a *app, reports []passages.Figures) {
	if len(reports) == 0 {
		return
	}
	var all passages.Figures
	var kappas []float64
	under := 0
	for i := range reports {
		all.Join(&reports[i])
		k := reports[i].Kappa()
		kappas = append(kappas, k)
		if k < soundKappa {
			under++
		}
	}
	slices.Sort(kappas)
	fmt.Fprintf(a.Out, a.lang.Of("rapports composés : %d, kappa pondéré médian %.2f, au moins %.2f, %d sous %.2f ; sur leurs %d cellules %.3f\n", "composed reports: %d, median weighted kappa %.2f, at least %.2f, %d under %.2f; over their %d cells %.3f\n"),
		len(kappas), kappas[len(kappas)/2], kappas[0], under, soundKappa, all.N(), all.Kappa())
}

// writeFitted writes the fitted files of a pack, each whole or not at all.
func writeFitted(a *app, dir string, w *rules.Weights, reliability map[string]rules.Reliability) error {
	for _, f := range []struct {
		name string
		fill func(io.Writer) error
	}{
		{"weights.tsv", func(out io.Writer) error { return rules.WriteWeights(out, w.Rows) }},
		{"profile.tsv", func(out io.Writer) error { return rules.WriteProfile(out, w.Profile) }},
		{"pages.tsv", func(out io.Writer) error { return rules.WritePages(out, w.Pages) }},
		{"reliability.yaml", func(out io.Writer) error {
			data, err := yaml.Marshal(reliability)
			if err == nil {
				_, err = out.Write(data)
			}
			return err
		}},
	} {
		path := filepath.Join(dir, f.name)
		if err := writeFile(path, f.fill); err != nil {
			return written(a, path, err)
		}
	}
	return nil
}
