package archive

import (
	"context"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"prejury/extractors/archive/ziptest"
	"prejury/extractors/document"
	"prejury/extractors/input"
)

func TestOpenRefuses(t *testing.T) {
	zeros := strings.Repeat("\x00", 20<<20)
	nested := ziptest.Build("a.txt", "a")
	for range 4 {
		nested = ziptest.Build("inner.zip", string(nested))
	}
	inner := ziptest.Build("bomb", zeros)
	tests := []struct {
		name   string
		data   []byte
		lim    input.Limits
		code   input.Code
		detail string
	}{
		{"no zip", []byte("PK\x03\x04 and nothing"), input.Limits{}, input.Damaged, ""},
		{"truncated", ziptest.Build("a", "some text")[:40], input.Limits{}, input.Damaged, ""},
		{"too many entries", ziptest.Build("a", "1", "b", "2", "c", "3"), input.Limits{Entries: 2}, input.Hostile, DetailEntries},
		{"name above", ziptest.Build("../../etc/passwd", "x"), input.Limits{}, input.Hostile, DetailName},
		{"name above, backslashes", ziptest.Build(`word\..\..\x`, "x"), input.Limits{}, input.Hostile, DetailName},
		{"drive", ziptest.Build("C:/x", "x"), input.Limits{}, input.Hostile, DetailName},
		{"overlapping entries", ziptest.Overlap(ziptest.Build("a", "same text", "b", "same text")), input.Limits{}, input.Hostile, DetailOverlap},
		{"inflates", ziptest.Build("word/document.xml", zeros), input.Limits{}, input.Hostile, DetailRatio},
		{"inflates beyond the limit", ziptest.Build("a", zeros), input.Limits{Unpacked: 1 << 20}, input.Hostile, DetailRatio},
		{"big in all honesty", ziptest.Build("a", "abcdefghij", "b", "0123456789"), input.Limits{Unpacked: 15}, input.TooBig, DetailUnpacked},
		{"big together with an archive in it", ziptest.Build("in.zip", string(ziptest.Build("a", strings.Repeat("a", 900))), "b", strings.Repeat("b", 5000)), input.Limits{Unpacked: 1000}, input.TooBig, DetailUnpacked},
		{"longer than declared", ziptest.Stored(ziptest.Entry{Name: "a", Content: "twelve bytes", Size: 3}), input.Limits{}, input.Hostile, DetailSize},
		{"declared beyond all", ziptest.Stored(ziptest.Entry{Name: "a", Content: "x", Size: 1 << 40}), input.Limits{}, input.Hostile, DetailRatio},
		{"archives in archives", nested, input.Limits{}, input.Hostile, DetailNesting},
		{"a bomb in an archive", ziptest.Build("embedded.xlsx", string(inner)), input.Limits{}, input.Hostile, DetailRatio},
		{"encrypted entry", ziptest.Stored(ziptest.Entry{Name: "a", Content: "x", Flags: 1}), input.Limits{}, input.Encrypted, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Open(context.Background(), tt.data, tt.lim)
			var e *input.Error
			if !errors.As(err, &e) || e.Code != tt.code || e.Detail != tt.detail {
				t.Errorf("error %v, want %s (%s)", err, tt.code, tt.detail)
			}
		})
	}
}

func TestOpenReads(t *testing.T) {
	data := ziptest.Build("word/", "", `Word\Document.xml`, "<a/>", "/b.txt", "hi", "b.txt", "second", "embedded.docx", string(ziptest.Build("x", "y")))
	a, err := Open(context.Background(), data, input.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := a.Names(), []string{"Word/Document.xml", "b.txt", "embedded.docx"}; !slices.Equal(got, want) {
		t.Errorf("names %q, want %q", got, want)
	}
	if b, err := a.Read("WORD/document.xml"); err != nil || string(b) != "<a/>" {
		t.Errorf("read %q, %v", b, err)
	}
	if b, err := a.Read("b.txt"); err != nil || string(b) != "hi" {
		t.Errorf("of two entries the first counts; read %q, %v", b, err)
	}
	if _, err := a.Read("none"); input.CodeOf(err) != input.Damaged {
		t.Errorf("missing entry: %v", err)
	}
	if a.Size("b.txt") != 2 || a.Has("none") {
		t.Error("sizes or presence are wrong")
	}
	small, err := Open(context.Background(), data, input.Limits{Entry: 1})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := small.Read("b.txt"); input.CodeOf(err) != input.TooBig {
		t.Errorf("entry over its limit: %v", err)
	}
}

func TestOpenEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Open(ctx, ziptest.Build("a", "b"), input.Limits{}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want the context's", err)
	}
}

func TestDecoder(t *testing.T) {
	utf16 := []byte{0xFF, 0xFE}
	for _, r := range `<?xml version="1.0" encoding="UTF-16"?><a>été</a>` {
		utf16 = append(utf16, byte(r), byte(r>>8))
	}
	tests := []struct {
		name, in string
		lim      input.Limits
		want     string
		code     input.Code
		detail   string
	}{
		{"text", "<a>un <b>deux</b> trois</a>", input.Limits{}, "un deux trois", "", ""},
		{"latin 1", "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>\xe9t\xe9</a>", input.Limits{}, "été", "", ""},
		{"utf-16", string(utf16), input.Limits{}, "été", "", ""},
		{"entities of XML", "<a>A &amp; B &#233;</a>", input.Limits{}, "A & B é", "", ""},
		{"doctype without entities", `<!DOCTYPE a PUBLIC "-//x" "http://localhost/none.dtd"><a>x</a>`, input.Limits{}, "x", "", ""},
		{"deep", strings.Repeat("<a>", 40) + strings.Repeat("</a>", 40), input.Limits{XMLDepth: 30}, "", input.Hostile, DetailDepth},
		{"declared entities", `<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>`, input.Limits{}, "", input.Hostile, DetailEntity},
		{"unknown entity", "<a>&b;</a>", input.Limits{}, "", input.Damaged, ""},
		{"cut short", "<a><b>x", input.Limits{}, "", input.Damaged, ""},
		{"no element", "   ", input.Limits{}, "", input.Damaged, ""},
		{"not XML", "\x00\x01\x02", input.Limits{}, "", input.Damaged, ""},
		{"unknown encoding", `<?xml version="1.0" encoding="klingon"?><a/>`, input.Limits{}, "", input.Damaged, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := ""
			err := DecodeXML(context.Background(), "part", strings.NewReader(tt.in), tt.lim, func(d *Decoder, _ xml.StartElement) (err error) {
				got, err = d.Text()
				return err
			})
			var e *input.Error
			switch {
			case tt.code == "" && (err != nil || got != tt.want):
				t.Errorf("got %q, %v; want %q", got, err, tt.want)
			case tt.code != "" && (!errors.As(err, &e) || e.Code != tt.code || e.Detail != tt.detail):
				t.Errorf("error %v, want %s (%s)", err, tt.code, tt.detail)
			}
		})
	}
}

// endless gives one text without end.
type endless struct{ started bool }

func (e *endless) Read(p []byte) (int, error) {
	if !e.started {
		e.started = true
		return copy(p, "<a>"), nil
	}
	for i := range p {
		p[i] = 'x'
	}
	return len(p), nil
}

func TestDecoderEndlessText(t *testing.T) {
	err := DecodeXML(context.Background(), "part", &endless{}, input.Limits{}, func(d *Decoder, _ xml.StartElement) error { return d.Skip() })
	if input.CodeOf(err) != input.TooBig {
		t.Errorf("error %v", err)
	}
}

func TestDecoderEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	in := "<a>" + strings.Repeat("<b/>", 5000) + "</a>"
	err := DecodeXML(ctx, "part", strings.NewReader(in), input.Limits{}, func(d *Decoder, _ xml.StartElement) error { return d.Skip() })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want the context's", err)
	}
}

func TestPackage(t *testing.T) {
	data := ziptest.Build(
		"_rels/.rels", `<Relationships><Relationship Id="r1" Type="http://x/officeDocument" Target="/odd/main%20part.xml"/>
			<Relationship Id="r2" Type="http://x/metadata/core-properties" Target="docProps/core.xml"/>
			<Relationship Id="r3" Type="http://x/extended-properties" Target="docProps/app.xml"/></Relationships>`,
		"odd/main part.xml", "<w/>",
		"odd/_rels/main part.xml.rels", `<Relationships><Relationship Id="a" Type="http://x/styles" Target="../styles.xml"/><Relationship Id="b" Type="http://x/image" Target="http://localhost/x.png" TargetMode="External"/></Relationships>`,
		"docProps/core.xml", `<c><title>Mon rapport</title><creator>Ana</creator><created>2024-05-06T07:08:09Z</created><modified>bad</modified></c>`,
		"docProps/app.xml", `<p><Application>Microsoft Office Word</Application><AppVersion>16.0000</AppVersion><Pages>44</Pages></p>`,
	)
	ctx := context.Background()
	a, err := Open(ctx, data, input.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	part, err := a.Main(ctx, "word/document.xml")
	if err != nil || part != "odd/main part.xml" {
		t.Fatalf("main part %q, %v", part, err)
	}
	rels := a.Rels(ctx, part)
	if len(rels) != 2 || rels[0] != (Rel{ID: "a", Type: "styles", Target: "styles.xml"}) || !rels[1].External {
		t.Errorf("relationships %+v", rels)
	}
	if _, ok := Find(rels, "image"); ok {
		t.Error("an external picture was found in the package")
	}
	var src document.Source
	p := a.Properties(ctx, &src)
	if p.Pages != 44 {
		t.Errorf("properties %+v", p)
	}
	if src.Title != "Mon rapport" || src.Author != "Ana" || src.Producer != "Microsoft Office Word 16.0000" || src.Created.Year() != 2024 || !src.Modified.IsZero() {
		t.Errorf("source %+v", src)
	}
}

func TestCount(t *testing.T) {
	for s, want := range map[string]int{"44": 44, "0": 0, "-3": -1, "": -1, "beaucoup": -1, "99999999999999999999": -1} {
		if got := count(s); got != want {
			t.Errorf("%q: %d, want %d", s, got, want)
		}
	}
}

func TestMainMissing(t *testing.T) {
	a, err := Open(context.Background(), ziptest.Build("x", "y"), input.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.Main(context.Background(), "word/document.xml"); input.CodeOf(err) != input.Damaged {
		t.Errorf("error %v", err)
	}
}

func FuzzOpen(f *testing.F) {
	f.Add(ziptest.Build("a/b.xml", "<a/>", "c", "d"))
	f.Add(ziptest.Build("in.zip", string(ziptest.Build("x", "y"))))
	f.Add(ziptest.Overlap(ziptest.Build("a", "same", "b", "same")))
	lim := input.Limits{Unpacked: 1 << 20, Entry: 1 << 18, Entries: 50}
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := Open(context.Background(), data, lim)
		if err != nil {
			if input.CodeOf(err) == "" {
				t.Errorf("an error without a code: %v", err)
			}
			return
		}
		for _, name := range a.Names() {
			rc, err := a.Open(name)
			if err != nil {
				continue
			}
			if n, _ := io.Copy(io.Discard, rc); n > lim.Entry {
				t.Errorf("%s gave %d bytes", name, n)
			}
			rc.Close()
		}
	})
}

func FuzzXML(f *testing.F) {
	f.Add([]byte(`<?xml version="1.0"?><a b="c">d<e/>&amp;</a>`))
	f.Add([]byte("\xff\xfe<\x00a\x00>\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		err := DecodeXML(context.Background(), "part", strings.NewReader(string(data)), input.Limits{XMLDepth: 20}, func(d *Decoder, _ xml.StartElement) error { return d.Skip() })
		if err != nil && input.CodeOf(err) == "" {
			t.Errorf("an error without a code: %v", err)
		}
	})
}
