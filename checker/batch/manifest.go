package batch

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
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
	FaultBreak     = "break"     // a cell of several lines: a quote that is not closed
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

// CSVRows cuts a manifest in CSV into cells. The separator is that of the first line
// that says something, the encoding UTF-8, UTF-16 with its mark, or Windows-1252 when
// it is neither: spreadsheets in French write all three.
func CSVRows(data []byte) ([][]string, error) {
	data, err := inUTF8(data)
	if err != nil {
		return nil, &Fault{Kind: FaultSyntax}
	}
	if !bytes.ContainsRune(data, '\n') { // lines of an old Mac
		data = bytes.ReplaceAll(data, []byte("\r"), []byte("\n"))
	}
	first, _, _ := bytes.Cut(bytes.TrimLeft(data, "\r\n"), []byte("\n"))
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
		if len(rows) == 0 && strings.HasPrefix(record[0], "sep=") {
			record = nil // what tells Excel the separator
		}
		rows = append(rows, record)
	}
}

// inUTF8 gives a text in UTF-8, without its mark.
func inUTF8(data []byte) ([]byte, error) {
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Bytes(data)
	case utf8.Valid(data):
		return bytes.TrimPrefix(data, []byte("\ufeff")), nil
	}
	return charmap.Windows1252.NewDecoder().Bytes(data)
}

// ParseManifest reads the cells of a manifest, whose first line that says something
// names the columns. Columns that are not known are refused: a name mistyped would be
// lost.
func ParseManifest(rows [][]string) ([]Line, error) {
	top := slices.IndexFunc(rows, func(row []string) bool { return strings.TrimSpace(strings.Join(row, "")) != "" })
	if top < 0 {
		return nil, &Fault{Kind: FaultEmpty}
	}
	at, err := columns(rows[top], top+1)
	if err != nil {
		return nil, err
	}
	var out []Line
	for i, row := range rows[top+1:] {
		if err := unbroken(row, top+i+2); err != nil {
			return nil, err
		}
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
		l := Line{top + i + 2, cells[0], cells[1], cells[2], cells[3], cells[4], cells[5]}
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

// unbroken refuses a row, of that number, with a cell of several lines, be it of a
// column without a name: a quote that is not closed holds the candidates that follow.
func unbroken(row []string, line int) error {
	for _, v := range row {
		v = strings.TrimSpace(v)
		if i := strings.IndexAny(v, "\r\n"); i >= 0 {
			return &Fault{Line: line, Kind: FaultBreak, Value: v[:i]}
		}
	}
	return nil
}

// columns finds which cell of a line holds which column; line is the number of the
// heads.
func columns(heads []string, line int) (map[int]int, error) {
	if err := unbroken(heads, line); err != nil {
		return nil, err
	}
	at := map[int]int{} // cell → column
	seen := map[int]bool{}
	for i, head := range heads {
		head = Fold(head)
		if head == "" {
			continue
		}
		c, ok := columnNames[head]
		switch {
		case !ok:
			return nil, &Fault{Line: line, Kind: FaultUnknown, Value: heads[i], Near: rules.Nearest(head, Columns)}
		case seen[c]:
			return nil, &Fault{Line: line, Kind: FaultTwice, Value: heads[i]}
		}
		at[i], seen[c] = c, true
	}
	for _, c := range []int{0, 2} {
		if !seen[c] {
			return nil, &Fault{Line: line, Kind: FaultColumn, Value: Columns[c]}
		}
	}
	return at, nil
}
