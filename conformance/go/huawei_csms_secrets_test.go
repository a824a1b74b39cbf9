package conformance

import (
	"sort"
	"strings"
	"testing"
)

const csmsValueLimit = 32768

func ownProject(t *testing.T) *client {
	return csmsClientOf(t, accessKey, secretKey, randomHex(16))
}

func TestCsmsCreateAnswersTheWholeSecret(t *testing.T) {
	csms := csmsClient(t)
	name, value := uniqueName("secret"), secretValue("")
	created := csms.gets(t, "CreateSecret",
		fields{"body": fields{"name": name, "secret_string": value, "description": "for the tests"}},
		fields{"secret": secretShape(name, fields{"description": "for the tests"})})
	csms.gets(t, "ShowSecret", fields{"secret_name": name}, created)
	csms.gets(t, "ShowSecretVersion", fields{"secret_name": name, "version_id": "latest"},
		fields{"version": fields{"version_metadata": versionShape(name, "v1", "SYSCURRENT"), "secret_string": value}})
}

func TestCsmsCreateKeepsWhatARotatedSecretIsGiven(t *testing.T) {
	csms := csmsClient(t)
	given := fields{
		"secret_type": "RDS-FG", "auto_rotation": true, "rotation_period": "30d",
		"rotation_config":       `{"InstanceId":"i-1", "SecretSubType":"SingleUser"}`,
		"rotation_func_urn":     "urn:fss:cn-north-4:p:function:default:rotate:latest",
		"enterprise_project_id": randomUUID(),
	}
	secret := newSecret(
		t, csms, with(given, fields{"secret_string": `{"users":[{"name":"root","password":"` + secretValue("") + `"}]}`}),
	)
	same(
		t, "secret", secret,
		secretShape(textAt(t, secret, "name"), with(given, fields{"next_rotation_time": about(30 * day)})),
	)
}

func TestCsmsABinaryValueIsKeptAsItWasSent(t *testing.T) {
	csms := csmsClient(t)
	name := textAt(t, newSecret(t, csms, fields{"secret_string": nil, "secret_binary": "1010"}), "name")
	csms.gets(t, "ShowSecretVersion", fields{"secret_name": name, "version_id": "v1"},
		fields{"version": fields{"version_metadata": versionShape(name, "v1", "SYSCURRENT"), "secret_binary": "1010"}})
}

func TestCsmsAValueOfAnyCharactersComesBack(t *testing.T) {
	csms := csmsClient(t)
	for _, rest := range []string{`{"k":"v ~*!'()中"}`, "a/b c+=.@-_", "non-BMP 𝄞 and <xml> & \"quotes\"", " \t\n "} {
		value := secretValue(rest)
		name := textAt(t, newSecret(t, csms, fields{"secret_string": value}), "name")
		got := csms.ok(t, "ShowSecretVersion", fields{"secret_name": name, "version_id": "latest"})
		same(t, "value", at(t, got, "version", "secret_string"), value)
	}
}

func TestCsmsCreateBounds(t *testing.T) {
	csms := csmsClient(t)
	rotated := fields{"secret_type": "GaussDB-FG", "rotation_config": "{}", "auto_rotation": true}
	for label, body := range map[string]fields{
		"name of 64":        {"name": strings.Repeat("n", 64-13) + uniqueName("")},
		"name with dots":    {"name": uniqueName("with.dots_and-dashes")},
		"description":       {"description": strings.Repeat("d", 2048)},
		"longest string":    {"secret_string": sizedValue(csmsValueLimit)},
		"longest binary":    {"secret_string": nil, "secret_binary": sizedValue(csmsValueLimit)},
		"shortest rotation": with(rotated, fields{"rotation_period": "6h"}),
		"longest rotation":  with(rotated, fields{"rotation_period": "8760h"}),
	} {
		t.Run("takes/"+label, func(t *testing.T) { newSecret(t, csms, body) })
	}
	for label, body := range map[string]fields{
		"no value":          {"secret_string": nil},
		"two values":        {"secret_binary": "dHdv"},
		"empty name":        {"name": ""},
		"name of 65":        {"name": strings.Repeat("n", 65)},
		"name with a blank": {"name": "a blank"},
		"description":       {"description": strings.Repeat("d", 2049)},
		"longer string":     {"secret_string": sizedValue(csmsValueLimit + 1)},
		"longer binary":     {"secret_string": nil, "secret_binary": sizedValue(csmsValueLimit + 1)},
		"unknown type":      {"secret_type": "OTHER"},
		"no rotation":       rotated,
		"shorter rotation":  with(rotated, fields{"rotation_period": "5h"}),
		"longer rotation":   with(rotated, fields{"rotation_period": "366d"}),
		"two subscriptions": {"event_subscriptions": []any{"one", "two"}},
	} {
		t.Run("rejects/"+label, func(t *testing.T) {
			given := with(fields{"name": uniqueName("secret"), "secret_string": secretValue("")}, body)
			csms.rejected(t, "CreateSecret", fields{"body": given}, invalidParameter)
		})
	}
}

func TestCsmsCreateRejectsANameThatExists(t *testing.T) {
	csms := csmsClient(t)
	body := fields{"name": newSecretName(t, csms), "secret_string": secretValue("")}
	csms.rejected(t, "CreateSecret", fields{"body": body}, rejection{400, "CSMS.0101", "The secret name already exists."})
}

func TestCsmsAKeyThatDoesNotExistIsRejected(t *testing.T) {
	csms := csmsClient(t)
	body := fields{"name": uniqueName("secret"), "secret_string": secretValue(""), "kms_key_id": randomUUID()}
	csms.rejected(t, "CreateSecret", fields{"body": body}, keyUnusable)
	update := fields{"secret_name": newSecretName(t, csms), "body": fields{"kms_key_id": randomUUID()}}
	csms.rejected(t, "UpdateSecret", update, keyUnusable)
}

func TestCsmsUpdateChangesWhatItNamesAndKeepsTheRest(t *testing.T) {
	csms := csmsClient(t)
	secret := newSecret(t, csms, fields{"description": "before"})
	name := textAt(t, secret, "name")
	update := func(body, changed fields) {
		t.Helper()
		want := with(secret, fields{"update_time": justNow})
		csms.gets(t, "UpdateSecret", fields{"secret_name": name, "body": body}, fields{"secret": with(want, changed)})
	}
	update(fields{"description": "after"}, fields{"description": "after"})
	update(fields{"event_subscriptions": []any{}}, fields{"description": "after"})
	update(fields{"description": ""}, fields{"description": ""})
	long := fields{"description": strings.Repeat("d", 2049)}
	csms.rejected(t, "UpdateSecret", fields{"secret_name": name, "body": long}, invalidParameter)
	csms.rejected(t, "UpdateSecret", fields{"secret_name": uniqueName("missing"), "body": long}, invalidParameter)
}

func TestCsmsDeleteIsImmediateAndFreesTheName(t *testing.T) {
	csms := csmsClient(t)
	secret := newSecret(t, csms, nil)
	name := secret["name"]
	if answer := csms.ok(t, "DeleteSecret", fields{"secret_name": name}); answer != nil {
		t.Errorf("the answer has a body: %v", answer)
	}
	csms.rejected(t, "ShowSecret", fields{"secret_name": name}, secretMissing)
	if again := newSecret(t, csms, fields{"name": name}); again["id"] == secret["id"] {
		t.Error("the id is used again")
	}
}

func TestCsmsScheduledDeletionAndRestoration(t *testing.T) {
	csms := csmsClient(t)
	name := newSecretName(t, csms)
	of := fields{"secret_name": name}
	window := func(days int) fields { return with(of, fields{"body": fields{"recovery_window_in_days": days}}) }
	for _, days := range []int{6, 31} {
		csms.rejected(t, "DeleteSecretForSchedule", window(days), invalidParameter)
	}
	csms.rejected(t, "RestoreSecret", of, rejection{400, "CSMS.0108", "The secret is not in schedule delete state."})
	csms.gets(t, "DeleteSecretForSchedule", window(30),
		fields{"secret": secretShape(name, fields{"state": "PENDING_DELETE", "scheduled_delete_time": about(30 * day)})})
	csms.rejected(
		t, "DeleteSecretForSchedule", window(7), rejection{400, "CSMS.0107", "The secret is in schedule delete state."},
	)
	csms.gets(t, "RestoreSecret", of, fields{"secret": secretShape(name, nil)})
	csms.gets(t, "DeleteSecretForSchedule", window(7),
		fields{"secret": secretShape(name, fields{"state": "PENDING_DELETE", "scheduled_delete_time": about(7 * day)})})
}

func TestCsmsASecretPendingDeletion(t *testing.T) {
	csms := csmsClient(t)
	name := newSecretName(t, csms)
	moveStage(t, csms, name, "kept", "v1")
	schedule(t, csms, name)
	of := fields{"secret_name": name}
	for operation, content := range map[string]fields{
		"UpdateSecret":        {"body": fields{"description": "new"}},
		"CreateSecretVersion": {"body": fields{"secret_string": secretValue("")}},
		"ShowSecretVersion":   {"version_id": "v1"},
		"UpdateSecretStage":   {"stage_name": "mine", "body": fields{"version_id": "v1"}},
		"DeleteSecretStage":   {"stage_name": "kept"},
	} {
		t.Run("rejects/"+operation, func(t *testing.T) { csms.rejected(t, operation, with(of, content), pendingDeletion) })
	}
	same(t, "state", at(t, csms.ok(t, "ShowSecret", of), "secret", "state"), "PENDING_DELETE")
	same(t, "stages", stagesOf(t, csms, name), fields{"v1": []any{"SYSCURRENT", "kept"}})
	csms.ok(t, "ShowSecretStage", with(of, fields{"stage_name": "kept"}))
	csms.ok(t, "DeleteSecret", of)
}

func TestCsmsASecretThatDoesNotExist(t *testing.T) {
	csms := csmsClient(t)
	for operation, content := range map[string]fields{
		"ShowSecret":              {},
		"UpdateSecret":            {"body": fields{"description": "new"}},
		"DeleteSecret":            {},
		"DeleteSecretForSchedule": {"body": fields{"recovery_window_in_days": 7}},
		"RestoreSecret":           {},
		"CreateSecretVersion":     {"body": fields{"secret_string": secretValue("")}},
		"ListSecretVersions":      {},
		"ShowSecretVersion":       {"version_id": "latest"},
		"ShowSecretStage":         {"stage_name": "SYSCURRENT"},
		"UpdateSecretStage":       {"stage_name": "mine", "body": fields{"version_id": "v1"}},
		"DeleteSecretStage":       {"stage_name": "mine"},
	} {
		t.Run(operation, func(t *testing.T) {
			csms.rejected(t, operation, with(content, fields{"secret_name": uniqueName("missing")}), secretMissing)
		})
	}
}

func TestCsmsListGoesThroughAllPagesInOrderOfName(t *testing.T) {
	csms := ownProject(t)
	csms.gets(t, "ListSecrets", nil, fields{"secrets": []any{}, "page_info": fields{"current_count": 0}})
	var names []string
	for range 52 {
		names = append(names, newSecretName(t, csms))
	}
	sort.Strings(names)
	page := func(content fields, from, to int, next fields) {
		t.Helper()
		want := fields{"current_count": to - from, "previous_marker": names[from]}
		got := csms.ok(t, "ListSecrets", content)
		same(t, "page_info", got["page_info"], with(want, next))
		for index, secret := range got["secrets"].([]any) {
			same(t, "secret", secret, secretShape(names[from+index], nil))
		}
	}
	page(nil, 0, 50, fields{"next_marker": names[49]})
	page(fields{"limit": "20"}, 0, 20, fields{"next_marker": names[19]})
	page(fields{"limit": "20", "marker": names[39]}, 40, 52, nil)
	csms.gets(
		t, "ListSecrets", fields{"marker": names[51]}, fields{"secrets": []any{}, "page_info": fields{"current_count": 0}},
	)
	for _, limit := range []string{"0", "1001", "ten", "-1"} {
		csms.rejected(t, "ListSecrets", fields{"limit": limit}, invalidParameter)
	}
}

func TestCsmsListShowsTheSubscribersOfAnEvent(t *testing.T) {
	csms := csmsClient(t)
	event := uniqueName("event")
	secret := newSecret(t, csms, fields{"event_subscriptions": []any{event}})
	same(t, "subscriptions", secret["event_subscriptions"], []any{event})
	listed := csms.ok(t, "ListSecrets", fields{"event_name": event})
	same(t, "secrets", listed["secrets"], []any{secret})
}

func TestCsmsAProjectHolds200Secrets(t *testing.T) {
	csms := ownProject(t)
	for range 200 {
		newSecret(t, csms, nil)
	}
	body := fields{"name": uniqueName("secret"), "secret_string": secretValue("")}
	csms.rejected(t, "CreateSecret", fields{"body": body},
		rejection{400, "CSMS.0202", "The number of secret has reached the upper limit."})
}
