"""The fixtures, with official clients that are left as they are."""

from __future__ import annotations

import asyncio
import os
from datetime import datetime, timedelta, timezone

import pytest
from alibabacloud_kms20160120 import models as aliyun_models
from alibabacloud_kms20160120.client import Client as AliyunClient
from alibabacloud_tea_openapi.models import Config
from huaweicloudsdkcore.auth.credentials import BasicCredentials
from huaweicloudsdkcore.exceptions.exceptions import ClientRequestException
from huaweicloudsdkcsms.v1 import CreateSecretRequest, CreateSecretRequestBody, CsmsClient, ShowSecretVersionRequest
from huaweicloudsdkkms.v2 import CreateKeyRequest, CreateKeyRequestBody

from pytest_dragoman import ControlError

SEEDS = {"secrets": [{"name": "db", "value": "s3cr3t"}]}


def read(client, name="db"):
    return client.get_secret_value(aliyun_models.GetSecretValueRequest(secret_name=name)).body.secret_data


@pytest.mark.dragoman(seeds=SEEDS)
def test_one_secret_is_seen_by_clients_of_two_clouds(huawei_csms, aliyun_kms, dragoman_journal):
    version = huawei_csms.show_secret_version(ShowSecretVersionRequest(secret_name="db", version_id="latest")).version
    assert version.secret_string == read(aliyun_kms) == "s3cr3t"
    dragoman_journal.verify(
        {"door": "huawei", "operation": "ShowSecretVersion", "times": {"exactly": 1}},
        {"door": "aliyun", "operation": "GetSecretValue"},
        in_order=True,
    )


def test_a_test_sees_nothing_of_another(aliyun_kms):
    with pytest.raises(Exception, match="Forbidden.ResourceNotFound"):
        read(aliyun_kms)


def test_keys_of_huawei(huawei_kms):
    request = CreateKeyRequest(body=CreateKeyRequestBody(key_alias="mine"))
    assert huawei_kms.create_key(request).key_info.key_id


def test_blueking_through_the_gateway(bk_gateway, dragoman_sandbox):
    scope = {"bk_scope_type": dragoman_sandbox.bk.bk_scope_type, "bk_scope_id": dragoman_sandbox.bk.bk_scope_id}
    wanted = {**scope, "name": "own", "type": "SECRET_KEY", "credential_secret_key": "x"}
    made = bk_gateway.api.create_credential(wanted)["data"]
    detail = bk_gateway.api.get_credential_detail(params={**scope, "id": made["id"]})
    assert detail["data"]["name"] == "own"


@pytest.mark.dragoman(seeds=SEEDS, clock=datetime(2030, 1, 1, tzinfo=timezone.utc))
def test_the_clock_does_what_falls_due(aliyun_kms, dragoman_clock):
    aliyun_kms.delete_secret(aliyun_models.DeleteSecretRequest(secret_name="db", recovery_window_in_days="7"))
    done = dragoman_clock.advance(timedelta(days=7))
    assert done["totals"] == {"secret-deletion": 1}
    assert dragoman_clock.now() == datetime(2030, 1, 8, tzinfo=timezone.utc)
    dragoman_clock.shift("-1h")
    dragoman_clock.real()
    assert dragoman_clock.get()["mode"] == "real"


@pytest.mark.dragoman(seeds=SEEDS)
def test_faults_are_injected(huawei_csms, dragoman_faults):
    dragoman_faults.add({"match": {"operation": "ShowSecretVersion"}, "fault": "throttle"})
    request = ShowSecretVersionRequest(secret_name="db", version_id="latest")
    with pytest.raises(ClientRequestException) as rejected:
        huawei_csms.show_secret_version(request)
    assert rejected.value.status_code == 429
    assert dragoman_faults.list()[0]["hits"] >= 1
    dragoman_faults.clear()
    assert huawei_csms.show_secret_version(request).version.secret_string == "s3cr3t"


@pytest.mark.dragoman(seeds=SEEDS)
def test_code_that_builds_its_own_clients_reads_the_environment(dragoman_env):
    client = CsmsClient.new_builder().with_endpoints([os.environ["HUAWEICLOUD_SDK_REGION_CSMS_CN_NORTH_4"]])
    credentials = BasicCredentials(
        os.environ["HUAWEICLOUD_SDK_AK"], os.environ["HUAWEICLOUD_SDK_SK"], os.environ["HUAWEICLOUD_SDK_PROJECT_ID"]
    )
    body = CreateSecretRequestBody(name="own", secret_string="x")
    client.with_credentials(credentials).build().create_secret(CreateSecretRequest(body=body))
    # Under the cloud's own host name, over https: the proxy answers, and its certificate is trusted.
    assert read(AliyunClient(Config(
        access_key_id=os.environ["ALIBABA_CLOUD_ACCESS_KEY_ID"],
        access_key_secret=os.environ["ALIBABA_CLOUD_ACCESS_KEY_SECRET"],
        endpoint="kms.cn-hangzhou.aliyuncs.com",
        region_id="cn-hangzhou",
        protocol="HTTPS",
    )), "own") == "x"


def test_seeds_that_are_wrong_make_nothing(dragoman_sandbox):
    with pytest.raises(ControlError) as rejected:
        dragoman_sandbox.seed({"secrets": [{"name": "db", "valeu": "x"}]})
    assert rejected.value.status == 400
    assert "secrets.0" in str(rejected.value)


def test_coroutines_use_it_as_it_is(dragoman_sandbox):
    async def work():
        dragoman_sandbox.seed(SEEDS)
        return await asyncio.to_thread(dragoman_sandbox.journal.list)

    assert asyncio.run(work()) == []


def test_a_reset_goes_back_to_the_seeds(dragoman):
    with dragoman.sandbox(seeds=SEEDS) as sandbox:
        sandbox.seed({"secrets": [{"name": "more", "value": "x"}]})
        sandbox.reset()
        assert sandbox.control.call("GET", "/vaults")["vaults"][0]["secrets"] == 1


def test_credentials_are_in_no_representation(dragoman_sandbox):
    text = repr((dragoman_sandbox.huawei, dragoman_sandbox.aliyun, dragoman_sandbox.bk))
    secrets = (dragoman_sandbox.huawei.sk, dragoman_sandbox.aliyun.access_key_secret, dragoman_sandbox.bk.bk_app_secret)
    assert [secret for secret in secrets if secret in text] == []
