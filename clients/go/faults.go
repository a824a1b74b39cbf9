package dragomantest

import "testing"

// Rule is a fault to inject, as the page on faults has it:
// Rule{"match": map[string]any{"operation": "GetSecretValue"}, "fault": "throttle"}.
type Rule map[string]any

// Faults are what a sandbox does wrong on purpose.
type Faults struct{ control *Control }

// Add adds rules behind those that are there.
func (f *Faults) Add(t testing.TB, rules ...Rule) {
	t.Helper()
	must(t, f.control.Call("POST", "/faults", map[string]any{"rules": rules}, nil))
}

// List is the rules, and how often each has matched.
func (f *Faults) List(t testing.TB) []Rule {
	t.Helper()
	var answer struct {
		Rules []Rule `json:"rules"`
	}
	must(t, f.control.Call("GET", "/faults", nil, &answer))
	return answer.Rules
}

// Clear removes all rules.
func (f *Faults) Clear(t testing.TB) {
	t.Helper()
	must(t, f.control.Call("DELETE", "/faults", nil, nil))
}
