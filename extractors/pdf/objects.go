package pdf

import (
	"bytes"
	"strconv"
)

// object is one "12 0 obj … endobj" found in a file by reading it from end to end,
// whatever its table of objects says. The offsets are bytes of the file: body to end
// is what stands between the two words; stream, 0 when there is none, is the word
// "stream" in it.
type object struct {
	number, generation    int
	at, body, stream, end int
}

// dict is what an object says before its stream.
func (o object) dict(data []byte) []byte {
	if o.stream > 0 {
		return data[o.body:o.stream]
	}
	return data[o.body:o.end]
}

// maxNumber is the largest number of an object (ISO 32000-1, annex C).
const maxNumber = 8_388_607

// objects finds the objects of a file in their order. It reads every byte once.
func objects(data []byte) []object {
	var out []object
	current := -1 // the object that has no end yet
	closeAt := func(end int) {
		if current >= 0 {
			out[current].end = end
			current = -1
		}
	}
	for i := 0; i < len(data); {
		j := bytes.Index(data[i:], []byte("obj"))
		next := i + j
		if j < 0 {
			next = len(data)
		}
		if current >= 0 {
			if s := bytes.Index(data[i:next], []byte("stream")); s >= 0 {
				out[current].stream = i + s
				k := bytes.Index(data[i+s:], []byte("endstream"))
				if k < 0 {
					break // cut in the middle of a stream
				}
				i += s + k + len("endstream")
				continue
			}
		}
		if j < 0 {
			break
		}
		i = next + len("obj")
		if next >= 3 && string(data[next-3:next]) == "end" {
			closeAt(next - 3)
		} else if o, ok := head(data, next); ok {
			closeAt(o.at)
			out = append(out, o)
			current = len(out) - 1
		}
	}
	closeAt(len(data))
	return out
}

// head reads "12 0 " backwards from the word "obj".
func head(data []byte, obj int) (object, bool) {
	g1 := back(data, obj, isSpace)
	g0 := back(data, g1, isDigit)
	n1 := back(data, g0, isSpace)
	n0 := back(data, n1, isDigit)
	if g0 == g1 || n1 == g0 || n0 == n1 || g1-g0 > 5 {
		return object{}, false
	}
	number, err := strconv.Atoi(string(data[n0:n1]))
	if err != nil || number < 1 || number > maxNumber {
		return object{}, false
	}
	generation, _ := strconv.Atoi(string(data[g0:g1]))
	return object{number: number, generation: generation, at: n0, body: obj + len("obj"), end: len(data)}, true
}

// back is where the bytes of a kind that end at a place begin, within twenty bytes.
func back(data []byte, end int, kind func(byte) bool) int {
	i := end
	for i > 0 && end-i < 20 && kind(data[i-1]) {
		i--
	}
	return i
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// entry gives what follows a key of a dictionary, spaces skipped; nil when it has none.
func entry(dict []byte, key string) []byte {
	for i := 0; ; {
		j := bytes.Index(dict[i:], []byte(key))
		if j < 0 {
			return nil
		}
		i += j + len(key)
		if i < len(dict) && (isSpace(dict[i]) || bytes.IndexByte([]byte("/<[("), dict[i]) >= 0) {
			return bytes.TrimLeft(dict[i:], "\x00\t\n\f\r ")
		}
	}
}

// isNamed reports whether a key of a dictionary has that name.
func isNamed(dict []byte, key, name string) bool {
	v := entry(dict, key)
	return bytes.HasPrefix(v, []byte(name)) && (len(v) == len(name) || !letter(v[len(name)]))
}

func letter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || isDigit(c) }

// integer reads an integer, and where it ends; ok is false when b begins with none.
func integer(b []byte) (n, end int, ok bool) {
	start := 0
	if len(b) > 0 && b[0] == '-' {
		start = 1
	}
	for end = start; end < len(b) && isDigit(b[end]); end++ {
	}
	n, err := strconv.Atoi(string(b[:end]))
	return n, end, end > start && err == nil
}

// reference reads "12 0 R", and where it ends.
func reference(b []byte) (n, end int, ok bool) {
	n, end, ok = integer(b)
	if !ok {
		return 0, 0, false
	}
	rest := bytes.TrimLeft(b[end:], "\x00\t\n\f\r ")
	_, g, ok := integer(rest)
	if !ok {
		return 0, 0, false
	}
	rest = bytes.TrimLeft(rest[g:], "\x00\t\n\f\r ")
	if len(rest) == 0 || rest[0] != 'R' {
		return 0, 0, false
	}
	return n, len(b) - len(rest) + 1, true
}
