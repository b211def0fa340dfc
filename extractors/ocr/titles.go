package ocr

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"prejury/extractors/document"
	"prejury/internal/french"
	"prejury/internal/text"
)

// unhead makes paragraphs of the headings that are words seen in pictures or signs, and
// gives the blocks below them their section without them.
func unhead(blocks []document.Block) {
	lex := french.Open()
	gone := false
	for i := range blocks {
		b := &blocks[i]
		if b.Kind == document.Heading && !titled(lex, b) {
			b.Kind, b.Level = document.Paragraph, 0
			gone = true
		}
	}
	if !gone {
		return
	}
	var path []*document.Block
	for i := range blocks {
		b := &blocks[i]
		for b.Kind == document.Heading && len(path) > 0 && path[len(path)-1].Level >= b.Level {
			path = path[:len(path)-1]
		}
		b.Section = nil
		for _, h := range path {
			b.Section = append(b.Section, h.Text)
		}
		if b.Kind == document.Heading {
			path = append(path, b)
		}
	}
}

// titled reports whether a heading reads as one: it begins with a letter, a figure or a
// quotation mark, most of it is letters, and it holds a word of the language unless it
// is bold.
func titled(lex *french.Lexicon, b *document.Block) bool {
	first, _ := utf8.DecodeRuneInString(b.Text)
	if !unicode.IsLetter(first) && !unicode.IsDigit(first) && first != '«' && first != '"' && first != '“' {
		return false
	}
	letters, signs := 0, 0
	for _, r := range b.Text {
		switch {
		case unicode.IsLetter(r):
			letters++
		case !unicode.IsSpace(r) && !unicode.IsDigit(r) && !unicode.IsPunct(r):
			signs++
		}
	}
	return letters >= 3 && signs == 0 && (b.Bold || holdsWord(lex, b.Text))
}

// holdsWord reports whether one word of three letters or more is of the language.
func holdsWord(lex *french.Lexicon, s string) bool {
	return slices.ContainsFunc(text.Words(s), func(w text.Word) bool {
		return utf8.RuneCountInString(w.Lower) >= 3 && lex.Reads(w.Lower)
	})
}
