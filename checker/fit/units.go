package fit

import (
	"sort"

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

// ReadSamples reads the passages with the terms of a pack.
func ReadSamples(pack *rules.Pack, all []passages.Passage) []Sample {
	reader := signs.NewReader(pack)
	out := make([]Sample, len(all))
	for i := range all {
		p := &all[i]
		out[i] = Sample{p, weigh.Extract(reader.Read(passages.Unit(p.Text, p.Kind)))}
	}
	return out
}

// space numbers the features of a fit.
type space struct {
	index map[spaceKey]int32
	keys  []spaceKey
	scale []float32
}

type spaceKey struct {
	criterion string
	sign      signs.ID
}

func newSpace() *space {
	s := &space{index: map[spaceKey]int32{}}
	s.number(weigh.All, weigh.Bias, 1, true)
	return s
}

func (s *space) number(criterion string, sign signs.ID, scale float32, grow bool) (int32, bool) {
	k := spaceKey{criterion, sign}
	i, ok := s.index[k]
	if !ok && grow {
		i, ok = int32(len(s.keys)), true
		s.index[k] = i
		s.keys = append(s.keys, k)
		s.scale = append(s.scale, scale)
	}
	return i, ok
}

// Scales hold how readily a kind of sign may earn weight: what all criteria share
// is learned from most passages, a single word of one criterion from few.
var scales = struct{ shared, own, constant, sign, word float32 }{1, 1, 0.5, 0.8, 0.45}

// row gives the features of one pair. With grow, new features are numbered.
func (s *space) row(f *weigh.Features, criterion string, grow bool) (index []int32, value []float32) {
	put := func(c string, sign signs.ID, v float64, scale float32) {
		if i, ok := s.number(c, sign, scale, grow); ok {
			index = append(index, i)
			value = append(value, float32(v)*s.scale[i])
		}
	}
	put(weigh.All, weigh.Bias, 1, 1)
	put(criterion, weigh.Bias, 1, scales.constant)
	for _, x := range f.General {
		if weigh.IsWord(x.Sign) {
			put(criterion, x.Sign, x.Value, scales.word)
			continue
		}
		put(criterion, x.Sign, x.Value, scales.sign)
		if !weigh.IsConcept(x.Sign) {
			put(weigh.All, x.Sign, x.Value, scales.shared)
		}
	}
	for _, x := range f.Own(criterion) {
		put(weigh.All, x.Sign, x.Value, scales.shared)
		put(criterion, x.Sign, x.Value, scales.own)
	}
	return index, value
}

// weights turns what was fitted into rows of a pack.
func (s *space) weights(model string, w []float64) []rules.Weight {
	var out []rules.Weight
	for i, v := range w {
		v *= float64(s.scale[i])
		if v > 0.004 || v < -0.004 {
			out = append(out, rules.Weight{Model: model, Criterion: s.keys[i].criterion, Sign: string(s.keys[i].sign), Value: v})
		}
	}
	sort.Slice(out, func(i, j int) bool {
		a, b := out[i], out[j]
		return a.Criterion < b.Criterion || a.Criterion == b.Criterion && a.Sign < b.Sign
	})
	return out
}

// Units fits the two models of package weigh on samples.
func Units(samples []Sample, p Penalty, epochs int) []rules.Weight {
	s := newSpace()
	var about, shows []Row
	for _, sample := range samples {
		for _, c := range sample.Passage.Scope {
			level, counts := sample.Passage.Expected(c)
			if !counts {
				continue
			}
			index, value := s.row(sample.Features, c, true)
			about = append(about, Row{index, value, level >= rules.Weak, 1})
			shows = append(shows, Row{index, value, level == rules.Strong, 1})
		}
	}
	return append(s.weights(weigh.ModelAbout, Logistic(about, len(s.keys), p, epochs)),
		s.weights(weigh.ModelShows, Logistic(shows, len(s.keys), p, epochs))...)
}
