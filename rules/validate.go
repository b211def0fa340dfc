package rules

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"prejury/internal/text"
)

// validate checks that everything named is known, said in both languages, and
// that every term parses. It also spreads the competences that modalities name
// over their criteria.
func (l *loader) validate() {
	l.checkHead()
	for _, c := range l.pack.Criteria {
		l.checkCriterion(c)
	}
	l.checkTerms()
	for _, id := range slices.Sorted(maps.Keys(l.pack.Reliability)) {
		if _, ok := l.criteria[id]; !ok {
			l.fault(place{l.measured, "$"}, ".'"+id+"'", "unknown criterion %q (nearest: %q)", id, Nearest(id, l.criterionIDs()))
		}
	}
	if len(l.faults) == 0 {
		l.spreadModalities()
	}
}

// text faults a text that lacks one of its languages.
func (l *loader) text(p place, key string, t Text) {
	if t.FR == "" || t.EN == "" {
		l.fault(p, "."+key, "%s: a text is missing, both fr and en are read by users", key)
	}
}

// checkHead checks pack.yaml.
func (l *loader) checkHead() {
	p := l.pack
	root := place{l.head, "$"}
	if p.ID == "" || p.Version == "" {
		l.fault(root, "", "id and version are required")
	}
	l.text(root, "name", p.Name)
	seen := map[string]bool{}
	for i, c := range p.Competences {
		at := place{l.head, fmt.Sprintf("$.competences[%d]", i)}
		l.once(at, "competence", c.ID, seen)
		l.text(at, "label", c.Label)
	}
	clear(seen)
	for i, m := range p.Modalities {
		at := place{l.head, fmt.Sprintf("$.modalities[%d]", i)}
		l.once(at, "modality", m.ID, seen)
		l.text(at, "title", m.Title)
		l.oneOf(at, "mode", string(m.Mode), string(Individual), string(Group))
		l.oneOf(at, "deposit", string(m.Deposit), string(DepositReport), string(DepositExam), string(DepositSlides))
		if m.Pages != nil && (m.Pages.Min < 1 || m.Pages.Max != 0 && m.Pages.Max < m.Pages.Min) {
			l.fault(at, ".pages", "pages %d–%d: min must be at least 1 and max at least min, or 0 for none", m.Pages.Min, m.Pages.Max)
		}
	}
}

// once faults an id that is empty or that another entry of the list has.
func (l *loader) once(p place, what, id string, seen map[string]bool) {
	switch {
	case id == "":
		l.fault(p, "", "%s without id", what)
	case seen[id]:
		l.fault(p, ".id", "%s %q stands twice", what, id)
	}
	seen[id] = true
}

// oneOf faults a value that is not among those known.
func (l *loader) oneOf(p place, key, value string, known ...string) {
	if slices.Contains(known, value) {
		return
	}
	named := slices.DeleteFunc(known, func(k string) bool { return k == "" }) // "" is for who leaves the key out
	l.fault(p, "."+key, "%s: %q is not known, expected one of %s (nearest: %q)", key, value, strings.Join(named, ", "), Nearest(value, named))
}

// checkCriterion checks one criterion but its terms, which checkTerms reads.
func (l *loader) checkCriterion(c Criterion) {
	at := l.criteria[c.ID]
	if l.pack.Competence(c.Competence) == nil {
		l.fault(at, "", "competence %q is not in %s (nearest: %q)", c.Competence, packFile, Nearest(c.Competence, l.competenceIDs()))
	}
	if !strings.HasPrefix(c.ID, c.Competence+".") {
		l.fault(at, ".id", "criterion %q does not belong to competence %q", c.ID, c.Competence)
	}
	l.text(at, "label", c.Label)
	l.text(at, "missing", c.Missing)
	l.text(at, "advice", c.Advice)
	l.oneOf(at, "assessable", string(c.Assessable), string(ByText), string(Partial), string(ByJury))
	l.oneOf(at, "status", string(c.Status), string(Live), string(Trial))
	for _, s := range c.Shares {
		if _, ok := l.criteria[s]; !ok {
			l.fault(at, ".shares", "shares: criterion %q is not known (nearest: %q)", s, Nearest(s, l.criterionIDs()))
		}
	}
	// an element's id names its sign beside those of the lists of terms
	seen := map[string]bool{"about": true, "shows": true, "against": true, "figures": true}
	for i, e := range c.Elements {
		below := place{at.src, fmt.Sprintf("%s.elements[%d]", at.at, i)}
		l.once(below, "element", e.ID, seen)
		l.text(below, "label", e.Label)
		if len(e.Terms) == 0 {
			l.fault(below, ".id", "element %q has no terms: nothing could find it", e.ID)
		}
	}
	for i, e := range c.Examples {
		below := place{at.src, fmt.Sprintf("%s.examples[%d]", at.at, i)}
		l.oneOf(below, "level", e.Level, slices.Clone(levelNames[:])...)
		l.oneOf(below, "kind", e.Kind, "", "prose", "liste", "tableau", "extrait-pdf")
	}
}

// checkTerms parses every term and follows the concepts that they name.
func (l *loader) checkTerms() {
	stemmer := text.NewStemmer()
	l.pack.Terms = map[string]Term{}
	check := func(p place, key string, terms []string) []string {
		var named []string
		for i, s := range terms {
			t, known := l.pack.Terms[s]
			var err error
			if !known {
				t, err = ParseTerm(s, stemmer.Stem)
				l.pack.Terms[s] = t
			}
			below := fmt.Sprintf(".%s[%d]", key, i)
			switch {
			case err != nil:
				l.fault(p, below, "%s: %v", key, err)
			case t.Concept != "":
				if _, ok := l.concepts[t.Concept]; !ok {
					l.fault(p, below, "%s: unknown concept %q (nearest: %q)", key, t.Concept, Nearest(t.Concept, l.conceptIDs()))
				}
				named = append(named, t.Concept)
			}
		}
		return named
	}
	names := map[string][]string{}
	for _, c := range l.pack.Concepts {
		at := l.concepts[c.ID]
		l.text(at, "label", c.Label)
		names[c.ID] = check(at, "terms", c.Terms)
	}
	for _, c := range l.pack.Concepts {
		if loops(c.ID, c.ID, names, map[string]bool{}) {
			l.fault(l.concepts[c.ID], ".terms", "concept %q names itself", c.ID)
		}
	}
	for _, c := range l.pack.Criteria {
		at := l.criteria[c.ID]
		check(at, "about", c.About)
		check(at, "shows", c.Shows)
		check(at, "against", c.Against)
		check(at, "figures", c.Figures)
		for i, e := range c.Elements {
			check(place{at.src, fmt.Sprintf("%s.elements[%d]", at.at, i)}, "terms", e.Terms)
		}
	}
}

// loops reports whether concept id is reached again from one of the concepts that at names.
func loops(id, at string, names map[string][]string, seen map[string]bool) bool {
	for _, n := range names[at] {
		if n == id {
			return true
		}
		if !seen[n] {
			seen[n] = true
			if loops(id, n, names, seen) {
				return true
			}
		}
	}
	return false
}

// spreadModalities replaces "C3" by C3.1, C3.2… in the criteria of modalities.
func (l *loader) spreadModalities() {
	for i := range l.pack.Modalities {
		m := &l.pack.Modalities[i]
		var ids []string
		for _, name := range m.Criteria {
			found := false
			for _, c := range l.pack.Criteria {
				if c.ID == name || c.Competence == name && name != "CT" {
					ids = append(ids, c.ID)
					found = true
				}
			}
			if !found {
				l.fault(place{l.head, fmt.Sprintf("$.modalities[%d]", i)}, ".criteria", "modality %s: %q is neither a criterion nor a competence with criteria (nearest: %q)",
					m.ID, name, Nearest(name, append(l.competenceIDs(), l.criterionIDs()...)))
			}
		}
		m.Criteria = ids
	}
}

func (l *loader) competenceIDs() (ids []string) {
	for _, c := range l.pack.Competences {
		ids = append(ids, c.ID)
	}
	return ids
}

func (l *loader) criterionIDs() (ids []string) {
	for _, c := range l.pack.Criteria {
		ids = append(ids, c.ID)
	}
	return ids
}

func (l *loader) conceptIDs() (ids []string) {
	for _, c := range l.pack.Concepts {
		ids = append(ids, c.ID)
	}
	return ids
}
