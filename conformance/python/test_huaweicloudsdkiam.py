"""huaweicloudsdkiam: tokens, temporary keys, projects and regions, each also rejected."""

import base64
import hmac
import struct
import time
from typing import Any

import pytest
from huaweicloudsdkcore.auth.credentials import BasicCredentials, Credentials
from huaweicloudsdkcore.exceptions.exceptions import ClientRequestException
from huaweicloudsdkcsms import v1 as csms_sdk
from huaweicloudsdkiam import v3 as sdk

import clients
import identity
from gateway import Gateway
from huawei_calls import Operations
from shapes import HEX32
from values import secret_value, unique_name

DOMAIN, PROJECT = {"name": identity.IAM_DOMAIN}, {"name": identity.HUAWEI_REGION}


@pytest.fixture
def call(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> Operations:
    """The SDK remembers the project of a region for as long as the process lives."""
    monkeypatch.setattr(Credentials, "_CACHE", {})
    return Operations(sdk, clients.iam_client(gateway))


@pytest.fixture
def agency(gateway: Gateway) -> str:
    csms = Operations(csms_sdk, clients.huawei_client(gateway))
    made = csms("create_agency", body={"secret_type": "GaussDB-FG"})["agencies"]
    return str(made[0]["agency_name"])


def by_password(password: str = identity.IAM_PASSWORD) -> dict[str, Any]:
    user = {"name": identity.IAM_USER, "password": password, "domain": DOMAIN}
    return {"auth": {"identity": {"methods": ["password"], "password": {"user": user}}, "scope": {"project": PROJECT}}}


def by_token(token: str) -> dict[str, Any]:
    return {"auth": {"identity": {"methods": ["token"], "token": {"id": token}}, "scope": {"project": PROJECT}}}


def by_agency(name: str) -> dict[str, Any]:
    assumed = {"domain_name": identity.IAM_DOMAIN, "agency_name": name}
    return {"auth": {"identity": {"methods": ["assume_role"], "assume_role": assumed}}}


def status_of(call: Operations, operation: str, **fields: Any) -> int:
    """The status of a rejection; in IAM's own envelope there is no request id, and the code is the status."""
    with pytest.raises(ClientRequestException) as caught:
        call.call(operation, **fields)
    assert caught.value.error_msg
    return int(caught.value.status_code)


def new_token(call: Operations) -> str:
    return str(call("keystone_create_user_token_by_password", body=by_password())["x_subject_token"])


def test_a_token_is_made_scoped_again_and_validated(call: Operations) -> None:
    made = call("keystone_create_user_token_by_password", body=by_password())
    assert made["token"]["project"]["id"] == identity.HUAWEI_PROJECT and made["token"]["methods"] == ["password"]
    user = made["token"]["user"]
    assert (user["name"], user["domain"]["name"]) == (identity.IAM_USER, identity.IAM_DOMAIN)
    scoped = call("keystone_create_scoped_token", body=by_token(made["x_subject_token"]))
    assert scoped["token"]["project"]["id"] == identity.HUAWEI_PROJECT
    assert scoped["x_subject_token"] != made["x_subject_token"]
    detail = call("keystone_validate_token", x_subject_token=made["x_subject_token"])["token"]
    assert (detail["expires_at"], detail["user"]) == (made["token"]["expires_at"], made["token"]["user"])


def test_tokens_are_rejected_to_whom_nothing_proves(call: Operations) -> None:
    wrong = secret_value()
    assert status_of(call, "keystone_create_user_token_by_password", body=by_password(wrong)) == 401
    assert status_of(call, "keystone_create_scoped_token", body=by_token(wrong)) in (401, 404)
    assert status_of(call, "keystone_validate_token", x_subject_token=wrong) == 404


def passcode() -> str:
    """What the documented MFA device of the user shows (RFC 6238)."""
    digest = hmac.digest(base64.b32decode(identity.IAM_MFA_SECRET), struct.pack(">Q", int(time.time()) // 30), "sha1")
    (number,) = struct.unpack_from(">I", digest, digest[-1] & 0xF)
    return f"{(number & 0x7FFFFFFF) % 1_000_000:06d}"


def test_a_password_goes_along_with_a_passcode(call: Operations) -> None:
    user = call("keystone_create_user_token_by_password", body=by_password())["token"]["user"]["id"]

    def login(user: str, code: str, password: str = identity.IAM_PASSWORD) -> dict[str, Any]:
        body = by_password(password)
        body["auth"]["identity"].update(methods=["password", "totp"], totp={"user": {"id": user, "passcode": code}})
        return body

    made = call("keystone_create_user_token_by_password_and_mfa", body=login(user, passcode()))
    assert made["x_subject_token"] and made["token"]["methods"] == ["password", "totp"]
    assert made["token"]["user"]["name"] == identity.IAM_USER
    for wrong in (login(user, "12345"), login("0" * 32, passcode()), login(user, passcode(), secret_value())):
        assert status_of(call, "keystone_create_user_token_by_password_and_mfa", body=wrong) == 401


def test_a_token_is_made_of_an_agency(call: Operations, agency: str) -> None:
    made = call("keystone_create_agency_token", body=by_agency(agency))
    assert made["x_subject_token"] and made["token"]["user"]["name"] == f"{identity.IAM_DOMAIN}/{agency}"


def test_a_token_is_not_made_of_an_agency_that_there_is_not(call: Operations) -> None:
    assert status_of(call, "keystone_create_agency_token", body=by_agency(unique_name())) == 404


def test_the_versions_of_iam_are_listed(call: Operations) -> None:
    [version] = call("keystone_list_versions")["versions"]["values"]
    assert version == call("keystone_show_version")["version"]


def use(gateway: Gateway, credential: dict[str, Any]) -> None:
    """Lists secrets with a temporary key, which works only along with its token."""
    for token, works in ((credential["securitytoken"], True), (secret_value(), False)):
        keys = BasicCredentials(
            credential["access"], credential["secret"], identity.HUAWEI_PROJECT
        ).with_security_token(token)
        client = csms_sdk.CsmsClient.new_builder().with_credentials(keys).with_endpoints([gateway.url]).build()
        call = Operations(csms_sdk, client)
        if works:
            assert call("list_secrets")["page_info"]
        else:
            assert call.rejected("list_secrets") == (401, "APIGW.0301")


def test_a_temporary_key_is_made_of_a_token(gateway: Gateway, call: Operations) -> None:
    body = {"auth": {"identity": {"methods": ["token"], "token": {"id": new_token(call), "duration_seconds": 900}}}}
    credential = call("create_temporary_access_key_by_token", body=body)["credential"]
    assert set(credential) == {"access", "secret", "securitytoken", "expires_at"}
    use(gateway, credential)
    body["auth"]["identity"]["token"] = {"id": secret_value()}
    assert status_of(call, "create_temporary_access_key_by_token", body=body) in (401, 404)


def test_a_temporary_key_is_made_of_an_agency(gateway: Gateway, call: Operations, agency: str) -> None:
    use(gateway, call("create_temporary_access_key_by_agency", body=by_agency(agency))["credential"])
    assert status_of(call, "create_temporary_access_key_by_agency", body=by_agency(unique_name())) == 404


def test_projects_are_listed_and_made(call: Operations) -> None:
    [project] = call("keystone_list_projects", name=identity.HUAWEI_REGION)["projects"]
    assert (project["id"], project["enabled"], project["is_domain"]) == (identity.HUAWEI_PROJECT, True, False)
    name = unique_name(identity.HUAWEI_REGION)
    made = call("keystone_create_project", body={"project": {"name": name, "description": "for the tests"}})["project"]
    assert HEX32.fullmatch(made["id"]) and (made["name"], made["description"]) == (name, "for the tests")
    assert name in [listed["name"] for listed in call("keystone_list_auth_projects")["projects"]]
    assert status_of(call, "keystone_create_project", body={"project": {"name": name}}) == 409


def test_the_domain_and_the_regions_are_listed(call: Operations) -> None:
    [domain] = call("keystone_list_auth_domains")["domains"]
    assert domain["name"] == identity.IAM_DOMAIN
    assert identity.HUAWEI_REGION in [region["id"] for region in call("keystone_list_regions")["regions"]]
    version = call("keystone_show_version")["version"]
    assert version["id"].startswith("v3") and version["status"] == "stable"


@pytest.mark.parametrize("operation", [
    "keystone_list_projects", "keystone_list_auth_projects", "keystone_list_auth_domains", "keystone_list_regions",
])
def test_lists_are_for_who_is_known(call: Operations, operation: str) -> None:
    call.client.get_credentials().sk = secret_value()
    assert call.rejected(operation) == (401, "APIGW.0301")
