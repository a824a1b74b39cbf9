package main

import (
	"cmp"
	"fmt"
	"log"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/auth/basic"
	csms "github.com/huaweicloud/huaweicloud-sdk-go-v3/services/csms/v1"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/services/csms/v1/model"
)

func main() {
	credentials := must(basic.NewCredentialsBuilder().
		WithAk(cmp.Or(os.Getenv("HUAWEICLOUD_SDK_AK"), "DRAGOMANDEV000000001")).
		WithSk(cmp.Or(os.Getenv("HUAWEICLOUD_SDK_SK"), "DragomanDevelopmentSecretKeyNotForCloud0")).
		WithProjectId(cmp.Or(os.Getenv("HUAWEICLOUD_SDK_PROJECT_ID"), "d7a60a00000000000000000000000001")).
		SafeBuild())
	client := csms.NewCsmsClient(must(csms.CsmsClientBuilder().
		WithEndpoint(cmp.Or(os.Getenv("HUAWEICLOUD_CSMS_ENDPOINT"), "http://127.0.0.1:4600")).
		WithCredential(credentials).
		SafeBuild()))

	name, one, two, all := fmt.Sprint("example-go-", time.Now().UnixNano()), "first", "second", "1000"
	latest := &model.ShowSecretVersionRequest{SecretName: name, VersionId: "latest"}

	must(client.CreateSecret(&model.CreateSecretRequest{Body: &model.CreateSecretRequestBody{
		Name: name, SecretString: &one,
	}}))
	check(*must(client.ShowSecretVersion(latest)).Version.SecretString == one)

	version := &model.CreateSecretVersionRequestBody{SecretString: &two}
	must(client.CreateSecretVersion(&model.CreateSecretVersionRequest{SecretName: name, Body: version}))
	check(*must(client.ShowSecretVersion(latest)).Version.SecretString == two)

	var versions []string
	ofSecret := &model.ListSecretVersionsRequest{SecretName: name}
	for _, version := range *must(client.ListSecretVersions(ofSecret)).VersionMetadatas {
		versions = append(versions, *version.Id)
	}
	secrets := *must(client.ListSecrets(&model.ListSecretsRequest{Limit: &all})).Secrets
	check(slices.ContainsFunc(secrets, func(secret model.Secret) bool { return *secret.Name == name }))

	window := &model.DeleteSecretForScheduleRequestBody{RecoveryWindowInDays: 7}
	deleted := must(client.DeleteSecretForSchedule(&model.DeleteSecretForScheduleRequest{SecretName: name, Body: window}))
	check(*deleted.Secret.State == "PENDING_DELETE")
	fmt.Printf("OK: %s has versions %s and is going to be deleted\n", name, strings.Join(versions, ", "))
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
