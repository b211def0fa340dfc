package terminal

import (
	"fmt"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"

	"prejury/internal/text"
)

// Bar shows how far a long work is, on the standard error: a bar with rate and time
// left on a terminal, a plain line now and then elsewhere.
type Bar struct {
	mu          sync.Mutex
	streams     *Streams
	bar         *progressbar.ProgressBar
	total, done int
	said        time.Time
	stopped     bool
	what        string
}

// plainPause is the least time between two plain lines.
const plainPause = 10 * time.Second

// Bar begins to count; what says what is done to things ("read"). Stop must be called
// before anything else is written.
func (s *Streams) Bar(total int, what string) *Bar {
	b := &Bar{streams: s, total: total, said: time.Now(), what: what}
	if s.ErrTTY {
		b.bar = progressbar.NewOptions(total,
			progressbar.OptionSetWriter(s.Err),
			progressbar.OptionSetWidth(20),
			progressbar.OptionShowCount(),
			progressbar.OptionShowIts(),
			progressbar.OptionSetItsString(what),
			progressbar.OptionSetPredictTime(true),
			progressbar.OptionClearOnFinish(),
			progressbar.OptionThrottle(100*time.Millisecond),
			progressbar.OptionSetElapsedTime(true),
		)
	}
	return b
}

// Done counts one thing.
func (b *Bar) Done(name string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.done++
	switch {
	case b.stopped:
	case b.bar != nil:
		b.bar.Describe(short(name, 30))
		b.bar.Add(1)
	case time.Since(b.said) >= plainPause:
		b.said = time.Now()
		fmt.Fprintf(b.streams.Err, "%d/%d %s, %s\n", b.done, b.total, b.what, text.Visible(name))
	}
}

// Stop clears what was shown.
func (b *Bar) Stop() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.bar != nil && !b.stopped {
		b.bar.Clear()
	}
	b.stopped = true
}

// short keeps the end of a name, padded so that the bar does not move.
func short(name string, n int) string { return fmt.Sprintf("%-*s", n, ending(name, n)) }

// ending keeps the last n runes of a name.
func ending(name string, n int) string {
	r := []rune(text.Visible(name))
	if len(r) <= n {
		return string(r)
	}
	return "…" + string(r[len(r)-n+1:])
}
