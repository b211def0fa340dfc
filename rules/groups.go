package rules

import "slices"

// large is how many criteria make a modality a neighbourhood of its own.
const large = 15

// Neighbourhoods groups the criteria that a passage is compared over: does this
// paragraph speak of this criterion, and not of its neighbour? A modality of many
// criteria stands alone; the others of a block stand together. A transversal
// criterion may stand in several; those that no passage can show are left out.
func (p *Pack) Neighbourhoods() [][]string {
	var groups [][]string
	together := map[int]int{} // block → group of its small modalities
	for _, m := range p.Modalities {
		var ids []string
		for _, id := range m.Criteria {
			if c := p.Criterion(id); c.Assessable != ByJury && !c.Whole {
				ids = append(ids, id)
			}
		}
		if len(ids) >= large {
			groups = append(groups, ids)
			continue
		}
		at, ok := together[m.Block]
		if !ok {
			at = len(groups)
			together[m.Block] = at
			groups = append(groups, nil)
		}
		for _, id := range ids {
			if !slices.Contains(groups[at], id) {
				groups[at] = append(groups[at], id)
			}
		}
	}
	return groups
}
