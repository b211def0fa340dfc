package main

import "github.com/spf13/cobra"

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
