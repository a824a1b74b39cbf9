package conformance

import (
	"strings"
	"testing"
)

const aliyunValueLimit = 30720

func TestAliyunASecretIsCreatedDescribedAndRead(t *testing.T) {
	eachAliyun(t, func(t *testing.T, kms *client) {
		name, value := uniqueName("with/a/secret/path"), secretValue("")
		kms.gets(t, "CreateSecret",
			fields{"SecretName": name, "VersionId": "2026-11", "SecretData": value, "Description": "for the tests"},
			fields{
				"Arn": secretArn(name), "SecretName": name, "SecretType": "Generic", "VersionId": "2026-11", "RequestId": uuid,
			})
		for _, detail := range []string{name, secretArn(name)} {
			described := kms.gets(t, "DescribeSecret", fields{"SecretName": detail}, fields{
				"Arn": secretArn(name), "SecretName": name, "SecretType": "Generic", "Description": "for the tests",
				"CreateTime": daysFrom(0), "UpdateTime": daysFrom(0), "RequestId": uuid,
			})
			same(t, "UpdateTime", described["UpdateTime"], described["CreateTime"])
			kms.gets(t, "GetSecretValue", fields{"SecretName": detail}, fields{
				"SecretName": name, "SecretType": "Generic", "SecretData": value, "SecretDataType": "text",
				"VersionId": "2026-11", "VersionStages": stageList("ACSCurrent"), "CreateTime": daysFrom(0), "RequestId": uuid,
			})
		}
	})
}

func TestAliyunAValueOfAnyCharactersComesBack(t *testing.T) {
	eachAliyun(t, func(t *testing.T, kms *client) {
		for _, rest := range []string{
			"a/b c+=.@-_", `{"k":"v ~*!'()中"}`, "𝄞 non-BMP 😀", "%41 & = ? #", `<a>&amp;"'</a>`, "line\r\nline\ttab", " edges ",
		} {
			value := secretValue(rest)
			name := newAliyunSecret(t, kms, fields{"SecretData": value, "SecretDataType": "binary"})
			got := kms.ok(t, "GetSecretValue", fields{"SecretName": name})
			same(t, "SecretData", got["SecretData"], value)
			same(t, "SecretDataType", got["SecretDataType"], "binary")
		}
	})
}

func TestAliyunCreateBounds(t *testing.T) {
	tags := func(count, length int) string {
		list := []fields{}
		for len(list) < count {
			list = append(list, fields{"TagKey": strings.Repeat("k", length-3) + randomHex(2)[:3], "TagValue": "v"})
		}
		return jsonText(list)
	}
	eachAliyun(t, func(t *testing.T, kms *client) {
		for label, other := range map[string]fields{
			"any name":      {"SecretName": uniqueName("a/b+c=.@-_")},
			"Chinese name":  {"SecretName": uniqueName("数据库/密码")},
			"name of 192":   {"SecretName": uniqueName(strings.Repeat("n", 192-13))},
			"version of 64": {"VersionId": strings.Repeat("v", 64)},
			"longest value": {"SecretData": sizedValue(aliyunValueLimit)},
			"one long tag":  {"Tags": tags(1, 128)},
		} {
			t.Run("takes/"+label, func(t *testing.T) { newAliyunSecret(t, kms, other) })
		}
		for label, rejected := range map[string]struct {
			other     fields
			parameter string
		}{
			"name with a blank": {fields{"SecretName": "a b"}, "SecretName"},
			"name of 193":       {fields{"SecretName": strings.Repeat("n", 193)}, "SecretName"},
			"reserved name":     {fields{"SecretName": "acs/mine"}, "SecretName"},
			"version of 65":     {fields{"VersionId": strings.Repeat("v", 65)}, "VersionId"},
			"longer value":      {fields{"SecretData": sizedValue(aliyunValueLimit + 1)}, "SecretData"},
			"type of value":     {fields{"SecretDataType": "json"}, "SecretDataType"},
			"type of secret":    {fields{"SecretType": "Other"}, "SecretType"},
			"tags of no form":   {fields{"Tags": "not json"}, "Tags"},
			"longer tag":        {fields{"Tags": tags(1, 129)}, "Tags"},
			"reserved tag":      {fields{"Tags": `[{"TagKey":"aliyun-mine","TagValue":"v"}]`}, "Tags"},
		} {
			t.Run("rejects/"+label, func(t *testing.T) {
				kms.rejected(t, "CreateSecret", aliyunSecret(rejected.other), invalid(rejected.parameter))
			})
		}
		for _, parameter := range []string{"SecretName", "VersionId", "SecretData"} {
			kms.rejected(t, "CreateSecret", aliyunSecret(fields{parameter: nil}), missing(parameter))
		}
		kms.rejected(t, "CreateSecret", aliyunSecret(fields{"EncryptionKeyId": randomUUID()}), aliyunKeyMissing)
		kms.rejected(t, "CreateSecret", aliyunSecret(fields{"SecretName": newAliyunSecret(t, kms, nil)}), nameTaken)
	})
}

func TestAliyunUpdateChangesTheDescription(t *testing.T) {
	eachAliyun(t, func(t *testing.T, kms *client) {
		name := newAliyunSecret(t, kms, fields{"Description": "before"})
		kms.gets(
			t, "UpdateSecret", fields{"SecretName": name, "Description": "after"}, fields{"SecretName": name, "RequestId": uuid},
		)
		same(t, "Description", kms.ok(t, "DescribeSecret", fields{"SecretName": name})["Description"], "after")
	})
}

func TestAliyunASecretThatDoesNotExist(t *testing.T) {
	eachAliyun(t, func(t *testing.T, kms *client) {
		for operation, content := range map[string]fields{
			"DescribeSecret":           {},
			"GetSecretValue":           {},
			"PutSecretValue":           {"VersionId": "v2", "SecretData": secretValue("")},
			"ListSecretVersionIds":     {},
			"UpdateSecret":             {"Description": "new"},
			"UpdateSecretVersionStage": {"VersionStage": "mine", "MoveToVersion": "v1"},
			"DeleteSecret":             {},
			"RestoreSecret":            {},
		} {
			t.Run(operation, func(t *testing.T) {
				// Messages differ in their full stop from one operation's table to another's.
				kms.rejected(t, operation, with(content, fields{"SecretName": uniqueName("missing")}), notFoundAnyText)
			})
		}
	})
}

func TestAliyunDeletionAndRestoration(t *testing.T) {
	eachAliyun(t, func(t *testing.T, kms *client) {
		name := newAliyunSecret(t, kms, nil)
		of := fields{"SecretName": name}
		for _, days := range []string{"6", "31", "soon"} {
			kms.rejected(t, "DeleteSecret", with(of, fields{"RecoveryWindowInDays": days}), invalid("RecoveryWindowInDays"))
		}
		for days, content := range map[int]fields{7: {"RecoveryWindowInDays": "7"}, 30: {}} {
			deleted := kms.gets(t, "DeleteSecret", with(of, content),
				fields{"SecretName": name, "PlannedDeleteTime": daysFrom(days), "RequestId": uuid})
			described := kms.ok(t, "DescribeSecret", of)
			same(t, "PlannedDeleteTime", described["PlannedDeleteTime"], deleted["PlannedDeleteTime"])
			kms.gets(t, "RestoreSecret", of, fields{"SecretName": name, "RequestId": uuid})
		}
		kms.rejected(t, "RestoreSecret", of, rejection{409, "Rejected.ResourceInUse", "restore normal secret"})
	})
}

func TestAliyunASecretInItsDeleteWindow(t *testing.T) {
	eachAliyun(t, func(t *testing.T, kms *client) {
		name := newAliyunSecret(t, kms, nil)
		kms.ok(t, "DeleteSecret", fields{"SecretName": name})
		for operation, content := range map[string]fields{
			"GetSecretValue":           {},
			"PutSecretValue":           {"VersionId": "v2", "SecretData": secretValue("")},
			"UpdateSecret":             {"Description": "new"},
			"UpdateSecretVersionStage": {"VersionStage": "mine", "MoveToVersion": "v1"},
			"DeleteSecret":             {},
		} {
			kms.rejected(t, operation, with(content, fields{"SecretName": name}), inDeleteWindow)
		}
		kms.rejected(t, "CreateSecret", aliyunSecret(fields{"SecretName": name}), nameInWindow)
		// The Terraform provider always sends both.
		kms.gets(t, "DeleteSecret",
			fields{"SecretName": name, "RecoveryWindowInDays": "30", "ForceDeleteWithoutRecovery": "true"},
			fields{"SecretName": name, "PlannedDeleteTime": daysFrom(0), "RequestId": uuid})
		kms.rejected(t, "GetSecretValue", fields{"SecretName": name}, notFound)
		newAliyunSecret(t, kms, fields{"SecretName": name})
	})
}

func TestAliyunListFiltersAndPages(t *testing.T) {
	eachAliyun(t, func(t *testing.T, kms *client) {
		mark := uniqueName("mark")
		var listed []any
		for range 5 {
			tags := jsonText([]fields{{"TagKey": mark, "TagValue": "a/b"}})
			listed = append(listed, fields{
				"SecretName": newAliyunSecret(t, kms, fields{"Description": mark, "Tags": tags}), "SecretType": "Generic",
				"CreateTime": daysFrom(0), "UpdateTime": daysFrom(0),
			})
		}
		page := func(filter fields, number, from, to int) {
			t.Helper()
			kms.gets(t, "ListSecrets",
				fields{"Filters": jsonText([]fields{filter}), "PageNumber": number, "PageSize": 2},
				fields{
					"PageNumber": number, "PageSize": 2, "TotalCount": 5, "RequestId": uuid,
					"SecretList": fields{"Secret": append([]any{}, listed[from:to]...)},
				})
		}
		byDescription, byTag := fields{
			"Key": "Description", "Values": []any{mark},
		}, fields{"Key": "TagKey", "Values": []any{mark}}
		page(byDescription, 1, 0, 2)
		page(byTag, 3, 4, 5)
		page(byDescription, 4, 5, 5)
		tagged := kms.ok(t, "ListSecrets", fields{"Filters": jsonText([]fields{byTag}), "FetchTags": "true"})
		same(
			t, "Tags", at(t, tagged, "SecretList", "Secret", 0, "Tags"),
			fields{"Tag": []any{fields{"TagKey": mark, "TagValue": "a/b"}}},
		)
		for _, content := range []fields{
			{"PageSize": 0}, {"PageSize": 101}, {"PageNumber": 0}, {"Filters": "{"},
			{"Filters": `[{"Key":"Colour","Values":["red"]}]`},
		} {
			kms.rejected(t, "ListSecrets", content, rejection{400, "InvalidParameter", ""})
		}
	})
}

func TestAliyunADryRunNeverSucceeds(t *testing.T) {
	kms := acs3Client(t, accessKey, secretKey)
	kms.rejected(t, "GetSecretValue", fields{"SecretName": newAliyunSecret(t, kms, nil), "DryRun": "true"},
		rejection{400, "DryRunOperationError", ""})
	kms.rejected(t, "GetSecretValue", fields{"SecretName": uniqueName("missing"), "DryRun": "true"},
		rejection{400, "ValidationError", ""})
}

func TestAliyunWrongKeysAreRejected(t *testing.T) {
	for _, kms := range aliyunClientsOf(t, accessKey, secretValue("")) {
		t.Run(kms.name+"/secret key", func(t *testing.T) {
			kms.rejected(t, "CreateSecret", fields{"SecretName": "not a name"},
				rejection{400, "IncompleteSignature", "The request signature does not conform to Aliyun standards."})
		})
	}
	for _, kms := range aliyunClientsOf(t, "UNKNOWNACCESSKEY0001", secretKey) {
		t.Run(kms.name+"/access key", func(t *testing.T) {
			kms.rejected(t, "ListSecrets", nil,
				rejection{404, "InvalidAccessKeyId.NotFound", "The Access Key ID provided does not exist in our records."})
		})
	}
}
