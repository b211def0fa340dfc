package layout

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"prejury/internal/text"
)

// Patterns of what begins a line.
var (
	listMark   = regexp.MustCompile(`^(?:\(?\d{1,2}[.)°]|\(?[a-zA-Z][.)]|\(?[ivxIVX]{1,4}[.)])\s`)
	captionRe  = regexp.MustCompile(`(?i)^(?:figure|fig\.?|tableau|tab\.|table|illustration|image|photo(?:graphie)?|schéma|graphique|graphe|diagramme|carte|encadré|organigramme|équation|capture|screen|code|listing|extrait)\s*(?:n\s*[°o]\s*)?(?:[a-z]\s?[.\-]\s?)?(?:\d+(?:[.\-]\d+)*|[ivxl]+\b)\s*(?:([:.\-–—|])|\s|$)`)
	partRe     = regexp.MustCompile(`(?i)^(?:(premi[èe]re|deuxi[èe]me|seconde|troisi[èe]me|quatri[èe]me|cinqui[èe]me|1\s?[èe]re|[2-6]\s?[èe](?:me)?)\s+partie\b|(?:partie|chapitre|chapter|part|section|annexe|appendice|livrable|étape|phase|axe|volet|titre)\s+(?:n\s*[°o]\s*)?(?:\d{1,2}|[ivxl]{1,5}|[a-z])\b)`)
	leaders    = regexp.MustCompile(`(?:\s*[.…·_‥]\s*){4,}\s*`)
	tailNumber = regexp.MustCompile(`^(.*?\pL.*?)[\s.…·_]+(\d{1,3}|[ivxlc]{1,6})$`)
)

// tocLine cuts a line of contents into title and page: one that has leaders, or
// any that ends with a number when bare is set.
func tocLine(s string, bare bool) (title, page string, ok bool) {
	if !hasLeaders(s) {
	} else if loc := leaders.FindAllStringIndex(s, -1); loc != nil {
		l := loc[len(loc)-1]
		title, page = strings.TrimSpace(leaders.ReplaceAllString(s[:l[0]], " ")), strings.TrimSpace(s[l[1]:])
		lost := strings.HasPrefix(strings.ToLower(page), "erreur") // Word: "Erreur ! Signet non défini."
		if (isPage(page) || lost) && hasLetter(title) {
			if lost {
				page = ""
			}
			return title, page, true
		}
	}
	if !bare {
		return "", "", false
	}
	m := tailNumber.FindStringSubmatch(s)
	if m == nil {
		return "", "", false
	}
	if !isPage(m[2]) {
		return "", "", false
	}
	return strings.TrimSpace(m[1]), m[2], true
}

// hasLeaders tells cheaply that a line may have leaders.
func hasLeaders(s string) bool {
	for _, two := range []string{"..", ". .", "…", "__", "··", "‥", "· ·", "_ _"} {
		if strings.Contains(s, two) {
			return true
		}
	}
	return false
}

// isListMark reports whether a line begins with the number of a list's item.
func isListMark(s string) bool {
	i := strings.IndexAny(s[:min(len(s), 8)], ".)°")
	return i > 0 && listMark.MatchString(s)
}

// captionStart gives the match of captionRe, nil when s does not begin as the
// caption of a figure or table.
func captionStart(s string) []string {
	r, _ := utf8.DecodeRuneInString(s)
	if !strings.ContainsRune("FfTtIiPpSsGgDdCcEeOoÉéLl", r) || !strings.ContainsAny(s[:min(len(s), 40)], "0123456789IVXLivxl") {
		return nil
	}
	return captionRe.FindStringSubmatch(s)
}

// isPage reports whether s is a page, or the pages from one to another.
func isPage(s string) bool {
	s = strings.Trim(s, "-–. ")
	if a, b, ok := strings.Cut(strings.ReplaceAll(s, "–", "-"), "-"); ok {
		_, first := pageNumber(strings.TrimSpace(a))
		_, last := pageNumber(strings.TrimSpace(b))
		return first && last
	}
	_, ok := pageNumber(s)
	return ok
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
	if n < len(l.text) && (r >= 0xf000 && r <= 0xf0ff || strings.ContainsRune("�•◦▪▫■□●○‣➢➤►▶✓✔❖◆◇➔⇒", r)) {
		return strings.TrimSpace(l.text[n:]), true
	}
	return l.text, false
}

// number is how a heading is numbered: "2.1" is of kind 'd' and depth 2, "B.1" of
// kind 'a', "IV-2" of kind 'r', "Chapitre 3" of kind 'c', "Partie I" of kind 'p'.
type number struct {
	kind  byte // 0 when there is none
	depth int
}

// numberOf reads the number that begins a heading.
func numberOf(s string) number {
	if m := partRe.FindStringSubmatch(s); m != nil {
		if strings.HasPrefix(text.Fold(m[0]), "part") || m[1] != "" {
			return number{'p', 1}
		}
		return number{'c', 1}
	}
	rest := strings.TrimLeft(s, ". ")
	kind, n := numeral(rest)
	if n == 0 {
		return number{}
	}
	depth := 1
	rest = rest[n:]
	for depth < 7 {
		cut := strings.TrimLeft(rest, " ")
		if cut == "" || cut[0] != '.' && cut[0] != '-' || len(rest)-len(cut) > 1 {
			break
		}
		spaced := strings.HasPrefix(cut[1:], " ")
		cut = strings.TrimLeft(cut[1:], " ")
		k, n := numeral(cut)
		if n == 0 || k != 'd' && n < len(cut) && isLetterAt(cut[n:]) {
			break
		}
		if spaced && (n >= len(cut) || strings.IndexByte(".)-", cut[n]) < 0) {
			break // "III. 5 pourquoi"
		}
		depth++
		rest = cut[n:]
	}
	cut := strings.TrimLeft(rest, " ")
	mark := strings.HasPrefix(cut, "–") || strings.HasPrefix(cut, "—") || cut != "" && strings.IndexByte(".)-:/°", cut[0]) >= 0
	if mark {
		_, n := utf8.DecodeRuneInString(cut)
		cut = strings.TrimLeft(cut[n:], " .-:)")
	}
	r, _ := utf8.DecodeRuneInString(cut)
	switch {
	case !unicode.IsLetter(r) && !strings.ContainsRune("«\"“(", r) && !(mark && kind != 'd' && unicode.IsDigit(r)),
		kind != 'd' && depth == 1 && !mark,
		kind == 'd' && depth == 1 && !mark && len(cut) == len(rest), // 3D, 5S
		kind == 'd' && depth == 1 && !mark && unicode.IsLower(r):    // 12 mois
		return number{}
	case kind == 'b':
		return number{'b', depth}
	}
	return number{kind, depth}
}

// numeral gives the kind and length of the figure that begins s: digits, roman
// figures, or one letter.
func numeral(s string) (kind byte, n int) {
	for n < len(s) && n < 3 && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	if n > 0 {
		if n > 2 {
			return 0, 0
		}
		return 'd', n
	}
	for n < len(s) && n < 6 && strings.IndexByte("IVX", s[n]) >= 0 {
		n++
	}
	if n > 0 && !isLetterAt(s[n:]) {
		return 'r', n
	}
	if s != "" && s[0] >= 'A' && s[0] <= 'Z' && !isLetterAt(s[1:]) {
		return 'a', 1
	}
	if s != "" && s[0] >= 'a' && s[0] <= 'z' && !isLetterAt(s[1:]) {
		return 'b', 1
	}
	return 0, 0
}

func isLetterAt(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r)
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
