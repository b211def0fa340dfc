//go:build !linux

package pdf

import "context"

// engineContext leaves PDFium's memory to Go.
func engineContext() context.Context { return context.Background() }
