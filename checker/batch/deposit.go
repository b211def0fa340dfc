// Package batch checks a whole deposit: which file is whose and for which
// modality, every file read and judged once in parallel, results kept so that a
// run that was cut short goes on, and what it all comes to for each candidate.
//
// It prints nothing: callers are told of what happens and show it.
package batch

import (
	"archive/zip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"prejury/extractors/archive"
	"prejury/extractors/input"
)

// File is one file of a deposit.
type File struct {
	// Name is what the user reads: the path of the file, or the path of its
	// archive, a slash and its name there.
	Name string
	// Rel is its place in the deposit, without the folder or archive that was
	// given, elements separated by slashes, in NFC.
	Rel    string
	SHA256 string       // "" until Digest, and when Err is set
	Bytes  int64        // once known
	Err    *input.Error // set when its bytes cannot be had
	// Packed is set on what is read inside an archive.
	Packed bool

	path  string // on disk, of the file or of its archive
	entry *zip.File
}

// content names what the file holds, or the file itself where its bytes cannot be
// had.
func (f *File) content() string {
	if f.SHA256 == "" {
		return "name:" + f.Name
	}
	return f.SHA256
}

// Deposit is all the files of the places that were given.
type Deposit struct {
	Files []*File
	// Passed are files that are no deposit: not a format of documents.
	Passed []*File
	// Refused are archives that cannot be read, with the reason.
	Refused []*File

	limits input.Limits
	open   []*os.File
}

// documents are the extensions of what may be a report; files without any are
// taken too, their content decides.
var documents = map[string]bool{
	".pdf": true, ".docx": true, ".doc": true, ".docm": true, ".dotx": true, ".odt": true, ".fodt": true, ".ott": true, ".rtf": true, ".pages": true,
	".pptx": true, ".ppt": true, ".ppsx": true, ".pptm": true, ".odp": true, ".key": true, "": true,
}

// litter is what systems and editors leave in folders; nobody handed it in.
func litter(name string) bool {
	base := path.Base(name)
	switch strings.ToLower(base) {
	case "thumbs.db", "desktop.ini", "__macosx":
		return true
	}
	return strings.HasPrefix(base, ".") || strings.HasPrefix(base, "~$")
}

// Open lists the files of folders, archives and single files. skip says which
// paths are not part of the deposit (an output, a manifest). Close it after use.
// The error is that of the first place that does not exist.
func Open(ctx context.Context, places []string, limits input.Limits, skip func(path string) bool) (*Deposit, error) {
	d := &Deposit{limits: limits.OrDefault()}
	for _, place := range places {
		info, err := os.Stat(place)
		if err != nil {
			d.Close()
			return nil, err
		}
		if !info.IsDir() {
			d.add(place, filepath.Base(place), info.Size())
			continue
		}
		err = filepath.WalkDir(place, func(name string, e fs.DirEntry, err error) error {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			rel, _ := filepath.Rel(place, name)
			if rel == "." {
				return err
			}
			if litter(filepath.ToSlash(rel)) || skip != nil && skip(name) {
				if e != nil && e.IsDir() {
					return fs.SkipDir
				}
				return nil
			}
			if err != nil {
				d.Refused = append(d.Refused, &File{Name: name, Rel: filepath.ToSlash(rel), Err: &input.Error{Code: input.NotFound, Detail: "permission", Err: err}})
				return fs.SkipDir
			}
			if e.IsDir() {
				return nil
			}
			// A link counts as what it leads to; what leads nowhere is answered for.
			size := int64(-1)
			if info, err := os.Stat(name); err == nil {
				if !info.Mode().IsRegular() {
					return nil
				}
				size = info.Size()
			}
			d.add(name, rel, size)
			return nil
		})
		if err != nil {
			d.Close()
			return nil, err
		}
	}
	d.once()
	return d, nil
}

// add files one path; an archive gives its entries.
func (d *Deposit) add(name, rel string, size int64) {
	f := &File{Name: name, Rel: norm.NFC.String(filepath.ToSlash(rel)), Bytes: size, path: name}
	ext := strings.ToLower(filepath.Ext(name))
	switch {
	case ext == ".zip":
		d.unpack(f)
	case documents[ext]:
		d.Files = append(d.Files, f)
	default:
		d.Passed = append(d.Passed, f)
	}
}

// unpack lists the entries of an archive that stays on disk: each is inflated when
// its turn comes, under the limits of one file.
func (d *Deposit) unpack(f *File) {
	refuse := func(e *input.Error) {
		f.Err = e
		d.Refused = append(d.Refused, f)
	}
	file, err := os.Open(f.path)
	if err != nil {
		refuse(&input.Error{Code: input.NotFound, Err: err})
		return
	}
	zr, err := zip.NewReader(file, f.Bytes)
	if err != nil {
		file.Close()
		refuse(&input.Error{Code: input.Damaged, Err: err})
		return
	}
	if len(zr.File) > d.limits.Entries {
		file.Close()
		refuse(&input.Error{Code: input.Hostile, Detail: archive.DetailEntries})
		return
	}
	if e := overlapping(zr.File); e != nil {
		file.Close()
		refuse(e)
		return
	}
	d.open = append(d.open, file)
	dir := path.Dir(f.Rel)
	for _, e := range zr.File {
		entryName := decoded(e)
		name, ok := archive.Clean(entryName)
		in := &File{Name: f.Name + "/" + entryName, Packed: true, path: f.path, entry: e, Bytes: int64(e.UncompressedSize64)}
		if !ok {
			in.Err = &input.Error{Code: input.Hostile, Detail: archive.DetailName}
			d.Refused = append(d.Refused, in)
			continue
		}
		name = norm.NFC.String(name)
		if strings.HasSuffix(entryName, "/") || litterPath(name) {
			continue
		}
		in.Name, in.Rel = f.Name+"/"+name, path.Join(dir, name)
		switch ext := strings.ToLower(path.Ext(name)); {
		case documents[ext]:
			d.Files = append(d.Files, in)
		case ext == ".zip":
			in.Err = &input.Error{Code: input.Hostile, Detail: archive.DetailNesting}
			d.Refused = append(d.Refused, in)
		default:
			d.Passed = append(d.Passed, in)
		}
	}
}

// overlapping refuses an archive whose entries share their bytes: each would be inflated to
// the limit of one file, a few megabytes to terabytes. An entry whose own head is damaged
// is left out, and answered for when it is read.
func overlapping(entries []*zip.File) *input.Error {
	sound := slices.DeleteFunc(slices.Clone(entries), func(e *zip.File) bool {
		_, err := e.DataOffset()
		return err != nil
	})
	var refused *input.Error
	errors.As(archive.CheckOverlap(sound), &refused)
	return refused
}

// litterPath reports whether a path, with slashes, is litter or lies in it.
func litterPath(name string) bool {
	for _, part := range strings.Split(name, "/") {
		if litter(part) {
			return true
		}
	}
	return false
}

// decoded gives an entry's name in UTF-8: some archivers write UTF-8 without saying
// so, those of old Windows code page 850.
func decoded(e *zip.File) string {
	if utf8.ValidString(e.Name) {
		return e.Name
	}
	return oem(e.Name)
}

// once keeps one of the files that were given twice, and orders all by name.
func (d *Deposit) once() {
	for _, list := range []*[]*File{&d.Files, &d.Passed, &d.Refused} {
		sort.SliceStable(*list, func(i, j int) bool { return (*list)[i].Name < (*list)[j].Name })
		var out []*File
		for i, f := range *list {
			if i == 0 || f.Name != (*list)[i-1].Name {
				out = append(out, f)
			}
		}
		*list = out
	}
}

// Digest computes the SHA-256 of every file, two at once.
func (d *Deposit) Digest(ctx context.Context) error {
	work := make(chan *File)
	done := make(chan struct{})
	for range 2 {
		go func() {
			defer func() { done <- struct{}{} }()
			for f := range work {
				d.digest(f)
			}
		}()
	}
	for _, f := range d.Files {
		if ctx.Err() != nil {
			break
		}
		work <- f
	}
	close(work)
	<-done
	<-done
	return ctx.Err()
}

func (d *Deposit) digest(f *File) {
	r, err := d.reader(f)
	if err != nil {
		f.Err = err
		return
	}
	defer r.Close()
	h := sha256.New()
	n, cerr := io.Copy(h, r)
	if f.Err = f.failure(n, d.limits, cerr); f.Err != nil {
		return
	}
	f.Bytes, f.SHA256 = n, hex.EncodeToString(h.Sum(nil))
}

// Load gives the bytes of a file, which must be those of its digest.
func (d *Deposit) Load(f *File) ([]byte, *input.Error) {
	if f.Err != nil {
		return nil, f.Err
	}
	r, err := d.reader(f)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	data, cerr := io.ReadAll(r)
	if err := f.failure(int64(len(data)), d.limits, cerr); err != nil {
		return nil, err
	}
	if sum := sha256.Sum256(data); f.SHA256 != "" && hex.EncodeToString(sum[:]) != f.SHA256 {
		return nil, &input.Error{Code: input.NotFound, Detail: "changed"}
	}
	return data, nil
}

// reader opens a file or an entry, cut one byte after the limit of size.
func (d *Deposit) reader(f *File) (io.ReadCloser, *input.Error) {
	var rc io.ReadCloser
	var err error
	if f.entry != nil {
		if int64(f.entry.UncompressedSize64) > d.limits.FileBytes {
			return nil, &input.Error{Code: input.TooBig}
		}
		if f.inflates(int64(f.entry.UncompressedSize64), d.limits) {
			return nil, &input.Error{Code: input.Hostile, Detail: archive.DetailRatio}
		}
		rc, err = f.entry.Open()
	} else {
		rc, err = os.Open(f.path)
	}
	switch {
	case errors.Is(err, zip.ErrAlgorithm):
		return nil, &input.Error{Code: input.Unsupported, Detail: "zip", Err: err}
	case errors.Is(err, fs.ErrPermission):
		return nil, &input.Error{Code: input.NotFound, Detail: "permission", Err: err}
	case err != nil && f.entry != nil:
		return nil, &input.Error{Code: input.Damaged, Err: err}
	case err != nil:
		return nil, &input.Error{Code: input.NotFound, Err: err}
	}
	return struct {
		io.Reader
		io.Closer
	}{io.LimitReader(rc, d.limits.FileBytes+1), rc}, nil
}

// inflatesFrom is the size, in bytes, up to which it does not matter how much an entry
// inflates.
const inflatesFrom = 16 << 20

// inflates reports whether n bytes are more than an entry of an archive may give.
func (f *File) inflates(n int64, limits input.Limits) bool {
	return f.entry != nil && n > inflatesFrom && uint64(n/limits.Ratio) > f.entry.CompressedSize64
}

// failure says what is wrong with a file of which n bytes came.
func (f *File) failure(n int64, limits input.Limits, err error) *input.Error {
	switch {
	case err != nil && f.entry != nil && f.entry.Flags&1 != 0:
		return &input.Error{Code: input.Encrypted, Err: err}
	case err != nil && f.entry != nil:
		return &input.Error{Code: input.Damaged, Err: err}
	case err != nil:
		return &input.Error{Code: input.NotFound, Detail: "read", Err: err}
	case n > limits.FileBytes:
		return &input.Error{Code: input.TooBig}
	case f.inflates(n, limits):
		return &input.Error{Code: input.Hostile, Detail: archive.DetailRatio}
	}
	return nil
}

// Close releases the archives.
func (d *Deposit) Close() {
	for _, f := range d.open {
		f.Close()
	}
	d.open = nil
}
