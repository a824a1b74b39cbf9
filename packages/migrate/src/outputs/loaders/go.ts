/** A loader in Go, with the official SDKs of Huawei Cloud and Alibaba Cloud; JOB is called by `net/http`. */
export const GO_LOADER = String.raw`// Makes the calls of a load.json: load huawei|aliyun|bk load.json
//
// Run it under: dragoman migrate exec --plan <plan> --values files ... -- ./load <service> load.json
// Steps that an earlier run made, as load.progress says, are not made again.
// Needs huaweicloud-sdk-go-v3, kms-20160120/v3 and darabonba-openapi/v2.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	openapi "github.com/alibabacloud-go/darabonba-openapi/v2/client"
	kms "github.com/alibabacloud-go/kms-20160120/v3/client"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/auth/basic"
	csms "github.com/huaweicloud/huaweicloud-sdk-go-v3/services/csms/v1"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/services/csms/v1/model"
)

type step struct {
	Step, Op, Name, Type string
	VersionId            string                 ${'`'}json:"version_id"${'`'}
	Description          *string                ${'`'}json:"description"${'`'}
	KeyId                *string                ${'`'}json:"key_id"${'`'}
	Labels               []string               ${'`'}json:"labels"${'`'}
	Tags                 map[string]string      ${'`'}json:"tags"${'`'}
	Days                 int32                  ${'`'}json:"days"${'`'}
	Value                *struct{ File string } ${'`'}json:"value_ref"${'`'}
}

type call func(step, *string) error

func huawei() map[string]call {
	credentials := must(basic.NewCredentialsBuilder().WithAk(os.Getenv("HUAWEICLOUD_SDK_AK")).
		WithSk(os.Getenv("HUAWEICLOUD_SDK_SK")).WithProjectId(os.Getenv("HUAWEICLOUD_SDK_PROJECT_ID")).SafeBuild())
	client := csms.NewCsmsClient(must(csms.CsmsClientBuilder().
		WithEndpoint(os.Getenv("HUAWEICLOUD_CSMS_ENDPOINT")).WithCredential(credentials).SafeBuild()))
	fields := func(s step, value *string) (text, binary *string) {
		if s.Type == "binary" {
			return nil, value
		}
		return value, nil
	}
	return map[string]call{
		"CreateSecret": func(s step, value *string) error {
			text, binary := fields(s, value)
			_, err := client.CreateSecret(&model.CreateSecretRequest{Body: &model.CreateSecretRequestBody{
				Name: s.Name, SecretString: text, SecretBinary: binary, Description: s.Description, KmsKeyId: s.KeyId}})
			return err
		},
		"CreateSecretVersion": func(s step, value *string) error {
			text, binary := fields(s, value)
			_, err := client.CreateSecretVersion(&model.CreateSecretVersionRequest{SecretName: s.Name,
				Body: &model.CreateSecretVersionRequestBody{SecretString: text, SecretBinary: binary}})
			return err
		},
		"UpdateSecretStage": func(s step, _ *string) error {
			_, err := client.UpdateSecretStage(&model.UpdateSecretStageRequest{SecretName: s.Name, StageName: s.Labels[0],
				Body: &model.UpdateSecretStageRequestBody{VersionId: s.VersionId}})
			return err
		},
		"BatchCreateOrDeleteTags": func(s step, _ *string) error {
			shown, err := client.ShowSecret(&model.ShowSecretRequest{SecretName: s.Name})
			if err != nil {
				return err
			}
			var tags []model.TagItem
			for key, value := range s.Tags {
				tags = append(tags, model.TagItem{Key: key, Value: &value})
			}
			_, err = client.BatchCreateOrDeleteTags(&model.BatchCreateOrDeleteTagsRequest{SecretId: *shown.Secret.Id,
				Body: &model.BatchCreateOrDeleteTagsRequestBody{Action: "create", Tags: tags}})
			return err
		},
		"DeleteSecretForSchedule": func(s step, _ *string) error {
			_, err := client.DeleteSecretForSchedule(&model.DeleteSecretForScheduleRequest{SecretName: s.Name,
				Body: &model.DeleteSecretForScheduleRequestBody{RecoveryWindowInDays: s.Days}})
			return err
		},
	}
}

func aliyun() map[string]call {
	endpoint := must(url.Parse(os.Getenv("ALIBABA_CLOUD_KMS_ENDPOINT")))
	key, secret := os.Getenv("ALIBABA_CLOUD_ACCESS_KEY_ID"), os.Getenv("ALIBABA_CLOUD_ACCESS_KEY_SECRET")
	client := must(kms.NewClient(&openapi.Config{
		AccessKeyId: &key, AccessKeySecret: &secret, Endpoint: &endpoint.Host, Protocol: &endpoint.Scheme}))
	return map[string]call{
		"CreateSecret": func(s step, value *string) error {
			request := &kms.CreateSecretRequest{SecretName: &s.Name, VersionId: &s.VersionId, SecretData: value,
				SecretDataType: &s.Type, Description: s.Description, EncryptionKeyId: s.KeyId}
			if len(s.Tags) > 0 {
				var tags []map[string]string
				for key, value := range s.Tags {
					tags = append(tags, map[string]string{"TagKey": key, "TagValue": value})
				}
				text := string(must(json.Marshal(tags)))
				request.Tags = &text
			}
			_, err := client.CreateSecret(request)
			return err
		},
		"PutSecretValue": func(s step, value *string) error {
			_, err := client.PutSecretValue(&kms.PutSecretValueRequest{
				SecretName: &s.Name, VersionId: &s.VersionId, SecretData: value, SecretDataType: &s.Type})
			return err
		},
		"UpdateSecretVersionStage": func(s step, _ *string) error {
			_, err := client.UpdateSecretVersionStage(&kms.UpdateSecretVersionStageRequest{
				SecretName: &s.Name, VersionStage: &s.Labels[0], MoveToVersion: &s.VersionId})
			return err
		},
		"DeleteSecret": func(s step, _ *string) error {
			days := fmt.Sprint(s.Days)
			_, err := client.DeleteSecret(&kms.DeleteSecretRequest{SecretName: &s.Name, RecoveryWindowInDays: &days})
			return err
		},
	}
}

func bk() map[string]call {
	address := strings.ReplaceAll(os.Getenv("BK_API_URL_TMPL"), "{api_name}", "bk-job") + "/prod/api/v3/create_credential"
	authorization := must(json.Marshal(map[string]string{"bk_app_code": os.Getenv("BK_APP_CODE"),
		"bk_app_secret": os.Getenv("BK_APP_SECRET"), "bk_username": os.Getenv("BK_USERNAME")}))
	return map[string]call{"create_credential": func(s step, value *string) error {
		body := map[string]any{"bk_scope_type": os.Getenv("BK_SCOPE_TYPE"), "bk_scope_id": os.Getenv("BK_SCOPE_ID"),
			"name": s.Name, "type": s.Type, "description": s.Description}
		if err := json.Unmarshal([]byte(*value), &body); err != nil {
			return err
		}
		request := must(http.NewRequest("POST", address, bytes.NewReader(must(json.Marshal(body)))))
		request.Header.Set("Content-Type", "application/json")
		request.Header.Set("X-Bkapi-Authorization", string(authorization))
		answer, err := http.DefaultClient.Do(request)
		if err != nil {
			return err
		}
		defer answer.Body.Close()
		var said struct {
			Code    int
			Message string
		}
		if err := json.NewDecoder(answer.Body).Decode(&said); err != nil {
			return err
		}
		if said.Code != 0 {
			return fmt.Errorf("%d %s", said.Code, said.Message)
		}
		return nil
	}}
}

func main() {
	// Calls a second: 70 % of what the vendors allow.
	rates := map[string]time.Duration{"huawei": 14, "aliyun": 7, "bk": 5}
	calls := map[string]func() map[string]call{"huawei": huawei, "aliyun": aliyun, "bk": bk}[os.Args[1]]()
	progress := os.Getenv("DRAGOMAN_LOAD_PROGRESS")
	if progress == "" {
		progress = "load.progress"
	}
	done := map[string]bool{}
	if text, err := os.ReadFile(progress); err == nil {
		for _, id := range strings.Fields(string(text)) {
			done[id] = true
		}
	}
	file := must(os.OpenFile(progress, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600))
	var steps []step
	check(json.Unmarshal(must(os.ReadFile(os.Args[2])), &steps))
	for _, s := range steps {
		if done[s.Step] {
			continue
		}
		next := time.After(time.Second / rates[os.Args[1]])
		var value *string
		if s.Value != nil {
			text := string(must(os.ReadFile(filepath.Join(os.Getenv("DRAGOMAN_VALUES"), s.Value.File))))
			value = &text
		}
		if err := calls[s.Op](s, value); err != nil {
			log.Fatalf("%s: %v", s.Step, err)
		}
		must(fmt.Fprintln(file, s.Step))
		<-next
	}
}

func must[T any](value T, err error) T {
	check(err)
	return value
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
`;
