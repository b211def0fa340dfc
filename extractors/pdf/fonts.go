package pdf

import "strings"

// Font descriptor flags of ISO 32000-1, table 123.
const (
	flagItalic    = 1 << 6
	flagForceBold = 1 << 18
)

// styled reads a font's style from its name, which tells more than its declared
// weight: many producers write the same weight for all.
func styled(name string, flags int) font {
	if i := strings.IndexByte(name, '+'); i == 6 {
		name = name[7:] // the tag of a subset
	}
	low := strings.ToLower(name)
	f := font{name: name}
	for _, s := range []string{"bold", "black", "heavy", "semibd", "demi", "-bd", "cmbx", "sfbx", "ecbx", "-medi", "extrabd", "-bol"} {
		if strings.Contains(low, s) {
			f.bold = true
		}
	}
	if strings.Contains(low, "medium") && !strings.Contains(low, "bold") {
		f.bold = false
	}
	f.bold = f.bold || flags&flagForceBold != 0
	f.italic = flags&flagItalic != 0 || strings.Contains(low, "italic") || strings.Contains(low, "oblique") || strings.Contains(low, "cmti") || strings.Contains(low, "sfti")
	return f
}
