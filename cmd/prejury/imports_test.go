package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// fences say which of our packages those under a folder may import, the longest
// folder first. Nothing stands for none of them.
var fences = []struct {
	under string
	may   []string
}{
	{"extractors/document", nil},
	{"extractors", []string{"extractors", "internal"}},
	{"internal", nil},
	{"rules", []string{"rules", "internal"}},
	{"checker", []string{"checker", "extractors", "rules", "internal"}},
	{"cmd/internal", []string{"cmd/internal", "checker", "extractors", "rules", "internal"}},
	{"cmd/prejury", []string{"cmd/internal", "checker", "extractors", "rules", "internal"}},
}

// TestImportsRunOneWay holds what docs/architecture.md says of packages.
func TestImportsRunOneWay(t *testing.T) {
	root, read := filepath.Join("..", ".."), 0
	for _, top := range []string{"cmd", "checker", "extractors", "internal", "rules"} {
		err := filepath.WalkDir(filepath.Join(root, top), func(name string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
				return err
			}
			rel, err := filepath.Rel(root, name)
			if err != nil {
				return err
			}
			file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
			if err != nil {
				return err
			}
			read++
			for _, im := range file.Imports {
				of, _ := strconv.Unquote(im.Path.Value)
				if of, ours := strings.CutPrefix(of, "prejury/"); ours && !mayImport(filepath.ToSlash(rel), of) {
					t.Errorf("%s may not import %s", rel, of)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if read < 100 {
		t.Errorf("%d files read", read)
	}
	if mayImport("rules/load.go", "extractors/document") || mayImport("extractors/document/a.go", "internal/text") || !mayImport("checker/check.go", "rules") {
		t.Error("the fences do not hold")
	}
}

func mayImport(file, of string) bool {
	for _, f := range fences {
		if !strings.HasPrefix(file, f.under+"/") {
			continue
		}
		for _, m := range f.may {
			if of == m || strings.HasPrefix(of, m+"/") {
				return true
			}
		}
		return path.Dir(file) == of
	}
	return false
}
