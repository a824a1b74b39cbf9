package conformance

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/auth"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/region"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/sdkerr"
	csms "github.com/huaweicloud/huaweicloud-sdk-go-v3/services/csms/v1"
	iam "github.com/huaweicloud/huaweicloud-sdk-go-v3/services/iam/v3"
)

const unauthenticated = "Incorrect IAM authentication information: "

func TestCsmsAWrongSecretKeyIsRejectedWithTheCanonicalRequest(t *testing.T) {
	csms := csmsClientOf(t, accessKey, secretValue(""), huaweiProject)
	_, err := csms.call(t, "ListSecrets", fields{"limit": "5"})
	var rejected *sdkerr.ServiceResponseError
	if !errors.As(err, &rejected) {
		t.Fatal(err)
	}
	text := fmt.Sprintf(
		"%sverify aksk signature fail, canonicalRequest:GET|/v1/%s/secrets/|limit=5|", unauthenticated, huaweiProject,
	)
	if !strings.HasPrefix(rejected.ErrorMessage, text) {
		t.Errorf("the message is %q", rejected.ErrorMessage)
	}
	csms.rejected(t, "CreateSecret", fields{"body": fields{"name": "not a name"}}, rejection{401, "APIGW.0301", ""})
}

func TestCsmsAnUnknownAccessKeyIsRejected(t *testing.T) {
	csms := csmsClientOf(t, "UNKNOWNACCESSKEY0001", secretKey, huaweiProject)
	_, err := csms.call(t, "ListSecrets", nil)
	if err == nil || !strings.Contains(err.Error(), "UNKNOWNACCESSKEY0001 not exist") {
		t.Error(err)
	}
	csms.rejected(t, "ListSecrets", nil, rejection{401, "APIGW.0301", ""})
}

// regionKeys ask IAM for the project of the client's region while the client is built.
func regionKeys() *auth.BasicCredentialsBuilder {
	return auth.NewBasicCredentialsBuilder().WithAk(accessKey).WithSk(secretKey).WithIamEndpointOverride(gateway.url)
}

func TestCsmsAClientOfARegionFindsItsProject(t *testing.T) {
	name := newSecretName(t, csmsClient(t))
	wire := &wire{}
	builder := csms.CsmsClientBuilder().WithRegion(
		region.NewRegion(huaweiRegion, gateway.url),
	).WithCredential(regionKeys().Build())
	client := huaweiClient("csms", csms.NewCsmsClient(huaweiHTTP(t, builder, wire)), wire)
	client.ok(t, "ShowSecret", fields{"secret_name": name})

	builder = csms.CsmsClientBuilder().WithRegion(
		region.NewRegion("ap-southeast-3", gateway.url),
	).WithCredential(regionKeys().Build())
	elsewhere := huaweiClient("csms", csms.NewCsmsClient(huaweiHTTP(t, builder, wire)), wire)
	elsewhere.rejected(t, "ShowSecret", fields{"secret_name": name}, secretMissing)
}

// V11-HMAC-SHA256 signs with a key derived from the day, the region and the service.
func TestCsmsADerivedKeySigns(t *testing.T) {
	for name, secret := range map[string]string{"right": secretKey, "wrong": secretValue("")} {
		t.Run(name, func(t *testing.T) {
			keys := auth.NewBasicCredentialsBuilder().WithAk(accessKey).WithSk(secret).WithProjectId(huaweiProject).
				WithDerivedPredicate(auth.GetDefaultDerivedPredicate())
			wire := &wire{}
			builder := csms.CsmsClientBuilder().WithDerivedAuthServiceName("csms").
				WithRegion(region.NewRegion(huaweiRegion, gateway.url)).WithCredential(keys.Build())
			client := huaweiClient("csms", csms.NewCsmsClient(huaweiHTTP(t, builder, wire)), wire)
			if secret == secretKey {
				newSecret(t, client, nil)
			} else {
				client.rejected(t, "ListSecrets", nil, rejection{401, "APIGW.0301", ""})
			}
			if signed := wire.sent.Get("Authorization"); !strings.HasPrefix(signed, "V11-HMAC-SHA256 Credential=") {
				t.Errorf("signed with %q", signed)
			}
		})
	}
}

func TestIamListsTheProjectsAndTheDomain(t *testing.T) {
	iam := iamClient(t)
	links := fields{"self": text}
	got := iam.ok(t, "KeystoneListProjects", fields{"name": huaweiRegion})
	same(t, "projects", got["projects"], []any{fields{
		"id": huaweiProject, "name": huaweiRegion, "domain_id": hex32, "parent_id": hex32,
		"is_domain": false, "enabled": true, "description": "", "links": links,
	}})
	domain := at(t, got, "projects", 0, "domain_id")
	got = iam.ok(t, "KeystoneListAuthDomains", nil)
	same(t, "domains", got["domains"], []any{fields{
		"id": domain, "name": iamDomain, "enabled": true, "description": "", "links": links,
	}})
}

func TestIamAnUnknownAccessKeyIsRejected(t *testing.T) {
	iam := iamClientOf(t, "UNKNOWNACCESSKEY0001")
	for _, operation := range []string{"KeystoneListProjects", "KeystoneListAuthDomains"} {
		iam.rejected(t, operation, nil, rejection{401, "APIGW.0301", ""})
	}
}

func TestIamAClientWithoutADomainFindsIt(t *testing.T) {
	wire := &wire{}
	keys := auth.NewGlobalCredentialsBuilder().WithAk(accessKey).WithSk(secretKey).WithIamEndpointOverride(
		gateway.url,
	).Build()
	builder := iam.IamClientBuilder().WithRegion(region.NewRegion(huaweiRegion, gateway.url)).WithCredential(keys)
	huaweiClient("iam", iam.NewIamClient(huaweiHTTP(t, builder, wire)), wire).ok(t, "KeystoneListAuthDomains", nil)
	if !hex32(keys.DomainId) {
		t.Errorf("the domain is %q", keys.DomainId)
	}
}

func passwordLogin(password string, scope fields) fields {
	user := fields{"name": iamUser, "password": password, "domain": fields{"name": iamDomain}}
	identity := fields{"methods": []any{"password"}, "password": fields{"user": user}}
	return fields{"body": fields{"auth": fields{"identity": identity, "scope": scope}}}
}

func TestIamGivesATokenForAPassword(t *testing.T) {
	iam := iamClient(t)
	scope := fields{"project": fields{"name": huaweiRegion}}
	got := iam.ok(t, "KeystoneCreateUserTokenByPassword", passwordLogin(iamPassword, scope))
	domain := fields{"id": hex32, "name": iamDomain}
	same(t, "token", got["token"], fields{
		"methods": []any{"password"}, "expires_at": text, "issued_at": text,
		"project": fields{"id": huaweiProject, "name": huaweiRegion, "domain": domain},
		"user":    fields{"id": hex32, "name": iamUser, "domain": domain, "password_expires_at": ""},
		more:      nil,
	})
	if iam.wire.last.header.Get("X-Subject-Token") == "" {
		t.Error("there is no token")
	}
	// The client understands only codes that are strings, and IAM's is a number.
	_, err := iam.call(t, "KeystoneCreateUserTokenByPassword", passwordLogin(secretValue(""), scope))
	iam.saw("KeystoneCreateUserTokenByPassword", "rejection")
	if err == nil || iam.wire.last.status != 401 {
		t.Fatal(err)
	}
	same(t, "error", withoutNulls(iam.wire.last.object(t)),
		fields{"error": fields{"code": 401, "message": "The username or password is wrong.", "title": "Unauthorized"}})
}
