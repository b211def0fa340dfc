package input

import (
	"cmp"
	"time"
)

// Limits bound what reading one file may cost. The zero value of a field means
// its default (see DefaultLimits).
type Limits struct {
	Time time.Duration // wall clock for one file, without what Recognise allows
	// Recognise is the wall clock for recognising the pages of a scan; 0 grows with
	// their number and has no other default.
	Recognise time.Duration
	Memory    int64 // bytes of the worker process
	FileBytes int64 // size of the file itself
	Pages     int   // pages read; the rest is counted, not read
	Unpacked  int64 // bytes of an archive once inflated, all entries
	Entry     int64 // bytes of one inflated entry
	Entries   int   // entries of an archive
	Ratio     int64 // inflated bytes for one compressed, whole archive
	XMLDepth  int   // nesting of elements
	TextRunes int   // runes of text kept; what is weighed afterwards costs in proportion
}

// DefaultLimits are generous for any report: the largest seen in public
// repositories has 300 pages and 80 MB.
func DefaultLimits() Limits {
	return Limits{
		Time:      60 * time.Second,
		Memory:    450 << 20,
		FileBytes: 256 << 20,
		Pages:     1500,
		Unpacked:  512 << 20,
		Entry:     128 << 20,
		Entries:   20000,
		Ratio:     200,
		XMLDepth:  256,
		TextRunes: 2_000_000,
	}
}

// OrDefault gives l with its zero fields replaced by the defaults.
func (l Limits) OrDefault() Limits {
	d := DefaultLimits()
	return Limits{
		Time:      cmp.Or(l.Time, d.Time),
		Recognise: l.Recognise,
		Memory:    cmp.Or(l.Memory, d.Memory),
		FileBytes: cmp.Or(l.FileBytes, d.FileBytes),
		Pages:     cmp.Or(l.Pages, d.Pages),
		Unpacked:  cmp.Or(l.Unpacked, d.Unpacked),
		Entry:     cmp.Or(l.Entry, d.Entry),
		Entries:   cmp.Or(l.Entries, d.Entries),
		Ratio:     cmp.Or(l.Ratio, d.Ratio),
		XMLDepth:  cmp.Or(l.XMLDepth, d.XMLDepth),
		TextRunes: cmp.Or(l.TextRunes, d.TextRunes),
	}
}
