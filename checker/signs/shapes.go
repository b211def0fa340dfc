package signs

import (
	"regexp"
	"strings"

	"prejury/internal/text"
)

// shape adds the shapes that the cells of a table have. Each needs several cells
// to agree: one "R" proves nothing.
func shape(r *Reading) {
	rows := r.Unit.Rows
	if len(rows) < 2 {
		return
	}
	r.Hits = append(r.Hits, Hit{Sign: "@tableau", Term: -1, Last: -1})
	g := newGrid(rows)
	for _, s := range shapes {
		if s.is(g) {
			r.Hits = append(r.Hits, Hit{Sign: s.sign, Term: -1, Last: -1})
		}
	}
}

// grid is a table with what its cells are.
type grid struct {
	rows    [][]string // folded, trimmed
	head    string     // the first row and the first column, folded
	cells   int        // filled cells outside the first row and column
	letters int        // cells of RACI letters
	marks   int        // cells with a tick, a cross, a coloured square
	small   int        // cells that are a number of at most two digits
	numbers int        // cells that begin with a number
	periods int        // heads of columns, or of rows, that are a date, a month, a week…
	dates   int
	amounts int
	rates   int
}

// newGrid folds the cells of a table and counts what they are.
func newGrid(rows [][]string) *grid {
	g := &grid{}
	var head []string
	for i, row := range rows {
		folded := make([]string, len(row))
		for j, cell := range row {
			f := strings.TrimSpace(text.Fold(cell))
			folded[j] = f
			if i == 0 || j == 0 {
				head = append(head, f)
			}
			if i > 0 && j > 0 && f != "" {
				g.count(f)
			}
		}
		g.rows = append(g.rows, folded)
	}
	g.head = strings.Join(head, " | ")
	g.periods = periods(g.rows)
	return g
}

// periods is how many columns, or rows if they are more, are headed by a date or a
// period.
func periods(rows [][]string) int {
	columns, lines := 0, 0
	for _, head := range rows[0][min(1, len(rows[0])):] {
		if isPeriod(head) {
			columns++
		}
	}
	for _, row := range rows[1:] {
		if len(row) > 0 && isPeriod(row[0]) {
			lines++
		}
	}
	return max(columns, lines)
}

// rxPeriod is a folded head of a column that is a week, a month, a quarter or a
// half-year by its number, or so many days, weeks or months after a start.
var rxPeriod = regexp.MustCompile(`^(?:s|sem\.?|semaine|m|mois|t|trim\.?|trimestre|q|semestre|annee|n|j|jour|week|month|quarter|year|day) ?[+-]? ?\d{1,3}$`)

// isPeriod reports whether a folded head is a date or a period, and little else.
func isPeriod(f string) bool {
	if len(f) > 16 {
		return false
	}
	if rxDate.MatchString(f) || rxPeriod.MatchString(f) {
		return true
	}
	for _, w := range strings.FieldsFunc(f, func(r rune) bool { return strings.ContainsRune(" .,;:()/-'", r) }) {
		if months[w] || shortMonths[w] || isYear(w) {
			return true
		}
	}
	return false
}

// count adds a filled cell, folded, to what the table is made of.
func (g *grid) count(f string) {
	g.cells++
	switch {
	case isRACI(f):
		g.letters++
	case f == "x" || f == "✓" || f == "✔" || f == "■" || f == "█" || f == "●" || f == "xx":
		g.marks++
	case len(f) <= 2 && f[0] >= '0' && f[0] <= '9':
		g.small++
	}
	if n := strings.TrimLeft(f, "+-−≈<>~ "); n != "" && n[0] >= '0' && n[0] <= '9' {
		g.numbers++
	}
	if strings.ContainsAny(f, "€$") || strings.HasSuffix(f, "keur") || strings.HasSuffix(f, " euros") {
		g.amounts++
	}
	if strings.Contains(f, "%") {
		g.rates++
	}
	if rxDate.MatchString(f) || looksDated(f) {
		g.dates++
	}
}

// isRACI reports whether a cell is made of the letters R, A, C, I (or S), alone or
// joined ("A/R", "r, a").
func isRACI(f string) bool {
	if f == "" || len(f) > 7 {
		return false
	}
	n := 0
	for _, r := range f {
		switch {
		case strings.ContainsRune("racis", r):
			n++
		case !strings.ContainsRune("/,- +&", r):
			return false
		}
	}
	return n <= 3 && n > 0
}

// looksDated reports whether a folded cell names a month or a year.
func looksDated(f string) bool {
	for _, w := range strings.Fields(f) {
		w = strings.Trim(w, ".,;:()")
		if months[w] || isYear(w) {
			return true
		}
	}
	return false
}

// heads is how many of some folded words stand in the first row or column.
func (g *grid) heads(words ...string) int {
	n := 0
	for _, w := range words {
		if strings.Contains(g.head, w) {
			n++
		}
	}
	return n
}

// shapes are the tables that are evidence by themselves.
var shapes = []struct {
	sign ID
	is   func(*grid) bool
}{
	{"#raci", func(g *grid) bool { return g.letters >= 4 && 2*g.letters >= g.cells }},
	{"#risques", func(g *grid) bool {
		return g.heads("risque") > 0 && g.heads("gravite", "probabilite", "criticite", "impact", "mesure", "action", "parade", "prevention", "frequence", "occurrence") >= 2
	}},
	{"#cotation", func(g *grid) bool { return g.small >= 6 && 4*g.small >= g.cells && g.periods < 3 }},
	{"#suivi", func(g *grid) bool { return g.periods >= 3 && g.numbers >= 4 && 2*g.numbers >= g.cells }},
	{"#swot", func(g *grid) bool {
		return holdsAll(g.all(), "force", "faiblesse", "opportunite", "menace")
	}},
	{"#planning", func(g *grid) bool {
		return g.marks >= 4 && g.heads("jan", "fev", "mar", "avr", "mai", "juin", "s1", "t1", "q1", "semaine", "mois", "phase", "tache") >= 1 ||
			g.dates >= 3 && g.heads("phase", "etape", "jalon", "tache", "action", "echeance", "debut", "fin", "date", "livrable", "planning", "delai") >= 1
	}},
	{"#budget", func(g *grid) bool {
		return g.amounts >= 3 || g.heads("cout", "budget", "montant", "k€", "(€)", "prix", "total", "ht", "ttc") >= 2 && g.cells >= 4
	}},
	{"#kpi", func(g *grid) bool {
		return g.heads("indicateur", "kpi", "formule", "calcul", "unite", "source", "frequence", "cible", "seuil") >= 3
	}},
	{"#avant-apres", func(g *grid) bool {
		return g.heads("avant", "initial", "existant", "actuel", "situation de depart", "as-is", "as is", "objectif", "prevu", "2022", "2023") >= 1 &&
			g.heads("apres", "obtenu", "realise", "cible", "resultat", "atteint", "ecart", "to-be", "to be", "final", "reel") >= 1
	}},
	{"#compétences", func(g *grid) bool {
		return g.heads("competence", "formation", "operateur", "poste", "polyvalence", "niveau", "requis", "savoir") >= 2 && (g.small+g.marks >= 4 || g.heads("requis", "ecart", "niveau") >= 1)
	}},
	{"#acteurs", func(g *grid) bool {
		return g.heads("partie prenante", "parties prenantes", "acteur", "interet", "pouvoir", "influence", "attente", "attitude", "strategie") >= 2
	}},
	{"#fonctions", func(g *grid) bool {
		return g.heads("fonction", "fp", "fs", "fc", "fc1", "fs1", "fp1", "critere", "niveau", "flexibilite", "exigence") >= 2
	}},
	{"#étapes", func(g *grid) bool {
		return g.heads("etape", "operation", "temps de cycle", "tc", "temps", "stock", "va", "nva", "poste", "activite") >= 3
	}},
}

// all is the text of every cell, folded.
func (g *grid) all() string {
	var b strings.Builder
	for _, row := range g.rows {
		b.WriteString(strings.Join(row, " | "))
		b.WriteString(" | ")
	}
	return b.String()
}

// holdsAll reports whether a text holds every one of some words.
func holdsAll(s string, words ...string) bool {
	for _, w := range words {
		if !strings.Contains(s, w) {
			return false
		}
	}
	return true
}
