"""Settings of the gateway that change what a client meets."""

from pathlib import Path
from uuid import uuid4

import pytest
from aliyunsdkkms.request.v20160120.CreateSecretRequest import CreateSecretRequest
from huaweicloudsdkcore.exceptions.exceptions import ClientRequestException

import clients
from acs_calls import Calls
from bk_calls import credential
from csms_calls import Csms
from gateway import Gateway, running_gateway
from kms_calls import Kms
from values import secret_value


def test_lenient_authentication_takes_any_key(tmp_path: Path) -> None:
    with running_gateway(tmp_path, "--auth", "lenient") as gateway:
        access_key, secret_key = uuid4().hex, secret_value()
        csms = Csms(clients.huawei_client(gateway, access_key, secret_key))
        kms = Kms(clients.aliyun_client(gateway, access_key, secret_key))
        job = clients.job_client(gateway, bk_app_code="any-app", bk_app_secret=secret_value(), bk_token=secret_value())
        esb = clients.esb_client(gateway, bk_app_code="any-app", bk_app_secret=secret_value(), bk_token=secret_value())
        assert csms.read(csms.create().name)
        assert kms.read(kms.create().secret_name)
        for create in (job.api.create_credential, esb.jobv3.create_credential):
            assert create(credential())["result"] is True


def test_a_client_without_a_project_is_told_so_unless_a_setting_takes_its_one(
    tmp_path: Path, gateway: Gateway
) -> None:
    unknowing = clients.huawei_client(gateway, project="")
    with pytest.raises(ClientRequestException) as rejected:
        Csms(unknowing).create()
    assert (rejected.value.status_code, rejected.value.error_code) == (401, "APIGW.0301")
    assert "the SDK was given no project and no region" in gateway.console()
    with running_gateway(tmp_path, "--doors-huawei-placeholder-project", "true") as lenient:
        made = Csms(clients.huawei_client(lenient, project="")).create()
        assert Csms(clients.huawei_client(lenient)).read(made.name)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_string_to_sign_of_the_gateway_is_that_of_the_client(tmp_path: Path, method: str) -> None:
    """
    aliyun-python-sdk-core compares the two and then blames the secret key; they hold the parameters in plain,
    so they must not reach the console.
    """
    with running_gateway(tmp_path, "--doors-aliyun-signature-error", "SignatureDoesNotMatch") as gateway:
        calls = Calls(gateway, clients.acs_client(secret_key=secret_value()), method)
        status, code, _ = calls.rejected(CreateSecretRequest, SecretData=secret_value(" ~*!'()中"))
    assert (status, code) == (400, "InvalidAccessKeySecret")
