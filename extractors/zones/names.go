package zones

import (
	"slices"
	"strings"

	"prejury/extractors/document"
	"prejury/internal/text"
)

// kinds of headings by what they announce.
type role int

const (
	other role = iota
	contents
	front
	intro
	conclusion
	bibliography
	glossary
	annexes
	oneAnnex // one numbered annex: "Annexe 3 : …"
)

// zoneOf is the zone that a heading of each role opens.
var zoneOf = map[role]document.Zone{contents: document.Contents, front: document.Front, intro: document.Body, conclusion: document.Body,
	bibliography: document.Bibliography, glossary: document.Glossary, annexes: document.Annexes, oneAnnex: document.Annexes}

// names are the headings that open a zone, folded, as whole headings or as their
// beginning (followed by " *"). A heading that merely contains one of these words
// opens nothing.
var names = map[string]role{
	"sommaire": contents, "table des matieres": contents, "table de matieres": contents, "table matieres": contents, "contents": contents, "table of contents": contents, "plan": contents, "plan du rapport": contents,
	"plan du memoire": contents, "sommaire general": contents, "sommaire detaille": contents,
	"list of figures": contents, "list of tables": contents, "index": contents, "au sommaire": contents, "figures": contents, "tables et figures": contents, "table of figures": contents,

	"remerciements": front, "remerciement": front, "dedicace": front, "dedicaces": front, "avant-propos": front, "avant propos": front, "preface": front, "resume": front, "abstract": front, "resume et mots cles": front, "summary": front,
	"executive summary": front, "synthese de direction": front, "preambule": front, "note de synthese": front, "acknowledgements": front, "acknowledgments": front, "engagement": front, "attestation sur l'honneur": front,
	"declaration sur l'honneur": front, "fiche de confidentialite": front, "historique des versions": front, "historique des revisions": front, "suivi des versions": front, "historique du document": front, "mots cles": front, "avertissement": front, "quatrieme de couverture": front, "fiche signaletique": front,

	"introduction": intro, "introduction generale": intro, "introduction *": intro, "contexte": intro, "contexte general": intro, "contexte et enjeux": intro, "contexte *": intro, "introduction au projet": intro,

	"conclusion": conclusion, "conclusion generale": conclusion, "conclusion et perspectives": conclusion, "conclusion generale et perspectives": conclusion, "conclusions": conclusion, "conclusion *": conclusion,
	"bilan": conclusion, "bilan et perspectives": conclusion, "bilan general": conclusion, "perspectives": conclusion, "synthese et conclusion": conclusion, "mot de la fin": conclusion, "conclusions *": conclusion, "synthese generale": conclusion, "conclusion et bilan": conclusion, "bilan et conclusion": conclusion, "epilogue": conclusion, "pour conclure": conclusion, "bilan *": conclusion,

	"bibliographie": bibliography, "webographie": bibliography, "sitographie": bibliography, "bibliographie et webographie": bibliography, "bibliographie webographie": bibliography, "bibliographie sitographie": bibliography,
	"bibliographie et sitographie": bibliography, "references": bibliography, "references bibliographiques": bibliography, "references bibliographique": bibliography, "sources": bibliography, "sources et references": bibliography,
	"bibliographie *": bibliography, "references *": bibliography, "bibliography": bibliography, "netographie": bibliography, "webographie *": bibliography, "bibliographies": bibliography, "ressources documentaires": bibliography, "sources documentaires": bibliography, "sources et bibliographie": bibliography, "bibliographie et sources": bibliography, "sitographie *": bibliography, "liste des references": bibliography, "ouvrages cites": bibliography, "ouvrages": bibliography, "ouvrages consultes": bibliography, "documents consultes": bibliography, "works cited": bibliography,

	"glossaire": glossary, "lexique": glossary, "abreviations": glossary, "sigles et abreviations": glossary, "sigles": glossary,
	"acronymes": glossary, "glossary": glossary, "glossaire *": glossary, "liste des abreviations *": glossary, "nomenclature": glossary, "definitions et abreviations": glossary,

	"annexes": annexes, "annexe": annexes, "appendices": annexes, "table des annexes et annexes": annexes, "les annexes": annexes, "documents annexes": annexes, "annexes *": annexes,
}

// roleOf says what a heading announces. Numbers before the name ("5. ", "IV - ")
// do not count.
func roleOf(heading string) role {
	s := strings.Trim(fold(heading), " .:-–—*•")
	s = strings.TrimSpace(stripNumber(s))
	if r, ok := names[s]; ok {
		return r
	}
	if r := listOf(s); r != other {
		return r
	}
	if r := misspelt(s); r != other {
		return r
	}
	if r := withArticle(s); r != other {
		return r
	}
	if r := names[strings.TrimRight(s, "0123456789 ")]; r == front {
		return r // "Dédicace 2"
	}
	first, rest, more := strings.Cut(s, " ")
	if !more {
		return other
	}
	if r, ok := appendix(first, rest); ok {
		return r
	}
	if len(strings.Fields(s)) > 9 {
		return other
	}
	if r, ok := names[strings.Trim(first, ":-–,")+" *"]; ok && separated(first, rest) {
		return r
	}
	return other
}

// withArticle is the role of a heading that names a list, or has one of the names that
// no chapter has, after its article: "La liste des abréviations", "Le glossaire".
func withArticle(s string) role {
	for _, article := range []string{"le ", "la ", "les "} {
		rest, ok := strings.CutPrefix(s, article)
		if !ok {
			continue
		}
		if r := listOf(rest); r != other {
			return r
		}
		if slices.Contains(forgiven[len(rest)], rest) {
			return names[rest]
		}
	}
	return other
}

// forgiven are the names that may have a letter wrong, by their length in bytes: those
// that are long and begin no chapter.
var forgiven = func() map[int][]string {
	const shortest = 9
	out := map[int][]string{}
	for name, r := range names {
		if len(name) >= shortest && r != intro && r != conclusion && !strings.HasSuffix(name, "*") {
			out[len(name)] = append(out[len(name)], name)
		}
	}
	return out
}()

// misspelt is the role of a heading that is one letter away from a name: "Remerciments",
// "Bibiographie". A plural is no fault.
func misspelt(s string) role {
	for n := len(s) - 1; n <= len(s)+1; n++ {
		for _, name := range forgiven[n] {
			if oneLetterAway(s, name) && s+"s" != name && name+"s" != s {
				return names[name]
			}
		}
	}
	return other
}

// oneLetterAway reports whether two texts differ by one letter: added, missing or another.
func oneLetterAway(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 || a == b {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) == len(b) {
		return a[i+1:] == b[i+1:]
	}
	return a[i:] == b[i+1:]
}

// listed are the things of which lists are made, in the plural, and the zone that they
// open.
var listed = map[string]role{
	"figures": contents, "tableaux": contents, "tables": contents, "illustrations": contents, "images": contents, "graphiques": contents, "annexes": contents, "equations": contents,
	"algorithmes": contents, "listings": contents, "photos": contents, "photographies": contents, "codes": contents, "diagrammes": contents, "cartes": contents, "encadres": contents,

	"sigles": glossary, "acronymes": glossary, "abreviations": glossary, "symboles": glossary, "notations": glossary, "termes": glossary,
}

// listOf recognises "liste des sigles et acronymes", "listes des figures, des tableaux et
// des codes": the role of the first thing, when all are known.
func listOf(s string) role {
	first, rest, _ := strings.Cut(s, " ")
	if strings.TrimSuffix(first, "s") != "liste" && strings.TrimSuffix(first, "s") != "table" && first != "index" {
		return other
	}
	found := other
	for _, w := range strings.FieldsFunc(rest, func(r rune) bool { return r == ' ' || r == ',' || r == '/' || r == '&' || r == '\'' }) {
		switch w {
		case "de", "des", "d", "et", "les":
			continue
		}
		r := listed[w]
		if r == other {
			return other
		}
		if found == other {
			found = r
		}
	}
	return found
}

// separated reports whether what follows the name is set apart from it ("Conclusion
// : bilan") or only tells what of ("Conclusion du projet").
func separated(first, rest string) bool {
	if strings.HasSuffix(first, ":") || strings.HasSuffix(first, ",") {
		return true
	}
	for _, p := range []string{": ", "- ", "– ", "— ", "du ", "de la ", "des ", "general", "et ", "au ", "/ ", "indicative", "en ", "(", "bibliograph", "webograph"} {
		if strings.HasPrefix(rest, p) {
			return true
		}
	}
	return false
}

// appendix recognises "annexe 3", "annexe b : plan", "appendix a", "annexe n°2".
func appendix(first, rest string) (role, bool) {
	if first != "annexe" && first != "appendix" && first != "appendice" && first != "annex" {
		return other, false
	}
	id := strings.Trim(strings.TrimPrefix(strings.TrimPrefix(strings.Fields(rest)[0], "n°"), "no"), " .:-–()")
	if id == "" || id == ":" {
		return oneAnnex, true
	}
	numbered := id[0] >= '0' && id[0] <= '9' || len(id) == 1 || strings.Trim(id, "ivx") == ""
	return oneAnnex, numbered
}

// stripNumber removes "3.", "3.2", "iv -", "a)", "chapitre 5 :" from the front of a folded heading.
func stripNumber(s string) string {
	for _, p := range []string{"chapitre ", "partie ", "chapter "} {
		if rest, ok := strings.CutPrefix(s, p); ok {
			s = rest
		}
	}
	if at := strings.IndexAny(s, ").:-/"); at > 0 && at < len(s)-1 && s[at+1] >= 'a' && s[at+1] <= 'z' && (strings.Trim(s[:at], "0123456789") == "" || s[at] == ')' && strings.Trim(s[:at], "ivx") == "") {
		return s[at+1:] // "2)remerciements"
	}
	end := strings.IndexAny(s, " \t")
	if end < 0 {
		return s
	}
	number := strings.Trim(s[:end], ".):-/–")
	if number == "" || strings.Trim(number, "0123456789.") == "" || strings.Trim(number, "ivx") == "" || len(number) == 1 && strings.ContainsAny(s[:end], ".)") {
		return strings.TrimLeft(s[end:], " .:-–—)/")
	}
	return s
}

func fold(s string) string { return text.Fold(strings.Join(strings.Fields(s), " ")) }
