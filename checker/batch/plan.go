package batch

import (
	"path"
	"sort"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"prejury/checker"
	"prejury/extractors/input"
	"prejury/rules"
)

// Row is one deposit of one candidate for one modality.
type Row struct {
	Candidate string
	Number    string // Moodle's, "" elsewhere
	Folder    string // Moodle's, "" elsewhere
	Group     string // "" outside a group
	Modality  *rules.Modality
	File      *File // nil when nothing was handed in
	// Members are the candidates of the group, for CT.2.
	Members       []string
	Accommodation *checker.Accommodation
	Decisions     []checker.Decision // of the candidate or the group, that may bear on the modality
	// Line is the manifest's, 0 without one.
	Line int
}

// Unplaced is a file that nobody's deposit is, and why: one of the Why constants.
type Unplaced struct {
	File *File
	Why  string
}

// Why a file is nobody's.
const (
	WhyManifest  = "manifest"  // the manifest does not name it
	WhyCandidate = "candidate" // its name says no candidate
	WhyModality  = "modality"  // its name says no modality
	WhyFormat    = "format"    // not a format of documents
	WhyOnline    = "online"    // a text typed in Moodle by a candidate who handed in no file
	WhyRefused   = "refused"   // an archive, or a file in one, that cannot be read
)

// Twice is the same content handed in by several, outside a group.
type Twice struct {
	SHA256 string
	Rows   []int // of the plan
}

// Plan is who handed in what.
type Plan struct {
	Rows     []Row
	Unplaced []Unplaced
	Twice    []Twice
	// Expected are the modalities that each candidate should hand in, by name, in
	// the order of the pack; Blocks the blocks that they take, nil when that is not
	// known.
	Expected map[string][]*rules.Modality
	Blocks   map[string][]int
	// Candidates in their order.
	Candidates []string
	// Idle are the decisions that bear on nothing that was handed in, without their
	// excerpts.
	Idle []checker.Decision
}

// PlanOptions complete what names and manifest say.
type PlanOptions struct {
	Modality *rules.Modality // of files whose name says none
	Naming   *Naming
	Blocks   []int // that every candidate takes, nil when that is not known
	// Decisions are what persons settled about the candidates' reports.
	Decisions []checker.Decision
	// Accommodations reads the cell of a manifest.
	Accommodations func(cell string) (*checker.Accommodation, error)
}

// ByName makes the plan of a deposit without manifest.
func ByName(d *Deposit, pack *rules.Pack, opts PlanOptions) *Plan {
	p := newPlan(d)
	known := owners{numbers: map[string]map[string]bool{}, spelled: map[string]string{}}
	var list []owned
	for _, f := range d.Files {
		o := opts.ownerOf(f)
		switch {
		case o.Candidate == "":
			p.Unplaced = append(p.Unplaced, Unplaced{f, WhyCandidate})
			continue
		case o.Modality == "":
			p.Unplaced = append(p.Unplaced, Unplaced{f, WhyModality})
			continue
		}
		known.add(o)
		list = append(list, owned{o, f})
	}
	var online []int // of p.Unplaced
	for i, u := range p.Unplaced {
		if o := opts.ownerOf(u.File); u.Why == WhyFormat && o.Online {
			known.add(o)
			online = append(online, i)
		}
	}
	there := map[string]bool{}
	for _, o := range list {
		row := known.row(o, pack)
		there[row.Candidate] = true
		p.Rows = append(p.Rows, row)
	}
	for _, i := range online {
		row := known.row(owned{opts.ownerOf(p.Unplaced[i].File), nil}, pack)
		if there[row.Candidate] {
			continue
		}
		there[row.Candidate] = true
		p.Unplaced[i].Why = WhyOnline
		if row.Modality != nil {
			p.Rows = append(p.Rows, row)
		}
	}
	order := orderOf(pack)
	sort.SliceStable(p.Rows, func(i, j int) bool {
		a, b := &p.Rows[i], &p.Rows[j]
		if ka, kb := Fold(a.Candidate), Fold(b.Candidate); ka != kb {
			return ka < kb
		}
		if a.Candidate != b.Candidate {
			return a.Candidate < b.Candidate
		}
		if a.Modality != b.Modality {
			return order[a.Modality] < order[b.Modality]
		}
		return a.File.Name < b.File.Name
	})
	p.finish(pack, opts)
	return p
}

// ByManifest makes the plan that a manifest says. The error is a *Fault, or that of
// opts.Accommodations.
func ByManifest(d *Deposit, pack *rules.Pack, lines []Line, opts PlanOptions) (*Plan, error) {
	p := newPlan(d)
	find := newFinder(d)
	blocks := map[string][]int{}
	groups := map[string]string{} // candidate and modality → group
	for _, l := range lines {
		row := Row{Candidate: l.Candidate, Group: l.Group, Line: l.Number}
		var err error
		if blocks[l.Candidate], err = addBlocks(blocks[l.Candidate], l, pack); err != nil {
			return nil, err
		}
		if row.Modality, err = find.modality(pack, l, opts); err != nil {
			return nil, err
		}
		if row.Modality == nil && l.File == "" {
			p.note(l.Candidate)
			continue // a candidate, and the blocks that they take
		}
		if l.Group != "" {
			key := l.Candidate + "\x00" + row.Modality.ID
			if groups[key] != "" && groups[key] != l.Group {
				return nil, &Fault{Line: l.Number, Kind: FaultGroup, Value: l.Candidate}
			}
			groups[key] = l.Group
		}
		if l.Accommodations != "" && opts.Accommodations != nil {
			if row.Accommodation, err = opts.Accommodations(l.Accommodations); err != nil {
				return nil, err
			}
		}
		if l.File != "" {
			row.File = find.file(l.File)
			o := opts.Naming.Of(row.File.Rel)
			row.Number, row.Folder = o.Number, o.Folder
		}
		p.Rows = append(p.Rows, row)
	}
	for _, f := range d.Files {
		if !find.used[f] {
			p.Unplaced = append(p.Unplaced, Unplaced{f, WhyManifest})
		}
	}
	p.Blocks = blocks
	p.finish(pack, opts)
	return p, nil
}

// owned is a file and what its name says.
type owned struct {
	Owner
	file *File
}

// ownerOf says whose a file is; a group stands for a candidate that is not named.
func (o PlanOptions) ownerOf(f *File) Owner {
	w := o.Naming.Of(f.Rel)
	if w.Candidate == "" {
		w.Candidate = w.Group
	}
	if w.Modality == "" && o.Modality != nil {
		w.Modality = o.Modality.ID
	}
	return w
}

// owners makes one name of the ways in which a candidate is written, and two of that
// of two people.
type owners struct {
	numbers map[string]map[string]bool // folded name → Moodle's numbers
	spelled map[string]string          // the first way in which a name is written stands for all
}

func (k *owners) add(o Owner) {
	key := Fold(o.Candidate)
	if k.numbers[key] == nil {
		k.numbers[key] = map[string]bool{}
	}
	k.numbers[key][o.Number] = true
}

func (k *owners) row(o owned, pack *rules.Pack) Row {
	key := Fold(o.Candidate)
	if len(k.numbers[key]) > 1 && o.Number != "" {
		o.Candidate += " (" + o.Number + ")"
		key = Fold(o.Candidate)
	}
	if k.spelled[key] == "" {
		k.spelled[key] = o.Candidate
	}
	return Row{Candidate: k.spelled[key], Number: o.Number, Folder: o.Folder, Group: o.Group, Modality: pack.Modality(o.Modality), File: o.file}
}

func newPlan(d *Deposit) *Plan {
	p := &Plan{Expected: map[string][]*rules.Modality{}, Blocks: map[string][]int{}}
	for _, f := range d.Refused {
		p.Unplaced = append(p.Unplaced, Unplaced{f, WhyRefused})
	}
	for _, f := range d.Passed {
		p.Unplaced = append(p.Unplaced, Unplaced{f, WhyFormat})
	}
	return p
}

func orderOf(pack *rules.Pack) map[*rules.Modality]int {
	order := map[*rules.Modality]int{}
	for i := range pack.Modalities {
		order[&pack.Modalities[i]] = i
	}
	return order
}

// finder finds the files that a manifest names.
type finder struct {
	byRel, byBase map[string][]*File
	used          map[*File]bool
	absent        map[string]*File
}

func newFinder(d *Deposit) *finder {
	f := &finder{map[string][]*File{}, map[string][]*File{}, map[*File]bool{}, map[string]*File{}}
	for _, file := range d.Files {
		for _, key := range []string{file.Rel, norm.NFC.String(file.Name)} {
			f.byRel[strings.ToLower(key)] = append(f.byRel[strings.ToLower(key)], file)
		}
		base := strings.ToLower(path.Base(file.Rel))
		f.byBase[base] = append(f.byBase[base], file)
	}
	return f
}

// file gives the file of a name: its place in the deposit, or its own name when only
// one file has it. What is not there is a file that cannot be read.
func (f *finder) file(name string) *File {
	key := strings.ToLower(path.Clean(strings.ReplaceAll(name, `\`, "/")))
	list := f.byRel[key]
	if len(list) == 0 {
		if list = f.byBase[path.Base(key)]; len(list) != 1 || strings.Contains(key, "/") {
			list = nil
		}
	}
	if len(list) > 0 {
		f.used[list[0]] = true
		return list[0]
	}
	if f.absent[key] == nil {
		f.absent[key] = &File{Name: name, Rel: name, Err: &input.Error{Code: input.NotFound}}
	}
	return f.absent[key]
}

// modality gives that of a line: its cell, the name of its file, the default.
func (f *finder) modality(pack *rules.Pack, l Line, opts PlanOptions) (*rules.Modality, error) {
	if l.Modality != "" {
		if m := pack.Modality(opts.Naming.Modality(l.Modality)); m != nil {
			return m, nil
		}
		var ids []string
		for _, m := range pack.Modalities {
			ids = append(ids, m.ID)
		}
		return nil, &Fault{Line: l.Number, Kind: FaultModality, Value: l.Modality, Near: rules.Nearest(strings.ToUpper(l.Modality), ids)}
	}
	if l.File == "" {
		return nil, nil
	}
	if m := pack.Modality(opts.Naming.Of(l.File).Modality); m != nil {
		return m, nil
	}
	if opts.Modality != nil {
		return opts.Modality, nil
	}
	return nil, &Fault{Line: l.Number, Kind: FaultModality, Value: l.File}
}

// addBlocks reads a cell of blocks: "1, 2", "1 et 3", "B1".
func addBlocks(have []int, l Line, pack *rules.Pack) ([]int, error) {
	list, bad := ParseBlocks(l.Blocks, pack)
	if bad != "" {
		return nil, &Fault{Line: l.Number, Kind: FaultBlock, Value: bad}
	}
	for _, b := range list {
		have = addBlock(have, b)
	}
	return have, nil
}

func addBlock(have []int, b int) []int {
	for _, h := range have {
		if h == b {
			return have
		}
	}
	have = append(have, b)
	sort.Ints(have)
	return have
}

// ParseBlocks reads a list of blocks; bad is the first that the pack does not have.
func ParseBlocks(s string, pack *rules.Pack) (list []int, bad string) {
	for _, w := range strings.Fields(Fold(s)) {
		if w == "et" || w == "and" || w == "bloc" || w == "blocs" || w == "block" || w == "blocks" {
			continue
		}
		n, err := strconv.Atoi(strings.TrimLeft(w, "b"))
		ok := false
		for _, m := range pack.Modalities {
			ok = ok || m.Block == n
		}
		if err != nil || !ok {
			return nil, w
		}
		list = addBlock(list, n)
	}
	return list, ""
}
