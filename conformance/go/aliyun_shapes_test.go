package conformance

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"
)

var (
	notFound         = rejection{404, "Forbidden.ResourceNotFound", "Resource not found."}
	notFoundAnyText  = rejection{404, "Forbidden.ResourceNotFound", ""}
	nameTaken        = rejection{409, "Rejected.ResourceExist", "The resource already exists."}
	versionTaken     = rejection{409, "Rejected.ResourceExist", "The request was rejected becasue key already exsit"}
	inDeleteWindow   = rejection{409, "Rejected.ResourceInDeleteWindow", "secret in delete peroid"}
	nameInWindow     = rejection{409, "Rejected.ResourceInDeleteWindow", "The secret is planned to be deleted."}
	tooMany          = rejection{400, "Rejected.LimitExceeded", "exceed secret limits error"}
	aliyunKeyMissing = rejection{404, "Forbidden.KeyNotFound", "The specified Key is not found."}
)

func invalid(parameter string) rejection {
	return rejection{400, "InvalidParameter", "The specified parameter " + parameter + " is not valid."}
}

func missing(parameter string) rejection {
	return rejection{400, "MissingParameter", "The parameter  " + parameter + "  needed but no provided."}
}

// eachAliyun runs a test with both generations of the client.
func eachAliyun(t *testing.T, test func(t *testing.T, kms *client)) {
	for _, kms := range aliyunClients(t) {
		t.Run(kms.name, func(t *testing.T) { test(t, kms) })
	}
}

func aliyunSecret(other fields) fields {
	return with(fields{"SecretName": uniqueName("secret"), "VersionId": "v1", "SecretData": secretValue("")}, other)
}

// newAliyunSecret creates a secret with the version v1 and answers its name.
func newAliyunSecret(t *testing.T, kms *client, other fields) string {
	t.Helper()
	return textAt(t, kms.ok(t, "CreateSecret", aliyunSecret(other)), "SecretName")
}

func putAliyunVersion(t *testing.T, kms *client, name, version string, other fields) {
	t.Helper()
	kms.ok(
		t, "PutSecretValue", with(fields{"SecretName": name, "VersionId": version, "SecretData": secretValue("")}, other),
	)
}

func secretArn(name string) string {
	return fmt.Sprintf("acs:kms:%s:%s:secret/%s", aliyunRegion, aliyunAccount, name)
}

// aliyunStages are the stages of every version.
func aliyunStages(t *testing.T, kms *client, name string) fields {
	t.Helper()
	listed := kms.ok(t, "ListSecretVersionIds", fields{"SecretName": name, "IncludeDeprecated": "true", "PageSize": 100})
	found := fields{}
	for _, version := range at(t, listed, "VersionIds", "VersionId").([]any) {
		found[textAt(t, version, "VersionId")] = sorted(at(t, version, "VersionStages", "VersionStage"))
	}
	return found
}

func stageList(stages ...any) fields { return fields{"VersionStage": append([]any{}, stages...)} }

// jsonText is a value as the service takes it in one parameter.
func jsonText(value any) string {
	text, _ := json.Marshal(value)
	return string(text)
}

// daysFrom is a time of the service, so many days from now.
func daysFrom(days int) matcher {
	return func(got any) bool {
		moment, err := time.Parse("2006-01-02T15:04:05Z", fmt.Sprint(got))
		return err == nil && time.Until(moment.AddDate(0, 0, -days)).Abs() < 2*time.Minute
	}
}
