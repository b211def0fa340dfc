package pdf

import (
	"strings"
	"unicode/utf16"
)

// charMap is a ToUnicode map (ISO 32000-1, 9.10.3).
type charMap struct {
	chars   map[int]string
	ranges  []charRange
	lengths [5]bool
}

type charRange struct {
	lo, hi int
	to     []uint16
}

const maxMapped = 1 << 17

func parseCharMap(b []byte) *charMap {
	m := &charMap{chars: map[int]string{}}
	l := &lexer{b: b}
	var args []operand
	for {
		v, ok := l.next()
		if !ok {
			return m
		}
		op, isOp := v.(opWord)
		if !isOp {
			if len(args) < 4096 {
				args = append(args, v)
			}
			continue
		}
		switch op {
		case "endcodespacerange":
			for _, a := range args {
				if s, ok := a.(string); ok && len(s) > 0 && len(s) <= 4 {
					m.lengths[len(s)] = true
				}
			}
		case "endbfchar":
			for i := 0; i+1 < len(args) && len(m.chars) < maxMapped; i += 2 {
				m.put(intOf(args[i]), args[i+1])
			}
		case "endbfrange":
			for i := 0; i+2 < len(args); i += 3 {
				m.putRange(intOf(args[i]), intOf(args[i+1]), args[i+2])
			}
		}
		args = args[:0]
	}
}

func intOf(v operand) int {
	n := 0
	s, _ := v.(string)
	for i := 0; i < len(s) && i < 4; i++ {
		n = n<<8 | int(s[i])
	}
	return n
}

func utf16be(s string) []uint16 {
	if len(s) == 1 {
		return []uint16{uint16(s[0])}
	}
	u := make([]uint16, 0, len(s)/2)
	for i := 0; i+1 < len(s) && i < 64; i += 2 {
		u = append(u, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return u
}

func (m *charMap) put(c int, to operand) {
	if s, ok := to.(string); ok {
		m.chars[c] = printable(string(utf16.Decode(utf16be(s))))
	}
}

func (m *charMap) putRange(lo, hi int, to operand) {
	switch to := to.(type) {
	case opArray:
		for k, v := range to {
			if lo+k > hi || len(m.chars) >= maxMapped {
				return
			}
			m.put(lo+k, v)
		}
	case string:
		if u := utf16be(to); len(u) > 0 && hi >= lo && len(m.ranges) < maxMapped {
			m.ranges = append(m.ranges, charRange{lo, hi, u})
		}
	}
}

// text gives the characters of a code, "" when the map does not have it.
func (m *charMap) text(c int) string {
	if s, ok := m.chars[c]; ok {
		return s
	}
	for _, r := range m.ranges {
		if c >= r.lo && c <= r.hi {
			u := append([]uint16(nil), r.to...)
			u[len(u)-1] += uint16(c - r.lo)
			s := printable(string(utf16.Decode(u)))
			m.chars[c] = s
			return s
		}
	}
	m.chars[c] = "" // looked for once
	return ""
}

// printable drops the zeros by which some producers say that they do not know.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r == 0 || r == '\ufffd' {
			return -1
		}
		return r
	}, s)
}
