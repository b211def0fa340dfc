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
	onVerbs = []string{"able", "ables", "abilité", "eur", "eurs", "euse", "euses"}
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

// Mended reports whether two pieces of text in lower case are one French word in which
// a space was put, or a ligature lost: "applica ons", "di ff icile".
func (l *Lexicon) Mended(left, right string) bool {
	for _, g := range gaps {
		if l.Has(left + g + right) {
			return true
		}
	}
	return false
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
