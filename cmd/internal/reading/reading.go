// Package reading reads the files that a command was given, each in a worker
// process.
package reading

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"

	"prejury/extractors/document"
	"prejury/extractors/input"
	"prejury/extractors/worker"
)

// WorkerCommand is the hidden command of the program that serves a pool.
const WorkerCommand = "worker"

// Reader reads files by their paths.
type Reader struct {
	pool *worker.Pool
	opts input.Options
	// Watch, when not nil, is told how many of the scanned pages of a file are
	// recognised. It may be called from several goroutines.
	Watch func(path string, done, total int)
}

// New makes a reader of at most n files at once. Close ends its processes.
func New(opts input.Options, n int) (*Reader, error) {
	exe, err := os.Executable()
	if err != nil {
		return nil, err
	}
	return &Reader{pool: worker.New([]string{exe, WorkerCommand}, n), opts: opts}, nil
}

// Close ends the worker processes.
func (r *Reader) Close() error { return r.pool.Close() }

// Read reads one file. When it cannot be read, the source says what is known of
// it and the error, an *input.Error or the context's, why.
func (r *Reader) Read(ctx context.Context, path string) (*document.Document, document.Source, error) {
	src := document.Source{Name: path}
	data, err := load(path, r.opts.Limits.OrDefault().FileBytes)
	if err != nil {
		return nil, src, err
	}
	src.Bytes = int64(len(data))
	opts := r.opts
	if r.Watch != nil {
		opts.Recognising = func(p input.Recognition) { r.Watch(path, p.Done, p.Total) }
	}
	doc, err := r.pool.Read(ctx, input.Source{Name: path, Data: data}, opts)
	if err == nil {
		return doc, doc.Source, nil
	}
	sum := sha256.Sum256(data)
	src.SHA256 = hex.EncodeToString(sum[:])
	var e *input.Error
	if !errors.As(err, &e) && ctx.Err() == nil {
		err = &input.Error{Code: input.Crashed, Err: err}
	}
	return nil, src, err
}

// ReadData reads the bytes of a file that the caller already has.
func (r *Reader) ReadData(ctx context.Context, name string, data []byte) (*document.Document, error) {
	return r.pool.Read(ctx, input.Source{Name: name, Data: data}, r.opts)
}

// load reads a file of at most max bytes; the error is an *input.Error.
func load(path string, max int64) ([]byte, error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrPermission) {
		return nil, &input.Error{Code: input.NotFound, Detail: "permission", Err: err}
	}
	if err != nil {
		return nil, &input.Error{Code: input.NotFound, Err: err}
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, &input.Error{Code: input.NotFound, Detail: "read", Err: err}
	}
	if info.IsDir() {
		return nil, &input.Error{Code: input.NotFound, Detail: "folder"}
	}
	if info.Size() > max {
		return nil, &input.Error{Code: input.TooBig}
	}
	data, err := io.ReadAll(io.LimitReader(f, max+1))
	if err != nil {
		return nil, &input.Error{Code: input.NotFound, Detail: "read", Err: err}
	}
	if int64(len(data)) > max {
		return nil, &input.Error{Code: input.TooBig}
	}
	return data, nil
}
