package layout

import (
	"math"
	"slices"
	"strings"
)

// stats learns how the body's text looks and the words of the document.
func (b *Builder) stats() {
	t := tally{sizes: map[float64]int{}, fonts: map[string]int{}, pitches: map[float64][]float64{}}
	b.known = vocabulary{}
	b.pageSize = map[int]float64{}
	for _, p := range b.pages {
		onPage := map[float64]int{}
		for i := range p.items {
			it := &p.items[i]
			if it.table != nil {
				continue
			}
			t.add(&it.line)
			onPage[roundSize(it.line.size)] += len(it.line.text)
			b.known.addLine(it.line.text)
			if i > 0 && p.items[i-1].table == nil && p.items[i-1].column == it.column {
				t.addPitch(&p.items[i-1].line, &it.line)
			}
		}
		if s := mostFrequent(onPage); onPage[s] > 250 {
			b.pageSize[p.page.Number] = s
		}
	}
	b.bodySize = mostFrequent(t.sizes)
	b.bodyBold = t.bold*2 > t.total
	b.bodyFont = t.font()
	b.pitch = t.medianPitches()
}

// tally counts the bytes of text of each look, and gathers the distances between lines.
type tally struct {
	sizes       map[float64]int
	fonts       map[string]int
	bold, total int
	pitches     map[float64][]float64 // by size, in ems
}

// roundSize gives a size to half a point.
func roundSize(size float64) float64 { return math.Round(size*2) / 2 }

func (t *tally) add(l *line) {
	n := len(l.text)
	t.sizes[roundSize(l.size)] += n
	t.total += n
	if l.bold {
		t.bold += n
	}
	if len(l.words) > 0 {
		t.fonts[l.words[0].font] += n
	}
}

// addPitch keeps the distance of two lines of one size, where it is that of the lines of a
// paragraph.
func (t *tally) addPitch(above, l *line) {
	if above.size != l.size {
		return
	}
	if d := (l.base - above.base) / l.em(); d > 0.8 && d < 2.6 {
		size := roundSize(l.size)
		t.pitches[size] = append(t.pitches[size], d)
	}
}

// font gives the font of most text, "" without text.
func (t *tally) font() string {
	best, font := 0, ""
	for f, n := range t.fonts {
		if n > best || n == best && f < font {
			best, font = n, f
		}
	}
	return font
}

// medianPitches gives the usual distance of lines by size.
func (t *tally) medianPitches() map[float64]float64 {
	out := make(map[float64]float64, len(t.pitches))
	for s, ds := range t.pitches {
		slices.Sort(ds)
		out[s] = ds[len(ds)/2]
	}
	return out
}

// addLine adds the words of a line that neither of its ends may have cut.
func (v vocabulary) addLine(line string) {
	ws := strings.Fields(line)
	for k := 1; k < len(ws)-1; k++ {
		v.add(ws[k])
	}
}
