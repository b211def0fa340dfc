package signs

import (
	"maps"
	"slices"
	"sort"
	"strings"

	"prejury/internal/text"
	"prejury/rules"
)

// near is how many words may stand between the parts of a term "a ~ b".
const near = 10

// matcher finds all terms of a pack in one pass: each word of the text is looked
// up among the first words of all phrases, by stem, by beginning, and as written.
// The cost grows with the text, not with the number of terms.
type matcher struct {
	phrases  []phrase
	byStem   map[string][]int32 // first word → phrases
	byExact  map[string][]int32
	byPrefix map[string][]int32
	prefixes []int // the lengths of prefixes in byPrefix, ascending
	terms    []term
	// signsOf gives the signs that a term gives: its concept and those that name it,
	// the criteria that use it.
	signsOf [][]ID
	// byRecogniser gives the signs of criteria and concepts that use a recogniser.
	byRecogniser map[string][]ID
}

// phrase is one part of a term.
type phrase struct {
	rules.Phrase
	term, part int32
}

// term is a term of the pack: how many parts it has, which must stand near each other.
type term struct{ parts int }

// compile gathers every distinct term of the pack once, with all signs that it gives.
func compile(pack *rules.Pack) *matcher {
	m := &matcher{byStem: map[string][]int32{}, byExact: map[string][]int32{}, byPrefix: map[string][]int32{}, byRecogniser: map[string][]ID{}}
	known := map[string]int{}
	up := usedBy(pack)
	add := func(s string, signs []ID) {
		t := pack.Terms[s]
		if t.Concept != "" {
			return // followed by usedBy
		}
		if t.Recogniser != "" {
			m.byRecogniser[t.Recogniser] = append(m.byRecogniser[t.Recogniser], signs...)
			return
		}
		id, ok := known[s]
		if !ok {
			id = len(m.terms)
			known[s] = id
			m.terms = append(m.terms, term{len(t.Parts)})
			m.signsOf = append(m.signsOf, nil)
			for i, p := range t.Parts {
				m.phrases = append(m.phrases, phrase{p, int32(id), int32(i)})
			}
		}
		m.signsOf[id] = append(m.signsOf[id], signs...)
	}
	for _, c := range pack.Concepts {
		for _, s := range c.Terms {
			add(s, up["$"+c.ID])
		}
	}
	for _, c := range pack.Criteria {
		eachList(c, func(sign ID, terms []string) {
			for _, s := range terms {
				add(s, []ID{sign})
			}
		})
	}
	for i := range m.signsOf {
		slices.Sort(m.signsOf[i])
		m.signsOf[i] = slices.Compact(m.signsOf[i])
	}
	m.index()
	return m
}

// eachList calls f for each list of terms of a criterion with the sign that they give.
func eachList(c rules.Criterion, f func(sign ID, terms []string)) {
	f(Of(c.ID, "about"), c.About)
	f(Of(c.ID, "shows"), c.Shows)
	f(Of(c.ID, against), c.Against)
	f(Of(c.ID, "figures"), c.Figures)
	for _, e := range c.Elements {
		f(Of(c.ID, e.ID), e.Terms)
	}
}

// against is the list of the terms that take a criterion's meaning back.
const against = "against"

// Of is the sign that the terms of a list of a criterion give.
func Of(criterion, list string) ID { return ID(criterion + "/" + list) }

// usedBy gives, for each concept ("$id"), all signs that one of its terms gives:
// the concept, the concepts that name it, directly or not, and the criteria.
func usedBy(pack *rules.Pack) map[string][]ID {
	parents := map[string][]ID{}
	link := func(child string, parent ID) { parents[child] = append(parents[child], parent) }
	for _, c := range pack.Concepts {
		for _, s := range c.Terms {
			if t := pack.Terms[s]; t.Concept != "" {
				link("$"+t.Concept, ID("$"+c.ID))
			}
		}
	}
	for _, c := range pack.Criteria {
		eachList(c, func(sign ID, terms []string) {
			for _, s := range terms {
				if strings.HasPrefix(s, "$") {
					link(s, sign)
				}
			}
		})
	}
	all := map[string][]ID{}
	for _, c := range pack.Concepts {
		var out []ID
		seen := map[ID]bool{}
		var visit func(id ID)
		visit = func(id ID) {
			if seen[id] {
				return
			}
			seen[id] = true
			out = append(out, id)
			for _, p := range parents[string(id)] {
				visit(p)
			}
		}
		visit(ID("$" + c.ID))
		all["$"+c.ID] = out
	}
	return all
}

// index files the phrases by their first word.
func (m *matcher) index() {
	lengths := map[int]bool{}
	for i, p := range m.phrases {
		w := p.Words[0]
		switch {
		case p.Exact:
			m.byExact[w.Text] = append(m.byExact[w.Text], int32(i))
		case w.Prefix:
			m.byPrefix[w.Text] = append(m.byPrefix[w.Text], int32(i))
			lengths[len(w.Text)] = true
		default:
			m.byStem[w.Text] = append(m.byStem[w.Text], int32(i))
		}
	}
	m.prefixes = slices.Sorted(maps.Keys(lengths))
}

// found is one part of a term with several parts, seen at words first to last.
type found struct {
	part        int32
	first, last int
}

// match adds to r the signs of the terms that it holds.
func (m *matcher) match(r *Reading) {
	for _, h := range r.Hits { // recognised things that criteria and concepts use
		for _, s := range m.byRecogniser[string(h.Sign[1:])] {
			r.Hits = append(r.Hits, Hit{s, -1, h.First, h.Last, h.Sentence})
		}
	}
	waiting := map[int32][]found{}
	r.meant = meantFrom(r.Words)
	for i := range r.Words {
		m.try(r, i, m.byStem[r.Stems[i]], waiting)
		if len(m.byExact) > 0 {
			m.try(r, i, m.byExact[r.Unit.Text[r.Words[i].Start:r.Words[i].End]], waiting)
		}
		fold := r.Words[i].Fold
		for _, n := range m.prefixes {
			if n > len(fold) {
				break
			}
			m.try(r, i, m.byPrefix[fold[:n]], waiting)
		}
	}
	m.join(r, waiting)
	m.takeBack(r)
}

// takeBack drops the terms of a criterion that share a word with a phrase that its
// author wrote against it: « la responsable veille à ce que » is no « responsable
// veille ». What the parts of a term stand around must lie within that phrase.
func (m *matcher) takeBack(r *Reading) {
	type words struct{ first, last int32 }
	other := map[string][]words{}
	for _, h := range r.Hits {
		if criterion, list, _ := strings.Cut(string(h.Sign), "/"); list == against && h.Term >= 0 && m.terms[h.Term].parts == 1 {
			other[criterion] = append(other[criterion], words{h.First, h.Last})
		}
	}
	if len(other) == 0 {
		return
	}
	r.Hits = slices.DeleteFunc(r.Hits, func(h Hit) bool {
		criterion, list, ok := strings.Cut(string(h.Sign), "/")
		if !ok || list == against {
			return false
		}
		parts := h.Term >= 0 && m.terms[h.Term].parts > 1
		return slices.ContainsFunc(other[criterion], func(w words) bool {
			if parts {
				return w.first <= h.First && h.Last <= w.last
			}
			return h.First <= w.last && w.first <= h.Last
		})
	})
}

// try gives the terms of one part whose phrase stands at a word, and keeps the parts
// of the others waiting.
func (m *matcher) try(r *Reading, at int, candidates []int32, waiting map[int32][]found) {
	for _, id := range candidates {
		p := &m.phrases[id]
		last, ok := follows(r, at, p)
		if !ok {
			continue
		}
		if m.terms[p.term].parts == 1 {
			m.give(r, p.term, at, last)
		} else {
			waiting[p.term] = append(waiting[p.term], found{p.part, at, last})
		}
	}
}

// give adds the signs of a term seen at words first to last.
func (m *matcher) give(r *Reading, term int32, first, last int) {
	for _, s := range m.signsOf[term] {
		r.add(s, int(term), first, last)
	}
}

// meantFrom gives, for each word, the first from it on that is no stop word; the number
// of words where there is none. Skipping stop words one by one at each phrase would cost
// the square of a text of nothing else.
func meantFrom(words []text.Word) []int32 {
	out := make([]int32, len(words))
	next := int32(len(words))
	for i := len(words) - 1; i >= 0; i-- {
		if !text.Stop(words[i].Fold) {
			next = int32(i)
		}
		out[i] = next
	}
	return out
}

// follows reports whether the words of a phrase follow each other from word at on,
// stop words aside, within one sentence, and where they end.
func follows(r *Reading, at int, p *phrase) (last int, ok bool) {
	i := at
	for k, w := range p.Words {
		if k > 0 {
			i++
			if !p.Exact && !p.Close && i < len(r.Words) {
				i = int(r.meant[i])
			}
			if i >= len(r.Words) || r.In[i] != r.In[at] {
				return 0, false
			}
		}
		switch {
		case p.Exact:
			if r.Unit.Text[r.Words[i].Start:r.Words[i].End] != w.Text {
				return 0, false
			}
		case w.Prefix:
			if !strings.HasPrefix(r.Words[i].Fold, w.Text) {
				return 0, false
			}
		case r.Stems[i] != w.Text:
			return 0, false
		}
	}
	return i, true
}

// join gives the terms all of whose parts stand in one sentence, near each other.
func (m *matcher) join(r *Reading, waiting map[int32][]found) {
	for _, id := range slices.Sorted(maps.Keys(waiting)) {
		if first, last, ok := together(r, waiting[id], m.terms[id].parts); ok {
			m.give(r, id, first, last)
		}
	}
}

// together gives the words that all parts of a term cover, where they first stand
// near each other. seen is in the order of the text: only the neighbours of a part are
// looked at, however often the others are repeated.
func together(r *Reading, seen []found, parts int) (first, last int, ok bool) {
	longest := 0
	for _, f := range seen {
		longest = max(longest, f.last-f.first)
	}
	for _, f := range seen {
		if f.part != 0 {
			continue
		}
		first, last, ok = f.first, f.last, true
		for part := int32(1); ok && part < int32(parts); part++ {
			ok = false
			from := sort.Search(len(seen), func(i int) bool { return seen[i].first >= first-near-longest })
			for _, g := range seen[from:] {
				if g.first-last > near {
					break
				}
				if g.part == part && r.In[g.first] == r.In[f.first] && first-g.last <= near {
					first, last, ok = min(first, g.first), max(last, g.last), true
					break
				}
			}
		}
		if ok {
			return first, last, true
		}
	}
	return 0, 0, false
}
