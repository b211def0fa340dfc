package pdf

import (
	"bytes"
	"io"
	"strconv"
)

// limited reads at most n bytes.
type limited struct {
	r io.Reader
	n int
}

func (l *limited) Read(p []byte) (int, error) {
	if l.n <= 0 {
		return 0, io.EOF
	}
	n, err := l.r.Read(p[:min(len(p), l.n)])
	l.n -= n
	return n, err
}

// operand is a number, a string, a name or an array in a content stream or a
// character map. Other kinds are nil.
type operand any

type (
	opName  string
	opWord  string // an operator
	opArray []operand
	opDict  map[string]operand
)

// lexer cuts a content stream into operands and operators (ISO 32000-1, 7.8.2). It
// never fails: what it cannot read it skips.
type lexer struct {
	b     []byte
	pos   int
	depth int
}

const maxNesting = 32

// next gives the next operand or operator; ok is false at the end.
func (l *lexer) next() (operand, bool) {
	for l.pos < len(l.b) {
		switch c := l.b[l.pos]; {
		case isSpace(c):
			l.pos++
		case c == '%':
			for l.pos < len(l.b) && l.b[l.pos] != '\n' && l.b[l.pos] != '\r' {
				l.pos++
			}
		case c == '/':
			l.pos++
			return opName(l.name()), true
		case c == '(':
			l.pos++
			return l.literal(), true
		case c == '<' && l.at(1) == '<':
			l.pos += 2
			return l.dict(), true
		case c == '<':
			l.pos++
			return l.hex(), true
		case c == '[':
			l.pos++
			return l.array(), true
		case c == '>' && l.at(1) == '>':
			l.pos += 2
			return opWord(">>"), true
		case c == ']' || c == '{' || c == '}' || c == ')' || c == '>':
			l.pos++
			if c == ']' {
				return opWord("]"), true
			}
		default:
			return l.word(), true
		}
	}
	return nil, false
}

func (l *lexer) at(n int) byte {
	if l.pos+n < len(l.b) {
		return l.b[l.pos+n]
	}
	return 0
}

func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func isDelimiter(c byte) bool { return bytes.IndexByte([]byte("()<>[]{}/%"), c) >= 0 }

func (l *lexer) token() []byte {
	start := l.pos
	for l.pos < len(l.b) && !isSpace(l.b[l.pos]) && !isDelimiter(l.b[l.pos]) {
		l.pos++
	}
	return l.b[start:l.pos]
}

func (l *lexer) name() string {
	t := l.token()
	if bytes.IndexByte(t, '#') < 0 {
		return string(t)
	}
	var out []byte
	for i := 0; i < len(t); i++ {
		if t[i] == '#' && i+2 < len(t) {
			if n, err := strconv.ParseUint(string(t[i+1:i+3]), 16, 8); err == nil {
				out = append(out, byte(n))
				i += 2
				continue
			}
		}
		out = append(out, t[i])
	}
	return string(out)
}

// word reads a number or an operator.
func (l *lexer) word() operand {
	t := l.token()
	if len(t) == 0 { // cannot be, but must not loop
		l.pos++
		return nil
	}
	if c := t[0]; c >= '0' && c <= '9' || c == '-' || c == '+' || c == '.' {
		return number(t)
	}
	return opWord(t)
}

// number reads a number as viewers do: what is malformed counts as far as it goes.
func number(t []byte) float64 {
	neg, seen, frac, scale, v := false, false, false, 1.0, 0.0
	for _, c := range t {
		switch {
		case c == '-' && !seen:
			neg = true
		case c == '.' && !frac:
			frac = true
		case c >= '0' && c <= '9':
			seen = true
			if frac {
				scale /= 10
				v += float64(c-'0') * scale
			} else {
				v = v*10 + float64(c-'0')
			}
		case c == '-':
			return signed(v, neg)
		}
	}
	return signed(v, neg)
}

func signed(v float64, neg bool) float64 {
	v = min(v, 1e12)
	if neg {
		return -v
	}
	return v
}

func (l *lexer) literal() string {
	var out []byte
	depth := 1
	for l.pos < len(l.b) {
		c := l.b[l.pos]
		l.pos++
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return string(out)
			}
		case '\\':
			if out = l.escape(out); true {
				continue
			}
		}
		out = append(out, c)
	}
	return string(out)
}

func (l *lexer) escape(out []byte) []byte {
	if l.pos >= len(l.b) {
		return out
	}
	c := l.b[l.pos]
	l.pos++
	switch c {
	case 'n':
		return append(out, '\n')
	case 'r':
		return append(out, '\r')
	case 't':
		return append(out, '\t')
	case 'b':
		return append(out, '\b')
	case 'f':
		return append(out, '\f')
	case '\r':
		if l.at(0) == '\n' {
			l.pos++
		}
		return out
	case '\n':
		return out
	}
	if c < '0' || c > '7' {
		return append(out, c)
	}
	v := int(c - '0')
	for k := 0; k < 2 && l.at(0) >= '0' && l.at(0) <= '7' && l.pos < len(l.b); k++ {
		v = v*8 + int(l.b[l.pos]-'0')
		l.pos++
	}
	return append(out, byte(v))
}

func (l *lexer) hex() string {
	var out []byte
	half, have := byte(0), false
	for l.pos < len(l.b) {
		c := l.b[l.pos]
		l.pos++
		if c == '>' {
			break
		}
		d, ok := hexDigit(c)
		if !ok {
			continue
		}
		if have {
			out = append(out, half<<4|d)
		}
		half, have = d, !have
	}
	if have {
		out = append(out, half<<4)
	}
	return string(out)
}

func hexDigit(c byte) (byte, bool) {
	switch {
	case c >= '0' && c <= '9':
		return c - '0', true
	case c >= 'a' && c <= 'f':
		return c - 'a' + 10, true
	case c >= 'A' && c <= 'F':
		return c - 'A' + 10, true
	}
	return 0, false
}

func (l *lexer) array() operand {
	var out opArray
	if l.depth >= maxNesting {
		return out
	}
	l.depth++
	defer func() { l.depth-- }()
	for {
		v, ok := l.next()
		if !ok || v == opWord("]") {
			return out
		}
		if _, stray := v.(opWord); !stray {
			out = append(out, v)
		}
	}
}

func (l *lexer) dict() operand {
	out := opDict{}
	if l.depth >= maxNesting {
		return out
	}
	l.depth++
	defer func() { l.depth-- }()
	for {
		k, ok := l.next()
		if !ok || k == opWord(">>") {
			return out
		}
		key, isName := k.(opName)
		if !isName {
			continue
		}
		v, ok := l.next()
		if !ok || v == opWord(">>") {
			return out
		}
		out[string(key)] = v
	}
}

// inlineImage skips the data of an inline image (ISO 32000-1, 8.9.7), after ID.
func (l *lexer) inlineImage() {
	for i := l.pos; ; {
		j := bytes.Index(l.b[i:], []byte("EI"))
		if j < 0 {
			l.pos = len(l.b)
			return
		}
		i += j
		before := i == 0 || isSpace(l.b[i-1])
		after := i+2 >= len(l.b) || isSpace(l.b[i+2])
		if before && after && plain(l.b[i+2:min(len(l.b), i+22)]) {
			l.pos = i + 2
			return
		}
		i += 2
	}
}

// plain reports whether bytes may be operators rather than the data of an image.
func plain(b []byte) bool {
	for _, c := range b {
		if c > 0x7e || c < 0x20 && !isSpace(c) {
			return false
		}
	}
	return true
}
