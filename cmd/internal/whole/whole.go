// Package whole writes files whole or not at all: beside their place first, then
// renamed.
package whole

import (
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
	if err = fill(f); err != nil {
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
