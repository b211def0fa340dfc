package batch

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"

	"prejury/rules"
)

// Line is one line of a manifest.
type Line struct {
	Number         int // in the file, from 1
	Candidate      string
	Modality       string // as written
	File           string // "" when nothing was handed in
	Accommodations string
	Group          string
	Blocks         string
}

// Fault is what is wrong with a manifest. Kind is one of the Fault constants.
type Fault struct {
	Line  int // from 1, 0 for the whole
	Kind  string
	Value string
	Near  string // the nearest known, "" when there is none
}

// The kinds of faults.
const (
	FaultColumn    = "column"    // a column that is required is absent
	FaultUnknown   = "unknown"   // a column whose name is not known
	FaultTwice     = "twice"     // a column twice
	FaultCandidate = "candidate" // a line without candidate
	FaultModality  = "modality"  // a modality that the pack does not have
	FaultBlock     = "block"     // a block that the pack does not have
	FaultEmpty     = "empty"     // no line at all
	FaultSyntax    = "syntax"    // not a CSV
	FaultGroup     = "group"     // one candidate in two groups of a modality
)

func (f *Fault) Error() string {
	return fmt.Sprintf("manifest, line %d: %s %q (nearest: %q)", f.Line, f.Kind, f.Value, f.Near)
}

// Columns are the names of a manifest's columns; each may also be written in
// English.
var Columns = []string{"candidat", "modalite", "fichier", "amenagements", "groupe", "blocs"}

// columnNames gives the column of a folded head.
var columnNames = map[string]int{
	"candidat": 0, "candidate": 0, "nom": 0, "name": 0,
	"modalite": 1, "modality": 1,
	"fichier": 2, "file": 2,
	"amenagements": 3, "amenagement": 3, "accommodations": 3, "accommodation": 3,
	"groupe": 4, "group": 4,
	"blocs": 5, "bloc": 5, "blocks": 5, "block": 5,
}

// CSVRows cuts a manifest in CSV into cells. The separator is that of the first
// line, the encoding UTF-8, or Windows-1252 when it is not UTF-8: spreadsheets in
// French write both.
func CSVRows(data []byte) ([][]string, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if !utf8.Valid(data) {
		out, err := charmap.Windows1252.NewDecoder().Bytes(data)
		if err != nil {
			return nil, &Fault{Kind: FaultSyntax}
		}
		data = out
	}
	first, _, _ := bytes.Cut(data, []byte("\n"))
	r := csv.NewReader(bytes.NewReader(data))
	r.FieldsPerRecord, r.LazyQuotes = -1, true
	best := 0
	for _, sep := range []byte{';', ',', '\t'} {
		if n := bytes.Count(first, []byte{sep}); n > best {
			best, r.Comma = n, rune(sep)
		}
	}
	var rows [][]string
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil {
			line := 0
			var pe *csv.ParseError
			if errors.As(err, &pe) {
				line = pe.Line
			}
			return nil, &Fault{Line: line, Kind: FaultSyntax}
		}
		// Empty lines are skipped by the reader: the number is kept by padding.
		line, _ := r.FieldPos(0)
		for len(rows) < line-1 {
			rows = append(rows, nil)
		}
		rows = append(rows, record)
	}
}

// ParseManifest reads the cells of a manifest, whose first line names the columns.
// Columns that are not known are refused: a name mistyped would be lost.
func ParseManifest(rows [][]string) ([]Line, error) {
	if len(rows) == 0 {
		return nil, &Fault{Kind: FaultEmpty}
	}
	at := map[int]int{} // cell → column
	seen := map[int]bool{}
	for i, head := range rows[0] {
		head = Fold(head)
		if head == "" {
			continue
		}
		c, ok := columnNames[head]
		switch {
		case !ok:
			return nil, &Fault{Line: 1, Kind: FaultUnknown, Value: rows[0][i], Near: rules.Nearest(head, Columns)}
		case seen[c]:
			return nil, &Fault{Line: 1, Kind: FaultTwice, Value: rows[0][i]}
		}
		at[i], seen[c] = c, true
	}
	for _, c := range []int{0, 2} {
		if !seen[c] {
			return nil, &Fault{Line: 1, Kind: FaultColumn, Value: Columns[c]}
		}
	}
	var out []Line
	for i, row := range rows[1:] {
		var cells [6]string
		empty := true
		for j, v := range row {
			if c, ok := at[j]; ok {
				cells[c] = strings.TrimSpace(norm.NFC.String(v))
				empty = empty && cells[c] == ""
			}
		}
		if empty {
			continue
		}
		l := Line{i + 2, cells[0], cells[1], cells[2], cells[3], cells[4], cells[5]}
		if l.Candidate == "" {
			return nil, &Fault{Line: l.Number, Kind: FaultCandidate}
		}
		out = append(out, l)
	}
	if len(out) == 0 {
		return nil, &Fault{Kind: FaultEmpty}
	}
	return out, nil
}
