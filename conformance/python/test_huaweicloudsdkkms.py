"""huaweicloudsdkkms: keys and what is done with them, each operation also rejected."""

import base64
import hashlib
import os
from typing import Any
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from huaweicloudsdkkms import v2 as sdk

import clients
import identity
from gateway import Gateway
from huawei_calls import WRONG_SIGNATURE, Operations, Rejection
from kms_operations import BY_TAGS, GRANT, NO_TAG, PRINCIPAL, TAG, call, empty, new_key
from shapes import UUID
from values import secret_value, unique_name

NO_KEY, WRONG_KEY_ID, LACKING = (404, "KMS.0207"), (400, "KMS.0205"), (400, "KMS.0204")
DISABLED, SCHEDULED, GENERAL = (400, "KMS.0209"), (400, "KMS.0210"), (400, "KMS.0308")
OAEP_SHA256 = padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), None)
KEYLESS = {"key_id": str(uuid4())}
DATAKEY = os.urandom(64)
DATAKEY_TEXT = (DATAKEY + hashlib.sha256(DATAKEY).digest()).hex().upper()


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


MESSAGE = b64(b"a message")

# What each operation rejects: fields that are wrong, and the answer; None asks with a wrong secret key.
REJECTIONS: list[tuple[str, Any, Rejection]] = [
    ("create_key", {"body": {"key_alias": "a blank"}}, (400, "KMS.1101")),
    ("create_key", {"body": {}}, LACKING),
    *((operation, {"body": KEYLESS}, NO_KEY) for operation in (
        "enable_key", "disable_key", "cancel_key_deletion", "list_key_detail", "show_key_rotation_status",
        "enable_key_rotation",
        "disable_key_rotation", "rotate_on_demand", "show_public_key", "delete_imported_key_material", "create_datakey",
        "create_datakey_without_plaintext", "list_grants",
    )),
    ("list_key_detail", {"body": {"key_id": "k"}}, WRONG_KEY_ID),
    ("delete_key", {"body": {**KEYLESS, "pending_days": "7"}}, NO_KEY),
    ("delete_key", {"body": {**KEYLESS, "pending_days": "6"}}, (400, "KMS.1401")),
    ("update_key_alias", {"body": {**KEYLESS, "key_alias": "a"}}, NO_KEY),
    ("update_key_description", {"body": {**KEYLESS, "key_description": "d"}}, NO_KEY),
    ("update_key_rotation_interval", {"body": {**KEYLESS, "rotation_interval": 30}}, NO_KEY),
    ("list_keys", {"body": {"limit": "x"}}, (400, "KMS.1601")),
    ("encrypt_datakey", {"body": {**KEYLESS, "plain_text": DATAKEY_TEXT, "datakey_plain_length": "64"}}, NO_KEY),
    ("decrypt_datakey", {"body": {**KEYLESS, "cipher_text": "00" * 100, "datakey_cipher_length": "64"}}, NO_KEY),
    ("create_random", {"body": {"random_data_length": "9"}}, (400, "KMS.1802")),
    ("encrypt_data", {"body": {**KEYLESS, "plain_text": "text"}}, NO_KEY),
    ("decrypt_data", {"body": {"cipher_text": b64(os.urandom(120))}}, (400, "KMS.2201")),
    (
        "re_encrypt", {"body": {"destination_key_id": str(uuid4()), "cipher_text": b64(os.urandom(120))}},
        (400, "KMS.2201")
    ),
    (
        "sign",
        {"body": {**KEYLESS, "message": MESSAGE, "signing_algorithm": "RSASSA_PSS_SHA_256", "message_type": "RAW"}},
        NO_KEY
    ),
    ("validate_signature", {"body": {
        **KEYLESS, "message": MESSAGE, "signature": MESSAGE, "signing_algorithm": "RSASSA_PSS_SHA_256",
        "message_type": "RAW",
    }}, NO_KEY),
    ("generate_mac", {"body": {**KEYLESS, "mac_algorithm": "HMAC_SHA_256", "message": MESSAGE}}, NO_KEY),
    (
        "verify_mac", {"body": {**KEYLESS, "mac_algorithm": "HMAC_SHA_256", "message": MESSAGE, "mac": "00" * 32}},
        NO_KEY
    ),
    ("create_rsa_datakey_pair", {"body": {**KEYLESS, "key_spec": "RSA_2048", "with_plain_text": False}}, NO_KEY),
    ("create_ec_datakey_pair", {"body": {**KEYLESS, "key_spec": "ECC_NIST_P256", "with_plain_text": False}}, NO_KEY),
    ("create_parameters_for_import", {"body": {**KEYLESS, "wrapping_algorithm": "RSAES_OAEP_SHA_256"}}, NO_KEY),
    ("import_key_material", {"body": {**KEYLESS, "import_token": MESSAGE, "encrypted_key_material": MESSAGE}}, NO_KEY),
    ("create_alias", {"body": {**KEYLESS, "alias": "alias/mine"}}, NO_KEY),
    ("associate_alias", {"body": {"target_key_id": str(uuid4()), "alias": "alias/mine"}}, NO_KEY),
    ("delete_alias", {"body": {**KEYLESS, "aliases": ["alias/mine"]}}, NO_KEY),
    ("list_aliases", {"limit": "0"}, (400, "KMS.1601")),
    ("create_kms_tag", {**KEYLESS, "body": {"tag": TAG}}, NO_KEY),
    ("batch_create_kms_tags", {**KEYLESS, "body": {"action": "create", "tags": [TAG]}}, NO_KEY),
    ("delete_tag", {**KEYLESS, "key": "k"}, NO_KEY),
    ("show_kms_tags", KEYLESS, NO_KEY),
    ("list_kms_tags", None, WRONG_SIGNATURE),
    ("list_kms_by_tags", {**BY_TAGS, "body": {"action": "list"}}, (400, "KMS.0404")),
    ("create_grant", {"body": {**KEYLESS, **GRANT}}, NO_KEY),
    ("create_grant", {"body": {**KEYLESS, **GRANT, "operations": ["create-grant"]}}, (400, "KMS.2401")),
    ("cancel_grant", {"body": {**KEYLESS, "grant_id": "0" * 64}}, NO_KEY),
    ("cancel_self_grant", {"body": {**KEYLESS, "grant_id": "0" * 64}}, NO_KEY),
    ("list_retirable_grants", {"body": {"limit": "x"}}, (400, "KMS.1601")),
    ("list_support_regions", {"limit": 0}, (400, "KMS.1601")),
    ("show_user_instances", None, WRONG_SIGNATURE),
    ("show_user_quotas", None, WRONG_SIGNATURE),
    ("show_version", {"version_id": "v9"}, (400, "KMS.0201")),
]


def details(call: Operations, key_id: str) -> dict[str, Any]:
    detail: dict[str, Any] = call("list_key_detail", body={"key_id": key_id})["key_info"]
    return detail


@pytest.mark.parametrize(("operation", "fields", "rejection"), REJECTIONS)
def test_rejects(gateway: Gateway, call: Operations, operation: str, fields: Any, rejection: Rejection) -> None:
    if fields is None:
        call = Operations(sdk, clients.huawei_kms_client(gateway, secret_key=secret_value()))
        fields = call.blank(operation)
    assert call.rejected(operation, **fields) == rejection


def test_a_key_lives_from_creation_to_deletion(call: Operations) -> None:
    alias = unique_name("key")
    made = call("create_key", body={"key_alias": alias, "key_description": "for the tests"})["key_info"]
    key = {"key_id": made["key_id"]}
    assert UUID.fullmatch(made["key_id"]) and made["domain_id"]
    detail = details(call, made["key_id"])
    assert (
        detail["key_alias"], detail["key_description"], detail["key_state"], detail["key_spec"], detail["key_usage"]
    ) == (
        alias, "for the tests", "2", "AES_256", "ENCRYPT_DECRYPT")
    assert (
        detail["default_key_flag"], detail["key_type"], detail["origin"], detail["realm"]
    ) == ("0", "1", "kms", identity.HUAWEI_REGION)
    assert detail["creation_date"].isdigit() and len(
        detail["creation_date"]
    ) == 13 and detail["scheduled_deletion_date"] == ""
    assert call.rejected("create_key", body={"key_alias": alias}) == (400, "KMS.1104")
    assert call("disable_key", body=key)["key_info"] == {**key, "key_state": "3"}
    assert call.rejected("encrypt_data", body={**key, "plain_text": "text"}) == DISABLED
    assert call("enable_key", body=key)["key_info"] == {**key, "key_state": "2"}
    assert call.rejected("enable_key", body=key) == (400, "KMS.1201")
    renamed = unique_name("renamed")
    assert call("update_key_alias", body={**key, "key_alias": renamed})["key_info"] == {**key, "key_alias": renamed}
    assert call(
        "update_key_description", body={**key, "key_description": "d"}
    )["key_info"] == {**key, "key_description": "d"}
    assert call.rejected("cancel_key_deletion", body=key) == (400, "KMS.1501")
    assert call("delete_key", body={**key, "pending_days": "7"}) == {**key, "key_state": "4"}
    assert call.rejected("encrypt_data", body={**key, "plain_text": "text"}) == SCHEDULED
    assert details(call, made["key_id"])["scheduled_deletion_date"].isdigit()
    assert call("cancel_key_deletion", body=key) == {**key, "key_state": "3"}


def test_keys_are_listed_in_pages(empty: Operations) -> None:
    keys = {new_key(empty) for _ in range(3)}
    pages = [empty("list_keys", body={"limit": "2", "marker": marker}) for marker in ("0", "2")]
    assert {key for page in pages for key in page["keys"]} == keys
    assert {key["key_id"] for page in pages for key in page["key_details"]} == keys
    assert [(page["total"], page["truncated"]) for page in pages] == [(3, "true"), (3, "false")]
    assert empty("list_keys", body={"key_state": "3"})["keys"] == []
    assert empty("list_keys", body={"key_spec": "RSA_2048"})["keys"] == []


def test_a_key_rotates(call: Operations) -> None:
    key = {"key_id": new_key(call)}
    assert call("show_key_rotation_status", body=key)["key_rotation_enabled"] is False
    assert call.rejected("update_key_rotation_interval", body={**key, "rotation_interval": 30}) == (400, "KMS.0313")
    call("enable_key_rotation", body=key)
    call("update_key_rotation_interval", body={**key, "rotation_interval": 30})
    assert call.rejected("update_key_rotation_interval", body={**key, "rotation_interval": 29}) == (400, "KMS.3001")
    cipher = call("encrypt_data", body={**key, "plain_text": "before"})["cipher_text"]
    assert call("rotate_on_demand", body=key) == key
    status = call("show_key_rotation_status", body=key)
    assert (status["key_rotation_enabled"], status["rotation_interval"], status["number_of_rotations"]) == (True, 30, 1)
    assert call("decrypt_data", body={"cipher_text": cipher})["plain_text"] == "before"
    call("disable_key_rotation", body=key)
    assert call("show_key_rotation_status", body=key)["key_rotation_enabled"] is False


def test_what_is_encrypted_is_decrypted(call: Operations) -> None:
    one, two = new_key(call), new_key(call)
    encrypted = call("encrypt_data", body={"key_id": one, "plain_text": "a/b 中 text"})
    assert encrypted["key_id"] == one and "text" not in encrypted["cipher_text"]
    plain = {"plain_text": "a/b 中 text", "plain_text_base64": b64("a/b 中 text".encode())}
    assert call("decrypt_data", body={"cipher_text": encrypted["cipher_text"]}) == {"key_id": one, **plain}
    again = call("re_encrypt", body={"cipher_text": encrypted["cipher_text"], "destination_key_id": two})
    assert (again["source_key_id"], again["key_id"]) == (one, two)
    assert call("decrypt_data", body={"cipher_text": again["cipher_text"]}) == {"key_id": two, **plain}


@pytest.mark.parametrize(("requested", "size"), [
    ({"datakey_length": "512"}, 64), ({"key_spec": "AES_256"}, 32), ({"key_spec": "AES_128"}, 16),
    ({"datakey_length": "8192"}, 1024),
])
def test_a_data_key_is_made_and_decrypted(call: Operations, requested: dict[str, str], size: int) -> None:
    key = {"key_id": new_key(call)}
    made = call("create_datakey", body={**key, **requested})
    plain = bytes.fromhex(made["plain_text"])
    assert len(plain) == size and made["key_id"] == key["key_id"]
    decrypted = call(
        "decrypt_datakey", body={**key, "cipher_text": made["cipher_text"], "datakey_cipher_length": str(size)}
    )
    assert bytes.fromhex(decrypted["data_key"]) == plain and decrypted["datakey_length"] == str(size)
    assert bytes.fromhex(decrypted["datakey_dgst"]) == hashlib.sha256(plain).digest()
    hidden = call("create_datakey_without_plaintext", body={**key, **requested})
    assert set(hidden) == {"key_id", "cipher_text"} and hidden["cipher_text"] != made["cipher_text"]
    assert call.rejected("create_datakey", body={**key, "datakey_length": "8200"}) == (400, "KMS.1901")


def test_a_data_key_of_the_caller_is_encrypted(call: Operations) -> None:
    key = {"key_id": new_key(call)}
    encrypted = call("encrypt_datakey", body={**key, "plain_text": DATAKEY_TEXT, "datakey_plain_length": "64"})
    assert encrypted["datakey_length"] == "64"
    decrypted = call(
        "decrypt_datakey", body={**key, "cipher_text": encrypted["cipher_text"], "datakey_cipher_length": "64"}
    )
    assert bytes.fromhex(decrypted["data_key"]) == DATAKEY
    wrong = DATAKEY_TEXT[:-2] + ("00" if DATAKEY_TEXT[-2:] != "00" else "01")
    assert call.rejected(
        "encrypt_datakey", body={**key, "plain_text": wrong, "datakey_plain_length": "64"}
    ) == (400, "KMS.2103")


def test_random_data_is_made(call: Operations) -> None:
    first, second = (call("create_random", body={"random_data_length": "512"})["random_data"] for _ in range(2))
    assert len(bytes.fromhex(first)) == len(bytes.fromhex(second)) == 64 and first != second


def public_key(call: Operations, key_id: str) -> Any:
    detail = call("show_public_key", body={"key_id": key_id})
    assert detail["key_id"] == key_id
    return serialization.load_pem_public_key(detail["public_key"].encode())


@pytest.mark.parametrize(("spec", "algorithm"), [
    ("RSA_2048", "RSASSA_PSS_SHA_256"), ("RSA_3072", "RSASSA_PKCS1_V1_5_SHA_256"), ("EC_P256", "ECDSA_SHA_256"),
])
def test_a_signature_holds_outside(call: Operations, spec: str, algorithm: str) -> None:
    key_id = new_key(call, key_spec=spec, key_usage="SIGN_VERIFY")
    signed = {"key_id": key_id, "message": MESSAGE, "signing_algorithm": algorithm, "message_type": "RAW"}
    signature = call("sign", body=signed)["signature"]
    public, arguments = public_key(call, key_id), [base64.b64decode(signature), b"a message"]
    if isinstance(public, ec.EllipticCurvePublicKey):
        public.verify(*arguments, ec.ECDSA(hashes.SHA256()))
    else:
        scheme = padding.PSS(padding.MGF1(hashes.SHA256()), 32) if "PSS" in algorithm else padding.PKCS1v15()
        public.verify(*arguments, scheme, hashes.SHA256())
    assert call(
        "validate_signature", body={**signed, "signature": signature}
    ) == {"key_id": key_id, "signature_valid": "true"}
    changed = {**signed, "message": b64(b"another"), "signature": signature}
    assert call("validate_signature", body=changed)["signature_valid"] == "false"


def test_a_message_is_authenticated(call: Operations) -> None:
    key_id = new_key(call, key_spec="HMAC_256", key_usage="GENERATE_VERIFY_MAC")
    of = {"key_id": key_id, "mac_algorithm": "HMAC_SHA_256", "message": MESSAGE}
    made = call("generate_mac", body=of)
    assert (made["key_id"], made["mac_algorithm"]) == (key_id, "HMAC_SHA_256")
    assert call("verify_mac", body={**of, "mac": made["mac"]})["mac_valid"] is True
    assert call("verify_mac", body={**of, "message": b64(b"another"), "mac": made["mac"]})["mac_valid"] is False


@pytest.mark.parametrize(
    ("operation", "spec"), [("create_rsa_datakey_pair", "RSA_2048"), ("create_ec_datakey_pair", "ECC_NIST_P256")]
)
def test_a_pair_is_made(call: Operations, operation: str, spec: str) -> None:
    key_id = new_key(call)
    made = call(operation, body={"key_id": key_id, "key_spec": spec, "with_plain_text": True})
    assert (made["key_id"], made["key_spec"]) == (key_id, spec)
    assert made["public_key"] and made["private_key_cipher_text"] and made["private_key_plain_text"]
    assert "private_key_plain_text" not in call(
        operation, body={"key_id": key_id, "key_spec": spec, "with_plain_text": False}
    )


def test_material_is_imported_and_deleted(call: Operations) -> None:
    key = {"key_id": new_key(call, origin="external")}
    assert details(call, key["key_id"])["key_state"] == "5"
    parameters = call("create_parameters_for_import", body={**key, "wrapping_algorithm": "RSAES_OAEP_SHA_256"})
    public = serialization.load_der_public_key(base64.b64decode(parameters["public_key"]))
    assert isinstance(public, rsa.RSAPublicKey) and isinstance(parameters["expiration_time"], int)
    material = {
        "encrypted_key_material": b64(public.encrypt(os.urandom(32), OAEP_SHA256)),
        "import_token": parameters["import_token"]
    }
    assert call.rejected("import_key_material", body={**key, **material, "import_token": MESSAGE}) == (400, "KMS.2605")
    call("import_key_material", body={**key, **material})
    assert details(call, key["key_id"])["key_state"] == "2"
    assert call.rejected("enable_key_rotation", body=key) == (400, "KMS.0312")
    call("delete_imported_key_material", body=key)
    assert details(call, key["key_id"])["key_state"] == "5"
