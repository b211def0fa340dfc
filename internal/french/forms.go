package french

import (
	"strings"
	"unicode/utf8"
)

// reformed reports whether a word is written as French allows and the dictionary does
// not: by the spelling of 1990, without the circumflex on i and u (connaitre, cout) or
// with è before a mute e (possèdera); or with oe for œ, which few keyboards have.
func (l *Lexicon) reformed(lower string) bool {
	if strings.ContainsAny(lower, "iu") {
		for _, w := range l.Accents(lower) {
			if uncircumflexed.Replace(w) == lower {
				return true
			}
		}
	}
	if i := strings.Index(lower, "è"); i >= 0 && muteAfter(lower[i+len("è"):]) && l.Has(lower[:i]+"é"+lower[i+len("è"):]) {
		return true
	}
	return strings.Contains(lower, "oe") && l.Has(strings.ReplaceAll(lower, "oe", "œ"))
}

var uncircumflexed = strings.NewReplacer("î", "i", "û", "u")

// muteAfter reports whether a syllable with a mute e follows: consonants, then e and
// another consonant.
func muteAfter(s string) bool {
	i := strings.IndexAny(s, "aeiouy")
	return i > 0 && s[i] == 'e' && i+1 < len(s) && strings.IndexByte("lmrt", s[i+1]) >= 0
}

// joined are prefixes that French joins to any word without a hyphen.
var joined = []string{"anti", "auto", "bio", "co", "cyber", "dé", "éco", "électro", "extra", "géo", "hydro", "hyper", "infra", "inter", "intra", "iso", "macro", "méta", "micro",
	"mini", "mono", "multi", "nano", "néo", "photo", "pluri", "poly", "post", "pré", "pseudo", "radio", "re", "ré", "semi", "sous", "sur", "super", "télé", "thermo", "ultra"}

// Endings that French puts on any verb in -er or on any name or adjective.
var (
	onVerbs = []string{"able", "ables", "abilité", "eur", "eurs", "euse", "euses", "age", "ages", "ante", "antes"}
	onNames = []string{"isation", "isations", "iser", "isé", "isée", "isés", "isées", "ise", "isent", "isant", "isable", "isables"}
)

// derived reports whether a word is made from a known one by a living prefix or
// ending: coactivité, réutilisabilité, pseudonymisée.
func (l *Lexicon) derived(lower string) bool {
	for _, p := range joined {
		if rest, ok := strings.CutPrefix(lower, p); ok && utf8.RuneCountInString(rest) >= 6 && len(lower) >= 10 && l.Has(rest) {
			return true
		}
	}
	for _, end := range onVerbs {
		stem, ok := strings.CutSuffix(lower, end)
		if ok && utf8.RuneCountInString(stem) >= 4 && l.Has(stem+"er") {
			return true
		}
	}
	for _, end := range onNames {
		stem, ok := strings.CutSuffix(lower, end)
		if ok && utf8.RuneCountInString(stem) >= 5 && (l.Has(stem) || l.Has(stem+"e") || l.Has(stem+"ique")) {
			return true
		}
	}
	return false
}

// gaps are the letters that a text layer loses where the font drew them as one sign.
var gaps = []string{"", "ti", "tt", "tti", "fi", "ff", "fl", "ft", "ffi", "ffl", "fti", "st", "ct"}

// ligatures are those of them that every book font has.
var ligatures = []string{"fi", "ff", "fl", "ffi", "ffl"}

// Mended reports whether two pieces of text in lower case are one French word in which
// a space was put, or a ligature lost: "applica ons", "di ff icile".
func (l *Lexicon) Mended(left, right string) bool { return l.Rejoin(left, right) != "" }

// Rejoin gives the French word of which two pieces in lower case are the parts, with
// the ligature lost between them; "" when there is none.
func (l *Lexicon) Rejoin(left, right string) string {
	for _, g := range gaps {
		if l.Has(left + g + right) {
			return left + g + right
		}
	}
	return ""
}

// Refill gives the French word that a word in lower case was before it lost a
// ligature: "vérication", "ore". It is "" when there is none, or more than one.
func (l *Lexicon) Refill(lower string) string {
	found := ""
	for i := range lower + "." {
		for _, g := range ligatures {
			made := lower[:i] + g + lower[i:]
			if made == found || !l.Has(made) {
				continue
			}
			if found != "" {
				return ""
			}
			found = made
		}
	}
	return found
}

// Signs are what a text layer may write in the place of a ligature that its font drew
// as one sign: "fonc*onnelles", "ges&on", "ceUe".
const Signs = "*&#$%!+=~^U"

// Unsign gives the French word that a word in lower case was before signs took the
// place of its ligatures; "" when there is none.
func (l *Lexicon) Unsign(word string) string {
	if strings.Count(word, "*")+strings.Count(word, "&") > 3 {
		return ""
	}
	return l.unsign(l.sets.french.Start(), "", word)
}

// unsign is Unsign for the rest of a word of which made is known to begin a French
// one: what begins none is given up at once, whatever signs follow.
func (l *Lexicon) unsign(state int, made, rest string) string {
	i := strings.IndexAny(rest, Signs)
	plain := rest
	if i >= 0 {
		plain = rest[:i]
	}
	state, ok := follow(l.sets.french, state, plain)
	if made += plain; i < 0 {
		if l.Has(made) {
			return made
		}
		return ""
	}
	if !ok {
		return ""
	}
	for _, g := range gaps[1:] {
		if next, ok := follow(l.sets.french, state, g); ok {
			if w := l.unsign(next, made+g, rest[i+1:]); w != "" {
				return w
			}
		}
	}
	return ""
}

// falseFriends are English words that stand for a French one when the text around is
// French, and that one.
var falseFriends = map[string]string{"address": "adresse", "apartment": "appartement", "comfort": "confort", "connection": "connexion", "connections": "connexions",
	"development": "développement", "environment": "environnement", "environmental": "environnemental", "example": "exemple", "examples": "exemples",
	"exercise": "exercice", "government": "gouvernement", "language": "langage", "languages": "langages", "literature": "littérature", "mechanical": "mécanique",
	"personal": "personnel", "personnal": "personnel", "professional": "professionnel", "responsible": "responsable", "responsibility": "responsabilité",
	"success": "succès", "traffic": "trafic", "transfer": "transfert", "hazard": "hasard", "recommend": "recommande"}

// FalseFriend gives the French word for which a French writer takes an English one,
// "" when the word is not of those.
func FalseFriend(lower string) string { return falseFriends[lower] }
