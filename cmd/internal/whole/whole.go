// Package whole writes files whole or not at all: beside their place first, then
// renamed.
package whole

import (
	"bufio"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// half ends the names of files that are being written.
const half = ".prejury-half"

// IsHalf reports whether a name is that of a file being written, or left so by a
// process that was killed.
func IsHalf(name string) bool {
	return strings.HasPrefix(name, ".") && strings.HasSuffix(name, half)
}

// Sweep removes from a folder what killed processes left half-written more than an
// hour ago: what is younger may be another's, at work.
func Sweep(dir string, now time.Time) {
	list, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, e := range list {
		if !IsHalf(e.Name()) {
			continue
		}
		if info, err := e.Info(); err == nil && now.Sub(info.ModTime()) > time.Hour {
			os.Remove(filepath.Join(dir, e.Name()))
		}
	}
}

// Write calls fill and puts what it wrote at path, replacing what was there. When
// fill or the disk fails, path is as it was.
func Write(path string, fill func(io.Writer) error) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*"+half)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(f.Name())
		}
	}()
	// A page is made of thousands of small pieces.
	buf := bufio.NewWriterSize(f, 64<<10)
	if err = fill(buf); err != nil {
		return err
	}
	if err = buf.Flush(); err != nil {
		return err
	}
	if err = f.Chmod(0o644); err != nil {
		return err
	}
	if err = f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
