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
// pack must give the same bytes).
type compiledPack struct {
	Pack        Pack
	Written     []string // the keys of Pack.Terms, in order
	Terms       []Term   // their values
	Measured    []string // the keys of Pack.Reliability, in order
	Reliability []Reliability
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
	return gob.NewEncoder(w).Encode(c)
}
