package conformance

import (
	"crypto/ecdsa"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"fmt"
	"strings"
	"testing"
	"time"
)

func TestKmsAliases(t *testing.T) {
	kms := ownKms(t)
	id, other, alias := newHuaweiKey(t, kms, nil), newHuaweiKey(t, kms, nil), "alias/"+uniqueName("a")
	shape := func(key string) fields {
		return fields{
			"alias": alias, "alias_urn": text, "key_id": key, "domain_id": hex32, "create_time": maybe{text},
			"update_time": maybe{text},
		}
	}
	create := fields{"body": fields{"key_id": id, "alias": alias}}
	kms.gets(t, "CreateAlias", create, shape(id))
	kms.rejected(t, "CreateAlias", create, kmsCode("1104"))
	// The client's model is a list of what others have alone.
	lists := func(key string, aliases ...any) {
		t.Helper()
		if _, err := kms.call(t, "ListAliases", fields{"key_id": key}); err != nil {
			t.Fatal(err)
		}
		kms.saw("ListAliases", "success")
		page := kms.wire.last.list(t)[0]
		same(t, "aliases", at(t, page, "aliases"), append([]any{}, aliases...))
		same(t, "count", at(t, page, "page_info", "current_count"), len(aliases))
	}
	lists(id, shape(id))
	kms.gets(t, "AssociateAlias", fields{"body": fields{"alias": alias, "target_key_id": other}}, shape(other))
	lists(id)
	lists(other, shape(other))
	kms.rejected(t, "ListAliases", fields{"limit": "0"}, kmsCode("1601"))
	kms.rejected(t, "CreateAlias", fields{"body": fields{"key_id": id, "alias": "a blank"}}, kmsCode("1101"))
	kms.rejected(
		t, "CreateAlias", fields{"body": fields{"key_id": randomUUID(), "alias": "alias/" + uniqueName("a")}}, kmsKeyMissing,
	)
	kms.rejected(t, "AssociateAlias", fields{"body": fields{"alias": alias, "target_key_id": randomUUID()}}, kmsKeyMissing)
	remove := fields{"body": fields{"key_id": other, "aliases": []any{alias}}}
	kms.ok(t, "DeleteAlias", remove)
	lists(other)
	kms.rejected(t, "DeleteAlias", fields{"body": fields{"key_id": randomUUID(), "aliases": []any{alias}}}, kmsKeyMissing)
}

func TestKmsTags(t *testing.T) {
	kms := ownKms(t)
	id := newHuaweiKey(t, kms, nil)
	of := fields{"key_id": id}
	shows := func(pairs ...string) {
		t.Helper()
		got := kms.gets(t, "ShowKmsTags", of, fields{"tags": maybe{matcher(anything)}, "existTagsNum": len(pairs) / 2})
		same(t, "tags", got["tags"], tagItems(pairs...))
	}
	shows()
	tag := func(key, value string) fields {
		return with(of, fields{"body": fields{"tag": fields{"key": key, "value": value}}})
	}
	action := func(action string, items []any) fields {
		return with(of, fields{"body": fields{"action": action, "tags": items}})
	}
	kms.ok(t, "CreateKmsTag", tag("env", "test"))
	kms.ok(t, "BatchCreateKmsTags", action("create", tagItems("team", "x", "zone", "y")))
	shows("env", "test", "team", "x", "zone", "y")
	kms.ok(t, "DeleteTag", with(of, fields{"key": "env"}))
	kms.ok(t, "BatchCreateKmsTags", action("delete", tagItems("zone", "y")))
	shows("team", "x")
	kms.rejected(t, "DeleteTag", with(of, fields{"key": "env"}), rejection{404, "KMS.0416", ""})
	kms.rejected(t, "CreateKmsTag", tag(strings.Repeat("k", 37), "v"), kmsCode("0411"))
	kms.rejected(t, "CreateKmsTag", tag("k", strings.Repeat("v", 44)), kmsCode("0410"))
	kms.rejected(t, "BatchCreateKmsTags", action("move", tagItems("k", "v")), kmsCode("0404"))
	for operation, content := range map[string]fields{
		"ShowKmsTags": {}, "DeleteTag": {"key": "k"},
		"CreateKmsTag":       {"body": fields{"tag": fields{"key": "k", "value": "v"}}},
		"BatchCreateKmsTags": {"body": fields{"action": "create", "tags": tagItems("k", "v")}},
	} {
		kms.rejected(t, operation, with(content, fields{"key_id": randomUUID()}), kmsKeyMissing)
	}

	other := newHuaweiKey(t, kms, nil)
	kms.ok(t, "CreateKmsTag", fields{"key_id": other, "body": fields{"tag": fields{"key": "team", "value": "z"}}})
	listed := kms.gets(
		t, "ListKmsTags", nil, fields{"tags": []any{fields{"key": "team", "values": maybe{matcher(anything)}}}},
	)
	same(t, "values", sorted(at(t, listed, "tags", 0, "values")), []any{"x", "z"})
	find := func(body fields) fields { return fields{"resource_instances": "resource_instances", "body": body} }
	byTag := fields{"tags": []any{fields{"key": "team", "values": []any{"z"}}}}
	found := kms.ok(t, "ListKmsByTags", find(with(byTag, fields{"action": "filter"})))
	same(t, "found", found, fields{"total_count": 1, "resources": []any{fields{
		"resource_id": other, "resource_name": text, "tags": tagItems("team", "z"),
		"resource_detail": huaweiKeyShape(other, nil),
	}}})
	counted := kms.ok(
		t, "ListKmsByTags", find(fields{"action": "count", "tags": []any{fields{"key": "team", "values": []any{}}}}),
	)
	same(t, "total_count", counted["total_count"], 2)
	kms.rejected(t, "ListKmsByTags", find(fields{"action": "list"}), kmsCode("0404"))
	kms.rejected(t, "ListKmsByTags", find(fields{"action": "filter", "offset": "-1"}), kmsCode("0417"))
	unknown := huaweiKmsClientWith(t, "UNKNOWNACCESSKEY0001", huaweiProject)
	unknown.rejected(t, "ListKmsTags", nil, rejection{401, "APIGW.0301", ""})
}

func TestKmsGrants(t *testing.T) {
	kms := ownKms(t)
	id, grantee := newHuaweiKey(t, kms, nil), randomHex(16)
	body := fields{
		"grantee_principal": grantee, "operations": []any{"describe-key", "create-datakey"}, "name": "mine",
		"retiring_principal": grantee,
	}
	grant := textAt(t, kms.gets(t, "CreateGrant", kmsKey(id, body), fields{"grant_id": hexText(64)}), "grant_id")
	lists := func(grants ...any) {
		t.Helper()
		kms.gets(
			t, "ListGrants", kmsKey(id, nil),
			fields{"grants": append([]any{}, grants...), "next_marker": "", "truncated": "false", "total": len(grants)},
		)
	}
	lists(with(body, fields{
		"key_id": id, "grant_id": grant, "grantee_principal_type": "user", "issuing_principal": text,
		"creation_date": msText(0),
		"operations":    []any{"describe-key", "create-datakey"},
	}))
	kms.ok(t, "ListRetirableGrants", fields{"body": fields{}})
	kms.rejected(t, "CreateGrant", kmsKey(id, with(body, fields{"operations": []any{"create-grant"}})), kmsCode("2401"))
	kms.rejected(t, "CreateGrant", kmsKey(randomUUID(), body), kmsKeyMissing)
	kms.rejected(t, "ListGrants", kmsKey(randomUUID(), nil), kmsKeyMissing)
	kms.rejected(t, "ListRetirableGrants", fields{"body": fields{"limit": "0"}}, kmsCode("1601"))
	kms.rejected(t, "CancelGrant", kmsKey(id, fields{"grant_id": randomHex(32)}), kmsCode("2501"))
	kms.rejected(t, "CancelGrant", kmsKey(newHuaweiKey(t, kms, nil), fields{"grant_id": grant}), kmsCode("2502"))
	kms.ok(t, "CancelGrant", kmsKey(id, fields{"grant_id": grant}))
	lists()
	kms.rejected(t, "CancelSelfGrant", kmsKey(id, fields{"grant_id": grant}), kmsCode("2501"))
}

func TestKmsAUserRetiresAGrant(t *testing.T) {
	kms, iam := huaweiKmsClient(t), iamClient(t)
	login := iam.ok(
		t, "KeystoneCreateUserTokenByPassword", passwordLogin(iamPassword, fields{"project": fields{"name": huaweiRegion}}),
	)
	user := textAt(t, login, "token", "user", "id")
	id := newHuaweiKey(t, kms, nil)
	made := kms.ok(
		t, "CreateGrant",
		kmsKey(
			id,
			fields{"grantee_principal": user, "operations": []any{"retire-grant", "describe-key"}, "retiring_principal": user},
		),
	)
	listed := kms.ok(t, "ListRetirableGrants", fields{"body": fields{}})
	if !strings.Contains(jsonText(listed["grants"]), made["grant_id"].(string)) {
		t.Errorf("the grants are %v", listed)
	}
	kms.ok(t, "CancelSelfGrant", kmsKey(id, fields{"grant_id": made["grant_id"]}))
	same(t, "total", kms.ok(t, "ListGrants", kmsKey(id, nil))["total"], 0)
}

func TestKmsKeyMaterialIsImported(t *testing.T) {
	kms := ownKms(t)
	id := newHuaweiKey(t, kms, fields{"origin": "external"})
	material := make([]byte, 32)
	rand.Read(material)
	importOf := func(material []byte, other fields) fields {
		parameters := kms.gets(t, "CreateParametersForImport", kmsKey(id, fields{"wrapping_algorithm": "RSAES_OAEP_SHA_256"}),
			fields{"key_id": id, "import_token": base64s, "expiration_time": inSeconds(day), "public_key": base64s})
		key := parsedPublicKey(t, textAt(t, parameters, "public_key")).(*rsa.PublicKey)
		wrapped, err := rsa.EncryptOAEP(sha256.New(), rand.Reader, key, material, nil)
		if err != nil {
			t.Fatal(err)
		}
		return kmsKey(
			id,
			with(
				fields{
					"import_token": parameters["import_token"], "encrypted_key_material": base64.StdEncoding.EncodeToString(wrapped),
				},
				other,
			),
		)
	}
	kms.rejected(
		t, "ImportKeyMaterial",
		importOf(material, fields{"import_token": base64.StdEncoding.EncodeToString(make([]byte, 300))}), kmsCode("2605"),
	)
	kms.rejected(
		t, "ImportKeyMaterial", importOf(material, fields{"expiration_time": time.Now().Add(-day).Unix()}), kmsCode("2602"),
	)
	content := importOf(material, nil)
	kms.ok(t, "ImportKeyMaterial", content)
	describesKey(t, kms, id, fields{"origin": "external"})
	kms.rejected(t, "ImportKeyMaterial", content, kmsCode("0310"))
	cipher := kms.ok(t, "EncryptData", kmsKey(id, fields{"plain_text": "x"}))["cipher_text"]
	kms.ok(t, "DeleteImportedKeyMaterial", kmsKey(id, nil))
	describesKey(t, kms, id, fields{"origin": "external", "key_state": "5"})
	kms.rejected(t, "DeleteImportedKeyMaterial", kmsKey(id, nil), kmsCode("2701"))
	kms.rejected(t, "ImportKeyMaterial", importOf(make([]byte, 32), nil), kmsCode("2606"))
	kms.ok(t, "ImportKeyMaterial", importOf(material, nil))
	same(t, "plain_text", kms.ok(t, "DecryptData", fields{"body": fields{"cipher_text": cipher}})["plain_text"], "x")
	own := newHuaweiKey(t, kms, nil)
	kms.rejected(
		t, "CreateParametersForImport", kmsKey(own, fields{"wrapping_algorithm": "RSAES_OAEP_SHA_256"}), kmsCode("0309"),
	)
	kms.rejected(t, "DeleteImportedKeyMaterial", kmsKey(own, nil), kmsCode("0309"))
}

// inSeconds is a number of seconds at most so far from now, and later.
func inSeconds(most time.Duration) matcher {
	return func(got any) bool {
		var seconds int64
		_, err := fmt.Sscan(fmt.Sprint(got), &seconds)
		left := time.Until(time.Unix(seconds, 0))
		return err == nil && left > 0 && left <= most+time.Minute
	}
}

func TestKmsDataKeyPairs(t *testing.T) {
	kms := ownKms(t)
	id := newHuaweiKey(t, kms, nil)
	for spec, operation := range map[string]string{
		"RSA_2048": "CreateRsaDatakeyPair", "ECC_NIST_P256": "CreateEcDatakeyPair", "ECC_NIST_P521": "CreateEcDatakeyPair",
	} {
		t.Run(spec, func(t *testing.T) {
			shape := fields{"key_id": id, "key_spec": spec, "public_key": text, "private_key_cipher_text": text}
			made := kms.gets(
				t, operation, kmsKey(id, fields{"key_spec": spec}), with(shape, fields{"private_key_plain_text": text}),
			)
			public, private := parsedPublicKey(t, textAt(t, made, "public_key")), parsedPrivateKey(
				t, textAt(t, made, "private_key_plain_text"),
			)
			switch private := private.(type) {
			case *rsa.PrivateKey:
				same(t, "pair", private.PublicKey.Equal(public), true)
			case *ecdsa.PrivateKey:
				same(t, "pair", private.PublicKey.Equal(public), true)
			default:
				t.Errorf("a key of %T", private)
			}
			kms.gets(t, operation, kmsKey(id, fields{"key_spec": spec, "with_plain_text": false}), shape)
			kms.rejected(t, operation, kmsKey(randomUUID(), fields{"key_spec": spec}), kmsKeyMissing)
		})
	}
}

func parsedPrivateKey(t *testing.T, detail string) any {
	t.Helper()
	der, _ := base64.StdEncoding.DecodeString(detail)
	if block, _ := pem.Decode([]byte(detail)); block != nil {
		der = block.Bytes
	}
	for _, parse := range []func([]byte) (any, error){
		x509.ParsePKCS8PrivateKey,
		func(der []byte) (any, error) { return x509.ParsePKCS1PrivateKey(der) },
		func(der []byte) (any, error) { return x509.ParseECPrivateKey(der) },
	} {
		if key, err := parse(der); err == nil {
			return key
		}
	}
	t.Fatal("the private key has no known form")
	return nil
}

func TestKmsInstancesAndQuotas(t *testing.T) {
	kms := ownKms(t)
	count := func(keys int) {
		t.Helper()
		kms.gets(t, "ShowUserInstances", nil, fields{"instance_num": keys})
		got := kms.ok(t, "ShowUserQuotas", nil)
		resource := func(kind string, used int) fields { return fields{"type": kind, "used": used, "quota": number} }
		same(t, "resources", at(t, got, "quotas", "resources"), []any{resource("CMK", keys), resource("grant_per_CMK", 0)})
	}
	count(0)
	newHuaweiKey(t, kms, nil)
	count(1)
	unknown := huaweiKmsClientWith(t, "UNKNOWNACCESSKEY0001", huaweiProject)
	for _, operation := range []string{"ShowUserInstances", "ShowUserQuotas", "ListSupportRegions"} {
		unknown.rejected(t, operation, nil, rejection{401, "APIGW.0301", ""})
	}
	regions := kms.ok(t, "ListSupportRegions", nil)
	if !strings.Contains(jsonText(regions["regions"]), `"`+huaweiRegion+`"`) {
		t.Errorf("the regions are %v", regions)
	}
}

func TestKmsAProjectHolds100Keys(t *testing.T) {
	kms := ownKms(t)
	quotas := kms.ok(t, "ShowUserQuotas", nil)
	same(t, "quota", at(t, quotas, "quotas", "resources", 0, "quota"), 100)
	for range 100 {
		newHuaweiKey(t, kms, nil)
	}
	kms.rejected(t, "CreateKey", fields{"body": fields{"key_alias": uniqueName("key")}}, kmsCode("1105"))
}

func TestKmsTellsItsVersions(t *testing.T) {
	kms := ownKms(t)
	version := fields{
		"id": "v1.0", "status": "CURRENT", "updated": utcTime, "version": "", "min_version": "",
		"links": []any{fields{"href": pattern(`https?://` + gateway.host() + `/v1\.0/?`), "rel": "self"}},
	}
	listed := kms.ok(t, "ShowVersions", nil)
	same(t, "version", at(t, listed, "versions", 0), version)
	kms.gets(t, "ShowVersion", fields{"version_id": "v1.0"}, fields{"version": version})
	kms.rejected(t, "ShowVersion", fields{"version_id": "v9.9"}, kmsCode("0201"))
}
