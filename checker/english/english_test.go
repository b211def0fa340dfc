package english

import (
	"strings"
	"testing"
)

func TestLevel(t *testing.T) {
	for _, c := range []struct {
		name  string
		texts []string
		want  Level
	}{
		{"slides that hold together", []string{
			"Our team has reduced downtime on the assembly line because operators report every stop.",
			"Firstly, we measured the cycle time. Then we trained the shift leaders on the new MES.",
			"However, the workload increased in March, so we must share the tasks in a better way.",
			"The manager will listen to feedback at each meeting. You should tell him what is difficult.",
			"We are testing a new schedule. If it works, the plant will adopt it before the summer.",
			"The scrap rate was too high; it has fallen by two points since the audit. Therefore the customer trusts us.",
		}, Around},
		{"words without sentences", []string{"Team meeting", "Production line, machine, maintenance, quality, supplier, customer and safety of the plant in the factory",
			"Data, downtime, output, scrap, defect, stock and inventory for the warehouse in our plant with the shift", "Cost, delay, delivery, schedule of the process to the customer and the supplier for the team", "KPI of the line and the plant and the team of the shift for the quality of the output"}, Below},
		{"nothing", nil, NotEnglish},
	} {
		p, err := Read(c.texts)
		if err != nil {
			t.Fatal(err)
		}
		if got := p.Level(); got != c.want {
			t.Errorf("%s: %d, want %d: %+v", c.name, got, c.want, p)
		}
	}
}

func TestForms(t *testing.T) {
	for _, c := range []struct{ text, tenses, modals string }{
		{"The line stops every day.", "present", ""},
		{"The line stopped yesterday.", "past", ""},
		{"The team has reduced the scrap.", "perfect", ""},
		{"We are testing a schedule.", "continuous", ""},
		{"The plan is validated.", "passive", ""},
		{"The plant will adopt it.", "future", ""},
		{"You should listen, and you must share.", "", "should must"},
		{"Team meeting", "", ""},
		{"", "", ""},
	} {
		p, err := Read([]string{c.text})
		if err != nil {
			t.Fatal(err)
		}
		if tenses, modals := strings.Join(p.Tenses, " "), strings.Join(p.Modals, " "); tenses != c.tenses || modals != c.modals {
			t.Errorf("%q: %q and %q, want %q and %q", c.text, tenses, modals, c.tenses, c.modals)
		}
		if verbs := c.tenses + c.modals; (p.Clauses > 0) != (verbs != "") {
			t.Errorf("%q: %d clauses", c.text, p.Clauses)
		}
	}
}

func TestIsEnglish(t *testing.T) {
	for s, want := range map[string]bool{
		"The plant will adopt the new schedule in June": true,
		"L'usine adoptera le nouveau planning en juin":  false,
		"KPI": false,
	} {
		if got := IsEnglish(s); got != want {
			t.Errorf("IsEnglish(%q) = %v", s, got)
		}
	}
}

// Letters that are longer or shorter in lower case stand before what the tagger cuts at.
func TestReadOfLettersThatChangeTheirLength(t *testing.T) {
	for _, s := range []string{"ȺȺȺȺn't", "İİİİ's", "\u2126\u2126's", "\u212a's", "00000000\xff\xffn't"} {
		if _, err := Read([]string{s}); err != nil {
			t.Errorf("%q: %v", s, err)
		}
	}
}

func TestWithoutLong(t *testing.T) {
	long := strings.Repeat(")", longestWord+1)
	for s, want := range map[string]string{
		"":                                   "",
		" The  plant\n":                      " The  plant\n",
		"The " + long + " plant":             "The  plant",
		long:                                 "",
		long[1:] + "\u00a0" + long + "\tend": long[1:] + "\u00a0\tend",
	} {
		if got := withoutLong(s); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}

// FuzzRead: whatever slides hold, they are profiled, and what is counted is there.
func FuzzRead(f *testing.F) {
	for _, s := range []string{"", "The plant will adopt the new schedule in June.", "We've measured it, haven't we?\n- OEE: 72%", "a.b.c... \u00a0“it's” 1,000.5$ (e.g.) :-) http://x.y", "l’usine é\xff\x00", "ȺȺȺȺn't", "I'll I've I'd '' `` -- …"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p, err := Read([]string{s})
		if err != nil {
			t.Fatal(err)
		}
		if most := len(s); p.Words > most || p.Clauses > most || len(p.Links) > p.Words || len(p.Industry) > p.Words {
			t.Errorf("%q: %+v", s, p)
		}
	})
}
