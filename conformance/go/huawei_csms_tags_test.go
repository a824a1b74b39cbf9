package conformance

import (
	"fmt"
	"strings"
	"testing"
)

func tagItems(pairs ...string) []any {
	items := []any{}
	for index := 0; index < len(pairs); index += 2 {
		items = append(items, fields{"key": pairs[index], "value": pairs[index+1]})
	}
	return items
}

func TestCsmsTagsAreSetShownAndTakenAway(t *testing.T) {
	csms := ownProject(t)
	of := fields{"secret_id": newSecret(t, csms, nil)["id"]}
	shows := func(pairs ...string) {
		t.Helper()
		csms.gets(t, "ListSecretTags", of, fields{"tags": tagItems(pairs...), "sys_tags": maybe{[]any{}}})
	}
	shows()
	csms.ok(t, "CreateSecretTag", with(of, fields{"body": fields{"tag": fields{"key": "a b+c:中", "value": "a/b"}}}))
	csms.ok(
		t, "BatchCreateOrDeleteTags",
		with(of, fields{"body": fields{"action": "create", "tags": tagItems("env", "test", "team", "x")}}),
	)
	csms.ok(t, "CreateSecretTag", with(of, fields{"body": fields{"tag": fields{"key": "env", "value": "live"}}}))
	shows("a b+c:中", "a/b", "env", "live", "team", "x")
	csms.ok(t, "DeleteSecretTag", with(of, fields{"key": "a b+c:中"}))
	csms.ok(
		t, "BatchCreateOrDeleteTags",
		with(of, fields{"body": fields{"action": "delete", "tags": []any{fields{"key": "team"}}}}),
	)
	shows("env", "live")
	csms.rejected(t, "DeleteSecretTag", with(of, fields{"key": "team"}), resourceMissing)

	other := fields{"secret_id": newSecret(t, csms, nil)["id"]}
	csms.ok(t, "CreateSecretTag", with(other, fields{"body": fields{"tag": fields{"key": "env", "value": "test"}}}))
	listed := csms.ok(t, "ListProjectSecretsTags", nil)
	same(t, "key", at(t, listed, "tags", 0, "key"), "env")
	same(t, "values", sorted(at(t, listed, "tags", 0, "values")), []any{"live", "test"})
	csmsClientOf(t, "UNKNOWNACCESSKEY0001", secretKey, huaweiProject).rejected(
		t, "ListProjectSecretsTags", nil, rejection{401, "APIGW.0301", ""},
	)
}

func TestCsmsTagBounds(t *testing.T) {
	csms := csmsClient(t)
	of := fields{"secret_id": newSecret(t, csms, nil)["id"]}
	set := func(key, value string) fields {
		return with(of, fields{"body": fields{"tag": fields{"key": key, "value": value}}})
	}
	csms.ok(t, "CreateSecretTag", set(strings.Repeat("k", 128), strings.Repeat("v", 255)))
	csms.ok(t, "CreateSecretTag", set("empty", ""))
	for label, content := range map[string]fields{
		"longer key":    set(strings.Repeat("k", 129), "v"),
		"empty key":     set("", "v"),
		"longer value":  set("k", strings.Repeat("v", 256)),
		"reserved key":  set("_sys_mine", "v"),
		"other letters": set("k*", "v"),
	} {
		t.Run(label, func(t *testing.T) { csms.rejected(t, "CreateSecretTag", content, invalidParameter) })
	}
	var many []string
	for number := range 21 {
		many = append(many, fmt.Sprint("key-", number), "v")
	}
	csms.rejected(
		t, "BatchCreateOrDeleteTags", with(of, fields{"body": fields{"action": "create", "tags": tagItems(many...)}}),
		invalidParameter,
	)
	csms.rejected(
		t, "BatchCreateOrDeleteTags", with(of, fields{"body": fields{"action": "move", "tags": tagItems("k", "v")}}),
		invalidParameter,
	)
	csms.ok(
		t, "BatchCreateOrDeleteTags", with(of, fields{"body": fields{"action": "create", "tags": tagItems(many[:36]...)}}),
	)
	// The 21st tag of the secret; no document says which code it has.
	if _, err := csms.call(t, "CreateSecretTag", set("one-too-many", "v")); csms.wire.last.status != 400 {
		t.Error(err)
	}
}

func TestCsmsTagsOfASecretThatDoesNotExist(t *testing.T) {
	csms := csmsClient(t)
	for operation, content := range map[string]fields{
		"CreateSecretTag":         {"body": fields{"tag": fields{"key": "k", "value": "v"}}},
		"BatchCreateOrDeleteTags": {"body": fields{"action": "create", "tags": tagItems("k", "v")}},
		"DeleteSecretTag":         {"key": "k"},
		"ListSecretTags":          {},
	} {
		t.Run(operation, func(t *testing.T) {
			csms.rejected(t, operation, with(content, fields{"secret_id": randomUUID()}), resourceMissing)
		})
	}
}

func TestCsmsSecretsAreFoundByTags(t *testing.T) {
	csms := ownProject(t)
	prefix := uniqueName("found")
	var resources []any
	for index, value := range []string{"red", "blue", "green"} {
		secret := newSecret(t, csms, fields{"name": fmt.Sprint(prefix, "-", index)})
		tags := tagItems("colour", value, "team", "x")
		csms.ok(
			t, "BatchCreateOrDeleteTags", fields{"secret_id": secret["id"], "body": fields{"action": "create", "tags": tags}},
		)
		resources = append(resources, fields{
			"resource_id": secret["id"], "resource_name": secret["name"],
			"resource_detail": with(secret, fields{"update_time": justNow}), "tags": tags, "sys_tags": maybe{[]any{}},
		})
	}
	find := func(body fields) fields { return fields{"resource_instances": "resource_instances", "body": body} }
	colours := func(values ...any) fields { return fields{"key": "colour", "values": values} }
	filter := func(body fields, total int, found ...any) {
		t.Helper()
		csms.gets(t, "ListResourceInstances", find(with(fields{"action": "filter"}, body)),
			fields{"resources": append([]any{}, found...), "total_count": total})
	}
	filter(nil, 3, resources...)
	filter(fields{"tags": []any{colours("red", "green")}}, 2, resources[0], resources[2])
	filter(fields{"tags": []any{colours("red", "blue"), fields{"key": "team", "values": []any{"y"}}}}, 0)
	filter(fields{"tags": []any{colours()}, "limit": "1", "offset": "1"}, 3, resources[1])
	filter(fields{"matches": []any{fields{"key": "resource_name", "value": prefix + "-2"}}}, 1, resources[2])
	csms.gets(
		t, "ListResourceInstances", find(fields{"action": "count", "tags": []any{colours("red")}}), fields{"total_count": 1},
	)
	for _, body := range []fields{
		{"action": "list"}, {"action": "filter", "limit": "1001"}, {"action": "filter", "offset": "-1"},
	} {
		csms.rejected(t, "ListResourceInstances", find(body), invalidParameter)
	}
}
