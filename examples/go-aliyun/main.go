package main

import (
	"cmp"
	"fmt"
	"log"
	"net/url"
	"os"
	"slices"
	"strings"
	"time"

	openapi "github.com/alibabacloud-go/darabonba-openapi/v2/client"
	kms "github.com/alibabacloud-go/kms-20160120/v3/client"
	"github.com/alibabacloud-go/tea/tea"
)

func main() {
	endpoint := must(url.Parse(cmp.Or(os.Getenv("ALIBABA_CLOUD_KMS_ENDPOINT"), "http://127.0.0.1:4600")))
	client := must(kms.NewClient(&openapi.Config{
		AccessKeyId: tea.String(cmp.Or(os.Getenv("ALIBABA_CLOUD_ACCESS_KEY_ID"), "DRAGOMANDEV000000001")),
		AccessKeySecret: tea.String(cmp.Or(
			os.Getenv("ALIBABA_CLOUD_ACCESS_KEY_SECRET"), "DragomanDevelopmentSecretKeyNotForCloud0",
		)),
		Endpoint: &endpoint.Host,
		Protocol: &endpoint.Scheme,
		RegionId: tea.String("cn-hangzhou"),
	}))

	name := tea.String(fmt.Sprint("example-go-", time.Now().UnixNano()))
	current := &kms.GetSecretValueRequest{SecretName: name}

	must(client.CreateSecret(&kms.CreateSecretRequest{
		SecretName: name, VersionId: tea.String("1"), SecretData: tea.String("first"),
	}))
	check(*must(client.GetSecretValue(current)).Body.SecretData == "first")

	must(client.PutSecretValue(&kms.PutSecretValueRequest{
		SecretName: name, VersionId: tea.String("2"), SecretData: tea.String("second"),
	}))
	check(*must(client.GetSecretValue(current)).Body.SecretData == "second")

	var versions []string
	listed := must(client.ListSecretVersionIds(&kms.ListSecretVersionIdsRequest{SecretName: name}))
	for _, version := range listed.Body.VersionIds.VersionId {
		versions = append(versions, *version.VersionId)
	}
	secrets := must(client.ListSecrets(&kms.ListSecretsRequest{PageSize: tea.Int32(100)})).Body.SecretList.Secret
	check(slices.ContainsFunc(secrets, func(secret *kms.ListSecretsResponseBodySecretListSecret) bool {
		return *secret.SecretName == *name
	}))

	deleted := must(client.DeleteSecret(&kms.DeleteSecretRequest{SecretName: name, RecoveryWindowInDays: tea.String("7")}))
	check(*deleted.Body.PlannedDeleteTime != "")
	fmt.Printf("OK: %s has versions %s and is going to be deleted\n", *name, strings.Join(versions, ", "))
}

func must[T any](value T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return value
}

func check(isSo bool) {
	if !isSo {
		log.Panic("not what was expected")
	}
}
