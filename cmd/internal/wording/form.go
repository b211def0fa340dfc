package wording

import (
	"strings"

	"prejury/checker"
	"prejury/checker/form"
)

// formCheck is how a check of form is called, and what it says when something is amiss.
type formCheck struct{ name, warn pair }

// forms are the checks of form.
var forms = map[string]formCheck{
	form.TitlePage: {
		pair{"page de garde", "title page"},
		pair{"la première page n'est pas une page de garde (titre, auteur, date)", "the first page is no title page (title, author, date)"},
	},
	form.Contents: {
		pair{"sommaire", "contents list"},
		pair{"pas de sommaire trouvé", "no contents list found"},
	},
	form.Entries: {
		pair{"parties annoncées", "announced parts"},
		pair{"le sommaire annonce ce qui n'a pas été trouvé dans le rapport", "the contents announce what was not found in the report"},
	},
	form.PageNumbers: {
		pair{"numéros de page", "page numbers"},
		pair{"les pages ne sont pas numérotées", "the pages are not numbered"},
	},
	form.Captions: {
		pair{"légendes", "captions"},
		pair{"le texte renvoie à ce qui n'a pas de légende", "the text refers to what has no caption"},
	},
}

// formShown is how many items a sentence on form lists.
const formShown = 4

// Form is a check of form in one sentence.
func (l Lang) Form(f checker.FormCheck) string {
	c, ok := forms[f.ID]
	if !ok {
		return f.ID
	}
	var s string
	switch f.Verdict {
	case checker.FormOK:
		return l.pick(c.name)
	case checker.FormUnknown:
		return l.pick(c.name) + l.Colon() + l.Of("à voir à l'œil", "for you to look at")
	default:
		s = l.pick(c.warn)
	}
	if f.Page > 0 {
		s = l.PageList([]int{f.Page}) + l.Colon() + s
	}
	var items []string
	for _, w := range f.Words {
		items = append(items, l.Quote(strings.ReplaceAll(w, "\n", " ")))
	}
	for _, a := range f.Args {
		if n, ok := strings.CutPrefix(a, form.Table); ok {
			items = append(items, l.Of("tableau ", "table ")+n)
		} else {
			items = append(items, "figure "+strings.TrimPrefix(a, form.Figure))
		}
	}
	if len(items) > formShown {
		items = append(items[:formShown], "…")
	}
	if len(items) > 0 {
		s += l.Colon() + strings.Join(items, ", ")
	}
	return s
}

// FormInOrder names in one line the checks of form with nothing amiss, and those that
// could not be made; "" without checks.
func (l Lang) FormInOrder(list []checker.FormCheck) string {
	var good, open []string
	for _, f := range list {
		switch name := l.pick(forms[f.ID].name); f.Verdict {
		case checker.FormOK:
			good = append(good, name)
		case checker.FormUnknown:
			open = append(open, name)
		}
	}
	var parts []string
	if len(good) > 0 {
		parts = append(parts, l.Of("en ordre", "in order")+l.Colon()+strings.Join(good, ", "))
	}
	if len(open) > 0 {
		parts = append(parts, l.Of("à voir à l'œil", "for you to look at")+l.Colon()+strings.Join(open, ", "))
	}
	if len(parts) == 0 {
		return ""
	}
	return l.Of("forme, ", "form, ") + strings.Join(parts, l.Semicolon())
}
