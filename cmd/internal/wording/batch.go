package wording

import (
	"prejury/checker"
	"prejury/checker/batch"
	"prejury/rules"
)

var verdictPlurals = map[checker.Verdict][2]pair{
	checker.Admissible:    {{"recevable", "admissible"}, {"recevables", "admissible"}},
	checker.ToReview:      {{"à revoir", "to review"}, {"à revoir", "to review"}},
	checker.NotAdmissible: {{"non recevable", "not admissible"}, {"non recevables", "not admissible"}},
	checker.Unreadable:    {{"illisible", "unreadable"}, {"illisibles", "unreadable"}},
}

// Verdicts counts reports of one verdict.
func (l Lang) Verdicts(v checker.Verdict, n int) string {
	p := verdictPlurals[v]
	return l.Count(n, l.pick(p[0]), l.pick(p[1]))
}

var unplaced = map[string][2]pair{
	batch.WhyManifest:  {{"fichier que le manifeste ne nomme pas (non lu)", "file that the manifest does not name (not read)"}, {"fichiers que le manifeste ne nomme pas (non lus)", "files that the manifest does not name (not read)"}},
	batch.WhyCandidate: {{"fichier dont le nom ne dit pas le candidat (non lu)", "file whose name says no candidate (not read)"}, {"fichiers dont le nom ne dit pas le candidat (non lus)", "files whose names say no candidate (not read)"}},
	batch.WhyModality:  {{"fichier dont le nom ne dit pas la modalité (non lu ; -m pour la donner)", "file whose name says no modality (not read; -m to give it)"}, {"fichiers dont le nom ne dit pas la modalité (non lus ; -m pour la donner)", "files whose names say no modality (not read; -m to give it)"}},
	batch.WhyFormat:    {{"autre fichier, qui n'est pas un document (non lu)", "other file, which is no document (not read)"}, {"autres fichiers, qui ne sont pas des documents (non lus)", "other files, which are no documents (not read)"}},
	batch.WhyOnline:    {{"candidat qui n'a remis qu'un texte en ligne (non lu)", "candidate who handed in an online text only (not read)"}, {"candidats qui n'ont remis qu'un texte en ligne (non lus)", "candidates who handed in an online text only (not read)"}},
	batch.WhyRefused:   {{"archive ou dossier refusé", "archive or folder refused"}, {"archives ou dossiers refusés", "archives or folders refused"}},
}

// Unplaced says why files are nobody's, in the singular and in the plural.
func (l Lang) Unplaced(why string) (one, many string) {
	p := unplaced[why]
	return l.pick(p[0]), l.pick(p[1])
}

// Expected lists modalities with what is handed in for each.
func (l Lang) Expected(list []*rules.Modality) string {
	var parts []string
	for _, m := range list {
		parts = append(parts, m.ID+" ("+l.Deposit(m.Deposit)+")")
	}
	return l.Join(parts)
}
