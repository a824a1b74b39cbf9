package dragomantest

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
)

// Entry is a request that was answered. Secret values are in none.
type Entry struct {
	RequestID string  `json:"request_id"`
	Door      string  `json:"door"`
	Operation *string `json:"operation"`
	Path      string  `json:"path"`
	Resource  *string `json:"resource"`
	Outcome   string  `json:"outcome"`
	Status    int     `json:"status"`
	Code      *string `json:"code"`
}

// Assertion is what is said of the requests that came in: those that every field given fits, and how often, at least
// once unless told.
type Assertion struct {
	Name      string `json:"name,omitempty"`
	Door      string `json:"door,omitempty"`
	Operation string `json:"operation,omitempty"`
	Resource  string `json:"resource,omitempty"`
	Identity  string `json:"identity,omitempty"`
	// Outcome is success, rejected, error or failed.
	Outcome string `json:"outcome,omitempty"`
	Code    string `json:"code,omitempty"`
	Times   *Count `json:"times,omitempty"`
}

// Count says how often.
type Count struct {
	Exactly *int `json:"exactly,omitempty"`
	AtLeast *int `json:"at_least,omitempty"`
	AtMost  *int `json:"at_most,omitempty"`
}

// Exactly says how often: Assertion{Operation: "GetSecretValue", Times: Exactly(1)}.
func Exactly(times int) *Count { return &Count{Exactly: &times} }

// AtLeast says how often at least.
func AtLeast(times int) *Count { return &Count{AtLeast: &times} }

// AtMost says how often at most.
func AtMost(times int) *Count { return &Count{AtMost: &times} }

// Journal is what was asked in a sandbox, and what came of it.
type Journal struct{ control *Control }

// List is the requests in the order in which they were answered.
func (j *Journal) List(t testing.TB) []Entry {
	t.Helper()
	entries, err := j.list("")
	must(t, err)
	return entries
}

// Verify fails the test where requests did not come as the assertions say; what it logs shows what came nearest.
func (j *Journal) Verify(t testing.TB, assertions ...Assertion) {
	t.Helper()
	j.verify(t, assertions, false)
}

// VerifyInOrder does the same, and all requests of one assertion came before those of the next.
func (j *Journal) VerifyInOrder(t testing.TB, assertions ...Assertion) {
	t.Helper()
	j.verify(t, assertions, true)
}

func (j *Journal) verify(t testing.TB, assertions []Assertion, inOrder bool) {
	t.Helper()
	var answer struct {
		Passed bool   `json:"passed"`
		Text   string `json:"text"`
	}
	must(t, j.control.Call("POST", "/verify", map[string]any{"assertions": assertions, "in_order": inOrder}, &answer))
	if !answer.Passed {
		t.Errorf("%s", answer.Text)
	}
}

func (j *Journal) list(outcome string) ([]Entry, error) {
	query := url.Values{"limit": {"1000"}}
	if outcome != "" {
		query.Set("outcome", outcome)
	}
	var answer struct {
		Entries []Entry `json:"entries"`
	}
	err := j.control.Call("GET", "/journal?"+query.Encode(), nil, &answer)
	return answer.Entries, err
}

// maxExplained is how many rejected requests are explained in the log of a test that failed.
const maxExplained = 5

// explainRejections logs why requests were rejected, in a test that failed.
func (j *Journal) explainRejections(t testing.TB) {
	t.Helper()
	rejected, err := j.list("rejected")
	if err != nil || len(rejected) == 0 {
		return
	}
	lines := []string{"Dragoman: rejected requests"}
	for _, entry := range rejected[max(0, len(rejected)-maxExplained):] {
		lines = append(lines, j.explanation(entry)...)
	}
	t.Log(strings.Join(lines, "\n"))
}

func (j *Journal) explanation(entry Entry) []string {
	what := entry.Path
	if entry.Operation != nil {
		what = *entry.Operation
	}
	if entry.Resource != nil {
		what += " " + *entry.Resource
	}
	head := fmt.Sprintf("%s %s: %d %s", entry.Door, what, entry.Status, text(entry.Code))
	var answer struct {
		Verdict  string   `json:"verdict"`
		Remedies []string `json:"remedies"`
	}
	if err := j.control.Call("GET", "/journal/"+url.PathEscape(entry.RequestID)+"/explain", nil, &answer); err != nil {
		return []string{head}
	}
	lines := []string{head, "  " + answer.Verdict}
	for _, remedy := range answer.Remedies {
		lines = append(lines, "  - "+remedy)
	}
	return lines
}

func text(value *string) string {
	if value == nil {
		return ""
	}
	return *value
}
