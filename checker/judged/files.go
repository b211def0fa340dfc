package judged

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// elsewhereFile lists documents about something else, which nobody judged.
const elsewhereFile = "elsewhere.tsv"

// ReadElsewhere reads the documents about something else of a folder, none where
// it has no such table.
func ReadElsewhere(dir fs.FS) ([]Report, error) {
	var out []Report
	err := table(dir, elsewhereFile, 8, func(row []string) error {
		out = append(out, Report{ID: row[0], Repository: row[1], Path: row[2], Commit: row[3], SHA256: row[4], About: row[7]})
		return nil
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return out, err
}

// Files are the files under some folders, by content and by name.
type Files struct{ bySum, byName map[string]string }

// Of gives the file of a report: the one of its SHA-256, else the one named by its
// id ("r07.pdf"), "" when there is none.
func (f *Files) Of(r *Report) string {
	if path, ok := f.bySum[r.SHA256]; ok {
		return path
	}
	return f.byName[r.ID]
}

// FindFiles looks for files under folders.
func FindFiles(folders ...string) (*Files, error) {
	out := &Files{map[string]string{}, map[string]string{}}
	for _, folder := range folders {
		err := filepath.WalkDir(folder, func(path string, e fs.DirEntry, err error) error {
			if err != nil || !e.Type().IsRegular() {
				return err
			}
			sum, err := digest(path)
			if err != nil {
				return err
			}
			out.bySum[sum] = path
			switch name, ext := filepath.Base(path), filepath.Ext(path); ext {
			case ".pdf", ".docx", ".odt", ".pptx", ".odp":
				out.byName[strings.TrimSuffix(name, ext)] = path
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

func digest(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
