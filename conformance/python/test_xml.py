"""aliyun-python-sdk-kms asking for XML: every operation once, its success and a rejection, beside the call in JSON."""

import json
import re
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Optional
from uuid import uuid4

import pytest

import clients
import identity
from gateway import Gateway, running_gateway
from shapes import UUID
from values import secret_value, unique_name
from xml_calls import KMS, LOCATION, STS, Door, compare
from xml_given import (
    OIDC_TOKEN,
    POLICY,
    RECIPIENT,
    ROLE,
    SECRETS,
    TAGS,
    TEXT,
    GivenValue,
    after,
    alias,
    beside,
    cipher_pair,
    ciphertext,
    digest,
    encrypted,
    fixed,
    key,
    managed,
    material,
    message,
    secret,
    signed,
    tagged_key,
)

OPERATIONS_PAGE = Path(__file__).resolve().parents[2] / "docs" / "operations.md"

# All that XML gives a meaning to, and what its readers are known to change: ends of lines, blanks, characters beyond
# the BMP.
MARKS = " & < > \" ' ]]> &amp; &#65; <![CDATA[x]]> <!-- y --> <?z?> \t|\r\n|\r|\u0085|\u2028| 中 𝄞 😀 \ufffd \U0010ffff "


def bought(door: Door) -> str:
    status, answer = door.json("CreateInstance", PURCHASE, BILLING)
    assert status == 200
    return str(answer["Data"]["InstanceId"])


def diagnostic(door: Door) -> dict[str, str]:
    """What RAM says of a caller who may do nothing."""
    access_key, secret_key = f"NOBODY{uuid4().hex[:14].upper()}", secret_value()
    nobody = {"id": access_key, "access_keys": [{"id": access_key, "secret": secret_key}], "aliyun": {"policies": []}}
    request = urllib.request.Request(
        f"{door.gateway.url}/_dragoman/identities",
        json.dumps({"identities": [nobody]}).encode(),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=clients.TIMEOUT_SECONDS):
        caller = Door(door.gateway, clients.acs_client(access_key=access_key, secret_key=secret_key))
    status, answer = caller.json("ListSecrets", {})
    assert status == 403
    return {"EncodedDiagnosticMessage": str(answer["AccessDeniedDetail"]["EncodedDiagnosticMessage"])}


def named(**params: str) -> GivenValue:
    return lambda door: {"Name": unique_name(), **params}


def made(action: str, **params: str) -> GivenValue:
    def given(door: Door) -> dict[str, str]:
        name = unique_name()
        door(action, Name=name, **params)
        return {"Name": name}
    return given


@dataclass
class Row:
    action: str
    # Makes what the call works on; answers the call's parameters.
    given: GivenValue
    # Put in the place of the parameters for the rejection; None leaves one out. Nothing at all asks with an unknown
    # access key.
    but: Optional[dict[str, Optional[str]]]
    rejection: tuple[int, str]
    # Whether the same call has the same answer again.
    repeats: bool = False
    version: str = KMS
    method: str = "POST"


EXISTS = (409, "Rejected.ResourceExist")
NOT_SOLD = (400, "NotAuthorized")
NOT_BOUGHT = {"InstanceId": "kst-nope"}, (404, "ResourceNotExists")
BILLING, RAM = "2017-12-14", "2015-05-01"
PURCHASE = {"ProductCode": "kms", "SubscriptionType": "PayAsYouGo"}
NETWORK = {"VpcId": "vpc-1", "ZoneIds": "zone-a,zone-b", "VSwitchIds": "vsw-1", "KMProvider": "Aliyun"}
INVALID, MISSING = (400, "InvalidParameter"), (400, "MissingParameter")
NO_SECRET = {"SecretName": "no-such-secret"}, (404, "Forbidden.ResourceNotFound")
NO_NAME = {"Name": "no-such-name"}, (404, "Forbidden.ResourceNotFound")
NO_KEY = {"KeyId": str(uuid4())}, (404, "Forbidden.KeyNotFound")
NO_VERSION = {"KeyVersionId": str(uuid4())}, (404, "Forbidden.KeyVersionNotFound")
NO_ALIAS = {"AliasName": "alias/no-such-alias"}, (404, "Forbidden.AliasNotFound")
NO_RESOURCE = {"ResourceId.1": "no-such-secret"}, (404, "InvalidResourceId.NotFound")
NO_INSTANCE = {"KmsInstanceId": "kst-nope"}, (403, "Forbidden.DKMSInstanceNotFound")
NO_ACCESS_KEY = None, (404, "InvalidAccessKeyId.NotFound")
NO_PAGE = {"PageNumber": "0"}, INVALID


ROWS = [
    Row(
        "CreateSecret", lambda door: {"SecretName": unique_name(), "VersionId": "v1", "SecretData": secret_value()},
        {"SecretName": "a b"}, INVALID
    ),
    Row("DeleteSecret", secret(RecoveryWindowInDays="7"), *NO_SECRET),
    Row("DescribeSecret", secret(FetchTags="true"), *NO_SECRET, repeats=True),
    Row("GetSecretValue", secret(), *NO_SECRET, repeats=True),
    Row("ListSecrets", beside(secret(), PageSize="100", FetchTags="true"), {"PageSize": "101"}, INVALID, repeats=True),
    Row(
        "ListSecretVersionIds", after("PutSecretValue", secret(), VersionId="v2", SecretData="2"), *NO_SECRET,
        repeats=True
    ),
    Row("PutSecretValue", secret(VersionId="v2", SecretData="2", VersionStages='["ACSCurrent","blue"]'), *NO_SECRET),
    Row("RestoreSecret", after("DeleteSecret", secret()), *NO_SECRET),
    Row("RotateSecret", managed(VersionId="v2"), *NO_SECRET),
    Row("UpdateSecret", secret(Description="d"), *NO_SECRET, repeats=True),
    Row(
        "UpdateSecretRotationPolicy", managed(EnableAutomaticRotation="true", RotationInterval="6h"),
        {"RotationInterval": "5h"}, INVALID
    ),
    Row("UpdateSecretVersionStage", secret(VersionStage="blue", MoveToVersion="v1"), *NO_SECRET),
    Row("GetRandomPassword", fixed(), {"PasswordLength": "7"}, INVALID),
    Row("SetSecretPolicy", secret(Policy=POLICY), {"Policy": None}, MISSING),
    Row("GetSecretPolicy", secret(), *NO_SECRET, repeats=True),
    Row("BatchGetSecretValue", lambda door: {
        "SecretsList": json.dumps([{"SecretName": name} for name in (door.secret(), door.secret(), "nope")])
    },
        {"SecretsList": "[]"}, INVALID, repeats=True),
    Row("CreateKey", fixed(Description="d"), {"KeySpec": "DES"}, INVALID),
    Row("DescribeKey", key(), *NO_KEY, repeats=True),
    Row("ListKeys", beside(key(), PageSize="100"), {"PageSize": "101"}, INVALID, repeats=True),
    Row("EnableKey", after("DisableKey", key()), *NO_KEY),
    Row("DisableKey", key(), *NO_KEY),
    Row("ScheduleKeyDeletion", key(PendingWindowInDays="7"), {"PendingWindowInDays": "6"}, INVALID),
    Row("CancelKeyDeletion", after("ScheduleKeyDeletion", key(), PendingWindowInDays="7"), *NO_KEY),
    Row("UpdateKeyDescription", key(Description="d"), {"Description": None}, MISSING),
    Row(
        "UpdateRotationPolicy", key(EnableAutomaticRotation="true", RotationInterval="7d"), {"RotationInterval": "6d"},
        INVALID
    ),
    Row("SetDeletionProtection", lambda door: {
        "ProtectedResourceArn": door("CreateKey")["KeyMetadata"]["Arn"], "EnableDeletionProtection": "true"}, {
            "EnableDeletionProtection": None
        }, MISSING),
    Row(
        "CreateAlias", lambda door: {**door.key(), "AliasName": f"alias/{unique_name()}"}, {"AliasName": "mine"},
        INVALID
    ),
    Row("UpdateAlias", lambda door: {**alias(door), **door.key()}, *NO_ALIAS),
    Row("DeleteAlias", lambda door: {"AliasName": alias(door)["AliasName"]}, *NO_ALIAS),
    Row("ListAliases", beside(alias, PageSize="100"), {"PageSize": "101"}, INVALID, repeats=True),
    Row("ListAliasesByKeyId", lambda door: {"KeyId": alias(door)["KeyId"]}, *NO_KEY, repeats=True),
    Row("CreateKeyVersion", key({"KeySpec": "EC_P256"}), *NO_KEY),
    Row("DescribeKeyVersion", lambda door: door.pair("EC_P256"), *NO_VERSION, repeats=True),
    Row("ListKeyVersions", after("CreateKeyVersion", key({"KeySpec": "EC_P256"})), *NO_KEY, repeats=True),
    Row(
        "GetParametersForImport",
        key({"Origin": "EXTERNAL"}, WrappingAlgorithm="RSAES_OAEP_SHA_256", WrappingKeySpec="RSA_2048"), *NO_KEY
    ),
    Row("ImportKeyMaterial", material, {"ImportToken": "x"}, (400, "InvalidImportToken")),
    Row("DeleteKeyMaterial", lambda door: {"KeyId": after("ImportKeyMaterial", material)(door)["KeyId"]}, *NO_KEY),
    Row("GetKeyPolicy", key(), *NO_KEY, repeats=True),
    Row("SetKeyPolicy", key(Policy=POLICY), {"Policy": None}, MISSING),
    Row("ListResourceTags", tagged_key, *NO_KEY, repeats=True),
    Row("Encrypt", key(Plaintext=TEXT), *NO_KEY),
    Row("Decrypt", ciphertext, {"CiphertextBlob": "eA=="}, INVALID, repeats=True),
    Row("GenerateDataKey", key(), {"NumberOfBytes": "1025"}, INVALID),
    Row("GenerateDataKeyWithoutPlaintext", key(), *NO_KEY),
    Row(
        "ReEncrypt", lambda door: {**ciphertext(door), "DestinationKeyId": door.key()["KeyId"]},
        {"CiphertextBlob": "eA=="}, INVALID
    ),
    Row("ExportDataKey", lambda door: {**ciphertext(door), **RECIPIENT}, {"PublicKeyBlob": "eA=="}, INVALID),
    Row("GenerateAndExportDataKey", key(**RECIPIENT), *NO_KEY),
    Row("AsymmetricEncrypt", lambda door: {**cipher_pair(door), "Plaintext": TEXT}, *NO_KEY),
    Row("AsymmetricDecrypt", encrypted, {"CiphertextBlob": "eA=="}, INVALID, repeats=True),
    Row("AsymmetricSign", digest, {"Digest": "eA=="}, INVALID),
    Row("AsymmetricVerify", signed, {"Value": None}, MISSING, repeats=True),
    Row("GetPublicKey", lambda door: door.pair("EC_P256"), *NO_VERSION, repeats=True),
    Row("GenerateMac", message, *NO_KEY, repeats=True),
    Row(
        "VerifyMac", lambda door: {**(requested := message(door)), "Mac": door("GenerateMac", **requested)["Mac"]},
        {"Mac": None}, MISSING, repeats=True
    ),
    Row("TagResource", secret(Tags=TAGS), *NO_SECRET, repeats=True),
    Row("UntagResource", secret(TagKeys='["k"]'), *NO_SECRET),
    Row(
        "TagResources", lambda door: {**SECRETS, "ResourceId.1": door.secret(), "Tag.1.Key": "k", "Tag.1.Value": "v"},
        *NO_RESOURCE
    ),
    Row(
        "UntagResources", lambda door: {**SECRETS, "ResourceId.1": door.secret(Tags=TAGS), "All": "true"}, *NO_RESOURCE
    ),
    Row(
        "ListTagResources", lambda door: {**SECRETS, "ResourceId.1": door.secret(Tags=TAGS)}, *NO_RESOURCE, repeats=True
    ),
    Row("DescribeAccountKmsStatus", fixed(), *NO_ACCESS_KEY, repeats=True),
    Row("DescribeRegions", fixed(), *NO_ACCESS_KEY, repeats=True),
    Row("ListKmsInstances", fixed(), *NO_PAGE, repeats=True),
    Row("GetKmsInstance", fixed(KmsInstanceId="kst-1"), *NO_INSTANCE, repeats=True),
    Row("GetDefaultKmsInstance", fixed(), *NO_ACCESS_KEY, repeats=True),
    Row("GetKmsInstanceQuotaInfos", fixed(KmsInstanceId="kst-1"), *NO_INSTANCE, repeats=True),
    Row("ListApplicationAccessPoints", fixed(), *NO_PAGE, repeats=True),
    Row("DescribeApplicationAccessPoint", fixed(Name="point"), *NO_NAME, repeats=True),
    Row("ListClientKeys", fixed(AapName="point"), {"AapName": "nope"}, NO_NAME[1], repeats=True, method="GET"),
    Row("GetClientKey", fixed(ClientKeyId="KAAP.1"), {"ClientKeyId": "KAAP.9"}, NO_NAME[1], repeats=True, method="GET"),
    Row("ListNetworkRules", fixed(), *NO_PAGE, repeats=True),
    Row("DescribeNetworkRule", fixed(Name="rule"), *NO_NAME, repeats=True),
    Row("ListPolicies", fixed(), *NO_PAGE, repeats=True),
    Row("DescribePolicy", fixed(Name="policy"), *NO_NAME, repeats=True),
    Row("ConnectKmsInstance", lambda door: {"KmsInstanceId": bought(door), **NETWORK}, *NO_INSTANCE),
    Row("UpdateKmsInstance", fixed(KmsInstanceId="kst-1", InstanceName="first"), *NO_INSTANCE),
    Row("UpdateKmsInstanceBindVpc", fixed(KmsInstanceId="kst-1", BindVpcs="[]"), *NO_INSTANCE),
    Row("ReleaseKmsInstance", lambda door: {"KmsInstanceId": bought(door)}, *NO_INSTANCE),
    Row("CreateNetworkRule", named(Type="Private", SourcePrivateIp='["::1"]'), {"Name": "rule"}, EXISTS),
    Row("UpdateNetworkRule", fixed(Name="rule"), *NO_NAME),
    Row("DeleteNetworkRule", made("CreateNetworkRule", Type="Private"), *NO_NAME),
    Row("CreatePolicy", named(Permissions="[]", Resources='["key/*"]'), {"Name": "policy"}, EXISTS),
    Row("UpdatePolicy", fixed(Name="policy"), *NO_NAME),
    Row("DeletePolicy", made("CreatePolicy", Permissions="[]", Resources="[]"), *NO_NAME),
    Row("CreateApplicationAccessPoint", named(Policies='["policy"]'), {"Name": "point"}, EXISTS),
    Row("UpdateApplicationAccessPoint", fixed(Name="point"), *NO_NAME),
    Row("DeleteApplicationAccessPoint", made("CreateApplicationAccessPoint", Policies="[]"), *NO_NAME),
    Row("CreateClientKey", fixed(AapName="point", Password="Pass-word-1"), {"AapName": "nope"}, NO_NAME[1]),
    Row("DeleteClientKey", lambda door: {
        "ClientKeyId": door("CreateClientKey", AapName="point", Password="Pass-word-1")["ClientKeyId"]
    }, {"ClientKeyId": "KAAP.9"}, NO_NAME[1]),
    Row("CreateInstance", fixed(**PURCHASE), {"ProductCode": "ecs"}, NOT_SOLD, version=BILLING),
    Row("ModifyInstance", lambda door: {**PURCHASE, "InstanceId": bought(door)}, *NOT_BOUGHT, version=BILLING),
    Row("RefundInstance", lambda door: {**PURCHASE, "InstanceId": bought(door)}, *NOT_BOUGHT, version=BILLING),
    Row("AssumeRole", fixed(**ROLE), {"RoleArn": "x"}, (400, "InvalidParameter.RoleArn"), version=STS),
    Row("AssumeRoleWithOIDC", fixed(
        **ROLE, OIDCProviderArn=f"acs:ram::{identity.ALIYUN_ACCOUNT}:oidc-provider/idp", OIDCToken=OIDC_TOKEN
    ),
        {"OIDCToken": "a.b.c"}, (401, "AuthenticationFail.OIDCToken.Invalid"), version=STS),
    Row("GetCallerIdentity", fixed(), *NO_ACCESS_KEY, repeats=True, version=STS),
    Row("DecodeDiagnosticMessage", diagnostic, {"EncodedDiagnosticMessage": "AQ"},
        (400, "InvalidParameter.EncodedDiagnosticMessage"), repeats=True, version=RAM),
    Row("DescribeEndpoints", fixed(
        Id=identity.ALIYUN_REGION, ServiceCode="kms"
    ), {"ServiceCode": None}, (400, "MissingServiceCode"),
        repeats=True, version=LOCATION),
]

# What the gateway of an instance serves alone, by a protocol of its own.
OF_INSTANCES = set("""
    AdvanceDecrypt AdvanceEncrypt AdvanceGenerateDataKey AdvanceGenerateDataKeyPair
    AdvanceGenerateDataKeyPairWithoutPlaintext GenerateDataKeyPair GenerateDataKeyPairWithoutPlaintext GenerateRandom
    Hmac Sign Verify""".split())

# Always rejected, since the service has been opened for everybody.
NEVER_SUCCEED = "OpenKmsService"


@pytest.fixture
def door(configured: Gateway) -> Door:
    return Door(configured, clients.acs_client())


def operations(served: bool) -> list[str]:
    """As the page of operations has them, which CI holds to the door's own table."""
    _, section = re.split(r"^## Alibaba Cloud", OPERATIONS_PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    rows = re.findall(r"^\| (\w+) \| (✓?)", section.split("\n## ")[0], re.MULTILINE)
    return sorted(name for name, tick in rows if name not in {"operation", *OF_INSTANCES} and (tick != "") == served)


def test_every_operation_that_the_door_serves_has_a_row() -> None:
    assert sorted([*(row.action for row in ROWS), NEVER_SUCCEED]) == operations(served=True)


@pytest.mark.parametrize("action", operations(served=False))
def test_what_is_not_served_is_rejected_in_xml(door: Door, action: str) -> None:
    is_sts = action == "AssumeRoleWithSAML"
    status, root = door.xml(action, {}, STS if is_sts else KMS)
    assert (status, root.findtext("Code")) == (
        (404, "InvalidAction.NotFound") if is_sts else (400, "UnsupportedOperation")
    )


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.action)
def test_an_answer_in_xml_holds_what_json_holds(door: Door, row: Row) -> None:
    params = row.given(door)
    status, root = door.xml(row.action, params, row.version, row.method)
    assert (status, root.tag) == (200, "KMS" if row.version == KMS else f"{row.action}Response")
    again, answer = door.json(row.action, params if row.repeats else row.given(door), row.version, row.method)
    assert again == 200
    assert UUID.fullmatch(
        (root.findtext("RequestId") or "").lower()
    ) and root.findtext("RequestId") != answer["RequestId"]
    compare(answer, root, values=row.repeats)


@pytest.mark.parametrize(
    "row", [*ROWS, Row(NEVER_SUCCEED, fixed(), {}, (400, "Forbidden.Opened"))], ids=lambda row: row.action
)
def test_a_rejection_in_xml_holds_what_json_holds(configured: Gateway, door: Door, row: Row) -> None:
    params = {name: value for name, value in {**row.given(door), **(row.but or {})}.items() if value is not None}
    asking = door if row.but is not None else Door(configured, clients.acs_client(access_key="UNKNOWNACCESSKEY0001"))
    status, root = asking.xml(row.action, params, row.version, row.method)
    assert (status, root.findtext("Code"), root.tag) == (*row.rejection, "KMS" if row.version == KMS else "Error")
    again, answer = asking.json(row.action, params, row.version, row.method)
    assert again == status and root.findtext("Message")
    assert root.findtext("HttpStatus") == (str(status) if row.version == KMS else None)
    compare(answer, root, values=True)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_value_of_any_characters_comes_back_in_xml(door: Door, method: str) -> None:
    value = secret_value(MARKS)
    named = {"SecretName": door.secret(SecretData=value, Description=MARKS)}
    for action, field, sent in (("GetSecretValue", "SecretData", value), ("DescribeSecret", "Description", MARKS)):
        status, root = door.xml(action, named, method=method)
        assert (status, root.findtext(field)) == (200, sent)
        assert door.json(action, named, method=method)[1][field] == sent
    many = json.dumps([named, {"SecretName": MARKS}])
    _, batch = door.xml("BatchGetSecretValue", {"SecretsList": many}, method=method)
    assert [item.findtext("SecretData") for item in batch.findall("SecretValues")] == [value]
    assert [item.findtext("SecretName") for item in batch.findall("Errors")] == [MARKS]
    described = door.key(Description=MARKS)
    assert door.xml("DescribeKey", described, method=method)[1].findtext("KeyMetadata/Description") == MARKS


def test_a_message_of_any_characters_comes_back_in_xml(tmp_path: Path) -> None:
    """This message repeats what the client signed: parameters in plain, and the marks between them."""
    with running_gateway(tmp_path, "--doors-aliyun-signature-error", "SignatureDoesNotMatch") as gateway:
        mistaken = Door(gateway, clients.acs_client(secret_key=secret_value()))
        status, root = mistaken.xml("GetSecretValue", {"SecretName": MARKS})
    assert (status, root.findtext("Code")) == (400, "SignatureDoesNotMatch")
    assert "string to sign is:POST&%2F&AccessKeyId%3D" in (root.findtext("Message") or "")


def test_items_of_a_list_are_repeated_in_their_wrapper(door: Door) -> None:
    named = {"SecretName": door.secret(Tags=TAGS)}
    stages = [f"stage{number}" for number in range(3)]
    _, put = door.xml(
        "PutSecretValue", {**named, "VersionId": "v2", "SecretData": "2", "VersionStages": json.dumps(stages)}
    )
    assert [child.tag for child in put].count("VersionStages") == 1
    assert [stage.text for stage in put.findall("VersionStages/VersionStage")] == stages
    _, versions = door.xml("ListSecretVersionIds", named)
    assert [version.findtext("VersionId") for version in versions.findall("VersionIds/VersionId")] == ["v1", "v2"]
    _, secret_of_name = door.xml("DescribeSecret", {**named, "FetchTags": "true"})
    assert [tag.findtext("TagKey") for tag in secret_of_name.findall("Tags/Tag")] == ["k", "l"]


def test_an_empty_list_is_its_empty_wrapper(door: Door) -> None:
    _, root = door.xml("ListAliases", {"PageNumber": "1000", "PageSize": "100"})
    wrapper = root.find("Aliases")
    assert wrapper is not None and len(wrapper) == 0 and not wrapper.text
