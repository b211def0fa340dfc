package main

import (
	"slices"

	"github.com/spf13/cobra"

	"prejury/cmd/internal/render"
	"prejury/rules"
)

func newCriteriaCmd(a *app) *cobra.Command {
	l := a.lang
	opts := &listOptions{}
	cmd := &cobra.Command{
		Use:   l.Of("criteria [MODALITÉ]", "criteria [MODALITY]"),
		Short: l.Of("Les critères d'une modalité, ou tous", "The criteria of a modality, or all"),
		Example: l.Of(
			`  prejury criteria C3-C7          ce qui est attendu, et comment le montrer
  prejury criteria --format json`,
			`  prejury criteria C3-C7          what is expected, and how to show it
  prejury criteria --format json`),
		Args: between(l, 0, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			id := ""
			if len(args) > 0 {
				id = args[0]
			}
			return runCriteria(a, opts, id)
		},
	}
	opts.register(a, cmd)
	return cmd
}

func runCriteria(a *app, opts *listOptions, id string) error {
	if err := oneOf(a.lang, "format", opts.format, listFormats); err != nil {
		return err
	}
	pack, err := loadPack(a, opts.pack)
	if err != nil {
		return err
	}
	modality, err := modalityNamed(a, pack, id)
	if err != nil {
		return err
	}
	var list []*rules.Criterion
	for i := range pack.Criteria {
		c := &pack.Criteria[i]
		if modality == nil || slices.Contains(modality.Criteria, c.ID) {
			list = append(list, c)
		}
	}
	if opts.format == "json" {
		return printJSON(a.Out, criteriaJSON(a, list))
	}
	return render.Criteria(a.Out, pack, modality, list, shownWith(a, pack))
}

type criterionJSON struct {
	ID         string        `json:"id"`
	Competence string        `json:"competence"`
	Label      string        `json:"label"`
	Assessable string        `json:"assessable"`
	Status     string        `json:"status,omitempty"`
	Elements   []elementJSON `json:"elements"`
	Shares     []string      `json:"shares"`
	Advice     string        `json:"advice"`
}

type elementJSON struct {
	ID       string `json:"id"`
	Label    string `json:"label"`
	Optional bool   `json:"optional,omitempty"`
}

func criteriaJSON(a *app, list []*rules.Criterion) []criterionJSON {
	in := string(a.lang)
	out := []criterionJSON{}
	for _, c := range list {
		k := criterionJSON{c.ID, c.Competence, c.Label.In(in), string(c.Assessable), string(c.Status), []elementJSON{}, append([]string{}, c.Shares...), c.Advice.In(in)}
		for _, e := range c.Elements {
			k.Elements = append(k.Elements, elementJSON{e.ID, e.Label.In(in), e.Optional})
		}
		out = append(out, k)
	}
	return out
}
