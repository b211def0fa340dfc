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
	p := &Profile{make(map[signs.ID][]worth, len(w.Profile)/3)}
	for _, r := range w.Profile {
		if k, ok := index[r.Criterion]; ok {
			p.Add(signs.ID(r.Sign), k, r.About, r.Shows)
		}
	}
	return p
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
