package layout

import (
	"regexp"
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
	return style{roundSize(p.block.Size), p.block.Bold, p.italic, isUpper(p.text), p.centred}
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
		if p.block.Kind != document.TOCEntry || captionStart(p.text) != nil {
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
func (b *Builder) headings(ps []*proto, list titles) {
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
	found = b.demote(ps, found, list)
	b.levels(found, depth, list)
}

// demote makes paragraphs again of what only looks like headings: the lines of a
// cover, and rows of bold lines that lead nothing.
func (b *Builder) demote(ps, found []*proto, list titles) []*proto {
	sure := func(p *proto) bool {
		_, ok := list[titleKey(text.Clean(p.text))]
		return ok || numberOf(p.text).kind != 0
	}
	cover := !runs(ps)
	var flow []*proto
	for _, p := range ps {
		switch p.block.Kind {
		case document.Header, document.Footer, document.Footnote:
		default:
			flow = append(flow, p)
		}
	}
	for i, p := range flow {
		if p.block.Kind == document.Heading && p.block.Page == 1 && cover && !sure(p) {
			p.block.Kind = document.Paragraph
		}
		// Titles of parts one below the other announce a plan.
		demoteRun(flow[i:], func(q *proto) bool { return !b.stands(q) })
		demoteRun(flow[i:], func(q *proto) bool { return !sure(q) && q.style() == p.style() })
	}
	kept := found[:0]
	for _, p := range found {
		if p.block.Kind == document.Heading {
			kept = append(kept, p)
		}
	}
	return kept
}

// runs reports whether the first page has running text or a table of contents, which no
// cover has.
func runs(ps []*proto) bool {
	words := 0 // of paragraphs
	for _, p := range ps {
		if p.block.Page > 1 {
			break
		}
		if p.block.Kind == document.TOCEntry {
			return true
		}
		if n := len(strings.Fields(p.text)); n >= 15 && p.block.Kind == document.Paragraph {
			words += n
		}
	}
	return words >= 40
}

// demoteRun makes paragraphs of the headings that begin ps and are of a kind, where three
// or more follow one another.
func demoteRun(ps []*proto, of func(*proto) bool) {
	n := 0
	for n < len(ps) && ps[n].block.Kind == document.Heading && of(ps[n]) {
		n++
	}
	if n < 3 {
		return
	}
	for _, p := range ps[:n] {
		p.block.Kind = document.Paragraph
	}
}

// next gives the block of the flow that follows the i-th, nil when there is none.
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
	if n < 2 || n > 180 || words > 25 || len(p.lines) > 4 && p.block.Size < 1.8*b.bodySize || !hasLetter(t) {
		return 0, false
	}
	if captionLike(t) {
		return 0, false
	}
	num := numberOf(t)
	if l, listed := list[titleKey(t)]; listed && n >= 3 && !endsWithStop(t) {
		if b.stands(p) || !p.bulleted && (num.kind != 0 || p.gapAbove > 1.6) {
			return max(l, 0), true
		}
	}
	if len(p.lines) > 3 && p.block.Size < 1.8*b.bodySize || endsWithStop(t) || startsLower(t) {
		return 0, false
	}
	if p.block.Kind == document.ListItem && !(num.kind != 0 && b.stands(p)) {
		return 0, false
	}
	big := p.block.Size >= 1.12*max(b.bodySize, b.pageSize[p.block.Page])
	big = big && (words <= 14 || num.kind != 0 || p.block.Bold || isUpper(t))
	colon := strings.HasSuffix(t, ":")
	part := num.kind == 'p' || num.kind == 'c'
	switch {
	case big && letters(t) >= 3 && !(colon && words > 6):
		return 0, true
	case (num.depth > 1 || part && !endsSentence(t)) && words <= 18 && (p.block.Bold || p.gapAbove > 1.7 || isUpper(t)):
		return 0, true
	case p.block.Bold && p.block.Size >= 0.95*b.bodySize && !b.bodyBold && words <= 16 && letters(t) >= 3 && !(colon && words > 8) && b.leads(p, after):
		return 0, true
	case isUpper(t) && p.gapAbove > 1.6 && words <= 12 && words >= 1 && letters(t) >= 5 && p.block.Size >= b.bodySize*0.98 && b.leads(p, after):
		return 0, true
	case num.kind != 0 && num.kind != 'b' && p.gapAbove > 1.7 && words <= 14 && !endsSentence(t) && b.distinct(p) && b.leads(p, after):
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

// levels gives each heading a level, from 1: that of the bookmarks, else that of
// headings numbered alike, else of those that look alike, else one more than the
// last heading that is more prominent.
func (b *Builder) levels(found []*proto, depth map[*proto]int, list titles) {
	l := &leveller{byNumber: map[number]int{}, byStyle: map[style]map[int]int{}}
	known := knownTitles(found, list)
	listed := 0 // level of the last heading that the contents list
	for _, p := range found {
		num := numberOf(strings.TrimSpace(text.Clean(p.text)))
		level := depth[p]
		if level == 0 && num.kind != 0 {
			level = l.ofNumber(p, num)
		}
		if level == 0 {
			level = l.ofLook(p)
		}
		if known.lists(p) {
			listed = max(level, 1)
		} else if listed > 0 && known.below(p) {
			level = max(level, listed+1)
		}
		l.place(p, num, min(max(level, 1), 9))
	}
}

// leveller holds what the headings met so far tell of the level of the next.
type leveller struct {
	byNumber map[number]int        // level of each kind of number
	byStyle  map[style]map[int]int // how many headings of each look are of each level
	path     []*proto              // the headings above, outermost first
}

// last gives the last heading met, nil when there is none.
func (l *leveller) last() *proto {
	if n := len(l.path); n > 0 {
		return l.path[n-1]
	}
	return nil
}

// ofNumber gives the level of a heading by its number.
func (l *leveller) ofNumber(p *proto, num number) int {
	if level := l.byNumber[num]; level != 0 {
		return level
	}
	if up := l.byNumber[number{num.kind, num.depth - 1}]; up > 0 {
		return up + 1
	}
	level := l.under(p)
	// The first of a numbering under a heading numbered otherwise: "A." under "1.".
	if last := l.last(); last != nil && opens(p, num) && prominence(p) < prominence(last)+2 {
		if n := numberOf(last.text); n.kind != 0 && n.kind != num.kind {
			level = max(level, last.block.Level+1)
		}
	}
	return level
}

// ofLook gives the level of a heading by how it looks.
func (l *leveller) ofLook(p *proto) int {
	if topTitle.MatchString(text.Fold(strings.TrimSpace(p.text))) {
		return 1
	}
	alikes := l.byStyle[p.style()]
	// Where a look was met at several levels, the numbered heading right above decides.
	if last := l.last(); len(alikes) > 1 && last != nil && prominence(last) <= prominence(p)+0.3 && numberOf(last.text).kind != 0 {
		return last.block.Level + 1
	}
	if level := alike(alikes); level != 0 {
		return level
	}
	return l.under(p)
}

// under gives one more than the level of the last heading that is more prominent.
func (l *leveller) under(p *proto) int {
	for i := len(l.path) - 1; i >= 0; i-- {
		if prominence(l.path[i]) > prominence(p)+0.3 {
			return l.path[i].block.Level + 1
		}
	}
	return 1
}

// place gives a heading its level, and remembers it.
func (l *leveller) place(p *proto, num number, level int) {
	p.block.Level = level
	if level == 1 {
		// Below another part, numbers may count something else.
		for n, at := range l.byNumber {
			if at > 1 && n.kind != num.kind {
				delete(l.byNumber, n)
			}
		}
	}
	if num.kind != 0 && l.byNumber[num] == 0 {
		l.byNumber[num] = level
	}
	look := p.style()
	if l.byStyle[look] == nil {
		l.byStyle[look] = map[int]int{}
	}
	l.byStyle[look][level]++
	for len(l.path) > 0 && l.path[len(l.path)-1].block.Level >= level {
		l.path = l.path[:len(l.path)-1]
	}
	l.path = append(l.path, p)
}

// opens reports whether a heading is the first of its numbering.
func opens(p *proto, num number) bool {
	if num.depth != 1 {
		return false
	}
	t := strings.TrimLeft(p.text, ". (")
	for _, first := range []string{"1", "I", "A", "a"} {
		if rest, ok := strings.CutPrefix(t, first); ok && !strings.HasPrefix(rest, first) && (rest == "" || !unicode.IsLetter(rune(rest[0])) && !unicode.IsDigit(rune(rest[0]))) {
			return true
		}
	}
	return false
}

// topTitle is the headings that are parts of the report wherever they stand.
var topTitle = regexp.MustCompile(`^(?:remerciements?|dedicaces?|avant[ -]propos|preface|sommaire|table des? (?:matieres|illustrations|figures|tableaux|annexes)|liste des? \pL+|resume|abstract|glossaire|lexique|(?:liste des )?(?:sigles|abreviations|acronymes)\b.*|bibliographie\b.*|webographie\b.*|sitographie\b.*|references bibliographiques|annexes)\s*:?$`)

// alike gives the most usual of levels, 0 when there is none.
func alike(levels map[int]int) int {
	best, level := 0, 0
	for l, n := range levels {
		if n > best || n == best && l < level {
			best, level = n, l
		}
	}
	return level
}

// prominence measures how much a heading stands out.
func prominence(p *proto) float64 {
	s := p.style()
	r := s.size
	switch numberOf(p.text).kind {
	case 'p':
		r += 3
	case 'c':
		r += 1.5
	}
	if s.upper {
		r += 0.6
	}
	if s.bold {
		r += 0.5
	}
	if s.italic {
		r -= 0.2
	}
	return r
}

// listing tells which headings the contents list.
type listing struct {
	list   titles
	styles map[style]bool // looks of those that they do
	n      int            // how many they do
	part   style          // look of the first part or chapter
}

func knownTitles(found []*proto, list titles) listing {
	k := listing{list: list, styles: map[style]bool{}}
	for _, p := range found {
		if k.part.size == 0 && isPart(p) {
			k.part = p.style()
		}
		if k.lists(p) {
			k.styles[p.style()] = true
			k.n++
		}
	}
	return k
}

func (k listing) lists(p *proto) bool {
	_, ok := k.list[titleKey(text.Clean(p.text))]
	return ok
}

// below reports whether a heading that the contents do not list goes under the
// last one that they do: they list many, or none that looks like it.
func (k listing) below(p *proto) bool {
	if isPart(p) && p.style() == k.part {
		return false
	}
	return k.n >= 5 && (k.n >= 10 || !k.styles[p.style()]) && !topTitle.MatchString(text.Fold(strings.TrimSpace(p.text)))
}

// isPart reports whether a heading is that of a part or chapter.
func isPart(p *proto) bool {
	n := numberOf(strings.TrimSpace(text.Clean(p.text)))
	return n.kind == 'p' || n.kind == 'c'
}
