package rules

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"sort"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// Fault is one thing that is wrong in a pack: where, what, what was expected and
// the nearest known name when a name is at fault.
type Fault struct {
	File    string
	Line    int // from 1; 0 when the file as a whole is at fault
	Message string
}

func (f Fault) Error() string {
	if f.Line == 0 {
		return fmt.Sprintf("%s: %s", f.File, f.Message)
	}
	return fmt.Sprintf("%s:%d: %s", f.File, f.Line, f.Message)
}

// Faults are all that was found wrong in a pack, in order of file and line.
type Faults []Fault

func (fs Faults) Error() string {
	lines := make([]string, len(fs))
	for i, f := range fs {
		lines[i] = f.Error()
	}
	return strings.Join(lines, "\n")
}

// The files of a pack.
const (
	packFile        = "pack.yaml"
	criteriaDir     = "criteria"
	lexiconDir      = "lexicon"
	weightsFile     = "weights.tsv"
	profileFile     = "profile.tsv"
	pagesFile       = "pages.tsv"
	reliabilityFile = "reliability.yaml"
)

// packYAML, criteriaYAML and lexiconYAML are the files of a pack as they are written.
type packYAML struct {
	ID          string       `yaml:"id"`
	Version     string       `yaml:"version"`
	Name        Text         `yaml:"name"`
	Competences []Competence `yaml:"competences"`
	Modalities  []Modality   `yaml:"modalities"`
}

type criteriaYAML struct {
	Competence string      `yaml:"competence"`
	Criteria   []Criterion `yaml:"criteria"`
}

type lexiconYAML struct {
	Concepts []Concept `yaml:"concepts"`
}

// source is one YAML file of the pack being loaded, kept to say where a fault is.
type source struct {
	name string
	file *ast.File
}

// line is where the value at a path ("$.criteria[2].about[1]") begins.
func (s *source) line(at string) int {
	p, err := yaml.PathString(at)
	if err != nil {
		return 0
	}
	node, err := p.FilterFile(s.file)
	if err != nil || node == nil || node.GetToken() == nil {
		return 0
	}
	return node.GetToken().Position.Line
}

// loader gathers a pack and its faults; sources says where each criterion and
// concept was written.
type loader struct {
	fsys     fs.FS
	pack     *Pack
	faults   Faults
	head     *source
	measured *source          // reliability.yaml, nil when there is none
	criteria map[string]place // by criterion id
	concepts map[string]place // by concept id
}

// place is where an entry of a list stands in a file.
type place struct {
	src *source
	at  string
}

// fault notes what is wrong below a place of a file ("" for the place itself).
func (l *loader) fault(p place, below, format string, args ...any) {
	f := Fault{Message: fmt.Sprintf(format, args...)}
	if p.src != nil {
		f.File = p.src.name
		if f.Line = p.src.line(p.at + below); f.Line == 0 {
			f.Line = p.src.line(p.at)
		}
	}
	l.faults = append(l.faults, f)
}

// Load reads and validates the pack in fsys. The error is a Faults when the pack
// is broken.
func Load(fsys fs.FS) (*Pack, error) {
	l := &loader{fsys: fsys, pack: &Pack{}, criteria: map[string]place{}, concepts: map[string]place{}}
	if _, err := fs.Stat(fsys, packFile); err != nil {
		return nil, Faults{{File: packFile, Message: "not found: a pack is a folder with pack.yaml, criteria/ and lexicon/"}}
	}
	l.readHead()
	l.readLexicon()
	l.readCriteria()
	l.readReliability()
	if len(l.faults) == 0 {
		l.validate()
	}
	if len(l.faults) == 0 {
		l.readWeights()
	}
	if len(l.faults) > 0 {
		sort.SliceStable(l.faults, func(i, j int) bool {
			a, b := l.faults[i], l.faults[j]
			return a.File < b.File || a.File == b.File && a.Line < b.Line
		})
		return nil, l.faults
	}
	sum, err := digest(fsys)
	if err != nil {
		return nil, fmt.Errorf("digest of the pack: %w", err)
	}
	l.pack.SHA256 = sum
	return l.pack, nil
}

// decode reads one YAML file strictly: unknown keys are faults.
func (l *loader) decode(name string, into any) *source {
	data, err := fs.ReadFile(l.fsys, name)
	if err != nil {
		l.faults = append(l.faults, Fault{File: name, Message: err.Error()})
		return nil
	}
	file, err := parser.ParseBytes(data, 0)
	if err == nil {
		err = yaml.NewDecoder(bytes.NewReader(data), yaml.Strict()).Decode(into)
	}
	if err != nil {
		l.faults = append(l.faults, yamlFault(name, err))
		return nil
	}
	return &source{name, file}
}

// yamlFault keeps the line and the sentence of a YAML error, without the excerpt.
func yamlFault(name string, err error) Fault {
	f := Fault{File: name, Message: err.Error()}
	var ye yaml.Error
	if errors.As(err, &ye) {
		f.Message = ye.GetMessage()
		if t := ye.GetToken(); t != nil {
			f.Line = t.Position.Line
		}
	}
	if key, ok := strings.CutPrefix(f.Message, "unknown field \""); ok {
		f.Message += " (nearest: " + fmt.Sprintf("%q", Nearest(strings.TrimSuffix(key, "\""), knownKeys)) + ")"
	}
	return f
}

// knownKeys are the keys of every YAML file of a pack, for the nearest name.
var knownKeys = []string{"id", "version", "name", "competences", "modalities", "block", "label", "title", "mode", "pages", "preparation", "written", "oral", "oral_judged",
	"conditions", "deposit", "criteria", "competence", "assessable", "status", "elements", "shares", "about", "shows", "against", "figures", "missing", "advice",
	"examples", "optional", "whole", "terms", "level", "kind", "text", "concepts", "fr", "en", "min", "max", "precision", "recall", "n"}

// readHead reads pack.yaml.
func (l *loader) readHead() {
	var y packYAML
	if l.head = l.decode(packFile, &y); l.head == nil {
		return
	}
	p := l.pack
	p.ID, p.Version, p.Name, p.Competences, p.Modalities = y.ID, y.Version, y.Name, y.Competences, y.Modalities
}

// readLexicon reads the concepts of every file of lexicon/ and puts them in order of id.
func (l *loader) readLexicon() {
	for _, name := range l.yamlFiles(lexiconDir) {
		var y lexiconYAML
		src := l.decode(name, &y)
		if src == nil {
			continue
		}
		for i, c := range y.Concepts {
			at := place{src, fmt.Sprintf("$.concepts[%d]", i)}
			if first, ok := l.concepts[c.ID]; ok {
				l.fault(at, ".id", "concept %q already stands in %s, line %d", c.ID, first.src.name, first.src.line(first.at))
				continue
			}
			l.concepts[c.ID] = at
			l.pack.Concepts = append(l.pack.Concepts, c)
		}
	}
	sort.Slice(l.pack.Concepts, func(i, j int) bool { return l.pack.Concepts[i].ID < l.pack.Concepts[j].ID })
}

// readCriteria reads every file of criteria/; the criteria come in the order of their
// competences.
func (l *loader) readCriteria() {
	order := map[string]int{}
	for i, c := range l.pack.Competences {
		order[c.ID] = i
	}
	for _, name := range l.yamlFiles(criteriaDir) {
		var y criteriaYAML
		src := l.decode(name, &y)
		if src == nil {
			continue
		}
		for i, c := range y.Criteria {
			c.Competence = y.Competence
			at := place{src, fmt.Sprintf("$.criteria[%d]", i)}
			if first, ok := l.criteria[c.ID]; ok {
				l.fault(at, ".id", "criterion %q already stands in %s, line %d", c.ID, first.src.name, first.src.line(first.at))
				continue
			}
			l.criteria[c.ID] = at
			l.pack.Criteria = append(l.pack.Criteria, c)
		}
	}
	sort.SliceStable(l.pack.Criteria, func(i, j int) bool {
		return order[l.pack.Criteria[i].Competence] < order[l.pack.Criteria[j].Competence]
	})
}

// readReliability reads what was measured; a pack that was never fitted has no such
// file.
func (l *loader) readReliability() {
	if _, err := fs.Stat(l.fsys, reliabilityFile); errors.Is(err, fs.ErrNotExist) {
		return
	}
	l.measured = l.decode(reliabilityFile, &l.pack.Reliability)
}

// hidden reports whether a file or folder is none of the pack's, by its name: those that
// begin with a point are an editor's, a system's or a version control's, and are left out
// of an embedded pack too.
func hidden(name string) bool { return name != "." && strings.HasPrefix(name, ".") }

// yamlFiles lists the YAML files of a folder, in order of name.
func (l *loader) yamlFiles(dir string) []string {
	entries, err := fs.ReadDir(l.fsys, dir)
	if err != nil {
		l.faults = append(l.faults, Fault{File: dir, Message: "folder not found"})
		return nil
	}
	var names []string
	for _, e := range entries {
		if !e.IsDir() && !hidden(e.Name()) && strings.HasSuffix(e.Name(), ".yaml") {
			names = append(names, path.Join(dir, e.Name()))
		}
	}
	return names
}

// digest is the SHA-256 of every file of the pack, names and contents, in order of name;
// hidden ones are left out.
func digest(fsys fs.FS) (string, error) {
	h := sha256.New()
	err := fs.WalkDir(fsys, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if hidden(e.Name()) {
			if e.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if e.IsDir() {
			return nil
		}
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		fmt.Fprintf(h, "%s %d\n", name, len(data))
		h.Write(data)
		return nil
	})
	return hex.EncodeToString(h.Sum(nil)), err
}
