// A program that knows nothing of Dragoman: it gives a region, and its SDKs make the cloud's host names of it.
package main

import (
	"fmt"
	"log"
	"net/http"

	openapi "github.com/alibabacloud-go/darabonba-openapi/v2/client"
	kms "github.com/alibabacloud-go/kms-20160120/v3/client"
	"github.com/alibabacloud-go/tea/tea"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/auth/basic"
	csms "github.com/huaweicloud/huaweicloud-sdk-go-v3/services/csms/v1"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/services/csms/v1/model"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/services/csms/v1/region"
)

const (
	accessKey = "DRAGOMANDEV000000001"
	secretKey = "DragomanDevelopmentSecretKeyNotForCloud0"
)

func main() {
	aliyun := must(
		kms.NewClient(
			&openapi.Config{
				AccessKeyId: tea.String(accessKey), AccessKeySecret: tea.String(secretKey), RegionId: tea.String("cn-hangzhou"),
			},
		),
	)
	name := tea.String("unchanged-go")
	must(
		aliyun.CreateSecret(
			&kms.CreateSecretRequest{SecretName: name, VersionId: tea.String("1"), SecretData: tea.String("by name")},
		),
	)

	credentials := must(
		basic.NewCredentialsBuilder().WithAk(accessKey).WithSk(secretKey).WithProjectId(
			"d7a60a00000000000000000000000001",
		).SafeBuild(),
	)
	huawei := csms.NewCsmsClient(
		must(
			csms.CsmsClientBuilder().WithRegion(must(region.SafeValueOf("cn-north-4"))).WithCredential(credentials).SafeBuild(),
		),
	)
	read := must(huawei.ShowSecretVersion(&model.ShowSecretVersionRequest{SecretName: *name, VersionId: "latest"}))
	if *read.Version.SecretString != "by name" {
		log.Fatal("not what was written")
	}

	for _, host := range []string{"oss-cn-hangzhou.aliyuncs.com", "obs.cn-north-4.myhuaweicloud.com"} {
		if answer, err := http.Get("https://" + host + "/"); err == nil {
			log.Fatal(host, " was reached: ", answer.Status)
		}
	}
	fmt.Println("unchanged")
}

func must[T any](value T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return value
}
