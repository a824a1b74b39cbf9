"""huaweicloudsdkiam: users of the caller's domain, made, changed, protected and removed; each call is also rejected."""

import pytest
from huaweicloudsdkcore.auth.credentials import Credentials
from huaweicloudsdkcore.exceptions.exceptions import ClientRequestException
from huaweicloudsdkiam import v3 as sdk

import clients
from gateway import Gateway
from huawei_calls import Operations
from values import secret_value, unique_name

NOBODY = "0" * 32


@pytest.fixture
def call(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> Operations:
    monkeypatch.setattr(Credentials, "_CACHE", {})
    return Operations(sdk, clients.iam_client(gateway))


def status_of(call: Operations, operation: str, **given: object) -> int:
    with pytest.raises(ClientRequestException) as caught:
        call.call(operation, **given)
    return int(caught.value.status_code)


def test_a_user_is_made_shown_changed_and_removed(call: Operations) -> None:
    domain = call("keystone_list_auth_domains")["domains"][0]["id"]
    name = unique_name("user")
    made = call(
        "create_user", body={"user": {"name": name, "domain_id": domain, "password": unique_name("Aa1!")}}
    )["user"]
    user = made["id"]
    assert (made["name"], made["domain_id"], made["enabled"]) == (name, domain, True)
    assert call("show_user", user_id=user)["user"]["name"] == name
    assert call("keystone_show_user", user_id=user)["user"]["name"] == name
    assert user in [one["id"] for one in call("keystone_list_users")["users"]]
    changed = call("update_user", user_id=user, body={"user": {"description": "changed"}})["user"]
    assert changed["description"] == "changed"
    protection = {"enabled": True, "verification_method": "vmfa"}
    assert call(
        "update_login_protect", user_id=user, body={"login_protect": protection}
    )["login_protect"]["enabled"] is True
    assert call("show_user_login_protect", user_id=user)["login_protect"]["verification_method"] == "vmfa"
    call("keystone_delete_user", user_id=user)
    assert status_of(call, "keystone_show_user", user_id=user) == 404


def test_what_is_wrong_with_a_user_is_rejected(call: Operations) -> None:
    assert status_of(call, "create_user", body={"user": {"name": "9", "domain_id": NOBODY}}) == 400
    for operation in ("show_user", "show_user_login_protect", "keystone_delete_user"):
        assert status_of(call, operation, user_id=NOBODY) == 404
    assert status_of(call, "update_user", user_id=NOBODY, body={"user": {"description": "x"}}) == 404
    protection = {"enabled": True, "verification_method": "vmfa"}
    assert status_of(call, "update_login_protect", user_id=NOBODY, body={"login_protect": protection}) == 404


def test_users_are_listed_to_nobody_without_a_key(gateway: Gateway) -> None:
    unknown = Operations(sdk, clients.iam_client(gateway, secret_value(), NOBODY))
    assert status_of(unknown, "keystone_list_users") == 401
