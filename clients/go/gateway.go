package dragomantest

import (
	"errors"
	"fmt"
	"net/http"
	"os"
	"strings"
	"sync"
	"testing"
)

// Gateway is what the sandboxes of tests are in.
type Gateway struct {
	// URL is for clients that take an address: http and https on the same port.
	URL string

	control *Control
	process *launched
	receipt *receiptRun
}

// shared is the gateway that Main opened for the package.
var shared struct {
	sync.Mutex
	gateway *Gateway
}

// Run gives the test a sandbox of its own: in the gateway of the package where Main opened one, else in one that is
// started for the test and ends with it.
func Run(t testing.TB, options ...Option) *Sandbox {
	t.Helper()
	shared.Lock()
	gateway := shared.gateway
	shared.Unlock()
	if gateway == nil {
		gateway = Start(t, nil)
	}
	return gateway.Sandbox(t, options...)
}

// Start starts a gateway that ends with the test, with settings as in dragoman.yaml. Without settings the one that
// DRAGOMAN_URL names is used.
func Start(t testing.TB, settings map[string]any) *Gateway {
	t.Helper()
	gateway, err := open(settings)
	must(t, err)
	t.Cleanup(func() {
		if err := gateway.close(); err != nil {
			t.Errorf("the gateway does not end: %v", err)
		}
	})
	return gateway
}

// Main opens one gateway for all tests of a package, runs them, and answers the exit code:
//
//	func TestMain(m *testing.M) { os.Exit(dragomantest.Main(m)) }
//
// Where DRAGOMAN_RECEIPT names a file, it is written at the end: which facts the tests rested on. DRAGOMAN_MIN_GRADE is
// the Grade below which the package fails.
func Main(m *testing.M) int {
	gateway, err := open(nil)
	if err != nil {
		fmt.Fprintln(os.Stderr, "dragoman:", err)
		return 1
	}
	if gateway.receipt, err = newReceiptRun(); err != nil {
		fmt.Fprintln(os.Stderr, "dragoman:", errors.Join(err, gateway.close()))
		return 1
	}
	shared.Lock()
	shared.gateway = gateway
	shared.Unlock()
	code := m.Run()
	if err := gateway.receipt.finish(gateway.control); err != nil {
		fmt.Fprintln(os.Stderr, "dragoman: the receipt:", err)
		code = max(code, 1)
	}
	if err := gateway.close(); err != nil {
		fmt.Fprintln(os.Stderr, "dragoman: the gateway does not end:", err)
		return max(code, 1)
	}
	return code
}

// open finds the gateway that DRAGOMAN_URL names, else starts one.
func open(settings map[string]any) (*Gateway, error) {
	if address := strings.TrimSuffix(os.Getenv("DRAGOMAN_URL"), "/"); address != "" && settings == nil {
		return &Gateway{URL: address, control: newControl(address, os.Getenv("DRAGOMAN_CONTROL_TOKEN"))}, nil
	}
	process, err := launch(settings)
	if err != nil {
		return nil, err
	}
	address := process.ready.URL
	return &Gateway{URL: address, control: newControl(address, controlToken(settings)), process: process}, nil
}

// controlToken is the token that settings ask for.
func controlToken(settings map[string]any) string {
	control, _ := settings["control"].(map[string]any)
	token, _ := control["token"].(string)
	return token
}

// Authority is the certificate that https clients are to trust, as PEM; empty without https or with one of the user's.
func (g *Gateway) Authority() (string, error) {
	var authority string
	err := g.control.Call("GET", "/tls/authority", nil, &authority)
	var rejection *ControlError
	if errors.As(err, &rejection) && rejection.Status == http.StatusNotFound {
		return "", nil
	}
	return authority, err
}

// close ends a gateway that was started; one that ran already goes on.
func (g *Gateway) close() error {
	if g.process == nil {
		return nil
	}
	return g.process.close()
}
