package main

import (
	"context"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"prejury/cmd/internal/render"
	"prejury/rules"
)

type explainOptions struct {
	readingOptions
	judgingOptions
	criterion string
	file      string
	modality  string
	format    string
	output    string
	noColor   bool
}

func newExplainCmd(a *app) *cobra.Command {
	l := a.lang
	opts := &explainOptions{}
	cmd := &cobra.Command{
		Use:   l.Of("explain CRITÈRE FICHIER", "explain CRITERION FILE"),
		Short: l.Of("Tout ce qui a été pesé pour un critère", "All that was weighed for a criterion"),
		Long: l.Of(
			`Montre, pour un critère, chaque passage retenu avec les signes qui ont compté, et
ce qui a été écarté avec la raison.`,
			`Shows, for one criterion, each passage kept with the signs that counted, and what
was ruled out with the reason.`),
		Example: l.Of(
			`  prejury explain C3.2 rapport.pdf
  prejury explain CT.2 rapport.pdf -m C17 --members "Alix Roy,Sami Ben"`,
			`  prejury explain C3.2 report.pdf
  prejury explain CT.2 report.pdf -m C17 --members "Alix Roy,Sami Ben"`),
		Args: between(l, 2, 2),
		RunE: func(cmd *cobra.Command, args []string) error {
			opts.criterion, opts.file = args[0], args[1]
			return runExplain(cmd.Context(), a, opts)
		},
	}
	f := cmd.Flags()
	f.StringVarP(&opts.modality, "modality", "m", "", l.Of("`modalité`, quand plusieurs ont ce critère", "`modality`, when several have this criterion"))
	f.StringVar(&opts.format, "format", "text", l.Of("`format` : text ou json", "`format`: text or json"))
	f.StringVarP(&opts.output, "output", "o", "", l.Of("`fichier` de sortie", "output `file`"))
	f.BoolVar(&opts.noColor, "no-color", false, l.Of("sans couleurs", "without colours"))
	opts.judgingOptions.register(a, cmd)
	opts.readingOptions.register(a, cmd, true)
	return cmd
}

func runExplain(ctx context.Context, a *app, opts *explainOptions) error {
	if err := oneOf(a.lang, "format", opts.format, render.WeighingFormats); err != nil {
		return err
	}
	reader, body, err := opts.start(a, 1)
	if err != nil {
		return err
	}
	defer reader.Close()
	progress := a.Progress(1)
	reader.Watch = progress.Part
	defer progress.Stop()
	docs := readAll(ctx, reader, []string{opts.file}, progress)
	engine := startEngine(a, opts.pack)
	pack, err := engine.wait()
	if err != nil {
		return err
	}
	criterion, err := criterionNamed(a, pack, opts.criterion)
	if err != nil {
		return err
	}
	modality, err := modalityOf(a, pack, criterion, opts.modality)
	if err != nil {
		return err
	}
	judging, err := opts.judging(ctx, a, pack, reader)
	if err != nil {
		return err
	}
	got := <-docs[0]
	progress.Stop()
	if got.err != nil {
		return unread(a, opts.file, got.err)
	}
	if err := setBody(a, got.doc, body); err != nil {
		return err
	}
	weighing := engine.Explain(got.doc, criterion, judging)
	show := func(w io.Writer) error {
		o := shownWith(a, pack)
		o.Color = w == a.Out && a.color(opts.noColor)
		return render.Weighing(w, got.doc.Source, modality, &weighing, opts.format, o)
	}
	return deliver(a, opts.output, show)
}

// modalityOf gives the modality to weigh a criterion in: the one asked for, else
// the first that has it.
func modalityOf(a *app, pack *rules.Pack, c *rules.Criterion, id string) (*rules.Modality, error) {
	asked, err := modalityNamed(a, pack, id)
	if err != nil {
		return nil, err
	}
	for i := range pack.Modalities {
		m := &pack.Modalities[i]
		if asked != nil && m != asked {
			continue
		}
		if slices.Contains(m.Criteria, c.ID) {
			return m, nil
		}
	}
	if asked == nil {
		return nil, &usageError{a.lang.Sayf("%s n'est dans aucune modalité", "%s is in no modality", c.ID), ""}
	}
	return nil, &usageError{a.lang.Sayf("%s n'est pas un critère de %s", "%s is not a criterion of %s", c.ID, asked.ID), a.lang.Of("La liste : prejury criteria ", "The list: prejury criteria ") + asked.ID}
}
