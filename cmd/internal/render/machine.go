package render

import (
	"encoding/json"
	"io"
	"strings"

	"prejury/checker"
	"prejury/cmd/internal/wording"
	"prejury/extractors/document"
	"prejury/rules"
)

// schemaNumber changes when the meaning of a field does; see
// docs/report.schema.json.
const schemaNumber = 1

// The machine output. Identifiers are never translated; label, message, missing
// and advice are in the language asked for.
type (
	jsonTool struct {
		Name    string   `json:"name"`
		Version string   `json:"version"`
		Pack    jsonPack `json:"pack"`
	}
	jsonPack struct {
		ID      string `json:"id"`
		Version string `json:"version"`
		SHA256  string `json:"sha256"`
	}
	jsonOutput struct {
		Schema  int          `json:"schema"`
		Tool    jsonTool     `json:"tool"`
		Reports []jsonReport `json:"reports"`
	}
	jsonLine struct {
		Schema int      `json:"schema"`
		Tool   jsonTool `json:"tool"`
		jsonReport
	}
	jsonReport struct {
		File          string             `json:"file"`
		SHA256        string             `json:"sha256"`
		Format        string             `json:"format"`
		Document      jsonDocument       `json:"document"`
		Date          string             `json:"date"`
		Modality      string             `json:"modality"`
		Pages         *jsonPages         `json:"pages"`
		Zones         []jsonZone         `json:"zones"`
		Form          []jsonForm         `json:"form"`
		Searched      string             `json:"searched"`
		Criteria      []jsonCriterion    `json:"criteria"`
		Warnings      []jsonWarning      `json:"warnings"`
		Accommodation *jsonAccommodation `json:"accommodation"`
		Verdict       string             `json:"verdict"`
		Error         string             `json:"error"`
		ErrorCode     string             `json:"error_code,omitempty"`
		Deposit       *jsonDeposit       `json:"deposit,omitempty"` // in a batch only
	}
	jsonDocument struct {
		Title    string `json:"title"`
		Author   string `json:"author"`
		Producer string `json:"producer"`
	}
	jsonPages struct {
		Total      int            `json:"total"`
		Counted    int            `json:"counted"`
		Body       int            `json:"body"`
		Method     string         `json:"method"`
		Margin     int            `json:"margin"`
		Counts     map[string]int `json:"counts"`
		Limit      *jsonLimit     `json:"limit"`
		Convention string         `json:"convention"`
		Verdict    string         `json:"verdict"`
		Doubt      string         `json:"doubt,omitempty"`
		Message    string         `json:"message"`
	}
	jsonLimit struct {
		Min int  `json:"min"`
		Max *int `json:"max"`
	}
	jsonZone struct {
		Zone    string `json:"zone"`
		First   int    `json:"first"`
		Last    int    `json:"last"`
		Why     string `json:"why"`
		Sure    bool   `json:"sure"`
		Message string `json:"message"`
	}
	jsonForm struct {
		ID      string `json:"id"`
		Verdict string `json:"verdict"`
		Page    int    `json:"page"`
		Message string `json:"message"`
	}
	jsonCriterion struct {
		ID          string             `json:"id"`
		Competence  string             `json:"competence"`
		Label       string             `json:"label"`
		Assessable  string             `json:"assessable"`
		Status      string             `json:"status,omitempty"`
		Level       string             `json:"level"`
		Reason      string             `json:"reason"`
		Message     string             `json:"message"`
		Reliability *rules.Reliability `json:"reliability"`
		Evidence    []jsonEvidence     `json:"evidence"`
		Elements    []jsonElement      `json:"elements"`
		Missing     []string           `json:"missing"`
		Advice      string             `json:"advice"`
		Figure      *jsonFigure        `json:"figure"`
		Decision    *jsonDecision      `json:"decision"`
	}
	jsonEvidence struct {
		Page        int      `json:"page"`
		Printed     string   `json:"printed"`
		Section     string   `json:"section"`
		Zone        string   `json:"zone"`
		Kind        string   `json:"kind"`
		Level       string   `json:"level"`
		Excerpt     string   `json:"excerpt"`
		Words       []string `json:"words"`
		Signs       []string `json:"signs"`
		Against     []string `json:"against"`
		Fingerprint string   `json:"fingerprint"`
	}
	jsonElement struct {
		ID       string `json:"id"`
		Label    string `json:"label"`
		Found    bool   `json:"found"`
		Optional bool   `json:"optional,omitempty"`
		Page     int    `json:"page"`
	}
	jsonFigure struct {
		Page    int    `json:"page"`
		Caption string `json:"caption"`
	}
	jsonDecision struct {
		Level string `json:"level"`
		Who   string `json:"who"`
		Why   string `json:"why"`
		Until string `json:"until"`
		State string `json:"state"`
	}
	jsonWarning struct {
		Code    string `json:"code"`
		Pages   []int  `json:"pages"`
		Message string `json:"message"`
	}
	jsonAccommodation struct {
		Reference string     `json:"reference"`
		Exempt    []string   `json:"exempt"`
		Pages     *jsonLimit `json:"pages"`
	}
)

// JSON writes all reports as one object.
func JSON(w io.Writer, reports []*checker.Report, opts Options) error {
	out := jsonOutput{Schema: schemaNumber, Tool: toolOf(opts), Reports: make([]jsonReport, 0, len(reports))}
	for _, r := range reports {
		out.Reports = append(out.Reports, reportOf(r, opts.Lang))
	}
	enc := newEncoder(w)
	enc.SetIndent("", "  ")
	return enc.Encode(out)
}

// JSONL writes each report as one line.
func JSONL(w io.Writer, reports []*checker.Report, opts Options) error {
	enc := newEncoder(w)
	for _, r := range reports {
		if err := enc.Encode(jsonLine{schemaNumber, toolOf(opts), reportOf(r, opts.Lang)}); err != nil {
			return err
		}
	}
	return nil
}

func newEncoder(w io.Writer) *json.Encoder {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc
}

func toolOf(opts Options) jsonTool {
	t := opts.Tool
	return jsonTool{"prejury", t.Version, jsonPack{t.PackID, t.PackVersion, t.PackSHA256}}
}

func reportOf(r *checker.Report, lang wording.Lang) jsonReport {
	out := jsonReport{
		File: r.Source.Name, SHA256: r.Source.SHA256, Format: string(r.Source.Format),
		Document: jsonDocument{r.Source.Title, r.Source.Author, r.Source.Producer},
		Zones:    []jsonZone{}, Form: []jsonForm{}, Criteria: []jsonCriterion{}, Warnings: []jsonWarning{},
		Searched: joinZones(r.Searched), Verdict: string(r.Verdict),
	}
	if !r.Date.IsZero() {
		out.Date = r.Date.Format("2006-01-02")
	}
	if r.Modality != nil {
		out.Modality = r.Modality.ID
	}
	if r.Err != nil {
		out.Error, out.ErrorCode = lang.InputSentence(r.Err), string(r.Err.Code)
		return out
	}
	out.Pages = pagesOf(r.Pages, lang)
	for _, z := range r.Zones {
		out.Zones = append(out.Zones, zoneOf(z, lang))
	}
	for _, f := range r.Form {
		out.Form = append(out.Form, jsonForm{f.ID, string(f.Verdict), f.Page, lang.Form(f)})
	}
	for i := range r.Criteria {
		out.Criteria = append(out.Criteria, criterionOf(&r.Criteria[i], lang))
	}
	out.Warnings = warningsOf(r.Warnings, lang)
	if a := r.Accommodation; a != nil {
		out.Accommodation = &jsonAccommodation{a.Reference, append([]string{}, a.Exempt...), limitOf(a.Pages)}
	}
	return out
}

func zoneOf(z document.ZoneSpan, lang wording.Lang) jsonZone {
	return jsonZone{string(z.Zone), z.First, z.Last, z.Why.Code, z.Sure, lang.ZoneWhy(z.Why)}
}

func warningsOf(list []document.Warning, lang wording.Lang) []jsonWarning {
	out := []jsonWarning{}
	for _, w := range list {
		out = append(out, jsonWarning{w.Code, append([]int{}, w.Pages...), lang.WarningText(w)})
	}
	return out
}

func joinZones(zones []document.Zone) string {
	names := make([]string, len(zones))
	for i, z := range zones {
		names[i] = string(z)
	}
	return strings.Join(names, ", ")
}

func pagesOf(p checker.Pages, lang wording.Lang) *jsonPages {
	out := &jsonPages{
		Total: p.Count.Total, Counted: p.Counted, Body: p.Counts[checker.BodyOnly], Method: string(p.Count.Method), Margin: p.Count.Margin,
		Counts: map[string]int{}, Limit: limitOf(p.Limit), Convention: string(p.Convention), Verdict: string(p.Verdict), Doubt: string(p.Why),
		Message: lang.PageSentence(p),
	}
	for c, n := range p.Counts {
		out.Counts[string(c)] = n
	}
	return out
}

func limitOf(l *rules.Limit) *jsonLimit {
	if l == nil {
		return nil
	}
	out := &jsonLimit{Min: l.Min}
	if l.Max > 0 {
		out.Max = &l.Max
	}
	return out
}

func criterionOf(c *checker.Result, lang wording.Lang) jsonCriterion {
	k := c.Criterion
	out := jsonCriterion{
		ID: k.ID, Competence: k.Competence, Label: k.Label.In(string(lang)), Assessable: string(k.Assessable), Status: string(k.Status),
		Level: string(c.Level), Reason: c.Reason.Code, Message: lang.Reason(c.Reason), Reliability: c.Reliability,
		Evidence: []jsonEvidence{}, Elements: []jsonElement{}, Missing: append([]string{}, lang.Missing(c)...),
	}
	if wording.ToMend(c.Level) {
		out.Advice = k.Advice.In(string(lang))
	}
	for _, e := range c.Evidence {
		out.Evidence = append(out.Evidence, evidenceOf(&e))
	}
	for _, e := range c.Elements {
		out.Elements = append(out.Elements, jsonElement{e.Element.ID, e.Element.Label.In(string(lang)), e.Found, e.Element.Optional, e.Page})
	}
	if c.Figure != nil {
		out.Figure = &jsonFigure{c.Figure.Page, c.Figure.Caption}
	}
	if d := c.Decision; d != nil {
		out.Decision = &jsonDecision{Level: string(d.Level), Who: d.Who, Why: d.Why, State: string(d.State)}
		if !d.Until.IsZero() {
			out.Decision.Until = d.Until.Format("2006-01-02")
		}
	}
	return out
}

func evidenceOf(e *checker.Evidence) jsonEvidence {
	out := jsonEvidence{
		Page: e.Page, Printed: e.Printed, Section: e.Section, Zone: string(e.Zone), Kind: string(e.Kind), Level: e.Level.String(), Excerpt: e.Excerpt,
		Words: []string{}, Signs: []string{}, Against: []string{}, Fingerprint: e.Fingerprint,
	}
	for _, m := range e.Marks {
		if m.Start >= 0 && m.Start < m.End && m.End <= len(e.Excerpt) {
			out.Words = append(out.Words, e.Excerpt[m.Start:m.End])
		}
	}
	for _, s := range e.Signs {
		out.Signs = append(out.Signs, s.ID)
	}
	for _, s := range e.Against {
		out.Against = append(out.Against, s.ID)
	}
	return out
}
