"""huaweicloudsdkcsms: what happens to versions by time and by task, and what else a project has."""

import json
import time
from collections.abc import Iterator

import pytest

import identity
from csms_operations import DATABASE, INVALID, MISSING, NEW_PASSWORD, ROTATION_SECONDS, call, new_secret
from huawei_calls import Operations
from shapes import DAY_MS, UUID, is_just_now, now_ms
from values import secret_value, unique_name


def test_a_version_is_given_a_time_to_expire(call: Operations) -> None:
    name = new_secret(call)["name"]
    moment = now_ms() + DAY_MS
    updated = call(
        "update_version", secret_name=name, version_id="v1", body={"expire_time": moment}
    )["version_metadata"]
    assert (updated["id"], updated["expire_time"]) == ("v1", moment // 1000 * 1000)
    assert call("show_secret_version", secret_name=name, version_id="v1")["version"]["version_metadata"] == updated
    assert call.rejected("update_version", secret_name=name, version_id="v2", body={"expire_time": moment}) == MISSING


def test_a_rotation_is_a_task_that_makes_a_version(call: Operations) -> None:
    value = json.dumps({"users": [{"name": "root", "password": secret_value()}]})
    name = new_secret(call, secret_string=value, **DATABASE)["name"]
    task_id = call("rotate_secret", secret_name=name)["rotation_task_id"]
    deadline = time.monotonic() + ROTATION_SECONDS
    while (task := call("list_secret_task", task_id=task_id)["tasks"][0])["task_status"] not in ("SUCCESS", "FAILED"):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert UUID.fullmatch(task_id) and (
        task["task_id"], task["task_status"], task["secret_name"]
    ) == (task_id, "SUCCESS", name)
    assert is_just_now(task["task_time"]) and isinstance(task["attempt_nums"], int)
    version = call("show_secret_version", secret_name=name, version_id="latest")["version"]
    assert (version["version_metadata"]["id"], version["version_metadata"]["version_stages"]) == ("v2", ["SYSCURRENT"])
    [user] = json.loads(version["secret_string"])["users"]
    assert user["name"] == "root" and user["password"] not in value
    assert call("list_secret_task", secret_name=name, status="SUCCESS")["total"] == 1
    assert call("list_secret_task", secret_name=name, status="FAILED")["tasks"] == []


def test_a_common_secret_is_not_rotated(call: Operations) -> None:
    assert call.rejected("rotate_secret", secret_name=new_secret(call)["name"]) == INVALID


def test_a_backup_brings_back_all_versions_and_stages(call: Operations) -> None:
    first, second = secret_value(), secret_value()
    name = new_secret(call, secret_string=first, description="kept")["name"]
    call("create_secret_version", secret_name=name, body={"secret_string": second})
    blob = call("download_secret_blob", secret_name=name)["secret_blob"]
    assert first not in blob and second not in blob
    assert call.rejected("upload_secret_blob", body={"secret_blob": blob}) == (400, "CSMS.0101")
    call("delete_secret", secret_name=name)
    changed = blob[:len(blob) // 2] + ("A" if blob[len(blob) // 2] != "A" else "B") + blob[len(blob) // 2 + 1:]
    assert call.rejected("upload_secret_blob", body={"secret_blob": changed}) == INVALID
    restored = call("upload_secret_blob", body={"secret_blob": blob})["secret"]
    assert UUID.fullmatch(restored["id"]) and (restored["name"], restored["description"]) == (name, "kept")
    for version, value in {"v1": first, "v2": second}.items():
        assert call("show_secret_version", secret_name=name, version_id=version)["version"]["secret_string"] == value


def test_an_import_makes_what_it_can(call: Operations) -> None:
    made, taken = unique_name("imported"), new_secret(call)["name"]
    secrets = [{"name": name, "secret_string": secret_value()} for name in (made, taken, "a blank")]
    answer = call("batch_import_secrets", body={"secrets": secrets})
    assert (answer["total"], answer["success"], answer["failed"]) == (3, 1, 2)
    assert [error["name"] for error in answer["error_list"]] == [taken, "a blank"]
    assert all(error["error_msg"] for error in answer["error_list"])
    assert call("show_secret", secret_name=made)["secret"]["name"] == made


def test_a_grant_is_made_changed_and_taken_away(call: Operations) -> None:
    secret, user = new_secret(call), call("list_users", offset=0, limit=10)["users"][0]
    to_user = {"resource_id": secret["id"], "type": "SECRET", "grantee_type": "0", "grantee_target_id": user["user_id"]}
    granted = call("create_grants", body=to_user)["data"]
    assert UUID.fullmatch(granted["uuid"]) and (granted["resource_id"], granted["type"]) == (secret["id"], "SECRET")
    assert is_just_now(granted["create_time"]) and isinstance(granted["state"], int)
    listed = call("list_grants", resource_id=secret["id"])["data"]
    assert (listed["id"], listed["name"], listed["type"]) == (secret["id"], secret["name"], "SECRET")
    assert [grantee["user_id"] for grantee in listed["grantee_user"]] == [user["user_id"]]
    updated = call("update_grant", resource_id=secret["id"], body={**to_user, "validity_time": "2099-01-01"})["data"]
    assert (updated["uuid"], updated["resource_id"]) == (granted["uuid"], secret["id"])
    assert updated["update_time"] >= granted["update_time"]
    assert call.call("delete_grant", resource_id=secret["id"], grantee_user=user["user_id"]).status_code == 204
    assert call.rejected("delete_grant", resource_id=secret["id"], grantee_user=user["user_id"]) == MISSING


@pytest.mark.parametrize("secret_type", ["RDS-FG", "GaussDB-FG"])
def test_agencies_are_granted_once_they_are_made(call: Operations, secret_type: str) -> None:
    made = call("create_agency", body={"secret_type": secret_type})["agencies"]
    assert made and all(agency["agency_name"] and agency["agency_id"] for agency in made)
    assert call("show_agency", secret_type=secret_type) == {"agency_granted": "true"}


def test_function_templates_differ_by_what_they_are_for(call: Operations) -> None:
    requested = [
        *({"secret_type": "RDS-FG", "secret_sub_type": sub_type, "engine": engine}
          for sub_type in ("SingleUser", "MultiUser") for engine in ("mysql", "postgresql", "sqlserver")),
        {"secret_type": "GaussDB-FG", "secret_sub_type": "SingleUser"},
    ]
    templates = {call("show_secret_function_templates", **query)["function_templates"] for query in requested}
    assert len(templates) == len(requested) and "" not in templates


def test_a_password_is_made_as_asked_for(call: Operations) -> None:
    first, second = (call("generate_random_password", body={})["password"] for _ in range(2))
    assert len(first) == len(second) == 32 and first != second
    only = {
        "exclude_uppercase": True, "exclude_numbers": True, "exclude_punctuation": True, "exclude_characters": "abc"
    }
    letters = call("generate_random_password", body={"length": 100, **only})["password"]
    assert len(letters) == 100 and set(letters) <= set("defghijklmnopqrstuvwxyz")


def test_users_are_listed_and_shown(call: Operations) -> None:
    listed = call("list_users", offset=0, limit=10, user_info=identity.IAM_USER)
    [user] = [user for user in listed["users"] if user["user_name"] == identity.IAM_USER]
    assert listed["total"] >= 1
    assert all(isinstance(user[field], str) for field in ("disabled", "grade", "locked", "extension"))
    detail = call("show_user_detail", user_id=user["user_id"])
    assert (detail["user_id"], detail["user_name"]) == (user["user_id"], identity.IAM_USER)
    assert [type(detail[name]) for name in ("disabled", "grade", "locked")] == [bool, int, str]
    assert call("list_users", offset=0, limit=10, user_info=unique_name("nobody"))["users"] == []
    assert call("list_users", offset=1000, limit=10)["users"] == []


@pytest.fixture
def own_password(call: Operations) -> Iterator[str]:
    """Other tests ask for tokens with the password that the development identity has."""
    yield identity.IAM_PASSWORD
    call("update_user_password", body={"password": identity.IAM_PASSWORD, "old_password": NEW_PASSWORD})


def test_a_user_changes_the_password(call: Operations, own_password: str) -> None:
    user = call("list_users", offset=0, limit=10, user_info=identity.IAM_USER)["users"][0]
    changed = call("update_user_password", body={"password": NEW_PASSWORD, "old_password": own_password})
    assert changed == {"user_id": user["user_id"]}
    assert call.rejected(
        "update_user_password", body={"password": secret_value()[:20], "old_password": own_password}
    ) == INVALID


def test_values_are_checked_for_their_strength(call: Operations) -> None:
    weak, strong = ({"password": password} for password in ("123456", f"{secret_value()[:24]}-Aa9!"))
    answers = [call("check_secrets", body={"type": "COMMON", "data": data}) for data in (weak, strong)]
    assert [answer["type"] for answer in answers] == ["COMMON", "COMMON"]
    assert all(set(answer["data"]) == {"password"} for answer in answers)
    assert answers[0]["data"] != answers[1]["data"] and strong["password"] not in json.dumps(answers)


def test_the_check_is_configured(call: Operations) -> None:
    for checking in (True, False):
        assert call(
            "update_secrets_config", body={"checking_secret_strength": checking}
        ) == {"checking_secret_strength": checking}
        assert call("show_secrets_config") == {"checking_secret_strength": checking}
