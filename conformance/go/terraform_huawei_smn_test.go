package conformance

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"testing"
)

// topicResource is huaweicloud_smn_topic.
type topicResource struct {
	golangsdk
	name, urn string
}

func (sdk golangsdk) smn(method, path string, body any, okCodes ...int) sdkCall {
	return sdkCall{service: "smn", method: method, path: "/v2/" + sdk.project + "/notifications" + path, body: body,
		headers: contentHeaders, okCodes: okCodes}
}

func newTopicResource(t *testing.T, sdk golangsdk, display string) topicResource {
	t.Helper()
	name := uniqueName("terraform")
	body := map[string]any{"name": name, "display_name": display, "enterprise_project_id": "0"}
	var made struct {
		URN string `json:"topic_urn"`
	}
	sdk.into(t, sdk.smn("POST", "/topics", body, 201, 200), &made)
	if made.URN == "" {
		t.Fatal("the topic has no URN")
	}
	return topicResource{sdk, name, made.URN}
}

func (r topicResource) path(rest string) string { return "/topics/" + r.urn + rest }

// tagsCall names the topic by its name, and says so.
func (r topicResource) tagsCall() sdkCall {
	return sdkCall{service: "smn", path: "/v2/" + r.project + "/smn_topic/" + r.name + "/tags",
		headers: map[string]string{"X-SMN-RESOURCEID-TYPE": "name"}}
}

func (r topicResource) setAttribute(t *testing.T, name, value string) {
	t.Helper()
	call := r.smn("PUT", r.path("/attributes/"+name), map[string]any{"value": value}, 200)
	r.into(t, call, &struct{}{})
}

type sdkAttributes struct {
	AccessPolicy string `json:"access_policy"`
	Introduction string `json:"introduction"`
}

// attributes reads one attribute; an answer has a string for each that it has.
func (r topicResource) attributes(t *testing.T, name string) sdkAttributes {
	t.Helper()
	var got struct{ Attributes sdkAttributes }
	r.into(t, r.smn("GET", r.path("/attributes?name="+name), nil), &got)
	return got.Attributes
}

func (r topicResource) read(t *testing.T) state {
	t.Helper()
	var topic struct {
		TopicURN            string `json:"topic_urn"`
		DisplayName         string `json:"display_name"`
		Name                string `json:"name"`
		PushPolicy          int    `json:"push_policy"`
		UpdateTime          string `json:"update_time"`
		CreateTime          string `json:"create_time"`
		EnterpriseProjectID string `json:"enterprise_project_id"`
	}
	r.into(t, r.smn("GET", r.path(""), nil), &topic)
	users, services := allowedBy(t, r.attributes(t, "access_policy").AccessPolicy)
	return state{
		"topic_urn": topic.TopicURN, "name": topic.Name, "display_name": topic.DisplayName,
		"push_policy": topic.PushPolicy, "create_time": topic.CreateTime, "update_time": topic.UpdateTime,
		"enterprise_project_id": topic.EnterpriseProjectID,
		"users_publish_allowed": users, "services_publish_allowed": services,
		"introduction": r.attributes(t, "introduction").Introduction, "tags": r.tags(t, r.tagsCall()),
	}
}

// allowedBy reads of an access policy who may publish: its two statements of this provider, the rest left aside.
func allowedBy(t *testing.T, policy string) (users, services string) {
	t.Helper()
	if policy == "" {
		return "", ""
	}
	var decoded struct {
		Statement []struct {
			Sid       string
			Principal struct {
				CSP     any
				Service []string
			}
		}
	}
	if err := json.Unmarshal([]byte(policy), &decoded); err != nil {
		t.Fatalf("the access policy: %v in %s", err, policy)
	}
	for _, statement := range decoded.Statement {
		switch statement.Sid {
		case "__user_pub_0":
			if everybody, is := statement.Principal.CSP.(string); is {
				users = everybody
				continue
			}
			var named []string
			for _, user := range statement.Principal.CSP.([]any) {
				named = append(named, user.(string))
			}
			users = strings.Join(named, ",")
		case "__service_pub_0":
			services = strings.Join(statement.Principal.Service, ",")
		}
	}
	return users, services
}

// policy is the access policy that the provider makes of who may publish.
func (r topicResource) policy(users any, services []string) string {
	statement := func(sid string, principal map[string]any) map[string]any {
		return map[string]any{"Sid": sid, "Effect": "Allow", "Principal": principal,
			"Action": []string{"SMN:Publish", "SMN:QueryTopicDetail"}, "Resource": r.urn}
	}
	text, _ := json.Marshal(map[string]any{
		"Version": "2016-09-07", "Id": "__default_policy_ID", "Statement": []any{
			statement("__user_pub_0", map[string]any{"CSP": users}),
			statement("__service_pub_0", map[string]any{"Service": services}),
		},
	})
	return string(text)
}

func (r topicResource) remove(t *testing.T) {
	t.Helper()
	r.does(t, r.smn("DELETE", r.path(""), nil, 200))
	r.isGone(t, r.smn("GET", r.path(""), nil))
}

func TestTerraformHuaweiATopic(t *testing.T) {
	topic := newTopicResource(t, newProvider(), "made")
	topic.setAttribute(t, "access_policy", topic.policy("*", []string{"obs", "vod"}))
	topic.setAttribute(t, "introduction", "of the tests")
	topic.changeTags(t, topic.tagsCall(), "create", map[string]string{"env": "test"})
	read := func() state { return topic.read(t) }
	plansNothing(t, state{
		"topic_urn": topic.urn, "name": topic.name, "display_name": "made", "enterprise_project_id": "0",
		"users_publish_allowed": "*", "services_publish_allowed": "obs,vod", "introduction": "of the tests",
		"tags": map[string]string{"env": "test"},
	}, read)

	topic.into(t, topic.smn("PUT", topic.path(""), map[string]any{"display_name": "changed"}, 200), &struct{}{})
	users := []string{"urn:csp:iam::" + randomHex(16) + ":root", "urn:csp:iam::" + randomHex(16) + ":root"}
	topic.setAttribute(t, "access_policy", topic.policy(users, []string{"obs"}))
	topic.setAttribute(t, "introduction", "")
	topic.changeTags(t, topic.tagsCall(), "delete", map[string]string{"env": "test"})
	topic.changeTags(t, topic.tagsCall(), "create", map[string]string{"team": "a"})
	plansNothing(t, state{
		"topic_urn": topic.urn, "display_name": "changed", "users_publish_allowed": strings.Join(users, ","),
		"services_publish_allowed": "obs", "introduction": "", "tags": map[string]string{"team": "a"},
	}, read)

	// Who may publish is taken out of the configuration: the policy is set to nothing.
	topic.setAttribute(t, "access_policy", "")
	plansNothing(t, state{"users_publish_allowed": "", "services_publish_allowed": ""}, read)
	topic.remove(t)
}

// A topic of which nothing but its name is configured: what is read of its policy is computed, and stays.
func TestTerraformHuaweiATopicWithoutAttributes(t *testing.T) {
	topic := newTopicResource(t, newProvider(), "")
	plansNothing(t, state{"display_name": "", "introduction": "", "tags": map[string]string{}},
		func() state { return topic.read(t) })
	topic.remove(t)
}

// huaweicloud_smn_topic_attributes, whose deletion asks for nothing.
func TestTerraformHuaweiAttributesOfATopic(t *testing.T) {
	topic := newTopicResource(t, newProvider(), "")
	for _, value := range []string{"one", "two"} {
		call := topic.smn("PUT", topic.path("/attributes/introduction"), map[string]any{"value": value})
		call.headers = map[string]string{"Content-Type": "application/json"}
		topic.does(t, call)
		plansNothing(t, state{"value": value}, func() state {
			return state{"value": topic.attributes(t, "introduction").Introduction}
		})
	}
	topic.remove(t)
	topic.isGone(t, topic.smn("GET", topic.path("/attributes?name=introduction"), nil))
}

type sdkSubscription struct {
	TopicURN        string `json:"topic_urn"`
	Protocol        string `json:"protocol"`
	SubscriptionURN string `json:"subscription_urn"`
	Owner           string `json:"owner"`
	Endpoint        string `json:"endpoint"`
	Remark          string `json:"remark"`
	Status          int    `json:"status"`
	FilterPolicies  []struct {
		Name         string   `json:"name"`
		StringEquals []string `json:"string_equals"`
	} `json:"filter_polices"`
}

// subscriptions are those of a topic, page by page: the first page without an offset, each next one after as many as
// the first had, until one is empty.
func (r topicResource) subscriptions(t *testing.T) []sdkSubscription {
	t.Helper()
	var all []sdkSubscription
	for query := ""; ; query = "?limit=" + strconv.Itoa(len(all)) + "&offset=" + strconv.Itoa(len(all)) {
		var page struct{ Subscriptions []sdkSubscription }
		call := r.smn("GET", r.path("/subscriptions"+query), nil)
		call.headers = nil
		r.into(t, call, &page)
		if len(page.Subscriptions) == 0 {
			return all
		}
		all = append(all, page.Subscriptions...)
	}
}

func TestTerraformHuaweiASubscription(t *testing.T) {
	topic := newTopicResource(t, newProvider(), "")
	for _, given := range []struct {
		protocol, endpoint string
		status             int
	}{{"email", "someone@example.com", 0}, {"http", "http://127.0.0.1:9/topic", 1}} {
		var made struct {
			URN string `json:"subscription_urn"`
		}
		topic.into(t, topic.smn("POST", topic.path("/subscriptions"), map[string]any{
			"endpoint": given.endpoint, "protocol": given.protocol, "remark": "made",
		}, 201, 200), &made)
		read := func() state {
			for _, each := range topic.subscriptions(t) {
				if each.SubscriptionURN == made.URN {
					return state{
						"topic_urn": each.TopicURN, "endpoint": each.Endpoint, "protocol": each.Protocol,
						"owner": each.Owner, "remark": each.Remark, "status": each.Status,
						"filter_policies": len(each.FilterPolicies),
					}
				}
			}
			return nil
		}
		plansNothing(t, state{
			"topic_urn": topic.urn, "endpoint": given.endpoint, "protocol": given.protocol, "owner": topic.project,
			"remark": "made", "status": given.status, "filter_policies": 0,
		}, read)
		update := topic.smn("PUT", topic.path("/subscriptions/"+made.URN), map[string]any{"remark": "changed"})
		update.headers = nil
		topic.does(t, update)
		plansNothing(t, state{"remark": "changed", "endpoint": given.endpoint}, read)
		topic.does(t, topic.smn("DELETE", "/subscriptions/"+made.URN, nil, 200))
		if left := read(); left != nil {
			t.Errorf("%v is left", left)
		}
	}
	topic.remove(t)
	if got := topic.send(t, topic.smn("GET", topic.path("/subscriptions"), nil)); got.status != http.StatusNotFound {
		t.Errorf("the subscriptions of a topic that is gone: status %d", got.status)
	}
}
