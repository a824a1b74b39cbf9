"""Every operation of every client is called and rejected by a test, or listed as one that nobody serves. Runs last."""

from importlib import import_module
from typing import Any

import aliyunsdkkms.request.v20160120 as acs_kms
import aliyunsdksts.request.v20150401 as acs_sts
import huaweicloudsdkcsms.v1 as csms_sdk
import huaweicloudsdkiam.v3 as iam_sdk
import huaweicloudsdkkms.v2 as huawei_kms_sdk
import pytest
from alibabacloud_kms20160120 import models
from alibabacloud_kms20160120.client import Client as AliyunClient
from alibabacloud_tea_openapi.exceptions import ClientException
from aliyunsdkcore.acs_exception.exceptions import ServerException
from aliyunsdkcore.client import AcsClient
from bkapi_client_core.exceptions import ResponseError
from huaweicloudsdkcore.exceptions.exceptions import ClientRequestException

import clients
import seen
from acs_calls import prepared
from gateway import Gateway
from huawei_calls import Operations
from unserved import NEVER_REJECTED, NEVER_SUCCEED, UNSERVED

OPERATIONS: dict[str, set[str]] = {
    clients.CSMS: seen.huawei_operations(csms_sdk.CsmsClient),
    clients.HUAWEI_KMS: seen.huawei_operations(huawei_kms_sdk.KmsClient),
    clients.IAM: seen.huawei_operations(iam_sdk.IamClient),
    clients.ALIYUN: seen.aliyun_operations(AliyunClient),
    clients.ACS_KMS: seen.acs_operations(acs_kms),
    clients.ACS_STS: seen.acs_operations(acs_sts),
    clients.APIGW: {f"{prefix}{name}" for name in clients.JOB_OPERATIONS for prefix in ("", "system_")},
    clients.ESB: {name for name, (_, is_registered) in clients.JOB_OPERATIONS.items() if is_registered},
}


def unserved_of(*names: str) -> Any:
    return pytest.mark.parametrize(
        ("name", "operation"), [(name, operation) for name in names for operation in sorted(UNSERVED[name])]
    )


@pytest.fixture(scope="module")
def huawei(gateway: Gateway) -> dict[str, Operations]:
    return {
        clients.CSMS: Operations(csms_sdk, clients.huawei_client(gateway)),
        clients.HUAWEI_KMS: Operations(huawei_kms_sdk, clients.huawei_kms_client(gateway)),
        clients.IAM: Operations(iam_sdk, clients.iam_client(gateway)),
    }


@unserved_of(clients.CSMS, clients.HUAWEI_KMS, clients.IAM)
def test_huawei_has_not_published_it(huawei: dict[str, Operations], name: str, operation: str) -> None:
    call = huawei[name]
    with pytest.raises(ClientRequestException) as caught:
        call.call(operation, **call.blank(operation))
    # A HEAD is answered without a body, of which the SDK makes the status its code.
    is_head = getattr(call.client, f"_{operation}_http_info")(
        call.request(operation, **call.blank(operation))
    )["method"] == "HEAD"
    assert (caught.value.status_code, caught.value.error_code) == (404, "404" if is_head else clients.UNPUBLISHED)


@unserved_of(clients.ALIYUN)
def test_aliyun_does_not_support_it(gateway: Gateway, name: str, operation: str) -> None:
    request = getattr(models, f"{''.join(part.capitalize() for part in operation.split('_'))}Request", None)
    with pytest.raises(ClientException) as caught:
        getattr(clients.aliyun_client(gateway), operation)(*([request()] if request else []))
    assert (caught.value.status_code, caught.value.code) == (400, "UnsupportedOperation")
    assert caught.value.data["Message"] == clients.UNSUPPORTED_ACTION


@unserved_of(clients.ACS_KMS, clients.ACS_STS)
def test_aliyun_does_not_support_it_in_its_first_generation(
    gateway: Gateway, acs: AcsClient, name: str, operation: str
) -> None:
    requests = {clients.ACS_KMS: acs_kms, clients.ACS_STS: acs_sts}[name]
    request = getattr(import_module(f"{requests.__name__}.{operation}Request"), f"{operation}Request")()
    with pytest.raises(ServerException) as caught:
        acs.do_action_with_exception(prepared(gateway, request, None, {}))
    answered = (caught.value.http_status, caught.value.error_code, caught.value.message)
    assert answered == {
        clients.ACS_KMS: (400, "UnsupportedOperation", clients.UNSUPPORTED_ACTION),
        clients.ACS_STS: (404, "InvalidAction.NotFound", clients.UNKNOWN_API),
    }[name]


@unserved_of(clients.APIGW, clients.ESB)
def test_blueking_knows_no_such_path(gateway: Gateway, name: str, operation: str) -> None:
    group = {clients.APIGW: clients.job_client(gateway).api, clients.ESB: clients.esb_client(gateway).jobv3}[name]
    with pytest.raises(ResponseError) as caught:
        getattr(group, operation)({})
    assert caught.value.response_status_code == 404


@pytest.mark.whole_run
@pytest.mark.parametrize("name", OPERATIONS)
def test_every_other_operation_succeeded_and_was_rejected(name: str) -> None:
    assert UNSERVED[name] <= OPERATIONS[name]
    lacking = {}
    for operation in OPERATIONS[name] - UNSERVED[name]:
        wanted = {
            *([] if (name, operation) in NEVER_SUCCEED else [seen.SUCCESS]),
            *([] if (name, operation) in NEVER_REJECTED else [seen.REJECTION]),
        }
        if missing := wanted - seen.outcomes(name, operation):
            lacking[operation] = missing
    assert lacking == {}
