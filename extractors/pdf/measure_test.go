package pdf

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"prejury/extractors/document"
	"prejury/extractors/input"
	"prejury/extractors/worker"
)

const childArg = "serve-as-child"

// TestMain is also the child in which measured files are read: some are made to
// loop or to exhaust memory.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == childArg {
		if worker.Serve(os.Stdin, os.Stdout, Read) != nil {
			os.Exit(1)
		}
		os.Exit(0)
	}
	code := m.Run()
	if sharedCache != "" {
		os.RemoveAll(sharedCache)
	}
	os.Exit(code)
}

// TestAgainstPoppler measures the engines on a folder of real files, against
// pdfinfo (pages) and pdftotext (bag of words, hyphens joined, NFKC folded):
//
//	PREJURY_PDF_DIR=/folder go test ./extractors/pdf -run Poppler -v
//
// PREJURY_PDF_ENGINE limits it to one engine; PREJURY_PDF_RECALL is the least
// median of recall and precision, 0.98 by default for pdfium and 0.95 for go.
func TestAgainstPoppler(t *testing.T) {
	dir := os.Getenv("PREJURY_PDF_DIR")
	if dir == "" {
		t.Skip("PREJURY_PDF_DIR is not set")
	}
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("no pdftotext here")
	}
	files, _ := filepath.Glob(filepath.Join(dir, "*.pdf"))
	if len(files) == 0 {
		t.Fatalf("no PDF in %s", dir)
	}
	for _, e := range []struct {
		name  string
		least float64
	}{{"pdfium", 0.98}, {"go", 0.95}, {"fast", 0.98}} {
		if only := os.Getenv("PREJURY_PDF_ENGINE"); only != "" && only != e.name {
			continue
		}
		t.Run(e.name, func(t *testing.T) { measure(t, files, e.name, e.least) })
	}
}

func measure(t *testing.T, files []string, engine string, least float64) {
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	pool := worker.New([]string{exe, childArg}, 1)
	defer pool.Close()
	var recall, precision []float64
	pages, opened, same, refused, bad := 0, 0, 0, 0, 0
	var spent time.Duration
	for _, f := range files {
		want := popplerPages(f)
		if want > 0 {
			opened++
		}
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		doc, err := pool.Read(t.Context(), input.Source{Name: f, Data: data}, input.Options{Engine: engine, CacheDir: cacheDir(t), Limits: input.Limits{Time: 20 * time.Second}})
		took := time.Since(start)
		spent += took
		switch code := input.CodeOf(err); code {
		case "":
		case input.Crashed, input.TooSlow, input.TooHungry:
			t.Logf("%s: %v", filepath.Base(f), err)
			bad++
		}
		if err != nil {
			if want > 0 {
				refused++
				t.Logf("%s: refused: %v", filepath.Base(f), err)
			}
			continue
		}
		if took > 5*time.Second {
			t.Logf("%s: took %v", filepath.Base(f), took)
		}
		if want == 0 {
			continue
		}
		pages += doc.Count.Total
		if doc.Count.Total == want {
			same++
		} else {
			t.Logf("%s: %d pages, pdfinfo says %d", filepath.Base(f), doc.Count.Total, want)
		}
		r, p, n := bags(f, doc)
		if n < 50 {
			continue
		}
		recall, precision = append(recall, r), append(precision, p)
		if r < 0.97 || p < 0.97 {
			t.Logf("%s: recall %.3f precision %.3f of %d words, %s", filepath.Base(f), r, p, n, doc.Source.Producer)
		}
	}
	slices.Sort(recall)
	slices.Sort(precision)
	t.Logf("%s: %d files, %d that pdfinfo opens: same pages %d, refused %d; stopped or crashed %d", engine, len(files), opened, same, refused, bad)
	t.Logf("words: recall median %.4f p10 %.4f, precision median %.4f p10 %.4f, over %d files with text",
		at(recall, 0.5), at(recall, 0.1), at(precision, 0.5), at(precision, 0.1), len(recall))
	t.Logf("%d pages in %.1f s: %.0f pages/s", pages, spent.Seconds(), float64(pages)/spent.Seconds())
	if s := os.Getenv("PREJURY_PDF_RECALL"); s != "" {
		least, _ = strconv.ParseFloat(s, 64)
	}
	if at(recall, 0.5) < least || at(precision, 0.5) < least {
		t.Errorf("median under %.2f", least)
	}
}

var sharedCache string

// cacheDir is one folder for all tests of a run, or PREJURY_CACHE_DIR.
func cacheDir(t testing.TB) string {
	if d := os.Getenv("PREJURY_CACHE_DIR"); d != "" {
		return d
	}
	if sharedCache == "" {
		d, err := os.MkdirTemp("", "prejury-test-cache")
		if err != nil {
			t.Fatal(err)
		}
		sharedCache = d
	}
	return sharedCache
}

// poppler runs one of its tools, for ten seconds at most: some files are bombs.
func poppler(args ...string) []byte {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	out, _ := exec.CommandContext(ctx, args[0], args[1:]...).Output()
	return out
}

func popplerPages(f string) int {
	out := poppler("pdfinfo", f)
	for l := range strings.Lines(string(out)) {
		if s, ok := strings.CutPrefix(l, "Pages:"); ok {
			n, _ := strconv.Atoi(strings.TrimSpace(s))
			return n
		}
	}
	return 0
}

func at(sorted []float64, q float64) float64 {
	if len(sorted) == 0 {
		return 0
	}
	return sorted[min(int(q*float64(len(sorted))), len(sorted)-1)]
}

// bags compares the words of all blocks, headers and hidden ones included, with
// pdftotext's.
func bags(f string, doc *document.Document) (recall, precision float64, n int) {
	out := poppler("pdftotext", "-enc", "UTF-8", f, "-")
	want := bag(string(out))
	var b bytes.Buffer
	for i := range doc.Blocks {
		b.WriteString(doc.Blocks[i].Text)
		b.WriteByte('\n')
	}
	got := bag(b.String())
	common, nw, ng := 0, 0, 0
	for w, k := range want {
		nw += k
		common += min(k, got[w])
	}
	for _, k := range got {
		ng += k
	}
	if nw == 0 || ng == 0 {
		return 0, 0, 0
	}
	if os.Getenv("PREJURY_PDF_WORDS") != "" {
		differences(want, got)
	}
	return float64(common) / float64(nw), float64(common) / float64(ng), nw
}

func differences(want, got map[string]int) {
	show := func(title string, a, b map[string]int) {
		var ws []string
		for w, k := range a {
			if k > b[w] {
				ws = append(ws, w+"×"+strconv.Itoa(k-b[w]))
			}
		}
		slices.Sort(ws)
		println(title, strings.Join(ws[:min(len(ws), 150)], " "))
	}
	show("missing:", want, got)
	show("added:", got, want)
}

func bag(s string) map[string]int {
	s = norm.NFKC.String(s)
	s = strings.ReplaceAll(s, "-\n", "")
	s = strings.ReplaceAll(s, "\u00ad", "")
	m := map[string]int{}
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		m[strings.ToLower(w)]++
	}
	return m
}
