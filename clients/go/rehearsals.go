package dragomantest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"
)

// RetryOptions says how a program's retries are rehearsed, as the options of `dragoman rehearse retry` do. Its zero
// value runs every case.
type RetryOptions struct {
	// CaseTimeout is when a run is cut; 20 s without.
	CaseTimeout time.Duration
	// Cases are the only ones to run; * stands for any end, as in retry:*.
	Cases []string
	// Operations are the only ones to inject faults into, by the vendor's name.
	Operations []string
	// Parallel is how many run at once.
	Parallel int
	// Contract is a family of SDKs or the path of a YAML file; that of the door without.
	Contract string
	// Hosts are host names of your BlueKing that the program calls.
	Hosts []string
	// Dir is where the program runs; where the test does without.
	Dir string
	// Env are variables beside those of the test.
	Env []string
}

// RetryRehearsal is what came of a rehearsal of a program's retries.
type RetryRehearsal struct {
	Passed   bool    `json:"passed"`
	Seconds  float64 `json:"seconds"`
	FirstRun struct {
		Seconds    float64 `json:"seconds"`
		Requests   int     `json:"requests"`
		Operations []struct {
			Door      string `json:"door"`
			Operation string `json:"operation"`
			Requests  int    `json:"requests"`
		} `json:"operations"`
	} `json:"first_run"`
	Cases []RehearsedCase `json:"cases"`
}

// RehearsedCase is what a program did in one case.
type RehearsedCase struct {
	// Door and Operation are empty where no connection came about.
	Door      string `json:"door"`
	Operation string `json:"operation"`
	Case      string `json:"case"`
	// Verdict is passed or broken.
	Verdict string `json:"verdict"`
	// Attempts are those of the call that met the fault, the first among them.
	Attempts int   `json:"attempts"`
	WaitsMS  []int `json:"waits_ms"`
	// WaitShape is none, single, immediate, fixed, exponential, jitter or hint.
	WaitShape string `json:"wait_shape"`
	BackoffMS int    `json:"backoff_ms"`
	// Doubled is how many more things a create left than without faults.
	Doubled int `json:"doubled"`
	// Ended is recovered, carried-on, gave-up or still-trying.
	Ended string `json:"ended"`
	// Exit is nil where it was cut.
	Exit    *int    `json:"exit"`
	Seconds float64 `json:"seconds"`
	// Findings are what of the contract is broken, by "rule", with what was expected and what came.
	Findings []map[string]any `json:"findings"`
}

// RehearseRetry runs a command, not changed, once under each fault that its client must live with, each time in a
// sandbox that begins with the gateway's baseline. The test ends where the command does not work without faults, calls
// no door, or an option does not fit.
func (g *Gateway) RehearseRetry(t testing.TB, options RetryOptions, command ...string) *RetryRehearsal {
	t.Helper()
	rehearsal := &RetryRehearsal{}
	must(t, g.rehearse("retry", options.flags(), options.Dir, options.Env, command, rehearsal))
	return rehearsal
}

// rehearse runs a rehearsal of a kind, and reads what came of it.
func (g *Gateway) rehearse(kind string, flags []string, folder string, env, command []string, into any) error {
	args := append([]string{"rehearse", kind, "--json"}, flags...)
	text, err := g.run(folder, env, append(append(args, "--"), command...)...)
	if err != nil {
		return err
	}
	return json.Unmarshal(text, into)
}

func (o RetryOptions) flags() []string {
	var flags []string
	add := func(name, value string) {
		if value != "" {
			flags = append(flags, "--"+name, value)
		}
	}
	if o.CaseTimeout > 0 {
		add("case-timeout", milliseconds(o.CaseTimeout))
	}
	add("cases", strings.Join(o.Cases, ","))
	add("operation", strings.Join(o.Operations, ","))
	if o.Parallel > 0 {
		add("parallel", strconv.Itoa(o.Parallel))
	}
	add("contract", o.Contract)
	for _, host := range o.Hosts {
		add("host", host)
	}
	return flags
}

// run runs the program of dragoman against the gateway, and answers what it prints.
func (g *Gateway) run(folder string, environment []string, args ...string) ([]byte, error) {
	path, err := program()
	if err != nil {
		return nil, err
	}
	command := exec.Command(path, args...)
	command.Dir = folder
	command.Env = append(withoutSettings(os.Environ()), "DRAGOMAN_URL="+g.URL)
	if token := g.control.token; token != "" {
		command.Env = append(command.Env, "DRAGOMAN_CONTROL_TOKEN="+token)
	}
	command.Env = append(command.Env, environment...)
	var output bytes.Buffer
	problems := &head{}
	command.Stdout, command.Stderr = &output, problems
	err = command.Run()
	// 1 is an expectation that is broken.
	var ended *exec.ExitError
	if err != nil && !(errors.As(err, &ended) && ended.ExitCode() == 1 && output.Len() > 0) {
		said := strings.TrimPrefix(strings.TrimSpace(problems.String()), "dragoman: ")
		return nil, fmt.Errorf("nothing could be rehearsed: %s", said)
	}
	return output.Bytes(), nil
}
