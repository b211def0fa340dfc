// Command compile writes the built-in pack in the form that the program reads:
// go generate ./rules.
package main

import (
	"bytes"
	"log"
	"os"

	"prejury/rules"
)

func main() {
	pack, err := rules.Load(os.DirFS("emeci"))
	if err != nil {
		log.Fatal(err)
	}
	var out bytes.Buffer
	if err := rules.Compile(&out, pack); err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile("emeci.gob", out.Bytes(), 0o644); err != nil {
		log.Fatal(err)
	}
}
