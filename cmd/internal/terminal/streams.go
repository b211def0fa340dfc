// Package terminal is the program's side of the streams it was given: which are
// terminals, how wide, in colour or not.
package terminal

import (
	"io"
	"os"

	"golang.org/x/term"
)

// PipeWidth is the width of what is written elsewhere than on a terminal, in
// columns.
const PipeWidth = 100

// Streams are what a command reads and writes. Tests build their own.
type Streams struct {
	In       io.Reader
	Out, Err io.Writer
	// InTTY, OutTTY and ErrTTY report whether each is a terminal.
	InTTY, OutTTY, ErrTTY bool
	Width                 int // of Out, in columns
	ErrWidth              int // of Err, in columns, 0 where it is no terminal
}

// Standard gives the process's own streams.
func Standard() *Streams {
	s := &Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Width: PipeWidth}
	s.InTTY = term.IsTerminal(int(os.Stdin.Fd()))
	s.OutTTY = term.IsTerminal(int(os.Stdout.Fd()))
	s.ErrTTY = term.IsTerminal(int(os.Stderr.Fd()))
	if s.OutTTY {
		if w, _, err := term.GetSize(int(os.Stdout.Fd())); err == nil && w > 0 {
			s.Width = w
		}
	}
	if s.ErrTTY {
		if w, _, err := term.GetSize(int(os.Stderr.Fd())); err == nil {
			s.ErrWidth = w
		}
	}
	return s
}
