// Package signs reads one unit of a report (a paragraph, a list, a table) and
// names what it holds: terms of the pack, recognised things (amounts, dates,
// roles…), cues that take evidence back, shapes of tables. It weighs nothing.
package signs

import (
	"prejury/internal/text"
	"prejury/rules"
)

// Unit is what is weighed at once: a paragraph, a list with the line that
// introduces it, a table with its caption.
type Unit struct {
	Text string     // as read; the rows of a table are lines, its cells separated by tabs
	Rows [][]string // the cells, when the unit is a table
}

// ID names a sign:
//
//	$swot       a concept of the lexicon
//	@montant    a recogniser (see rules.Recognisers)
//	!annonce    a cue
//	#raci       a shape of table
//	C3.2/about  terms of a criterion: about, shows, against, figures, or an element's id
//	amortiss    a stem
type ID string

// Hit is one occurrence of a sign: words First to Last of the unit, included. A
// shape covers the whole unit: Last is -1.
type Hit struct {
	Sign        ID
	Term        int32 // the term of the pack that matched, to count distinct ones
	First, Last int32
	Sentence    int32
}

// Reading is all that a unit holds.
type Reading struct {
	Unit      Unit
	Words     []text.Word
	Stems     []string // of each word
	Sentences []text.Span
	In        []int32 // the sentence of each word
	Hits      []Hit   // concepts, criteria's terms, recognisers, cues, shapes

	meant []int32 // of each word, the first from it on that is no stop word
}

// Excerpt gives the words of a hit as they stand in the unit.
func (r *Reading) Excerpt(h Hit) string {
	if h.Last < 0 || int(h.Last) >= len(r.Words) {
		return ""
	}
	return r.Unit.Text[r.Words[h.First].Start:r.Words[h.Last].End]
}

// Reader reads units for one pack. It is not safe for concurrent use.
type Reader struct {
	stemmer *text.Stemmer
	terms   *matcher
}

// NewReader compiles the terms of a pack, which must have been validated.
func NewReader(pack *rules.Pack) *Reader {
	return &Reader{stemmer: text.NewStemmer(), terms: compile(pack)}
}

// Read reads one unit.
func (rd *Reader) Read(u Unit) *Reading {
	r := &Reading{Unit: u, Words: text.Words(u.Text), Sentences: text.Sentences(u.Text)}
	r.Stems = make([]string, len(r.Words))
	r.In = make([]int32, len(r.Words))
	sentence := 0
	for i, w := range r.Words {
		r.Stems[i] = rd.stemmer.Stem(w.Lower)
		for sentence+1 < len(r.Sentences) && w.Start >= r.Sentences[sentence].End {
			sentence++
		}
		r.In[i] = int32(sentence)
	}
	recognise(r)
	rd.terms.match(r)
	cue(r)
	shape(r)
	return r
}

// add records a hit on words first to last.
func (r *Reading) add(sign ID, term, first, last int) {
	s := int32(0)
	if first < len(r.In) {
		s = r.In[first]
	}
	r.Hits = append(r.Hits, Hit{sign, int32(term), int32(first), int32(last), s})
}
