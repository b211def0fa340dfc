package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

func newRulesCmd(a *app) *cobra.Command {
	l := a.lang
	cmd := &cobra.Command{
		Use:   "rules",
		Short: l.Of("Pour qui écrit des packs de règles", "For those who write packs of rules"),
		Args:  func(*cobra.Command, []string) error { return nil },
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return cmd.Help()
			}
			return unknownCommand(a, cmd, args[0])
		},
	}
	cmd.AddCommand(newRulesValidateCmd(a), newRulesTestCmd(a), newRulesEvalCmd(a), newRulesFitCmd(a), newRulesDiffCmd(a), newRulesDecisionsCmd(a))
	return cmd
}

func newRulesValidateCmd(a *app) *cobra.Command {
	l := a.lang
	return &cobra.Command{
		Use:   l.Of("validate [DOSSIER]", "validate [FOLDER]"),
		Short: l.Of("Vérifier un pack, faute par faute", "Check a pack, fault by fault"),
		Example: l.Of(
			`  prejury rules validate mon-pack/
  prejury rules validate                 le pack intégré`,
			`  prejury rules validate my-pack/
  prejury rules validate                 the built-in pack`),
		Args: between(l, 0, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			pack, err := loadPack(a, first(args))
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(a.Out, "%s %s%s%d %s, %d %s, %d %s, %d %s%s\n", pack.ID, pack.Version, l.Colon(),
				len(pack.Modalities), l.Of("modalités", "modalities"), len(pack.Competences), l.Of("compétences", "competences"),
				len(pack.Criteria), l.Of("critères", "criteria"), len(pack.Concepts), l.Of("notions", "concepts"), l.Of(" ; sans faute", "; no fault"))
			return err
		},
	}
}

func first(args []string) string {
	if len(args) > 0 {
		return args[0]
	}
	return ""
}
