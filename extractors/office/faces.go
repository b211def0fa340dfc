package office

import (
	"unicode/utf8"

	"prejury/internal/text"
)

// face is what of a font decides how much room text takes: the widths of the
// characters from space to tilde, in thousandths of the size, and the height of
// a line for a size of 1. Letters with accents are as wide as without.
type face struct {
	widths *[95]uint16
	scale  float64 // of the widths
	bold   float64 // how much wider in bold
	line   float64
}

// The widths are those of fonts with the metrics of Word's own: Carlito for
// Calibri, Caladea for Cambria, Liberation for Times New Roman and Arial; DejaVu
// Sans for Verdana and its kin.
var (
	calibriWidths = [95]uint16{
		226, 325, 400, 498, 506, 714, 682, 220, 303, 303, 498, 498, 249, 306, 252, 386, 506, 506, 506,
		506, 506, 506, 506, 506, 506, 506, 267, 267, 498, 498, 498, 463, 894, 578, 543, 533, 615, 488,
		459, 630, 623, 251, 318, 519, 420, 854, 645, 662, 516, 672, 542, 459, 487, 641, 567, 889, 519,
		487, 468, 306, 386, 306, 498, 498, 291, 479, 525, 422, 525, 497, 305, 470, 525, 229, 239, 454,
		229, 798, 525, 527, 525, 525, 348, 391, 334, 525, 451, 714, 433, 452, 395, 314, 460, 314, 498,
	}
	cambriaWidths = [95]uint16{
		220, 286, 393, 619, 506, 890, 687, 237, 382, 382, 427, 554, 205, 329, 206, 490, 517, 362, 472,
		461, 492, 475, 470, 470, 485, 478, 264, 264, 554, 554, 554, 422, 885, 599, 579, 519, 625, 540,
		509, 539, 696, 343, 304, 630, 501, 888, 693, 599, 533, 599, 613, 453, 557, 687, 598, 889, 571,
		557, 507, 350, 490, 350, 554, 371, 151, 470, 520, 421, 520, 441, 313, 459, 554, 277, 255, 525,
		271, 813, 558, 480, 520, 501, 396, 392, 325, 546, 470, 720, 483, 482, 428, 387, 316, 387, 712,
	}
	timesWidths = [95]uint16{
		250, 333, 408, 500, 500, 833, 777, 180, 333, 333, 500, 563, 250, 333, 250, 277, 500, 500, 500,
		500, 500, 500, 500, 500, 500, 500, 277, 277, 563, 563, 563, 443, 920, 722, 667, 667, 722, 610,
		556, 722, 722, 333, 389, 722, 610, 889, 722, 722, 556, 722, 667, 556, 610, 722, 722, 943, 722,
		722, 610, 333, 277, 333, 469, 500, 333, 443, 500, 443, 500, 443, 333, 500, 500, 277, 277, 500,
		277, 777, 500, 500, 500, 500, 333, 389, 277, 500, 500, 722, 500, 500, 443, 479, 200, 479, 541,
	}
	arialWidths = [95]uint16{
		277, 277, 354, 556, 556, 889, 667, 190, 333, 333, 389, 583, 277, 333, 277, 277, 556, 556, 556,
		556, 556, 556, 556, 556, 556, 556, 277, 277, 583, 583, 583, 556, 1015, 667, 667, 722, 722, 667,
		610, 777, 722, 277, 500, 667, 556, 833, 722, 777, 667, 777, 722, 667, 610, 722, 667, 943, 667,
		667, 610, 277, 277, 277, 469, 556, 333, 556, 556, 500, 556, 556, 277, 556, 556, 222, 222, 500,
		222, 833, 556, 556, 556, 556, 333, 500, 277, 556, 500, 722, 500, 500, 500, 333, 259, 333, 583,
	}
	verdanaWidths = [95]uint16{
		317, 400, 459, 837, 636, 950, 779, 274, 390, 390, 500, 837, 317, 360, 317, 336, 636, 636, 636,
		636, 636, 636, 636, 636, 636, 636, 336, 336, 837, 837, 837, 530, 1000, 684, 686, 698, 770, 631,
		575, 774, 751, 294, 294, 655, 557, 862, 748, 787, 603, 787, 694, 634, 610, 731, 684, 988, 685,
		610, 685, 390, 336, 390, 837, 500, 500, 612, 634, 549, 634, 615, 352, 634, 633, 277, 277, 579,
		277, 974, 633, 611, 634, 634, 411, 521, 392, 633, 591, 817, 591, 591, 524, 636, 336, 636, 837,
	}
)

var (
	calibri = face{&calibriWidths, 1, 1.03, 1.2207}
	cambria = face{&cambriaWidths, 1, 1.1, 1.172}
	times   = face{&timesWidths, 1, 1.07, 1.15}
	arial   = face{&arialWidths, 1, 1.08, 1.15}
	verdana = face{&verdanaWidths, 1, 1.13, 1.215}
)

// faces are the fonts of reports, by the beginning of their folded names; the
// longest that fits counts. Scales are rounded from their published metrics.
var faces = map[string]face{
	"calibri": calibri, "carlito": calibri, "cambria": cambria, "caladea": cambria,
	"times": times, "liberation serif": times, "nimbus roman": times, "tinos": times, "garamond": {&timesWidths, 0.93, 1.05, 1.13}, "eb garamond": {&timesWidths, 0.95, 1.05, 1.31},
	"georgia": {&timesWidths, 1.11, 1.12, 1.136}, "book antiqua": {&timesWidths, 1.09, 1.05, 1.24}, "palatino": {&timesWidths, 1.09, 1.05, 1.3},
	"century": {&timesWidths, 1.1, 1.07, 1.2}, "century gothic": {&arialWidths, 1.05, 1.05, 1.226}, "bookman": {&timesWidths, 1.17, 1.07, 1.17}, "baskerville": {&timesWidths, 1, 1.05, 1.15},
	"arial": arial, "helvetica": arial, "liberation sans": arial, "nimbus sans": arial, "arimo": arial, "arial narrow": {&arialWidths, 0.82, 1.08, 1.15}, "liberation sans narrow": {&arialWidths, 0.82, 1.08, 1.15},
	"verdana": verdana, "dejavu sans": {&verdanaWidths, 1, 1.13, 1.164}, "tahoma": {&verdanaWidths, 0.88, 1.13, 1.207}, "lucida": {&verdanaWidths, 1, 1.1, 1.18}, "trebuchet": {&arialWidths, 0.97, 1.08, 1.16},
	"aptos": {&calibriWidths, 1.07, 1.04, 1.28}, "segoe": {&arialWidths, 0.98, 1.06, 1.33}, "open sans": {&arialWidths, 1.02, 1.08, 1.362}, "roboto": {&arialWidths, 0.98, 1.04, 1.172}, "lato": {&arialWidths, 0.95, 1.04, 1.2},
	"montserrat": {&arialWidths, 1.13, 1.05, 1.219}, "poppins": {&arialWidths, 1.12, 1.05, 1.5}, "source sans": {&calibriWidths, 1.02, 1.05, 1.257}, "noto sans": {&arialWidths, 1.02, 1.08, 1.362}, "noto serif": {&timesWidths, 1.13, 1.07, 1.362},
	"candara": {&calibriWidths, 1.03, 1.04, 1.22}, "corbel": {&calibriWidths, 1.02, 1.04, 1.22}, "constantia": {&timesWidths, 1.08, 1.07, 1.22}, "gill sans": {&arialWidths, 0.9, 1.1, 1.16}, "franklin gothic": {&arialWidths, 0.95, 1.05, 1.13},
	"comic sans": {&arialWidths, 1.02, 1.06, 1.394}, "courier": {nil, 1, 1, 1.133}, "consolas": {nil, 0.917, 1, 1.172}, "liberation mono": {nil, 1, 1, 1.133}, "lucida console": {nil, 1, 1, 1}, "cascadia": {nil, 0.977, 1, 1.17},
}

// faceOf gives the metrics of a font, Times' for "" and Arial's for an unknown one.
func faceOf(name string) face {
	if name == "" {
		return times
	}
	f := text.Fold(name)
	for len(f) > 0 {
		if m, ok := faces[f]; ok {
			return m
		}
		_, n := utf8.DecodeLastRuneInString(f)
		f = f[:len(f)-n]
	}
	return arial
}

// plain gives the letter without accent under a Latin character, n where there is
// none.
var plain = func() (t [0x250]byte) {
	for r := range t {
		t[r] = 'n'
		if s := text.Fold(string(rune(r))); r >= 0xa0 && len(s) > 0 && s[0] >= ' ' && s[0] <= '~' {
			t[r] = s[0]
		}
	}
	return t
}()

// width gives the width of one character for a size of 1.
func (f *face) width(r rune) float64 {
	if f.widths == nil {
		return 0.6 * f.scale
	}
	switch {
	case r >= ' ' && r <= '~':
		return float64(f.widths[r-' ']) / 1000 * f.scale
	case r == '\u00a0' || r == '\u202f':
		return float64(f.widths[0]) / 1000 * f.scale
	case r < 0x250:
		return float64(f.widths[plain[r]-' ']) / 1000 * f.scale
	case r == '’' || r == '‘':
		return float64(f.widths['\''-' ']) / 1000 * f.scale
	case r >= 0x2e80:
		return 1 // ideographs fill their square
	}
	return float64(f.widths['n'-' ']) / 1000 * f.scale
}

// runWidth gives the width of a piece of text of one size, in points.
func (f *face) runWidth(s string, size float64, bold bool) float64 {
	w := 0.0
	for _, r := range s {
		w += f.width(r)
	}
	if bold {
		w *= f.bold
	}
	return w * size
}
