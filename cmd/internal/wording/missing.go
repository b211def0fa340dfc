package wording

import (
	"prejury/checker"
	"prejury/rules"
)

// ToMend reports whether a level leaves its candidate something to do.
func ToMend(level checker.Level) bool {
	return level == checker.LevelAbsent || level == checker.LevelWeak || level == checker.LevelSee
}

// Missing says what a criterion lacks: its elements that were not found, or what
// a report without evidence lacks; nothing where nothing is to be mended.
func (l Lang) Missing(c *checker.Result) []string {
	if !ToMend(c.Level) {
		return nil
	}
	var out []string
	for _, e := range c.Elements {
		if !e.Found && !e.Element.Optional {
			out = append(out, e.Element.Label.In(string(l)))
		}
	}
	if len(out) == 0 && c.Reason.Code == checker.ReasonElements && c.Reason.Arg != "" {
		return []string{c.Reason.Arg} // members whose part was not seen
	}
	if len(out) == 0 && c.Level != checker.LevelSee {
		out = append(out, c.Criterion.Missing.In(string(l)))
	}
	return out
}

// Lacks is Missing with the reason, in one line for a table's cell.
func (l Lang) Lacks(c *checker.Result) string {
	var elements []string
	found := 0
	for _, e := range c.Elements {
		switch {
		case e.Found:
			found++
		case !e.Element.Optional:
			elements = append(elements, e.Element.Label.In(string(l)))
		}
	}
	reason := l.Reason(c.Reason)
	switch {
	case c.Level == checker.LevelSee, c.Level == checker.LevelJury:
		return reason
	case !ToMend(c.Level):
		return ""
	case len(elements) > 0 && (found > 0 || c.Level == checker.LevelWeak):
		return l.Neither(elements)
	case len(elements) == 0 && c.Reason.Code == checker.ReasonElements && c.Reason.Arg != "":
		return l.Of("pas vu : ", "not seen: ") + c.Reason.Arg
	case c.Level == checker.LevelWeak && reason != "":
		return reason
	}
	return c.Criterion.Missing.In(string(l))
}

// EvidenceLevel says what one piece of evidence is worth by itself.
func (l Lang) EvidenceLevel(v rules.Level) string {
	switch v {
	case rules.Strong:
		return l.Of("preuve", "proof")
	case rules.Weak:
		return l.Of("indice", "sign")
	}
	return l.Of("indice faible", "faint sign")
}

// NearLevel is EvidenceLevel where the report as a whole was not found to do what is
// asked.
func (l Lang) NearLevel(v rules.Level) string {
	if v == rules.Strong {
		return l.Of("ressemble à une preuve", "looks like a proof")
	}
	return l.EvidenceLevel(v)
}

// NotEnough says, of a criterion that was not found, what the passages that come
// nearest are worth: the verdict is on the report as a whole, not on the best of them.
func (l Lang) NotEnough(near []checker.Evidence) string {
	proofs := 0
	for i := range near {
		if near[i].Level == rules.Strong {
			proofs++
		}
	}
	switch {
	case proofs == 1:
		return l.Of(
			"Un passage a l'air d'une preuve, mais le reste du rapport n'en parle pas assez pour qu'il soit retenu : à lire avant de conclure.",
			"One passage looks like a proof, but the rest of the report does not speak of it enough for it to be kept: read it before you conclude.")
	case proofs > 1:
		return l.Sayf(
			"%d passages ont l'air de preuves, mais le rapport dans son ensemble n'en parle pas assez pour qu'ils soient retenus : à lire avant de conclure.",
			"%d passages look like proofs, but the report as a whole does not speak of it enough for them to be kept: read them before you conclude.", proofs)
	case len(near) > 0:
		return l.Of(
			"Des passages en parlent peut-être, trop peu pour être retenus.",
			"Some passages may speak of it, too little to be kept.")
	}
	return l.Of("Aucun passage n'en parle.", "No passage speaks of it.")
}

// Reliability says what was measured for a criterion, "" when nothing was.
func (l Lang) Reliability(r *rules.Reliability) string {
	if r == nil {
		return ""
	}
	return l.Sayf("précision %s, rappel %s (sur %d passages)", "precision %s, recall %s (on %d passages)", l.Percent(r.Precision), l.Percent(r.Recall), r.N)
}
