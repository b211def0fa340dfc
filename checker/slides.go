package checker

import (
	"fmt"
	"strings"

	"prejury/checker/english"
	"prejury/extractors/document"
	"prejury/internal/text"
	"prejury/rules"
)

// The criteria of a meeting led in English that slides can show.
const (
	slideTopics  = "C22.1"
	slideEnglish = "C22.2"
)

// judgeSlides judges what slides in English show: the topics of the subject, when
// they are given, and the language.
func judgeSlides(doc *document.Document, c *rules.Criterion, opts Options) Result {
	switch {
	case c.ID == slideEnglish:
		return judgeEnglish(doc, c)
	case c.ID == slideTopics && len(opts.Topics) > 0:
		return judgeTopics(doc, c, opts.Topics)
	case c.ID == slideTopics:
		return Result{Criterion: c, Level: LevelJury, Reason: document.Reason{Code: ReasonTopics}}
	}
	return Result{Criterion: c, Level: LevelJury, Reason: document.Reason{Code: ReasonOral}}
}

// covered is the share of a topic's words that a slide must hold to cover it.
const covered = 0.6

// judgeTopics looks for the slide that covers each topic imposed by the subject.
func judgeTopics(doc *document.Document, c *rules.Criterion, topics []string) Result {
	result := Result{Criterion: c}
	var lost []string
	slides := slideWords(doc)
	for _, topic := range topics {
		page, share := bestSlide(slides, topic)
		element := &rules.Element{ID: topic, Label: rules.Text{FR: topic, EN: topic}}
		found := ElementFound{Element: element, Found: share >= covered}
		if found.Found {
			found.Page = page
			result.Evidence = append(result.Evidence, slideEvidence(doc, c, page))
		} else {
			lost = append(lost, topic)
		}
		result.Elements = append(result.Elements, found)
	}
	switch {
	case len(lost) == 0:
		result.Level = LevelStrong
	case len(lost) == len(topics):
		result.Level, result.Reason = LevelAbsent, document.Reason{Code: ReasonNotFound}
	default:
		result.Level, result.Reason = LevelWeak, document.Reason{Code: ReasonElements, Arg: strings.Join(lost, ", ")}
	}
	return result
}

// slideWords gives the key words of each slide, the first at index 0. The document is gone
// through once: a deck may have thousands of slides, and a subject dozens of topics.
func slideWords(doc *document.Document) []map[string]bool {
	slides := make([]map[string]bool, max(doc.Count.Total, 0))
	for i := range slides {
		slides[i] = map[string]bool{}
	}
	for i := range doc.Blocks {
		if b := &doc.Blocks[i]; b.Page >= 1 && b.Page <= len(slides) && onSlide(b) {
			addKeyWords(slides[b.Page-1], b.Text)
		}
	}
	return slides
}

// bestSlide gives the first slide that holds most of the words of a topic, from 1, and the
// share of them that it holds; 0 and 0 where none holds any.
func bestSlide(slides []map[string]bool, topic string) (page int, share float64) {
	wanted := keyWords(topic)
	for i, held := range slides {
		n := 0
		for w := range wanted {
			if held[w] {
				n++
			}
		}
		if n == 0 {
			continue
		}
		if s := float64(n) / float64(len(wanted)); s > share {
			page, share = i+1, s
		}
	}
	return page, share
}

// keyWords are the words of a text that carry meaning, without the endings that
// English puts on them.
func keyWords(s string) map[string]bool {
	out := map[string]bool{}
	addKeyWords(out, s)
	return out
}

func addKeyWords(out map[string]bool, s string) {
	for _, w := range text.Words(s) {
		if text.Stop(w.Fold) || len(w.Fold) < 2 {
			continue
		}
		root := w.Fold
		for _, end := range []string{"ing", "ed", "es", "s", "e"} {
			if len(root) > len(end)+3 && strings.HasSuffix(root, end) {
				root = strings.TrimSuffix(root, end)
				break
			}
		}
		out[root] = true
	}
}

// onSlide reports whether a block is what the audience sees: no notes, nothing hidden.
func onSlide(b *document.Block) bool { return b.InFlow() && b.Kind != document.Note }

// pageText is the text of a slide, one block a line.
func pageText(doc *document.Document, page int) string {
	var parts []string
	for i := range doc.Blocks {
		if b := &doc.Blocks[i]; b.Page == page && onSlide(b) {
			parts = append(parts, b.Text)
		}
	}
	return strings.Join(parts, "\n")
}

func slideEvidence(doc *document.Document, c *rules.Criterion, page int) Evidence {
	ev := Evidence{Page: page, Level: rules.Strong, Excerpt: trim(pageText(doc, page), 0)}
	if page <= len(doc.Pages) {
		ev.Printed = doc.Pages[page-1].Printed
	}
	ev.Fingerprint = Fingerprint(c.ID, ev.Excerpt)
	return ev
}

// ReasonEnglish says what the indication of level rests on; Arg is sentences, verb
// forms, linking words and words of the field, separated by commas.
const ReasonEnglish = "english"

// judgeEnglish gives an indication of the level of English of a deck.
func judgeEnglish(doc *document.Document, c *rules.Criterion) Result {
	result := Result{Criterion: c, Level: LevelAbsent, Reason: document.Reason{Code: ReasonNotFound}}
	var texts []string
	pages := map[int]bool{}
	for i := range doc.Blocks {
		if b := &doc.Blocks[i]; b.InFlow() && english.IsEnglish(b.Text) {
			texts = append(texts, ended(b.Text))
			if !pages[b.Page] && len(result.Evidence) < kept {
				excerpt := trim(b.Text, 0)
				result.Evidence = append(result.Evidence, Evidence{Page: b.Page, Zone: b.Zone, Kind: b.Kind, Level: rules.Strong, Excerpt: excerpt, Fingerprint: Fingerprint(c.ID, excerpt)})
			}
			pages[b.Page] = true
		}
	}
	if len(texts) == 0 {
		return result
	}
	p, err := english.Read(texts)
	if err != nil {
		return Result{Criterion: c, Level: LevelJury, Reason: document.Reason{Code: ReasonOral}}
	}
	result.Reason = document.Reason{Code: ReasonEnglish, Arg: fmt.Sprintf("%d,%d,%d,%d", p.Clauses, len(p.Tenses)+len(p.Modals), len(p.Links), len(p.Industry)+len(p.Team))}
	switch p.Level() {
	case english.Around:
		result.Level = LevelStrong
	case english.Below:
		result.Level = LevelWeak
	default:
		result.Evidence = nil
		result.Reason = document.Reason{Code: ReasonNotFound}
	}
	return result
}

// ended gives a line of a slide the point that slides leave out.
func ended(s string) string {
	s = strings.TrimSpace(s)
	if s != "" && !strings.ContainsAny(s[len(s)-1:], ".!?:;") {
		s += "."
	}
	return s
}
