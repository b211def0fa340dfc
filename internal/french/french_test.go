package french

import (
	"slices"
	"strings"
	"testing"
)

func TestKnown(t *testing.T) {
	l := Open()
	for _, c := range []struct {
		words string
		known bool
	}{
		{"usine évaluées planifier mangeassions kilowatts aujourd'hui chef-d'œuvre", true},
		{"l'usine qu'elle jusqu'à lorsqu'un d'œuvre quelqu'un", true},
		{"sous-traitance peut-on a-t-il socio-économique qualité-prix c'est-à-dire", true},
		{"maitrise connaitre cout possèdera règlementation oeuvre", true},       // spelling of 1990, oe
		{"coactivité réutilisabilité pseudonymisée déposables valideurs", true}, // derived
		{"developpement evenement peformances aujourdhui l'entrepise applica ques bjr", false},
	} {
		for _, w := range strings.Fields(c.words) {
			if l.Known(w) != c.known {
				t.Errorf("Known(%q) = %v", w, !c.known)
			}
		}
	}
}

func TestOtherWords(t *testing.T) {
	l := Open()
	for _, c := range []struct {
		what string
		got  bool
		want bool
	}{
		{"Name France", l.Name("France"), true},
		{"Name Usine", l.Name("Usine"), false},
		{"English dashboard", l.English("dashboard"), true},
		{"English usine", l.English("usine"), false},
		{"English management, also French", l.English("management"), false},
		{"Term workflows", l.Term("workflows"), true},
		{"Split delusine", l.Split("delusine") == "", true},
		{"Split surle", l.Split("surle") == "sur le", true},
		{"Split projetsont", l.Split("projetsont") == "projet sont", true},
		{"Mended applica ons", l.Mended("applica", "ons"), true},
		{"Mended usine verte", l.Mended("usine", "verte"), false},
	} {
		if c.got != c.want {
			t.Errorf("%s: %v", c.what, c.got)
		}
	}
}

// A text layer loses the letters that its font drew as one sign, or writes another.
func TestLostLigatures(t *testing.T) {
	l := Open()
	for _, c := range []struct{ what, got, want string }{
		{"Rejoin applica, ons", l.Rejoin("applica", "ons"), "applications"},
		{"Rejoin di, icile", l.Rejoin("di", "icile"), "difficile"},
		{"Rejoin usine, verte", l.Rejoin("usine", "verte"), ""},
		{"Refill vérication", l.Refill("vérication"), "vérification"},
		{"Refill usine", l.Refill("usine"), ""},
		{"Unsign fonc*onnelles", l.Unsign("fonc*onnelles"), "fonctionnelles"},
		{"Unsign ges&on", l.Unsign("ges&on"), "gestion"},
		{"Unsign usine", l.Unsign("usine"), "usine"},
		{"Unsign ****", l.Unsign("****"), ""},
		{"Unsign", l.Unsign(""), ""},
		{"Unsign of a formula", l.Unsign("n=" + strings.Repeat("a+", 40) + "b"), ""},
		{"Unsign of a rule", l.Unsign("a" + strings.Repeat("=", 80) + "b"), ""},
		{"FalseFriend connection", FalseFriend("connection"), "connexion"},
		{"FalseFriend connexion", FalseFriend("connexion"), ""},
		{"Unaccented", Unaccented("évènement ça où"), "evenement ca ou"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %q, want %q", c.what, c.got, c.want)
		}
	}
	if !Doubled("fonctionalité", "fonctionnalité") || Doubled("fonction", "fraction") {
		t.Error("doubled letters")
	}
}

func TestSuggest(t *testing.T) {
	l := Open()
	for wrong, right := range map[string]string{
		"developpement": "développement", "langauge": "langage", "bénifice": "bénéfice", "proffessionnel": "professionnel", "aujourdhui": "aujourd'hui",
		"connection": "connexion", "difficultées": "difficultés", "surpenante": "surprenante", "interressant": "intéressant", "l'equipe": "l'équipe",
	} {
		if got := l.Suggest(wrong, 3, nil); len(got) == 0 || got[0] != right {
			t.Errorf("Suggest(%q) = %q, want %q first", wrong, got, right)
		}
	}
	prefer := func(w string) int {
		if w == "entreprise" {
			return 9
		}
		return 0
	}
	if got := l.Suggest("entrepise", 3, prefer); got[0] != "entreprise" {
		t.Errorf("with the writer's words: %q", got)
	}
	if got := l.Suggest("xqzwkjh", 3, nil); len(got) != 0 {
		t.Errorf("suggestions for nothing: %q", got)
	}
}

func TestAccents(t *testing.T) {
	got := Open().Accents("evenement")
	slices.Sort(got)
	if want := []string{"évènement", "événement"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func FuzzSuggest(f *testing.F) {
	f.Add("developpement")
	f.Add("l'été-là")
	f.Add("\xff\xfe")
	f.Fuzz(func(t *testing.T, s string) {
		l := Open()
		if len(s) > 40 {
			s = s[:40]
		}
		for _, w := range l.Suggest(s, 3, nil) {
			if bare := w[strings.IndexByte(w, '\'')+1:]; !l.Known(w) && !l.Known(bare) {
				t.Errorf("Suggest(%q) gives %q, which is no word", s, w)
			}
		}
		l.Known(s)
		l.Split(s)
	})
}

// FuzzLostLigatures: what is mended is French, whatever stands there.
func FuzzLostLigatures(f *testing.F) {
	f.Add("applica", "ons")
	f.Add("fonc*onnelles", "")
	f.Add("s=t+t+t+t+t+t+t", "")
	f.Fuzz(func(t *testing.T, left, right string) {
		l := Open()
		for _, w := range []string{l.Rejoin(left, right), l.Refill(left), l.Unsign(left)} {
			if w != "" && !l.Has(w) {
				t.Errorf("%q, %q: %q is no word", left, right, w)
			}
		}
		if w := l.Split(left); w != "" && strings.ReplaceAll(w, " ", "") != left {
			t.Errorf("%q was split into %q", left, w)
		}
	})
}

func BenchmarkSuggest(b *testing.B) {
	l := Open()
	words := strings.Fields("developpement langauge proffessionnel l'equipe entrepise")
	for b.Loop() {
		for _, w := range words {
			l.Suggest(w, 3, nil)
		}
	}
	b.ReportMetric(float64(len(words))*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}

func BenchmarkOpen(b *testing.B) {
	for b.Loop() {
		Open()
	}
}
