package office

import (
	"sort"
	"unicode"

	"prejury/internal/text"
)

// token is one word of a flow or of a page's text.
type token struct {
	word string
	para *Para // in the flow
	at   int   // byte in the paragraph
	page int   // in pages, from 1
}

// shingle is how many words in a row make a place in the text unmistakable.
const shingle = 4

// AlignPages gives each paragraph its page by finding its words in the text of
// pages that another program laid out, total of them. Page texts are in order;
// running headers in them do no harm.
func AlignPages(f *Flow, pages []string, total int) *Placement {
	var words []token
	flowWords(f.Nodes, &words)
	var laid []token
	for i, s := range pages {
		splitWords(s, func(w string, _ int) { laid = append(laid, token{word: w, page: i + 1}) })
	}
	pin(words, laid)
	out := &Placement{}
	var paras []*Para
	f.eachPara(func(p *Para, section int) {
		paras = append(paras, p)
		p.place = place{}
	})
	spreadPages(words)
	fillPages(paras, len(pages))
	f.eachPara(func(p *Para, section int) { out.reach(p.place.last(), section) })
	out.reach(max(1, total), max(0, len(f.Sections)-1))
	return out
}

// eachPara calls fn for the paragraphs of the flow, those in tables included.
func (f *Flow) eachPara(fn func(*Para, int)) {
	var walk func(nodes []Node, section int)
	walk = func(nodes []Node, section int) {
		for i := range nodes {
			if p := nodes[i].Para; p != nil {
				fn(p, section)
				continue
			}
			for _, r := range nodes[i].Table.Rows {
				for _, c := range r.Cells {
					walk(c.Nodes, section)
				}
			}
		}
	}
	for i := range f.Nodes {
		walk(f.Nodes[i:i+1], f.Nodes[i].Section)
	}
}

func flowWords(nodes []Node, out *[]token) {
	for i := range nodes {
		if p := nodes[i].Para; p != nil {
			splitWords(p.Text, func(w string, at int) { *out = append(*out, token{word: w, para: p, at: at}) })
			continue
		}
		for _, r := range nodes[i].Table.Rows {
			for _, c := range r.Cells {
				flowWords(c.Nodes, out)
			}
		}
	}
}

// splitWords calls fn for each run of letters and digits, folded.
func splitWords(s string, fn func(w string, at int)) {
	start := -1
	for i, r := range s {
		in := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
		switch {
		case in && start < 0:
			start = i
		case !in && start >= 0:
			fn(text.Fold(s[start:i]), start)
			start = -1
		}
	}
	if start >= 0 {
		fn(text.Fold(s[start:]), start)
	}
}

// pin gives a page to the words of the flow that stand in a run of words found
// once in the flow and once in the pages, keeping the longest run of places that
// follow each other.
func pin(words, laid []token) {
	at := func(t []token, i int) [shingle]string {
		var k [shingle]string
		for j := range k {
			k[j] = t[i+j].word
		}
		return k
	}
	where := map[[shingle]string]int{} // index in laid + 1, -1 when met twice
	for i := 0; i+shingle <= len(laid); i++ {
		k := at(laid, i)
		if where[k] != 0 {
			where[k] = -1
			continue
		}
		where[k] = i + 1
	}
	seen := map[[shingle]string]int{}
	for i := 0; i+shingle <= len(words); i++ {
		seen[at(words, i)]++
	}
	var pairs []pair
	for i := 0; i+shingle <= len(words); i++ {
		k := at(words, i)
		if j := where[k]; j > 0 && seen[k] == 1 {
			pairs = append(pairs, pair{i, j - 1})
		}
	}
	for _, p := range rising(pairs) {
		for k := range shingle {
			words[p.i+k].page = laid[p.j+k].page
		}
	}
}

// pair is a place in the flow and the same in the pages, by the index of their words.
type pair struct{ i, j int }

// rising gives the longest run of pairs, in ascending order of i, whose j ascend too, the
// last first: by patience sorting, in n log n.
func rising(pairs []pair) []pair {
	tails, prev := []int{}, make([]int, len(pairs))
	for n := range pairs {
		t := sort.Search(len(tails), func(k int) bool { return pairs[tails[k]].j >= pairs[n].j })
		if prev[n] = -1; t > 0 {
			prev[n] = tails[t-1]
		}
		if t == len(tails) {
			tails = append(tails, n)
		} else {
			tails[t] = n
		}
	}
	if len(tails) == 0 {
		return nil
	}
	var run []pair
	for n := tails[len(tails)-1]; n >= 0; n = prev[n] {
		run = append(run, pairs[n])
	}
	return run
}

// spreadPages gives the words between pinned ones their page: the next pinned
// word's, since a page begins where something was found on it, or the last.
func spreadPages(words []token) {
	page := 0
	for i := len(words) - 1; i >= 0; i-- {
		if words[i].page == 0 {
			words[i].page = page
		}
		page = words[i].page
	}
	page = 0
	for i := range words {
		w := &words[i]
		if w.page == 0 || w.page < page {
			w.page = page
		}
		page = w.page
		if page == 0 {
			continue
		}
		p := w.para
		switch {
		case p.place.page == 0:
			p.place.page = page
		case p.place.last() < page:
			p.place.cuts = append(p.place.cuts, cut{w.at, page})
		}
	}
}

// fillPages gives paragraphs without words the page of the one before.
func fillPages(paras []*Para, last int) {
	page := 1
	for _, p := range paras {
		if p.place.page == 0 {
			p.place.page = min(page, max(1, last))
		}
		page = p.place.last()
	}
}
