package render

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"prejury/checker"
)

// XLSX writes a workbook: a synthesis, then one sheet for each modality with a
// row for each criterion of each file, filtered, coloured and linked.
func XLSX(w io.Writer, reports []*checker.Report, opts Options) error {
	f := excelize.NewFile()
	defer f.Close()
	b := newBook(f, opts)
	b.synthesis(reports)
	for _, r := range reports {
		b.report(r)
	}
	b.finish()
	if len(reports) > 0 {
		f.Pkg.Store("docProps/core.xml", coreProperties(reports[0].Date))
	}
	if b.err != nil {
		return b.err
	}
	return f.Write(w)
}

// coreProperties says who made the workbook and when. The library's own part takes
// the metadata namespace as default, which some readers (exceljs) do not accept.
func coreProperties(day time.Time) []byte {
	at := day.Format("2006-01-02") + "T00:00:00Z"
	return []byte(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>prejury</dc:title><dc:creator>prejury</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">` + at + `</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">` + at + `</dcterms:modified></cp:coreProperties>`)
}

// book keeps the first error of the library: what follows it does nothing.
type book struct {
	f      *excelize.File
	opts   Options
	rows   map[string]int       // rows written of each sheet
	widths map[string][]float64 // of the columns of each sheet, in characters
	lines  map[string][]int     // of the tallest cell of each row
	order  []string
	head   int
	link   int
	wraps  int
	levels map[string]int // style of a verdict's cell, by its name
	err    error
}

func newBook(f *excelize.File, opts Options) *book {
	b := &book{f: f, opts: opts, rows: map[string]int{}, widths: map[string][]float64{}, lines: map[string][]int{}}
	b.styles()
	return b
}

func (b *book) keep(err error) {
	if b.err == nil {
		b.err = err
	}
}

func (b *book) style(s *excelize.Style) int {
	id, err := b.f.NewStyle(s)
	b.keep(err)
	return id
}

// levelFills are the colours of the verdicts' cells, light enough for black text.
var levelFills = map[checker.Level]string{
	checker.LevelStrong: "C6EFCE", checker.LevelWeak: "FFEB9C", checker.LevelAbsent: "FFC7CE", checker.LevelSee: "BDD7EE",
	checker.LevelJury: "EDEDED", checker.LevelExempt: "EDEDED",
}

func (b *book) styles() {
	top := &excelize.Alignment{Vertical: "top", WrapText: true}
	b.head = b.style(&excelize.Style{Font: &excelize.Font{Bold: true}, Fill: fill("D9D9D9"), Alignment: top})
	b.link = b.style(&excelize.Style{Font: &excelize.Font{Color: "0563C1", Underline: "single"}, Alignment: top})
	b.wraps = b.style(&excelize.Style{Alignment: top})
	b.levels = map[string]int{}
	for _, level := range levelOrder {
		b.levels[b.opts.Lang.Level(level)] = b.style(&excelize.Style{Fill: fill(levelFills[level]), Alignment: top})
	}
}

func fill(color string) excelize.Fill {
	return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}}
}

// cell names a cell; columns and rows from 1.
func cell(column, row int) string {
	name, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		return "A1"
	}
	return name
}

func (b *book) put(sheet string, column, row, style int, value any) {
	at := cell(column, row)
	if s, ok := value.(string); ok {
		s = clean(s)
		value = s
		b.tall(sheet, column, row, s)
	}
	b.keep(b.f.SetCellValue(sheet, at, value))
	b.keep(b.f.SetCellStyle(sheet, at, at, style))
}

// Heights in points: of a line, and of the tallest row that a workbook may have.
const (
	lineHeight = 15
	maxHeight  = 409
)

// tall notes how many lines a text takes in its column: some readers (LibreOffice)
// leave rows without a height as high as one line.
func (b *book) tall(sheet string, column, row int, s string) {
	n := 0
	for _, line := range strings.Split(s, "\n") {
		n += 1 + int(float64(utf8.RuneCountInString(line))*1.1/b.widths[sheet][column-1])
	}
	for len(b.lines[sheet]) < row {
		b.lines[sheet] = append(b.lines[sheet], 1)
	}
	b.lines[sheet][row-1] = max(b.lines[sheet][row-1], n)
}

// clean keeps what a cell may hold: 32,767 characters, none of them a control.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0xfffe || r == 0xffff {
			return -1
		}
		return r
	}, s)
	if r := []rune(s); len(r) > 32000 {
		s = string(r[:32000])
	}
	return s
}

// sheet makes a sheet with its heads, the first time.
func (b *book) sheet(name string, heads []string, widths []float64) {
	if _, ok := b.rows[name]; ok {
		return
	}
	if len(b.order) == 0 {
		b.keep(b.f.SetSheetName("Sheet1", name))
	} else {
		_, err := b.f.NewSheet(name)
		b.keep(err)
	}
	b.order = append(b.order, name)
	b.widths[name] = widths
	b.rows[name] = 1
	for i, h := range heads {
		b.put(name, i+1, 1, b.head, h)
		column, err := excelize.ColumnNumberToName(i + 1)
		b.keep(err)
		b.keep(b.f.SetColWidth(name, column, column, widths[i]))
	}
	b.keep(b.f.SetPanes(name, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}))
}

func (b *book) synthesis(reports []*checker.Report) {
	l := b.opts.Lang
	name := l.Of("Synthèse", "Synthesis")
	heads := []string{l.Of("fichier", "file"), l.Of("modalité", "modality"), l.Of("bilan", "result"), l.Of("pages comptées", "pages counted"), l.Of("longueur", "length")}
	widths := []float64{40, 12, 16, 10, 16}
	for _, v := range levelOrder {
		heads = append(heads, l.Level(v))
		widths = append(widths, 12)
	}
	heads, widths = append(heads, l.Of("tranché", "settled"), l.Of("remarque", "remark")), append(widths, 12, 60)
	b.sheet(name, heads, widths)
	for _, r := range reports {
		b.rows[name]++
		row := b.rows[name]
		b.put(name, 1, row, b.wraps, r.Source.Name)
		if r.Modality != nil {
			b.put(name, 2, row, b.link, r.Modality.ID)
			b.keep(b.f.SetCellHyperLink(name, cell(2, row), "'"+r.Modality.ID+"'!A1", "Location"))
		}
		b.put(name, 3, row, b.wraps, l.Verdict(r.Verdict))
		if r.Err != nil {
			b.put(name, len(heads), row, b.wraps, l.InputSentence(r.Err))
			continue
		}
		b.put(name, 4, row, b.wraps, r.Pages.Counted)
		b.put(name, 5, row, b.wraps, l.PageVerdict(r.Pages.Verdict))
		n, settled := map[checker.Level]int{}, 0
		for i := range r.Criteria {
			if r.Criteria[i].Settled() {
				settled++
			} else {
				n[r.Criteria[i].Level]++
			}
		}
		for i, v := range levelOrder {
			b.put(name, 6+i, row, b.wraps, n[v])
		}
		b.put(name, len(heads)-1, row, b.wraps, settled)
		b.put(name, len(heads), row, b.wraps, l.PageSentence(r.Pages))
	}
}

// rowWidths are those of the columns of rowHeads.
var rowWidths = []float64{30, 10, 14, 9, 14, 11, 9, 40, 14, 30, 7, 9, 30, 60, 40, 50, 40}

func (b *book) report(r *checker.Report) {
	if r.Modality == nil {
		return
	}
	l := b.opts.Lang
	name := r.Modality.ID
	b.sheet(name, rowHeads(l), rowWidths)
	for _, values := range rowsOf(r, l) {
		b.rows[name]++
		row := b.rows[name]
		for i, v := range values {
			style := b.wraps
			switch {
			case i == colVerdict && b.levels[v] != 0:
				style = b.levels[v]
			case i == colPage && v != "":
				b.page(name, r, row, v)
				continue
			}
			b.put(name, i+1, row, style, number(v, i))
		}
	}
}

// page writes a page number, linked to the page of the file where a viewer knows it.
func (b *book) page(name string, r *checker.Report, row int, page string) {
	n, _ := strconv.Atoi(page)
	link := pageLink(r, b.opts.From, n)
	style := b.wraps
	if link != "" {
		style = b.link
		b.keep(b.f.SetCellHyperLink(name, cell(colPage+1, row), link, "External"))
	}
	b.put(name, colPage+1, row, style, n)
}

// number gives the count of pages as a number, so that it sorts.
func number(v string, column int) any {
	if n, err := strconv.Atoi(v); err == nil && column == 3 {
		return n
	}
	return v
}

// printed makes a sheet print as wide as a page, its heads on each.
func (b *book) printed(name string) {
	landscape, a4, wide, long, fit := "landscape", 9, 1, 0, true
	b.keep(b.f.SetPageLayout(name, &excelize.PageLayoutOptions{Orientation: &landscape, Size: &a4, FitToWidth: &wide, FitToHeight: &long}))
	b.keep(b.f.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &fit}))
	b.keep(b.f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: "'" + name + "'!$1:$1", Scope: name}))
}

func (b *book) finish() {
	for _, name := range b.order {
		b.keep(b.f.AutoFilter(name, fmt.Sprintf("A1:%s", cell(len(b.widths[name]), max(b.rows[name], 2))), nil))
		b.printed(name)
		for i, n := range b.lines[name] {
			if n > 1 {
				b.keep(b.f.SetRowHeight(name, i+1, min(lineHeight*float64(n), maxHeight)))
			}
		}
	}
	b.f.SetActiveSheet(0)
}
