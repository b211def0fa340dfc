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

var errSheet = errors.New("more than a manifest holds")

// Sheet gives the cells of the first sheet of a workbook, its rows in their places.
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
	for rows.Next() {
		row, err := rows.Columns()
		if err != nil {
			return nil, err
		}
		if len(cells) == sheetRows || len(row) > sheetColumns {
			return nil, errSheet
		}
		cells = append(cells, row)
	}
	return cells, rows.Error()
}
