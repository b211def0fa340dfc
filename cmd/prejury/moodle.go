package main

import (
	"archive/zip"
	"encoding/csv"
	"io"
	"path/filepath"
	"strings"

	"prejury/checker"
	"prejury/cmd/internal/render"
	"prejury/cmd/internal/wording"
)

// writeFeedback writes the archive that Moodle takes back ("upload multiple feedback
// files in a zip"): for each submission a page under the very name that Moodle gave
// it, and beside the archive the grading worksheet's CSV with a comment for each.
// No grade is ever written: the jury grades.
func writeFeedback(a *app, path string, res *result, opts render.Options) error {
	l := a.lang
	opts.Color, opts.From, opts.NoLinks = false, "", true
	var comments [][]string
	fill := func(w io.Writer) error {
		z := zip.NewWriter(w)
		at := map[string]int{} // Moodle's number → its line
		names := pageNames(res.Plan)
		for i := range res.Plan.Rows {
			row := &res.Plan.Rows[i]
			if row.Folder == "" || row.File == nil {
				continue
			}
			r, err := res.Report(i)
			if err != nil {
				return err
			}
			head := &zip.FileHeader{Name: row.Folder + "prejury-" + names[i], Method: zip.Deflate, Modified: res.Date}
			page, err := z.CreateHeader(head)
			if err != nil {
				return err
			}
			if err := render.HTML(page, []*checker.Report{r}, opts); err != nil {
				return err
			}
			n, ok := at[row.Number]
			if !ok {
				n = len(comments)
				at[row.Number] = n
				comments = append(comments, []string{"Participant " + row.Number, strings.TrimSuffix(row.Candidate, " ("+row.Number+")"), ""})
			} else {
				comments[n][2] += "\n"
			}
			comments[n][2] += comment(r, l)
		}
		return z.Close()
	}
	if err := writeFile(path, fill); err != nil {
		return written(a, path, err)
	}
	if len(comments) == 0 {
		a.notice(l.Of("--feedback : aucun fichier ne vient d'une archive de Moodle (Nom_numéro_assignsubmission_file_), l'archive est vide", "--feedback: no file comes from a Moodle archive (Name_number_assignsubmission_file_), the archive is empty"))
	}
	sheet := strings.TrimSuffix(path, filepath.Ext(path)) + ".csv"
	return written(a, sheet, writeFile(sheet, func(w io.Writer) error {
		out := csv.NewWriter(w)
		// The heads that Moodle looks for, in the language of the course.
		out.Write([]string{l.Of("Identifiant", "Identifier"), l.Of("Nom complet", "Full name"), l.Of("Feedback par commentaires", "Feedback comments")})
		for _, row := range comments {
			row[1], row[2] = render.Inert(row[1]), render.Inert(row[2]) // Moodle goes by the identifier
		}
		return out.WriteAll(comments)
	}))
}

// comment is what a candidate reads first: the result, the length, what to mend.
func comment(r *checker.Report, l wording.Lang) string {
	name := filepath.Base(r.Source.Name) + l.Colon()
	if r.Err != nil {
		return name + l.InputSentence(r.Err) + "."
	}
	parts := []string{name + l.Verdict(r.Verdict) + ".", l.PageSentence(r.Pages) + "."}
	for _, level := range []checker.Level{checker.LevelAbsent, checker.LevelWeak, checker.LevelSee} {
		var list []string
		for _, c := range r.Criteria {
			if c.Level == level {
				list = append(list, c.Criterion.ID)
			}
		}
		if len(list) > 0 {
			parts = append(parts, l.Level(level)+l.Colon()+strings.Join(list, ", ")+".")
		}
	}
	return strings.Join(append(parts, l.Help()), " ")
}
