package main

import (
	"context"
	"errors"
	"io"

	"github.com/spf13/cobra"

	"prejury/cmd/internal/render"
	"prejury/extractors/input"
)

type extractOptions struct {
	readingOptions
	file   string
	format string
	output string
	raw    bool
}

func newExtractCmd(a *app) *cobra.Command {
	l := a.lang
	opts := &extractOptions{}
	cmd := &cobra.Command{
		Use:   l.Of("extract FICHIER", "extract FILE"),
		Short: l.Of("Ce que prejury a lu : texte, blocs, zones, titres", "What prejury read: text, blocks, zones, headings"),
		Long: l.Of(
			`Affiche ce qui a été lu d'un fichier : son texte dans l'ordre de lecture (text), le
document entier avec pages, blocs et zones (json), ou l'arbre des titres et les zones
vues (tree), à comparer avec le sommaire.`,
			`Shows what was read of a file: its text in reading order (text), the whole document
with pages, blocks and zones (json), or the tree of headings and the zones seen (tree),
to compare with the contents.`),
		Example: l.Of(
			`  prejury extract rapport.pdf
  prejury extract rapport.pdf --format tree
  prejury extract rapport.docx --format json -o rapport.json
  prejury extract rapport.pdf --raw    avec en-têtes, pieds de page, texte caché`,
			`  prejury extract report.pdf
  prejury extract report.pdf --format tree
  prejury extract report.docx --format json -o report.json
  prejury extract report.pdf --raw     with headers, footers and hidden text`),
		Args: between(l, 1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			opts.file = args[0]
			return runExtract(cmd.Context(), a, opts)
		},
	}
	f := cmd.Flags()
	f.StringVar(&opts.format, "format", "text", l.Of("`format` : text, json ou tree", "`format`: text, json or tree"))
	f.StringVarP(&opts.output, "output", "o", "", l.Of("`fichier` de sortie", "output `file`"))
	f.BoolVar(&opts.raw, "raw", false, l.Of("garder en-têtes, pieds de page et texte caché", "keep headers, footers and hidden text"))
	opts.readingOptions.register(a, cmd, false)
	return cmd
}

func runExtract(ctx context.Context, a *app, opts *extractOptions) error {
	if err := oneOf(a.lang, "format", opts.format, render.DocumentFormats); err != nil {
		return err
	}
	reader, body, err := opts.start(a, 1)
	if err != nil {
		return err
	}
	defer reader.Close()
	progress := a.Progress(1)
	reader.Watch = progress.Part
	doc, _, err := reader.Read(ctx, opts.file)
	progress.Stop()
	if err != nil {
		return unread(a, opts.file, err)
	}
	if err := setBody(a, doc, body); err != nil {
		return err
	}
	show := func(w io.Writer) error {
		return render.Document(w, doc, opts.format, opts.raw, render.Options{Lang: a.lang, Tool: render.Tool{Version: toolVersion()}, Width: a.Width})
	}
	return deliver(a, opts.output, show)
}

// unread says why the file that a command is about could not be read, and ends
// with the exit code for it.
func unread(a *app, name string, err error) error {
	var e *input.Error
	if !errors.As(err, &e) {
		return err
	}
	a.notice(name + a.lang.Colon() + a.lang.InputSentence(e))
	return quiet(exitUnreadable)
}
