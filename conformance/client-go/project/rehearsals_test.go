package project

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"dragoman.test/dragomantest"
	openapi "github.com/alibabacloud-go/darabonba-openapi/v2/client"
	kms "github.com/alibabacloud-go/kms-20160120/v3/client"
	"github.com/alibabacloud-go/tea/tea"
)

// program makes this very test binary a program that reads a secret, where a rehearsal runs it.
const program = "REHEARSED_ATTEMPTS"

func init() {
	attempts := len(os.Getenv(program))
	if attempts == 0 {
		return
	}
	for attempt := range attempts {
		if read() == nil {
			os.Exit(0)
		}
		time.Sleep(100 * time.Millisecond << attempt)
	}
	os.Exit(1)
}

func read() error {
	client, err := kms.NewClient(&openapi.Config{
		AccessKeyId:     tea.String(os.Getenv("ALIBABA_CLOUD_ACCESS_KEY_ID")),
		AccessKeySecret: tea.String(os.Getenv("ALIBABA_CLOUD_ACCESS_KEY_SECRET")),
		RegionId:        tea.String("cn-hangzhou"), Protocol: tea.String("http"),
	})
	if err != nil {
		return err
	}
	_, err = client.GetSecretValue(&kms.GetSecretValueRequest{SecretName: tea.String("db")})
	return err
}

func TestRehearsesRetries(t *testing.T) {
	secrets := []any{map[string]any{"name": "db", "value": "s3cr3t"}}
	gateway := dragomantest.Start(t, map[string]any{"seed_data": map[string]any{"secrets": secrets}})
	self, err := filepath.Abs(os.Args[0])
	if err != nil {
		t.Fatal(err)
	}
	options := dragomantest.RetryOptions{Cases: []string{"5xx-*"}, Parallel: 2, Env: []string{program + "=xxxx"}}
	rehearsal := gateway.RehearseRetry(t, options, self)
	attempts := map[string]int{}
	for _, one := range rehearsal.Cases {
		attempts[one.Case] = one.Attempts
	}
	if !rehearsal.Passed || attempts["5xx-once"] != 2 || attempts["5xx-twice"] != 3 || attempts["5xx-endless"] != 4 {
		t.Errorf("%+v", rehearsal)
	}
	options = dragomantest.RetryOptions{Cases: []string{"throttle"}, Env: []string{program + "=x"}}
	broken := gateway.RehearseRetry(t, options, self)
	if broken.Passed || broken.Cases[0].Findings[0]["rule"] != "not-recovered" {
		t.Errorf("%+v", broken)
	}
}
