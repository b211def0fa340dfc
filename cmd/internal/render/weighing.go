package render

import (
	"bytes"
	"fmt"
	"io"

	"prejury/checker"
	"prejury/cmd/internal/wording"
	"prejury/extractors/document"
	"prejury/rules"
)

// WeighingFormats are the formats of Weighing, the default first.
var WeighingFormats = []string{"text", "json"}

type jsonWeighing struct {
	Schema   int            `json:"schema"`
	Tool     jsonTool       `json:"tool"`
	File     string         `json:"file"`
	SHA256   string         `json:"sha256"`
	Modality string         `json:"modality"`
	Result   jsonCriterion  `json:"result"`
	Kept     []jsonEvidence `json:"kept"`
	RuledOut []jsonEvidence `json:"ruled_out"`
}

// Weighing shows all that was weighed for one criterion.
func Weighing(w io.Writer, src document.Source, m *rules.Modality, weighing *checker.Weighing, format string, opts Options) error {
	if format == "json" {
		out := jsonWeighing{
			schemaNumber, toolOf(opts), src.Name, src.SHA256, m.ID, criterionOf(&weighing.Result, opts.Lang),
			evidenceList(weighing.Kept), evidenceList(weighing.Out),
		}
		enc := newEncoder(w)
		enc.SetIndent("", "  ")
		return enc.Encode(out)
	}
	var buf bytes.Buffer
	t := &tableWriter{out: &buf, opts: opts, width: max(opts.Width, minWidth), paint: painter(opts.Color)}
	t.weighing(src, m, weighing)
	_, err := w.Write(buf.Bytes())
	return err
}

func evidenceList(list []checker.Evidence) []jsonEvidence {
	out := []jsonEvidence{}
	for i := range list {
		out = append(out, evidenceOf(&list[i]))
	}
	return out
}

func (t *tableWriter) weighing(src document.Source, m *rules.Modality, w *checker.Weighing) {
	l, c := t.opts.Lang, &w.Result
	t.field(l.Of("Critère", "Criterion"), c.Criterion.ID+" · "+c.Criterion.Label.In(string(l)), styleBold)
	t.field(l.Of("Rapport", "Report"), src.Name, "")
	t.field(l.Of("Modalité", "Modality"), m.ID+" · "+m.Title.In(string(l)), "")
	verdict := levelMark(c.Level) + " " + l.Level(c.Level)
	if s := l.Reason(c.Reason); s != "" && c.Reason.Code != checker.ReasonNotFound {
		verdict += l.Colon() + s
	}
	t.field("Verdict", verdict, levelStyle(c.Level))
	if s := l.Reliability(c.Reliability); s != "" {
		t.field(l.Of("Fiabilité", "Reliability"), s, "")
	}
	for _, e := range c.Elements {
		mark, where := "✗", l.Of("pas trouvé", "not found")
		if e.Found {
			mark, where = "✓", l.Where(e.Page, "")
		}
		t.line(Indent("  "+mark+" ", e.Element.Label.In(string(l))+l.Colon()+where, t.width))
	}
	level := l.EvidenceLevel
	kept, out := l.Of("Retenu", "Kept"), l.Of("Écarté : n'en parle pas assez", "Ruled out: does not speak of it enough")
	if c.Level == checker.LevelAbsent || c.Level == checker.LevelSee {
		// Nothing was kept for the verdict: these passages lie nearest to a proof.
		kept, level = l.Of("Ce qui s'en approche", "What comes near"), l.NearLevel
		t.line(Indent("  ", l.NotEnough(w.Kept), t.width))
	}
	t.title(fmt.Sprintf("%s (%d)", kept, len(w.Kept)))
	t.pieces(w.Kept, c.Criterion, level)
	t.title(fmt.Sprintf("%s (%d)", out, len(w.Out)))
	t.pieces(w.Out, c.Criterion, nil)
	if wording.ToMend(c.Level) {
		t.line("")
		t.line(Indent("→ ", c.Criterion.Advice.In(string(l)), t.width))
	}
}

func (t *tableWriter) pieces(list []checker.Evidence, of *rules.Criterion, level func(rules.Level) string) {
	l := t.opts.Lang
	if len(list) == 0 {
		t.line("  " + l.Of("rien", "nothing"))
	}
	for i := range list {
		e := &list[i]
		where := place(e, l)
		if e.Zone != "" && e.Zone != document.Body {
			where += " (" + l.Zone(e.Zone) + ")"
		}
		if level != nil {
			where += " · " + level(e.Level)
		}
		t.line(t.paint.paint(styleBold, Indent("  ", where, t.width)))
		if e.Excerpt != "" {
			t.line(Indent("      ", l.Quote(oneLine(e.Excerpt)), t.width))
		}
		if len(e.Signs) > 0 {
			t.line(Indent("    + ", l.Signs(e.Signs, of), t.width))
		}
		if len(e.Against) > 0 {
			t.line(Indent("    − ", l.Signs(e.Against, of), t.width))
		}
	}
}
