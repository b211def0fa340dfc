package checker

import (
	"prejury/checker/weigh"
	"prejury/extractors/document"
)

// Study is a document read once, from which weights are fitted.
type Study struct {
	engine  *Engine
	reading *reading
}

// Studied is what one unit of a document holds, whatever it comes to.
type Studied struct {
	Page     int // of the file, from 1
	Features *weigh.Features
	Scores   []weigh.Scores // in the order of Engine.Criteria
}

// Study reads a document with the engine's weights of units.
func (e *Engine) Study(doc *document.Document) *Study { return &Study{e, e.read(doc, nil)} }

// Units are those that count, each text once, in reading order.
func (s *Study) Units() []Studied {
	var out []Studied
	for i := range s.reading.units {
		if u := &s.reading.units[i]; !u.repeated {
			out = append(out, Studied{u.page, u.features, u.scores})
		}
	}
	return out
}

// Vectors gives the figures of the document for every criterion that its text can
// show, from which the scorecards of reports are fitted. likeness replaces that of
// the engine when it is not nil.
func (s *Study) Vectors(likeness *weigh.Likeness) map[string][]float64 {
	if likeness != nil {
		for i := range s.reading.units {
			u := &s.reading.units[i]
			u.likeness = likeness.Of(u.features)
		}
		s.reading.vectors = s.engine.vectors(s.reading)
	}
	out := map[string][]float64{}
	for k, id := range s.engine.model.Criteria() {
		out[id] = s.reading.vectors[k]
	}
	return out
}

// Density gives the figures that say how dense the document is, see weigh.DensityFigures.
func (s *Study) Density() []float64 { return s.reading.density }
