package main

import (
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"prejury/cmd/internal/wording"
	"prejury/rules"
)

// nearestFlag gives the flag whose name is nearest to a mistyped one.
func nearestFlag(cmd *cobra.Command, name string) string {
	var known []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if !f.Hidden {
			known = append(known, f.Name)
		}
	})
	return rules.Nearest(name, known)
}

// atLeastOne and exactly are argument checks that speak the user's language.
func atLeastOne(l wording.Lang, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return &usageError{l.Of("il manque ", "missing: ") + what, "Usage" + l.Colon() + cmd.UseLine()}
		}
		return nil
	}
}

func between(l wording.Lang, min, max int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) < min || len(args) > max {
			return &usageError{l.Sayf("%d arguments reçus", "%d arguments given", len(args)), "Usage" + l.Colon() + cmd.UseLine()}
		}
		return nil
	}
}

// oneOf refuses a flag's value that is not among those known.
func oneOf(l wording.Lang, flag, value string, known []string) error {
	for _, k := range known {
		if value == k {
			return nil
		}
	}
	return &usageError{
		l.Sayf("--%s : « %s » inconnu", "--%s: “%s” is not known", flag, value),
		l.Of("Au choix : ", "One of: ") + strings.Join(known, ", "),
	}
}
