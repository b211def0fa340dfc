package checker

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"math"
	"slices"
	"sort"
	"strings"

	"prejury/checker/signs"
	"prejury/extractors/document"
	"prejury/internal/text"
	"prejury/rules"
)

// kept is how many pieces of evidence a result holds.
const kept = 4

// evidence gives the best pieces of evidence of a criterion, best first. A report
// that was found to speak of it shows at least the best one.
func (e *Engine) evidence(doc *document.Document, r *reading, c *rules.Criterion, k int, level rules.Level) []Evidence {
	if level == rules.Absent {
		return nil
	}
	var out []Evidence
	for _, i := range order(r, k, c.ID) {
		u := &r.units[i]
		if len(out) > 0 && (len(out) == kept || u.scores[k].About < 0) {
			break
		}
		out = append(out, e.piece(doc, u, c, k))
	}
	return out
}

// announced is what a unit loses, as evidence to show, that says what the report will
// do: the plan in an introduction speaks of everything. On the reports
// that the weights were fitted on, the best evidence stood on a page of the reader's for 468
// of 558 strong cells with it, 466 of 560 without.
const announced = 4.0

// order gives the indices of the units of a report that are not repeated, those that weigh
// most for a criterion (id, the k-th of the model) first.
func order(r *reading, k int, id string) []int {
	section := map[int]float64{}
	for i := range r.units {
		section[r.units[i].path] += logistic(r.units[i].scores[k].About)
	}

	at := make([]int, 0, len(r.units))
	worth := make([]float64, len(r.units))
	for i := range r.units {
		if u := &r.units[i]; !u.repeated {
			at = append(at, i)
			worth[i] = u.scores[k].InContext(u.likeness[k], u.headings.about[id], section[u.path])
			if u.announces {
				worth[i] -= announced
			}
		}
	}
	slices.SortStableFunc(at, func(a, b int) int { return cmp.Compare(worth[b], worth[a]) })
	return at
}

// piece makes a piece of evidence of a unit.
func (e *Engine) piece(doc *document.Document, u *weighed, c *rules.Criterion, k int) Evidence {
	ev := Evidence{Page: u.page, Section: strings.Join(u.section, " › "), Zone: u.zone, Kind: u.kind, Level: u.scores[k].Level(), Score: u.scores[k].Shows}
	if u.page >= 1 && u.page <= len(doc.Pages) {
		ev.Printed = doc.Pages[u.page-1].Printed
	}
	var spans []text.Span
	ev.Signs, ev.Against, spans = e.signsOf(u, c, k)
	ev.Excerpt, ev.Marks = excerpt(u, spans)
	ev.Fingerprint = Fingerprint(c.ID, ev.Excerpt)
	return ev
}

// Fingerprint is the SHA-256 of a criterion's id and a folded excerpt.
func Fingerprint(criterion, excerpt string) string {
	sum := sha256.Sum256([]byte(criterion + "\n" + foldLine(excerpt)))
	return hex.EncodeToString(sum[:])
}

const (
	shown     = 6    // signs of a unit that are named, at most
	telling   = 0.25 // worth, in log-odds, from which a sign is named at all
	termWorth = 2.0  // that of the criterion's own terms, which its author wrote, beside worths that were fitted
)

// signsOf names the signs of a unit that counted for the k-th criterion of the model (pro)
// and against it (con), the weightiest first, each once; spans are the words, wherever they
// stand, of those that counted for it.
func (e *Engine) signsOf(u *weighed, c *rules.Criterion, k int) (pro, con []Sign, spans []text.Span) {
	profile := e.model.Worth(u.features, k)
	seen := map[string]bool{}
	for _, h := range u.reading.Hits {
		criterion, list, own := strings.Cut(string(h.Sign), "/")
		if own && criterion != c.ID || own && list == "figures" {
			continue
		}
		words := u.reading.Excerpt(h)
		sign := Sign{ID: string(h.Sign), Words: words}
		switch {
		case own && list == "against":
			sign.Weight = -1
		case own:
			sign.Weight = termWorth
			sign.ID = list
		case h.Sign[0] == '$':
			sign.Weight = profile[h.Sign]
			sign.Label = e.concept(string(h.Sign[1:]))
		case h.Sign[0] == '!':
			sign.Weight = cueWorth(h.Sign)
		default:
			sign.Weight = profile[h.Sign]
		}
		again := seen[sign.ID] // named once, marked wherever it stands
		seen[sign.ID] = true
		switch {
		case sign.Weight > telling:
			if !again {
				pro = append(pro, sign)
			}
			if h.Last >= 0 && int(h.Last) < len(u.reading.Words) {
				spans = append(spans, text.Span{Start: u.reading.Words[h.First].Start, End: u.reading.Words[h.Last].End})
			}
		case sign.Weight < -telling && !again:
			con = append(con, sign)
		}
	}
	bySize := func(s []Sign) []Sign {
		sort.SliceStable(s, func(i, j int) bool { return math.Abs(s[i].Weight) > math.Abs(s[j].Weight) })
		return s[:min(len(s), shown)]
	}
	return bySize(pro), bySize(con), merge(spans)
}

// cueWorth is the weight that a cue is shown with: those that say that a thing is announced,
// defined, denied or quoted count against an evidence, the others are not named.
func cueWorth(cue signs.ID) float64 {
	switch cue {
	case "!annonce", "!définition", "!négation", "!intention", "!sommaire", "!bibliographie", "!cours":
		return -1
	}
	return 0
}

// concept gives the label of a concept of the pack, empty where it has none of that id.
func (e *Engine) concept(id string) rules.Text {
	i := sort.Search(len(e.pack.Concepts), func(i int) bool { return e.pack.Concepts[i].ID >= id })
	if i < len(e.pack.Concepts) && e.pack.Concepts[i].ID == id {
		return e.pack.Concepts[i].Label
	}
	return rules.Text{}
}

// merge joins spans that touch, in order.
func merge(spans []text.Span) []text.Span {
	sort.Slice(spans, func(i, j int) bool { return spans[i].Start < spans[j].Start })
	var out []text.Span
	for _, s := range spans {
		if n := len(out); n > 0 && s.Start <= out[n-1].End {
			out[n-1].End = max(out[n-1].End, s.End)
			continue
		}
		out = append(out, s)
	}
	return out
}

// logistic gives the probability that log-odds stand for.
func logistic(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
