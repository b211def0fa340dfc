package layout

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Patterns of what begins a line.
var (
	listMark   = regexp.MustCompile(`^(?:\(?\d{1,2}[.)°]|\(?[a-zA-Z][.)]|\(?[ivxIVX]{1,4}[.)])\s`)
	captionRe  = regexp.MustCompile(`(?i)^(?:figure|fig\.?|tableau|tab\.|table|illustration|image|photo(?:graphie)?|schéma|graphique|graphe|diagramme|carte|encadré|organigramme|équation|capture|screen|code|listing|extrait)\s*(?:n\s*[°o]\s*)?(?:[a-z]\s?[.\-]\s?)?(?:\d+(?:[.\-]\d+)*|[ivxl]+\b)\s*(?:([:.\-–—|])|\s|$)`)
	numberRe   = regexp.MustCompile(`^(?:(\d{1,2}(?:\.\d{1,2}){0,4})\.?|((?:[IVX]{1,5}|[A-H])(?:[.\-]\s?(?:\d{1,2}|[A-Za-z]\b|[IVX]{1,4}\b)){0,3})\s?[.)\-–—:/]|([a-h]|\d{1,2})\s?[)\-–])\s*[\pL«"(]`)
	partRe     = regexp.MustCompile(`(?i)^(?:partie|chapitre|chapter|section|annexe|appendice|livrable|étape|phase|axe|volet|titre)\s+(?:n\s*[°o]\s*)?(?:\d+|[ivxl]+|[a-z])\b`)
	leaders    = regexp.MustCompile(`(?:\s*[.…·_‥]\s*){4,}\s*`)
	tailNumber = regexp.MustCompile(`^(.*?\pL.*?)[\s.…·_]+(\d{1,3}|[ivxlc]{1,6})$`)
)

// tocLine cuts a line of contents into title and page: one that has leaders, or
// any that ends with a number when bare is set.
func tocLine(s string, bare bool) (title, page string, ok bool) {
	if loc := leaders.FindAllStringIndex(s, -1); loc != nil {
		l := loc[len(loc)-1]
		title, page = strings.TrimSpace(leaders.ReplaceAllString(s[:l[0]], " ")), strings.TrimSpace(s[l[1]:])
		if _, num := pageNumber(strings.Trim(page, "-–. ")); (num || page == "" && !bare) && hasLetter(title) && utf8.RuneCountInString(s[l[0]:l[1]]) >= 4 {
			return title, page, num || page == ""
		}
	}
	if !bare {
		return "", "", false
	}
	m := tailNumber.FindStringSubmatch(s)
	if m == nil {
		return "", "", false
	}
	if _, num := pageNumber(m[2]); !num {
		return "", "", false
	}
	return strings.TrimSpace(m[1]), m[2], true
}

// bulletOf gives the text of a list item without its bullet, and whether it had
// one. Numbers stay: readers quote them.
func bulletOf(l *line) (rest string, ok bool) {
	if len(l.words) == 0 {
		return l.text, false
	}
	w := l.words[0]
	if isBullet(w.text) && len(l.words) > 1 {
		if w.text == "o" && l.words[1].x0-w.x1 < 0.5*w.size {
			return l.text, false
		}
		return strings.TrimSpace(l.text[len(w.text):]), true
	}
	// A bullet glued to its text.
	r, n := utf8.DecodeRuneInString(l.text)
	if n < len(l.text) && (r >= 0xf000 && r <= 0xf0ff || strings.ContainsRune("•◦▪▫■□●○‣➢➤►▶✓✔❖◆◇➔⇒", r)) {
		return strings.TrimSpace(l.text[n:]), true
	}
	return l.text, false
}

// depthOf gives how deep a heading's number is: 2 for "1.2", 0 when it has none.
// kind tells numberings apart: a digit, a roman figure, a letter.
func depthOf(s string) (depth int, kind byte) {
	if partRe.MatchString(s) {
		return 1, 'p'
	}
	m := numberRe.FindStringSubmatch(s)
	switch {
	case m == nil:
		return 0, 0
	case m[1] != "":
		return 1 + strings.Count(m[1], "."), 'd'
	case m[2] != "":
		depth = 1 + strings.Count(m[2], ".") + strings.Count(m[2], "-")
		if strings.IndexFunc(m[2], func(r rune) bool { return !strings.ContainsRune("IVX", r) }) > 0 || strings.ContainsAny(m[2][:1], "IVX") {
			return depth, 'r'
		}
		return depth, 'a'
	default:
		return 3, 'b'
	}
}

// endsSentence reports whether text ends as a sentence does.
func endsSentence(s string) bool {
	s = strings.TrimRight(s, " »”\")]")
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".!?:;…", r)
}

func startsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

func isUpper(s string) bool {
	letters := 0
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsLetter(r) {
			letters++
		}
	}
	return letters >= 3
}
