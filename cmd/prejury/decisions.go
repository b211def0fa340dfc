package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"prejury/checker"
	"prejury/checker/batch"
	"prejury/rules"
)

// decisionsFile is a file of decisions: candidate and modality hold for those that
// name none.
type decisionsFile struct {
	Candidate string             `yaml:"candidate"`
	Modality  string             `yaml:"modality"`
	Decisions []checker.Decision `yaml:"decisions"`
}

// decisionsOfOne reads the decisions about one report.
func decisionsOfOne(a *app, pack *rules.Pack, place string) ([]checker.Decision, error) {
	list, err := readDecisions(a, pack, place)
	if err != nil {
		return nil, err
	}
	for i := range list {
		if first, other := list[0].Candidate, list[i].Candidate; batch.Fold(first) != batch.Fold(other) {
			return nil, &usageError{
				a.lang.Sayf("%s : des décisions sur plusieurs candidats (« %s », « %s »)", "%s: decisions about several candidates (“%s”, “%s”)", place, first, other),
				a.lang.Of("Un fichier par candidat, ou prejury batch --decisions", "One file for each candidate, or prejury batch --decisions"),
			}
		}
	}
	return list, nil
}

// decisionsOfMany reads the decisions about the reports of a deposit: each says whose.
func decisionsOfMany(a *app, pack *rules.Pack, place string) ([]checker.Decision, error) {
	list, err := readDecisions(a, pack, place)
	if err != nil {
		return nil, err
	}
	for _, d := range list {
		if d.Candidate == "" {
			return nil, &usageError{
				a.lang.Sayf("%s : la décision sur %s ne dit pas de quel candidat", "%s: the decision on %s names no candidate", place, d.Criterion),
				a.lang.Of("Ajouter « candidate: Alix Roy » en tête du fichier, ou dans la décision", "Add “candidate: Alix Roy” at the top of the file, or in the decision"),
			}
		}
	}
	return list, nil
}

// readDecisions reads a file of decisions or those of a folder, in the order of their
// names; none without a place.
func readDecisions(a *app, pack *rules.Pack, place string) ([]checker.Decision, error) {
	if place == "" {
		return nil, nil
	}
	files, err := decisionFiles(place)
	if err != nil {
		return nil, cannotRead(a, place, err)
	}
	if len(files) == 0 {
		return nil, &usageError{a.lang.Of("aucun fichier YAML dans ", "no YAML file in ") + place, ""}
	}
	var all []checker.Decision
	for _, name := range files {
		list, err := readDecisionFile(a, pack, name)
		if err != nil {
			return nil, err
		}
		all = append(all, list...)
	}
	return all, nil
}

func decisionFiles(place string) ([]string, error) {
	info, err := os.Stat(place)
	if err != nil || !info.IsDir() {
		return []string{place}, err
	}
	var files []string
	err = filepath.WalkDir(place, func(name string, e fs.DirEntry, err error) error {
		if ext := strings.ToLower(filepath.Ext(name)); err == nil && !e.IsDir() && (ext == ".yaml" || ext == ".yml") {
			files = append(files, name)
		}
		return err
	})
	return files, err
}

// inFile says in which file a wrong value stands.
func inFile(a *app, name string, err error) error {
	var u *usageError
	if !errors.As(err, &u) {
		return err
	}
	return &usageError{name + a.lang.Colon() + u.message, u.hint}
}

// decisionLevels are what a person may settle.
var decisionLevels = []string{string(checker.LevelStrong), string(checker.LevelWeak), string(checker.LevelAbsent)}

func readDecisionFile(a *app, pack *rules.Pack, name string) ([]checker.Decision, error) {
	var file decisionsFile
	if err := readYAML(a, name, &file); err != nil {
		return nil, err
	}
	for i := range file.Decisions {
		d := &file.Decisions[i]
		c, err := criterionNamed(a, pack, d.Criterion)
		if err != nil {
			return nil, inFile(a, name, err)
		}
		d.Criterion = c.ID
		if err := among(a.lang, a.lang.Sayf("%s, décision sur %s, level", "%s, decision on %s, level", name, d.Criterion), string(d.Level), decisionLevels); err != nil {
			return nil, err
		}
		if d.Candidate == "" {
			d.Candidate = file.Candidate
		}
		if d.Modality == "" {
			d.Modality = file.Modality
		}
		m, err := modalityNamed(a, pack, d.Modality)
		if err != nil {
			return nil, inFile(a, name, err)
		}
		if m != nil {
			d.Modality = m.ID
		}
	}
	return file.Decisions, nil
}
