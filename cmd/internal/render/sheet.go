package render

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/xuri/excelize/v2"
)

// What a workbook that is read may hold. A cell may be said to stand in the last column
// of the last row, and all before it would be made.
const (
	sheetBytes   = 64 << 20 // inflated
	sheetRows    = 100_000
	sheetColumns = 256
)

// ErrSheet is a sheet of more rows or columns than a manifest has.
var ErrSheet = errors.New("more rows or columns than a manifest has")

// Sheet gives the cells of the first sheet of a workbook, its rows in their places, to
// the last that is not blank.
func Sheet(data []byte) (cells [][]string, err error) {
	defer func() {
		if p := recover(); p != nil { // of the library, on a workbook that is not one
			cells, err = nil, fmt.Errorf("damaged workbook: %v", p)
		}
	}()
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: sheetBytes, UnzipXMLSizeLimit: sheetBytes / 4})
	if err != nil {
		return nil, err
	}
	defer f.Close()
	names := f.GetSheetList()
	if len(names) == 0 {
		return nil, errors.New("no sheet")
	}
	rows, err := f.Rows(names[0])
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	gap := 0 // blank rows since the last that is not: spreadsheets write some at the far end
	for rows.Next() {
		row, err := rows.Columns()
		if err != nil {
			return nil, err
		}
		for len(row) > 0 && row[len(row)-1] == "" { // formatted, and blank
			row = row[:len(row)-1]
		}
		if len(row) == 0 {
			gap++
			continue
		}
		if len(cells)+gap >= sheetRows || len(row) > sheetColumns {
			return nil, ErrSheet
		}
		cells = append(append(cells, make([][]string, gap)...), row)
		gap = 0
	}
	if err := rows.Error(); err != nil {
		return nil, err
	}
	return cells, nil
}
