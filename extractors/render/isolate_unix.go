//go:build unix && !linux

package render

import (
	"os/exec"
	"syscall"
)

// isolate puts the program in a group of its own. This system has no way to take
// the network from one program.
func isolate(cmd *exec.Cmd, alone bool) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

// kill ends the program's group.
func kill(cmd *exec.Cmd) error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
