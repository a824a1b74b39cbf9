package conformance

import (
	"strings"
	"testing"
	"time"
)

func grantBody(resource, grantee any, other fields) fields {
	return with(
		fields{"resource_id": resource, "type": "SECRET", "grantee_type": "0", "grantee_target_id": grantee}, other,
	)
}

func TestCsmsGrantsAreMadeListedChangedAndTakenBack(t *testing.T) {
	csms := csmsClient(t)
	secret := newSecret(t, csms, nil)
	id, grantee := secret["id"], randomHex(16)
	of := fields{"resource_id": id}
	data := fields{
		"uuid": text, "resourceId": id, "type": "SECRET", "granteeUser": grantee, "createTime": justNow,
		"updateTime":   justNow,
		"validityTime": maybe{number}, "state": maybe{number}, "signature": maybe{matcher(anything)},
	}
	csms.gets(t, "CreateGrants", fields{"body": grantBody(id, grantee, nil)}, fields{"data": data})
	other := randomHex(16)
	csms.gets(
		t, "CreateGrants", fields{"body": grantBody(id, other, nil)},
		fields{"data": with(data, fields{"granteeUser": other})},
	)
	lists := func(users ...any) {
		t.Helper()
		got := csms.ok(t, "ListGrants", of)
		listed := at(t, got, "data").(fields)
		same(t, "data", with(listed, fields{"grantee_user": nil}),
			fields{"id": id, "name": secret["name"], "type": "SECRET", "create_time": number, "update_time": maybe{number}})
		var ids []any
		for _, user := range listed["grantee_user"].([]any) {
			same(
				t, "user", user, fields{"user_id": text, "user_name": text, "create_time": justNow, "validity_time": maybe{number}},
			)
			ids = append(ids, at(t, user, "user_id"))
		}
		same(t, "users", sorted(append([]any{}, ids...)), sorted(append([]any{}, users...)))
	}
	lists(grantee, other)
	until := time.Now().Add(30 * day).UTC().Format("2006-01-02")
	csms.gets(t, "UpdateGrant", with(of, fields{"body": grantBody(id, grantee, fields{"validity_time": until})}),
		fields{"data": with(data, fields{"validityTime": number})})
	csms.ok(t, "DeleteGrant", with(of, fields{"grantee_user": grantee}))
	lists(other)
	csms.rejected(t, "DeleteGrant", with(of, fields{"grantee_user": grantee}), resourceMissing)
	csms.ok(t, "DeleteGrant", of)
	lists()
}

func TestCsmsGrantsThatCannotBe(t *testing.T) {
	csms := csmsClient(t)
	id, grantee := newSecret(t, csms, nil)["id"], randomHex(16)
	for label, other := range map[string]fields{
		"type": {"type": "HOUSE"}, "grantee type": {"grantee_type": "1"}, "grantee": {"grantee_target_id": ""},
		"until": {"validity_time": "soon"},
	} {
		t.Run(label, func(t *testing.T) {
			csms.rejected(t, "CreateGrants", fields{"body": grantBody(id, grantee, other)}, invalidParameter)
		})
	}
	missing := randomUUID()
	csms.rejected(t, "CreateGrants", fields{"body": grantBody(missing, grantee, nil)}, resourceMissing)
	csms.rejected(
		t, "UpdateGrant", fields{"resource_id": missing, "body": grantBody(missing, grantee, nil)}, resourceMissing,
	)
	csms.rejected(t, "ListGrants", fields{"resource_id": missing}, resourceMissing)
	csms.rejected(t, "DeleteGrant", fields{"resource_id": missing}, resourceMissing)
}

func TestCsmsAnAgencyIsGranted(t *testing.T) {
	csms := ownProject(t)
	for _, kind := range []string{"RDS-FG", "GaussDB-FG"} {
		of := fields{"secret_type": kind}
		before := textAt(t, csms.ok(t, "ShowAgency", of), "agency_granted")
		if before != "true" && before != "false" {
			t.Errorf("granted is %q", before)
		}
		got := csms.ok(t, "CreateAgency", fields{"body": of})
		for _, agency := range got["agencies"].([]any) {
			same(t, "agency", agency, fields{"agency_name": text, "agency_id": text})
		}
		csms.gets(t, "ShowAgency", of, fields{"agency_granted": "true"})
	}
	csms.rejected(t, "CreateAgency", fields{"body": fields{"secret_type": "COMMON"}}, invalidParameter)
	csms.rejected(t, "ShowAgency", fields{"secret_type": "COMMON"}, invalidParameter)
}

func TestCsmsFunctionTemplates(t *testing.T) {
	csms := csmsClient(t)
	ask := func(kind, sub string, other fields) fields {
		return with(fields{"secret_type": kind, "secret_sub_type": sub}, other)
	}
	seen := map[any]bool{}
	for _, content := range []fields{
		ask("RDS-FG", "SingleUser", fields{"engine": "mysql"}), ask("RDS-FG", "MultiUser", fields{"engine": "mysql"}),
		ask("RDS-FG", "SingleUser", fields{"engine": "postgresql"}), ask("GaussDB-FG", "SingleUser", nil),
		ask("GaussDB-FG", "MultiUser", nil),
	} {
		seen[csms.gets(
			t, "ShowSecretFunctionTemplates", content, fields{"function_templates": text},
		)["function_templates"]] = true
	}
	if len(seen) < 3 {
		t.Errorf("only %d templates differ", len(seen))
	}
	for label, content := range map[string]fields{
		"no engine":       ask("RDS-FG", "SingleUser", nil),
		"engine too many": ask("GaussDB-FG", "SingleUser", fields{"engine": "mysql"}),
		"unknown engine":  ask("RDS-FG", "SingleUser", fields{"engine": "db"}),
		"common":          ask("COMMON", "SingleUser", fields{"engine": "mysql"}),
		"sub-type":        ask("RDS-FG", "ManyUsers", fields{"engine": "mysql"}),
	} {
		t.Run(label, func(t *testing.T) { csms.rejected(t, "ShowSecretFunctionTemplates", content, invalidParameter) })
	}
}

func TestCsmsARandomPassword(t *testing.T) {
	csms := csmsClient(t)
	for label, test := range map[string]struct {
		body fields
		want matcher
	}{
		"by default": {fields{}, pattern(`[!-~]{32}`)},
		"shorter":    {fields{"length": 16}, pattern(`[!-~]{16}`)},
		"only digits": {
			fields{"exclude_lowercase": true, "exclude_uppercase": true, "exclude_punctuation": true}, pattern(`\d{32}`),
		},
		"but some": {
			fields{"exclude_numbers": true, "exclude_punctuation": true, "exclude_characters": "abcXYZ"},
			pattern(`[d-zA-W]{32}`),
		},
	} {
		t.Run(label, func(t *testing.T) {
			csms.gets(t, "GenerateRandomPassword", fields{"body": test.body}, fields{"password": test.want})
		})
	}
	csms.rejected(t, "GenerateRandomPassword", fields{"body": fields{"length": 0}}, invalidParameter)
	all := fields{
		"exclude_lowercase": true, "exclude_uppercase": true, "exclude_punctuation": true, "exclude_numbers": true,
	}
	csms.rejected(t, "GenerateRandomPassword", fields{"body": all}, invalidParameter)
}

func TestCsmsUsersAreListedAndShown(t *testing.T) {
	csms := csmsClient(t)
	listed := csms.ok(t, "ListUsers", fields{"offset": 0, "limit": 10})
	user := at(t, listed, "users", 0)
	shape := fields{
		"user_id": text, "org_id": maybe{text}, "user_name": text, "name": maybe{text}, "mobile": maybe{matcher(anything)},
		"email": maybe{matcher(anything)}, "pwd_must_modify": false, "pwd_change_at": maybe{text}, "created_at": maybe{text},
		"updated_at": maybe{text}, "user_org_relation_list": maybe{matcher(anything)},
	}
	same(
		t, "user", user,
		with(
			shape, fields{"disabled": text, "grade": maybe{text}, "locked": maybe{text}, "extension": maybe{matcher(anything)}},
		),
	)
	of := fields{"user_id": textAt(t, user, "user_id")}
	detail := csms.gets(t, "ShowUserDetail", of, with(shape, fields{
		"disabled": false, "grade": maybe{number}, "locked": maybe{text}, "extension": maybe{matcher(anything)},
		"domain_id": text,
	}))
	same(t, "name", detail["user_name"], at(t, user, "user_name"))
	same(
		t, "none", csms.ok(t, "ListUsers", fields{"offset": 0, "limit": 10, "user_info": uniqueName("nobody")}),
		fields{"total": 0, "users": []any{}},
	)
	for _, content := range []fields{{"offset": 0, "limit": 9}, {"offset": 0, "limit": 101}, {"offset": -1, "limit": 10}} {
		csms.rejected(t, "ListUsers", content, invalidParameter)
	}
	csms.rejected(t, "ShowUserDetail", fields{"user_id": randomHex(16)}, resourceMissing)
}

func TestCsmsStrengthIsCheckedWhereAskedTo(t *testing.T) {
	csms := ownProject(t)
	strict := func(on bool) fields { return fields{"checking_secret_strength": on} }
	csms.ok(t, "ShowSecretsConfig", nil)
	for _, on := range []bool{true, false} {
		csms.gets(t, "UpdateSecretsConfig", fields{"body": strict(on)}, strict(on))
		csms.gets(t, "ShowSecretsConfig", nil, strict(on))
	}
	csms.rejected(t, "UpdateSecretsConfig", nil, bodyMissing)
	unknown := csmsClientOf(t, "UNKNOWNACCESSKEY0001", secretKey, huaweiProject)
	unknown.rejected(t, "ShowSecretsConfig", nil, rejection{401, "APIGW.0301", ""})
}

func TestCsmsASecretIsChecked(t *testing.T) {
	csms := ownProject(t)
	data := fields{"password": "12345678"}
	got := csms.ok(t, "CheckSecrets", fields{"body": fields{"type": "password", "data": data}})
	same(t, "type", got["type"], "password")
	if answer := jsonText(got["data"]); strings.Contains(
		answer, data["password"].(string),
	) || !strings.Contains(answer, `"password"`) {
		t.Errorf("the data are %v", answer)
	}
	stronger := csms.ok(
		t, "CheckSecrets", fields{"body": fields{"type": "password", "data": fields{"password": "kQ7!zR" + randomHex(12)}}},
	)
	if jsonText(stronger["data"]) == jsonText(got["data"]) {
		t.Errorf("a stronger one is judged the same: %v", got["data"])
	}
	csms.rejected(t, "CheckSecrets", nil, bodyMissing)
}

func TestCsmsAUserChangesTheOwnPassword(t *testing.T) {
	csms := csmsClient(t)
	change := func(from, to string) fields { return fields{"body": fields{"old_password": from, "password": to}} }
	next := "Next-" + randomHex(10)
	usedMarkers = append(usedMarkers, next)
	changed := csms.gets(t, "UpdateUserPassword", change(iamPassword, next), fields{"user_id": text})
	csms.gets(
		t, "ShowUserDetail", fields{"user_id": changed["user_id"]},
		fields{"user_id": changed["user_id"], "user_name": iamUser, more: nil},
	)
	iam, scope := iamClient(t), fields{"project": fields{"name": huaweiRegion}}
	iam.ok(t, "KeystoneCreateUserTokenByPassword", passwordLogin(next, scope))
	if _, err := iam.call(t, "KeystoneCreateUserTokenByPassword", passwordLogin(iamPassword, scope)); err == nil {
		t.Error("the old password is still good")
	}
	csms.ok(t, "UpdateUserPassword", change(next, iamPassword))
	// No document says which code a wrong password has.
	csms.saw("UpdateUserPassword", "rejection")
	if _, err := csms.call(
		t, "UpdateUserPassword", change(next, "Other-Password-1"),
	); err == nil || csms.wire.last.status != 400 {
		t.Error(err)
	}
}
