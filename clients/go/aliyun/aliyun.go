// Package aliyun makes clients of Alibaba Cloud's SDK for Go in a sandbox of a test.
package aliyun

import (
	"testing"

	"dragoman.test/dragomantest"
	openapi "github.com/alibabacloud-go/darabonba-openapi/v2/client"
	kms "github.com/alibabacloud-go/kms-20160120/v3/client"
	"github.com/alibabacloud-go/tea/tea"
)

// KMS is a client of secrets and keys.
func KMS(t testing.TB, sandbox *dragomantest.Sandbox) *kms.Client {
	t.Helper()
	access := sandbox.Aliyun
	client, err := kms.NewClient(&openapi.Config{
		AccessKeyId:     tea.String(access.AccessKeyID),
		AccessKeySecret: tea.String(access.AccessKeySecret),
		Endpoint:        tea.String(access.Endpoint),
		RegionId:        tea.String(access.RegionID),
		Protocol:        tea.String("HTTP"),
	})
	if err != nil {
		t.Fatal(err)
	}
	return client
}
