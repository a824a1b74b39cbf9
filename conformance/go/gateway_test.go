package conformance

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

const (
	startTime = 20 * time.Second
	stopTime  = 20 * time.Second
)

// gateway is the process that all tests share; it keeps its state in memory.
var gateway *runningGateway

type runningGateway struct {
	url     string
	process *exec.Cmd
	stdout  *bufio.Reader
	console *os.File
}

func TestMain(m *testing.M) {
	os.Exit(runTests(m))
}

func runTests(m *testing.M) int {
	directory, err := os.MkdirTemp("", "gateway")
	if err != nil {
		return failed(err)
	}
	defer os.RemoveAll(directory)
	if gateway, err = startGateway(directory); err != nil {
		return failed(err)
	}
	code := m.Run()
	if err := writeExercised(); err != nil {
		return failed(err)
	}
	if err := gateway.stop(); err != nil {
		return failed(err)
	}
	if err := gateway.checkConsole(); err != nil {
		return failed(err)
	}
	return code
}

func failed(err error) int {
	fmt.Println("the gateway:", err)
	return 1
}

// host is host:port, for the clients that take the scheme apart from it.
func (g *runningGateway) host() string {
	address, _ := url.Parse(g.url)
	return address.Host
}

// configuration has what no client can make: an instance of Alibaba Cloud's KMS and what belongs to it.
const configuration = `
doors:
  aliyun:
    instances:
      - id: kst-conformance0001
        name: conformance
        spec: 2000
        vpc_id: vpc-1
        vswitch_ids: [vsw-1, vsw-2]
        zone_ids: [cn-hangzhou-k]
        access_points:
          - name: point
            description: of the tests
            policies: [policy]
            client_keys: [{ id: KAAP.conformance, not_after: '2030-01-01T00:00:00Z' }]
        network_rules: [{ name: rule, description: of the tests, source_private_ip: [10.0.0.0/8] }]
        policies:
          - name: policy
            permissions: [RbacPermission/Template/CryptoServiceKeyUser]
            resources: ['key/*']
            network_rules: [rule]
`

// startGateway starts the built gateway in a directory that has nothing but the tests' configuration.
func startGateway(directory string) (*runningGateway, error) {
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		return nil, err
	}
	if err := os.WriteFile(filepath.Join(directory, "dragoman.yaml"), []byte(configuration), 0o600); err != nil {
		return nil, err
	}
	console, err := os.Create(filepath.Join(directory, "stderr"))
	if err != nil {
		return nil, err
	}
	node := filepath.Join(root, "node_modules", "node", "bin", "node")
	cli := filepath.Join(root, "packages", "gateway", "dist", "cli.js")
	process := exec.Command(node, cli, "start", "--port", "0", "--memory", "--json")
	process.Dir, process.Stderr = directory, console
	stdout, err := process.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := process.Start(); err != nil {
		return nil, err
	}
	started := &runningGateway{process: process, stdout: bufio.NewReader(stdout), console: console}
	if err := started.waitUntilReady(); err != nil {
		return nil, errors.Join(err, process.Process.Kill(), process.Wait())
	}
	return started, nil
}

func (g *runningGateway) waitUntilReady() error {
	line, err := within(startTime, func() (string, error) { return g.stdout.ReadString('\n') })
	if err != nil {
		return fmt.Errorf("not ready: %w; on stderr: %s", err, g.printed())
	}
	var ready struct {
		Event string
		URL   string
		PID   int
	}
	if err := json.Unmarshal([]byte(line), &ready); err != nil {
		return err
	}
	if ready.Event != "ready" || ready.PID != g.process.Process.Pid {
		return fmt.Errorf("unexpected first line %q", line)
	}
	g.url = ready.URL
	return nil
}

// stop ends the gateway as an operator would: it must go in order, and have said on stdout only that it is ready.
func (g *runningGateway) stop() error {
	if err := g.process.Process.Signal(syscall.SIGTERM); err != nil {
		return err
	}
	rest, err := within(stopTime, func() ([]byte, error) {
		rest, readError := io.ReadAll(g.stdout)
		return rest, errors.Join(readError, g.process.Wait())
	})
	if err != nil {
		g.process.Process.Kill()
		return fmt.Errorf("it did not stop with exit code 0: %w", err)
	}
	if len(rest) != 0 {
		return fmt.Errorf("unexpected output %q", rest)
	}
	return nil
}

// checkConsole finds secrets that the gateway wrote on stderr.
func (g *runningGateway) checkConsole() error {
	console := g.printed()
	for _, secret := range append(usedMarkers, secretKey, iamPassword, bkAppSecret, bkToken) {
		if strings.Contains(console, secret) {
			return errors.New("a secret was shown on its console")
		}
	}
	return nil
}

func (g *runningGateway) printed() string {
	console, _ := os.ReadFile(g.console.Name())
	return string(console)
}

// within gives up waiting for a result after some time; the work itself is not ended.
func within[T any](limit time.Duration, work func() (T, error)) (T, error) {
	type outcome struct {
		value T
		err   error
	}
	done := make(chan outcome, 1)
	go func() {
		value, err := work()
		done <- outcome{value, err}
	}()
	select {
	case result := <-done:
		return result.value, result.err
	case <-time.After(limit):
		var nothing T
		return nothing, fmt.Errorf("no result within %s", limit)
	}
}
