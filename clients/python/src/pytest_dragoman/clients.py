"""Official clients that are configured for an environment. Each needs its SDK installed."""

from __future__ import annotations

import importlib
from typing import Any

from .environment import Environment


#: JOB's operations of credentials and accounts, by their HTTP method.
_JOB_OPERATIONS = {
    "create_credential": "POST",
    "update_credential": "POST",
    "delete_credential": "POST",
    "get_credential_detail": "GET",
    "create_account": "POST",
    "update_account": "POST",
    "delete_account": "POST",
    "get_account_list": "GET",
}


class SdkMissingError(Exception):
    """An official SDK is not installed; the text names the package."""


def huawei_csms(environment: Environment) -> Any:
    """``huaweicloudsdkcsms.v1.CsmsClient``."""
    return _huawei(environment, "huaweicloudsdkcsms", "v1", "CsmsClient")


def huawei_kms(environment: Environment) -> Any:
    """``huaweicloudsdkkms.v2.KmsClient``."""
    return _huawei(environment, "huaweicloudsdkkms", "v2", "KmsClient")


def aliyun_kms(environment: Environment) -> Any:
    """``alibabacloud_kms20160120.client.Client``."""
    package = "alibabacloud-kms20160120"
    client = _sdk("alibabacloud_kms20160120.client", package).Client
    config = _sdk("alibabacloud_tea_openapi.models", package).Config
    aliyun = environment.aliyun
    return client(
        config(
            access_key_id=aliyun.access_key_id,
            access_key_secret=aliyun.access_key_secret,
            endpoint=aliyun.endpoint,
            region_id=aliyun.region_id,
            protocol="HTTP",
        )
    )


def bk_gateway(environment: Environment) -> Any:
    """A ``bkapi_client_core.apigateway.APIGatewayClient`` of ``bk-job``, as its generated client is.

    JOB's operations are methods of ``client.api``: ``client.api.get_credential_detail(params={…})``.
    """
    sdk = _sdk("bkapi_client_core.apigateway", "bkapi-client-core")

    # The SDK is imported when it is there: for the type checker its classes are unknown.
    class Operations(sdk.OperationGroup):  # type: ignore[name-defined,misc]
        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **options)
            for name, method in _JOB_OPERATIONS.items():
                self.register(name, sdk.Operation(method=method, path=f"/api/v3/{name}"))

    class Client(sdk.APIGatewayClient):  # type: ignore[name-defined,misc]
        _api_name = "bk-job"
        api = sdk.bind_property(Operations, name="api")

    bk = environment.bk
    client = Client(endpoint=f"{environment.url}/api/{{api_name}}", stage="prod")
    client.update_bkapi_authorization(
        bk_app_code=bk.bk_app_code, bk_app_secret=bk.bk_app_secret, bk_username=bk.bk_username
    )
    return client


def _huawei(environment: Environment, package: str, version: str, name: str) -> Any:
    client = getattr(_sdk(f"{package}.{version}", package), name)
    credentials = _sdk("huaweicloudsdkcore.auth.credentials", package).BasicCredentials
    huawei = environment.huawei
    signer = credentials(huawei.ak, huawei.sk, huawei.project_id)
    return client.new_builder().with_credentials(signer).with_endpoints([huawei.endpoint]).build()


def _sdk(module: str, package: str) -> Any:
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise SdkMissingError(f"{package} is not installed: pip install {package}") from error
