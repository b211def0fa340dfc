package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// python is that of the system where there is one: it sees the system's packages.
func python() string {
	if _, err := os.Stat("/usr/bin/python3"); err == nil {
		return "/usr/bin/python3"
	}
	return "python3"
}

// foreign answers the conditions of scripts that hold outputs against programs that
// are not ours: python:MODULE, and calc for LibreOffice's spreadsheet.
func foreign(condition string) (bool, error) {
	if module, ok := strings.CutPrefix(condition, "python:"); ok {
		return exec.Command(python(), "-c", "import "+module).Run() == nil, nil
	}
	if condition == "calc" {
		soffice, err := exec.LookPath("soffice")
		if err == nil {
			soffice, err = filepath.EvalSymlinks(soffice)
		}
		if err != nil {
			return false, nil
		}
		_, err = os.Stat(filepath.Join(filepath.Dir(soffice), "libsclo.so"))
		return err == nil, nil
	}
	return false, fmt.Errorf("unknown condition %q", condition)
}
