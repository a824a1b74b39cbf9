// One call of an official client in Go, as it is out of the box or with the retries that it brings switched on.
//
// Usage: rehearsed <client> read|create [retry]. Ends with 0 where the call succeeded. With `follow [ttl]` it goes on
// reading by one client, and logs in with what it reads; a client that keeps values does so for a second with `ttl`.
package main

import (
	"errors"
	"fmt"
	"log"
	"net/http"
	"os"
	"strings"
	"time"

	openapi "github.com/alibabacloud-go/darabonba-openapi/v2/client"
	kms "github.com/alibabacloud-go/kms-20160120/v3/client"
	util "github.com/alibabacloud-go/tea-utils/v2/service"
	"github.com/alibabacloud-go/tea/tea"
	"github.com/aliyun/aliyun-secretsmanager-client-go/sdk"
	"github.com/aliyun/aliyun-secretsmanager-client-go/sdk/service"
	"github.com/google/uuid"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/auth/basic"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/invoker/retry"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/sdkerr"
	csms "github.com/huaweicloud/huaweicloud-sdk-go-v3/services/csms/v1"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/services/csms/v1/model"
)

const value = "the value that follows"

func main() {
	log.SetFlags(0)
	clients := map[string]func(call string, retries bool) error{
		"huawei": huawei, "tea": aliyun, "secretsmanager": secretsmanager,
	}
	if err := clients[os.Args[1]](os.Args[2], len(os.Args) > 3); err != nil {
		log.Fatal(err)
	}
}

// follow logs in again and again with the password that is read: a body that is the password.
func follow(read func() (string, error)) error {
	direct := &http.Client{Transport: &http.Transport{}}
	for {
		value, err := read()
		if err != nil {
			return err
		}
		answer, err := direct.Post(os.Getenv("DRAGOMAN_LOGIN_URL"), "text/plain", strings.NewReader(value))
		if err != nil {
			return err
		}
		answer.Body.Close()
		if answer.StatusCode != http.StatusNoContent && answer.StatusCode != http.StatusUnauthorized {
			return fmt.Errorf("the login was answered with %d", answer.StatusCode)
		}
		time.Sleep(200 * time.Millisecond)
	}
}

func huawei(call string, retries bool) error {
	credentials := must(basic.NewCredentialsBuilder().
		WithAk(os.Getenv("HUAWEICLOUD_SDK_AK")).WithSk(os.Getenv("HUAWEICLOUD_SDK_SK")).
		WithProjectId(os.Getenv("HUAWEICLOUD_SDK_PROJECT_ID")).SafeBuild())
	endpoint := os.Getenv("HUAWEICLOUD_SDK_REGION_CSMS_CN_NORTH_4")
	builder := csms.CsmsClientBuilder().WithEndpoints([]string{endpoint}).WithCredential(credentials)
	client := csms.NewCsmsClient(must(builder.SafeBuild()))
	if call == "create" {
		body := &model.CreateSecretVersionRequestBody{SecretString: tea.String(value)}
		invoker := client.CreateSecretVersionInvoker(&model.CreateSecretVersionRequest{SecretName: "db", Body: body})
		if retries {
			invoker.WithRetry(3, isTemporary, retry.NewEqualJitter())
		}
		_, err := invoker.Invoke()
		return err
	}
	request := &model.ShowSecretVersionRequest{SecretName: "db", VersionId: "latest"}
	if call == "follow" {
		return follow(func() (string, error) {
			answer, err := client.ShowSecretVersion(request)
			if err != nil {
				return "", err
			}
			return *answer.Version.SecretString, nil
		})
	}
	invoker := client.ShowSecretVersionInvoker(request)
	if retries {
		invoker.WithRetry(3, isTemporary, retry.NewEqualJitter())
	}
	_, err := invoker.Invoke()
	return err
}

func isTemporary(_ interface{}, err error) bool {
	var answered *sdkerr.ServiceResponseError
	if errors.As(err, &answered) {
		return answered.StatusCode == 429 || answered.StatusCode >= 500
	}
	return err != nil
}

func aliyun(call string, retries bool) error {
	client := must(kms.NewClient(&openapi.Config{
		AccessKeyId:     tea.String(os.Getenv("ALIBABA_CLOUD_ACCESS_KEY_ID")),
		AccessKeySecret: tea.String(os.Getenv("ALIBABA_CLOUD_ACCESS_KEY_SECRET")),
		RegionId:        tea.String("cn-hangzhou"), Protocol: tea.String("http"),
	}))
	options := &util.RuntimeOptions{}
	if retries {
		options = &util.RuntimeOptions{
			Autoretry: tea.Bool(true), MaxAttempts: tea.Int(3),
			BackoffPolicy: tea.String("exponential"), BackoffPeriod: tea.Int(1),
		}
	}
	if call == "create" {
		request := &kms.PutSecretValueRequest{SecretName: tea.String("db"), SecretData: tea.String(value)}
		request.SetVersionId(uuid.NewString())
		_, err := client.PutSecretValueWithOptions(request, options)
		return err
	}
	request := &kms.GetSecretValueRequest{SecretName: tea.String("db")}
	if call == "follow" {
		return follow(func() (string, error) {
			answer, err := client.GetSecretValueWithOptions(request, options)
			if err != nil {
				return "", err
			}
			return tea.StringValue(answer.Body.SecretData), nil
		})
	}
	_, err := client.GetSecretValueWithOptions(request, options)
	return err
}

func secretsmanager(call string, ttl bool) error {
	id, secret := os.Getenv("ALIBABA_CLOUD_ACCESS_KEY_ID"), os.Getenv("ALIBABA_CLOUD_ACCESS_KEY_SECRET")
	builder := service.NewDefaultSecretManagerClientBuilder().Standard().WithAccessKey(id, secret)
	builder = builder.WithRegion("cn-hangzhou")
	cached := sdk.NewSecretCacheClientBuilder(builder.Build())
	if ttl {
		cached = cached.WithSecretTTL("db", time.Second.Milliseconds())
	}
	client, err := cached.Build()
	if err != nil {
		return err
	}
	if call == "follow" {
		return follow(func() (string, error) {
			info, err := client.GetSecretInfo("db")
			if err != nil {
				return "", err
			}
			return info.SecretValue, nil
		})
	}
	_, err = client.GetSecretInfo("db")
	return err
}

func must[T any](value T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return value
}
