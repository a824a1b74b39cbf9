// aliyun-secretsmanager-client-go with the configuration of an instance, as its README has it.
package main

import (
	"errors"

	"conformance/instance/results"

	"github.com/alibabacloud-go/tea/tea"
	sdkerrors "github.com/aliyun/alibaba-cloud-sdk-go/sdk/errors"
	"github.com/aliyun/aliyun-secretsmanager-client-go/sdk"
)

func codeOf(err error) string {
	var server *sdkerrors.ServerError
	if errors.As(err, &server) {
		return server.ErrorCode()
	}
	var other *tea.SDKError
	if errors.As(err, &other) {
		return tea.StringValue(other.Code)
	}
	return err.Error()
}

func main() {
	client, err := sdk.NewClient()
	if err != nil {
		panic(err)
	}
	read := func(name string) (any, error) {
		info, err := client.GetSecretInfo(name)
		if err != nil {
			return nil, err
		}
		return info.SecretValue, nil
	}
	results.Record("GetSecretValue", func() (any, error) { return read("name") }, func() error {
		_,
			err := read("none")
		return err
	}, codeOf)
	results.Show()
}
