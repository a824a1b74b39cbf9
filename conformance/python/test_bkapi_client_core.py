"""bkapi-client-core: JOB's credentials behind the ESB and behind the API gateway."""

import json
from typing import Any, Optional

import pytest
import requests
from bkapi_client_core.exceptions import HTTPResponseError

import clients
import identity
from bk_calls import credential, esb_failure, gateway_rejection, job_failure, lookup
from clients import EsbJobClient, JobClient
from gateway import Gateway
from shapes import HEX32, is_just_now
from values import secret_value, unique_name

SUCCESS = {"code": 0, "result": True}
ENGLISH = {"Blueking-Language": "en"}


# Behind the API gateway


def test_create_answers_id_and_name(job: JobClient) -> None:
    body = credential()
    answer = job.api.create_credential(body)
    assert answer == {
        **SUCCESS, "job_request_id": answer["job_request_id"],
        "data": {"id": answer["data"]["id"], "name": body["name"]}
    }
    assert HEX32.fullmatch(answer["job_request_id"]) and HEX32.fullmatch(answer["data"]["id"])


def test_detail_shows_everything_but_the_secret(job: JobClient) -> None:
    slots = {"credential_username": secret_value(), "credential_password": secret_value()}
    body = credential(type="USERNAME_PASSWORD", description="of tests", **slots)
    created = job.api.create_credential(body)["data"]
    detail = job.api.get_credential_detail(lookup(created["id"]))["data"]
    assert is_just_now(detail["create_time"]) and detail["last_modify_time"] == detail["create_time"]
    assert detail.pop("bk_biz_id", None) is None
    assert detail == {
        **identity.BK_SCOPE, **created,
        "type": "USERNAME_PASSWORD", "description": "of tests",
        "creator": identity.BK_USER, "create_time": detail["create_time"],
        "last_modify_user": identity.BK_USER, "last_modify_time": detail["create_time"],
    }


@pytest.mark.parametrize(("given", "stored"), [
    ("PASSWORD", "PASSWORD"),
    ("SECRET_KEY", "SECRET_KEY"),
    ("USERNAME_PASSWORD", "USERNAME_PASSWORD"),
    ("APP_ID_SECRET_KEY", "APP_ID_SECRET_KEY"),
    ("ACCESS_KEY_SECRET_KEY", "APP_ID_SECRET_KEY"),
])
def test_every_type_is_taken_and_shown(job: JobClient, given: str, stored: str) -> None:
    created = job.api.create_credential(credential(type=given, credential_password=secret_value()))["data"]
    detail = job.api.get_credential_detail(lookup(created["id"]))["data"]
    assert (detail["type"], detail["description"]) == (stored, None)


def test_update_changes_what_it_names(job: JobClient) -> None:
    created = job.api.create_credential(credential(description="before"))["data"]
    before = job.api.get_credential_detail(lookup(created["id"]))["data"]
    name = unique_name("renamed")
    body = credential(
        id=created["id"], name=name, type="PASSWORD", credential_password=secret_value(), description="after"
    )
    assert job.api.update_credential(body)["data"] == {"id": created["id"], "name": name}
    after = job.api.get_credential_detail(lookup(created["id"]))["data"]
    assert (after["name"], after["type"], after["description"]) == (name, "PASSWORD", "after")
    assert before["last_modify_time"] == before["create_time"]
    assert (after["creator"], after["create_time"]) == (before["creator"], before["create_time"])
    assert after["last_modify_time"] >= before["last_modify_time"]


def test_system_resources_need_no_user(gateway: Gateway) -> None:
    """Node management and database management call them so, with a slash at the end."""
    job = clients.job_client(gateway, bk_token=None)
    caller = {"X-Bk-Username": "somebody"}
    created = job.api.system_create_credential(credential(), headers=caller)["data"]
    job.api.system_update_credential(credential(id=created["id"]), headers={"X-Bk-Username": "another"})
    detail = job.api.system_get_credential_detail(lookup(created["id"]), headers=caller)["data"]
    assert (detail["creator"], detail["last_modify_user"]) == ("somebody", "another")


def test_system_resources_without_any_user_are_rejected_by_job(gateway: Gateway) -> None:
    job = clients.job_client(gateway, bk_token=None)
    with pytest.raises(HTTPResponseError) as caught:
        job.api.system_create_credential(credential())
    assert (caught.value.response_status_code, caught.value.response_json()["code"]) == (401, 1247002)


@pytest.mark.parametrize(("fields", "code", "english", "chinese"), [
    ({"name": " "}, 1241010, "Invalid request parameter [name], reason: name cannot be null or blank",
     "请求参数[name]不合法，原因：name cannot be null or blank"),
    ({"name": None, "type": None}, 1241010, "Invalid request parameter [name], reason: name cannot be null or blank",
     "请求参数[name]不合法，原因：name cannot be null or blank"),
    ({"type": ""}, 1241010, "Invalid request parameter [type], reason: type cannot be null or blank",
     "请求参数[type]不合法，原因：type cannot be null or blank"),
    ({"type": "OTHER"}, 1240002, "Internal Server Error", "内部服务器异常"),
    ({"name": "n" * 256}, 1240002, "Internal Server Error", "内部服务器异常"),
    ({"bk_scope_type": "team"}, 1241005, "Invalid request parameter [bk_scope_type]", "请求参数[bk_scope_type]不合法"),
    ({"bk_scope_type": None, "bk_scope_id": None}, 1240003, "Invalid bk_scope_type", "非法的资源范围类型"),
    ({"bk_scope_id": None}, 1240003, "Invalid bk_scope_id", "非法的资源范围 ID"),
])
def test_create_fails_in_the_language_of_the_caller(
    job: JobClient, esb: EsbJobClient, gateway: Gateway, fields: dict[str, Any], code: int, english: str, chinese: str
) -> None:
    assert job_failure(job.api.create_credential(credential(**fields))) == (code, chinese)
    assert job_failure(job.api.create_credential(credential(**fields), headers=ENGLISH)) == (code, english)
    assert esb_failure(esb.jobv3.create_credential(credential(**fields))) == (code, english)
    chinese_esb = clients.esb_client(gateway, language="zh-cn")
    assert esb_failure(chinese_esb.jobv3.create_credential(credential(**fields))) == (code, chinese)


def test_a_name_is_unique_in_its_scope_whatever_its_case(job: JobClient) -> None:
    name = unique_name("Name")
    job.api.create_credential(credential(name=name))
    taken = job.api.create_credential(credential(name=name.upper()), headers=ENGLISH)
    assert job_failure(taken) == (1243060, f"Credential name [{name.upper()}] already exists")
    elsewhere = job.api.create_credential(credential(name=name, bk_scope_id="3"))
    assert elsewhere["data"]["name"] == name
    other = job.api.create_credential(credential())["data"]
    assert job.api.update_credential(credential(id=other["id"], name=name))["code"] == 1243060
    assert job.api.update_credential(credential(id=other["id"], name=other["name"]))["result"] is True


@pytest.mark.parametrize("fields", [{}, {"bk_scope_id": "3"}], ids=["unknown", "of another scope"])
def test_a_credential_that_does_not_exist_is_rejected(job: JobClient, fields: dict[str, str]) -> None:
    credential_id = job.api.create_credential(credential())["data"]["id"] if fields else unique_name("none")
    wanted = {**lookup(credential_id), **fields}
    assert job_failure(job.api.get_credential_detail(wanted, headers=ENGLISH)) == (1243048, "Credential not exist")
    update = credential(id=credential_id, **fields)
    assert job_failure(job.api.update_credential(update)) == (1243048, "凭证不存在")


def test_update_needs_an_id(job: JobClient) -> None:
    message = "Invalid request parameter [id], reason: id cannot be null or blank"
    assert job_failure(job.api.update_credential(credential(), headers=ENGLISH)) == (1241010, message)


def test_detail_needs_an_id(job: JobClient) -> None:
    assert job_failure(
        job.api.get_credential_detail(dict(identity.BK_SCOPE), headers=ENGLISH)
    ) == (1240003, "Bad Request")


@pytest.mark.parametrize(("biz_id", "scope"), [(2, ("biz", "2")), (8000001, ("biz_set", "8000001"))])
def test_a_business_id_is_a_scope(job: JobClient, biz_id: int, scope: tuple[str, str]) -> None:
    body = credential(bk_scope_type=None, bk_scope_id=None, bk_biz_id=biz_id)
    created = job.api.create_credential(body)["data"]
    detail = job.api.get_credential_detail(
        {"bk_scope_type": scope[0], "bk_scope_id": scope[1], "id": created["id"]}
    )["data"]
    assert (detail["bk_scope_type"], detail["bk_scope_id"], detail["name"]) == (*scope, body["name"])


@pytest.mark.parametrize(("authorization", "reason"), [
    ({"bk_app_code": None, "bk_app_secret": None}, "app code cannot be empty"),
    ({"bk_app_secret": None}, "please provide bk_app_secret or bk_signature to verify app"),
    ({"bk_app_code": "c" * 33}, "app code cannot be longer than 32 characters"),
    ({"bk_app_code": "nobody"}, "app not found"),
    ({"bk_app_secret": secret_value()}, "bk_app_code or bk_app_secret is incorrect"),
    (
        {"bk_token": None},
        "user authentication failed, please provide a valid user identity, such as bk_username, bk_token, access_token"
    ),
])
def test_the_gateway_rejects_whom_it_does_not_know(
    gateway: Gateway, authorization: dict[str, Optional[str]], reason: str
) -> None:
    error = gateway_rejection(clients.job_client(gateway, **authorization).api.create_credential, credential())
    assert (error.response_status_code, error.error_code) == (400, "1640001")
    assert error.error_message == f'Parameters error [reason="{reason}"]'
    assert error.response_json()["code_name"] == "INVALID_ARGS"


def test_the_gateway_rejects_a_token_that_nobody_issued(gateway: Gateway) -> None:
    error = gateway_rejection(clients.job_client(gateway, bk_token=secret_value()).api.create_credential, credential())
    assert (error.response_status_code, error.error_code) == (400, "1640001")


def test_the_gateway_takes_a_user_by_name(gateway: Gateway) -> None:
    job = clients.job_client(gateway, bk_token=None, bk_username="somebody")
    created = job.api.create_credential(credential())["data"]
    assert job.api.get_credential_detail(lookup(created["id"]))["data"]["creator"] == "somebody"


def test_the_gateway_has_no_other_resource(job: JobClient) -> None:
    error = gateway_rejection(job.api.delete_credential, {})
    assert (error.response_status_code, error.error_code) == (404, "1640401")
    assert error.error_message.startswith("API not found [")
    assert 'method="POST"' in error.error_message
    assert 'path="/api/bk-job/prod/api/v3/delete_credential"' in error.error_message


# Behind the ESB


def test_the_esb_adds_its_own_fields_to_the_answer(esb: EsbJobClient) -> None:
    body = credential()
    answer = esb.jobv3.create_credential(body)
    assert HEX32.fullmatch(answer.pop("request_id")) and HEX32.fullmatch(answer.pop("job_request_id"))
    assert answer == {**SUCCESS, "message": "success", "data": {"id": answer["data"]["id"], "name": body["name"]}}


def test_the_esb_updates_and_shows_a_credential(esb: EsbJobClient, job: JobClient) -> None:
    created = esb.jobv3.create_credential(credential())["data"]
    name = unique_name("renamed")
    assert esb.jobv3.update_credential(
        credential(id=created["id"], name=name)
    )["data"] == {"id": created["id"], "name": name}
    described = esb.jobv3.get_credential_detail(lookup(created["id"]))["data"]
    assert described == job.api.get_credential_detail(lookup(created["id"]))["data"]
    assert described["name"] == name


@pytest.mark.parametrize(("authorization", "message"), [
    (
        {"bk_app_secret": None},
        "Signature [bk_signature] and APP Secret [bk_app_secret] cannot be empty at the same time"
    ),
    ({"bk_app_code": None}, "APP Code [bk_app_code] cannot be empty"),
    ({"bk_app_code": "nobody"},
     "Invalid APP Code [bk_app_code=nobody], please confirm if the APP Code has been registered"),
    ({"bk_app_secret": secret_value()},
     "APP Secret verification failed, pelase confirm if the APP Secret and APP Code [bk_app_code=dragoman] match"),
    (
        {"bk_token": None},
        "User authentication failed, please provide a valid user identity, such as bk_token, bk_username"
    ),
    ({"bk_token": secret_value()}, "User authentication failed, please check if the bk_token is valid"),
])
def test_the_esb_rejects_whom_it_does_not_know(
    gateway: Gateway, authorization: dict[str, Optional[str]], message: str
) -> None:
    answer = clients.esb_client(gateway, **authorization).jobv3.create_credential(credential())
    assert esb_failure(answer) == (1306000, message)


def test_the_esb_has_no_other_component(esb: EsbJobClient) -> None:
    with pytest.raises(HTTPResponseError) as caught:
        esb.jobv3.delete_credential({})
    assert caught.value.response_status_code == 404
    assert caught.value.response_json() == {"result": False, "data": None, "message": "The content does not exist"}


def test_a_body_that_is_not_json_is_rejected(gateway: Gateway) -> None:
    authorization = {
        "bk_app_code": identity.BK_APP, "bk_app_secret": identity.BK_APP_SECRET, "bk_token": identity.BK_TOKEN
    }
    headers = {**ENGLISH, "X-Bkapi-Authorization": json.dumps(authorization), "Content-Type": "application/json"}

    def post(path: str) -> dict[str, Any]:
        return requests.post(gateway.url + path, data="{", headers=headers, timeout=clients.TIMEOUT_SECONDS).json()

    message = "Request JSON string is wrong in format, which cannot be analyzed."
    assert esb_failure(post("/api/c/compapi/v2/jobv3/create_credential/")) == (1306000, message)
    assert job_failure(post("/api/bk-job/prod/api/v3/create_credential")) == (1240003, "Bad Request")


@pytest.mark.parametrize("slash", ["/", ""])
def test_the_esb_takes_the_form_of_its_classic_client(gateway: Gateway, slash: str) -> None:
    """That client is not published: it sends credentials in a JSON body, and no Content-Type."""
    body = credential(bk_app_code=identity.BK_APP, bk_app_secret=identity.BK_APP_SECRET, bk_username=identity.BK_USER)
    url = f"{gateway.url}/api/c/compapi/v2/jobv3/create_credential{slash}"
    response = requests.post(url, data=json.dumps(body), timeout=clients.TIMEOUT_SECONDS)
    assert "Content-Type" not in response.request.headers
    answer = response.json()
    assert response.headers["Content-Type"] == "application/json; charset=utf-8"
    assert (answer["result"], answer["data"]["name"]) == (True, body["name"])
