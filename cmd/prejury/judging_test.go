package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"prejury/checker"
	"prejury/cmd/internal/terminal"
	"prejury/cmd/internal/wording"
	"prejury/rules"
)

func TestFilesOfDecisionsSayWhatIsWrong(t *testing.T) {
	pack, err := rules.LoadBuiltin()
	if err != nil {
		t.Fatal(err)
	}
	a := &app{&terminal.Streams{}, wording.FR}
	path := filepath.Join(t.TempDir(), "d.yaml")
	for _, c := range []struct{ name, content, want string }{
		{"good", "candidate: Lou\nmodality: c3-c7\ndecisions:\n  - {criterion: c3.2, level: fort, who: A. Roy, until: 2026-12-31}\n", ""},
		{"empty", "", ""},
		{"a key that is not known", "decisions:\n  - {criterion: C3.2, niveau: fort}\n", "d.yaml, ligne 2 : unknown field"},
		{"not YAML", "decisions: [", "d.yaml"},
		{"a criterion that is not there", "decisions:\n  - {criterion: C3.9, level: fort}\n", "d.yaml : critère inconnu « C3.9 »"},
		{"a level that nobody settles", "decisions:\n  - {criterion: C3.2, level: jury}\n", "d.yaml, décision sur C3.2, level : « jury » inconnu"},
		{"a modality that is not there", "modality: C99\ndecisions:\n  - {criterion: C3.2, level: fort}\n", "d.yaml : modalité inconnue « C99 »"},
	} {
		if err := os.WriteFile(path, []byte(c.content), 0o600); err != nil {
			t.Fatal(err)
		}
		list, err := readDecisionFile(a, pack, path)
		var u *usageError
		switch {
		case c.want == "" && err != nil, c.want != "" && (!errors.As(err, &u) || !strings.Contains(err.Error(), c.want)):
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		case c.name == "good" && (len(list) != 1 || list[0].Criterion != "C3.2" || list[0].Modality != "C3-C7" || list[0].Candidate != "Lou" || list[0].Until.Day() != 31):
			t.Errorf("%+v", list)
		}
	}
}

// FuzzParseYAML: files of decisions and of accommodations are read or refused with
// their name.
func FuzzParseYAML(f *testing.F) {
	f.Add([]byte("candidate: Lou\ndecisions:\n  - {criterion: C3.2, level: fort, until: 2026-12-31}\n"))
	f.Add([]byte("reference: D-12\nexempt: [C10.5]\npages: {min: 30, max: 40}\n"))
	f.Add([]byte("decisions: [*a, &a {<<: *a}]"))
	a := &app{&terminal.Streams{}, wording.FR}
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, into := range []any{&decisionsFile{}, &checker.Accommodation{}} {
			if err := parseYAML(a, "d.yaml", data, into); err != nil && !strings.HasPrefix(err.Error(), "d.yaml") {
				t.Errorf("%v names no file", err)
			}
		}
	})
}
