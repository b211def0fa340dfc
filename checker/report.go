// Package checker weighs a report against a modality of a pack: the page verdict,
// the evidence of each criterion, the checks of form, and what they come to.
//
// It returns values; it never prints, and what a person reads is named by codes
// that a renderer turns into the person's language.
package checker

import (
	"time"

	"prejury/extractors/document"
	"prejury/extractors/input"
	"prejury/rules"
)

// Report is all that one check has to say of one file.
type Report struct {
	Source   document.Source
	Modality *rules.Modality // nil when the file could not be read
	Pages    Pages
	Zones    []document.ZoneSpan
	Form     []FormCheck
	Searched []document.Zone // the zones in which evidence was looked for
	Criteria []Result        // in the order of the modality
	Warnings []document.Warning
	// Outline is the tree of headings that was seen, for the report's map.
	Outline       []document.OutlineItem
	Accommodation *Accommodation // nil when none applies
	Verdict       Verdict
	// Err says why the file could not be read, nil when it was.
	Err *input.Error
	// Date is the day of the check, as it is printed.
	Date time.Time
}

// Verdict is what a whole report comes to.
type Verdict string

// The verdicts. Missing evidence alone never makes a report not admissible: the
// jury judges.
const (
	Admissible    Verdict = "admissible"
	ToReview      Verdict = "to-review"
	NotAdmissible Verdict = "not-admissible"
	Unreadable    Verdict = "unreadable"
)

// Convention says which pages count.
type Convention string

// The conventions of counting, see Pages.Counts.
const (
	WithoutAnnexes Convention = "sans-annexes" // all pages but those of the annexes
	BodyOnly       Convention = "corps"        // introduction to conclusion
	AllPages       Convention = "total"
)

// Conventions are all of them, the default first.
var Conventions = []Convention{WithoutAnnexes, BodyOnly, AllPages}

// Pages is the verdict on length. All numbers are pages.
type Pages struct {
	Count      document.PageCount
	Counts     map[Convention]int
	Counted    int // Counts[Convention]
	Convention Convention
	Limit      *rules.Limit // nil when the modality has none
	Verdict    PageVerdict
	// Why says what makes the verdict uncertain, "" when it is not.
	Why PageDoubt
	// tail is how many of the body's pages come after the bibliography and may be annexes
	// without a title.
	tail int
}

// PageVerdict is one of ok, short, long, uncertain, none.
type PageVerdict string

// The verdicts on length.
const (
	PagesOK        PageVerdict = "ok"
	PagesShort     PageVerdict = "short"
	PagesLong      PageVerdict = "long"
	PagesUncertain PageVerdict = "uncertain"
	PagesNone      PageVerdict = "none" // the modality has no limit
)

// PageDoubt is why a page verdict is uncertain.
type PageDoubt string

// The doubts.
const (
	DoubtMargin     PageDoubt = "margin"     // the count is not exact: within its margin, it or the body alone crosses the limit
	DoubtConvention PageDoubt = "convention" // counting the body alone would change the verdict
	DoubtAnnexes    PageDoubt = "annexes"    // the annexes are not delimited with certainty and they decide
	DoubtUnread     PageDoubt = "unread"     // pages that could not be read may belong to another part, and they decide
)

// FormCheck is one check of form: identifier, verdict, the page it is seen on (0
// for the whole file) and what completes its message. Words are the candidate's own. See
// package form.
type FormCheck struct {
	ID      string
	Verdict FormVerdict
	Page    int
	Args    []string
	Words   []string
}

// FormVerdict is what a check of form says.
type FormVerdict string

// The verdicts of form.
const (
	FormOK      FormVerdict = "ok"
	FormWarn    FormVerdict = "warn"
	FormFail    FormVerdict = "fail" // makes the report not admissible
	FormUnknown FormVerdict = "unknown"
)

// Level is what a report does with a criterion. The first three are those of
// rules.Level; the others stand apart.
type Level string

// The levels, as in the machine output.
const (
	LevelStrong Level = "fort"       // présent
	LevelWeak   Level = "faible"     // à renforcer
	LevelAbsent Level = "absent"     // pas trouvé
	LevelSee    Level = "a-verifier" // à vérifier, Result.Reason says why
	LevelJury   Level = "jury"       // not judged by the tool
	LevelExempt Level = "exempte"    // exempted by the certification jury
)

// Result is the verdict on one criterion and all that it rests on.
type Result struct {
	Criterion *rules.Criterion
	Level     Level
	// Reason completes the level where it needs it: ReasonFigure…
	Reason document.Reason
	// Evidence is what was kept, best first.
	Evidence []Evidence
	Elements []ElementFound // in the order of the criterion
	Figure   *Figure        // the picture that may be the proof
	// Reliability is what was measured for the criterion, nil when nothing was.
	Reliability *rules.Reliability
	Decision    *Decision // what a person settled, nil when nothing was
	Score       float64   // how sure the level is, in log-odds of Strong; to order, not to show
}

// The reasons of a level.
const (
	ReasonFigure     = "figure"     // Figure may be the proof; Arg is its page
	ReasonUnreadable = "unreadable" // pages could not be read; Arg lists them
	ReasonElements   = "elements"   // essential elements were not found
	ReasonMention    = "mention"    // spoken of, not done
	ReasonThin       = "thin"       // done in one place only, or barely
	ReasonNotFound   = "not-found"
	ReasonStuffing   = "stuffing" // the same passage is the best proof of many criteria
	ReasonTopics     = "topics"   // judged only when the topics are given
	ReasonOral       = "oral"     // judged orally
	ReasonSpelling   = "spelling" // Arg is faults per thousand words
	ReasonReconfirm  = "reconfirm"
)

// Evidence is one piece of evidence.
type Evidence struct {
	Page    int    // in the file, from 1
	Printed string // the number printed on that page, "" when there is none
	Section string // the path of headings, outermost first, joined by " › "
	Zone    document.Zone
	Kind    document.Kind
	Excerpt string
	Marks   []Mark // the words of Excerpt that counted
	Level   rules.Level
	Signs   []Sign // what counted for it, the weightiest first
	Against []Sign // what counted against it
	// Fingerprint is the SHA-256 of the criterion's id and the folded excerpt,
	// without the page.
	Fingerprint string
	Score       float64
}

// Mark is a part of an excerpt, in bytes.
type Mark struct{ Start, End int }

// Sign is a named sign and the words of the passage that gave it, "" when it is a
// shape (a table of roles).
type Sign struct {
	ID     string // a concept, "@montant", a cue, a structure, a word
	Label  rules.Text
	Words  string
	Weight float64 // log-odds
	// Meant is what misspelt Words should have been, "" elsewhere.
	Meant string
	// Times and Pages say how often a typographic slip stands in the report and on
	// which pages, where one evidence stands for all; 0 and nil elsewhere.
	Times int
	Pages []int
}

// ElementFound is an element of a criterion and where it was found.
type ElementFound struct {
	Element *rules.Element
	Found   bool
	Page    int // where it is best seen, 0 when it is not found
}

// Figure is a picture whose caption, or a reference to it, names a proof.
type Figure struct {
	Page    int
	Caption string
}

// Accommodation is a decision of the certification jury for a candidate with a
// disability. It holds a reference, never a reason.
type Accommodation struct {
	Reference string       `yaml:"reference"`
	Exempt    []string     `yaml:"exempt"` // ids of criteria
	Pages     *rules.Limit `yaml:"pages"`  // replaces the modality's limit
}
