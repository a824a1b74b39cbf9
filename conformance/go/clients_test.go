package conformance

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"slices"
	"testing"
	"time"

	openapi "github.com/alibabacloud-go/darabonba-openapi/v2/client"
	kms3 "github.com/alibabacloud-go/kms-20160120/v3/client"
	"github.com/alibabacloud-go/tea/tea"
	"github.com/aliyun/alibaba-cloud-sdk-go/sdk"
	"github.com/aliyun/alibaba-cloud-sdk-go/sdk/auth/credentials"
	sdkerrors "github.com/aliyun/alibaba-cloud-sdk-go/sdk/errors"
	"github.com/aliyun/alibaba-cloud-sdk-go/sdk/requests"
	kms1 "github.com/aliyun/alibaba-cloud-sdk-go/services/kms"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/auth"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/config"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/sdkerr"
	csms "github.com/huaweicloud/huaweicloud-sdk-go-v3/services/csms/v1"
	iam "github.com/huaweicloud/huaweicloud-sdk-go-v3/services/iam/v3"
	hkms "github.com/huaweicloud/huaweicloud-sdk-go-v3/services/kms/v2"
)

// The development identity that every gateway has, as the README documents it.
const (
	accessKey = "DRAGOMANDEV000000001"
	secretKey = "DragomanDevelopmentSecretKeyNotForCloud0"

	iamDomain   = "dragoman"
	iamUser     = "dragoman"
	iamPassword = "Dragoman-Development-1"
	// iamMfaSecret is what the user's MFA device was set up with.
	iamMfaSecret = "DRAGOMANDEVELOPMENTMFASECRETKEY2"

	huaweiRegion  = "cn-north-4"
	huaweiProject = "d7a60a00000000000000000000000001"

	aliyunAccount = "1000000000000001"
	aliyunRegion  = "cn-hangzhou"

	bkApp       = "dragoman"
	bkAppSecret = "dragoman-development-app-secret"
	bkUser      = "admin"
	bkToken     = "dragoman-development-token"
)

const callTime = 20 * time.Second

// Huawei Cloud

func huaweiKeys(access, secret, project string) auth.ICredential {
	return auth.NewBasicCredentialsBuilder().WithAk(access).WithSk(secret).WithProjectId(project).Build()
}

// csmsClient is CSMS with an explicit project, so that the client asks nothing of IAM.
func csmsClient(t *testing.T) *client { return csmsClientOf(t, accessKey, secretKey, huaweiProject) }

func csmsClientOf(t *testing.T, access, secret, project string) *client {
	wire := &wire{}
	http := huaweiHTTP(
		t, csms.CsmsClientBuilder().WithEndpoint(gateway.url).WithCredential(huaweiKeys(access, secret, project)), wire,
	)
	return huaweiClient("csms", csms.NewCsmsClient(http), wire)
}

func iamClient(t *testing.T) *client { return iamClientOf(t, accessKey) }

func iamClientOf(t *testing.T, access string) *client {
	wire := &wire{}
	keys := auth.NewGlobalCredentialsBuilder().WithAk(access).WithSk(secretKey).WithDomainId(randomHex(16)).Build()
	http := huaweiHTTP(t, iam.IamClientBuilder().WithEndpoint(gateway.url).WithCredential(keys), wire)
	return huaweiClient("iam", iam.NewIamClient(http), wire)
}

func huaweiKmsClient(t *testing.T) *client { return huaweiKmsClientOf(t, huaweiProject) }

func huaweiKmsClientOf(t *testing.T, project string) *client {
	return huaweiKmsClientWith(t, accessKey, project)
}

func huaweiKmsClientWith(t *testing.T, access, project string) *client {
	wire := &wire{}
	keys := huaweiKeys(access, secretKey, project)
	http := huaweiHTTP(t, hkms.KmsClientBuilder().WithEndpoint(gateway.url).WithCredential(keys), wire)
	return huaweiClient("huawei-kms", hkms.NewKmsClient(http), wire)
}

func huaweiHTTP(t *testing.T, builder *core.HcHttpClientBuilder, wire *wire) *core.HcHttpClient {
	t.Helper()
	built, err := builder.WithHttpConfig(
		config.DefaultHttpConfig().WithTimeout(callTime).WithHttpRoundTripper(wire),
	).SafeBuild()
	if err != nil {
		t.Fatal(err)
	}
	return built
}

func huaweiClient(name string, sdk any, wire *wire) *client {
	return &client{
		name: name,
		sdk:  reflect.ValueOf(sdk),
		wire: wire,
		prepare: func(_ string, request reflect.Value, content fields) error {
			return strictInto(request.Interface(), content)
		},
		body:      func(response reflect.Value) reflect.Value { return response },
		rejection: huaweiRejection,
		status:    huaweiStatus,
	}
}

func huaweiRejection(t *testing.T, operation string, err error, answer *answer) rejection {
	t.Helper()
	var rejected *sdkerr.ServiceResponseError
	if !errors.As(err, &rejected) {
		t.Fatalf("%s: %v", operation, err)
	}
	if !hex32(rejected.RequestId) {
		t.Errorf("%s: the request id is %q", operation, rejected.RequestId)
	}
	same(t, operation+"'s error", answer.object(t), huaweiEnvelope(operation, rejected.ErrorCode))
	return rejection{rejected.StatusCode, rejected.ErrorCode, rejected.ErrorMessage}
}

// Alibaba Cloud

// aliyunClients are both generations: ACS3-HMAC-SHA256 and the RPC signature of version 1.
func aliyunClients(t *testing.T) []*client { return aliyunClientsOf(t, accessKey, secretKey) }

func aliyunClientsOf(t *testing.T, access, secret string) []*client {
	return []*client{acs3Client(t, access, secret), rpcClient(t, access, secret)}
}

// Call makes the wire a client of the third generation's runtime.
func (w *wire) Call(request *http.Request, _ *http.Transport) (*http.Response, error) {
	return w.RoundTrip(request)
}

func acs3Client(t *testing.T, access, secret string) *client {
	t.Helper()
	wire := &wire{}
	sdk, err := kms3.NewClient(&openapi.Config{
		AccessKeyId:     &access,
		AccessKeySecret: &secret,
		Endpoint:        tea.String(gateway.host()),
		Protocol:        tea.String("HTTP"),
		RegionId:        tea.String(aliyunRegion),
		HttpClient:      wire,
	})
	if err != nil {
		t.Fatal(err)
	}
	return &client{
		name: "acs3",
		sdk:  reflect.ValueOf(sdk),
		wire: wire,
		prepare: func(_ string, request reflect.Value, content fields) error {
			return strictInto(request.Interface(), content)
		},
		body:      func(response reflect.Value) reflect.Value { return response.Elem().FieldByName("Body") },
		rejection: acs3Rejection,
	}
}

func acs3Rejection(t *testing.T, operation string, err error, answer *answer) rejection {
	t.Helper()
	var rejected *tea.SDKError
	if !errors.As(err, &rejected) {
		t.Fatalf("%s: %T %v", operation, err, err)
	}
	body := aliyunErrorBody(t, operation, answer)
	said := fmt.Sprintf("code: %d, %s request id: %s", answer.status, body["Message"], body["RequestId"])
	if *rejected.Message != said {
		t.Errorf("%s: the client says %q, wanted %q", operation, *rejected.Message, said)
	}
	return rejection{*rejected.StatusCode, *rejected.Code, body["Message"].(string)}
}

func rpcClient(t *testing.T, access, secret string) *client {
	t.Helper()
	wire := &wire{}
	client1, err := kms1.NewClientWithOptions(
		aliyunRegion, sdk.NewConfig().WithTimeout(callTime), credentials.NewAccessKeyCredential(access, secret),
	)
	if err != nil {
		t.Fatal(err)
	}
	client1.SetTransport(wire)
	return &client{
		name:      "rpc",
		sdk:       reflect.ValueOf(client1),
		wire:      wire,
		prepare:   prepareRPC,
		body:      func(response reflect.Value) reflect.Value { return response },
		rejection: rpcRejection,
	}
}

// onlyGet are the operations that KMS does not take by POST.
var onlyGet = []string{"GetClientKey", "ListClientKeys"}

// prepareRPC makes a request as the client's own constructors do, and fills its parameters by the names on the wire.
func prepareRPC(operation string, request reflect.Value, content fields) error {
	rpc := &requests.RpcRequest{}
	rpc.InitWithApiInfo("Kms", "2016-01-20", operation, "kms", "openAPI")
	rpc.Method, rpc.Domain, rpc.Scheme = requests.POST, gateway.host(), requests.HTTP
	if slices.Contains(onlyGet, operation) {
		rpc.Method = requests.GET
	}
	request.Elem().FieldByName("RpcRequest").Set(reflect.ValueOf(rpc))
	// The region is the client's own parameter.
	return fillByName(request.Elem(), with(content, fields{"RegionId": nil}))
}

func fillByName(model reflect.Value, content fields) error {
	filled := 0
	for index := range model.NumField() {
		value, given := content[model.Type().Field(index).Tag.Get("name")]
		if !given {
			continue
		}
		filled++
		if err := fillField(model.Field(index), value); err != nil {
			return err
		}
	}
	if filled != len(content) {
		return errors.New("it lacks a field")
	}
	return nil
}

func fillField(field reflect.Value, value any) error {
	list, is := value.([]any)
	if !is {
		field.SetString(parameter(value))
		return nil
	}
	items := reflect.MakeSlice(field.Type().Elem(), len(list), len(list))
	for index, item := range list {
		object, is := item.(fields)
		if !is {
			items.Index(index).SetString(fmt.Sprint(item))
		} else if err := fillByName(items.Index(index), object); err != nil {
			return err
		}
	}
	field.Set(reflect.New(items.Type()))
	field.Elem().Set(items)
	return nil
}

// parameter is a value as the first generation's callers write it: objects are JSON.
func parameter(value any) string {
	if object, is := value.(fields); is {
		text, _ := json.Marshal(object)
		return string(text)
	}
	return fmt.Sprint(value)
}

func rpcRejection(t *testing.T, operation string, err error, answer *answer) rejection {
	t.Helper()
	var rejected *sdkerrors.ServerError
	if !errors.As(err, &rejected) {
		t.Fatalf("%s: %T %v", operation, err, err)
	}
	body := aliyunErrorBody(t, operation, answer)
	if rejected.RequestId() != body["RequestId"] {
		t.Errorf("%s: the client says request id %q", operation, rejected.RequestId())
	}
	return rejection{rejected.HttpStatus(), rejected.ErrorCode(), rejected.Message()}
}

// aliyunErrorBody is the body of an error, in the form of KMS's own gateway.
func aliyunErrorBody(t *testing.T, operation string, answer *answer) fields {
	t.Helper()
	body := answer.object(t)
	same(t, operation+"'s error", body, fields{
		"HttpStatus": answer.status,
		"Code":       text,
		"Message":    text,
		"RequestId":  uuid,
		"HostId":     maybe{text},
		"Recommend":  maybe{text},
		"AccessDeniedDetail": maybe{fields{
			"PolicyType": text, "NoPermissionType": text, "AuthAction": text, "EncodedDiagnosticMessage": base64s,
			"AuthPrincipalOwnerId": text, "AuthPrincipalType": text, "AuthPrincipalDisplayName": text,
		}},
	})
	if answer.header.Get("x-acs-request-id") != body["RequestId"] {
		t.Errorf("%s: header and body differ in the request id", operation)
	}
	return body
}
