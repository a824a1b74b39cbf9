"""One vault behind three doors: what one client writes, the others read."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from bk_calls import credential, lookup
from clients import EsbJobClient, JobClient
from csms_calls import Csms
from csms_calls import rejected as csms_rejected
from kms_calls import NAME_TAKEN, Kms
from kms_calls import rejected as kms_rejected
from values import secret_value, unique_name


def as_text(**slots: str) -> str:
    """A credential as the other doors show it."""
    return json.dumps(slots, separators=(",", ":"), ensure_ascii=False)


def type_at_blueking(job: JobClient, csms: Csms, name: str) -> str:
    """BlueKing shows no values; the type that it sees in one is all there is to compare."""
    credential_id = csms.show(name).id.replace("-", "")
    detail = job.api.get_credential_detail(lookup(credential_id))["data"]
    assert detail["name"] == name
    return detail["type"]


def test_a_secret_of_huawei_is_read_by_the_others(csms: Csms, kms: Kms, job: JobClient) -> None:
    value = secret_value()
    name = csms.create(secret_string=value, description="from Huawei").name
    read = kms.read(name)
    assert (read.secret_data, read.secret_data_type, read.version_id) == (value, "text", "v1")
    assert read.version_stages.version_stage == ["ACSCurrent"]
    assert kms.describe(name).description == "from Huawei"
    assert type_at_blueking(job, csms, name) == "SECRET_KEY"


def test_a_secret_of_aliyun_is_read_by_the_others(csms: Csms, kms: Kms, job: JobClient) -> None:
    value = json.dumps({"username": secret_value(), "password": secret_value()})
    name = kms.create(version_id="2026-11", secret_data=value, description="from Aliyun").secret_name
    secret = csms.show(name)
    assert (secret.description, secret.state, secret.secret_type) == ("from Aliyun", "ENABLED", "COMMON")
    assert csms.stages(name) == {"2026-11": ["SYSCURRENT"]}
    assert csms.read(name, "2026-11").secret_string == csms.read(name).secret_string == value
    assert type_at_blueking(job, csms, name) == "USERNAME_PASSWORD"


@pytest.mark.parametrize("client", ["job", "esb"])
def test_a_credential_of_blueking_is_read_by_the_others(
    csms: Csms, kms: Kms, job: JobClient, esb: EsbJobClient, client: str
) -> None:
    create = job.api.create_credential if client == "job" else esb.jobv3.create_credential
    username, password = secret_value(), secret_value("\"quoted\" 中 𝄞")
    slots = {"credential_username": username, "credential_password": password}
    body = credential(type="USERNAME_PASSWORD", description="from BlueKing", **slots)
    credential_id = create(body)["data"]["id"]
    expected = as_text(type="USERNAME_PASSWORD", username=username, password=password)
    assert csms.read(body["name"]).secret_string == expected
    read = kms.read(body["name"])
    assert (read.secret_data, read.secret_data_type) == (expected, "text")
    secret = csms.show(body["name"])
    assert (secret.id.replace("-", ""), secret.description) == (credential_id, "from BlueKing")


@pytest.mark.parametrize(("fields", "slots"), [
    ({"type": "PASSWORD", "credential_password": "one"}, {"type": "PASSWORD", "password": "one"}),
    ({"type": "SECRET_KEY", "credential_secret_key": "one"}, {"type": "SECRET_KEY", "secret_key": "one"}),
    ({"type": "ACCESS_KEY_SECRET_KEY", "credential_access_key": "one", "credential_secret_key": "two"},
     {"type": "APP_ID_SECRET_KEY", "access_key": "one", "secret_key": "two"}),
])
def test_a_credential_shows_the_slots_of_its_type(
    csms: Csms, kms: Kms, job: JobClient, fields: dict[str, str], slots: dict[str, str]
) -> None:
    body = credential(**fields)
    job.api.create_credential(body)
    assert csms.read(body["name"]).secret_string == kms.read(body["name"]).secret_data == as_text(**slots)


def test_a_version_put_through_aliyun_is_current_at_huawei(csms: Csms, kms: Kms, job: JobClient) -> None:
    body = credential(type="PASSWORD", credential_password=secret_value())
    job.api.create_credential(body)
    name, value = body["name"], secret_value()
    (before,) = csms.stages(name)
    kms.put(name, "rotated", secret_data=value)
    assert csms.stages(name) == {before: ["SYSPREVIOUS"], "rotated": ["SYSCURRENT"]}
    assert csms.show_stage(name, "SYSCURRENT").version_id == "rotated"
    assert csms.read(name, "rotated").secret_string == value
    assert type_at_blueking(job, csms, name) == "SECRET_KEY"


def test_a_version_of_huawei_is_current_at_aliyun(csms: Csms, kms: Kms) -> None:
    first, second = secret_value(), secret_value()
    name = kms.create(version_id="first", secret_data=first).secret_name
    made = csms.put(name, secret_string=second)
    assert kms.stages(name) == {"first": ["ACSPrevious"], made.id: ["ACSCurrent"]}
    assert kms.read(name).secret_data == second
    assert kms.read(name, version_stage="ACSPrevious").secret_data == first


def test_an_update_of_blueking_is_a_new_version_and_keeps_masked_slots(csms: Csms, kms: Kms, job: JobClient) -> None:
    username, first, second = secret_value(), secret_value(), secret_value()
    body = credential(type="USERNAME_PASSWORD", credential_username=username, credential_password=first)
    body["id"] = job.api.create_credential(body)["data"]["id"]
    job.api.update_credential({**body, "credential_username": "******", "credential_password": second})
    name = body["name"]
    before, after = csms.stages(name)
    assert csms.stages(name) == {before: ["SYSPREVIOUS"], after: ["SYSCURRENT"]}
    assert kms.read(name).secret_data == as_text(type="USERNAME_PASSWORD", username=username, password=second)
    assert kms.read(name, version_stage="ACSPrevious").secret_data == as_text(
        type="USERNAME_PASSWORD", username=username, password=first
    )


def test_an_update_of_blueking_keeps_what_it_leaves_out(csms: Csms, job: JobClient) -> None:
    value = secret_value()
    body = credential(type="PASSWORD", credential_password=value, description="before")
    credential_id = job.api.create_credential(body)["data"]["id"]
    wanted = lookup(credential_id)
    assert job.api.update_credential({**wanted, "name": body["name"]})["result"] is True
    detail = job.api.get_credential_detail(wanted)["data"]
    assert (detail["type"], detail["description"]) == ("PASSWORD", "before")
    assert csms.read(body["name"]).secret_string == as_text(type="PASSWORD", password=value)


def test_a_masked_slot_is_carried_into_another_type(csms: Csms, job: JobClient) -> None:
    username = secret_value()
    body = credential(type="USERNAME_PASSWORD", credential_username=username, credential_password=secret_value())
    credential_id = job.api.create_credential(body)["data"]["id"]
    job.api.update_credential(
        credential(id=credential_id, name=body["name"], type="PASSWORD", credential_password="******")
    )
    assert csms.read(body["name"]).secret_string == as_text(type="PASSWORD", password=username)


def test_writers_at_two_doors_leave_one_current_version(csms: Csms, kms: Kms) -> None:
    name = csms.create().name
    with ThreadPoolExecutor(max_workers=8) as pool:
        at_huawei = [pool.submit(csms.put, name) for _ in range(4)]
        at_aliyun = [pool.submit(kms.put, name, f"put-{number}") for number in range(4)]
    made = {put.result().id for put in at_huawei} | {put.result().version_id for put in at_aliyun}
    assert set(csms.stages(name)) == {"v1"} | made and len(made) == 8
    held = [stage for stages in csms.stages(name).values() for stage in stages]
    assert sorted(held) == ["SYSCURRENT", "SYSPREVIOUS"]


def test_a_label_is_the_same_at_both_doors(csms: Csms, kms: Kms) -> None:
    name = csms.create().name
    kms.move_stage(name, "blue", to="v1")
    assert csms.show_stage(name, "blue").version_id == "v1"
    csms.delete_stage(name, "blue")
    assert kms.stages(name) == {"v1": ["ACSCurrent"]}


def test_a_binary_value_is_binary_at_both_doors(csms: Csms, kms: Kms) -> None:
    value = secret_value()
    read = kms.read(csms.create(secret_binary=value).name)
    assert (read.secret_data, read.secret_data_type) == (value, "binary")
    version = csms.read(kms.create(secret_data=value, secret_data_type="binary").secret_name)
    assert (version.secret_binary, version.secret_string) == (value, None)


def test_a_deletion_planned_at_one_door_is_called_off_at_another(csms: Csms, kms: Kms, job: JobClient) -> None:
    secret = csms.create()
    csms.schedule_deletion(secret.name)
    assert kms.describe(secret.name).planned_delete_time
    wanted = lookup(secret.id.replace("-", ""))
    assert job.api.get_credential_detail(wanted)["code"] == 1243048
    kms.restore(secret.name)
    assert csms.show(secret.name).state == "ENABLED"
    assert job.api.get_credential_detail(wanted)["result"] is True


def test_a_name_is_taken_at_every_door(csms: Csms, kms: Kms, job: JobClient) -> None:
    name = csms.create().name
    with kms_rejected(*NAME_TAKEN):
        kms.create(secret_name=name)
    answer = job.api.create_credential(credential(name=name, type="PASSWORD", credential_password=secret_value()))
    assert answer["code"] == 1243060
    other = kms.create().secret_name
    with csms_rejected(400, "CSMS.0101"):
        csms.create(name=other)


def test_a_name_that_other_doors_do_not_accept_is_shown_as_it_is(csms: Csms, kms: Kms, job: JobClient) -> None:
    name = unique_name("数据库 root 的密码")
    created = job.api.create_credential(
        credential(name=name, type="PASSWORD", credential_password=secret_value())
    )["data"]
    listed = kms.list_secrets(filters=json.dumps([{"Key": "SecretName", "Values": [name]}])).secret_list.secret
    assert [secret.secret_name for secret in listed] == [name]
    at_huawei = [secret for secret in csms.list_secrets(limit="1000").secrets if secret.name == name]
    assert [secret.id.replace("-", "") for secret in at_huawei] == [created["id"]]
