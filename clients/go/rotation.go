package dragomantest

import (
	"strconv"
	"testing"
	"time"
)

// RotationOptions says how a rotation is rehearsed, as the options of `dragoman rehearse rotation` do. Its zero value
// takes the defaults of that command.
type RotationOptions struct {
	// Users is "one", "two" or "both".
	Users string
	// Rotations is how often each secret is rotated.
	Rotations int
	// Every is the time from one rotation to the next.
	Every time.Duration
	// Grace is how long a value is good after a newer one took its place.
	Grace time.Duration
	// CacheTTL is how long the program may keep a value; nothing is expected of that without.
	CacheTTL time.Duration
	// StartTimeout is how long the program may take to read its first secret.
	StartTimeout time.Duration
	// LoginPort is where the program logs in on this machine; any that is free without.
	LoginPort int
	// Hosts are host names of your BlueKing that the program calls.
	Hosts []string
	// Dir is where the program runs; where the test does without.
	Dir string
	// Env are variables beside those of the test.
	Env []string
}

// RotationRehearsal is what came of a rehearsal of rotation.
type RotationRehearsal struct {
	Passed bool `json:"passed"`
	Runs   []struct {
		// Form is one-user or two-user.
		Form string `json:"form"`
		// Exit is nil where the program ran until it was ended.
		Exit     *int               `json:"exit"`
		Seconds  float64            `json:"seconds"`
		Versions []RehearsedVersion `json:"versions"`
	} `json:"runs"`
	Findings []RotationFinding `json:"findings"`
}

// RotationFinding is one expectation, and what came of it.
type RotationFinding struct {
	Form string `json:"form"`
	// Secret is empty for the program itself.
	Secret string `json:"secret"`
	// Criterion is follows, within-ttl, not-withdrawn or survives.
	Criterion string `json:"criterion"`
	// Verdict is passed, broken or skipped.
	Verdict  string   `json:"verdict"`
	Versions []string `json:"versions"`
}

// RehearsedVersion is what became of a version. Times are milliseconds from the start of the run.
type RehearsedVersion struct {
	Secret          string `json:"secret"`
	ID              string `json:"id"`
	MadeAt          int    `json:"madeAt"`
	SupersededAt    *int   `json:"supersededAt"`
	WithdrawnAt     *int   `json:"withdrawnAt"`
	Reads           int    `json:"reads"`
	Logins          int    `json:"logins"`
	WithdrawnLogins int    `json:"withdrawnLogins"`
	RejectedLogins  int    `json:"rejectedLogins"`
	StaleMS         int    `json:"staleMs"`
}

// RehearseRotation rotates what a command, not changed, reads while it runs. The test ends where it reads no secret, or
// an option does not fit.
func (g *Gateway) RehearseRotation(t testing.TB, options RotationOptions, command ...string) *RotationRehearsal {
	t.Helper()
	rehearsal := &RotationRehearsal{}
	must(t, g.rehearse("rotation", options.flags(), options.Dir, options.Env, command, rehearsal))
	return rehearsal
}

func (o RotationOptions) flags() []string {
	var flags []string
	add := func(name, value string, isGiven bool) {
		if isGiven {
			flags = append(flags, "--"+name, value)
		}
	}
	add("users", o.Users, o.Users != "")
	add("rotations", strconv.Itoa(o.Rotations), o.Rotations > 0)
	add("every", milliseconds(o.Every), o.Every > 0)
	add("grace", milliseconds(o.Grace), o.Grace > 0)
	add("cache-ttl", milliseconds(o.CacheTTL), o.CacheTTL > 0)
	add("start-timeout", milliseconds(o.StartTimeout), o.StartTimeout > 0)
	add("login-port", strconv.Itoa(o.LoginPort), o.LoginPort > 0)
	for _, host := range o.Hosts {
		add("host", host, true)
	}
	return flags
}
