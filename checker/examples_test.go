package checker

import (
	"strings"
	"testing"

	"prejury/rules"
)

// exampleBar is the share of the built-in pack's examples that must have the level
// that they announce. Those that miss it are true examples of what is still judged
// wrong: they stay, and `go test -v` names them.
const exampleBar = 0.95

func TestExamplesOfTheBuiltinPack(t *testing.T) {
	pack, err := rules.Load(rules.Builtin())
	if err != nil {
		t.Fatal(err)
	}
	engine, err := NewEngine(pack)
	if err != nil {
		t.Fatal(err)
	}
	right, all := 0, 0
	for _, id := range engine.Criteria() {
		count := map[string]int{}
		for i, e := range pack.Criterion(id).Examples {
			count[e.Level]++
			all++
			if got := engine.Passage(e.Text, e.Kind)[id]; got.String() == e.Level {
				right++
			} else {
				t.Logf("%s, example %d: %s expected, %s judged: %s", id, i+1, e.Level, got, strings.Join(strings.Fields(e.Text), " "))
			}
		}
		for level := rules.Absent; level <= rules.Strong; level++ {
			if count[level.String()] < 3 {
				t.Errorf("%s: %d examples of %s, at least 3 are asked", id, count[level.String()], level)
			}
		}
	}
	if share := float64(right) / float64(all); share < exampleBar {
		t.Errorf("%d examples of %d at their level: %.3f, under %.2f", right, all, share, exampleBar)
	}
}
