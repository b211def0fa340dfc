package main

import (
	"archive/zip"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"

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
