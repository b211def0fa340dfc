package terminal

import (
	"fmt"
	"sync"
	"time"
)

// patience is how long a command runs before its progress is shown.
const patience = time.Second

// nameShown is how much of what is being done is shown, in runes.
const nameShown = 60

// Progress shows how many of several things are done, on the standard error when
// it is a terminal and the wait is long.
type Progress struct {
	mu      sync.Mutex
	streams *Streams
	total   int
	done    int
	last    string
	shown   bool
	stopped bool
	timer   *time.Timer
}

// Progress begins to count. Stop must be called before anything else is written.
func (s *Streams) Progress(total int) *Progress {
	p := &Progress{streams: s, total: total}
	if s.ErrTTY {
		p.timer = time.AfterFunc(patience, p.tick)
	}
	return p
}

// Done counts one thing.
func (p *Progress) Done(name string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.done++
	p.last = name
	if p.shown && !p.stopped {
		p.draw()
	}
}

// Part tells how far one of the things is, by pages.
func (p *Progress) Part(name string, done, total int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.last = fmt.Sprintf("%s p. %d/%d", name, done, total)
	if p.shown && !p.stopped {
		p.draw()
	}
}

// Stop clears what was shown.
func (p *Progress) Stop() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.timer != nil {
		p.timer.Stop()
	}
	if p.shown && !p.stopped {
		fmt.Fprint(p.streams.Err, "\r\x1b[K")
	}
	p.stopped = true
}

// tick begins to show, once patience is over.
func (p *Progress) tick() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.stopped {
		p.shown = true
		p.draw()
	}
}

// draw writes over the line before: one that wrapped could not be taken back.
func (p *Progress) draw() {
	fmt.Fprintf(p.streams.Err, "\r\x1b[K%d/%d %s", p.done, p.total, ending(p.last, nameShown))
}
