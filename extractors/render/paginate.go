package render

import (
	"context"

	"prejury/extractors/document"
	"prejury/extractors/input"
	"prejury/extractors/office"
)

// Paginate gives a flow its pages and doc its count: by LibreOffice when opts ask
// for it, else by what the file says. A rendering that fails is a warning, and
// the file is counted without. The error is the context's.
func Paginate(ctx context.Context, data []byte, ext string, opts input.Options, doc *document.Document, f *office.Flow, said office.Declared) (*office.Placement, error) {
	if opts.Render {
		laid, err := layOut(ctx, data, ext, opts)
		if err == nil {
			doc.Count = document.PageCount{Total: laid.Count, Method: document.Exact}
			return office.AlignPages(f, laid.Pages, laid.Count), nil
		}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		doc.Warnings = append(doc.Warnings, document.Warning{Code: document.WarnNotRendered, Arg: reason(err)})
	}
	var at *office.Placement
	doc.Count, at = office.Paginate(f, said)
	return at, nil
}
