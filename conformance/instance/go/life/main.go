// The life of an instance through the vendor's clients: bought, connected, given an access point and a client key, read
// with that key, and all of it taken back. It has each operation's success, and one error of it or of what follows it.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"conformance/instance/results"

	"github.com/alibabacloud-go/tea/tea"
	"github.com/aliyun/alibaba-cloud-sdk-go/sdk"
	sdkerrors "github.com/aliyun/alibaba-cloud-sdk-go/sdk/errors"
	"github.com/aliyun/alibaba-cloud-sdk-go/sdk/requests"
	openapi "github.com/aliyun/alibabacloud-dkms-gcs-go-sdk/openapi"
	dkms "github.com/aliyun/alibabacloud-dkms-gcs-go-sdk/sdk"
)

const (
	name       = "life-go"
	password   = "Life-of-Go-1"
	keyUser    = "RbacPermission/Template/CryptoServiceKeyUser"
	secretUser = "RbacPermission/Template/CryptoServiceSecretUser"
)

type fields map[string]string

var (
	shared   *sdk.Client
	client   *dkms.Client
	instance string
	key      string
)

// call calls an operation of a service by its name: the models at hand have a text where lists are answered.
func call(host, version, action string, given fields) (map[string]any, error) {
	request := requests.NewCommonRequest()
	request.Domain, request.Version, request.ApiName, request.Scheme = host, version, action, "https"
	// ListClientKeys is for GET alone, ConnectKmsInstance for POST.
	request.Method = map[bool]string{true: "GET", false: "POST"}[strings.HasPrefix(action, "List")]
	for field, value := range given {
		request.QueryParams[field] = value
	}
	response, err := shared.ProcessCommonRequest(request)
	if err != nil {
		return nil, err
	}
	answer := map[string]any{}
	return answer, json.Unmarshal(response.GetHttpContentBytes(), &answer)
}

func send(action string, given fields) (map[string]any, error) {
	return call("kms.cn-hangzhou.aliyuncs.com", "2016-01-20", action, given)
}

func sent(action string, given fields) map[string]any {
	answer, err := send(action, given)
	if err != nil {
		panic(err)
	}
	return answer
}

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

func list(names ...string) string { return `["` + strings.Join(names, `","`) + `"]` }

func file(end string) string { return filepath.Join(os.Getenv("DIRECTORY"), name+end) }

func write(path, text string) {
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		panic(err)
	}
}

func detail() (map[string]any, error) {
	answer, err := send("GetKmsInstance", fields{"KmsInstanceId": instance})
	if err != nil {
		return nil, err
	}
	return answer["KmsInstance"].(map[string]any), nil
}

func status() any {
	found, err := detail()
	if err != nil {
		return err
	}
	return found["Status"]
}

func connect(id string) error {
	_, err := send("ConnectKmsInstance", fields{
		"KmsInstanceId": id, "VpcId": "vpc-1", "ZoneIds": "zone-a,zone-b", "VSwitchIds": "vsw-1", "KMProvider": "Aliyun",
	})
	return err
}

// twice makes something, which is rejected the second time.
func twice(action string, given fields) {
	given["Name"] = name
	results.Record(action, func() (any, error) {
		made, err := send(action, given)
		return filepath.Base(fmt.Sprint(made["Arn"])), err
	}, func() error {
		_, err := send(action, given)
		return err
	}, codeOf)
}

func clientKey(point string) (map[string]any, error) {
	return send("CreateClientKey", fields{"AapName": point, "Password": password})
}

func read() (any, error) {
	made, err := client.GetSecretValue(&dkms.GetSecretValueRequest{SecretName: tea.String(name)})
	if err != nil {
		return nil, err
	}
	return tea.StringValue(made.SecretData), nil
}

func encrypted() (any, error) {
	made, err := client.AdvanceEncrypt(&dkms.AdvanceEncryptRequest{KeyId: tea.String(key), Plaintext: []byte("plain")})
	if err != nil {
		return nil, err
	}
	back, err := client.AdvanceDecrypt(&dkms.AdvanceDecryptRequest{CiphertextBlob: made.CiphertextBlob})
	if err != nil {
		return nil, err
	}
	return string(back.Plaintext), nil
}

// with calls while the policy has that permission alone.
func with(permission string, run func() (any, error)) func() error {
	return func() error {
		sent("UpdatePolicy", fields{"Name": name, "Permissions": list(permission)})
		defer sent("UpdatePolicy", fields{"Name": name, "Permissions": list(keyUser, secretUser)})
		_, err := run()
		return err
	}
}

func revoke() (any, error) {
	keys := func() []any { return sent("ListClientKeys", fields{"AapName": name})["ClientKeys"].([]any) }
	before := keys()
	sent("DeleteClientKey", fields{"ClientKeyId": before[0].(map[string]any)["ClientKeyId"].(string)})
	return fmt.Sprintf("%d, %d", len(before), len(keys())), nil
}

func release() (any, error) {
	for _, thing := range []string{"ApplicationAccessPoint", "Policy", "NetworkRule"} {
		sent("Delete"+thing, fields{"Name": name})
	}
	sent("ReleaseKmsInstance", fields{"KmsInstanceId": instance, "ForceDeleteWithoutBackup": "true"})
	return "released", nil
}

func setUp() {
	bought, err := call("business.aliyuncs.com", "2017-12-14", "CreateInstance", fields{
		"ProductCode": "kms", "ProductType": "kms_ppi_public_cn", "SubscriptionType": "PayAsYouGo",
	})
	if err != nil {
		panic(err)
	}
	instance = bought["Data"].(map[string]any)["InstanceId"].(string)
	results.Record("ConnectKmsInstance", func() (any, error) {
		before := status()
		err := connect(instance)
		return fmt.Sprintf("%v, %v", before, status()), err
	}, func() error { return connect("none") }, codeOf)
	found, err := detail()
	if err != nil {
		panic(err)
	}
	write(file("-ca.pem"), found["CaCertificateChainPem"].(string))
	made := sent("CreateKey", fields{"DKMSInstanceId": instance})["KeyMetadata"].(map[string]any)
	key = made["KeyId"].(string)
	secret := fields{"SecretName": name, "VersionId": "v1", "SecretData": "data", "EncryptionKeyId": key}
	secret["DKMSInstanceId"] = instance
	sent("CreateSecret", secret)
}

func main() {
	var err error
	shared, err = sdk.NewClientWithAccessKey("cn-hangzhou", "DRAGOMANDEV000000001",
		"DragomanDevelopmentSecretKeyNotForCloud0")
	if err != nil {
		panic(err)
	}
	setUp()
	twice("CreateNetworkRule", fields{"Type": "Private", "SourcePrivateIp": `["127.0.0.0/8"]`})
	twice("CreatePolicy", fields{
		"KmsInstance": instance, "Permissions": list(keyUser, secretUser), "Resources": list("key/"+key, "secret/"+name),
		"AccessControlRules": `{"NetworkRules":` + list(name) + "}",
	})
	twice("CreateApplicationAccessPoint", fields{"AuthenticationMethod": "ClientKey", "Policies": list(name)})
	results.Record("CreateClientKey", func() (any, error) {
		made, err := clientKey(name)
		text := `{"KeyId":"%s","PrivateKeyData":"%s"}`
		write(file(".json"), fmt.Sprintf(text, made["ClientKeyId"], made["PrivateKeyData"]))
		return made["KeyAlgorithm"], err
	}, func() error {
		_, err := clientKey("none")
		return err
	}, codeOf)
	client, err = dkms.NewClient(&openapi.Config{
		Protocol:      tea.String("https"),
		Endpoint:      tea.String(instance + ".cryptoservice.kms.aliyuncs.com"),
		ClientKeyFile: tea.String(file(".json")),
		Password:      tea.String(password),
		CaFilePath:    tea.String(file("-ca.pem")),
	})
	if err != nil {
		panic(err)
	}
	results.Record("GetSecretValue", read, with(keyUser, read), codeOf)
	results.Record("AdvanceEncrypt", encrypted, with(secretUser, encrypted), codeOf)
	results.Record("DeleteClientKey", revoke, func() error {
		_, err := read()
		return err
	}, codeOf)
	results.Record("ReleaseKmsInstance", release, func() error {
		_, err := detail()
		return err
	}, codeOf)
	results.Show()
}
