package pdf

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"

	gopdf "github.com/ledongthuc/pdf"
	"golang.org/x/text/encoding/charmap"
)

// goFont turns the strings of a content stream into characters and widths (ISO
// 32000-1, 9.5 to 9.10).
type goFont struct {
	style           font
	composite       bool
	guess           bool    // nothing says which characters its codes are
	named           bool    // the font program names its glyphs
	own             bool    // its codes are its own: only its map says what they are
	unit            float32 // width units in one unit of text space
	em              float32 // size of the em square in text space
	ascent, descent float32
	widths          map[int]float32
	missing         float32
	simple          [256]string // what the encoding says of each code
	unicode         *charMap    // nil when the font has none
	space           [5]bool     // code lengths of a composite font
}

// code is one character code of a string.
type code struct {
	code  int
	text  string // "" when the font does not say which character it is
	space bool   // the single byte 32, which word spacing widens
}

// font reads a font, once for all pages.
func (f *goFile) font(v gopdf.Value) *goFont {
	if v.Kind() != gopdf.Dict {
		return nil
	}
	key := v.String()
	if fo, ok := f.fonts[key]; ok {
		return fo
	}
	f.fonts[key] = nil // should reading it panic, it is not tried again
	fo := newFont(v)
	f.fonts[key] = fo
	return fo
}

func newFont(v gopdf.Value) *goFont {
	fo := &goFont{unit: 0.001, em: 1, ascent: 0.8, descent: -0.2, widths: map[int]float32{}, missing: 500}
	descriptor := v.Key("FontDescriptor")
	base := v.Key("BaseFont").Name()
	if d := v.Key("DescendantFonts"); d.Len() > 0 {
		fo.composite = true
		child := d.Index(0)
		descriptor = child.Key("FontDescriptor")
		fo.cidWidths(child)
	} else {
		fo.simpleWidths(v, descriptor)
		fo.encoding(v)
		if len(fo.widths) == 0 {
			fo.standardWidths(base)
		}
	}
	fo.style = styled(base, int(descriptor.Key("Flags").Int64()))
	if a, d := float32(descriptor.Key("Ascent").Float64())/1000, float32(descriptor.Key("Descent").Float64())/1000; a-d > 0.3 && a-d < 3 && a > 0 && d <= 0 {
		fo.ascent, fo.descent = a/(a-d), d/(a-d)
	}
	if v.Key("Subtype").Name() == "Type3" {
		fo.type3(v)
	}
	if s := streamBytes(v.Key("ToUnicode")); len(s) > 0 {
		fo.unicode = parseCharMap(s)
	}
	fo.guess = fo.unicode == nil && (fo.composite || fo.own && !fo.named)
	if enc := v.Key("Encoding"); fo.composite && enc.Kind() == gopdf.Stream {
		fo.space = parseCharMap(streamBytes(enc)).lengths
	}
	if fo.space == ([5]bool{}) && fo.composite {
		fo.space[2] = true
	}
	return fo
}

// type3 takes the size of glyphs from the font's own matrix.
func (fo *goFont) type3(v gopdf.Value) {
	m := v.Key("FontMatrix")
	if m.Len() != 6 {
		return
	}
	if a := float32(m.Index(0).Float64()); a > 0 {
		fo.unit = a
	}
	b := v.Key("FontBBox")
	if d := float32(m.Index(3).Float64()); d != 0 && b.Len() == 4 {
		lo, hi := float32(b.Index(1).Float64())*d, float32(b.Index(3).Float64())*d
		if hi < lo {
			lo, hi = hi, lo
		}
		if hi-lo > 0.1 && hi-lo < 20 {
			fo.ascent, fo.descent, fo.em = hi, lo, hi-lo
		}
	}
}

func (fo *goFont) simpleWidths(v, descriptor gopdf.Value) {
	first := int(v.Key("FirstChar").Int64())
	w := v.Key("Widths")
	for i := 0; i < w.Len() && i < 256; i++ {
		fo.widths[first+i] = float32(w.Index(i).Float64())
	}
	switch m := descriptor.Key("MissingWidth"); {
	case m.Float64() > 0:
		fo.missing = float32(m.Float64())
	case w.Len() > 0:
		fo.missing = 0
	}
}

// maxCID bounds the codes for which widths are kept.
const maxCID = 1 << 16

// cidWidths reads the W array of ISO 32000-1, 9.7.4.3.
func (fo *goFont) cidWidths(v gopdf.Value) {
	fo.missing = 1000
	if dw := v.Key("DW"); !dw.IsNull() {
		fo.missing = float32(dw.Float64())
	}
	w := v.Key("W")
	for i := 0; i+1 < w.Len(); {
		first, second := int(w.Index(i).Int64()), w.Index(i+1)
		if second.Kind() == gopdf.Array {
			for k := 0; k < second.Len() && first+k < maxCID; k++ {
				fo.widths[first+k] = float32(second.Index(k).Float64())
			}
			i += 2
			continue
		}
		if i+2 >= w.Len() {
			return
		}
		width := float32(w.Index(i + 2).Float64())
		for c := first; c <= int(second.Int64()) && c < maxCID && len(fo.widths) < maxCID; c++ {
			fo.widths[c] = width
		}
		i += 3
	}
}

func (fo *goFont) width(c int) float32 {
	if w, ok := fo.widths[c]; ok {
		return w
	}
	return fo.missing
}

// encoding reads which character each code of a simple font is.
func (fo *goFont) encoding(v gopdf.Value) {
	enc := v.Key("Encoding")
	name := enc.Name()
	if enc.Kind() == gopdf.Dict {
		name = enc.Key("BaseEncoding").Name()
	}
	table := charmap.Windows1252
	if name == "MacRomanEncoding" {
		table = charmap.Macintosh
	}
	fo.own = enc.IsNull() && v.Key("FontDescriptor").Key("Flags").Int64()&4 != 0
	symbolic := v.Key("FontDescriptor").Key("Flags").Int64()&4 != 0 && name == ""
	if name == "" && fo.builtin(v.Key("FontDescriptor").Key("FontFile"), v) {
		return
	}
	for c := 32; c < 256; c++ {
		if symbolic && c >= 128 {
			continue // a code of the font's own
		}
		if r := table.DecodeByte(byte(c)); r != '\ufffd' {
			fo.simple[c] = string(r)
		}
	}
	fo.differences(enc.Key("Differences"), v)
}

// dupPut is one code of the encoding in a Type 1 font program (Adobe Type 1 Font
// Format, 2.2).
var dupPut = regexp.MustCompile(`dup\s+(\d{1,3})\s*/(\S+)\s+put`)

// builtin reads the encoding of an embedded Type 1 font, and what the file changes
// of it; false when it has none.
func (fo *goFont) builtin(program, v gopdf.Value) bool {
	b := streamBytes(program)
	if i := bytes.Index(b, []byte("eexec")); i > 0 {
		b = b[:i]
	}
	found := dupPut.FindAllSubmatch(b, 256)
	if len(found) == 0 {
		return false
	}
	lookup := gopdf.Font{V: v}
	for _, m := range found {
		if c, err := strconv.Atoi(string(m[1])); err == nil && c < 256 {
			fo.simple[c] = glyphName(string(m[2]), c, &lookup)
		}
	}
	fo.differences(v.Key("Encoding").Key("Differences"), v)
	fo.named = true
	return true
}

// differences reads what a file changes of an encoding.
func (fo *goFont) differences(differences, v gopdf.Value) {
	lookup := gopdf.Font{V: v}
	c := 0
	for i := range differences.Len() {
		d := differences.Index(i)
		if d.Kind() != gopdf.Name {
			c = int(d.Int64())
			continue
		}
		if c >= 0 && c < 256 {
			fo.simple[c] = glyphName(d.Name(), c, &lookup)
		}
		c++
	}
}

// numbered is a glyph's name that is a letter and a code.
var numbered = regexp.MustCompile(`^[a-zA-Z]{1,2}(\d{1,3})$`)

// glyphName gives the character that a glyph's name says (Adobe Glyph List).
func glyphName(name string, c int, lookup *gopdf.Font) string {
	base, _, _ := strings.Cut(name, ".")
	if strings.Contains(base, "_") {
		var out strings.Builder
		for _, part := range strings.Split(base, "_") {
			if len(part) == 1 {
				out.WriteString(part)
			}
		}
		return out.String()
	}
	if s := latinName(base); s != "" {
		return s
	}
	// The library knows the whole list, by the code that bears the name.
	if s := lookup.Encoder().Decode(string([]byte{byte(c)})); s != "" && s != string(rune(c)) {
		return s
	}
	if m := numbered.FindStringSubmatch(base); m != nil {
		if n, _ := strconv.Atoi(m[1]); n > 0 && n < 256 {
			return string(rune(n)) // a character code, as bitmap fonts of TeX have
		}
	}
	for _, prefix := range []string{"uni", "u"} {
		if h, ok := strings.CutPrefix(base, prefix); ok && len(h) >= 4 && len(h) <= 6 {
			if n, err := strconv.ParseUint(h, 16, 32); err == nil && n > 0 && n < 0x110000 {
				return string(rune(n))
			}
		}
	}
	return ""
}

// decode cuts a string into character codes.
func (fo *goFont) decode(s string) []code {
	out := make([]code, 0, len(s))
	for i := 0; i < len(s); {
		n, c := 1, int(s[i])
		if fo.composite {
			n, c = fo.cut(s[i:])
		}
		cd := code{code: c, space: n == 1 && c == 32}
		if fo.unicode != nil {
			cd.text = fo.unicode.text(c)
		}
		if cd.text == "" && !fo.composite && !(fo.unicode != nil && fo.own) {
			cd.text = fo.simple[c]
		}
		out = append(out, cd)
		i += n
	}
	return out
}

// cut gives the length and value of the first code of a composite font.
func (fo *goFont) cut(s string) (n, c int) {
	for n = 1; n <= 4 && n <= len(s); n++ {
		c = c<<8 | int(s[n-1])
		if fo.space[n] {
			return n, c
		}
	}
	return min(n, len(s)), c
}
