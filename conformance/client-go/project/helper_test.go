// Package project is a project of a user, with the modules of out/ and official clients that are left as they are.
package project

import (
	"os"
	"strings"
	"testing"
	"time"

	"dragoman.test/dragomantest"
	"dragoman.test/dragomantest/aliyun"
	"dragoman.test/dragomantest/blueking"
	"dragoman.test/dragomantest/huawei"
	"github.com/TencentBlueKing/bk-apigateway-sdks/core/bkapi"
	kms "github.com/alibabacloud-go/kms-20160120/v3/client"
	"github.com/alibabacloud-go/tea/tea"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/sdkerr"
	csms "github.com/huaweicloud/huaweicloud-sdk-go-v3/services/csms/v1/model"
	hkms "github.com/huaweicloud/huaweicloud-sdk-go-v3/services/kms/v2/model"
)

func TestMain(m *testing.M) { os.Exit(dragomantest.Main(m)) }

var seeds = dragomantest.Seeds{"secrets": []any{map[string]any{"name": "db", "value": "s3cr3t"}}}

func read(client *kms.Client, name string) (string, error) {
	answer, err := client.GetSecretValue(&kms.GetSecretValueRequest{SecretName: tea.String(name)})
	if err != nil {
		return "", err
	}
	return tea.StringValue(answer.Body.SecretData), nil
}

func TestOneSecretIsSeenByClientsOfTwoClouds(t *testing.T) {
	t.Parallel()
	d := dragomantest.Run(t, dragomantest.WithSeeds(seeds))
	request := &csms.ShowSecretVersionRequest{SecretName: "db", VersionId: "latest"}
	detail, err := huawei.CSMS(t, d).ShowSecretVersion(request)
	if err != nil || *detail.Version.SecretString != "s3cr3t" {
		t.Fatalf("%v, %v", detail, err)
	}
	if value, err := read(aliyun.KMS(t, d), "db"); err != nil || value != "s3cr3t" {
		t.Fatalf("%q, %v", value, err)
	}
	d.Journal.VerifyInOrder(t,
		dragomantest.Assertion{Door: "huawei", Operation: "ShowSecretVersion", Times: dragomantest.Exactly(1)},
		dragomantest.Assertion{Door: "aliyun", Operation: "GetSecretValue", Times: dragomantest.AtLeast(1)})
}

func TestKeysOfHuawei(t *testing.T) {
	t.Parallel()
	client := huawei.KMS(t, dragomantest.Run(t))
	made, err := client.CreateKey(&hkms.CreateKeyRequest{Body: &hkms.CreateKeyRequestBody{KeyAlias: "mine"}})
	if err != nil || *made.KeyInfo.KeyId == "" {
		t.Fatalf("%v, %v", made, err)
	}
}

func TestCredentialsOfBlueKing(t *testing.T) {
	t.Parallel()
	d := dragomantest.Run(t)
	var answer struct {
		Result bool `json:"result"`
	}
	operation := blueking.Job(t, d).NewOperation(
		bkapi.OperationConfig{Name: "create_credential", Method: "POST", Path: "/api/v3/create_credential"},
		bkapi.OptSetRequestBody(map[string]any{
			"bk_scope_type": d.BlueKing.ScopeType, "bk_scope_id": d.BlueKing.ScopeID,
			"name": "own", "type": "SECRET_KEY", "credential_secret_key": "x",
		}),
		bkapi.OptSetRequestResult(&answer))
	if _, err := operation.Request(); err != nil || !answer.Result {
		t.Fatalf("%v, %v", answer, err)
	}
}

func TestTheClockDoesWhatFallsDue(t *testing.T) {
	t.Parallel()
	start := time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)
	d := dragomantest.Run(t, dragomantest.WithSeeds(seeds), dragomantest.WithClock(start))
	client := aliyun.KMS(t, d)
	request := &kms.DeleteSecretRequest{SecretName: tea.String("db"), RecoveryWindowInDays: tea.String("7")}
	if _, err := client.DeleteSecret(request); err != nil {
		t.Fatal(err)
	}
	if done := d.Clock.Advance(t, 7*24*time.Hour); done["secret-deletion"] != 1 {
		t.Fatalf("%v", done)
	}
	if now := d.Clock.Now(t); !now.Equal(start.AddDate(0, 0, 7)) {
		t.Fatalf("%v", now)
	}
	if _, err := read(client, "db"); err == nil || !strings.Contains(err.Error(), "Forbidden.ResourceNotFound") {
		t.Fatalf("%v", err)
	}
	d.Clock.Real(t)
}

func TestFaultsAreInjected(t *testing.T) {
	t.Parallel()
	d := dragomantest.Run(t, dragomantest.WithSeeds(seeds))
	rule := dragomantest.Rule{"match": map[string]any{"operation": "ShowSecretVersion"}, "fault": "throttle"}
	d.Faults.Add(t, rule)
	request := &csms.ShowSecretVersionRequest{SecretName: "db", VersionId: "latest"}
	_, err := huawei.CSMS(t, d).ShowSecretVersion(request)
	if rejection, ok := err.(*sdkerr.ServiceResponseError); !ok || rejection.StatusCode != 429 {
		t.Fatalf("%v", err)
	}
	d.Faults.Clear(t)
	if rules := d.Faults.List(t); len(rules) != 0 {
		t.Fatalf("%v", rules)
	}
}

func TestAClientUnderTheCloudsOwnNames(t *testing.T) {
	t.Parallel()
	client := dragomantest.Run(t).HTTPClient(t)
	for _, scheme := range []string{"http", "https"} {
		answer, err := client.Get(scheme + "://kms.cn-hangzhou.aliyuncs.com/")
		if err != nil {
			t.Fatal(err)
		}
		_ = answer.Body.Close()
		if answer.StatusCode != 400 {
			t.Fatalf("%s: %s", scheme, answer.Status)
		}
	}
}

func TestAResetGoesBackToTheSeeds(t *testing.T) {
	t.Parallel()
	d := dragomantest.Run(t, dragomantest.WithSeeds(seeds))
	d.Seed(t, dragomantest.Seeds{"secrets": []any{map[string]any{"name": "more", "value": "x"}}})
	d.Reset(t)
	client := aliyun.KMS(t, d)
	if _, err := read(client, "more"); err == nil {
		t.Fatal("it is still there")
	}
	if value, err := read(client, "db"); err != nil || value != "s3cr3t" {
		t.Fatalf("%q, %v", value, err)
	}
}

func TestSandboxesOfOneTestSeeNothingOfEachOther(t *testing.T) {
	t.Parallel()
	d := dragomantest.Run(t, dragomantest.WithSeeds(seeds))
	if _, err := read(aliyun.KMS(t, d.Sandbox(t)), "db"); err == nil {
		t.Fatal("it is seen")
	}
}

func TestAGatewayWithSettingsOfItsOwn(t *testing.T) {
	t.Parallel()
	settings := map[string]any{"doors": map[string]any{"huawei": map[string]any{"secret_quota": 1}}}
	d := dragomantest.Start(t, settings).Sandbox(t, dragomantest.WithSeeds(seeds))
	body := &csms.CreateSecretRequestBody{Name: "more", SecretString: tea.String("x")}
	if _, err := huawei.CSMS(t, d).CreateSecret(&csms.CreateSecretRequest{Body: body}); err == nil {
		t.Fatal("there is no quota")
	}
}

func TestASandboxSaysWhatItRestedOn(t *testing.T) {
	t.Parallel()
	d := dragomantest.Run(t, dragomantest.WithSeeds(seeds))
	if _, err := read(aliyun.KMS(t, d), "db"); err != nil {
		t.Fatal(err)
	}
	receipt := d.Receipt(t, dragomantest.OfficialSDKSeen)
	if !receipt.Passed || receipt.Requests != 1 || len(receipt.Used) != 1 {
		t.Fatalf("%+v", receipt)
	}
	used := receipt.Used[0]
	if used.Operation != "GetSecretValue" || len(used.Facts[dragomantest.OfficialSDKSeen]) == 0 {
		t.Fatalf("%+v", used)
	}
	if d.Receipt(t, dragomantest.LiveCapture).Passed {
		t.Fatal("nothing of it was captured")
	}
}
