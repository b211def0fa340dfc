package main

import (
	"bytes"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"prejury/checker"
	"prejury/checker/batch"
	"prejury/cmd/internal/render"
	"prejury/cmd/internal/whole"
)

// reportsSuffix ends the name of the folder of the pages of a deposit's reports.
const reportsSuffix = "-rapports"

func reportsFolder(page string) string {
	return strings.TrimSuffix(page, filepath.Ext(page)) + reportsSuffix
}

// writePages writes the page of each report, and gives their addresses as seen from
// beside their folder.
func writePages(a *app, b *render.Batch, dir string, opts render.Options) (func(int) string, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, written(a, dir, err)
	}
	names := pageNames(b.Plan)
	opts.From = dir
	for i := range b.Plan.Rows {
		if b.Plan.Rows[i].File == nil {
			continue
		}
		r, err := b.Report(i)
		if err != nil {
			return nil, err
		}
		path := filepath.Join(dir, names[i])
		if err := writeFile(path, func(w io.Writer) error { return render.HTML(w, []*checker.Report{r}, opts) }); err != nil {
			return nil, written(a, path, err)
		}
	}
	if err := sweepPages(a, dir, names); err != nil {
		return nil, written(a, dir, err)
	}
	base := filepath.Base(dir)
	return func(i int) string {
		if names[i] == "" {
			return ""
		}
		return (&url.URL{Path: base + "/" + names[i]}).String()
	}, nil
}

// nameShown is how much of a candidate's name stands in that of a page, in bytes: file
// systems take 255 for the whole.
const nameShown = 80

// pageNames gives the file of each row's page: whose it is and for what. No two are the
// same; rows without a file have "".
func pageNames(plan *batch.Plan) []string {
	names := make([]string, len(plan.Rows))
	seen := map[string]int{} // pages by what their name would be, and the names that are taken
	for i, r := range plan.Rows {
		if r.File == nil {
			continue
		}
		base := strings.ReplaceAll(batch.Fold(r.Candidate), " ", "-")
		if len(base) > nameShown {
			base = strings.ToValidUTF8(base[:nameShown], "")
		}
		base += "-" + r.Modality.ID
		name := base
		for seen[name] > 0 {
			seen[base]++
			name = fmt.Sprintf("%s-%d", base, seen[base])
		}
		seen[name]++
		names[i] = name + ".html"
	}
	return names
}

// sweepPages removes the pages that an earlier run wrote of reports that are no longer
// in the deposit, and says how many. What is not a page of ours stays.
func sweepPages(a *app, dir string, names []string) error {
	whole.Sweep(dir, time.Now())
	list, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	gone := 0
	for _, e := range list {
		path := filepath.Join(dir, e.Name())
		if !e.Type().IsRegular() || slices.Contains(names, e.Name()) || !ourPage(path) {
			continue
		}
		if err := os.Remove(path); err != nil {
			return err
		}
		gone++
	}
	if gone > 0 {
		l := a.lang
		a.notice(l.Count(gone, l.Of("page retirée", "page removed"), l.Of("pages retirées", "pages removed")) + l.Sayf(" de %s : le rapport n'est plus dans le dépôt", " from %s: the report is no longer in the deposit", dir))
	}
	return nil
}

// ourPage reports whether a file says in its head that it is a page of prejury's.
func ourPage(path string) bool {
	if filepath.Ext(path) != ".html" {
		return false
	}
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	head := make([]byte, 1024)
	n, _ := io.ReadFull(f, head)
	return bytes.Contains(head[:n], []byte(render.Generator))
}
