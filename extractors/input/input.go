// Package input is what every extractor is given and what it may answer when a
// file cannot be read: the source, the limits, the options, the errors.
package input

import (
	"context"
	"errors"
	"fmt"
	"time"

	"prejury/extractors/document"
)

// Source is one file, whole, in memory. Name is what the user called it.
type Source struct {
	Name string
	Data []byte
}

// Options choose how files are read.
type Options struct {
	Limits Limits
	// Engine reads PDF files: "auto" or "" (pdfium, or go where WebAssembly cannot be
	// compiled), "pdfium", "go", or "fast" (go, and pdfium for the files that go does not
	// read for certain).
	Engine string
	// Password opens an encrypted file; "" tries the empty password.
	Password string
	// CacheDir keeps the compiled PDF engine between runs; "" keeps nothing.
	CacheDir string
	// OCR reads pages without text with tesseract, where the machine has it.
	OCR bool
	// Beside is how many pages are recognised at once; 0 is as many as there are cores.
	Beside int
	// Render lays DOCX and ODT files out with LibreOffice, where the machine has
	// it, for an exact page count.
	Render bool
	// Preparing, when not nil, is called before something slow that is done once
	// on a machine: compiling the PDF engine into CacheDir.
	Preparing func() `json:"-"`
	// Recognising, when not nil, is called when the recognition of pages begins, and
	// after each of them. It is called from one goroutine at a time.
	Recognising func(Recognition) `json:"-"`
}

// Recognition is how far the recognition of pages is: Done of Total, 0 at first, and
// the time that it may take in all.
type Recognition struct {
	Done, Total int
	Within      time.Duration
}

// Reader reads one format. The document it returns has source facts other than
// name, size and digest, pages, blocks and warnings; zones are judged above it.
type Reader func(ctx context.Context, src Source, opts Options) (*document.Document, error)

// Code is a reason for which a file cannot be read. Renderers turn it into a
// sentence that says what to do.
type Code string

// The reasons.
const (
	NotFound    Code = "not-found"   // no such file, or a folder
	Empty       Code = "empty"       // no byte, or only zeros
	Unknown     Code = "unknown"     // not a format that prejury reads; Detail names the likely one
	Encrypted   Code = "encrypted"   // needs a password, or another one
	Damaged     Code = "damaged"     // truncated or broken beyond repair
	TooBig      Code = "too-big"     // beyond a limit of size; Detail names it
	TooSlow     Code = "too-slow"    // beyond the limit of time
	TooHungry   Code = "too-hungry"  // beyond the limit of memory
	Hostile     Code = "hostile"     // an archive that inflates, nests or lies
	Crashed     Code = "crashed"     // the reading process died
	NoEngine    Code = "no-engine"   // the engine asked for cannot run here
	Unsupported Code = "unsupported" // the format is known, this variant is not; Detail names it
)

// Error says why a file cannot be read. Detail completes the sentence; Err, which
// may be nil, is the cause, for developers.
type Error struct {
	Code   Code
	Detail string
	Err    error
}

func (e *Error) Error() string {
	s := string(e.Code)
	if e.Detail != "" {
		s += " (" + e.Detail + ")"
	}
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s
}

func (e *Error) Unwrap() error { return e.Err }

// Errorf is an Error whose cause is formatted as fmt.Errorf does.
func Errorf(code Code, detail, format string, args ...any) *Error {
	return &Error{Code: code, Detail: detail, Err: fmt.Errorf(format, args...)}
}

// CodeOf gives the code of the first Error in err's chain, "" when there is none.
func CodeOf(err error) Code {
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}
