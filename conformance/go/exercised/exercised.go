// Package exercised writes what the tests of this folder exercised, and how they ended, where EXERCISED_DIRECTORY
// says: `npm run facts` holds the witnesses of facts to it. A test stands there with the file that has it.
package exercised

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

const suite = "conformance/go"

// Directory is empty where nobody asks.
func Directory() string { return os.Getenv("EXERCISED_DIRECTORY") }

// Write keeps a value for each test of the working directory, under a name: tests, or results.
func Write[Value any](name string, values map[string]Value) error {
	ofTests, err := files()
	if Directory() == "" || err != nil {
		return err
	}
	if err := os.MkdirAll(Directory(), 0o755); err != nil {
		return err
	}
	ofFiles := map[string]map[string]Value{}
	for test, value := range values {
		file, known := ofTests[test]
		if !known {
			continue
		}
		if ofFiles[file] == nil {
			ofFiles[file] = map[string]Value{}
		}
		ofFiles[file][test] = value
	}
	for file, kept := range ofFiles {
		content, err := json.Marshal(map[string]any{"file": suite + "/" + file, name: kept})
		if err != nil {
			return err
		}
		path := strings.ReplaceAll(suite, "/", "~") + "~" + file + "." + name + ".json"
		if err := os.WriteFile(filepath.Join(Directory(), path), content, 0o644); err != nil {
			return err
		}
	}
	return nil
}

var declaration = regexp.MustCompile(`(?m)^func (Test\w+)\(`)

// files are the tests of the working directory, with their files.
func files() (map[string]string, error) {
	paths, err := filepath.Glob("*_test.go")
	found := map[string]string{}
	for _, path := range paths {
		source, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		for _, match := range declaration.FindAllSubmatch(source, -1) {
			found[string(match[1])] = path
		}
	}
	return found, err
}
