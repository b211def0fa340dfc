package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"prejury/cmd/internal/wording"
)

func TestReasonIsInTheirLanguage(t *testing.T) {
	_, missing := os.ReadFile(filepath.Join(t.TempDir(), "nulle-part"))
	for _, c := range []struct {
		err    error
		fr, en string
	}{
		{missing, "rien à cet endroit", "nothing at this place"},
		{&fs.PathError{Op: "open", Path: "x", Err: syscall.EACCES}, "accès refusé", "permission denied"},
		{&os.LinkError{Op: "rename", Old: "x", New: "y", Err: syscall.ENOSPC}, "le disque est plein", "the disk is full"},
		{&fs.PathError{Op: "open", Path: "x", Err: errors.New("odd")}, "odd", "odd"},
	} {
		if fr, en := reason(wording.FR, c.err), reason(wording.EN, c.err); fr != c.fr || en != c.en {
			t.Errorf("%v: %q, %q", c.err, fr, en)
		}
	}
}
