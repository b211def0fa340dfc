package rules

import (
	"embed"
	"io/fs"
)

//go:embed emeci
var files embed.FS

// Builtin gives the pack of the certification "Expert en management de projets
// de numérisation des systèmes et processus industriels", as a file system for Load.
func Builtin() fs.FS {
	sub, err := fs.Sub(files, "emeci")
	if err != nil {
		panic(err) // the folder is embedded above
	}
	return sub
}
