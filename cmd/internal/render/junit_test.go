package render

import (
	"encoding/xml"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"prejury/checker"
	"prejury/cmd/internal/wording"
)

// shape is what an element of a JUnit report may hold.
type shape struct {
	required string // attributes
	optional string
	children string // in this order; "|" between those of which there is one or none
	text     bool
}

// junitShape is what two schemas in use have in common, with what the stricter asks:
// JUnit.xsd of Windy Road (the tasks of Ant), whose elements are a sequence and whose
// attributes are nearly all required, and junit-10.xsd of Jenkins.
var junitShape = map[string]shape{
	"testsuites": {children: "testsuite*"},
	"testsuite": {
		required: "id package name timestamp hostname tests failures errors time", optional: "skipped",
		children: "properties testcase* system-out system-err",
	},
	"properties": {children: "property*"},
	"property":   {required: "name value"},
	"testcase":   {required: "name classname time", children: "skipped|error|failure"},
	"skipped":    {optional: "message", text: true},
	"error":      {required: "type", optional: "message", text: true},
	"failure":    {required: "type", optional: "message", text: true},
	"system-out": {text: true},
	"system-err": {text: true},
}

// junitValues are the attributes that are not any text; names may not be empty.
var junitValues = map[string]*regexp.Regexp{
	"timestamp": regexp.MustCompile(`^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$`),
	"id":        regexp.MustCompile(`^\d+$`), "tests": regexp.MustCompile(`^\d+$`), "failures": regexp.MustCompile(`^\d+$`),
	"errors": regexp.MustCompile(`^\d+$`), "skipped": regexp.MustCompile(`^\d+$`), "time": regexp.MustCompile(`^\d+(\.\d{1,3})?$`),
	"name": regexp.MustCompile(`\S`), "hostname": regexp.MustCompile(`^localhost$`),
}

// element is one element as it is read.
type element struct {
	XMLName xml.Name
	Attrs   []xml.Attr `xml:",any,attr"`
	Nodes   []element  `xml:",any"`
	Text    string     `xml:",chardata"`
}

func (e *element) attr(name string) string {
	for _, a := range e.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// order gives the children as the pattern of a shape is written: one word for those of
// a name that follow each other.
func (e *element) order() []string {
	var out []string
	for _, n := range e.Nodes {
		if name := n.XMLName.Local; len(out) == 0 || out[len(out)-1] != name {
			out = append(out, name)
		}
	}
	return out
}

func checkShape(t *testing.T, e *element) {
	t.Helper()
	name := e.XMLName.Local
	s, ok := junitShape[name]
	if !ok {
		t.Fatalf("element %s is in no schema", name)
	}
	required := strings.Fields(s.required)
	known := append(strings.Fields(s.optional), required...)
	for _, a := range e.Attrs {
		if !slices.Contains(known, a.Name.Local) {
			t.Errorf("%s: attribute %s", name, a.Name.Local)
		}
		if want := junitValues[a.Name.Local]; want != nil && !want.MatchString(a.Value) {
			t.Errorf("%s: %s=%q", name, a.Name.Local, a.Value)
		}
		required = slices.DeleteFunc(required, func(r string) bool { return r == a.Name.Local })
	}
	if len(required) > 0 {
		t.Errorf("%s lacks %v", name, required)
	}
	if !s.text && strings.TrimSpace(e.Text) != "" {
		t.Errorf("%s holds text: %q", name, e.Text)
	}
	checkChildren(t, e, s.children)
	for i := range e.Nodes {
		checkShape(t, &e.Nodes[i])
	}
}

func checkChildren(t *testing.T, e *element, want string) {
	t.Helper()
	got := e.order()
	if choice := strings.Split(want, "|"); len(choice) > 1 {
		if len(e.Nodes) > 1 || len(e.Nodes) == 1 && !slices.Contains(choice, got[0]) {
			t.Errorf("%s holds %v", e.XMLName.Local, got)
		}
		return
	}
	for _, w := range strings.Fields(want) {
		w, many := strings.CutSuffix(w, "*")
		switch {
		case len(got) > 0 && got[0] == w:
			got = got[1:]
		case !many:
			t.Errorf("%s has no %s in its place", e.XMLName.Local, w)
		}
	}
	if len(got) > 0 {
		t.Errorf("%s: %v out of place", e.XMLName.Local, got)
	}
}

func TestJUnitIsOfBothSchemas(t *testing.T) {
	bare := checker.Failed(locked().Source, nil, locked().Err, locked().Date)
	odd := sample()
	odd.Source.Name = "a\x01b\ud7ff.pdf"
	for _, lang := range []wording.Lang{wording.FR, wording.EN} {
		for name, reports := range map[string][]*checker.Report{"several": {sample(), locked(), bare, odd}, "none": nil} {
			data := write(t, "junit", sampleOptions(lang), reports...)
			var root element
			if err := xml.Unmarshal(data, &root); err != nil {
				t.Fatal(err)
			}
			checkShape(t, &root)
			if root.XMLName.Local != "testsuites" || len(root.Nodes) != len(reports) {
				t.Errorf("%s: %s with %d suites", name, root.XMLName.Local, len(root.Nodes))
			}
			for i := range root.Nodes {
				if got := root.Nodes[i].attr("id"); got != strconv.Itoa(i) {
					t.Errorf("%s: suite %d has the number %s", name, i, got)
				}
			}
		}
	}
	var root element
	if err := xml.Unmarshal(writeBatch(t, "junit", wording.FR), &root); err != nil {
		t.Fatal(err)
	}
	checkShape(t, &root)
}

// TestJUnitCounts holds what a suite announces against what it holds.
func TestJUnitCounts(t *testing.T) {
	var root element
	if err := xml.Unmarshal(write(t, "junit", sampleOptions(wording.EN), sample(), locked()), &root); err != nil {
		t.Fatal(err)
	}
	// Pages and six criteria, of which one absent, one weak and three for a person; one
	// file unread.
	for i, want := range []string{"7 2 0 3", "1 0 1 0"} {
		s := &root.Nodes[i]
		if got := strings.Join([]string{s.attr("tests"), s.attr("failures"), s.attr("errors"), s.attr("skipped")}, " "); got != want {
			t.Errorf("suite %d announces %s, want %s", i, got, want)
		}
		kinds := map[string]int{}
		for _, c := range s.Nodes {
			if c.XMLName.Local == "testcase" {
				kinds["case"]++
				for _, k := range c.Nodes {
					kinds[k.XMLName.Local]++
				}
			}
		}
		got := []string{strconv.Itoa(kinds["case"]), strconv.Itoa(kinds["failure"]), strconv.Itoa(kinds["error"]), strconv.Itoa(kinds["skipped"])}
		if strings.Join(got, " ") != want {
			t.Errorf("suite %d holds %v, want %s", i, got, want)
		}
	}
}
