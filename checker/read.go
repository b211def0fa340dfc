package checker

import (
	"hash/fnv"
	"slices"
	"strings"

	"prejury/checker/signs"
	"prejury/checker/weigh"
	"prejury/extractors/document"
	"prejury/internal/text"
)

// weighed is a unit of the report with all that was seen in it.
type weighed struct {
	unit
	reading  *signs.Reading
	features *weigh.Features
	scores   []weigh.Scores // in the order of the model's criteria
	likeness []float64      // likewise
	headings *headings
	path     int // the number of its path of headings
	// announces is set on a unit that says what the report will do.
	announces bool
	// repeated is set on a unit whose text was already read: it counts once.
	repeated bool
}

// headings is what the path of headings above units speaks of.
type headings struct{ about map[string]bool } // by criterion

// reading is a whole report, read and weighed.
type reading struct {
	units   []weighed
	nature  weigh.Nature
	vectors [][]float64 // the figures of the whole, in the order of the model's criteria
	density []float64   // those that say how dense it is, see weigh.DensityFigures
	// captions are those of pictures that may be proofs, read once for all criteria.
	captions []caption
}

// proofZones are the zones in which evidence is looked for: a word in a contents
// list, a bibliography, a glossary is never proof.
var proofZones = []document.Zone{document.Front, document.Body, document.Annexes}

func isProofZone(z document.Zone) bool {
	if z == "" {
		return true // a document whose zones were not judged
	}
	return slices.Contains(proofZones, z)
}

// read reads and weighs the units of a document. What the template of the school
// says is left out.
func (e *Engine) read(doc *document.Document, trame *document.Document) *reading {
	r := &reading{nature: weigh.Nature{Share: map[string]float64{}}}
	given := template(trame)
	paths, sections := map[string]*headings{}, map[*headings]int{}
	seen := map[uint64]bool{}
	for _, u := range units(doc) {
		if !isProofZone(u.zone) {
			continue
		}
		if len(given) > 0 {
			if u.Text = subtract(u.Text, given); u.Text == "" {
				continue
			}
		}
		w := weighed{unit: u, reading: e.reader.Read(u.Unit), headings: e.headingsOf(u.section, paths)}
		w.features = weigh.Extract(w.reading)
		w.announces = slices.ContainsFunc(w.reading.Hits, func(h signs.Hit) bool { return h.Sign == "!annonce" })
		w.scores = e.model.Score(w.features)
		w.likeness = e.model.Likeness(w.features)
		if _, ok := sections[w.headings]; !ok {
			sections[w.headings] = len(sections)
		}
		w.path = sections[w.headings]
		h := fingerprintOf(u.Text)
		w.repeated = seen[h] && u.words > repeats
		seen[h] = true
		r.units = append(r.units, w)
		r.nature.Units++
		r.nature.Words += u.words
		for _, f := range w.features.General {
			if weigh.IsNature(f.Sign) {
				r.nature.Share[string(f.Sign)]++
			}
		}
	}
	for s := range r.nature.Share {
		r.nature.Share[s] /= float64(r.nature.Units)
	}
	r.captions = e.captions(doc)
	r.vectors = e.vectors(r)
	r.density = weigh.DensityVector(r.weighedUnits(), r.nature)
	return r
}

// repeats is the number of words up to which the same text is no repetition: « Voir annexe
// 3. » may be said on any page.
const repeats = 6

// fingerprintOf tells texts apart by their folded words.
func fingerprintOf(s string) uint64 {
	h := fnv.New64a()
	for _, w := range text.Words(s) {
		h.Write([]byte(w.Fold))
		h.Write([]byte{' '})
	}
	return h.Sum64()
}

// headingsOf reads a path of headings once.
func (e *Engine) headingsOf(section []string, known map[string]*headings) *headings {
	path := strings.Join(section, "\n")
	if h, ok := known[path]; ok {
		return h
	}
	h := &headings{map[string]bool{}}
	for _, hit := range e.reader.Read(signs.Unit{Text: path}).Hits {
		if criterion, list, ok := strings.Cut(string(hit.Sign), "/"); ok && list == "about" {
			h.about[criterion] = true
		}
	}
	known[path] = h
	return h
}

// vectors gives the figures of the report for every criterion of the model.
func (e *Engine) vectors(r *reading) [][]float64 {
	out := make([][]float64, len(e.model.Criteria()))
	for k, id := range e.model.Criteria() {
		out[k] = weigh.ReportVector(r.outcomes(id, k), r.nature)
	}
	e.model.Relate(out)
	return out
}

// outcomes gives what each unit comes to for one criterion; repeated units are left out.
func (r *reading) outcomes(criterion string, k int) []weigh.UnitOutcome {
	out := make([]weigh.UnitOutcome, 0, len(r.units))
	for i := range r.units {
		u := &r.units[i]
		if u.repeated {
			continue
		}
		out = append(out, weigh.UnitOutcome{Scores: u.scores[k], Own: u.features.Own(criterion), Likeness: u.likeness[k], Heading: u.headings.about[criterion], Section: u.path, Page: u.page, Words: u.words})
	}
	return out
}

// weighedUnits gives the scores of the units, without those repeated.
func (r *reading) weighedUnits() []weigh.WeighedUnit {
	out := make([]weigh.WeighedUnit, 0, len(r.units))
	for i := range r.units {
		if u := &r.units[i]; !u.repeated {
			out = append(out, weigh.WeighedUnit{Scores: u.scores, Words: u.words})
		}
	}
	return out
}

// score weighs the whole report for the k-th criterion of the model.
func (e *Engine) score(r *reading, k int) weigh.Scores {
	return e.model.Report.Score(e.model.Criteria()[k], r.vectors[k], e.model.Report.Density(r.density))
}

// template gives the folded sentences of a school's template.
func template(trame *document.Document) map[string]bool {
	if trame == nil {
		return nil
	}
	out := map[string]bool{}
	for _, b := range trame.Blocks {
		for _, s := range text.Sentences(b.Text) {
			out[foldLine(b.Text[s.Start:s.End])] = true
		}
	}
	return out
}

// subtract gives a text without the sentences that a template holds.
func subtract(s string, given map[string]bool) string {
	var kept []string
	for _, p := range text.Sentences(s) {
		if sentence := s[p.Start:p.End]; !given[foldLine(sentence)] {
			kept = append(kept, sentence)
		}
	}
	return strings.Join(kept, " ")
}

// foldLine keeps the folded words of a line, to compare it with another.
func foldLine(s string) string {
	words := text.Words(s)
	folded := make([]string, len(words))
	for i, w := range words {
		folded[i] = w.Fold
	}
	return strings.Join(folded, " ")
}
