package batch

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Store keeps results between runs, each in a file of its own that is written whole
// or not at all, so that a run that is killed anywhere goes on where it was. What it
// holds is the candidates' text: its files are the user's alone.
type Store struct {
	dir string
	run runFile
}

// runFile is what a store knows of the run that it serves.
type runFile struct {
	Schema int    `json:"schema"`
	Date   string `json:"date"`
	// Of is the digest of what the run was asked; another request is another run.
	Of       string `json:"of"`
	Finished bool   `json:"finished"`
}

const (
	storeSchema = 1
	runName     = "run.json"
	resultsName = "results"
	tempPrefix  = ".tmp-"
	resultExt   = ".gob"
)

// OpenStore opens or makes the store in a folder.
func OpenStore(dir string) (*Store, error) {
	s := &Store{dir: dir}
	if err := os.MkdirAll(filepath.Join(dir, resultsName), 0o700); err != nil {
		return nil, err
	}
	data, err := os.ReadFile(filepath.Join(dir, runName))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	if err == nil && json.Unmarshal(data, &s.run) != nil || s.run.Schema != storeSchema {
		s.run = runFile{}
	}
	return s, nil
}

// IsStore reports whether a folder is a store.
func IsStore(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, runName))
	return err == nil
}

// Begin gives the date of the run: that of the same request when it was cut short,
// else today's; given, when it is not zero, overrides both.
func (s *Store) Begin(of string, today, given time.Time) (time.Time, error) {
	date := today
	if !s.run.Finished && s.run.Of == of {
		if d, err := time.Parse(time.DateOnly, s.run.Date); err == nil {
			date = d
		}
	}
	if !given.IsZero() {
		date = given
	}
	s.run = runFile{storeSchema, date.Format(time.DateOnly), of, false}
	date, err := time.Parse(time.DateOnly, s.run.Date)
	if err != nil {
		return date, err
	}
	return date, s.writeRun()
}

// Finish says that the run is over and its outputs written.
func (s *Store) Finish() error {
	s.run.Finished = true
	return s.writeRun()
}

func (s *Store) writeRun() error {
	data, err := json.Marshal(s.run)
	if err != nil {
		return err
	}
	return s.write(filepath.Join(s.dir, runName), append(data, '\n'))
}

func (s *Store) path(key string) string {
	return filepath.Join(s.dir, resultsName, key+resultExt)
}

// Has reports whether a result is kept.
func (s *Store) Has(key string) bool {
	_, err := os.Stat(s.path(key))
	return err == nil
}

// Get gives a kept result.
func (s *Store) Get(key string) ([]byte, error) { return os.ReadFile(s.path(key)) }

// Put keeps a result.
func (s *Store) Put(key string, data []byte) error { return s.write(s.path(key), data) }

func (s *Store) write(path string, data []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), tempPrefix+"*") // mode 0600
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}

// Sweep removes what runs that were killed left half-written, older than an hour: a
// younger one may belong to a run beside this one.
func (s *Store) Sweep(now time.Time) {
	for _, dir := range []string{s.dir, filepath.Join(s.dir, resultsName)} {
		list, err := os.ReadDir(dir)
		if err != nil {
			continue
		}
		for _, e := range list {
			if info, err := e.Info(); err == nil && strings.HasPrefix(e.Name(), tempPrefix) && now.Sub(info.ModTime()) > time.Hour {
				os.Remove(filepath.Join(dir, e.Name()))
			}
		}
	}
}

// prune removes the results whose keys are not to be kept.
func (s *Store) prune(keep func(key string) bool) error {
	list, err := os.ReadDir(filepath.Join(s.dir, resultsName))
	if err != nil {
		return err
	}
	for _, e := range list {
		if key, ok := strings.CutSuffix(e.Name(), resultExt); ok && !keep(key) {
			if err := os.Remove(s.path(key)); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
		}
	}
	return nil
}

// Clear forgets everything.
func (s *Store) Clear() error {
	s.run = runFile{}
	if err := os.RemoveAll(filepath.Join(s.dir, resultsName)); err != nil {
		return err
	}
	if err := os.Remove(filepath.Join(s.dir, runName)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return os.MkdirAll(filepath.Join(s.dir, resultsName), 0o700)
}
