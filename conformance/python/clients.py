"""The official clients, pointed at a gateway. Left alone, they sign as the development identity."""

from typing import Optional

from alibabacloud_kms20160120.client import Client as AliyunClient
from alibabacloud_tea_openapi.utils_models import Config
from aliyunsdkcore.client import AcsClient
from bkapi_client_core.apigateway import (
    APIGatewayClient,
    Operation,
    OperationGroup,
    bind_property,
)
from bkapi_client_core.client import BaseClient
from bkapi_client_core.esb import ESBClient
from huaweicloudsdkcore.auth.credentials import BasicCredentials, Credentials, GlobalCredentials
from huaweicloudsdkcore.client import ClientBuilder
from huaweicloudsdkcore.http.http_config import HttpConfig
from huaweicloudsdkcore.region.region import Region
from huaweicloudsdkcsms.v1 import CsmsClient
from huaweicloudsdkiam.v3 import IamClient

import identity
from gateway import Gateway

TIMEOUT_SECONDS = 20


def huawei_client(
    gateway: Gateway,
    access_key: str = identity.ACCESS_KEY,
    secret_key: str = identity.SECRET_KEY,
    project: str = identity.HUAWEI_PROJECT,
) -> CsmsClient:
    """CSMS with an explicit project, so that the client asks nothing of IAM."""
    credentials = BasicCredentials(access_key, secret_key, project)
    return _bounded(CsmsClient.new_builder(), credentials).with_endpoints([gateway.url]).build()


def huawei_client_of_region(gateway: Gateway, region: str) -> CsmsClient:
    """CSMS with a region and no project: the client asks IAM for the region's project while it is built."""
    credentials = BasicCredentials(identity.ACCESS_KEY, identity.SECRET_KEY).with_iam_endpoint(gateway.url)
    return _bounded(CsmsClient.new_builder(), credentials).with_region(Region(region, gateway.url)).build()


def iam_client(gateway: Gateway) -> IamClient:
    """IAM with a region and no domain: the client asks for the domain while it is built."""
    credentials = GlobalCredentials(identity.ACCESS_KEY, identity.SECRET_KEY).with_iam_endpoint(gateway.url)
    return _bounded(IamClient.new_builder(), credentials).with_region(Region(identity.HUAWEI_REGION, gateway.url)).build()


def aliyun_client(
    gateway: Gateway, access_key: str = identity.ACCESS_KEY, secret_key: str = identity.SECRET_KEY
) -> AliyunClient:
    return AliyunClient(Config(
        access_key_id=access_key,
        access_key_secret=secret_key,
        endpoint=gateway.host,
        protocol="HTTP",
        region_id=identity.ALIYUN_REGION,
        read_timeout=TIMEOUT_SECONDS * 1000,
    ))


def acs_client(
    access_key: str = identity.ACCESS_KEY,
    secret_key: str = identity.SECRET_KEY,
    region: str = identity.ALIYUN_REGION,
) -> AcsClient:
    """Aliyun's client of the first generation; its requests carry the endpoint."""
    return AcsClient(access_key, secret_key, region, auto_retry=False, timeout=TIMEOUT_SECONDS)


class CredentialOperations(OperationGroup):
    """JOB's credential resources, as a generated gateway client declares them."""

    create_credential = bind_property(Operation, method="POST", path="/api/v3/create_credential")
    update_credential = bind_property(Operation, method="POST", path="/api/v3/update_credential")
    get_credential_detail = bind_property(Operation, method="GET", path="/api/v3/get_credential_detail")
    system_create_credential = bind_property(Operation, method="POST", path="/api/v3/system/create_credential/")
    system_update_credential = bind_property(Operation, method="POST", path="/api/v3/system/update_credential/")
    system_get_credential_detail = bind_property(Operation, method="GET", path="/api/v3/system/get_credential_detail/")
    delete_credential = bind_property(Operation, method="POST", path="/api/v3/delete_credential")


class JobClient(APIGatewayClient):
    """JOB behind the API gateway."""

    _api_name = "bk-job"
    api = bind_property(CredentialOperations, name="api")


class EsbJobClient(ESBClient):
    """JOB behind the ESB; its credential components are hidden, so callers register them by hand."""

    jobv3 = bind_property(OperationGroup, name="jobv3")

    def on_init(self) -> None:
        for name in ("create_credential", "update_credential", "get_credential_detail", "delete_credential"):
            path = f"/api/c/compapi{{bk_api_ver}}/jobv3/{name}/"
            self.jobv3.register(name, Operation(method="POST", path=path))


def job_client(gateway: Gateway, **authorization: Optional[str]) -> JobClient:
    """@param authorization: replaces parts of the development identity; None leaves a part out"""
    client = JobClient(endpoint=f"{gateway.url}/api/{{api_name}}", stage="prod")
    return _authorized(client, authorization)


def esb_client(gateway: Gateway, language: Optional[str] = None, **authorization: Optional[str]) -> EsbJobClient:
    """@param authorization: as in job_client"""
    client = EsbJobClient(endpoint=gateway.url, bk_api_ver="v2", language=language)
    return _authorized(client, authorization)


def _authorized(client: BaseClient, authorization: dict[str, Optional[str]]) -> BaseClient:
    development = {"bk_app_code": identity.BK_APP, "bk_app_secret": identity.BK_APP_SECRET, "bk_token": identity.BK_TOKEN}
    client.update_bkapi_authorization(**{**development, **authorization})
    client.set_timeout(TIMEOUT_SECONDS)
    return client


def _bounded(builder: ClientBuilder, credentials: Credentials) -> ClientBuilder:
    config = HttpConfig.get_default_config()
    config.timeout = TIMEOUT_SECONDS
    return builder.with_http_config(config).with_credentials(credentials)
