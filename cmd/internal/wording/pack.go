package wording

import "prejury/rules"

// Mode says who writes a report.
func (l Lang) Mode(m rules.Mode) string {
	return named(l, map[rules.Mode]pair{
		rules.Individual: {"individuel", "individual"},
		rules.Group:      {"groupe", "group"},
	}, m)
}

// Deposit says what is handed in.
func (l Lang) Deposit(d rules.Deposit) string {
	return named(l, map[rules.Deposit]pair{
		rules.DepositReport: {"rapport", "report"},
		rules.DepositExam:   {"copie", "exam paper"},
		rules.DepositSlides: {"support", "slides"},
	}, d)
}

// Assessable says how far a text can show a criterion, "" when it is judged.
func (l Lang) Assessable(a rules.Assessable) string {
	switch a {
	case rules.Partial:
		return l.Of("présence vérifiée, qualité laissée au jury", "presence is checked, quality is the jury's")
	case rules.ByJury:
		return l.Of("laissé au jury", "left to the jury")
	}
	return ""
}
