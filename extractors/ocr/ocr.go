// Package ocr reads the pages of a PDF that hold no text with tesseract, drawn by
// poppler's pdftoppm, where the machine has both. Each runs in a folder of its own
// and is ended when its time is over.
package ocr

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"

	"prejury/extractors/document"
	"prejury/extractors/input"
	"prejury/extractors/layout"
	"prejury/internal/text"
)

// The reasons for which pages were not recognised, in the Arg of a not-recognised
// warning.
const (
	Absent = "absent" // tesseract or pdftoppm is not on this machine
	Slow   = "slow"   // no time left for the pages that the warning lists
	Failed = "failed" // one of them refused the pages
)

// The resolution at which pages are drawn, in dots per inch, and the time that one may
// take.
const (
	resolution = 200
	patience   = 40 * time.Second
)

// The time for all pages, where none is set: several times what they take on a machine
// that does nothing else (1.5 s a page on one core).
const (
	startUp = 30 * time.Second
	perPage = 20 * time.Second
)

// Read recognises the pages of doc that are marked no-text, several at once, and puts
// what stands on them where it belongs, the pages being marked OCR. It reports whether
// the document has changed. What could not be done is said in a warning: when the time
// is over, what was read is kept. The error is the context's.
func Read(ctx context.Context, src input.Source, doc *document.Document, opts input.Options) (bool, error) {
	var pages []int
	for _, p := range doc.Pages {
		if p.Unreadable == document.WarnNoText {
			pages = append(pages, p.Number)
		}
	}
	if len(pages) == 0 {
		return false, nil
	}
	r := reader{draw: find("pdftoppm"), recognise: find("tesseract"), told: opts.Recognising}
	if r.draw == "" || r.recognise == "" {
		warn(doc, document.WarnNotRecognised, pages, Absent)
		return false, nil
	}
	r.beside = opts.Beside
	if r.beside <= 0 {
		r.beside = runtime.NumCPU()
	}
	r.beside = min(r.beside, len(pages))
	r.within = opts.Limits.Recognise
	if r.within <= 0 {
		r.within = startUp + perPage*time.Duration(len(pages))/time.Duration(r.beside)
	}
	timed, cancel := context.WithTimeout(ctx, r.within)
	defer cancel()
	read, failure := r.readAll(timed, src.Data, pages)
	if ctx.Err() != nil {
		return false, ctx.Err()
	}
	done := insert(doc, read)
	var lost []int
	for _, n := range pages {
		if read[n] == nil {
			lost = append(lost, n)
		}
	}
	if len(lost) > 0 {
		reason := Failed
		if timed.Err() != nil || errors.Is(failure, context.DeadlineExceeded) {
			reason = Slow
		}
		warn(doc, document.WarnNotRecognised, lost, reason)
	}
	if len(done) > 0 {
		warn(doc, document.WarnOCR, done, "")
	}
	return len(done) > 0, nil
}

func warn(doc *document.Document, code string, pages []int, arg string) {
	doc.Warnings = append(doc.Warnings, document.Warning{Code: code, Pages: pages, Arg: arg})
}

func find(program string) string {
	path, err := exec.LookPath(program)
	if err != nil {
		return ""
	}
	return path
}

// reader holds the programs, the folder in which they work, how many of them work at
// once, and for how long.
type reader struct {
	draw, recognise, dir, language string

	beside int
	within time.Duration
	told   func(input.Recognition)
}

// readAll reads pages until the time is over, and gives those that were read by their
// number. The error is the last that a page had.
func (r *reader) readAll(ctx context.Context, data []byte, pages []int) (map[int]*page, error) {
	dir, err := os.MkdirTemp("", "prejury-ocr-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	r.dir = dir
	if err := os.WriteFile(filepath.Join(dir, "in.pdf"), data, 0o600); err != nil {
		return nil, err
	}
	r.tell(0, len(pages))
	r.language = r.languages(ctx)
	read := map[int]*page{}
	var failure error
	var mu sync.Mutex
	done, next := 0, make(chan int)
	var wg sync.WaitGroup
	for range r.beside {
		wg.Go(func() {
			for n := range next {
				p, err := r.page(ctx, n)
				mu.Lock()
				if done++; err != nil {
					failure = err
				} else {
					read[n] = p
				}
				r.tell(done, len(pages))
				mu.Unlock()
			}
		})
	}
	for _, n := range pages {
		if ctx.Err() != nil {
			break
		}
		next <- n
	}
	close(next)
	wg.Wait()
	return read, failure
}

func (r *reader) tell(done, total int) {
	if r.told != nil {
		r.told(input.Recognition{Done: done, Total: total, Within: r.within})
	}
}

// languages gives French, with English where tesseract has both, and what tesseract
// takes by itself where it has neither.
func (r *reader) languages(ctx context.Context) string {
	out, err := r.run(ctx, r.recognise, "--list-langs")
	if err != nil {
		return ""
	}
	has := strings.Fields(out)
	var use []string
	for _, l := range []string{"fra", "eng"} {
		if slices.Contains(has, l) {
			use = append(use, l)
		}
	}
	return strings.Join(use, "+")
}

// page gives what stands on one page.
func (r *reader) page(ctx context.Context, n int) (*page, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	at := strconv.Itoa(n)
	name := "page" + at
	if _, err := r.run(ctx, r.draw, "-r", strconv.Itoa(resolution), "-gray", "-png", "-f", at, "-l", at, "-singlefile", "in.pdf", name); err != nil {
		return nil, err
	}
	defer os.Remove(filepath.Join(r.dir, name+".png"))
	args := []string{name + ".png", "-"}
	if r.language != "" {
		args = append(args, "-l", r.language)
	}
	out, err := r.run(ctx, r.recognise, append(args, "-c", "tessedit_create_hocr=1")...)
	if err != nil {
		return nil, err
	}
	p, err := scan(strings.NewReader(out), resolution)
	if err != nil {
		return nil, err
	}
	if drawing, err := os.ReadFile(filepath.Join(r.dir, name+".png")); err == nil {
		p.weigh(drawing, resolution)
	}
	return p, nil
}

func (r *reader) run(ctx context.Context, program string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Dir = r.dir
	cmd.Env = append(os.Environ(), "OMP_THREAD_LIMIT=1", "TMPDIR="+r.dir)
	cmd.WaitDelay = time.Second
	out, err := cmd.Output()
	if err != nil {
		if ctx.Err() != nil {
			err = ctx.Err()
		}
		return "", fmt.Errorf("%s: %w", filepath.Base(program), err)
	}
	return string(out), nil
}

// insert puts what was read on the pages of a document, in place of nothing or after
// what stands there, and gives the pages that have got text. A page that is read and
// holds nothing is blank. Headings and lists are kept where most of the document was
// recognised; a few pages are figures as a rule, whose large print leads nothing.
func insert(doc *document.Document, read map[int]*page) (done []int) {
	numbers := slices.Sorted(maps.Keys(read))
	var b layout.Builder
	b.Outline(doc.Outline)
	pages := slices.Collect(maps.Values(read))
	height := usual(pages)
	embolden(pages, resolution)
	for _, n := range numbers {
		b.Add(read[n].glyphs(n, height))
	}
	var found document.Document
	b.Finish(&found)
	structured := 2*len(numbers) >= len(doc.Pages)
	if structured {
		unhead(found.Blocks)
	}
	byPage := map[int][]document.Block{}
	for _, blk := range found.Blocks {
		if !structured && blk.Kind != document.Table {
			blk.Kind, blk.Level, blk.Section = document.Paragraph, 0, nil
		}
		blk.Box = document.Rect{} // of the drawing, not of the page
		byPage[blk.Page] = append(byPage[blk.Page], blk)
	}
	for i, n := range numbers {
		if n < 1 || n > len(doc.Pages) {
			continue
		}
		p := &doc.Pages[n-1]
		p.Unreadable = ""
		if put(doc, n, byPage[n]) {
			p.OCR = true
			done = append(done, n)
		}
		if p.Printed == "" {
			p.Printed = found.Pages[i].Printed
		}
	}
	return done
}

// put puts blocks on a page, after what stands on it and before the next page. It
// reports whether there was something to put.
func put(doc *document.Document, page int, blocks []document.Block) bool {
	at := len(doc.Blocks)
	for i := range doc.Blocks {
		if doc.Blocks[i].Page > page {
			at = i
			break
		}
	}
	var section []string
	if at > 0 {
		above := &doc.Blocks[at-1]
		section = above.Section
		if above.Kind == document.Heading {
			section = append(slices.Clone(section), above.Text)
		}
	}
	known := map[string]bool{} // what the page has as text is in its picture too
	for i := range doc.Blocks {
		if b := &doc.Blocks[i]; b.Page == page {
			known[text.Fold(b.Text)] = true
		}
	}
	var kept []document.Block
	for _, b := range blocks {
		if known[text.Fold(b.Text)] {
			continue
		}
		if len(b.Section) == 0 && b.Kind != document.Heading {
			b.Section = section
		}
		if b.InFlow() {
			doc.Pages[page-1].Words += len(strings.Fields(b.Text))
		}
		kept = append(kept, b)
	}
	doc.Blocks = slices.Insert(doc.Blocks, at, kept...)
	return len(kept) > 0
}

func isLetterOrDigit(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
