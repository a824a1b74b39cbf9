package conformance

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"net/url"
	"reflect"
	"slices"
	"testing"
)

type sdkKey struct {
	KeyID                 string `json:"key_id"`
	DomainID              string `json:"domain_id"`
	KeyAlias              string `json:"key_alias"`
	KeySpec               string `json:"key_spec"`
	Realm                 string `json:"realm"`
	KeyDescription        string `json:"key_description"`
	CreationDate          string `json:"creation_date"`
	ScheduledDeletionDate string `json:"scheduled_deletion_date"`
	KeyState              string `json:"key_state"`
	DefaultKeyFlag        string `json:"default_key_flag"`
	ExpirationTime        string `json:"expiration_time"`
	Origin                string `json:"origin"`
	EnterpriseProjectID   string `json:"sys_enterprise_project_id"`
	KeyUsage              string `json:"key_usage"`
	KeyStoreID            string `json:"keystore_id"`
}

// The states of a key, as the provider knows them.
const (
	keyEnabled         = "2"
	keyDisabled        = "3"
	keyPendingDeletion = "4"
	keyPendingImport   = "5"
)

func (sdk golangsdk) kms(operation string, body any) sdkCall {
	return sdkCall{service: "kms", method: "POST", path: "/v1.0/" + sdk.project + "/kms/" + operation, body: body}
}

// keyInfo is what an operation answers as `key_info`; these take 200 alone.
func (sdk golangsdk) keyInfo(t *testing.T, operation string, body any) sdkKey {
	t.Helper()
	call := sdk.kms(operation, body)
	call.okCodes = []int{200}
	var got struct {
		Key sdkKey `json:"key_info"`
	}
	sdk.into(t, call, &got)
	return got.Key
}

// keyResource is huaweicloud_kms_key.
type keyResource struct {
	golangsdk
	id string
}

// newKeyResource creates a key, and waits for it to be of a state that it stays in.
func newKeyResource(t *testing.T, sdk golangsdk, body map[string]any, want string) keyResource {
	t.Helper()
	made := sdk.keyInfo(t, "create-key", body)
	if made.KeyID == "" {
		t.Fatal("the key has no id")
	}
	if detail := sdk.keyInfo(t, "describe-key", map[string]any{"key_id": made.KeyID}); detail.KeyState != want {
		t.Fatalf("the key is %s, not %s", detail.KeyState, want)
	}
	return keyResource{sdk, made.KeyID}
}

func (r keyResource) of(more map[string]any) map[string]any {
	body := map[string]any{"key_id": r.id}
	for name, value := range more {
		body[name] = value
	}
	return body
}

func (r keyResource) tagsCall() sdkCall {
	return sdkCall{service: "kms", path: "/v1.0/" + r.project + "/kms/" + r.id + "/tags"}
}

func (r keyResource) read(t *testing.T) state {
	t.Helper()
	key := r.keyInfo(t, "describe-key", r.of(nil))
	read := state{
		"key_id": key.KeyID, "domain_id": key.DomainID, "key_alias": key.KeyAlias, "key_description": key.KeyDescription,
		"key_algorithm": key.KeySpec, "creation_date": key.CreationDate,
		"scheduled_deletion_date": key.ScheduledDeletionDate, "default_key_flag": key.DefaultKeyFlag,
		"expiration_time": key.ExpirationTime, "enterprise_project_id": key.EnterpriseProjectID, "origin": key.Origin,
		"key_usage": key.KeyUsage, "key_state": key.KeyState, "keystore_id": key.KeyStoreID,
		"tags": r.tags(t, r.tagsCall()),
	}
	if key.KeyState == keyEnabled || key.KeyState == keyDisabled {
		read["is_enabled"] = key.KeyState == keyEnabled
	}
	// A key that cannot tell of its rotation is left without; no other resource lets an error pass.
	call := r.kms("get-key-rotation-status", r.of(nil))
	if slices.Contains(defaultOkCodes["POST"], r.send(t, call).status) {
		var rotation struct {
			Enabled  bool   `json:"key_rotation_enabled"`
			Interval int    `json:"rotation_interval"`
			Last     string `json:"last_rotation_time"`
			Number   int    `json:"number_of_rotations"`
		}
		r.into(t, call, &rotation)
		read["rotation_enabled"], read["rotation_interval"] = rotation.Enabled, rotation.Interval
		read["rotation_number"] = rotation.Number
	}
	return read
}

// remove schedules the deletion; a key that waits for it is gone for the provider.
func (r keyResource) remove(t *testing.T) {
	t.Helper()
	if detail := r.keyInfo(t, "describe-key", r.of(nil)); detail.KeyState == keyPendingDeletion {
		t.Fatal("the key waits for its deletion already")
	}
	call := r.kms("schedule-key-deletion", r.of(map[string]any{"pending_days": "7"}))
	call.okCodes = []int{200}
	var deleted sdkKey
	r.into(t, call, &deleted)
	if deleted.KeyState != keyPendingDeletion {
		t.Fatalf("the key is %s, not %s", deleted.KeyState, keyPendingDeletion)
	}
	if detail := r.keyInfo(t, "describe-key", r.of(nil)); detail.KeyState != keyPendingDeletion {
		t.Fatalf("the key is %s, not %s", detail.KeyState, keyPendingDeletion)
	}
}

func TestTerraformHuaweiAKey(t *testing.T) {
	sdk := newProvider()
	target := sdk.newEnterpriseProject(t, map[string]any{"name": uniqueName("terraform"), "description": ""})
	alias := uniqueName("terraform")
	key := newKeyResource(t, sdk, map[string]any{"key_alias": alias, "key_description": "made"}, keyEnabled)
	key.changeTags(t, key.tagsCall(), "create", map[string]string{"env": "test"})
	key.into(t, key.kms("enable-key-rotation", key.of(nil)), &struct{}{})
	key.into(t, key.kms("update-key-rotation-interval", key.of(map[string]any{"rotation_interval": 200})), &struct{}{})
	read := func() state { return key.read(t) }
	plansNothing(t, state{
		"key_id": key.id, "key_alias": alias, "key_description": "made", "key_algorithm": "AES_256", "origin": "kms",
		"key_usage": "ENCRYPT_DECRYPT", "is_enabled": true, "enterprise_project_id": "0", "default_key_flag": "0",
		"rotation_enabled": true, "rotation_interval": 200, "tags": map[string]string{"env": "test"},
	}, read)

	key.keyInfo(t, "update-key-alias", key.of(map[string]any{"key_alias": alias + "-2"}))
	key.keyInfo(t, "update-key-description", key.of(map[string]any{"key_description": "changed"}))
	if changed := key.keyInfo(t, "disable-key", key.of(nil)); changed.KeyState != keyDisabled {
		t.Fatalf("the key is %s, not %s", changed.KeyState, keyDisabled)
	}
	key.changeTags(t, key.tagsCall(), "delete", map[string]string{"env": "test"})
	key.changeTags(t, key.tagsCall(), "create", map[string]string{"team": "a"})
	changed := state{
		"key_alias": alias + "-2", "key_description": "changed", "is_enabled": false, "tags": map[string]string{"team": "a"},
	}
	plansNothing(t, changed, read)

	if changed := key.keyInfo(t, "enable-key", key.of(nil)); changed.KeyState != keyEnabled {
		t.Fatalf("the key is %s, not %s", changed.KeyState, keyEnabled)
	}
	key.into(t, key.kms("disable-key-rotation", key.of(nil)), &struct{}{})
	key.moves(t, "kms", key.id, target)
	plansNothing(t, state{"is_enabled": true, "rotation_enabled": false, "enterprise_project_id": target}, read)
	key.remove(t)
}

func TestTerraformHuaweiAKeyOfAnotherAlgorithm(t *testing.T) {
	key := newKeyResource(t, newProvider(), map[string]any{
		"key_alias": uniqueName("terraform"), "key_spec": "RSA_2048", "key_usage": "SIGN_VERIFY",
	}, keyEnabled)
	plansNothing(t, state{
		"key_algorithm": "RSA_2048", "key_usage": "SIGN_VERIFY", "is_enabled": true, "key_description": "",
		"tags": map[string]string{},
	}, func() state { return key.read(t) })
	key.remove(t)
}

// The data source huaweicloud_kms_parameters_for_import, and huaweicloud_kms_key_material.
func TestTerraformHuaweiKeyMaterial(t *testing.T) {
	key := newKeyResource(t, newProvider(), map[string]any{
		"key_alias": uniqueName("terraform"), "origin": "external",
	}, keyPendingImport)
	plansNothing(t, state{"origin": "external", "key_state": keyPendingImport, "is_enabled": nil},
		func() state { return key.read(t) })

	var parameters struct {
		ImportToken string `json:"import_token"`
		PublicKey   string `json:"public_key"`
	}
	key.into(t, key.kms("get-parameters-for-import", key.of(map[string]any{
		"wrapping_algorithm": "RSAES_OAEP_SHA_256",
	})), &parameters)
	public := parsedPublicKey(t, parameters.PublicKey).(*rsa.PublicKey)
	wrapped, err := rsa.EncryptOAEP(sha256.New(), rand.Reader, public, []byte(randomHex(16)), nil)
	if err != nil {
		t.Fatal(err)
	}
	var imported *sdkKey
	key.into(t, key.kms("import-key-material", key.of(map[string]any{
		"import_token": parameters.ImportToken, "encrypted_key_material": base64.StdEncoding.EncodeToString(wrapped),
	})), &imported)
	if imported == nil {
		t.Fatal("the import is answered with nothing")
	}
	plansNothing(t, state{"key_state": keyEnabled, "expiration_time": "", "key_usage": "ENCRYPT_DECRYPT"},
		func() state { return key.read(t) })
	key.into(t, key.kms("delete-imported-key-material", key.of(nil)), &imported)
	plansNothing(t, state{"key_state": keyPendingImport}, func() state { return key.read(t) })
	key.remove(t)
}

// aliases are the further names of a key, read page by page as the provider does: the list ends with the page that
// names none.
func (sdk golangsdk) aliases(t *testing.T, key string) []state {
	t.Helper()
	var all []state
	for marker := ""; ; {
		query := "?key_id=" + key + "&limit=50"
		if marker != "" {
			query += "&marker=" + url.QueryEscape(marker)
		}
		call := sdk.kms("aliases"+query, nil)
		call.method = "GET"
		var page struct {
			Aliases []state
			Info    struct {
				Next string `json:"next_marker"`
			} `json:"page_info"`
		}
		sdk.into(t, call, &page)
		all = append(all, page.Aliases...)
		if marker = page.Info.Next; len(page.Aliases) == 0 || marker == "" {
			return all
		}
	}
}

// aliasNamed is the alias as the list has it; nil is one that is gone.
func (sdk golangsdk) aliasNamed(t *testing.T, key, name string) state {
	t.Helper()
	for _, alias := range sdk.aliases(t, key) {
		if alias["alias"] == name {
			return alias
		}
	}
	return nil
}

// huaweicloud_kms_alias and huaweicloud_kms_alias_associate.
func TestTerraformHuaweiAliases(t *testing.T) {
	sdk := newProvider()
	first := newKeyResource(t, sdk, map[string]any{"key_alias": uniqueName("one")}, keyEnabled)
	second := newKeyResource(t, sdk, map[string]any{"key_alias": uniqueName("two")}, keyEnabled)
	name := "alias/" + uniqueName("terraform")
	sdk.does(t, sdk.kms("aliases", map[string]any{"key_id": first.id, "alias": name}))
	made := plansNothing(t, state{"key_id": first.id, "alias": name},
		func() state { return sdk.aliasNamed(t, first.id, name) })
	for _, attribute := range []string{"alias_urn", "create_time", "update_time"} {
		if value, is := made[attribute].(string); !is || value == "" {
			t.Errorf("%s is %#v", attribute, made[attribute])
		}
	}

	sdk.does(t, sdk.kms("alias/associate", map[string]any{"target_key_id": second.id, "alias": name}))
	plansNothing(t, state{"key_id": second.id, "alias": name},
		func() state { return sdk.aliasNamed(t, second.id, name) })
	if left := sdk.aliasNamed(t, first.id, name); left != nil {
		t.Errorf("the first key still has %v", left)
	}
	remove := sdk.kms("aliases", map[string]any{"key_id": second.id, "aliases": []string{name}})
	remove.method = "DELETE"
	sdk.does(t, remove)
	if left := sdk.aliasNamed(t, second.id, name); left != nil {
		t.Errorf("%v is left", left)
	}
	first.remove(t)
	second.remove(t)
}

// grantWithID is the grant as the list has it; nil is one that is gone.
func (r keyResource) grantWithID(t *testing.T, id string) state {
	t.Helper()
	body := r.of(map[string]any{"limit": 100})
	for {
		call := r.kms("list-grants", body)
		call.okCodes = []int{200}
		var page struct {
			Grants []state
			Next   string `json:"next_marker"`
		}
		r.into(t, call, &page)
		for _, grant := range page.Grants {
			if grant["grant_id"] == id {
				return grant
			}
		}
		if page.Next == "" {
			return nil
		}
		body["marker"] = page.Next
	}
}

func TestTerraformHuaweiAGrant(t *testing.T) {
	key := newKeyResource(t, newProvider(), map[string]any{"key_alias": uniqueName("terraform")}, keyEnabled)
	grantee := randomHex(16)
	create := key.kms("create-grant", key.of(map[string]any{
		"name": "terraform", "grantee_principal_type": "user", "grantee_principal": grantee,
		"operations": []string{"create-datakey", "encrypt-datakey"}, "retiring_principal": randomHex(16),
	}))
	create.okCodes = []int{200}
	var made struct {
		ID string `json:"grant_id"`
	}
	key.into(t, create, &made)
	detail := plansNothing(t, state{
		"name": "terraform", "key_id": key.id, "grantee_principal_type": "user", "grantee_principal": grantee,
		"retiring_principal": create.body.(map[string]any)["retiring_principal"],
	}, func() state { return key.grantWithID(t, made.ID) })
	operations, _ := detail["operations"].([]any)
	if !reflect.DeepEqual(operations, []any{"create-datakey", "encrypt-datakey"}) {
		t.Errorf("operations are %v", operations)
	}
	if creator, is := detail["issuing_principal"].(string); !is || creator == "" {
		t.Errorf("the creator is %#v", detail["issuing_principal"])
	}
	revoke := key.kms("revoke-grant", key.of(map[string]any{"grant_id": made.ID}))
	revoke.okCodes = []int{200}
	key.does(t, revoke)
	if left := key.grantWithID(t, made.ID); left != nil {
		t.Errorf("%v is left", left)
	}
	key.remove(t)
}
