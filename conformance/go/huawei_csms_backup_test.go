package conformance

import (
	"strings"
	"testing"
)

func TestCsmsABackupBringsBackAllVersionsAndStages(t *testing.T) {
	csms := csmsClient(t)
	first, second := secretValue(""), secretValue("")
	name := textAt(t, newSecret(t, csms, fields{"secret_string": first, "description": "kept"}), "name")
	newVersion(t, csms, name, fields{"secret_string": second})
	moveStage(t, csms, name, "blue", "v1")
	stages := stagesOf(t, csms, name)

	blob := textAt(t, csms.ok(t, "DownloadSecretBlob", fields{"secret_name": name}), "secret_blob")
	if strings.Contains(blob, first) || !strings.HasPrefix(blob, ")CloudSecretManagementBackupV1.com") {
		t.Error("the blob has another form")
	}
	restore := fields{"body": fields{"secret_blob": blob}}
	csms.rejected(t, "UploadSecretBlob", restore, rejection{400, "CSMS.0101", ""})
	csms.ok(t, "DeleteSecret", fields{"secret_name": name})
	restored := csms.ok(t, "UploadSecretBlob", restore)
	same(t, "secret", restored["secret"], secretShape(name, fields{"description": "kept"}))
	same(t, "stages", stagesOf(t, csms, name), stages)
	for version, value := range map[string]string{"v1": first, "v2": second} {
		read := csms.ok(t, "ShowSecretVersion", fields{"secret_name": name, "version_id": version})
		same(t, version, at(t, read, "version", "secret_string"), value)
	}
}

func TestCsmsABackupIsRejectedWhereItDoesNotBelong(t *testing.T) {
	csms := csmsClient(t)
	csms.rejected(t, "DownloadSecretBlob", fields{"secret_name": uniqueName("missing")}, secretMissing)
	blob := textAt(t, csms.ok(t, "DownloadSecretBlob", fields{"secret_name": newSecretName(t, csms)}), "secret_blob")
	middle := len(blob) / 2
	for label, changed := range map[string]string{
		"changed":   blob[:middle] + string(blob[middle]^1) + blob[middle+1:],
		"shortened": blob[:len(blob)-1],
		"no backup": "no backup",
	} {
		t.Run(label, func(t *testing.T) {
			csms.rejected(t, "UploadSecretBlob", fields{"body": fields{"secret_blob": changed}}, invalidParameter)
		})
	}
	ownProject(t).rejected(t, "UploadSecretBlob", fields{"body": fields{"secret_blob": blob}}, invalidParameter)
}

func TestCsmsImportMakesWhatItCan(t *testing.T) {
	csms := csmsClient(t)
	made, taken := uniqueName("imported"), newSecretName(t, csms)
	value := secretValue("")
	secrets := []any{
		fields{"name": made, "secret_string": value, "description": "imported"},
		fields{"name": taken, "secret_string": secretValue("")},
		fields{"name": "a blank", "secret_string": secretValue("")},
	}
	csms.gets(t, "BatchImportSecrets", fields{"body": fields{"secrets": secrets}}, fields{
		"total": 3, "success": 1, "failed": 2,
		"error_list": []any{fields{"name": taken, "error_msg": text}, fields{"name": "a blank", "error_msg": text}},
	})
	csms.gets(
		t, "ShowSecret", fields{"secret_name": made}, fields{"secret": secretShape(made, fields{"description": "imported"})},
	)
	one := []any{fields{"name": uniqueName("imported"), "secret_string": secretValue("")}}
	csms.gets(t, "BatchImportSecrets", fields{"body": fields{"secrets": one}},
		fields{"total": 1, "success": 1, "failed": 0, "error_list": []any{}})
	csmsClientOf(t, "UNKNOWNACCESSKEY0001", secretKey, huaweiProject).
		rejected(t, "BatchImportSecrets", fields{"body": fields{"secrets": one}}, rejection{401, "APIGW.0301", ""})
}
