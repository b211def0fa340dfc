package layout

import (
	"strings"
	"testing"

	"prejury/extractors/document"
)

// spread draws a line word by word, with a space and so many points between words;
// extra is the word before which one space more stands, folded as engines do.
func (s *sheet) spread(x, y float32, l look, gap float32, extra, text string) *sheet {
	words := strings.Fields(text)
	for i, w := range words {
		if i > 0 {
			s.set(x, y, l, " ")
			x += gap
			if w == extra {
				x += gap
			}
		}
		s.set(x, y, l, w)
		x += float32(len([]rune(w))) * l.size / 2
	}
	return s
}

func TestDoubledSpaces(t *testing.T) {
	const text = "le budget du projet est tenu depuis le mois de mars"
	code := body
	code.font = "CourierNew"
	guessed := func(s *sheet) *sheet {
		for i := range s.p.Runs {
			for k := range s.p.Runs[i].Glyphs {
				s.p.Runs[i].Glyphs[k].Guessed = s.p.Runs[i].Glyphs[k].R == ' '
			}
		}
		return s
	}
	uneven := func(s *sheet) *sheet {
		for i := range s.p.Runs { // every third word drifts to the right
			if i%6 == 4 {
				for k := range s.p.Runs[i].Glyphs {
					s.p.Runs[i].Glyphs[k].X0 += 2
					s.p.Runs[i].Glyphs[k].X1 += 2
				}
			}
		}
		return s
	}
	for _, c := range []struct {
		name string
		page *sheet
		want string
	}{
		{"one space everywhere", newSheet(1).spread(70, 100, body, 4, "", text), ""},
		{"two before a word", newSheet(1).spread(70, 100, body, 4, "tenu", text), "tenu"},
		{"in a line that is justified", newSheet(1).spread(70, 100, body, 7, "tenu", text), "tenu"},
		{"a line that is justified", newSheet(1).spread(70, 100, body, 7, "", text), ""},
		{"spaces that the file does not have", guessed(newSheet(1).spread(70, 100, body, 4, "tenu", text)), ""},
		{"words of a line that are not evenly set", uneven(newSheet(1).spread(70, 100, body, 4, "tenu", text)), ""},
		{"code", newSheet(1).spread(70, 100, code, 4, "tenu", text), ""},
		{"after a number that begins the line", newSheet(1).spread(70, 100, body, 4, "budget", "1. budget du projet est tenu depuis le mois"), ""},
		{"a line too short to tell", newSheet(1).spread(70, 100, body, 4, "tenu", "est tenu depuis"), ""},
	} {
		got := ""
		for _, b := range build(c.page).Blocks {
			for _, at := range b.Doubled {
				got += strings.Fields(b.Text[at:])[0]
			}
		}
		if got != c.want {
			t.Errorf("%s: before %q, want %q", c.name, got, c.want)
		}
	}
}

// TestDoubledSpacesSaidAgain has the words around a doubled space stand with one space
// in the line before: it is the second pair that counts.
func TestDoubledSpacesSaidAgain(t *testing.T) {
	const line = "le budget du projet est tenu depuis le mois de mars"
	page := newSheet(1).spread(70, 100, body, 4, "", line).spread(70, 115, body, 4, "tenu", line)
	blocks := build(page).Blocks
	if len(blocks) != 1 || len(blocks[0].Doubled) != 1 || blocks[0].Doubled[0] != strings.LastIndex(blocks[0].Text, "tenu") {
		t.Errorf("blocks %+v, want one with a doubled space before the last \"tenu\"", blocks)
	}
}

// TestFollower finds words in a text in which some were changed or joined.
func TestFollower(t *testing.T) {
	f := newFollower("un texte numérique et porte-monnaie, puis la difficile fin la vraie")
	for _, c := range []struct {
		word        string
		first, last bool
		want        int
	}{
		{"un", true, false, 0},
		{"texte", false, false, 1},
		{"numé-", false, true, -1},
		{"rique", true, false, 2},
		{"et", false, false, 3},
		{"porte-", false, true, 4},
		{"monnaie,", true, false, 4},
		{"puis", false, false, 5},
		{"la", false, false, 6},
		{"diﬃcile", false, false, -1},
		{"fin", false, false, 8},
		{"la", false, false, 9},
		{"absent", false, false, -1},
		{"vraie", false, true, 10},
		{"rien", false, false, -1},
	} {
		if got := f.find(c.word, c.first, c.last); got != c.want {
			t.Errorf("%q: %d, want %d", c.word, got, c.want)
		}
	}
}

// TestDoubledSpacesOfTables has cells whose words are far apart left alone.
func TestDoubledSpacesOfTables(t *testing.T) {
	s := newSheet(1)
	s.grid(70, 100, 200, 20, [][]string{{"un", "deux"}, {"trois", "quatre"}})
	for _, b := range build(s).Blocks {
		if b.Kind == document.Table && len(b.Doubled) > 0 {
			t.Errorf("doubled spaces in a table: %v", b.Doubled)
		}
	}
}
