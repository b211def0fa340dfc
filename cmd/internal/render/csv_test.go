package render

import "testing"

func TestInert(t *testing.T) {
	for s, want := range map[string]string{
		"": "", "Alix Roy": "Alix Roy", "12": "12", "a=b": "a=b", "…": "…",
		`=HYPERLINK("http://x")`: `'=HYPERLINK("http://x")`, "+1": "'+1", "-1": "'-1", "@SUM(A1)": "'@SUM(A1)", "\t=1": "'\t=1", "\r=1": "'\uFFFD=1", "a\x1b[2J": "a\uFFFD[2J",
	} {
		if got := Inert(s); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}
