// One call of an official client in Go, as it is out of the box or with the retries that it brings switched on.
//
// Usage: rehearsed <client> read|create [retry]. Ends with 0 where the call succeeded.
package main

import (
	"errors"
	"log"
	"os"

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
	_, err := client.GetSecretValueWithOptions(&kms.GetSecretValueRequest{SecretName: tea.String("db")}, options)
	return err
}

func secretsmanager(string, bool) error {
	id, secret := os.Getenv("ALIBABA_CLOUD_ACCESS_KEY_ID"), os.Getenv("ALIBABA_CLOUD_ACCESS_KEY_SECRET")
	builder := service.NewDefaultSecretManagerClientBuilder().Standard().WithAccessKey(id, secret)
	builder = builder.WithRegion("cn-hangzhou")
	client, err := sdk.NewSecretCacheClientBuilder(builder.Build()).Build()
	if err != nil {
		return err
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
