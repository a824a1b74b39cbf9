package conformance

import (
	"fmt"
	"testing"
	"time"
)

const workTime = 10 * time.Second

// eventually calls until the answer is as wanted; what the service does on its own takes a moment.
func eventually(t *testing.T, what string, done func() bool) {
	t.Helper()
	for limit := time.Now().Add(workTime); !done(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(limit) {
			t.Fatalf("it did not come about within %s: %s", workTime, what)
		}
	}
}

// databaseSecret is a secret that the service can rotate.
func databaseSecret(t *testing.T, csms *client, subType string, other fields) string {
	t.Helper()
	users := fmt.Sprintf(
		`{"users":[{"name":"root","password":"%s"},{"name":"root_clone","password":"%s"}]}`, secretValue(""), secretValue(""),
	)
	return textAt(t, newSecret(t, csms, with(fields{
		"secret_type": "RDS-FG", "secret_string": users,
		"rotation_config":   `{"InstanceId":"i-1","SecretSubType":"` + subType + `"}`,
		"rotation_func_urn": "urn:fss:cn-north-4:p:function:default:rotate:latest",
	}, other)), "name")
}

func TestCsmsASecretIsRotatedByATask(t *testing.T) {
	csms := csmsClient(t)
	for subType, operation := range map[string]string{"SingleUser": "SINGLE_USER", "MultiUser": "MULTI_USER"} {
		t.Run(subType, func(t *testing.T) {
			name := databaseSecret(t, csms, subType, nil)
			before := at(
				t, csms.ok(t, "ShowSecretVersion", fields{"secret_name": name, "version_id": "v1"}), "version", "secret_string",
			)
			rotated := csms.gets(t, "RotateSecret", fields{"secret_name": name},
				fields{"rotation_task_id": uuid, "secret_name": maybe{name}, "version_id": maybe{"v2"}})
			of := fields{"task_id": rotated["rotation_task_id"]}
			eventually(t, "the task's end", func() bool {
				return at(t, csms.ok(t, "ListSecretTask", of), "tasks", 0, "task_status") == "SUCCESS"
			})
			task := fields{
				"task_id": of["task_id"], "secret_name": name, "task_status": "SUCCESS", "operate_type": operation,
				"task_time":    justNow,
				"attempt_nums": number, "rotation_func_urn": text, "task_error_code": maybe{""}, "task_error_msg": maybe{""},
			}
			csms.gets(t, "ListSecretTask", of, fields{"total": 1, "tasks": []any{task}})
			csms.gets(
				t, "ListSecretTask", fields{"secret_name": name, "status": "SUCCESS", "limit": 1},
				fields{"total": 1, "tasks": []any{task}},
			)
			csms.gets(t, "ListSecretTask", fields{"secret_name": name, "status": "FAILED"}, fields{"total": 0, "tasks": []any{}})
			same(t, "stages", stagesOf(t, csms, name), fields{"v1": []any{"SYSPREVIOUS"}, "v2": []any{"SYSCURRENT"}})
			after := at(
				t, csms.ok(t, "ShowSecretVersion", fields{"secret_name": name, "version_id": "v2"}), "version", "secret_string",
			)
			if after == before {
				t.Error("the value is the one before")
			}
			same(
				t, "rotation_time", at(t, csms.ok(t, "ShowSecret", fields{"secret_name": name}), "secret", "rotation_time"),
				justNow,
			)
		})
	}
	csms.rejected(t, "RotateSecret", fields{"secret_name": newSecretName(t, csms)}, invalidParameter)
	csms.rejected(t, "RotateSecret", fields{"secret_name": uniqueName("missing")}, secretMissing)
	pending := databaseSecret(t, csms, "SingleUser", nil)
	schedule(t, csms, pending)
	csms.rejected(t, "RotateSecret", fields{"secret_name": pending}, pendingDeletion)
	for _, content := range []fields{{"limit": 1001}, {"task_id": "no id"}, {"status": "DONE"}} {
		csms.rejected(t, "ListSecretTask", content, invalidParameter)
	}
}

func TestCsmsTheExpiryOfAVersion(t *testing.T) {
	csms := csmsClient(t)
	name := newSecretName(t, csms)
	expires := time.Now().Add(day).Unix() * 1000
	update := func(version string, body fields) fields {
		return fields{"secret_name": name, "version_id": version, "body": body}
	}
	csms.gets(t, "UpdateVersion", update("v1", fields{"expire_time": expires + 789}),
		fields{"version_metadata": with(versionShape(name, "v1", "SYSCURRENT"), fields{"expire_time": expires})})
	read := csms.ok(t, "ShowSecretVersion", fields{"secret_name": name, "version_id": "v1"})
	same(t, "expire_time", at(t, read, "version", "version_metadata", "expire_time"), expires)
	csms.rejected(t, "UpdateVersion", update("v2", fields{"expire_time": expires}), resourceMissing)
	csms.rejected(t, "UpdateVersion", update("v1", fields{"expire_time": 10_000_000_000_000}), invalidParameter)
	schedule(t, csms, name)
	csms.rejected(t, "UpdateVersion", update("v1", fields{"expire_time": expires}), pendingDeletion)
}
