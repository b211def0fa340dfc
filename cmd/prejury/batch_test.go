package main

import (
	"archive/zip"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/rogpeppe/go-internal/testscript"
)

// same ALONE BATCH FILE checks that the line of a batch that speaks of a file is that
// of the file checked alone, but for whose it is.
func sameLine(ts *testscript.TestScript, neg bool, args []string) {
	line := func(name string) map[string]any {
		for _, l := range strings.Split(ts.ReadFile(name), "\n") {
			var v map[string]any
			if l != "" {
				ts.Check(json.Unmarshal([]byte(l), &v))
			}
			if v["file"] == args[2] {
				return v
			}
		}
		ts.Fatalf("%s does not speak of %s", name, args[2])
		return nil
	}
	alone, row := line(args[0]), line(args[1])
	if row["deposit"] == nil {
		ts.Fatalf("the row does not say whose it is")
	}
	delete(row, "deposit")
	if reflect.DeepEqual(alone, row) == neg {
		ts.Fatalf("alone and in the batch:\n%v\n%v", alone, row)
	}
}

// zip ARCHIVE FOLDER packs a folder.
func makeZIP(ts *testscript.TestScript, neg bool, args []string) {
	out, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	defer out.Close()
	z := zip.NewWriter(out)
	root := ts.MkAbs(args[1])
	ts.Check(filepath.WalkDir(root, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		rel, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		w, err := z.Create(filepath.ToSlash(rel))
		if err != nil {
			return err
		}
		data, err := os.ReadFile(name)
		if err == nil {
			_, err = w.Write(data)
		}
		return err
	}))
	ts.Check(z.Close())
}

// names ARCHIVE lists what an archive holds, on the standard output.
func listZIP(ts *testscript.TestScript, neg bool, args []string) {
	z, err := zip.OpenReader(ts.MkAbs(args[0]))
	ts.Check(err)
	defer z.Close()
	for _, f := range z.File {
		ts.Stdout().Write([]byte(f.Name + "\n"))
	}
}

// follow PAGE plan|all runs what a page of the documentation shows, in order: each
// command, and the manifest that it says to write. Any end but wrong usage will do:
// the reports are what they are. With plan, only the commands that read nothing.
func follow(ts *testscript.TestScript, neg bool, args []string) {
	data, err := os.ReadFile(args[0])
	ts.Check(err)
	ran, manifest := 0, ""
	for _, line := range append(strings.Split(string(data), "\n"), "") {
		code, ok := strings.CutPrefix(line, "    ")
		code = strings.TrimSpace(code)
		if ok && (strings.HasPrefix(code, "candidat;") || manifest != "" && strings.Contains(code, ";")) {
			manifest += code + "\n"
			continue
		}
		if manifest != "" {
			ts.Check(os.WriteFile(ts.MkAbs("depots.csv"), []byte(manifest), 0o644))
			manifest = ""
		}
		if !ok || !strings.HasPrefix(code, "prejury ") || args[1] == "plan" && !strings.Contains(code, "--plan") {
			continue
		}
		ran++
		fields := strings.Fields(code)
		err := ts.Exec(fields[0], fields[1:]...)
		if e, ok := err.(interface{ ExitCode() int }); ok && e.ExitCode() != 2 {
			continue
		}
		if err != nil {
			ts.Fatalf("%s: %v", code, err)
		}
	}
	if ran == 0 {
		ts.Fatalf("%s shows no command", args[0])
	}
}

// TestExamplesAreYAML reads what the examples of CI say.
func TestExamplesAreYAML(t *testing.T) {
	list, err := filepath.Glob("../../docs/examples/*.y*ml")
	if err != nil || len(list) < 3 {
		t.Fatalf("%v, %v", list, err)
	}
	for _, name := range list {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var v map[string]any
		if err := yaml.Unmarshal(data, &v); err != nil || len(v) < 3 {
			t.Errorf("%s: %v", name, err)
		}
	}
}
