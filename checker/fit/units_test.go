package fit

import (
	"hash/fnv"
	"os"
	"path/filepath"
	"testing"

	"prejury/checker/passages"
	"prejury/checker/weigh"
	"prejury/rules"
)

func readAll(t *testing.T, pattern string) []passages.Passage {
	names, _ := filepath.Glob(pattern)
	var all []passages.Passage
	for _, n := range names {
		f, err := os.Open(n)
		if err != nil {
			t.Fatal(err)
		}
		ps, err := passages.Read(f)
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, ps...)
	}
	return all
}

func try(t *testing.T, name string, train, test []Sample, p Penalty, epochs int, into *passages.Figures) {
	w := Units(train, p, epochs)
	m := weigh.New(&rules.Weights{Rows: w})
	for _, s := range test {
		for _, c := range s.Passage.Scope {
			if want, ok := s.Passage.Expected(c); ok {
				into.Add(want, m.Score(s.Features, c).Level())
			}
		}
	}
	if name != "" {
		show(t, name, into, len(w))
	}
}

func show(t *testing.T, name string, f *passages.Figures, n int) {
	p, r, f1 := f.Of(rules.Strong)
	_, _, f2 := f.Of(rules.Weak)
	t.Logf("%s: %d pairs P %.3f R %.3f F1 %.3f (weak F1 %.3f) kappa %.3f; %d weights", name, f.N(), p, r, f1, f2, f.Kappa(), n)
}

func TestExperiment(t *testing.T) {
	if os.Getenv("EXPERIMENT") == "" {
		t.Skip("EXPERIMENT not set")
	}
	pack, err := rules.Load(rules.Builtin())
	if err != nil {
		t.Fatal(err)
	}
	given := ReadSamples(pack, readAll(t, "../../fixtures/passages/[pc]*.jsonl"))
	own := ReadSamples(pack, readAll(t, "/work/passages/own-*.jsonl"))
	for _, p := range []Penalty{{0.3, 1}, {0.1, 1}, {1, 1}, {0.3, 5}} {
		var cv passages.Figures
		for k := uint32(0); k < 5; k++ {
			var train, test []Sample
			for _, s := range given {
				h := fnv.New32a()
				h.Write([]byte(s.Passage.Fold()))
				if h.Sum32()%5 == k {
					test = append(test, s)
				} else {
					train = append(train, s)
				}
			}
			train = append(train, own...)
			try(t, "", train, test, p, 20, &cv)
		}
		t.Log(p)
		show(t, "cv given (+own)", &cv, 0)
		var f passages.Figures
		try(t, "own → given", own, given, p, 20, &f)
	}
}
