package conformance

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"strings"
	"testing"
)

// client calls the operations of an official client by their names, so that tables can list them.
type client struct {
	name string
	sdk  reflect.Value
	wire *wire
	// prepare fills the model of a request.
	prepare func(operation string, request reflect.Value, content fields) error
	// body is the part of a response that is the model of the answer's body.
	body func(response reflect.Value) reflect.Value
	// rejection reads the client's error and checks the form of the answer that it was made of.
	rejection func(t *testing.T, operation string, err error, answer *answer) rejection
	// status is the status of an operation's success; absent is 200.
	status map[string]int
}

// newerFields are what the service has added to an operation's answer since the clients' models were made.
var newerFields = map[string]string{
	"GetKmsInstance": "DeletionProtection",
}

// outcomes are, by client and operation, what the tests have seen: "success", "rejection".
var outcomes = map[string]map[string]bool{}

// ok calls an operation, checks that its answer fits the client's model strictly, and returns the answer without nulls.
func (c *client) ok(t *testing.T, operation string, content fields) fields {
	t.Helper()
	response, err := c.call(t, operation, content)
	if err != nil {
		t.Fatalf("%s: %v", operation, err)
	}
	c.saw(operation, "success")
	answer := c.wire.last
	want := http.StatusOK
	if status, listed := c.status[operation]; listed {
		want = status
	}
	if answer.status != want {
		t.Fatalf("%s: status %d, not %d", operation, answer.status, want)
	}
	if len(answer.body) == 0 {
		return nil
	}
	model := c.body(response)
	decoded := reflect.New(model.Type().Elem())
	strict := json.NewDecoder(bytes.NewReader(answer.body))
	strict.DisallowUnknownFields()
	c.fits(t, operation, strict.Decode(decoded.Interface()))
	return withoutNulls(answer.object(t)).(fields)
}

func (c *client) fits(t *testing.T, operation string, err error) {
	t.Helper()
	unknown := func(field string) bool {
		return err != nil && err.Error() == fmt.Sprintf("json: unknown field %q", field)
	}
	if err != nil && !unknown(newerFields[operation]) {
		t.Errorf("%s: the answer does not fit the client's model: %v", operation, err)
	}
}

// gets is ok with the answer compared to what is wanted.
func (c *client) gets(t *testing.T, operation string, content, want fields) fields {
	t.Helper()
	got := c.ok(t, operation, content)
	same(t, operation, got, want)
	return got
}

// rejected calls an operation, which must end in this error.
func (c *client) rejected(t *testing.T, operation string, content fields, want rejection) {
	t.Helper()
	_, err := c.call(t, operation, content)
	if err == nil {
		t.Fatalf("%s: not rejected, wanted %v", operation, want)
	}
	c.saw(operation, "rejection")
	got := c.rejection(t, operation, err, c.wire.last)
	if want.message == "" {
		got.message = ""
	}
	if got != want {
		t.Errorf("%s: rejected with %v, wanted %v", operation, got, want)
	}
}

func (c *client) call(t *testing.T, operation string, content fields) (reflect.Value, error) {
	t.Helper()
	exercises(t)
	method := c.sdk.MethodByName(operation)
	if !method.IsValid() {
		t.Fatalf("the client has no %s", operation)
	}
	var arguments []reflect.Value
	if method.Type().NumIn() == 1 {
		request := reflect.New(method.Type().In(0).Elem())
		if err := c.prepare(operation, request, content); err != nil {
			t.Fatalf("%s: the client's model does not take %v: %v", operation, content, err)
		}
		arguments = append(arguments, request)
	}
	c.wire.last = nil
	results := method.Call(arguments)
	err, _ := results[1].Interface().(error)
	if c.wire.last == nil {
		t.Fatalf("%s: no answer: %v", operation, err)
	}
	return results[0], err
}

func (c *client) saw(operation, outcome string) {
	key := c.name + "." + operation
	if outcomes[key] == nil {
		outcomes[key] = map[string]bool{}
	}
	outcomes[key][outcome] = true
}

// operations are the methods of the client that call the service and wait for its answer.
func (c *client) operations() []string {
	var names []string
	for index := range c.sdk.NumMethod() {
		method := c.sdk.Type().Method(index)
		kind := method.Type
		if kind.NumIn() > 2 || kind.NumOut() != 2 || kind.Out(0).Kind() != reflect.Pointer {
			continue
		}
		if kind.Out(0).Elem().Name() == method.Name+"Response" {
			names = append(names, method.Name)
		}
	}
	return names
}

// wire passes requests on and keeps the last answer, whichever client asked.
type wire struct {
	sent http.Header
	last *answer
}

type answer struct {
	status int
	header http.Header
	body   []byte
}

var direct = &http.Transport{MaxIdleConnsPerHost: 4}

func (w *wire) RoundTrip(request *http.Request) (*http.Response, error) {
	response, err := direct.RoundTrip(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return nil, err
	}
	w.sent = request.Header
	w.last = &answer{response.StatusCode, response.Header, body}
	response.Body = io.NopCloser(bytes.NewReader(body))
	return response, nil
}

// object is the body as JSON, its numbers as they were written.
func (a *answer) object(t *testing.T) fields {
	t.Helper()
	if kind := a.header.Get("Content-Type"); !strings.HasPrefix(kind, "application/json") {
		t.Fatalf("the content type is %q", kind)
	}
	decoder := json.NewDecoder(bytes.NewReader(a.body))
	decoder.UseNumber()
	var object fields
	if err := decoder.Decode(&object); err != nil {
		t.Fatal(err)
	}
	return object
}

// list is the body as a list, without nulls.
func (a *answer) list(t *testing.T) []any {
	t.Helper()
	decoder := json.NewDecoder(bytes.NewReader(a.body))
	decoder.UseNumber()
	var list []any
	if err := decoder.Decode(&list); err != nil {
		t.Fatal(err)
	}
	return withoutNulls(list).([]any)
}

// strictInto fills a client's model by its JSON names; a name that it does not know is an error of the test.
func strictInto(model any, content fields) error {
	text, err := json.Marshal(content)
	if err != nil {
		return err
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	return decoder.Decode(model)
}
