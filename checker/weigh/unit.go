// Package weigh gives to the signs of a unit what they are worth for each
// criterion: two log-odds, that it speaks of the criterion's subject, and that it
// does what the criterion asks.
//
// Three things are weighed, all of them data of the pack: the terms that its
// author wrote for the criterion (about, shows, against, elements), the profile of
// the criterion (what its labelled passages say more often than others), and the
// cues, shapes and recognised things of the unit. Two scorecards, the same for all
// criteria, say what each figure is worth, and what it is worth to be first or
// last among the criterion's neighbours.
package weigh

import (
	"fmt"
	"math"

	"prejury/checker/signs"
	"prejury/rules"
)

// The models of a unit in rules.Weights.
const (
	ModelAbout = "unit-about" // the unit speaks of it: at least Weak
	ModelShows = "unit-shows" // the unit does it: Strong
)

// compared are the figures that are also compared with those of neighbours.
var compared = []string{"mots", "mots-faits", "/about", "/about+", "/shows", "/shows+", "/elements", "/against"}

// general are the signs of a unit that count whatever the criterion.
var general = []signs.ID{"@montant", "@pourcentage", "@quantité", "@durée", "@date", "@fréquence", "@horizon", "@rôle", "@personne", "@organisme", "@brevet",
	"@texte-légal", "@norme", "@comparaison", "@formule", "@échelle", "@lien", "@tableau",
	"!annonce", "!définition", "!négation", "!intention", "!futur", "!creux", "!cours", "!sommaire", "!bibliographie", "!réalisé", "!nous", "!autre", "!choix", "!résultat",
	"#raci", "#risques", "#cotation", "#swot", "#planning", "#budget", "#kpi", "#suivi", "#avant-apres", "#compétences", "#acteurs", "#fonctions", "#étapes"}

// UnitFigures are the names of the figures of a unit for a criterion, in order.
var UnitFigures, generalAt, ownAt = unitFigures()

func unitFigures() (names []string, generalAt map[signs.ID]int, ownAt map[signs.ID]int) {
	generalAt, ownAt = map[signs.ID]int{}, map[signs.ID]int{}
	names = append(names, compared...)
	for _, n := range compared {
		names = append(names, "rang de "+n, "écart de "+n)
	}
	add := func(at map[signs.ID]int, id signs.ID) {
		at[id] = len(names)
		names = append(names, string(id))
	}
	for _, n := range []signs.ID{"/elements+", "/beside", "/both"} {
		add(ownAt, n)
	}
	for _, id := range general {
		if id[0] == '!' {
			add(ownAt, "/"+id+"@about")
		}
	}
	for _, id := range general {
		add(generalAt, id)
	}
	for i, n := range compared[2:] {
		ownAt[signs.ID(n)] = i + 2
	}
	return append(names, "longueur"), generalAt, ownAt
}

// Scores are the log-odds of one unit for one criterion.
type Scores struct{ About, Shows float64 }

// Level is the level that the scores come to.
func (s Scores) Level() rules.Level {
	switch {
	case s.Shows > 0:
		return rules.Strong
	case s.About > 0:
		return rules.Weak
	}
	return rules.Absent
}

// Model weighs units for every criterion of a pack. It may be used by several
// goroutines.
type Model struct {
	criteria []string
	index    map[string]int
	groups   [][]int // neighbourhoods
	profile  *Profile
	likeness *Likeness
	about    *Card
	shows    *Card
	Report   *ReportModel
}

// New gives the model of a pack. The error says which weight this program does
// not know.
func New(pack *rules.Pack) (*Model, error) {
	m := Bare(pack)
	w := pack.Weights
	if w == nil {
		w = &rules.Weights{}
	}
	m.profile = m.newProfile(w.Profile)
	m.likeness = m.NewLikeness(w.Pages)
	var err error
	if m.about, err = NewCard(w, ModelAbout, UnitFigures); err != nil {
		return nil, err
	}
	if m.shows, err = NewCard(w, ModelShows, UnitFigures); err != nil {
		return nil, err
	}
	if m.Report, err = newReportModel(w); err != nil {
		return nil, fmt.Errorf("weights of reports: %w", err)
	}
	return m, nil
}

// Bare gives a model without weights, whose vectors can be fitted.
func Bare(pack *rules.Pack) *Model {
	m := &Model{index: map[string]int{}}
	for _, group := range pack.Neighbourhoods() {
		var g []int
		for _, id := range group {
			i, ok := m.index[id]
			if !ok {
				i = len(m.criteria)
				m.index[id] = i
				m.criteria = append(m.criteria, id)
			}
			g = append(g, i)
		}
		m.groups = append(m.groups, g)
	}
	return m
}

// Likeness gives how far a unit is like places of evidence in real reports, for each
// criterion of the model, in its order.
func (m *Model) Likeness(f *Features) []float64 { return m.likeness.Of(f) }

// Criteria are the ids of the criteria that the model weighs, in its order.
func (m *Model) Criteria() []string { return m.criteria }

// WithProfile gives a copy of the model that uses another profile.
func (m *Model) WithProfile(p rules.Profile) *Model {
	other := *m
	other.profile = m.newProfile(p)
	return &other
}

// Vectors gives the figures of a unit for each criterion of the model, in its
// order. A criterion in several neighbourhoods is compared in the first.
func (m *Model) Vectors(f *Features) [][]float64 {
	n := len(UnitFigures)
	flat := make([]float64, n*len(m.criteria))
	out := make([][]float64, len(m.criteria))
	about, shows := m.profile.sum(f, len(m.criteria))
	size := math.Sqrt(math.Max(20, float64(len(f.General))))
	shared := make([]float64, n)
	for _, x := range f.General {
		if i, ok := generalAt[x.Sign]; ok {
			shared[i] = x.Value
		}
	}
	shared[n-1] = math.Log(math.Max(20, float64(len(f.General))))
	for k, id := range m.criteria {
		v := flat[k*n : (k+1)*n]
		copy(v, shared)
		v[0], v[1] = about[k]/size, shows[k]/size
		for _, x := range f.Own(id) {
			if i, ok := ownAt[x.Sign]; ok {
				v[i] = x.Value
			}
		}
		out[k] = v
	}
	done := make([]bool, len(m.criteria))
	for _, g := range m.groups {
		m.compare(g, out, done)
	}
	return out
}

// compare fills the figures of rank and distance among the criteria of a group.
func (m *Model) compare(group []int, vectors [][]float64, done []bool) {
	base := len(compared)
	for z := range compared {
		mean := 0.0
		for _, k := range group {
			mean += vectors[k][z]
		}
		mean /= float64(len(group))
		for _, k := range group {
			if done[k] {
				continue
			}
			above := 0
			for _, j := range group {
				if vectors[j][z] > vectors[k][z] {
					above++
				}
			}
			vectors[k][base+2*z], vectors[k][base+2*z+1] = float64(above), vectors[k][z]-mean
		}
	}
	for _, k := range group {
		done[k] = true
	}
}

// Score weighs a unit for every criterion of the model, in its order.
func (m *Model) Score(f *Features) []Scores {
	out := make([]Scores, len(m.criteria))
	for k, v := range m.Vectors(f) {
		out[k] = Scores{m.about.Score(m.criteria[k], v), m.shows.Score(m.criteria[k], v)}
	}
	return out
}

// Index gives the place of a criterion in the model's order.
func (m *Model) Index(criterion string) (int, bool) {
	i, ok := m.index[criterion]
	return i, ok
}
