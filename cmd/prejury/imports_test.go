package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
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

// TestDependenciesAreExplained asks a line of docs/dependencies.md for every module
// that go.mod requires directly.
func TestDependenciesAreExplained(t *testing.T) {
	mod, err := os.ReadFile("../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	doc, err := os.ReadFile("../../docs/dependencies.md")
	if err != nil {
		t.Fatal(err)
	}
	read := 0
	for _, line := range strings.Split(string(mod), "\n") {
		fields := strings.Fields(line)
		if len(fields) != 2 || fields[0] == "go" || fields[0] == "module" || fields[1] == "(" || strings.HasPrefix(fields[0], "//") {
			continue // a directive, a bracket, or what others require
		}
		name := fields[0]
		if fields[0] == "tool" {
			name = strings.TrimSuffix(fields[1], "/cmd/staticcheck")
		}
		read++
		name = strings.TrimPrefix(strings.TrimPrefix(name, "github.com/"), "codeberg.org/")
		if !strings.Contains(string(doc), "`"+name+"`") {
			t.Errorf("%s has no line in docs/dependencies.md", name)
		}
	}
	if read < 15 {
		t.Errorf("%d dependencies read", read)
	}
}
