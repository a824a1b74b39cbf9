package conformance

import (
	"reflect"
	"testing"
)

// The calls of huaweicloud/terraform-provider-huaweicloud (a0345b8, 2026-08-21) in the order in which its resources
// make them, and what it needs of each answer: create, read, a plan without changes, update, read, delete, and a read
// that finds nothing. Which calls belong to a resource is in docs/terraform.md.

// state is what the provider keeps of a resource, by the names of its attributes.
type state map[string]any

// plansNothing reads a resource twice, as a refresh and the plan after it do: what is configured must be read as it is
// configured, and nothing may change between the two.
func plansNothing(t *testing.T, configured state, read func() state) state {
	t.Helper()
	first, second := read(), read()
	if !reflect.DeepEqual(first, second) {
		t.Errorf("read as %#v, then as %#v", first, second)
	}
	for attribute, want := range configured {
		if !reflect.DeepEqual(first[attribute], want) {
			t.Errorf("%s: read as %#v, configured as %#v", attribute, first[attribute], want)
		}
	}
	return first
}

// newProvider works in a project of its own.
func newProvider() golangsdk { return golangsdk{project: randomHex(16)} }

// contentHeaders are what the packages of golangsdk for CSMS, EPS and SMN send with every request.
var contentHeaders = map[string]string{"Content-Type": "application/json", "X-Language": "en-us"}

// moves puts a resource into another enterprise project, and waits until that lists it.
func (sdk golangsdk) moves(t *testing.T, kind, id, to string) {
	t.Helper()
	project := epsPath + "/" + to
	sdk.does(t, sdkCall{service: "eps", method: "POST", path: project + "/resources-migrate", okCodes: []int{204},
		body: map[string]any{
			"resource_type": kind, "resource_id": id, "project_id": sdk.project, "region_id": huaweiRegion,
		}})
	var found []string
	for offset := 0; ; {
		var page struct {
			Resources []struct {
				ID string `json:"resource_id"`
			}
		}
		sdk.into(t, sdkCall{service: "eps", method: "POST", path: project + "/resources/filter", body: map[string]any{
			"limit": 1000, "offset": offset, "projects": []string{sdk.project}, "resource_types": []string{kind},
		}}, &page)
		if len(page.Resources) == 0 {
			break
		}
		for _, resource := range page.Resources {
			found = append(found, resource.ID)
		}
		offset += len(page.Resources)
	}
	if !reflect.DeepEqual(found, []string{id}) {
		t.Fatalf("the enterprise project has %v, not %s", found, id)
	}
}

type sdkEnterpriseProject struct {
	ID          string `json:"id"`
	Name        string `json:"name"`
	Description string `json:"description"`
	Status      int    `json:"status"`
	CreatedAt   string `json:"created_at"`
	UpdatedAt   string `json:"updated_at"`
	Type        string `json:"type"`
}

const epsPath = "/v1.0/enterprise-projects"

func (sdk golangsdk) newEnterpriseProject(t *testing.T, body map[string]any) string {
	t.Helper()
	var made struct {
		Project sdkEnterpriseProject `json:"enterprise_project"`
	}
	sdk.into(t, sdkCall{service: "eps", method: "POST", path: epsPath, body: body, headers: contentHeaders}, &made)
	if made.Project.ID == "" {
		t.Fatal("the enterprise project has no id")
	}
	return made.Project.ID
}

func TestTerraformHuaweiAnEnterpriseProject(t *testing.T) {
	sdk := newProvider()
	name := uniqueName("terraform")
	id := sdk.newEnterpriseProject(t, map[string]any{"name": name, "description": "", "type": "prod"})
	path := epsPath + "/" + id
	read := func() state {
		var got struct {
			Project sdkEnterpriseProject `json:"enterprise_project"`
		}
		sdk.into(t, sdkCall{service: "eps", method: "GET", path: path}, &got)
		return state{
			"name": got.Project.Name, "description": got.Project.Description, "type": got.Project.Type,
			"status": got.Project.Status, "enable": got.Project.Status == 1,
			"created_at": got.Project.CreatedAt, "updated_at": got.Project.UpdatedAt,
		}
	}
	plansNothing(t, state{"name": name, "description": "", "type": "prod", "enable": true}, read)

	// The action is answered without content, and nothing is decoded of it.
	action := func(what string) {
		t.Helper()
		sdk.does(t, sdkCall{service: "eps", method: "POST", path: path + "/action", headers: contentHeaders,
			body: map[string]any{"action": what}, okCodes: []int{204}})
	}
	action("disable")
	plansNothing(t, state{"enable": false}, read)
	action("enable")
	sdk.into(t, sdkCall{service: "eps", method: "PUT", path: path, headers: contentHeaders,
		body: map[string]any{"name": name + "-2", "description": "changed", "type": "prod"}}, &struct{}{})
	plansNothing(t, state{"name": name + "-2", "description": "changed", "enable": true}, read)

	action("disable")
	sdk.does(t, sdkCall{service: "eps", method: "DELETE", path: path,
		headers: map[string]string{"Content-Type": "application/json"}})
	sdk.isGone(t, sdkCall{service: "eps", method: "GET", path: path})
	sdk.isGone(t, sdkCall{service: "eps", method: "DELETE", path: path})
}
