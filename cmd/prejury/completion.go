package main

import (
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"prejury/cmd/internal/render"
	"prejury/rules"
)

// shells are those that complete commands.
var shells = []string{"bash", "zsh", "fish", "powershell"}

func newCompletionCmd(a *app) *cobra.Command {
	l := a.lang
	return &cobra.Command{
		Use:   "completion bash|zsh|fish|powershell",
		Short: l.Of("La complétion des commandes par le terminal", "Completion of the commands for the shell"),
		Example: l.Of(
			`  source <(prejury completion bash)   pour ce terminal
  prejury completion fish > ~/.config/fish/completions/prejury.fish`,
			`  source <(prejury completion bash)   for this terminal
  prejury completion fish > ~/.config/fish/completions/prejury.fish`),
		Args:      between(l, 1, 1),
		ValidArgs: shells,
		RunE: func(cmd *cobra.Command, args []string) error {
			root := cmd.Root()
			switch args[0] {
			case "bash":
				return root.GenBashCompletionV2(a.Out, true)
			case "zsh":
				return root.GenZshCompletion(a.Out)
			case "fish":
				return root.GenFishCompletion(a.Out, true)
			case "powershell":
				return root.GenPowerShellCompletionWithDesc(a.Out)
			}
			return among(l, "completion", args[0], shells)
		},
	}
}

// completeFunc gives what may be typed next, each with what it is after a tab.
type completeFunc = func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective)

// completeValues tells the shell which values flags and arguments may have. Nothing
// is read before it asks.
func completeValues(a *app, root *cobra.Command) {
	fixed := func(values []string) completeFunc {
		return cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp)
	}
	modalities := fromPack(func(p *rules.Pack) (out []string) {
		for _, m := range p.Modalities {
			out = append(out, m.ID+"\t"+m.Title.In(string(a.lang)))
		}
		return out
	})
	criteria := fromPack(func(p *rules.Pack) (out []string) {
		for _, c := range p.Criteria {
			out = append(out, c.ID+"\t"+c.Label.In(string(a.lang)))
		}
		return out
	})
	values := map[string]completeFunc{
		"lang": fixed([]string{"fr", "en"}), "modality": modalities, "fail-on": fixed(bars), "convention": fixed(conventionNames()), "pdf-engine": fixed(engines),
	}
	formats := map[string][]string{
		"explain": render.WeighingFormats, "extract": render.DocumentFormats, "modalities": listFormats, "criteria": listFormats,
	}
	var visit func(*cobra.Command)
	visit = func(c *cobra.Command) {
		c.LocalFlags().VisitAll(func(f *pflag.Flag) {
			complete := values[f.Name]
			if f.Name == "format" {
				list := formats[c.Name()]
				if list == nil {
					list = render.Names()
				}
				complete = fixed(list)
			}
			if complete != nil {
				c.RegisterFlagCompletionFunc(f.Name, complete) // fails on a flag that is not there, or twice
			}
		})
		switch c.Name() {
		case "criteria":
			c.ValidArgsFunction = modalities
		case "explain":
			c.ValidArgsFunction = func(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
				if len(args) > 0 {
					return nil, cobra.ShellCompDirectiveDefault // the file
				}
				return criteria(cmd, args, typed)
			}
		}
		for _, sub := range c.Commands() {
			visit(sub)
		}
	}
	visit(root)
}

// fromPack completes by what the built-in pack holds.
func fromPack(list func(*rules.Pack) []string) completeFunc {
	return func(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
		pack, err := rules.LoadBuiltin()
		if err != nil {
			return nil, cobra.ShellCompDirectiveError
		}
		var out []string
		for _, s := range list(pack) {
			if strings.HasPrefix(strings.ToUpper(s), strings.ToUpper(typed)) {
				out = append(out, s)
			}
		}
		return out, cobra.ShellCompDirectiveNoFileComp
	}
}

// plainFlags takes the marks out of what flags do, which completion shows as it is.
func plainFlags(c *cobra.Command) {
	c.Flags().VisitAll(func(f *pflag.Flag) { f.Usage = strings.ReplaceAll(f.Usage, "`", "") })
	for _, sub := range c.Commands() {
		plainFlags(sub)
	}
}
