package checker

import (
	"strconv"
	"strings"

	"prejury/checker/spelling"
	"prejury/extractors/document"
	"prejury/internal/text"
	"prejury/rules"
)

// writingCriterion is the criterion of professional writing, which spelling shows in
// part.
const writingCriterion = "CT.1"

// The faults for a thousand words, as package spelling counts them, up to which a
// report is well spelt, and beyond which it is more likely badly read than badly
// written. Of 57 real reports, seven in ten are under the first, one is beyond the
// second: a file whose ligatures are lost.
const (
	wellSpelt  = 1.0
	misspelt   = 6.0
	enoughText = 400 // words, under which no rate means anything
)

// judgeWriting says what the spelling of the whole document shows. It is never a mark,
// and never absent: the jury reads.
func judgeWriting(doc *document.Document, c *rules.Criterion) Result {
	found := spelling.Check(doc)
	if found.Words < enoughText {
		if pages := unreadable(doc); len(pages) > 0 {
			return Result{Criterion: c, Level: LevelSee, Reason: document.Reason{Code: ReasonUnreadable, Arg: text.Ranges(pages)}}
		}
		return Result{Criterion: c, Level: LevelJury, Reason: document.Reason{Code: ReasonOral}}
	}
	rate := found.PerThousand()
	result := Result{Criterion: c, Level: LevelSee, Reason: document.Reason{Code: ReasonSpelling, Arg: strconv.FormatFloat(rate, 'f', 1, 64)}}
	switch {
	case rate <= wellSpelt:
		result.Level = LevelStrong
	case rate <= misspelt:
		result.Level = LevelWeak
	}
	for _, f := range found.Worst {
		result.Evidence = append(result.Evidence, faultEvidence(doc, c, f))
	}
	return result
}

// faultEvidence shows one fault where it stands, the word marked.
func faultEvidence(doc *document.Document, c *rules.Criterion, f spelling.Fault) Evidence {
	b := &doc.Blocks[f.Block]
	ev := Evidence{Page: f.Page, Section: strings.Join(b.Section, " › "), Zone: b.Zone, Kind: b.Kind, Level: rules.Weak}
	if f.Page >= 1 && f.Page <= len(doc.Pages) {
		ev.Printed = doc.Pages[f.Page-1].Printed
	}
	sign := Sign{ID: "spelling." + string(f.Kind), Words: f.Text, Meant: f.Suggestion, Weight: 1}
	if f.Kind == spelling.Space { // one fault stands for all: where they are says more than the words around one
		sign.Words, sign.Times, sign.Pages = "", f.Times, f.Pages
	}
	ev.Signs = []Sign{sign}
	from, to := around(b.Text, f.Start, f.End)
	ev.Excerpt = b.Text[from:to]
	ev.Marks = []Mark{{f.Start - from, f.End - from}}
	ev.Fingerprint = Fingerprint(c.ID, ev.Excerpt)
	return ev
}

// beside is the length, in bytes, of what is shown on each side of a fault.
const beside = 60

// around gives the bounds, in bytes, of a part of a text with the whole words that
// stand within beside bytes of it on each side.
func around(s string, start, end int) (from, to int) {
	if start > beside {
		from = start - beside
		if i := strings.IndexAny(s[from:start], " \t\n"); i >= 0 {
			from += i + 1
		} else {
			from = start
		}
	}
	to = len(s)
	if end+beside < len(s) {
		to = end + beside
		if i := strings.LastIndexAny(s[end:to], " \t\n"); i >= 0 {
			to = end + i
		} else {
			to = end
		}
	}
	return from, to
}
