package checker

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"prejury/checker/signs"
	"prejury/checker/weigh"
	"prejury/extractors"
	"prejury/extractors/document"
	"prejury/extractors/input"
	"prejury/rules"
)

func labFiles() map[string]string {
	out := map[string]string{}
	for _, pat := range []string{"/work/reports/given/r*.pdf", "/work/reports/given/r*.docx", "/work/reports/more/s*.pdf", "/work/reports/more/s*.docx", "/work/reports/else/e*.pdf"} {
		m, _ := filepath.Glob(pat)
		for _, f := range m {
			name := strings.SplitN(filepath.Base(f), ".", 2)[0]
			if strings.Contains(f, "rendered") {
				continue
			}
			out[name] = f
		}
	}
	return out
}

func TestLabExtract(t *testing.T) {
	if os.Getenv("LAB") != "extract" {
		t.Skip()
	}
	os.MkdirAll("/work/docs", 0o755)
	for name, f := range labFiles() {
		if _, err := os.Stat("/work/docs/" + name + ".json"); err == nil && os.Getenv("FORCE") == "" {
			continue
		}
		data, _ := os.ReadFile(f)
		t0 := time.Now()
		doc, err := extractors.Open(context.Background(), input.Source{Name: f, Data: data}, input.Options{CacheDir: "/root/.cache/prejury"})
		if err != nil {
			fmt.Println(name, err)
			continue
		}
		j, _ := json.Marshal(doc)
		os.WriteFile("/work/docs/"+name+".json", j, 0o644)
		fmt.Println(name, doc.Count, len(doc.Blocks), time.Since(t0))
	}
}

func labDocs(pattern string) map[string]*document.Document {
	out := map[string]*document.Document{}
	m, _ := filepath.Glob("/work/docs/" + pattern + ".json")
	for _, f := range m {
		var d document.Document
		b, _ := os.ReadFile(f)
		json.Unmarshal(b, &d)
		out[strings.TrimSuffix(filepath.Base(f), ".json")] = &d
	}
	return out
}

func TestLabDump(t *testing.T) {
	out := os.Getenv("LABDUMP")
	if out == "" {
		t.Skip()
	}
	pack, err := rules.Load(rules.Builtin())
	if err != nil {
		t.Fatal(err)
	}
	rd := signs.NewReader(pack)
	f, _ := os.Create(out)
	defer f.Close()
	enc := json.NewEncoder(f)
	for name, doc := range labDocs("*") {
		var us []any
		feat := func(u signs.Unit) (map[string]float64, map[string]map[string]float64) {
			fs := weigh.Extract(rd.Read(u))
			g := map[string]float64{}
			for _, x := range fs.General {
				g[string(x.Sign)] = x.Value
			}
			own := map[string]map[string]float64{}
			for _, c := range pack.Criteria {
				for _, x := range fs.Own(c.ID) {
					if own[c.ID] == nil {
						own[c.ID] = map[string]float64{}
					}
					own[c.ID][string(x.Sign)] = x.Value
				}
			}
			return g, own
		}
		for _, u := range units(doc) {
			g, own := feat(u.Unit)
			_, hown := feat(signs.Unit{Text: strings.Join(u.section, "\n")})
			us = append(us, map[string]any{"page": u.page, "end": u.end, "zone": u.zone, "kind": u.kind, "words": u.words, "sec": u.section, "text": u.Text, "g": g, "own": own, "hown": hown})
		}
		enc.Encode(map[string]any{"id": name, "pages": doc.Count.Total, "units": us})
	}
}
