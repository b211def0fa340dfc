package batch

import (
	"errors"
	"strings"
	"testing"
)

// partText is a part of a plan of two rows, with the lines given after its head.
func partText(twice string, lines ...string) string {
	head := `{"schema":1,"version":"dev","pack":"emeci","shard":1,"of":2,"date":"2026-06-30","plan":{"Rows":[{"Candidate":"Alix Roy","Modality":"C3-C7"},{"Candidate":"Sami Ben","Modality":"C3-C7"}],"Twice":[` + twice + `]}}`
	return strings.Join(append([]string{head}, lines...), "\n")
}

func TestReadPart(t *testing.T) {
	for _, c := range []struct {
		name, text string
		results    int // -1: refused
	}{
		{"no result", partText(""), 0},
		{"a result for each row", partText(`{"SHA256":"ab","Rows":[0,1]}`, `{"row":0,"result":"AA=="}`, `{"row":1,"result":"AA=="}`), 2},
		{"nothing", "", -1},
		{"not JSON", "%PDF-1.7", -1},
		{"another schema", strings.Replace(partText(""), `"schema":1`, `"schema":2`, 1), -1},
		{"a share of none", strings.Replace(partText(""), `"of":2`, `"of":0`, 1), -1},
		{"a share beyond the last", strings.Replace(partText(""), `"shard":1`, `"shard":3`, 1), -1},
		{"cut within a line", partText("", `{"row":0,"result":"AA==`), -1},
		{"the result of a row that is not there", partText("", `{"row":2,"result":"AA=="}`), -1},
		{"the result of a row before the first", partText("", `{"row":-1,"result":"AA=="}`), -1},
		{"a row twice that is not there", partText(`{"SHA256":"ab","Rows":[0,2]}`), -1},
	} {
		p, err := ReadPart(strings.NewReader(c.text))
		if c.results < 0 {
			if !errors.Is(err, ErrPart) || strings.Contains(err.Error(), "nil") {
				t.Errorf("%s: error %v", c.name, err)
			}
			continue
		}
		if err != nil || len(p.results) != c.results {
			t.Errorf("%s: %+v, %v, want %d results", c.name, p, err, c.results)
		}
	}
}

// FuzzReadPart: whatever a part holds, it is refused or its rows are there.
func FuzzReadPart(f *testing.F) {
	f.Add(partText(`{"SHA256":"ab","Rows":[0,1]}`, `{"row":1,"result":"AA=="}`))
	f.Add(partText("", `{"row":2,"result":""}`))
	f.Add(`{"schema":1,"shard":1,"of":1}`)
	f.Fuzz(func(t *testing.T, s string) {
		p, err := ReadPart(strings.NewReader(s))
		if err != nil {
			return
		}
		for row := range p.results {
			if !p.head.Plan.has(row) {
				t.Errorf("row %d of %d", row, len(p.head.Plan.Rows))
			}
		}
	})
}
