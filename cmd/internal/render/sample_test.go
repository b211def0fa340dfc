package render

import (
	"time"

	"prejury/checker"
	"prejury/checker/form"
	"prejury/cmd/internal/wording"
	"prejury/extractors/document"
	"prejury/extractors/input"
	"prejury/extractors/zones"
	"prejury/rules"
)

func both(fr, en string) rules.Text { return rules.Text{FR: fr, EN: en} }

var sampleModality = &rules.Modality{
	ID: "C3-C7", Title: both("Stratégie d'organisation industrielle", "Industrial organisation strategy"), Pages: &rules.Limit{Min: 40, Max: 50},
	OralJudged: both("qualité du support, temps imparti", "quality of the slides, allotted time"),
}

func criterion(id, fr, en string) *rules.Criterion {
	return &rules.Criterion{
		ID: id, Competence: id[:2], Label: both(fr, en), Assessable: rules.ByText,
		Missing: both("aucune analyse trouvée", "no analysis found"),
		Advice:  both("Montrez l'analyse sur le cas de l'entreprise, avec ses sources.", "Show the analysis on the company's case, with its sources."),
	}
}

// sample holds every level, two evidences with marks, a table's excerpt, elements,
// a warning, a picture, and text that would break a careless format.
func sample() *checker.Report {
	tools := criterion("C3.2", "Outils d'analyse et sources cités", "Analysis tools and sources cited")
	elements := []rules.Element{{ID: "outils", Label: both("outils", "tools")}, {ID: "sources", Label: both("sources", "sources")}}
	table := "Forces\tFaiblesses\nAtelier récent | <b>2021</b>\t=SOMME(A1)"
	return &checker.Report{
		Source:   document.Source{Name: "dépôts/rapport: final.pdf", Format: document.PDF, SHA256: "ab12", Title: "Rapport", Producer: "LibreOffice"},
		Modality: sampleModality,
		Pages: checker.Pages{
			Count:  document.PageCount{Total: 47, Method: document.Exact},
			Counts: map[checker.Convention]int{checker.AllPages: 47, checker.WithoutAnnexes: 44, checker.BodyOnly: 40}, Counted: 44,
			Convention: checker.WithoutAnnexes, Limit: sampleModality.Pages, Verdict: checker.PagesOK,
		},
		Zones: []document.ZoneSpan{
			{Zone: document.Cover, First: 1, Last: 1, Why: document.Reason{Code: zones.WhyFirstPage}, Sure: true},
			{Zone: document.Contents, First: 2, Last: 3, Why: document.Reason{Code: zones.WhyLines}, Sure: true},
			{Zone: document.Body, First: 4, Last: 44, Why: document.Reason{Code: zones.WhyHeading, Arg: "Introduction"}, Sure: true},
			{Zone: document.Annexes, First: 45, Last: 47, Why: document.Reason{Code: zones.WhyHeading, Arg: "Annexe A"}},
		},
		Form: []checker.FormCheck{
			{ID: form.TitlePage, Verdict: checker.FormOK, Page: 1}, {ID: form.Contents, Verdict: checker.FormOK, Page: 2},
			{ID: form.Entries, Verdict: checker.FormWarn, Page: 2, Words: []string{"Annexe B : <plan> | 2021"}},
			{ID: form.PageNumbers, Verdict: checker.FormUnknown}, {ID: form.Captions, Verdict: checker.FormWarn, Page: 9, Args: []string{"f9", "t2.1"}},
		},
		Searched: []document.Zone{document.Front, document.Body, document.Annexes},
		Warnings: []document.Warning{{Code: document.WarnNoText, Pages: []int{12, 13, 14, 20}}, {Code: document.WarnHiddenText, Pages: []int{3}, Arg: "120"}},
		Criteria: []checker.Result{
			{
				Criterion: criterion("C3.1", "Périmètre, contexte et enjeux", "Scope, context and stakes"), Level: checker.LevelStrong,
				Reliability: &rules.Reliability{Precision: 0.91, Recall: 0.84, N: 120},
				Evidence: []checker.Evidence{{
					Page: 6, Printed: "4", Section: "1 Introduction › 1.1 Périmètre", Zone: document.Body, Kind: document.Paragraph, Level: rules.Strong,
					Excerpt: "Le périmètre couvre la ligne 3 & ses deux presses.", Marks: []checker.Mark{{Start: 3, End: 14}, {Start: 25, End: 32}},
					Signs:       []checker.Sign{{ID: "about", Words: "périmètre"}, {ID: "$ligne", Label: both("ligne de production", "production line"), Words: "ligne 3"}},
					Fingerprint: "f1",
				}},
			},
			{
				Criterion: withElements(tools, elements), Level: checker.LevelWeak, Reason: document.Reason{Code: checker.ReasonElements, Arg: "sources"},
				Elements: []checker.ElementFound{{Element: &elements[0], Found: true, Page: 14}, {Element: &elements[1]}},
				Evidence: []checker.Evidence{{
					Page: 14, Section: "2 Diagnostic", Zone: document.Body, Kind: document.Table, Level: rules.Weak, Excerpt: table, Marks: []checker.Mark{{Start: 0, End: 6}},
					Signs: []checker.Sign{{ID: "#swot"}}, Against: []checker.Sign{{ID: "!annonce", Words: "nous présenterons"}}, Fingerprint: "f2",
				}},
			},
			{Criterion: criterion("C3.3", "Positionnement sur le marché", "Position on the market"), Level: checker.LevelAbsent, Reason: document.Reason{Code: checker.ReasonNotFound}},
			{
				Criterion: criterion("C4.1", "Chaîne de valeur", "Value chain"), Level: checker.LevelSee, Reason: document.Reason{Code: checker.ReasonFigure, Arg: "23"},
				Figure: &checker.Figure{Page: 23, Caption: "Figure 7 : VSM de l'atelier"},
			},
			{Criterion: criterion("C4.2", "Argumentation orale", "Oral arguments"), Level: checker.LevelJury, Reason: document.Reason{Code: checker.ReasonOral}},
			{
				Criterion: criterion("C4.3", "Handicap", "Disability"), Level: checker.LevelExempt,
				Decision: &checker.Decision{Criterion: "C4.3", Level: checker.LevelStrong, Who: "A. Roy", Why: "vu à l'oral blanc", State: "expired"},
			},
		},
		Accommodation: &checker.Accommodation{Reference: "2026-14", Exempt: []string{"C4.3"}},
		Verdict:       checker.ToReview,
		Date:          time.Date(2026, 6, 30, 0, 0, 0, 0, time.UTC),
	}
}

func withElements(c *rules.Criterion, elements []rules.Element) *rules.Criterion {
	c.Elements = elements
	return c
}

// locked is a report that could not be read.
func locked() *checker.Report {
	return checker.Failed(document.Source{Name: "verrou.pdf", SHA256: "cd34"}, sampleModality, &input.Error{Code: input.Encrypted}, time.Date(2026, 6, 30, 0, 0, 0, 0, time.UTC))
}

func sampleOptions(lang wording.Lang) Options {
	names := map[string]string{"C3": "Situer l'entreprise dans son environnement", "C4": "Dégager les enjeux et les pistes"}
	if lang == wording.EN {
		names = map[string]string{"C3": "Place the company in its environment", "C4": "Draw out stakes and leads"}
	}
	return Options{Lang: lang, Width: 80, Competences: names, Tool: Tool{Version: "1.2.3", PackID: "emeci", PackVersion: "1.0", PackSHA256: "ef56"}}
}
