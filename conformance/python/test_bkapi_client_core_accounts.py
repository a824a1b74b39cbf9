"""bkapi-client-core: every operation of JOB's credentials, accounts and file sources, by every front that has it."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

import clients
import identity
from bk_calls import credential, esb_failure, gateway_rejection, job_failure, lookup
from clients import APIGW, ESB, JOB_OPERATIONS
from gateway import Gateway
from shapes import is_just_now
from values import secret_value, unique_name

SYSTEM = "apps"
FRONTS = (APIGW, SYSTEM, ESB)
SCOPE = identity.BK_SCOPE

Call = Callable[..., dict[str, Any]]


def caller(gateway: Gateway, front: str) -> Call:
    """Calls operations by name: users' resources, those for apps, or the ESB's components."""
    group = clients.esb_client(gateway).jobv3 if front == ESB else clients.job_client(gateway).api
    prefix, headers = ("system_", {"X-Bk-Username": identity.BK_USER}) if front == SYSTEM else ("", {})

    def call(operation: str, **body: Any) -> dict[str, Any]:
        answer: dict[str, Any] = getattr(group, prefix + operation)(body, headers=headers)
        return answer

    return call


@pytest.fixture(params=FRONTS)
def front(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def call(configured: Gateway, front: str) -> Call:
    return caller(configured, front)


@pytest.fixture
def anywhere(configured: Gateway) -> Call:
    """For what the ESB does not have."""
    return caller(configured, SYSTEM)


def account(**fields: Any) -> dict[str, Any]:
    return {
        **SCOPE, "account": "root", "alias": unique_name(), "type": 1, "category": 1, "password": secret_value(),
        **fields
    }


def file_source(**fields: Any) -> dict[str, Any]:
    return {
        **SCOPE, "code": unique_name(), "alias": unique_name(), "type": "BLUEKING_ARTIFACTORY",
        "access_params": {"base_url": "https://repo.example"}, "credential_id": uuid4().hex, "file_prefix": "p",
        **fields,
    }


def succeeded(answer: dict[str, Any]) -> Any:
    assert (answer["code"], answer["result"]) == (0, True)
    return answer["data"]


def test_a_credential_is_made_changed_and_shown(call: Call, anywhere: Call) -> None:
    made = succeeded(call("create_credential", **credential()))
    changed = credential(id=made["id"], description="changed")
    assert succeeded(call("update_credential", **changed)) == {"id": made["id"], "name": changed["name"]}
    assert succeeded(call("get_credential_detail", **lookup(made["id"])))["description"] == "changed"


def test_an_account_is_made_listed_changed_and_deleted(call: Call, anywhere: Call, front: str) -> None:
    fields = account(type=2, description="for the tests")
    made = succeeded(call("create_account", **fields))
    assert isinstance(made["id"], int) and is_just_now(made["create_time"]) and is_just_now(made["last_modify_time"])
    assert made == {
        **SCOPE, "bk_biz_id": 2, "id": made["id"], "account": "root", "alias": fields["alias"], "category": 1,
        "type": 2,
        "db_system_account_id": None, "os": "Windows", "creator": identity.BK_USER, "create_time": made["create_time"],
        "last_modify_user": identity.BK_USER, "last_modify_time": made["last_modify_time"],
        "description": "for the tests",
    }
    listed = succeeded(call("get_account_list", **SCOPE, alias=fields["alias"]))
    assert (listed["start"], listed["length"], listed["total"], listed["data"]) == (0, 20, 1, [made])
    update = call if front != ESB else anywhere
    changed = succeeded(
        update("update_account", **SCOPE, id=made["id"], alias=unique_name("changed"), description="changed")
    )
    assert (
        changed["id"], changed["description"]
    ) == (made["id"], "changed") and changed["alias"].startswith("changed-")
    deleted = succeeded(call("delete_account", **SCOPE, id=made["id"]))
    assert (deleted["id"], deleted["alias"]) == (made["id"], changed["alias"])
    assert succeeded(call("get_account_list", **SCOPE, alias=changed["alias"]))["data"] == []


def test_accounts_come_in_pages(call: Call, front: str) -> None:
    scope = {"bk_scope_type": "biz", "bk_scope_id": str(1000 + FRONTS.index(front))}
    made = [succeeded(call("create_account", **account(**scope)))["id"] for _ in range(5)]
    pages = [succeeded(call("get_account_list", **scope, start=start, length=2)) for start in (0, 2, 4, 6)]
    assert [page["total"] for page in pages] == [5, 5, 5, 5]
    assert sorted(entry["id"] for page in pages for entry in page["data"]) == made


@pytest.mark.parametrize("prefix", ["", "system_"])
def test_passwords_are_encrypted_with_a_key_of_the_platform(gateway: Gateway, prefix: str) -> None:
    call = caller(gateway, SYSTEM if prefix else APIGW)
    data = succeeded(call("get_account_password_encryption_metadata"))
    assert data["publicKey"] and data["encryptAlgorithm"] == "RSA"


def test_a_file_source_names_a_credential(call: Call, anywhere: Call, front: str) -> None:
    fields = file_source(credential_id=succeeded(call("create_credential", **credential()))["id"])
    made = succeeded(call("create_file_source", **fields))
    assert isinstance(made["id"], int)
    renamed = {**fields, "alias": unique_name("renamed")}
    assert succeeded(call("update_file_source", **renamed)) == made
    detail = succeeded((call if front != ESB else anywhere)("get_file_source_detail", **SCOPE, code=fields["code"]))
    assert (detail["id"], detail["code"], detail["alias"]) == (made["id"], fields["code"], renamed["alias"])
    assert detail["credential_id"] == fields["credential_id"] and "credential_secret_key" not in detail


REJECTIONS: list[tuple[str, dict[str, Any], int]] = [
    ("create_credential", credential(name=" "), 1241010),
    ("update_credential", credential(id=uuid4().hex), 1243048),
    ("get_credential_detail", lookup(uuid4().hex), 1243048),
    ("create_account", account(type=3), 1240003),
    ("create_account", account(password="p" * 118), 1240003),
    ("create_account", account(alias="a" * 256), 1240003),
    ("create_account", account(description="d" * 1025), 1240003),
    ("get_account_list", {**SCOPE, "category": 3}, 1240003),
    ("update_account", {**SCOPE, "id": 999_999, "alias": "a"}, 1244003),
    ("delete_account", {**SCOPE, "id": 999_999}, 1244003),
    ("create_file_source", file_source(type="SVN"), 1241005),
    ("update_file_source", file_source(), 1260012),
    ("get_file_source_detail", {**SCOPE, "code": "no-such-code"}, 1260012),
]


@pytest.mark.parametrize(("operation", "body", "code"), REJECTIONS)
def test_rejects(call: Call, front: str, operation: str, body: dict[str, Any], code: int) -> None:
    if front == ESB and not JOB_OPERATIONS[operation][1]:
        pytest.skip("the ESB does not have it")
    failed = call(operation, **body)
    assert (esb_failure if front == ESB else job_failure)(failed)[0] == code


def test_an_alias_of_an_account_is_taken_once(call: Call) -> None:
    fields = account()
    succeeded(call("create_account", **fields))
    assert call("create_account", **fields)["code"] == 1243007


@pytest.mark.parametrize("prefix", ["", "system_"])
def test_the_key_for_passwords_is_for_who_is_known(gateway: Gateway, prefix: str) -> None:
    api = clients.job_client(gateway, bk_app_secret=secret_value()).api
    error = gateway_rejection(getattr(api, f"{prefix}get_account_password_encryption_metadata"), {})
    assert (error.response_status_code, error.error_code) == (400, "1640001")
