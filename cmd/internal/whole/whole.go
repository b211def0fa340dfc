// Package whole writes files whole or not at all: beside their place first, then
// renamed.
package whole

import (
	"bufio"
	"io"
	"os"
	"path/filepath"
)

// Write calls fill and puts what it wrote at path, replacing what was there. When
// fill or the disk fails, path is as it was.
func Write(path string, fill func(io.Writer) error) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
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
