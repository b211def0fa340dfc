package main

import (
	"github.com/spf13/cobra"

	"prejury/cmd/internal/reading"
	"prejury/extractors"
	"prejury/extractors/worker"
)

// newWorkerCmd is the child's side of package reading: it reads the files that
// its parent sends.
func newWorkerCmd(a *app) *cobra.Command {
	return &cobra.Command{
		Use:    reading.WorkerCommand,
		Hidden: true,
		RunE: func(cmd *cobra.Command, args []string) error {
			return worker.Serve(a.In, a.Out, extractors.Open)
		},
	}
}
