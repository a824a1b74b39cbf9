package conformance

import "testing"

func TestIamMakesUsersChangesAndRemovesThem(t *testing.T) {
	iam := iamClient(t)
	domain := textAt(t, iam.ok(t, "KeystoneListAuthDomains", nil), "domains", 0, "id")
	name := uniqueName("user")
	body := fields{"user": fields{"name": name, "domain_id": domain, "password": uniqueName("Aa1!")}}
	id := textAt(t, iam.ok(t, "CreateUser", fields{"body": body}), "user", "id")
	user := fields{"user_id": id}
	for _, operation := range []string{"ShowUser", "KeystoneShowUser"} {
		same(t, operation, iam.ok(t, operation, user)["user"], fields{"name": name, more: nil})
	}
	iam.ok(t, "KeystoneListUsers", nil)
	change := fields{"user_id": id, "body": fields{"user": fields{"description": "changed"}}}
	same(t, "UpdateUser", iam.ok(t, "UpdateUser", change)["user"], fields{"description": "changed", more: nil})
	protect := fields{"login_protect": fields{"enabled": true, "verification_method": "vmfa"}}
	iam.ok(t, "UpdateLoginProtect", fields{"user_id": id, "body": protect})
	iam.ok(t, "ShowUserLoginProtect", user)
	iam.ok(t, "KeystoneDeleteUser", user)
}

func TestIamRejectsWhatIsWrongWithAUser(t *testing.T) {
	iam := iamClient(t)
	nobody := fields{"user_id": "00000000000000000000000000000000"}
	fails := func(operation string, given fields, status int) {
		t.Helper()
		if _, err := iam.call(t, operation, given); err == nil || iam.wire.last.status != status {
			t.Errorf("%s: %v with status %d", operation, err, iam.wire.last.status)
		}
		iam.saw(operation, "rejection")
	}
	fails("CreateUser", fields{"body": fields{"user": fields{"name": "9", "domain_id": nobody["user_id"]}}}, 400)
	for _, operation := range []string{"ShowUser", "KeystoneShowUser", "ShowUserLoginProtect", "KeystoneDeleteUser"} {
		fails(operation, nobody, 404)
	}
	fails("UpdateUser", fields{"user_id": nobody["user_id"], "body": fields{"user": fields{"description": "x"}}}, 404)
	protect := fields{"login_protect": fields{"enabled": true, "verification_method": "vmfa"}}
	fails("UpdateLoginProtect", fields{"user_id": nobody["user_id"], "body": protect}, 404)
	unknown := iamClientOf(t, "NOBODYSACCESSKEY0001")
	unknown.rejected(t, "KeystoneListUsers", nil, rejection{401, "APIGW.0301", ""})
}
