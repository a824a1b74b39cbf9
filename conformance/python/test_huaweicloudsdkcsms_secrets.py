"""huaweicloudsdkcsms: secrets, their lists, and their deletion."""

import json
from typing import Any, Callable
from uuid import uuid4

import pytest

import clients
from csms_calls import (
    INVALID_PARAMETER,
    KEY_UNUSABLE,
    PENDING_DELETION,
    SECRET_MISSING,
    VALUE_LIMIT,
    Csms,
    rejected,
)
from gateway import Gateway
from shapes import DAY_MS, UUID, is_about, is_just_now, now_ms
from values import secret_value, sized_value, unique_name

SECRETS_LIMIT = 200


def own_project(gateway: Gateway) -> Csms:
    """A project that holds nothing yet."""
    return Csms(clients.huawei_client(gateway, project=uuid4().hex))


def test_create_answers_the_whole_secret(csms: Csms) -> None:
    name = unique_name()
    secret = csms.create(name=name, description="for the tests")
    assert UUID.fullmatch(secret.id) and UUID.fullmatch(secret.kms_key_id)
    assert (secret.name, secret.state, secret.description) == (name, "ENABLED", "for the tests")
    assert is_just_now(secret.create_time) and secret.update_time == secret.create_time
    assert secret.scheduled_delete_time is None
    assert (secret.secret_type, secret.auto_rotation, secret.enterprise_project_id) == ("COMMON", False, "0")
    assert not secret.rotation_period and not secret.rotation_config and not secret.rotation_func_urn
    assert secret.rotation_time is None and secret.next_rotation_time is None
    assert secret.event_subscriptions == []
    assert csms.show(name).to_dict() == secret.to_dict()


def test_create_keeps_what_a_rotated_secret_is_given(csms: Csms) -> None:
    given: dict[str, Any] = {
        "secret_type": "RDS-FG",
        "auto_rotation": True,
        "rotation_period": "30d",
        "rotation_config": '{"InstanceId":"i-1", "SecretSubType":"SingleUser"}',
        "rotation_func_urn": "urn:fss:cn-north-4:p:function:default:rotate:latest",
        "enterprise_project_id": "0f3c8a52-6c1d-4b0c-9a55-6c4f5d2f7f11",
    }
    value = json.dumps({"users": [{"name": "root", "password": secret_value()}]})
    secret = csms.create(secret_string=value, **given)
    assert {key: getattr(secret, key) for key in given} == given
    assert secret.next_rotation_time == secret.create_time + 30 * DAY_MS
    assert csms.read(secret.name).secret_string == value


def test_a_binary_value_is_kept_as_it_was_sent(csms: Csms) -> None:
    name = csms.create(secret_binary="1010").name
    version = csms.read(name)
    assert (version.secret_binary, version.secret_string) == ("1010", None)


@pytest.mark.parametrize("value", ['{"k":"v ~*!\'()中"}', "a/b c+=.@-_", "non-BMP 𝄞 and <xml> & \"quotes\"", " \t\n "])
def test_a_value_of_any_characters_comes_back(csms: Csms, value: str) -> None:
    sent = secret_value(value)
    assert csms.read(csms.create(secret_string=sent).name).secret_string == sent


@pytest.mark.parametrize("body", [
    {"name": "n" * 52 + unique_name("")[:12]},
    {"name": unique_name("with.dots_and-dashes")},
    {"description": "d" * 2048},
    {"secret_string": sized_value(VALUE_LIMIT)},
    {"secret_binary": sized_value(VALUE_LIMIT)},
    {"secret_type": "GaussDB-FG", "rotation_config": "{}", "auto_rotation": True, "rotation_period": "6h"},
    {"secret_type": "GaussDB-FG", "rotation_config": "{}", "auto_rotation": True, "rotation_period": "8760h"},
    {"secret_type": "GaussDB-FG", "rotation_config": "c" * 1024},
], ids=lambda body: ",".join(body))
def test_create_takes_what_is_just_within_bounds(csms: Csms, body: dict[str, Any]) -> None:
    assert csms.create(**body).state == "ENABLED"


@pytest.mark.parametrize("body", [
    {"secret_string": None},
    {"secret_string": "one", "secret_binary": "dHdv"},
    {"name": None},
    {"name": ""},
    {"name": "n" * 65},
    {"name": "a blank"},
    {"description": "d" * 2049},
    {"description": "描" * 683},
    {"secret_string": sized_value(VALUE_LIMIT + 1)},
    {"secret_binary": sized_value(VALUE_LIMIT + 1)},
    {"secret_type": "OTHER"},
    {"secret_type": "GaussDB-FG", "rotation_config": "{}", "auto_rotation": True},
    {"secret_type": "GaussDB-FG", "rotation_config": "{}", "auto_rotation": True, "rotation_period": "5h"},
    {"secret_type": "GaussDB-FG", "rotation_config": "{}", "auto_rotation": True, "rotation_period": "366d"},
    {"secret_type": "GaussDB-FG", "rotation_config": "{}", "auto_rotation": True, "rotation_period": "soon"},
    {"secret_type": "GaussDB-FG", "rotation_config": "c" * 1025},
    {"event_subscriptions": ["one", "two"]},
    {"enterprise_project_id": "e" * 37},
], ids=lambda body: ",".join(body))
def test_create_rejects_what_is_out_of_bounds(csms: Csms, body: dict[str, Any]) -> None:
    with rejected(*INVALID_PARAMETER):
        csms.create(**body)


def test_create_rejects_a_name_that_exists(csms: Csms) -> None:
    name = csms.create().name
    with rejected(400, "CSMS.0101", "The secret name already exists."):
        csms.create(name=name)


def test_a_key_that_does_not_exist_is_rejected(csms: Csms) -> None:
    with rejected(*KEY_UNUSABLE):
        csms.create(kms_key_id=str(uuid4()))
    name = csms.create().name
    with rejected(*KEY_UNUSABLE):
        csms.update(name, kms_key_id=str(uuid4()))


def test_update_changes_what_it_names_and_keeps_the_rest(csms: Csms) -> None:
    secret = csms.create(description="before")
    updated = csms.update(secret.name, description="after")
    assert (updated.description, updated.id, updated.create_time) == ("after", secret.id, secret.create_time)
    assert updated.update_time >= secret.update_time
    assert csms.update(secret.name, event_subscriptions=[]).description == "after"
    assert csms.update(secret.name, description="").description == ""
    assert csms.show(secret.name).description == ""


def test_update_checks_its_parameters_before_it_looks_for_the_secret(csms: Csms) -> None:
    with rejected(*INVALID_PARAMETER):
        csms.update(unique_name("missing"), description="d" * 2049)


def test_a_name_of_another_form_is_rejected(csms: Csms) -> None:
    with rejected(*INVALID_PARAMETER):
        csms.show("a blank")


def test_delete_is_immediate_and_frees_the_name(csms: Csms) -> None:
    secret = csms.create()
    deleted = csms.delete(secret.name)
    assert (deleted.status_code, deleted.raw_content or b"") == (200, b"")
    with rejected(*SECRET_MISSING):
        csms.show(secret.name)
    assert csms.create(name=secret.name).id != secret.id


@pytest.mark.parametrize(("days", "expected"), [(7, 7), (30, 30), (None, 30)])
def test_schedule_sets_the_time_of_deletion(csms: Csms, days: int, expected: int) -> None:
    name = csms.create().name
    scheduled = csms.schedule_deletion(name, days)
    assert scheduled.state == "PENDING_DELETE"
    assert is_about(scheduled.scheduled_delete_time, now_ms() + expected * DAY_MS)
    assert csms.show(name).scheduled_delete_time == scheduled.scheduled_delete_time


@pytest.mark.parametrize("days", [0, 6, 31])
def test_schedule_rejects_other_windows(csms: Csms, days: int) -> None:
    name = csms.create().name
    with rejected(*INVALID_PARAMETER):
        csms.schedule_deletion(name, days)


def test_schedule_and_restore_are_rejected_out_of_turn(csms: Csms) -> None:
    name = csms.create().name
    with rejected(400, "CSMS.0108", "The secret is not in schedule delete state."):
        csms.restore(name)
    csms.schedule_deletion(name)
    with rejected(400, "CSMS.0107", "The secret is in schedule delete state."):
        csms.schedule_deletion(name)
    restored = csms.restore(name)
    assert (restored.state, restored.scheduled_delete_time) == ("ENABLED", None)
    assert csms.read(name).secret_string


@pytest.mark.parametrize("call", [
    lambda csms, name: csms.update(name, description="new"),
    lambda csms, name: csms.put(name),
    lambda csms, name: csms.read(name),
    lambda csms, name: csms.move_stage(name, "mine", "v1"),
    lambda csms, name: csms.delete_stage(name, "kept"),
], ids=["UpdateSecret", "CreateSecretVersion", "ShowSecretVersion", "UpdateSecretStage", "DeleteSecretStage"])
def test_a_secret_pending_deletion_rejects(csms: Csms, call: Callable[[Csms, str], object]) -> None:
    name = csms.create().name
    csms.move_stage(name, "kept", "v1")
    csms.schedule_deletion(name)
    with rejected(*PENDING_DELETION):
        call(csms, name)


def test_a_secret_pending_deletion_still_shows_and_deletes(csms: Csms) -> None:
    name = csms.create().name
    csms.schedule_deletion(name)
    assert csms.show(name).state == "PENDING_DELETE"
    assert csms.stages(name) == {"v1": ["SYSCURRENT"]}
    assert csms.show_stage(name, "SYSCURRENT").version_id == "v1"
    assert csms.delete(name).status_code == 200


@pytest.mark.parametrize("call", [
    lambda csms, name: csms.show(name),
    lambda csms, name: csms.update(name, description="new"),
    lambda csms, name: csms.delete(name),
    lambda csms, name: csms.schedule_deletion(name),
    lambda csms, name: csms.restore(name),
    lambda csms, name: csms.put(name),
    lambda csms, name: csms.list_versions(name),
    lambda csms, name: csms.read(name),
    lambda csms, name: csms.show_stage(name, "SYSCURRENT"),
    lambda csms, name: csms.move_stage(name, "mine", "v1"),
    lambda csms, name: csms.delete_stage(name, "mine"),
])
def test_a_secret_that_does_not_exist_is_rejected(csms: Csms, call: Callable[[Csms, str], object]) -> None:
    with rejected(*SECRET_MISSING):
        call(csms, unique_name("missing"))


def test_list_goes_through_all_pages_in_order_of_name(gateway: Gateway) -> None:
    csms = own_project(gateway)
    empty = csms.list_secrets()
    assert (empty.secrets, empty.page_info.current_count) == ([], 0)
    names = sorted(csms.create(name=unique_name("paged")).name for _ in range(52))
    assert [secret.name for secret in csms.list_secrets().secrets] == names[:50]
    seen, marker = [], None
    while True:
        page = csms.list_secrets(limit="20", **({"marker": marker} if marker else {}))
        seen += [secret.name for secret in page.secrets]
        assert page.page_info.current_count == len(page.secrets)
        assert page.page_info.previous_marker == page.secrets[0].name
        marker = page.page_info.next_marker
        if marker is None:
            break
        assert marker == page.secrets[-1].name and len(page.secrets) == 20
    assert seen == names
    assert csms.list_secrets(marker=names[-1]).secrets == []


def test_list_shows_secrets_pending_deletion(gateway: Gateway) -> None:
    csms = own_project(gateway)
    secret = csms.create()
    scheduled = csms.schedule_deletion(secret.name)
    assert [listed.to_dict() for listed in csms.list_secrets().secrets] == [scheduled.to_dict()]


def test_list_shows_the_subscribers_of_an_event(csms: Csms) -> None:
    event = unique_name("event")
    name = csms.create(event_subscriptions=[event]).name
    assert csms.show(name).event_subscriptions == [event]
    assert [secret.name for secret in csms.list_secrets(event_name=event).secrets] == [name]
    assert csms.update(name, event_subscriptions=[]).event_subscriptions == []
    assert csms.list_secrets(event_name=event).secrets == []


@pytest.mark.parametrize("limit", ["0", "1001", "ten", "-1"])
def test_list_rejects_other_limits(csms: Csms, limit: str) -> None:
    with rejected(*INVALID_PARAMETER):
        csms.list_secrets(limit=limit)


def test_projects_do_not_see_each_other(csms: Csms, gateway: Gateway) -> None:
    name = csms.create().name
    with rejected(*SECRET_MISSING):
        own_project(gateway).show(name)


def test_a_project_holds_200_secrets(gateway: Gateway) -> None:
    csms = own_project(gateway)
    for _ in range(SECRETS_LIMIT):
        csms.create()
    with rejected(400, "CSMS.0202", "The number of secret has reached the upper limit."):
        csms.create()
