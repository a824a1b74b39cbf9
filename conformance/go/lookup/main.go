// Official clients in Go, given keys and a region and nothing else: Huawei's project is looked up at IAM.
package main

import (
	"fmt"
	"log"

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
	for _, protocol := range []string{"http", "https"} {
		aliyun := must(kms.NewClient(&openapi.Config{
			AccessKeyId: tea.String(accessKey), AccessKeySecret: tea.String(secretKey),
			RegionId: tea.String("cn-hangzhou"), Protocol: tea.String(protocol),
		}))
		must(aliyun.ListSecrets(&kms.ListSecretsRequest{}))
	}
	credentials := must(basic.NewCredentialsBuilder().WithAk(accessKey).WithSk(secretKey).SafeBuild())
	builder := csms.CsmsClientBuilder().WithRegion(must(region.SafeValueOf("cn-north-4"))).WithCredential(credentials)
	must(csms.NewCsmsClient(must(builder.SafeBuild())).ListSecrets(&model.ListSecretsRequest{}))
	fmt.Println("ok")
}

func must[T any](value T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return value
}
