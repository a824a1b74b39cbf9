package conformance

import (
	"fmt"
	"strings"
	"testing"
)

func TestAliyunANewVersionTakesAcscurrentAndLeavesAcsprevious(t *testing.T) {
	eachAliyun(t, func(t *testing.T, kms *client) {
		first, second := secretValue(""), secretValue("")
		name := newAliyunSecret(t, kms, fields{"SecretData": first})
		of := fields{"SecretName": name}
		kms.gets(t, "PutSecretValue", with(of, fields{"VersionId": "second", "SecretData": second}),
			fields{"SecretName": name, "VersionId": "second", "VersionStages": stageList("ACSCurrent"), "RequestId": uuid})
		same(t, "stages", aliyunStages(t, kms, name), fields{"v1": []any{"ACSPrevious"}, "second": []any{"ACSCurrent"}})
		read := func(content fields, value string) {
			t.Helper()
			same(t, "SecretData", kms.ok(t, "GetSecretValue", with(of, content))["SecretData"], value)
		}
		read(nil, second)
		read(fields{"VersionStage": "ACSPrevious"}, first)
		read(fields{"VersionId": "v1"}, first)
		kms.rejected(t, "GetSecretValue", with(of, fields{"VersionId": "v1", "VersionStage": "ACSCurrent"}), notFound)
		kms.rejected(t, "GetSecretValue", with(of, fields{"VersionStage": "nowhere"}), notFound)
	})
}

func TestAliyunTheSameVersionPutAgainChangesNothing(t *testing.T) {
	eachAliyun(t, func(t *testing.T, kms *client) {
		name, value := newAliyunSecret(t, kms, nil), secretValue("")
		putAliyunVersion(t, kms, name, "v2", fields{"SecretData": value})
		putAliyunVersion(t, kms, name, "v2", fields{"SecretData": value})
		same(t, "stages", aliyunStages(t, kms, name), fields{"v1": []any{"ACSPrevious"}, "v2": []any{"ACSCurrent"}})
		kms.rejected(
			t, "PutSecretValue", fields{"SecretName": name, "VersionId": "v2", "SecretData": secretValue("")}, versionTaken,
		)
	})
}

func TestAliyunPutBounds(t *testing.T) {
	eachAliyun(t, func(t *testing.T, kms *client) {
		name := newAliyunSecret(t, kms, nil)
		putAliyunVersion(t, kms, name, "v2", fields{"SecretData": sizedValue(aliyunValueLimit)})
		for parameter, value := range map[string]any{
			"SecretData":     sizedValue(aliyunValueLimit + 1),
			"VersionId":      strings.Repeat("v", 65),
			"SecretDataType": "json",
			"VersionStages":  `["` + strings.Repeat("s", 65) + `"]`,
		} {
			content := with(
				fields{"SecretName": name, "VersionId": "v3", "SecretData": secretValue("")}, fields{parameter: value},
			)
			kms.rejected(t, "PutSecretValue", content, invalid(parameter))
		}
		kms.rejected(t, "PutSecretValue", fields{"SecretName": name, "VersionId": "v3"}, missing("SecretData"))
	})
}

func TestAliyunThe11thVersionDropsTheOldestWithoutAStage(t *testing.T) {
	eachAliyun(t, func(t *testing.T, kms *client) {
		name := newAliyunSecret(t, kms, nil)
		kms.ok(t, "UpdateSecretVersionStage", fields{"SecretName": name, "VersionStage": "kept", "MoveToVersion": "v1"})
		for number := 2; number <= 11; number++ {
			putAliyunVersion(t, kms, name, fmt.Sprint("v", number), nil)
		}
		stages := aliyunStages(t, kms, name)
		if len(stages) != 10 || stages["v1"] == nil || stages["v2"] != nil || stages["v11"] == nil {
			t.Errorf("the versions are %v", stages)
		}
		kms.rejected(t, "GetSecretValue", fields{"SecretName": name, "VersionId": "v2"}, notFound)
	})
}

func TestAliyunVersionsAreListedInPages(t *testing.T) {
	eachAliyun(t, func(t *testing.T, kms *client) {
		name := newAliyunSecret(t, kms, nil)
		for _, version := range []string{"v2", "v3", "v4"} {
			putAliyunVersion(t, kms, name, version, nil)
		}
		row := func(version string, stages ...any) fields {
			return fields{"VersionId": version, "CreateTime": daysFrom(0), "VersionStages": stageList(stages...)}
		}
		page := func(content fields, number, size, total int, rows ...any) {
			t.Helper()
			kms.gets(t, "ListSecretVersionIds", with(content, fields{"SecretName": name}), fields{
				"SecretName": name, "PageNumber": number, "PageSize": size, "TotalCount": total, "RequestId": uuid,
				"VersionIds": fields{"VersionId": append([]any{}, rows...)},
			})
		}
		page(nil, 1, 20, 2, row("v3", "ACSPrevious"), row("v4", "ACSCurrent"))
		all := fields{"IncludeDeprecated": "true", "PageSize": 3}
		page(with(all, fields{"PageNumber": 1}), 1, 3, 4, row("v1"), row("v2"), row("v3", "ACSPrevious"))
		page(with(all, fields{"PageNumber": 2}), 2, 3, 4, row("v4", "ACSCurrent"))
		page(with(all, fields{"PageNumber": 3}), 3, 3, 4)
	})
}

func TestAliyunAStageIsMadeMovedAndTakenOff(t *testing.T) {
	eachAliyun(t, func(t *testing.T, kms *client) {
		name := newAliyunSecret(t, kms, nil)
		putAliyunVersion(t, kms, name, "v2", fields{"VersionStages": `["pending"]`})
		move := func(stage, to, from string) fields {
			content := fields{"SecretName": name, "VersionStage": stage, "MoveToVersion": to, "RemoveFromVersion": from}
			for name, value := range content {
				if value == "" {
					delete(content, name)
				}
			}
			return content
		}
		kms.gets(t, "UpdateSecretVersionStage", move("mine", "v1", ""), fields{"SecretName": name, "RequestId": uuid})
		kms.ok(t, "UpdateSecretVersionStage", move("mine", "v2", "v1"))
		same(t, "stages", aliyunStages(t, kms, name), fields{"v1": []any{"ACSCurrent"}, "v2": []any{"mine", "pending"}})
		kms.rejected(
			t, "UpdateSecretVersionStage", move("mine", "v2", "v1"), rejection{400, "Rejected.InvalidRequest", "param mismatch"},
		)
		kms.ok(t, "UpdateSecretVersionStage", move("mine", "", "v2"))
		kms.ok(t, "UpdateSecretVersionStage", move("ACSCurrent", "v2", ""))
		same(
			t, "stages", aliyunStages(t, kms, name), fields{"v1": []any{"ACSPrevious"}, "v2": []any{"ACSCurrent", "pending"}},
		)
		kms.rejected(t, "UpdateSecretVersionStage", move("ACSCurrent", "", "v2"), rejection{400, "InvalidParameter", ""})
		kms.rejected(t, "UpdateSecretVersionStage", move("mine", "v3", ""), notFound)
		kms.rejected(t, "UpdateSecretVersionStage", move("", "v1", ""), missing("VersionStage"))
		for number := range 5 {
			kms.ok(t, "UpdateSecretVersionStage", move(fmt.Sprint("stage-", number), "v1", ""))
		}
		kms.rejected(t, "UpdateSecretVersionStage", move("one-too-many", "v1", ""), tooMany)
	})
}
