"""Both generations of Aliyun's clients: every operation on secrets, tags and the service."""

import json

import pytest

import identity
from aliyun_calls import (
    ARN,
    INVALID,
    NO_SECRET,
    POLICY,
    SDKS,
    UNSUPPORTED,
    AliyunKms,
    aliyun_kms,
    new_key,
    new_secret,
)
from gateway import Gateway
from shapes import UTC_SECONDS
from values import secret_value

RDS = {
    "SecretType": "Rds", "ExtendedConfig": json.dumps({"SecretSubType": "SingleUser", "DBInstanceId": "rm-1"}),
}


@pytest.fixture(params=SDKS)
def sdk(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def kms(configured: Gateway, sdk: str) -> AliyunKms:
    return aliyun_kms(configured, sdk)


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
    assert kms.rejected("GetSecretValue", **named) == NO_SECRET


def test_a_managed_secret_rotates(kms: AliyunKms) -> None:
    password = secret_value()
    account = json.dumps({"Accounts": [{"AccountName": "user", "AccountPassword": password}]})
    named = {"SecretName": new_secret(kms, **RDS, SecretData=account)}
    detail = kms("DescribeSecret", **named)
    assert (detail["SecretType"], detail["AutomaticRotation"]) == ("Rds", "Disabled")
    assert json.loads(kms("GetSecretValue", **named)["SecretData"]) == {
        "AccountName": "user", "AccountPassword": password
    }
    rotated = kms("RotateSecret", **named, VersionId="v2")
    assert rotated == {**named, "VersionId": "v2", "Arn": f"{ARN}:secret/{named['SecretName']}"}
    value = json.loads(kms("GetSecretValue", **named)["SecretData"])
    assert value["AccountName"] == "user" and value["AccountPassword"] not in ("", password)
    assert kms("UpdateSecretRotationPolicy", **named, EnableAutomaticRotation=True, RotationInterval="7d") == named
    detail = kms("DescribeSecret", **named)
    assert (detail["AutomaticRotation"], detail["RotationInterval"]) == ("Enabled", "604800s")
    assert UTC_SECONDS.fullmatch(detail["NextRotationDate"]) and UTC_SECONDS.fullmatch(detail["LastRotationDate"])
    kms("UpdateSecret", **named, ExtendedConfig={"CustomData": '{"team":"x"}'})
    assert json.loads(kms("DescribeSecret", **named)["ExtendedConfig"])["CustomData"] == {"team": "x"}
    assert kms.rejected("PutSecretValue", **named, VersionId="v3", SecretData=account) == UNSUPPORTED


def test_a_generic_secret_does_not_rotate(kms: AliyunKms) -> None:
    named = {"SecretName": new_secret(kms)}
    assert kms.rejected("RotateSecret", **named, VersionId="v2") == UNSUPPORTED
    assert kms.rejected("UpdateSecretRotationPolicy", **named, EnableAutomaticRotation=False) == UNSUPPORTED


def test_a_password_is_made_as_asked_for(kms: AliyunKms) -> None:
    first, second = (kms("GetRandomPassword")["RandomPassword"] for _ in range(2))
    assert len(first) == len(second) == 32 and first != second
    digits = kms(
        "GetRandomPassword", PasswordLength="128", ExcludeLowercase="true", ExcludeUppercase="true",
        ExcludePunctuation="true"
    )
    assert len(digits["RandomPassword"]) == 128 and digits["RandomPassword"].isdigit()


def test_a_policy_is_set_on_a_secret(kms: AliyunKms) -> None:
    named = {"SecretName": new_secret(kms)}
    [statement] = json.loads(kms("GetSecretPolicy", **named)["Policy"])["Statement"]
    assert statement["Sid"] == "kms default secret policy"
    assert kms("SetSecretPolicy", **named, Policy=POLICY, PolicyName="default") == {}
    assert json.loads(kms("GetSecretPolicy", **named, PolicyName="default")["Policy"]) == json.loads(POLICY)
    assert kms.rejected("SetSecretPolicy", **named, Policy="{") == INVALID


def test_values_are_read_together(kms: AliyunKms) -> None:
    if not kms.has("BatchGetSecretValue"):
        pytest.skip("this generation does not have it")
    values = [secret_value(), secret_value()]
    names = [new_secret(kms, SecretData=value) for value in values]
    answer = kms(
        "BatchGetSecretValue", SecretsList=json.dumps([{"SecretName": name} for name in [*names, "no-such-secret"]])
    )
    assert [(value["SecretName"], value["SecretData"]) for value in answer["SecretValues"]] == list(zip(names, values))
    [error] = answer["Errors"]
    assert (error["SecretName"], error["HttpStatus"], error["Code"]) == ("no-such-secret", *NO_SECRET)


def tags_of(kms: AliyunKms, name: str) -> dict[str, str]:
    tags = kms("DescribeSecret", SecretName=name, FetchTags="true")["Tags"]["Tag"]
    return {tag["TagKey"]: tag["TagValue"] for tag in tags}


def test_tags_are_put_on_one_resource(kms: AliyunKms) -> None:
    name, key = new_secret(kms), new_key(kms)
    for resource in ({"SecretName": name}, {"KeyId": key}):
        assert kms(
            "TagResource", **resource, Tags='[{"TagKey":"team","TagValue":"a/b"},{"TagKey":"env","TagValue":"x"}]'
        ) == {}
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
