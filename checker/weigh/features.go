package weigh

import (
	"math"
	"sort"
	"strings"

	"prejury/checker/signs"
	"prejury/internal/text"
)

// Feature is a sign of a unit with its strength, about 1 for one occurrence.
type Feature struct {
	Sign  signs.ID
	Value float64
}

// Features are what a unit offers to be weighed: General for every criterion,
// Own for one.
type Features struct {
	General []Feature
	own     map[string][]Feature // by criterion
}

// Own gives the features that exist for one criterion only, those of its terms.
func (f *Features) Own(criterion string) []Feature { return f.own[criterion] }

// Extract gives the features of a reading.
func Extract(r *signs.Reading) *Features {
	f := &Features{own: map[string][]Feature{}}
	count := map[signs.ID]int{}
	var order []signs.ID
	lists := map[string]*lists{}
	for _, h := range r.Hits {
		if criterion, list, ok := strings.Cut(string(h.Sign), "/"); ok {
			l := lists[criterion]
			if l == nil {
				l = newLists()
				lists[criterion] = l
			}
			l.add(list, h)
			continue
		}
		if count[h.Sign] == 0 {
			order = append(order, h.Sign)
		}
		count[h.Sign]++
	}
	for _, id := range order {
		f.General = append(f.General, Feature{id, strength(count[id])})
	}
	f.General = append(f.General, stems(r)...)
	cues := cuesBySentence(r)
	for criterion, l := range lists {
		f.own[criterion] = l.features(cues)
	}
	return f
}

// strength grows slowly with the number of occurrences: 1, 1.5, 1.8, 2…
func strength(n int) float64 { return 1 + math.Log2(float64(n))/2 }

// stems are the words that carry a subject, and pairs of them that follow each
// other, each once. Their strength falls with the length of the unit, so that a
// long unit does not speak of everything.
func stems(r *signs.Reading) []Feature {
	seen := map[string]bool{}
	var out []Feature
	add := func(s string) {
		if !seen[s] {
			seen[s] = true
			out = append(out, Feature{Sign: signs.ID(s)})
		}
	}
	before := ""
	for i, w := range r.Words {
		s := r.Stems[i]
		if text.Stop(w.Fold) || len(s) < 2 || s[0] >= '0' && s[0] <= '9' {
			continue
		}
		add(s)
		if before != "" {
			add(before + " " + s)
		}
		before = s
	}
	v := math.Sqrt(60 / math.Max(60, float64(len(out))))
	for i := range out {
		out[i].Value = v
	}
	return out
}

// lists gathers the hits of one criterion's terms.
type lists struct {
	terms     map[string]map[int32]bool // list → distinct terms
	sentences map[string]map[int32]bool // list → sentences
}

func newLists() *lists {
	return &lists{map[string]map[int32]bool{}, map[string]map[int32]bool{}}
}

func (l *lists) add(list string, h signs.Hit) {
	if l.terms[list] == nil {
		l.terms[list], l.sentences[list] = map[int32]bool{}, map[int32]bool{}
	}
	l.terms[list][h.Term] = true
	l.sentences[list][h.Sentence] = true
}

// features of one criterion's terms:
//
//	about, about+    its subject: at all, how many more ways
//	shows, shows+    its doing, likewise
//	both             subject and doing in one sentence
//	beside           subject and doing in one unit
//	against          other meanings
//	elements, elements+
//	cue@about        a cue in a sentence that speaks of the subject, for each cue
func (l *lists) features(cues map[int32][]signs.ID) []Feature {
	var out []Feature
	put := func(name string, v float64) {
		if v > 0 {
			out = append(out, Feature{signs.ID("/" + name), v})
		}
	}
	n := map[string]int{}
	elements := 0
	for list, terms := range l.terms {
		n[list] = len(terms)
		if list != "about" && list != "shows" && list != "against" && list != "figures" {
			elements++
		}
	}
	grade := func(name string, k int) {
		if k > 0 {
			put(name, 1)
			put(name+"+", math.Log2(float64(k)))
		}
	}
	grade("about", n["about"])
	grade("shows", n["shows"])
	grade("elements", elements)
	put("against", float64(min(n["against"], 2)))
	if n["about"] > 0 && n["shows"] > 0 {
		put("beside", 1)
		for s := range l.sentences["about"] {
			if l.sentences["shows"][s] {
				put("both", 1)
				break
			}
		}
	}
	near := map[signs.ID]bool{}
	for s := range l.sentences["about"] {
		for _, c := range cues[s] {
			near[c] = true
		}
	}
	for c := range near {
		out = append(out, Feature{"/" + c + "@about", 1})
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Sign < out[j].Sign }) // sums must not depend on the order of a map
	return out
}

// cuesBySentence gives the cues of each sentence.
func cuesBySentence(r *signs.Reading) map[int32][]signs.ID {
	out := map[int32][]signs.ID{}
	for _, h := range r.Hits {
		if h.Sign[0] == '!' {
			out[h.Sentence] = append(out[h.Sentence], h.Sign)
		}
	}
	return out
}

// IsWord reports whether a sign is a word or a pair of words of the text.
func IsWord(id signs.ID) bool { return !strings.ContainsAny(string(id[:1]), "$@!#/(") }

// IsConcept reports whether a sign is a concept of the lexicon.
func IsConcept(id signs.ID) bool { return id[0] == '$' }
