// Package archive opens the zip packages that office files are, and the XML in
// them, under limits: a hostile archive is refused before anything of it is
// used. Every error is an *input.Error or the context's.
package archive

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"sort"
	"strings"

	"prejury/extractors/input"
)

const (
	// ratioFloor is the size under which an archive is not judged by its ratio: a
	// blank bitmap or an empty form shrinks a thousandfold in all innocence.
	ratioFloor = 16 << 20
	// maxNesting is how many archives may stand in one another. A report that
	// embeds a workbook that embeds a chart has 2; bombs have 5 and more.
	maxNesting = 3
	// nestedBytes is the size over which an archive in the archive is not opened
	// to be checked: nobody here opens it either.
	nestedBytes = 32 << 20
)

// The details of a Hostile or TooBig error.
const (
	DetailEntries  = "entries"  // more entries than the limit
	DetailOverlap  = "overlap"  // entries that share their bytes
	DetailName     = "name"     // a name that leaves the archive
	DetailSize     = "size"     // an entry longer than declared
	DetailRatio    = "ratio"    // inflates beyond the limit
	DetailNesting  = "nesting"  // archives in archives
	DetailUnpacked = "unpacked" // inflated size over the limit
	DetailEntity   = "entity"   // XML that declares entities
	DetailDepth    = "depth"    // XML nested beyond the limit
	DetailText     = "text"     // one piece of XML text beyond the limit
)

// Archive is an open zip package whose entries have all been checked.
type Archive struct {
	entries []*zip.File
	byName  map[string]*zip.File
	lim     input.Limits
}

// Open reads the directory of a zip file and inflates every entry once, keeping
// nothing, to know that no header lies about what is behind it. Names are unique
// after normalising; of two entries with the same name the first counts, as in
// Word.
func Open(ctx context.Context, data []byte, lim input.Limits) (*Archive, error) {
	lim = lim.OrDefault()
	left := lim.Unpacked
	a, err := open(ctx, data, lim, &left, 1)
	if err != nil {
		return nil, err
	}
	return a, nil
}

func open(ctx context.Context, data []byte, lim input.Limits, left *int64, depth int) (*Archive, error) {
	zr, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, input.Errorf(input.Damaged, "", "zip directory: %w", err)
	}
	if len(zr.File) > lim.Entries {
		return nil, input.Errorf(input.Hostile, DetailEntries, "%d entries", len(zr.File))
	}
	a := &Archive{byName: make(map[string]*zip.File, len(zr.File)), lim: lim}
	for _, f := range zr.File {
		name, ok := Clean(f.Name)
		if !ok {
			return nil, input.Errorf(input.Hostile, DetailName, "entry %q", f.Name)
		}
		if strings.HasSuffix(f.Name, "/") {
			continue
		}
		key := strings.ToLower(name)
		if _, dup := a.byName[key]; dup {
			continue
		}
		a.byName[key] = f
		a.entries = append(a.entries, f)
	}
	if err := CheckOverlap(a.entries); err != nil {
		return nil, err
	}
	if err := a.inflateAll(ctx, int64(len(data)), left, depth); err != nil {
		return nil, err
	}
	return a, nil
}

// Clean gives an entry's name with forward slashes and no leading one. It is
// false when the name leaves the archive.
func Clean(name string) (string, bool) {
	name = strings.TrimLeft(strings.ReplaceAll(name, `\`, "/"), "/")
	if strings.ContainsRune(name, 0) || len(name) > 1 && name[1] == ':' {
		return "", false
	}
	for part := range strings.SplitSeq(name, "/") {
		if part == ".." {
			return "", false
		}
	}
	return name, true
}

// CheckOverlap refuses entries that share their compressed bytes: the way in
// which a small archive holds terabytes without nesting. The error is an *input.Error.
func CheckOverlap(files []*zip.File) error {
	type span struct{ from, to int64 }
	spans := make([]span, 0, len(files))
	for _, f := range files {
		from, err := f.DataOffset()
		if err != nil {
			return input.Errorf(input.Damaged, "", "entry %q: %w", f.Name, err)
		}
		if f.CompressedSize64 > 1<<62 {
			return input.Errorf(input.Hostile, DetailSize, "entry %q", f.Name)
		}
		spans = append(spans, span{from, from + int64(f.CompressedSize64)})
	}
	sort.Slice(spans, func(i, j int) bool { return spans[i].from < spans[j].from })
	for i := 1; i < len(spans); i++ {
		if spans[i].from < spans[i-1].to {
			return input.Errorf(input.Hostile, DetailOverlap, "at byte %d", spans[i].from)
		}
	}
	return nil
}

// inflateAll reads every entry to its end. left is how many bytes the whole
// archive, with the archives in it, may still inflate to; it is negative once an
// archive in the archive and the entry that holds it together took more.
func (a *Archive) inflateAll(ctx context.Context, packed int64, left *int64, depth int) error {
	var total int64
	for _, f := range a.entries {
		if err := ctx.Err(); err != nil {
			return err
		}
		if f.Flags&1 != 0 {
			return input.Errorf(input.Encrypted, "", "entry %q", f.Name)
		}
		if f.UncompressedSize64 > uint64(max(*left, 0)) {
			return a.over(packed, total+int64(min(f.UncompressedSize64, 1<<50)), f.Name)
		}
		n, err := a.inflate(ctx, f, left, depth)
		total += n
		if err != nil {
			return err
		}
		if n > ratioFloor && n > a.lim.Ratio*int64(max(f.CompressedSize64, 1)) ||
			total > ratioFloor && total > a.lim.Ratio*packed {
			return input.Errorf(input.Hostile, DetailRatio, "entry %q", f.Name)
		}
	}
	return nil
}

// over is the error of an archive of packed bytes that inflates to total, beyond
// the limit: a big file when that is a ratio that honest files have, else a bomb.
func (a *Archive) over(packed, total int64, name string) error {
	if total > a.lim.Ratio*packed {
		return input.Errorf(input.Hostile, DetailRatio, "entry %q", name)
	}
	return input.Errorf(input.TooBig, DetailUnpacked, "entry %q", name)
}

// inflate reads one entry to its end, and what it holds when it is an archive. It
// gives the entry's size in bytes, as far as it could be read.
func (a *Archive) inflate(ctx context.Context, f *zip.File, left *int64, depth int) (int64, error) {
	rc, err := f.Open()
	if err != nil {
		return 0, entryError(f.Name, err)
	}
	defer rc.Close()
	var head [4]byte
	n, err := io.ReadFull(rc, head[:])
	read := int64(n)
	if err == nil {
		if string(head[:]) == "PK\x03\x04" && f.UncompressedSize64 <= nestedBytes {
			read, err = a.inflateNested(ctx, rc, head[:], left, depth)
		} else {
			var m int64
			m, err = io.Copy(io.Discard, rc)
			read += m
		}
	} else if (err == io.ErrUnexpectedEOF || err == io.EOF) && uint64(n) == f.UncompressedSize64 {
		err = nil // an entry of fewer than four bytes
	}
	*left -= read
	if err != nil {
		if input.CodeOf(err) != "" || ctx.Err() != nil {
			return read, err
		}
		return read, entryError(f.Name, err)
	}
	return read, nil
}

// inflateNested reads an entry whose first bytes, head, are those of an archive:
// the entry itself, of which it gives the size, then what is in it.
func (a *Archive) inflateNested(ctx context.Context, rc io.Reader, head []byte, left *int64, depth int) (int64, error) {
	var buf bytes.Buffer
	buf.Write(head)
	if _, err := buf.ReadFrom(rc); err != nil {
		return int64(buf.Len()), err
	}
	if depth >= maxNesting {
		return int64(buf.Len()), input.Errorf(input.Hostile, DetailNesting, "%d archives in one another", depth+1)
	}
	_, err := open(ctx, buf.Bytes(), a.lim, left, depth+1)
	switch input.CodeOf(err) {
	case input.Hostile, input.TooBig:
		return int64(buf.Len()), err
	}
	// What is broken, locked or no archive at all in there is nobody's concern.
	return int64(buf.Len()), ctx.Err()
}

// entryError tells a lying size and an unknown method from mere damage.
func entryError(name string, err error) error {
	switch {
	case errors.Is(err, zip.ErrFormat):
		return input.Errorf(input.Hostile, DetailSize, "entry %q: %w", name, err)
	case errors.Is(err, zip.ErrAlgorithm):
		return input.Errorf(input.Unsupported, "zip-method", "entry %q: %w", name, err)
	}
	return input.Errorf(input.Damaged, "", "entry %q: %w", name, err)
}

// Names lists the entries as they are in the file, normalised, folders left out.
func (a *Archive) Names() []string {
	names := make([]string, len(a.entries))
	for i, f := range a.entries {
		names[i], _ = Clean(f.Name)
	}
	return names
}

// Has reports whether the archive holds an entry. Names are compared without
// case, as ECMA-376 part 2 asks (§ 6.2.2.3).
func (a *Archive) Has(name string) bool { return a.file(name) != nil }

func (a *Archive) file(name string) *zip.File {
	name, _ = Clean(name)
	return a.byName[strings.ToLower(name)]
}

// Size is the inflated size of an entry in bytes, 0 when there is none.
func (a *Archive) Size(name string) int64 {
	if f := a.file(name); f != nil {
		return int64(f.UncompressedSize64)
	}
	return 0
}

// Open gives the inflated content of an entry, cut off with an error at the
// limit of one entry. A missing entry is a Damaged error with its name.
func (a *Archive) Open(name string) (io.ReadCloser, error) {
	f := a.file(name)
	if f == nil {
		return nil, input.Errorf(input.Damaged, "", "no entry %q", name)
	}
	if f.UncompressedSize64 > uint64(a.lim.Entry) {
		return nil, input.Errorf(input.TooBig, DetailUnpacked, "entry %q", name)
	}
	rc, err := f.Open()
	if err != nil {
		return nil, entryError(f.Name, err)
	}
	return rc, nil
}

// Read gives an entry whole.
func (a *Archive) Read(name string) ([]byte, error) {
	rc, err := a.Open(name)
	if err != nil {
		return nil, err
	}
	defer rc.Close()
	b, err := io.ReadAll(rc)
	if err != nil {
		return nil, entryError(name, err)
	}
	return b, nil
}
