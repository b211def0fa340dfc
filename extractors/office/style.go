package office

import (
	"regexp"
	"strconv"

	"prejury/extractors/document"
	"prejury/internal/text"
)

// The names of built-in styles, folded, in the languages in which word processors
// write them. Word writes its own in English whatever its language; others, and
// the ids of styles, are localised.
var (
	headingStyle = regexp.MustCompile(`^(?:heading|head|titre|u?berschrift|titulo|ttulo|titolo|kop|rubrik|overskrift|nagowek|nagłowek|nadpis|naslov|otsikko|cimsor|baslik|encabezado|cabecalho|заголовок|标题|見出し|제목)[ _-]?(?:niveau |level )?([1-9])$`)
	tocStyle     = regexp.MustCompile(`^(?:toc|tm|tdm|table des matieres|verzeichnis|tdc|sommario|indice|inhopg|contents|index heading|innehall|inhaltsverzeichnis|user index|illustration index|object index|table index|bibliography index)[ _-]?\d{1,2}$`)
	tofStyle     = regexp.MustCompile(`^(?:table of figures|table ?des ?illustrations|table of authorities|abbildungsverzeichnis|table des figures|liste des figures)( ?\d)?$`)
	tocTitle     = regexp.MustCompile(`^(?:toc ?heading|en-?tete ?de ?table ?des ?matieres|contents heading|titre ?tr|titre de table des matieres|inhaltsverzeichnisuberschrift|toa heading|illustration index heading|table index heading|user index heading|bibliography heading)$`)
	captionStyle = regexp.MustCompile(`^(?:caption|legende|beschriftung|leyenda|didascalia|epigrafe|bijschrift|image caption|table caption|captioned figure)$`)
	bibStyle     = regexp.MustCompile(`^(?:bibliography|bibliographie|literaturverzeichnis|bibliografia|references?|bibliography \d)$`)
)

// StyleKind gives the kind and, for headings, the level that a built-in style's
// name or id stands for; "" when it says nothing. A title of contents is a
// heading of level 1.
func StyleKind(name string) (document.Kind, int) {
	f := text.Fold(name)
	if m := headingStyle.FindStringSubmatch(f); m != nil {
		level, _ := strconv.Atoi(m[1])
		return document.Heading, level
	}
	switch {
	case tocStyle.MatchString(f), tofStyle.MatchString(f):
		return document.TOCEntry, 0
	case tocTitle.MatchString(f):
		return document.Heading, 1
	case captionStyle.MatchString(f):
		return document.Caption, 0
	case bibStyle.MatchString(f):
		return document.BibEntry, 0
	}
	return "", 0
}

var typedCaption = regexp.MustCompile(`^(?i:fig(?:ure|\.)?|tableau|table|graphi(?:que|c)|sch[ée]ma|illustration|image|photo(?:graphie)?|diagramme|encadr[ée]|annexe figure)\s*(?:n°\s*)?(?:\d{1,3}(?:[.\-]\d{1,3})*|[IVX]{1,5}|[A-Z])\s*[:.\-–—]\s*\S`)

// IsCaption says that a short paragraph reads as a caption: "Figure 3 : …".
func IsCaption(s string) bool { return len(s) < 300 && typedCaption.MatchString(s) }
