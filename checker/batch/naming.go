package batch

import (
	"path"
	"regexp"
	"slices"
	"sort"
	"strings"
	"unicode"

	"golang.org/x/text/encoding/charmap"

	"prejury/internal/text"
	"prejury/rules"
)

// Naming finds whose a file is, and for which modality, from its place in the
// deposit.
type Naming struct {
	ids     map[string]string // folded modality → its id
	find    *regexp.Regexp    // a modality in a name
	pattern *regexp.Regexp    // of --naming, nil without it
}

// Owner is what a name says. Fields that it does not say are "".
type Owner struct {
	Candidate string
	Number    string // Moodle's, of the submission
	Folder    string // Moodle's folder with its slash, or prefix of files
	Group     string
	Modality  string // the id of the pack
	Online    bool   // a text that was typed in Moodle, not a file
}

// number is a number in a modality's name, which may be written with a zero.
var number = regexp.MustCompile(`\d+`)

// PatternError is a naming pattern that cannot be used: Field is not known or stands twice,
// or, where it is "", the pattern names neither a candidate nor a group.
type PatternError struct{ Pattern, Field string }

func (e *PatternError) Error() string {
	return "naming pattern " + e.Pattern + ": " + e.Field
}

// Fields are the names that a naming pattern may hold between braces.
var Fields = []string{"candidat", "modalite", "groupe"}

// NewNaming reads a pattern: {candidat}, {modalite}, {groupe} and * for anything,
// matched against the place of a file without its extension. "" finds the modality
// anywhere in the name and takes the folder, or what is left of the name, for the
// candidate. The error is a *PatternError.
func NewNaming(pack *rules.Pack, pattern string) (*Naming, error) {
	n := &Naming{ids: map[string]string{}}
	var forms []string
	for _, m := range pack.Modalities {
		n.ids[modalityKey(m.ID)] = m.ID
		// C3-C7, C3_C7, C03-C07, c3c7, C3 à C7.
		parts := strings.Split(m.ID, "-")
		for i, p := range parts {
			parts[i] = number.ReplaceAllString(regexp.QuoteMeta(p), "0?$0")
		}
		forms = append(forms, strings.Join(parts, `(?: ?[-_–.] ?|[ _]?(?:à|a|to|et)[ _]?|)`))
	}
	// Longer forms first: C1-C2 is not C1.
	sort.SliceStable(forms, func(i, j int) bool { return len(forms[i]) > len(forms[j]) })
	n.find = regexp.MustCompile(`(?i)(^|[^\pL\pN])(` + strings.Join(forms, "|") + `)($|[^\pL\pN])`)
	if pattern == "" {
		return n, nil
	}
	var err error
	n.pattern, err = compilePattern(pattern, forms)
	return n, err
}

// compilePattern makes a regular expression of a naming pattern, with a group for each of
// its fields; forms are those of the ways in which the pack's modalities are written.
func compilePattern(pattern string, forms []string) (*regexp.Regexp, error) {
	var re strings.Builder
	re.WriteString("(?i)^")
	seen := map[string]bool{}
	for rest := strings.TrimSuffix(pattern, ".*"); rest != ""; {
		switch {
		case rest[0] == '*':
			re.WriteString(".*?")
			rest = rest[1:]
		case rest[0] == '{':
			field, after, ok := strings.Cut(rest[1:], "}")
			if !ok || !slices.Contains(Fields, field) || seen[field] {
				return nil, &PatternError{pattern, field}
			}
			seen[field] = true
			if field == "modalite" {
				re.WriteString("(?P<modalite>" + strings.Join(forms, "|") + ")")
			} else {
				re.WriteString("(?P<" + field + ">[^/]+?)")
			}
			rest = after
		default:
			i := strings.IndexAny(rest, "*{")
			if i < 0 {
				i = len(rest)
			}
			re.WriteString(regexp.QuoteMeta(rest[:i]))
			rest = rest[i:]
		}
	}
	re.WriteString("$")
	if !seen["candidat"] && !seen["groupe"] {
		return nil, &PatternError{pattern, ""}
	}
	return regexp.Compile(re.String())
}

// modalityKey folds the ways in which a modality is written: "c3_C7", "C3 à C7" and
// "C03–C07" are C3-C7.
func modalityKey(s string) string {
	var b strings.Builder
	for _, w := range strings.Fields(Fold(s)) {
		if w == "a" || w == "to" || w == "et" {
			continue
		}
		number := false // a zero that begins a number is dropped
		for _, r := range w {
			if r == '0' && !number {
				continue
			}
			number = unicode.IsDigit(r)
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Modality gives the id of the modality that a text names, "" when it names none.
func (n *Naming) Modality(s string) string { return n.ids[modalityKey(s)] }

// moodle is how the archive "download all submissions" names folders, and files
// where it makes no folders.
var moodle = regexp.MustCompile(`^(.+)_(\d+)_assignsubmission_(file|onlinetext)(?:_(.*))?$`)

// Of says what a place in the deposit tells.
func (n *Naming) Of(rel string) Owner {
	stem := strings.TrimSuffix(rel, path.Ext(rel))
	parts := strings.Split(stem, "/")
	for i, p := range parts {
		if m := moodle.FindStringSubmatch(p); m != nil {
			o := Owner{Candidate: Tidy(m[1]), Number: m[2], Folder: p + "/", Online: m[3] == "onlinetext"}
			if i == len(parts)-1 {
				o.Folder = strings.TrimSuffix(p, m[4]) // files without folders: the prefix
			}
			// The submission's own name may say more than the folders above it.
			o.Modality = n.modalityIn(append([]string{m[4]}, parts[i+1:]...), parts[:i])
			return o
		}
	}
	if n.pattern != nil {
		return n.byPattern(stem)
	}
	o := Owner{Modality: n.modalityIn(parts[len(parts)-1:], parts[:len(parts)-1])}
	// The nearest folder that is no modality names the candidate; else the file.
	for i := len(parts) - 2; i >= 0; i-- {
		if left := Tidy(n.without(parts[i])); left != "" {
			o.Candidate = left
			return o
		}
	}
	o.Candidate = Tidy(n.without(parts[len(parts)-1]))
	return o
}

func (n *Naming) byPattern(stem string) Owner {
	m := n.pattern.FindStringSubmatch(stem)
	if m == nil {
		return Owner{}
	}
	var o Owner
	for i, name := range n.pattern.SubexpNames() {
		switch name {
		case "candidat":
			o.Candidate = Tidy(m[i])
		case "groupe":
			o.Group = Tidy(m[i])
		case "modalite":
			o.Modality = n.Modality(m[i])
		}
	}
	return o
}

// modalityIn looks in the names first, then in the folders, the innermost first.
func (n *Naming) modalityIn(names, folders []string) string {
	for i := len(names) - 1; i >= 0; i-- {
		if id := n.found(names[i]); id != "" {
			return id
		}
	}
	for i := len(folders) - 1; i >= 0; i-- {
		if id := n.found(folders[i]); id != "" {
			return id
		}
	}
	return ""
}

func (n *Naming) found(s string) string {
	if m := n.find.FindStringSubmatch(s); m != nil {
		return n.Modality(m[2])
	}
	return ""
}

func (n *Naming) without(s string) string { return n.find.ReplaceAllString(s, "$1 $3") }

// Tidy makes a name of a part of a path: separators become spaces.
func Tidy(s string) string {
	s = strings.Join(strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r == '_' }), " ")
	return strings.Trim(s, " -–.,")
}

// Fold makes two ways of writing a name equal: case, accents, separators.
func Fold(s string) string {
	return strings.Join(strings.FieldsFunc(text.Fold(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ")
}

// oem decodes code page 850, that of French Windows archivers.
func oem(s string) string {
	out, err := charmap.CodePage850.NewDecoder().String(s)
	if err != nil {
		return s
	}
	return out
}
