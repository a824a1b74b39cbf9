package conformance

import (
	"encoding/hex"
	"fmt"
	"strings"
	"testing"
	"time"
)

// kmsCode is a rejection of KMS, whose texts its documents give only in part.
func kmsCode(number string) rejection { return rejection{400, "KMS." + number, ""} }

var (
	kmsKeyMissing  = rejection{404, "KMS.0207", ""}
	kmsKeyDisabled = kmsCode("0209")
	kmsKeyPending  = kmsCode("0210")
	kmsDefaultKey  = kmsCode("0211")
)

// msText is a number of milliseconds in a text, so far from now.
func msText(distance time.Duration) matcher {
	return func(got any) bool {
		text, is := got.(string)
		var ms int64
		_, err := fmt.Sscan(text, &ms)
		return is && err == nil && time.Until(time.UnixMilli(ms).Add(-distance)).Abs() < 2*time.Minute
	}
}

func newHuaweiKey(t *testing.T, kms *client, body fields) string {
	t.Helper()
	given := with(fields{"key_alias": uniqueName("key")}, body)
	created := kms.gets(
		t, "CreateKey", fields{"body": given},
		fields{"key_info": fields{"key_id": uuid, "domain_id": hex32, "region_id": maybe{text}}},
	)
	return textAt(t, created, "key_info", "key_id")
}

// ownKms is KMS in a project of the test's own: a project has only so many keys.
func ownKms(t *testing.T) *client { return huaweiKmsClientOf(t, randomHex(16)) }

func kmsKey(id string, other fields) fields { return fields{"body": with(fields{"key_id": id}, other)} }

func huaweiKeyShape(id string, other fields) fields {
	return with(fields{
		"key_id": id, "domain_id": hex32, "key_alias": text, "realm": huaweiRegion, "key_spec": "AES_256",
		"key_usage":       "ENCRYPT_DECRYPT",
		"key_description": "", "creation_date": msText(0), "scheduled_deletion_date": "", "key_state": "2",
		"default_key_flag": "0",
		"key_type":         "1", "expiration_time": "", "origin": "kms", "key_rotation_enabled": "false",
		"sys_enterprise_project_id": "0",
		"keystore_id":               maybe{text},
	}, other)
}

func describesKey(t *testing.T, kms *client, id string, other fields) {
	t.Helper()
	kms.gets(t, "ListKeyDetail", kmsKey(id, nil), fields{"key_info": huaweiKeyShape(id, other)})
}

func TestKmsAKeyIsCreatedAndDescribed(t *testing.T) {
	kms := ownKms(t)
	alias := uniqueName("key:/_with")
	project := randomUUID()
	given := fields{
		"key_alias": alias, "key_description": "for the tests", "enterprise_project_id": project, "sequence": randomUUID(),
	}
	found := fields{"key_alias": alias, "key_description": "for the tests", "sys_enterprise_project_id": project}
	describesKey(t, kms, newHuaweiKey(t, kms, given), found)
	for spec, usage := range map[string]string{
		"RSA_2048": "SIGN_VERIFY", "EC_P256": "SIGN_VERIFY", "EC_P384": "SIGN_VERIFY", "SECP256K1": "SIGN_VERIFY",
		"AES_256": "ENCRYPT_DECRYPT",
	} {
		describesKey(t, kms, newHuaweiKey(t, kms, fields{"key_spec": spec}), fields{"key_spec": spec, "key_usage": usage})
	}
	describesKey(t, kms, newHuaweiKey(t, kms, fields{"key_spec": "RSA_3072", "key_usage": "ENCRYPT_DECRYPT"}),
		fields{"key_spec": "RSA_3072", "key_usage": "ENCRYPT_DECRYPT"})
	describesKey(
		t, kms, newHuaweiKey(t, kms, fields{"origin": "external"}), fields{"origin": "external", "key_state": "5"},
	)
}

func TestKmsCreateKeyBounds(t *testing.T) {
	kms := ownKms(t)
	newHuaweiKey(
		t, kms,
		fields{"key_alias": strings.Repeat("n", 255-13) + uniqueName(""), "key_description": strings.Repeat("d", 255)},
	)
	taken := uniqueName("key")
	newHuaweiKey(t, kms, fields{"key_alias": taken})
	for label, rejected := range map[string]struct {
		body fields
		code string
	}{
		"taken alias":        {fields{"key_alias": taken}, "1104"},
		"alias of 256":       {fields{"key_alias": strings.Repeat("n", 256)}, "1101"},
		"alias with a blank": {fields{"key_alias": "a blank"}, "1101"},
		"alias of a default": {fields{"key_alias": "mine/default"}, "1101"},
		"description of 256": {fields{"key_description": strings.Repeat("d", 256)}, "1103"},
	} {
		t.Run(label, func(t *testing.T) {
			kms.rejected(
				t, "CreateKey", fields{"body": with(fields{"key_alias": uniqueName("key")}, rejected.body)}, kmsCode(rejected.code),
			)
		})
	}
	kms.rejected(
		t, "CreateKey", fields{"body": fields{"key_alias": uniqueName("key"), "key_spec": "AES_1"}}, kmsCode("0308"),
	)
}

func TestKmsAKeyIsDisabledAndEnabled(t *testing.T) {
	kms := ownKms(t)
	id := newHuaweiKey(t, kms, nil)
	state := func(state string) fields { return fields{"key_info": fields{"key_id": id, "key_state": state}} }
	kms.rejected(t, "EnableKey", kmsKey(id, nil), kmsCode("1201"))
	kms.gets(t, "DisableKey", kmsKey(id, nil), state("3"))
	kms.rejected(t, "DisableKey", kmsKey(id, nil), kmsCode("1301"))
	describesKey(t, kms, id, fields{"key_state": "3"})
	kms.gets(t, "EnableKey", kmsKey(id, nil), state("2"))
}

func TestKmsTheDeletionOfAKeyIsScheduledAndCancelled(t *testing.T) {
	kms := ownKms(t)
	id := newHuaweiKey(t, kms, nil)
	window := func(days string) fields { return kmsKey(id, fields{"pending_days": days}) }
	for _, days := range []string{"6", "1097"} {
		kms.rejected(t, "DeleteKey", window(days), kmsCode("1401"))
	}
	kms.rejected(t, "CancelKeyDeletion", kmsKey(id, nil), kmsCode("1501"))
	for _, days := range []int{7, 1096} {
		kms.gets(t, "DeleteKey", window(fmt.Sprint(days)), fields{"key_id": id, "key_state": "4"})
		describesKey(t, kms, id, fields{"key_state": "4", "scheduled_deletion_date": msText(time.Duration(days) * day)})
		kms.rejected(t, "DeleteKey", window("7"), kmsCode("1402"))
		kms.rejected(t, "UpdateKeyDescription", kmsKey(id, fields{"key_description": "new"}), kmsKeyPending)
		kms.gets(t, "CancelKeyDeletion", kmsKey(id, nil), fields{"key_id": id, "key_state": "3"})
	}
	describesKey(t, kms, id, fields{"key_state": "3"})
}

func TestKmsAKeyIsRenamedAndDescribedAnew(t *testing.T) {
	kms := ownKms(t)
	id, alias := newHuaweiKey(t, kms, nil), uniqueName("renamed")
	kms.gets(
		t, "UpdateKeyAlias", kmsKey(id, fields{"key_alias": alias}),
		fields{"key_info": fields{"key_id": id, "key_alias": alias}},
	)
	kms.gets(t, "UpdateKeyDescription", kmsKey(id, fields{"key_description": "after"}),
		fields{"key_info": fields{"key_id": id, "key_description": "after"}})
	describesKey(t, kms, id, fields{"key_alias": alias, "key_description": "after"})
	other := newHuaweiKey(t, kms, nil)
	kms.rejected(t, "UpdateKeyAlias", kmsKey(other, fields{"key_alias": alias}), kmsCode("1104"))
	kms.rejected(t, "UpdateKeyAlias", kmsKey(other, fields{"key_alias": "a blank"}), kmsCode("1101"))
	kms.rejected(
		t, "UpdateKeyDescription", kmsKey(other, fields{"key_description": strings.Repeat("d", 256)}), kmsCode("1103"),
	)
}

func TestKmsTheRotationOfAKey(t *testing.T) {
	kms := ownKms(t)
	id := newHuaweiKey(t, kms, nil)
	shows := func(enabled bool, interval int) {
		t.Helper()
		got := kms.ok(t, "ShowKeyRotationStatus", kmsKey(id, nil))
		same(
			t, "status", got,
			fields{
				"key_rotation_enabled": enabled, "rotation_interval": maybe{interval},
				"last_rotation_time": maybe{matcher(anything)}, "number_of_rotations": maybe{0},
			},
		)
		if enabled && got["rotation_interval"] == nil {
			t.Error("the interval is missing")
		}
	}
	interval := func(days int) fields { return kmsKey(id, fields{"rotation_interval": days}) }
	kms.rejected(t, "DisableKeyRotation", kmsKey(id, nil), kmsCode("0313"))
	kms.rejected(t, "UpdateKeyRotationInterval", interval(30), kmsCode("0313"))
	kms.ok(t, "EnableKeyRotation", kmsKey(id, nil))
	shows(true, 365)
	kms.rejected(t, "EnableKeyRotation", kmsKey(id, nil), kmsCode("2901"))
	for _, days := range []int{29, 366} {
		kms.rejected(t, "UpdateKeyRotationInterval", interval(days), kmsCode("3001"))
	}
	for _, days := range []int{30, 365, 45} {
		kms.ok(t, "UpdateKeyRotationInterval", interval(days))
		shows(true, days)
	}
	describesKey(t, kms, id, fields{"key_rotation_enabled": "true"})
	kms.ok(t, "DisableKeyRotation", kmsKey(id, nil))
	describesKey(t, kms, id, nil)
	kms.rejected(t, "EnableKeyRotation", kmsKey(newHuaweiKey(t, kms, fields{"origin": "external"}), nil), kmsCode("0312"))
	kms.rejected(
		t, "EnableKeyRotation", kmsKey(newHuaweiKey(t, kms, fields{"key_spec": "RSA_2048"}), nil), kmsCode("0324"),
	)
}

func anything(any) bool { return true }

func TestKmsAKeyThatDoesNotExist(t *testing.T) {
	kms := ownKms(t)
	for operation, other := range map[string]fields{
		"EnableKey": {}, "DisableKey": {}, "DeleteKey": {"pending_days": "7"}, "CancelKeyDeletion": {}, "ListKeyDetail": {},
		"UpdateKeyAlias": {"key_alias": uniqueName("key")}, "UpdateKeyDescription": {"key_description": "new"},
		"EnableKeyRotation": {}, "DisableKeyRotation": {}, "ShowKeyRotationStatus": {},
		"UpdateKeyRotationInterval": {"rotation_interval": 30},
	} {
		t.Run(operation, func(t *testing.T) {
			kms.rejected(t, operation, kmsKey(randomUUID(), other), kmsKeyMissing)
			kms.rejected(t, operation, kmsKey("no key", other), kmsCode("0205"))
		})
	}
}

func TestKmsKeysAreListedInPages(t *testing.T) {
	kms := ownKms(t)
	list := func(body, want fields) {
		t.Helper()
		kms.gets(t, "ListKeys", fields{"body": body}, with(fields{"next_marker": "", "truncated": "false"}, want))
	}
	ids, shapes := []any{}, []any{}
	for range 3 {
		ids = append(ids, newHuaweiKey(t, kms, nil))
	}
	pair := newHuaweiKey(t, kms, fields{"key_spec": "EC_P256"})
	listed := kms.ok(t, "ListKeys", fields{"body": fields{}})
	for index, id := range listed["keys"].([]any) {
		shapes = append(shapes, huaweiKeyShape(id.(string), nil))
		same(t, "detail", at(t, listed, "key_details", index), shapes[index])
	}
	same(t, "keys", sorted(append([]any{}, listed["keys"].([]any)...)), sorted(append([]any{}, ids...)))
	same(t, "total", listed["total"], 3)
	pages := listed["keys"].([]any)
	list(
		fields{"limit": "2"},
		fields{"keys": pages[:2], "key_details": shapes[:2], "next_marker": "2", "truncated": "true", "total": 3},
	)
	list(fields{"limit": "2", "marker": "2"}, fields{"keys": pages[2:], "key_details": shapes[2:], "total": 3})
	list(fields{"key_spec": "EC_P256"}, fields{"keys": []any{pair}, "total": 1,
		"key_details": []any{huaweiKeyShape(pair, fields{"key_spec": "EC_P256", "key_usage": "SIGN_VERIFY"})}})
	same(t, "total", kms.ok(t, "ListKeys", fields{"body": fields{"key_spec": "ALL"}})["total"], 4)
	kms.ok(t, "DisableKey", kmsKey(ids[1].(string), nil))
	list(fields{"key_state": "3"}, fields{"keys": []any{ids[1]}, "total": 1,
		"key_details": []any{huaweiKeyShape(ids[1].(string), fields{"key_state": "3"})}})
	for _, limit := range []string{"0", "-1"} {
		kms.rejected(t, "ListKeys", fields{"body": fields{"limit": limit}}, kmsCode("1601"))
	}
	kms.rejected(t, "ListKeys", fields{"body": fields{"marker": "-1"}}, kmsCode("1602"))
}

func TestKmsRandomData(t *testing.T) {
	kms := ownKms(t)
	length := func(bits string) fields { return fields{"body": fields{"random_data_length": bits}} }
	for bits, digits := range map[string]int{"8": 2, "512": 128, "8192": 2048} {
		kms.gets(t, "CreateRandom", length(bits), fields{"random_data": hexText(digits)})
	}
	for _, bits := range []string{"0", "8200"} {
		kms.rejected(t, "CreateRandom", length(bits), kmsCode("1801"))
	}
	kms.rejected(t, "CreateRandom", length("12"), kmsCode("1802"))
}

// hexText is so many hexadecimal digits.
func hexText(digits int) matcher {
	return func(got any) bool {
		text, is := got.(string)
		decoded, err := hex.DecodeString(text)
		return is && err == nil && 2*len(decoded) == digits
	}
}

func TestKmsTheDefaultKeyIsLeftAlone(t *testing.T) {
	kms, csms := huaweiKmsClient(t), csmsClient(t)
	id := textAt(t, newSecret(t, csms, nil), "kms_key_id")
	got := kms.ok(t, "ListKeyDetail", kmsKey(id, nil))
	same(t, "alias", at(t, got, "key_info", "key_alias"), "csms/default")
	same(t, "flag", at(t, got, "key_info", "default_key_flag"), "1")
	for operation, other := range map[string]fields{
		"DisableKey": {}, "DeleteKey": {"pending_days": "7"}, "UpdateKeyAlias": {"key_alias": uniqueName("key")},
	} {
		kms.rejected(t, operation, kmsKey(id, other), kmsDefaultKey)
	}
}

func TestKmsADisabledKeyMakesItsSecretsUnreadable(t *testing.T) {
	kms, csms := huaweiKmsClient(t), csmsClient(t)
	id := newHuaweiKey(t, kms, nil)
	secret := newSecret(t, csms, fields{"kms_key_id": id})
	same(t, "kms_key_id", secret["kms_key_id"], id)
	read := fields{"secret_name": secret["name"], "version_id": "latest"}
	csms.ok(t, "ShowSecretVersion", read)
	kms.ok(t, "DisableKey", kmsKey(id, nil))
	csms.rejected(t, "ShowSecretVersion", read, keyUnusable)
	csms.rejected(
		t, "CreateSecretVersion", fields{"secret_name": secret["name"], "body": fields{"secret_string": secretValue("")}},
		keyUnusable,
	)
	kms.ok(t, "EnableKey", kmsKey(id, nil))
	csms.ok(t, "ShowSecretVersion", read)
	kms.ok(t, "DeleteKey", kmsKey(id, fields{"pending_days": "7"}))
	csms.rejected(t, "ShowSecretVersion", read, keyUnusable)
}
