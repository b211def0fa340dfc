package text

import "testing"

func TestVisible(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{"Éloïse – « rapport »\tC3-C7\n", "Éloïse – « rapport »\tC3-C7\n"},
		{"rouge\x1b[31m\x1b]0;titre\x07", "rouge�[31m�]0;titre�"},
		{"a\rb\u009b31m\x7f", "a�b�31m�"},
		{"tropp\u202efdp.x\u2066", "tropp�fdp.x�"},
		{"مشروع\u200f", "مشروع\u200f"},
		{"lat\xe9in \x9b31m", "lat�in �31m"},
	} {
		if got := Visible(c.in); got != c.want {
			t.Errorf("Visible(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}
