package conformance

import (
	"errors"
	"testing"

	"github.com/gophercloud/gophercloud"
	"github.com/gophercloud/gophercloud/openstack"
	"github.com/gophercloud/gophercloud/openstack/identity/v3/tokens"
)

// gophercloudLogin is a login of the client that golangsdk was made of.
func gophercloudLogin(path, password string) (*gophercloud.ProviderClient, error) {
	return openstack.AuthenticatedClient(gophercloud.AuthOptions{
		IdentityEndpoint: gateway.url + path,
		Username:         iamUser,
		Password:         password,
		DomainName:       iamDomain,
		TenantID:         huaweiProject,
	})
}

func TestGophercloudFindsTheVersionOfAnAddressThatNamesNone(t *testing.T) {
	for _, path := range []string{"", "/", "/v3", "/v3/"} {
		client, err := gophercloudLogin(path, iamPassword)
		if err != nil {
			t.Fatalf("at %q: %v", path, err)
		}
		iam, err := openstack.NewIdentityV3(client, gophercloud.EndpointOpts{})
		if err != nil {
			t.Fatalf("at %q: %v", path, err)
		}
		if valid, err := tokens.Validate(iam, client.Token()); !valid || err != nil {
			t.Errorf("at %q: the token is not valid: %v", path, err)
		}
	}
}

func TestGophercloudIsToldAWrongPasswordWithoutAVersionToo(t *testing.T) {
	_, err := gophercloudLogin("", "another password")
	var rejected gophercloud.ErrDefault401
	if !errors.As(err, &rejected) {
		t.Errorf("a wrong password: %v", err)
	}
}
