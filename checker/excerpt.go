package checker

import (
	"strings"

	"prejury/internal/text"
)

const (
	snippet = 320  // bytes of the longest excerpt, without cutMark
	cutMark = " …" // ends an excerpt that was cut
)

// excerpt gives the part of a unit that holds most of the words that counted (spans, bytes of
// its text): from the head of the sentence with most of them within snippet bytes, to where
// trim cuts. Those that it holds whole are marked.
func excerpt(u *weighed, spans []text.Span) (string, []Mark) {
	s := u.Text
	if len(spans) == 0 {
		return trim(s, 0), nil
	}
	best, bestAt := -1, 0
	for _, sentence := range u.reading.Sentences {
		n := 0
		for _, p := range spans {
			if p.Start >= sentence.Start && p.Start < sentence.Start+snippet {
				n++
			}
		}
		if n > best {
			best, bestAt = n, sentence.Start
		}
	}
	out := trim(s, bestAt)
	end := bestAt + len(strings.TrimSuffix(out, cutMark))
	var marks []Mark
	for _, p := range spans {
		if p.Start >= bestAt && p.End <= end {
			marks = append(marks, Mark{p.Start - bestAt, p.End - bestAt})
		}
	}
	return out, marks
}

// trim gives s from a byte on: the whole, or its first snippet bytes at most, cut after a word
// where there is one in their second half, with cutMark.
func trim(s string, from int) string {
	s = s[from:]
	if len(s) <= snippet {
		return s
	}
	cut := strings.LastIndexAny(s[:snippet], " \n\t")
	if cut < snippet/2 {
		cut = snippet
		for cut > 0 && s[cut]&0xc0 == 0x80 {
			cut--
		}
	}
	return s[:cut] + cutMark
}
