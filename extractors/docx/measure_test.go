package docx

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"
	"testing"

	"prejury/extractors/document"
	"prejury/extractors/input"
	"prejury/extractors/office"
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
	figures := map[string]*figure{}
	for _, file := range files {
		want := pdfPages(filepath.Join(rendered, strings.TrimSuffix(filepath.Base(file), ".docx")+".pdf"))
		data, err := os.ReadFile(file)
		if err != nil || want == 0 {
			continue
		}
		r, said, err := load(context.Background(), data, input.DefaultLimits())
		if err != nil {
			t.Logf("%s: %v", filepath.Base(file), err)
			continue
		}
		c, _ := office.Paginate(&r.flow, said)
		note := func(kind string, c document.PageCount) {
			if figures[kind] == nil {
				figures[kind] = &figure{}
			}
			if f := figures[kind]; !f.add(c, want) {
				t.Logf("%s: %s %d ±%d, rendered %d (%s)", filepath.Base(file), kind, c.Total, c.Margin, want, r.doc.Source.Producer)
			}
		}
		note(string(c.Method), c)
		withoutMarks(r.flow.Nodes)
		c, _ = office.Paginate(&r.flow, office.Declared{Pages: -1})
		note("model alone", c)
		if want >= 8 {
			note("model alone, 8 pages and more", c)
		}
	}
	for kind, f := range figures {
		t.Logf("%s: %s", kind, f)
	}
}

// withoutMarks removes what the word processor left of its own pages.
func withoutMarks(nodes []office.Node) {
	for i := range nodes {
		if p := nodes[i].Para; p != nil {
			p.Breaks = slices.DeleteFunc(p.Breaks, func(b office.Break) bool { return b.Kind == office.Rendered })
			continue
		}
		for _, row := range nodes[i].Table.Rows {
			for _, c := range row.Cells {
				withoutMarks(c.Nodes)
			}
		}
	}
}

// figure sums up how far counts are from the rendering.
type figure struct {
	errs   []float64
	inside int
}

func (f *figure) add(c document.PageCount, want int) bool {
	off := max(c.Total-want, want-c.Total)
	f.errs = append(f.errs, float64(off)/float64(want))
	if off <= c.Margin {
		f.inside++
	}
	return off <= c.Margin
}

func (f *figure) String() string {
	sort.Float64s(f.errs)
	within := func(x float64) int { return sort.SearchFloat64s(f.errs, x+1e-9) }
	n := len(f.errs)
	return fmt.Sprintf("%d files, exact %d, within 5 %% %d, within 10 %% %d, within the margin %d, nine in ten under %.3f, worst %.2f", n, within(0), within(0.05), within(0.10), f.inside, f.errs[n*9/10], f.errs[n-1])
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
