// Package dragomanvectors has test vectors of signatures, bodies and errors of Huawei Cloud, Alibaba Cloud and
// BlueKing, in the shape of Wycheproof's.
package dragomanvectors

import (
	"embed"
	"encoding/json"
	"fmt"
	"strings"
)

//go:embed data/*.json schemas/*.json
var files embed.FS

// Vectors is a file of vectors.
type Vectors struct {
	Algorithm        string          `json:"algorithm"`
	Schema           string          `json:"schema"`
	GeneratorVersion string          `json:"generatorVersion"`
	NumberOfTests    int             `json:"numberOfTests"`
	Header           []string        `json:"header"`
	Notes            map[string]Note `json:"notes"`
	TestGroups       []TestGroup     `json:"testGroups"`
}

// Note says what a flag means.
type Note struct {
	BugType     string `json:"bugType"`
	Description string `json:"description"`
}

// TestGroup is tests that have their key and their time in common.
type TestGroup struct {
	Type    string                     `json:"type"`
	Service string                     `json:"service"`
	Now     string                     `json:"now"`
	Key     map[string]json.RawMessage `json:"key"`
	Tests   []Test                     `json:"tests"`
}

// Test is one test; what it lacks is empty.
type Test struct {
	ID      int      `json:"tcId"`
	Comment string   `json:"comment"`
	Flags   []string `json:"flags"`
	Result  string   `json:"result"`
	Request Request  `json:"request"`
	// Of a signature.
	CanonicalRequest string `json:"canonicalRequest"`
	StringToSign     string `json:"stringToSign"`
	Signature        string `json:"signature"`
	// Of a body or an error: what is sent before, the answer, and what a reader finds in its body, as JSON.
	Operation string          `json:"operation"`
	Format    string          `json:"format"`
	Before    []Request       `json:"given"`
	Response  Response        `json:"response"`
	Value     json.RawMessage `json:"value"`
	Error     *Rejected       `json:"error"`
}

// Request is a request as it stands on the wire; its body is text, or in Base64 where it is none.
type Request struct {
	Method     string      `json:"method"`
	Target     string      `json:"target"`
	Headers    [][2]string `json:"headers"`
	Body       string      `json:"body"`
	BodyBase64 string      `json:"bodyBase64"`
}

// Response is an answer as it stands on the wire, with the headers that clients look at.
type Response struct {
	Status  int         `json:"status"`
	Headers [][2]string `json:"headers"`
	Body    string      `json:"body"`
}

// Rejected is what a service answers to a request that it rejects; the message is its beginning.
type Rejected struct {
	Status  int             `json:"status"`
	Code    json.RawMessage `json:"code"`
	Message string          `json:"message"`
}

// Families answers the names of all families, sorted.
func Families() []string {
	entries, err := files.ReadDir("data")
	if err != nil {
		panic(err)
	}
	names := make([]string, len(entries))
	for at, entry := range entries {
		names[at] = strings.TrimSuffix(entry.Name(), ".json")
	}
	return names
}

// Raw answers the text of one family.
func Raw(family string) ([]byte, error) {
	text, err := files.ReadFile("data/" + family + ".json")
	if err != nil {
		return nil, fmt.Errorf("there is no family %q", family)
	}
	return text, nil
}

// Load answers one family.
func Load(family string) (*Vectors, error) {
	text, err := Raw(family)
	if err != nil {
		return nil, err
	}
	var vectors Vectors
	if err := json.Unmarshal(text, &vectors); err != nil {
		return nil, fmt.Errorf("%s: %w", family, err)
	}
	return &vectors, nil
}
