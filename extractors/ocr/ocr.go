// Package ocr reads the pages of a PDF that hold no text with tesseract, drawn by
// poppler's pdftoppm, where the machine has both. Each runs in a folder of its own
// and is ended when its time is over.
package ocr

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"prejury/extractors/document"
	"prejury/extractors/input"
	"prejury/internal/text"
)

// The reasons for which pages were not recognised, in the Arg of a not-recognised
// warning.
const (
	Absent = "absent" // tesseract or pdftoppm is not on this machine
	Slow   = "slow"   // no time left for the pages that the warning lists
	Failed = "failed" // one of them refused the pages
)

// The resolution at which pages are drawn, in dots per inch, and the seconds that one
// may take.
const (
	resolution = 200
	patience   = 40 * time.Second
)

// pageShare is the part of the time that a file may take which is left to the rest.
const pageShare = 4

// Read recognises the pages of doc that are marked no-text and puts their paragraphs
// where they belong, the pages being marked OCR. It reports whether the document has
// changed. What could not be done is said in a warning. The error is the context's.
func Read(ctx context.Context, src input.Source, doc *document.Document, limits input.Limits) (bool, error) {
	var pages []int
	for _, p := range doc.Pages {
		if p.Unreadable == document.WarnNoText {
			pages = append(pages, p.Number)
		}
	}
	if len(pages) == 0 {
		return false, nil
	}
	r := reader{draw: find("pdftoppm"), recognise: find("tesseract")}
	if r.draw == "" || r.recognise == "" {
		warn(doc, document.WarnNotRecognised, pages, Absent)
		return false, nil
	}
	limit := limits.OrDefault().Time
	timed, cancel := context.WithTimeout(ctx, limit-limit/pageShare)
	defer cancel()
	done, lost, err := r.readAll(timed, src.Data, doc, pages)
	if ctx.Err() != nil {
		return false, ctx.Err()
	}
	if len(lost) > 0 {
		reason := Failed
		if timed.Err() != nil || errors.Is(err, context.DeadlineExceeded) {
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

// reader holds the programs, and the folder in which they work.
type reader struct{ draw, recognise, dir, language string }

// readAll reads pages until the time is over, and gives those that were read and those
// that were not.
func (r *reader) readAll(ctx context.Context, data []byte, doc *document.Document, pages []int) (done, lost []int, err error) {
	dir, err := os.MkdirTemp("", "prejury-ocr-")
	if err != nil {
		return nil, pages, err
	}
	defer os.RemoveAll(dir)
	r.dir = dir
	if err := os.WriteFile(filepath.Join(dir, "in.pdf"), data, 0o600); err != nil {
		return nil, pages, err
	}
	r.language = r.languages(ctx)
	for i, page := range pages {
		if ctx.Err() != nil {
			return done, append(lost, pages[i:]...), ctx.Err()
		}
		s, failure := r.page(ctx, page)
		if failure != nil {
			lost, err = append(lost, page), failure
			continue
		}
		if insert(doc, page, Paragraphs(s)) {
			done = append(done, page)
		}
	}
	return done, lost, err
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

// page gives the text of one page.
func (r *reader) page(ctx context.Context, n int) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	at := strconv.Itoa(n)
	if _, err := r.run(ctx, r.draw, "-r", strconv.Itoa(resolution), "-gray", "-png", "-f", at, "-l", at, "-singlefile", "in.pdf", "page"); err != nil {
		return "", err
	}
	defer os.Remove(filepath.Join(r.dir, "page.png"))
	args := []string{"page.png", "-"}
	if r.language != "" {
		args = append(args, "-l", r.language)
	}
	return r.run(ctx, r.recognise, args...)
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

// Paragraphs splits what tesseract gives into paragraphs: blank lines part them, words
// cut at line ends are joined.
func Paragraphs(s string) []string {
	var out []string
	for part := range strings.SplitSeq(strings.NewReplacer("\r", "", "\f", "\n\n").Replace(s), "\n\n") {
		var b strings.Builder
		for l := range strings.Lines(part) {
			l = strings.Join(strings.Fields(text.Clean(l)), " ")
			switch before := b.String(); {
			case l == "":
			case before == "":
				b.WriteString(l)
			case cut(before, l):
				b.Reset()
				b.WriteString(strings.TrimSuffix(before, "-"))
				b.WriteString(l)
			default:
				b.WriteString(" " + l)
			}
		}
		if p := b.String(); strings.ContainsFunc(p, isLetterOrDigit) {
			out = append(out, p)
		}
	}
	return out
}

// cut reports whether a word is cut between two lines: a hyphen after a letter, and a
// small letter next.
func cut(before, next string) bool {
	head, ok := strings.CutSuffix(before, "-")
	return ok && head != "" && unicode.IsLetter(lastRune(head)) && next[0] >= 'a' && next[0] <= 'z'
}

// insert puts paragraphs on a page, after what stands on it and before the next page.
// It reports whether there was something to put.
func insert(doc *document.Document, page int, paragraphs []string) bool {
	if len(paragraphs) == 0 || page < 1 || page > len(doc.Pages) {
		return false
	}
	at := len(doc.Blocks)
	for i := range doc.Blocks {
		if doc.Blocks[i].Page > page {
			at = i
			break
		}
	}
	var blocks []document.Block
	p := &doc.Pages[page-1]
	var section []string
	if at > 0 {
		section = doc.Blocks[at-1].Section
	}
	known := map[string]bool{} // what the page has as text is in its picture too
	for i := range doc.Blocks {
		if b := &doc.Blocks[i]; b.Page == page {
			known[text.Fold(b.Text)] = true
		}
	}
	for _, s := range paragraphs {
		if known[text.Fold(s)] {
			continue
		}
		blocks = append(blocks, document.Block{Kind: document.Paragraph, Page: page, EndPage: page, Section: section, Text: s})
		p.Words += len(strings.Fields(s))
	}
	doc.Blocks = slices.Insert(doc.Blocks, at, blocks...)
	p.OCR, p.Unreadable = true, ""
	return true
}

func isLetterOrDigit(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}
