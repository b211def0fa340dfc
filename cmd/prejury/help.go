package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"prejury/cmd/internal/render"
	"prejury/cmd/internal/wording"
)

// helpWidth is the widest help, in columns.
const helpWidth = 80

// showHelp makes a command and those below it explain themselves in the language of
// the user and in the width of the terminal.
func showHelp(a *app, root *cobra.Command) {
	width := min(a.Width, helpWidth)
	root.SetUsageFunc(func(c *cobra.Command) error { return writeUsage(c.OutOrStderr(), c, a.lang, width) })
	root.SetHelpFunc(func(c *cobra.Command, _ []string) {
		long := c.Long
		if long == "" {
			long = c.Short
		}
		out := c.OutOrStdout()
		for paragraph := range strings.SplitSeq(long, "\n\n") {
			if !strings.Contains(paragraph, "\n  ") && !strings.HasPrefix(paragraph, "  ") { // not what is typed as it stands
				paragraph = render.Indent("", paragraph, width)
			}
			fmt.Fprintf(out, "%s\n\n", paragraph)
		}
		writeUsage(out, c, a.lang, width)
	})
	plainUse(root)
}

// writeUsage writes what stands below the text of a command's help: examples, how it
// is called, the commands below it, options.
func writeUsage(out io.Writer, c *cobra.Command, l wording.Lang, width int) error {
	var b strings.Builder
	if c.HasExample() {
		fmt.Fprintf(&b, "%s\n%s\n\n", l.Of("Exemples :", "Examples:"), c.Example)
	}
	fmt.Fprintln(&b, l.Of("Usage :", "Usage:"))
	if c.HasAvailableSubCommands() {
		fmt.Fprintf(&b, "  %s %s\n\n%s\n", c.CommandPath(), l.Of("COMMANDE [OPTIONS]", "COMMAND [OPTIONS]"), l.Of("Commandes :", "Commands:"))
		var pairs [][2]string
		for _, sub := range c.Commands() {
			if sub.IsAvailableCommand() {
				pairs = append(pairs, [2]string{"  " + sub.Name(), sub.Short})
			}
		}
		b.WriteString(render.Columns(pairs, width))
	} else {
		fmt.Fprintf(&b, "  %s\n", c.UseLine())
	}
	if c.HasAvailableLocalFlags() {
		fmt.Fprintf(&b, "\n%s\n%s", l.Of("Options :", "Options:"), flagUsages(c.LocalFlags(), l, width))
	}
	if c.HasAvailableInheritedFlags() {
		fmt.Fprintf(&b, "\n%s\n%s", l.Of("Options communes :", "Common options:"), flagUsages(c.InheritedFlags(), l, width))
	}
	if c.HasAvailableSubCommands() {
		fmt.Fprintf(&b, "\n%s\n", l.Sayf("« %s COMMANDE --help » dit tout d'une commande.", "“%s COMMAND --help” tells all of a command.", c.CommandPath()))
	}
	_, err := io.WriteString(out, b.String())
	return err
}

// flagUsages lists flags, what each does in a column of its own.
func flagUsages(flags *pflag.FlagSet, l wording.Lang, width int) string {
	var pairs [][2]string
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Hidden {
			return
		}
		value, usage := pflag.UnquoteUsage(f)
		left := "      --" + f.Name
		if f.Shorthand != "" {
			left = "  -" + f.Shorthand + ", --" + f.Name
		}
		if value != "" {
			left += " " + value
		}
		if value, ok := defaultOf(f); ok && value != "false" {
			usage += l.Of(" (défaut : ", " (default: ") + value + ")"
		}
		pairs = append(pairs, [2]string{left, usage})
	})
	return render.Columns(pairs, width)
}

// plainUse keeps "[flags]" out of the usage lines: options are listed below them.
func plainUse(cmd *cobra.Command) {
	cmd.DisableFlagsInUseLine = true
	for _, c := range cmd.Commands() {
		plainUse(c)
	}
}
