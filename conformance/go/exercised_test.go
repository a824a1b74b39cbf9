package conformance

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"dragoman/conformance/exercised"
)

// exercisedLines are, by test, what its calls were answered, as the gateway's journal tells it; no value is in it.
var exercisedLines = map[string]map[string]bool{}

// journalSeen is how far the journal was read. Tests run one after the other.
var journalSeen int

// recorded are the tests, and tests within them, that are already kept when they end.
var recorded = map[string]bool{}

// exercises keeps what a test calls from now on. It is for each place that calls the gateway.
func exercises(t *testing.T) {
	if exercised.Directory() == "" || recorded[t.Name()] {
		return
	}
	recorded[t.Name()] = true
	t.Cleanup(func() {
		name, _, _ := strings.Cut(t.Name(), "/")
		keepExercised(t, name)
	})
	name, _, isWithin := strings.Cut(t.Name(), "/")
	if !isWithin || !recorded[name] {
		name = ""
	}
	keepExercised(t, name)
}

// keepExercised gives what is new in the journal to a test, or to none where it has no name.
func keepExercised(t *testing.T, test string) {
	entries, err := newEntries()
	if err != nil {
		t.Error(err)
	}
	if test == "" {
		return
	}
	lines := exercisedLines[test]
	if lines == nil {
		lines = map[string]bool{}
		exercisedLines[test] = lines
	}
	for _, entry := range entries {
		lines[entry.line()] = true
	}
	delete(lines, "")
}

type journalEntry struct {
	Door, Operation *string
	Status          int
	Code            any
	Injected        bool
}

// line has door, operation, status, code and field, with - for what there is not; an injected error is marked.
func (e journalEntry) line() string {
	if e.Door == nil {
		return ""
	}
	operation, code := "-", "-"
	if e.Operation != nil {
		operation = *e.Operation
	}
	if e.Code != nil {
		code = fmt.Sprint(e.Code)
	}
	if e.Injected {
		code += "(injected)"
	}
	return fmt.Sprintf("%s %s %d %s -", *e.Door, operation, e.Status, code)
}

func newEntries() ([]journalEntry, error) {
	var entries []journalEntry
	for {
		answer, err := http.Get(fmt.Sprintf("%s/_dragoman/journal?limit=1000&after=%d", gateway.url, journalSeen))
		if err != nil {
			return nil, err
		}
		var page struct {
			Entries []journalEntry
			Last    int
			More    bool
		}
		err = json.NewDecoder(answer.Body).Decode(&page)
		answer.Body.Close()
		if err != nil {
			return nil, err
		}
		entries = append(entries, page.Entries...)
		journalSeen = page.Last
		if !page.More {
			return entries, nil
		}
	}
}

func writeExercised() error {
	lines := map[string][]string{}
	for test, seen := range exercisedLines {
		lines[test] = slices.Sorted(maps.Keys(seen))
	}
	return exercised.Write("tests", lines)
}
