package render

import (
	"net/url"
	"path/filepath"
	"sort"
	"strconv"
	"strings"

	"prejury/checker"
	"prejury/cmd/internal/wording"
	"prejury/extractors/document"
)

// excerptShown is the length of an excerpt in text formats, in runes.
const excerptShown = 280

// levelOrder is the order in which levels are counted and listed.
var levelOrder = []checker.Level{checker.LevelStrong, checker.LevelWeak, checker.LevelAbsent, checker.LevelSee, checker.LevelJury, checker.LevelExempt}

// byCompetence cuts results into runs of the same competence.
func byCompetence(results []checker.Result) [][]checker.Result {
	var out [][]checker.Result
	for i := range results {
		if n := len(out); n > 0 && out[n-1][0].Criterion.Competence == results[i].Criterion.Competence {
			out[n-1] = append(out[n-1], results[i])
			continue
		}
		out = append(out, results[i:i+1:i+1])
	}
	return out
}

// toMend are the criteria that leave the candidate something to do.
func toMend(r *checker.Report) []*checker.Result {
	var out []*checker.Result
	for i := range r.Criteria {
		if wording.ToMend(r.Criteria[i].Level) {
			out = append(out, &r.Criteria[i])
		}
	}
	return out
}

// decided are the criteria that a person decided on, whether that holds or not.
func decided(r *checker.Report) []*checker.Result {
	var out []*checker.Result
	for i := range r.Criteria {
		if r.Criteria[i].Decision != nil {
			out = append(out, &r.Criteria[i])
		}
	}
	return out
}

// pagesOfEvidence lists the pages of the best three pieces of evidence, in order.
func pagesOfEvidence(c *checker.Result) []int {
	seen := map[int]bool{}
	var pages []int
	for _, e := range c.Evidence {
		if !seen[e.Page] && len(pages) < 3 {
			seen[e.Page] = true
			pages = append(pages, e.Page)
		}
	}
	sort.Ints(pages)
	return pages
}

func evidencePages(c *checker.Result) string {
	pages := pagesOfEvidence(c)
	s := make([]string, len(pages))
	for i, p := range pages {
		s[i] = strconv.Itoa(p)
	}
	return strings.Join(s, ", ")
}

// place says where an evidence stands: page and section.
func place(e *checker.Evidence, l wording.Lang) string {
	s := l.Where(e.Page, e.Printed)
	if e.Section != "" {
		s += ", " + innermost(bare(e.Section), sectionShown)
	}
	return s
}

// bare is a path of headings as it is shown: without the colon that some end with.
func bare(section string) string {
	return strings.TrimRight(strings.TrimSpace(section), " \u00a0:")
}

// sectionShown is the length of a path of headings in text formats, in runes.
const sectionShown = 90

// innermost keeps the last headings of a path that fit, at least one.
func innermost(section string, n int) string {
	const step = " › "
	headings := strings.Split(section, step)
	from := len(headings) - 1
	for from > 0 && len([]rune(strings.Join(headings[from-1:], step))) <= n {
		from--
	}
	if from == 0 {
		return section
	}
	return "…" + step + strings.Join(headings[from:], step)
}

// oralJudged recalls what the jury judges orally, "" when it judges nothing so.
func oralJudged(r *checker.Report, l wording.Lang) string {
	if r.Modality == nil {
		return ""
	}
	s := r.Modality.OralJudged.In(string(l))
	if s == "" {
		return ""
	}
	return l.Of("Jugé à l'oral, compté nulle part ici : ", "Judged orally, counted nowhere here: ") + s + "."
}

// formNotes says, each after its mark, what is amiss in the form of a report, and in one
// line what is not.
func formNotes(list []checker.FormCheck, l wording.Lang) (out []string) {
	for _, f := range list {
		switch f.Verdict {
		case checker.FormWarn:
			out = append(out, "! "+l.Form(f))
		case checker.FormFail:
			out = append(out, "✗ "+l.Form(f))
		}
	}
	if s := l.FormInOrder(list); s != "" {
		out = append(out, inOrder+s)
	}
	return out
}

// inOrder is the mark of what is not amiss; a list has bullets of its own.
const inOrder = "· "

// levelMark goes before a verdict, for who sees no colour.
func levelMark(v checker.Level) string {
	switch v {
	case checker.LevelStrong:
		return "✓"
	case checker.LevelWeak:
		return "~"
	case checker.LevelAbsent:
		return "✗"
	case checker.LevelSee:
		return "?"
	case checker.LevelExempt:
		return "–"
	}
	return "·"
}

// pageLink is the address of a page of the file, as seen from the folder that a
// result is written to; only PDF viewers know pages.
func pageLink(r *checker.Report, from string, page int) string {
	if r.Source.Format != document.PDF || packed(r.Source.Name) {
		return ""
	}
	path := r.Source.Name
	if from != "" {
		abs, err1 := filepath.Abs(path)
		base, err2 := filepath.Abs(from)
		if err1 == nil && err2 == nil {
			if rel, err := filepath.Rel(base, abs); err == nil {
				path = rel
			}
		}
	}
	u := url.URL{Path: filepath.ToSlash(path), Fragment: "page=" + strconv.Itoa(page)}
	return u.String()
}

// packed reports whether a name is that of a file in an archive, which no link opens.
func packed(name string) bool {
	return strings.Contains(strings.ToLower(filepath.ToSlash(name)), ".zip/")
}

// oneLine joins the lines and cells of an excerpt.
func oneLine(s string) string {
	return strings.Join(strings.Fields(strings.NewReplacer("\t", " | ", "\n", " / ").Replace(s)), " ")
}

// Shorten cuts a text between words, at most n runes.
func Shorten(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	cut := string(r[:n])
	if i := strings.LastIndexByte(cut, ' '); i > n/2 {
		cut = cut[:i]
	}
	return cut + " …"
}
