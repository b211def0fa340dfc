package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"prejury/cmd/internal/terminal"
	"prejury/cmd/internal/wording"
	"prejury/internal/text"
	"prejury/rules"
)

// The exit codes: scripts are written against them (README.md).
const (
	exitOK         = 0   // admissible, or to review
	exitBar        = 1   // checked, and fails the bar of --fail-on
	exitUsage      = 2   // wrong usage or broken pack
	exitUnreadable = 3   // a file could not be read
	exitStopped    = 130 // by a signal, as shells say it: 128 and SIGINT's number
)

// gravity is the order of the exit codes, the worst last.
var gravity = []int{exitOK, exitBar, exitUnreadable, exitUsage}

// usageError is something that the user asked for and cannot have. Hint, which
// may be "", says what to do.
type usageError struct{ message, hint string }

func (e *usageError) Error() string { return e.message }

// quiet ends the program with a code when all was said already.
type quiet int

func (q quiet) Error() string { return fmt.Sprintf("exit code %d", int(q)) }

// report says what went wrong on the standard error and gives the exit code.
func report(s *terminal.Streams, lang wording.Lang, err error) int {
	var q quiet
	var u *usageError
	var faults rules.Faults
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &q):
		return int(q)
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(s.Err, "prejury"+lang.Colon()+lang.Of("interrompu", "interrupted"))
		return exitStopped
	case errors.As(err, &u):
		say(s, "prejury"+lang.Colon()+u.message)
		if u.hint != "" {
			say(s, u.hint)
		}
	case errors.As(err, &faults):
		fmt.Fprintln(s.Err, "prejury"+lang.Colon()+lang.Count(len(faults), lang.Of("faute dans le pack", "fault in the pack"), lang.Of("fautes dans le pack", "faults in the pack")))
		fmt.Fprintln(s.Err, text.Visible(strings.TrimSpace(faults.Error())))
	default:
		say(s, "prejury"+lang.Colon()+err.Error())
	}
	return exitUsage
}

// worst gives the worst of two codes.
func worst(a, b int) int {
	if slices.Index(gravity, b) > slices.Index(gravity, a) {
		return b
	}
	return a
}
