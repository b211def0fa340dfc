package weigh

import (
	"iter"

	"prejury/checker/signs"
	"prejury/rules"
)

// Profile says for each sign which criteria it speaks for.
type Profile struct{ of table[worth] }

type worth struct {
	criterion    int32
	about, shows float32
}

// newProfile compiles the profile of a pack for a model.
func (m *Model) newProfile(p rules.Profile) *Profile {
	return &Profile{newTable(p.All(), p.Len(), func(e rules.ProfileEntry) (string, worth, bool) {
		k, ok := m.index[e.Criterion]
		return e.Sign, worth{int32(k), float32(e.About), float32(e.Shows)}, ok
	})}
}

// table finds by its sign what is said of it: one value a criterion, all of them in
// one list. The built-in pack has a hundred thousand signs and more.
type table[V any] struct {
	runs   map[signs.ID]run
	values []V
}

// run is a part of the values of a table.
type run struct{ first, end int32 }

// newTable gathers n entries, which come sign by sign. read gives the sign and the
// value of one, and whether it counts.
func newTable[E, V any](entries iter.Seq[E], n int, read func(E) (sign string, value V, ok bool)) table[V] {
	t := table[V]{make(map[signs.ID]run, n/3), make([]V, 0, n)}
	for e := range entries {
		sign, v, ok := read(e)
		if !ok {
			continue
		}
		r, known := t.runs[signs.ID(sign)]
		if !known {
			r.first = int32(len(t.values))
		}
		t.values = append(t.values, v)
		t.runs[signs.ID(sign)] = run{r.first, int32(len(t.values))}
	}
	return t
}

// get gives the values of a sign, none when the table does not have it.
func (t *table[V]) get(sign signs.ID) []V {
	r := t.runs[sign]
	return t.values[r.first:r.end]
}

// sum adds up what the signs of a unit say of each of n criteria.
func (p *Profile) sum(f *Features, n int) (about, shows []float64) {
	about, shows = make([]float64, n), make([]float64, n)
	for _, x := range f.General {
		for _, w := range p.of.get(x.Sign) {
			about[w.criterion] += x.Value * float64(w.about)
			shows[w.criterion] += x.Value * float64(w.shows)
		}
	}
	return about, shows
}

// Worth gives what each general sign of a unit says of the criterion at a place of
// the model's order, to explain a score.
func (m *Model) Worth(f *Features, criterion int) map[signs.ID]float64 {
	out := map[signs.ID]float64{}
	for _, x := range f.General {
		for _, w := range m.profile.of.get(x.Sign) {
			if int(w.criterion) == criterion {
				out[x.Sign] = x.Value * float64(w.about+max(0, w.shows))
			}
		}
	}
	return out
}
