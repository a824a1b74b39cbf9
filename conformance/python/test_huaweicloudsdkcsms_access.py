"""huaweicloudsdkcsms and huaweicloudsdkiam: signatures, tokens, and how projects and domains are found."""

from typing import Any, Optional

import pytest
import requests
from huaweicloudsdkcore.auth.credentials import Credentials
from huaweicloudsdkcore.exceptions.exceptions import ClientRequestException
from huaweicloudsdkiam import v3 as iam_sdk

import clients
import identity
from csms_calls import SECRET_MISSING, Csms, rejected
from gateway import Gateway
from shapes import HEX32
from values import secret_value, unique_name

UNAUTHENTICATED = "Incorrect IAM authentication information: "


@pytest.fixture(autouse=True)
def no_cached_projects(monkeypatch: pytest.MonkeyPatch) -> None:
    """The SDK remembers the project of a region for as long as the process lives."""
    monkeypatch.setattr(Credentials, "_CACHE", {})


@pytest.fixture(scope="module")
def iam(gateway: Gateway) -> iam_sdk.IamClient:
    return clients.iam_client(gateway)


def request_token(iam: iam_sdk.IamClient, password: str) -> iam_sdk.KeystoneCreateUserTokenByPasswordResponse:
    user = iam_sdk.PwdPasswordUser(iam_sdk.PwdPasswordUserDomain(identity.IAM_DOMAIN), identity.IAM_USER, password)
    auth = iam_sdk.PwdAuth(
        iam_sdk.PwdIdentity(["password"], iam_sdk.PwdPassword(user)),
        iam_sdk.AuthScope(project=iam_sdk.AuthScopeProject(name=identity.HUAWEI_REGION)),
    )
    body = iam_sdk.KeystoneCreateUserTokenByPasswordRequestBody(auth)
    return iam.keystone_create_user_token_by_password(iam_sdk.KeystoneCreateUserTokenByPasswordRequest(body=body))


def call(
    gateway: Gateway, method: str, path: str, token: Optional[str] = None, body: Optional[str] = None
) -> requests.Response:
    """A call without an SDK, as curl makes it."""
    headers = {"Content-Type": "application/json", **({"X-Auth-Token": token} if token else {})}
    url = f"{gateway.url}/v1/{identity.HUAWEI_PROJECT}/{path}"
    return requests.request(method, url, headers=headers, data=body, timeout=clients.TIMEOUT_SECONDS)


def gateway_error(response: requests.Response) -> tuple[int, str, str]:
    """Status, code and text of an error of the API gateway, whose form is checked."""
    error: dict[str, Any] = response.json()
    assert set(error) == {"error_code", "error_msg", "request_id"}
    assert HEX32.fullmatch(error["request_id"]) and response.headers["X-Request-Id"] == error["request_id"]
    assert response.headers["Content-Type"].startswith("application/json")
    return response.status_code, error["error_code"], error["error_msg"]


def test_a_wrong_secret_key_is_rejected_with_the_canonical_request(gateway: Gateway) -> None:
    csms = Csms(clients.huawei_client(gateway, secret_key=secret_value()))
    with pytest.raises(ClientRequestException) as caught:
        csms.list_secrets(limit="5")
    error = caught.value
    assert (error.status_code, error.error_code) == (401, "APIGW.0301")
    path = f"/v1/{identity.HUAWEI_PROJECT}/secrets/"
    assert error.error_msg.startswith(
        f"{UNAUTHENTICATED}verify aksk signature fail, canonicalRequest:GET|{path}|limit=5|"
    )
    assert HEX32.fullmatch(error.request_id)


def test_an_unknown_access_key_is_rejected(gateway: Gateway) -> None:
    csms = Csms(clients.huawei_client(gateway, access_key="UNKNOWNACCESSKEY0001"))
    with pytest.raises(ClientRequestException, match="UNKNOWNACCESSKEY0001") as caught:
        csms.list_secrets()
    error = caught.value
    assert (error.status_code, error.error_code) == (401, "APIGW.0301")
    assert error.error_msg.startswith(UNAUTHENTICATED) and error.error_msg.endswith("not exist")


def test_a_signature_is_checked_before_anything_else(gateway: Gateway) -> None:
    csms = Csms(clients.huawei_client(gateway, secret_key=secret_value()))
    with rejected(401, "APIGW.0301"):
        csms.create(name="not a name")


def test_a_client_of_a_region_finds_its_project(gateway: Gateway, csms: Csms) -> None:
    client = clients.huawei_client_of_region(gateway, identity.HUAWEI_REGION)
    assert client.get_credentials().project_id == identity.HUAWEI_PROJECT
    secret = csms.create()
    assert Csms(client).show(secret.name).id == secret.id


def test_another_region_has_a_project_of_its_own(gateway: Gateway, csms: Csms) -> None:
    client = clients.huawei_client_of_region(gateway, "ap-southeast-3")
    project = client.get_credentials().project_id
    assert HEX32.fullmatch(project) and project != identity.HUAWEI_PROJECT
    name = csms.create().name
    with rejected(*SECRET_MISSING):
        Csms(client).show(name)


def test_iam_lists_the_projects_and_the_domain(iam: iam_sdk.IamClient) -> None:
    projects = iam.keystone_list_projects(iam_sdk.KeystoneListProjectsRequest(name=identity.HUAWEI_REGION)).projects
    assert [(project.id, project.name, project.enabled) for project in projects] == [
        (identity.HUAWEI_PROJECT, identity.HUAWEI_REGION, True)
    ]
    domains = iam.keystone_list_auth_domains(iam_sdk.KeystoneListAuthDomainsRequest()).domains
    assert [(domain.id, domain.name) for domain in domains] == [(iam.get_credentials().domain_id, identity.IAM_DOMAIN)]
    assert projects[0].domain_id == domains[0].id and HEX32.fullmatch(domains[0].id)


def test_a_token_of_iam_opens_the_service(gateway: Gateway, csms: Csms, iam: iam_sdk.IamClient) -> None:
    issued = request_token(iam, identity.IAM_PASSWORD)
    assert issued.status_code == 201
    assert (issued.token.project.id, issued.token.project.name) == (identity.HUAWEI_PROJECT, identity.HUAWEI_REGION)
    assert (issued.token.user.name, issued.token.user.domain.name) == (identity.IAM_USER, identity.IAM_DOMAIN)
    assert issued.token.methods == ["password"]
    name = csms.create().name
    detail = call(gateway, "GET", f"secrets/{name}", issued.x_subject_token)
    assert (detail.status_code, detail.json()["secret"]) == (200, csms.show(name).to_dict())
    assert HEX32.fullmatch(detail.headers["X-Request-Id"])


def test_a_wrong_password_is_rejected_by_iam(iam: iam_sdk.IamClient) -> None:
    with pytest.raises(ClientRequestException) as caught:
        request_token(iam, secret_value())
    error = caught.value
    assert (error.status_code, error.error_code, error.error_msg) == (401, 401, "The username or password is wrong.")


def test_what_is_not_signed_and_bears_no_token_is_rejected(gateway: Gateway) -> None:
    response = call(gateway, "GET", "secrets")
    assert gateway_error(response) == (401, "APIGW.0301", f"{UNAUTHENTICATED}x-auth-token not found")


def test_a_token_that_nobody_issued_is_rejected(gateway: Gateway) -> None:
    response = call(gateway, "GET", "secrets", secret_value())
    assert gateway_error(response) == (401, "APIGW.0301", f"{UNAUTHENTICATED}decrypt token fail")


def test_a_path_that_is_not_published_is_rejected_before_authentication(gateway: Gateway) -> None:
    response = call(gateway, "GET", "nothing-here")
    message = "The API does not exist or has not been published in the environment"
    assert gateway_error(response) == (404, "APIGW.0101", message)


@pytest.mark.parametrize("body", ["", "{", "[]", '"text"'])
def test_a_body_of_another_format_is_rejected(gateway: Gateway, iam: iam_sdk.IamClient, body: str) -> None:
    token = request_token(iam, identity.IAM_PASSWORD).x_subject_token
    response = call(gateway, "POST", "secrets", token, body)
    assert (response.status_code, response.json()) == (
        400, {"error_code": "CSMS.0004", "error_msg": "The requested body format is wrong."}
    )


def test_a_version_path_without_an_id_reads_the_latest(gateway: Gateway, csms: Csms, iam: iam_sdk.IamClient) -> None:
    """dapr asks for `…/versions/` when it is given no version id."""
    value = secret_value()
    name = csms.create(name=unique_name(), secret_string=value).name
    token = request_token(iam, identity.IAM_PASSWORD).x_subject_token
    response = call(gateway, "GET", f"secrets/{name}/versions/", token)
    assert response.json()["version"]["secret_string"] == value
