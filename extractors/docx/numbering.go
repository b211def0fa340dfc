package docx

import (
	"context"
	"encoding/xml"
	"strconv"
	"strings"
	"unicode"

	"prejury/extractors/archive"
	"prejury/extractors/office"
)

// level is one level of a numbering definition (ECMA-376 part 1, § 17.9.6).
type level struct {
	start      int
	format     string
	text       string // "%1.%2"
	style      string
	legal      bool
	left, hang *float64
}

type abstractNum struct {
	levels    [9]level
	styleLink string // the numbering is that of this style
}

type numInstance struct {
	abstract string
	start    [9]int // overrides, -1 when none
}

// numbering counts the numbered paragraphs as Word does.
type numbering struct {
	abstract map[string]*abstractNum
	nums     map[int]*numInstance
	counts   map[string]*[9]int
	started  map[int]bool
}

func newNumbering() *numbering {
	return &numbering{abstract: map[string]*abstractNum{}, nums: map[int]*numInstance{}, counts: map[string]*[9]int{}, started: map[int]bool{}}
}

func readNumbering(ctx context.Context, a *archive.Archive, part string) (*numbering, bool) {
	n := newNumbering()
	err := a.XML(ctx, part, func(d *archive.Decoder, _ xml.StartElement) error {
		return d.Children(func(e xml.StartElement) error {
			switch e.Name.Local {
			case "abstractNum":
				return n.readAbstract(d, archive.Attr(e, "abstractNumId"))
			case "num":
				return n.readNum(d, archive.Attr(e, "numId"))
			}
			return d.Skip()
		})
	})
	return n, err == nil
}

func (n *numbering) readAbstract(d *archive.Decoder, id string) error {
	a := &abstractNum{}
	for i := range a.levels {
		a.levels[i].start = 1
	}
	n.abstract[id] = a
	return d.Children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "numStyleLink":
			a.styleLink = archive.Attr(e, "val")
		case "lvl":
			if i := levelIndex(e); i >= 0 {
				return readLevel(d, &a.levels[i])
			}
		}
		return d.Skip()
	})
}

func levelIndex(e xml.StartElement) int {
	if i, err := strconv.Atoi(archive.Attr(e, "ilvl")); err == nil && i >= 0 && i < 9 {
		return i
	}
	return -1
}

func readLevel(d *archive.Decoder, l *level) error {
	return d.Children(func(e xml.StartElement) error {
		val := archive.Attr(e, "val")
		switch e.Name.Local {
		case "start":
			if i, err := strconv.Atoi(val); err == nil {
				l.start = i
			}
		case "numFmt":
			l.format = val
		case "lvlText":
			l.text = val
		case "pStyle":
			l.style = val
		case "isLgl":
			l.legal = isOn(val)
		case "pPr":
			p, err := readParaProps(d, theme{}, nil)
			l.left, l.hang = p.left, p.first
			return err
		}
		return d.Skip()
	})
}

func (n *numbering) readNum(d *archive.Decoder, id string) error {
	num := &numInstance{}
	for i := range num.start {
		num.start[i] = -1
	}
	if i, err := strconv.Atoi(id); err == nil {
		n.nums[i] = num
	}
	return d.Children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "abstractNumId":
			num.abstract = archive.Attr(e, "val")
		case "lvlOverride":
			i := levelIndex(e)
			return d.Children(func(e xml.StartElement) error {
				if v, err := strconv.Atoi(archive.Attr(e, "val")); err == nil && i >= 0 && e.Name.Local == "startOverride" {
					num.start[i] = v
				}
				return d.Skip()
			})
		}
		return d.Skip()
	})
}

// definition gives the levels that a numId uses, and the key of their counters.
func (n *numbering) definition(id int, st *styles) (*abstractNum, string) {
	for range 4 { // a style link leads to another numbering, never far
		num := n.nums[id]
		if num == nil {
			return nil, ""
		}
		a := n.abstract[num.abstract]
		if a == nil {
			return nil, ""
		}
		s := st.byID[a.styleLink]
		if a.styleLink == "" || s == nil || s.para.numID <= 0 || s.para.numID == id {
			return a, num.abstract
		}
		id = s.para.numID
	}
	return nil, ""
}

// next counts one paragraph of a numbering and gives its level, its label as
// printed ("" for a bullet) and whether it is a bullet.
func (n *numbering) next(id, lvl int, styleID string, st *styles) (l *level, label string, index int) {
	a, key := n.definition(id, st)
	if a == nil {
		return nil, "", lvl
	}
	for i := range a.levels {
		if a.levels[i].style == styleID && styleID != "" {
			lvl = i
		}
	}
	c := n.counts[key]
	if c == nil {
		c = &[9]int{}
		for i := range c {
			c[i] = a.levels[i].start - 1
		}
		n.counts[key] = c
	}
	if !n.started[id] {
		n.started[id] = true
		for i, v := range n.nums[id].start {
			if v >= 0 {
				c[i] = v - 1
			}
		}
	}
	c[lvl]++
	for i := lvl + 1; i < 9; i++ {
		c[i] = a.levels[i].start - 1
	}
	return &a.levels[lvl], a.label(lvl, c), lvl
}

// label gives the text of a number: "%1.%2" with the counters in it.
func (a *abstractNum) label(lvl int, c *[9]int) string {
	l := &a.levels[lvl]
	if l.format == "bullet" || l.format == "none" {
		return ""
	}
	var b strings.Builder
	for i := 0; i < len(l.text); i++ {
		if l.text[i] == '%' && i+1 < len(l.text) && l.text[i+1] >= '1' && l.text[i+1] <= '9' {
			i++
			at := int(l.text[i] - '1')
			format, value := a.levels[at].format, c[at]
			if at < lvl && value < a.levels[at].start {
				value = a.levels[at].start // a level that was skipped counts from its start
			}
			if l.legal {
				format = "decimal"
			}
			b.WriteString(office.Number(value, format))
			continue
		}
		b.WriteByte(l.text[i])
	}
	return strings.TrimSpace(b.String())
}

// hasWord says that a label is worth reading: it has a word of four letters or more,
// as "Annexe A" has, and "1.", "VIII." or "•" have not.
func hasWord(label string) bool {
	if strings.Trim(label, "IVXLCivxlc.()- ") == "" {
		return false // a numeral
	}
	run := 0
	for _, r := range label {
		if unicode.IsLetter(r) {
			if run++; run >= 4 {
				return true
			}
			continue
		}
		run = 0
	}
	return false
}
