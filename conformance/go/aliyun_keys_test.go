package conformance

import (
	"fmt"
	"strings"
	"testing"
)

var (
	aliasMissing   = rejection{404, "Forbidden.AliasNotFound", ""}
	stateRejection = rejection{409, "Rejected.StateModifiedFailed", ""}
	done           = fields{"RequestId": uuid}
	keyIsDisabled  = rejection{409, "Rejected.Disabled", ""}
	keyIsPending   = rejection{409, "Rejected.PendingDeletion", ""}
)

func keyArn(id string) string {
	return fmt.Sprintf("acs:kms:%s:%s:key/%s", aliyunRegion, aliyunAccount, id)
}

func aliyunKeyShape(id any, other fields) fields {
	return with(fields{
		"KeyId": id, "Arn": text, "KeyState": "Enabled", "KeyUsage": "ENCRYPT/DECRYPT", "KeySpec": "Aliyun_AES_256",
		"Origin":          "Aliyun_KMS",
		"ProtectionLevel": "SOFTWARE", "Description": "", "Creator": aliyunAccount, "CreationDate": daysFrom(0),
		"DeleteDate":         maybe{""},
		"MaterialExpireTime": maybe{""}, "PrimaryKeyVersion": text, "AutomaticRotation": "Disabled",
		"LastRotationDate": maybe{daysFrom(0)},
		"DKMSInstanceId":   maybe{""},
	}, other)
}

// newAliyunKey creates a key and answers its id.
func newAliyunKey(t *testing.T, kms *client, content fields) string {
	t.Helper()
	return textAt(t, kms.ok(t, "CreateKey", content), "KeyMetadata", "KeyId")
}

func describesAliyunKey(t *testing.T, kms *client, id string, other fields) fields {
	t.Helper()
	shape := with(
		aliyunKeyShape(id, nil),
		fields{"Arn": keyArn(id), "DeletionProtection": "Disabled", "DeletionProtectionDescription": maybe{""}},
	)
	got := kms.gets(t, "DescribeKey", fields{"KeyId": id}, fields{"KeyMetadata": with(shape, other), "RequestId": uuid})
	return got["KeyMetadata"].(fields)
}

func TestAliyunAKeyIsCreatedAndDescribed(t *testing.T) {
	eachAliyun(t, func(t *testing.T, kms *client) {
		for label, test := range map[string]struct{ content, shown fields }{
			"by default": {nil, nil},
			"described":  {fields{"Description": "for the tests"}, fields{"Description": "for the tests"}},
			"RSA":        {fields{"KeySpec": "RSA_2048", "KeyUsage": "ENCRYPT/DECRYPT"}, fields{"KeySpec": "RSA_2048"}},
			"signing":    {fields{"KeySpec": "RSA_3072"}, fields{"KeySpec": "RSA_3072", "KeyUsage": "SIGN/VERIFY"}},
			"P-256":      {fields{"KeySpec": "EC_P256"}, fields{"KeySpec": "EC_P256", "KeyUsage": "SIGN/VERIFY"}},
			"secp256k1":  {fields{"KeySpec": "EC_P256K"}, fields{"KeySpec": "EC_P256K", "KeyUsage": "SIGN/VERIFY"}},
			"rotating": {fields{"EnableAutomaticRotation": true, "RotationInterval": "7d"},
				fields{"AutomaticRotation": "Enabled", "RotationInterval": "604800s", "NextRotationDate": daysFrom(7)}},
			"external": {
				fields{"Origin": "EXTERNAL"},
				fields{"Origin": "EXTERNAL", "KeyState": "PendingImport", "PrimaryKeyVersion": maybe{matcher(anything)}},
			},
		} {
			t.Run(label, func(t *testing.T) {
				if test.shown["KeySpec"] != nil {
					test.shown["PrimaryKeyVersion"] = maybe{matcher(anything)}
				}
				created := kms.gets(
					t, "CreateKey", test.content, fields{"KeyMetadata": aliyunKeyShape(uuid, test.shown), "RequestId": uuid},
				)
				id := textAt(t, created, "KeyMetadata", "KeyId")
				describesAliyunKey(t, kms, id, test.shown)
				describesAliyunKey(t, kms, id, test.shown)
			})
		}
		for parameter, value := range map[string]any{
			"KeySpec": "AES_1", "KeyUsage": "READ", "Origin": "external", "ProtectionLevel": "SOFT",
			"Description": strings.Repeat("d", 8193),
		} {
			kms.rejected(t, "CreateKey", fields{parameter: value}, rejection{400, "InvalidParameter", ""})
		}
		for _, interval := range []string{"6d", "731d", "often"} {
			kms.rejected(
				t, "CreateKey", fields{"EnableAutomaticRotation": true, "RotationInterval": interval},
				rejection{400, "InvalidParameter", ""},
			)
		}
		kms.rejected(t, "CreateKey", fields{"DKMSInstanceId": "kst-another"}, instanceMissing)
		kms.rejected(t, "DescribeKey", fields{"KeyId": randomUUID()}, aliyunKeyMissing)
		kms.rejected(t, "DescribeKey", fields{"KeyId": "alias/" + uniqueName("missing")}, aliasMissing)
		kms.rejected(t, "DescribeKey", nil, missing("KeyId"))
	})
}

func TestAliyunKeyStates(t *testing.T) {
	eachAliyun(t, func(t *testing.T, kms *client) {
		id := newAliyunKey(t, kms, nil)
		of := fields{"KeyId": id}
		kms.rejected(t, "CancelKeyDeletion", of, stateRejection)
		kms.gets(t, "DisableKey", of, done)
		describesAliyunKey(t, kms, id, fields{"KeyState": "Disabled"})
		kms.gets(t, "DisableKey", of, done)
		kms.gets(t, "EnableKey", of, done)
		describesAliyunKey(t, kms, id, nil)
		for _, days := range []int{6, 367} {
			kms.rejected(t, "ScheduleKeyDeletion", with(of, fields{"PendingWindowInDays": days}), invalid("PendingWindowInDays"))
		}
		kms.gets(t, "ScheduleKeyDeletion", with(of, fields{"PendingWindowInDays": 7}), done)
		describesAliyunKey(t, kms, id, fields{"KeyState": "PendingDeletion", "DeleteDate": daysFrom(7)})
		for _, operation := range []string{"EnableKey", "DisableKey"} {
			kms.rejected(t, operation, of, stateRejection)
		}
		kms.rejected(t, "ScheduleKeyDeletion", with(of, fields{"PendingWindowInDays": 7}), stateRejection)
		kms.gets(t, "CancelKeyDeletion", of, done)
		describesAliyunKey(t, kms, id, nil)
		for _, operation := range []string{"EnableKey", "DisableKey", "CancelKeyDeletion"} {
			kms.rejected(t, operation, fields{"KeyId": randomUUID()}, aliyunKeyMissing)
		}
		kms.rejected(t, "ScheduleKeyDeletion", fields{"KeyId": randomUUID(), "PendingWindowInDays": 7}, aliyunKeyMissing)
	})
}

func TestAliyunAKeyIsDescribedAnew(t *testing.T) {
	eachAliyun(t, func(t *testing.T, kms *client) {
		id := newAliyunKey(t, kms, nil)
		longest := strings.Repeat("d", 8192)
		kms.gets(t, "UpdateKeyDescription", fields{"KeyId": id, "Description": longest}, done)
		describesAliyunKey(t, kms, id, fields{"Description": longest})
		kms.rejected(t, "UpdateKeyDescription", fields{"KeyId": id, "Description": longest + "d"}, invalid("Description"))
		kms.rejected(t, "UpdateKeyDescription", fields{"KeyId": randomUUID(), "Description": "new"}, aliyunKeyMissing)
	})
}

func TestAliyunTheRotationOfAKey(t *testing.T) {
	eachAliyun(t, func(t *testing.T, kms *client) {
		id := newAliyunKey(t, kms, nil)
		policy := func(on bool, interval any) fields {
			return with(fields{"KeyId": id, "EnableAutomaticRotation": on, "RotationInterval": interval}, nil)
		}
		with7 := policy(true, "7d")
		kms.gets(t, "UpdateRotationPolicy", with7, done)
		describesAliyunKey(
			t, kms, id, fields{"AutomaticRotation": "Enabled", "RotationInterval": "604800s", "NextRotationDate": daysFrom(7)},
		)
		kms.gets(t, "UpdateRotationPolicy", fields{"KeyId": id, "EnableAutomaticRotation": false}, done)
		describesAliyunKey(t, kms, id, nil)
		kms.rejected(t, "UpdateRotationPolicy", policy(true, "6d"), invalid("RotationInterval"))
		kms.rejected(t, "UpdateRotationPolicy", with(with7, fields{"KeyId": randomUUID()}), aliyunKeyMissing)
		unable := rejection{400, "Rejected.UnsupportedOperation", ""}
		kms.rejected(
			t, "UpdateRotationPolicy", with(with7, fields{"KeyId": newAliyunKey(t, kms, fields{"KeySpec": "RSA_2048"})}), unable,
		)
	})
}

func TestAliyunVersionsOfAKey(t *testing.T) {
	eachAliyun(t, func(t *testing.T, kms *client) {
		id := newAliyunKey(t, kms, fields{"KeySpec": "EC_P256"})
		shape := func(version any) fields {
			return fields{"KeyId": id, "KeyVersionId": version, "CreationDate": daysFrom(0)}
		}
		created := kms.gets(t, "CreateKeyVersion", fields{"KeyId": id}, fields{"KeyVersion": shape(text), "RequestId": uuid})
		version := textAt(t, created, "KeyVersion", "KeyVersionId")
		kms.gets(
			t, "DescribeKeyVersion", fields{"KeyId": id, "KeyVersionId": version},
			fields{"KeyVersion": shape(version), "RequestId": uuid},
		)
		listed := kms.gets(t, "ListKeyVersions", fields{"KeyId": id}, page(10, 2, fields{
			"KeyVersions": fields{"KeyVersion": []any{shape(text), shape(text)}},
		}))
		first, second := textAt(
			t, listed, "KeyVersions", "KeyVersion", 0, "KeyVersionId",
		), textAt(t, listed, "KeyVersions", "KeyVersion", 1, "KeyVersionId")
		if first == second || (first != version && second != version) {
			t.Errorf("the versions are %v", listed)
		}
		kms.rejected(
			t, "DescribeKeyVersion", fields{"KeyId": id, "KeyVersionId": randomUUID()},
			rejection{404, "Forbidden.KeyVersionNotFound", ""},
		)
		kms.rejected(t, "CreateKeyVersion", fields{"KeyId": randomUUID()}, aliyunKeyMissing)
		kms.rejected(t, "ListKeyVersions", fields{"KeyId": randomUUID()}, aliyunKeyMissing)
		kms.rejected(t, "ListKeyVersions", fields{"KeyId": id, "PageSize": 101}, invalid("PageSize"))
		kms.ok(t, "DisableKey", fields{"KeyId": id})
		kms.rejected(t, "CreateKeyVersion", fields{"KeyId": id}, keyIsDisabled)
	})
}

func TestAliyunKeysAreListed(t *testing.T) {
	eachAliyun(t, func(t *testing.T, kms *client) {
		ids := []string{newAliyunKey(t, kms, nil), newAliyunKey(t, kms, fields{"KeySpec": "EC_P256K"})}
		kms.ok(t, "DisableKey", fields{"KeyId": ids[1]})
		total := at(t, kms.ok(t, "ListKeys", nil), "TotalCount")
		listed := kms.gets(t, "ListKeys", fields{"PageNumber": 1, "PageSize": 1}, fields{
			"Keys":       fields{"Key": []any{fields{"KeyId": text, "KeyArn": text}}},
			"PageNumber": 1, "PageSize": 1, "TotalCount": number, "RequestId": uuid,
		})
		same(t, "TotalCount", listed["TotalCount"], total)
		filter := []fields{
			{"Key": "KeyState", "Values": []string{"Disabled"}}, {"Key": "KeySpec", "Values": []string{"EC_P256K", "EC_SM2"}},
		}
		found := kms.ok(t, "ListKeys", fields{"Filters": jsonText(filter), "PageSize": 100})
		row, held := jsonText(fields{"KeyArn": keyArn(ids[1]), "KeyId": ids[1]}), jsonText(at(t, found, "Keys", "Key"))
		if !strings.Contains(held, row) || strings.Contains(held, ids[0]) {
			t.Errorf("found %v", held)
		}
		for _, content := range []fields{
			{"PageSize": 0}, {"PageSize": 101}, {"PageNumber": 0}, {"Filters": "{"},
			{"Filters": `[{"Key":"Colour","Values":["red"]}]`},
		} {
			kms.rejected(t, "ListKeys", content, rejection{400, "InvalidParameter", ""})
		}
	})
}

func TestAliyunAliases(t *testing.T) {
	eachAliyun(t, func(t *testing.T, kms *client) {
		id, other, alias := newAliyunKey(t, kms, nil), newAliyunKey(t, kms, nil), "alias/"+uniqueName("a/b_c-d")
		of := fields{"KeyId": id, "AliasName": alias}
		row := func(id string) fields {
			return fields{
				"AliasName": alias, "KeyId": id, "AliasArn": fmt.Sprintf("acs:kms:%s:%s:%s", aliyunRegion, aliyunAccount, alias),
			}
		}
		kms.gets(t, "CreateAlias", of, done)
		kms.rejected(t, "CreateAlias", of, rejection{400, "AliasAlreadyExists", "AliasName Already Exists."})
		kms.gets(
			t, "ListAliasesByKeyId", fields{"KeyId": id}, page(10, 1, fields{"Aliases": fields{"Alias": []any{row(id)}}}),
		)
		same(t, "KeyId", at(t, kms.ok(t, "DescribeKey", fields{"KeyId": alias}), "KeyMetadata", "KeyId"), id)
		kms.gets(t, "UpdateAlias", fields{"KeyId": other, "AliasName": alias}, done)
		kms.gets(t, "ListAliasesByKeyId", fields{"KeyId": id}, page(10, 0, fields{"Aliases": fields{"Alias": []any{}}}))
		listed := kms.ok(t, "ListAliases", fields{"PageSize": 100})
		if !strings.Contains(jsonText(at(t, listed, "Aliases", "Alias")), jsonText(row(other))) {
			t.Errorf("listed are %v", listed)
		}
		for _, name := range []string{"a", "alias/acs/mine", "alias/" + strings.Repeat("n", 250), "alias/a b"} {
			kms.rejected(t, "CreateAlias", fields{"KeyId": id, "AliasName": name}, invalid("AliasName"))
		}
		kms.rejected(
			t, "CreateAlias", fields{"KeyId": randomUUID(), "AliasName": "alias/" + uniqueName("a")}, aliyunKeyMissing,
		)
		kms.rejected(t, "UpdateAlias", fields{"KeyId": id, "AliasName": "alias/" + uniqueName("missing")}, aliasMissing)
		kms.rejected(t, "ListAliases", fields{"PageSize": 101}, invalid("PageSize"))
		kms.rejected(t, "ListAliasesByKeyId", fields{"KeyId": randomUUID()}, aliyunKeyMissing)
		kms.gets(t, "DeleteAlias", fields{"AliasName": alias}, done)
		kms.rejected(t, "DeleteAlias", fields{"AliasName": alias}, aliasMissing)
	})
}

func TestAliyunAKeyIsProtectedFromDeletion(t *testing.T) {
	eachAliyun(t, func(t *testing.T, kms *client) {
		id := newAliyunKey(t, kms, nil)
		protect := fields{
			"ProtectedResourceArn": keyArn(id), "EnableDeletionProtection": true, "DeletionProtectionDescription": "kept",
		}
		kms.gets(t, "SetDeletionProtection", protect, done)
		describesAliyunKey(t, kms, id, fields{"DeletionProtection": "Enabled", "DeletionProtectionDescription": "kept"})
		if _, err := kms.call(t, "ScheduleKeyDeletion", fields{"KeyId": id, "PendingWindowInDays": 7}); err == nil {
			t.Error("it is deleted all the same")
		}
		kms.gets(
			t, "SetDeletionProtection",
			with(protect, fields{"EnableDeletionProtection": false, "DeletionProtectionDescription": nil}), done,
		)
		kms.ok(t, "ScheduleKeyDeletion", fields{"KeyId": id, "PendingWindowInDays": 7})
		kms.rejected(
			t, "SetDeletionProtection", with(protect, fields{"ProtectedResourceArn": keyArn(randomUUID())}), aliyunKeyMissing,
		)
	})
}

func TestAliyunThePolicyOfAKey(t *testing.T) {
	eachAliyun(t, func(t *testing.T, kms *client) {
		of := fields{"KeyId": newAliyunKey(t, kms, nil)}
		kms.gets(t, "GetKeyPolicy", of, fields{"Policy": text, "RequestId": uuid})
		policy := `{"Version":"1","Statement":[{"Sid":"mine","Effect":"Allow",` +
			`"Principal":{"RAM":["acs:ram::1000000000000001:*"]},"Action":["kms:*"],"Resource":["*"]}]}`
		kms.gets(t, "SetKeyPolicy", with(of, fields{"Policy": policy, "PolicyName": "default"}), done)
		kms.gets(t, "GetKeyPolicy", with(of, fields{"PolicyName": "default"}), fields{"Policy": policy, "RequestId": uuid})
		kms.rejected(t, "SetKeyPolicy", of, missing("Policy"))
		kms.rejected(t, "SetKeyPolicy", with(of, fields{"Policy": "{"}), rejection{400, "InvalidParameter", ""})
		unknown := fields{"KeyId": randomUUID()}
		kms.rejected(t, "SetKeyPolicy", with(unknown, fields{"Policy": policy}), aliyunKeyMissing)
		kms.rejected(t, "GetKeyPolicy", unknown, aliyunKeyMissing)
	})
}

func TestAliyunTagsOfAKey(t *testing.T) {
	eachAliyun(t, func(t *testing.T, kms *client) {
		id := newAliyunKey(t, kms, fields{"Tags": jsonText(aliyunTags("made", "with"))})
		of := fields{"KeyId": id}
		kms.gets(t, "TagResource", with(of, fields{"Tags": jsonText(aliyunTags("env", "test"))}), done)
		kms.gets(t, "UntagResource", with(of, fields{"TagKeys": `["made"]`}), done)
		kms.gets(t, "ListResourceTags", of, fields{
			"Tags": fields{"Tag": []any{fields{"KeyId": id, "TagKey": "env", "TagValue": "test"}}}, "RequestId": uuid,
		})
		kms.rejected(t, "ListResourceTags", fields{"KeyId": randomUUID()}, aliyunKeyMissing)
	})
}

func TestAliyunADisabledKeyMakesItsSecretsUnreadable(t *testing.T) {
	eachAliyun(t, func(t *testing.T, kms *client) {
		id := newAliyunKey(t, kms, nil)
		name := newAliyunSecret(t, kms, fields{"EncryptionKeyId": id})
		of := fields{"SecretName": name}
		same(t, "EncryptionKeyId", kms.ok(t, "DescribeSecret", of)["EncryptionKeyId"], id)
		kms.ok(t, "DisableKey", fields{"KeyId": id})
		kms.rejected(t, "GetSecretValue", of, keyIsDisabled)
		kms.rejected(t, "PutSecretValue", with(of, fields{"VersionId": "v2", "SecretData": secretValue("")}), keyIsDisabled)
		kms.ok(t, "EnableKey", fields{"KeyId": id})
		kms.ok(t, "GetSecretValue", of)
		kms.ok(t, "ScheduleKeyDeletion", fields{"KeyId": id, "PendingWindowInDays": 7})
		kms.rejected(t, "GetSecretValue", of, keyIsPending)
		kms.ok(t, "CancelKeyDeletion", fields{"KeyId": id})
		kms.ok(t, "GetSecretValue", of)
	})
}
