package fit

import (
	"math"
	"os"
	"strings"
	"testing"

	"prejury/checker/passages"
	"prejury/checker/weigh"
	"prejury/rules"
)

// readAll reads the passages of the repository's files that match.
func readAll(t *testing.T, pattern string) []passages.Passage {
	t.Helper()
	all, err := passages.ReadMatching(os.DirFS("../../fixtures/passages"), pattern)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestOtherHands fits on the passages of our authors alone and tries the given
// ones, written by others: what the rules carry must be ideas, not words.
func TestOtherHands(t *testing.T) {
	if testing.Short() {
		t.Skip("a fit takes seconds")
	}
	pack, err := rules.Load(rules.Builtin())
	if err != nil {
		t.Fatal(err)
	}
	p := *pack
	p.Weights = Units(pack, ReadSamples(pack, readAll(t, "own-*.jsonl")))
	m, err := weigh.New(&p)
	if err != nil {
		t.Fatal(err)
	}
	var f passages.Figures
	for _, s := range ReadSamples(pack, readAll(t, "[pc]*.jsonl")) {
		count(m, s, &f)
	}
	if _, _, f1 := f.Of(rules.Strong); f1 < 0.7 || f.Kappa() < 0.78 {
		t.Errorf("F1 of strong %.3f, kappa %.3f on passages of other hands: %v", f1, f.Kappa(), f.Cells)
	}
}

// TestPassagesThatRuleWritersHaveNotSeen cross-validates and keeps apart the
// passages that were never shown to whoever wrote the terms: TestSigns shows those
// whose id ends with an odd digit only, and authors x1 to x4 came after the terms. On the
// others the terms remember words, and figures flatter.
func TestPassagesThatRuleWritersHaveNotSeen(t *testing.T) {
	if testing.Short() {
		t.Skip("five fits take seconds")
	}
	pack, err := rules.Load(rules.Builtin())
	if err != nil {
		t.Fatal(err)
	}
	const folds = 5
	samples := ReadSamples(pack, readAll(t, "*.jsonl"))
	var shown, unseen, later passages.Figures
	for k := range folds {
		var train, test []Sample
		for _, s := range samples {
			if Fold(s.Passage.Fold(), folds) == k {
				test = append(test, s)
			} else {
				train = append(train, s)
			}
		}
		p := *pack
		p.Weights = Units(pack, train)
		m, err := weigh.New(&p)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range test {
			author := s.Passage.Author
			after := strings.HasPrefix(author, "x") || strings.HasPrefix(author, "z")
			f := &unseen
			if id := s.Passage.ID; !after && (id[len(id)-1]-'0')%2 == 1 {
				f = &shown
			}
			count(m, s, f)
			if after {
				count(m, s, &later)
			}
		}
	}
	for name, f := range map[string]*passages.Figures{"shown to rule writers": &shown, "never shown": &unseen, "of these, written after the terms by other hands": &later} {
		p, r, f1 := f.Of(rules.Strong)
		t.Logf("%s: %d pairs, precision of strong %.3f, recall %.3f, F1 %.3f, kappa %.3f", name, f.N(), p, r, f1, f.Kappa())
	}
	if _, _, f1 := unseen.Of(rules.Strong); f1 < 0.75 || unseen.Kappa() < 0.78 {
		t.Errorf("F1 of strong %.3f, kappa %.3f on passages that nobody who wrote terms has seen", f1, unseen.Kappa())
	}
}

// count adds the pairs of one sample.
func count(m *weigh.Model, s Sample, f *passages.Figures) {
	scores := m.Score(s.Features)
	for _, c := range s.Passage.Scope {
		if k, ok := m.Index(c); ok {
			if want, counts := s.Passage.Expected(c); counts {
				f.Add(want, scores[k].Level())
			}
		}
	}
}

// TestLogistic recovers the weights of a regression whose answer is known: two
// columns that add up.
func TestLogistic(t *testing.T) {
	var rows []observation
	add := func(n, of int, columns ...int32) {
		for i := range of {
			rows = append(rows, observation{append([]int32{0}, columns...), i < n, 1})
		}
	}
	// odds 1:3 without, times 3 with the first, times 9 with the second
	add(100, 400)
	add(200, 400, 1)
	add(300, 400, 2)
	add(360, 400, 1, 2)
	w := logistic(rows, 3, 0)
	for j, want := range []float64{math.Log(1.0 / 3), math.Log(3), math.Log(9)} {
		if math.Abs(w[j]-want) > 1e-3 {
			t.Errorf("weight %d: %.4f, want %.4f", j, w[j], want)
		}
	}
	if ridged := logistic(rows, 3, 50); math.Abs(ridged[2]) >= math.Abs(w[2]) {
		t.Errorf("a penalty did not make the weight smaller: %.3f, without %.3f", ridged[2], w[2])
	}
}
