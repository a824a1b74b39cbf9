package dragomantest

import (
	"testing"
	"time"
)

// LeaksOptions says how leaks are rehearsed, as the options of `dragoman rehearse leaks` do.
type LeaksOptions struct {
	// Folders are those whose changed files are searched.
	Folders []string
	// Keep names secrets that keep their values; * stands for any end.
	Keep []string
	// Timeout is when the program is ended; 10 minutes without.
	Timeout time.Duration
	// RejectUnknownHosts keeps requests to hosts of no cloud from going on once they were read.
	RejectUnknownHosts bool
	// Hosts are host names of your BlueKing that the program calls.
	Hosts []string
	// Dir is where the program runs; where the test does without.
	Dir string
	// Env are variables beside those of the test.
	Env []string
}

// LeaksRehearsal is what came of a rehearsal of leaks.
type LeaksRehearsal struct {
	Passed  bool    `json:"passed"`
	Seconds float64 `json:"seconds"`
	// Exit is nil where the program was cut.
	Exit       *int          `json:"exit"`
	Leaks      []Leak        `json:"leaks"`
	Unsearched []Unsearched  `json:"unsearched"`
	TooShort   []LeakedValue `json:"too_short"`
}

// Leak is a value that was given away: where, how written, and by which request the program had it.
type Leak struct {
	Location string      `json:"location"`
	Line     int         `json:"line"`
	Offset   int         `json:"offset"`
	Encoding string      `json:"encoding"`
	Value    LeakedValue `json:"value"`
	// HandedOut is nil where no request is known.
	HandedOut *struct {
		Door      string `json:"door"`
		Operation string `json:"operation"`
		RequestID string `json:"request_id"`
	} `json:"handed_out"`
}

// LeakedValue tells where a value comes from.
type LeakedValue struct {
	// Kind is "secret" or "key of the sandbox".
	Kind    string `json:"kind"`
	Vault   string `json:"vault"`
	Name    string `json:"name"`
	Version string `json:"version"`
	// Member is that of JSON, such as db.password.
	Member string `json:"member"`
}

// Unsearched is what could not be searched, or not wholly.
type Unsearched struct {
	Location string `json:"location"`
	Reason   string `json:"reason"`
}

// RehearseLeaks runs a command, not changed, with made-up secret values, and searches what it prints, writes and sends
// to other hosts for them. The test ends where the command cannot be run, or an option does not fit.
func (g *Gateway) RehearseLeaks(t testing.TB, options LeaksOptions, command ...string) *LeaksRehearsal {
	t.Helper()
	rehearsal := &LeaksRehearsal{}
	must(t, g.rehearse("leaks", options.flags(), options.Dir, options.Env, command, rehearsal))
	return rehearsal
}

func (o LeaksOptions) flags() []string {
	var flags []string
	each := func(name string, values []string) {
		for _, value := range values {
			flags = append(flags, "--"+name, value)
		}
	}
	each("folder", o.Folders)
	each("keep", o.Keep)
	each("host", o.Hosts)
	if o.Timeout > 0 {
		flags = append(flags, "--timeout", milliseconds(o.Timeout))
	}
	if o.RejectUnknownHosts {
		flags = append(flags, "--unknown-hosts", "reject")
	}
	return flags
}
