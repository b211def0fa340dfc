package reading

import (
	"fmt"
	"strconv"
	"strings"
)

// Span is a run of pages, both ends included.
type Span struct{ First, Last int }

// ParseSpan reads "5-48".
func ParseSpan(s string) (Span, error) {
	a, b, ok := strings.Cut(strings.ReplaceAll(s, "–", "-"), "-")
	first, err1 := strconv.Atoi(strings.TrimSpace(a))
	last, err2 := strconv.Atoi(strings.TrimSpace(b))
	if !ok || err1 != nil || err2 != nil || first < 1 || last < first {
		return Span{}, fmt.Errorf("%q is not a run of pages such as 5-48", s)
	}
	return Span{first, last}, nil
}
