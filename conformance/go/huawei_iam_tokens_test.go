package conformance

import (
	"crypto/hmac"
	"crypto/sha1"
	"encoding/base32"
	"encoding/binary"
	"fmt"
	"strings"
	"testing"
	"time"

	csmssdk "github.com/huaweicloud/huaweicloud-sdk-go-v3/services/csms/v1"

	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/auth"
)

// iamFailure is a rejection of IAM itself, whose codes the client does not understand.
func iamFailure(status int) rejection { return rejection{status, "", ""} }

// iamTime is a time of IAM, so far from now.
func iamTime(distance time.Duration) matcher {
	return func(got any) bool {
		moment, err := time.Parse("2006-01-02T15:04:05.999999Z", fmt.Sprint(got))
		return err == nil && time.Until(moment.Add(-distance)).Abs() < 2*time.Minute
	}
}

// newToken logs the user in.
func newToken(t *testing.T, iam *client) string {
	t.Helper()
	iam.ok(
		t, "KeystoneCreateUserTokenByPassword", passwordLogin(iamPassword, fields{"project": fields{"name": huaweiRegion}}),
	)
	return iam.wire.last.header.Get("X-Subject-Token")
}

// passcode is what the documented MFA device of the user shows (RFC 6238).
func passcode(t *testing.T) string {
	t.Helper()
	secret, err := base32.StdEncoding.DecodeString(iamMfaSecret)
	if err != nil {
		t.Fatal(err)
	}
	mac := hmac.New(sha1.New, secret)
	if err := binary.Write(mac, binary.BigEndian, time.Now().Unix()/30); err != nil {
		t.Fatal(err)
	}
	sum := mac.Sum(nil)
	offset := sum[len(sum)-1] & 0xf
	return fmt.Sprintf("%06d", binary.BigEndian.Uint32(sum[offset:offset+4])&0x7fffffff%1_000_000)
}

func TestIamGivesATokenForAPasswordAndAPasscode(t *testing.T) {
	iam := iamClient(t)
	login := func(user, passcode string) fields {
		body := passwordLogin(iamPassword, fields{"project": fields{"name": huaweiRegion}})
		identity := at(t, body, "body", "auth", "identity").(fields)
		identity["methods"] = []any{"password", "totp"}
		identity["totp"] = fields{"user": fields{"id": user, "passcode": passcode}}
		return body
	}
	got := iam.ok(
		t, "KeystoneCreateUserTokenByPassword", passwordLogin(iamPassword, fields{"project": fields{"name": huaweiRegion}}),
	)
	user := textAt(t, got, "token", "user", "id")
	got = iam.ok(t, "KeystoneCreateUserTokenByPasswordAndMfa", login(user, passcode(t)))
	same(t, "methods", at(t, got, "token", "methods"), []any{"password", "totp"})
	iam.rejected(t, "KeystoneCreateUserTokenByPasswordAndMfa", login(user, "12345"), iamFailure(401))
	iam.rejected(
		t, "KeystoneCreateUserTokenByPasswordAndMfa", login(strings.Repeat("0", 32), passcode(t)), iamFailure(401),
	)
}

func tokenLogin(token string, scope fields) fields {
	identity := fields{"methods": []any{"token"}, "token": fields{"id": token}}
	return fields{"body": fields{"auth": fields{"identity": identity, "scope": scope}}}
}

func TestIamGivesATokenForAToken(t *testing.T) {
	iam := iamClient(t)
	token := newToken(t, iam)
	domain := fields{"id": hex32, "name": iamDomain}
	got := iam.ok(t, "KeystoneCreateScopedToken", tokenLogin(token, fields{"domain": fields{"name": iamDomain}}))
	same(t, "domain", at(t, got, "token", "domain"), domain)
	same(t, "methods", at(t, got, "token", "methods"), []any{"token"})
	if scoped := iam.wire.last.header.Get("X-Subject-Token"); scoped == "" || scoped == token {
		t.Errorf("the token is %q", scoped)
	}
	got = iam.ok(t, "KeystoneCreateScopedToken", tokenLogin(token, fields{"project": fields{"name": huaweiRegion}}))
	same(t, "project", at(t, got, "token", "project"), fields{"id": huaweiProject, "name": huaweiRegion, "domain": domain})
	iam.rejected(
		t, "KeystoneCreateScopedToken", tokenLogin("no token", fields{"domain": fields{"name": iamDomain}}), iamFailure(401),
	)
}

func TestIamTellsOfAToken(t *testing.T) {
	iam := iamClient(t)
	got := iam.ok(t, "KeystoneValidateToken", fields{"X-Subject-Token": newToken(t, iam)})
	same(t, "token", got["token"], fields{
		"methods": []any{"password"}, "issued_at": iamTime(0), "expires_at": iamTime(day), more: nil,
		"user": fields{
			"id": hex32, "name": iamUser, "domain": fields{"id": hex32, "name": iamDomain}, "password_expires_at": "",
		},
	})
	iam.rejected(t, "KeystoneValidateToken", fields{"X-Subject-Token": "no token"}, iamFailure(404))
}

func TestIamGivesATokenToWhoActsForAnother(t *testing.T) {
	iam := iamClient(t)
	made := csmsClient(t).ok(t, "CreateAgency", fields{"body": fields{"secret_type": "RDS-FG"}})
	agency := textAt(t, made, "agencies", 0, "agency_name")
	login := func(agency string) fields {
		identity := fields{
			"methods": []any{"assume_role"}, "assume_role": fields{"domain_name": iamDomain, "agency_name": agency},
		}
		return fields{
			"body": fields{"auth": fields{"identity": identity, "scope": fields{"project": fields{"name": huaweiRegion}}}},
		}
	}
	// The client signs its requests and has no field for X-Auth-Token.
	got := iam.ok(t, "KeystoneCreateAgencyToken", login(agency))
	same(t, "methods", at(t, got, "token", "methods"), []any{"assume_role"})
	same(t, "user", at(t, got, "token", "user", "name"), iamDomain+"/"+agency)
	if iam.wire.last.header.Get("X-Subject-Token") == "" {
		t.Error("there is no token")
	}
	iam.rejected(t, "KeystoneCreateAgencyToken", login(uniqueName("missing")), iamFailure(404))

	keys := func(agency string) fields {
		identity := fields{
			"methods":     []any{"assume_role"},
			"assume_role": fields{"domain_name": iamDomain, "agency_name": agency, "duration_seconds": 3600},
		}
		return fields{"body": fields{"auth": fields{"identity": identity}}}
	}
	same(
		t, "credential", iam.ok(t, "CreateTemporaryAccessKeyByAgency", keys(agency))["credential"],
		credentialShape(time.Hour),
	)
	iam.rejected(t, "CreateTemporaryAccessKeyByAgency", keys(uniqueName("missing")), iamFailure(404))
}

func credentialShape(life time.Duration) fields {
	return fields{"access": text, "secret": text, "securitytoken": text, "expires_at": iamTime(life)}
}

func TestIamGivesTemporaryKeys(t *testing.T) {
	iam := iamClient(t)
	keys := func(token string, seconds int) fields {
		identity := fields{"methods": []any{"token"}, "token": fields{"id": token, "duration_seconds": seconds}}
		return fields{"body": fields{"auth": fields{"identity": identity}}}
	}
	token := newToken(t, iam)
	got := iam.ok(t, "CreateTemporaryAccessKeyByToken", keys(token, 900))
	same(t, "credential", got["credential"], credentialShape(15*time.Minute))
	access, secret, session := textAt(t, got, "credential", "access"), textAt(t, got, "credential", "secret"), textAt(
		t, got, "credential", "securitytoken",
	)
	usedMarkers = append(usedMarkers, secret)
	signed := func(session string) *client {
		builder := auth.NewBasicCredentialsBuilder().WithAk(access).WithSk(secret).WithProjectId(huaweiProject)
		if session != "" {
			builder.WithSecurityToken(session)
		}
		wire := &wire{}
		http := huaweiHTTP(t, csmssdk.CsmsClientBuilder().WithEndpoint(gateway.url).WithCredential(builder.Build()), wire)
		return huaweiClient("csms", csmssdk.NewCsmsClient(http), wire)
	}
	newSecret(t, signed(session), nil)
	for _, wrong := range []string{"", session + "x"} {
		signed(wrong).rejected(t, "ListSecrets", nil, rejection{401, "APIGW.0301", ""})
	}
	for _, seconds := range []int{899, 86401} {
		iam.rejected(t, "CreateTemporaryAccessKeyByToken", keys(token, seconds), iamFailure(400))
	}
	iam.rejected(t, "CreateTemporaryAccessKeyByToken", keys("no token", 900), iamFailure(401))
}

func TestIamMakesProjectsAndShowsThem(t *testing.T) {
	iam := iamClient(t)
	parent := textAt(t, iam.ok(t, "KeystoneListProjects", fields{"name": huaweiRegion}), "projects", 0, "id")
	name := huaweiRegion + "_" + uniqueName("project")
	body := fields{"name": name, "parent_id": parent, "description": "for the tests"}
	project := fields{
		"id": hex32, "name": name, "parent_id": parent, "domain_id": hex32, "description": "for the tests",
		"is_domain": false, "enabled": true, "links": fields{"self": text},
	}
	made := iam.gets(t, "KeystoneCreateProject", fields{"body": fields{"project": body}}, fields{"project": project})
	listed := iam.ok(t, "KeystoneListProjects", fields{"name": name})
	same(t, "projects", listed["projects"], []any{project})
	same(t, "id", at(t, listed, "projects", 0, "id"), at(t, made, "project", "id"))
	if own := jsonText(iam.ok(t, "KeystoneListAuthProjects", nil)["projects"]); !strings.Contains(own, name) {
		t.Errorf("the user's projects are %v", own)
	}
	iam.rejected(t, "KeystoneCreateProject", fields{"body": fields{"project": body}}, iamFailure(409))
	iam.rejected(
		t, "KeystoneCreateProject", fields{"body": fields{"project": with(body, fields{"name": "a/b"})}}, iamFailure(400),
	)
	unknown := iamClientOf(t, "UNKNOWNACCESSKEY0001")
	unknown.rejected(t, "KeystoneListAuthProjects", nil, rejection{401, "APIGW.0301", ""})
	unknown.rejected(t, "KeystoneListRegions", nil, rejection{401, "APIGW.0301", ""})
}

func TestIamTellsOfItselfAndItsRegions(t *testing.T) {
	iam := iamClient(t)
	regions := iam.ok(t, "KeystoneListRegions", nil)["regions"].([]any)
	region := func(id string) bool {
		for _, region := range regions {
			if at(t, region, "id") == id {
				same(
					t, "region", region,
					fields{
						"id": id, "type": "public", "description": "", "parent_region_id": maybe{""}, "links": fields{"self": text},
						"locales": fields{"zh-cn": text, "en-us": text},
					},
				)
				return true
			}
		}
		return false
	}
	if !region(huaweiRegion) || region("nowhere") {
		t.Errorf("the regions are %v", regions)
	}
	got := iam.ok(t, "KeystoneShowVersion", nil)
	listed := iam.ok(t, "KeystoneListVersions", nil)
	same(t, "versions", at(t, listed, "versions", "values"), []any{at(t, got, "version")})
	same(t, "version", at(t, got, "version"), fields{
		"id": pattern(`v3(\.\d+)?`), "status": "stable", "updated": utcTime,
		"links":       []any{fields{"rel": "self", "href": pattern(gateway.url + `/v3/?`)}},
		"media-types": []any{fields{"base": "application/json", "type": "application/vnd.openstack.identity-v3+json"}},
	})
}
