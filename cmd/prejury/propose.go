package main

import (
	"bufio"
	"fmt"
	"strconv"
	"strings"

	"prejury/checker"
	"prejury/cmd/internal/render"
	"prejury/extractors/document"
	"prejury/internal/text"
	"prejury/rules"
)

// proposals is how many modalities are shown to choose from.
const proposals = 3

// chooseModality proposes the modality that a report fits best: it asks on a
// terminal, and takes the best with a notice elsewhere.
func chooseModality(a *app, engine *checker.Engine, doc *document.Document) (*rules.Modality, error) {
	l := a.lang
	fits := engine.Propose(doc)
	if len(fits) == 0 {
		return nil, &usageError{l.Of("aucune modalité ne convient : dire laquelle avec -m", "no modality fits: say which with -m"), ""}
	}
	if !a.InTTY || !a.ErrTTY {
		a.notice(doc.Source.Name + l.Colon() + l.Of("modalité proposée ", "proposed modality ") + fits[0].Modality.ID + l.Of(", -m pour en choisir une autre ; ", ", -m to choose another; ") + l.Fit(fits[0], engine.Pack()))
		return fits[0].Modality, nil
	}
	fmt.Fprintln(a.Err, text.Visible(doc.Source.Name)+l.Colon()+l.Of("quelle modalité ?", "which modality?"))
	for i, f := range fits[:min(proposals, len(fits))] {
		fmt.Fprintf(a.Err, "  %d. %s · %s\n", i+1, f.Modality.ID, f.Modality.Title.In(string(l)))
		fmt.Fprintln(a.Err, render.Indent("     ", l.Fit(f, engine.Pack()), a.Width))
	}
	in := bufio.NewReader(a.In)
	for {
		fmt.Fprintf(a.Err, l.Of("Modalité [%s] : ", "Modality [%s]: "), fits[0].Modality.ID)
		line, err := in.ReadString('\n')
		answer := strings.TrimSpace(line)
		switch {
		case answer == "" && err == nil:
			return fits[0].Modality, nil
		case err != nil && answer == "":
			return nil, quiet(exitUsage)
		}
		if len(answer) == 1 && answer[0] >= '1' && int(answer[0]-'1') < min(proposals, len(fits)) {
			return fits[answer[0]-'1'].Modality, nil
		}
		if _, err := strconv.Atoi(answer); err == nil {
			fmt.Fprintln(a.Err, l.Sayf("Répondre par un numéro de 1 à %d, ou par une modalité", "Answer with a number from 1 to %d, or with a modality", min(proposals, len(fits))))
			continue
		}
		m, err := modalityNamed(a, engine.Pack(), answer)
		if err == nil {
			return m, nil
		}
		report(a.Streams, l, err)
	}
}
