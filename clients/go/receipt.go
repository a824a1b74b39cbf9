package dragomantest

import (
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Grade is how a fact is known.
type Grade string

// The grades, the strongest first.
const (
	LiveCapture     Grade = "live-capture"
	OfficialSDKSeen Grade = "official-sdk-seen"
	UpstreamSuite   Grade = "upstream-suite"
	VendorVector    Grade = "vendor-vector"
	VendorSource    Grade = "vendor-source"
	VendorDocument  Grade = "vendor-document"
	Inferred        Grade = "inferred"
)

// Receipt is which facts requests rested on, and what they asked for that is not served.
type Receipt struct {
	Requests int `json:"requests"`
	// Dropped are requests that the journal has no more; they are not in it.
	Dropped int `json:"dropped"`
	// MinGrade is the grade that was asked for; empty for none.
	MinGrade Grade `json:"min_grade"`
	// Passed is whether all that was used has a fact of the grade that was asked for, or of a stronger one.
	Passed    bool        `json:"passed"`
	Used      []UsedItem  `json:"used"`
	NotServed []NotServed `json:"not_served"`
	// WithoutEffect are fields that were sent and change nothing.
	WithoutEffect []FieldWithoutEffect `json:"without_effect"`
	// NotCalled is what the doors that were called serve beside that.
	NotCalled []NotCalled `json:"not_called"`
}

// UsedItem is an operation that was called, or with a code an error that it answered.
type UsedItem struct {
	Door, Operation, Code string
	Requests              int
	// Statuses are how often which status of HTTP was answered.
	Statuses map[int]int
	// Facts are the ids of its facts by their strongest grade.
	Facts              map[Grade][]string
	Strongest, Weakest Grade
	IsEnough           bool `json:"is_enough"`
}

// NotServed is what was asked for and no door serves: an operation, or a method and path.
type NotServed struct {
	Door, Request string
	Requests      int
}

// FieldWithoutEffect is a field that no code asks for ("unread"), or that is taken without effect ("ignored"), as Fact
// tells.
type FieldWithoutEffect struct {
	Door, Operation, Field, Why, Fact string
	Requests                          int
}

// NotCalled are operations of a door that were not called.
type NotCalled struct {
	Door       string
	Operations []string
}

// Receipt is which facts the requests of the sandbox rested on so far, from its last reset on. With a grade it says
// whether all that was used has a fact of that grade or a stronger one.
func (s *Sandbox) Receipt(t testing.TB, minGrade ...Grade) *Receipt {
	t.Helper()
	query := url.Values{}
	for _, grade := range minGrade {
		query.Set("min_grade", string(grade))
	}
	receipt := &Receipt{}
	must(t, s.Control.Call("GET", "/receipt?"+query.Encode(), nil, receipt))
	return receipt
}

// receiptRun is what the receipt of a package is made of: DRAGOMAN_RECEIPT names its file, DRAGOMAN_MIN_GRADE the grade
// below which the package fails.
type receiptRun struct {
	name, file, form string
	minGrade         Grade
}

var receiptForms = map[string]string{".md": "markdown", ".json": "json", ".xml": "junit", ".html": "html"}

// readReceiptSettings is for each sandbox too: what a test reads of the environment keeps `go test` from taking the
// result of another run from its cache, and it does not see what is read before the tests begin.
func readReceiptSettings() (file string, minGrade Grade) {
	return os.Getenv("DRAGOMAN_RECEIPT"), Grade(os.Getenv("DRAGOMAN_MIN_GRADE"))
}

// newReceiptRun is nil where no receipt is asked for.
func newReceiptRun() (*receiptRun, error) {
	file, grade := readReceiptSettings()
	if file == "" && grade == "" {
		return nil, nil
	}
	form, known := receiptForms[strings.ToLower(filepath.Ext(file))]
	if file != "" && !known {
		return nil, fmt.Errorf("DRAGOMAN_RECEIPT is written as .md, .json, .xml or .html: %q ends otherwise", file)
	}
	return &receiptRun{fmt.Sprintf("go-%s-%d", filepath.Base(os.Args[0]), os.Getpid()), file, form, grade}, nil
}

// keep keeps what an environment was asked so far, before it is forgotten.
func (r *receiptRun) keep(control *Control) error {
	if r == nil {
		return nil
	}
	return control.Call("PUT", "/receipt/runs/"+url.PathEscape(r.name), nil, nil)
}

// finish writes the file. The error says where the run is below its grade.
func (r *receiptRun) finish(control *Control) error {
	if r == nil {
		return nil
	}
	query := url.Values{"run": {r.name}}
	if r.minGrade != "" {
		query.Set("min_grade", string(r.minGrade))
	}
	receipt := &Receipt{}
	err := control.Call("GET", "/receipt?"+query.Encode(), nil, receipt)
	var rejection *ControlError
	if errors.As(err, &rejection) && rejection.Code == "not-found" {
		return nil // No test asked for a sandbox.
	}
	if err != nil {
		return err
	}
	if r.file != "" {
		if err := r.write(control, query); err != nil {
			return err
		}
	}
	if receipt.Passed {
		return nil
	}
	where := ""
	if r.file != "" {
		where = "; see " + r.file
	}
	return fmt.Errorf("the tests used what has no fact of the grade %s or a stronger one: %s%s",
		r.minGrade, strings.Join(receipt.weak(), ", "), where)
}

// weak is what has no fact of the grade that was asked for.
func (r *Receipt) weak() []string {
	var names []string
	for _, item := range r.Used {
		name := item.Operation
		if item.Code != "" {
			name += ": " + item.Code
		}
		if !item.IsEnough {
			names = append(names, name)
		}
	}
	return names
}

func (r *receiptRun) write(control *Control, query url.Values) error {
	query.Set("as", r.form)
	var text string
	if err := control.Call("GET", "/receipt/text?"+query.Encode(), nil, &text); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(r.file), 0o755); err != nil {
		return err
	}
	return os.WriteFile(r.file, []byte(text), 0o644)
}
