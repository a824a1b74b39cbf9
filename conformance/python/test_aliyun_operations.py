"""Both generations of Aliyun's clients: every operation on secrets and keys, with what it refuses."""

import base64
import json
import os
from typing import Any
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed

import identity
from aliyun_calls import SDKS, AliyunKms, Refusal, aliyun_kms, new_key, new_secret
from gateway import Gateway
from shapes import UTC_SECONDS, UUID
from values import secret_value, unique_name

INVALID, NO_SECRET, UNSUPPORTED = (400, "InvalidParameter"), (404, "Forbidden.ResourceNotFound"), (400, "UnsupportedOperation")
NO_KEY, NO_ALIAS = (404, "Forbidden.KeyNotFound"), (404, "Forbidden.AliasNotFound")
NO_ACCESS_KEY = (404, "InvalidAccessKeyId.NotFound")
NO_RESOURCE = (404, "InvalidResourceId.NotFound")
DISABLED = (409, "Rejected.Disabled")

ARN = f"acs:kms:{identity.ALIYUN_REGION}:{identity.ALIYUN_ACCOUNT}"
NAMELESS = {"SecretName": "no-such-secret"}
KEYLESS = {"KeyId": str(uuid4())}
RDS = {
    "SecretType": "Rds", "ExtendedConfig": json.dumps({"SecretSubType": "SingleUser", "DBInstanceId": "rm-1"}),
}
POLICY = json.dumps({"Version": "1", "Statement": [{
    "Sid": "mine", "Effect": "Allow", "Principal": {"RAM": [f"acs:ram::{identity.ALIYUN_ACCOUNT}:*"]},
    "Action": ["kms:*"], "Resource": ["*"],
}]})


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


WRAPPING_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
WRAPPING_PUBLIC = b64(WRAPPING_KEY.public_key().public_bytes(
    serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo))
OAEP_SHA256 = padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), None)
WRAPPED = {"PublicKeyBlob": WRAPPING_PUBLIC, "WrappingKeySpec": "RSA_2048", "WrappingAlgorithm": "RSAES_OAEP_SHA_256"}
TEXT = b64(b"to encrypt")
DIGEST = b64(bytes(range(32)))
GARBAGE = b64(os.urandom(64))
VERSION = {"KeyVersionId": str(uuid4())}
OAEP = {"Algorithm": "RSAES_OAEP_SHA_256"}
PSS = {"Algorithm": "RSA_PSS_SHA_256"}
HMAC = {"Algorithm": "HMAC_SHA_256"}
SECRETS = {"ResourceType": "secret"}

# What each operation refuses: parameters that are wrong, and the answer; None asks with an unknown access key.
REFUSALS: list[tuple[str, Any, Refusal]] = [
    ("CreateSecret", {"SecretName": "a/b c", "VersionId": "v1", "SecretData": "x"}, INVALID),
    ("DeleteSecret", NAMELESS, NO_SECRET),
    ("DescribeSecret", NAMELESS, NO_SECRET),
    ("GetSecretValue", NAMELESS, NO_SECRET),
    ("ListSecrets", {"PageSize": 101}, INVALID),
    ("ListSecretVersionIds", NAMELESS, NO_SECRET),
    ("PutSecretValue", {**NAMELESS, "VersionId": "v1", "SecretData": "x"}, NO_SECRET),
    ("RestoreSecret", NAMELESS, NO_SECRET),
    ("UpdateSecret", {**NAMELESS, "Description": "d"}, NO_SECRET),
    ("UpdateSecretVersionStage", {**NAMELESS, "VersionStage": "mine", "MoveToVersion": "v1"}, NO_SECRET),
    ("RotateSecret", {**NAMELESS, "VersionId": "v2"}, NO_SECRET),
    ("UpdateSecretRotationPolicy", {**NAMELESS, "EnableAutomaticRotation": False}, NO_SECRET),
    ("GetRandomPassword", {"PasswordLength": "7"}, INVALID),
    ("GetRandomPassword", {"PasswordLength": "129"}, INVALID),
    ("SetSecretPolicy", {**NAMELESS, "Policy": POLICY}, NO_SECRET),
    ("GetSecretPolicy", NAMELESS, NO_SECRET),
    ("BatchGetSecretValue", {"SecretsList": "[]"}, INVALID),
    ("TagResource", {**NAMELESS, "Tags": '[{"TagKey":"k","TagValue":"v"}]'}, NO_SECRET),
    ("TagResource", {**KEYLESS, "Tags": '[{"TagKey":"k","TagValue":"v"}]'}, NO_KEY),
    ("UntagResource", {**NAMELESS, "TagKeys": '["k"]'}, NO_SECRET),
    ("UntagResource", {**KEYLESS, "TagKeys": '["k"]'}, NO_KEY),
    ("ListResourceTags", KEYLESS, NO_KEY),
    ("TagResources", {**SECRETS, "ResourceId": ["no-such-secret"], "Tag": [{"Key": "k", "Value": "v"}]}, NO_RESOURCE),
    ("UntagResources", {**SECRETS, "ResourceId": ["no-such-secret"], "TagKey": ["k"]}, NO_RESOURCE),
    ("ListTagResources", {**SECRETS, "ResourceId": ["no-such-secret"]}, NO_RESOURCE),
    ("DescribeAccountKmsStatus", None, NO_ACCESS_KEY),
    ("DescribeRegions", None, NO_ACCESS_KEY),
    ("OpenKmsService", {}, (400, "Forbidden.Opened")),
    ("CreateKey", {"KeySpec": "DES"}, INVALID),
    ("CreateKey", {"KeySpec": "EC_P256", "KeyUsage": "ENCRYPT/DECRYPT"}, UNSUPPORTED),
    ("DescribeKey", KEYLESS, NO_KEY),
    ("DescribeKey", {"KeyId": "alias/no-such-alias"}, NO_ALIAS),
    ("ListKeys", {"PageSize": 101}, INVALID),
    ("EnableKey", KEYLESS, NO_KEY),
    ("DisableKey", KEYLESS, NO_KEY),
    ("CancelKeyDeletion", KEYLESS, NO_KEY),
    ("DeleteKeyMaterial", KEYLESS, NO_KEY),
    ("ScheduleKeyDeletion", {**KEYLESS, "PendingWindowInDays": 7}, NO_KEY),
    ("ScheduleKeyDeletion", {**KEYLESS, "PendingWindowInDays": 6}, INVALID),
    ("UpdateKeyDescription", {**KEYLESS, "Description": "d"}, NO_KEY),
    ("UpdateRotationPolicy", {**KEYLESS, "EnableAutomaticRotation": False}, NO_KEY),
    ("SetDeletionProtection", {"ProtectedResourceArn": f"{ARN}:key/{uuid4()}", "EnableDeletionProtection": True}, NO_KEY),
    ("CreateAlias", {**KEYLESS, "AliasName": "alias/mine"}, NO_KEY),
    ("CreateAlias", {**KEYLESS, "AliasName": "mine"}, INVALID),
    ("UpdateAlias", {**KEYLESS, "AliasName": "alias/no-such-alias"}, None),
    ("DeleteAlias", {"AliasName": "alias/no-such-alias"}, NO_ALIAS),
    ("ListAliases", {"PageSize": 101}, INVALID),
    ("ListAliasesByKeyId", KEYLESS, NO_KEY),
    ("CreateKeyVersion", KEYLESS, NO_KEY),
    ("DescribeKeyVersion", {**KEYLESS, **VERSION}, NO_KEY),
    ("ListKeyVersions", KEYLESS, NO_KEY),
    ("Encrypt", {**KEYLESS, "Plaintext": TEXT}, NO_KEY),
    ("Decrypt", {"CiphertextBlob": GARBAGE}, None),
    ("GenerateDataKey", KEYLESS, NO_KEY),
    ("GenerateDataKey", {**KEYLESS, "NumberOfBytes": 1025}, INVALID),
    ("GenerateDataKeyWithoutPlaintext", KEYLESS, NO_KEY),
    ("ReEncrypt", {"CiphertextBlob": GARBAGE, "DestinationKeyId": str(uuid4())}, None),
    ("ExportDataKey", {"CiphertextBlob": GARBAGE, **WRAPPED}, None),
    ("GenerateAndExportDataKey", {**KEYLESS, **WRAPPED}, NO_KEY),
    ("AsymmetricEncrypt", {**KEYLESS, **VERSION, **OAEP, "Plaintext": TEXT}, NO_KEY),
    ("AsymmetricDecrypt", {**KEYLESS, **VERSION, **OAEP, "CiphertextBlob": GARBAGE}, NO_KEY),
    ("AsymmetricSign", {**KEYLESS, **VERSION, **PSS, "Digest": DIGEST}, NO_KEY),
    ("AsymmetricVerify", {**KEYLESS, **VERSION, **PSS, "Digest": DIGEST, "Value": GARBAGE}, NO_KEY),
    ("GetPublicKey", {**KEYLESS, **VERSION}, NO_KEY),
    ("GenerateMac", {**KEYLESS, **HMAC, "Message": TEXT}, NO_KEY),
    ("VerifyMac", {**KEYLESS, **HMAC, "Message": TEXT, "Mac": DIGEST}, NO_KEY),
    ("GetParametersForImport", {**KEYLESS, "WrappingAlgorithm": "RSAES_OAEP_SHA_256", "WrappingKeySpec": "RSA_2048"}, NO_KEY),
    ("ImportKeyMaterial", {
        **KEYLESS, "EncryptedKeyMaterial": GARBAGE, "ImportToken": GARBAGE, "KeyMaterialExpireUnix": 0}, NO_KEY),
    ("GetKeyPolicy", {**KEYLESS, "PolicyName": "default"}, NO_KEY),
    ("SetKeyPolicy", {**KEYLESS, "PolicyName": "default", "Policy": POLICY}, NO_KEY),
]

@pytest.fixture(params=SDKS)
def sdk(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def kms(configured: Gateway, sdk: str) -> AliyunKms:
    return aliyun_kms(configured, sdk)


@pytest.mark.parametrize(("operation", "fields", "refusal"), REFUSALS)
def test_refuses(configured: Gateway, sdk: str, kms: AliyunKms, operation: str, fields: Any, refusal: Any) -> None:
    if not kms.has(operation):
        pytest.skip("this generation does not have it")
    if fields is None:
        kms, fields = aliyun_kms(configured, sdk, access_key="UNKNOWNACCESSKEY0001"), {}
    status, code = kms.refused(operation, **fields)
    # No document tells the code where None stands.
    assert (status, code) == refusal if refusal else status in (400, 404) and code != "UnsupportedOperation"


# Secrets


def test_a_secret_lives_from_creation_to_deletion(kms: AliyunKms) -> None:
    first, second = secret_value(), secret_value()
    named = {"SecretName": new_secret(kms, SecretData=first, Description="for the tests")}
    assert kms("GetSecretValue", **named)["SecretData"] == first
    assert kms("PutSecretValue", **named, VersionId="v2", SecretData=second) == {
        **named, "VersionId": "v2", "VersionStages": {"VersionStage": ["ACSCurrent"]}}
    assert kms("UpdateSecretVersionStage", **named, VersionStage="mine", MoveToVersion="v1") == named
    versions = kms("ListSecretVersionIds", **named)["VersionIds"]["VersionId"]
    assert {version["VersionId"]: sorted(version["VersionStages"]["VersionStage"]) for version in versions} == {
        "v1": ["ACSPrevious", "mine"], "v2": ["ACSCurrent"]}
    assert kms("UpdateSecret", **named, Description="changed") == named
    assert kms("DescribeSecret", **named)["Description"] == "changed"
    only = json.dumps([{"Key": "SecretName", "Values": [named["SecretName"]]}])
    assert kms("ListSecrets", Filters=only)["TotalCount"] == 1
    assert UTC_SECONDS.fullmatch(kms("DeleteSecret", **named, RecoveryWindowInDays="7")["PlannedDeleteTime"])
    assert kms("RestoreSecret", **named) == named
    kms("DeleteSecret", **named, ForceDeleteWithoutRecovery="true")
    assert kms.refused("GetSecretValue", **named) == NO_SECRET


def test_a_managed_secret_rotates(kms: AliyunKms) -> None:
    password = secret_value()
    account = json.dumps({"Accounts": [{"AccountName": "user", "AccountPassword": password}]})
    named = {"SecretName": new_secret(kms, **RDS, SecretData=account)}
    shown = kms("DescribeSecret", **named)
    assert (shown["SecretType"], shown["AutomaticRotation"]) == ("Rds", "Disabled")
    assert json.loads(kms("GetSecretValue", **named)["SecretData"]) == {"AccountName": "user", "AccountPassword": password}
    rotated = kms("RotateSecret", **named, VersionId="v2")
    assert rotated == {**named, "VersionId": "v2", "Arn": f"{ARN}:secret/{named['SecretName']}"}
    value = json.loads(kms("GetSecretValue", **named)["SecretData"])
    assert value["AccountName"] == "user" and value["AccountPassword"] not in ("", password)
    assert kms("UpdateSecretRotationPolicy", **named, EnableAutomaticRotation=True, RotationInterval="7d") == named
    shown = kms("DescribeSecret", **named)
    assert (shown["AutomaticRotation"], shown["RotationInterval"]) == ("Enabled", "604800s")
    assert UTC_SECONDS.fullmatch(shown["NextRotationDate"]) and UTC_SECONDS.fullmatch(shown["LastRotationDate"])
    kms("UpdateSecret", **named, ExtendedConfig={"CustomData": '{"team":"x"}'})
    assert json.loads(kms("DescribeSecret", **named)["ExtendedConfig"])["CustomData"] == {"team": "x"}
    assert kms.refused("PutSecretValue", **named, VersionId="v3", SecretData=account) == UNSUPPORTED


def test_a_generic_secret_does_not_rotate(kms: AliyunKms) -> None:
    named = {"SecretName": new_secret(kms)}
    assert kms.refused("RotateSecret", **named, VersionId="v2") == UNSUPPORTED
    assert kms.refused("UpdateSecretRotationPolicy", **named, EnableAutomaticRotation=False) == UNSUPPORTED


def test_a_password_is_made_as_asked_for(kms: AliyunKms) -> None:
    first, second = (kms("GetRandomPassword")["RandomPassword"] for _ in range(2))
    assert len(first) == len(second) == 32 and first != second
    digits = kms("GetRandomPassword", PasswordLength="128", ExcludeLowercase="true", ExcludeUppercase="true", ExcludePunctuation="true")
    assert len(digits["RandomPassword"]) == 128 and digits["RandomPassword"].isdigit()


def test_a_policy_is_set_on_a_secret(kms: AliyunKms) -> None:
    named = {"SecretName": new_secret(kms)}
    [statement] = json.loads(kms("GetSecretPolicy", **named)["Policy"])["Statement"]
    assert statement["Sid"] == "kms default secret policy"
    assert kms("SetSecretPolicy", **named, Policy=POLICY, PolicyName="default") == {}
    assert json.loads(kms("GetSecretPolicy", **named, PolicyName="default")["Policy"]) == json.loads(POLICY)
    assert kms.refused("SetSecretPolicy", **named, Policy="{") == INVALID


def test_values_are_read_together(kms: AliyunKms) -> None:
    if not kms.has("BatchGetSecretValue"):
        pytest.skip("this generation does not have it")
    values = [secret_value(), secret_value()]
    names = [new_secret(kms, SecretData=value) for value in values]
    answer = kms("BatchGetSecretValue", SecretsList=json.dumps([{"SecretName": name} for name in [*names, "no-such-secret"]]))
    assert [(value["SecretName"], value["SecretData"]) for value in answer["SecretValues"]] == list(zip(names, values))
    [error] = answer["Errors"]
    assert (error["SecretName"], error["HttpStatus"], error["Code"]) == ("no-such-secret", *NO_SECRET)


def tags_of(kms: AliyunKms, name: str) -> dict[str, str]:
    tags = kms("DescribeSecret", SecretName=name, FetchTags="true")["Tags"]["Tag"]
    return {tag["TagKey"]: tag["TagValue"] for tag in tags}


def test_tags_are_put_on_one_resource(kms: AliyunKms) -> None:
    name, key = new_secret(kms), new_key(kms)
    for resource in ({"SecretName": name}, {"KeyId": key}):
        assert kms("TagResource", **resource, Tags='[{"TagKey":"team","TagValue":"a/b"},{"TagKey":"env","TagValue":"x"}]') == {}
        assert kms("UntagResource", **resource, TagKeys='["env"]') == {}
    assert tags_of(kms, name) == {"team": "a/b"}
    assert kms("ListResourceTags", KeyId=key)["Tags"] == {"Tag": [{"KeyId": key, "TagKey": "team", "TagValue": "a/b"}]}


@pytest.mark.parametrize("kind", ["secret", "key"])
def test_tags_are_put_on_many_resources(kms: AliyunKms, kind: str) -> None:
    ids = [(new_secret if kind == "secret" else new_key)(kms) for _ in range(2)]
    of = {"ResourceType": kind, "ResourceId": ids}

    def listed() -> list[tuple[str, str, str, str]]:
        rows = kms("ListTagResources", **of)["TagResources"]["TagResource"]
        return sorted((row["ResourceType"], row["ResourceId"], row["TagKey"], row["TagValue"]) for row in rows)

    assert kms("TagResources", **of, Tag=[{"Key": "k", "Value": "a/b"}, {"Key": "l", "Value": "v"}]) == {}
    assert listed() == sorted((kind, each, key, value) for each in ids for key, value in (("k", "a/b"), ("l", "v")))
    assert kms("UntagResources", **of, TagKey=["k"]) == {}
    assert listed() == sorted((kind, each, "l", "v") for each in ids)
    kms("UntagResources", **of, All=True)
    assert listed() == []


def test_the_service_is_open_in_its_regions(kms: AliyunKms) -> None:
    assert kms("DescribeAccountKmsStatus") == {"AccountStatus": "Enabled"}
    assert {"RegionId": identity.ALIYUN_REGION} in kms("DescribeRegions")["Regions"]["Region"]


# Keys


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
    assert kms.refused("Encrypt", **key, Plaintext=TEXT) == DISABLED
    assert kms("EnableKey", **key) == {} and state() == "Enabled"
    assert kms.refused("CancelKeyDeletion", **key) == (409, "Rejected.StateModifiedFailed")
    assert kms("UpdateKeyDescription", **key, Description="changed") == {}
    protected = {"ProtectedResourceArn": made["Arn"]}
    kms("SetDeletionProtection", **protected, EnableDeletionProtection=True, DeletionProtectionDescription="mine")
    assert kms.refused("ScheduleKeyDeletion", **key, PendingWindowInDays=7)[0] in (400, 409)
    kms("SetDeletionProtection", **protected, EnableDeletionProtection=False)
    assert kms("ScheduleKeyDeletion", **key, PendingWindowInDays=7) == {} and state() == "PendingDeletion"
    assert kms.refused("Encrypt", **key, Plaintext=TEXT) == (409, "Rejected.PendingDeletion")
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
    assert kms.refused("CreateAlias", KeyId=two, AliasName=name) == (400, "AliasAlreadyExists")
    assert kms("DescribeKey", KeyId=name)["KeyMetadata"]["KeyId"] == one
    assert kms("UpdateAlias", KeyId=two, AliasName=name) == {}
    alias = {"AliasName": name, "AliasArn": f"{ARN}:{name}", "KeyId": two}
    assert kms("ListAliasesByKeyId", KeyId=two)["Aliases"] == {"Alias": [alias]}
    listed = kms("ListAliases", PageSize=100)
    assert listed["TotalCount"] > 100 or alias in listed["Aliases"]["Alias"]
    assert kms("DeleteAlias", AliasName=name) == {}
    assert kms("ListAliasesByKeyId", KeyId=two)["Aliases"] == {"Alias": []}
    assert kms.refused("DescribeKey", KeyId=name) == NO_ALIAS


def test_a_key_rotates(kms: AliyunKms) -> None:
    key = {"KeyId": new_key(kms)}
    assert kms("UpdateRotationPolicy", **key, EnableAutomaticRotation=True, RotationInterval="7d") == {}
    shown = kms("DescribeKey", **key)["KeyMetadata"]
    assert (shown["AutomaticRotation"], shown["RotationInterval"]) == ("Enabled", "604800s")
    assert UTC_SECONDS.fullmatch(shown["NextRotationDate"])
    assert kms.refused("UpdateRotationPolicy", **key, EnableAutomaticRotation=True, RotationInterval="6d") == INVALID


def test_a_pair_has_versions(kms: AliyunKms) -> None:
    key = {"KeyId": new_key(kms, KeySpec="EC_P256")}
    version = kms("CreateKeyVersion", **key)["KeyVersion"]
    assert version["KeyId"] == key["KeyId"] and UTC_SECONDS.fullmatch(version["CreationDate"])
    listed = kms("ListKeyVersions", **key)
    assert listed["TotalCount"] == 2 and version in listed["KeyVersions"]["KeyVersion"]
    assert kms("DescribeKeyVersion", **key, KeyVersionId=version["KeyVersionId"])["KeyVersion"] == version
    assert kms.refused("DescribeKeyVersion", **key, **VERSION) == (404, "Forbidden.KeyVersionNotFound")


def test_what_is_encrypted_is_decrypted(kms: AliyunKms) -> None:
    one, two = new_key(kms), new_key(kms)
    context, other = '{"team":"x"}', '{"team":"y"}'
    encrypted = kms("Encrypt", KeyId=one, Plaintext=TEXT, EncryptionContext=context)
    assert encrypted["KeyId"] == one and UUID.fullmatch(encrypted["KeyVersionId"])
    blob = encrypted["CiphertextBlob"]
    assert kms("Decrypt", CiphertextBlob=blob, EncryptionContext=context) == {
        "Plaintext": TEXT, "KeyId": one, "KeyVersionId": encrypted["KeyVersionId"]}
    assert kms.refused("Decrypt", CiphertextBlob=blob, EncryptionContext=other)[0] == 400
    again = kms("ReEncrypt", CiphertextBlob=blob, SourceEncryptionContext=context, DestinationKeyId=two)
    assert again["KeyId"] == two
    assert kms("Decrypt", CiphertextBlob=again["CiphertextBlob"])["Plaintext"] == TEXT
    kms("DisableKey", KeyId=two)
    assert kms.refused("Decrypt", CiphertextBlob=again["CiphertextBlob"]) == DISABLED


@pytest.mark.parametrize(("asked", "size"), [({}, 32), ({"KeySpec": "AES_128"}, 16), ({"NumberOfBytes": 1024}, 1024)])
def test_a_data_key_is_made(kms: AliyunKms, asked: dict[str, Any], size: int) -> None:
    key = new_key(kms)
    made = kms("GenerateDataKey", KeyId=key, **asked)
    assert len(base64.b64decode(made["Plaintext"])) == size and made["KeyId"] == key
    assert kms("Decrypt", CiphertextBlob=made["CiphertextBlob"])["Plaintext"] == made["Plaintext"]
    hidden = kms("GenerateDataKeyWithoutPlaintext", KeyId=key, **asked)
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
    of = {"KeyId": made["KeyId"], "KeyVersionId": kms("ListKeyVersions", KeyId=made["KeyId"])["KeyVersions"]["KeyVersion"][0]["KeyVersionId"]}
    shown = kms("GetPublicKey", **of)
    assert (shown["KeyId"], shown["KeyVersionId"]) == (of["KeyId"], of["KeyVersionId"])
    return of, serialization.load_pem_public_key(shown["PublicKey"].encode())


@pytest.mark.parametrize("spec", ["RSA_2048", "RSA_3072"])
def test_a_pair_decrypts_what_its_public_key_encrypted(kms: AliyunKms, spec: str) -> None:
    of, public = pair(kms, spec, "ENCRYPT/DECRYPT")
    outside = b64(public.encrypt(b"from outside", OAEP_SHA256))
    assert kms("AsymmetricDecrypt", **of, **OAEP, CiphertextBlob=outside) == {**of, "Plaintext": b64(b"from outside")}
    encrypted = kms("AsymmetricEncrypt", **of, **OAEP, Plaintext=TEXT)
    assert kms("AsymmetricDecrypt", **of, **OAEP, CiphertextBlob=encrypted["CiphertextBlob"])["Plaintext"] == TEXT
    assert kms.refused("AsymmetricSign", **of, **PSS, Digest=DIGEST)[0] == 400


@pytest.mark.parametrize(("spec", "algorithm"), [
    ("RSA_2048", "RSA_PSS_SHA_256"), ("RSA_2048", "RSA_PKCS1_SHA_256"), ("EC_P256", "ECDSA_SHA_256"), ("EC_P256K", "ECDSA_SHA_256"),
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
    assert kms.refused("Encrypt", **key, Plaintext=TEXT) == (409, "Rejected.PendingImport")
    parameters = kms("GetParametersForImport", **key, WrappingAlgorithm="RSAES_OAEP_SHA_256", WrappingKeySpec="RSA_2048")
    assert parameters["KeyId"] == key["KeyId"] and UTC_SECONDS.fullmatch(parameters["TokenExpireTime"])
    public = serialization.load_der_public_key(base64.b64decode(parameters["PublicKey"]))
    assert isinstance(public, rsa.RSAPublicKey)
    material = {
        "EncryptedKeyMaterial": b64(public.encrypt(os.urandom(32), OAEP_SHA256)),
        "ImportToken": parameters["ImportToken"], "KeyMaterialExpireUnix": 0,
    }
    assert kms.refused("ImportKeyMaterial", **key, **{**material, "ImportToken": GARBAGE}) == (400, "InvalidImportToken")
    assert kms("ImportKeyMaterial", **key, **material) == {}
    blob = kms("Encrypt", **key, Plaintext=TEXT)["CiphertextBlob"]
    assert kms("DeleteKeyMaterial", **key) == {}
    assert kms.refused("Decrypt", CiphertextBlob=blob) == (409, "Rejected.PendingImport")
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
