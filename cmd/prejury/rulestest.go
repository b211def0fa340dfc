package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"prejury/checker"
	"prejury/cmd/internal/render"
	"prejury/rules"
)

// examplesAsked is how many examples of each level a criterion must have.
const examplesAsked = 3

func newRulesTestCmd(a *app) *cobra.Command {
	l := a.lang
	return &cobra.Command{
		Use:   l.Of("test [DOSSIER]", "test [FOLDER]"),
		Short: l.Of("Juger les exemples d'un pack", "Judge a pack's examples"),
		Long: l.Of(
			`Juge chaque exemple des critères et dit ceux qui n'ont pas le niveau qu'ils annoncent,
et les critères qui ont moins de trois exemples par niveau. Code 1 s'il y en a.`,
			`Judges each example of the criteria and tells those that have not the level they
announce, and the criteria with fewer than three examples a level. Exit code 1 if any.`),
		Example: l.Of("  prejury rules test mon-pack/", "  prejury rules test my-pack/"),
		Args:    between(l, 0, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			pack, err := loadPack(a, first(args))
			if err != nil {
				return err
			}
			return runRulesTest(a, pack)
		},
	}
}

func runRulesTest(a *app, pack *rules.Pack) error {
	l := a.lang
	engine, err := checker.NewEngine(pack)
	if err != nil {
		return err
	}
	weighed := engine.Criteria()
	right, wrong, short := 0, 0, 0
	for i := range pack.Criteria {
		c := &pack.Criteria[i]
		if !slices.Contains(weighed, c.ID) {
			continue // left to the jury, or judged on the whole document
		}
		for j, e := range c.Examples {
			got := engine.Passage(e.Text, e.Kind)[c.ID]
			if got.String() == e.Level {
				right++
				continue
			}
			wrong++
			fmt.Fprintf(a.Out, l.Of("%s, exemple %d : %s attendu, %s jugé : %s\n", "%s, example %d: %s expected, %s judged: %s\n"), c.ID, j+1, e.Level, got, render.Shorten(strings.Join(strings.Fields(e.Text), " "), 90))
		}
		if lacking := tooFew(c.Examples); len(lacking) > 0 {
			short++
			fmt.Fprintln(a.Out, c.ID+l.Of(", pas assez d'exemples : ", ", not enough examples: ")+strings.Join(lacking, ", "))
		}
	}
	fmt.Fprintf(a.Out, l.Of("%d exemples sur %d au bon niveau ; %d critères avec trop peu d'exemples\n", "%d examples of %d at the right level; %d criteria with too few examples\n"), right, right+wrong, short)
	if wrong+short > 0 {
		return quiet(exitBar)
	}
	return nil
}

// tooFew names the levels that lack examples: "fort 2/3".
func tooFew(examples []rules.Example) []string {
	n := map[string]int{}
	for _, e := range examples {
		n[e.Level]++
	}
	var out []string
	for level := rules.Absent; level <= rules.Strong; level++ {
		if n[level.String()] < examplesAsked {
			out = append(out, fmt.Sprintf("%s %d/%d", level, n[level.String()], examplesAsked))
		}
	}
	return out
}
