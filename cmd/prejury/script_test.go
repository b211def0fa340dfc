package main

import (
	"archive/zip"
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"prejury/cmd/internal/terminal"
)

var update = flag.Bool("update", false, "write what the scripts expect")

// TestMain makes the test binary be prejury too, so that scripts run what users
// run, worker processes included.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"prejury": func() {
			ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
			defer stop()
			os.Exit(run(ctx, terminal.Standard(), os.Args[1:]))
		},
	})
}

func TestScripts(t *testing.T) {
	cache := t.TempDir() // the PDF engine is compiled once for all scripts
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		Condition:           foreign,
		Setup: func(env *testscript.Env) error {
			env.Setenv("PYTHON", python())
			env.Setenv("HOME", env.WorkDir)
			env.Setenv("XDG_CACHE_HOME", cache)
			fixtures, err := filepath.Abs("../../fixtures")
			env.Setenv("FIXTURES", fixtures)
			env.Setenv("DOCS", filepath.Join(filepath.Dir(fixtures), "docs"))
			return err
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"pdf":     makePDF,
			"docx":    makeDOCX,
			"cut":     cutFile,
			"exits":   exits,
			"lines":   countLines,
			"starts":  startsWith,
			"same":    sameLine,
			"zip":     makeZIP,
			"names":   listZIP,
			"results": countFiles,
			"follow":  follow,
		},
	})
}

// exits CODE COMMAND… runs a command that must end with a code.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND…")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	got := 0
	if e, ok := err.(interface{ ExitCode() int }); ok {
		got = e.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// lines N FILE checks the number of lines of a file.
func countLines(ts *testscript.TestScript, neg bool, args []string) {
	if got := strings.Count(ts.ReadFile(args[1]), "\n"); strconv.Itoa(got) != args[0] {
		ts.Fatalf("%s has %d lines, want %s", args[1], got, args[0])
	}
}

// results N FOLDER checks the number of files of a folder.
func countFiles(ts *testscript.TestScript, neg bool, args []string) {
	list, err := os.ReadDir(ts.MkAbs(args[1]))
	ts.Check(err)
	if strconv.Itoa(len(list)) != args[0] {
		ts.Fatalf("%s has %d files, want %s", args[1], len(list), args[0])
	}
}

// starts FILE TEXT checks how a file begins; TEXT is a Go string.
func startsWith(ts *testscript.TestScript, neg bool, args []string) {
	want, err := strconv.Unquote(`"` + args[1] + `"`)
	ts.Check(err)
	if got := ts.ReadFile(args[0]); strings.HasPrefix(got, want) == neg {
		ts.Fatalf("%s begins with %q", args[0], got[:min(len(got), 40)])
	}
}

// cut FILE N keeps the first N bytes of a file.
func cutFile(ts *testscript.TestScript, neg bool, args []string) {
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(ts.ReadFile(args[0])[:n]), 0o644))
}

// sourcePages reads a source text: pages are separated by lines of "---", and the
// line "*N" repeats the page above it until there are N pages.
func sourcePages(text string) [][]string {
	var pages [][]string
	for _, page := range strings.Split(strings.TrimSpace(text), "\n---\n") {
		lines := strings.Split(page, "\n")
		if n, ok := strings.CutPrefix(lines[len(lines)-1], "*"); ok {
			times, _ := strconv.Atoi(n)
			for len(pages) < times {
				pages = append(pages, lines[:len(lines)-1])
			}
			continue
		}
		pages = append(pages, lines)
	}
	return pages
}

// makePDF writes a PDF of a source text: lines that begin with "# " are large.
func makePDF(ts *testscript.TestScript, neg bool, args []string) {
	var b bytes.Buffer
	var offsets []int
	object := func(format string, a ...any) {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n", len(offsets))
		fmt.Fprintf(&b, format, a...)
		b.WriteString("\nendobj\n")
	}
	b.WriteString("%PDF-1.4\n")
	pages := sourcePages(ts.ReadFile(args[1]))
	var kids []string
	for i := range pages {
		kids = append(kids, fmt.Sprintf("%d 0 R", 4+2*i))
	}
	object("<< /Type /Catalog /Pages 2 0 R >>")
	object("<< /Type /Pages /Kids [%s] /Count %d >>", strings.Join(kids, " "), len(pages))
	object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
	for i, lines := range pages {
		object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>", 5+2*i)
		var s strings.Builder
		y := 780
		for _, line := range lines {
			size := 11
			if h, ok := strings.CutPrefix(line, "# "); ok {
				line, size = h, 20
			}
			fmt.Fprintf(&s, "BT /F1 %d Tf 70 %d Td (%s) Tj ET\n", size, y, latin1(line))
			y -= size + 5
		}
		object("<< /Length %d >>\nstream\n%s\nendstream", s.Len(), s.String())
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, xref)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), b.Bytes(), 0o644))
}

// latin1 writes a text as the body of a PDF string in WinAnsiEncoding.
func latin1(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '(' || r == ')' || r == '\\':
			b.WriteString("\\" + string(r))
		case r < 0x80:
			b.WriteRune(r)
		default:
			fmt.Fprintf(&b, "\\%03o", r&0xff)
		}
	}
	return b.String()
}

// makeDOCX writes a DOCX of a source text, a page break between pages.
func makeDOCX(ts *testscript.TestScript, neg bool, args []string) {
	escape := strings.NewReplacer("&", "&amp;", "<", "&lt;")
	var body strings.Builder
	for i, lines := range sourcePages(ts.ReadFile(args[1])) {
		if i > 0 {
			body.WriteString(`<w:p><w:r><w:br w:type="page"/></w:r></w:p>`)
		}
		for _, line := range lines {
			style := ""
			if h, ok := strings.CutPrefix(line, "# "); ok {
				line, style = h, `<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>`
			}
			fmt.Fprintf(&body, `<w:p>%s<w:r><w:t xml:space="preserve">%s</w:t></w:r></w:p>`, style, escape.Replace(line))
		}
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, part := range [][2]string{
		{"[Content_Types].xml", `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`},
		{"_rels/.rels", `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`},
		{"word/_rels/document.xml.rels", `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>`},
		{"word/document.xml", `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>` + body.String() + `<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>`},
	} {
		w, err := z.Create(part[0])
		ts.Check(err)
		w.Write([]byte(part[1]))
	}
	ts.Check(z.Close())
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), out.Bytes(), 0o644))
}
