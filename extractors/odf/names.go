package odf

import (
	"strconv"
	"strings"
)

// builtIn gives the names along a style's parents, as users see them.
func (s *styles) builtIn(name string) []string {
	var names []string
	for range maxParents {
		st := s.byName["paragraph/"+name]
		if st == nil {
			return append(names, unescape(name))
		}
		if st.displayName != "" {
			names = append(names, st.displayName)
		}
		names = append(names, unescape(st.name))
		if name = st.parent; name == "" {
			break
		}
	}
	return names
}

// unescape undoes the writing of spaces and letters in style names: _20_.
func unescape(name string) string {
	parts := strings.Split(name, "_")
	var b strings.Builder
	for i := 0; i < len(parts); i++ {
		if i > 0 && i < len(parts)-1 {
			if n, err := strconv.ParseUint(parts[i], 16, 16); err == nil && len(parts[i]) >= 2 {
				b.WriteRune(rune(n))
				i++
				b.WriteString(parts[i])
				continue
			}
		}
		if i > 0 {
			b.WriteByte('_')
		}
		b.WriteString(parts[i])
	}
	return b.String()
}
