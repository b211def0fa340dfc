package pdf

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
)

// rebuild writes the table of objects of a file anew, for an engine that refuses the one
// it has, or its missing header or trailer. It gives nil where pages may have been lost:
// a file that was cut short must not pass for a shorter report.
func rebuild(data []byte) []byte {
	last := map[int]object{}
	root := 0
	for _, o := range objects(data) {
		d := o.dict(data)
		if isNamed(d, "/Type", "/ObjStm") {
			return nil // objects that stand in others are not found so
		}
		last[o.number] = o
		if isNamed(d, "/Type", "/Catalog") {
			root = o.number
		}
	}
	top, _, ok := reference(entry(last[root].dict(data), "/Pages"))
	if root == 0 || !ok || !wholeTree(data, last, top) {
		return nil
	}
	var out bytes.Buffer
	out.WriteString("%PDF-1.7\n")
	shift := out.Len()
	out.Write(data)
	table := out.Len() + 1
	out.WriteString("\nxref\n")
	numbers := slices.Sorted(maps.Keys(last))
	for i := 0; i < len(numbers); {
		n := i + 1
		for n < len(numbers) && numbers[n] == numbers[n-1]+1 {
			n++
		}
		fmt.Fprintf(&out, "%d %d\n", numbers[i], n-i)
		for ; i < n; i++ {
			o := last[numbers[i]]
			fmt.Fprintf(&out, "%010d %05d n \n", o.at+shift, o.generation)
		}
	}
	fmt.Fprintf(&out, "trailer\n<</Size %d/Root %d 0 R%s>>\nstartxref\n%d\n%%%%EOF\n", numbers[len(numbers)-1]+1, root, locks(data), table)
	return out.Bytes()
}

// locks copies what an encrypted file needs from its last trailer.
func locks(data []byte) []byte {
	at := bytes.LastIndex(data, []byte("trailer"))
	if at < 0 {
		return nil
	}
	encrypt := entry(data[at:], "/Encrypt")
	_, end, ok := reference(encrypt)
	id := entry(data[at:], "/ID")
	to := bytes.IndexByte(id, ']')
	if !ok || to < 0 {
		return nil
	}
	return slices.Concat([]byte("/Encrypt "), encrypt[:end], []byte("/ID "), id[:to+1])
}

// wholeTree reports whether every page of a page tree is in the file, and as many as it
// says.
func wholeTree(data []byte, last map[int]object, top int) bool {
	seen := map[int]bool{}
	leaves, whole := 0, true
	var walk func(n, depth int)
	walk = func(n, depth int) {
		o, ok := last[n]
		if !ok || seen[n] || depth > maxTreeDepth {
			whole = false
			return
		}
		seen[n] = true
		d := o.dict(data)
		if isNamed(d, "/Type", "/Page") {
			leaves++
			return
		}
		kids := entry(d, "/Kids")
		if len(kids) == 0 || kids[0] != '[' {
			whole = false
			return
		}
		for kids = kids[1:]; ; {
			kids = bytes.TrimLeft(kids, "\x00\t\n\f\r ")
			kid, end, ok := reference(kids)
			if !ok {
				break
			}
			walk(kid, depth+1)
			kids = kids[end:]
		}
	}
	walk(top, 0)
	count, _, ok := integer(entry(last[top].dict(data), "/Count"))
	return whole && ok && leaves > 0 && leaves == count
}
