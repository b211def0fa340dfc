package pdf

import (
	"time"

	"prejury/extractors/document"
	"prejury/extractors/layout"
)

// file is an open PDF, whatever the engine. Pages are asked for from 0.
type file interface {
	pages() int
	facts() facts
	page(i int) (*layout.Page, error)
	// outline gives the bookmarks, at most max.
	outline(max int) []document.OutlineItem
	close()
}

// facts are what a file says of itself.
type facts struct {
	title, author, producer, creator string
	created, modified                time.Time
	locked                           bool // encrypted, and opened with the empty password
	repaired                         bool // its table of objects had to be rebuilt
}

// parseDate reads a date of ISO 32000-1, 7.9.4: D:YYYYMMDDHHmmSSOHH'mm', of which
// everything after the year may be missing.
func parseDate(s string) time.Time {
	if len(s) > 2 && s[:2] == "D:" {
		s = s[2:]
	}
	digits := 0
	for digits < len(s) && digits < 14 && s[digits] >= '0' && s[digits] <= '9' {
		digits++
	}
	const layout = "20060102150405"
	if digits < 4 || digits%2 != 0 {
		return time.Time{}
	}
	t, err := time.Parse(layout[:digits], s[:digits])
	if err != nil {
		return time.Time{}
	}
	zone := s[digits:]
	if len(zone) >= 3 && (zone[0] == '+' || zone[0] == '-') {
		if off, err := time.Parse("15", zone[1:3]); err == nil {
			d := time.Duration(off.Hour()) * time.Hour
			if len(zone) >= 6 && zone[3] == '\'' {
				if mins, err := time.Parse("04", zone[4:6]); err == nil {
					d += time.Duration(mins.Minute()) * time.Minute
				}
			}
			if zone[0] == '+' {
				d = -d
			}
			t = t.Add(d)
		}
	}
	return t.UTC()
}
