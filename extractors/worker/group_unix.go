//go:build unix

package worker

import (
	"os/exec"
	"syscall"
)

// ownGroup puts the child and whatever it starts in a group of their own: an
// interrupt from the terminal is for the parent, which ends its children itself.
func ownGroup(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

// killGroup ends the child and whatever it started.
func killGroup(cmd *exec.Cmd) {
	syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
	cmd.Process.Kill()
}
