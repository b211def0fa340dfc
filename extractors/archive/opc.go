package archive

import (
	"context"
	"encoding/xml"
	"net/url"
	"path"
	"strconv"
	"strings"
	"time"

	"prejury/extractors/document"
	"prejury/extractors/input"
)

// Rel is one relationship of an Open Packaging part (ECMA-376 part 2, § 6.5).
// Type is the last word of its address ("styles", "image", "header"…), the same
// in the transitional and the strict variant.
type Rel struct {
	ID, Type, Target string // Target is an entry's name when External is false
	External         bool
}

// Rels gives the relationships of a part, "" for the package's own. A part
// without relationships has none; what cannot be read of them is left out.
func (a *Archive) Rels(ctx context.Context, part string) []Rel {
	dir, base := path.Split(part)
	var rels []Rel
	name := dir + "_rels/" + base + ".rels"
	if !a.Has(name) {
		return nil
	}
	_ = a.XML(ctx, name, func(d *Decoder, _ xml.StartElement) error {
		return d.Children(func(e xml.StartElement) error {
			r := Rel{ID: Attr(e, "Id"), External: strings.EqualFold(Attr(e, "TargetMode"), "External")}
			r.Type = Attr(e, "Type")
			r.Type = r.Type[strings.LastIndexByte(r.Type, '/')+1:]
			if r.Target = Attr(e, "Target"); !r.External {
				r.Target = resolve(dir, r.Target)
			}
			rels = append(rels, r)
			return d.Skip()
		})
	})
	return rels
}

// resolve gives the entry that a relationship's target names.
func resolve(dir, target string) string {
	if s, err := url.PathUnescape(target); err == nil {
		target = s
	}
	target = strings.ReplaceAll(target, `\`, "/")
	if !strings.HasPrefix(target, "/") {
		target = path.Join("/", dir, target)
	}
	return strings.TrimPrefix(path.Clean(target), "/")
}

// Find gives the first relationship of a type, and whether there is one.
func Find(rels []Rel, typ string) (Rel, bool) {
	for _, r := range rels {
		if r.Type == typ && !r.External {
			return r, true
		}
	}
	return Rel{}, false
}

// Main gives the name of the package's main part: what _rels/.rels says, else
// the usual name where there is one.
func (a *Archive) Main(ctx context.Context, usual string) (string, error) {
	if r, ok := Find(a.Rels(ctx, ""), "officeDocument"); ok && a.Has(r.Target) {
		return r.Target, nil
	}
	if a.Has(usual) {
		return usual, nil
	}
	return "", input.Errorf(input.Damaged, "", "no main part")
}

// Properties are what the package's core and extended properties declare
// (ECMA-376 part 2 § 6.6 and part 1 § 22.2).
type Properties struct {
	Application, Version string
	Pages                int // -1 when not declared
}

// Properties reads docProps and fills src with what it finds.
func (a *Archive) Properties(ctx context.Context, src *document.Source) Properties {
	p := Properties{Pages: -1}
	for _, r := range a.Rels(ctx, "") {
		switch r.Type {
		case "core-properties":
			a.core(ctx, r.Target, src)
		case "extended-properties":
			a.extended(ctx, r.Target, &p)
		}
	}
	src.Producer = strings.TrimSpace(p.Application + " " + p.Version)
	return p
}

func (a *Archive) core(ctx context.Context, part string, src *document.Source) {
	a.texts(ctx, part, func(name, s string) {
		switch name {
		case "title":
			src.Title = s
		case "creator":
			src.Author = s
		case "created":
			src.Created = Time(s)
		case "modified":
			src.Modified = Time(s)
		}
	})
}

func (a *Archive) extended(ctx context.Context, part string, p *Properties) {
	a.texts(ctx, part, func(name, s string) {
		switch name {
		case "Application":
			p.Application = s
		case "AppVersion":
			p.Version = s
		case "Pages":
			p.Pages = count(s)
		}
	})
}

// texts calls fn with the name and the trimmed text of each child of a part's root.
// Properties are worth no failure: what cannot be read is left out.
func (a *Archive) texts(ctx context.Context, part string, fn func(name, text string)) {
	_ = a.XML(ctx, part, func(d *Decoder, _ xml.StartElement) error {
		return d.Children(func(e xml.StartElement) error {
			s, err := d.Text()
			fn(e.Name.Local, strings.TrimSpace(s))
			return err
		})
	})
}

// count reads a count of the properties, -1 when it is none.
func count(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 {
		return -1
	}
	return n
}

// Time reads a date of office properties, the zero time when it is none.
func Time(s string) time.Time {
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05.999999999", "2006-01-02T15:04Z07:00", "2006-01-02"} {
		if t, err := time.Parse(layout, strings.TrimSpace(s)); err == nil {
			return t.UTC()
		}
	}
	return time.Time{}
}

// Alternative reads the children of mc:AlternateContent, whose start was just
// read: the first Choice, or the Fallback where there is none, with read, which
// must go to its end. The same content must not come twice (part 3, § 9.3).
func (d *Decoder) Alternative(read func() error) error {
	done := false
	return d.Children(func(e xml.StartElement) error {
		if done || e.Name.Local != "Choice" && e.Name.Local != "Fallback" {
			return d.Skip()
		}
		done = true
		return read()
	})
}

// DiagramTexts gives the text of the points of a SmartArt's data part (ECMA-376
// part 1, § 21.4.3), in order.
func (a *Archive) DiagramTexts(ctx context.Context, part string) ([]string, error) {
	var texts []string
	err := a.XML(ctx, part, func(d *Decoder, _ xml.StartElement) error {
		var walk func(e xml.StartElement) error
		walk = func(e xml.StartElement) error {
			switch e.Name.Local {
			case "p":
				var b strings.Builder
				err := paragraphText(d, &b)
				if s := strings.TrimSpace(b.String()); s != "" {
					texts = append(texts, s)
				}
				return err
			case "cxnLst", "extLst", "bg", "whole":
				return d.Skip()
			}
			return d.Children(walk)
		}
		return d.Children(walk)
	})
	return texts, err
}

// paragraphText gathers the runs of a DrawingML paragraph.
func paragraphText(d *Decoder, b *strings.Builder) error {
	return d.Children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "t":
			s, err := d.Text()
			b.WriteString(s)
			return err
		case "br":
			b.WriteByte(' ')
		}
		return paragraphText(d, b)
	})
}
