package batch

import (
	"slices"
	"sort"

	"prejury/rules"
)

// note puts a candidate among those known.
func (p *Plan) note(candidate string) {
	for _, c := range p.Candidates {
		if c == candidate {
			return
		}
	}
	p.Candidates = append(p.Candidates, candidate)
}

// finish adds what follows from the rows: groups, twins, who should hand in what.
func (p *Plan) finish(pack *rules.Pack, opts PlanOptions) {
	for i := range p.Rows {
		p.note(p.Rows[i].Candidate)
	}
	p.groups()
	p.twins()
	p.expect(pack, opts)
	p.decide(opts.Decisions)
	sort.SliceStable(p.Unplaced, func(i, j int) bool { return p.Unplaced[i].File.Name < p.Unplaced[j].File.Name })
}

// groups gives each row the members of its group for its modality.
func (p *Plan) groups() {
	type key struct {
		group    string
		modality *rules.Modality
	}
	members := map[key][]string{}
	for _, r := range p.Rows {
		if r.Group != "" {
			k := key{r.Group, r.Modality}
			members[k] = append(members[k], r.Candidate)
		}
	}
	for _, list := range members {
		sort.Strings(list)
	}
	for i := range p.Rows {
		r := &p.Rows[i]
		if list := unique(members[key{r.Group, r.Modality}]); r.Group != "" && len(list) > 1 {
			r.Members = list
		}
	}
}

func unique(sorted []string) []string {
	var out []string
	for i, s := range sorted {
		if i == 0 || s != sorted[i-1] {
			out = append(out, s)
		}
	}
	return out
}

// twins finds the same content in deposits that are not those of one group.
func (p *Plan) twins() {
	rows := map[string][]int{}
	var order []string
	for i, r := range p.Rows {
		if r.File == nil || r.File.SHA256 == "" {
			continue
		}
		if len(rows[r.File.SHA256]) == 0 {
			order = append(order, r.File.SHA256)
		}
		rows[r.File.SHA256] = append(rows[r.File.SHA256], i)
	}
	for _, sum := range order {
		list := rows[sum]
		one := true // one group, one modality, each member once
		seen := map[string]bool{}
		for _, i := range list {
			r, first := &p.Rows[i], &p.Rows[list[0]]
			one = one && r.Group != "" && r.Group == first.Group && r.Modality == first.Modality && !seen[r.Candidate]
			seen[r.Candidate] = true
		}
		if len(list) > 1 && !one {
			p.Twice = append(p.Twice, Twice{sum, list})
		}
	}
}

// expect says what each candidate should hand in: all modalities of their blocks,
// where blocks are known, and what is listed for them. Nothing is guessed from what
// others handed in.
func (p *Plan) expect(pack *rules.Pack, opts PlanOptions) {
	listed := map[string]map[*rules.Modality]bool{}
	for _, r := range p.Rows {
		if listed[r.Candidate] == nil {
			listed[r.Candidate] = map[*rules.Modality]bool{}
		}
		listed[r.Candidate][r.Modality] = true
	}
	for _, c := range p.Candidates {
		if len(p.Blocks[c]) == 0 && len(opts.Blocks) > 0 {
			p.Blocks[c] = opts.Blocks
		}
		for i := range pack.Modalities {
			m := &pack.Modalities[i]
			if slices.Contains(p.Blocks[c], m.Block) || listed[c][m] {
				p.Expected[c] = append(p.Expected[c], m)
			}
		}
	}
}
