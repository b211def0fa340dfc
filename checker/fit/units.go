package fit

import (
	"hash/fnv"
	"math"

	"prejury/checker/passages"
	"prejury/checker/signs"
	"prejury/checker/weigh"
	"prejury/rules"
)

// Sample is one passage read once, ready to be fitted on or tried.
type Sample struct {
	Passage  *passages.Passage
	Features *weigh.Features
}

// ReadSamples reads passages with the terms of a pack.
func ReadSamples(pack *rules.Pack, all []passages.Passage) []Sample {
	reader := signs.NewReader(pack)
	out := make([]Sample, len(all))
	for i := range all {
		p := &all[i]
		out[i] = Sample{p, weigh.Extract(reader.Read(passages.Unit(p.Text, p.Kind)))}
	}
	return out
}

// Fold spreads what must stay together (a family of passages, a report) over n folds.
func Fold(name string, n int) int {
	h := fnv.New32a()
	h.Write([]byte(name))
	return int(h.Sum32() % uint32(n))
}

// The parameters of the fit of units, chosen by cross-validation (docs/verdicts.md).
const (
	smoothing = 8.0  // passages of prior knowledge that a ratio is pulled to
	entryMin  = 0.3  // smaller logarithms of ratios are left out
	unitRidge = 10.0 // penalty of the scorecards of units
	innerFold = 8    // folds of profiles, so that no passage is weighed with its own words
)

// profile counts what the samples say of each criterion.
func profile(samples []Sample, m *weigh.Model) rules.Profile {
	type counts struct{ about, strong float64 }
	all := map[signs.ID]float64{}
	by := map[string]map[signs.ID]*counts{}
	total := map[string]*counts{}
	for _, s := range samples {
		for _, x := range s.Features.General {
			all[x.Sign]++
		}
		for c, label := range s.Passage.Labels {
			if _, ok := m.Index(c); !ok {
				continue
			}
			if by[c] == nil {
				by[c], total[c] = map[signs.ID]*counts{}, &counts{}
			}
			strong := 0.0
			if label == rules.Strong.String() {
				strong = 1
			}
			total[c].about++
			total[c].strong += strong
			for _, x := range s.Features.General {
				n := by[c][x.Sign]
				if n == nil {
					n = &counts{}
					by[c][x.Sign] = n
				}
				n.about++
				n.strong += strong
			}
		}
	}
	var out []rules.ProfileEntry
	size := float64(len(samples))
	for c, found := range by {
		t := total[c]
		for sign, n := range found {
			base := all[sign] / size
			about := math.Log((n.about + smoothing*base) / (t.about + smoothing) / base)
			p := n.about / t.about
			strong := (n.strong + smoothing*p) / (t.strong + smoothing)
			weak := (n.about - n.strong + smoothing*p) / (t.about - t.strong + smoothing)
			shows := math.Log((strong + 1e-3) / (weak + 1e-3))
			about, shows = prune(about), prune(shows)
			if about != 0 || shows != 0 {
				out = append(out, rules.ProfileEntry{Criterion: c, Sign: string(sign), About: about, Shows: shows})
			}
		}
	}
	return rules.NewProfile(out)
}

// prune leaves out what is too small to count, and rounds as the pack is written.
func prune(v float64) float64 {
	if math.Abs(v) < entryMin {
		return 0
	}
	return round2(v)
}

// Units fits the profiles and the scorecards of units on samples.
func Units(pack *rules.Pack, samples []Sample) *rules.Weights {
	bare := weigh.Bare(pack)
	models := make([]*weigh.Model, innerFold)
	for k := range models {
		var rest []Sample
		for _, s := range samples {
			if Fold(s.Passage.Fold(), innerFold) != k {
				rest = append(rest, s)
			}
		}
		models[k] = bare.WithProfile(profile(rest, bare))
	}
	var vectors [][]float64
	var levels []rules.Level
	for _, s := range samples {
		all := models[Fold(s.Passage.Fold(), innerFold)].Vectors(s.Features)
		for _, c := range s.Passage.Scope {
			level, counts := s.Passage.Expected(c)
			if k, ok := bare.Index(c); ok && counts {
				vectors = append(vectors, all[k])
				levels = append(levels, level)
			}
		}
	}
	b := newBins(weigh.UnitFigures, nil, vectors, unitQuantiles, nil)
	about, shows := make([]observation, len(vectors)), make([]observation, len(vectors))
	for i, v := range vectors {
		row := b.row("", v)
		about[i] = observation{row, levels[i] >= rules.Weak, 1}
		shows[i] = observation{row, levels[i] == rules.Strong, 1}
	}
	w := &rules.Weights{Profile: profile(samples, bare)}
	w.Rows = append(w.Rows, b.weights(weigh.ModelAbout, logistic(about, b.columns, unitRidge))...)
	w.Rows = append(w.Rows, b.weights(weigh.ModelShows, logistic(shows, b.columns, unitRidge))...)
	return w
}
