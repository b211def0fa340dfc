package text

import (
	"strings"
	"unicode"
)

// longSpaces is the number of spaces in a row from which they lay text out.
const longSpaces = 4

// DoubledSpaces gives the bytes at which a word begins that raw parts from the one before by
// two or three spaces. The bytes are those of raw once it is cleaned and its spaces
// folded: the fields of Clean(raw) joined by one space. Text in which more spaces stand
// in a row is laid out by them, and none of its spaces is doubled; nor are those after
// a number or a bullet that begins it, or a non-breaking one.
func DoubledSpaces(raw string) []int {
	if !strings.Contains(raw, "  ") || strings.Contains(raw, strings.Repeat(" ", longSpaces)) {
		return nil
	}
	wide := wideBefore(raw)
	fields := strings.Fields(Clean(raw))
	if len(fields) != len(wide) {
		return nil // cleaning took a word away, or made one
	}
	var out []int
	at := 0
	for i, f := range fields {
		if wide[i] && !(i == 1 && Label(fields[0])) {
			out = append(out, at)
		}
		at += len(f) + 1
	}
	return out
}

// wideBefore says of each word of raw whether two spaces, and nothing but ordinary
// spaces, part it from the word before.
func wideBefore(raw string) []bool {
	var out []bool
	ordinary, others, inside := 0, 0, false
	for _, r := range raw {
		switch {
		case r == ' ':
			ordinary++
			inside = false
		case unicode.IsSpace(r):
			others++
			inside = false
		case !inside:
			out = append(out, len(out) > 0 && ordinary > 1 && others == 0)
			ordinary, others, inside = 0, 0, true
		}
	}
	return out
}

// Label reports whether a word is a number, a letter or a bullet before a text: no two
// letters follow one another in it, or it is a numeral such as "III.".
func Label(word string) bool {
	if strings.Trim(word, "IVXLC.-)") == "" {
		return true
	}
	run := 0
	for _, r := range word {
		if !unicode.IsLetter(r) {
			run = 0
			continue
		}
		if run++; run > 1 {
			return false
		}
	}
	return true
}

// monospaced are parts of the names of fonts in which code is written, folded;
// "mono" is one but for the maker's name in "Monotype Corsiva".
var monospaced = []string{"courier", "consol", "mono", "menlo", "cascadia", "source code", "sourcecode", "fira code", "firacode", "cmtt", "typewriter", "fixed"}

// Monospaced reports whether a font, by its name, has characters of one width.
func Monospaced(font string) bool {
	f := strings.ReplaceAll(Fold(font), "monotype", "")
	for _, m := range monospaced {
		if strings.Contains(f, m) {
			return true
		}
	}
	return false
}
