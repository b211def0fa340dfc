package terminal

import (
	"bytes"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func TestProgressIsForTerminals(t *testing.T) {
	var out bytes.Buffer
	p := (&Streams{Err: &out}).Progress(2)
	p.Done("a.pdf")
	p.Stop()
	if out.Len() != 0 {
		t.Errorf("%q was written to a pipe", out.String())
	}
}

func TestProgressShowsAndClears(t *testing.T) {
	var out bytes.Buffer
	p := (&Streams{Err: &out, ErrTTY: true}).Progress(3)
	p.Done("a.pdf")
	if out.Len() != 0 {
		t.Errorf("%q was shown before any wait", out.String())
	}
	p.tick() // as the timer does, once the wait is long
	p.Part("b.pdf", 4, 60)
	p.Done(strings.Repeat("x", 300) + ".pdf")
	p.Stop()
	p.Done("late.pdf")
	p.tick()
	const line = "\r\x1b[K"
	got := strings.Split(out.String(), line)
	if want := []string{"", "1/3 a.pdf", "1/3 b.pdf p. 4/60", "2/3 …" + strings.Repeat("x", 55) + ".pdf", ""}; strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestBarInAPipe(t *testing.T) {
	var out bytes.Buffer
	b := (&Streams{Err: &out}).Bar(3, "lus")
	b.Done("a.pdf")
	if out.Len() != 0 {
		t.Errorf("%q at once", out.String())
	}
	b.said = b.said.Add(-plainPause) // as if the last line were old
	b.Done("b.pdf")
	b.said = time.Now().Add(-plainPause)
	b.Stop()
	b.Done("c.pdf")
	if got, want := out.String(), "2/3 lus, b.pdf\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestBarOnATerminal(t *testing.T) {
	var out bytes.Buffer
	b := (&Streams{Err: &out, ErrTTY: true}).Bar(2, "lus")
	b.Done("a.pdf")
	b.Stop()
	shown := out.Len()
	b.Stop()
	b.Done("b.pdf")
	if out.Len() != shown {
		t.Error("something was shown after the end")
	}
}

func TestShort(t *testing.T) {
	for _, c := range []struct{ in, want string }{{"", "     "}, {"été", "été  "}, {"abcde", "abcde"}, {"abcdef", "…cdef"}, {"été.pdf", "….pdf"}, {"a\x1b[2J", "a\uFFFD[2J"}} {
		if got := short(c.in, 5); got != c.want || utf8.RuneCountInString(got) != 5 {
			t.Errorf("short(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}
