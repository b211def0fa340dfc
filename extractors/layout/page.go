// Package layout turns the glyphs of laid-out pages into text that reads: words,
// lines, columns, tables, blocks in order, headings, running headers and footers.
// It knows nothing of file formats: an engine gives it pages of glyph runs.
package layout

import "prejury/extractors/document"

// Page is one page as an engine saw it. All coordinates are points from the top
// left corner of the page as it is displayed, rotation applied, y downwards.
type Page struct {
	Number int     `json:"number"` // from 1
	Width  float64 `json:"width"`
	Height float64 `json:"height"`
	Runs   []Run   `json:"runs"`
	// Rules are thin lines and the edges of boxes: what tables are drawn with.
	Rules  []document.Rect  `json:"rules,omitempty"`
	Images []document.Image `json:"images,omitempty"`
	// Fills are areas painted in another colour than white, where white text shows.
	Fills []document.Rect `json:"fills,omitempty"`
	// Drawn is how many vector objects the page has beside text and pictures.
	Drawn int `json:"drawn,omitempty"`
}

// Run is glyphs drawn one after the other with one font on one baseline, in
// reading direction. Spaces are glyphs when the file has them.
type Run struct {
	Glyphs []Glyph `json:"glyphs"`
	// X and Y are the start of the baseline.
	X float32 `json:"x"`
	Y float32 `json:"y"`
	// Turn is the direction in which the text runs, in quarter turns clockwise
	// from left-to-right; Slanted text is none of the four.
	Turn    int     `json:"turn,omitempty"`
	Slanted bool    `json:"slanted,omitempty"`
	Size    float32 `json:"size"` // points, as displayed
	Font    string  `json:"font,omitempty"`
	Bold    bool    `json:"bold,omitempty"`
	Italic  bool    `json:"italic,omitempty"`
	Color   uint32  `json:"color,omitempty"` // 0xRRGGBB
	// Invisible is set when the file asks for the glyphs not to be painted
	// (ISO 32000-1, 9.3.6, mode 3), as under the picture of a scanned page.
	Invisible bool `json:"invisible,omitempty"`
	// Mark is the marked content that the run belongs to, -1 when none; Artifact
	// is set on content that the producer says is not the document's (running
	// headers, page numbers).
	Mark     int  `json:"mark,omitempty"`
	Artifact bool `json:"artifact,omitempty"`
}

// White reports whether the run's colour is white or nearly so.
func (r *Run) White() bool {
	return r.Color>>16&0xff >= 0xf2 && r.Color>>8&0xff >= 0xf2 && r.Color&0xff >= 0xf2
}

// Glyph is one character where it is drawn. Its box goes from the start to the
// end of its advance; its height is the font's. NoUnicode is set when the font
// does not say which character it is, Guessed on a space that the engine saw where
// the file has none.
type Glyph struct {
	R         rune    `json:"r"`
	X0        float32 `json:"x0"`
	Y0        float32 `json:"y0"`
	X1        float32 `json:"x1"`
	Y1        float32 `json:"y1"`
	NoUnicode bool    `json:"no_unicode,omitempty"`
	Guessed   bool    `json:"guessed,omitempty"`
}
