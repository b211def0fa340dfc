package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"
)

// affix is one rule of a hunspell affix class: take strip away, put add, where the
// word meets the condition. More are the flags that the new word carries.
type affix struct {
	strip, add string
	more       []string
	condition  *regexp.Regexp // nil: always
}

// class is the rules of one flag.
type class struct {
	prefix bool
	cross  bool // may be put together with an affix of the other side
	rules  []affix
}

// dictionary is what the generator reads of a hunspell dictionary. Compounding,
// replacements and keyboards are of no use to list words.
type dictionary struct {
	long      bool // flags are two characters
	needAffix string
	forbidden string
	compound  string // only in compounds
	classes   map[string]*class
}

// readAffixes reads an .aff file.
func readAffixes(path string) (*dictionary, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	d := &dictionary{classes: map[string]*class{}}
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		fields := strings.Fields(lines.Text())
		if len(fields) < 2 {
			continue
		}
		switch fields[0] {
		case "FLAG":
			d.long = fields[1] == "long"
		case "NEEDAFFIX":
			d.needAffix = fields[1]
		case "FORBIDDENWORD":
			d.forbidden = fields[1]
		case "ONLYINCOMPOUND":
			d.compound = fields[1]
		case "PFX", "SFX":
			if err := d.affix(fields); err != nil {
				return nil, fmt.Errorf("%s:%d: %w", path, n, err)
			}
		}
	}
	return d, lines.Err()
}

// affix reads one PFX or SFX line: the head of a class, or one of its rules.
func (d *dictionary) affix(f []string) error {
	if len(f) < 4 {
		return fmt.Errorf("%d fields in an affix", len(f))
	}
	c := d.classes[f[1]]
	if c == nil {
		d.classes[f[1]] = &class{prefix: f[0] == "PFX", cross: f[2] == "Y"}
		return nil
	}
	add, flags, _ := strings.Cut(f[3], "/")
	r := affix{strip: zero(f[2]), add: zero(add), more: d.flags(flags)}
	if len(f) > 4 && f[4] != "." {
		pattern := "(?:" + f[4] + ")$"
		if c.prefix {
			pattern = "^(?:" + f[4] + ")"
		}
		condition, err := regexp.Compile(pattern)
		if err != nil {
			return err
		}
		r.condition = condition
	}
	c.rules = append(c.rules, r)
	return nil
}

func zero(s string) string {
	if s == "0" {
		return ""
	}
	return s
}

func (d *dictionary) flags(s string) []string {
	size := 1
	if d.long {
		size = 2
	}
	var out []string
	runes := []rune(s)
	for i := 0; i+size <= len(runes); i += size {
		out = append(out, string(runes[i:i+size]))
	}
	return out
}

// expand calls f with every form of every word of a .dic file. Forms with an
// elision before them (l'usine) are left out: whoever looks a word up takes it off.
func (d *dictionary) expand(path string, f func(word string)) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	r := bufio.NewReader(file)
	if _, err := r.ReadString('\n'); err != nil { // the number of words
		return err
	}
	for {
		line, err := r.ReadString('\n')
		if fields := strings.Fields(line); len(fields) > 0 {
			word, flags, _ := strings.Cut(fields[0], "/")
			d.forms(word, d.flags(flags), 0, f)
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// forms calls f with a word and what its flags make of it. depth is the number of
// suffixes that it already has: hunspell allows two.
func (d *dictionary) forms(word string, flags []string, depth int, f func(word string)) {
	has := map[string]bool{}
	for _, flag := range flags {
		has[flag] = true
	}
	if d.forbidden != "" && has[d.forbidden] || d.compound != "" && has[d.compound] {
		return
	}
	if d.needAffix == "" || !has[d.needAffix] {
		f(word)
	}
	var prefixes []string // of classes that may stand together with a suffix
	for flag := range has {
		if c := d.classes[flag]; c != nil && c.prefix && c.cross {
			prefixes = append(prefixes, flag)
		}
	}
	for flag := range has {
		c := d.classes[flag]
		if c == nil {
			continue
		}
		for _, r := range c.rules {
			made, ok := r.apply(word, c.prefix)
			if !ok || strings.Contains(r.add, "'") {
				continue
			}
			more := r.more
			if !c.prefix && c.cross {
				more = append(append([]string{}, more...), prefixes...)
			}
			if depth < 2 {
				d.forms(made, more, depth+1, f)
			}
		}
	}
}

func (r *affix) apply(word string, prefix bool) (string, bool) {
	if r.condition != nil && !r.condition.MatchString(word) {
		return "", false
	}
	if prefix {
		rest, ok := strings.CutPrefix(word, r.strip)
		return r.add + rest, ok
	}
	rest, ok := strings.CutSuffix(word, r.strip)
	return rest + r.add, ok
}
