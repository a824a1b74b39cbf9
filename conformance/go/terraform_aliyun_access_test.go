package conformance

import "testing"

const terraformKeyUser = "RbacPermission/Template/CryptoServiceKeyUser"

// describes makes, changes and takes away a thing as the provider does, which reads it after each of them; once it is
// gone the provider wants Forbidden.ResourceNotFound.
func describes(t *testing.T, kms *client, thing string, made, changed, read fields) {
	t.Helper()
	of := fields{"Name": made["Name"]}
	kms.ok(t, "Create"+thing, made)
	for field, want := range read {
		same(t, thing+"."+field, kms.ok(t, "Describe"+thing, of)[field], want)
	}
	kms.ok(t, "Update"+thing, with(of, changed))
	kms.ok(t, "Describe"+thing, of)
	t.Cleanup(func() {
		kms.ok(t, "Delete"+thing, of)
		kms.rejected(t, "Describe"+thing, of, notFoundAnyText)
	})
}

// The provider splits SourcePrivateIp and Policies at commas, so they have no blanks, and asserts that Permissions and
// Resources are lists.
func TestTerraformAliyunAnAccessPoint(t *testing.T) {
	eachAliyun(t, func(t *testing.T, kms *client) {
		rule, policy, point := uniqueName("rule"), uniqueName("policy"), uniqueName("point")
		describes(t, kms, "NetworkRule", fields{
			"Name": rule, "Type": "Private", "SourcePrivateIp": `["10.10.10.10/32","192.168.17.13"]`, "Description": "made",
		}, fields{"SourcePrivateIp": `["10.0.0.0/8"]`}, fields{"SourcePrivateIp": `["10.10.10.10/32","192.168.17.13"]`})
		describes(t, kms, "Policy", fields{
			"Name": policy, "KmsInstance": "shared", "Permissions": `["` + terraformKeyUser + `"]`,
			"Resources": `["secret/*","key/*"]`, "AccessControlRules": `{"NetworkRules":["` + rule + `"]}`,
		}, fields{"Description": "changed"}, fields{
			"Permissions": []any{terraformKeyUser}, "Resources": []any{"secret/*", "key/*"}, "KmsInstance": "shared",
		})
		describes(t, kms, "ApplicationAccessPoint", fields{
			"Name": point, "Policies": `["` + policy + `"]`, "AuthenticationMethod": "ClientKey",
		}, fields{"Policies": `["` + policy + `","other"]`}, fields{"Policies": `["` + policy + `"]`})

		made := kms.ok(t, "CreateClientKey", fields{
			"AapName": point, "Password": "Pass-word-1", "NotBefore": "2026-09-01T14:11:22Z", "NotAfter": "2032-09-01T14:11:22Z",
		})
		of := fields{"ClientKeyId": made["ClientKeyId"]}
		kept := kms.ok(t, "GetClientKey", of)
		same(t, "AapName", kept["AapName"], point)
		same(t, "NotAfter", kept["NotAfter"], "2032-09-01T14:11:22Z")
		kms.ok(t, "DeleteClientKey", of)
		kms.rejected(t, "GetClientKey", of, notFoundAnyText)
	})
}
