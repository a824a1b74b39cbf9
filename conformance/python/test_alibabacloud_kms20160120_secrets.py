"""alibabacloud_kms20160120 (ACS3-HMAC-SHA256): secrets, their deletion, and who may call."""

import json
from datetime import datetime, timezone
from typing import Any, Callable
from uuid import uuid4

import pytest

import clients
import identity
from gateway import Gateway
from kms_calls import (
    IN_DELETE_WINDOW,
    NAME_IN_DELETE_WINDOW,
    NAME_TAKEN,
    NOT_FOUND,
    VALUE_LIMIT,
    Kms,
    invalid,
    missing,
    rejected,
)
from shapes import DAY_MS, UTC_SECONDS, UUID, is_about, is_just_now, now_ms
from values import secret_value, sized_value, unique_name


def moment(text: str) -> int:
    """A time of the service, whose form is checked, in Unix milliseconds."""
    assert UTC_SECONDS.fullmatch(text)
    parsed = datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=timezone.utc)
    return int(parsed.timestamp() * 1000)


def arn(name: str) -> str:
    return f"acs:kms:{identity.ALIYUN_REGION}:{identity.ALIYUN_ACCOUNT}:secret/{name}"


def test_create_answers_name_arn_and_version(kms: Kms) -> None:
    name = unique_name()
    created = kms.create(secret_name=name, version_id="2026-11")
    assert UUID.fullmatch(created.request_id)
    assert created.to_map() == {
        "Arn": arn(name),
        "SecretName": name,
        "SecretType": "Generic",
        "VersionId": "2026-11",
        "RequestId": created.request_id,
    }


def test_describe_shows_a_generic_secret(kms: Kms) -> None:
    name = kms.create(description="for the tests").secret_name
    described = kms.describe(name)
    assert is_just_now(moment(described.create_time)) and described.update_time == described.create_time
    assert described.to_map() == {
        "Arn": arn(name),
        "SecretName": name,
        "SecretType": "Generic",
        "Description": "for the tests",
        "CreateTime": described.create_time,
        "UpdateTime": described.update_time,
        "RequestId": described.request_id,
    }


def test_get_shows_the_current_value(kms: Kms) -> None:
    value = secret_value()
    name = kms.create(secret_data=value).secret_name
    read = kms.read(name)
    assert is_just_now(moment(read.create_time))
    assert read.to_map() == {
        "SecretName": name,
        "SecretType": "Generic",
        "SecretData": value,
        "SecretDataType": "text",
        "VersionId": "v1",
        "VersionStages": {"VersionStage": ["ACSCurrent"]},
        "CreateTime": read.create_time,
        "RequestId": read.request_id,
    }


def test_a_secret_is_found_by_its_arn(kms: Kms) -> None:
    name = kms.create(secret_name=unique_name("with/a/secret/path")).secret_name
    assert kms.describe(arn(name)).secret_name == name
    assert kms.read(arn(name)).secret_name == name


@pytest.mark.parametrize("value", [
    "a/b c+=.@-_", '{"k":"v ~*!\'()中"}', "𝄞 non-BMP 😀", "%41 & = ? #", "<a>&amp;\"'</a>", "line\r\nline\ttab", " edges "
])
def test_a_value_of_any_characters_comes_back(kms: Kms, value: str) -> None:
    sent = secret_value(value)
    assert kms.read(kms.create(secret_data=sent).secret_name).secret_data == sent


def test_a_binary_value_is_only_a_label(kms: Kms) -> None:
    value = secret_value("not base64!")
    read = kms.read(kms.create(secret_data=value, secret_data_type="binary").secret_name)
    assert (read.secret_data, read.secret_data_type) == (value, "binary")


@pytest.mark.parametrize("fields", [
    {"secret_name": unique_name("a/b+c=.@-_")},
    {"secret_name": unique_name("数据库/密码")},
    {"secret_name": ("n" * 192 + unique_name(""))[-192:]},
    {"version_id": "v" * 64},
    {"secret_data": sized_value(VALUE_LIMIT)},
    {"secret_data": secret_value("中" * 10_227 + "xx")},
    {"tags": json.dumps([{"TagKey": f"k{number}", "TagValue": "v"} for number in range(20)])},
    {"tags": json.dumps([{"TagKey": "k" * 128, "TagValue": "v" * 128}])},
], ids=lambda fields: ",".join(fields))
def test_create_takes_what_is_just_within_bounds(kms: Kms, fields: dict[str, Any]) -> None:
    created = kms.create(**fields)
    assert kms.read(created.secret_name).version_id == created.version_id


@pytest.mark.parametrize(("fields", "parameter"), [
    ({"secret_name": "a/b c+=.@-_"}, "SecretName"),
    ({"secret_name": "n" * 193}, "SecretName"),
    ({"secret_name": "acs/mine"}, "SecretName"),
    ({"secret_name": "中" * 65}, "SecretName"),
    ({"version_id": "v" * 65}, "VersionId"),
    ({"secret_data": sized_value(VALUE_LIMIT + 1)}, "SecretData"),
    ({"secret_data": secret_value("中" * 10_227 + "xxx")}, "SecretData"),
    ({"secret_data_type": "json"}, "SecretDataType"),
    ({"secret_type": "Other"}, "SecretType"),
    ({"tags": "not json"}, "Tags"),
    ({"tags": json.dumps([{"TagKey": f"k{number}", "TagValue": "v"} for number in range(21)])}, "Tags"),
    ({"tags": json.dumps([{"TagKey": "k" * 129, "TagValue": "v"}])}, "Tags"),
    ({"tags": json.dumps([{"TagKey": "aliyun-mine", "TagValue": "v"}])}, "Tags"),
])
def test_create_rejects_what_is_out_of_bounds(kms: Kms, fields: dict[str, Any], parameter: str) -> None:
    with rejected(*invalid(parameter)):
        kms.create(**fields)


@pytest.mark.parametrize(("field", "parameter"), [
    ("secret_name", "SecretName"), ("version_id", "VersionId"), ("secret_data", "SecretData")
])
def test_create_names_a_parameter_that_is_missing(kms: Kms, field: str, parameter: str) -> None:
    with rejected(*missing(parameter)):
        kms.create(**{field: None})


def test_create_rejects_a_name_that_exists(kms: Kms) -> None:
    value = secret_value()
    name = kms.create(secret_data=value).secret_name
    with rejected(*NAME_TAKEN):
        kms.create(secret_name=name, secret_data=value)


def test_create_rejects_a_key_that_does_not_exist(kms: Kms) -> None:
    with rejected(404, "Forbidden.KeyNotFound", "The specified Key is not found."):
        kms.create(encryption_key_id=str(uuid4()))


def test_a_dry_run_never_succeeds(kms: Kms) -> None:
    name = kms.create().secret_name
    with rejected(400, "DryRunOperationError"):
        kms.read(name, dry_run="true")
    with rejected(400, "ValidationError"):
        kms.read(unique_name("missing"), dry_run="true")


def test_update_changes_the_description(kms: Kms) -> None:
    name = kms.create(description="before").secret_name
    assert kms.update(name, description="after").secret_name == name
    described = kms.describe(name)
    assert described.description == "after"
    assert moment(described.update_time) >= moment(described.create_time)


@pytest.mark.parametrize("call", [
    lambda kms, name: kms.describe(name),
    lambda kms, name: kms.read(name),
    lambda kms, name: kms.put(name, "v2"),
    lambda kms, name: kms.list_versions(name),
    lambda kms, name: kms.update(name, description="new"),
    lambda kms, name: kms.move_stage(name, "mine", to="v1"),
    lambda kms, name: kms.delete(name),
    lambda kms, name: kms.restore(name),
])
def test_a_secret_that_does_not_exist_is_rejected(kms: Kms, call: Callable[[Kms, str], object]) -> None:
    # Messages differ in their full stop from one operation's table to another's.
    with rejected(*NOT_FOUND[:2]):
        call(kms, unique_name("missing"))


@pytest.mark.parametrize(("days", "expected"), [("7", 7), ("30", 30), (None, 30)])
def test_delete_plans_the_deletion_and_restore_calls_it_off(kms: Kms, days: str, expected: int) -> None:
    name = kms.create().secret_name
    deleted = kms.delete(name, days)
    assert is_about(moment(deleted.planned_delete_time), now_ms() + expected * DAY_MS)
    assert kms.describe(name).planned_delete_time == deleted.planned_delete_time
    listed = kms.list_secrets(filters=json.dumps([{"Key": "SecretName", "Values": [name]}])).secret_list.secret
    assert [secret.planned_delete_time for secret in listed] == [deleted.planned_delete_time]
    assert kms.restore(name).secret_name == name
    assert kms.describe(name).planned_delete_time is None
    with rejected(409, "Rejected.ResourceInUse", "restore normal secret"):
        kms.restore(name)


@pytest.mark.parametrize("days", ["6", "31", "soon"])
def test_delete_rejects_other_windows(kms: Kms, days: str) -> None:
    name = kms.create().secret_name
    with rejected(*invalid("RecoveryWindowInDays")):
        kms.delete(name, days)


@pytest.mark.parametrize("call", [
    lambda kms, name: kms.read(name),
    lambda kms, name: kms.put(name, "v2"),
    lambda kms, name: kms.update(name, description="new"),
    lambda kms, name: kms.move_stage(name, "mine", to="v1"),
    lambda kms, name: kms.delete(name),
], ids=["GetSecretValue", "PutSecretValue", "UpdateSecret", "UpdateSecretVersionStage", "DeleteSecret"])
def test_a_secret_in_its_delete_window_rejects(kms: Kms, call: Callable[[Kms, str], object]) -> None:
    name = kms.create().secret_name
    kms.delete(name)
    with rejected(*IN_DELETE_WINDOW):
        call(kms, name)


def test_a_name_in_its_delete_window_is_taken(kms: Kms) -> None:
    name = kms.create().secret_name
    kms.delete(name)
    with rejected(*NAME_IN_DELETE_WINDOW):
        kms.create(secret_name=name)


def test_a_forced_deletion_is_immediate_even_with_a_window(kms: Kms) -> None:
    """The Terraform provider always sends both."""
    name = kms.create().secret_name
    kms.delete(name)
    deleted = kms.delete(name, "30", "true")
    assert is_just_now(moment(deleted.planned_delete_time))
    with rejected(*NOT_FOUND):
        kms.read(name)
    assert kms.create(secret_name=name).secret_name == name


def test_a_wrong_secret_key_is_rejected(gateway: Gateway) -> None:
    kms = Kms(clients.aliyun_client(gateway, secret_key=secret_value()))
    with rejected(400, "IncompleteSignature", "The request signature does not conform to Aliyun standards."):
        kms.create(secret_name="not a name")


def test_an_unknown_access_key_is_rejected(gateway: Gateway) -> None:
    kms = Kms(clients.aliyun_client(gateway, access_key="UNKNOWNACCESSKEY0001"))
    with rejected(404, "InvalidAccessKeyId.NotFound", "The Access Key ID provided does not exist in our records."):
        kms.list_secrets()
