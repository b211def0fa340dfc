package docx

import (
	"context"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"testing"

	"prejury/extractors/document"
	"prejury/extractors/input"
)

// TestMeasurePages prints how page counts compare with those of the same files
// rendered: PREJURY_DOCX is a folder of .docx, PREJURY_RENDERED one of .pdf with
// the same names. It needs pdfinfo.
func TestMeasurePages(t *testing.T) {
	dir, rendered := os.Getenv("PREJURY_DOCX"), os.Getenv("PREJURY_RENDERED")
	if dir == "" || rendered == "" {
		t.Skip("PREJURY_DOCX and PREJURY_RENDERED are not set")
	}
	files, _ := filepath.Glob(filepath.Join(dir, "*.docx"))
	errs := map[document.Method][]float64{}
	inside := map[document.Method]int{}
	for _, file := range files {
		want := pdfPages(filepath.Join(rendered, strings.TrimSuffix(filepath.Base(file), ".docx")+".pdf"))
		data, err := os.ReadFile(file)
		if err != nil || want == 0 {
			continue
		}
		doc, err := Read(context.Background(), input.Source{Name: file, Data: data}, input.Options{})
		if err != nil {
			t.Errorf("%s: %v", file, err)
			continue
		}
		off := doc.Count.Total - want
		errs[doc.Count.Method] = append(errs[doc.Count.Method], math.Abs(float64(off))/float64(want))
		if abs := max(off, -off); abs <= doc.Count.Margin {
			inside[doc.Count.Method]++
		} else {
			t.Logf("%s: %d ±%d %s, rendered %d (%s)", filepath.Base(file), doc.Count.Total, doc.Count.Margin, doc.Count.Method, want, doc.Source.Producer)
		}
	}
	for m, e := range errs {
		sort.Float64s(e)
		within := func(x float64) int { return sort.SearchFloat64s(e, x+1e-9) }
		t.Logf("%s: %d files, exact %d, within 5 %% %d, within 10 %% %d, within the margin %d, worst %.2f", m, len(e), within(0), within(0.05), within(0.10), inside[m], e[len(e)-1])
	}
}

var pagesLine = regexp.MustCompile(`(?m)^Pages:\s+(\d+)`)

func pdfPages(file string) int {
	out, err := exec.Command("pdfinfo", file).Output()
	if m := pagesLine.FindSubmatch(out); err == nil && m != nil {
		n, _ := strconv.Atoi(string(m[1]))
		return n
	}
	return 0
}
