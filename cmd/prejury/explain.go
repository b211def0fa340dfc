package main

import (
	"context"
	"io"
	"slices"
	"strings"

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
			`Montre, pour un critère, chaque passage retenu avec les signes qui ont compté (+) et
ceux qui ont joué contre lui (−), puis ce qui en approche et a été écarté.`,
			`Shows, for one criterion, each passage kept with the signs that counted (+) and those
against it (−), then what comes near and was ruled out.`),
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
	f.StringVarP(&opts.modality, "modality", "m", "", l.Of("`modalité`, quand plusieurs ont ce critère (sinon celle qui convient le mieux)", "`modality`, when several have this criterion (else the one that fits best)"))
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
		if c := pack.Criterion(strings.ToUpper(opts.file)); c != nil {
			return &usageError{a.lang.Of("le critère vient avant le fichier", "the criterion comes before the file"), "prejury explain " + c.ID + " " + opts.criterion}
		}
		return err
	}
	modalities, err := modalitiesOf(a, pack, criterion, opts.modality)
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
	modality := modalities[0]
	if len(modalities) > 1 {
		for _, fit := range engine.Propose(got.doc) {
			if slices.Contains(modalities, fit.Modality) {
				modality = fit.Modality
				break
			}
		}
	}
	if acc := judging.Accommodation; acc != nil && slices.Contains(acc.Exempt, criterion.ID) {
		a.notice(a.lang.Sayf("%s est exempté : prejury check ne le juge pas ; ceci est ce qui serait pesé", "%s is exempted: prejury check does not judge it; this is what would be weighed", criterion.ID))
	}
	weighing := engine.Explain(got.doc, criterion, judging)
	show := func(w io.Writer) error {
		o := shownWith(a, pack)
		o.Color = w == a.Out && a.color(opts.noColor)
		return render.Weighing(w, got.doc.Source, modality, &weighing, opts.format, o)
	}
	return deliver(a, opts.output, show)
}

// modalitiesOf gives the modalities that a criterion may be weighed in: the one asked
// for, else those that have it, one at least.
func modalitiesOf(a *app, pack *rules.Pack, c *rules.Criterion, id string) ([]*rules.Modality, error) {
	asked, err := modalityNamed(a, pack, id)
	if err != nil {
		return nil, err
	}
	var list []*rules.Modality
	for i := range pack.Modalities {
		m := &pack.Modalities[i]
		if (asked == nil || m == asked) && slices.Contains(m.Criteria, c.ID) {
			list = append(list, m)
		}
	}
	switch {
	case len(list) > 0:
		return list, nil
	case asked == nil:
		return nil, &usageError{a.lang.Sayf("%s n'est dans aucune modalité", "%s is in no modality", c.ID), ""}
	}
	return nil, &usageError{a.lang.Sayf("%s n'est pas un critère de %s", "%s is not a criterion of %s", c.ID, asked.ID), a.lang.Of("La liste : prejury criteria ", "The list: prejury criteria ") + asked.ID}
}
