package render

import (
	"strings"

	"github.com/mattn/go-runewidth"

	"prejury/internal/text"
)

// ANSI sequences. Colour never says what words do not say.
const (
	styleBold   = "\x1b[1m"
	styleDim    = "\x1b[2m"
	styleRed    = "\x1b[31m"
	styleGreen  = "\x1b[32m"
	styleYellow = "\x1b[33m"
	styleBlue   = "\x1b[34m"
	styleReset  = "\x1b[0m"
)

// painter puts styles on text, or nothing when it is off.
type painter bool

func (p painter) paint(style, s string) string {
	if !p || s == "" || style == "" {
		return s
	}
	// Each line on its own: cells are laid side by side.
	return style + strings.ReplaceAll(s, "\n", styleReset+"\n"+style) + styleReset
}

// wrap cuts a text into lines of at most width columns, between words where it
// can. A space that must not break (before ":" in French) is kept.
func wrap(s string, width int) []string {
	var lines []string
	line, used := "", 0
	flush := func() {
		if line != "" {
			lines = append(lines, line)
		}
		line, used = "", 0
	}
	for _, word := range words(s, width) {
		n := runewidth.StringWidth(word)
		if used > 0 && used+1+n > width {
			flush()
		}
		for n > width && width > 0 {
			head := runewidth.Truncate(word, width, "")
			if head == "" {
				break
			}
			lines = append(lines, head)
			word = word[len(head):]
			n = runewidth.StringWidth(word)
		}
		if used > 0 {
			line += " "
			used++
		}
		line += word
		used += n
	}
	flush()
	if len(lines) == 0 {
		return []string{""}
	}
	return lines
}

// words splits what can be shown of s at spaces, keeping French punctuation with the
// word before it and an opening quotation mark with the word after it, where the whole fits a line.
func words(s string, width int) []string {
	var out []string
	join := false
	for _, w := range strings.Fields(text.Visible(s)) {
		stays := join
		switch w {
		case ":", ";", "?", "!", "»", "%", "–", "·":
			stays = true
		}
		last := len(out) - 1
		if stays && last >= 0 && runewidth.StringWidth(out[last])+1+runewidth.StringWidth(w) <= width {
			out[last] += " " + w
		} else {
			out = append(out, w)
		}
		join = w == "«" || w == "±" || strings.HasSuffix(w, "p.") && len(w) <= 3
	}
	return out
}

// Indent wraps a text behind a first prefix, its other lines behind spaces.
func Indent(prefix, s string, width int) string {
	n := runewidth.StringWidth(prefix)
	lines := wrap(s, max(width-n, 20))
	return prefix + strings.Join(lines, "\n"+strings.Repeat(" ", n))
}

// Columns lays pairs out, one below the other: what the second texts say stands in a
// column of its own, wrapped at the width.
func Columns(pairs [][2]string, width int) string {
	left := 0
	for _, p := range pairs {
		left = max(left, runewidth.StringWidth(p[0]))
	}
	var b strings.Builder
	for _, p := range pairs {
		b.WriteString(Indent(runewidth.FillRight(p[0], left+2), p[1], width) + "\n")
	}
	return b.String()
}
