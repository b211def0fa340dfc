package main

import (
	"slices"
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

// defaultOf gives the value of a flag that is not set; ok is false where that is none.
func defaultOf(f *pflag.Flag) (value string, ok bool) {
	switch f.DefValue {
	case "", "0", "0s", "[]":
		return "", false
	}
	return strings.Trim(f.DefValue, "[]"), true
}

// atLeastOne refuses a command without arguments; what names the first.
func atLeastOne(l wording.Lang, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return &usageError{l.Of("il manque ", "missing: ") + what, "Usage" + l.Colon() + cmd.UseLine()}
		}
		return nil
	}
}

// between refuses a command with too few arguments or too many.
func between(l wording.Lang, min, max int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		n := len(args)
		if min <= n && n <= max {
			return nil
		}
		var message string
		name := strings.TrimPrefix(cmd.CommandPath(), cmd.Root().Name()+" ")
		switch given := l.Count(n, l.Of("donné", "given"), l.Of("donnés", "given")); {
		case max == 0:
			message = l.Sayf("%s ne prend pas d'argument", "%s takes no argument", name)
		case min == max:
			message = l.Sayf("%s attend %s, %s", "%s expects %s, %s", name, l.Count(max, "argument", "arguments"), given)
		default:
			message = l.Sayf("%s attend %d à %s, %s", "%s expects %d to %s, %s", name, min, l.Count(max, "argument", "arguments"), given)
		}
		return &usageError{message, "Usage" + l.Colon() + cmd.UseLine()}
	}
}

// oneOf refuses a flag's value that is not among those known.
func oneOf(l wording.Lang, flag, value string, known []string) error {
	return among(l, "--"+flag, value, known)
}

// among refuses a value that is not among those known; what names where it stands.
func among(l wording.Lang, what, value string, known []string) error {
	if slices.Contains(known, value) {
		return nil
	}
	return &usageError{
		l.Sayf("%s : « %s » inconnu", "%s: “%s” is not known", what, value),
		l.Of("Au choix : ", "One of: ") + strings.Join(known, ", "),
	}
}
