// Package blueking makes clients of BlueKing's SDK for Go in a sandbox of a test.
package blueking

import (
	"testing"

	"dragoman.test/dragomantest"
	"github.com/TencentBlueKing/bk-apigateway-sdks/core/bkapi"
	"github.com/TencentBlueKing/bk-apigateway-sdks/core/define"
)

// Job is a client of JOB behind the API gateway, with the app's and the user's credentials. Its operations are made as
// its generated client makes them: NewOperation(bkapi.OperationConfig{Path: "/api/v3/get_credential_detail", …}).
func Job(t testing.TB, sandbox *dragomantest.Sandbox) define.BkApiClient {
	t.Helper()
	access := sandbox.BlueKing
	client, err := bkapi.NewBkApiClient("bk-job", bkapi.ClientConfig{
		Endpoint:            sandbox.URL + "/api/{api_name}/{stage}",
		Stage:               "prod",
		AppCode:             access.AppCode,
		AppSecret:           access.AppSecret,
		AuthorizationParams: map[string]string{"bk_token": access.Token},
	}, bkapi.OptJsonBodyProvider(), bkapi.OptJsonResultProvider())
	if err != nil {
		t.Fatal(err)
	}
	return client
}
