package project

import (
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dragoman.test/dragomantest"
	"dragoman.test/dragomantest/aliyun"
)

// Bars of a run.
const (
	maxColdTime = 3 * time.Second
	maxGoneTime = 10 * time.Second
)

// caseVariable lets this binary run one of the tests that stand for a user's.
const caseVariable = "USER_CASE"

func onlyAsCase(t *testing.T) {
	t.Helper()
	if os.Getenv(caseVariable) != t.Name() {
		t.Skip("it is run by another test")
	}
}

func TestCaseReads(t *testing.T) {
	onlyAsCase(t)
	if _, err := read(aliyun.KMS(t, dragomantest.Run(t, dragomantest.WithSeeds(seeds))), "db"); err != nil {
		t.Fatal(err)
	}
}

func TestCaseFails(t *testing.T) {
	onlyAsCase(t)
	d := dragomantest.Run(t)
	d.Seed(t, dragomantest.Seeds{"secrets": []any{map[string]any{"name": "db", "value": "s3cr3t-of-the-test"}}})
	_, _ = read(aliyun.KMS(t, d), "db")
	d.Aliyun.AccessKeySecret = "of-another"
	_, _ = read(aliyun.KMS(t, d), "db")
	t.Logf("%v %+v %#v", d.Aliyun, d.Huawei, d.BlueKing)
	d.Journal.Verify(t, dragomantest.Assertion{Operation: "GetSecretValue", Resource: "dbb"})
}

func TestCaseHangs(t *testing.T) {
	onlyAsCase(t)
	url := dragomantest.Run(t).URL
	if err := os.WriteFile(os.Getenv("URL_FILE")+".part", []byte(url), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(os.Getenv("URL_FILE")+".part", os.Getenv("URL_FILE")); err != nil {
		t.Fatal(err)
	}
	time.Sleep(time.Minute)
}

func userRun(name string, variables ...string) *exec.Cmd {
	command := exec.Command(os.Args[0], "-test.run=^"+name+"$")
	command.Env = append(append(os.Environ(), caseVariable+"="+name), variables...)
	return command
}

func TestTheFirstTestOfAColdRunIsGreenSoon(t *testing.T) {
	least := time.Hour
	for range 3 {
		began, run := time.Now(), userRun("TestCaseReads")
		if output, err := run.CombinedOutput(); err != nil {
			t.Fatalf("%s", output)
		}
		// Where other programs leave it no processor, the time that it had one is what counts.
		least = min(least, time.Since(began), run.ProcessState.UserTime()+run.ProcessState.SystemTime())
	}
	if least > maxColdTime {
		t.Errorf("%v", least)
	}
}

func TestAFailureSaysWhyRequestsWereRejectedAndWhatCameInstead(t *testing.T) {
	output, err := userRun("TestCaseFails").CombinedOutput()
	if err == nil {
		t.Fatalf("it passes: %s", output)
	}
	for _, text := range []string{
		"at least 1 × GetSecretValue of dbb",
		"Dragoman: rejected requests",
		"aliyun GetSecretValue: 400 IncompleteSignature",
		"check the secret key",
	} {
		if !strings.Contains(string(output), text) {
			t.Errorf("%q is not in:\n%s", text, output)
		}
	}
	for _, secret := range []string{"s3cr3t-of-the-test", "of-another"} {
		if strings.Contains(string(output), secret) {
			t.Errorf("%q is in:\n%s", secret, output)
		}
	}
}

func TestARunThatIsKilledLeavesNoGateway(t *testing.T) {
	file := filepath.Join(t.TempDir(), "url")
	command := userRun("TestCaseHangs", "URL_FILE="+file)
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	var url string
	waitFor(t, 20*time.Second, func() bool {
		text, err := os.ReadFile(file)
		url = string(text)
		return err == nil
	})
	if err := command.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = command.Wait()
	waitFor(t, maxGoneTime, func() bool { return isGone(url) })
}

func TestAProgramThatIsNotThereIsNamed(t *testing.T) {
	output, err := userRun("TestCaseReads", "DRAGOMAN_BIN=/no/such/program").CombinedOutput()
	if err == nil || !strings.Contains(string(output), "/no/such/program") {
		t.Errorf("%v: %s", err, output)
	}
	output, err = userRun("TestCaseReads", "DRAGOMAN_BIN=", "PATH=", "XDG_CACHE_HOME=/no/cache").CombinedOutput()
	if err == nil || !strings.Contains(string(output), "no /no/cache/dragoman/0.1.0/dragoman: name the program in") {
		t.Errorf("%v: %s", err, output)
	}
}

func TestTheProgramInTheCacheIsFound(t *testing.T) {
	folder := t.TempDir()
	cached := filepath.Join(folder, "dragoman", dragomantest.Version, "dragoman")
	if err := os.MkdirAll(filepath.Dir(cached), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(os.Getenv("DRAGOMAN_BIN"), cached); err != nil {
		t.Fatal(err)
	}
	command := userRun("TestCaseReads", "DRAGOMAN_BIN=", "PATH=", "XDG_CACHE_HOME="+folder)
	if output, err := command.CombinedOutput(); err != nil {
		t.Errorf("%s", output)
	}
}

func isGone(url string) bool {
	answer, err := http.Get(url + "/_dragoman/health")
	if err != nil {
		return true
	}
	_ = answer.Body.Close()
	return false
}

func waitFor(t *testing.T, atMost time.Duration, condition func() bool) {
	t.Helper()
	deadline := time.Now().Add(atMost)
	for !condition() {
		if time.Now().After(deadline) {
			t.Fatal("it did not happen in time")
		}
		time.Sleep(50 * time.Millisecond)
	}
}
