package conformance

import (
	"crypto/sha512"
	"encoding/hex"
	"sort"
	"testing"
	"time"
)

type sdkSecret struct {
	ID                  string `json:"id"`
	Name                string `json:"name"`
	State               string `json:"state"`
	KmsKeyID            string `json:"kms_key_id"`
	Description         string `json:"description"`
	CreateTime          int    `json:"create_time"`
	UpdateTime          int    `json:"update_time"`
	ScheduledDeleteTime int    `json:"scheduled_delete_time"`
	SecretType          string `json:"secret_type"`
	EnterpriseProjectID string `json:"enterprise_project_id"`
	EventSubscriptions  []any  `json:"event_subscriptions"`
}

type sdkVersionMetadata struct {
	ID            string   `json:"id"`
	CreateTime    int      `json:"create_time"`
	KmsKeyID      string   `json:"kms_key_id"`
	SecretName    string   `json:"secret_name"`
	VersionStages []string `json:"version_stages"`
	ExpireTime    int      `json:"expire_time"`
}

type sdkVersion struct {
	Metadata     sdkVersionMetadata `json:"version_metadata"`
	SecretBinary string             `json:"secret_binary"`
	SecretString string             `json:"secret_string"`
}

// secretResource is huaweicloud_csms_secret.
type secretResource struct {
	golangsdk
	name, id string
}

func (r *secretResource) call(method, path string, body any) sdkCall {
	return sdkCall{service: "kms", method: method, path: "/v1/" + r.project + "/secrets" + path, body: body,
		headers: contentHeaders}
}

func (r *secretResource) create(t *testing.T, body map[string]any) {
	t.Helper()
	var made struct{ Secret sdkSecret }
	r.into(t, r.call("POST", "", body), &made)
	if made.Secret.ID == "" || made.Secret.State != "ENABLED" {
		t.Fatalf("created as %+v", made.Secret)
	}
	r.id = made.Secret.ID
}

func (r *secretResource) tagsCall() sdkCall {
	return sdkCall{service: "kms", path: "/v1/" + r.project + "/csms/" + r.id + "/tags"}
}

// latestVersion is the version that was made last, by the time that the list of them shows.
func (r *secretResource) latestVersion(t *testing.T) string {
	t.Helper()
	var listed struct {
		Versions []sdkVersionMetadata `json:"version_metadatas"`
	}
	r.into(t, r.call("GET", "/"+r.name+"/versions", nil), &listed)
	if len(listed.Versions) == 0 {
		t.Fatal("no versions")
	}
	sort.Slice(listed.Versions, func(one, other int) bool {
		return listed.Versions[one].CreateTime > listed.Versions[other].CreateTime
	})
	return listed.Versions[0].ID
}

// expire sets when the latest version expires.
func (r *secretResource) expire(t *testing.T, at int) {
	t.Helper()
	path := "/" + r.name + "/versions/" + r.latestVersion(t)
	r.into(t, r.call("PUT", path, map[string]any{"expire_time": at}), &struct{}{})
}

func (r *secretResource) read(t *testing.T) state {
	t.Helper()
	var detail struct{ Secret sdkSecret }
	r.into(t, r.call("GET", "/"+r.name, nil), &detail)
	var got struct{ Version sdkVersion }
	r.into(t, r.call("GET", "/"+r.name+"/versions/"+r.latestVersion(t), nil), &got)
	subscriptions := []string{}
	for _, each := range detail.Secret.EventSubscriptions {
		if event, is := each.(string); is && event != "" {
			subscriptions = append(subscriptions, event)
		}
	}
	return state{
		"secret_id": detail.Secret.ID, "name": detail.Secret.Name, "kms_key_id": detail.Secret.KmsKeyID,
		"description": detail.Secret.Description, "status": detail.Secret.State, "secret_type": detail.Secret.SecretType,
		"create_time": detail.Secret.CreateTime, "enterprise_project_id": detail.Secret.EnterpriseProjectID,
		"event_subscriptions": subscriptions,
		"secret_text":         stateHash(got.Version.SecretString), "secret_binary": stateHash(got.Version.SecretBinary),
		"expire_time": got.Version.Metadata.ExpireTime, "latest_version": got.Version.Metadata.ID,
		"version_stages": got.Version.Metadata.VersionStages,
		"tags":           r.tags(t, r.tagsCall()),
	}
}

// stateHash stands for a value in the state.
func stateHash(value string) string {
	if value == "" {
		return ""
	}
	sum := sha512.Sum512([]byte(value))
	return hex.EncodeToString(sum[:])
}

func TestTerraformHuaweiASecret(t *testing.T) {
	sdk := newProvider()
	target := sdk.newEnterpriseProject(t, map[string]any{"name": uniqueName("terraform"), "description": ""})
	event := eventResource{sdk, uniqueName("event")}
	event.create(t, "urn:smn:"+huaweiRegion+":"+sdk.project+":topic")
	secret := &secretResource{golangsdk: sdk, name: uniqueName("terraform")}
	first, second := secretValue(""), secretValue("")
	soon := int(time.Now().Add(day).UnixMilli()) / 1000 * 1000

	secret.create(t, map[string]any{
		"name": secret.name, "description": "made", "secret_type": "COMMON", "secret_string": first,
		"event_subscriptions": []string{event.name},
	})
	secret.changeTags(t, secret.tagsCall(), "create", map[string]string{"env": "test"})
	secret.expire(t, soon)
	read := func() state { return secret.read(t) }
	configured := state{
		"secret_id": secret.id, "name": secret.name, "description": "made", "secret_type": "COMMON", "status": "ENABLED",
		"secret_text": stateHash(first), "secret_binary": "", "expire_time": soon, "enterprise_project_id": "0",
		"event_subscriptions": []string{event.name}, "tags": map[string]string{"env": "test"},
		"latest_version": "v1", "version_stages": []string{"SYSCURRENT"},
	}
	made := plansNothing(t, configured, read)

	// All that can be changed, in the order of the provider. No subscription left is null.
	secret.into(t, secret.call("PUT", "/"+secret.name, map[string]any{
		"kms_key_id": made["kms_key_id"], "description": "", "event_subscriptions": nil,
	}), &struct{}{})
	secret.into(t, secret.call("POST", "/"+secret.name+"/versions", map[string]any{
		"secret_string": second, "expire_time": soon,
	}), &struct{}{})
	secret.expire(t, soon+60_000)
	secret.changeTags(t, secret.tagsCall(), "delete", map[string]string{"env": "test"})
	secret.changeTags(t, secret.tagsCall(), "create", map[string]string{"team": "a", "empty": ""})
	secret.moves(t, "csms", secret.id, target)
	plansNothing(t, state{
		"secret_id": secret.id, "description": "", "secret_text": stateHash(second), "expire_time": soon + 60_000,
		"enterprise_project_id": target, "event_subscriptions": []string{}, "latest_version": "v2",
		"tags": map[string]string{"team": "a", "empty": ""}, "kms_key_id": made["kms_key_id"],
	}, read)

	secret.does(t, secret.call("DELETE", "/"+secret.name, nil))
	secret.isGone(t, secret.call("GET", "/"+secret.name, nil))
	event.remove(t)
}

func TestTerraformHuaweiABinarySecret(t *testing.T) {
	secret := &secretResource{golangsdk: newProvider(), name: uniqueName("terraform")}
	secret.create(t, map[string]any{"name": secret.name, "secret_type": "COMMON", "secret_binary": "AAEC"})
	read := func() state { return secret.read(t) }
	plansNothing(t, state{
		"secret_text": "", "secret_binary": stateHash("AAEC"), "description": "", "expire_time": 0,
		"event_subscriptions": []string{}, "tags": map[string]string{},
	}, read)
	secret.into(t, secret.call("POST", "/"+secret.name+"/versions", map[string]any{"secret_binary": "AwQ="}), &struct{}{})
	plansNothing(t, state{"secret_binary": stateHash("AwQ="), "latest_version": "v2"}, read)
	secret.does(t, secret.call("DELETE", "/"+secret.name, nil))
	secret.isGone(t, secret.call("GET", "/"+secret.name, nil))
}

// eventResource is huaweicloud_csms_event.
type eventResource struct {
	golangsdk
	name string
}

func (r eventResource) call(method, path string, body any) sdkCall {
	return sdkCall{service: "kms", method: method, path: "/v1/" + r.project + "/csms/events" + path, body: body}
}

func (r eventResource) create(t *testing.T, topic string) {
	t.Helper()
	r.does(t, r.call("POST", "", map[string]any{
		"name": r.name, "event_types": []string{"SECRET_VERSION_CREATED", "SECRET_DELETED"}, "state": "ENABLED",
		"notification": map[string]any{"target_type": "SMN", "target_id": topic, "target_name": "topic"},
	}))
}

func (r eventResource) remove(t *testing.T) {
	t.Helper()
	r.does(t, r.call("DELETE", "/"+r.name, nil))
	r.isGone(t, r.call("GET", "/"+r.name, nil))
}

func (r eventResource) read(t *testing.T) state {
	t.Helper()
	var detail struct {
		Event struct {
			ID           string   `json:"event_id"`
			Name         string   `json:"name"`
			EventTypes   []string `json:"event_types"`
			State        string   `json:"state"`
			Notification struct {
				TargetType string `json:"target_type"`
				TargetID   string `json:"target_id"`
				TargetName string `json:"target_name"`
			} `json:"notification"`
		}
	}
	r.into(t, r.call("GET", "/"+r.name, nil), &detail)
	event := detail.Event
	return state{
		"event_id": event.ID, "name": event.Name, "event_types": event.EventTypes, "status": event.State,
		"notification_target_type": event.Notification.TargetType, "notification_target_id": event.Notification.TargetID,
		"notification_target_name": event.Notification.TargetName,
	}
}

func TestTerraformHuaweiAnEvent(t *testing.T) {
	event := eventResource{newProvider(), uniqueName("event")}
	topic := "urn:smn:" + huaweiRegion + ":" + event.project + ":topic"
	event.create(t, topic)
	read := func() state { return event.read(t) }
	// The list of types is a list: its order counts.
	made := plansNothing(t, state{
		"name": event.name, "event_types": []string{"SECRET_VERSION_CREATED", "SECRET_DELETED"}, "status": "ENABLED",
		"notification_target_type": "SMN", "notification_target_id": topic, "notification_target_name": "topic",
	}, read)
	if made["event_id"] == "" {
		t.Error("the event has no id")
	}
	event.does(t, event.call("PUT", "/"+event.name, map[string]any{
		"event_types": []string{"SECRET_ROTATED", "SECRET_DELETED"}, "state": "DISABLED",
		"notification": map[string]any{"target_type": "SMN", "target_id": topic + "2", "target_name": "topic2"},
	}))
	plansNothing(t, state{
		"event_types": []string{"SECRET_ROTATED", "SECRET_DELETED"}, "status": "DISABLED",
		"notification_target_id": topic + "2", "notification_target_name": "topic2", "event_id": made["event_id"],
	}, read)
	event.remove(t)
}
