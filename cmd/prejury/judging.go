package main

import (
	"context"
	"errors"
	"os"
	"strings"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/spf13/cobra"

	"prejury/checker"
	"prejury/cmd/internal/reading"
	"prejury/rules"
)

// judgingOptions say how reports are judged.
type judgingOptions struct {
	convention     string
	members        []string
	exempt         []string
	accommodations string
	decisions      string
	topics         string
	trame          string
	noExcerpts     bool
	date           string
}

func conventionNames() []string {
	var names []string
	for _, c := range checker.Conventions {
		names = append(names, string(c))
	}
	return names
}

func (o *judgingOptions) register(a *app, cmd *cobra.Command) {
	l, f := a.lang, cmd.Flags()
	o.registerCommon(a, cmd)
	f.StringSliceVar(&o.members, "members", nil, l.Of("`noms` des membres du groupe, pour CT.2 : \"Alix Roy,Sami Ben\"", "`names` of the group's members, for CT.2: \"Alix Roy,Sami Ben\""))
	f.StringSliceVar(&o.exempt, "exempt", nil, l.Of("`critères` exemptés par le jury : C10.5,C22.2", "`criteria` exempted by the jury: C10.5,C22.2"))
	f.StringVar(&o.accommodations, "accommodations", "", l.Of("`fichier` YAML d'aménagements : reference, exempt, pages", "YAML `file` of accommodations: reference, exempt, pages"))
}

func (o *judgingOptions) registerDecisions(a *app, cmd *cobra.Command) {
	cmd.Flags().StringVar(&o.decisions, "decisions", "", a.lang.Of("`fichier` YAML de ce qu'une personne a tranché, ou dossier de tels fichiers", "YAML `file` of what a person settled, or folder of such files"))
}

// registerCommon registers what holds for any number of reports, whoever wrote them.
func (o *judgingOptions) registerCommon(a *app, cmd *cobra.Command) {
	l, f := a.lang, cmd.Flags()
	f.StringVar(&o.convention, "convention", string(checker.WithoutAnnexes), l.Of("`pages` qui comptent : ", "`pages` that count: ")+strings.Join(conventionNames(), ", "))
	f.StringVar(&o.topics, "topics", "", l.Of("`fichier` des points imposés (C22.1), un par ligne", "`file` of the imposed points (C22.1), one a line"))
	f.StringVar(&o.trame, "trame", "", l.Of("`fichier` de la trame de l'école, retirée avant la pesée", "`file` of the school's template, subtracted before weighing"))
	f.BoolVar(&o.noExcerpts, "no-excerpts", false, l.Of("aucun texte du candidat dans le résultat", "no text of the candidate in the result"))
	f.StringVar(&o.date, "date", "", l.Of("`jour` imprimé, AAAA-MM-JJ (sinon aujourd'hui)", "`day` printed, YYYY-MM-DD (else today)"))
}

// judging turns options into those of the engine, reading the files that they
// name.
func (o *judgingOptions) judging(ctx context.Context, a *app, pack *rules.Pack, reader *reading.Reader) (checker.Options, error) {
	out := checker.Options{Convention: checker.Convention(o.convention), NoExcerpts: o.noExcerpts, Date: time.Now()}
	if err := oneOf(a.lang, "convention", o.convention, conventionNames()); err != nil {
		return out, err
	}
	for _, m := range o.members {
		if m = strings.TrimSpace(m); m != "" {
			out.Members = append(out.Members, m)
		}
	}
	var err error
	if o.date != "" {
		if out.Date, err = dayOf(a, o.date); err != nil {
			return out, err
		}
	}
	if out.Accommodation, err = o.accommodation(a, pack); err != nil {
		return out, err
	}
	if o.topics != "" {
		data, err := os.ReadFile(o.topics)
		if err != nil {
			return out, cannotRead(a, o.topics, err)
		}
		for _, line := range strings.Split(string(data), "\n") {
			if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
				out.Topics = append(out.Topics, line)
			}
		}
	}
	if o.trame != "" {
		if out.Trame, _, err = reader.Read(ctx, o.trame); err != nil {
			return out, unreadable(a, o.trame, err)
		}
	}
	return out, nil
}

func (o *judgingOptions) accommodation(a *app, pack *rules.Pack) (*checker.Accommodation, error) {
	if len(o.exempt) == 0 && o.accommodations == "" {
		return nil, nil
	}
	acc := &checker.Accommodation{}
	if o.accommodations != "" {
		if err := readAccommodation(a, o.accommodations, acc); err != nil {
			return nil, err
		}
	}
	acc.Exempt = append(acc.Exempt, o.exempt...)
	return acc, knownCriteria(a, pack, acc)
}

// knownCriteria puts the criteria of an accommodation as the pack writes them.
func knownCriteria(a *app, pack *rules.Pack, acc *checker.Accommodation) error {
	for i, id := range acc.Exempt {
		c, err := criterionNamed(a, pack, id)
		if err != nil {
			return err
		}
		acc.Exempt[i] = c.ID
	}
	return nil
}

// readAccommodation reads a file of accommodations.
func readAccommodation(a *app, name string, into *checker.Accommodation) error {
	if err := readYAML(a, name, into); err != nil {
		return err
	}
	if p := into.Pages; p != nil && (p.Min < 1 || p.Max != 0 && p.Max < p.Min) {
		return &usageError{a.lang.Sayf("%s : pages %d–%d refusées", "%s: pages %d–%d refused", name, p.Min, p.Max), ""}
	}
	return nil
}

// criterionNamed gives a criterion by its id, in any case.
func criterionNamed(a *app, pack *rules.Pack, id string) (*rules.Criterion, error) {
	upper := strings.ToUpper(strings.TrimSpace(id))
	if c := pack.Criterion(upper); c != nil {
		return c, nil
	}
	var known []string
	for _, c := range pack.Criteria {
		known = append(known, c.ID)
	}
	return nil, &usageError{
		a.lang.Sayf("critère inconnu « %s » (le plus proche : %s)", "unknown criterion “%s” (the nearest: %s)", id, rules.Nearest(upper, known)),
		a.lang.Of("La liste : prejury criteria", "The list: prejury criteria"),
	}
}

// readYAML reads a small file strictly: unknown keys are refused.
func readYAML(a *app, name string, into any) error {
	data, err := os.ReadFile(name)
	if err != nil {
		return cannotRead(a, name, err)
	}
	return parseYAML(a, name, data, into)
}

// parseYAML reads the content of a small file; the error names the file and, where it
// has one, the line.
func parseYAML(a *app, name string, data []byte, into any) error {
	if err := yaml.UnmarshalWithOptions(data, into, yaml.Strict()); err != nil {
		var ye yaml.Error
		where := name
		message := err.Error()
		if errors.As(err, &ye) {
			message = ye.GetMessage()
			if t := ye.GetToken(); t != nil {
				where = a.lang.Sayf("%s, ligne %d", "%s, line %d", name, t.Position.Line)
			}
		}
		return &usageError{where + a.lang.Colon() + message, ""}
	}
	return nil
}
