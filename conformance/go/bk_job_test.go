package conformance

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/TencentBlueKing/bk-apigateway-sdks/core/bkapi"
	"github.com/TencentBlueKing/bk-apigateway-sdks/core/define"
)

// jobClient is JOB behind the API gateway.
type jobClient struct {
	sdk  define.BkApiClient
	wire *wire
	// model makes what the data of an answer must fit in.
	model func() any
}

// jobCredential is what the documents say of a credential; a field of another kind does not decode.
type jobCredential struct {
	BizID          *int64  `json:"bk_biz_id"`
	ScopeType      string  `json:"bk_scope_type"`
	ScopeID        string  `json:"bk_scope_id"`
	ID             string  `json:"id"`
	Name           string  `json:"name"`
	Type           string  `json:"type"`
	Description    *string `json:"description"`
	Creator        string  `json:"creator"`
	CreateTime     int64   `json:"create_time"`
	LastModifyUser string  `json:"last_modify_user"`
	LastModifyTime int64   `json:"last_modify_time"`
}

type jobAnswer struct {
	Code         int    `json:"code"`
	Result       bool   `json:"result"`
	JobRequestID string `json:"job_request_id"`
	Message      string `json:"message"`
	Data         any    `json:"data"`
}

var bkIdentity = map[string]string{"bk_token": bkToken}

func newJobClient(t *testing.T, config bkapi.ClientConfig) *jobClient {
	t.Helper()
	config.Endpoint = gateway.url + "/api/{api_name}/{stage}"
	config.Stage = "prod"
	wire := &wire{}
	sdk, err := bkapi.NewBkApiClient("bk-job", config, bkapi.OptTransport(wire), bkapi.OptJsonBodyProvider(),
		bkapi.NewJsonUnmarshalResultProvider(decodeStrictly), bkapi.OptTimeout(callTime))
	if err != nil {
		t.Fatal(err)
	}
	return &jobClient{sdk, wire, func() any { return new(jobCredential) }}
}

func decodeStrictly(body io.Reader, result any) error {
	decoder := json.NewDecoder(body)
	decoder.DisallowUnknownFields()
	return decoder.Decode(result)
}

func job(t *testing.T) *jobClient {
	return newJobClient(t, bkapi.ClientConfig{AppCode: bkApp, AppSecret: bkAppSecret, AuthorizationParams: bkIdentity})
}

// call asks for a resource: by GET with a query, else with a body. The answer is also fit strictly into its model.
func (j *jobClient) call(
	t *testing.T, method, path string, content fields, options ...define.OperationOption,
) (fields, error) {
	t.Helper()
	exercises(t)
	decoded := jobAnswer{Data: j.model()}
	options = append(options, bkapi.OptSetRequestResult(&decoded))
	if method == http.MethodGet {
		for name, value := range content {
			options = append(options, bkapi.OptSetRequestQueryParam(name, value.(string)))
		}
	} else {
		options = append(options, bkapi.OptSetRequestBody(content))
	}
	_, err := j.sdk.NewOperation(bkapi.OperationConfig{Name: path, Method: method, Path: path}, options...).Request()
	if err != nil {
		return nil, err
	}
	if status := j.wire.last.status; status != http.StatusOK {
		t.Fatalf("%s: status %d", path, status)
	}
	if j.wire.last.header.Get("X-Bkapi-Error-Code") != "" {
		t.Errorf("%s: an answer of JOB bears an error code of the gateway", path)
	}
	return withoutNulls(j.wire.last.object(t)).(fields), nil
}

func (j *jobClient) gets(
	t *testing.T, method, path string, content, want fields, options ...define.OperationOption,
) fields {
	t.Helper()
	got, err := j.call(t, method, path, content, options...)
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	same(t, path, got, want)
	return got
}

// rejected calls a resource, which the gateway itself must reject.
func (j *jobClient) rejected(t *testing.T, path string, want rejection) {
	t.Helper()
	_, err := j.call(t, http.MethodPost, path, credential(nil))
	var rejected define.BkApiRequestError
	if !errors.As(err, &rejected) {
		t.Fatalf("%s: not rejected by the gateway: %v", path, err)
	}
	if !uuid(rejected.RequestId()) {
		t.Errorf("the request id is %q", rejected.RequestId())
	}
	same(t, "body", j.wire.last.object(t), fields{
		"code": number, "code_name": text, "message": rejected.ErrorMessage(), "result": false, "data": nil,
	})
	if !bytes.Contains(j.wire.last.body, []byte(`"code":`+rejected.ErrorCode())) {
		t.Error("header and body differ in the code")
	}
	if got := (rejection{j.wire.last.status, rejected.ErrorCode(), rejected.ErrorMessage()}); got != want {
		t.Errorf("rejected with %v, wanted %v", got, want)
	}
}

// nobody is an app whose secret is wrong.
func nobody() bkapi.ClientConfig {
	return bkapi.ClientConfig{AppCode: bkApp, AppSecret: secretValue(""), AuthorizationParams: bkIdentity}
}

// rejectedAt calls a resource, which the gateway must reject for the app's secret.
func (j *jobClient) rejectedAt(t *testing.T, method, path string) {
	t.Helper()
	_, err := j.call(t, method, path, fields{})
	var rejected define.BkApiRequestError
	if !errors.As(err, &rejected) || rejected.ErrorCode() != "1640001" {
		t.Errorf("%s: %v", path, err)
	}
}

const (
	createCredential = "/api/v3/create_credential"
	updateCredential = "/api/v3/update_credential"
	credentialDetail = "/api/v3/get_credential_detail"
)

var english = bkapi.OptSetRequestHeader("Blueking-Language", "en")

// credential is a body that create_credential takes.
func credential(other fields) fields {
	return with(fields{
		"bk_scope_type": "biz", "bk_scope_id": "2", "name": uniqueName("credential"),
		"type": "SECRET_KEY", "credential_secret_key": secretValue(""),
	}, other)
}

func lookup(id any) fields { return fields{"bk_scope_type": "biz", "bk_scope_id": "2", "id": id} }

func jobSuccess(data fields) fields {
	return fields{"code": 0, "result": true, "job_request_id": hex32, "data": data}
}

func jobFailure(code int, message string) fields {
	return fields{"code": code, "result": false, "job_request_id": hex32, "message": message}
}

func newCredential(t *testing.T, job *jobClient, other fields) any {
	t.Helper()
	body := credential(other)
	got := job.gets(t, "POST", createCredential, body, jobSuccess(fields{"id": hex32, "name": body["name"]}))
	return at(t, got, "data", "id")
}

func TestBkACredentialIsCreatedShownAndUpdated(t *testing.T) {
	job := job(t)
	body := credential(
		fields{"type": "USERNAME_PASSWORD", "credential_username": secretValue(""), "credential_password": secretValue("")},
	)
	id := at(
		t, job.gets(t, "POST", createCredential, body, jobSuccess(fields{"id": hex32, "name": body["name"]})), "data", "id",
	)
	detail := fields{
		"bk_scope_type": "biz", "bk_scope_id": "2", "id": id, "name": body["name"], "type": "USERNAME_PASSWORD",
		"creator": bkUser, "create_time": justNow, "last_modify_user": bkUser, "last_modify_time": justNow,
	}
	got := job.gets(t, "GET", credentialDetail, lookup(id), jobSuccess(detail))
	same(t, "last_modify_time", at(t, got, "data", "last_modify_time"), at(t, got, "data", "create_time"))

	name := uniqueName("renamed")
	update := credential(
		fields{"id": id, "name": name, "type": "PASSWORD", "credential_password": secretValue(""), "description": "after"},
	)
	job.gets(t, "POST", updateCredential, update, jobSuccess(fields{"id": id, "name": name}))
	changed := with(detail, fields{"name": name, "type": "PASSWORD", "description": "after"})
	job.gets(t, "GET", credentialDetail, lookup(id), jobSuccess(changed))
}

func TestBkEveryTypeIsTakenAndShown(t *testing.T) {
	job := job(t)
	for given, stored := range map[string]string{
		"PASSWORD": "PASSWORD", "SECRET_KEY": "SECRET_KEY", "USERNAME_PASSWORD": "USERNAME_PASSWORD",
		"APP_ID_SECRET_KEY": "APP_ID_SECRET_KEY", "ACCESS_KEY_SECRET_KEY": "APP_ID_SECRET_KEY",
	} {
		t.Run(given, func(t *testing.T) {
			id := newCredential(t, job, fields{"type": given})
			got, err := job.call(t, "GET", credentialDetail, lookup(id))
			if err != nil {
				t.Fatal(err)
			}
			same(t, "type", at(t, got, "data", "type"), stored)
		})
	}
}

func TestBkFailuresInTheLanguageOfTheCaller(t *testing.T) {
	job := job(t)
	for label, failure := range map[string]struct {
		other            fields
		code             int
		english, chinese string
	}{
		"blank name": {fields{"name": " "}, 1241010, "Invalid request parameter [name], reason: name cannot be null or blank",
			"请求参数[name]不合法，原因：name cannot be null or blank"},
		"blank type": {fields{"type": ""}, 1241010, "Invalid request parameter [type], reason: type cannot be null or blank",
			"请求参数[type]不合法，原因：type cannot be null or blank"},
		"unknown type": {fields{"type": "OTHER"}, 1240002, "Internal Server Error", "内部服务器异常"},
		"name of 256":  {fields{"name": strings.Repeat("n", 256)}, 1240002, "Internal Server Error", "内部服务器异常"},
		"unknown scope": {
			fields{"bk_scope_type": "team"}, 1241005, "Invalid request parameter [bk_scope_type]", "请求参数[bk_scope_type]不合法",
		},
		"no scope":    {fields{"bk_scope_type": nil, "bk_scope_id": nil}, 1240003, "Invalid bk_scope_type", "非法的资源范围类型"},
		"no scope id": {fields{"bk_scope_id": nil}, 1240003, "Invalid bk_scope_id", "非法的资源范围 ID"},
	} {
		t.Run(label, func(t *testing.T) {
			body := credential(failure.other)
			job.gets(t, "POST", createCredential, body, jobFailure(failure.code, failure.chinese))
			job.gets(t, "POST", createCredential, body, jobFailure(failure.code, failure.english), english)
		})
	}
	newCredential(t, job, fields{"name": strings.Repeat("n", 255-13) + uniqueName("")})
}

func TestBkANameIsUniqueInItsScopeWhateverItsCase(t *testing.T) {
	job := job(t)
	name := uniqueName("Name")
	newCredential(t, job, fields{"name": name})
	taken := strings.ToUpper(name)
	job.gets(t, "POST", createCredential, credential(fields{"name": taken}),
		jobFailure(1243060, "Credential name ["+taken+"] already exists"), english)
	newCredential(t, job, fields{"name": name, "bk_scope_id": "3"})
}

func TestBkACredentialThatDoesNotExist(t *testing.T) {
	job := job(t)
	id := uniqueName("none")
	job.gets(t, "GET", credentialDetail, lookup(id), jobFailure(1243048, "Credential not exist"), english)
	job.gets(t, "POST", updateCredential, credential(fields{"id": id}), jobFailure(1243048, "凭证不存在"))
	job.gets(t, "POST", updateCredential, credential(nil),
		jobFailure(1241010, "Invalid request parameter [id], reason: id cannot be null or blank"), english)
	elsewhere := newCredential(t, job, fields{"bk_scope_id": "3"})
	job.gets(t, "GET", credentialDetail, lookup(elsewhere), jobFailure(1243048, "凭证不存在"))
}

func TestBkResourcesOfAppsNeedNoUser(t *testing.T) {
	job := newJobClient(t, bkapi.ClientConfig{AppCode: bkApp, AppSecret: bkAppSecret})
	caller := bkapi.OptSetRequestHeader("X-Bk-Username", "somebody")
	body := credential(nil)
	got := job.gets(
		t, "POST", "/api/v3/system/create_credential/", body, jobSuccess(fields{"id": hex32, "name": body["name"]}), caller,
	)
	detail, err := job.call(t, "GET", "/api/v3/system/get_credential_detail", lookup(at(t, got, "data", "id")), caller)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "creator", at(t, detail, "data", "creator"), "somebody")
}

func TestBkTheGatewayRejectsWhomItDoesNotKnow(t *testing.T) {
	const noUser = "user authentication failed, please provide a valid user identity, " +
		"such as bk_username, bk_token, access_token"
	for reason, config := range map[string]bkapi.ClientConfig{
		"app code cannot be empty":                                   {AuthorizationParams: bkIdentity},
		"please provide bk_app_secret or bk_signature to verify app": {AppCode: bkApp, AuthorizationParams: bkIdentity},
		"app code cannot be longer than 32 characters": {
			AppCode: strings.Repeat("c", 33), AppSecret: bkAppSecret,
		},
		"app secret cannot be longer than 128 characters": {AppCode: bkApp, AppSecret: strings.Repeat("s", 129)},
		"app not found": {AppCode: "nobody", AppSecret: bkAppSecret, AuthorizationParams: bkIdentity},
		"bk_app_code or bk_app_secret is incorrect": {
			AppCode: bkApp, AppSecret: secretValue(""), AuthorizationParams: bkIdentity,
		},
		noUser: {AppCode: bkApp, AppSecret: bkAppSecret},
	} {
		t.Run(reason, func(t *testing.T) {
			newJobClient(t, config).rejected(
				t, createCredential, rejection{400, "1640001", `Parameters error [reason="` + reason + `"]`},
			)
		})
	}
}

func TestBkTheGatewayHasNoOtherResource(t *testing.T) {
	job := job(t)
	_, err := job.call(t, "POST", "/api/v3/delete_credential", fields{})
	var rejected define.BkApiRequestError
	if !errors.As(err, &rejected) || job.wire.last.status != http.StatusNotFound || rejected.ErrorCode() != "1640401" {
		t.Fatal(err)
	}
	for _, part := range []string{"API not found [", `method="POST"`, `path="/api/bk-job/prod/api/v3/delete_credential"`} {
		if !strings.Contains(rejected.ErrorMessage(), part) {
			t.Errorf("the message is %q", rejected.ErrorMessage())
		}
	}
}
