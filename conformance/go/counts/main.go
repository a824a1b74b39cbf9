// Counts reads the events of `go tool test2json` and prints them for people: failed tests with what they said,
// and as its last line what `.ci/run` reads. Its argument is the exit code of the tests.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"dragoman/conformance/exercised"
)

type event struct {
	Action string
	Test   string
	Output string
}

// outcomes are the results of the tests and what they said, by their names; what no test said is under "".
type outcomes struct {
	results map[string]string
	said    map[string][]string
	order   []string
}

func main() {
	found := outcomes{results: map[string]string{}, said: map[string][]string{}}
	events := bufio.NewScanner(os.Stdin)
	events.Buffer(nil, 1<<24)
	for events.Scan() {
		var read event
		if json.Unmarshal(events.Bytes(), &read) != nil {
			continue
		}
		switch read.Action {
		case "output":
			found.said[read.Test] = append(found.said[read.Test], read.Output)
		case "pass", "fail", "skip":
			found.results[read.Test] = read.Action
			found.order = append(found.order, read.Test)
		}
	}
	os.Exit(found.report(os.Args[1]))
}

// report counts the tests that have no tests within; what failed outside of all tests counts as one.
func (o *outcomes) report(exitCode string) int {
	passed, failed := 0, 0
	for _, name := range o.order {
		result := o.results[name]
		if name == "" {
			continue
		}
		if result == "fail" {
			fmt.Print(strings.Join(o.said[name], ""))
		}
		switch {
		case result == "pass" && !o.hasTestWithin(name, ""):
			passed++
		case result == "fail" && !o.hasTestWithin(name, "fail"):
			failed++
		}
	}
	if failed == 0 && (exitCode != "0" || passed == 0) {
		for name, said := range o.said {
			// A panic is said by a test that has no result.
			if o.results[name] == "" || name == "" {
				fmt.Print(strings.Join(said, ""))
			}
		}
		failed = 1
	}
	if err := exercised.Write("results", o.asWritten()); err != nil {
		fmt.Println(err)
		failed++
	}
	fmt.Printf("%d passed, %d failed\n", passed, failed)
	return min(failed, 1)
}

// asWritten are the results as other suites write them.
func (o *outcomes) asWritten() map[string]string {
	written := map[string]string{"pass": "passed", "fail": "failed", "skip": "skipped"}
	results := map[string]string{}
	for test, result := range o.results {
		results[test] = written[result]
	}
	return results
}

// hasTestWithin looks for tests within another that had this result, or any when it is empty.
func (o *outcomes) hasTestWithin(name, wanted string) bool {
	for other, result := range o.results {
		if strings.HasPrefix(other, name+"/") && (wanted == "" || result == wanted) {
			return true
		}
	}
	return false
}
