package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"prejury/checker"
	"prejury/cmd/internal/reading"
	"prejury/cmd/internal/wording"
	"prejury/extractors/document"
	"prejury/extractors/input"
	"prejury/extractors/zones"
	"prejury/rules"
)

// readingOptions say how files are read and with which pack; check, explain and
// extract share them.
type readingOptions struct {
	pack         string
	engine       string
	passwordFile string
	render       bool
	ocr          bool
	timeLimit    time.Duration
	body         string
	cacheDir     string
	noCache      bool
}

var engines = []string{"auto", "pdfium", "go"}

func (o *readingOptions) register(a *app, cmd *cobra.Command, withPack bool) {
	o.registerCommon(a, cmd, withPack)
	cmd.Flags().StringVar(&o.body, "body", "", a.lang.Of("`pages` du corps, fixées à la main : 5-48", "`pages` of the body, set by hand: 5-48"))
}

// registerCommon registers what holds for any number of reports.
func (o *readingOptions) registerCommon(a *app, cmd *cobra.Command, withPack bool) {
	l, f := a.lang, cmd.Flags()
	if withPack {
		f.StringVar(&o.pack, "pack", "", l.Of("`dossier` d'un autre pack de règles", "`folder` of another pack of rules"))
	}
	f.StringVar(&o.engine, "pdf-engine", "auto", l.Of("`moteur` PDF : auto, pdfium ou go", "PDF `engine`: auto, pdfium or go"))
	f.StringVar(&o.passwordFile, "password-file", "", l.Of("`fichier` qui contient le mot de passe du rapport", "`file` that holds the report's password"))
	f.BoolVar(&o.render, "render", false, l.Of("compter les pages d'un DOCX avec LibreOffice, s'il est là", "count a DOCX's pages with LibreOffice, when present"))
	f.BoolVar(&o.ocr, "ocr", false, l.Of("lire les pages sans texte avec tesseract, s'il est là", "read pages without text with tesseract, when present"))
	f.DurationVar(&o.timeLimit, "time-limit", 0, l.Of("`durée` de lecture d'un fichier, et autant pour --ocr : 90s, 10m (sinon 1m, et pour --ocr selon le nombre de pages)", "`time` to read a file, and as much for --ocr: 90s, 10m (else 1m, and for --ocr by the number of pages)"))
	f.StringVar(&o.cacheDir, "cache-dir", "", l.Of("`dossier` du moteur PDF compilé (sinon le cache de l'utilisateur)", "`folder` of the compiled PDF engine (else the user's cache)"))
	f.BoolVar(&o.noCache, "no-cache", false, l.Of("ne rien garder sur le disque", "keep nothing on disk"))
}

// span gives the pages of --body, nil without it.
func (o *readingOptions) span(a *app) (*reading.Span, error) {
	if o.body == "" {
		return nil, nil
	}
	s, err := reading.ParseSpan(o.body)
	if err != nil {
		return nil, &usageError{a.lang.Sayf("--body : « %s » n'est pas une suite de pages", "--body: “%s” is not a run of pages", o.body), a.lang.Of("Par exemple : --body 5-48", "For example: --body 5-48")}
	}
	return &s, nil
}

// reading names the ways of reading that change what is read.
func (o *readingOptions) reading() string {
	s := fmt.Sprintf("engine=%s ocr=%t render=%t password=%s", o.engine, o.ocr, o.render, digestOf(o.passwordFile))
	if o.timeLimit > 0 {
		s += " time=" + o.timeLimit.String()
	}
	return s
}

// setBody sets the pages of the body by hand, where body is not nil.
func setBody(a *app, doc *document.Document, body *reading.Span) error {
	if body == nil {
		return nil
	}
	if body.First > doc.Count.Total {
		return &usageError{a.lang.Sayf("--body : %s a %d pages", "--body: %s has %d pages", doc.Source.Name, doc.Count.Total), ""}
	}
	if body.Last > doc.Count.Total {
		a.notice(a.lang.Sayf("--body : %s n'a que %s, le corps finit à la dernière", "--body: %s has %s only, the body ends at the last", doc.Source.Name, a.lang.Pages(doc.Count.Total)))
	}
	zones.SetBody(doc, body.First, body.Last)
	return nil
}

// open makes a reader of at most n files at once.
func (o *readingOptions) open(a *app, n int) (*reading.Reader, error) {
	if err := oneOf(a.lang, "pdf-engine", o.engine, engines); err != nil {
		return nil, err
	}
	if o.timeLimit < 0 {
		return nil, &usageError{a.lang.Sayf("--time-limit : « %v » est négatif", "--time-limit: “%v” is negative", o.timeLimit), a.lang.Of("Par exemple : --time-limit 10m", "For example: --time-limit 10m")}
	}
	opts := input.Options{Limits: input.Limits{Time: o.timeLimit, Recognise: o.timeLimit}, Engine: o.engine, OCR: o.ocr, Render: o.render, CacheDir: o.cache(a)}
	if o.passwordFile != "" {
		data, err := os.ReadFile(o.passwordFile)
		if err != nil {
			return nil, cannotRead(a, o.passwordFile, err)
		}
		opts.Password, _, _ = strings.Cut(string(data), "\n")
		opts.Password = strings.TrimSuffix(opts.Password, "\r")
	}
	var once sync.Once
	opts.Preparing = func() {
		once.Do(func() {
			a.notice(a.lang.Of("préparation du moteur PDF, une seule fois sur cette machine (quelques secondes)…", "preparing the PDF engine, once on this machine (a few seconds)…"))
		})
	}
	return reading.New(opts, n)
}

// start makes a reader of at most n files at once, and gives the pages of --body,
// nil without it.
func (o *readingOptions) start(a *app, n int) (*reading.Reader, *reading.Span, error) {
	body, err := o.span(a)
	if err != nil {
		return nil, nil, err
	}
	reader, err := o.open(a, n)
	return reader, body, err
}

// cache gives the folder of the compiled engine, "" where there can be none: it
// is then compiled anew for each run, and the user is told.
func (o *readingOptions) cache(a *app) string {
	if o.noCache || o.engine == "go" {
		return "" // the Go engine compiles nothing
	}
	dir := o.cacheDir
	if dir == "" {
		base, err := os.UserCacheDir()
		if err != nil {
			return o.uncached(a, err)
		}
		dir = filepath.Join(base, "prejury")
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return o.uncached(a, err)
	}
	probe, err := os.CreateTemp(dir, ".probe*")
	if err != nil {
		return o.uncached(a, err)
	}
	probe.Close()
	os.Remove(probe.Name())
	return dir
}

func (o *readingOptions) uncached(a *app, err error) string {
	a.notice(a.lang.Of("le cache ne peut pas être écrit, le moteur PDF sera préparé à chaque fois (--no-cache pour ne plus le dire) : ", "the cache cannot be written, the PDF engine will be prepared each time (--no-cache to be told no more): ") + err.Error())
	return ""
}

// cannotRead is a file beside the reports that cannot be read.
func cannotRead(a *app, name string, err error) error {
	return &usageError{a.lang.Sayf("%s ne peut pas être lu : %v", "%s cannot be read: %v", name, reason(a.lang, err)), ""}
}

// unreadable is a file beside the reports that could not be read as a report.
func unreadable(a *app, name string, err error) error {
	var e *input.Error
	if errors.As(err, &e) {
		return &usageError{name + a.lang.Colon() + a.lang.InputSentence(e), ""}
	}
	return err
}

// reason says an error of the file system, without its operation and its path. Those that
// people meet are said in their language.
func reason(l wording.Lang, err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return l.Of("rien à cet endroit", "nothing at this place")
	case errors.Is(err, fs.ErrPermission):
		return l.Of("accès refusé", "permission denied")
	case errors.Is(err, syscall.ENOSPC):
		return l.Of("le disque est plein", "the disk is full")
	case errors.Is(err, syscall.EROFS):
		return l.Of("le disque est en lecture seule", "the disk is read-only")
	case errors.Is(err, syscall.EISDIR):
		return l.Of("c'est un dossier", "it is a folder")
	case errors.Is(err, syscall.ENOTDIR):
		return l.Of("un dossier du chemin est un fichier", "a folder of the path is a file")
	}
	var e *fs.PathError
	if errors.As(err, &e) {
		err = e.Err
	}
	return err.Error()
}

// loadPack loads the built-in pack or the one in a folder.
func loadPack(a *app, dir string) (*rules.Pack, error) {
	if dir == "" {
		return rules.LoadBuiltin()
	}
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return nil, &usageError{a.lang.Sayf("%s n'est pas un dossier de pack", "%s is not a pack's folder", dir), a.lang.Of("Un pack est un dossier : pack.yaml, criteria/, lexicon/", "A pack is a folder: pack.yaml, criteria/, lexicon/")}
	}
	return rules.Load(os.DirFS(dir))
}

// engine is a pack being loaded while files are being read.
type engine struct {
	done chan struct{}
	pack *rules.Pack
	*checker.Engine
	err error
}

// startEngine loads a pack in the background.
func startEngine(a *app, dir string) *engine {
	e := &engine{done: make(chan struct{})}
	go func() {
		defer close(e.done)
		if e.pack, e.err = loadPack(a, dir); e.err == nil {
			e.Engine, e.err = checker.NewEngine(e.pack)
		}
	}()
	return e
}

// wait gives the pack once it is loaded.
func (e *engine) wait() (*rules.Pack, error) {
	<-e.done
	return e.pack, e.err
}
