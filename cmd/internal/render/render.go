// Package render shows reports: one file for each output format, all behind one
// function type. What is shown was decided in package checker; nothing is judged
// here.
package render

import (
	"io"

	"prejury/checker"
	"prejury/cmd/internal/wording"
)

// Tool says what made a result.
type Tool struct {
	Version     string
	PackID      string
	PackVersion string
	PackSHA256  string
}

// Options say how reports are shown.
type Options struct {
	Lang  wording.Lang
	Tool  Tool
	Width int  // of text, in columns
	Color bool // of text
	// From is the folder that the result is written to, "" for the current one:
	// links to the reports start there.
	From string
	// NoLinks leaves out links to the reports: the result goes where they are not.
	NoLinks bool
	// Competences labels the groups of criteria, by id.
	Competences map[string]string
}

// Renderer writes reports in one format.
type Renderer func(w io.Writer, reports []*checker.Report, opts Options) error

// Format is one output format.
type Format struct {
	Name   string
	Ext    string // of files that hold it
	Binary bool   // not for a terminal
	Render Renderer
}

// Formats are all of them, the default first.
var Formats = []Format{
	{Name: "table", Ext: ".txt", Render: Table},
	{Name: "json", Ext: ".json", Render: JSON},
	{Name: "jsonl", Ext: ".jsonl", Render: JSONL},
	{Name: "csv", Ext: ".csv", Render: CSV},
	{Name: "markdown", Ext: ".md", Render: Markdown},
	{Name: "html", Ext: ".html", Render: HTML},
	{Name: "xlsx", Ext: ".xlsx", Binary: true, Render: XLSX},
	{Name: "junit", Ext: ".xml", Render: JUnit},
	{Name: "github", Ext: ".github", Render: GitHub},
}

// FormatNamed gives a format by its name, nil when there is none.
func FormatNamed(name string) *Format {
	for i := range Formats {
		if Formats[i].Name == name {
			return &Formats[i]
		}
	}
	return nil
}

// FormatOf gives the format that a file's extension names, nil when none does.
func FormatOf(ext string) *Format {
	for i := range Formats {
		if Formats[i].Ext == ext {
			return &Formats[i]
		}
	}
	return nil
}

// Names lists the names of the formats.
func Names() []string {
	names := make([]string, len(Formats))
	for i, f := range Formats {
		names[i] = f.Name
	}
	return names
}
