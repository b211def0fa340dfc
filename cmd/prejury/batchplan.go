package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"prejury/checker"
	"prejury/checker/batch"
	"prejury/cmd/internal/render"
	"prejury/extractors/input"
	"prejury/rules"
)

// planned lists the deposit and says who handed in what.
func (o *batchOptions) planned(ctx context.Context, a *app, pack *rules.Pack, out *batchOutputs) (*batch.Deposit, *batch.Plan, error) {
	modality, err := modalityNamed(a, pack, o.modality)
	if err != nil {
		return nil, nil, err
	}
	naming, err := batch.NewNaming(pack, o.naming)
	if err != nil {
		return nil, nil, badPattern(a, err)
	}
	po := batch.PlanOptions{Modality: modality, Naming: naming, Accommodations: func(cell string) (*checker.Accommodation, error) {
		return accommodationOf(a, pack, cell, filepath.Dir(o.manifest))
	}}
	var bad string
	if po.Blocks, bad = batch.ParseBlocks(o.blocks, pack); bad != "" {
		return nil, nil, &usageError{a.lang.Sayf("--blocks : le pack n'a pas de bloc « %s »", "--blocks: the pack has no block “%s”", bad), ""}
	}
	if po.Decisions, err = decisionsOfMany(a, pack, o.decisions); err != nil {
		return nil, nil, err
	}
	var lines []batch.Line
	if o.manifest != "" {
		if lines, err = readManifest(a, o.manifest); err != nil {
			return nil, nil, err
		}
	}
	places, err := expand(a, o.places)
	if err != nil {
		return nil, nil, err
	}
	deposit, err := batch.Open(ctx, places, input.Limits{}, out.ours(o.manifest, o.feedback, o.decisions))
	if err != nil {
		if ctx.Err() != nil {
			return nil, nil, err
		}
		return nil, nil, unopened(a, err)
	}
	if err := deposit.Digest(ctx); err != nil {
		deposit.Close()
		return nil, nil, err
	}
	var plan *batch.Plan
	if lines == nil {
		plan = batch.ByName(deposit, pack, po)
	} else if plan, err = batch.ByManifest(deposit, pack, lines, po); err != nil {
		deposit.Close()
		return nil, nil, badManifest(a, o.manifest, err)
	}
	if len(plan.Rows) == 0 && len(plan.Unplaced) == 0 {
		deposit.Close()
		return nil, nil, &usageError{a.lang.Of("aucun fichier dans ", "no file in ") + strings.Join(o.places, ", "), ""}
	}
	return deposit, plan, nil
}

// expand finds the files of patterns that the shell left as they are.
func expand(a *app, places []string) ([]string, error) {
	var out []string
	for _, p := range places {
		if _, err := os.Lstat(p); err == nil || !strings.ContainsAny(p, "*?[") {
			out = append(out, p)
			continue
		}
		list, err := filepath.Glob(p)
		if err != nil || len(list) == 0 {
			return nil, &usageError{a.lang.Sayf("rien ne correspond à %s", "nothing matches %s", p), ""}
		}
		out = append(out, list...)
	}
	return out, nil
}

func unopened(a *app, err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		if errors.Is(err, fs.ErrNotExist) {
			return &usageError{a.lang.Sayf("%s n'existe pas", "%s does not exist", pe.Path), ""}
		}
		return cannotRead(a, pe.Path, err)
	}
	return err
}

func badPattern(a *app, err error) error {
	var p *batch.PatternError
	if !errors.As(err, &p) {
		return err
	}
	l := a.lang
	what := l.Of("il faut {candidat} ou {groupe}", "{candidat} or {groupe} is needed")
	if p.Field != "" {
		what = l.Sayf("{%s} est inconnu ou répété (le plus proche : {%s})", "{%s} is unknown or repeated (the nearest: {%s})", p.Field, rules.Nearest(p.Field, batch.Fields))
	}
	return &usageError{"--naming " + p.Pattern + l.Colon() + what, l.Of(`Par exemple : --naming "{candidat}_{modalite}" ; * remplace n'importe quoi`, `For example: --naming "{candidat}_{modalite}"; * stands for anything`)}
}

// readManifest reads the lines of a manifest.
func readManifest(a *app, name string) ([]batch.Line, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, cannotRead(a, name, err)
	}
	var rows [][]string
	if strings.HasPrefix(string(data), "PK\x03\x04") {
		rows, err = render.Sheet(data)
		if errors.Is(err, render.ErrSheet) {
			return nil, &usageError{a.lang.Sayf("%s a plus de lignes ou de colonnes qu'un manifeste", "%s has more rows or columns than a manifest", name), ""}
		}
		if err != nil {
			return nil, &usageError{a.lang.Sayf("%s n'est pas un classeur lisible : %v", "%s is not a readable workbook: %v", name, err), ""}
		}
	} else if rows, err = batch.CSVRows(data); err != nil {
		return nil, badManifest(a, name, err)
	}
	lines, err := batch.ParseManifest(rows)
	if err != nil {
		return nil, badManifest(a, name, err)
	}
	return lines, nil
}

// badManifest says what is wrong with a manifest, and where.
func badManifest(a *app, name string, err error) error {
	var f *batch.Fault
	if !errors.As(err, &f) {
		return err
	}
	l := a.lang
	where := name
	if f.Line > 0 {
		where = l.Sayf("%s, ligne %d", "%s, line %d", name, f.Line)
	}
	what := map[string]string{
		batch.FaultColumn:    l.Sayf("il manque la colonne « %s »", "column “%s” is missing", f.Value),
		batch.FaultUnknown:   l.Sayf("colonne inconnue « %s »", "unknown column “%s”", f.Value),
		batch.FaultTwice:     l.Sayf("colonne « %s » donnée deux fois", "column “%s” given twice", f.Value),
		batch.FaultCandidate: l.Of("il manque le candidat", "the candidate is missing"),
		batch.FaultModality:  l.Sayf("« %s » ne dit pas une modalité du pack", "“%s” names no modality of the pack", f.Value),
		batch.FaultBlock:     l.Sayf("le pack n'a pas de bloc « %s »", "the pack has no block “%s”", f.Value),
		batch.FaultEmpty:     l.Of("le manifeste n'a pas de ligne", "the manifest has no line"),
		batch.FaultGroup:     l.Sayf("« %s » est déjà dans un autre groupe pour cette modalité", "“%s” is in another group for this modality already", f.Value),
		batch.FaultBreak:     l.Sayf("une cellule tient sur plusieurs lignes, ou un guillemet n'est pas fermé : « %s »", "a cell has several lines, or a quote is not closed: “%s”", f.Value),
		batch.FaultSyntax:    l.Of("ce n'est pas du CSV", "this is not CSV"),
	}[f.Kind]
	if f.Near != "" {
		what += l.Sayf(" (le plus proche : %s)", " (the nearest: %s)", f.Near)
	}
	return &usageError{where + l.Colon() + what, l.Of("Les colonnes : ", "The columns: ") + strings.Join(batch.Columns, ", ")}
}

// accommodationOf reads a cell: the name of a YAML file, from the manifest's folder,
// or criteria.
func accommodationOf(a *app, pack *rules.Pack, cell, dir string) (*checker.Accommodation, error) {
	acc := &checker.Accommodation{}
	if ext := strings.ToLower(filepath.Ext(cell)); ext == ".yaml" || ext == ".yml" {
		if !filepath.IsAbs(cell) {
			cell = filepath.Join(dir, cell)
		}
		if err := readAccommodation(a, cell, acc); err != nil {
			return nil, err
		}
	} else {
		acc.Exempt = strings.FieldsFunc(cell, func(r rune) bool { return r == ' ' || r == ',' || r == ';' || r == '+' })
	}
	return acc, knownCriteria(a, pack, acc)
}

// showPlan says who handed in what.
func showPlan(a *app, plan *batch.Plan, pack *rules.Pack) error {
	l := a.lang
	width := max(a.Width, 60)
	g := render.NewGrid(a.Out, width, false, width/4, 8, width/6, 0)
	g.Header(l.Of("Candidat", "Candidate"), l.Of("Modalité", "Modality"), l.Of("Groupe", "Group"), l.Of("Fichier", "File"))
	code := exitOK
	for _, r := range plan.Rows {
		file := l.Of("(rien)", "(nothing)")
		if r.File != nil {
			file = r.File.Name
			if r.File.Err != nil {
				file += l.Colon() + l.InputSentence(r.File.Err)
				code = exitUnreadable
			}
		}
		g.Row(nil, r.Candidate, r.Modality.ID, r.Group, file)
	}
	g.Close()
	fmt.Fprintln(a.Out)
	render.BatchRemarks(a.Out, &render.Batch{Synthesis: &batch.Synthesis{Plan: plan, Cells: batch.Unread(plan)}, Pack: pack}, l, width)
	for _, u := range plan.Unplaced {
		if u.Why != batch.WhyFormat {
			code = exitUnreadable
		}
	}
	if code != exitOK {
		return quiet(code)
	}
	return nil
}
