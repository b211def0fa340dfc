package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"prejury/cmd/internal/render"
	"prejury/rules"
)

// configName is the file of settings, looked up from the folder of the first file
// upwards.
const configName = ".prejury.yaml"

// configBytes bounds a file of settings.
const configBytes = 1 << 20

// configKeys are the settings that a file may hold: each is the flag of the same
// name. What speaks of one candidate, holds a password or says where to write is
// never taken from a file that may have come with a deposit.
var configKeys = []string{
	"blocks", "convention", "fail-on", "format", "modality", "naming", "no-cache", "no-color", "no-excerpts", "no-state", "ocr",
	"pack", "pdf-engine", "render", "time-limit", "topics", "trame", "workers",
}

// configPaths are the settings that name a file, from the folder of the settings.
var configPaths = []string{"pack", "topics", "trame"}

// config is one file of settings.
type config struct {
	path   string
	values map[string]string
}

// findConfig gives the file of settings that holds for a place, nil when there is
// none.
func findConfig(a *app, place string) (*config, error) {
	dir, err := filepath.Abs(place)
	if err != nil {
		return nil, nil
	}
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		dir = filepath.Dir(dir)
	}
	for {
		path := filepath.Join(dir, configName)
		info, err := os.Stat(path)
		if err == nil && info.Mode().IsRegular() {
			return readConfig(a, path)
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, fs.ErrPermission) {
			return nil, cannotRead(a, path, err)
		}
		up := filepath.Dir(dir)
		if up == dir {
			return nil, nil
		}
		dir = up
	}
}

// readConfig reads a file of settings; keys that are not known are refused.
func readConfig(a *app, path string) (*config, error) {
	if info, err := os.Stat(path); err == nil && info.Size() > configBytes {
		return nil, &usageError{a.lang.Sayf("%s est trop gros pour des réglages", "%s is too big for settings", path), ""}
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, cannotRead(a, path, err)
	}
	c := &config{path: path, values: map[string]string{}}
	if len(bytes.TrimSpace(data)) == 0 {
		return c, nil
	}
	var items yaml.MapSlice
	if err := yaml.Unmarshal(data, &items); err != nil {
		line := ""
		var ye yaml.Error
		message := err.Error()
		if errors.As(err, &ye) {
			message = ye.GetMessage()
			if t := ye.GetToken(); t != nil {
				line = a.lang.Sayf(", ligne %d", ", line %d", t.Position.Line)
			}
		}
		return nil, &usageError{path + line + a.lang.Colon() + message, ""}
	}
	for _, item := range items {
		key := fmt.Sprint(item.Key)
		if !slices.Contains(configKeys, key) {
			return nil, unknownKey(a, path, key)
		}
		value, ok := flagValue(item.Value)
		if !ok {
			return nil, &usageError{a.lang.Sayf("%s : %s attend une valeur", "%s: %s expects a value", path, key), ""}
		}
		if slices.Contains(configPaths, key) && value != "" && !filepath.IsAbs(value) {
			value = filepath.Join(filepath.Dir(path), value)
		}
		c.values[key] = value
	}
	return c, nil
}

func unknownKey(a *app, path, key string) error {
	return &usageError{
		a.lang.Sayf("%s : réglage inconnu « %s » (le plus proche : %s)", "%s: unknown setting “%s” (the nearest: %s)", path, key, rules.Nearest(key, configKeys)),
		a.lang.Of("Les réglages : ", "The settings: ") + strings.Join(configKeys, ", "),
	}
}

// flagValue gives a value as a flag takes it: the items of a list are joined by commas.
// A list of lists is refused: by aliases, a few lines of YAML may stand for gigabytes.
func flagValue(v any) (string, bool) {
	list, ok := v.([]any)
	if !ok {
		return scalar(v)
	}
	parts := make([]string, len(list))
	for i, x := range list {
		if parts[i], ok = scalar(x); !ok {
			return "", false
		}
	}
	return strings.Join(parts, ","), true
}

// scalar gives the text of a value that is neither a list nor a map.
func scalar(v any) (string, bool) {
	switch v.(type) {
	case string, bool, int, int64, uint64, float64:
		return fmt.Sprint(v), true
	}
	return "", false
}

// withConfig makes a command take its settings from the file that holds for its
// first argument, where no flag says otherwise.
//
// at is the place of that file among the arguments. The flags named by but are not those
// of check and batch, of which they only have the name: no setting is for them.
func withConfig(a *app, cmd *cobra.Command, at int, but ...string) *cobra.Command {
	path := cmd.Flags().String("config", "", a.lang.Of("`fichier` de réglages (sinon .prejury.yaml, du dossier du premier fichier en remontant)", "`file` of settings (else .prejury.yaml, from the first file's folder upwards)"))
	none := cmd.Flags().Bool("no-config", false, a.lang.Of("sans fichier de réglages", "without a file of settings"))
	run := cmd.RunE
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		c, err := configFor(a, *path, *none, args[min(at, len(args)):])
		if err != nil {
			return err
		}
		if c != nil {
			a.notice(a.lang.Of("réglages de ", "settings of ") + c.path)
			if err := c.apply(a, cmd.Flags(), but); err != nil {
				return err
			}
		}
		return run(cmd, args)
	}
	return cmd
}

func configFor(a *app, path string, none bool, args []string) (*config, error) {
	switch {
	case none:
		return nil, nil
	case path != "":
		return readConfig(a, path)
	case len(args) == 0:
		return findConfig(a, ".")
	}
	return findConfig(a, args[0])
}

// apply sets the flags that the command has and that the user did not set, but for some.
func (c *config) apply(a *app, flags *pflag.FlagSet, but []string) error {
	for _, key := range configKeys {
		value, ok := c.values[key]
		f := flags.Lookup(key)
		if !ok || f == nil || f.Changed || slices.Contains(but, key) {
			continue
		}
		if o := flags.Lookup("output"); key == "format" && (o == nil || !o.Changed) {
			continue // what is shown on the standard output is asked for by hand
		}
		if err := f.Value.Set(value); err != nil {
			return &usageError{a.lang.Sayf("%s : %s : valeur « %s » refusée", "%s: %s: value “%s” refused", c.path, key, value), ""}
		}
	}
	return nil
}

// settable are the flags of the commands that settings are for.
func settable(root *cobra.Command) map[string]*pflag.Flag {
	all := map[string]*pflag.Flag{}
	for _, sub := range root.Commands() {
		if sub.Name() == "check" || sub.Name() == "batch" {
			sub.Flags().VisitAll(func(f *pflag.Flag) { all[f.Name] = f })
		}
	}
	return all
}

func newConfigCmd(a *app) *cobra.Command {
	l := a.lang
	var path string
	cmd := &cobra.Command{
		Use:   l.Of("config [FICHIER|DOSSIER]", "config [FILE|FOLDER]"),
		Short: l.Of("Les réglages en vigueur, et d'où ils viennent", "The settings in force, and where they come from"),
		Long: l.Of(
			`Montre les réglages qui vaudraient pour un fichier ou un dossier : ceux de
.prejury.yaml, cherché dans son dossier puis en remontant, sinon les valeurs par
défaut. Chaque réglage est aussi une option du même nom, qui l'emporte.`,
			`Shows the settings that would hold for a file or a folder: those of .prejury.yaml,
looked up in its folder and upwards, else the defaults. Each setting is also an option
of the same name, which prevails.`),
		Example: l.Of("  prejury config\n  prejury config depots/\n\n  # .prejury.yaml\n  convention: sans-annexes\n  fail-on: absent\n  format: [html, xlsx]",
			"  prejury config\n  prejury config deposits/\n\n  # .prejury.yaml\n  convention: sans-annexes\n  fail-on: absent\n  format: [html, xlsx]"),
		Args: between(l, 0, 1),
		RunE: func(cmd *cobra.Command, args []string) error { return runConfig(a, cmd, path, args) },
	}
	cmd.Flags().StringVar(&path, "config", "", l.Of("`fichier` de réglages à montrer", "`file` of settings to show"))
	return cmd
}

func runConfig(a *app, cmd *cobra.Command, path string, args []string) error {
	l := a.lang
	c, err := configFor(a, path, false, args)
	if err != nil {
		return err
	}
	defaults := map[string]string{}
	for name, f := range settable(cmd.Root()) {
		if value, ok := defaultOf(f); ok {
			defaults[name] = value
		}
	}
	if c == nil {
		fmt.Fprintln(a.Out, l.Of("Aucun fichier "+configName+" : valeurs par défaut.", "No "+configName+": defaults."))
		c = &config{}
	} else {
		fmt.Fprintln(a.Out, l.Of("Réglages de ", "Settings of ")+c.path)
	}
	g := render.NewGrid(a.Out, max(a.Width, 60), false, 12, 0, 16)
	g.Header(l.Of("Réglage", "Setting"), l.Of("Valeur", "Value"), l.Of("Vient de", "Comes from"))
	for _, key := range configKeys {
		value, from := defaults[key], l.Of("défaut", "default")
		if v, ok := c.values[key]; ok {
			value, from = v, configName
		}
		if value == "" {
			value = "—"
		}
		g.Row(nil, key, value, from)
	}
	g.Close()
	return nil
}
