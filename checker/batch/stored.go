package batch

import (
	"bytes"
	"encoding/gob"
	"errors"
	"fmt"
	"time"

	"prejury/checker"
	"prejury/extractors/input"
	"prejury/rules"
)

// stored is a report as it is kept: what belongs to the pack is named, what belongs
// to one row (its name, its date) is left out.
type stored struct {
	Report   checker.Report
	Modality string
	Criteria []storedResult
	Failed   *storedError
}

type storedResult struct {
	ID       string
	Result   checker.Result
	Elements []storedElement
}

type storedElement struct {
	ID    string
	Found bool
	Page  int
}

type storedError struct {
	Code   input.Code
	Detail string
	Cause  string
}

// encode writes a report; decode gives it back for a pack of the same digest.
func encode(r *checker.Report) ([]byte, error) {
	s := stored{Report: *r}
	s.Report.Modality, s.Report.Criteria, s.Report.Err = nil, nil, nil
	s.Report.Source.Name, s.Report.Date = "", time.Time{}
	if r.Modality != nil {
		s.Modality = r.Modality.ID
	}
	if e := r.Err; e != nil {
		s.Failed = &storedError{Code: e.Code, Detail: e.Detail}
		if e.Err != nil {
			s.Failed.Cause = e.Err.Error()
		}
	}
	for _, c := range r.Criteria {
		k := storedResult{ID: c.Criterion.ID, Result: c}
		k.Result.Criterion, k.Result.Elements, k.Result.Reliability = nil, nil, nil
		for _, e := range c.Elements {
			k.Elements = append(k.Elements, storedElement{e.Element.ID, e.Found, e.Page})
		}
		s.Criteria = append(s.Criteria, k)
	}
	var out bytes.Buffer
	if err := gob.NewEncoder(&out).Encode(&s); err != nil {
		return nil, fmt.Errorf("keeping a result: %w", err)
	}
	return out.Bytes(), nil
}

// errStored is a kept result that does not fit the pack or is damaged: it is made
// again.
var errStored = errors.New("kept result is damaged")

func decode(data []byte, pack *rules.Pack) (*checker.Report, error) {
	var s stored
	if err := gob.NewDecoder(bytes.NewReader(data)).Decode(&s); err != nil {
		return nil, fmt.Errorf("%w: %v", errStored, err)
	}
	r := &s.Report
	if s.Modality != "" {
		if r.Modality = pack.Modality(s.Modality); r.Modality == nil {
			return nil, fmt.Errorf("%w: modality %s", errStored, s.Modality)
		}
	}
	if e := s.Failed; e != nil {
		r.Err = &input.Error{Code: e.Code, Detail: e.Detail}
		if e.Cause != "" {
			r.Err.Err = errors.New(e.Cause)
		}
	}
	for _, k := range s.Criteria {
		c := k.Result
		if c.Criterion = pack.Criterion(k.ID); c.Criterion == nil {
			return nil, fmt.Errorf("%w: criterion %s", errStored, k.ID)
		}
		if n, ok := pack.Reliability[k.ID]; ok {
			c.Reliability = &n
		}
		for _, e := range k.Elements {
			found := checker.ElementFound{Found: e.Found, Page: e.Page}
			for i := range c.Criterion.Elements {
				if c.Criterion.Elements[i].ID == e.ID {
					found.Element = &c.Criterion.Elements[i]
				}
			}
			if found.Element == nil {
				return nil, fmt.Errorf("%w: element %s of %s", errStored, e.ID, k.ID)
			}
			c.Elements = append(c.Elements, found)
		}
		r.Criteria = append(r.Criteria, c)
	}
	return r, nil
}
