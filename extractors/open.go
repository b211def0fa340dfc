// Package extractors reads reports of any format into the one model of
// extractors/document.
package extractors

import (
	"context"
	"crypto/sha256"
	"encoding/hex"

	"prejury/extractors/document"
	"prejury/extractors/docx"
	"prejury/extractors/input"
	"prejury/extractors/ocr"
	"prejury/extractors/odf"
	"prejury/extractors/pdf"
	"prejury/extractors/pptx"
	"prejury/extractors/quality"
	"prejury/extractors/zones"
)

// readers is the table of formats: a new format is a package beside this one, a
// line in sniff.go and a line here.
var readers = map[document.Format]input.Reader{
	document.PDF:  pdf.Read,
	document.DOCX: docx.Read,
	document.PPTX: pptx.Read,
	document.ODT:  odf.ReadText,
	document.ODP:  odf.ReadSlides,
}

// Open reads one file. The content decides of the format, never the name. The
// error is an *input.Error, or the context's.
//
// It runs in this process: a hostile file may loop or exhaust memory. Programs
// use package worker, which calls Open in a child process.
func Open(ctx context.Context, src input.Source, opts input.Options) (*document.Document, error) {
	opts.Limits = opts.Limits.OrDefault()
	if len(src.Data) == 0 {
		return nil, &input.Error{Code: input.Empty}
	}
	if int64(len(src.Data)) > opts.Limits.FileBytes {
		return nil, &input.Error{Code: input.TooBig}
	}
	format, err := Sniff(src.Data)
	if err != nil {
		return nil, err
	}
	read := readers[format]
	if read == nil {
		return nil, &input.Error{Code: input.Unsupported, Detail: string(format)}
	}
	doc, err := read(ctx, src, opts)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(src.Data)
	doc.Source.Name = src.Name
	doc.Source.Format = format
	doc.Source.Bytes = int64(len(src.Data))
	doc.Source.SHA256 = hex.EncodeToString(sum[:])
	quality.Measure(doc)
	if opts.OCR && format == document.PDF {
		changed, err := ocr.Read(ctx, src, doc, opts)
		if err != nil {
			return nil, err
		}
		if changed {
			quality.Measure(doc)
		}
	}
	zones.Mark(doc)
	return doc, nil
}
