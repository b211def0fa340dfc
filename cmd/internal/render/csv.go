package render

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"prejury/checker"
	"prejury/cmd/internal/wording"
	"prejury/internal/text"
)

// byteOrderMark makes Excel in French read UTF-8.
const byteOrderMark = "\ufeff"

// CSV writes one row for each criterion. In French it is what Excel in French
// opens: semicolons and a byte-order mark.
func CSV(w io.Writer, reports []*checker.Report, opts Options) error {
	l := opts.Lang
	out := csv.NewWriter(w)
	if l == wording.FR {
		out.Comma = ';'
		if _, err := io.WriteString(w, byteOrderMark); err != nil {
			return err
		}
	}
	out.Write(rowHeads(l))
	for _, r := range reports {
		for _, row := range rowsOf(r, l) {
			for i := range row {
				row[i] = Inert(row[i])
			}
			out.Write(row)
		}
	}
	out.Flush()
	return out.Error()
}

// Inert keeps a spreadsheet from taking a candidate's text for a formula: what begins as one
// gets an apostrophe before it. Nor does it command a terminal, should it be shown on one.
func Inert(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		s = "'" + s
	}
	return text.Visible(s)
}

// rowHeads and rowsOf give the flat form of reports: csv and xlsx share it.
func rowHeads(l wording.Lang) []string {
	return []string{
		l.Of("fichier", "file"), l.Of("modalité", "modality"), l.Of("bilan", "result"), l.Of("pages comptées", "pages counted"), l.Of("longueur", "length"),
		l.Of("compétence", "competence"), l.Of("critère", "criterion"), l.Of("ce qui est attendu", "what is expected"), "verdict", l.Of("raison", "reason"),
		"page", l.Of("page imprimée", "printed page"), "section", l.Of("extrait", "excerpt"), l.Of("ce qui manque", "what is missing"), l.Of("conseil", "advice"),
		l.Of("décision", "decision"),
	}
}

// The columns of rowsOf that renderers treat apart.
const (
	colVerdict = 8
	colPage    = 10
)

func rowsOf(r *checker.Report, l wording.Lang) [][]string {
	modality := ""
	if r.Modality != nil {
		modality = r.Modality.ID
	}
	if r.Err != nil {
		what, todo := l.InputError(r.Err)
		row := make([]string, len(rowHeads(l)))
		row[0], row[1], row[2], row[9], row[15] = r.Source.Name, modality, l.Verdict(r.Verdict), what, todo
		return [][]string{row}
	}
	var rows [][]string
	for i := range r.Criteria {
		c := &r.Criteria[i]
		row := []string{
			r.Source.Name, modality, l.Verdict(r.Verdict), strconv.Itoa(r.Pages.Counted), l.PageVerdict(r.Pages.Verdict),
			c.Criterion.Competence, c.Criterion.ID, c.Criterion.Label.In(string(l)), l.Level(c.Level), l.Reason(c.Reason),
			"", "", "", "", strings.Join(l.Missing(c), ", "), "", l.Decision(c.Decision),
		}
		if len(c.Evidence) > 0 {
			e := &c.Evidence[0]
			row[10], row[11], row[12], row[13] = strconv.Itoa(e.Page), e.Printed, e.Section, oneLine(e.Excerpt)
		}
		if wording.ToMend(c.Level) {
			row[15] = c.Criterion.Advice.In(string(l))
		}
		rows = append(rows, row)
	}
	return rows
}
