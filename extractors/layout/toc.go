package layout

import (
	"regexp"
	"strings"

	"prejury/internal/text"
)

// contentsTitle is the title of a table of contents or of a list of figures, folded.
var contentsTitle = regexp.MustCompile(`^(?:[\divx]+[.)]?\s*)?(?:sommaire|tables? des? (?:matieres|figures|illustrations|tableaux|annexes|contenus?)|listes? des? (?:figures|tableaux|illustrations|annexes)|(?:table of )?contents|plan du (?:rapport|memoire))\s*:?$`)

// IsContentsTitle reports whether a line is the title of a table of contents or of a list
// of figures, a number before it or not.
func IsContentsTitle(line string) bool {
	return contentsTitle.MatchString(text.Fold(strings.TrimSpace(line)))
}

// endsInTOC reports whether the last lines of a page are of a table of contents.
func endsInTOC(toc []bool, p *pageText) bool {
	for i := len(toc) - 1; i >= 0; i-- {
		if p.items[i].kind == "" {
			return toc[i] || i > 0 && toc[i-1]
		}
	}
	return false
}

// tocLines tells which items of a page are lines of a table of contents; goesOn
// that the page before ended in one.
func tocLines(p *pageText, goesOn bool) []bool {
	out := make([]bool, len(p.items))
	dotted, lines := 0, 0
	titled := -1
	if goesOn {
		titled = 0
	}
	for i := range p.items {
		it := &p.items[i]
		if it.table != nil || it.kind != "" {
			continue
		}
		lines++
		if _, _, ok := tocLine(it.line.text, false); ok {
			out[i] = true
			dotted++
		}
		if (titled < 0 || goesOn && titled == 0) && IsContentsTitle(it.line.text) {
			titled = i
		}
	}
	if dotted < 3 && titled < 0 || dotted == 0 && lines < 4 {
		clear(out)
		return out
	}
	if titled < 0 && dotted*3 < lines {
		return out
	}
	from := max(titled, 0)
	skip := titled // the title itself
	if goesOn {
		skip = -1
	}
	bare, falls := bareLines(p, out, from, skip)
	if len(bare)+dotted >= 3 && falls*4 <= len(bare) && (len(bare) >= 3 || dotted >= 3) && (len(bare)+dotted)*2 >= lines-from {
		for _, i := range bare {
			out[i] = true
		}
	}
	fillTOC(p, out, lines)
	return out
}

// bareLines gives the lines from an item on, but for one, that end with a page number
// without leaders, and how often that number is less than one before. They count as
// contents where a title or many leaders announce them, as long as their numbers grow.
func bareLines(p *pageText, toc []bool, from, skip int) (bare []int, falls int) {
	last := 0
	for i := from; i < len(p.items); i++ {
		it := &p.items[i]
		if it.table != nil || it.kind != "" || toc[i] || i == skip {
			continue
		}
		_, page, ok := tocLine(it.line.text, true)
		if !ok || endsSentence(it.line.text) {
			continue
		}
		if n, _ := pageNumber(page); n < last {
			falls++
		} else {
			last = n
		}
		bare = append(bare, i)
	}
	return bare, falls
}

// fillTOC marks the lines without page number that stand among lines of contents:
// the titles of parts, and those whose number was lost.
func fillTOC(p *pageText, toc []bool, lines int) {
	first, last, n := -1, -1, 0
	for i, ok := range toc {
		if ok {
			if first < 0 {
				first = i
			}
			last = i
			n++
		}
	}
	if n < 4 || n*2 < lines {
		return
	}
	for i := first; i < last; i++ {
		it := &p.items[i]
		if toc[i] || it.table != nil || it.kind != "" || IsContentsTitle(it.line.text) || captionStart(it.line.text) != nil {
			continue
		}
		// A line that reaches far to the right goes on in the next.
		if it.line.x1 < it.left+0.6*(it.right-it.left) || !toc[i+1] || !depthless(p.items[i+1].line.text) {
			toc[i] = true
		}
	}
}
