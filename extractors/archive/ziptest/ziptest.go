// Package ziptest makes the zip packages that tests of office formats read.
package ziptest

import (
	"archive/zip"
	"bytes"
	"fmt"
	"hash/crc32"
)

// Build gives a zip file of the entries given as name, content, name, content…
func Build(pairs ...string) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i+1 < len(pairs); i += 2 {
		f, err := w.CreateHeader(&zip.FileHeader{Name: pairs[i], Method: zip.Deflate})
		must(err)
		_, err = f.Write([]byte(pairs[i+1]))
		must(err)
	}
	must(w.Close())
	return b.Bytes()
}

// Entry is an entry whose header may lie.
type Entry struct {
	Name, Content string
	Size          uint64 // declared, when not 0
	Flags         uint16
}

// Stored gives a zip file of stored entries with the headers as they are asked for.
func Stored(entries ...Entry) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, e := range entries {
		h := &zip.FileHeader{Name: e.Name, Method: zip.Store, Flags: e.Flags, CRC32: crc32.ChecksumIEEE([]byte(e.Content)), CompressedSize64: uint64(len(e.Content)), UncompressedSize64: uint64(len(e.Content))}
		if e.Size != 0 {
			h.UncompressedSize64 = e.Size
		}
		f, err := w.CreateRaw(h)
		must(err)
		_, err = f.Write([]byte(e.Content))
		must(err)
	}
	must(w.Close())
	return b.Bytes()
}

// Overlap makes the second entry of a zip file point at the first one's bytes.
func Overlap(data []byte) []byte {
	out := bytes.Clone(data)
	sig := []byte("PK\x01\x02")
	first := bytes.Index(out, sig)
	second := first + 4 + bytes.Index(out[first+4:], sig)
	copy(out[second+42:second+46], out[first+42:first+46])
	return out
}

func must(err error) {
	if err != nil {
		panic(fmt.Sprint("ziptest: ", err))
	}
}
