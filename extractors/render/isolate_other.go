//go:build !unix

package render

import "os/exec"

func isolate(cmd *exec.Cmd, alone bool) {}

func kill(cmd *exec.Cmd) error { return cmd.Process.Kill() }
