package fit

import (
	"math"
	"strings"

	"prejury/checker/signs"
	"prejury/checker/weigh"
	"prejury/rules"
)

// Place is one unit of a judged report: the signs that it holds, and how surely it
// is what a reader saw as evidence, by criterion (0 to 1; those at 0 are left out).
type Place struct {
	Report   string // where it stands; places of one report follow each other
	Features *weigh.Features
	Evidence map[string]float64
}

// The parameters of the fit of pages, chosen by cross-validation by repository
// (docs/verdicts.md).
const (
	pageSmoothing = 4.0  // places of prior knowledge that a ratio is pulled to
	pageReports   = 3    // reports in which a sign must stand: names of people and firms do not
	pageWords     = 8    // likewise places
	pagePairs     = 15   // likewise a pair of words
	pageEvidence  = 0.2  // evidence that a sign must share to have a worth of its own
	pageFloor     = -0.7 // the least that signs without one are worth
)

// Pages learns what the places of evidence of each criterion hold more often than
// other places.
func Pages(places []Place, criteria []string) rules.Pages {
	index := map[string]int{}
	for k, c := range criteria {
		index[c] = k
	}
	count, order := countSigns(places)
	found := make(map[signs.ID][]float64, len(order))
	for _, id := range order {
		found[id] = make([]float64, len(criteria))
	}
	total := make([]float64, len(criteria))
	for _, p := range places {
		for c, e := range p.Evidence {
			k, ok := index[c]
			if !ok {
				continue
			}
			total[k] += e
			for _, x := range p.Features.General {
				if f := found[x.Sign]; f != nil {
					f[k] += e
				}
			}
		}
	}
	var out []rules.PageEntry
	for k, c := range criteria {
		others := math.Max(pageFloor, math.Log(pageSmoothing/(total[k]+pageSmoothing)))
		out = append(out, rules.PageEntry{Criterion: c, Sign: rules.Others, Worth: round2(others)})
	}
	for _, id := range order {
		base := (count[id] + .5) / float64(len(places))
		for k, c := range criteria {
			if f := found[id][k]; f >= pageEvidence {
				worth := math.Log((f + pageSmoothing*base) / (total[k] + pageSmoothing) / base)
				out = append(out, rules.PageEntry{Criterion: c, Sign: string(id), Worth: round2(worth)})
			}
		}
	}
	return rules.NewPages(out)
}

// countSigns counts in how many places each sign stands, and gives those that stand
// in enough of them, and in enough reports, in the order in which they were met.
func countSigns(places []Place) (map[signs.ID]float64, []signs.ID) {
	count := map[signs.ID]float64{}
	reports, last := map[signs.ID]int{}, map[signs.ID]string{}
	var met, order []signs.ID
	for _, p := range places {
		for _, x := range p.Features.General {
			if count[x.Sign] == 0 {
				met = append(met, x.Sign)
			}
			count[x.Sign]++
			if reports[x.Sign] == 0 || last[x.Sign] != p.Report {
				reports[x.Sign]++
				last[x.Sign] = p.Report
			}
		}
	}
	for _, id := range met {
		if reports[id] < pageReports {
			continue
		}
		least := pageWords
		if strings.Contains(string(id), " ") {
			least = pagePairs
		}
		if count[id] >= float64(least) {
			order = append(order, id)
		}
	}
	return count, order
}

// round2 rounds as the pack is written.
func round2(v float64) float64 { return math.Round(v*100) / 100 }
