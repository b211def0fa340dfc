package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"prejury/checker"
	"prejury/checker/passages"
	"prejury/checker/signs"
	"prejury/cmd/internal/render"
	"prejury/rules"
)

type evalOptions struct {
	pack        string
	files       []string
	predictions string
	errors      bool
	reports     string
}

func newRulesEvalCmd(a *app) *cobra.Command {
	l := a.lang
	opts := &evalOptions{}
	cmd := &cobra.Command{
		Use:   l.Of("eval FICHIER.jsonl… | --reports DOSSIER", "eval FILE.jsonl… | --reports FOLDER"),
		Short: l.Of("Mesurer le pack sur des passages étiquetés", "Measure the pack on labelled passages"),
		Long: l.Of(
			`Pèse chaque passage pour chaque critère de son champ, compare avec ses étiquettes, et
donne précision, rappel et F1 de « fort », la table de confusion et le kappa pondéré,
par critère, compétence, sorte et piège, puis sur l'ensemble, en dernières lignes.`,
			`Weighs each passage for each criterion of its scope, compares with its labels, and
gives precision, recall and F1 of "fort", the confusion table and the weighted kappa,
by criterion, competence, kind and trick, then over all, in the last lines.`),
		Example: l.Of(
			`  prejury rules eval passages.jsonl contrast.jsonl
  prejury rules eval passages.jsonl --errors
  prejury rules eval passages.jsonl --predictions vu.jsonl --pack mon-pack/
  prejury rules eval --reports fixtures/reports ~/rapports`,
			`  prejury rules eval passages.jsonl contrast.jsonl
  prejury rules eval passages.jsonl --errors
  prejury rules eval passages.jsonl --predictions seen.jsonl --pack my-pack/
  prejury rules eval --reports fixtures/reports ~/reports`),
		Args: func(cmd *cobra.Command, args []string) error {
			if opts.reports != "" {
				return nil
			}
			return atLeastOne(l, l.Of("le fichier de passages", "the file of passages"))(cmd, args)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			opts.files = args
			if opts.reports == "" {
				return runRulesEval(a, opts)
			}
			pack, err := loadPack(a, opts.pack)
			if err != nil {
				return err
			}
			return evalReports(cmd.Context(), a, pack, opts)
		},
	}
	f := cmd.Flags()
	f.StringVar(&opts.pack, "pack", "", l.Of("`dossier` d'un autre pack de règles", "`folder` of another pack of rules"))
	f.StringVar(&opts.predictions, "predictions", "", l.Of("`fichier` où écrire chaque prédiction, une par ligne", "`file` for every prediction, one a line"))
	f.StringVar(&opts.reports, "reports", "", l.Of("`dossier` de rapports jugés (reports.tsv, judgements.tsv) ; les fichiers sont cherchés là et dans les dossiers donnés", "`folder` of judged reports (reports.tsv, judgements.tsv); files are looked for there and in the folders given"))
	f.BoolVar(&opts.errors, "errors", false, l.Of("montrer les paires jugées de travers, avec leurs signes", "show the pairs judged wrong, with their signs"))
	return cmd
}

// prediction is one pair of a passage and a criterion of its scope.
type prediction struct {
	ID        string `json:"id"`
	Criterion string `json:"criterion"`
	Expected  string `json:"expected"`
	Predicted string `json:"predicted"`
	Disputed  bool   `json:"disputed,omitempty"`
}

func runRulesEval(a *app, opts *evalOptions) error {
	all, err := readPassages(a, opts.files)
	if err != nil {
		return err
	}
	pack, err := loadPack(a, opts.pack)
	if err != nil {
		return err
	}
	engine, err := checker.NewEngine(pack)
	if err != nil {
		return err
	}
	reader := signs.NewReader(pack)
	tally := newTally()
	var predictions []prediction
	progress := a.Progress(len(all))
	for i := range all {
		p := &all[i]
		levels := engine.Passage(p.Text, p.Kind)
		for _, c := range p.Scope {
			expected, counts := p.Expected(c)
			got := levels[c]
			predictions = append(predictions, prediction{p.ID, c, expected.String(), got.String(), !counts})
			if !counts {
				continue
			}
			tally.add(p, c, expected, got)
			if opts.errors && got != expected {
				progress.Stop()
				printError(a, pack, p, c, expected, got, reader.Read(passages.Unit(p.Text, p.Kind)))
			}
		}
		progress.Done(p.ID)
	}
	progress.Stop()
	if opts.predictions != "" {
		err := writeFile(opts.predictions, func(w io.Writer) error { return writeLines(w, predictions) })
		if err != nil {
			return written(a, opts.predictions, err)
		}
	}
	return tally.print(a, pack, len(all))
}

// readPassages reads files of labelled passages, one after the other.
func readPassages(a *app, files []string) ([]passages.Passage, error) {
	var all []passages.Passage
	for _, name := range files {
		list, err := readPassageFile(a, name)
		if err != nil {
			return nil, err
		}
		all = append(all, list...)
	}
	return all, nil
}

func readPassageFile(a *app, name string) ([]passages.Passage, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, cannotRead(a, name, err)
	}
	defer f.Close()
	list, err := passages.Read(f)
	if err != nil {
		return nil, &usageError{name + a.lang.Colon() + err.Error(), a.lang.Of("Un passage par ligne, en JSON : id, kind, text, scope, labels, disputed", "One passage a line, in JSON: id, kind, text, scope, labels, disputed")}
	}
	return list, nil
}

// writeLines writes JSON Lines.
func writeLines[T any](w io.Writer, list []T) error {
	enc := json.NewEncoder(w)
	for _, v := range list {
		if err := enc.Encode(v); err != nil {
			return err
		}
	}
	return nil
}

// printError shows a pair that was judged wrong and the signs that fired.
func printError(a *app, pack *rules.Pack, p *passages.Passage, criterion string, expected, got rules.Level, seen *signs.Reading) {
	l := a.lang
	label := ""
	if c := pack.Criterion(criterion); c != nil {
		label = c.Label.In(string(l))
	}
	fmt.Fprintf(a.Out, l.Of("%s  %s %s : %s attendu, %s jugé\n", "%s  %s %s: %s expected, %s judged\n"), p.ID, criterion, label, expected, got)
	fmt.Fprintf(a.Out, "    %s\n", render.Shorten(strings.Join(strings.Fields(p.Text), " "), 240))
	var fired []string
	known := map[string]bool{}
	for _, h := range seen.Hits {
		id := string(h.Sign)
		if c, list, own := strings.Cut(id, "/"); own {
			if c != criterion {
				continue
			}
			id = list
		}
		if words := seen.Excerpt(h); words != "" {
			id += " " + l.Quote(words)
		}
		if !known[id] {
			known[id] = true
			fired = append(fired, id)
		}
	}
	fmt.Fprintf(a.Out, "    %s\n", strings.Join(fired, l.Semicolon()))
}
