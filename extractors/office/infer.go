package office

import (
	"regexp"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"prejury/extractors/document"
	"prejury/internal/text"
)

// Many reports are written without styles: headings are large or bold lines, the
// contents are typed. The marks below are those that a reader goes by.
var (
	typedEntry = regexp.MustCompile(`^\s*\S.{1,150}?(?:\t|\.{3,}|…{1,}|_{3,}| {4,})[\t .…_]*(?:\d{1,3}|[ivxlc]{1,6})\s*$`)
	numbered   = regexp.MustCompile(`^\s*((?:\d{1,2}|[IVX]{1,4}|[A-H])(?:[.\-]\d{1,2}){0,4})\s*[.)\-–:/]{0,2}[\s\t]+\S`)
	figure     = regexp.MustCompile(`^(?i:fig(?:ure|\.)|tableau|graphique|sch[ée]ma|source|illustration|image|photo)\b`)
	division   = regexp.MustCompile(`^(?i:(?:chapitre|partie|chapter|part|titre|annexe|appendix|volet|axe)\s+(?:\d{1,2}|[IVX]{1,5}|[A-H])\b|(?:premi[èe]re|deuxi[èe]me|troisi[èe]me|quatri[èe]me|seconde)\s+partie\b)`)
)

const (
	headingRunes = 120 // the longest line that is taken for a heading without a style
	styledRunes  = 250 // the longest one with a style of heading
)

// infer finds the headings and the contents of a flow that styles do not tell,
// and takes back headings that are plainly text. Pages are known.
func infer(f *Flow) {
	var paras []*Para
	for i := range f.Nodes {
		if p := f.Nodes[i].Para; p != nil {
			paras = append(paras, p)
		}
	}
	typedContents(paras)
	contentsTitles(paras)
	demote(paras)
	headings, pages := 0, 1
	for _, p := range paras {
		if p.Kind == document.Heading {
			headings++
		}
		pages = max(pages, p.place.last())
	}
	if headings < max(3, pages/5) {
		inferHeadings(paras)
	}
}

// typedContents makes contents lines of paragraphs that end with a page number
// after a tab or dots, where at least three stand together.
func typedContents(paras []*Para) {
	var run []*Para
	flush := func() {
		if len(run) >= 3 {
			for _, p := range run {
				p.Kind, p.Level = document.TOCEntry, 0
			}
		}
		run = run[:0]
	}
	for _, p := range paras {
		switch {
		case strings.TrimSpace(p.Text) == "":
		case p.Kind == document.TOCEntry:
		case typedEntry.MatchString(p.Text):
			run = append(run, p)
		default:
			flush()
		}
	}
	flush()
}

var contentsTitle = regexp.MustCompile(`^(?:sommaire|plan|table des matieres|contents|table of contents|(?:liste|table|index) des (?:figures|tableaux|illustrations|annexes|graphiques))\s*:?$`)

// contentsTitles makes a heading of the title that stands before contents lines.
func contentsTitles(paras []*Para) {
	var title *Para
	for _, p := range paras {
		s := strings.TrimSpace(p.Text)
		switch {
		case s == "":
		case p.Kind == document.TOCEntry:
			if title != nil {
				title.Kind, title.Level = document.Heading, 1
			}
			title = nil
		case p.Kind == document.Paragraph && len(s) < 60 && contentsTitle.MatchString(text.Fold(line(s))):
			title = p
		default:
			title = nil
		}
	}
}

// demote makes text of headings that are too long, and of a level that holds
// most of the report: a style used for its looks.
func demote(paras []*Para) {
	total, levels := 0, map[int]int{}
	for _, p := range paras {
		if strings.TrimSpace(p.Text) == "" || p.Kind == document.TOCEntry {
			continue
		}
		total++
		if p.Kind == document.Heading {
			levels[p.Level]++
		}
	}
	for _, p := range paras {
		if p.Kind == document.Heading && (utf8.RuneCountInString(p.Text) > styledRunes || total > 20 && levels[p.Level]*5 > total*3) {
			p.Kind, p.Level, p.Label = document.Paragraph, 0, ""
		}
	}
}

// look is what of a line's form tells its rank.
type look struct {
	size float64
	bold bool
	caps bool
}

func lookOf(p *Para) look { return look{p.Size, p.Bold, capitals(p.Text)} }

func (l look) before(m look) bool {
	if l.size != m.size {
		return l.size > m.size
	}
	if l.caps != m.caps {
		return l.caps
	}
	return l.bold && !m.bold
}

// inferHeadings makes headings of the short lines that stand out from the text.
func inferHeadings(paras []*Para) {
	body, mostlyBold := bodyLook(paras)
	cover := coverPage(paras)
	var found, run []*Para
	for _, p := range paras {
		switch {
		case strings.TrimSpace(p.Text) == "" && len(p.Images) == 0:
		case p.place.page > cover && standsOut(p, body, mostlyBold):
			run = append(run, p)
		default:
			// Headings announce text; many such lines together are a list or a cover.
			if len(run) <= 4 && p.Kind != document.TOCEntry {
				found = append(found, run...)
			}
			run = run[:0]
		}
	}
	if len(found) < 2 {
		return
	}
	ranks := rank(found)
	second := len(ranks) + 1 // rank of the strongest look with a number as 1.2
	for _, p := range found {
		if depth(p.Label+" "+p.Text) >= 2 {
			second = min(second, ranks[lookOf(p)])
		}
	}
	for _, p := range found {
		r := ranks[lookOf(p)]
		d := depth(p.Label + " " + p.Text)
		if d == 1 && r > second && !division.MatchString(strings.TrimSpace(p.Text)) {
			d = 0 // "1." under "1.2": numbers that begin again in each part
		}
		if p.Kind, p.Level = document.Heading, d; d == 0 {
			p.Level = min(4, r)
		}
	}
}

// bodyLook gives the size of most of the text, and whether most of it is bold.
func bodyLook(paras []*Para) (size float64, bold bool) {
	sizes, all, strong := map[float64]int{}, 0, 0
	for _, p := range paras {
		n := len(strings.TrimSpace(p.Text))
		sizes[p.Size] += n
		all += n
		if p.Bold {
			strong += n
		}
	}
	return most(sizes), strong*2 > all
}

// coverPage gives 1 when the first page has no running text, else 0.
func coverPage(paras []*Para) int {
	for _, p := range paras {
		if p.place.page == 1 && utf8.RuneCountInString(p.Text) > 200 {
			return 0
		}
	}
	return 1
}

// standsOut says that a line has the form of a heading.
func standsOut(p *Para, body float64, mostlyBold bool) bool {
	s := strings.TrimSpace(p.Text)
	n := utf8.RuneCountInString(s)
	if p.Kind != document.Paragraph && p.Kind != document.ListItem || n < 3 || n > headingRunes || strings.Count(s, "\n") > 1 {
		return false
	}
	if last, _ := utf8.DecodeLastRuneInString(s); strings.ContainsRune(".;,!»\"", last) || letterCount(s) < 3 {
		return false
	}
	if p.Size < body-0.4 || figure.MatchString(s) {
		return false
	}
	larger := p.Size >= body+1.5
	strong := p.Bold && !mostlyBold
	marked := depth(p.Label+" "+s) > 0
	if p.Kind == document.ListItem {
		return larger && strong || marked && strong
	}
	return larger || strong || marked && capitals(s) || division.MatchString(s) && n < 80
}

// rank numbers the looks of headings, the strongest first.
func rank(found []*Para) map[look]int {
	var looks []look
	seen := map[look]int{}
	for _, p := range found {
		if seen[lookOf(p)]++; seen[lookOf(p)] == 1 {
			looks = append(looks, lookOf(p))
		}
	}
	sort.Slice(looks, func(i, j int) bool { return looks[i].before(looks[j]) })
	for i, l := range looks {
		seen[l] = i + 1
	}
	return seen
}

// depth reads a heading's own number: 1 for "2." or "Chapitre 2", 2 for "2.1"; 0
// when it has none.
func depth(s string) int {
	if division.MatchString(strings.TrimSpace(s)) {
		return 1
	}
	m := numbered.FindStringSubmatch(s)
	if m == nil {
		return 0
	}
	return 1 + strings.Count(m[1], ".") + strings.Count(m[1], "-")
}

func letterCount(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}

// capitals says that a line has no small letter.
func capitals(s string) bool {
	upper := 0
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			upper++
		}
	}
	return upper >= 3
}
