package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"prejury/checker"
	"prejury/cmd/internal/render"
	"prejury/cmd/internal/terminal"
	"prejury/cmd/internal/whole"
)

// outputOptions say in which formats results are written, and where.
type outputOptions struct {
	formats []string
	paths   []string
	noColor bool
}

func (o *outputOptions) register(a *app, cmd *cobra.Command) {
	l, f := a.lang, cmd.Flags()
	f.StringSliceVar(&o.formats, "format", nil, l.Of("`formats`, un ou plusieurs : ", "one `format` or several: ")+strings.Join(render.Names(), ", "))
	f.StringSliceVarP(&o.paths, "output", "o", nil, l.Of("`fichier` de sortie, un par format ; ou un seul nom, sans extension, pour tous", "output `file`, one for each format; or one name, without extension, for all"))
	f.BoolVar(&o.noColor, "no-color", false, l.Of("sans couleurs", "without colours"))
}

// output is one format and where it goes; path "" is the standard output.
type output struct {
	format *render.Format
	path   string
}

type outputs struct {
	list  []output
	color bool
}

// outputs pairs formats with paths, before anything is read.
func (o *outputOptions) outputs(a *app) (*outputs, error) {
	out := &outputs{color: a.color(o.noColor)}
	names := o.formats
	if len(names) == 0 {
		for _, p := range o.paths {
			f := render.FormatOf(strings.ToLower(filepath.Ext(p)))
			if f == nil {
				return nil, &usageError{a.lang.Sayf("-o %s : l'extension ne dit pas le format", "-o %s: the extension does not tell the format", p), a.lang.Of("Ajouter --format : ", "Add --format: ") + strings.Join(render.Names(), ", ")}
			}
			names = append(names, f.Name)
		}
	}
	if len(names) == 0 {
		names = []string{render.Formats[0].Name}
	}
	for _, n := range names {
		if err := oneOf(a.lang, "format", n, render.Names()); err != nil {
			return nil, err
		}
		out.list = append(out.list, output{format: render.FormatNamed(n)})
	}
	return out, out.place(a, o.paths)
}

// place gives each format its path.
func (out *outputs) place(a *app, paths []string) error {
	l := a.lang
	switch {
	case len(paths) == len(out.list):
		for i, p := range paths {
			if p != "-" {
				out.list[i].path = p
			}
		}
	case len(paths) == 1:
		base := paths[0]
		if info, err := os.Stat(base); err == nil && info.IsDir() || strings.HasSuffix(base, "/") {
			base = filepath.Join(base, "prejury")
		}
		for i := range out.list {
			out.list[i].path = base + out.list[i].format.Ext
		}
	case len(paths) == 0 && len(out.list) == 1:
	case len(paths) == 0:
		return &usageError{l.Of("plusieurs formats : dire où les écrire", "several formats: say where to write them"), l.Of("Par exemple : --format html,json -o rapport (écrit rapport.html et rapport.json)", "For example: --format html,json -o report (writes report.html and report.json)")}
	default:
		return &usageError{l.Sayf("%d formats et %d fichiers de sortie : autant de l'un que de l'autre, ou un seul nom", "%d formats and %d output files: as many of each, or one name", len(out.list), len(paths)), ""}
	}
	seen := map[string]bool{}
	for _, o := range out.list {
		if seen[o.path] {
			return &usageError{l.Of("deux formats au même endroit : ", "two formats in the same place: ") + o.path, ""}
		}
		seen[o.path] = true
		if o.path == "" && o.format.Binary && a.OutTTY {
			return &usageError{l.Sayf("le format %s ne s'affiche pas sur un terminal", "format %s is not for a terminal", o.format.Name), l.Of("Ajouter -o ", "Add -o ") + "rapport" + o.format.Ext}
		}
	}
	return nil
}

// write writes every output, each whole or not at all.
func (out *outputs) write(a *app, reports []*checker.Report, opts render.Options) error {
	shown := false
	for _, o := range out.list {
		if o.path == "" {
			opts.Color, opts.Width = out.color, a.Width
			shown = shown || o.format.Name == "table"
			if err := o.format.Render(a.Out, reports, opts); err != nil {
				return err
			}
			continue
		}
		opts.Color, opts.Width, opts.From = false, terminal.PipeWidth, filepath.Dir(o.path)
		if err := writeFile(o.path, func(w io.Writer) error { return o.format.Render(w, reports, opts) }); err != nil {
			return written(a, o.path, err)
		}
	}
	if !shown {
		for _, r := range reports {
			if r.Err != nil {
				a.notice(r.Source.Name + a.lang.Colon() + a.lang.InputSentence(r.Err))
			}
		}
	}
	return nil
}

// deliver writes a result to a file, on the standard output where none is named.
func deliver(a *app, path string, fill func(io.Writer) error) error {
	if path == "" || path == "-" {
		return fill(a.Out)
	}
	return written(a, path, writeFile(path, fill))
}

// writeFile writes a file whole or not at all; what is not a regular file (a pipe,
// a device) is written as it is.
func writeFile(path string, fill func(io.Writer) error) error {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() && !info.IsDir() {
		f, err := os.OpenFile(path, os.O_WRONLY, 0)
		if err != nil {
			return err
		}
		defer f.Close()
		return fill(f)
	}
	return whole.Write(path, fill)
}

// written names the file that could not be written.
func written(a *app, path string, err error) error {
	if err == nil {
		return nil
	}
	return &usageError{a.lang.Sayf("%s n'a pas pu être écrit : %v", "%s could not be written: %v", path, reason(a.lang, err)), ""}
}
