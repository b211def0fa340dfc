package weigh

import (
	"math"
	"sort"
	"strconv"

	"prejury/checker/signs"
	"prejury/rules"
)

// The models of a whole report in rules.Weights.
const (
	ModelReportAbout = "report-about"
	ModelReportShows = "report-shows"
)

// UnitOutcome is what one unit of a report came to for one criterion.
type UnitOutcome struct {
	Scores
	Own []Feature // of the criterion's terms, see Features.Own
	// Likeness is how far it is like places of evidence in real reports.
	Likeness float64
	// Heading is set when the headings above the unit speak of the subject.
	Heading bool
	Section int // the number of its section, those of one path of headings alike
	Page    int
	Words   int
}

// Nature says what kind of document a report is, whatever the criterion: the share
// of its units that hold each sign, and its size.
type Nature struct {
	Units, Words int
	Share        map[string]float64 // sign → share of units
}

// natureSigns are the signs whose share tells a project from a course, and the
// stems of words that the report of a project in a company holds everywhere.
var natureSigns = []string{"!nous", "!cours", "!définition", "!réalisé", "@montant", "!intention", "!annonce", "@tableau", "!résultat", "@rôle",
	"projet", "entrepris", "equip", "client", "stag", "mission", "object", "besoin"}

// IsNature reports whether the share of a sign tells the nature of a document.
func IsNature(id signs.ID) bool { return isNature[string(id)] }

var isNature = func() map[string]bool {
	m := map[string]bool{}
	for _, s := range natureSigns {
		m[s] = true
	}
	return m
}()

// IsSizeOrNature reports whether a figure of ReportFigures says what kind of document
// the report is, or how long, and not what it holds for a criterion.
func IsSizeOrNature(figure string) bool {
	return isNature[figure] || figure == unitsFigure || figure == wordsFigure
}

const (
	unitsFigure = "unités"
	wordsFigure = "mots"
)

// ReportFigures are the names of the figures of a report for a criterion, in order.
var ReportFigures = append([]string{"meilleure mention", "2e mention", "3e mention", "5 mentions", "meilleure preuve", "2e preuve", "3e preuve", "5 preuves",
	"mentions attendues", "preuves attendues", "passages qui en parlent", "passages qui le font", "passages à termes", "passages à termes et preuves",
	"termes distincts", "preuves distinctes", "éléments", "titre", "passages sous un titre", "meilleure mention sous un titre", "meilleure preuve sous un titre", "ensemble",
	"pages de preuve", "meilleure en contexte", "3 meilleures en contexte", "mention de la meilleure en contexte", "preuve de la meilleure en contexte", "meilleure section : mentions", "meilleure section : preuves", unitsFigure, wordsFigure, "ressemblance", "3 ressemblances", "ressemblance attendue"}, append(natureSigns, relativeFigures()...)...)

// relative are the figures of a report that are also compared with those of the
// criterion's neighbours: what is this report more about than about the rest?
var relative = []int{3, 4, 7, 8, 9, 12, 31}

func relativeFigures() (names []string) {
	for _, i := range relative {
		names = append(names, "écart "+strconv.Itoa(i))
	}
	return names
}

// none is the log-odds of a unit that is not there.
const none = -8

// ReportVector gives the figures of a report for one criterion.
func ReportVector(units []UnitOutcome, nature Nature) []float64 {
	about, shows := make([]float64, 0, len(units)), make([]float64, 0, len(units))
	headAbout, headShows := float64(none), float64(none)
	var termUnits, bothUnits, headed, speak, do float64
	var distinct, proofs, elements, joint, expectAbout, expectShows float64
	pages := map[int]bool{}
	sectionAbout, sectionShows := map[int]float64{}, map[int]float64{}
	for i := range units {
		u := &units[i]
		about, shows = append(about, u.About), append(shows, u.Shows)
		expectAbout += sigmoid(u.About)
		expectShows += sigmoid(u.Shows)
		sectionAbout[u.Section] += sigmoid(u.About)
		sectionShows[u.Section] += sigmoid(u.Shows)
		if u.About > 0 {
			speak++
		}
		if u.Shows > 0 {
			do++
			pages[u.Page] = true
		}
		own := ownFigures(u.Own)
		if own.about {
			termUnits++
			if own.shows {
				bothUnits++
			}
		}
		distinct, proofs, elements, joint = math.Max(distinct, own.distinct), math.Max(proofs, own.proofs), math.Max(elements, own.elements), math.Max(joint, own.joint)
		if u.Heading {
			headed++
			headAbout, headShows = math.Max(headAbout, u.About), math.Max(headShows, u.Shows)
		}
	}
	a1, a2, a3, a5 := top(about)
	s1, s2, s3, s5 := top(shows)
	c1, c3, cAbout, cShows := inContext(units, sectionAbout)
	v := []float64{a1, a2, a3, a5, s1, s2, s3, s5, math.Log(expectAbout + .01), math.Log(expectShows + .01), speak, do, math.Log1p(termUnits), math.Log1p(bothUnits),
		distinct, proofs, elements, math.Min(headed, 1), math.Log1p(headed), headAbout, headShows, joint,
		math.Log1p(float64(len(pages))), c1, c3, cAbout, cShows, math.Log(largest(sectionAbout) + .01), math.Log(largest(sectionShows) + .01), math.Log(float64(max(1, nature.Units))), math.Log(float64(max(1, nature.Words)))}
	v = append(v, likenesses(units)...)
	for _, s := range natureSigns {
		v = append(v, nature.Share[s])
	}
	return append(v, make([]float64, len(relative))...)
}

// What it adds to a unit to stand under a heading that names the subject, in a
// section that speaks of it, and to be like places of evidence in other reports. Of
// the cells that readers call strong, 0.63 had their best evidence on a page of the
// reader's without likeness, 0.70 with; of the weak ones 0.28, then 0.38
// (docs/verdicts.md).
const (
	underHeading = 3.0
	ofSection    = 2.0
	ofLikeness   = 4.0
)

// InContext is what a unit is worth as evidence, where it stands. section is how
// many units of its section are expected to speak of the subject.
func (s Scores) InContext(likeness float64, heading bool, section float64) float64 {
	w := s.About + 2*math.Max(s.Shows, -1) + ofLikeness*likeness
	if heading {
		w += underHeading
	}
	return w + ofSection*math.Log(section+.01)
}

// inContext gives the worth of the best unit, the mean of the three best, and the
// scores of the best.
func inContext(units []UnitOutcome, section map[int]float64) (first, three, about, shows float64) {
	best := [3]float64{3 * none, 3 * none, 3 * none}
	about, shows = none, none
	for i := range units {
		u := &units[i]
		w := u.InContext(u.Likeness, u.Heading, section[u.Section])
		for k := range best {
			if w > best[k] {
				copy(best[k+1:], best[k:])
				best[k] = w
				if k == 0 {
					about, shows = u.About, u.Shows
				}
				break
			}
		}
	}
	return best[0], (best[0] + best[1] + best[2]) / 3, about, shows
}

// unlike is the likeness of a report without units.
const unlike = -3

// likenesses gives the likeness of the unit that is most like evidence, the mean of
// the three that are most, and how much of it the report holds as a whole.
func likenesses(units []UnitOutcome) []float64 {
	if len(units) == 0 {
		return []float64{unlike, unlike, unlike}
	}
	all := make([]float64, len(units))
	sum := 0.0
	for i := range units {
		all[i] = units[i].Likeness
		sum += math.Exp(1.5 * math.Max(-5, math.Min(5, all[i])))
	}
	sort.Sort(sort.Reverse(sort.Float64Slice(all)))
	best := all[:min(3, len(all))]
	mean := 0.0
	for _, x := range best {
		mean += x / float64(len(best))
	}
	return []float64{all[0], mean, math.Log(sum / float64(len(units)))}
}

func largest(of map[int]float64) float64 {
	best := 0.0
	for _, v := range of {
		best = math.Max(best, v)
	}
	return best
}

// Relate fills the figures that compare the criteria of a report with their
// neighbours. vectors are in the model's order, one for each criterion.
func (m *Model) Relate(vectors [][]float64) {
	base := len(ReportFigures) - len(relative)
	done := make([]bool, len(vectors))
	for _, g := range m.groups {
		for z, figure := range relative {
			mean := 0.0
			for _, k := range g {
				mean += vectors[k][figure]
			}
			mean /= float64(len(g))
			for _, k := range g {
				if !done[k] {
					vectors[k][base+z] = vectors[k][figure] - mean
				}
			}
		}
		for _, k := range g {
			done[k] = true
		}
	}
}

// ownSummary are the figures of a unit's terms that a report keeps the best of.
type ownSummary struct {
	about, shows                      bool
	distinct, proofs, elements, joint float64
}

func ownFigures(own []Feature) (s ownSummary) {
	for _, x := range own {
		switch x.Sign {
		case "/about":
			s.about = true
		case "/shows":
			s.shows = true
		case "/about+":
			s.distinct = x.Value
		case "/shows+":
			s.proofs = x.Value
		case "/elements", "/elements+":
			s.elements += x.Value
		case "/both":
			s.joint = x.Value
		}
	}
	return s
}

// top gives the three best and the mean of the five best.
func top(scores []float64) (first, second, third, five float64) {
	s := highest(scores, 5)
	return s[0], s[1], s[2], mean(s)
}

// highest gives the n highest values, highest first; none stands for those that are not
// there.
func highest(values []float64, n int) []float64 {
	s := append([]float64(nil), values...)
	sort.Sort(sort.Reverse(sort.Float64Slice(s)))
	for len(s) < n {
		s = append(s, none)
	}
	return s[:n]
}

func mean(values []float64) float64 {
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	return sum / float64(len(values))
}

func sigmoid(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

// ReportModel weighs whole reports.
type ReportModel struct {
	ordinary, dense cards
	density         *Card // nil: no report is dense
}

// cards are the two scorecards of a kind of report.
type cards struct{ about, shows *Card }

func (c cards) score(criterion string, vector []float64) Scores {
	return Scores{c.about.Score(criterion, vector), c.shows.Score(criterion, vector)}
}

func newReportModel(w *rules.Weights) (*ReportModel, error) {
	ordinary, err := newCards(w, ModelReportAbout, ModelReportShows)
	if err != nil {
		return nil, err
	}
	dense, err := newCards(w, ModelDenseAbout, ModelDenseShows)
	if err != nil {
		return nil, err
	}
	density, err := newDensity(w)
	if err != nil {
		return nil, err
	}
	return &ReportModel{ordinary, dense, density}, nil
}

func newCards(w *rules.Weights, about, shows string) (c cards, err error) {
	if c.about, err = NewCard(w, about, ReportFigures); err != nil {
		return cards{}, err
	}
	if c.shows, err = NewCard(w, shows, ReportFigures); err != nil {
		return cards{}, err
	}
	return c, nil
}

// Score weighs a report for a criterion from its vector and its density, see Density.
func (m *ReportModel) Score(criterion string, vector []float64, density float64) Scores {
	o := m.ordinary.score(criterion, vector)
	if density == 0 {
		return o
	}
	d := m.dense.score(criterion, vector)
	return Scores{
		About: (1-density)*o.About + density*d.About,
		Shows: (1-density)*o.Shows + density*d.Shows,
	}
}
