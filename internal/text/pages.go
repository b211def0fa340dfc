package text

import (
	"strconv"
	"strings"
)

// Ranges writes page numbers in ascending order as people do: "3, 7–9".
func Ranges(pages []int) string {
	var b strings.Builder
	for i := 0; i < len(pages); {
		j := i
		for j+1 < len(pages) && pages[j+1] == pages[j]+1 {
			j++
		}
		if b.Len() > 0 {
			b.WriteString(", ")
		}
		b.WriteString(strconv.Itoa(pages[i]))
		if j > i {
			b.WriteString("–" + strconv.Itoa(pages[j]))
		}
		i = j + 1
	}
	return b.String()
}
