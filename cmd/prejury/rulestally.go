package main

import (
	"bytes"
	"fmt"
	"slices"
	"sort"
	"strconv"
	"strings"

	"prejury/checker/passages"
	"prejury/cmd/internal/render"
	"prejury/rules"
)

// tally counts pairs overall and by what tells them apart.
type tally struct {
	all, own passages.Figures
	by       map[string]map[string]*passages.Figures // criterion, competence, kind, trick
}

func newTally() *tally { return &tally{by: map[string]map[string]*passages.Figures{}} }

func (t *tally) add(p *passages.Passage, criterion string, expected, got rules.Level) {
	t.all.Add(expected, got)
	if p.Criterion() == criterion {
		t.own.Add(expected, got)
	}
	competence, _, _ := strings.Cut(criterion, ".")
	for _, k := range [][2]string{{"criterion", criterion}, {"competence", competence}, {"kind", p.Kind}, {"trick", p.Trick}} {
		if t.by[k[0]] == nil {
			t.by[k[0]] = map[string]*passages.Figures{}
		}
		f := t.by[k[0]][k[1]]
		if f == nil {
			f = &passages.Figures{}
			t.by[k[0]][k[1]] = f
		}
		f.Add(expected, got)
	}
}

// print writes every table, the whole last.
func (t *tally) print(a *app, pack *rules.Pack, n int) error {
	l := a.lang
	var buf bytes.Buffer
	order := map[string]int{}
	for i, c := range pack.Criteria {
		order[c.ID] = i + 1
	}
	for i, c := range pack.Competences {
		order[c.ID] = i + 1
	}
	for _, group := range []struct{ key, title string }{
		{"criterion", l.Of("Critère", "Criterion")}, {"competence", l.Of("Compétence", "Competence")},
		{"kind", l.Of("Sorte", "Kind")}, {"trick", l.Of("Piège", "Trick")},
	} {
		t.table(a, &buf, group.title, t.by[group.key], order)
	}
	t.whole(a, &buf, n)
	_, err := a.Out.Write(buf.Bytes())
	return err
}

func (t *tally) table(a *app, buf *bytes.Buffer, title string, rows map[string]*passages.Figures, order map[string]int) {
	l := a.lang
	names := make([]string, 0, len(rows))
	for name := range rows {
		names = append(names, name)
	}
	sort.Slice(names, func(i, j int) bool {
		if x, y := order[names[i]], order[names[j]]; x != y {
			return x < y
		}
		return names[i] < names[j]
	})
	g := render.NewGrid(buf, a.Width, false, 14, 7, 7, 9, 7, 6, 6)
	g.Header(title, l.Of("paires", "pairs"), "fort", l.Of("précision", "precision"), l.Of("rappel", "recall"), "F1", "kappa")
	for _, name := range names {
		f := rows[name]
		p, r, f1 := f.Of(rules.Strong)
		strong := 0
		for _, n := range f.Cells[rules.Strong] {
			strong += n
		}
		g.Row(nil, name, fmt.Sprint(f.N()), fmt.Sprint(strong), two(p), two(r), two(f1), two(f.Kappa()))
	}
	g.Close()
	buf.WriteString("\n")
}

// two writes a figure with a point in both languages: rule writers compare runs
// with tools.
func two(v float64) string { return strconv.FormatFloat(v, 'f', 2, 64) }

// whole writes the figures over all pairs and over own pairs.
func (t *tally) whole(a *app, buf *bytes.Buffer, n int) {
	l := a.lang
	levels := []rules.Level{rules.Strong, rules.Weak, rules.Absent}
	g := render.NewGrid(buf, a.Width, false, 22, 7, 7, 7)
	g.Header(l.Of("attendu \\ jugé", "expected \\ judged"), "fort", "faible", "absent")
	for _, e := range levels {
		row := []string{e.String()}
		for _, p := range levels {
			row = append(row, fmt.Sprint(t.all.Cells[e][p]))
		}
		g.Row(nil, row...)
	}
	g.Close()
	p, r, f1 := t.all.Of(rules.Strong)
	fmt.Fprintf(buf, l.Of("%d passages, %d paires\n", "%d passages, %d pairs\n"), n, t.all.N())
	fmt.Fprintf(buf, l.Of("fort, toutes paires : précision %.3f, rappel %.3f, F1 %.3f\n", "fort, all pairs: precision %.3f, recall %.3f, F1 %.3f\n"), p, r, f1)
	fmt.Fprintf(buf, l.Of("kappa pondéré, toutes paires : %.3f\n", "weighted kappa, all pairs: %.3f\n"), t.all.Kappa())
	fmt.Fprintf(buf, l.Of("paires propres (%d) : macro-F1 %.3f, kappa %.3f\n", "own pairs (%d): macro-F1 %.3f, kappa %.3f\n"), t.own.N(), t.own.MacroF1(), t.own.Kappa())
	for _, at := range []struct {
		key, fr, en string
		bar         float64
	}{{"competence", "compétences de F1 sous %.2f : ", "competences with F1 under %.2f: ", 0.70}, {"criterion", "critères de F1 sous %.2f : ", "criteria with F1 under %.2f: ", 0.60}} {
		var low []string
		for name, f := range t.by[at.key] {
			if _, _, f1 := f.Of(rules.Strong); f1 < at.bar {
				low = append(low, name)
			}
		}
		slices.Sort(low)
		fmt.Fprintf(buf, l.Of(at.fr, at.en), at.bar)
		if len(low) == 0 {
			low = []string{l.Of("aucun", "none")}
		}
		fmt.Fprintln(buf, strings.Join(low, ", "))
	}
}
