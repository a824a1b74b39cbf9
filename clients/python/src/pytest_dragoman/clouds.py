"""What the clients of each cloud are configured with, under the names that each vendor gives it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Dict, Mapping
from urllib.parse import urlsplit

#: Credentials by cloud, as the control API gives them.
Credentials = Mapping[str, Mapping[str, str]]

#: The documented development identity, which a gateway's own environment knows.
DEVELOPMENT: Credentials = {
    "huawei": {
        "ak": "DRAGOMANDEV000000001",
        "sk": "DragomanDevelopmentSecretKeyNotForCloud0",
        "project_id": "d7a60a00000000000000000000000001",
        "region": "cn-north-4",
        "domain_name": "dragoman",
        "user_name": "dragoman",
        "password": "Dragoman-Development-1",
    },
    "aliyun": {
        "access_key_id": "DRAGOMANDEV000000001",
        "access_key_secret": "DragomanDevelopmentSecretKeyNotForCloud0",
        "region_id": "cn-hangzhou",
        "account_id": "1000000000000001",
    },
    "bk": {
        "bk_app_code": "dragoman",
        "bk_app_secret": "dragoman-development-app-secret",
        "bk_username": "admin",
        "bk_token": "dragoman-development-token",
        "bk_scope_type": "biz",
        "bk_scope_id": "2",
    },
}


@dataclass(frozen=True)
class HuaweiAccess:
    """For ``BasicCredentials`` and ``with_endpoint`` of Huawei's SDKs."""

    endpoint: str
    region: str
    project_id: str
    ak: str = field(repr=False)
    sk: str = field(repr=False)
    #: For tokens of IAM.
    domain_name: str
    user_name: str
    password: str = field(repr=False)


@dataclass(frozen=True)
class AliyunAccess:
    """For ``Config`` of Alibaba Cloud's SDKs."""

    #: Host and port, without a scheme.
    endpoint: str
    region_id: str
    account_id: str
    access_key_id: str = field(repr=False)
    access_key_secret: str = field(repr=False)


@dataclass(frozen=True)
class BlueKingAccess:
    """For clients of BlueKing."""

    endpoint: str
    #: JOB behind ESB; an operation and a slash follow.
    esb: str
    #: JOB behind the API gateway; an operation follows.
    api_gateway: str
    bk_app_code: str
    bk_app_secret: str = field(repr=False)
    bk_username: str
    bk_token: str = field(repr=False)
    #: The scope that shares a vault with the other clouds.
    bk_scope_type: str
    bk_scope_id: str

    @property
    def authorization(self) -> str:
        """The header ``X-Bkapi-Authorization`` of requests through the API gateway."""
        return json.dumps(self.app)

    @property
    def app(self) -> Dict[str, str]:
        """The fields of every request through ESB that say who calls."""
        return {
            "bk_app_code": self.bk_app_code,
            "bk_app_secret": self.bk_app_secret,
            "bk_username": self.bk_username,
        }


def huawei_access(url: str, credentials: Mapping[str, str]) -> HuaweiAccess:
    return HuaweiAccess(
        endpoint=url,
        region=credentials["region"],
        project_id=credentials["project_id"],
        ak=credentials["ak"],
        sk=credentials["sk"],
        domain_name=credentials["domain_name"],
        user_name=credentials["user_name"],
        password=credentials["password"],
    )


def aliyun_access(url: str, credentials: Mapping[str, str]) -> AliyunAccess:
    return AliyunAccess(
        endpoint=urlsplit(url).netloc,
        region_id=credentials["region_id"],
        account_id=credentials["account_id"],
        access_key_id=credentials["access_key_id"],
        access_key_secret=credentials["access_key_secret"],
    )


def bk_access(url: str, credentials: Mapping[str, str]) -> BlueKingAccess:
    return BlueKingAccess(
        endpoint=url,
        esb=f"{url}/api/c/compapi/v2/jobv3/",
        api_gateway=f"{url}/api/bk-job/prod/api/v3/",
        bk_app_code=credentials["bk_app_code"],
        bk_app_secret=credentials["bk_app_secret"],
        bk_username=credentials["bk_username"],
        bk_token=credentials["bk_token"],
        bk_scope_type=credentials["bk_scope_type"],
        bk_scope_id=credentials["bk_scope_id"],
    )
