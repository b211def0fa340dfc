package main

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"prejury/checker"
	"prejury/checker/batch"
	"prejury/checker/passages"
	"prejury/extractors/document"
	"prejury/rules"
)

type passagesOptions struct {
	pack    string
	places  []string
	results []string
	output  string
}

func newRulesDecisionsCmd(a *app) *cobra.Command {
	l := a.lang
	opts := &passagesOptions{}
	cmd := &cobra.Command{
		Use:   l.Of("decisions FICHIER|DOSSIER… [--results JSONL] [-o JSONL]", "decisions FILE|FOLDER… [--results JSONL] [-o JSONL]"),
		Short: l.Of("Faire des passages étiquetés de ce que des personnes ont tranché", "Make labelled passages of what persons settled"),
		Long: l.Of(
			`Chaque décision qui porte sur un extrait devient un passage, étiqueté du niveau qui a
été tranché : rules eval et rules fit le lisent. L'extrait est celui de la décision,
sinon celui que son empreinte (fingerprint) désigne dans les résultats de --results.
Deux personnes qui ne s'accordent pas font un passage disputé, qui ne compte pas. Une
décision périmée reste une étiquette. Les passages sont des textes de candidats.`,
			`Each decision that bears on an excerpt becomes a passage, labelled with the level that
was settled: rules eval and rules fit read it. The excerpt is the decision's, else the
one that its fingerprint names in the results of --results. Two persons who disagree
make a disputed passage, which does not count. An expired decision is a label still.
Passages are candidates' texts.`),
		Example: l.Of(
			`  prejury rules decisions decisions.yaml -o passages.jsonl \
      --results resultats/prejury.jsonl
  prejury rules eval passages.jsonl`,
			`  prejury rules decisions decisions.yaml -o passages.jsonl \
      --results results/prejury.jsonl
  prejury rules eval passages.jsonl`),
		Args: atLeastOne(l, l.Of("le fichier de décisions", "the file of decisions")),
		RunE: func(cmd *cobra.Command, args []string) error {
			opts.places = args
			return runRulesDecisions(a, opts)
		},
	}
	f := cmd.Flags()
	f.StringSliceVar(&opts.results, "results", nil, l.Of("`fichiers` JSON ou JSON Lines où chercher les extraits", "JSON or JSON Lines `files` in which to look for excerpts"))
	f.StringVarP(&opts.output, "output", "o", "", l.Of("`fichier` de passages", "`file` of passages"))
	f.StringVar(&opts.pack, "pack", "", l.Of("`dossier` d'un autre pack de règles", "`folder` of another pack of rules"))
	return cmd
}

func runRulesDecisions(a *app, opts *passagesOptions) error {
	pack, err := loadPack(a, opts.pack)
	if err != nil {
		return err
	}
	var decisions []checker.Decision
	for _, place := range opts.places {
		list, err := readDecisions(a, pack, place)
		if err != nil {
			return err
		}
		decisions = append(decisions, list...)
	}
	whole := len(decisions)
	decisions = slices.DeleteFunc(decisions, func(d checker.Decision) bool {
		c := pack.Criterion(d.Criterion)
		return c.Whole || c.Assessable == rules.ByJury
	})
	if whole -= len(decisions); whole > 0 {
		a.notice(a.lang.Of("laissé de côté : ", "left out: ") + a.lang.Count(whole, a.lang.Of("décision", "decision"), a.lang.Of("décisions", "decisions")) +
			a.lang.Of(" sur ce qu'aucun passage ne montre", " on what no passage can show"))
	}
	seen := map[string]quoted{}
	for _, name := range opts.results {
		if err := readQuoted(a, name, seen); err != nil {
			return err
		}
	}
	list, without := passagesOf(decisions, seen)
	if without > 0 {
		a.notice(a.lang.Of("laissé de côté : ", "left out: ") + a.lang.Count(without, a.lang.Of("décision sans extrait", "decision without excerpt"), a.lang.Of("décisions sans extrait", "decisions without excerpt")) +
			a.lang.Of(" (--results le cherche par l'empreinte)", " (--results looks for it by the fingerprint)"))
	}
	return deliver(a, opts.output, func(w io.Writer) error { return writeLines(w, list) })
}

// quoted is an excerpt as a result shows it.
type quoted struct {
	Excerpt     string        `json:"excerpt"`
	Kind        document.Kind `json:"kind"`
	Fingerprint string        `json:"fingerprint"`
}

// quotedReport is what is read of a report in JSON, or of a whole result.
type quotedReport struct {
	Reports  []quotedReport `json:"reports"`
	Criteria []struct {
		Evidence []quoted `json:"evidence"`
	} `json:"criteria"`
}

func (r *quotedReport) into(seen map[string]quoted) {
	for i := range r.Reports {
		r.Reports[i].into(seen)
	}
	for _, c := range r.Criteria {
		for _, e := range c.Evidence {
			seen[e.Fingerprint] = e
		}
	}
}

// readQuoted files the excerpts of a result by fingerprint.
func readQuoted(a *app, name string, into map[string]quoted) error {
	f, err := os.Open(name)
	if err != nil {
		return cannotRead(a, name, err)
	}
	defer f.Close()
	dec := json.NewDecoder(bufio.NewReaderSize(f, 1<<20))
	for {
		var r quotedReport
		err := dec.Decode(&r)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return &usageError{a.lang.Sayf("%s n'est pas un résultat en JSON de prejury : %v", "%s is not a result of prejury in JSON: %v", name, err), ""}
		}
		r.into(into)
	}
}

// passagesOf makes a passage of each excerpt that was decided on, in their order, and
// counts the decisions that have none.
func passagesOf(decisions []checker.Decision, seen map[string]quoted) (list []passages.Passage, without int) {
	at := map[string]int{}
	for i := range decisions {
		d := &decisions[i]
		q := seen[d.Fingerprint]
		if d.Excerpt != "" {
			q.Excerpt = d.Excerpt
		}
		text := strings.TrimSpace(strings.TrimSuffix(q.Excerpt, "…"))
		if text == "" {
			without++
			continue
		}
		id := d.Criterion + "-d" + checker.Fingerprint(d.Criterion, text)[:12]
		n, ok := at[id]
		if !ok {
			at[id] = len(list)
			list = append(list, passages.Passage{
				ID: id, Author: d.Who, Family: familyOf(d.Candidate), Kind: passageKind(q.Kind, text), Trick: "décision", Text: text,
				Scope: []string{d.Criterion}, Labels: map[string]string{d.Criterion: string(d.Level)}, Disputed: []string{},
			})
			continue
		}
		if list[n].Labels[d.Criterion] != string(d.Level) {
			list[n].Disputed = list[n].Scope
		}
	}
	return list, without
}

// familyOf keeps the passages of one candidate on one side of a split, without the
// candidate's name.
func familyOf(candidate string) string {
	if candidate == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(batch.Fold(candidate)))
	return "d-" + hex.EncodeToString(sum[:])[:12]
}

// passageKind gives the kind of a passage for that of a block.
func passageKind(kind document.Kind, text string) string {
	switch {
	case kind == document.Table, strings.Contains(text, "\t"):
		return "tableau"
	case kind == document.ListItem:
		return "liste"
	}
	return "prose"
}
