package conformance

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestAliyunARandomPassword(t *testing.T) {
	eachAliyun(t, func(t *testing.T, kms *client) {
		for label, test := range map[string]struct {
			content fields
			want    matcher
		}{
			"by default": {nil, pattern(`[!-~]{32}`)},
			"shortest":   {fields{"PasswordLength": "8"}, pattern(`[!-~]{8}`)},
			"longest":    {fields{"PasswordLength": "128"}, pattern(`[!-~]{128}`)},
			"only digits": {
				fields{"ExcludeLowercase": "true", "ExcludeUppercase": "true", "ExcludePunctuation": "true"}, pattern(`\d{32}`),
			},
			"but some": {fields{"ExcludeNumbers": "true", "ExcludePunctuation": "true", "ExcludeCharacters": "abcXYZ"},
				pattern(`[d-zA-W]{32}`)},
		} {
			t.Run(label, func(t *testing.T) {
				kms.gets(t, "GetRandomPassword", test.content, fields{"RandomPassword": test.want, "RequestId": uuid})
			})
		}
		for _, length := range []string{"7", "129", "ten"} {
			kms.rejected(t, "GetRandomPassword", fields{"PasswordLength": length}, rejection{400, "InvalidParameter", ""})
		}
	})
}

func TestAliyunThePolicyOfASecret(t *testing.T) {
	eachAliyun(t, func(t *testing.T, kms *client) {
		of := fields{"SecretName": newAliyunSecret(t, kms, nil)}
		detail := kms.gets(t, "GetSecretPolicy", of, fields{"Policy": text, "RequestId": uuid})
		statement := policyStatement(t, textAt(t, detail, "Policy"))
		same(t, "default", statement, fields{
			"Sid": "kms default secret policy", "Effect": "Allow",
			"Principal": fields{"RAM": []any{"acs:ram::" + aliyunAccount + ":*"}},
			"Action":    []any{"kms:*"}, "Resource": []any{"*"},
		})
		policy := `{"Version":"1","Statement":[{"Sid":"mine","Effect":"Allow",` +
			`"Principal":{"RAM":["acs:ram::1000000000000001:*"]},"Action":["kms:GetSecretValue"],"Resource":["*"]}]}`
		kms.gets(t, "SetSecretPolicy", with(of, fields{"Policy": policy, "PolicyName": "default"}), fields{"RequestId": uuid})
		kms.gets(t, "GetSecretPolicy", with(of, fields{"PolicyName": "default"}), fields{"Policy": policy, "RequestId": uuid})

		kms.rejected(t, "SetSecretPolicy", of, missing("Policy"))
		kms.rejected(t, "SetSecretPolicy", with(of, fields{"Policy": "{"}), rejection{400, "InvalidParameter", ""})
		unknown := fields{"SecretName": uniqueName("missing")}
		kms.rejected(t, "SetSecretPolicy", with(unknown, fields{"Policy": policy}), notFoundAnyText)
		kms.rejected(t, "GetSecretPolicy", unknown, notFoundAnyText)
		kms.rejected(t, "GetSecretPolicy", with(of, fields{"PolicyName": "other"}), rejection{400, "InvalidParameter", ""})
	})
}

func policyStatement(t *testing.T, policy string) any {
	t.Helper()
	var decoded fields
	if err := json.Unmarshal([]byte(policy), &decoded); err != nil {
		t.Fatal(err)
	}
	return at(t, withoutNulls(decoded), "Statement", 0)
}

func TestAliyunTheServiceItself(t *testing.T) {
	eachAliyun(t, func(t *testing.T, kms *client) {
		kms.gets(t, "DescribeAccountKmsStatus", nil, fields{"AccountStatus": "Enabled", "RequestId": uuid})
		got := kms.ok(t, "DescribeRegions", nil)
		if !strings.Contains(jsonText(at(t, got, "Regions", "Region")), `{"RegionId":"`+aliyunRegion+`"}`) {
			t.Errorf("the regions are %v", got)
		}
		kms.rejected(t, "OpenKmsService", nil, rejection{400, "Forbidden.Opened", "Your kms service has been opened."})
	})
	for _, kms := range aliyunClientsOf(t, "UNKNOWNACCESSKEY0001", secretKey) {
		for _, operation := range []string{"DescribeAccountKmsStatus", "DescribeRegions"} {
			kms.rejected(t, operation, nil, rejection{404, "InvalidAccessKeyId.NotFound", ""})
		}
	}
}
