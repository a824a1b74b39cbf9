package conformance

import (
	"slices"
	"testing"
	"time"
)

const day = 24 * time.Hour

// huaweiStatus is the status of the operations that do not succeed with 200.
var huaweiStatus = map[string]int{
	"DeleteSecretStage": 204, "BatchCreateOrDeleteTags": 204, "CreateSecretTag": 204, "DeleteSecretTag": 204,
	"DeleteSecretEvent": 204, "DeleteGrant": 204,
	"KeystoneCreateUserTokenByPassword": 201, "KeystoneCreateUserTokenByPasswordAndMfa": 201,
	"KeystoneCreateScopedToken": 201, "KeystoneCreateAgencyToken": 201,
	"CreateTemporaryAccessKeyByToken": 201, "CreateUser": 201, "KeystoneDeleteUser": 204, "KeystoneListVersions": 300,
	"CreateTemporaryAccessKeyByAgency": 201, "KeystoneCreateProject": 201,
	"CreateAlias": 201, "DeleteAlias": 204, "CreateKmsTag": 204, "BatchCreateKmsTags": 204, "DeleteTag": 204,
}

// nestedErrors are the CSMS operations whose errors are wrapped in an object; CSMS's others are not, KMS's all are.
var nestedErrors = []string{
	"RotateSecret", "BatchCreateOrDeleteTags", "CreateSecretTag", "DeleteSecretTag", "ListSecretTags",
	"ListProjectSecretsTags", "ListResourceInstances", "CreateSecretEvent", "ListSecretEvents", "ShowSecretEvent",
	"UpdateSecretEvent", "DeleteSecretEvent", "ListNotificationRecords", "ListUsers",
}

func huaweiEnvelope(operation, code string) fields {
	flat := fields{"error_code": text, "error_msg": text}
	switch {
	case len(code) > 5 && code[:5] == "APIGW":
		return with(flat, fields{"request_id": hex32})
	case len(code) > 3 && code[:3] == "KMS", slices.Contains(nestedErrors, operation):
		return fields{"error": flat}
	case len(code) > 4 && code[:4] == "CSMS":
		return flat
	}
	return fields{"error": fields{"code": number, "message": text, "title": text}}
}

var (
	invalidParameter = rejection{400, "CSMS.0002", "The value of parameter is invalid."}
	bodyMissing      = rejection{400, "CSMS.0004", "The requested body format is wrong."}
	secretMissing    = rejection{404, "CSMS.0106", "The secret name not found int the db."}
	resourceMissing  = rejection{404, "CSMS.0005", "The resource does not exist."}
	pendingDeletion  = rejection{400, "CSMS.0103", "The secret is in the scheduled deletion state."}
	keyUnusable      = rejection{400, "CSMS.0401", "Can not get the protected secret value using the provided KMS key."}
)

func secretShape(name string, other fields) fields {
	return with(fields{
		"id": uuid, "name": name, "state": "ENABLED", "kms_key_id": uuid, "description": "",
		"create_time": justNow, "update_time": justNow, "secret_type": "COMMON", "auto_rotation": false,
		"event_subscriptions": []any{}, "enterprise_project_id": "0",
		"rotation_period": maybe{""}, "rotation_config": maybe{""}, "rotation_func_urn": maybe{""},
	}, other)
}

func versionShape(name, id string, stages ...any) fields {
	if stages == nil {
		stages = []any{}
	}
	return fields{
		"id": id, "create_time": justNow, "kms_key_id": uuid, "secret_name": name, "version_stages": stages,
	}
}

// newSecret creates a secret; what is not given, it gets: a name, a value.
func newSecret(t *testing.T, csms *client, body fields) fields {
	t.Helper()
	given := with(fields{"name": uniqueName("secret"), "secret_string": secretValue("")}, body)
	return at(t, csms.ok(t, "CreateSecret", fields{"body": given}), "secret").(fields)
}

func newSecretName(t *testing.T, csms *client) string {
	t.Helper()
	return textAt(t, newSecret(t, csms, nil), "name")
}

func newVersion(t *testing.T, csms *client, name string, body fields) fields {
	t.Helper()
	given := with(fields{"secret_string": secretValue("")}, body)
	answer := csms.ok(t, "CreateSecretVersion", fields{"secret_name": name, "body": given})
	return at(t, answer, "version_metadata").(fields)
}

func moveStage(t *testing.T, csms *client, name, stage, version string) {
	t.Helper()
	csms.ok(
		t, "UpdateSecretStage", fields{"secret_name": name, "stage_name": stage, "body": fields{"version_id": version}},
	)
}

func schedule(t *testing.T, csms *client, name string) {
	t.Helper()
	csms.ok(t, "DeleteSecretForSchedule", fields{"secret_name": name, "body": fields{"recovery_window_in_days": 7}})
}

// stagesOf are the stages of every version.
func stagesOf(t *testing.T, csms *client, name string) fields {
	t.Helper()
	found := fields{}
	for _, version := range at(
		t, csms.ok(t, "ListSecretVersions", fields{"secret_name": name}), "version_metadatas",
	).([]any) {
		found[textAt(t, version, "id")] = sorted(at(t, version, "version_stages"))
	}
	return found
}
