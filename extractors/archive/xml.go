package archive

import (
	"bufio"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/text/encoding/ianaindex"
	"golang.org/x/text/encoding/unicode"

	"prejury/extractors/input"
)

// tokenBytes is the longest run of XML without an element: a paragraph of a
// report has a few thousand; a picture in base64 may have some millions.
const tokenBytes = 32 << 20

// Decoder reads the tokens of one XML part under limits. No entity but the five
// of XML itself is known, nothing outside the part is ever read.
type Decoder struct {
	xml   *xml.Decoder
	in    *guard
	ctx   context.Context
	depth int
	max   int
	count int
}

// guard counts the bytes given since the last token, and ends a text without end before
// the decoder keeps all of it.
type guard struct {
	r     io.Reader
	since int
}

var errLongToken = errors.New("piece of text without end")

func (g *guard) Read(p []byte) (int, error) {
	if g.since > tokenBytes {
		return 0, errLongToken
	}
	n, err := g.r.Read(p)
	g.since += n
	return n, err
}

// newDecoder reads XML in UTF-8, UTF-16 or any encoding that the part declares.
func newDecoder(ctx context.Context, r io.Reader, lim input.Limits) *Decoder {
	lim = lim.OrDefault()
	br := bufio.NewReaderSize(r, 32<<10)
	g := &guard{r: br}
	wide := false
	if head, _ := br.Peek(2); bytes.Equal(head, []byte{0xFF, 0xFE}) || bytes.Equal(head, []byte{0xFE, 0xFF}) {
		g.r = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Reader(br)
		wide = true
	}
	d := xml.NewDecoder(g)
	d.CharsetReader = func(label string, in io.Reader) (io.Reader, error) {
		if wide {
			return in, nil
		}
		enc, err := ianaindex.IANA.Encoding(label)
		if err != nil || enc == nil {
			return nil, fmt.Errorf("unknown encoding %q", label)
		}
		return enc.NewDecoder().Reader(in), nil
	}
	return &Decoder{xml: d, in: g, ctx: ctx, max: lim.XMLDepth}
}

// Token gives the next start element, end element or text; comments and
// processing instructions are passed over. The bytes of a text are valid until
// the next call. At the end it gives io.EOF.
func (d *Decoder) Token() (xml.Token, error) {
	for {
		if d.count++; d.count&0x3ff == 0 {
			if err := d.ctx.Err(); err != nil {
				return nil, err
			}
		}
		d.in.since = 0
		tok, err := d.xml.Token()
		if err != nil {
			return nil, xmlError(err)
		}
		switch t := tok.(type) {
		case xml.StartElement:
			if d.depth++; d.depth > d.max {
				return nil, input.Errorf(input.Hostile, DetailDepth, "more than %d elements in one another", d.max)
			}
			return t, nil
		case xml.EndElement:
			d.depth--
			return t, nil
		case xml.CharData:
			return t, nil
		case xml.Directive:
			if bytes.Contains(t, []byte("<!ENTITY")) {
				return nil, input.Errorf(input.Hostile, DetailEntity, "entities declared")
			}
		}
	}
}

// Skip passes over the rest of the element whose start was just read.
func (d *Decoder) Skip() error {
	for depth := 1; depth > 0; {
		tok, err := d.Token()
		if err != nil {
			return Unexpected(err)
		}
		switch tok.(type) {
		case xml.StartElement:
			depth++
		case xml.EndElement:
			depth--
		}
	}
	return nil
}

// Children calls fn for the start of each child of the element whose start was
// just read, until that element ends. fn must read its element to its end (Skip,
// Children, Text); text between children is dropped.
func (d *Decoder) Children(fn func(xml.StartElement) error) error {
	for {
		tok, err := d.Token()
		if err != nil {
			return Unexpected(err)
		}
		switch t := tok.(type) {
		case xml.StartElement:
			if err := fn(t); err != nil {
				return err
			}
		case xml.EndElement:
			return nil
		}
	}
}

// Text gives the text of the element whose start was just read, its children's
// included, and passes over its end.
func (d *Decoder) Text() (string, error) {
	var b strings.Builder
	for depth := 1; depth > 0; {
		tok, err := d.Token()
		if err != nil {
			return "", Unexpected(err)
		}
		switch t := tok.(type) {
		case xml.StartElement:
			depth++
		case xml.EndElement:
			depth--
		case xml.CharData:
			b.Write(t)
		}
	}
	return b.String(), nil
}

// root passes over what precedes the root element and gives its start.
func (d *Decoder) root() (xml.StartElement, error) {
	for {
		tok, err := d.Token()
		if err != nil {
			return xml.StartElement{}, Unexpected(err)
		}
		if t, ok := tok.(xml.StartElement); ok {
			return t, nil
		}
	}
}

// XML opens a part and calls fn with its decoder, the root's start just read.
func (a *Archive) XML(ctx context.Context, name string, fn func(*Decoder, xml.StartElement) error) error {
	rc, err := a.Open(name)
	if err != nil {
		return err
	}
	defer rc.Close()
	return DecodeXML(ctx, name, rc, a.lim, fn)
}

// DecodeXML is Archive.XML for a part that the caller already reads. name is the part's,
// for errors.
func DecodeXML(ctx context.Context, name string, r io.Reader, lim input.Limits, fn func(*Decoder, xml.StartElement) error) error {
	d := newDecoder(ctx, r, lim)
	root, err := d.root()
	if err == nil {
		err = fn(d, root)
	}
	if err != nil && input.CodeOf(err) != "" {
		return fmt.Errorf("%s: %w", name, err)
	}
	return err
}

// Attr gives the value of the attribute with this local name, whatever its
// namespace, "" when there is none.
func Attr(e xml.StartElement, local string) string {
	for i := range e.Attr {
		if e.Attr[i].Name.Local == local {
			return e.Attr[i].Value
		}
	}
	return ""
}

// Unexpected is err, or for the end of a part a Damaged error: an element was open.
func Unexpected(err error) error {
	if err == io.EOF {
		return input.Errorf(input.Damaged, "", "XML: %w", io.ErrUnexpectedEOF)
	}
	return err
}

func xmlError(err error) error {
	switch {
	case err == io.EOF || input.CodeOf(err) != "":
		return err
	case errors.Is(err, errLongToken):
		return input.Errorf(input.TooBig, DetailText, "XML: %w", err)
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	}
	return input.Errorf(input.Damaged, "", "XML: %w", err)
}
