package conformance

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

func TestCsmsANewVersionTakesSyscurrentAndLeavesSysprevious(t *testing.T) {
	csms := csmsClient(t)
	first, second := secretValue(""), secretValue("")
	name := textAt(t, newSecret(t, csms, fields{"secret_string": first}), "name")
	of := fields{"secret_name": name}
	csms.gets(t, "CreateSecretVersion", with(of, fields{"body": fields{"secret_string": second}}),
		fields{"version_metadata": versionShape(name, "v2", "SYSCURRENT")})
	csms.gets(t, "ListSecretVersions", of, fields{
		"version_metadatas": []any{versionShape(name, "v1", "SYSPREVIOUS"), versionShape(name, "v2", "SYSCURRENT")},
		"page_info":         fields{"previous_marker": "v1", "current_count": 2},
	})
	read := csms.ok(t, "ShowSecretVersion", with(of, fields{"version_id": "v1"}))
	same(t, "value", at(t, read, "version", "secret_string"), first)
	newVersion(t, csms, name, nil)
	same(t, "stages", stagesOf(t, csms, name),
		fields{"v1": []any{}, "v2": []any{"SYSPREVIOUS"}, "v3": []any{"SYSCURRENT"}})
}

func TestCsmsAVersionWithStagesOfItsOwnLeavesSyscurrent(t *testing.T) {
	csms := csmsClient(t)
	name := newSecretName(t, csms)
	newVersion(t, csms, name, fields{"version_stages": []any{"blue"}})
	same(t, "stages", stagesOf(t, csms, name), fields{"v1": []any{"SYSCURRENT"}, "v2": []any{"blue"}})
	newVersion(t, csms, name, fields{"version_stages": []any{"SYSCURRENT"}})
	same(t, "stages", stagesOf(t, csms, name),
		fields{"v1": []any{"SYSPREVIOUS"}, "v2": []any{"blue"}, "v3": []any{"SYSCURRENT"}})
}

func TestCsmsExpireTimeIsKeptInWholeSeconds(t *testing.T) {
	csms := csmsClient(t)
	name := newSecretName(t, csms)
	expiry := time.Now().Add(time.Hour).Unix() * 1000
	version := newVersion(t, csms, name, fields{"expire_time": expiry + 999})
	same(t, "version", version, with(versionShape(name, "v2", "SYSCURRENT"), fields{"expire_time": expiry}))
}

func TestCsmsVersionBounds(t *testing.T) {
	csms := csmsClient(t)
	name := newSecretName(t, csms)
	for label, body := range map[string]fields{
		"longest string":  {"secret_string": sizedValue(csmsValueLimit)},
		"latest expiry":   {"expire_time": 9_999_999_999_999},
		"stage name":      {"version_stages": []any{strings.Repeat("s", 64)}},
		"stages as empty": {"version_stages": []any{}},
	} {
		t.Run("takes/"+label, func(t *testing.T) { newVersion(t, csms, name, body) })
	}
	for label, body := range map[string]fields{
		"no value":      {"secret_string": nil},
		"two values":    {"secret_binary": "dHdv"},
		"longer string": {"secret_string": sizedValue(csmsValueLimit + 1)},
		"later expiry":  {"expire_time": 10_000_000_000_000},
		"past expiry":   {"expire_time": -1},
		"stage name":    {"version_stages": []any{strings.Repeat("s", 65)}},
	} {
		t.Run("rejects/"+label, func(t *testing.T) {
			given := with(fields{"secret_string": secretValue("")}, body)
			csms.rejected(t, "CreateSecretVersion", fields{"secret_name": name, "body": given}, invalidParameter)
		})
	}
}

func TestCsmsThe21stVersionDropsTheOldestWithoutAStage(t *testing.T) {
	csms := csmsClient(t)
	name := newSecretName(t, csms)
	moveStage(t, csms, name, "kept", "v1")
	for range 20 {
		newVersion(t, csms, name, nil)
	}
	stages := stagesOf(t, csms, name)
	if len(stages) != 20 || stages["v1"] == nil || stages["v2"] != nil || stages["v21"] == nil {
		t.Errorf("the versions are %v", stages)
	}
	csms.rejected(t, "ShowSecretVersion", fields{"secret_name": name, "version_id": "v2"}, resourceMissing)
}

func TestCsmsVersionsAreListedInPages(t *testing.T) {
	csms := csmsClient(t)
	name := newSecretName(t, csms)
	for range 4 {
		newVersion(t, csms, name, nil)
	}
	of := fields{"secret_name": name}
	got := csms.ok(t, "ListSecretVersions", with(of, fields{"limit": 2}))
	same(t, "page_info", got["page_info"], fields{"next_marker": "v2", "previous_marker": "v1", "current_count": 2})
	got = csms.ok(t, "ListSecretVersions", with(of, fields{"limit": 2, "marker": "v4"}))
	same(t, "page_info", got["page_info"], fields{"previous_marker": "v5", "current_count": 1})
	for _, query := range []fields{{"limit": 0}, {"limit": 1001}, {"marker": "five"}} {
		csms.rejected(t, "ListSecretVersions", with(of, query), invalidParameter)
	}
	csms.rejected(t, "ShowSecretVersion", with(of, fields{"version_id": "v6"}), resourceMissing)
	csms.rejected(t, "ShowSecretVersion", with(of, fields{"version_id": "v 1"}), invalidParameter)
}

func TestCsmsAStageIsMadeMovedShownAndDeleted(t *testing.T) {
	csms := csmsClient(t)
	name := newSecretName(t, csms)
	newVersion(t, csms, name, nil)
	of := fields{"secret_name": name, "stage_name": "blue"}
	on := func(version string) fields {
		return fields{"stage": fields{"name": "blue", "secret_name": name, "version_id": version, "update_time": justNow}}
	}
	for _, version := range []string{"v1", "v2"} {
		csms.gets(t, "UpdateSecretStage", with(of, fields{"body": fields{"version_id": version}}), on(version))
		csms.gets(t, "ShowSecretStage", of, on(version))
	}
	same(t, "stages", stagesOf(t, csms, name), fields{"v1": []any{"SYSPREVIOUS"}, "v2": []any{"SYSCURRENT", "blue"}})
	if answer := csms.ok(t, "DeleteSecretStage", of); answer != nil {
		t.Errorf("the answer has a body: %v", answer)
	}
	csms.rejected(t, "ShowSecretStage", of, resourceMissing)
	csms.rejected(t, "DeleteSecretStage", of, resourceMissing)
	csms.rejected(t, "UpdateSecretStage", with(of, fields{"body": fields{"version_id": "v3"}}), resourceMissing)
	csms.rejected(
		t, "UpdateSecretStage", with(of, fields{"stage_name": "a.dot", "body": fields{"version_id": "v1"}}), invalidParameter,
	)
	for _, stage := range []string{"SYSCURRENT", "SYSPREVIOUS"} {
		csms.rejected(t, "DeleteSecretStage", with(of, fields{"stage_name": stage}),
			rejection{400, "CSMS.0105", "Can not delete the system internal stage."})
	}
}

func TestCsmsASecretHolds12Stages(t *testing.T) {
	csms := csmsClient(t)
	name := newSecretName(t, csms)
	many := []any{"one-too-many", "two-too-many"}
	for number := range 11 {
		moveStage(t, csms, name, fmt.Sprint("stage-", number), "v1")
		many = append(many, fmt.Sprint("stage-", number))
	}
	of := fields{"secret_name": name}
	csms.rejected(t, "UpdateSecretStage", with(
		of, fields{"stage_name": "one-too-many", "body": fields{"version_id": "v1"}},
	),
		rejection{400, "CSMS.0203", "The number of stage has reached the upper limit."})
	csms.rejected(t, "CreateSecretVersion", with(
		of, fields{"body": fields{"secret_string": secretValue(""), "version_stages": many}},
	),
		rejection{400, "CSMS.0204", "number of stages is greater than the quota limit"})
}
