package fit

import (
	"encoding/json"
	"os"
	"testing"

	"prejury/rules"
)

func TestDump(t *testing.T) {
	out := os.Getenv("DUMP")
	if out == "" {
		t.Skip()
	}
	pack, err := rules.Load(rules.Builtin())
	if err != nil {
		t.Fatal(err)
	}
	f, _ := os.Create(out)
	defer f.Close()
	enc := json.NewEncoder(f)
	for _, pat := range []string{"../../fixtures/passages/*.jsonl", "/work/passages/own-*.jsonl"} {
		for _, s := range ReadSamples(pack, readAll(t, pat)) {
			g := map[string]float64{}
			for _, x := range s.Features.General {
				g[string(x.Sign)] = x.Value
			}
			own := map[string]map[string]float64{}
			for _, c := range s.Passage.Scope {
				for _, x := range s.Features.Own(c) {
					if own[c] == nil {
						own[c] = map[string]float64{}
					}
					own[c][string(x.Sign)] = x.Value
				}
			}
			src := "given"
			if s.Passage.Author != "" {
				src = s.Passage.Author
			}
			enc.Encode(map[string]any{"id": s.Passage.ID, "src": src, "fold": s.Passage.Fold(), "scope": s.Passage.Scope, "labels": s.Passage.Labels, "disputed": s.Passage.Disputed, "g": g, "own": own})
		}
	}
}
