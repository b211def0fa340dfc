package batch

import (
	"archive/zip"
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"prejury/extractors/archive"
	"prejury/extractors/archive/ziptest"
	"prejury/extractors/input"
)

func packed(t *testing.T, dir string, entries map[string]string) string {
	t.Helper()
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for name, content := range entries {
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, NonUTF8: strings.Contains(name, "\x82")})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(content)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "depot.zip")
	if err := os.WriteFile(path, buf.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestArchivesAreReadInPlace holds what is read of an archive, what is refused, and
// why.
func TestArchivesAreReadInPlace(t *testing.T) {
	dir := t.TempDir()
	packed(t, dir, map[string]string{
		"Roy/a.pdf": "one", "Zo\x82.docx": "two", "../../etc/x.pdf": "out", "in.zip": "PK", "__MACOSX/a.pdf": "", "Roy/.DS_Store": "",
		"note.txt": "", "bomb.pdf": strings.Repeat("0", 20<<20), "big.pdf": strings.Repeat("01", 20<<20),
	})
	if err := os.WriteFile(filepath.Join(dir, "broken.zip"), []byte("PK\x03\x04"), 0o600); err != nil {
		t.Fatal(err)
	}
	d, err := Open(context.Background(), []string{dir}, input.Limits{FileBytes: 30 << 20}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if err := d.Digest(context.Background()); err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, f := range d.Files {
		data, err := d.Load(f)
		got[f.Rel] = string(data)
		if err != nil {
			got[f.Rel] = "! " + string(err.Code) + " " + err.Detail
		}
	}
	for _, f := range d.Refused {
		got[filepath.Base(f.Name)] = "refused " + string(f.Err.Code) + " " + f.Err.Detail
	}
	for name, want := range map[string]string{
		"Roy/a.pdf": "one", "Zoé.docx": "two", "bomb.pdf": "! hostile ratio", "big.pdf": "! too-big ", "x.pdf": "refused hostile name",
		"in.zip": "refused hostile nesting", "broken.zip": "refused damaged ",
	} {
		if got[name] != want {
			t.Errorf("%s: %.40q, want %q", name, got[name], want)
		}
		delete(got, name)
	}
	if len(got) > 0 {
		t.Errorf("and %v", got)
	}
	if len(d.Passed) != 1 || d.Passed[0].Rel != "note.txt" {
		t.Errorf("passed over: %+v", d.Passed)
	}
}

// An archive whose entries share their bytes is refused before any is inflated.
func TestOverlappingArchivesAreRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "depot.zip")
	if err := os.WriteFile(path, ziptest.Overlap(ziptest.Build("Roy.pdf", "same text", "Ben.pdf", "same text")), 0o600); err != nil {
		t.Fatal(err)
	}
	d, err := Open(context.Background(), []string{path}, input.Limits{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if len(d.Files) != 0 || len(d.Refused) != 1 || d.Refused[0].Err.Detail != archive.DetailOverlap {
		t.Errorf("files %v, refused %+v", d.Files, d.Refused)
	}
}

// TestChangedFilesAreNotTaken holds that bytes are those of the digest under which
// their result is kept.
func TestChangedFilesAreNotTaken(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(path, []byte("one"), 0o600); err != nil {
		t.Fatal(err)
	}
	d, err := Open(context.Background(), []string{path}, input.Limits{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if err := d.Digest(context.Background()); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte("two"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Load(d.Files[0]); err == nil || err.Detail != "changed" {
		t.Errorf("%v", err)
	}
}
