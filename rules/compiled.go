package rules

import (
	"bytes"
	_ "embed"
	"encoding/gob"
	"fmt"
	"io"
	"maps"
	"slices"
)

//go:generate go run ./compile

// compiled is the built-in pack, validated and encoded: reading its YAML takes
// several times as long as reading a report. `make pack` writes it anew; a test
// fails when it is not that of the files.
//
//go:embed emeci.gob
var compiled []byte

// compiledPack is a pack without its maps, whose order gob does not fix (the same
// pack must give the same bytes), and without its longest lists.
type compiledPack struct {
	Pack        Pack
	Written     []string // the keys of Pack.Terms, in order
	Terms       []Term   // their values
	Measured    []string // the keys of Pack.Reliability, in order
	Reliability []Reliability
	Rows        []Weight
	Profile     columns
	Pages       columns
}

// LoadBuiltin gives the built-in pack.
func LoadBuiltin() (*Pack, error) {
	var c compiledPack
	if err := gob.NewDecoder(bytes.NewReader(compiled)).Decode(&c); err != nil {
		return nil, fmt.Errorf("built-in pack: %w", err)
	}
	p := &c.Pack
	p.Terms = make(map[string]Term, len(c.Written))
	for i, s := range c.Written {
		p.Terms[s] = c.Terms[i]
	}
	if c.Rows != nil {
		p.Weights = &Weights{Rows: c.Rows, Profile: make([]ProfileEntry, 0, len(c.Profile.Criteria)), Pages: make([]PageEntry, 0, len(c.Pages.Criteria))}
		c.Profile.each(func(sign, criterion string, about, shows float64) {
			p.Weights.Profile = append(p.Weights.Profile, ProfileEntry{criterion, sign, about, shows})
		})
		c.Pages.each(func(sign, criterion string, worth, _ float64) {
			p.Weights.Pages = append(p.Weights.Pages, PageEntry{criterion, sign, worth})
		})
	}
	p.Reliability = make(map[string]Reliability, len(c.Measured))
	for i, s := range c.Measured {
		p.Reliability[s] = c.Reliability[i]
	}
	return p, nil
}

// Compile writes a pack as LoadBuiltin reads it.
func Compile(w io.Writer, p *Pack) error {
	c := compiledPack{Pack: *p, Written: slices.Sorted(maps.Keys(p.Terms)), Measured: slices.Sorted(maps.Keys(p.Reliability))}
	c.Pack.Terms, c.Pack.Reliability = nil, nil
	for _, s := range c.Written {
		c.Terms = append(c.Terms, p.Terms[s])
	}
	for _, s := range c.Measured {
		c.Reliability = append(c.Reliability, p.Reliability[s])
	}
	if p.Weights != nil {
		c.Pack.Weights, c.Rows = nil, p.Weights.Rows
		var err error
		if c.Profile, err = toColumns(profileCells(p.Weights.Profile)); err != nil {
			return fmt.Errorf("%s: %w", profileFile, err)
		}
		if c.Pages, err = toColumns(pageCells(p.Weights.Pages)); err != nil {
			return fmt.Errorf("%s: %w", pagesFile, err)
		}
	}
	return gob.NewEncoder(w).Encode(c)
}

func profileCells(entries []ProfileEntry) []cell {
	cells := make([]cell, len(entries))
	for i, e := range entries {
		cells[i] = cell{e.Sign, e.Criterion, [2]float64{e.About, e.Shows}}
	}
	slices.SortFunc(cells, bySign)
	return cells
}

func pageCells(entries []PageEntry) []cell {
	cells := make([]cell, len(entries))
	for i, e := range entries {
		cells[i] = cell{e.Sign, e.Criterion, [2]float64{e.Worth, 0}}
	}
	slices.SortFunc(cells, bySign)
	return cells
}
