package conformance

import "testing"

var (
	thingExists = rejection{409, "Rejected.ResourceExist", "The request was rejected because the resource already exists."}
	connected   = rejection{403, "Forbidden.DKMSInstanceStateInvalid", "The DKMS instance state is invalid."}
)

// lives makes a thing, changes it and deletes it, and is rejected each time once.
func lives(t *testing.T, kms *client, thing string, made, changed fields) {
	t.Helper()
	named := fields{"Name": uniqueName("made")}
	kms.ok(t, "Create"+thing, with(named, made))
	kms.rejected(t, "Create"+thing, with(named, made), thingExists)
	kms.ok(t, "Update"+thing, with(named, changed))
	kms.ok(t, "Delete"+thing, named)
	kms.rejected(t, "Update"+thing, with(named, changed), notFoundAnyText)
	kms.rejected(t, "Delete"+thing, named, notFoundAnyText)
}

func TestAliyunWhatBelongsToAnInstanceIsMade(t *testing.T) {
	eachAliyun(t, func(t *testing.T, kms *client) {
		rule := fields{"Type": "Private", "SourcePrivateIp": `["10.0.0.0/8"]`}
		lives(t, kms, "NetworkRule", rule, fields{"Description": "new"})
		lives(t, kms, "Policy", fields{"Permissions": "[]", "Resources": `["key/*"]`}, fields{"Description": "new"})
		lives(t, kms, "ApplicationAccessPoint", fields{"Policies": `["policy"]`}, fields{"Policies": `["policy","other"]`})

		point := fields{"Name": uniqueName("point"), "Policies": "[]"}
		kms.ok(t, "CreateApplicationAccessPoint", point)
		request := fields{"AapName": point["Name"], "Password": "Pass-word-1"}
		key := kms.ok(t, "CreateClientKey", request)
		kms.rejected(t, "CreateClientKey", with(request, fields{"Password": "short"}), rejection{400, "InvalidParameter", ""})
		kms.ok(t, "DeleteClientKey", fields{"ClientKeyId": key["ClientKeyId"]})
		kms.rejected(t, "DeleteClientKey", fields{"ClientKeyId": key["ClientKeyId"]}, notFoundAnyText)
		kms.ok(t, "DeleteApplicationAccessPoint", fields{"Name": point["Name"]})

		kms.ok(t, "UpdateKmsInstanceBindVpc", fields{"KmsInstanceId": aliyunInstance, "BindVpcs": "[]"})
		kms.rejected(t, "UpdateKmsInstanceBindVpc", fields{"KmsInstanceId": "kst-another", "BindVpcs": "[]"}, instanceMissing)
		kms.rejected(t, "ConnectKmsInstance", fields{
			"KmsInstanceId": aliyunInstance, "VpcId": "vpc-1", "ZoneIds": "a,b", "VSwitchIds": "v", "KMProvider": "Aliyun",
		}, connected)
	})
}
