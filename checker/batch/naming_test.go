package batch

import (
	"errors"
	"strings"
	"testing"

	"prejury/rules"
)

// tinyPack has the modalities of the built-in pack that names confuse most.
func tinyPack() *rules.Pack {
	p := &rules.Pack{ID: "tiny", SHA256: "0"}
	for _, m := range []struct {
		id    string
		block int
	}{{"C1-C2", 1}, {"C3-C7", 1}, {"C10-C13", 2}, {"C16", 3}, {"C21", 4}, {"C23-C25", 4}} {
		p.Modalities = append(p.Modalities, rules.Modality{ID: m.id, Block: m.block})
	}
	return p
}

func TestNamesSayWhoseAndWhat(t *testing.T) {
	for _, c := range []struct{ pattern, rel, candidate, modality, number, folder string }{
		{"", "Alix_Roy_C3-C7.pdf", "Alix Roy", "C3-C7", "", ""},
		{"", "C03–C07 Alix Roy.docx", "Alix Roy", "C3-C7", "", ""},
		{"", "rapport c3_c7 ROY.pdf", "rapport ROY", "C3-C7", "", ""},
		{"", "Roy C3 à C7 v2.pdf", "Roy v2", "C3-C7", "", ""},
		{"", "Roy-C10C13.pdf", "Roy", "C10-C13", "", ""},
		{"", "Alix Roy/rapport final C16.pdf", "Alix Roy", "C16", "", ""},
		{"", "C21/Alix Roy.pdf", "Alix Roy", "C21", "", ""},
		{"", "promo 2026/C21/Alix Roy.pdf", "promo 2026", "C21", "", ""},
		{"", "Alix Roy.pdf", "Alix Roy", "", "", ""},
		{"", "C21.pdf", "", "C21", "", ""},
		{"", "AC21B.pdf", "AC21B", "", "", ""},
		{"", "Alix ROY_1234_assignsubmission_file_/mémoire_C21.pdf", "Alix ROY", "C21", "1234", "Alix ROY_1234_assignsubmission_file_/"},
		{"", "Alix ROY_1234_assignsubmission_file/mémoire.pdf", "Alix ROY", "", "1234", "Alix ROY_1234_assignsubmission_file/"},
		{"", "C3-C7/Zoé D'AR_7_assignsubmission_file_rap.pdf", "Zoé D'AR", "C3-C7", "7", "Zoé D'AR_7_assignsubmission_file_"},
		{"", "Participant 12_12_assignsubmission_file/sous/C16.docx", "Participant 12", "C16", "12", "Participant 12_12_assignsubmission_file/"},
		{"", "De La_Tour Éa_88_assignsubmission_file_/c10-c13.pdf", "De La Tour Éa", "C10-C13", "88", "De La_Tour Éa_88_assignsubmission_file_/"},
		{"", "A_1_assignsubmission_onlinetext_/onlinetext.html", "A", "", "1", "A_1_assignsubmission_onlinetext_/"},
		{"{candidat}_{modalite}", "A B_9_assignsubmission_file_/C21.pdf", "A B", "C21", "9", "A B_9_assignsubmission_file_/"},
		{"{modalite}/{candidat}", "promo/C21/Alix Roy.pdf", "", "", "", ""},
		{"*/{modalite}/{candidat}", "promo/C21/Alix Roy.pdf", "Alix Roy", "C21", "", ""},
		{"{candidat}_{modalite}", "Alix_Roy_c3-c7.pdf", "Alix Roy", "C3-C7", "", ""},
	} {
		n, err := NewNaming(tinyPack(), c.pattern)
		if err != nil {
			t.Fatal(err)
		}
		if o := n.Of(c.rel); o.Candidate != c.candidate || o.Modality != c.modality || o.Number != c.number || o.Folder != c.folder {
			t.Errorf("%q, %q: %+v", c.pattern, c.rel, o)
		}
	}
	for _, bad := range []string{"{candidat}_{modalité}", "{candidat}{candidat}", "{modalite}", "{candidat"} {
		var e *PatternError
		if _, err := NewNaming(tinyPack(), bad); !errors.As(err, &e) {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

// FuzzNames: any place in a deposit says a modality of the pack or none, and of Moodle's
// only what stands in it: its number, and a folder or a prefix under which feedback goes
// back.
func FuzzNames(f *testing.F) {
	f.Add("Alix ROY_1234_assignsubmission_file_/mémoire_C21.pdf")
	f.Add("C3 à C7/Alix Roy.pdf")
	f.Add("Zoé D'AR_7_assignsubmission_file_rap.pdf")
	f.Add("Participant 12_12_assignsubmission_file/sous/C16.docx")
	f.Add("A_1_assignsubmission_onlinetext_/onlinetext.html")
	f.Add("_1_assignsubmission_file_/_2_assignsubmission_file_/x")
	f.Add("é_0000000000000000000000_assignsubmission_file_.pdf")
	n, err := NewNaming(tinyPack(), "")
	if err != nil {
		f.Fatal(err)
	}
	pack := tinyPack()
	f.Fuzz(func(t *testing.T, rel string) {
		o := n.Of(rel)
		if o.Modality != "" && pack.Modality(o.Modality) == nil {
			t.Errorf("%q: modality %q", rel, o.Modality)
		}
		if strings.ContainsAny(o.Candidate, "/\n") {
			t.Errorf("%q: candidate %q", rel, o.Candidate)
		}
		if (o.Number == "") != (o.Folder == "") || strings.Trim(o.Number, "0123456789") != "" {
			t.Errorf("%q: number %q, folder %q", rel, o.Number, o.Folder)
		}
		folder := strings.TrimSuffix(o.Folder, "/")
		if !strings.Contains("/"+rel, "/"+folder) || strings.Contains(folder, "/") {
			t.Errorf("%q: folder %q is not in it", rel, o.Folder)
		}
	})
}
