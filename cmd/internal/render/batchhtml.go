package render

import "io"

// BatchHTML is the page of a deposit.
func BatchHTML(w io.Writer, b *Batch, opts Options) error { return nil }

// BatchXLSX is the workbook of a deposit.
func BatchXLSX(w io.Writer, b *Batch, opts Options) error { return nil }

// Sheet gives the cells of the first sheet of a workbook.
func Sheet(data []byte) ([][]string, error) { return nil, nil }
