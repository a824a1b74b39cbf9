package dragomantest

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// Version is the version of Dragoman that this module was made with.
const Version = "0.1.0"

// endTime is how long a gateway may take to finish what is in flight.
const endTime = 15 * time.Second

// launched is a gateway in a process of its own. It ends when its standard input does, so with this process, even
// where that is killed.
type launched struct {
	command *exec.Cmd
	input   io.Closer
	ready   readyLine
}

type readyLine struct {
	URL       string  `json:"url"`
	Authority *string `json:"authority"`
}

// program is what is started: of DRAGOMAN_BIN, else on the PATH, else in the user's cache directory.
func program() (string, error) {
	if given := os.Getenv("DRAGOMAN_BIN"); given != "" {
		return given, nil
	}
	if found, err := exec.LookPath("dragoman"); err == nil {
		return found, nil
	}
	caches, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("there is no dragoman on the PATH: name the program in DRAGOMAN_BIN (%w)", err)
	}
	name := "dragoman"
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	cached := filepath.Join(caches, "dragoman", Version, name)
	if _, err := os.Stat(cached); err != nil {
		return "", fmt.Errorf("there is no dragoman on the PATH, and no %s: "+
			"name the program in DRAGOMAN_BIN, or put it there with `dragoman install`", cached)
	}
	return cached, nil
}

// launch starts a gateway on a free port with its state in memory. Neither the settings of the current folder nor those
// of the environment are read.
func launch(settings map[string]any) (*launched, error) {
	path, err := program()
	if err != nil {
		return nil, err
	}
	folder, err := os.MkdirTemp("", "dragoman-")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(folder) }()
	if settings == nil {
		settings = map[string]any{}
	}
	text, err := json.Marshal(settings)
	if err != nil {
		return nil, fmt.Errorf("the settings are no JSON: %w", err)
	}
	config := filepath.Join(folder, "dragoman.json")
	if err := os.WriteFile(config, text, 0o600); err != nil {
		return nil, err
	}
	command := exec.Command(path, "start", "--port", "0", "--memory", "--json", "--exit-with-stdin", "--config", config)
	command.Env = withoutSettings(os.Environ())
	return start(command)
}

func start(command *exec.Cmd) (*launched, error) {
	problems := &head{}
	command.Stderr = problems
	input, err := command.StdinPipe()
	if err != nil {
		return nil, err
	}
	output, err := command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := command.Start(); err != nil {
		return nil, fmt.Errorf("the gateway does not start: %w", err)
	}
	line, err := bufio.NewReader(output).ReadBytes('\n')
	if err != nil {
		_ = command.Wait()
		return nil, fmt.Errorf("the gateway does not start: %s", strings.TrimSpace(problems.String()))
	}
	gateway := &launched{command: command, input: input}
	if err := json.Unmarshal(line, &gateway.ready); err != nil {
		return nil, errors.Join(fmt.Errorf("the gateway's first line is not understood: %w", err), gateway.close())
	}
	return gateway, nil
}

// close ends the gateway and waits for that.
func (l *launched) close() error {
	_ = l.input.Close()
	kill := time.AfterFunc(endTime, func() { _ = l.command.Process.Kill() })
	defer kill.Stop()
	return l.command.Wait()
}

// maxProblems is how much of a gateway's standard error output is kept, in bytes.
const maxProblems = 64 << 10

// head keeps the beginning of what is written to it.
type head struct{ bytes.Buffer }

func (h *head) Write(part []byte) (int, error) {
	h.Buffer.Write(part[:min(len(part), maxProblems-h.Len())])
	return len(part), nil
}

// withoutSettings leaves out the variables that are settings of another gateway.
func withoutSettings(environment []string) []string {
	var kept []string
	for _, variable := range environment {
		if !strings.HasPrefix(variable, "DRAGOMAN_") {
			kept = append(kept, variable)
		}
	}
	return kept
}
