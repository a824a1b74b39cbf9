"""The official clients, pointed at a gateway. Left alone, they sign as the development identity."""

from typing import Any, Optional, TypeVar

from alibabacloud_kms20160120.client import Client as AliyunClient
from alibabacloud_tea_openapi.exceptions import ClientException
from alibabacloud_tea_openapi.utils_models import Config
from aliyunsdkcore.acs_exception.exceptions import ServerException
from aliyunsdkcore.client import AcsClient
from aliyunsdkcore.request import AcsRequest
from bkapi_client_core.apigateway import (
    APIGatewayClient,
    Operation,
    OperationGroup,
    bind_property,
)
from bkapi_client_core.client import BaseClient
from bkapi_client_core.esb import ESBClient
from bkapi_client_core.exceptions import APIGatewayResponseError
from huaweicloudsdkcore.auth.credentials import BasicCredentials, Credentials, GlobalCredentials
from huaweicloudsdkcore.client import ClientBuilder
from huaweicloudsdkcore.exceptions.exceptions import ClientRequestException
from huaweicloudsdkcore.http.http_config import HttpConfig
from huaweicloudsdkcore.region.region import Region
from huaweicloudsdkcsms.v1 import CsmsClient
from huaweicloudsdkiam.v3 import IamClient
from huaweicloudsdkkms.v2 import KmsClient

import identity
import seen
from gateway import Gateway

TIMEOUT_SECONDS = 20

# The names under which calls are noted.
CSMS, HUAWEI_KMS, IAM = "huaweicloudsdkcsms", "huaweicloudsdkkms", "huaweicloudsdkiam"
ALIYUN, ACS_KMS, ACS_STS = "alibabacloud_kms20160120", "aliyun-python-sdk-kms", "aliyun-python-sdk-sts"
APIGW, ESB = "bkapi-client-core (gateway)", "bkapi-client-core (ESB)"

# How the clouds say that they have no such operation.
UNPUBLISHED = "APIGW.0101"
UNSUPPORTED_ACTION = "This action is not supported."
UNKNOWN_API = "Specified api is not found, please check your url and method."

AnyHuaweiClient = TypeVar("AnyHuaweiClient", CsmsClient, KmsClient, IamClient)


def huawei_client(
    gateway: Gateway,
    access_key: str = identity.ACCESS_KEY,
    secret_key: str = identity.SECRET_KEY,
    project: str = identity.HUAWEI_PROJECT,
) -> CsmsClient:
    """CSMS with an explicit project, so that the client asks nothing of IAM."""
    credentials = BasicCredentials(access_key, secret_key, project)
    return _watched_huawei(_bounded(CsmsClient.new_builder(), credentials).with_endpoints([gateway.url]).build())


def huawei_kms_client(
    gateway: Gateway,
    secret_key: str = identity.SECRET_KEY,
    project: str = identity.HUAWEI_PROJECT,
    access_key: str = identity.ACCESS_KEY,
) -> KmsClient:
    credentials = BasicCredentials(access_key, secret_key, project)
    return _watched_huawei(_bounded(KmsClient.new_builder(), credentials).with_endpoints([gateway.url]).build())


def huawei_client_of_region(gateway: Gateway, region: str) -> CsmsClient:
    """CSMS with a region and no project: the client asks IAM for the region's project while it is built."""
    credentials = BasicCredentials(identity.ACCESS_KEY, identity.SECRET_KEY).with_iam_endpoint(gateway.url)
    return _bounded(CsmsClient.new_builder(), credentials).with_region(Region(region, gateway.url)).build()


def iam_client(gateway: Gateway, secret_key: str = identity.SECRET_KEY, domain: str | None = None) -> IamClient:
    """IAM with a region; without a domain the client asks for it while it is built."""
    credentials = GlobalCredentials(identity.ACCESS_KEY, secret_key, domain).with_iam_endpoint(gateway.url)
    client = _bounded(IamClient.new_builder(), credentials).with_region(
        Region(identity.HUAWEI_REGION, gateway.url)
    ).build()
    return _watched_huawei(client)


def aliyun_client(
    gateway: Gateway, access_key: str = identity.ACCESS_KEY, secret_key: str = identity.SECRET_KEY
) -> AliyunClient:
    client = AliyunClient(Config(
        access_key_id=access_key,
        access_key_secret=secret_key,
        endpoint=gateway.host,
        protocol="HTTP",
        region_id=identity.ALIYUN_REGION,
        read_timeout=TIMEOUT_SECONDS * 1000,
    ))
    return seen.watched(
        client, ALIYUN, seen.aliyun_operations(AliyunClient), (ClientException,),
        lambda error: error.code == "UnsupportedOperation" and error.data["Message"] == UNSUPPORTED_ACTION,
    )


def acs_client(
    access_key: str = identity.ACCESS_KEY,
    secret_key: str = identity.SECRET_KEY,
    region: str = identity.ALIYUN_REGION,
) -> AcsClient:
    """Aliyun's client of the first generation; its requests carry the endpoint."""
    return WatchedAcsClient(access_key, secret_key, region, auto_retry=False, timeout=TIMEOUT_SECONDS)


class WatchedAcsClient(AcsClient):
    """The client, whose calls are noted under the SDK of their product."""

    def do_action_with_exception(self, acs_request: AcsRequest) -> bytes:
        sdk, action = f"aliyun-python-sdk-{acs_request.get_product().lower()}", acs_request.get_action_name()
        try:
            answer: bytes = super().do_action_with_exception(acs_request)
        except ServerException as error:
            if error.message not in (UNSUPPORTED_ACTION, UNKNOWN_API):
                seen.note(sdk, action, seen.REJECTION)
            raise
        seen.note(sdk, action, seen.SUCCESS)
        return answer


class WatchedOperation(Operation):
    """An operation of JOB, whose calls are noted under the front that it goes through."""

    def __call__(self, *arguments: Any, **options: Any) -> dict[str, Any]:
        front = APIGW if isinstance(self._get_client(), JobClient) else ESB
        try:
            answer: dict[str, Any] = super().__call__(*arguments, **options)
        except APIGatewayResponseError as error:
            if error.response_status_code != 404:
                seen.note(front, self.name, seen.REJECTION)
            raise
        seen.note(front, self.name, seen.SUCCESS if answer["result"] else seen.REJECTION)
        return answer


# JOB's operations by name: their method behind the API gateway, and whether ESB has them.
JOB_OPERATIONS = {
    "create_credential": ("POST", True),
    "update_credential": ("POST", True),
    "get_credential_detail": ("GET", True),
    "create_account": ("POST", True),
    "get_account_list": ("GET", True),
    "update_account": ("POST", False),
    "delete_account": ("POST", True),
    "get_account_password_encryption_metadata": ("GET", False),
    "create_file_source": ("POST", True),
    "update_file_source": ("POST", True),
    "get_file_source_detail": ("GET", False),
    "delete_credential": ("POST", True),
}


class JobOperations(OperationGroup):
    """JOB's resources, registered by hand as callers without a generated client do; `system_` are those for apps."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        for name, (method, _) in JOB_OPERATIONS.items():
            self.register(name, WatchedOperation(method=method, path=f"/api/v3/{name}"))
            self.register(f"system_{name}", WatchedOperation(method=method, path=f"/api/v3/system/{name}/"))


class JobClient(APIGatewayClient):
    """JOB behind the API gateway."""

    _api_name = "bk-job"
    api = bind_property(JobOperations, name="api")


class EsbJobClient(ESBClient):
    """JOB behind the ESB; its credential components are hidden, so callers register them by hand."""

    jobv3 = bind_property(OperationGroup, name="jobv3")

    def on_init(self) -> None:
        for name, (_, is_registered) in JOB_OPERATIONS.items():
            if is_registered:
                path = f"/api/c/compapi{{bk_api_ver}}/jobv3/{name}/"
                self.jobv3.register(name, WatchedOperation(method="POST", path=path))


def job_client(gateway: Gateway, **authorization: Optional[str]) -> JobClient:
    """@param authorization: replaces parts of the development identity; None leaves a part out"""
    client = JobClient(endpoint=f"{gateway.url}/api/{{api_name}}", stage="prod")
    return _authorized(client, authorization)


def esb_client(gateway: Gateway, language: Optional[str] = None, **authorization: Optional[str]) -> EsbJobClient:
    """@param authorization: as in job_client"""
    client = EsbJobClient(endpoint=gateway.url, bk_api_ver="v2", language=language)
    return _authorized(client, authorization)


def _authorized(client: BaseClient, authorization: dict[str, Optional[str]]) -> BaseClient:
    development = {
        "bk_app_code": identity.BK_APP, "bk_app_secret": identity.BK_APP_SECRET, "bk_token": identity.BK_TOKEN
    }
    client.update_bkapi_authorization(**{**development, **authorization})
    client.set_timeout(TIMEOUT_SECONDS)
    return client


def _watched_huawei(client: AnyHuaweiClient) -> AnyHuaweiClient:
    sdk = type(client).__module__.split(".")[0]
    return seen.watched(
        client, sdk, seen.huawei_operations(type(client)), (ClientRequestException,),
        lambda error: error.error_code == UNPUBLISHED,
    )


def _bounded(builder: ClientBuilder, credentials: Credentials) -> ClientBuilder:
    config = HttpConfig.get_default_config()
    config.timeout = TIMEOUT_SECONDS
    return builder.with_http_config(config).with_credentials(credentials)
