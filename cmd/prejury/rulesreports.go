package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"prejury/checker"
	"prejury/checker/judged"
	"prejury/checker/train"
	"prejury/cmd/internal/render"
	"prejury/extractors/input"
	"prejury/rules"
)

// readJudged reads the judged reports of a folder with their documents, and those
// about something else. Files are found by their content, under the folder and the
// others given; those that are missing or cannot be read are named on standard error
// and left out.
func readJudged(ctx context.Context, a *app, dir string, files []string) ([]train.Read, error) {
	reports, err := judged.Read(os.DirFS(dir))
	if err != nil {
		return nil, cannotRead(a, dir, err)
	}
	others, err := judged.ReadElsewhere(os.DirFS(dir))
	if err != nil {
		return nil, cannotRead(a, dir, err)
	}
	judgedCount := len(reports)
	reports = append(reports, others...)
	paths, err := judged.FindFiles(append([]string{dir}, files...)...)
	if err != nil {
		return nil, cannotRead(a, dir, err)
	}
	opts := readingOptions{engine: engines[0]}
	reader, err := opts.open(a, 1)
	if err != nil {
		return nil, err
	}
	defer reader.Close()
	var out []train.Read
	progress := a.Progress(len(reports))
	defer progress.Stop()
	for i := range reports {
		r := &reports[i]
		path := paths.Of(r)
		if path == "" {
			fmt.Fprintf(a.Err, a.lang.Of("%s : fichier absent (%s de %s)\n", "%s: file not here (%s of %s)\n"), r.ID, r.Path, r.Repository)
			continue
		}
		doc, _, err := reader.Read(ctx, path)
		if err != nil {
			var unread *input.Error
			if !errors.As(err, &unread) {
				return nil, err
			}
			fmt.Fprintln(a.Err, r.ID+a.lang.Colon()+a.lang.InputSentence(unread))
			continue
		}
		out = append(out, train.Read{Report: r, Doc: doc, Elsewhere: i >= judgedCount})
		progress.Done(r.ID)
	}
	return out, nil
}

// evalReports prints how far the verdicts agree with readers', on the modality that
// each report was judged for.
func evalReports(ctx context.Context, a *app, pack *rules.Pack, opts *evalOptions) error {
	reports, err := readJudged(ctx, a, opts.reports, opts.files)
	if err != nil {
		return err
	}
	engine, err := checker.NewEngine(pack)
	if err != nil {
		return err
	}
	var agreement judged.Agreement
	var foreign judged.Foreign
	for _, r := range reports {
		for i := range pack.Modalities {
			switch m := &pack.Modalities[i]; {
			case r.Elsewhere:
				foreign.Add(engine.Check(r.Doc, m, checker.Options{}).Criteria)
			case m.ID == r.Modality:
				agreement.Add(r.Report, engine.Check(r.Doc, m, checker.Options{}).Criteria)
			}
		}
	}
	if opts.errors {
		printMisses(a, &agreement)
	}
	printAgreement(a, &agreement)
	printForeign(a, &foreign)
	return nil
}

func printMisses(a *app, agreement *judged.Agreement) {
	for _, m := range agreement.Misses {
		firm := ""
		if !m.Debatable {
			firm = a.lang.Of(", ferme", ", firm")
		}
		var best string
		if len(m.Result.Evidence) > 0 {
			ev := m.Result.Evidence[0]
			best = fmt.Sprintf(" p. %d%s%s", ev.Page, a.lang.Colon(), render.Shorten(strings.Join(strings.Fields(ev.Excerpt), " "), 160))
		}
		fmt.Fprintf(a.Out, a.lang.Of("%s %s : %s attendu, %s jugé%s%s\n", "%s %s: %s expected, %s judged%s%s\n"), m.Report, m.Criterion, m.Expected, m.Predicted, firm, best)
	}
}

func printAgreement(a *app, g *judged.Agreement) {
	l := a.lang
	same, far := g.All.Agreement()
	firmSame, firmFar := g.Firm.Agreement()
	fmt.Fprintf(a.Out, l.Of("table (attendu × jugé : absent, faible, fort)%s%v\n", "table (expected × judged: absent, faible, fort)%s%v\n"), l.Colon(), g.All.Cells)
	fmt.Fprintf(a.Out, l.Of("toutes les cellules : %d, même niveau %.3f, à deux niveaux %.3f, kappa pondéré %.3f\n", "all cells: %d, same level %.3f, two levels apart %.3f, weighted kappa %.3f\n"), g.All.N(), same, far, g.All.Kappa())
	fmt.Fprintf(a.Out, l.Of("cellules fermes : %d, même niveau %.3f, à deux niveaux %.3f, kappa pondéré %.3f\n", "firm cells: %d, same level %.3f, two levels apart %.3f, weighted kappa %.3f\n"), g.Firm.N(), firmSame, firmFar, g.Firm.Kappa())
	if g.Located > 0 {
		fmt.Fprintf(a.Out, l.Of("pages : la meilleure preuve est sur une page du lecteur pour %d des %d cellules que tous deux disent « fort » (%.2f)\n", "pages: the best evidence is on a page of the reader's for %d of the %d cells that both call “fort” (%.2f)\n"), g.OnPage, g.Located, float64(g.OnPage)/float64(g.Located))
	}
}

func printForeign(a *app, f *judged.Foreign) {
	if f.Cells == 0 {
		return
	}
	fmt.Fprintf(a.Out, a.lang.Of("hors sujet : %d « fort » sur %d cellules (%.1f %%), dont %d d'orthographe ; au plus %d dans un document et une modalité\n", "about something else: %d “fort” of %d cells (%.1f%%), %d of them spelling; at most %d in one document and modality\n"),
		f.Strong, f.Cells, 100*float64(f.Strong)/float64(f.Cells), f.Whole, f.Most)
}
