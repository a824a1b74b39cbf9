"""huaweicloudsdkcsms: what each operation rejects, tags and events."""

import json
import time
from typing import Any
from uuid import uuid4

import pytest
from huaweicloudsdkcsms import v1 as sdk

import clients
from csms_operations import (
    INVALID, MISSING, NEW_PASSWORD, NO_SECRET, ROTATION_SECONDS, TOPIC, call, event, new_secret, tag,
)
from gateway import Gateway
from huawei_calls import WRONG_SIGNATURE, Operations, Rejection
from shapes import UUID, is_just_now
from values import secret_value, unique_name

NOBODYS = str(uuid4())
NEW_GRANT = {"resource_id": NOBODYS, "type": "SECRET", "grantee_type": "0", "grantee_target_id": uuid4().hex}

# What each operation rejects: fields that are wrong, and the answer; None asks with a wrong secret key.
REJECTIONS: list[tuple[str, Any, Rejection]] = [
    (
        "batch_create_or_delete_tags", {"secret_id": NOBODYS, "body": {"action": "create", "tags": [tag("k", "v")]}},
        MISSING
    ),
    (
        "batch_create_or_delete_tags", {"secret_id": NOBODYS, "body": {"action": "move", "tags": [tag("k", "v")]}},
        INVALID
    ),
    ("create_secret_tag", {"secret_id": NOBODYS, "body": {"tag": tag("k", "v")}}, MISSING),
    ("create_secret_tag", {"secret_id": NOBODYS, "body": {"tag": tag("k" * 129, "v")}}, INVALID),
    ("delete_secret_tag", {"secret_id": NOBODYS, "key": "k"}, MISSING),
    ("list_secret_tags", {"secret_id": NOBODYS}, MISSING),
    ("list_project_secrets_tags", None, WRONG_SIGNATURE),
    ("list_resource_instances", {"resource_instances": "resource_instances", "body": {"action": "list"}}, INVALID),
    (
        "list_resource_instances",
        {"resource_instances": "resource_instances", "body": {"action": "filter", "limit": "1001"}}, INVALID
    ),
    ("create_secret_event", {"body": event(state="ASLEEP")}, INVALID),
    ("create_secret_event", {"body": event(event_types=["SECRET_READ"])}, INVALID),
    ("create_secret_event", {"body": event(event_types=[])}, INVALID),
    ("create_secret_event", {"body": event(notification={**TOPIC, "target_type": "SMS"})}, INVALID),
    ("show_secret_event", {"event_name": "no-such-event"}, MISSING),
    ("update_secret_event", {"event_name": "no-such-event", "body": {"state": "DISABLED"}}, MISSING),
    ("delete_secret_event", {"event_name": "no-such-event"}, MISSING),
    ("list_secret_events", {"limit": "0"}, INVALID),
    ("list_notification_records", None, WRONG_SIGNATURE),
    ("list_secret_task", {"limit": 1001}, INVALID),
    ("list_secret_task", {"status": "ASLEEP"}, INVALID),
    ("list_secret_task", {"task_id": str(uuid4()), "secret_name": "mine"}, INVALID),
    ("rotate_secret", {"secret_name": "no-such-secret"}, NO_SECRET),
    ("update_version", {"secret_name": "no-such-secret", "version_id": "v1", "body": {"expire_time": 1}}, NO_SECRET),
    ("update_version", {"secret_name": "no-such-secret", "version_id": "v1", "body": {"expire_time": -1}}, INVALID),
    ("batch_import_secrets", None, WRONG_SIGNATURE),
    ("download_secret_blob", {"secret_name": "no-such-secret"}, NO_SECRET),
    ("upload_secret_blob", {"body": {"secret_blob": "no backup"}}, INVALID),
    ("create_grants", {"body": NEW_GRANT}, MISSING),
    ("list_grants", {"resource_id": NOBODYS}, MISSING),
    ("update_grant", {"resource_id": NOBODYS, "body": NEW_GRANT}, MISSING),
    ("delete_grant", {"resource_id": NOBODYS}, MISSING),
    ("create_agency", {"body": {"secret_type": "COMMON"}}, INVALID),
    ("show_agency", {"secret_type": "COMMON"}, INVALID),
    ("show_secret_function_templates", {"secret_type": "RDS-FG", "secret_sub_type": "SingleUser"}, INVALID),
    ("show_secret_function_templates", {"secret_type": "GaussDB-FG", "secret_sub_type": "NoUser"}, INVALID),
    ("generate_random_password", {"body": {
        "exclude_lowercase": True, "exclude_uppercase": True, "exclude_numbers": True, "exclude_punctuation": True}},
        INVALID),
    ("list_users", {"offset": 0, "limit": 9}, INVALID),
    ("list_users", {"offset": 0, "limit": 101}, INVALID),
    ("show_user_detail", {"user_id": uuid4().hex}, MISSING),
    ("update_user_password", {"body": {"password": NEW_PASSWORD, "old_password": "not-this-one"}}, INVALID),
    ("check_secrets", {"body": {"type": "COMMON"}}, INVALID),
    ("show_secrets_config", None, WRONG_SIGNATURE),
    ("update_secrets_config", {"body": {"checking_secret_strength": "yes"}}, (400, "CSMS.0004")),
]


@pytest.mark.parametrize(("operation", "fields", "rejection"), REJECTIONS)
def test_rejects(gateway: Gateway, call: Operations, operation: str, fields: Any, rejection: Rejection) -> None:
    if fields is None:
        call = Operations(sdk, clients.huawei_client(gateway, secret_key=secret_value()))
        fields = call.blank(operation)
    assert call.rejected(operation, **fields) == rejection


def test_tags_are_set_shown_and_taken_away(call: Operations) -> None:
    secret_id = new_secret(call)["id"]
    assert call("list_secret_tags", secret_id=secret_id)["tags"] == []
    assert call.call("create_secret_tag", secret_id=secret_id, body={"tag": tag("a b+c:中", "a/b")}).status_code == 204
    tags = [tag("env", "test"), tag("team", "x")]
    assert call.call(
        "batch_create_or_delete_tags", secret_id=secret_id, body={"action": "create", "tags": tags}
    ).status_code == 204
    call("create_secret_tag", secret_id=secret_id, body={"tag": tag("env", "live")})
    assert call("list_secret_tags", secret_id=secret_id)["tags"] == [
        tag("a b+c:中", "a/b"), tag("env", "live"), tag("team", "x")
    ]
    assert call.call("delete_secret_tag", secret_id=secret_id, key="a b+c:中").status_code == 204
    call("batch_create_or_delete_tags", secret_id=secret_id, body={"action": "delete", "tags": [{"key": "team"}]})
    assert call("list_secret_tags", secret_id=secret_id)["tags"] == [tag("env", "live")]
    other = new_secret(call)["id"]
    call("create_secret_tag", secret_id=other, body={"tag": tag("env", "test")})
    [listed] = call("list_project_secrets_tags")["tags"]
    assert (listed["key"], sorted(listed["values"])) == ("env", ["live", "test"])


def test_secrets_are_found_by_their_tags(call: Operations) -> None:
    prefix = unique_name("found")
    secrets = [new_secret(call, name=f"{prefix}-{colour}") for colour in ("blue", "green", "red")]
    for secret, colour in zip(secrets, ("blue", "green", "red")):
        call(
            "batch_create_or_delete_tags", secret_id=secret["id"],
            body={"action": "create", "tags": [tag("colour", colour), tag("team", "x")]}
        )

    def found(**body: Any) -> list[str]:
        answer = call(
            "list_resource_instances", resource_instances="resource_instances", body={"action": "filter", **body}
        )
        return [resource["resource_name"].removeprefix(f"{prefix}-") for resource in answer["resources"]]

    assert found() == ["blue", "green", "red"]
    assert found(tags=[{"key": "colour", "values": ["red", "blue"]}]) == ["blue", "red"]
    assert found(tags=[{"key": "colour", "values": ["red"]}, {"key": "team", "values": ["y"]}]) == []
    assert found(tags=[{"key": "colour", "values": []}], limit="1", offset="1") == ["green"]
    assert found(matches=[{"key": "resource_name", "value": "-gre"}]) == ["green"]
    count = call("list_resource_instances", resource_instances="resource_instances", body={"action": "count"})
    assert count == {"total_count": 3}


def test_an_event_is_made_listed_changed_and_deleted(call: Operations) -> None:
    fields = event(event_types=["SECRET_ROTATED", "SECRET_DELETED"])
    made = call("create_secret_event", body=fields)["event"]
    assert {key: made[key] for key in fields} == fields
    assert UUID.fullmatch(made["event_id"]) and is_just_now(made["create_time"]) and is_just_now(made["update_time"])
    assert call("show_secret_event", event_name=fields["name"])["event"] == made
    changed = call("update_secret_event", event_name=fields["name"], body={"state": "DISABLED"})["event"]
    assert (
        changed["state"], changed["event_types"], changed["notification"]
    ) == ("DISABLED", fields["event_types"], TOPIC)
    second = call("create_secret_event", body=event(name=fields["name"] + "-2"))["event"]
    page = call("list_secret_events", limit="1")
    assert (
        [listed["name"] for listed in page["events"]], page["page_info"]["next_marker"]
    ) == ([made["name"]], made["name"])
    assert call("list_secret_events", marker=made["name"])["events"] == [second]
    assert call.call("delete_secret_event", event_name=made["name"]).status_code == 204
    assert [listed["name"] for listed in call("list_secret_events")["events"]] == [second["name"]]


def test_a_subscribed_event_is_recorded(call: Operations) -> None:
    subscribed = call("create_secret_event", body=event())["event"]["name"]
    assert call("list_notification_records")["records"] == []
    name = new_secret(call, event_subscriptions=[subscribed])["name"]
    call("create_secret_version", secret_name=name, body={"secret_string": secret_value()})
    deadline = time.monotonic() + ROTATION_SECONDS
    while len(records := call("list_notification_records")["records"]) < 2:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert len(records) == 2
    for record in records:
        assert (record["event_name"], record["trigger_event_type"]) == (subscribed, "SECRET_VERSION_CREATED")
        assert (
            record["secret_name"], record["secret_type"], record["notification_status"]
        ) == (name, "COMMON", "SUCCESS")
        assert (
            record["notification_target_id"], record["notification_target_name"]
        ) == (TOPIC["target_id"], TOPIC["target_name"])
        assert json.loads(record["notification_content"])["data"]["secretName"] == name
    assert call.rejected("delete_secret_event", event_name=subscribed)[0] == 400
    call("update_secret", secret_name=name, body={"event_subscriptions": []})
    call("delete_secret_event", event_name=subscribed)
