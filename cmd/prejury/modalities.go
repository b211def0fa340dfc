package main

import (
	"encoding/json"
	"io"

	"github.com/spf13/cobra"

	"prejury/cmd/internal/render"
	"prejury/rules"
)

// listOptions are those of the commands that describe a pack.
type listOptions struct {
	pack   string
	format string
}

var listFormats = []string{"table", "json"}

func (o *listOptions) register(a *app, cmd *cobra.Command) {
	cmd.Flags().StringVar(&o.pack, "pack", "", a.lang.Of("`dossier` d'un autre pack de règles", "`folder` of another pack of rules"))
	cmd.Flags().StringVar(&o.format, "format", "table", a.lang.Of("`format` : table ou json", "`format`: table or json"))
}

func newModalitiesCmd(a *app) *cobra.Command {
	opts := &listOptions{}
	cmd := &cobra.Command{
		Use:   "modalities",
		Short: a.lang.Of("Les modalités : pages, mode, dépôt, oral", "The modalities: pages, mode, deposit, oral"),
		Example: a.lang.Of(
			`  prejury modalities
  prejury modalities --format json`,
			`  prejury modalities
  prejury modalities --format json`),
		Args: between(a.lang, 0, 0),
		RunE: func(cmd *cobra.Command, args []string) error { return runModalities(a, opts) },
	}
	opts.register(a, cmd)
	return cmd
}

func runModalities(a *app, opts *listOptions) error {
	if err := oneOf(a.lang, "format", opts.format, listFormats); err != nil {
		return err
	}
	pack, err := loadPack(a, opts.pack)
	if err != nil {
		return err
	}
	if opts.format == "json" {
		return printJSON(a.Out, modalitiesJSON(a, pack))
	}
	return render.Modalities(a.Out, pack, shownWith(a, pack))
}

type modalityJSON struct {
	ID          string       `json:"id"`
	Block       int          `json:"block"`
	Title       string       `json:"title"`
	Mode        string       `json:"mode"`
	Pages       *rules.Limit `json:"pages"`
	Deposit     string       `json:"deposit"`
	Preparation string       `json:"preparation"`
	Written     string       `json:"written"`
	Oral        string       `json:"oral"`
	OralJudged  string       `json:"oral_judged"`
	Conditions  string       `json:"conditions"`
	Criteria    []string     `json:"criteria"`
}

func modalitiesJSON(a *app, pack *rules.Pack) []modalityJSON {
	in := string(a.lang)
	var out []modalityJSON
	for _, m := range pack.Modalities {
		out = append(out, modalityJSON{
			m.ID, m.Block, m.Title.In(in), string(m.Mode), m.Pages, string(m.Deposit), m.Preparation.In(in), m.Written.In(in),
			m.Oral.In(in), m.OralJudged.In(in), m.Conditions.In(in), m.Criteria,
		})
	}
	return out
}

// printJSON writes a value as the machine output is written.
func printJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}
