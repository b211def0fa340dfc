package office

import (
	"strconv"
	"strings"
)

// hiddenSize is the size under which text is not meant to be read, in points.
const hiddenSize = 4

// IsWhite says that text of this colour (RRGGBB, with # or not) does not show on
// white paper.
func IsWhite(rgb string) bool {
	if strings.EqualFold(rgb, "white") {
		return true
	}
	rgb = strings.TrimPrefix(rgb, "#")
	v, err := strconv.ParseUint(rgb, 16, 32)
	return err == nil && len(rgb) == 6 && v>>16&0xff >= 0xf0 && v>>8&0xff >= 0xf0 && v&0xff >= 0xf0
}

// Length reads a number with its unit (2.5cm, 12pt) and gives points.
func Length(v string) (float64, bool) {
	v = strings.TrimSpace(v)
	if strings.HasSuffix(v, "inch") {
		v = v[:len(v)-2]
	}
	if len(v) < 3 {
		return 0, false
	}
	n, err := strconv.ParseFloat(strings.TrimSpace(v[:len(v)-2]), 64)
	if err != nil {
		return 0, false
	}
	unit := map[string]float64{"pt": 1, "pc": 12, "pi": 12, "in": 72, "cm": 72 / 2.54, "mm": 72 / 25.4, "px": 0.75}[v[len(v)-2:]]
	return Bound(n * unit), unit != 0
}

// Bound keeps a length in points within what paper can have, so that sums stay
// finite.
func Bound(f float64) float64 {
	if f != f {
		return 0
	}
	return max(-20000, min(20000, f))
}
