package main

import (
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"prejury/checker/batch"
	"prejury/cmd/internal/render"
	"prejury/cmd/internal/terminal"
	"prejury/cmd/internal/whole"
)

// batchOutputOptions say in which formats a deposit is written, where, and what
// fails; batch and merge share them.
type batchOutputOptions struct {
	outputOptions
	failOn string
}

func (o *batchOutputOptions) register(a *app, cmd *cobra.Command) {
	o.outputOptions.register(a, cmd)
	l, f := a.lang, cmd.Flags()
	f.Lookup("output").Usage = l.Of("`dossier` des résultats, ou un fichier par format", "`folder` of the results, or a file for each format")
	f.StringVar(&o.failOn, "fail-on", "pages", l.Of("`barre` du code 1 : pages, absent, weak ou review", "`bar` of exit code 1: pages, absent, weak or review"))
}

// folderFormats are written in a folder when no format was asked for; the table is
// then shown as well.
var folderFormats = []string{"html", "xlsx", "jsonl"}

// batchOutputs are the outputs of a deposit.
type batchOutputs struct {
	outputs
	folder string // "" when files or the standard output were asked for
	state  string // where results are kept, "" for nowhere
}

// prepare pairs formats with paths, before anything is read.
func (o *batchOutputOptions) prepare(a *app) (*batchOutputs, error) {
	if err := oneOf(a.lang, "fail-on", o.failOn, bars); err != nil {
		return nil, err
	}
	out := &batchOutputs{}
	folder := len(o.paths) == 1 && o.paths[0] != "-" && render.FormatOf(strings.ToLower(filepath.Ext(o.paths[0]))) == nil
	if !folder {
		list, err := o.outputs(a)
		if err != nil {
			return nil, err
		}
		out.outputs = *list
		for _, f := range out.list {
			if f.path != "" {
				out.state = filepath.Join(filepath.Dir(f.path), "."+filepath.Base(f.path)+".prejury")
				break
			}
		}
		return out, nil
	}
	out.folder = filepath.Clean(o.paths[0])
	if info, err := os.Stat(out.folder); err == nil && !info.IsDir() {
		return nil, &usageError{a.lang.Sayf("-o %s : un fichier sans extension connue est là", "-o %s: a file without a known extension stands there", out.folder), ""}
	}
	out.state, out.color = filepath.Join(out.folder, ".prejury"), a.color(o.noColor)
	names := o.formats
	if len(names) == 0 {
		names = folderFormats
		out.list = append(out.list, output{format: render.FormatNamed("table")})
	}
	seen := map[string]bool{}
	for _, n := range names {
		if err := oneOf(a.lang, "format", n, render.Names()); err != nil {
			return nil, err
		}
		if f := render.FormatNamed(n); !seen[n] {
			seen[n] = true
			out.list = append(out.list, output{f, filepath.Join(out.folder, "prejury"+f.Ext)})
		}
	}
	return out, nil
}

// streams reports whether results go to the standard output as they come.
func (out *batchOutputs) streams() bool {
	for _, o := range out.list {
		if o.path == "" && o.format.Name == "jsonl" {
			return true
		}
	}
	return false
}

// ours reports which paths of a deposit are not deposits: what this run reads beside
// them or writes.
func (out *batchOutputs) ours(others ...string) func(string) bool {
	mine := map[string]bool{}
	add := func(p string) {
		if p == "" {
			return
		}
		if abs, err := filepath.Abs(p); err == nil {
			mine[abs] = true
		}
	}
	for _, p := range append(others, out.folder, out.state) {
		add(p)
	}
	for _, o := range out.list {
		add(o.path)
		if o.path != "" && o.format.Name == "html" {
			add(reportsFolder(o.path))
		}
	}
	return func(p string) bool {
		abs, err := filepath.Abs(p)
		return err == nil && mine[abs]
	}
}

// write writes every output, each whole or not at all.
func (out *batchOutputs) write(a *app, res *result, opts render.Options) error {
	if out.folder != "" {
		if err := os.MkdirAll(out.folder, 0o755); err != nil {
			return written(a, out.folder, err)
		}
		whole.Sweep(out.folder, time.Now())
	}
	var wg sync.WaitGroup
	errs := make([]error, len(out.list))
	slots := make(chan struct{}, runtime.NumCPU())
	filed := opts
	for i, o := range out.list {
		if o.path == "" {
			continue
		}
		wg.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			errs[i] = o.writeBatch(a, *res.Batch, filed)
		})
	}
	for _, o := range out.list {
		if o.path != "" || o.format.Name == "jsonl" && res.streamed {
			continue
		}
		opts.Color, opts.Width, opts.From = out.color, a.Width, ""
		if err := render.BatchFormats[o.format.Name](a.Out, res.Batch, opts); err != nil {
			errs = append(errs, err)
		}
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// writeBatch writes one output to its file.
func (o output) writeBatch(a *app, b render.Batch, opts render.Options) error {
	opts.Color, opts.Width, opts.From = false, terminal.PipeWidth, filepath.Dir(o.path)
	if o.format.Name == "html" {
		link, err := writePages(a, &b, reportsFolder(o.path), opts)
		if err != nil {
			return err
		}
		b.Link = link
	}
	show := render.BatchFormats[o.format.Name]
	return written(a, o.path, writeFile(o.path, func(w io.Writer) error { return show(w, &b, opts) }))
}

// writePart writes the share of this machine, to be put together by merge.
func (out *batchOutputs) writePart(a *app, runner *batch.Runner, shard string) error {
	if err := os.MkdirAll(out.folder, 0o755); err != nil {
		return written(a, out.folder, err)
	}
	path := filepath.Join(out.folder, "partie-"+strings.Replace(shard, "/", "-", 1)+partExt)
	return written(a, path, writeFile(path, runner.WritePart))
}

// partExt ends the names of parts.
const partExt = ".prejury"
