package pdf

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// accents are the endings of glyph names that put an accent on a letter (Adobe
// Glyph List): "eacute" is é.
var accents = []struct{ ending, mark string }{
	{"grave", "\u0300"}, {"acute", "\u0301"}, {"circumflex", "\u0302"}, {"tilde", "\u0303"}, {"dieresis", "\u0308"},
	{"ring", "\u030a"}, {"cedilla", "\u0327"}, {"caron", "\u030c"}, {"macron", "\u0304"}, {"breve", "\u0306"}, {"ogonek", "\u0328"},
}

// glyphs are the names of ASCII and Latin-1 characters that are no letter with an
// accent, and of ligatures.
var glyphs = map[string]string{
	"space": " ", "exclam": "!", "quotedbl": "\"", "numbersign": "#", "dollar": "$", "percent": "%", "ampersand": "&",
	"quotesingle": "'", "parenleft": "(", "parenright": ")", "asterisk": "*", "plus": "+", "comma": ",", "hyphen": "-",
	"period": ".", "slash": "/", "zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6",
	"seven": "7", "eight": "8", "nine": "9", "colon": ":", "semicolon": ";", "less": "<", "equal": "=", "greater": ">",
	"question": "?", "at": "@", "bracketleft": "[", "backslash": "\\", "bracketright": "]", "asciicircum": "^",
	"underscore": "_", "grave": "`", "braceleft": "{", "bar": "|", "braceright": "}", "asciitilde": "~",

	"nbspace": " ", "nonbreakingspace": " ", "exclamdown": "¡", "cent": "¢", "sterling": "£", "currency": "¤", "yen": "¥",
	"brokenbar": "¦", "section": "§", "dieresis": "¨", "copyright": "©", "ordfeminine": "ª", "guillemotleft": "«",
	"logicalnot": "¬", "sfthyphen": "-", "softhyphen": "-", "registered": "®", "macron": "¯", "overscore": "¯", "degree": "°",
	"plusminus": "±", "twosuperior": "²", "threesuperior": "³", "acute": "´", "mu": "µ", "mu1": "µ", "paragraph": "¶",
	"periodcentered": "·", "middot": "·", "cedilla": "¸", "onesuperior": "¹", "ordmasculine": "º", "guillemotright": "»",
	"onequarter": "¼", "onehalf": "½", "threequarters": "¾", "questiondown": "¿", "AE": "Æ", "Eth": "Ð", "multiply": "×",
	"Oslash": "Ø", "Thorn": "Þ", "germandbls": "ß", "ae": "æ", "eth": "ð", "divide": "÷", "oslash": "ø", "thorn": "þ",

	"ff": "ff", "fi": "fi", "fl": "fl", "ffi": "ffi", "ffl": "ffl", "IJ": "IJ", "ij": "ij",
	"quoteright": "’", "quoteleft": "‘", "quotedblleft": "“", "quotedblright": "”", "quotesinglbase": "‚", "quotedblbase": "„",
	"endash": "–", "emdash": "—", "ellipsis": "…", "bullet": "•", "OE": "Œ", "oe": "œ", "Euro": "€", "trademark": "™",
	"minus": "−", "dotlessi": "ı", "dotlessj": "ȷ", "circumflex": "ˆ", "tilde": "˜", "ring": "˚", "fraction": "⁄",
	"guilsinglleft": "‹", "guilsinglright": "›", "perthousand": "‰", "dagger": "†", "daggerdbl": "‡", "Ydieresis": "Ÿ",
}

// latinName gives the character of a glyph's name, "" when it is none of the
// usual ones of French text.
func latinName(name string) string {
	if s, ok := glyphs[name]; ok {
		return s
	}
	if len(name) == 1 {
		return name
	}
	for _, a := range accents {
		if letter, ok := strings.CutSuffix(name, a.ending); ok && len(letter) == 1 {
			return norm.NFC.String(letter + a.mark)
		}
	}
	return ""
}

// Widths of the characters 32 to 126 of the standard fonts that files need not
// describe (Adobe's metrics of the 14 standard fonts), in thousandths.
var (
	helvetica = [95]uint16{
		278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
		556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
		1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
		667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
		333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
		556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
	}
	helveticaBold = [95]uint16{
		278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278,
		556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611,
		975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778,
		667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556,
		333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611,
		611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
	}
	times = [95]uint16{
		250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278,
		500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444,
		921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722,
		556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500,
		333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500,
		500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
	}
	timesBold = [95]uint16{
		250, 333, 555, 500, 500, 1000, 833, 278, 333, 333, 500, 570, 250, 333, 250, 278,
		500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 333, 333, 570, 570, 570, 500,
		930, 722, 667, 722, 722, 667, 611, 778, 778, 389, 500, 778, 667, 944, 722, 778,
		611, 778, 722, 556, 667, 722, 722, 1000, 722, 722, 667, 333, 278, 333, 581, 500,
		333, 500, 556, 444, 556, 444, 333, 500, 556, 278, 333, 556, 278, 833, 556, 500,
		556, 556, 444, 389, 333, 556, 500, 722, 500, 500, 444, 394, 220, 394, 520,
	}
)

// standardWidths fills in what a file leaves out of a standard font.
func (fo *goFont) standardWidths(name string) {
	bold := strings.Contains(name, "Bold")
	table := &helvetica
	switch {
	case strings.Contains(name, "Courier"):
		fo.missing = 600
		return
	case strings.HasPrefix(name, "Times") && bold:
		table = &timesBold
	case strings.HasPrefix(name, "Times"):
		table = &times
	case bold:
		table = &helveticaBold
	}
	for c, s := range fo.simple {
		r, _ := utf8.DecodeRuneInString(norm.NFD.String(s)) // the letter, without its accent
		switch r {
		case '’', '‘':
			r = '`'
		case '«', '»', '–':
			r = '0'
		}
		if r >= 32 && r < 127 {
			fo.widths[c] = float32(table[r-32])
		}
	}
}
