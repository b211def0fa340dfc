package judged

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
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

// Files gives the path of every file under the folders, by the SHA-256 of its content.
func Files(folders ...string) (map[string]string, error) {
	out := map[string]string{}
	for _, folder := range folders {
		err := filepath.WalkDir(folder, func(path string, e fs.DirEntry, err error) error {
			if err != nil || !e.Type().IsRegular() {
				return err
			}
			sum, err := digest(path)
			if err == nil {
				out[sum] = path
			}
			return err
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
