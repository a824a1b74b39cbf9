package conformance

import (
	"strings"
	"testing"
)

type sdkUser struct {
	ID               string         `json:"id"`
	DomainID         string         `json:"domain_id"`
	Name             string         `json:"name"`
	Email            string         `json:"email"`
	AreaCode         string         `json:"areacode"`
	Phone            string         `json:"phone"`
	Description      string         `json:"description"`
	AccessMode       string         `json:"access_mode"`
	Enabled          bool           `json:"enabled"`
	PasswordStatus   bool           `json:"pwd_status"`
	PasswordStrength string         `json:"pwd_strength"`
	CreateAt         string         `json:"create_time"`
	UpdateAt         string         `json:"update_time"`
	LastLogin        string         `json:"last_login_time"`
	XUserID          string         `json:"xuser_id"`
	XUserType        string         `json:"xuser_type"`
	Links            map[string]any `json:"links"`
}

// userResource is huaweicloud_identity_user.
type userResource struct {
	golangsdk
	id string
}

func iamCall(method, path string, body any) sdkCall {
	return sdkCall{service: "iam", method: method, path: path, body: body}
}

// newDomainProvider is a provider that asked IAM for the domain of its keys, as it does when it is configured.
func newDomainProvider(t *testing.T) golangsdk {
	t.Helper()
	var got struct {
		Domains []struct {
			ID   string `json:"id"`
			Name string `json:"name"`
		}
	}
	golangsdk{}.into(t, iamCall("GET", "/v3/auth/domains", nil), &got)
	if len(got.Domains) != 1 || got.Domains[0].ID == "" {
		t.Fatalf("the domains of the keys are %+v", got.Domains)
	}
	return golangsdk{domain: got.Domains[0].ID}
}

const osUsers = "/v3.0/OS-USER/users"

func (r userResource) path() string { return osUsers + "/" + r.id }

// protects sets how a login is verified; without a method, that it is not.
func (r userResource) protects(t *testing.T, method string) {
	t.Helper()
	enabled := method != ""
	if !enabled {
		method = "sms"
	}
	var got struct {
		Protect *struct{ Enabled bool } `json:"login_protect"`
	}
	r.into(t, iamCall("PUT", r.path()+"/login-protect", map[string]any{
		"login_protect": map[string]any{"enabled": enabled, "verification_method": method},
	}), &got)
	if got.Protect == nil || got.Protect.Enabled != enabled {
		t.Fatalf("the protection is answered as %+v", got.Protect)
	}
}

func (r userResource) read(t *testing.T) state {
	t.Helper()
	var got struct{ User *sdkUser }
	r.into(t, iamCall("GET", r.path(), nil), &got)
	user := got.User
	if user == nil {
		t.Fatal("the user is answered with nothing")
	}
	// A user whose login was never protected has none, which is an error that the provider lets pass.
	method := ""
	protection := iamCall("GET", r.path()+"/login-protect", nil)
	if r.send(t, protection).status == 200 {
		var got struct {
			Protect struct {
				Method string `json:"verification_method"`
			} `json:"login_protect"`
		}
		r.into(t, protection, &got)
		if got.Protect.Method != "none" {
			method = got.Protect.Method
		}
	}
	phone := user.Phone
	if parts := strings.Split(phone, "-"); len(parts) > 1 {
		phone = parts[1]
	}
	return state{
		"name": user.Name, "description": user.Description, "email": user.Email, "phone": phone,
		"country_code": user.AreaCode, "enabled": user.Enabled, "access_type": user.AccessMode,
		"password_strength": user.PasswordStrength, "pwd_reset": user.PasswordStatus, "create_time": user.CreateAt,
		"last_login": user.LastLogin, "external_identity_id": user.XUserID, "external_identity_type": user.XUserType,
		"login_protect_verification_method": method,
	}
}

func TestTerraformHuaweiAUser(t *testing.T) {
	sdk := newDomainProvider(t)
	name := "terraform" + randomHex(8)
	var made struct{ User *sdkUser }
	sdk.into(t, iamCall("POST", osUsers, map[string]any{"user": map[string]any{
		"name": name, "domain_id": sdk.domain, "password": "Terraform-1" + randomHex(4), "email": name + "@example.com",
		"areacode": "0086", "phone": "13800000000", "description": "made", "enabled": true, "pwd_status": false,
	}}), &made)
	if made.User == nil || made.User.ID == "" {
		t.Fatal("the user has no id")
	}
	user := userResource{sdk, made.User.ID}
	user.protects(t, "sms")
	read := func() state { return user.read(t) }
	configured := state{
		"name": name, "description": "made", "email": name + "@example.com", "country_code": "0086",
		"phone": "13800000000", "enabled": true, "pwd_reset": false, "login_protect_verification_method": "sms",
		"external_identity_id": "", "external_identity_type": "",
	}
	first := plansNothing(t, configured, read)
	if first["create_time"] == "" || first["password_strength"] == "" {
		t.Errorf("computed attributes are missing in %v", first)
	}

	// Only what changes is sent.
	user.into(t, sdkCall{service: "iam", method: "PUT", path: user.path(), okCodes: []int{200},
		body: map[string]any{"user": map[string]any{
			"name": name + "2", "description": "", "email": name + "@example.org", "enabled": false, "pwd_status": true,
			"access_mode": "programmatic",
		}}}, &made)
	user.protects(t, "")
	plansNothing(t, state{
		"name": name + "2", "description": "", "email": name + "@example.org", "phone": "13800000000", "enabled": false,
		"pwd_reset": true, "access_type": "programmatic", "create_time": first["create_time"],
		"login_protect_verification_method": "",
	}, read)

	user.does(t, iamCall("DELETE", "/v3/users/"+user.id, nil))
	user.isGone(t, iamCall("GET", user.path(), nil))
}
