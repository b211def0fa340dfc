// Package english says what the English of a slide deck rests on: sentences, tenses,
// modals, linking words, vocabulary of industry and of team management. It gives an
// indication around level B1 of the Common European Framework; the level itself is
// the jury's.
package english

import (
	"strings"

	"github.com/jdkato/prose/v2"
)

// Profile is what was found. Words and Sentences count those of English text.
type Profile struct {
	Words, Sentences int
	// Clauses are the sentences with a conjugated verb.
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
	common   = set("the of and to in is are we our for with will this that on be have has can from by it as you not more must should at your an or their they what how when")
	modals   = set("can could may might must should would shall will need")
	links    = set("because however therefore although moreover firstly first secondly finally then thus so while whereas besides despite since unless instead consequently furthermore also but if when after before in order as well for example such as due to thanks to as a result on the other hand")
	industry = set("plant factory workshop production line machine maintenance quality process supplier customer safety sensor robot cobot data downtime output scrap defect stock inventory warehouse shift operator cost delay delivery schedule lean kaizen audit standard equipment energy cycle performance efficiency oee kpi mes erp automation digital tool assembly packaging logistics")
	team     = set("team meeting manager leader training skill skills role task goal objective feedback coaching motivation communication conflict schedule deadline decision support responsibility workload engagement change planning project colleague colleagues staff employee employees onboarding trust listen share agenda action plan follow-up")
)

func set(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}

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

// Read profiles texts, each of which is English.
func Read(texts []string) (Profile, error) {
	var p Profile
	seen := map[string]bool{}
	note := func(list *[]string, kind, word string) {
		if key := kind + word; !seen[key] {
			seen[key] = true
			*list = append(*list, word)
		}
	}
	doc, err := prose.NewDocument(strings.Join(texts, "\n"), prose.WithExtraction(false), prose.WithSegmentation(true))
	if err != nil {
		return p, err
	}
	p.Sentences = len(doc.Sentences())
	tokens := doc.Tokens()
	conjugated := false
	for i, t := range tokens {
		w := strings.ToLower(t.Text)
		letters := w != "" && w[0] >= 'a' && w[0] <= 'z'
		if letters {
			p.Words++
		}
		next := ""
		if i+1 < len(tokens) {
			next = tokens[i+1].Tag
		}
		switch {
		case t.Tag == "MD":
			conjugated = true
			if w == "will" || w == "'ll" || w == "shall" {
				note(&p.Tenses, "tense", "future")
			} else if modals[w] {
				note(&p.Modals, "modal", w)
			}
		case t.Tag == "VBD":
			conjugated = true
			note(&p.Tenses, "tense", "past")
		case t.Tag == "VBZ" || t.Tag == "VBP":
			conjugated = true
			note(&p.Tenses, "tense", presentOf(w, next))
		case t.Tag == ".":
			if conjugated {
				p.Clauses++
			}
			conjugated = false
		}
		if links[w] && w != "to" && w != "as" && w != "so" {
			note(&p.Links, "link", w)
		}
		if industry[w] {
			note(&p.Industry, "industry", w)
		}
		if team[w] {
			note(&p.Team, "team", w)
		}
	}
	if conjugated {
		p.Clauses++
	}
	return p, nil
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
