package main

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"prejury/cmd/internal/terminal"
	"prejury/cmd/internal/wording"
)

// notSettings are the flags of check and batch that a file of settings rightly does not
// hold, and why.
var notSettings = map[string]string{
	"accommodations": "of one candidate",
	"exempt":         "of one candidate",
	"members":        "of one group",
	"decisions":      "what persons settled is not to come with a deposit",
	"manifest":       "of one deposit",
	"body":           "of one report",
	"password-file":  "a secret",
	"output":         "where to write",
	"feedback":       "where to write",
	"state":          "where to write",
	"cache-dir":      "where to write",
	"date":           "of one run",
	"plan":           "of one run",
	"restart":        "of one run",
	"shard":          "of one machine",
	"config":         "names the file itself",
	"no-config":      "of one run",
	"help":           "of one run",
	"lang":           "known before any file is read",
}

// TestSettingsAreFlags compares what a file of settings may hold with what check and
// batch take.
func TestSettingsAreFlags(t *testing.T) {
	var out bytes.Buffer
	root := newRootCmd(&app{&terminal.Streams{Out: &out, Err: &out, Width: 80}, wording.FR})
	flags := settable(root)
	for _, key := range configKeys {
		if flags[key] == nil {
			t.Errorf("setting %q is no flag", key)
		}
		if notSettings[key] != "" {
			t.Errorf("%q is a setting and is said not to be", key)
		}
	}
	for name := range flags {
		if !slices.Contains(configKeys, name) && notSettings[name] == "" {
			t.Errorf("flag --%s is no setting, and nothing says why", name)
		}
	}
	for name := range notSettings {
		if flags[name] == nil && root.PersistentFlags().Lookup(name) == nil {
			t.Errorf("%q is no flag of check or batch", name)
		}
	}
	for _, name := range configPaths {
		if !slices.Contains(configKeys, name) {
			t.Errorf("%q is a path and no setting", name)
		}
	}
	if !slices.IsSorted(configKeys) {
		t.Error("settings are shown out of order")
	}
	root.SetArgs([]string{"config", t.TempDir()})
	if err := root.Execute(); err != nil {
		t.Fatal(err)
	}
	for _, key := range configKeys {
		if !strings.Contains(out.String(), " "+key+" ") {
			t.Errorf("prejury config does not show %s", key)
		}
	}
}

// What a file of settings gives a flag: lists of lists are refused before they are
// written out, since each level of aliases multiplies what a line stands for.
func TestFlagValue(t *testing.T) {
	for _, c := range []struct {
		yaml, want string
		ok         bool
	}{
		{"format: html", "html", true},
		{"format: [html, xlsx]", "html,xlsx", true},
		{"format: []", "", true},
		{"workers: 4", "4", true},
		{"no-cache: true", "true", true},
		{"format: {html: xlsx}", "", false},
		{"format: null", "", false},
		{"format: [html, [xlsx]]", "", false},
		{"format: [&a [x, x], *a]", "", false},
	} {
		var items yaml.MapSlice
		if err := yaml.Unmarshal([]byte(c.yaml), &items); err != nil || len(items) != 1 {
			t.Fatalf("%s: %v, %v", c.yaml, items, err)
		}
		if got, ok := flagValue(items[0].Value); got != c.want || ok != c.ok {
			t.Errorf("%s: %q, %t, want %q, %t", c.yaml, got, ok, c.want, c.ok)
		}
	}
}
