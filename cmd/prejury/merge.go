package main

import (
	"bufio"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"prejury/checker/batch"
	"prejury/rules"
)

type mergeOptions struct {
	batchOutputOptions
	parts    []string
	pack     string
	date     string
	feedback string
}

func newMergeCmd(a *app) *cobra.Command {
	l := a.lang
	opts := &mergeOptions{}
	cmd := &cobra.Command{
		Use:   l.Of("merge PARTIE|DOSSIER… -o DOSSIER", "merge PART|FOLDER… -o FOLDER"),
		Short: l.Of("Réunir les parties d'un dépôt lues par plusieurs machines", "Put together the parts of a deposit read by several machines"),
		Long: l.Of(
			`Réunit ce que « prejury batch --shard i/n » a écrit sur chaque machine : le résultat
est, octet pour octet, celui d'une seule machine. Toutes les parties doivent venir du
même dépôt, de la même commande et de la même version ; celles qui manquent sont dites.`,
			`Puts together what “prejury batch --shard i/n” wrote on each machine: the result is,
byte for byte, that of one machine. All parts must come from the same deposit, the same
command and the same version; those that lack are named.`),
		Example: l.Of(
			`  prejury merge parties/ -o resultats
  prejury merge partie-1-2.prejury partie-2-2.prejury --format jsonl`,
			`  prejury merge parts/ -o results
  prejury merge partie-1-2.prejury partie-2-2.prejury --format jsonl`),
		Args: atLeastOne(l, l.Of("les parties, ou le dossier qui les contient", "the parts, or the folder that holds them")),
		RunE: func(cmd *cobra.Command, args []string) error {
			opts.parts = args
			return runMerge(a, opts)
		},
	}
	opts.batchOutputOptions.register(a, cmd)
	cmd.Flags().StringVar(&opts.pack, "pack", "", l.Of("`dossier` du pack de règles des parties", "`folder` of the parts' pack of rules"))
	cmd.Flags().StringVar(&opts.date, "date", "", l.Of("`jour` imprimé, AAAA-MM-JJ (sinon celui de la première partie)", "`day` printed, YYYY-MM-DD (else that of the first part)"))
	cmd.Flags().StringVar(&opts.feedback, "feedback", "", l.Of("`archive` ZIP des retours pour Moodle, et le CSV des commentaires à côté", "ZIP `archive` of feedback for Moodle, and the CSV of comments beside it"))
	return cmd
}

func runMerge(a *app, opts *mergeOptions) error {
	out, err := opts.prepare(a)
	if err != nil {
		return err
	}
	given, err := dayOf(a, opts.date)
	if err != nil {
		return err
	}
	pack, err := loadPack(a, opts.pack)
	if err != nil {
		return err
	}
	parts, err := readParts(a, opts.parts)
	if err != nil {
		return err
	}
	merged, err := batch.Merge(parts, pack, given)
	if err != nil {
		return badMerge(a, pack, err)
	}
	res := newResult(merged.Plan, pack, merged.Date, merged.Report)
	for i := range merged.Plan.Rows {
		r, err := merged.Report(i)
		if err != nil {
			return err
		}
		if r != nil {
			res.add(i, r, opts.failOn)
		}
	}
	shown := shownWith(a, pack)
	shown.Tool.Version = merged.Version
	if err := out.write(a, res, shown); err != nil {
		return err
	}
	if opts.feedback != "" {
		if err := writeFeedback(a, opts.feedback, res, shown); err != nil {
			return err
		}
	}
	if code := res.exit(); code != exitOK {
		return quiet(code)
	}
	return nil
}

// dayOf reads --date, zero without it.
func dayOf(a *app, s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return d, &usageError{a.lang.Sayf("--date : « %s » n'est pas un jour", "--date: “%s” is not a day", s), a.lang.Of("Par exemple : --date 2026-06-30", "For example: --date 2026-06-30")}
	}
	return d, nil
}

// readParts reads parts and the parts of folders, however deep: artefacts of CI each
// come in a folder of their own.
func readParts(a *app, places []string) ([]*batch.Part, error) {
	var names []string
	for _, p := range places {
		info, err := os.Stat(p)
		if err != nil {
			return nil, unopened(a, err)
		}
		if !info.IsDir() {
			names = append(names, p)
			continue
		}
		err = filepath.WalkDir(p, func(name string, e os.DirEntry, err error) error {
			if err == nil && e.Type().IsRegular() && strings.HasSuffix(name, partExt) {
				names = append(names, name)
			}
			return err
		})
		if err != nil {
			return nil, unopened(a, err)
		}
	}
	var parts []*batch.Part
	for _, name := range names {
		f, err := os.Open(name)
		if err != nil {
			return nil, cannotRead(a, name, err)
		}
		p, err := batch.ReadPart(bufio.NewReaderSize(f, 1<<20))
		f.Close()
		if err != nil {
			return nil, &usageError{a.lang.Sayf("%s n'est pas une partie entière", "%s is not a whole part", name), a.lang.Of("Une partie est écrite par prejury batch --shard i/n -o DOSSIER", "A part is written by prejury batch --shard i/n -o FOLDER")}
		}
		parts = append(parts, p)
	}
	return parts, nil
}

func badMerge(a *app, pack *rules.Pack, err error) error {
	var f *batch.MergeFault
	if !errors.As(err, &f) {
		return err
	}
	l := a.lang
	switch f.Kind {
	case batch.MergeNone:
		return &usageError{l.Of("aucune partie (*.prejury) trouvée", "no part (*.prejury) found"), ""}
	case batch.MergeLacking:
		list := make([]string, len(f.Shards))
		for i, n := range f.Shards {
			list[i] = strconv.Itoa(n) + "/" + strconv.Itoa(f.Of)
		}
		return &usageError{l.Of("parties manquantes : ", "parts are missing: ") + strings.Join(list, ", "), l.Of("Relancer chacune avec --shard", "Run each again with --shard")}
	case batch.MergeOther:
		return &usageError{l.Of("les parties ne viennent pas du même dépôt, de la même commande ou de la même version", "the parts do not come from the same deposit, command or version"), ""}
	case batch.MergePack:
		return &usageError{l.Sayf("les parties ont été faites avec un autre pack « %s » que celui-ci (%s)", "the parts were made with another pack “%s” than this one (%s)", f.Value, pack.ID), l.Of("Prendre la même version de prejury, ou --pack", "Take the same version of prejury, or --pack")}
	}
	return &usageError{l.Of("une partie n'est pas entière", "a part is not whole"), ""}
}
