package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"

	gopdf "github.com/ledongthuc/pdf"

	"prejury/extractors/document"
	"prejury/extractors/input"
	"prejury/extractors/layout"
)

// goFile is a PDF read by ledongthuc/pdf: the library gives objects and streams,
// what follows reads pages and fonts, which are kept from one page to the next.
type goFile struct {
	r      *gopdf.Reader
	leaves []gopdf.Value // pages
	nodes  int           // of the page tree, met so far
	fonts  map[string]*goFont
	locked bool
	mended bool // its table of objects was rebuilt

	glyphs, unknown int  // characters drawn, and those without Unicode
	failed          bool // a page or a stream could not be read whole
	guessed         bool // text in a font that does not say which characters it has
}

// whole reports whether the page tree holds as many pages as it says.
func (f *goFile) whole() bool { return f.r.NumPage() == len(f.leaves) }

// doubtful reports whether what was read may not be what a viewer shows.
func (f *goFile) doubtful() bool {
	return f.failed || f.guessed || f.glyphs == 0 || f.unknown*50 > f.glyphs
}

// openGo opens data with the Go engine. What the library does not read is refused:
// it repairs nothing.
func openGo(data []byte, opts input.Options) (f *goFile, err error) {
	defer rescue(&err)
	data = normalise(data)
	if err := plausible(data); err != nil {
		return nil, err
	}
	asked := false
	r, err := gopdf.NewReaderEncrypted(bytes.NewReader(data), int64(len(data)), func() string {
		if asked {
			return ""
		}
		asked = true
		return opts.Password
	})
	switch {
	case errors.Is(err, gopdf.ErrInvalidPassword):
		return nil, &input.Error{Code: input.Encrypted, Err: err}
	case err != nil && strings.Contains(err.Error(), "encrypt"):
		return nil, &input.Error{Code: input.Unsupported, Detail: "encryption", Err: err}
	case err != nil:
		return nil, &input.Error{Code: input.Damaged, Err: err}
	}
	f = &goFile{r: r, fonts: map[string]*goFont{}}
	f.locked = !r.Trailer().Key("Encrypt").IsNull() && opts.Password == ""
	f.walk(r.Trailer().Key("Root").Key("Pages"), 0)
	if len(f.leaves) == 0 {
		return nil, input.Errorf(input.Damaged, "", "no page")
	}
	return f, nil
}

// openGoMended opens data with the Go engine and, where it refuses them as damaged, in a
// form that has a header and a table of objects.
func openGoMended(data []byte, opts input.Options) (file, error) {
	f, err := openGo(data, opts)
	if err == nil {
		return f, nil
	}
	if input.CodeOf(err) != input.Damaged {
		return nil, err
	}
	other := rebuild(data)
	if other == nil {
		return nil, err
	}
	f, again := openGo(other, opts)
	if again != nil || !f.whole() {
		return nil, err
	}
	f.mended = true
	return f, nil
}

// rescue turns a panic of the library, which reports faults so, into an error.
func rescue(err *error) {
	if p := recover(); p != nil {
		*err = &input.Error{Code: input.Damaged, Err: fmt.Errorf("%v", p)}
	}
}

// normalise takes off what stands before the header and after the end, and calls
// PDF 2.0 by a name that the library knows.
func normalise(data []byte) []byte {
	i := bytes.Index(data[:min(len(data), 1024)], []byte("%PDF-"))
	if i < 0 {
		return data // whatever stands in its place is not the header's
	}
	data = data[i:]
	if i := bytes.LastIndex(data, []byte("%%EOF")); i > 0 {
		data = data[:i+5]
	}
	if len(data) < 10 || bytes.HasPrefix(data, []byte("%PDF-1.")) && data[7] <= '7' && (data[8] == '\r' || data[8] == '\n') {
		return data
	}
	out := append([]byte("%PDF-1.7\n"), data[9:]...)
	return out
}

// plausible refuses tables larger than any object of the file could fill: the
// library allocates them before it reads.
func plausible(data []byte) error {
	limit := max(len(data), 1<<18)
	check := func(b []byte) error {
		for _, f := range bytes.Fields(b) {
			if n, err := strconv.Atoi(string(f)); n > limit || errors.Is(err, strconv.ErrRange) {
				return input.Errorf(input.Damaged, "", "table of %s objects", f)
			}
		}
		return nil
	}
	for _, key := range []string{"/Size", "/Index", "xref"} {
		for i := 0; ; {
			j := bytes.Index(data[i:], []byte(key))
			if j < 0 {
				break
			}
			i += j + len(key)
			head := bytes.TrimLeft(data[i:min(len(data), i+64)], " \r\n\t[")
			if key == "xref" {
				if err := sections(data[i:], check); err != nil {
					return err
				}
			} else if err := check(head[:span(head)]); err != nil {
				return err
			}
		}
	}
	return nil
}

// span gives the length of the digits and spaces that begin b.
func span(b []byte) int {
	n := 0
	for n < len(b) && (b[n] >= '0' && b[n] <= '9' || isSpace(b[n])) {
		n++
	}
	return n
}

// sections checks the lines of a table of objects that are no entry: where each
// section begins, and how many entries it has.
func sections(table []byte, check func([]byte) error) error {
	for len(table) > 0 {
		n := bytes.IndexAny(table, "\r\n")
		if n < 0 {
			n = len(table) - 1
		}
		line := bytes.TrimSpace(table[:n+1])
		table = table[n+1:]
		switch {
		case len(line) > 60, bytes.HasPrefix(line, []byte("trailer")):
			return nil
		case len(line) > 0 && line[len(line)-1] != 'n' && line[len(line)-1] != 'f':
			if err := check(line); err != nil {
				return err
			}
		}
	}
	return nil
}

// Trees of pages and of names may be loops: what is read of them is bounded.
const (
	maxPages     = 20_000
	maxTreeDepth = 60
	maxTreeNodes = 50_000
)

// walk lists the pages under a node of the page tree.
func (f *goFile) walk(node gopdf.Value, depth int) {
	if f.nodes++; f.nodes > maxTreeNodes || depth > maxTreeDepth || len(f.leaves) >= maxPages {
		return
	}
	kids := node.Key("Kids")
	if node.Key("Type").Name() == "Page" || kids.Kind() != gopdf.Array {
		if node.Kind() == gopdf.Dict {
			f.leaves = append(f.leaves, node)
		}
		return
	}
	for i := range kids.Len() {
		func() {
			defer func() { recover() }() // a page that cannot be loaded
			f.walk(kids.Index(i), depth+1)
		}()
	}
}

func (f *goFile) pages() int { return len(f.leaves) }

func (f *goFile) close() {}

func (f *goFile) facts() (out facts) {
	out.locked, out.repaired = f.locked, f.mended
	defer func() { recover() }() // facts are worth no failure
	info := f.r.Trailer().Key("Info")
	text := func(key string) string {
		return strings.TrimSpace(strings.ReplaceAll(info.Key(key).Text(), "\x00", ""))
	}
	out.title, out.author, out.producer, out.creator = text("Title"), text("Author"), text("Producer"), text("Creator")
	out.created, out.modified = parseDate(text("CreationDate")), parseDate(text("ModDate"))
	return out
}

// outline gives the bookmarks. The library does not tell which object a reference
// names: the page that a destination leads to is known by its content.
func (f *goFile) outline(limit int) (out []document.OutlineItem) {
	defer func() { recover() }()
	root := f.r.Trailer().Key("Root")
	if root.Key("Outlines").Key("First").IsNull() {
		return nil
	}
	pages := map[string]int{}
	for i, v := range f.leaves {
		if s := v.String(); pages[s] == 0 {
			pages[s] = i + 1
		}
	}
	dests := destinations{root: root, left: maxTreeNodes}
	left := limit // entries without a title count too: the list may be a loop
	var walk func(entry gopdf.Value, level int)
	walk = func(entry gopdf.Value, level int) {
		for child := entry.Key("First"); child.Kind() == gopdf.Dict && left > 0; child = child.Key("Next") {
			left--
			if t := strings.Join(strings.Fields(child.Key("Title").Text()), " "); t != "" {
				dest := child.Key("Dest")
				if dest.IsNull() {
					dest = child.Key("A").Key("D")
				}
				out = append(out, document.OutlineItem{Level: level, Title: t, Page: pages[dests.page(dest).String()]})
			}
			if level < maxOutlineDepth {
				walk(child, level+1)
			}
		}
	}
	walk(root.Key("Outlines"), 1)
	return out
}

// destinations finds the pages that bookmarks lead to. It looks at left nodes of the
// tree of names at most, for all of them together.
type destinations struct {
	root gopdf.Value
	left int
}

// page gives the page of a destination (ISO 32000-1, 12.3.2), explicit or named.
func (d *destinations) page(dest gopdf.Value) gopdf.Value {
	for range 3 {
		switch dest.Kind() {
		case gopdf.Array:
			return dest.Index(0)
		case gopdf.Dict:
			dest = dest.Key("D")
		case gopdf.Name:
			dest = d.root.Key("Dests").Key(dest.Name())
		case gopdf.String:
			dest = d.named(d.root.Key("Names").Key("Dests"), dest.RawString(), 0)
		}
	}
	return gopdf.Value{}
}

// named looks a key up in a name tree (ISO 32000-1, 7.9.6).
func (d *destinations) named(node gopdf.Value, key string, depth int) gopdf.Value {
	if d.left--; d.left < 0 {
		return gopdf.Value{}
	}
	names := node.Key("Names")
	for i := 0; i+1 < names.Len(); i += 2 {
		if names.Index(i).RawString() == key {
			return names.Index(i + 1)
		}
	}
	kids := node.Key("Kids")
	for i := 0; i < kids.Len() && depth < maxTreeDepth; i++ {
		kid := kids.Index(i)
		if l := kid.Key("Limits"); l.Len() == 2 && (key < l.Index(0).RawString() || key > l.Index(1).RawString()) {
			continue
		}
		if v := d.named(kid, key, depth+1); !v.IsNull() {
			return v
		}
	}
	return gopdf.Value{}
}

// inherited gives a page's attribute, its own or that of a node above it.
func inherited(v gopdf.Value, key string) gopdf.Value {
	for depth := 0; depth < maxTreeDepth && v.Kind() == gopdf.Dict; depth++ {
		if x := v.Key(key); !x.IsNull() {
			return x
		}
		v = v.Key("Parent")
	}
	return gopdf.Value{}
}

// page reads one page; a fault in its content leaves what was read before it.
func (f *goFile) page(i int) (out *layout.Page, err error) {
	out = &layout.Page{Number: i + 1, Width: 595, Height: 842}
	defer func() {
		if p := recover(); p != nil {
			f.failed = true
			err = errPage
		}
	}()
	v := f.leaves[i]
	g := pageGeometry(v)
	out.Width, out.Height = float64(g.right-g.left), float64(g.top-g.bottom)
	if g.turn%2 == 1 {
		out.Width, out.Height = out.Height, out.Width
	}
	in := &interpreter{f: f, out: out, g: g, left: maxOperators}
	in.run(f.contents(v.Key("Contents")), inherited(v, "Resources"), affine{a: 1, d: 1}, 0)
	out.Images = joinImages(out.Images, out.Width, out.Height)
	return out, nil
}

func pageGeometry(v gopdf.Value) geometry {
	box := func(key string) (geometry, bool) {
		b := inherited(v, key)
		if b.Len() != 4 {
			return geometry{}, false
		}
		var n [4]float32
		for k := range n {
			n[k] = finite(float32(b.Index(k).Float64()))
		}
		g := geometry{left: min(n[0], n[2]), bottom: min(n[1], n[3]), right: max(n[0], n[2]), top: max(n[1], n[3])}
		return g, g.right-g.left > 1 && g.top-g.bottom > 1
	}
	media, ok := box("MediaBox")
	if !ok {
		media = geometry{right: 612, top: 792}
	}
	if crop, ok := box("CropBox"); ok {
		crop.left, crop.bottom = max(crop.left, media.left), max(crop.bottom, media.bottom)
		crop.right, crop.top = min(crop.right, media.right), min(crop.top, media.top)
		if crop.right-crop.left > 1 && crop.top-crop.bottom > 1 {
			media = crop
		}
	}
	media.turn = int(((inherited(v, "Rotate").Int64()/90)%4 + 4) % 4)
	return media
}

// maxStream bounds one content stream once inflated.
const maxStream = 64 << 20

// contents gives the bytes of a content stream, or of several as one.
func (f *goFile) contents(v gopdf.Value) []byte {
	if v.Kind() != gopdf.Array {
		return f.stream(v)
	}
	var out []byte
	for i := 0; i < v.Len() && len(out) < maxStream; i++ {
		out = append(out, f.stream(v.Index(i))...)
		out = append(out, '\n')
	}
	return out
}

// stream is streamBytes, and remembers a stream that does not end well.
func (f *goFile) stream(v gopdf.Value) []byte {
	b, err := inflate(v)
	f.failed = f.failed || err != nil
	return b
}

// streamBytes inflates a stream as far as it can be.
func streamBytes(v gopdf.Value) []byte {
	b, _ := inflate(v)
	return b
}

// inflate gives a stream's bytes, as far as they can be read when err is not nil.
func inflate(v gopdf.Value) (out []byte, err error) {
	if v.Kind() != gopdf.Stream {
		return nil, nil
	}
	var buf bytes.Buffer
	defer func() {
		if p := recover(); p != nil {
			out, err = buf.Bytes(), fmt.Errorf("%v", p)
		}
	}()
	r := v.Reader()
	defer r.Close()
	_, err = buf.ReadFrom(&limited{r, maxStream})
	return buf.Bytes(), err
}
