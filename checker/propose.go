package checker

import (
	"sort"

	"prejury/extractors/document"
	"prejury/rules"
)

// Fit is how well a report fits a modality.
type Fit struct {
	Modality *rules.Modality
	Score    float64 // to order modalities: the higher, the better it fits
	// Found are the criteria of the modality that the report answers most surely, best
	// first, and PagesFit what its length comes to.
	Found    []string
	PagesFit PageVerdict
}

// What a proposal adds to the mean score of a modality's criteria, which is 0 to 1. They
// were chosen so that the criteria decide, the length where these are close, and the format
// against both; nothing but a proposal hangs on them.
const (
	lengthFits   = 0.1
	lengthMisses = -0.05
	otherDeposit = -0.5 // slides where a report is asked, or the other way round

	foundMost  = 4    // criteria that are named, at most
	foundScore = 0.35 // above which they are
)

// Propose orders the modalities by how well the report fits them, best first: by how
// surely it answers their criteria, by its length and by its format.
func (e *Engine) Propose(doc *document.Document) []Fit {
	r := e.read(doc, nil)
	scores := map[string]float64{}
	for k, id := range e.model.Criteria() {
		s := e.score(r, k)
		scores[id] = logistic(s.About)/2 + logistic(s.Shows)/2
	}
	fits := make([]Fit, len(e.pack.Modalities))
	for i := range fits {
		fits[i] = fitOf(doc, &e.pack.Modalities[i], scores)
	}
	sort.SliceStable(fits, func(a, b int) bool { return fits[a].Score > fits[b].Score })
	return fits
}

// fitOf says how well a report fits a modality, from the scores of its criteria, 0 to 1.
func fitOf(doc *document.Document, m *rules.Modality, scores map[string]float64) Fit {
	f := Fit{Modality: m, PagesFit: countPages(doc, m.Pages, WithoutAnnexes).Verdict}
	var ids []string // of those that text can show
	for _, id := range m.Criteria {
		if s, ok := scores[id]; ok {
			f.Score += s
			ids = append(ids, id)
		}
	}
	if len(ids) > 0 {
		f.Score /= float64(len(ids))
	}
	switch f.PagesFit {
	case PagesOK:
		f.Score += lengthFits
	case PagesShort, PagesLong:
		f.Score += lengthMisses
	}
	slides := doc.Source.Format == document.PPTX || doc.Source.Format == document.ODP
	if slides != (m.Deposit == rules.DepositSlides) {
		f.Score += otherDeposit
	}
	sort.SliceStable(ids, func(a, b int) bool { return scores[ids[a]] > scores[ids[b]] })
	for _, id := range ids[:min(len(ids), foundMost)] {
		if scores[id] > foundScore {
			f.Found = append(f.Found, id)
		}
	}
	return f
}
