package checker

// Redact takes the candidate's text out of a report: excerpts, headings, captions,
// the words of signs. Levels, pages and the names of signs stay.
func (r *Report) Redact() {
	r.Outline = nil
	r.Source.Title, r.Source.Author = "", ""
	for i := range r.Zones {
		r.Zones[i].Why.Arg = ""
	}
	for i := range r.Form {
		r.Form[i].Words = nil
	}
	for i := range r.Criteria {
		r.Criteria[i].redact()
	}
}

func (c *Result) redact() {
	redactEvidence(c.Evidence)
	if c.Figure != nil {
		c.Figure = &Figure{Page: c.Figure.Page}
	}
	if c.Decision != nil {
		d := *c.Decision
		d.Excerpt = ""
		c.Decision = &d
	}
}

func (w *Weighing) redact() {
	w.Result.redact()
	redactEvidence(w.Kept)
	redactEvidence(w.Out)
}

func redactEvidence(list []Evidence) {
	for i := range list {
		e := &list[i]
		e.Excerpt, e.Marks, e.Section = "", nil, ""
		for _, signs := range [][]Sign{e.Signs, e.Against} {
			for j, s := range signs {
				signs[j] = Sign{ID: s.ID, Label: s.Label, Weight: s.Weight}
			}
		}
	}
}
