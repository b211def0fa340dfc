package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"prejury/checker"
	"prejury/checker/passages"
)

func TestPassagesOfDecisions(t *testing.T) {
	table := "Risque\tGravité\nPanne\t4"
	results := filepath.Join(t.TempDir(), "r.json")
	content := `{"schema":1,"reports":[{"criteria":[{"evidence":[{"excerpt":"Risque\tGravité\nPanne\t4 …","kind":"table","fingerprint":"f1"}]},
		{"evidence":[{"excerpt":"un point","kind":"list-item","fingerprint":"f2"}]}]}]}` + "\n" +
		`{"criteria":[{"evidence":[{"excerpt":"une phrase","kind":"paragraph","fingerprint":"f3"}]}]}`
	if err := os.WriteFile(results, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	seen := map[string]quoted{}
	if err := readQuoted(&app{}, results, seen); err != nil {
		t.Fatal(err)
	}
	d := func(criterion string, level checker.Level, fingerprint, excerpt string) checker.Decision {
		return checker.Decision{Criterion: criterion, Level: level, Who: "A. Roy", Candidate: "Lou", Fingerprint: fingerprint, Excerpt: excerpt}
	}
	list, without := passagesOf([]checker.Decision{
		d("C1.1", checker.LevelStrong, "f1", ""),
		d("C1.2", checker.LevelWeak, "f2", ""),
		d("C1.2", checker.LevelAbsent, "f3", ""),
		d("C1.2", checker.LevelStrong, "f3", ""), // another person disagrees
		d("C1.2", checker.LevelStrong, "f3", "une autre phrase"),
		d("C1.3", checker.LevelStrong, "gone", ""),
	}, seen)
	var out bytes.Buffer
	if err := writeLines(&out, list); err != nil {
		t.Fatal(err)
	}
	again, err := passages.Read(&out) // as rules eval does
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range again {
		level, counts := p.Expected(p.Criterion())
		got = append(got, fmt.Sprint(p.Criterion(), " ", p.Kind, " ", level, " ", counts, " ", p.Text))
	}
	want := []string{"C1.1 tableau fort true " + table, "C1.2 liste faible true un point", "C1.2 prose absent false une phrase", "C1.2 prose fort true une autre phrase"}
	if strings.Join(got, "|") != strings.Join(want, "|") || without != 1 {
		t.Errorf("%q, %d without", got, without)
	}
	if again[0].Family == "" || again[0].Family != again[1].Family || strings.Contains(again[0].Family, "Lou") || again[0].Author != "A. Roy" {
		t.Errorf("family %q, author %q", again[0].Family, again[0].Author)
	}
}
