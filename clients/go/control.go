package dragomantest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"
)

// callTime is how long a control call may take: an advance of the clock by years does much.
const callTime = 2 * time.Minute

// ControlError is a control call that was rejected. Code is for programs, Message for people; Status is that of HTTP.
type ControlError struct {
	Status  int
	Code    string `json:"error"`
	Message string `json:"message"`
}

func (e *ControlError) Error() string { return e.Message }

// Control makes calls of the control API about one environment.
type Control struct {
	url    string
	token  string
	prefix string
	client *http.Client
}

func newControl(address, token string) *Control {
	// No proxy of the environment is asked.
	transport := &http.Transport{MaxIdleConnsPerHost: 32}
	return &Control{address, token, "/_dragoman", &http.Client{Transport: transport, Timeout: callTime}}
}

func (c *Control) ofSandbox(id string) *Control {
	sandbox := *c
	sandbox.prefix += "/sandboxes/" + url.PathEscape(id)
	return &sandbox
}

// Call makes one call as the page on the control API has it: Call("GET", "/clock", nil, &answer). A body of nil sends
// none, an answer of nil drops it. The error is a *ControlError where the gateway rejects the call.
func (c *Control) Call(method, path string, body, answer any) error {
	var sent io.Reader
	if body != nil {
		text, err := json.Marshal(body)
		if err != nil {
			return fmt.Errorf("the body of %s %s is no JSON: %w", method, path, err)
		}
		sent = bytes.NewReader(text)
	}
	request, err := http.NewRequest(method, c.url+c.prefix+path, sent)
	if err != nil {
		return err
	}
	if body != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	if c.token != "" {
		request.Header.Set("Authorization", "Bearer "+c.token)
	}
	return c.send(request, answer)
}

func (c *Control) send(request *http.Request, answer any) error {
	response, err := c.client.Do(request)
	if err != nil {
		return fmt.Errorf("no gateway answers at %s: %w", c.url, err)
	}
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		return err
	}
	if response.StatusCode >= http.StatusBadRequest {
		rejection := &ControlError{Status: response.StatusCode}
		if json.Unmarshal(text, rejection) != nil || rejection.Code == "" {
			rejection.Code, rejection.Message = "unreadable", fmt.Sprintf("the gateway answered %s", response.Status)
		}
		return rejection
	}
	switch into := answer.(type) {
	case nil:
		return nil
	case *string:
		*into = string(text)
		return nil
	default:
		return json.Unmarshal(text, into)
	}
}
