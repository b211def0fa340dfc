package main

import "prejury/cmd/internal/render"

func writeFeedback(a *app, path string, res *result, opts render.Options) error { return nil }
