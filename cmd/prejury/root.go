package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"prejury/cmd/internal/render"
	"prejury/cmd/internal/terminal"
	"prejury/cmd/internal/wording"
	"prejury/internal/text"
)

// app is what every command shares: the streams and the language, known before
// the commands are built so that help speaks it.
type app struct {
	*terminal.Streams
	lang wording.Lang
}

// notice says something beside the result.
func (a *app) notice(s string) { say(a.Streams, "prejury"+a.lang.Colon()+s) }

// say writes lines on the standard error; a terminal's are cut between words.
func say(s *terminal.Streams, lines string) {
	for line := range strings.SplitSeq(text.Visible(lines), "\n") {
		if s.ErrWidth > 0 {
			line = render.Indent("", line, s.ErrWidth)
		}
		fmt.Fprintln(s.Err, line)
	}
}

// color reports whether the result is shown in colours.
func (a *app) color(refused bool) bool {
	return a.OutTTY && !refused && os.Getenv("NO_COLOR") == ""
}

// run is the whole program; it gives the exit code.
func run(ctx context.Context, s *terminal.Streams, args []string) int {
	lang, err := langOf(args)
	a := &app{s, lang}
	if err != nil {
		return report(s, lang, err)
	}
	root := newRootCmd(a)
	if len(args) > 0 && (args[0] == cobra.ShellCompRequestCmd || args[0] == cobra.ShellCompNoDescRequestCmd) {
		plainFlags(root)
	}
	root.SetArgs(args)
	return report(s, lang, root.ExecuteContext(ctx))
}

// langOf finds --lang before flags are parsed.
func langOf(args []string) (wording.Lang, error) {
	value := string(wording.FR)
	for i, arg := range args {
		if arg == "--" {
			break
		}
		if v, ok := strings.CutPrefix(arg, "--lang="); ok {
			value = v
		} else if arg == "--lang" && i+1 < len(args) {
			value = args[i+1]
		}
	}
	lang, ok := wording.Parse(value)
	if !ok {
		return lang, &usageError{"--lang : langue inconnue, unknown language “" + value + "”", "Au choix, one of: fr, en"}
	}
	return lang, nil
}

func newRootCmd(a *app) *cobra.Command {
	l := a.lang
	cmd := &cobra.Command{
		Use: "prejury",
		Long: l.Of(
			`prejury lit un rapport (PDF, DOCX, ODT, PPTX ou ODP), le compare à la modalité pour laquelle il a
été écrit, et dit : le nombre de pages est-il bon, et où sont, dans le rapport, les
preuves de chaque critère ? Il montre, le jury juge. Il n'utilise jamais le réseau.`,
			`prejury reads a report (PDF, DOCX, ODT, PPTX or ODP), compares it with the modality that it was
written for, and says: is the page count right, and where in the report is the
evidence of each criterion? It shows, the jury judges. It never uses the network.`),
		Example: l.Of(
			`  prejury check rapport.pdf                 propose la modalité, puis le tableau
  prejury check rapport.docx -m C3-C7       le tableau pour C3-C7
  prejury check rapport.pdf -m C3-C7 --format html -o rapport.html
  prejury explain C3.2 rapport.pdf          tout ce qui a été pesé pour C3.2
  prejury batch depots/ -o resultats        tout un dépôt, avec une synthèse
  prejury modalities                        ce qui est attendu, sans rapport`,
			`  prejury check report.pdf                proposes the modality, then the table
  prejury check report.docx -m C3-C7      the table for C3-C7
  prejury check report.pdf -m C3-C7 --format html -o report.html
  prejury explain C3.2 report.pdf         all that was weighed for C3.2
  prejury batch deposits/ -o results      a whole deposit, with a synthesis
  prejury modalities                      what is expected, without a report`),
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          func(*cobra.Command, []string) error { return nil },
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return cmd.Help()
			}
			return unknownCommand(a, cmd, args[0])
		},
		CompletionOptions: cobra.CompletionOptions{DisableDefaultCmd: true},
	}
	cmd.SetIn(a.In)
	cmd.SetOut(a.Out)
	cmd.SetErr(a.Err)
	cmd.PersistentFlags().String("lang", string(wording.FR), l.Of("`langue` : fr ou en", "`language`: fr or en"))
	cmd.PersistentFlags().BoolP("help", "h", false, l.Of("cette aide", "this help"))
	cmd.SetFlagErrorFunc(func(c *cobra.Command, err error) error { return flagError(a, c, err) })
	cmd.SetHelpCommand(&cobra.Command{Use: "no-help", Hidden: true})
	cmd.AddCommand(
		withConfig(a, newCheckCmd(a), 0),
		withConfig(a, newBatchCmd(a), 0),
		withConfig(a, newMergeCmd(a), 0),
		withConfig(a, newExplainCmd(a), 1, "format", "modality"),
		newModalitiesCmd(a),
		newCriteriaCmd(a),
		withConfig(a, newExtractCmd(a), 0, "format"),
		newConfigCmd(a),
		newRulesCmd(a),
		newVersionCmd(a),
		newCompletionCmd(a),
		newWorkerCmd(a),
	)
	showHelp(a, cmd)
	completeValues(a, cmd)
	return cmd
}

// unknownCommand names the nearest command, or says how to check a file.
func unknownCommand(a *app, cmd *cobra.Command, name string) error {
	hint := a.lang.Of("Les commandes : ", "The commands: ") + cmd.CommandPath() + " --help"
	cmd.SuggestionsMinimumDistance = 2
	if near := cmd.SuggestionsFor(name); len(near) > 0 {
		hint = a.lang.Of("Vouliez-vous dire ", "Did you mean ") + strings.Join(near, ", ") + a.lang.Of(" ?", "?")
	} else if strings.Contains(name, ".") {
		hint = a.lang.Of("Pour vérifier un fichier : prejury check ", "To check a file: prejury check ") + name
	}
	return &usageError{a.lang.Sayf("commande inconnue « %s »", "unknown command “%s”", name), hint}
}

// flagError says in the user's language what is wrong with a flag.
func flagError(a *app, cmd *cobra.Command, err error) error {
	l := a.lang
	hint := l.Of("Les options : ", "The options: ") + cmd.CommandPath() + " --help"
	var unknown *pflag.NotExistError
	var lacking *pflag.ValueRequiredError
	var invalid *pflag.InvalidValueError
	switch {
	case errors.As(err, &unknown):
		name := unknown.GetSpecifiedName()
		dashes := "--"
		if len(name) == 1 {
			dashes = "-"
		}
		if near := nearestFlag(cmd, name); near != "" && dashes == "--" {
			hint = l.Of("La plus proche : --", "The nearest: --") + near
		}
		return &usageError{l.Sayf("option inconnue %s%s", "unknown option %s%s", dashes, name), hint}
	case errors.As(err, &lacking):
		return &usageError{l.Sayf("l'option --%s attend une valeur", "option --%s expects a value", lacking.GetFlag().Name), hint}
	case errors.As(err, &invalid):
		return &usageError{l.Sayf("option --%s : valeur « %s » refusée", "option --%s: value “%s” refused", invalid.GetFlag().Name, invalid.GetValue()), hint}
	}
	return &usageError{err.Error(), hint}
}
