package wording

import (
	"strconv"
	"strings"
	"time"

	"prejury/checker"
	"prejury/extractors/archive"
	"prejury/extractors/document"
	"prejury/extractors/input"
	"prejury/extractors/ocr"
	"prejury/extractors/zones"
)

// warnings say what the reader of a file should know. %s is the warning's
// argument.
var warnings = map[string]pair{
	document.WarnNoText: {
		"pas de texte sur la page (image ou scan) : rien n'y a été lu ; exporter le PDF depuis le traitement de texte, ou --ocr avec tesseract",
		"no text on the page (image or scan): nothing was read there; export the PDF from the word processor, or use --ocr with tesseract",
	},
	document.WarnHiddenText: {
		"texte caché, invisible pour un lecteur (%s mots) : il ne compte pas comme preuve",
		"hidden text that a reader does not see (%s words): it counts as no evidence",
	},
	document.WarnDamaged: {
		"fichier abîmé, réparé à la lecture : comparer avec l'original",
		"damaged file, repaired while reading: compare with the original",
	},
	document.WarnEncrypted: {
		"fichier protégé par un mot de passe de propriétaire, lu sans lui",
		"file protected by an owner's password, read without it",
	},
	document.WarnNoUnicode: {
		"texte illisible : la police %s n'a pas de correspondance de caractères ; réexporter le PDF",
		"unreadable text: font %s has no character map; export the PDF again",
	},
	document.WarnLowQuality: {
		"lecture peu sûre : peu de mots y sont reconnus ; aucun critère n'est dit absent sur la foi de cette page",
		"uncertain reading: few words are recognised; no criterion is called absent on the strength of this page",
	},
	document.WarnPending: {
		"modifications suivies non acceptées (%s) : les insertions comptent, les suppressions non ; les accepter avant de déposer",
		"tracked changes not accepted (%s): insertions count, deletions do not; accept them before handing in",
	},
	document.WarnTruncated: {
		"fichier lu en partie : limite atteinte (%s)",
		"file read in part: a limit was reached (%s)",
	},
	document.WarnOCR: {
		"texte reconnu à partir d'une image : des erreurs sont possibles",
		"text recognised from an image: there may be errors",
	},
	document.WarnComments: {
		"commentaires de relecture dans le fichier (%s) : les retirer avant de déposer",
		"review comments in the file (%s): remove them before handing in",
	},
	document.WarnHiddenSlides: {
		"diapositives masquées : elles ne sont pas montrées avec le diaporama",
		"hidden slides: they are not shown with the deck",
	},
	document.WarnNotRecognised: {
		"page sans texte que --ocr n'a pas pu lire",
		"page without text that --ocr could not read",
	},
	document.WarnNotRendered: {
		"pas de compte exact malgré --render : LibreOffice %s",
		"no exact count in spite of --render: LibreOffice %s",
	},
}

// notRecognised say why pages without text were not recognised, by the warning's
// argument.
var notRecognised = map[string]pair{
	ocr.Absent: {
		"page sans texte que --ocr n'a pas pu lire : il faut sur cette machine tesseract, avec le français, et pdftoppm (poppler)",
		"page without text that --ocr could not read: it needs tesseract, with French, and pdftoppm (poppler) on this machine",
	},
	ocr.Slow: {
		"page sans texte que --ocr n'a pas eu le temps de lire : lui en donner plus, par exemple --time-limit 30m",
		"page without text that --ocr had no time to read: give it more, for example --time-limit 30m",
	},
	ocr.Failed: {
		"page sans texte que --ocr n'a pas su lire : à regarder à l'œil",
		"page without text that --ocr could not make out: for you to look at",
	},
}

// Warning is a warning in one sentence, its pages first.
func (l Lang) Warning(w document.Warning) string {
	s := l.WarningText(w)
	if len(w.Pages) > 0 {
		s = l.PageList(w.Pages) + l.Colon() + s
	}
	return s
}

// WarningText is a warning in one sentence, without its pages.
func (l Lang) WarningText(w document.Warning) string {
	if p, ok := notRecognised[w.Arg]; ok && w.Code == document.WarnNotRecognised {
		return l.pick(p)
	}
	return filled(named(l, warnings, w.Code), w.Arg)
}

// reasons complete a level. %s is the reason's argument.
var reasons = map[string]pair{
	checker.ReasonFigure:     {"la preuve semble être une figure (p. %s), à regarder", "the proof seems to be a picture (p. %s), to be looked at"},
	checker.ReasonUnreadable: {"des pages n'ont pas pu être lues (p. %s)", "pages could not be read (p. %s)"},
	checker.ReasonElements:   {"incomplet", "incomplete"},
	checker.ReasonMention:    {"évoqué, pas fait", "spoken of, not done"},
	checker.ReasonThin:       {"à peine traité, en un seul endroit", "barely done, in one place"},
	checker.ReasonNotFound:   {"rien trouvé", "nothing found"},
	checker.ReasonStuffing:   {"même passage que pour beaucoup d'autres critères", "same passage as for many other criteria"},
	checker.ReasonTopics:     {"jugé seulement avec les points imposés (--topics)", "judged only with the imposed points (--topics)"},
	checker.ReasonOral:       {"jugé à l'oral", "judged orally"},
	checker.ReasonSpelling:   {"%s fautes pour 1 000 mots", "%s faults per 1,000 words"},
	checker.ReasonEnglish:    {"indice pour B1 : %s", "indication for B1: %s"},
	checker.ReasonReconfirm:  {"décision à reconfirmer : le passage a changé", "decision to confirm again: the passage has changed"},
}

// Reason says why a level was given, "" when there is nothing to add.
func (l Lang) Reason(r document.Reason) string {
	if r.Code == "" {
		return ""
	}
	switch r.Code {
	case checker.ReasonSpelling:
		return l.spelling(r.Arg)
	case checker.ReasonEnglish:
		return filled(named(l, reasons, r.Code), l.english(r.Arg))
	}
	return filled(named(l, reasons, r.Code), r.Arg)
}

// spelling words the rate of checker.ReasonSpelling. French takes the plural from two
// on: "1,9 faute".
func (l Lang) spelling(rate string) string {
	s := named(l, reasons, checker.ReasonSpelling)
	if v, err := strconv.ParseFloat(rate, 64); err == nil && l == FR {
		rate = l.Decimal(v, 1)
		if v < 2 {
			s = strings.Replace(s, "fautes", "faute", 1)
		}
	}
	return filled(s, rate)
}

// english words the counts of checker.ReasonEnglish.
func (l Lang) english(counts string) string {
	n := strings.Split(counts, ",")
	if len(n) != 4 {
		return counts
	}
	return l.Sayf("%s phrases conjuguées, %s temps et modaux, %s mots de liaison, %s mots du métier", "%s conjugated sentences, %s tenses and modals, %s linking words, %s words of the field", n[0], n[1], n[2], n[3])
}

// zoneReasons say why a zone was drawn. %s is what it speaks of.
var zoneReasons = map[string]pair{
	zones.WhyFirstPage: {"première page, sans texte suivi", "first page, without running text"},
	zones.WhyLines:     {"lignes de sommaire", "contents lines"},
	zones.WhyHeading:   {"titre « %s »", "heading “%s”"},
	zones.WhyText:      {"première page de texte suivi", "first page of running text"},
	zones.WhyEntries:   {"entrées de bibliographie, sans titre", "bibliography entries, without a heading"},
	zones.WhyPictures:  {"pages d'images après la bibliographie", "pages of pictures after the bibliography"},
	zones.WhyOutline:   {"signet « %s »", "bookmark “%s”"},
	zones.WhyFollows:   {"à la suite, rien n'indique autre chose", "follows, nothing says otherwise"},
	zones.WhyByHand:    {"fixé à la main (--body)", "set by hand (--body)"},
}

// ZoneWhy says why a zone was so judged.
func (l Lang) ZoneWhy(r document.Reason) string {
	if r.Code == "" {
		return ""
	}
	p, ok := zoneReasons[r.Code]
	switch {
	case ok && (r.Code == zones.WhyHeading || r.Code == zones.WhyOutline) && r.Arg == "": // the candidate's words were taken out
		return l.Of("titre", "heading")
	case ok:
		return filled(l.pick(p), r.Arg)
	case r.Arg != "":
		return r.Code + " " + l.Quote(r.Arg)
	}
	return r.Code
}

// advised is why a file cannot be read, and what to do about it.
type advised struct{ what, todo pair }

var inputErrors = map[input.Code]advised{
	input.NotFound: {
		pair{"fichier introuvable", "file not found"},
		pair{"vérifier le chemin et le nom", "check the path and the name"},
	},
	input.Empty: {
		pair{"fichier vide", "empty file"},
		pair{"le copier ou le télécharger de nouveau", "copy or download it again"},
	},
	input.Unknown: {
		pair{"ce n'est pas un format que prejury lit", "not a format that prejury reads"},
		pair{"exporter le rapport en PDF", "export the report as PDF"},
	},
	input.Encrypted: {
		pair{"fichier protégé par un mot de passe", "file protected by a password"},
		pair{"le déposer sans mot de passe, ou donner le mot de passe avec --password-file", "hand it in without a password, or give the password with --password-file"},
	},
	input.Damaged: {
		pair{"fichier tronqué ou abîmé", "truncated or damaged file"},
		pair{"l'ouvrir dans son logiciel d'origine et l'exporter de nouveau", "open it in the program it comes from and export it again"},
	},
	input.TooBig: {
		pair{"fichier trop gros", "file too big"},
		pair{"réduire les images et l'exporter de nouveau", "make its images smaller and export it again"},
	},
	input.TooSlow: {
		pair{"lecture interrompue : trop longue", "reading stopped: too slow"},
		pair{"l'imprimer en PDF et essayer le nouveau fichier, ou donner plus de temps (--time-limit 5m)", "print it to PDF and try the new file, or give it more time (--time-limit 5m)"},
	},
	input.TooHungry: {
		pair{"lecture interrompue : trop de mémoire", "reading stopped: too much memory"},
		pair{"réduire les images, ou l'imprimer en PDF et essayer le nouveau fichier", "make its images smaller, or print it to PDF and try the new file"},
	},
	input.Hostile: {
		pair{"archive suspecte : elle ment sur son contenu ou se gonfle à l'ouverture", "suspicious archive: it lies about its content or inflates"},
		pair{"ne pas l'ouvrir ; demander le rapport en PDF", "do not open it; ask for the report as PDF"},
	},
	input.Crashed: {
		pair{"le lecteur s'est arrêté sur ce fichier", "the reader stopped on this file"},
		pair{"l'imprimer en PDF et essayer le nouveau fichier, ou --pdf-engine go", "print it to PDF and try the new file, or use --pdf-engine go"},
	},
	input.NoEngine: {
		pair{"le moteur demandé ne peut pas servir ici", "the engine asked for cannot run here"},
		pair{"essayer --pdf-engine go", "try --pdf-engine go"},
	},
	input.Unsupported: {
		pair{"format reconnu, mais que prejury ne lit pas", "known format that prejury does not read"},
		pair{"l'enregistrer en PDF ou en DOCX", "save it as PDF or DOCX"},
	},
}

// found are files that are there and cannot be read: what completes input.NotFound
// says more than it does.
var found = map[string]advised{
	"folder": {
		pair{"c'est un dossier, pas un fichier", "it is a folder, not a file"},
		pair{"nommer le rapport, ou donner tout le dossier à prejury batch", "name the report, or give the whole folder to prejury batch"},
	},
	"permission": {
		pair{"accès au fichier refusé", "no permission to read the file"},
		pair{"demander le droit de le lire, ou une copie", "ask for the right to read it, or for a copy"},
	},
	"read": {
		pair{"le disque n'a pas pu être lu", "the disk could not be read"},
		pair{"copier le fichier ailleurs et essayer la copie", "copy the file elsewhere and try the copy"},
	},
}

// details name what an input error completes itself with.
var details = map[string]pair{
	// files of a batch
	"changed": {"modifié pendant la lecture du dépôt", "changed while the deposit was being read"},
	// formats
	"doc":        {"ancien Word, .doc", "old Word, .doc"},
	"rtf":        {"texte RTF", "RTF text"},
	"word-xml":   {"Word 2003 XML", "Word 2003 XML"},
	"pages":      {"Apple Pages", "Apple Pages"},
	"xls":        {"ancien Excel, .xls", "old Excel, .xls"},
	"xlsx":       {"classeur Excel", "Excel workbook"},
	"ods":        {"classeur OpenDocument", "OpenDocument spreadsheet"},
	"ppt":        {"ancien PowerPoint, .ppt", "old PowerPoint, .ppt"},
	"vsdx":       {"dessin Visio", "Visio drawing"},
	"odf":        {"OpenDocument", "OpenDocument"},
	"ooxml":      {"document Office chiffré", "encrypted Office document"},
	"epub":       {"livre EPUB", "EPUB book"},
	"msg":        {"message Outlook", "Outlook message"},
	"ole":        {"ancien format Office", "old Office format"},
	"html":       {"page web : est-ce une page de connexion enregistrée à la place du rapport ?", "web page: is it a login page saved instead of the report?"},
	"mhtml":      {"page web archivée", "archived web page"},
	"xml":        {"XML", "XML"},
	"latex":      {"source LaTeX", "LaTeX source"},
	"text":       {"texte brut", "plain text"},
	"png":        {"image PNG", "PNG image"},
	"jpeg":       {"photo JPEG", "JPEG photo"},
	"gif":        {"image GIF", "GIF image"},
	"tiff":       {"image TIFF", "TIFF image"},
	"bmp":        {"image BMP", "BMP image"},
	"webp":       {"image WebP", "WebP image"},
	"heic":       {"photo de téléphone HEIC", "HEIC phone photo"},
	"postscript": {"PostScript", "PostScript"},
	"zip":        {"archive ZIP : en extraire le rapport", "ZIP archive: take the report out of it"},
	"gzip":       {"archive gzip", "gzip archive"},
	"7z":         {"archive 7z : en extraire le rapport", "7z archive: take the report out of it"},
	"rar":        {"archive RAR : en extraire le rapport", "RAR archive: take the report out of it"},
	"audio":      {"son", "sound"},
	"video":      {"vidéo", "video"},
	"program":    {"programme", "program"},
	"database":   {"base de données", "database"},
	"unknown":    {"contenu inconnu", "unknown content"},
	"zip-method": {"compression ZIP inhabituelle", "unusual ZIP compression"},
	"encryption": {"chiffrement inhabituel", "unusual encryption"},
	// limits and lies of archives, see package archive
	archive.DetailEntries:  {"trop d'éléments", "too many entries"},
	archive.DetailOverlap:  {"éléments superposés", "overlapping entries"},
	archive.DetailName:     {"nom qui sort de l'archive", "a name that leaves the archive"},
	archive.DetailSize:     {"taille mensongère", "false size"},
	archive.DetailRatio:    {"gonflement démesuré", "inflates beyond measure"},
	archive.DetailNesting:  {"archives emboîtées", "archives in archives"},
	archive.DetailUnpacked: {"contenu décompressé trop gros", "too big once inflated"},
	archive.DetailEntity:   {"entités XML", "XML entities"},
	archive.DetailDepth:    {"XML trop profond", "XML too deep"},
	// of reading itself
	"start":  {"le processus de lecture n'a pas pu démarrer", "the reading process could not start"},
	"answer": {"réponse illisible", "unreadable answer"},
	"panic":  {"erreur interne", "internal error"},
}

// InputError says why a file could not be read, and what to do.
func (l Lang) InputError(e *input.Error) (what, todo string) {
	if a, ok := found[e.Detail]; ok && e.Code == input.NotFound {
		return l.pick(a.what), l.pick(a.todo)
	}
	a, ok := inputErrors[e.Code]
	if !ok {
		return e.Error(), ""
	}
	what = l.pick(a.what)
	if e.Detail != "" {
		what += " (" + l.detail(e.Detail) + ")"
	}
	return what, l.pick(a.todo)
}

// detail names what completes an error; a time limit is in seconds.
func (l Lang) detail(s string) string {
	if d, err := time.ParseDuration(s); err == nil {
		return l.Decimal(d.Seconds(), 0) + " s"
	}
	return named(l, details, s)
}

// InputSentence is InputError in one sentence.
func (l Lang) InputSentence(e *input.Error) string {
	what, todo := l.InputError(e)
	if todo == "" {
		return what
	}
	return what + l.Semicolon() + todo
}

// filled puts arg where a sentence has %s; without an argument the parentheses
// around it go too.
func filled(s, arg string) string {
	if arg == "" {
		for _, hole := range []string{" (%s)", " (p. %s)", " (%s mots)", " (%s words)", " %s", "%s "} {
			s = strings.ReplaceAll(s, hole, "")
		}
		return s
	}
	return strings.ReplaceAll(s, "%s", arg)
}
