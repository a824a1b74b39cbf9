"""One call of an official client in Python, as it is out of the box or with the retries that it brings switched on.

Usage: clients.py <client> read|create [retry]. Ends with 0 where the call succeeded. With `follow [ttl]` it goes on
reading by one client, and logs in with what it reads; a client that keeps values does so for a second with `ttl`.
"""

import json
import os
import sys
import time
import urllib.error
import urllib.request
import uuid

ALIYUN_ID = os.environ["ALIBABA_CLOUD_ACCESS_KEY_ID"]
ALIYUN_SECRET = os.environ["ALIBABA_CLOUD_ACCESS_KEY_SECRET"]
REGION = "cn-hangzhou"
TTL_MS = 1_000


def follow(read) -> None:
    """Logs in again and again with the password that is read: a body that is the password."""
    open_directly = urllib.request.build_opener(urllib.request.ProxyHandler({})).open
    while True:
        try:
            open_directly(os.environ["DRAGOMAN_LOGIN_URL"], data=read().encode())
        except urllib.error.HTTPError as rejected:
            assert rejected.code == 401
        time.sleep(0.2)


def huawei(call: str, retries: bool) -> None:
    from huaweicloudsdkcore.auth.credentials import BasicCredentials
    from huaweicloudsdkcore.retry.backoff_strategy import BackoffStrategies
    from huaweicloudsdkcsms.v1 import (
        CreateSecretVersionRequest,
        CreateSecretVersionRequestBody,
        CsmsClient,
        ShowSecretVersionRequest,
    )

    keys = BasicCredentials(
        os.environ["HUAWEICLOUD_SDK_AK"], os.environ["HUAWEICLOUD_SDK_SK"], os.environ["HUAWEICLOUD_SDK_PROJECT_ID"]
    )
    endpoint = os.environ["HUAWEICLOUD_SDK_REGION_CSMS_CN_NORTH_4"]
    client = CsmsClient.new_builder().with_credentials(keys).with_endpoints([endpoint]).build()
    latest = ShowSecretVersionRequest(secret_name="db", version_id="latest")
    if call == "follow":
        follow(lambda: client.show_secret_version(latest).version.secret_string)
    if call == "create":
        body = CreateSecretVersionRequestBody(secret_string="the value that follows")
        invoker = client.create_secret_version_invoker(CreateSecretVersionRequest(secret_name="db", body=body))
    else:
        invoker = client.show_secret_version_invoker(latest)
    if retries:
        invoker.with_retry(
            retry_condition=lambda _response, error: error is not None and is_temporary(error),
            max_retries=3,
            backoff_strategy=BackoffStrategies.EQUAL_JITTER,
        )
    invoker.invoke()


def is_temporary(error: Exception) -> bool:
    status = getattr(error, "status_code", None)
    return status is None or status == 429 or status >= 500


def tea(call: str, retries: bool) -> None:
    from alibabacloud_kms20160120 import models
    from alibabacloud_kms20160120.client import Client
    from alibabacloud_tea_openapi.utils_models import Config
    from darabonba.policy.retry import RetryCondition, RetryOptions

    config = Config(access_key_id=ALIYUN_ID, access_key_secret=ALIYUN_SECRET, region_id=REGION, protocol="http")
    if retries:
        codes = ["Throttling", "Throttling.User", "Throttling.Api", "Rejected.Throttling", "ServiceUnavailable"]
        codes += ["ServiceUnavailableTemporary", "InternalError", "InternalFailure"]
        condition = RetryCondition(
            max_attempts=3, backoff={"policy": "Exponential", "period": 100}, error_code=codes, exception=["RetryError"]
        )
        config.retry_options = RetryOptions(retryable=True, retry_condition=[condition])
    client = Client(config)
    get = models.GetSecretValueRequest(secret_name="db")
    if call == "follow":
        follow(lambda: client.get_secret_value(get).body.secret_data)
    if call == "create":
        request = models.PutSecretValueRequest(
            secret_name="db", secret_data="the value that follows", version_id=str(uuid.uuid4())
        )
        client.put_secret_value(request)
    else:
        client.get_secret_value(get)


def acs(call: str, retries: bool) -> None:
    from aliyunsdkcore.client import AcsClient
    from aliyunsdkkms.request.v20160120.GetSecretValueRequest import GetSecretValueRequest
    from aliyunsdkkms.request.v20160120.PutSecretValueRequest import PutSecretValueRequest

    client = AcsClient(ALIYUN_ID, ALIYUN_SECRET, REGION, auto_retry=True, max_retry_time=3 if retries else None)
    if call == "create":
        request = PutSecretValueRequest()
        request.set_SecretData("the value that follows")
        request.set_VersionId(str(uuid.uuid4()))
    else:
        request = GetSecretValueRequest()
    request.set_SecretName("db")
    request.set_protocol_type("http")
    if call == "follow":
        follow(lambda: json.loads(client.do_action_with_exception(request))["SecretData"])
    client.do_action_with_exception(request)


def secretsmanager(call: str, ttl: bool) -> None:
    from alibaba_cloud_secretsmanager_client.secret_manager_cache_client_builder import SecretManagerCacheClientBuilder
    from alibaba_cloud_secretsmanager_client.service.default_secret_manager_client_builder import (
        DefaultSecretManagerClientBuilder,
    )

    service = DefaultSecretManagerClientBuilder.standard().with_access_key(ALIYUN_ID, ALIYUN_SECRET).with_region(REGION)
    builder = SecretManagerCacheClientBuilder.new_cache_client_builder(service.build())
    client = (builder.with_secret_ttl("db", TTL_MS) if ttl else builder).build()
    if call == "follow":
        follow(lambda: client.get_secret_info("db").secret_value)
    secret = client.get_secret_info("db")
    # Its threads do not end by themselves.
    os._exit(0 if secret is not None else 1)


def bk(call: str, _retries: bool) -> None:
    from bkapi_client_core.apigateway import APIGatewayClient, Operation, OperationGroup, bind_property

    class Group(OperationGroup):
        get_credential_detail = bind_property(
            Operation, name="get_credential_detail", method="GET", path="/api/v3/system/get_credential_detail"
        )
        create_credential = bind_property(
            Operation, name="create_credential", method="POST", path="/api/v3/system/create_credential"
        )

    class Client(APIGatewayClient):
        _api_name = "bk-job"
        api = bind_property(Group, name="api")

    client = Client(endpoint=os.environ["BK_API_URL_TMPL"], stage="prod")
    client.update_bkapi_authorization(
        bk_app_code=os.environ["BK_APP_CODE"], bk_app_secret=os.environ["BK_APP_SECRET"], bk_username="admin"
    )
    scope = {"bk_scope_type": "biz", "bk_scope_id": "2"}
    if call == "create":
        data = {**scope, "name": f"made-{uuid.uuid4().hex[:8]}", "type": "PASSWORD", "credential_password": "made up"}
        client.api.create_credential(data)
    else:
        client.api.get_credential_detail(params={**scope, "id": os.environ["REHEARSED_CREDENTIAL"]})


CLIENTS = {"huawei": huawei, "tea": tea, "acs": acs, "secretsmanager": secretsmanager, "bk": bk}

if __name__ == "__main__":
    CLIENTS[sys.argv[1]](sys.argv[2], bool(sys.argv[3:]))
