package checker

import (
	"strings"

	"prejury/checker/signs"
	"prejury/extractors/document"
)

// figureShare is the part of a page from which a picture may be a proof.
const figureShare = 0.08

// caption is a caption on a page with a picture large enough to be a proof, and the
// criteria whose proof it names.
type caption struct {
	page  int
	text  string
	names map[string]bool // ids of criteria
}

// captions reads the captions of pictures that stand where a proof may.
func (e *Engine) captions(doc *document.Document) []caption {
	var out []caption
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if b.Kind != document.Caption || !b.InFlow() || !isProofZone(b.Zone) || !hasPicture(doc, b.Page) {
			continue
		}
		c := caption{page: b.Page, text: b.Text, names: map[string]bool{}}
		for _, h := range e.reader.Read(signs.Unit{Text: b.Text}).Hits {
			if criterion, list, ok := strings.Cut(string(h.Sign), "/"); ok && list == "figures" {
				c.names[criterion] = true
			}
		}
		out = append(out, c)
	}
	return out
}

// figure gives the first picture that its caption names as the proof of a criterion, nil
// when there is none.
func (r *reading) figure(criterion string) *Figure {
	for i := range r.captions {
		if c := &r.captions[i]; c.names[criterion] {
			return &Figure{c.page, c.text}
		}
	}
	return nil
}

// hasPicture reports whether a page holds an image large enough to be a proof.
func hasPicture(doc *document.Document, page int) bool {
	if page < 1 || page > len(doc.Pages) {
		return false
	}
	for _, im := range doc.Pages[page-1].Images {
		if im.Share >= figureShare {
			return true
		}
	}
	return false
}
