package conformance

import "testing"

const aliyunInstance = "kst-conformance0001"

var instanceMissing = rejection{403, "Forbidden.DKMSInstanceNotFound", "The specified DKMS Instance is not found."}

func page(size, total int, list fields) fields {
	return with(list, fields{"PageNumber": 1, "PageSize": size, "TotalCount": total, "RequestId": uuid})
}

func TestAliyunInstancesAreShownAsConfigured(t *testing.T) {
	eachAliyun(t, func(t *testing.T, kms *client) {
		kms.gets(t, "ListKmsInstances", fields{"PageNumber": 1, "PageSize": 10}, page(10, 1, fields{
			"KmsInstances": fields{"KmsInstance": []any{fields{"KmsInstanceId": aliyunInstance, "KmsInstanceArn": text}}},
		}))
		// Zones and switches are lists, as v4 of the client reads them; those before read text and fail.
		if _, err := kms.call(t, "GetKmsInstance", fields{"KmsInstanceId": aliyunInstance}); err == nil {
			t.Error("GetKmsInstance is read: compare what it has")
		}
		kms.rejected(t, "GetKmsInstance", fields{"KmsInstanceId": "kst-another"}, instanceMissing)
		kms.rejected(t, "GetKmsInstance", nil, missing("KmsInstanceId"))
		kms.rejected(t, "ListKmsInstances", fields{"PageNumber": 0}, rejection{400, "InvalidParameter", ""})
	})
}

func TestAliyunWhatBelongsToAnInstance(t *testing.T) {
	eachAliyun(t, func(t *testing.T, kms *client) {
		paged := fields{"PageNumber": 1, "PageSize": 5}
		kms.gets(t, "ListApplicationAccessPoints", paged, page(5, 1, fields{
			"ApplicationAccessPoints": fields{
				"ApplicationAccessPoint": []any{fields{"Name": "point", "AuthenticationMethod": "ClientKey"}},
			},
		}))
		kms.gets(t, "ListNetworkRules", paged, page(5, 1, fields{
			"NetworkRules": fields{"NetworkRule": []any{fields{"Name": "rule", "Type": "Private"}}},
		}))
		kms.gets(t, "ListPolicies", paged, page(5, 1, fields{"Policies": fields{"Policy": []any{fields{"Name": "policy"}}}}))
		for _, operation := range []string{"ListApplicationAccessPoints", "ListNetworkRules", "ListPolicies"} {
			kms.rejected(t, operation, fields{"PageSize": 0}, rejection{400, "InvalidParameter", ""})
		}

		kms.gets(t, "DescribeApplicationAccessPoint", fields{"Name": "point"}, fields{
			"Arn": text, "Name": "point", "AuthenticationMethod": "ClientKey", "Description": "of the tests",
			"Policies": `["policy"]`, "RequestId": uuid,
		})
		kms.gets(t, "DescribeNetworkRule", fields{"Name": "rule"}, fields{
			"Arn": text, "Name": maybe{"rule"}, "Type": "Private", "Description": "of the tests",
			"SourcePrivateIp": `["10.0.0.0/8"]`, "RequestId": uuid,
		})
		kms.gets(t, "DescribePolicy", fields{"Name": "policy"}, fields{
			"Arn": text, "Name": "policy", "Description": "", "KmsInstance": aliyunInstance, "RequestId": uuid,
			"Permissions": []any{"RbacPermission/Template/CryptoServiceKeyUser"}, "Resources": []any{"key/*"},
			"AccessControlRules": `{"NetworkRules":["rule"]}`,
		})
		for _, operation := range []string{"DescribeApplicationAccessPoint", "DescribeNetworkRule", "DescribePolicy"} {
			kms.rejected(t, operation, fields{"Name": uniqueName("missing")}, notFoundAnyText)
			kms.rejected(t, operation, nil, missing("Name"))
		}
	})
}

func TestAliyunClientKeys(t *testing.T) {
	eachAliyun(t, func(t *testing.T, kms *client) {
		key := fields{
			"ClientKeyId": "KAAP.conformance", "AapName": "point", "KeyAlgorithm": "RSA_2048", "KeyOrigin": "KMS_PROVIDED",
			"PublicKeyData": maybe{matcher(anything)}, "CreateTime": utcTime, "NotBefore": utcTime,
			"NotAfter": "2030-01-01T00:00:00Z",
		}
		kms.gets(t, "ListClientKeys", fields{"AapName": "point"}, fields{"ClientKeys": []any{key}, "RequestId": uuid})
		kms.gets(t, "GetClientKey", fields{"ClientKeyId": "KAAP.conformance"}, with(key, fields{"RequestId": uuid}))
		kms.rejected(t, "GetClientKey", fields{"ClientKeyId": "KAAP.missing"}, notFoundAnyText)
		kms.rejected(t, "ListClientKeys", fields{"AapName": uniqueName("missing")}, notFoundAnyText)
	})
}
