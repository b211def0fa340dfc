package rules

import (
	"fmt"
	"slices"
	"strings"

	"prejury/internal/text"
)

// A Term is one way of saying something, as written in a pack:
//
//	retour sur investissement   words by their French stem, case and accents folded; articles and prepositions are skipped
//	planif* projet              a word by its beginning
//	=RACI   =Power BI           exact, case included
//	qui décide ~ qui exécute    both within one sentence, at most ten words apart, in any order
//	@montant                    a recogniser of package checker
//	$swot                       a concept of the lexicon
//
// Exactly one of Recogniser, Concept, Parts is set.
type Term struct {
	Recogniser string
	Concept    string
	Parts      []Phrase // one, or several that must stand near each other
}

// Phrase is a sequence of words that follow each other, stop words aside. A phrase of
// several words of which one alone carries meaning keeps its stop words: « un ERP est »
// is not every ERP.
type Phrase struct {
	Exact bool // Words are compared as written
	Close bool // stop words are among Words, and nothing stands between them
	Words []PhraseWord
}

// PhraseWord is one word of a phrase: as written (exact phrases), a stem, or a
// folded beginning.
type PhraseWord struct {
	Text   string
	Prefix bool
}

// Recognisers are the names that a term may use after @. What each recognises is
// package checker's; the names are here so that packs can be validated.
var Recognisers = []string{"montant", "pourcentage", "quantité", "durée", "date", "fréquence", "horizon", "rôle", "personne", "organisme", "brevet", "texte-légal",
	"norme", "comparaison", "formule", "échelle", "lien", "question", "tableau"}

// ParseTerm reads a term. stem gives the stem of a word in lower case.
func ParseTerm(s string, stem func(string) string) (Term, error) {
	s = strings.TrimSpace(s)
	switch {
	case s == "":
		return Term{}, fmt.Errorf("empty term (a term that begins with # or @ must stand between quotes)")
	case s[0] == '@':
		if slices.Contains(Recognisers, s[1:]) {
			return Term{Recogniser: s[1:]}, nil
		}
		return Term{}, fmt.Errorf("unknown recogniser %q (nearest: %q)", s, "@"+Nearest(s[1:], Recognisers))
	case s == "$":
		return Term{}, fmt.Errorf("$ without the name of a concept")
	case s[0] == '$':
		return Term{Concept: s[1:]}, nil
	}
	var t Term
	for _, part := range strings.Split(s, "~") {
		p, err := parsePhrase(strings.TrimSpace(part), stem)
		if err != nil {
			return Term{}, fmt.Errorf("term %q: %w", s, err)
		}
		t.Parts = append(t.Parts, p)
	}
	return t, nil
}

func parsePhrase(s string, stem func(string) string) (Phrase, error) {
	var p Phrase
	if p.Exact = strings.HasPrefix(s, "="); p.Exact {
		s = s[1:]
		for _, w := range text.Words(s) {
			p.Words = append(p.Words, PhraseWord{Text: s[w.Start:w.End]})
		}
	} else {
		words := text.Words(s)
		p.Close = len(words) > 1 && !strings.Contains(s, "*") && meaning(words) == 1
		for _, w := range words {
			prefix := w.End < len(s) && s[w.End] == '*'
			switch {
			case prefix && len(w.Fold) < 3:
				return p, fmt.Errorf("%q: a beginning needs three letters", s[w.Start:w.End]+"*")
			case prefix:
				p.Words = append(p.Words, PhraseWord{Text: w.Fold, Prefix: true})
			case p.Close || !text.Stop(w.Fold):
				p.Words = append(p.Words, PhraseWord{Text: stem(w.Lower)})
			}
		}
	}
	if len(p.Words) == 0 {
		return p, fmt.Errorf("no word that carries meaning")
	}
	return p, nil
}

// meaning counts the words that are no stop words.
func meaning(words []text.Word) int {
	n := 0
	for _, w := range words {
		if !text.Stop(w.Fold) {
			n++
		}
	}
	return n
}

// Nearest gives the name of known that is most like s, "" when there is none.
func Nearest(s string, known []string) string {
	best, at := -1, ""
	for _, k := range known {
		if d := distance([]rune(s), []rune(k)); best < 0 || d < best {
			best, at = d, k
		}
	}
	return at
}

// distance is Levenshtein's.
func distance(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j, y := range b {
			cost := diagonal
			if x != y {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
