package checker

import (
	"strconv"
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
	for _, topic := range topics {
		page, share := bestSlide(doc, topic)
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

// bestSlide gives the slide that holds most of the words of a topic.
func bestSlide(doc *document.Document, topic string) (page int, share float64) {
	wanted := keyWords(topic)
	if len(wanted) == 0 {
		return 0, 0
	}
	for p := 1; p <= doc.Count.Total; p++ {
		held := keyWords(pageText(doc, p))
		n := 0
		for w := range wanted {
			if held[w] {
				n++
			}
		}
		if s := float64(n) / float64(len(wanted)); s > share {
			page, share = p, s
		}
	}
	return page, share
}

// keyWords are the words of a text that carry meaning, without the endings that
// English puts on them.
func keyWords(s string) map[string]bool {
	out := map[string]bool{}
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
	return out
}

func pageText(doc *document.Document, page int) string {
	var parts []string
	for i := range doc.Blocks {
		if b := &doc.Blocks[i]; b.Page == page && b.InFlow() && b.Kind != document.Note {
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
				result.Evidence = append(result.Evidence, Evidence{Page: b.Page, Zone: b.Zone, Kind: b.Kind, Level: rules.Strong, Excerpt: trim(b.Text, 0), Fingerprint: Fingerprint(c.ID, trim(b.Text, 0))})
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
	result.Reason = document.Reason{Code: ReasonEnglish, Arg: strings.Join([]string{strconv.Itoa(p.Clauses), strconv.Itoa(len(p.Tenses) + len(p.Modals)), strconv.Itoa(len(p.Links)), strconv.Itoa(len(p.Industry) + len(p.Team))}, ",")}
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
