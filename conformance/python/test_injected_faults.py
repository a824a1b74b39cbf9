"""Faults that are injected by the control API, as the official clients meet them: they back off, and succeed."""

import json
import time
import urllib.request
from collections.abc import Iterator
from typing import Any, Optional

import pytest
from alibabacloud_kms20160120 import models as aliyun
from alibabacloud_kms20160120.client import Client as AliyunClient
from alibabacloud_tea_openapi.exceptions import ThrottlingException
from alibabacloud_tea_openapi.utils_models import Config
from bkapi_client_core.exceptions import APIGatewayResponseError
from darabonba.policy.retry import RetryOptions
from huaweicloudsdkcore.exceptions.exceptions import SdkException, ServiceResponseException
from huaweicloudsdkcore.retry.backoff_strategy import BackoffStrategies
from huaweicloudsdkcsms.v1 import ListSecretsRequest

import clients
import identity
from gateway import Gateway, running_gateway

TRIES = 4


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    """A gateway of this module's own: rules meet whoever calls."""
    with running_gateway(tmp_path_factory.mktemp("faulty")) as running:
        yield running


def set_faults(gateway: Gateway, *rules: dict[str, Any]) -> None:
    control(gateway, "PUT", {"rules": rules})


def hits(gateway: Gateway) -> list[int]:
    return [standing["hits"] for standing in control(gateway, "GET")["rules"]]


def control(gateway: Gateway, method: str, body: Optional[dict[str, Any]] = None) -> dict[str, Any]:
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(
        f"{gateway.url}/_dragoman/faults", data, {"Content-Type": "application/json"}, method=method
    )
    with urllib.request.urlopen(request, timeout=clients.TIMEOUT_SECONDS) as response:
        answer: dict[str, Any] = json.load(response)
        return answer


def patient_aliyun_client(gateway: Gateway, *codes: str) -> AliyunClient:
    """A client that tries again after these codes, as its retry options let it."""
    condition = {
        "maxAttempts": TRIES, "errorCode": list(codes), "backoff": {"policy": "Fixed", "period": 50}, "maxDelay": 10_000
    }
    return AliyunClient(Config(
        access_key_id=identity.ACCESS_KEY, access_key_secret=identity.SECRET_KEY, endpoint=gateway.host,
        protocol="HTTP",
        region_id=identity.ALIYUN_REGION,
        retry_options=RetryOptions({"retryable": True, "retryCondition": [condition]}),
    ))


def test_aliyun_waits_as_long_as_an_injected_throttle_says_and_succeeds(faulty: Gateway) -> None:
    set_faults(faulty, {"match": {"door": "aliyun"}, "script": ["throttle", "throttle", "pass"]})
    began = time.monotonic()
    answer = patient_aliyun_client(faulty, "Rejected.Throttling").list_secrets(aliyun.ListSecretsRequest())
    assert answer.status_code == 200
    # x-acs-retry-after is a second; the client's own backoff would be a twentieth.
    assert 2 <= time.monotonic() - began < 8
    assert hits(faulty) == [3]


def test_aliyun_reads_the_hint_of_a_throttle(faulty: Gateway) -> None:
    set_faults(faulty, {"match": {"door": "aliyun"}, "fault": "throttle", "times": 1})
    with pytest.raises(ThrottlingException) as raised:
        clients.aliyun_client(faulty).list_secrets(aliyun.ListSecretsRequest())
    assert (raised.value.status_code, raised.value.code, raised.value.retry_after) == (429, "Rejected.Throttling", 1000)


@pytest.mark.parametrize(
    "code", ["ServiceUnavailableTemporary", "InternalFailure", "Throttling.User", "ServiceUnavailable"]
)
def test_aliyun_tries_again_after_injected_errors(faulty: Gateway, code: str) -> None:
    set_faults(faulty, {"match": {"door": "aliyun"}, "script": [{"error": code}, {"error": code}, "pass"]})
    assert patient_aliyun_client(faulty, code).list_secrets(aliyun.ListSecretsRequest()).status_code == 200
    assert hits(faulty) == [3]


def test_huawei_backs_off_where_it_is_told_to(faulty: Gateway) -> None:
    set_faults(faulty, {"match": {"door": "huawei"}, "script": ["throttle", {"error": "APIGW.0202"}, "pass"]})

    def is_passing(_response: Any, error: Optional[SdkException]) -> bool:
        return isinstance(error, ServiceResponseException) and error.status_code in (429, 502)

    invoker = clients.huawei_client(faulty).list_secrets_invoker(ListSecretsRequest())
    answer = invoker.with_retry(is_passing, TRIES, BackoffStrategies.EQUAL_JITTER).invoke()
    assert answer.status_code == 200
    assert hits(faulty) == [3]


def test_bkapi_raises_the_gateways_own_error(faulty: Gateway) -> None:
    set_faults(faulty, {"match": {"door": "bk"}, "fault": "throttle", "times": 1})
    with pytest.raises(APIGatewayResponseError) as raised:
        clients.job_client(faulty).api.get_account_list({**identity.BK_SCOPE, "category": 1})
    assert (raised.value.response_status_code, raised.value.error_code) == (429, "1642903")
