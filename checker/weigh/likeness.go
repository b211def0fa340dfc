package weigh

import (
	"math"

	"prejury/rules"
)

// Likeness says how far a unit is like the places of real reports where readers
// found evidence of each criterion. What profiles learn from passages written for
// one criterion, it learns from pages written for none.
type Likeness struct {
	of     table[liking]
	others []float64 // by criterion, the worth of a known sign without one of its own
}

type liking struct {
	criterion int32
	beyond    float32 // what the sign is worth beyond others
}

// NewLikeness compiles the pages of a pack for a model.
func (m *Model) NewLikeness(p rules.Pages) *Likeness {
	l := &Likeness{others: make([]float64, len(m.criteria))}
	for e := range p.All() {
		if k, ok := m.index[e.Criterion]; ok && e.Sign == rules.Others {
			l.others[k] = e.Worth
		}
	}
	l.of = newTable(p.All(), p.Len(), func(e rules.PageEntry) (string, liking, bool) {
		k, ok := m.index[e.Criterion]
		return e.Sign, liking{int32(k), float32(e.Worth - l.others[k])}, ok && e.Sign != rules.Others
	})
	return l
}

// fewSigns is the number of signs below which a unit is not given more weight for
// being short.
const fewSigns = 20

// Of gives the likeness of a unit for each criterion of the model, about 0 for a
// unit like any other.
func (l *Likeness) Of(f *Features) []float64 {
	out := make([]float64, len(l.others))
	if len(l.of.values) == 0 {
		return out
	}
	known := 0
	for _, x := range f.General {
		w := l.of.get(x.Sign)
		if len(w) == 0 {
			continue
		}
		known++
		for _, v := range w {
			out[v.criterion] += float64(v.beyond)
		}
	}
	size := math.Sqrt(float64(max(fewSigns, len(f.General))))
	for k := range out {
		out[k] = (out[k] + l.others[k]*float64(known)) / size
	}
	return out
}
