// Command prejury checks a candidate's report against the modality that it was
// written for. See `prejury --help`.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"prejury/cmd/internal/terminal"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends what does not look at ctx, such as judging
	code := run(ctx, terminal.Standard(), os.Args[1:])
	stop()
	os.Exit(code)
}
