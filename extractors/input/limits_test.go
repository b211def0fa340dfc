package input

import (
	"reflect"
	"testing"
	"time"
)

// TestOrDefault has every limit that is set stay, and every other one but the time of
// recognition have a default: a field forgotten in OrDefault would have no limit.
func TestOrDefault(t *testing.T) {
	var set Limits
	v := reflect.ValueOf(&set).Elem()
	for i := range v.NumField() {
		v.Field(i).SetInt(int64(i + 1))
	}
	if got := set.OrDefault(); got != set {
		t.Errorf("%+v became %+v", set, got)
	}
	if got := (Limits{}).OrDefault(); got != DefaultLimits() {
		t.Errorf("defaults %+v, want %+v", got, DefaultLimits())
	}
	d := reflect.ValueOf(DefaultLimits())
	for i := range d.NumField() {
		if name := d.Type().Field(i).Name; d.Field(i).IsZero() != (name == "Recognise") {
			t.Errorf("the default of %s is %v", name, d.Field(i))
		}
	}
	if got := (Limits{Time: time.Second}).OrDefault(); got.Time != time.Second || got.Pages != DefaultLimits().Pages {
		t.Errorf("one limit set gives %+v", got)
	}
}
