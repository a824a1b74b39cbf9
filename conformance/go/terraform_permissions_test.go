package conformance

import (
	"encoding/json"
	"errors"
	"net/http"
	"testing"

	"github.com/alibabacloud-go/tea/tea"
)

// What Terraform's providers make of a permission that is lacking: an error of theirs with the cloud's words, and never
// a resource that is gone, which they would drop from their state.

// TestTerraformHuaweiAPermissionThatIsLacking reads as huaweicloud_csms_secret and huaweicloud_kms_key do. golangsdk
// makes ErrDefault403 of the status, whose text is the body; the provider takes 404 alone for a resource that is gone.
func TestTerraformHuaweiAPermissionThatIsLacking(t *testing.T) {
	name := newSecret(t, csmsClient(t), nil)["name"].(string)
	access, secret := "TFPERMISSIONS"+randomHex(3), secretValue("")
	stateIdentity(t, access, secret, fields{"policy": fields{"Version": "5.0", "Statement": []fields{{
		"Effect": "Allow", "Action": []string{"csms:secret:create"}, "Resource": []string{"*"},
	}}}})
	provider := golangsdk{project: huaweiProject, access: access, secret: secret}
	for _, read := range []sdkCall{
		{service: "kms", method: http.MethodGet, path: "/v1/" + huaweiProject + "/secrets/" + name},
		{service: "kms", method: http.MethodGet, path: "/v1/" + huaweiProject + "/secrets/" + name + "/versions/latest"},
		{
			service: "kms", method: http.MethodPost, path: "/v1.0/" + huaweiProject + "/kms/describe-key",
			body: fields{"key_id": randomUUID()},
		},
	} {
		got := provider.send(t, read)
		if got.status != http.StatusForbidden {
			t.Fatalf("%s: status %d: %s", read.path, got.status, got.body)
		}
		var body struct {
			Code    string `json:"error_code"`
			Message string `json:"error_msg"`
			Error   struct {
				Code    string `json:"error_code"`
				Message string `json:"error_msg"`
			} `json:"error"`
		}
		if err := json.Unmarshal(got.body, &body); err != nil {
			t.Fatalf("%s: %v in %s", read.path, err, got.body)
		}
		if service := body.Code + body.Error.Code; service != "CSMS.0302" && service != "KMS.0307" && service != "KMS.0306" {
			t.Errorf("%s: %s", read.path, got.body)
		}
		if body.Message+body.Error.Message == "" {
			t.Errorf("%s: no text in %s", read.path, got.body)
		}
	}
}

// TestTerraformAliyunAPermissionThatIsLacking reads as alicloud_kms_secret and alicloud_kms_key do. The provider takes
// Forbidden.ResourceNotFound and EntityNotExist for a resource that is gone, repeats codes that begin with Throttling
// or ServiceUnavailable, and shows any other.
func TestTerraformAliyunAPermissionThatIsLacking(t *testing.T) {
	access, secret := "TFPERMISSIONS"+randomHex(3), secretValue("")
	applySeeds(t, fields{"identities": []fields{{
		"id": access, "access_keys": []fields{{"id": access, "secret": secret}}, "aliyun": fields{"policies": []fields{}},
	}}})
	const arn = "acs:kms:" + aliyunRegion + ":1000000000000001:secret/none"
	for _, kms := range aliyunClientsOf(t, access, secret) {
		t.Run(kms.name, func(t *testing.T) {
			const forbidden = "Forbidden.NoPermission"
			message := "This operation for " + arn + " is forbidden by permission system."
			of := fields{"SecretName": "none"}
			kms.rejected(t, "DescribeSecret", of, rejection{403, forbidden, message})
			kms.rejected(t, "GetSecretValue", of, rejection{403, forbidden, message})
			kms.rejected(t, "DescribeKey", fields{"KeyId": randomUUID()}, rejection{status: 403, code: forbidden})
			_, err := kms.call(t, "GetSecretValue", of)
			var rejected *tea.SDKError
			if !errors.As(err, &rejected) {
				return
			}
			detail := rejected.AccessDeniedDetail
			same(t, "AuthAction", detail["AuthAction"], "kms:GetSecretValue")
			same(t, "NoPermissionType", detail["NoPermissionType"], "ImplicitDeny")
			same(t, "PolicyType", detail["PolicyType"], "AccountLevelIdentityBasedPolicy")
		})
	}
}
