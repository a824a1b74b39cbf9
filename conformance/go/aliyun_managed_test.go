package conformance

import (
	"strings"
	"testing"
)

// rdsSecret is a secret that the service rotates, of one user.
func rdsSecret(t *testing.T, kms *client, other fields) (name, password string) {
	t.Helper()
	password = secretValue("")
	name = newAliyunSecret(t, kms, with(fields{
		"SecretType":     "Rds",
		"SecretData":     jsonText(fields{"Accounts": []fields{{"AccountName": "root", "AccountPassword": password}}}),
		"ExtendedConfig": extended(kms, fields{"SecretSubType": "SingleUser", "DBInstanceId": "rm-1"}),
	}, other))
	return name, password
}

// extended is a configuration as the client takes it: the newer one makes the text itself.
func extended(kms *client, config fields) any {
	if kms.name == "acs3" {
		return config
	}
	return jsonText(config)
}

func TestAliyunAManagedSecretIsShownWithItsRotation(t *testing.T) {
	eachAliyun(t, func(t *testing.T, kms *client) {
		name, password := rdsSecret(t, kms, fields{"EnableAutomaticRotation": true, "RotationInterval": "7d"})
		rotated := fields{
			"SecretType": "Rds", "AutomaticRotation": "Enabled", "RotationInterval": "604800s", "NextRotationDate": daysFrom(7),
			"ExtendedConfig": text,
		}
		described := kms.gets(t, "DescribeSecret", fields{"SecretName": name}, with(rotated, fields{
			"Arn": secretArn(name), "SecretName": name, "Description": maybe{""}, "CreateTime": daysFrom(0),
			"UpdateTime": daysFrom(0), "RequestId": uuid,
		}))
		for _, part := range []string{`"SecretSubType":"SingleUser"`, `"DBInstanceId":"rm-1"`, `"CustomData":{}`} {
			if !strings.Contains(textAt(t, described, "ExtendedConfig"), part) {
				t.Errorf("the configuration is %v", described["ExtendedConfig"])
			}
		}
		got := kms.ok(t, "GetSecretValue", fields{"SecretName": name})
		same(t, "SecretData", got["SecretData"], pattern(`\{"AccountName":"root","AccountPassword":"`+password+`"\}`))
		same(t, "AutomaticRotation", got["AutomaticRotation"], "Enabled")
	})
}

func TestAliyunManagedBounds(t *testing.T) {
	eachAliyun(t, func(t *testing.T, kms *client) {
		content := aliyunSecret(
			fields{"SecretType": "Rds", "SecretData": `{"Accounts":[{"AccountName":"root","AccountPassword":"p"}]}`},
		)
		kms.rejected(t, "CreateSecret", content, rejection{400, "MissingParameter", ""})
		config := extended(kms, fields{"SecretSubType": "SingleUser", "DBInstanceId": "rm-1"})
		content["ExtendedConfig"] = config
		for label, test := range map[string]fields{
			"data":      {"SecretData": "not json"},
			"binary":    {"SecretDataType": "binary"},
			"short":     {"EnableAutomaticRotation": true, "RotationInterval": "5h"},
			"long":      {"EnableAutomaticRotation": true, "RotationInterval": "8761h"},
			"no form":   {"EnableAutomaticRotation": true, "RotationInterval": "often"},
			"reserved":  {"SecretName": "acs/rds"},
			"sub-type":  {"ExtendedConfig": extended(kms, fields{"SecretSubType": "ManyUsers", "DBInstanceId": "rm-1"})},
			"ECS' name": {"SecretType": "ECS", "SecretName": uniqueName("ecs")},
		} {
			t.Run(label, func(t *testing.T) {
				kms.rejected(t, "CreateSecret", with(content, test), rejection{400, "InvalidParameter", ""})
			})
		}
		kms.rejected(t, "CreateSecret", with(content, fields{"EnableAutomaticRotation": true}), missing("RotationInterval"))
	})
}

func TestAliyunAManagedSecretIsRotated(t *testing.T) {
	eachAliyun(t, func(t *testing.T, kms *client) {
		name, password := rdsSecret(t, kms, nil)
		of := fields{"SecretName": name}
		kms.gets(t, "RotateSecret", with(of, fields{"VersionId": "second"}),
			fields{"Arn": secretArn(name), "SecretName": name, "VersionId": "second", "RequestId": uuid})
		current := textAt(t, kms.ok(t, "GetSecretValue", of), "SecretData")
		if strings.Contains(current, password) || !strings.Contains(current, `"AccountName":"root"`) {
			t.Error("the password is the old one, or of another account")
		}
		previous := kms.ok(t, "GetSecretValue", with(of, fields{"VersionStage": "ACSPrevious"}))
		if !strings.Contains(textAt(t, previous, "SecretData"), password) {
			t.Error("the password before is lost")
		}
		same(t, "stages", aliyunStages(t, kms, name), fields{"v1": []any{"ACSPrevious"}, "second": []any{"ACSCurrent"}})
		same(t, "LastRotationDate", kms.ok(t, "DescribeSecret", of)["LastRotationDate"], daysFrom(0))
		kms.ok(t, "RotateSecret", with(of, fields{"VersionId": "second"}))
		same(t, "SecretData", kms.ok(t, "GetSecretValue", of)["SecretData"], current)

		kms.rejected(t, "RotateSecret", of, missing("VersionId"))
		kms.rejected(t, "RotateSecret", fields{"SecretName": uniqueName("missing"), "VersionId": "second"}, notFoundAnyText)
		generic := newAliyunSecret(t, kms, nil)
		kms.rejected(
			t, "RotateSecret", fields{"SecretName": generic, "VersionId": "second"}, rejection{400, "UnsupportedOperation", ""},
		)
		kms.rejected(
			t, "PutSecretValue", with(of, fields{"VersionId": "third", "SecretData": secretValue("")}),
			rejection{400, "UnsupportedOperation", ""},
		)
	})
}

func TestAliyunTheRotationOfASecretIsChanged(t *testing.T) {
	eachAliyun(t, func(t *testing.T, kms *client) {
		name, _ := rdsSecret(t, kms, nil)
		of := fields{"SecretName": name}
		shows := func(want fields) {
			t.Helper()
			got := kms.ok(t, "DescribeSecret", of)
			rotation := fields{}
			for _, field := range []string{"AutomaticRotation", "RotationInterval", "NextRotationDate"} {
				if value, detail := got[field]; detail {
					rotation[field] = value
				}
			}
			same(t, "rotation", rotation, want)
		}
		shows(fields{"AutomaticRotation": "Disabled"})
		kms.gets(t, "UpdateSecretRotationPolicy", with(
			of, fields{"EnableAutomaticRotation": true, "RotationInterval": "48h"},
		),
			fields{"SecretName": name, "RequestId": uuid})
		shows(fields{"AutomaticRotation": "Enabled", "RotationInterval": "172800s", "NextRotationDate": daysFrom(2)})
		kms.ok(t, "UpdateSecretRotationPolicy", with(of, fields{"EnableAutomaticRotation": false}))
		shows(fields{"AutomaticRotation": "Disabled"})

		on := fields{"EnableAutomaticRotation": true, "RotationInterval": "7d"}
		kms.rejected(t, "UpdateSecretRotationPolicy", of, missing("EnableAutomaticRotation"))
		kms.rejected(
			t, "UpdateSecretRotationPolicy", with(of, with(on, fields{"RotationInterval": "5h"})), invalid("RotationInterval"),
		)
		kms.rejected(t, "UpdateSecretRotationPolicy", with(on, fields{"SecretName": uniqueName("missing")}), notFoundAnyText)
		kms.rejected(
			t, "UpdateSecretRotationPolicy", with(on, fields{"SecretName": newAliyunSecret(t, kms, nil)}),
			rejection{400, "UnsupportedOperation", ""},
		)
	})
}

func TestAliyunTheCustomDataOfAManagedSecretAreReplaced(t *testing.T) {
	kms := rpcClient(t, accessKey, secretKey)
	name, _ := rdsSecret(t, kms, nil)
	kms.ok(t, "UpdateSecret", fields{"SecretName": name, "ExtendedConfig.CustomData": `{"Owner":"a"}`})
	got := kms.ok(t, "GetSecretValue", fields{"SecretName": name, "FetchExtendedConfig": "true"})
	if !strings.Contains(textAt(t, got, "ExtendedConfig"), `"CustomData":{"Owner":"a"}`) {
		t.Errorf("the configuration is %v", got["ExtendedConfig"])
	}
}
