package render

import (
	"bytes"
	"html/template"
	"testing"
)

func TestWritePage(t *testing.T) {
	page := template.Must(template.New("").Parse(`<style>a :first-child{}</style><body><p>{{.}}</p>`))
	var got bytes.Buffer
	if err := writePage(&got, page, "p. 3–4 : « mot » ; 12 % ± 1 page"); err != nil {
		t.Fatal(err)
	}
	want := "<style>a :first-child{}</style><body><p>p.\u00a03–4\u00a0: «\u00a0mot\u00a0»\u00a0; 12\u00a0% ±\u00a01 page</p>"
	if got.String() != want {
		t.Errorf("%q, want %q", got.String(), want)
	}
}
