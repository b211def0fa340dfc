package ziptest

import "strings"

// Tree turns bytes into well-formed XML of the given tags, each a name with or
// without attributes: what a fuzzer varies is then the shape of a document, not
// its syntax.
func Tree(data []byte, tags []string) string {
	var b strings.Builder
	var open []string
	for _, c := range data {
		switch n := int(c); {
		case n < 40 && len(open) > 0:
			b.WriteString("</" + open[len(open)-1] + ">")
			open = open[:len(open)-1]
		case n < 60:
			b.WriteString("du texte ")
		case len(open) < 200:
			tag := tags[n%len(tags)]
			name, _, _ := strings.Cut(tag, " ")
			b.WriteString("<" + tag + ">")
			open = append(open, name)
		}
	}
	for i := len(open) - 1; i >= 0; i-- {
		b.WriteString("</" + open[i] + ">")
	}
	return b.String()
}
