package dragomantest

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"testing"
	"time"
)

// Seeds are what a sandbox begins with, as in a seed file:
// Seeds{"secrets": []any{map[string]any{"name": "db", "value": "s3cr3t"}}}.
type Seeds map[string]any

// Sandbox is an isolated environment: three clouds over one vault, with credentials, a clock, faults and a journal of
// its own. Clients with its credentials are in it, at the gateway's own address.
type Sandbox struct {
	ID string
	// URL is for clients that take an address: http and https on the same port.
	URL      string
	Huawei   Huawei
	Aliyun   Aliyun
	BlueKing BlueKing
	Clock    *Clock
	Faults   *Faults
	Journal  *Journal
	// Control makes every other call of the control API, about this sandbox.
	Control *Control

	gateway *Gateway
}

// Option says what a sandbox begins with.
type Option func(*sandboxOptions)

type sandboxOptions struct {
	seeds Seeds
	clock time.Time
}

// WithSeeds makes seeds what the sandbox begins with, beside those of the gateway.
func WithSeeds(seeds Seeds) Option { return func(o *sandboxOptions) { o.seeds = seeds } }

// WithClock freezes the sandbox's clock.
func WithClock(at time.Time) Option { return func(o *sandboxOptions) { o.clock = at } }

// Sandbox makes an isolated environment, which is deleted as the test ends. Where the test fails, its log says why
// requests were rejected.
func (g *Gateway) Sandbox(t testing.TB, options ...Option) *Sandbox {
	t.Helper()
	readReceiptSettings()
	var wanted sandboxOptions
	for _, option := range options {
		option(&wanted)
	}
	var made struct {
		ID          string      `json:"id"`
		Credentials credentials `json:"credentials"`
	}
	must(t, g.control.Call("POST", "/sandboxes", map[string]any{"label": label(t)}, &made))
	sandbox := g.sandboxOf(made.ID, made.Credentials.at(g.URL))
	t.Cleanup(func() { sandbox.close(t) })
	if wanted.seeds != nil {
		sandbox.Seed(t, wanted.seeds)
		must(t, sandbox.Control.Call("PUT", "/baseline", nil, nil))
	}
	if !wanted.clock.IsZero() {
		sandbox.Clock.Freeze(t, wanted.clock)
	}
	return sandbox
}

// Sandbox makes another one in the same gateway.
func (s *Sandbox) Sandbox(t testing.TB, options ...Option) *Sandbox {
	t.Helper()
	return s.gateway.Sandbox(t, options...)
}

func (g *Gateway) sandboxOf(id string, known credentials) *Sandbox {
	control := g.control.ofSandbox(id)
	return &Sandbox{
		ID: id, URL: g.URL, Huawei: known.Huawei, Aliyun: known.Aliyun, BlueKing: known.BlueKing, Control: control,
		Clock: &Clock{control}, Faults: &Faults{control}, Journal: &Journal{control}, gateway: g,
	}
}

// Seed makes what is not there, all of it or none. Gone at a reset, unless it came by WithSeeds.
func (s *Sandbox) Seed(t testing.TB, seeds Seeds) {
	t.Helper()
	must(t, s.Control.Call("POST", "/seeds", seeds, nil))
}

// Reset goes back to the start with its seeds: secrets, clock, faults and journal.
func (s *Sandbox) Reset(t testing.TB) {
	t.Helper()
	must(t, s.gateway.receipt.keep(s.Control))
	must(t, s.Control.Call("POST", "/reset", map[string]any{}, nil))
}

// HTTPClient reaches the gateway under the clouds' own host names, over http and https: for code that takes a client.
func (s *Sandbox) HTTPClient(t testing.TB) *http.Client {
	t.Helper()
	proxy, err := url.Parse(s.URL)
	must(t, err)
	trusted, err := s.gateway.trusted()
	must(t, err)
	transport := &http.Transport{Proxy: http.ProxyURL(proxy), TLSClientConfig: &tls.Config{RootCAs: trusted}}
	t.Cleanup(transport.CloseIdleConnections)
	return &http.Client{Transport: transport}
}

// trusted is what https clients trust: the machine's authorities and the gateway's.
func (g *Gateway) trusted() (*x509.CertPool, error) {
	pool, err := x509.SystemCertPool()
	if err != nil {
		pool = x509.NewCertPool()
	}
	authority, err := g.Authority()
	if err != nil {
		return nil, err
	}
	if authority != "" && !pool.AppendCertsFromPEM([]byte(authority)) {
		return nil, errors.New("the gateway's authority is no certificate")
	}
	return pool, nil
}

func (s *Sandbox) close(t testing.TB) {
	if t.Failed() {
		s.Journal.explainRejections(t)
	}
	if err := s.gateway.receipt.keep(s.Control); err != nil {
		t.Errorf("the receipt misses a sandbox: %v", err)
	}
	err := s.gateway.control.Call("DELETE", "/sandboxes/"+url.PathEscape(s.ID), nil, nil)
	var rejection *ControlError
	if err != nil && !(errors.As(err, &rejection) && rejection.Status == http.StatusNotFound) {
		t.Errorf("the sandbox is not deleted: %v", err)
	}
}

// maxLabel is how long a label may be.
const maxLabel = 200

func label(t testing.TB) string {
	name := []rune(t.Name())
	return string(name[:min(len(name), maxLabel)])
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(fmt.Errorf("dragoman: %w", err))
	}
}
