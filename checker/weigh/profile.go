package weigh

import (
	"prejury/checker/signs"
	"prejury/rules"
)

// Profile says for each sign which criteria it speaks for.
type Profile struct {
	bySign map[signs.ID][]worth
}

type worth struct {
	criterion    int32
	about, shows float32
}

// newProfile reads the rows of a pack.
func newProfile(w *rules.Weights, index map[string]int) *Profile {
	return &Profile{bySign(w.Profile, func(e *rules.ProfileEntry) (string, worth, bool) {
		k, ok := index[e.Criterion]
		return e.Sign, worth{int32(k), float32(e.About), float32(e.Shows)}, ok
	})}
}

// bySign gathers what entries say of each sign. Those of a pack come sign by sign, so
// that one list holds them all.
func bySign[E, V any](entries []E, read func(*E) (sign string, value V, ok bool)) map[signs.ID][]V {
	out := make(map[signs.ID][]V, len(entries)/4)
	values := make([]V, 0, len(entries))
	first, last := 0, ""
	flush := func() {
		if run := values[first:len(values):len(values)]; len(run) > 0 {
			if before := out[signs.ID(last)]; before != nil {
				run = append(before, run...)
			}
			out[signs.ID(last)] = run
		}
		first = len(values)
	}
	for i := range entries {
		sign, v, ok := read(&entries[i])
		if !ok {
			continue
		}
		if sign != last {
			flush()
			last = sign
		}
		values = append(values, v)
	}
	flush()
	return out
}

// NewProfile is empty.
func NewProfile() *Profile { return &Profile{map[signs.ID][]worth{}} }

// Add says what a sign is worth for the criterion at a place of the model's order.
func (p *Profile) Add(sign signs.ID, criterion int, about, shows float64) {
	p.bySign[sign] = append(p.bySign[sign], worth{int32(criterion), float32(about), float32(shows)})
}

// sum adds up what the signs of a unit say of each of n criteria.
func (p *Profile) sum(f *Features, n int) (about, shows []float64) {
	about, shows = make([]float64, n), make([]float64, n)
	for _, x := range f.General {
		for _, w := range p.bySign[x.Sign] {
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
		for _, w := range m.profile.bySign[x.Sign] {
			if int(w.criterion) == criterion {
				out[x.Sign] = x.Value * float64(w.about+max(0, w.shows))
			}
		}
	}
	return out
}
