package wording

import "prejury/checker"

// Settled counts criteria that persons settled.
func (l Lang) Settled(n int) string {
	return l.Count(n, l.Of("tranché par une personne", "settled by a person"), l.Of("tranchés par une personne", "settled by a person"))
}

var decisionStates = map[checker.DecisionState][2]pair{
	checker.DecisionExpired:   {{"décision périmée", "decision expired"}, {"décisions périmées", "decisions expired"}},
	checker.DecisionReconfirm: {{"décision à reconfirmer", "decision to confirm again"}, {"décisions à reconfirmer", "decisions to confirm again"}},
}

// DoubtfulDecisions are the states of decisions that no longer hold, in the order in
// which they are said.
var DoubtfulDecisions = []checker.DecisionState{checker.DecisionExpired, checker.DecisionReconfirm}

// DecisionState names decisions that no longer hold, in the singular and in the
// plural.
func (l Lang) DecisionState(state checker.DecisionState) (one, many string) {
	p := decisionStates[state]
	return l.pick(p[0]), l.pick(p[1])
}

// Decision says what a person settled, "" when nothing was.
func (l Lang) Decision(d *checker.Decision) string {
	if d == nil {
		return ""
	}
	s := l.Of("Tranché par ", "Settled by ") + d.Who + l.Colon() + l.Level(d.Level)
	if d.Why != "" {
		s += " (" + d.Why + ")"
	}
	switch d.State {
	case checker.DecisionExpired:
		s += l.Of(", décision périmée", ", decision expired")
	case checker.DecisionReconfirm:
		s += l.Of(", à reconfirmer : le passage a changé", ", to confirm again: the passage has changed")
	}
	return s
}
