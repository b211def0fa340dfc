// Package rules holds packs: what a certification asks (modalities, competences,
// criteria) and the signs by which a report is seen to answer. It reads, checks
// and describes packs; weighing a report against one is package checker's.
package rules

// Text is a sentence or label in the languages that users read. Both are
// required.
type Text struct {
	FR string `yaml:"fr" json:"fr"`
	EN string `yaml:"en" json:"en"`
}

// In gives the text in a language, "fr" or "en".
func (t Text) In(lang string) string {
	if lang == "en" {
		return t.EN
	}
	return t.FR
}

// Pack is one certification as data. Load gives packs that have been validated:
// every id is known, every text is there in both languages, every term parses.
type Pack struct {
	ID          string          // short name, "emeci"
	Version     string          // of the pack, not of the program
	Name        Text            // of the certification
	SHA256      string          // of all its files, in order of name
	Modalities  []Modality      // in the order of the référentiel
	Competences []Competence    // in the order of the référentiel
	Criteria    []Criterion     // in the order of the référentiel
	Concepts    []Concept       // the lexicon, in order of id
	Terms       map[string]Term // every term of the pack, as written, parsed
	Weights     *Weights        // fitted, nil when the pack has none
	Reliability map[string]Reliability
}

// Mode says who writes the report.
type Mode string

// The modes of evaluation.
const (
	Individual Mode = "individuel"
	Group      Mode = "groupe"
)

// Deposit says what the candidate hands in.
type Deposit string

// What may be handed in.
const (
	DepositReport Deposit = "rapport"
	DepositExam   Deposit = "copie"
	DepositSlides Deposit = "support"
)

// Modality is one way in which competences are evaluated: a report, an exam
// paper, a slide deck, with its conditions.
type Modality struct {
	ID          string  `yaml:"id"` // "C3-C7"
	Block       int     `yaml:"block"`
	Title       Text    `yaml:"title"`
	Mode        Mode    `yaml:"mode"`
	Pages       *Limit  `yaml:"pages"` // nil: no limit
	Preparation Text    `yaml:"preparation"`
	Written     Text    `yaml:"written"` // duration of the written exam
	Oral        Text    `yaml:"oral"`
	OralJudged  Text    `yaml:"oral_judged"` // what the jury judges orally beside the criteria
	Conditions  Text    `yaml:"conditions"`
	Deposit     Deposit `yaml:"deposit"`
	// Criteria are the ids of its criteria, transversal ones included, in order.
	// In the file, "C3" stands for all criteria of competence C3.
	Criteria []string `yaml:"criteria"`
}

// Limit is a number of pages, both ends included. Max is 0 where there is only a floor.
type Limit struct {
	Min int `yaml:"min" json:"min"`
	Max int `yaml:"max" json:"max"`
}

// Competence is one of the 25, or the transversal "CT".
type Competence struct {
	ID    string `yaml:"id"`
	Block int    `yaml:"block"` // 0 for CT
	Label Text   `yaml:"label"`
}

// Assessable says how far a text can show a criterion.
type Assessable string

// How far a text can show.
const (
	ByText  Assessable = "text"    // judged
	Partial Assessable = "partial" // presence is judged, quality stays with the jury
	ByJury  Assessable = "jury"    // not judged
)

// Status of a criterion in a pack.
type Status string

// A criterion in trial is computed and shown to whoever writes rules, and counts
// for nothing.
const (
	Live  Status = ""
	Trial Status = "essai"
)

// Criterion is one evaluation criterion and the signs of its evidence.
type Criterion struct {
	ID         string     `yaml:"id"` // "C3.2"
	Competence string     `yaml:"-"`  // "C3"
	Label      Text       `yaml:"label"`
	Assessable Assessable `yaml:"assessable"`
	Status     Status     `yaml:"status"`
	// Whole is set on what is judged on the document as a whole (spelling), never on
	// a passage.
	Whole bool `yaml:"whole"`
	// Elements are what a report must hold to do all that the criterion asks; none
	// when it asks one thing.
	Elements []Element `yaml:"elements"`
	// Shares are criteria that ask the same: a passage serving both is not stuffing.
	Shares []string `yaml:"shares"`
	// About are the terms by which a passage speaks of the subject, Shows those by
	// which it does it, Against those by which the same words mean another thing.
	About   []string `yaml:"about"`
	Shows   []string `yaml:"shows"`
	Against []string `yaml:"against"`
	// Figures are the words by which a caption names a picture that would be the
	// proof: the criterion is then to be looked at, never absent.
	Figures []string `yaml:"figures"`
	// Missing says what a report without evidence lacks, Advice how to earn it.
	Missing  Text      `yaml:"missing"`
	Advice   Text      `yaml:"advice"`
	Examples []Example `yaml:"examples"`
}

// Element is one part of what a criterion asks.
type Element struct {
	ID    string `yaml:"id"`
	Label Text   `yaml:"label"`
	// Optional elements are shown, and not required for a criterion to be present.
	Optional bool     `yaml:"optional"`
	Terms    []string `yaml:"terms"` // by which a passage holds the element
}

// Level is what a passage or a report does with a criterion.
type Level int

// The levels, from none to all. How they are shown is the renderer's.
const (
	Absent Level = iota
	Weak
	Strong
)

// levelNames are the identifiers used in files, never translated.
var levelNames = [...]string{"absent", "faible", "fort"}

func (l Level) String() string { return levelNames[l] }

// ParseLevel reads the identifier of a level.
func ParseLevel(s string) (Level, bool) {
	for i, n := range levelNames {
		if n == s {
			return Level(i), true
		}
	}
	return 0, false
}

// Example is a passage that must be judged at a level by `rules test`.
type Example struct {
	Level string `yaml:"level"`
	Kind  string `yaml:"kind"` // prose (default), liste, tableau, extrait-pdf
	Text  string `yaml:"text"`
}

// Concept is a notion of the field and the ways in which it is said.
type Concept struct {
	ID    string   `yaml:"id"`
	Label Text     `yaml:"label"` // as shown among the signs of an evidence
	Terms []string `yaml:"terms"`
}

// Reliability is what was measured for a criterion on labelled passages that it
// was not fitted on: precision and recall of Strong, N passages read for it.
type Reliability struct {
	Precision float64 `yaml:"precision" json:"precision"`
	Recall    float64 `yaml:"recall" json:"recall"`
	N         int     `yaml:"n" json:"n"`
}

// Modality gives a modality by its id, nil when there is none.
func (p *Pack) Modality(id string) *Modality {
	for i := range p.Modalities {
		if p.Modalities[i].ID == id {
			return &p.Modalities[i]
		}
	}
	return nil
}

// Criterion gives a criterion by its id, nil when there is none.
func (p *Pack) Criterion(id string) *Criterion {
	for i := range p.Criteria {
		if p.Criteria[i].ID == id {
			return &p.Criteria[i]
		}
	}
	return nil
}

// Competence gives a competence by its id, nil when there is none.
func (p *Pack) Competence(id string) *Competence {
	for i := range p.Competences {
		if p.Competences[i].ID == id {
			return &p.Competences[i]
		}
	}
	return nil
}
