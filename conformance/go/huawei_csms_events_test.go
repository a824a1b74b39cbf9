package conformance

import (
	"encoding/json"
	"sort"
	"strings"
	"testing"
)

var topic = fields{"target_type": "SMN", "target_id": "urn:smn:cn-north-4:p:topic", "target_name": "topic"}

func eventBody(other fields) fields {
	return with(fields{
		"name": uniqueName("event"), "event_types": []any{"SECRET_VERSION_CREATED", "SECRET_DELETED"}, "state": "ENABLED",
		"notification": topic,
	}, other)
}

func eventShape(body, other fields) fields {
	return with(with(body, fields{"event_id": uuid, "create_time": justNow, "update_time": justNow}), other)
}

func TestCsmsAnEventIsMadeShownChangedAndDeleted(t *testing.T) {
	csms := csmsClient(t)
	body := eventBody(nil)
	of := fields{"event_name": body["name"]}
	csms.gets(t, "CreateSecretEvent", fields{"body": body}, fields{"event": eventShape(body, nil)})
	csms.rejected(t, "CreateSecretEvent", fields{"body": body}, invalidParameter)
	csms.gets(t, "ShowSecretEvent", of, fields{"event": eventShape(body, nil)})
	changed := fields{
		"state": "DISABLED", "event_types": []any{"SECRET_ROTATED"},
		"notification": fields{"target_type": "SMN", "target_id": "urn:smn:cn-north-4:p:other", "target_name": "other"},
	}
	csms.gets(
		t, "UpdateSecretEvent", with(of, fields{"body": fields{"state": "DISABLED"}}),
		fields{"event": eventShape(body, fields{"state": "DISABLED"})},
	)
	csms.gets(t, "UpdateSecretEvent", with(of, fields{"body": changed}), fields{"event": eventShape(body, changed)})
	csms.rejected(t, "UpdateSecretEvent", with(of, fields{"body": fields{"state": "ASLEEP"}}), invalidParameter)

	secret := newSecret(t, csms, fields{"event_subscriptions": []any{body["name"]}})
	csms.rejected(t, "DeleteSecretEvent", of, invalidParameter)
	csms.ok(t, "UpdateSecret", fields{"secret_name": secret["name"], "body": fields{"event_subscriptions": []any{}}})
	csms.ok(t, "DeleteSecretEvent", of)
	csms.rejected(t, "DeleteSecretEvent", of, resourceMissing)
	csms.rejected(t, "ShowSecretEvent", of, resourceMissing)
	csms.rejected(t, "UpdateSecretEvent", with(of, fields{"body": changed}), resourceMissing)
}

func TestCsmsEventBounds(t *testing.T) {
	csms := csmsClient(t)
	csms.ok(t, "CreateSecretEvent", fields{"body": eventBody(fields{"name": strings.Repeat("n", 64-13) + uniqueName("")})})
	for label, other := range map[string]fields{
		"name of 65":    {"name": strings.Repeat("n", 65)},
		"dots":          {"name": "with.dots"},
		"no types":      {"event_types": []any{}},
		"unknown type":  {"event_types": []any{"SECRET_READ"}},
		"type twice":    {"event_types": []any{"SECRET_DELETED", "SECRET_DELETED"}},
		"state":         {"state": "ASLEEP"},
		"kind of topic": {"notification": with(topic, fields{"target_type": "HTTP"})},
		"topic":         {"notification": with(topic, fields{"target_id": "a/b"})},
		"topic's name":  {"notification": with(topic, fields{"target_name": "a b"})},
	} {
		t.Run(label, func(t *testing.T) {
			csms.rejected(t, "CreateSecretEvent", fields{"body": eventBody(other)}, invalidParameter)
		})
	}
}

func TestCsmsEventsAreListedInOrderOfName(t *testing.T) {
	csms := ownProject(t)
	var names []string
	for range 3 {
		created := csms.ok(t, "CreateSecretEvent", fields{"body": eventBody(nil)})
		names = append(names, textAt(t, created, "event", "name"))
	}
	sort.Strings(names)
	shapes := func(names ...string) []any {
		list := []any{}
		for _, name := range names {
			list = append(list, eventShape(eventBody(fields{"name": name}), nil))
		}
		return list
	}
	csms.gets(t, "ListSecretEvents", fields{"limit": "2"}, fields{
		"events":    shapes(names[:2]...),
		"page_info": fields{"current_count": 2, "previous_marker": names[0], "next_marker": names[1]},
	})
	csms.gets(t, "ListSecretEvents", fields{"limit": "2", "marker": names[1]}, fields{
		"events": shapes(names[2]), "page_info": fields{"current_count": 1, "previous_marker": names[2]},
	})
	csms.gets(
		t, "ListSecretEvents", fields{"marker": names[2]}, fields{"events": []any{}, "page_info": fields{"current_count": 0}},
	)
	csms.rejected(t, "ListSecretEvents", fields{"limit": "0"}, invalidParameter)
}

func TestCsmsNotificationsAreRecorded(t *testing.T) {
	csms := ownProject(t)
	csms.gets(t, "ListNotificationRecords", nil, fields{"records": []any{}, "page_info": fields{"current_count": 0}})
	event := textAt(t, csms.ok(t, "CreateSecretEvent", fields{"body": eventBody(nil)}), "event", "name")
	secret := newSecret(t, csms, fields{"event_subscriptions": []any{event}})
	var record any
	eventually(t, "the record", func() bool {
		records := csms.ok(t, "ListNotificationRecords", nil)["records"].([]any)
		if len(records) > 0 {
			record = records[0]
		}
		return len(records) == 1
	})
	same(t, "record", record, fields{
		"event_name": event, "trigger_event_type": "SECRET_VERSION_CREATED", "create_time": justNow,
		"secret_name": secret["name"],
		"secret_type": "COMMON", "notification_target_name": "topic", "notification_target_id": topic["target_id"],
		"notification_content": text, "notification_status": pattern("SUCCESS|FAIL|INVALID"),
	})
	var content fields
	if err := json.Unmarshal([]byte(textAt(t, record, "notification_content")), &content); err != nil {
		t.Fatal(err)
	}
	same(t, "eventName", content["eventName"], event)
	same(t, "eventType", content["eventType"], "SECRET_VERSION_CREATED")
	same(t, "eventTime", content["eventTime"], pattern(`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z`))
	data := withoutNulls(content["data"])
	same(t, "secretName", at(t, data, "secretName"), secret["name"])
	same(t, "secretId", at(t, data, "secretId"), secret["id"])
	same(t, "versionId", at(t, data, "versionId"), "v1")

	csms.ok(t, "DeleteSecret", fields{"secret_name": secret["name"]})
	eventually(t, "the record of the deletion", func() bool {
		kinds := []any{}
		for _, record := range csms.ok(t, "ListNotificationRecords", nil)["records"].([]any) {
			kinds = append(kinds, at(t, record, "trigger_event_type"))
		}
		return len(kinds) == 2 && len(differences("", sorted(kinds), []any{"SECRET_DELETED", "SECRET_VERSION_CREATED"})) == 0
	})
	unknown := csmsClientOf(t, "UNKNOWNACCESSKEY0001", secretKey, huaweiProject)
	unknown.rejected(t, "ListNotificationRecords", nil, rejection{401, "APIGW.0301", ""})
}
