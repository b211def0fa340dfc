package docx

import (
	"encoding/xml"
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"

	"prejury/extractors/archive"
	"prejury/extractors/office"
)

// paragraph is one being read.
type paragraph struct {
	office.Builder
	p       *office.Para
	direct  paraProps
	props   paraProps // with what styles say
	style   *style
	runs    runProps // of the paragraph's style, for its runs
	linked  int      // runes inside links to contents marks
	pageRef bool
	seq     bool
	inTOC   bool
	inBib   bool
	inLink  bool
}

// paragraph reads w:p (§ 17.3.1.22) and appends it to nodes.
func (w *walker) paragraph(nodes *[]office.Node) error {
	b := &paragraph{p: &office.Para{}}
	b.inTOC, b.inBib = w.inField("TOC"), w.inField("BIBLIOGRAPHY")
	b.direct = paraProps{numID: -1}
	w.applyProps(b)
	err := w.d.Children(func(e xml.StartElement) error {
		if e.Name.Local == "pPr" {
			var err error
			b.direct, err = readParaProps(w.d, w.th, &w.changes)
			w.applyProps(b)
			return err
		}
		return w.inline(e, b)
	})
	if err != nil && !errors.Is(err, office.ErrEnough) {
		return err
	}
	w.finish(b, nodes)
	if err == nil {
		err = w.budget.Spend(office.ParaCost * (1 + len(b.p.Breaks) + len(b.p.Images) + len(b.p.Notes)))
	}
	return err
}

// applyProps resolves the paragraph's properties through its styles.
func (w *walker) applyProps(b *paragraph) {
	b.style = w.st.get(b.direct.style)
	b.props, b.runs = b.direct.over(b.style.para), b.style.run
	if w.table != nil {
		b.props, b.runs = b.props.over(w.table.para), b.runs.over(w.table.run)
	}
	b.props, b.runs = b.props.over(w.st.para), b.runs.over(w.st.run)
}

// inline reads what stands in a paragraph, or in what groups runs.
func (w *walker) inline(e xml.StartElement, b *paragraph) error {
	again := func() error { return w.d.Children(func(e xml.StartElement) error { return w.inline(e, b) }) }
	switch e.Name.Local {
	case "r":
		return w.run(b)
	case "hyperlink":
		outer := b.inLink
		defer func() { b.inLink = outer }()
		b.inLink = b.inLink || isTOCMark(archive.Attr(e, "anchor"))
		return again()
	case "ins", "moveTo":
		w.changes++
		return again()
	case "del", "moveFrom":
		w.changes++
		return w.d.Skip()
	case "smartTag", "customXml", "bdo", "dir":
		return again()
	case "sdt":
		return w.sdt(again)
	case "AlternateContent":
		return w.d.Alternative(again)
	case "fldSimple":
		f := &field{result: true}
		f.instr.WriteString(archive.Attr(e, "instr"))
		w.fields = append(w.fields, f)
		w.noteField(f, b)
		err := again()
		w.fields = w.fields[:max(0, len(w.fields)-1)]
		return err
	case "oMath", "oMathPara":
		s, err := w.math()
		if err == nil {
			err = w.write(b, s, b.runs)
		}
		return err
	}
	return w.d.Skip()
}

func isTOCMark(anchor string) bool { return strings.HasPrefix(anchor, "_Toc") }

// math gives the characters of a formula, in order.
func (w *walker) math() (string, error) {
	var b strings.Builder
	var walk func(e xml.StartElement) error
	walk = func(e xml.StartElement) error {
		if e.Name.Local == "t" {
			s, err := w.d.Text()
			b.WriteString(s)
			return err
		}
		return w.d.Children(walk)
	}
	err := w.d.Children(walk)
	return b.String(), err
}

// run reads w:r (§ 17.3.2.25).
func (w *walker) run(b *paragraph) error {
	props := b.runs
	var each func(e xml.StartElement) error
	each = func(e xml.StartElement) error {
		switch e.Name.Local {
		case "rPr":
			r, err := readRunProps(w.d, w.th, &w.changes)
			if r.style != "" {
				r = r.over(w.st.charStyle(r.style))
			}
			props = r.over(b.runs)
			return err
		case "t":
			s, err := w.d.Text()
			if err != nil {
				return err
			}
			return w.write(b, s, props)
		case "instrText":
			s, err := w.d.Text()
			if n := len(w.fields); n > 0 && !w.fields[n-1].result && w.fields[n-1].instr.Len() < 4096 {
				w.fields[n-1].instr.WriteString(s)
			}
			return err
		case "fldChar":
			w.fieldChar(archive.Attr(e, "fldCharType"), b)
		case "tab", "ptab":
			return errors.Join(w.d.Skip(), w.write(b, "\t", props))
		case "br":
			return errors.Join(w.d.Skip(), w.lineBreak(e, b, props))
		case "cr":
			return errors.Join(w.d.Skip(), w.write(b, "\n", props))
		case "noBreakHyphen":
			return errors.Join(w.d.Skip(), w.write(b, "-", props))
		case "sym":
			return errors.Join(w.d.Skip(), w.write(b, symbol(archive.Attr(e, "char")), props))
		case "lastRenderedPageBreak":
			b.p.Breaks = append(b.p.Breaks, office.Break{At: b.Len(), Kind: office.Rendered})
		case "footnoteReference", "endnoteReference":
			key := strings.TrimSuffix(e.Name.Local, "Reference") + ":" + archive.Attr(e, "id")
			if s, ok := w.notes[key]; ok {
				b.p.Notes = append(b.p.Notes, office.Note{At: b.Len(), Text: s})
				delete(w.notes, key) // a note called twice is one note
			}
		case "drawing", "pict", "object":
			return w.drawing(b)
		case "AlternateContent":
			return w.d.Alternative(func() error { return w.d.Children(each) })
		case "ruby":
			return w.d.Children(func(e xml.StartElement) error {
				if e.Name.Local == "rubyBase" {
					return w.d.Children(func(e xml.StartElement) error { return w.inline(e, b) })
				}
				return w.d.Skip()
			})
		}
		return w.d.Skip()
	}
	return w.d.Children(each)
}

func (w *walker) lineBreak(e xml.StartElement, b *paragraph, props runProps) error {
	switch archive.Attr(e, "type") {
	case "page":
		b.p.Breaks = append(b.p.Breaks, office.Break{At: b.Len(), Kind: office.PageBreak})
	case "column":
		b.p.Breaks = append(b.p.Breaks, office.Break{At: b.Len(), Kind: office.ColumnBreak})
	}
	return w.write(b, "\n", props)
}

// symbol gives what a reader sees of a w:sym: arrows of the symbol fonts, else a
// space, since its code means nothing outside its font.
func symbol(code string) string {
	n, err := strconv.ParseUint(code, 16, 32)
	if err != nil {
		return " "
	}
	if n < 0xF000 && n >= 0x20 && n <= 0xFFFD && utf8.ValidRune(rune(n)) {
		return string(rune(n))
	}
	switch n {
	case 0xF0E0, 0xF0E8, 0xF0F0, 0xF0D8:
		return "→"
	case 0xF0F3:
		return "↔"
	case 0xF0FC, 0xF0FE:
		return "✓"
	}
	return " "
}

func (w *walker) fieldChar(kind string, b *paragraph) {
	n := len(w.fields)
	switch kind {
	case "begin":
		if n < 64 {
			w.fields = append(w.fields, &field{})
		}
	case "separate":
		if n > 0 {
			w.fields[n-1].result = true
			w.noteField(w.fields[n-1], b)
		}
	case "end":
		if n > 0 {
			w.noteField(w.fields[n-1], b)
			w.fields = w.fields[:n-1]
		}
	}
}

// noteField remembers what a field tells of its paragraph.
func (w *walker) noteField(f *field, b *paragraph) {
	switch {
	case f.is("TOC"):
		b.inTOC = true
	case f.is("PAGEREF"):
		b.pageRef = true
	case f.is("SEQ"):
		b.seq = true
	case f.is("BIBLIOGRAPHY"):
		b.inBib = true
	case f.is("PAGE"):
		w.sawPage = true
	}
}

// shown says that text written now is not a field's own instruction.
func (w *walker) shown() bool {
	for i := range w.fields {
		if !w.fields[i].result {
			return false
		}
	}
	return true
}

// write adds text to the paragraph, or to what is hidden of it.
func (w *walker) write(b *paragraph, s string, r runProps) error {
	if s == "" || !w.shown() || r.deleted {
		return nil
	}
	n := utf8.RuneCountInString(s)
	if err := w.budget.Spend(n); err != nil {
		return err
	}
	c := r.chars()
	c.White = office.IsWhite(r.color) && r.shaded != on && b.props.shaded != on && !w.shaded
	if !b.Write(s, c) || strings.TrimSpace(s) == "" {
		return nil
	}
	if b.inLink || w.tocLink() {
		b.linked += n
	}
	return nil
}

// tocLink says that a HYPERLINK field to a contents mark is open.
func (w *walker) tocLink() bool {
	for i := range w.fields {
		if w.fields[i].is("HYPERLINK") && strings.Contains(w.fields[i].instr.String(), "_Toc") {
			return true
		}
	}
	return false
}

// finish decides what the paragraph is and appends it.
func (w *walker) finish(b *paragraph, nodes *[]office.Node) {
	for i := range w.fields { // an instruction does not go on over paragraphs
		w.fields[i].result = true
	}
	p := b.p
	b.Fill(p, b.props.mark.over(b.runs).chars())
	p.Style = b.style.name
	w.classify(b)
	w.format(b)
	w.number(b)
	if w.joinTo != nil { // the mark between the two paragraphs is deleted
		join(w.joinTo, p)
		p = w.joinTo
	} else if !w.onlySection(b, *nodes) {
		*nodes = append(*nodes, office.Node{Para: p, Section: len(w.sections)})
	}
	w.joinTo = nil
	if b.props.mark.deleted && b.props.section == nil {
		w.joinTo = p
	}
	if b.props.section != nil {
		w.sections = append(w.sections, *b.props.section)
		w.joinTo = nil
	}
}

// onlySection says that a paragraph is there for its section's sake alone: word
// processors print no line for it where the section has other content.
func (w *walker) onlySection(b *paragraph, nodes []office.Node) bool {
	p := b.p
	if b.props.section == nil || p.Text != "" || p.Hidden != "" || len(p.Images)+len(p.Boxes)+len(p.Notes)+len(p.Breaks) > 0 || p.Fmt.PageBefore {
		return false
	}
	return len(nodes) > 0 && nodes[len(nodes)-1].Section == len(w.sections) && nodes[len(nodes)-1].Para != nil
}

func join(to, p *office.Para) {
	shift := len(to.Text)
	to.Text += p.Text
	to.Hidden += p.Hidden
	for _, br := range p.Breaks {
		to.Breaks = append(to.Breaks, office.Break{At: br.At + shift, Kind: br.Kind})
	}
	for _, n := range p.Notes {
		to.Notes = append(to.Notes, office.Note{At: n.At + shift, Text: n.Text})
	}
	to.Images = append(to.Images, p.Images...)
	to.Boxes = append(to.Boxes, p.Boxes...)
	if strings.TrimSpace(to.Text) == strings.TrimSpace(p.Text) {
		to.Kind, to.Level, to.Style, to.Size, to.Bold, to.Fmt, to.Label = p.Kind, p.Level, p.Style, p.Size, p.Bold, p.Fmt, p.Label
	}
}
