package reading

import (
	"fmt"
	"strconv"
	"strings"

	"prejury/extractors/document"
)

// Span is a run of pages, both ends included.
type Span struct{ First, Last int }

// ParseSpan reads "5-48".
func ParseSpan(s string) (Span, error) {
	a, b, ok := strings.Cut(strings.ReplaceAll(s, "–", "-"), "-")
	first, err1 := strconv.Atoi(strings.TrimSpace(a))
	last, err2 := strconv.Atoi(strings.TrimSpace(b))
	if !ok || err1 != nil || err2 != nil || first < 1 || last < first {
		return Span{}, fmt.Errorf("%q: 5-48", s)
	}
	return Span{first, last}, nil
}

// ReasonByHand is why a zone is what the user said it is.
const ReasonByHand = "by-hand"

// SetBody draws the body of a document by hand. What stands before it keeps its
// zone unless it was taken for the body, then it is front matter; what stands
// after it likewise becomes annexes.
func SetBody(doc *document.Document, body Span) {
	total := doc.Count.Total
	zone := make([]document.ZoneSpan, total+1) // of each page
	for _, z := range doc.Zones {
		for p := max(z.First, 1); p <= min(z.Last, total); p++ {
			zone[p] = z
		}
	}
	byHand := document.Reason{Code: ReasonByHand}
	for p := 1; p <= total; p++ {
		switch z := zone[p].Zone; {
		case p >= body.First && p <= body.Last:
			zone[p] = document.ZoneSpan{Zone: document.Body, Why: byHand, Sure: true}
		case p < body.First && (z == document.Body || z == document.Annexes || z == ""):
			zone[p] = document.ZoneSpan{Zone: document.Front, Why: byHand, Sure: true}
		case p > body.Last && z != document.Bibliography && z != document.Glossary && z != document.Annexes:
			zone[p] = document.ZoneSpan{Zone: document.Annexes, Why: byHand, Sure: true}
		}
	}
	doc.Zones = nil
	for p := 1; p <= total; p++ {
		z := zone[p]
		if n := len(doc.Zones); n > 0 && doc.Zones[n-1].Zone == z.Zone && doc.Zones[n-1].Why == z.Why {
			doc.Zones[n-1].Last = p
			continue
		}
		z.First, z.Last = p, p
		doc.Zones = append(doc.Zones, z)
	}
	for i := range doc.Blocks {
		if p := doc.Blocks[i].Page; p >= 1 && p <= total {
			doc.Blocks[i].Zone = zone[p].Zone
		}
	}
}
