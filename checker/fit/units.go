package fit

import (
	"hash/fnv"
	"math"
	"sort"
	"strings"

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
	smoothing  = 2.0  // passages of prior knowledge that a ratio is pulled to
	pairsMin   = 2    // passages of a criterion in which a pair of words must stand
	entryMin   = 0.3  // smaller logarithms of ratios are left out
	unitRidge  = 10.0 // penalty of the scorecards of units
	caseWeight = 0.3  // what a unit of a report counts beside a pair of a passage
	innerFold  = 8    // folds of profiles, so that no passage is weighed with its own words
)

// profile counts what the samples say of each criterion.
func profile(samples []Sample, m *weigh.Model) []rules.ProfileEntry {
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
			if n.about < pairsMin && strings.Contains(string(sign), " ") {
				continue
			}
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
	sort.Slice(out, func(i, j int) bool {
		return out[i].Criterion < out[j].Criterion || out[i].Criterion == out[j].Criterion && out[i].Sign < out[j].Sign
	})
	return out
}

// prune leaves out what is too small to count, and rounds as the pack is written.
func prune(v float64) float64 {
	if math.Abs(v) < entryMin {
		return 0
	}
	return math.Round(v*100) / 100
}

// compile makes of entries a profile for a model.
func compile(entries []rules.ProfileEntry, m *weigh.Model) *weigh.Profile {
	p := weigh.NewProfile()
	for _, e := range entries {
		if k, ok := m.Index(e.Criterion); ok {
			p.Add(signs.ID(e.Sign), k, e.About, e.Shows)
		}
	}
	return p
}

// UnitCase is one unit of a judged report with the level that it stands for: what
// readers gave as the proof, or what speaks most of a criterion that they called
// absent. Real reports teach the scorecards what passages cannot: ordinary pages.
type UnitCase struct {
	Vector []float64 // see weigh.UnitFigures
	Level  rules.Level
}

// Units fits the profiles and the scorecards of units on samples, and the
// scorecards on cases of real reports too, which may be none.
func Units(pack *rules.Pack, samples []Sample, cases []UnitCase) *rules.Weights {
	bare := weigh.Bare(pack)
	models := make([]*weigh.Model, innerFold)
	for k := range models {
		var rest []Sample
		for _, s := range samples {
			if Fold(s.Passage.Fold(), innerFold) != k {
				rest = append(rest, s)
			}
		}
		models[k] = bare.WithProfile(compile(profile(rest, bare), bare))
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
	b := newBins(weigh.UnitFigures, vectors, unitQuantiles, nil)
	about, shows := make([]observation, len(vectors)), make([]observation, len(vectors))
	for i, v := range vectors {
		row := b.row("", v)
		about[i] = observation{row, levels[i] >= rules.Weak, 1}
		shows[i] = observation{row, levels[i] == rules.Strong, 1}
	}
	n := len(about)
	for _, c := range cases {
		row := b.row("", c.Vector)
		about = append(about, observation{row, c.Level >= rules.Weak, caseWeight})
		shows = append(shows, observation{row, c.Level == rules.Strong, caseWeight})
	}
	w := &rules.Weights{Profile: profile(samples, bare)}
	for model, rows := range map[string][]observation{weigh.ModelAbout: about, weigh.ModelShows: shows} {
		fitted, bar := logistic(rows, b.columns, unitRidge), 0.0
		if len(cases) > 0 {
			bar = balance(rows[:n], logistic(rows[:n], b.columns, unitRidge), fitted)
		}
		w.Rows = append(w.Rows, b.weights(model, fitted, -bar)...)
	}
	return w
}

// balance is the log-odds above which weights fitted with cases say of as many
// passages that they serve a criterion as weights fitted without do: real reports,
// nearly all of whose units serve nothing, must not change what a passage alone
// comes to.
func balance(passages []observation, without, with []float64) float64 {
	scores := make([]float64, len(passages))
	positive := 0
	for i, o := range passages {
		alone := 0.0
		for _, j := range o.columns {
			scores[i] += with[j]
			alone += without[j]
		}
		if alone > 0 {
			positive++
		}
	}
	if positive == 0 || positive == len(passages) {
		return 0
	}
	sort.Sort(sort.Reverse(sort.Float64Slice(scores)))
	return (scores[positive-1] + scores[positive]) / 2
}
