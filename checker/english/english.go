// Package english says what the English of a slide deck rests on: sentences, tenses,
// modals, linking words, vocabulary of industry and of team management. It gives an
// indication around level B1 of the Common European Framework; the level itself is
// the jury's.
package english

import (
	"fmt"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/jdkato/prose/v2"

	"prejury/internal/text"
)

// Profile is what was found.
type Profile struct {
	Words int // those of English text
	// Clauses are the sentences with a conjugated verb, as the points between them tell.
	Clauses int
	// Tenses are the distinct forms of the verb found: present, past, perfect,
	// continuous, future, passive.
	Tenses []string
	// Modals, Links, Industry and Team are the distinct words found, in order of first use.
	Modals, Links, Industry, Team []string
}

// Level is an indication.
type Level int

// The indications.
const (
	NotEnglish Level = iota // hardly any English
	Below                   // isolated words, few sentences, one tense
	Around                  // what B1 asks is there
)

// What B1 is taken to ask of slides (CEFR, companion volume 2020, overall written
// production: "straightforward connected texts"): sentences, more than one tense,
// ideas that are linked, words of the field.
const (
	minWords   = 60
	minClauses = 8
	minForms   = 3 // tenses and modals together
	minLinks   = 3
	minField   = 6 // words of industry and team management
)

// Level gives the indication that a profile comes to.
func (p Profile) Level() Level {
	switch {
	case p.Words < minWords:
		return NotEnglish
	case p.Clauses >= minClauses && len(p.Tenses)+len(p.Modals) >= minForms && len(p.Links) >= minLinks && len(p.Industry)+len(p.Team) >= minField:
		return Around
	}
	return Below
}

var (
	common   = text.Set("the of and to in is are we our for with will this that on be have has can from by it as you not more must should at your an or their they what how when")
	modals   = text.Set("can could may might must should would shall will need")
	links    = text.Set("because however therefore although moreover firstly first secondly finally then thus while whereas besides despite since unless instead consequently furthermore also but if when after before")
	industry = text.Set("plant factory workshop production line machine maintenance quality process supplier customer safety sensor robot cobot data downtime output scrap defect stock inventory warehouse shift operator cost delay delivery schedule lean kaizen audit standard equipment energy cycle performance efficiency oee kpi mes erp automation digital tool assembly packaging logistics")
	team     = text.Set("team meeting manager leader training skill skills role task goal objective feedback coaching motivation communication conflict schedule deadline decision support responsibility workload engagement change planning project colleague colleagues staff employee employees onboarding trust listen share agenda action plan follow-up")
)

// IsEnglish reports whether a text reads as English: enough of its words are among
// the commonest.
func IsEnglish(s string) bool {
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return (r < 'a' || r > 'z') && r != '\'' })
	if len(words) < 4 {
		return false
	}
	n := 0
	for _, w := range words {
		if common[w] {
			n++
		}
	}
	return 6*n >= len(words)
}

// tagger gives the model of the tagger, which takes longer to load than to use. It is
// only read: documents may share it.
var tagger = sync.OnceValues(func() (*prose.Model, error) {
	doc, err := prose.NewDocument("", prose.WithExtraction(false))
	if err != nil {
		return nil, err
	}
	return doc.Model, nil
})

// Read profiles texts, each of which is English. The error is the tagger's.
func Read(texts []string) (Profile, error) {
	model, err := tagger()
	if err != nil {
		return Profile{}, fmt.Errorf("loading the tagger of English: %w", err)
	}
	doc, err := prose.NewDocument(withoutLong(steady(strings.Join(texts, "\n"))), prose.UsingModel(model), prose.WithExtraction(false), prose.WithSegmentation(false))
	if err != nil {
		return Profile{}, fmt.Errorf("tagging English: %w", err)
	}
	p := profiler{seen: map[string]bool{}}
	tokens := doc.Tokens()
	for i, t := range tokens {
		next := ""
		if i+1 < len(tokens) {
			next = tokens[i+1].Tag
		}
		p.token(strings.ToLower(t.Text), t.Tag, next)
	}
	p.endClause()
	return p.Profile, nil
}

// steady gives a text whose letters keep their length in bytes in lower case: İ, Ω or K (the
// signs of ohm and kelvin) do not, and the tagger, which finds contractions in lower case and
// cuts the text there, would cut beyond its end.
func steady(s string) string {
	return strings.Map(func(r rune) rune { // which also mends what is not UTF-8
		if l := unicode.ToLower(r); utf8.RuneLen(l) != utf8.RuneLen(r) {
			return l
		}
		return r
	}, s)
}

// longestWord is the length, in bytes, beyond which nothing is an English word: an address,
// a rule of signs. The tagger takes the square of it.
const longestWord = 200

// withoutLong leaves out what is longer than any word, and keeps the spaces around it.
func withoutLong(s string) string {
	var b strings.Builder
	for s != "" {
		n := strings.IndexFunc(s, unicode.IsSpace)
		if n < 0 {
			n = len(s)
		}
		if n <= longestWord {
			b.WriteString(s[:n])
		}
		s = s[n:]
		n = len(s) - len(strings.TrimLeftFunc(s, unicode.IsSpace))
		b.WriteString(s[:n])
		s = s[n:]
	}
	return b.String()
}

// profiler builds a profile token by token.
type profiler struct {
	Profile
	conjugated bool            // a conjugated verb stands in the sentence being read
	seen       map[string]bool // kind and word of what the lists hold
}

// note adds a word to a list, once.
func (p *profiler) note(list *[]string, kind, word string) {
	if key := kind + word; !p.seen[key] {
		p.seen[key] = true
		*list = append(*list, word)
	}
}

func (p *profiler) endClause() {
	if p.conjugated {
		p.Clauses++
	}
	p.conjugated = false
}

// token reads one token in lower case with its tag and that of the token after it
// (of the Penn Treebank).
func (p *profiler) token(w, tag, next string) {
	if w != "" && w[0] >= 'a' && w[0] <= 'z' {
		p.Words++
	}
	switch tag {
	case "MD":
		p.conjugated = true
		if w == "will" || w == "'ll" || w == "shall" {
			p.note(&p.Tenses, "tense", "future")
		} else if modals[w] {
			p.note(&p.Modals, "modal", w)
		}
	case "VBD":
		p.conjugated = true
		p.note(&p.Tenses, "tense", "past")
	case "VBZ", "VBP":
		p.conjugated = true
		p.note(&p.Tenses, "tense", presentOf(w, next))
	case ".":
		p.endClause()
	}
	if links[w] {
		p.note(&p.Links, "link", w)
	}
	if industry[w] {
		p.note(&p.Industry, "industry", w)
	}
	if team[w] {
		p.note(&p.Team, "team", w)
	}
}

// presentOf names the form that a verb in the present makes with what follows.
func presentOf(verb, next string) string {
	switch {
	case (verb == "have" || verb == "has" || verb == "'ve") && (next == "VBN" || next == "VBD"):
		return "perfect"
	case isBe(verb) && next == "VBG":
		return "continuous"
	case isBe(verb) && next == "VBN":
		return "passive"
	}
	return "present"
}

func isBe(w string) bool {
	switch w {
	case "is", "are", "am", "'s", "'re", "'m":
		return true
	}
	return false
}
