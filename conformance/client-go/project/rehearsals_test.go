package project

import (
	"fmt"
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
		if value, err := readOnce(); err == nil {
			if os.Getenv(printing) != "" {
				fmt.Println(value)
			}
			time.Sleep(lingering())
			os.Exit(0)
		}
		time.Sleep(100 * time.Millisecond << attempt)
	}
	os.Exit(1)
}

// printing makes the program print what it reads, and staying how long it goes on then.
const printing, staying = "REHEARSED_PRINTING", "REHEARSED_STAYING"

func lingering() time.Duration {
	duration, _ := time.ParseDuration(os.Getenv(staying))
	return duration
}

func readOnce() (string, error) {
	client, err := kms.NewClient(&openapi.Config{
		AccessKeyId:     tea.String(os.Getenv("ALIBABA_CLOUD_ACCESS_KEY_ID")),
		AccessKeySecret: tea.String(os.Getenv("ALIBABA_CLOUD_ACCESS_KEY_SECRET")),
		RegionId:        tea.String("cn-hangzhou"), Protocol: tea.String("http"),
	})
	if err != nil {
		return "", err
	}
	answer, err := client.GetSecretValue(&kms.GetSecretValueRequest{SecretName: tea.String("db")})
	if err != nil {
		return "", err
	}
	return tea.StringValue(answer.Body.SecretData), nil
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

func TestRehearsesLeaksAndRotation(t *testing.T) {
	secrets := []any{map[string]any{"name": "db", "value": "s3cr3t"}}
	gateway := dragomantest.Start(t, map[string]any{"seed_data": map[string]any{"secrets": secrets}})
	self, err := filepath.Abs(os.Args[0])
	if err != nil {
		t.Fatal(err)
	}
	env := []string{program + "=x", printing + "=yes"}
	leaks := gateway.RehearseLeaks(t, dragomantest.LeaksOptions{Env: env}, self)
	if leaks.Passed || leaks.Leaks[0].Location != "stdout" || leaks.Leaks[0].Value.Name != "db" {
		t.Errorf("%+v", leaks)
	}
	clean := gateway.RehearseLeaks(t, dragomantest.LeaksOptions{Env: env[:1]}, self)
	if !clean.Passed {
		t.Errorf("%+v", clean)
	}
	options := dragomantest.RotationOptions{
		Users: "one", Rotations: 1, Every: time.Second, Grace: time.Second, Env: []string{program + "=x", staying + "=1m"},
	}
	rotation := gateway.RehearseRotation(t, options, self)
	if rotation.Passed || rotation.Findings[0].Criterion != "follows" || rotation.Findings[0].Verdict != "broken" {
		t.Errorf("%+v", rotation)
	}
}
