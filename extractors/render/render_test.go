package render

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"prejury/extractors/document"
	"prejury/extractors/input"
)

// flatODT is a text of three pages as LibreOffice reads it from one XML file.
const flatODT = `<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:automatic-styles><style:style style:name="P1" style:family="paragraph"><style:paragraph-properties fo:break-before="page"/></style:style></office:automatic-styles>
<office:body><office:text><text:p>Première page du rapport</text:p><text:p text:style-name="P1">Deuxième page du rapport</text:p><text:p text:style-name="P1">Troisième page du rapport</text:p></office:text></office:body></office:document>`

func TestLayout(t *testing.T) {
	if find() == "" {
		t.Skip("LibreOffice is not on this machine")
	}
	got, err := layOut(context.Background(), []byte(flatODT), ".fodt", input.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got.Count != 3 || len(got.Pages) != 3 {
		t.Fatalf("%d pages, %d texts, want 3", got.Count, len(got.Pages))
	}
	for i, want := range []string{"Première", "Deuxième", "Troisième"} {
		if !strings.Contains(got.Pages[i], want) {
			t.Errorf("page %d is %q, want %s", i+1, got.Pages[i], want)
		}
	}
}

func TestLayoutAbsent(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	if find() != "" {
		t.Skip("LibreOffice is installed outside the path")
	}
	if _, err := layOut(context.Background(), nil, ".docx", input.Options{}); !errors.Is(err, errAbsent) || reason(err) != "absent" {
		t.Errorf("error %v", err)
	}
}

func TestLayoutEnded(t *testing.T) {
	if find() == "" {
		t.Skip("LibreOffice is not on this machine")
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := layOut(ctx, []byte(flatODT), ".fodt", input.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want the context's", err)
	}
}

func TestRunWithoutNetwork(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("networks are cut on Linux only")
	}
	sh, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("no sh")
	}
	dir := t.TempDir()
	if err := run(context.Background(), sh, dir, []string{"-c", "true"}, true); err != nil {
		t.Skipf("namespaces are not allowed here: %v", err)
	}
	out := filepath.Join(dir, "net")
	if err := run(context.Background(), sh, dir, []string{"-c", "cat /proc/self/net/dev /proc/net/dev > " + out + " 2>/dev/null || cat /proc/net/dev > " + out}, true); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	for _, card := range []string{"eth", "ens", "enp", "wlan"} {
		if strings.Contains(string(b), card) {
			t.Errorf("the program sees a network card:\n%s", b)
		}
	}
}

func TestPageTexts(t *testing.T) {
	doc := &document.Document{Pages: []document.Page{{Number: 1}, {Number: 2}}, Blocks: []document.Block{
		{Kind: document.Header, Page: 1, EndPage: 1, Text: "en-tête"},
		{Kind: document.Paragraph, Page: 1, EndPage: 2, Text: "un deux trois quatre"},
		{Kind: document.Paragraph, Page: 2, EndPage: 2, Text: "cinq"},
		{Kind: document.Paragraph, Page: 9, EndPage: 9, Text: "hors"},
	}}
	got := pageTexts(doc)
	if len(got) != 2 || got[0] != "un deux\n" || got[1] != "trois quatre\ncinq\n" {
		t.Errorf("%q", got)
	}
}

func TestProfileForbids(t *testing.T) {
	dir := t.TempDir()
	if err := writeProfile(dir); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(filepath.Join(dir, "user", "registrymodifications.xcu"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"DisableMacrosExecution", "BlockUntrustedRefererLinks", "MacroSecurityLevel"} {
		if !strings.Contains(string(b), name) {
			t.Errorf("the profile does not set %s", name)
		}
	}
}
