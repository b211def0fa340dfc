// Command build makes the word lists of package french from two free hunspell
// dictionaries, as the npm packages dictionary-fr and dictionary-en carry them:
//
//	npm pack dictionary-fr@3.0.0 && tar xzf dictionary-fr-3.0.0.tgz && mv package fr
//	npm pack dictionary-en@4.0.0 && tar xzf dictionary-en-4.0.0.tgz && mv package en
//	go run prejury/internal/french/build -fr fr -en en -o internal/french/data
//
// It writes french.fst (common words, lower case), names.fst (words that the French
// dictionary writes with a capital) and english.fst, each a finite-state set of
// words, and both licences.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"unicode"

	"github.com/blevesearch/vellum"
	"golang.org/x/text/unicode/norm"
)

func main() {
	fr := flag.String("fr", "", "folder of dictionary-fr: index.aff, index.dic, license")
	en := flag.String("en", "", "folder of dictionary-en")
	out := flag.String("o", ".", "folder to write to")
	flag.Parse()
	if err := run(*fr, *en, *out); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(fr, en, out string) error {
	common, names := map[string]bool{}, map[string]bool{}
	err := expand(fr, func(word string) {
		if word == strings.ToLower(word) {
			common[word] = true
		} else {
			names[word] = true
		}
	})
	if err != nil {
		return err
	}
	english := map[string]bool{}
	err = expand(en, func(word string) {
		if len(word) > 1 && word == strings.ToLower(word) && !common[word] && !strings.Contains(word, "'") {
			english[word] = true
		}
	})
	if err != nil {
		return err
	}
	for name, words := range map[string]map[string]bool{"french.fst": common, "names.fst": names, "english.fst": english} {
		data, err := set(words)
		if err != nil {
			return err
		}
		fmt.Printf("%s: %d words, %d bytes\n", name, len(words), len(data))
		if err := os.WriteFile(filepath.Join(out, name), data, 0o644); err != nil {
			return err
		}
	}
	for from, to := range map[string]string{fr: "LICENSE.dictionary-fr", en: "LICENSE.dictionary-en"} {
		data, err := os.ReadFile(filepath.Join(from, "license"))
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(out, to), data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// expand calls f with every word of the dictionary in a folder, composed and with
// straight apostrophes.
func expand(dir string, f func(word string)) error {
	d, err := readAffixes(filepath.Join(dir, "index.aff"))
	if err != nil {
		return err
	}
	return d.expand(filepath.Join(dir, "index.dic"), func(word string) {
		word = norm.NFC.String(strings.ReplaceAll(word, "’", "'"))
		if letters(word) {
			f(word)
		}
	})
}

// letters reports whether a form is a word: letters joined by hyphens and
// apostrophes.
func letters(word string) bool {
	for _, r := range word {
		if !unicode.IsLetter(r) && r != '-' && r != '\'' {
			return false
		}
	}
	return word != ""
}

// set makes a finite-state set of words.
func set(words map[string]bool) ([]byte, error) {
	sorted := make([]string, 0, len(words))
	for w := range words {
		sorted = append(sorted, w)
	}
	sort.Strings(sorted)
	var b bytes.Buffer
	builder, err := vellum.New(&b, nil)
	if err != nil {
		return nil, err
	}
	for _, w := range sorted {
		if err := builder.Insert([]byte(w), 0); err != nil {
			return nil, err
		}
	}
	if err := builder.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
