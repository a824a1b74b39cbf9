// Package huawei makes clients of Huawei Cloud's SDK for Go in a sandbox of a test.
package huawei

import (
	"testing"

	"dragoman.test/dragomantest"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/auth/basic"
	csms "github.com/huaweicloud/huaweicloud-sdk-go-v3/services/csms/v1"
	kms "github.com/huaweicloud/huaweicloud-sdk-go-v3/services/kms/v2"
)

// CSMS is a client of secrets.
func CSMS(t testing.TB, sandbox *dragomantest.Sandbox) *csms.CsmsClient {
	t.Helper()
	return csms.NewCsmsClient(build(t, sandbox, csms.CsmsClientBuilder()))
}

// KMS is a client of keys.
func KMS(t testing.TB, sandbox *dragomantest.Sandbox) *kms.KmsClient {
	t.Helper()
	return kms.NewKmsClient(build(t, sandbox, kms.KmsClientBuilder()))
}

func build(t testing.TB, sandbox *dragomantest.Sandbox, builder *core.HcHttpClientBuilder) *core.HcHttpClient {
	t.Helper()
	access := sandbox.Huawei
	keys, err := basic.NewCredentialsBuilder().
		WithAk(access.AK).WithSk(access.SK).WithProjectId(access.ProjectID).SafeBuild()
	if err != nil {
		t.Fatal(err)
	}
	client, err := builder.WithEndpoints([]string{access.Endpoint}).WithCredential(keys).SafeBuild()
	if err != nil {
		t.Fatal(err)
	}
	return client
}
