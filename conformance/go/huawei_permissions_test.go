package conformance

import (
	"bytes"
	"encoding/json"
	"net/http"
	"testing"
)

// stateIdentity makes a user of the development domain who may do what these policies say.
func stateIdentity(t *testing.T, access, secret string, grants ...fields) {
	t.Helper()
	applySeeds(t, fields{"identities": []fields{{
		"id": access, "name": "ci", "access_keys": []fields{{"id": access, "secret": secret}},
		"huawei": fields{"grants": grants},
	}}})
}

// applySeeds makes what is missing of a document of seeds.
func applySeeds(t *testing.T, document fields) {
	t.Helper()
	seeds, err := json.Marshal(document)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := http.Post(gateway.url+"/_dragoman/seeds", "application/json", bytes.NewReader(seeds))
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		t.Fatalf("seeds were answered with %s", answer.Status)
	}
}

func TestCsmsPermissionsThatAreLacking(t *testing.T) {
	name := newSecret(t, csmsClient(t), nil)["name"].(string)
	access, secret := "GOPERMISSIONS"+randomHex(3), secretValue("")
	stateIdentity(t, access, secret, fields{"policy": fields{"Version": "5.0", "Statement": []fields{{
		"Effect": "Allow", "Action": []string{"csms:secret:get"},
		"Resource": []string{"csms:*:*:secretName:" + name},
	}}}})
	reader := csmsClientOf(t, access, secret, huaweiProject)
	if got := at(t, reader.ok(t, "ShowSecret", fields{"secret_name": name}), "secret", "name"); got != name {
		t.Errorf("read %v", got)
	}
	const user = "User: iam::d7a60a000000000000000000000000d0:user:ci is not authorized to perform action "
	on := " on resource csms:" + huaweiRegion + ":d7a60a000000000000000000000000d0:secretName:" + name
	lacking := func(action string) rejection {
		because := " because no identity-based policy allows the " + action + " action."
		return rejection{403, "CSMS.0302", user + action + on + because}
	}
	reader.rejected(t, "DeleteSecret", fields{"secret_name": name}, lacking("csms:secret:delete"))
	version := fields{"secret_name": name, "version_id": "v1"}
	reader.rejected(t, "ShowSecretVersion", version, lacking("csms:secret:getVersion"))
}
