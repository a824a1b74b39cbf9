package main

import (
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"reflect"
	"strings"

	"github.com/TencentBlueKing/bk-apigateway-sdks/core/bkapi"
	"github.com/aliyun/alibaba-cloud-sdk-go/sdk/errors"
	"github.com/aliyun/alibaba-cloud-sdk-go/sdk/responses"
	"github.com/aliyun/alibaba-cloud-sdk-go/services/kms"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/sdkerr"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/utils"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/services/csms/v1/model"
)

type answerFile struct {
	Schema     string
	TestGroups []struct {
		Service string
		Tests   []answerTest
	}
}

type answerTest struct {
	ID        int `json:"tcId"`
	Operation string
	Response  struct {
		Status  int
		Headers [][2]string
		Body    string
	}
}

// read is what a client read of an answer.
type read struct {
	Family  string `json:"family"`
	ID      int    `json:"tcId"`
	Client  string `json:"client"`
	Value   any    `json:"value,omitempty"`
	Failure string `json:"failure,omitempty"`
}

type readFunc func(test answerTest, isError bool) (any, error)

var readers = map[string]struct {
	client string
	read   readFunc
}{
	"aliyun":   {"alibaba-cloud-sdk-go", readKMS},
	"huawei":   {"huaweicloud-sdk-go-v3", readCSMS},
	"blueking": {"bk-apigateway-sdks", readJOB},
}

// readFile prints a line for each answer of a file: what the service's client read, or how it failed.
func readFile(path string, out *json.Encoder) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	var file answerFile
	if err := json.Unmarshal(text, &file); err != nil {
		return err
	}
	isError := file.Schema == "error_schema.json"
	if !isError && file.Schema != "body_schema.json" {
		return nil
	}
	family := strings.TrimSuffix(filepath.Base(path), ".json")
	for _, group := range file.TestGroups {
		reader := readers[group.Service]
		for _, test := range group.Tests {
			if _, isKnown := csmsResponses[test.Operation]; group.Service == "huawei" && !isError && !isKnown {
				continue
			}
			line := read{Family: family, ID: test.ID, Client: reader.client}
			if line.Value, err = reader.read(test, isError); err != nil {
				line.Value, line.Failure = nil, err.Error()
			}
			if err := out.Encode(line); err != nil {
				return err
			}
		}
	}
	return nil
}

func (t answerTest) response() *http.Response {
	header := http.Header{}
	for _, pair := range t.Response.Headers {
		header.Add(pair[0], pair[1])
	}
	body := io.NopCloser(strings.NewReader(t.Response.Body))
	return &http.Response{StatusCode: t.Response.Status, Header: header, Body: body}
}

var kmsResponses = map[string]func() responses.AcsResponse{
	"AsymmetricVerify":     func() responses.AcsResponse { return kms.CreateAsymmetricVerifyResponse() },
	"CreateSecret":         func() responses.AcsResponse { return kms.CreateCreateSecretResponse() },
	"DescribeSecret":       func() responses.AcsResponse { return kms.CreateDescribeSecretResponse() },
	"GetSecretValue":       func() responses.AcsResponse { return kms.CreateGetSecretValueResponse() },
	"ListSecretVersionIds": func() responses.AcsResponse { return kms.CreateListSecretVersionIdsResponse() },
	"ListSecrets":          func() responses.AcsResponse { return kms.CreateListSecretsResponse() },
	"ListTagResources":     func() responses.AcsResponse { return kms.CreateListTagResourcesResponse() },
	"PutSecretValue":       func() responses.AcsResponse { return kms.CreatePutSecretValueResponse() },
	"TagResource":          func() responses.AcsResponse { return kms.CreateTagResourceResponse() },
	"UpdateSecret":         func() responses.AcsResponse { return kms.CreateUpdateSecretResponse() },
}

func readKMS(test answerTest, isError bool) (any, error) {
	format := "JSON"
	if strings.HasPrefix(test.response().Header.Get("Content-Type"), "text/xml") {
		format = "XML"
	}
	create, isKnown := kmsResponses[test.Operation]
	if !isKnown {
		create = func() responses.AcsResponse { return kms.CreateGetSecretValueResponse() }
	}
	response := create()
	err := responses.Unmarshal(response, test.response(), format)
	if server, isServer := err.(*errors.ServerError); isError && isServer {
		return map[string]any{"code": server.ErrorCode(), "message": server.Message()}, nil
	}
	return response, err
}

// Of the operations that the client has.
var csmsResponses = map[string]any{
	"CreateSecret":        model.CreateSecretResponse{},
	"CreateSecretVersion": model.CreateSecretVersionResponse{},
	"DeleteSecretStage":   model.DeleteSecretStageResponse{},
	"ListSecretVersions":  model.ListSecretVersionsResponse{},
	"ListSecrets":         model.ListSecretsResponse{},
	"ShowSecret":          model.ShowSecretResponse{},
	"ShowSecretStage":     model.ShowSecretStageResponse{},
	"ShowSecretVersion":   model.ShowSecretVersionResponse{},
	"UpdateSecret":        model.UpdateSecretResponse{},
	"UpdateSecretStage":   model.UpdateSecretStageResponse{},
}

func readCSMS(test answerTest, isError bool) (any, error) {
	if isError {
		server := sdkerr.NewServiceResponseError(test.response())
		return map[string]any{"code": server.ErrorCode, "message": server.ErrorMessage}, nil
	}
	response := reflect.New(reflect.TypeOf(csmsResponses[test.Operation])).Interface()
	if test.Response.Body == "" && test.Response.Status == http.StatusNoContent {
		return response, nil
	}
	err := utils.Unmarshal([]byte(test.Response.Body), &response)
	return response, err
}

func readJOB(test answerTest, isError bool) (any, error) {
	var fields map[string]any
	if err := bkapi.JsonResultProvider().ProvideResult(test.response(), &fields); err != nil {
		return nil, err
	}
	if isError {
		return map[string]any{"code": fields["code"], "message": fields["message"]}, nil
	}
	return fields, nil
}
