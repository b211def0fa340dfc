package input

import "time"

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
	if l.Time == 0 {
		l.Time = d.Time
	}
	if l.Memory == 0 {
		l.Memory = d.Memory
	}
	if l.FileBytes == 0 {
		l.FileBytes = d.FileBytes
	}
	if l.Pages == 0 {
		l.Pages = d.Pages
	}
	if l.Unpacked == 0 {
		l.Unpacked = d.Unpacked
	}
	if l.Entry == 0 {
		l.Entry = d.Entry
	}
	if l.Entries == 0 {
		l.Entries = d.Entries
	}
	if l.Ratio == 0 {
		l.Ratio = d.Ratio
	}
	if l.XMLDepth == 0 {
		l.XMLDepth = d.XMLDepth
	}
	if l.TextRunes == 0 {
		l.TextRunes = d.TextRunes
	}
	return l
}
