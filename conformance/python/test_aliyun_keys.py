"""Both generations of Aliyun's clients: every operation on keys."""

import base64
import json
import os
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed

from aliyun_calls import (
    ARN,
    DIGEST,
    DISABLED,
    GARBAGE,
    HMAC,
    INVALID,
    NO_ALIAS,
    OAEP,
    OAEP_SHA256,
    POLICY,
    PSS,
    SDKS,
    TEXT,
    VERSION,
    WRAPPED,
    WRAPPING_KEY,
    AliyunKms,
    aliyun_kms,
    b64,
    new_key,
)
from gateway import Gateway
from shapes import UTC_SECONDS, UUID
from values import unique_name


@pytest.fixture(params=SDKS)
def sdk(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def kms(configured: Gateway, sdk: str) -> AliyunKms:
    return aliyun_kms(configured, sdk)


def test_a_key_lives_from_creation_to_deletion(kms: AliyunKms) -> None:
    made = kms("CreateKey", Description="for the tests")["KeyMetadata"]
    key = {"KeyId": made["KeyId"]}
    assert UUID.fullmatch(made["KeyId"]) and made["Arn"] == f"{ARN}:key/{made['KeyId']}"
    assert (made["KeyState"], made["KeySpec"], made["KeyUsage"], made["Origin"], made["ProtectionLevel"]) == (
        "Enabled", "Aliyun_AES_256", "ENCRYPT/DECRYPT", "Aliyun_KMS", "SOFTWARE")
    assert (made["Description"], made["DeleteDate"], made["AutomaticRotation"]) == ("for the tests", "", "Disabled")
    assert UTC_SECONDS.fullmatch(made["CreationDate"]) and UUID.fullmatch(made["PrimaryKeyVersion"])

    def state() -> str:
        return str(kms("DescribeKey", **key)["KeyMetadata"]["KeyState"])

    assert kms("DisableKey", **key) == {} and state() == "Disabled"
    assert kms.rejected("Encrypt", **key, Plaintext=TEXT) == DISABLED
    assert kms("EnableKey", **key) == {} and state() == "Enabled"
    assert kms.rejected("CancelKeyDeletion", **key) == (409, "Rejected.StateModifiedFailed")
    assert kms("UpdateKeyDescription", **key, Description="changed") == {}
    protected = {"ProtectedResourceArn": made["Arn"]}
    kms("SetDeletionProtection", **protected, EnableDeletionProtection=True, DeletionProtectionDescription="mine")
    assert kms.rejected("ScheduleKeyDeletion", **key, PendingWindowInDays=7)[0] in (400, 409)
    kms("SetDeletionProtection", **protected, EnableDeletionProtection=False)
    assert kms("ScheduleKeyDeletion", **key, PendingWindowInDays=7) == {} and state() == "PendingDeletion"
    assert kms.rejected("Encrypt", **key, Plaintext=TEXT) == (409, "Rejected.PendingDeletion")
    assert UTC_SECONDS.fullmatch(kms("DescribeKey", **key)["KeyMetadata"]["DeleteDate"])
    assert kms("CancelKeyDeletion", **key) == {} and state() == "Enabled"
    assert kms("DescribeKey", **key)["KeyMetadata"]["Description"] == "changed"


def test_keys_are_listed_in_pages(kms: AliyunKms) -> None:
    key = new_key(kms)
    first = kms("ListKeys", PageNumber=1, PageSize=1)
    assert (first["PageNumber"], first["PageSize"]) == (1, 1) and len(first["Keys"]["Key"]) == 1
    pages = [kms("ListKeys", PageNumber=page, PageSize=100) for page in range(1, first["TotalCount"] // 100 + 2)]
    assert {"KeyId": key, "KeyArn": f"{ARN}:key/{key}"} in [listed for page in pages for listed in page["Keys"]["Key"]]


def test_an_alias_names_a_key(kms: AliyunKms) -> None:
    one, two = new_key(kms), new_key(kms)
    name = f"alias/{unique_name()}"
    assert kms("CreateAlias", KeyId=one, AliasName=name) == {}
    assert kms.rejected("CreateAlias", KeyId=two, AliasName=name) == (400, "AliasAlreadyExists")
    assert kms("DescribeKey", KeyId=name)["KeyMetadata"]["KeyId"] == one
    assert kms("UpdateAlias", KeyId=two, AliasName=name) == {}
    alias = {"AliasName": name, "AliasArn": f"{ARN}:{name}", "KeyId": two}
    assert kms("ListAliasesByKeyId", KeyId=two)["Aliases"] == {"Alias": [alias]}
    listed = kms("ListAliases", PageSize=100)
    assert listed["TotalCount"] > 100 or alias in listed["Aliases"]["Alias"]
    assert kms("DeleteAlias", AliasName=name) == {}
    assert kms("ListAliasesByKeyId", KeyId=two)["Aliases"] == {"Alias": []}
    assert kms.rejected("DescribeKey", KeyId=name) == NO_ALIAS


def test_a_key_rotates(kms: AliyunKms) -> None:
    key = {"KeyId": new_key(kms)}
    assert kms("UpdateRotationPolicy", **key, EnableAutomaticRotation=True, RotationInterval="7d") == {}
    detail = kms("DescribeKey", **key)["KeyMetadata"]
    assert (detail["AutomaticRotation"], detail["RotationInterval"]) == ("Enabled", "604800s")
    assert UTC_SECONDS.fullmatch(detail["NextRotationDate"])
    assert kms.rejected("UpdateRotationPolicy", **key, EnableAutomaticRotation=True, RotationInterval="6d") == INVALID


def test_a_pair_has_versions(kms: AliyunKms) -> None:
    key = {"KeyId": new_key(kms, KeySpec="EC_P256")}
    version = kms("CreateKeyVersion", **key)["KeyVersion"]
    assert version["KeyId"] == key["KeyId"] and UTC_SECONDS.fullmatch(version["CreationDate"])
    listed = kms("ListKeyVersions", **key)
    assert listed["TotalCount"] == 2 and version in listed["KeyVersions"]["KeyVersion"]
    assert kms("DescribeKeyVersion", **key, KeyVersionId=version["KeyVersionId"])["KeyVersion"] == version
    assert kms.rejected("DescribeKeyVersion", **key, **VERSION) == (404, "Forbidden.KeyVersionNotFound")


def test_what_is_encrypted_is_decrypted(kms: AliyunKms) -> None:
    one, two = new_key(kms), new_key(kms)
    context, other = '{"team":"x"}', '{"team":"y"}'
    encrypted = kms("Encrypt", KeyId=one, Plaintext=TEXT, EncryptionContext=context)
    assert encrypted["KeyId"] == one and UUID.fullmatch(encrypted["KeyVersionId"])
    blob = encrypted["CiphertextBlob"]
    assert kms("Decrypt", CiphertextBlob=blob, EncryptionContext=context) == {
        "Plaintext": TEXT, "KeyId": one, "KeyVersionId": encrypted["KeyVersionId"]}
    assert kms.rejected("Decrypt", CiphertextBlob=blob, EncryptionContext=other)[0] == 400
    again = kms("ReEncrypt", CiphertextBlob=blob, SourceEncryptionContext=context, DestinationKeyId=two)
    assert again["KeyId"] == two
    assert kms("Decrypt", CiphertextBlob=again["CiphertextBlob"])["Plaintext"] == TEXT
    kms("DisableKey", KeyId=two)
    assert kms.rejected("Decrypt", CiphertextBlob=again["CiphertextBlob"]) == DISABLED


@pytest.mark.parametrize(
    ("requested", "size"), [({}, 32), ({"KeySpec": "AES_128"}, 16), ({"NumberOfBytes": 1024}, 1024)]
)
def test_a_data_key_is_made(kms: AliyunKms, requested: dict[str, Any], size: int) -> None:
    key = new_key(kms)
    made = kms("GenerateDataKey", KeyId=key, **requested)
    assert len(base64.b64decode(made["Plaintext"])) == size and made["KeyId"] == key
    assert kms("Decrypt", CiphertextBlob=made["CiphertextBlob"])["Plaintext"] == made["Plaintext"]
    hidden = kms("GenerateDataKeyWithoutPlaintext", KeyId=key, **requested)
    assert "Plaintext" not in hidden
    assert len(base64.b64decode(kms("Decrypt", CiphertextBlob=hidden["CiphertextBlob"])["Plaintext"])) == size


def test_a_data_key_is_exported_under_a_key_of_the_caller(kms: AliyunKms) -> None:
    key = new_key(kms)
    made = kms("GenerateDataKey", KeyId=key)
    exported = kms("ExportDataKey", CiphertextBlob=made["CiphertextBlob"], **WRAPPED)
    unwrapped = WRAPPING_KEY.decrypt(base64.b64decode(exported["ExportedDataKey"]), OAEP_SHA256)
    assert b64(unwrapped) == made["Plaintext"] and exported["KeyId"] == key
    fresh = kms("GenerateAndExportDataKey", KeyId=key, **WRAPPED)
    unwrapped = WRAPPING_KEY.decrypt(base64.b64decode(fresh["ExportedDataKey"]), OAEP_SHA256)
    assert b64(unwrapped) == kms("Decrypt", CiphertextBlob=fresh["CiphertextBlob"])["Plaintext"]


def pair(kms: AliyunKms, spec: str, usage: str) -> tuple[dict[str, str], Any]:
    """A key with its version, and its public key, which is loaded to work with outside."""
    made = kms("CreateKey", KeySpec=spec, KeyUsage=usage)["KeyMetadata"]
    of = {
        "KeyId": made["KeyId"],
        "KeyVersionId": kms("ListKeyVersions", KeyId=made["KeyId"])["KeyVersions"]["KeyVersion"][0]["KeyVersionId"]
    }
    detail = kms("GetPublicKey", **of)
    assert (detail["KeyId"], detail["KeyVersionId"]) == (of["KeyId"], of["KeyVersionId"])
    return of, serialization.load_pem_public_key(detail["PublicKey"].encode())


@pytest.mark.parametrize("spec", ["RSA_2048", "RSA_3072"])
def test_a_pair_decrypts_what_its_public_key_encrypted(kms: AliyunKms, spec: str) -> None:
    of, public = pair(kms, spec, "ENCRYPT/DECRYPT")
    outside = b64(public.encrypt(b"from outside", OAEP_SHA256))
    assert kms("AsymmetricDecrypt", **of, **OAEP, CiphertextBlob=outside) == {**of, "Plaintext": b64(b"from outside")}
    encrypted = kms("AsymmetricEncrypt", **of, **OAEP, Plaintext=TEXT)
    assert kms("AsymmetricDecrypt", **of, **OAEP, CiphertextBlob=encrypted["CiphertextBlob"])["Plaintext"] == TEXT
    assert kms.rejected("AsymmetricSign", **of, **PSS, Digest=DIGEST)[0] == 400


@pytest.mark.parametrize(("spec", "algorithm"), [
    ("RSA_2048", "RSA_PSS_SHA_256"), ("RSA_2048", "RSA_PKCS1_SHA_256"), ("EC_P256", "ECDSA_SHA_256"),
    ("EC_P256K", "ECDSA_SHA_256"),
])
def test_a_signature_holds_outside(kms: AliyunKms, spec: str, algorithm: str) -> None:
    of, public = pair(kms, spec, "SIGN/VERIFY")
    signed = {**of, "Algorithm": algorithm, "Digest": DIGEST}
    value = kms("AsymmetricSign", **signed)["Value"]
    arguments = [base64.b64decode(value), base64.b64decode(DIGEST)]
    prehashed = Prehashed(hashes.SHA256())
    if algorithm == "ECDSA_SHA_256":
        public.verify(*arguments, ec.ECDSA(prehashed))
    else:
        scheme = padding.PKCS1v15() if "PKCS1" in algorithm else padding.PSS(padding.MGF1(hashes.SHA256()), 32)
        public.verify(*arguments, scheme, prehashed)
    assert kms("AsymmetricVerify", **signed, Value=value) == {**of, "Value": True}
    changed = {**signed, "Digest": b64(bytes(32))}
    assert kms("AsymmetricVerify", **changed, Value=value)["Value"] is False


def test_material_is_imported_and_deleted(kms: AliyunKms) -> None:
    key = {"KeyId": new_key(kms, Origin="EXTERNAL")}
    assert kms("DescribeKey", **key)["KeyMetadata"]["KeyState"] == "PendingImport"
    assert kms.rejected("Encrypt", **key, Plaintext=TEXT) == (409, "Rejected.PendingImport")
    parameters = kms(
        "GetParametersForImport", **key, WrappingAlgorithm="RSAES_OAEP_SHA_256", WrappingKeySpec="RSA_2048"
    )
    assert parameters["KeyId"] == key["KeyId"] and UTC_SECONDS.fullmatch(parameters["TokenExpireTime"])
    public = serialization.load_der_public_key(base64.b64decode(parameters["PublicKey"]))
    assert isinstance(public, rsa.RSAPublicKey)
    material = {
        "EncryptedKeyMaterial": b64(public.encrypt(os.urandom(32), OAEP_SHA256)),
        "ImportToken": parameters["ImportToken"], "KeyMaterialExpireUnix": 0,
    }
    assert kms.rejected(
        "ImportKeyMaterial", **key, **{**material, "ImportToken": GARBAGE}
    ) == (400, "InvalidImportToken")
    assert kms("ImportKeyMaterial", **key, **material) == {}
    blob = kms("Encrypt", **key, Plaintext=TEXT)["CiphertextBlob"]
    assert kms("DeleteKeyMaterial", **key) == {}
    assert kms.rejected("Decrypt", CiphertextBlob=blob) == (409, "Rejected.PendingImport")
    assert kms("ImportKeyMaterial", **key, **material) == {}
    assert kms("Decrypt", CiphertextBlob=blob)["Plaintext"] == TEXT


def test_a_policy_is_set_on_a_key(kms: AliyunKms) -> None:
    key = {"KeyId": new_key(kms), "PolicyName": "default"}
    assert json.loads(kms("GetKeyPolicy", **key)["Policy"])["Version"] == "1"
    assert kms("SetKeyPolicy", **key, Policy=POLICY) == {}
    assert json.loads(kms("GetKeyPolicy", **key)["Policy"]) == json.loads(POLICY)


def test_a_message_is_authenticated(kms: AliyunKms) -> None:
    if not kms.has("GenerateMac"):
        pytest.skip("this generation does not have it")
    key = new_key(kms, KeySpec="HMAC_SHA_256")
    of = {"KeyId": key, **HMAC, "Message": TEXT}
    made = kms("GenerateMac", **of)
    assert len(base64.b64decode(made["Mac"])) == 32 and made["KeyId"] == key
    assert kms("VerifyMac", **of, Mac=made["Mac"])["Value"] is True
    assert kms("VerifyMac", **{**of, "Message": b64(b"another")}, Mac=made["Mac"])["Value"] is False
