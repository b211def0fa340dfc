// Package render lays office files out with LibreOffice, where the machine has
// it, to know their pages exactly.
//
// LibreOffice runs in a folder of its own, with a profile of its own that forbids
// macros and links, without network where the system allows it, and is ended with
// all that it started when its time is over.
package render

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"prejury/extractors/document"
	"prejury/extractors/input"
	"prejury/extractors/pdf"
)

// The reasons for which there is no rendering. They stand in the Arg of a
// not-rendered warning.
var (
	errAbsent = errors.New("absent") // no LibreOffice on this machine
	errSlow   = errors.New("slow")   // longer than its time
	errFailed = errors.New("failed") // LibreOffice refused the file or fell
)

// rendering is a file as LibreOffice laid it out: the text of each page.
type rendering struct {
	Pages []string
	Count int // of pages; Pages may be fewer where the limits cut them
}

// reason gives the word for a not-rendered warning.
func reason(err error) string {
	for _, known := range []error{errAbsent, errSlow} {
		if errors.Is(err, known) {
			return known.Error()
		}
	}
	return errFailed.Error()
}

// layOut renders a file whose name would end in ext (".docx", ".odt"). It takes at
// most three quarters of the time that the limits give to a file. The caller has
// checked the archive.
func layOut(ctx context.Context, data []byte, ext string, opts input.Options) (*rendering, error) {
	program := find()
	if program == "" {
		return nil, errAbsent
	}
	dir, err := os.MkdirTemp("", "prejury-render-")
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errFailed, err)
	}
	defer os.RemoveAll(dir)
	limits := opts.Limits.OrDefault()
	timed, cancel := context.WithTimeout(ctx, limits.Time*3/4)
	defer cancel()
	out, err := convert(timed, program, dir, data, ext)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case timed.Err() != nil:
		return nil, errSlow
	case err != nil:
		return nil, fmt.Errorf("%w: %w", errFailed, err)
	}
	opts.OCR, opts.Render, opts.Password = false, false, ""
	doc, err := pdf.Read(ctx, input.Source{Data: out}, opts)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errFailed, err)
	}
	return &rendering{Pages: pageTexts(doc), Count: doc.Count.Total}, nil
}

// convert writes the file, runs LibreOffice and reads the PDF that it made.
func convert(ctx context.Context, program, dir string, data []byte, ext string) ([]byte, error) {
	profile, in, out := filepath.Join(dir, "profile"), filepath.Join(dir, "in"+ext), filepath.Join(dir, "out")
	if err := errors.Join(writeProfile(profile), os.WriteFile(in, data, 0o600), os.Mkdir(out, 0o700)); err != nil {
		return nil, err
	}
	args := []string{"-env:UserInstallation=" + fileURL(profile), "--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck", "--nofirststartwizard",
		"--convert-to", "pdf:writer_pdf_Export", "--outdir", out, in}
	err := run(ctx, program, dir, args, true)
	if err != nil && ctx.Err() == nil {
		err = run(ctx, program, dir, args, false) // the system does not let us cut the network
	}
	if err != nil {
		return nil, err
	}
	b, err := os.ReadFile(filepath.Join(out, "in.pdf"))
	if err != nil {
		return nil, errors.New("no PDF made")
	}
	return b, nil
}

// run runs LibreOffice once. alone asks the system to take the network away.
func run(ctx context.Context, program, dir string, args []string, alone bool) error {
	// The program dies with the thread that started it (see isolate).
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Dir = dir
	// A proxy where no one listens, for systems where the network cannot be cut.
	cmd.Env = append(os.Environ(), "HOME="+dir, "TMPDIR="+dir, "SAL_USE_VCLPLUGIN=svp", "http_proxy=http://127.0.0.1:9", "https_proxy=http://127.0.0.1:9", "ftp_proxy=http://127.0.0.1:9", "no_proxy=")
	isolate(cmd, alone)
	cmd.Cancel = func() error { return kill(cmd) }
	cmd.WaitDelay = 5 * time.Second
	err := cmd.Run()
	if cmd.Process != nil {
		kill(cmd) // what it may have left behind
	}
	return err
}

// pageTexts gives the text of each page of the rendering. The second half of a
// block that goes over a page's end is on the other page.
func pageTexts(doc *document.Document) []string {
	pages := make([]strings.Builder, len(doc.Pages))
	put := func(page int, s string) {
		if page >= 1 && page <= len(pages) {
			pages[page-1].WriteString(s)
			pages[page-1].WriteByte('\n')
		}
	}
	for _, b := range doc.Blocks {
		if b.Kind == document.Header || b.Kind == document.Footer {
			continue
		}
		if b.EndPage > b.Page {
			words := strings.Fields(b.Text)
			put(b.Page, strings.Join(words[:len(words)/2], " "))
			put(b.EndPage, strings.Join(words[len(words)/2:], " "))
			continue
		}
		put(b.Page, b.Text)
	}
	texts := make([]string, len(pages))
	for i := range pages {
		texts[i] = pages[i].String()
	}
	return texts
}

// find gives LibreOffice's program, "" when there is none.
func find() string {
	for _, name := range []string{"soffice", "libreoffice"} {
		if p, err := exec.LookPath(name); err == nil {
			return p
		}
	}
	var usual []string
	switch runtime.GOOS {
	case "darwin":
		usual = []string{"/Applications/LibreOffice.app/Contents/MacOS/soffice"}
	case "windows":
		usual = []string{`C:\Program Files\LibreOffice\program\soffice.exe`, `C:\Program Files (x86)\LibreOffice\program\soffice.exe`}
	default:
		usual = []string{"/usr/lib/libreoffice/program/soffice", "/opt/libreoffice/program/soffice"}
	}
	for _, p := range usual {
		if st, err := os.Stat(p); err == nil && !st.IsDir() {
			return p
		}
	}
	return ""
}

func fileURL(path string) string {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path
	}
	return "file://" + strings.ReplaceAll(path, " ", "%20")
}
