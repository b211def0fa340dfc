package layout

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"prejury/extractors/document"
	"prejury/internal/text"
)

// style is how a heading looks: headings of one look are of one level.
type style struct {
	size         float64
	bold, italic bool
	upper        bool
	centred      bool
}

func (p *proto) style() style {
	return style{math.Round(p.block.Size*2) / 2, p.block.Bold, p.italic, isUpper(p.text), p.centred}
}

// titles are the headings that the file itself lists: bookmarks and contents, by
// their folded text without number or page.
type titles map[string]int

var leadNumber = regexp.MustCompile(`^(?:(?:partie|chapitre|chapter|annexe|section)\s+)?(?:[ivxlc]{1,5}|[a-z]|\d+)?(?:[.\-]?\d+)*\s*[.)\-–—:/]*\s*`)

// titleKey folds a heading for comparison.
func titleKey(s string) string {
	s = text.Fold(s)
	s = strings.Join(strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '.' }), " ")
	k := strings.TrimSpace(leadNumber.ReplaceAllString(s, ""))
	if utf8.RuneCountInString(k) < 3 {
		k = s
	}
	return strings.ReplaceAll(k, " ", "")
}

// listed collects the headings that bookmarks and contents announce.
func (b *Builder) listed(ps []*proto) titles {
	t := titles{}
	for _, o := range b.outline {
		if k := titleKey(o.Title); k != "" && t[k] == 0 {
			t[k] = o.Level
		}
	}
	for _, p := range ps {
		if p.block.Kind != document.TOCEntry || captionRe.MatchString(p.text) {
			continue
		}
		title, _, _ := strings.Cut(p.text, "\t")
		if k := titleKey(title); utf8.RuneCountInString(k) >= 4 {
			if _, ok := t[k]; !ok {
				t[k] = -1 // listed, level unknown
			}
		}
	}
	return t
}

// headings decides which blocks are headings, and their level.
func (b *Builder) headings(ps []*proto) {
	list := b.listed(ps)
	var found []*proto
	depth := map[*proto]int{}
	for i, p := range ps {
		if p.block.Kind != document.Paragraph && p.block.Kind != document.ListItem || !p.upright {
			continue
		}
		if level, ok := b.heading(p, next(ps, i), list); ok {
			p.block.Kind = document.Heading
			found = append(found, p)
			depth[p] = level
		}
	}
	b.levels(found, depth)
}

func next(ps []*proto, i int) *proto {
	for j := i + 1; j < len(ps); j++ {
		if k := ps[j].block.Kind; k != document.Header && k != document.Footer && k != document.Footnote {
			return ps[j]
		}
	}
	return nil
}

// heading decides whether p is one; level is 0 when nothing says it yet.
func (b *Builder) heading(p, after *proto, list titles) (level int, ok bool) {
	t := strings.TrimSpace(text.Clean(p.text))
	n := utf8.RuneCountInString(t)
	words := len(strings.Fields(t))
	if n < 2 || n > 180 || words > 25 || len(p.lines) > 4 || !hasLetter(t) {
		return 0, false
	}
	if captionLike(t) {
		return 0, false
	}
	if l, listed := list[titleKey(t)]; listed && n >= 3 && (words > 1 || b.stands(p) || p.gapAbove > 1.6) && !endsWithStop(t) {
		return max(l, 0), true
	}
	if len(p.lines) > 3 || endsWithStop(t) || startsLower(t) {
		return 0, false
	}
	depth, kind := depthOf(t)
	big := p.block.Size >= 1.12*b.bodySize
	if p.block.Kind == document.ListItem && !(depth > 0 && b.stands(p)) {
		return 0, false
	}
	colon := strings.HasSuffix(t, ":")
	switch {
	case big && p.block.Size >= 1.12*b.bodySize && letters(t) >= 3 && !(colon && words > 6):
		return 0, true
	case depth > 0 && (kind == 'd' && depth > 1 || kind == 'p' && !endsSentence(t)) && words <= 18 && (p.block.Bold || p.gapAbove > 1.7 || isUpper(t)):
		return 0, true
	case p.block.Bold && p.block.Size >= 0.95*b.bodySize && !b.bodyBold && words <= 16 && letters(t) >= 3 && !(colon && words > 8) && b.leads(p, after):
		return 0, true
	case isUpper(t) && p.gapAbove > 1.6 && words <= 12 && words >= 1 && letters(t) >= 5 && p.block.Size >= b.bodySize*0.98 && b.leads(p, after):
		return 0, true
	case depth > 0 && kind != 'b' && p.gapAbove > 1.7 && words <= 14 && !endsSentence(t) && b.distinct(p) && b.leads(p, after):
		return 0, true
	}
	return 0, false
}

func letters(s string) (n int) {
	for _, r := range s {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}

func endsWithStop(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".;,", r) && !strings.HasSuffix(s, "etc.")
}

// stands reports whether p is set apart from the body by its look.
func (b *Builder) stands(p *proto) bool {
	return p.block.Bold && !b.bodyBold || p.block.Size > 1.05*b.bodySize || isUpper(p.text)
}

func (b *Builder) distinct(p *proto) bool {
	return b.stands(p) || p.italic || p.lines[0].words[0].font != b.bodyFont
}

// leads reports whether text follows that p may be the heading of.
func (b *Builder) leads(p, after *proto) bool {
	if after == nil {
		return false
	}
	return after.block.Page <= p.block.Page+1
}

// levels gives each heading a level, from 1: that of the bookmarks, else of its
// number, else of the headings that look the same, else by size.
func (b *Builder) levels(found []*proto, depth map[*proto]int) {
	votes := map[style]map[int]int{}
	vote := func(s style, l int) {
		if votes[s] == nil {
			votes[s] = map[int]int{}
		}
		votes[s][l]++
	}
	parts := numberedParts(found)
	for _, p := range found {
		if depth[p] == 0 {
			if d, kind := depthOf(p.text); d > 0 {
				switch kind {
				case 'd':
					depth[p] = d + parts
				case 'r', 'p':
					depth[p] = d
				}
			}
		}
		if depth[p] > 0 {
			vote(p.style(), depth[p])
		}
	}
	byStyle := map[style]int{}
	for s, v := range votes {
		best, level := 0, 0
		for l, n := range v {
			if n > best || n == best && l < level {
				best, level = n, l
			}
		}
		byStyle[s] = level
	}
	var styles []style
	seen := map[style]bool{}
	for _, p := range found {
		if s := p.style(); !seen[s] {
			seen[s] = true
			styles = append(styles, s)
		}
	}
	slices.SortFunc(styles, weigh)
	// A look that nothing numbers goes after the next bigger one and not after the
	// next smaller one.
	level := 1
	for i, s := range styles {
		if l, ok := byStyle[s]; ok {
			level = l
			continue
		}
		if i > 0 {
			prev := styles[i-1]
			level = byStyle[prev]
			if prev.size-s.size > 0.75 || prev.bold != s.bold {
				level++
			}
		}
		for _, later := range styles[i+1:] {
			if l, ok := byStyle[later]; ok {
				level = min(level, l)
				break
			}
		}
		level = min(max(level, 1), 6)
		byStyle[s] = level
	}
	for _, p := range found {
		p.block.Level = depth[p]
		if p.block.Level == 0 {
			p.block.Level = byStyle[p.style()]
		}
		p.block.Level = min(max(p.block.Level, 1), 9)
	}
}

// weigh sorts looks from the most to the least prominent.
func weigh(a, b style) int {
	rank := func(s style) float64 {
		r := s.size
		if s.upper {
			r += 0.6
		}
		if s.bold {
			r += 0.5
		}
		if s.italic {
			r -= 0.2
		}
		if s.centred {
			r += 0.1
		}
		return r
	}
	return cmp.Or(cmp.Compare(rank(b), rank(a)), cmp.Compare(b.size, a.size))
}

// numberedParts gives 1 when "Chapitre I" or "I." stand above "1.", else 0.
func numberedParts(found []*proto) int {
	roman, digit, single := 0.0, 0.0, 0
	for _, p := range found {
		switch d, kind := depthOf(p.text); {
		case d == 1 && (kind == 'r' || kind == 'p'):
			roman = max(roman, p.block.Size)
			single++
		case d == 1 && kind == 'd':
			digit = max(digit, p.block.Size)
		}
	}
	if single >= 2 && digit > 0 && roman >= digit {
		return 1
	}
	return 0
}
