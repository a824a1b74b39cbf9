package conformance

import "testing"

// The calls of aliyun/terraform-provider-alicloud (August 2026) in the order in which its resources and data sources
// make them, and what it needs of each answer for an empty plan after apply.

// readsSecret is what alicloud_kms_secret reads after every change.
func readsSecret(t *testing.T, kms *client, name string, secret, value fields, tags []any) {
	t.Helper()
	detail := kms.ok(t, "DescribeSecret", fields{"SecretName": name})
	got := kms.ok(t, "GetSecretValue", fields{"SecretName": name})
	for field, want := range secret {
		same(t, field, detail[field], want)
	}
	for field, want := range value {
		same(t, field, got[field], want)
	}
	listed := kms.ok(
		t, "ListTagResources", fields{"RegionId": aliyunRegion, "ResourceType": "secret", "ResourceId": []any{name}},
	)
	rows := at(t, listed, "TagResources", "TagResource").([]any)
	same(t, "tags", tagValues(rows), tags)
}

func tagValues(rows []any) []any {
	values := []any{}
	for _, row := range rows {
		values = append(values, row.(fields)["TagKey"].(string)+"="+row.(fields)["TagValue"].(string))
	}
	return values
}

func TestTerraformAliyunASecret(t *testing.T) {
	eachAliyun(t, func(t *testing.T, kms *client) {
		name, first, second := uniqueName("terraform"), secretValue(""), secretValue("")
		of := fields{"SecretName": name}
		kms.ok(t, "CreateSecret", with(of, fields{
			"SecretData": first, "VersionId": "v1", "SecretDataType": "text", "Description": "made",
			"Tags": `[{"TagKey":"env","TagValue":"test"}]`,
		}))
		// Stages are set by a put of the same version with the same data.
		kms.ok(t, "PutSecretValue", with(of, fields{
			"SecretData": first, "VersionId": "v1", "SecretDataType": "text", "VersionStages": `["ACSCurrent","blue"]`,
		}))
		readsSecret(t, kms, name,
			fields{
				"SecretName": name, "SecretType": "Generic", "Description": "made", "ExtendedConfig": nil, "RotationInterval": nil,
			},
			fields{
				"SecretData": first, "VersionId": "v1", "SecretDataType": "text", "VersionStages": stageList("ACSCurrent", "blue"),
			},
			[]any{"env=test"})

		kms.ok(t, "PutSecretValue", with(of, fields{
			"SecretData": second, "VersionId": "v2", "SecretDataType": "text", "VersionStages": `["ACSCurrent","blue"]`,
		}))
		kms.ok(t, "UpdateSecret", with(of, fields{"Description": "changed"}))
		tagged := fields{"RegionId": aliyunRegion, "ResourceType": "secret", "ResourceId": []any{name}}
		kms.ok(t, "UntagResources", with(tagged, fields{"TagKey": []any{"env"}}))
		kms.ok(t, "TagResources", with(tagged, fields{"Tag": []any{fields{"Key": "team", "Value": "a"}}}))
		readsSecret(t, kms, name, fields{"Description": "changed"},
			fields{"SecretData": second, "VersionId": "v2", "VersionStages": stageList("ACSCurrent", "blue")}, []any{"team=a"})

		// The data source alicloud_kms_secrets, then alicloud_kms_secret_versions.
		kms.ok(
			t, "ListSecrets",
			fields{
				"FetchTags": "true", "Filters": `[{"Key":"SecretName","Values":["` + name + `"]}]`, "PageSize": 50, "PageNumber": 1,
			},
		)
		kms.ok(t, "ListSecretVersionIds", with(of, fields{"IncludeDeprecated": "true", "PageSize": 50, "PageNumber": 1}))
		kms.ok(t, "GetSecretValue", with(of, fields{"VersionId": "v1", "VersionStage": "ACSPrevious"}))

		kms.ok(t, "DeleteSecret", with(of, fields{"ForceDeleteWithoutRecovery": "true", "RecoveryWindowInDays": "30"}))
		kms.rejected(t, "DescribeSecret", of, notFoundAnyText)
	})
}

func TestTerraformAliyunAManagedSecretOfAnInstance(t *testing.T) {
	eachAliyun(t, func(t *testing.T, kms *client) {
		name, _ := rdsSecret(t, kms, fields{
			"EnableAutomaticRotation": true, "RotationInterval": "604800s", "DKMSInstanceId": aliyunInstance,
		})
		of := fields{"SecretName": name}
		detail := kms.ok(t, "DescribeSecret", of)
		same(t, "RotationInterval", detail["RotationInterval"], "604800s")
		same(t, "DKMSInstanceId", detail["DKMSInstanceId"], aliyunInstance)
		kms.ok(t, "GetSecretPolicy", of)
		kms.ok(t, "GetSecretValue", of)

		kms.ok(
			t, "UpdateSecretRotationPolicy", with(of, fields{"EnableAutomaticRotation": false, "RotationInterval": "604800s"}),
		)
		detail = kms.ok(t, "DescribeSecret", of)
		same(t, "AutomaticRotation", detail["AutomaticRotation"], "Disabled")
		kms.ok(t, "DeleteSecret", with(of, fields{"ForceDeleteWithoutRecovery": "false", "RecoveryWindowInDays": "7"}))
	})
}

func TestTerraformAliyunAKey(t *testing.T) {
	eachAliyun(t, func(t *testing.T, kms *client) {
		made := kms.ok(t, "CreateKey", fields{
			"Description": "made", "ProtectionLevel": "SOFTWARE", "EnableAutomaticRotation": false, "RotationInterval": "7d",
			"Tags": `[{"TagKey":"env","TagValue":"test"}]`,
		})
		id, arn := textAt(t, made, "KeyMetadata", "KeyId"), textAt(t, made, "KeyMetadata", "Arn")
		of := fields{"KeyId": id}
		describesAliyunKey(t, kms, id, fields{"Description": "made"})
		kms.ok(t, "ListTagResources", fields{"RegionId": aliyunRegion, "ResourceType": "key", "ResourceId": []any{id}})

		// A change of status comes first, with a look at the key before and after it.
		for _, change := range [][2]string{{"DisableKey", "Disabled"}, {"EnableKey", "Enabled"}} {
			kms.ok(t, "DescribeKey", of)
			kms.ok(t, change[0], of)
			same(t, change[0], at(t, kms.ok(t, "DescribeKey", of), "KeyMetadata", "KeyState"), change[1])
		}
		kms.ok(t, "UpdateKeyDescription", with(of, fields{"Description": "changed"}))
		kms.ok(t, "UpdateRotationPolicy", with(of, fields{"EnableAutomaticRotation": true, "RotationInterval": "7d"}))
		kms.ok(t, "SetDeletionProtection", fields{
			"ProtectedResourceArn": arn, "EnableDeletionProtection": true, "DeletionProtectionDescription": "why",
		})
		kms.ok(t, "SetDeletionProtection", fields{"ProtectedResourceArn": arn, "EnableDeletionProtection": false})
		kms.ok(t, "ListKeys", fields{"Filters": `[{"Key":"KeyState","Values":["Enabled"]}]`, "PageSize": 50, "PageNumber": 1})

		kms.ok(t, "ScheduleKeyDeletion", with(of, fields{"PendingWindowInDays": 7}))
		same(t, "KeyState", at(t, kms.ok(t, "DescribeKey", of), "KeyMetadata", "KeyState"), "PendingDeletion")
	})
}

func TestTerraformAliyunAnAliasAndAKeyVersion(t *testing.T) {
	eachAliyun(t, func(t *testing.T, kms *client) {
		first, second := newAliyunKey(t, kms, nil), newAliyunKey(t, kms, fields{"KeySpec": "EC_P256"})
		alias := "alias/" + uniqueName("terraform")
		held := func() (key any) {
			t.Helper()
			for number := 1; ; number++ {
				detail := at(t, kms.ok(t, "ListAliases", fields{"PageNumber": number, "PageSize": 20}), "Aliases", "Alias").([]any)
				for _, entry := range detail {
					if entry.(fields)["AliasName"] == alias {
						return entry.(fields)["KeyId"]
					}
				}
				if len(detail) < 20 {
					return nil
				}
			}
		}
		kms.ok(t, "CreateAlias", fields{"KeyId": first, "AliasName": alias})
		same(t, "created", held(), first)
		kms.ok(t, "UpdateAlias", fields{"KeyId": second, "AliasName": alias})
		same(t, "updated", held(), second)
		kms.ok(t, "DeleteAlias", fields{"AliasName": alias})
		same(t, "deleted", held(), nil)

		version := textAt(t, kms.ok(t, "CreateKeyVersion", fields{"KeyId": second}), "KeyVersion", "KeyVersionId")
		kms.ok(t, "DescribeKeyVersion", fields{"KeyId": second, "KeyVersionId": version})
		kms.ok(t, "ListKeyVersions", fields{"KeyId": second, "PageSize": 50, "PageNumber": 1})
	})
}

func TestTerraformAliyunACiphertext(t *testing.T) {
	eachAliyun(t, func(t *testing.T, kms *client) {
		id := newAliyunKey(t, kms, nil)
		// The provider's pages and tests give plain text, not Base64, and read it back as it was.
		for _, plaintext := range []string{"plaintext", "test", "example"} {
			for _, context := range []fields{{}, {"name": "value"}} {
				bound := boundTo(kms, context)
				sealed := kms.ok(t, "Encrypt", with(bound, fields{"KeyId": id, "Plaintext": plaintext}))
				opened := kms.ok(t, "Decrypt", with(bound, fields{"CiphertextBlob": sealed["CiphertextBlob"]}))
				same(t, "Plaintext", opened["Plaintext"], plaintext)
			}
		}
	})
}
