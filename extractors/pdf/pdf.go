// Package pdf reads PDF files, by PDFium compiled to WebAssembly or by a reader
// in Go: either gives pages of glyph runs, and package layout does the rest.
package pdf

import (
	"context"
	"errors"
	"strconv"

	"prejury/extractors/document"
	"prejury/extractors/input"
	"prejury/extractors/layout"
)

const maxOutline = 5000

// Read is the input.Reader of PDF files.
func Read(ctx context.Context, src input.Source, opts input.Options) (*document.Document, error) {
	opts.Limits = opts.Limits.OrDefault()
	f, err := open(ctx, src.Data, opts)
	if err != nil {
		return nil, err
	}
	defer f.close()
	doc, err := read(ctx, f, opts.Limits)
	if g, ok := f.(*goFile); ok && opts.Engine == "fast" && (err != nil && ctx.Err() == nil || g.doubtful()) {
		opts.Engine = "pdfium"
		if again, err := Read(ctx, src, opts); err == nil || doc == nil {
			return again, err
		}
	}
	return doc, err
}

// open chooses the engine.
func open(ctx context.Context, data []byte, opts input.Options) (file, error) {
	switch opts.Engine {
	case "go":
		return openGoMended(data, opts)
	case "fast":
		// The Go engine starts at once and is twice as fast, and repairs nothing.
		if f, err := openGo(data, opts); err == nil && f.whole() {
			return f, nil
		}
		opts.Engine = "pdfium"
		return open(ctx, data, opts)
	case "", "auto", "pdfium":
		f, err := openPdfium(ctx, data, opts)
		if err == nil {
			return f, nil
		}
		if again := mend(ctx, data, opts, err); again != nil {
			return again, nil
		}
		if !errors.Is(err, errEngine) {
			return nil, err
		}
		if opts.Engine == "pdfium" {
			return nil, &input.Error{Code: input.NoEngine, Detail: "pdfium", Err: err}
		}
		return openGoMended(data, opts)
	}
	return nil, &input.Error{Code: input.NoEngine, Detail: opts.Engine}
}

// mend opens a file that PDFium refuses in a form that it takes, nil when there is none.
func mend(ctx context.Context, data []byte, opts input.Options, refusal error) file {
	type form struct {
		of       func([]byte) []byte
		unlocked bool
	}
	forms := map[input.Code][]form{
		input.Damaged:   {{rebuild, false}, {unlock, true}},
		input.Encrypted: {{unlock, true}},
	}
	for _, form := range forms[input.CodeOf(refusal)] {
		other := form.of(data)
		if other == nil || ctx.Err() != nil {
			continue
		}
		if f, err := openPdfium(ctx, other, opts); err == nil {
			f.mended = !form.unlocked
			f.locked = f.locked || form.unlocked
			return f
		}
	}
	return nil
}

func read(ctx context.Context, f file, limits input.Limits) (*document.Document, error) {
	facts := f.facts()
	doc := &document.Document{Source: document.Source{
		Producer: facts.producer, Creator: facts.creator, Title: facts.title, Author: facts.author,
		Created: facts.created, Modified: facts.modified,
	}}
	doc.Count = document.PageCount{Total: f.pages(), Method: document.Exact}
	var b layout.Builder
	var broken []int
	runes, last := 0, min(f.pages(), limits.Pages)
	for i := 0; i < last; i++ {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		p, err := f.page(i)
		if errors.Is(err, errPage) {
			broken = append(broken, i+1)
		} else if err != nil {
			return nil, err
		}
		for j := range p.Runs {
			runes += len(p.Runs[j].Glyphs)
		}
		b.Add(p)
		if runes > limits.TextRunes {
			last = i + 1
		}
	}
	if len(broken) == last { // pages were counted, and none is one
		return nil, input.Errorf(input.Damaged, "", "none of %d pages can be read", last)
	}
	b.Outline(f.outline(maxOutline))
	if facts.locked {
		doc.Warnings = append(doc.Warnings, document.Warning{Code: document.WarnEncrypted})
	}
	if facts.repaired || len(broken) > 0 {
		doc.Warnings = append(doc.Warnings, document.Warning{Code: document.WarnDamaged, Pages: broken})
	}
	b.Finish(doc)
	if last < f.pages() {
		doc.Warnings = append(doc.Warnings, document.Warning{Code: document.WarnTruncated, Arg: strconv.Itoa(last)})
	}
	return doc, nil
}
