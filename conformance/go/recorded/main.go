// Alibaba Cloud's client for Go, given a region and the environment: makes, reads, misses and deletes a secret.
package main

import (
	"errors"
	"fmt"
	"log"
	"os"

	openapi "github.com/alibabacloud-go/darabonba-openapi/v2/client"
	kms "github.com/alibabacloud-go/kms-20160120/v3/client"
	"github.com/alibabacloud-go/tea/tea"
)

func main() {
	client := must(kms.NewClient(&openapi.Config{
		AccessKeyId:     tea.String(os.Getenv("ALIBABA_CLOUD_ACCESS_KEY_ID")),
		AccessKeySecret: tea.String(os.Getenv("ALIBABA_CLOUD_ACCESS_KEY_SECRET")),
		RegionId:        tea.String("cn-hangzhou"),
	}))
	name := tea.String("planted-name-go")
	must(client.CreateSecret(&kms.CreateSecretRequest{
		SecretName: name, VersionId: tea.String("planted-version"), SecretData: tea.String("planted-value"),
	}))
	read := must(client.GetSecretValue(&kms.GetSecretValueRequest{SecretName: name}))
	listed := must(client.ListSecrets(&kms.ListSecretsRequest{}))
	_, err := client.DescribeSecret(&kms.DescribeSecretRequest{SecretName: tea.String("planted-missing")})
	var missed *tea.SDKError
	if !errors.As(err, &missed) {
		log.Fatal(err)
	}
	must(client.DeleteSecret(&kms.DeleteSecretRequest{SecretName: name, ForceDeleteWithoutRecovery: tea.String("true")}))
	fmt.Println(*read.Body.SecretData, *listed.Body.TotalCount, *missed.Code)
}

func must[T any](value T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return value
}
